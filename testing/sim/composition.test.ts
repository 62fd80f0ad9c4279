/** Faults of the engine that came from how nodes were put together, over the composition that production has (acceptance E1, E2, E3). */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Decision, toDecide } from '@hdms/flows/core/decision.ts'
import type { FlowDefinition } from '@hdms/flows/engine/context.ts'
import type { Flow } from '@hdms/flows/engine/types.ts'
import { requestTreatment } from '@hdms/flows/treatment/patient.ts'
import { CAPABILITIES } from '@hdms/node/capabilities/list.ts'
import { arranged } from '@hdms/node/core/arranged.ts'
import { type NodeCapability, running } from '@hdms/node/core/capability.ts'
import { flowRoutes } from '@hdms/node/core/flow-routes.ts'
import { hospitalCapabilities } from '@hdms/node/institutional/capabilities/hospital.ts'
import { issuerCapabilities } from '@hdms/node/institutional/issuer.ts'
import { fail, HdmsError } from '@hdms/shared/errors.ts'
import { describe, expect, test } from 'vitest'
import { HOSPITAL, MockNetwork } from '../support/mock-network.ts'
import { refusal } from '../support/one-engine.ts'

const desk = { code: 'C', name: 'N', birthDate: '1984-04-17', sex: 'female' as const }
const HOUR = 3_600_000

class Net extends MockNetwork {
  /** Whether the person does not answer. */
  silent = false
  protected override decision() {
    return this.silent ? undefined : this.answers
  }
  readmits(): Promise<unknown> {
    return this.run(this.registry.readmit(HOSPITAL))
  }
  begin(): void {
    const started = this.person?.engine.startFlow(requestTreatment, { hospital: HOSPITAL, desk, reason: 'sim' }, 'client')
    void started?.then(({ result }) => result.catch(() => {}))
  }
  get flows() {
    const all = [...(this.person?.engine.flows() ?? []), ...(this.hospital?.engine.flows() ?? [])]
    return all.filter((f) => f.name.startsWith('treatment')).map((f) => `${f.name} ${f.state} ${f.code ?? ''}`.trim())
  }
  /** What a peer hears of an envelope that it sends to the hospital again. */
  async again(envelope: Uint8Array): Promise<string> {
    const reply = await refusal(
      this.http({ method: 'POST', url: 'http://hospital/v1/envelopes', headers: {}, body: envelope }).then(({ status }) => {
        if (status !== 200) throw new HdmsError(status === 503 ? 'SERVICE_UNAVAILABLE' : 'REFUSED')
      }),
    )
    return reply?.code ?? 'taken'
  }
}
const BOTH_DONE = ['treatment.request done', 'treatment.respond done']

describe('E1 what reaches a node while it reads its store', () => {
  test('E1 an opening that is sent again and words of the HIS are refused as unavailable and come again: the dealing goes on, with one order', async () => {
    const net = new Net(61)
    await net.start()
    net.silent = true
    net.begin()
    await net.clock.runUntil(() => (net.person?.engine.openAsks().length ?? 0) > 0, HOUR)
    const opening = net.captured[0]?.envelope ?? new Uint8Array(0)
    const before = net.hospital
    // It reads for a minute or so, and its peers and its HIS do not wait.
    net.faults.reading = 2_000
    net.crash('hospital', 100)
    net.silent = false
    const heard = new Set<string>()
    for (let i = 0; i < 100 && !net.hospital; i++) {
      heard.add(await net.again(opening))
      await net.clock.runUntil(() => net.hospital !== undefined, 5_000)
    }
    net.faults.reading = 0
    expect([...heard]).toEqual(['SERVICE_UNAVAILABLE'])
    expect([net.hospital !== undefined, net.hospital === before]).toEqual([true, false])
    // It knows the dealing: what is sent again begins no second one.
    expect(await net.run(net.again(opening))).toBe('taken')
    for (const ask of net.person?.engine.openAsks() ?? []) await net.person?.engine.answer(ask.id, { approved: true })
    await net.clock.runUntil(() => net.flows.every((f) => f.endsWith('done')), HOUR)
    expect(net.flows).toEqual(BOTH_DONE)
    expect([net.his.submitted.size, net.his.handedOver.size]).toEqual([1, 1])
  })
})

describe('E2 a node that starts when the world has changed', () => {
  test('E2 whoever it deals with is out of the map: the dealing is as it was, asks the same question once, and ends well', async () => {
    const net = new Net(62)
    await net.start()
    net.silent = true
    Object.assign(net.faults, { delay: 20 })
    net.begin()
    const asked = () => net.person?.engine.openAsks().map((a) => [a.question, a.terms]) ?? []
    await net.clock.runUntil(() => asked().length > 0, HOUR)
    const before = asked()
    await net.run(net.evicts(HOSPITAL))
    await net.clock.runUntil(() => false, 30_000)
    net.crash('person', 100)
    await net.clock.runUntil(() => net.person !== undefined, HOUR)
    await net.clock.runUntil(() => false, 30_000)
    expect([net.flows, asked()]).toEqual([['treatment.request running', 'treatment.respond running'], before])
    await net.readmits()
    // A member says again that it is there when it starts.
    net.crash('hospital', 100)
    net.silent = false
    for (const ask of net.person?.engine.openAsks() ?? [])
      await net.run(net.person?.engine.answer(ask.id, { approved: true }) ?? fail('BUG', { what: 'no person' }))
    await net.clock.runUntil(() => net.flows.every((f) => f.endsWith('done')), HOUR)
    expect(net.flows).toEqual(BOTH_DONE)
  })

  // What a capability of strangers may do: its body looks at what is in no journal.
  const outside = { known: true, key: 'k1' }
  const bodies: readonly (readonly [string, FlowDefinition<never, null, string>['run']])[] = [
    [
      'ends before its journal is used up',
      function* (ctx): Flow<string> {
        if (!outside.known) fail('NOT_FOUND', { what: 'member' })
        yield* ctx.now()
        yield* ctx.noReturn()
        return yield* ctx.ask<string>('q', null)
      },
    ],
    [
      'goes on with another value than before',
      function* (ctx): Flow<string> {
        yield* ctx.now()
        return yield* ctx.ask<string>('q', { key: outside.key })
      },
    ],
  ]
  test.each(bodies)('E2 a flow that %s is kept with the reason, and the node goes on', async (_, run) => {
    Object.assign(outside, { known: true, key: 'k1' })
    const net = new Net(63)
    const looks: FlowDefinition<never, null, string> = { name: 'strange.looks', version: 1, run }
    net.personRuns = [strange(looks)]
    net.silent = true
    await net.start()
    const { id } = await net.run(person(net).engine.startFlow(looks as never, null as never))
    await net.clock.runUntil(() => person(net).engine.openAsks().length > 0, 10_000)
    net.crash('person', 100)
    Object.assign(outside, { known: false, key: 'k2' })
    await net.clock.runUntil(() => net.person !== undefined, HOUR)
    expect(person(net).engine.flows()).toMatchObject([{ id, state: 'parked', code: 'FLOW_INCOMPATIBLE' }])
    expect(person(net).engine.openAsks()).toEqual([])
    net.silent = false
    net.begin()
    await net.clock.runUntil(() => net.flows.length === 2 && net.flows.every((f) => f.endsWith('done')), HOUR)
    expect(net.flows).toEqual(BOTH_DONE)
    expect(
      person(net)
        .engine.flows()
        .find((f) => f.id === id),
    ).toMatchObject({ state: 'parked', code: 'FLOW_INCOMPATIBLE' })
  })
})

test('E3 a flow that failed after its point of no return is seen, settles, survives a restart, and goes on when it is tried again', async () => {
  let broken = true
  const keeps: FlowDefinition<never, null, string> = {
    name: 'strange.keeps',
    version: 1,
    *run(ctx): Flow<string> {
      yield* ctx.noReturn()
      return broken ? fail('TX_MALFORMED', { why: 'something after finality' }) : 'final'
    },
  }
  const net = new Net(64)
  net.personRuns = [strange(keeps)]
  await net.start()
  const start = () => net.run(person(net).engine.startFlow(keeps as never, null as never, 'client'))
  const { id, result } = await start()
  const why = { code: 'TX_MALFORMED', data: { why: 'something after finality' } }
  expect(await net.run(refusal(result))).toEqual(why)
  const shown = () =>
    flowRoutes(person(net).engine as never, net.clock)
      .find((r) => r.method === 'GET' && r.path === '/flows/:id')
      ?.handle({ params: { id }, query: {} } as never)
  expect(await shown()).toMatchObject({ flow: { id, state: 'parked', ...why } })
  net.crash('person', 100)
  await net.clock.runUntil(() => net.person !== undefined, HOUR)
  expect(await shown()).toMatchObject({ flow: { id, state: 'parked', ...why } })
  const again = await start()
  expect([again.id, await net.run(refusal(again.result))]).toEqual([id, why])
  broken = false
  await net.run(person(net).engine.retry(id))
  expect(await net.run(person(net).engine.resultOf(id))).toBe('final')
})

test('E3 a flow that asks what nobody brought is kept with the reason; what is no answer is refused, and the question stays open', async () => {
  const asks = (question: string): FlowDefinition<never, null, string> => ({
    name: 'strange.asks',
    version: 1,
    *run(ctx): Flow<string> {
      const { approved, reason = '' } = yield* ctx.ask<Decision>(question, { about: 'this' })
      return `${approved} ${reason}`
    },
  })
  const net = new Net(65)
  net.silent = true
  net.personRuns = [strange(asks('whether'))]
  await net.start()
  const { id, result } = await net.run(person(net).engine.startFlow(asks('whether') as never, null as never))
  const reason = await net.run(refusal(result))
  expect(reason).toMatchObject({ code: 'QUESTION_UNKNOWN', data: { question: 'whether', known: expect.stringContaining('consent') } })
  expect([person(net).engine.flows()[0]?.state, person(net).engine.openAsks()]).toEqual(['parked', []])
  // The next version of the capability brings it: the flow goes on by itself.
  net.personRuns = [strange(asks('whether'), 'whether')]
  net.crash('person', 100)
  await net.clock.runUntil(() => (net.person?.engine.openAsks().length ?? 0) > 0, HOUR)
  const [ask] = person(net).engine.openAsks()
  expect(ask).toMatchObject({ question: 'whether', words: { en: 'Well?', ko: '어떻습니까?' } })
  for (const said of [null, 'yes', {}, { approved: 'true' }, { approved: true, reason: 7 }, { approved: false, reason: 'x'.repeat(2_001) }])
    expect((await net.run(refusal(person(net).engine.answer(ask?.id ?? '', said as never))))?.code).toBe('INPUT_INVALID')
  expect(person(net).engine.openAsks()).toHaveLength(1)
  await net.run(person(net).engine.answer(ask?.id ?? '', { approved: false, reason: 'no', more: 'nothing of this' }))
  expect(await net.run(person(net).engine.resultOf(id))).toBe('false no')
})

test('a person’s node whose configuration leaves trading out runs the rest, and runs it when it is listed again', async () => {
  const net = new Net(66)
  net.runs = ['consent', 'erasure', 'treatment', 'records']
  await net.start()
  expect(person(net).capabilities.map((c) => c.name)).toEqual(['consent', 'erasure', 'treatment', 'records'])
  net.begin()
  await net.clock.runUntil(() => net.flows.length === 2 && net.flows.every((f) => f.endsWith('done')), HOUR)
  expect(net.flows).toEqual(BOTH_DONE)
  net.runs = undefined
  net.crash('person', 100)
  await net.clock.runUntil(() => net.person !== undefined, HOUR)
  expect(person(net).capabilities.map((c) => c.name)).toContain('trading')
})

describe('E6 what is simulated', () => {
  const root = join(import.meta.dirname, '../..')
  const sources = (...folders: readonly string[]) =>
    folders.flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts') && !/node_modules|\.test\.ts$/.test(name))
        .map((name) => ({ name: `${folder}/${name}`, text: readFileSync(join(root, folder, name), 'utf8') })),
    )
  const naming = (what: RegExp, ...folders: readonly string[]) =>
    sources(...folders).flatMap(({ name, text }) => (what.test(text) ? [name] : []))

  test('E6 is opened as a program opens it: one place makes nodes, and each kind is the same function in both', () => {
    expect(naming(/\bnew Node[<(]/, 'node', 'flows', 'apps', 'sandbox', 'testing/support')).toEqual(['node/core/open-node.ts'])
    for (const kind of ['hospitalCapabilities', 'issuerCapabilities', 'researchCapabilities', 'judgeCapabilities', 'openPerson']) {
      const called = new RegExp(`\\b${kind}\\b`)
      expect(naming(called, 'node/main', 'node/personal', 'apps', 'sandbox').length, kind).toBeGreaterThan(0)
      expect(naming(called, 'testing/support').length, kind).toBeGreaterThan(0)
    }
  })

  test('E6 runs the capabilities, versions and flows that production runs', async () => {
    const net = new MockNetwork(67, { tokens: true })
    await net.start()
    const his = async () => ({ port: {} as never })
    const listed = (all: readonly NodeCapability<object, never>[]) => arranged<NodeCapability<object, never>>(all)
    const names = (all: readonly { readonly name: string; readonly version: number }[] | undefined) =>
      all?.map(({ name, version }) => `${name} ${version}`)
    expect(names(net.hospital?.capabilities)).toEqual(names(listed(hospitalCapabilities({ his, retains: false }))))
    expect(names(net.issuer?.capabilities)).toEqual(names(listed(issuerCapabilities(() => net.programme))))
    expect(
      person(net)
        .capabilities.map(({ name }) => name)
        .sort(),
    ).toEqual(CAPABILITIES.map(({ name }) => name).sort())
  })
})

const person = (net: { readonly person: MockNetwork['person'] }) => net.person ?? fail('BUG', { what: 'person' })
const strange = (flow: unknown, question = 'q'): NodeCapability => {
  const questions = [toDecide(question, { en: 'Well?', ko: '어떻습니까?' })]
  return running({ name: 'strange', version: 1, requires: {}, contracts: [], stores: {}, questions }, [flow] as never)
}
