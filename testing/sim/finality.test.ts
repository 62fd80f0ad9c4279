/** Finality when somebody does not hear, cannot write, or is not meant (acceptance F3, F6, F7, F8, F9). */
import type { CoreServices } from '@hdms/flows/core/services.ts'
import type { Responder } from '@hdms/flows/engine/context.ts'
import type { Flow } from '@hdms/flows/engine/types.ts'
import { requestTreatment } from '@hdms/flows/treatment/patient.ts'
import { present, toPatient } from '@hdms/flows/treatment/wire.ts'
import { running } from '@hdms/node/core/capability.ts'
import type { Node } from '@hdms/node/core/node.ts'
import { router } from '@hdms/node/core/routes.ts'
import { nodeRoutes } from '@hdms/node/core/views.ts'
import { fail } from '@hdms/shared/errors.ts'
import { outputsOf, ownersOf } from '@hdms/shared/ledger/components.ts'
import { decodeTransaction, isShown } from '@hdms/shared/ledger/transaction.ts'
import { hdms } from '@hdms/shared/messages/wire.ts'
import type { HttpReply, HttpRequest } from '@hdms/shared/ports/http.ts'
import type { NodeStore } from '@hdms/shared/ports/node-store.ts'
import { describe, expect, test } from 'vitest'
import { HOSPITAL, MockNetwork, NOTARY } from '../support/mock-network.ts'
import { spendOrder } from '../support/spend-order.ts'

const desk = { code: 'C', name: 'N', birthDate: '1984-04-17', sex: 'female' as const }
const MINUTES = 60_000
type Side = { readonly vault: CoreServices['vault'] } | undefined

const standings = (node: Side) => node?.vault.list().map((t) => t.standing)
const ids = (node: Side) =>
  node?.vault
    .list()
    .map((t) => t.id)
    .sort()
const states = (net: MockNetwork) => [net.person, net.hospital].map((n) => n?.engine.flows().map((f) => [f.state, f.code ?? '']))

async function begun(net: MockNetwork): Promise<string> {
  await net.start()
  Object.assign(net.faults, { delay: 20 })
  const { id, result } = await net.run(
    net.person?.engine.startFlow(requestTreatment, { hospital: HOSPITAL, desk, reason: 'sim' }, 'client') ??
      fail('BUG', { what: 'person' }),
  )
  result.catch(() => {})
  return id
}
const reached = (net: MockNetwork, step: number): boolean =>
  net.hospital?.progress.dealings().some((d) => net.hospital?.progress.of(d).some((l) => l.step === step)) === true
const bothDone = (net: MockNetwork) => () =>
  [net.person, net.hospital].every((n) => n?.engine.flows().some((f) => f.state === 'done') === true)

describe('F3 a counterparty that hears nothing of the other side any more', () => {
  test('F3 is repaired by the notary alone: what conflicts is given up on its signed word, after the window and not before', async () => {
    const net = new MockNetwork(31)
    const flow = await begun(net)
    await net.clock.runUntil(() => reached(net, 18), 10 * MINUTES)
    const { services } = net.hospital ?? fail('BUG', { what: 'hospital' })
    await net.run(spendOrder(services, services.vault.list()[0] ?? fail('BUG', { what: 'approval' })))
    await net.clock.runUntil(() => standings(net.person)?.includes('unnotarised') === true, 10 * MINUTES)
    // From here on nobody at the person's side listens to what the hospital says.
    await net.run(net.person?.engine.kill(flow) ?? Promise.resolve())
    await net.clock.runUntil(() => standings(net.hospital)?.includes('dropped') === true, 5 * MINUTES)
    expect(standings(net.hospital)?.includes('dropped')).toBe(true)
    expect(standings(net.person)).toEqual(['verified', 'verified', 'verified', 'unnotarised'])
    await net.clock.runUntil(() => standings(net.person)?.includes('unnotarised') === false, 30 * MINUTES)
    expect(standings(net.person)).toEqual(['verified', 'verified', 'verified', 'dropped'])
    expect(net.person?.vault.list()[3]?.why).toBe('absent')
  })

  test('F3 F5 is repaired by the notary alone: what was committed without a word to it becomes final, also while it was off', async () => {
    const net = new MockNetwork(32)
    const flow = await begun(net)
    await net.clock.runUntil(() => standings(net.person)?.includes('unnotarised') === true && reached(net, 18), 10 * MINUTES)
    const last = () => standings(net.person)?.at(-1)
    await net.clock.runUntil(() => net.person?.vault.list().length === 4 && last() === 'unnotarised', 10 * MINUTES)
    await net.run(net.person?.engine.kill(flow) ?? Promise.resolve())
    net.crash('person', 20 * MINUTES)
    await net.clock.runUntil(() => net.person !== undefined, 30 * MINUTES)
    await net.clock.runUntil(() => last() === 'verified', 5 * MINUTES)
    expect(standings(net.person)).toEqual(['verified', 'verified', 'verified', 'verified'])
    expect(ids(net.person)).toEqual(ids(net.hospital))
    // Nothing was made of it but what the ledger says: the person ended the dealing.
    expect(states(net)[0]).toEqual([['failed', 'FLOW_KILLED']])
  })
})

/** Stores that fail, and what passes to the notary. */
class Failing extends MockNetwork {
  /** Names of processes whose writes fail now. */
  readonly broken = new Set<string>()
  notarised = 0
  /** At which notarisation that the hospital asks for its disk breaks. */
  breakAt = 0

  protected override store(process: Parameters<MockNetwork['store']>[0]): NodeStore {
    const inner = super.store(process)
    const commit: NodeStore['commit'] = async (changes) => {
      if (this.broken.has(process.name)) fail('STORE_FAILED', { why: 'ENOSPC' })
      return inner.commit(changes)
    }
    return { ...inner, commit }
  }
  protected override forged({ url, body }: HttpRequest): HttpReply | undefined {
    if (url.endsWith('/v1/ask') && hdms.NotaryRequest.decode(body ?? new Uint8Array(0)).notarise && ++this.notarised === this.breakAt)
      this.broken.add('hospital')
    return undefined
  }
}

describe('F6 F9 somebody cannot write', () => {
  test('F6 the hospital’s own record fails after notarising: it is repaired after the restart, and not notarised again under another id', async () => {
    const net = new Failing(33)
    // The first is the Approve, the second the Result.
    net.breakAt = 2
    await begun(net)
    await net.clock.runUntil(() => net.broken.has('hospital'), 20 * MINUTES)
    await net.clock.runUntil(() => false, MINUTES)
    const result = net.hospital?.vault.list().at(-1)?.id
    expect([net.hospital?.vault.list().length, standings(net.person)?.at(-1)]).toEqual([4, 'unnotarised'])
    net.crash('hospital', 1_000)
    net.broken.clear()
    await net.clock.runUntil(bothDone(net), 30 * MINUTES)
    expect(states(net)).toEqual([[['done', '']], [['done', '']]])
    expect(standings(net.hospital)).toEqual(['verified', 'verified', 'verified', 'verified'])
    expect(net.hospital?.vault.list().map((t) => t.id)).toContain(result)
    expect(ids(net.person)).toEqual(ids(net.hospital))
  })

  test.each(['waiting', 'a restart', 'its owner'])(
    'F9 the person’s record of the final result fails: the flow is kept, nobody else is disturbed, and it ends well when it can write, by %s',
    async (by) => {
      const net = new MockNetwork(34)
      await begun(net)
      await net.clock.runUntil(() => net.person?.vault.list().length === 4, 20 * MINUTES)
      const vault = net.person?.vault ?? fail('BUG', { what: 'person' })
      const { verified } = vault
      vault.verified = () => {
        throw Object.assign(new Error('IO error: /documents: Input/output error'), { code: 'LEVEL_IO_ERROR' })
      }
      await net.clock.runUntil(() => net.person?.engine.flows().some((f) => f.state === 'parked') === true, 20 * MINUTES)
      await net.clock.runUntil(() => net.hospital?.engine.flows().some((f) => f.state !== 'running') === true, 5 * MINUTES)
      expect(states(net)).toEqual([[['parked', 'BUG']], [['done', '']]])
      expect(standings(net.person)?.at(-1)).toBe('unnotarised')
      await net.clock.runUntil(() => false, 5 * MINUTES)
      expect(states(net)[0]).toEqual([['parked', 'BUG']])
      if (by === 'a restart') net.crash('person', 1_000)
      else vault.verified = verified.bind(vault)
      if (by === 'its owner') {
        const node = net.person ?? fail('BUG', { what: 'person' })
        const ask = router(nodeRoutes(node, net.clock))
        const [kept] = node.engine.flows()
        await expect(net.run(ask('POST', `/flows/${'0'.repeat(32)}/retry`))).rejects.toMatchObject({ code: 'NOT_FOUND' })
        expect(await net.run(ask('POST', `/flows/${kept?.id}/retry`))).toEqual({})
        // At once, and not when it would be tried again by itself.
        await net.clock.runUntil(bothDone(net), 5_000)
        expect(bothDone(net)()).toBe(true)
        await expect(net.run(ask('POST', `/flows/${kept?.id}/retry`))).rejects.toMatchObject({ code: 'NOT_FOUND' })
      }
      await net.clock.runUntil(bothDone(net), 30 * MINUTES)
      expect(states(net)).toEqual([[['done', '']], [['done', '']]])
      expect(standings(net.person)).toEqual(['verified', 'verified', 'verified', 'verified'])
      expect(ids(net.person)).toEqual(ids(net.hospital))
    },
  )
})

describe('F7 F8 who sees and who is meant', () => {
  test('F7 who observes a transaction sees all of its outputs; the records of both sides agree to the byte', async () => {
    const net = new MockNetwork(35)
    await begun(net)
    await net.clock.runUntil(bothDone(net), 30 * MINUTES)
    const rows = (node: Side) =>
      node?.vault.list().map(({ id, transaction, answer, notary, dealing }) => ({ id, transaction, answer, notary, dealing }))
    const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1)
    expect(rows(net.person)?.sort(byId)).toEqual(rows(net.hospital)?.sort(byId))
    let observed = 0
    for (const [node, other] of [
      [net.person, net.hospital],
      [net.hospital, net.person],
    ]) {
      for (const row of node?.vault.list() ?? []) {
        const tx = decodeTransaction(row.transaction)
        const [outputs, owners] = [outputsOf(tx), ownersOf(tx)]
        expect([tx.groups.outputs.every(isShown), tx.groups.owners.every(isShown), outputs.length]).toEqual([true, true, owners.length])
        // An output of the other side: this one only observes it, and knows the same of it.
        owners.forEach((owner, index) => {
          if (node?.vault.ownerRow(owner) || !other?.vault.ownerRow(owner)) return
          observed++
          const ref = { txId: Uint8Array.from(Buffer.from(row.id, 'hex')), index }
          expect(node?.vault.output(ref)).toEqual(other.vault.output(ref))
          expect(
            node?.vault
              .owned(outputs[index]?.contract ?? '')
              .some((s) => s.ref.index === index && Buffer.from(s.ref.txId).toString('hex') === row.id),
          ).toBe(false)
        })
      }
    }
    // The order is the hospital's, consent and record are the person's.
    expect(observed).toBe(3)
  })

  test('F8 a transaction of others is refused with the reason and not recorded: an approval that was made for somebody else', async () => {
    const net = new (class extends MockNetwork {
      mallory: Node<CoreServices> | undefined
      /** An approval of the real hospital for another dealing, as its person has it. */
      approval: { transaction: Uint8Array; answer: Uint8Array; signature: Uint8Array } | undefined
      protected override async more(): Promise<void> {
        const keys = await this.keys('O=Mallory Hospital,C=KR', 'institution')
        const passesOn: Responder<CoreServices> = {
          name: 'treatment.respond',
          version: 1,
          responds: true,
          run: (ctx, { session }) => {
            const approval = this.approval ?? fail('BUG', { what: 'approval' })
            return (function* (): Flow<null> {
              yield* ctx.send(session, toPatient, { approval })
              return yield* ctx.receive(session, { encode: () => new Uint8Array(0), decode: () => null })
            })()
          },
        }
        const passes = running({ name: 'passing', version: 1, requires: {}, contracts: [], stores: {} }, [passesOn])
        const boot = async (): Promise<void> => {
          this.mallory = (await this.opens('mallory', keys, [passes], { notary: NOTARY }))?.node
        }
        this.add('mallory', boot, () => this.mallory?.halt())
      }
    })(36)
    await begun(net)
    await net.clock.runUntil(() => standings(net.person)?.[0] === 'verified', 10 * MINUTES)
    const row = net.person?.vault.list()[0] ?? fail('BUG', { what: 'approval' })
    const { transaction, answer, signatures } = row
    net.approval = { transaction, answer: answer ?? new Uint8Array(0), signature: signatures[0] ?? new Uint8Array(0) }
    expect(present({ approval: net.approval } as never, 'approval')).toBeDefined()
    const before = net.person?.vault.list().length
    const knows = (): boolean => net.person?.map.members().some((m) => m.name === 'O=Mallory Hospital,C=KR') === true
    await net.clock.runUntil(knows, MINUTES)
    const start = net.person?.engine.startFlow(requestTreatment, { hospital: 'O=Mallory Hospital,C=KR', desk, reason: 'sim' }, 'other')
    const { id, result } = await net.run(start ?? fail('BUG', { what: 'person' }))
    const refused = await net.run(
      result.then(
        () => undefined,
        (e: { code: string; data: unknown }) => [e.code, e.data],
      ),
    )
    expect(refused).toEqual(['TX_MALFORMED', { reason: 'treatment/approval-of-other' }])
    expect(net.person?.vault.list().filter((t) => t.dealing !== row.dealing)).toEqual([])
    expect(before).toBeGreaterThan(0)
    expect(net.person?.engine.flows().find((f) => f.id === id)).toMatchObject({ state: 'failed', code: 'TX_MALFORMED' })
  })
})
