/** A capability of another party runs in nodes that know nothing of it, deals over production's composition, and gets no more than its operations hand it. */
import type { GuestCapability } from '@hdms/flows/core/guest.ts'
import type { CoreServices } from '@hdms/flows/core/services.ts'
import { adopted } from '@hdms/node/core/guest.ts'
import type { OpenNode } from '@hdms/node/core/open-node.ts'
import { router } from '@hdms/node/core/routes.ts'
import { fail } from '@hdms/shared/errors.ts'
import { describe, expect, test } from 'vitest'
import { iouCapability } from '../support/iou.ts'
import { MockNetwork, NOTARY } from '../support/mock-network.ts'

const BANK = 'O=Sim Bank,C=KR'
const SHOP = 'O=Sim Shop,C=KR'
const HASH = 'ab'.repeat(32)

class Lending extends MockNetwork {
  readonly nodes = new Map<string, OpenNode<CoreServices>>()
  runs_: Readonly<Record<string, { readonly guest: GuestCapability; readonly hash: string }>> = {}
  protected override async more(): Promise<void> {
    for (const [host, name] of [
      ['bank', BANK],
      ['shop', SHOP],
    ] as const) {
      const keys = await this.keys(name, 'institution')
      const boot = async (): Promise<void> => {
        const capabilities = [adopted(this.runs_[host] ?? { guest: iouCapability, hash: HASH })]
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
      n.runs_ = { bank: { guest: iouCapability, hash: 'cd'.repeat(32) } }
    })
    const ending = await net.starts('shop', 'iou.issue', { lender: BANK, amount: 10 })
    expect(ending).toMatchObject({
      state: 'failed',
      error: { code: 'CAPABILITY_PEER', data: { peer: BANK, capability: 'iou', found: 'cd'.repeat(32), known: HASH } },
    })
    expect(net.at('bank').node.engine.flows()).toEqual([])
  })
})
