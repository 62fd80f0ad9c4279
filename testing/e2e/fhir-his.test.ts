/** The same main job with a HIS that speaks FHIR R4, and what the node refuses of it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { agree, failureOf, hisGet, type TestNetwork, testNetwork, treatment, until, visitor } from '../support/network.ts'

let net: TestNetwork
beforeAll(async () => {
  net = await testNetwork('fhir')
})
afterAll(() => net?.stop())

const post = async (path: string, body: unknown, token?: string) => {
  const authorization = `Bearer ${token ?? readFileSync(join(net.file.folder, 'hospital', 'api-token'), 'utf8').trim()}`
  const url = `http://127.0.0.1:${net.file.ports.hospital}/fhir${path}`
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const reply = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/fhir+json', authorization }, body: text })
  return { status: reply.status, text: await reply.text() }
}

describe('a HIS over FHIR R4', () => {
  test('21 steps, final on both ledgers', async () => {
    const visit = await visitor(net.file)
    const outcome = await treatment(net.file, visit, agree)
    expect(outcome.steps).toHaveLength(21)
    expect(outcome.comparison.rows.filter((r) => !r.same)).toEqual([])
    await visit.person.off()
  })

  test('a refusal by the HIS and one by the person reach the other side', async () => {
    const visit = await visitor(net.file)
    const failure = await failureOf(treatment(net.file, { ...visit, desk: { ...visit.desk, code: 'NO' } }))
    expect(failure).toMatchObject({ code: 'REFUSED', data: { reason: expect.stringContaining('register at the desk') } })
    const no = async () => ({ approved: false, reason: 'not this' })
    expect(await failureOf(treatment(net.file, visit, no))).toMatchObject({ data: { reason: 'not this' } })
    await until(async () =>
      (await hisGet<{ orders: { state: string }[] }>(net.file, '/orders')).orders.some((o) => o.state === 'cancelled'),
    )
    await visit.person.off()
  })

  test('kill -9 of the HIS in the middle: it goes on where it stood', async () => {
    const visit = await visitor(net.file)
    const outcome = await treatment(net.file, visit, async (ask) => {
      if (ask.question === 'consent') await net.network.kill('his')
      return { approved: true }
    })
    expect(outcome.comparison.same).toBe(true)
    await visit.person.off()
  })

  test('no token, broken JSON, an invalid resource, an order that is not ours: refused with an OperationOutcome', async () => {
    const ids = [
      { system: 'urn:hdms:order', value: 'nothing' },
      { system: 'urn:hdms:call', value: '1' },
    ]
    const task = { resourceType: 'Task', status: 'accepted', intent: 'order', identifier: ids, for: { identifier: { value: 'P' } } }
    expect((await post('/Task', task, 'wrong')).status).toBe(403)
    const cases: readonly (readonly [string, unknown, RegExp])[] = [
      ['/Task', '{"resourceType":', /DOCUMENT_INVALID/],
      ['/Task', { ...task, status: 7 }, /DOCUMENT_INVALID/],
      ['/Task', { ...task, identifier: [] }, /DOCUMENT_INVALID/],
      ['/Task', task, /order number is not known/],
      ['/', { resourceType: 'Bundle', type: 'collection' }, /transaction Bundle is expected/],
    ]
    for (const [path, body, expected] of cases) {
      const { status, text } = await post(path, body)
      expect([status, text]).toEqual([422, expect.stringMatching(expected)])
      expect(text).toContain('OperationOutcome')
    }
  })
})
