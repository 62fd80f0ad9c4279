/** A record that was wrong: another stands instead, the old one stays verifiable, and nobody shares it any more (PIPA Art. 36). */
import { correctRecord } from '@hdms/flows/treatment/correction.ts'
import { requestTreatment } from '@hdms/flows/treatment/patient.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { groupsOf } from '@hdms/shared/documents/document.ts'
import { toValue } from '@hdms/shared/documents/json.ts'
import { describe, expect, test } from 'vitest'
import { seeds } from '../support/long.ts'
import { HOSPITAL, MockNetwork, NOTARY } from '../support/mock-network.ts'

const desk = { code: 'C', name: 'N', birthDate: '1984-04-17', sex: 'female' as const }
const REPORT = {
  resourceType: 'DiagnosticReport',
  id: 'r-2',
  status: 'corrected',
  code: { text: 'Report' },
  conclusion: 'it was the other arm',
}
const PROFILE = 'fhir-r4/medical-result'

const visit = (net: MockNetwork, client: string) =>
  void net.person?.engine
    .startFlow(requestTreatment, { hospital: HOSPITAL, desk, reason: 'sim' }, client)
    .then(({ result }) => result.catch(() => {}))
const running = (net: MockNetwork) => [net.person, net.hospital].some((n) => !n || n.engine.flows().some((f) => f.state === 'running'))

/** A treatment that is over. @returns the order's number */
async function treated(seed: number): Promise<{ net: MockNetwork; orderId: string }> {
  const net = new MockNetwork(seed)
  await net.start()
  Object.assign(net.faults, { delay: 20 })
  visit(net, 'first')
  const over = () => [net.person, net.hospital].every((n) => n?.engine.flows().some((f) => f.state === 'done') === true)
  expect(await net.clock.runUntil(over, 3_600_000)).toBe(true)
  await net.clock.runUntil(() => false, 5_000)
  const rows = await net.run(net.hospital?.store.range('h/', 'h/\uffff') ?? Promise.resolve([]))
  return { net, orderId: (rows[0]?.[0] ?? '').slice(2) }
}
const correct = (net: MockNetwork, orderId: string, client = 'his/1') =>
  net.hospital?.engine
    .startFlow(
      correctRecord,
      { orderId, resources: [JSON.stringify(REPORT)], kind: 'corrected', reason: 'the wrong arm was named' },
      client,
    )
    .then(({ result }) => result)
const results = (node: MockNetwork['person'] | MockNetwork['hospital']) => node?.documents.list().filter((d) => d.profile === PROFILE) ?? []
/** What the register says of records; who was killed last may still be on the way back. */
async function register(net: MockNetwork, ids: readonly Uint8Array[]): Promise<number[]> {
  for (let tries = 0; ; tries++) {
    try {
      const entries = await net.run(net.person?.directory.notary(NOTARY).list(ids) ?? Promise.resolve([]))
      return entries.map((e) => e.operation)
    } catch (error) {
      if (tries === 30) throw error
      await net.clock.runUntil(() => false, 2_000)
    }
  }
}

async function checkCorrected(net: MockNetwork): Promise<void> {
  const mine = results(net.person)
  const [old, now] = [mine.find((d) => d.supersededBy), mine.find((d) => !d.supersededBy)]
  expect(mine).toHaveLength(2)
  expect(old?.supersededBy).toBe(now?.verificationKey)
  expect(
    results(net.hospital)
      .map((d) => [d.verificationKey, d.supersededBy])
      .sort(),
  ).toEqual(mine.map((d) => [d.verificationKey, d.supersededBy]).sort())
  // The register tells everybody, for the record and each of its roots; the new one is registered like any other.
  const ids = (row: typeof old) => [row?.record?.id, ...(row?.record?.roots ?? []).map((r) => r.id)].flatMap((id) => id ?? [])
  expect(await register(net, ids(old))).toEqual([1, 1, 1, 1, 1])
  expect(await register(net, ids(now))).toEqual([0, 0, 0, 0, 0])
  // The old one still opens, and is what it was.
  const doc = await net.run(net.person?.documents.read(old?.verificationKey ?? '') ?? Promise.reject(new Error('no node')))
  expect(hex(doc.verificationKey)).toBe(old?.verificationKey)
  const text = async (vk: string) => {
    const { leaves } = await net.run(net.person?.documents.read(vk) ?? Promise.reject(new Error('no node')))
    return JSON.stringify(groupsOf(leaves).map((g) => toValue(g.value)))
  }
  expect(await text(now?.verificationKey ?? '')).toContain('it was the other arm')
  expect(await text(old?.verificationKey ?? '')).not.toContain('it was the other arm')
}

describe('a correction', () => {
  test('stands instead of the old record on both sides, and in the register', async () => {
    const { net, orderId } = await treated(31)
    await net.run(correct(net, orderId) ?? Promise.reject(new Error('no hospital')))
    await net.clock.runUntil(() => !running(net), 60_000)
    await checkCorrected(net)
    expect(net.person?.vault.list().filter((t) => t.standing === 'verified')).toHaveLength(5)
  })

  test('what was replaced is not shared any more; what stands is', async () => {
    const { net, orderId } = await treated(32)
    await net.run(correct(net, orderId) ?? Promise.reject(new Error('no hospital')))
    await net.clock.runUntil(() => !running(net), 60_000)
    const shared = new Set(net.person?.documents.standing().map((d) => d.verificationKey))
    const [old] = results(net.person).filter((d) => d.supersededBy)
    expect(shared.has(old?.verificationKey ?? '')).toBe(false)
    expect(shared.size).toBe((net.person?.documents.list().length ?? 0) - 1)
  })

  test('can itself be corrected', async () => {
    const { net, orderId } = await treated(33)
    for (const client of ['his/1', 'his/2']) {
      await net.run(correct(net, orderId, client) ?? Promise.reject(new Error('no hospital')))
      await net.clock.runUntil(() => !running(net), 60_000)
    }
    const chain = results(net.person)
    expect(chain.map((d) => d.supersededBy !== undefined)).toEqual([true, true, false])
    expect([chain[0]?.supersededBy, chain[1]?.supersededBy]).toEqual([chain[1]?.verificationKey, chain[2]?.verificationKey])
  })

  test('that the person refuses is told to the hospital, and nothing is replaced', async () => {
    const { net, orderId } = await treated(34)
    Object.assign(net.answers, { approved: false, reason: 'it was right as it was' })
    const failure = await net.run(
      Promise.resolve(correct(net, orderId)).then(
        () => undefined,
        (e: unknown) => e,
      ),
    )
    expect(failure).toMatchObject({ code: 'REFUSED', data: { reason: 'it was right as it was' } })
    expect(results(net.person).map((d) => d.supersededBy)).toEqual([undefined])
    expect(
      await register(
        net,
        results(net.person).map((d) => d.record?.id ?? new Uint8Array(32)),
      ),
    ).toEqual([0])
  })

  test('of a record that the person erased ends, and tells the hospital so', async () => {
    const { net, orderId } = await treated(35)
    const [row] = results(net.person)
    if (!net.person || !row) throw new Error('no record')
    await net.run(net.person.documents.erase(net.person.store, row.verificationKey))
    const failure = await net.run(
      Promise.resolve(correct(net, orderId)).then(
        () => undefined,
        (e: unknown) => e,
      ),
    )
    expect(failure).toMatchObject({ code: expect.stringMatching(/NOT_FOUND|PEER_ERROR/) })
  })

  test('by the same call of the HIS happens once', async () => {
    const { net, orderId } = await treated(36)
    const both = [correct(net, orderId), correct(net, orderId)]
    for (const one of both) await net.run(Promise.resolve(one))
    await net.clock.runUntil(() => !running(net), 60_000)
    await checkCorrected(net)
  })

  test.each(seeds(4, 8))('under loss and crashes ends on both sides, once: seed %i', async (seed) => {
    const { net, orderId } = await treated(seed)
    Object.assign(net.faults, { loss: 0.08, twice: 0.08, delay: 60 })
    const start = () => void Promise.resolve(correct(net, orderId)).catch(() => {})
    start()
    for (let i = 0; i < seed % 4; i++) {
      await net.clock.runUntil(() => false, net.random.int(2_500))
      net.crash(net.random.pick(['person', 'hospital', 'notary']), 50 + net.random.int(3_000))
    }
    const over = () => !running(net) && results(net.person).length === 2
    for (let i = 0; i < 90 && !over(); i++) {
      start()
      await net.clock.runUntil(over, 120_000)
    }
    net.faults.loss = 0
    await net.clock.runUntil(() => !running(net), 600_000)
    await checkCorrected(net)
  })
})
