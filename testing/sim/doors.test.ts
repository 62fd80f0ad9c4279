/** When a node lets others in, and when it speaks (acceptance E1): not before it has read its store, and not before it has said where it is. */
import type { CoreServices } from '@hdms/flows/core/services.ts'
import type { FlowDefinition, Responder } from '@hdms/flows/engine/context.ts'
import type { Flow } from '@hdms/flows/engine/types.ts'
import type { NodeCapability } from '@hdms/node/core/capability.ts'
import type { Door } from '@hdms/node/core/door.ts'
import type { Node } from '@hdms/node/core/node.ts'
import { fromUtf8, utf8 } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { HttpReply, HttpRequest } from '@hdms/shared/ports/http.ts'
import { delay } from '@hdms/shared/time.ts'
import { describe, expect, test } from 'vitest'
import { MockNetwork, NOTARY } from '../support/mock-network.ts'
import { refusal } from '../support/one-engine.ts'

const text = { encode: utf8, decode: fromUtf8 }
const ANN = 'O=Ann,C=KR'
const BEN = 'O=Ben,C=KR'

const calls: FlowDefinition<CoreServices, null, string> = {
  name: 'calls',
  version: 1,
  *run(ctx): Flow<string> {
    const session = yield* ctx.open(BEN, 'answers', 1)
    yield* ctx.send(session, text, 'are you there?')
    return yield* ctx.receive(session, text)
  },
}
const answers: Responder<CoreServices> = {
  name: 'answers',
  version: 1,
  responds: true,
  *run(ctx, { session, first }): Flow<null> {
    yield* ctx.send(session, text, `yes: ${fromUtf8(first)}`)
    return null
  },
}

/** Two institutions; what reaches them, and when their doors were opened. */
class Two extends MockNetwork {
  readonly nodes = new Map<string, Node<CoreServices>>()
  readonly arrived: { readonly at: string; readonly envelope: Uint8Array }[] = []
  /** What each doorkeeper found when it opened. */
  readonly opened: string[] = []
  /** Whether messages reach Ben. */
  away = false
  /** ms between the opening of the doors and saying so. */
  slow = 0

  protected override async more(): Promise<void> {
    await this.institution('ann', ANN, [calls])
    await this.institution('ben', BEN, [answers])
  }
  private async institution(host: string, name: string, flows: NodeCapability['flows']): Promise<void> {
    const keys = await this.keys(name, 'institution')
    const speaks: NodeCapability = {
      ...{ name: 'speech', version: 1, requires: {}, contracts: [], stores: {}, flows },
      open: (own) => ({ services: {}, attach: () => void this.nodes.set(host, own.node()) }),
    }
    let open: { halt(): void } | undefined
    const boot = async (): Promise<void> => {
      open = await this.opens(host, keys, [speaks], { notary: NOTARY })
    }
    this.add(host, boot, () => open?.halt())
  }
  /** Whoever comes when it opens finds an engine that has read its store. */
  protected override door(host: string, node: Node<CoreServices>): Door {
    const door = super.door(host, node)
    const open = async () => {
      this.opened.push(`${host} ${(await refusal(node.engine.settled()))?.code ?? 'open'}`)
      const reached = await door.open()
      if (this.slow > 0) await delay(this.clock, this.slow)
      return reached
    }
    return { ...door, open }
  }
  protected override forged({ url, body }: HttpRequest): HttpReply | undefined {
    const { hostname, pathname } = new URL(url)
    if (this.away && hostname === 'ben') return { status: 503, headers: {}, body: utf8('{"code":"SERVICE_UNAVAILABLE"}') }
    if (pathname === '/v1/envelopes') this.arrived.push({ at: hostname, envelope: body ?? new Uint8Array(0) })
    return undefined
  }
}

describe('E1 the doors of a node', () => {
  test('E1 open when the engine has read its store; what comes sooner is refused as unavailable and is as good as new when it comes again', async () => {
    const net = new Two(41)
    await net.start()
    expect(net.opened).toEqual(['hospital open', 'ann open', 'ben open'])
    const { result } = await net.run(net.nodes.get('ann')?.engine.startFlow(calls, null) ?? fail('BUG', { what: 'ann' }))
    expect(await net.run(result)).toBe('yes: are you there?')
    const [first] = net.arrived
    // Ben begins anew, slowly: nobody gets in.
    net.slow = 30_000
    net.crash('ben', 100)
    const before = net.nodes.get('ben')
    await net.clock.runUntil(() => net.nodes.get('ben') !== before, 10_000)
    const ben = net.nodes.get('ben') ?? fail('BUG', { what: 'ben' })
    expect((await refusal(ben.messenger.accept(first?.envelope ?? new Uint8Array(0))))?.code).toBe('SERVICE_UNAVAILABLE')
    await net.clock.runUntil(() => ben.nodeInfo.length > 0, 60_000)
    expect(net.opened.at(-1)).toBe('ben open')
    const again = await net.run(ben.messenger.accept(first?.envelope ?? new Uint8Array(0)))
    expect(again?.reply.length).toBeGreaterThan(0)
    expect(ben.engine.flows().map((f) => f.state)).toEqual(['done'])
  })

  test('E1 what a node has to send waits until it has said where it is, and then leaves at once', async () => {
    const net = new Two(42)
    await net.start()
    const ann = () => net.nodes.get('ann') ?? fail('BUG', { what: 'ann' })
    net.away = true
    const { id } = await net.run(ann().engine.startFlow(calls, null))
    await net.clock.runUntil(() => net.arrived.length > 0, 10_000)
    const before = ann()
    net.slow = 30_000
    net.crash('ann', 100)
    await net.clock.runUntil(() => net.nodes.get('ann') !== before, 10_000)
    net.away = false
    net.arrived.length = 0
    await net.clock.runUntil(() => false, 20_000)
    expect([
      ann()
        .engine.flows()
        .map((f) => f.state),
      net.arrived,
    ]).toEqual([['running'], []])
    await net.clock.runUntil(() => ann().nodeInfo.length > 0, 20_000)
    await net.clock.runUntil(
      () =>
        ann()
          .engine.flows()
          .some((f) => f.state === 'done'),
      2_000,
    )
    expect(await ann().engine.resultOf(id)).toBe('yes: are you there?')
  })
})
