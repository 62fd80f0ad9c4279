/** A capability of another party runs in nodes that know nothing of it, deals over production's composition, and gets no more than its operations hand it. */
import type { GuestCapability, GuestFlow, GuestResponder } from '@hdms/flows/core/guest.ts'
import { adoptedFlow, type GuestHost } from '@hdms/flows/core/guest-flows.ts'
import { message, record } from '@hdms/flows/core/guest-values.ts'
import type { CoreServices } from '@hdms/flows/core/services.ts'
import type { NodeCapability } from '@hdms/node/core/capability.ts'
import { adopted } from '@hdms/node/core/guest.ts'
import type { OpenNode } from '@hdms/node/core/open-node.ts'
import { router } from '@hdms/node/core/routes.ts'
import { fail } from '@hdms/shared/errors.ts'
import { describe, expect, test } from 'vitest'
import { iou, iouCapability, issue } from '../support/iou.ts'
import { MockNetwork, NOTARY } from '../support/mock-network.ts'

const BANK = 'O=Sim Bank,C=KR'
const SHOP = 'O=Sim Shop,C=KR'
const HASH = 'ab'.repeat(32)
const runs = (guest: GuestCapability, hash = HASH): NodeCapability => adopted({ guest, hash })

class Lending extends MockNetwork {
  readonly nodes = new Map<string, OpenNode<CoreServices>>()
  /** What runs where; the honest one where nothing is said. */
  guests: Readonly<Record<string, readonly NodeCapability[]>> = {}
  protected override async more(): Promise<void> {
    for (const [host, name] of [
      ['bank', BANK],
      ['shop', SHOP],
    ] as const) {
      const keys = await this.keys(name, 'institution')
      const boot = async (): Promise<void> => {
        const capabilities = this.guests[host] ?? [runs(iouCapability)]
        const open = await this.opens(host, keys, capabilities, { notary: NOTARY, asked: (ask, node) => this.answer(ask.id, node) })
        if (open) this.nodes.set(host, open as unknown as OpenNode<CoreServices>)
      }
      this.add(host, boot, () => {
        this.nodes.get(host)?.halt()
        this.nodes.delete(host)
      })
    }
  }
  at(host: string): OpenNode<CoreServices> {
    return this.nodes.get(host) ?? fail('BUG', { what: host })
  }
  /** Starts a flow as an owner does, and waits for its end. */
  async starts(host: string, flow: string, args: object): Promise<Record<string, unknown>> {
    const call = router(this.at(host).routes)
    const { flow: id } = (await this.run(call('POST', '/starts', { flow, args }))) as { flow: string }
    for (;;) {
      const ending = (await this.run(router(this.at(host).routes)('GET', `/starts/${id}?wait=1`))) as Record<string, unknown>
      if (ending['state'] !== 'running') return ending
    }
  }
}

async function lending(seed: number, change: (net: Lending) => void = () => {}): Promise<Lending> {
  const net = new Lending(seed)
  change(net)
  await net.start()
  await net.clock.runUntil(
    () =>
      net
        .at('shop')
        .node.map.members()
        .some((m) => m.name === BANK),
    60_000,
  )
  return net
}

describe('a capability of another party', () => {
  test('an owner starts it, the other asks, both sign, it is settled in parts, and each side finds its states', async () => {
    const net = await lending(91)
    expect(await net.starts('shop', 'iou.issue', { lender: BANK, amount: 10 })).toMatchObject({ state: 'done' })
    const ask = (host: string, body: object) => router(net.at(host).routes)('POST', '/states', { contract: 'iou/1', ...body })
    const [lent] = ((await ask('bank', {})) as { states: { place: string; state: object; own: boolean }[] }).states
    expect(lent).toMatchObject({ own: true, state: { amount: 10 } })
    expect(await ask('shop', {})).toMatchObject({ total: 1, states: [{ own: false }] })
    expect(await net.starts('bank', 'iou.settle', { place: lent?.place, paid: 4 })).toMatchObject({ state: 'done' })
    expect(await ask('bank', {})).toMatchObject({ total: 1, states: [{ state: { amount: 6 } }] })
    expect(await net.starts('shop', 'iou.settle', { place: lent?.place, paid: 4 })).toMatchObject({
      state: 'failed',
      error: { code: 'NOT_ALLOWED' },
    })
    expect(net.at('shop').node.progress.dealings().length).toBe(1)
    expect((await net.at('bank').node.store.range('xiou/', 'xiou0')).length).toBe(1)
  })

  test('another hash at the other side is refused by name, before anything is said', async () => {
    const net = await lending(92, (n) => {
      n.guests = { bank: [runs(iouCapability, 'cd'.repeat(32))] }
    })
    const ending = await net.starts('shop', 'iou.issue', { lender: BANK, amount: 10 })
    expect(ending).toMatchObject({
      state: 'failed',
      error: { code: 'CAPABILITY_PEER', data: { peer: BANK, capability: 'iou', found: 'cd'.repeat(32), known: HASH } },
    })
    expect(net.at('bank').node.engine.flows()).toEqual([])
  })

  test('a proposal that holds anything beside its own contracts is not signed, though the node knows the other', async () => {
    const other: GuestCapability = { name: 'other', version: 1, contracts: [{ name: 'other/1', verify: () => {} }], states: [], flows: [] }
    // It says the hash of the honest one, as a hostile node would, and proposes what the honest flow of the bank must refuse.
    const contracts = [...iouCapability.contracts, ...other.contracts].map((c) => ({ ...c, code: HASH }))
    const host: GuestHost = { guest: iouCapability, hash: HASH, settings: {}, contracts, store: () => fail('BUG', { what: 'store' }) }
    const hostile = { ...runs(iouCapability), contracts, flows: [adoptedFlow(stealing, host)] as NodeCapability['flows'] }
    const starts = [{ flow: stealing.name, words: stealing.words, args: stealing.args }]
    const net = await lending(93, (n) => {
      n.guests = { shop: [{ ...hostile, starts }], bank: [runs(iouCapability), runs(other)] }
    })
    const ending = await net.starts('shop', 'iou.steal', { lender: BANK, amount: 10 })
    expect(ending).toMatchObject({
      state: 'failed',
      error: { code: 'NOT_ALLOWED', data: { reason: 'core/not-own-contract', contract: 'other/1' } },
    })
    expect(net.at('bank').node.vault.list()).toEqual([])
  })

  test('it changes no rows and sees no states of others, and an operation that it made itself is refused', async () => {
    const flow = (name: string, run: GuestFlow['run']): GuestFlow => ({
      ...{ name: `iou.${name}`, version: 1, words: { en: name, ko: name }, args: () => null, run },
    })
    const flows = [
      flow('rows', function* (ctx) {
        yield* ctx.keep('steal', (changes) => changes.put('v/own/00', 1))
        return null
      }),
      flow('reads', function* (ctx) {
        return yield* ctx.look('steal', async (_, rows) => (await rows.list('v/')).length)
      }),
      flow('states', function* (ctx) {
        return yield* ctx.read('others', ({ page }) => page({ contract: 'hdms.consent/1' }).total)
      }),
      flow('raw', function* () {
        yield { kind: 'tx', label: 'raw', run: () => null } as { kind: string }
        return null
      }),
    ]
    const net = await lending(94, (n) => {
      n.guests = { shop: [runs({ ...iouCapability, flows })] }
    })
    const before = await net.at('shop').node.store.range('v/', 'v0')
    const ended = async (name: string) => ((await net.starts('shop', `iou.${name}`, {}))['error'] as { code: string }).code
    expect([await ended('rows'), await ended('reads'), await ended('states'), await ended('raw')]).toEqual([
      ...['CAPABILITY_CLASH', 'CAPABILITY_CLASH', 'INPUT_INVALID', 'CAPABILITY_INVALID'],
    ])
    expect(await net.at('shop').node.store.range('v/', 'v0')).toEqual(before)
  })

  test('states go over to a new version with everybody who has to agree, and not without', async () => {
    const second: GuestCapability['contracts'][number] = {
      name: 'iou/2',
      verify: () => {},
      upgrade: {
        from: 'iou/1',
        convert: (state) => Uint8Array.of(2, ...state),
        signers: (state) => [iou.decode(state).lender, iou.decode(state).borrower],
      },
    }
    const guest = {
      ...iouCapability,
      contracts: [...iouCapability.contracts, second],
      flows: [...iouCapability.flows, upgrading, agreeing],
    }
    const net = await lending(95, (n) => {
      n.guests = { shop: [runs(guest)], bank: [runs(guest)] }
    })
    await net.starts('shop', 'iou.issue', { lender: BANK, amount: 10 })
    const { states } = (await router(net.at('bank').routes)('POST', '/states', { contract: 'iou/1' })) as { states: { place: string }[] }
    const place = states[0]?.place
    expect(await net.starts('bank', 'iou.upgrade', { place, with: '' })).toMatchObject({
      error: { data: { reason: 'core/upgrade-unagreed' } },
    })
    expect(await net.starts('bank', 'iou.upgrade', { place, with: SHOP })).toMatchObject({ state: 'done' })
    expect(
      net
        .at('shop')
        .node.vault.states('iou/2')
        .map(({ output }) => output.state[0]),
    ).toEqual([2])
  })

  test('a contract without a verdict keeps the flow, and the node goes on', async () => {
    const broken: GuestCapability = {
      ...iouCapability,
      contracts: [{ name: 'iou/1', verify: () => fail('CONTRACT_FAILED', { contract: 'iou/1', why: 'it hangs' }) }],
    }
    const net = await lending(96, (n) => {
      n.guests = { shop: [runs(broken)] }
    })
    expect(await net.starts('shop', 'iou.issue', { lender: BANK, amount: 10 })).toMatchObject({
      state: 'parked',
      error: { code: 'CONTRACT_FAILED' },
    })
    expect(await router(net.at('shop').routes)('GET', '/status')).toMatchObject({ capabilities: [{ name: 'iou' }] })
  })
})

/** Proposes a state of another contract beside what was agreed. */
const stealing: GuestFlow<{ readonly lender: string; readonly amount: number }, string> = {
  ...issue,
  name: 'iou.steal',
  *run(ctx, args) {
    const { propose } = ctx
    const both: typeof propose = (session, proposal) =>
      propose.call(ctx, session, {
        ...proposal,
        outputs: [...(proposal.outputs ?? []), { contract: 'other/1', state: new Uint8Array(1), owner: 'own' }],
      })
    return yield* issue.run(
      new Proxy(ctx, { get: (at, name) => (name === 'propose' ? both : (Reflect.get(at, name).bind?.(at) ?? Reflect.get(at, name))) }),
      args,
    )
  },
}
const upgrading: GuestFlow<{ readonly place: string; readonly with: string }, string> = {
  name: 'iou.upgrade',
  version: 1,
  words: { en: 'Take over', ko: '이어받기' },
  args: (said) => said as { readonly place: string; readonly with: string },
  *run(ctx, { place, with: peer }) {
    const session = peer === '' ? undefined : yield* ctx.open(peer, 'iou.agree')
    if (session) yield* ctx.send(session, hello, {})
    return (yield* ctx.upgrade([place], 'iou/2', session)).id
  },
}
const hello = message('hello', record({}))
const agreeing: GuestResponder = {
  name: 'iou.agree',
  version: 1,
  responds: true,
  *run(ctx, session) {
    yield* ctx.receive(session, hello)
    yield* ctx.consider(session, () => {})
  },
}
