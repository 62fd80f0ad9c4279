/** `hdms` at nodes that run: what it prints, what it does, and with which exit code it ends. */

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { HOSPITAL } from '@hdms/sandbox/network/launcher.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { failureOf, hospitalGet, type TestNetwork, testNetwork, treatment, until, visitor } from '../support/network.ts'

let net: TestNetwork
beforeAll(async () => {
  net = await testNetwork()
})
afterAll(() => net?.stop())

interface Flows {
  readonly flows: readonly { readonly id: string; readonly name: string; readonly state: string; readonly code?: string }[]
}

describe('hdms', () => {
  const hdms = (...args: string[]) =>
    spawnSync(process.execPath, [join(import.meta.dirname, '../../cli/hdms.ts'), ...args], { encoding: 'utf8' })
  const hospital = () => ['--node', join(net.file.folder, 'hospital')]

  test('shows ledger, flows, register and a record by the beginning of its key', async () => {
    const visit = await visitor(net.file)
    await treatment(net.file, visit)
    await visit.person.off()
    const ledger = hdms('ledger', ...hospital(), '--json')
    expect(ledger.status).toBe(0)
    const { transactions } = JSON.parse(ledger.stdout) as { transactions: { commands: string[] }[] }
    expect(transactions.map((t) => t.commands[0])).toContain('order.Approve')
    expect(hdms('flow', 'list', ...hospital()).stdout).toContain('treatment.respond')
    expect(hdms('register', ...hospital()).stdout).toContain('true')
    const { records } = JSON.parse(hdms('records', ...hospital(), '--json').stdout) as { records: { verificationKey: string }[] }
    expect(hdms('record', records[0]?.verificationKey.slice(0, 16) ?? '', ...hospital()).stdout).toContain('DiagnosticReport')
  })

  test('invites a person, and erases a record for good', async () => {
    const invited = hdms('invite', ...hospital())
    expect(invited).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\S{16,}\n$/) })
    expect(hdms('invite', 'no hex', ...hospital())).toMatchObject({ status: 1, stderr: expect.stringContaining('32 hex') })
    const visit = await visitor(net.file)
    const node = ['--node', visit.person.folder]
    const { records } = JSON.parse(hdms('records', ...node, '--json').stdout) as { records: { verificationKey: string }[] }
    const key = records[0]?.verificationKey ?? ''
    expect(hdms('erase', key.slice(0, 12), ...node)).toMatchObject({ status: 0, stdout: expect.stringContaining('destroyed') })
    expect(hdms('records', ...node).stdout).toContain('(none)')
    expect(hdms('record', key, ...node).status).toBe(1)
    await visit.person.off()
  })

  test('ends a flow that waits: the other side hears of it; what does not run or is not kept is not found', async () => {
    const visit = await visitor(net.file)
    const node = ['--node', visit.person.folder]
    const outcome = failureOf(
      treatment(net.file, visit, async () => {
        const { flows } = JSON.parse(hdms('flow', 'list', ...node, '--json').stdout) as Flows
        const id = flows.find((f) => f.state === 'running')?.id ?? ''
        expect(hdms('flow', 'retry', id.slice(0, 12), ...node)).toMatchObject({ status: 1, stderr: expect.stringContaining('NOT_FOUND') })
        expect(hdms('flow', 'kill', id.slice(0, 12), ...node)).toMatchObject({ status: 0, stdout: 'ended\n' })
        throw new Error('nobody is asked any more')
      }),
    )
    expect(await outcome).toMatchObject({ code: 'FLOW_KILLED' })
    expect(hdms('flow', 'list', ...node).stdout).toMatch(/treatment.request +failed .*FLOW_KILLED/)
    expect(hdms('flow', 'kill', 'ffff', ...node)).toMatchObject({ status: 1, stderr: expect.stringContaining('NOT_FOUND') })
    // Others, of people who went away in tests before, still wait.
    await until(async () => (await hospitalGet<Flows>(net.file, '/flows')).flows.some((f) => f.code === 'FLOW_KILLED'))
    await visit.person.off()
  })

  test('shows who was told of a withdrawal, and what they answered', async () => {
    const visit = await visitor(net.file)
    await treatment(net.file, visit)
    const node = ['--node', visit.person.folder]
    expect(hdms('erasures', ...node).stdout).toBe('(none)\n')
    const { consents } = JSON.parse(hdms('consents', ...node, '--json').stdout) as { consents: { id: string; own: boolean }[] }
    expect(hdms('withdraw', consents.find((c) => c.own)?.id.slice(0, 12) ?? '', ...node)).toMatchObject({ status: 0 })
    const line = new RegExp(`withdrawn +${HOSPITAL} +(deleted|retained) `)
    await until(async () => line.test(hdms('erasures', ...node).stdout))
    const { erasures } = JSON.parse(hdms('erasures', ...node, '--json').stdout) as { erasures: { signature: string }[] }
    expect(erasures[0]?.signature).toMatch(/^[0-9a-f]{128}$/)
    await visit.person.off()
  })

  test('a node is drained with work under way, begins nothing, is resumed, and ends by itself when the work is done', async () => {
    const visit = await visitor(net.file)
    const flows = () =>
      (JSON.parse(hdms('flow', 'list', ...hospital(), '--json').stdout) as Flows).flows.filter((f) => f.state === 'running')
    const pid = net.network.pidOf('hospital')
    const { flow } = await visit.person.post<{ flow: string }>('/treatments', { hospital: HOSPITAL, desk: visit.desk, reason: 'cough' })
    // The person is asked, so the hospital waits.
    const ask = await until(async () => (await visit.person.get<{ asks: { id: string }[] }>('/asks?wait=1')).asks[0])
    expect(hdms('flow', 'drain', ...hospital())).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/still under way[\s\S]*treatment\.respond/),
    })
    const waits = flows().find((f) => f.name === 'treatment.respond')?.id ?? ''
    expect(hdms('flow', 'list', ...hospital()).stdout).toContain('The node is drained')
    expect(hdms('flow', 'show', waits.slice(0, 12), ...hospital()).stdout).toMatch(/^name +treatment\.respond$/m)
    expect(hdms('flow', 'resume', ...hospital())).toMatchObject({ status: 0, stdout: expect.stringContaining('it begins new flows') })
    expect(hdms('flow', 'list', ...hospital()).stdout).not.toContain('drained')
    expect(hdms('flow', 'drain', ...hospital()).status).toBe(0)
    for (const { id } of flows()) hdms('flow', 'kill', id, ...hospital())
    await until(async () => net.network.pidOf('hospital') !== pid)
    await net.network.revive('hospital')
    // Started again, it begins new flows, and tells what became of the old one; the person hears of it with the answer.
    expect(hdms('flow', 'list', ...hospital()).stdout).not.toContain('drained')
    expect(hdms('flow', 'watch', waits.slice(0, 12), ...hospital())).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('FLOW_KILLED'),
    })
    await visit.person.post('/answers', { id: ask.id, approved: true })
    await until(async () => (await visit.person.get<Flows>('/flows')).flows.some((f) => f.id === flow && f.code === 'FLOW_KILLED'))
    await visit.person.off()
    const next = await visitor(net.file)
    expect((await treatment(net.file, next)).comparison.same).toBe(true)
    await next.person.off()
  })

  test('wrong use and an unreachable node say what to do, with exit codes', () => {
    expect(hdms('nonsense')).toMatchObject({ status: 2, stderr: expect.stringContaining('no command') })
    expect(hdms('ledger', '--wrong')).toMatchObject({ status: 2 })
    expect(hdms('ledger', '--node', join(net.file.folder, 'nowhere'))).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('is it running?'),
    })
    expect(hdms('record', 'ffffffffffffffff', ...hospital())).toMatchObject({ status: 1, stderr: expect.stringContaining('NOT_FOUND') })
  })
})
