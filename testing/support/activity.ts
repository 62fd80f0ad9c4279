/** Two people, their shoes and an issuer in the mock network: what the tests of activity and tokens have in common. */
import { ADULT } from '@hdms/device-sim/person.ts'
import type { Scene } from '@hdms/device-sim/wear.ts'
import { claimDay } from '@hdms/flows/activity/claim.ts'
import { joinProgramme } from '@hdms/flows/activity/join.ts'
import { recordDay } from '@hdms/flows/activity/record.ts'
import type { FlowDefinition } from '@hdms/flows/engine/context.ts'
import { holdings, sumOf } from '@hdms/flows/token/wallet.ts'
import type { Node } from '@hdms/node/core/node.ts'
import type { PersonServices } from '@hdms/node/personal/profile.ts'
import { fail } from '@hdms/shared/errors.ts'
import { verifyNodeInfo } from '@hdms/shared/network/node-info.ts'
import { expect } from 'vitest'
import { ISSUER, MAKER, MockNetwork } from './mock-network.ts'
import { bring, type Pair, pairOfShoes, pairWith, type Worn, walkIn, wornOnce } from './worn.ts'

export const NOTARY = 'O=Sim Notary,C=KR'

type Person = Node<PersonServices>
export type Who = 'person' | 'other'

/** Ten minutes of a brisk walk and a run, and four in which a friend wears one of them. */
export const SCENES: readonly Scene[] = [
  { kind: 'stand', seconds: 20 },
  { kind: 'walk', seconds: 400, speed: 1.45 },
  { kind: 'run', seconds: 140, speed: 2.7 },
  { kind: 'sit', seconds: 40 },
]
export const WALK: Worn = wornOnce(SCENES)
export const CHEAT: Worn = wornOnce([
  { kind: 'walk', seconds: 200, speed: 1.45 },
  { kind: 'walk', seconds: 240, speed: 1.45, other: { ...ADULT, height: 1.88, weight: 90 } },
  { kind: 'sit', seconds: 30 },
])

export const there = (net: MockNetwork, who: Who): Person => net[who] ?? fail('BUG', { what: who })

/** Starts a flow and goes on when it has ended, well or not. */
export async function run<A, R>(net: MockNetwork, who: Who, definition: FlowDefinition<PersonServices, A, R>, args: A): Promise<R> {
  const started = there(net, who).engine.startFlow(definition as never, args as never)
  const { result } = await net.run(
    started.then((flow) => {
      flow.result.catch(() => {})
      return flow
    }),
  )
  return net.run(result as Promise<R>, 24 * 3_600_000)
}
export const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  )

export async function network(seed: number, make = (n: number): MockNetwork => new MockNetwork(n, { tokens: true })): Promise<MockNetwork> {
  const net = make(seed)
  // E3: every other scenario drops and repeats each flow whenever it rests.
  net.replayEverything ||= seed % 2 === 1
  await net.start()
  // Each has been given the other's address.
  const rules = { root: net.rootCertificate, now: net.clock.now(), crlPolicy: 'soft' as const }
  const [a, b] = [there(net, 'person'), there(net, 'other')]
  await net.run(verifyNodeInfo(net.crypto, b.nodeInfo, rules).then((info) => a.directory.learn(info)))
  await net.run(verifyNodeInfo(net.crypto, a.nodeInfo, rules).then((info) => b.directory.learn(info)))
  return net
}

/** A person with shoes who wore them; the clock stands after it. */
export async function walked(net: MockNetwork, who: Who, worn: Worn = WALK): Promise<Pair> {
  const { activity, identity } = there(net, who).services
  if (!activity.programme) await run(net, who, joinProgramme, null)
  const pair = await net.run(pairOfShoes(net.crypto, { name: MAKER, seed: net.makerSeed }, net.clock.now() + 1e11))
  await net.run(pairWith(net.crypto, activity, pair, identity.key))
  await more(net, who, pair, worn)
  return pair
}
export async function more(net: MockNetwork, who: Who, pair: Pair, worn: Worn = WALK): Promise<void> {
  const start = Math.ceil(net.clock.now() / 60_000) * 60_000
  await net.run(walkIn(pair, worn, start))
  await net.clock.runUntil(() => net.clock.now() > start + 1_000_000, 2_000_000)
  await net.run(bring(there(net, who).services.activity, pair))
}

export async function recorded(net: MockNetwork, who: Who): Promise<string> {
  const [date] = there(net, who).services.activity.days.unrecorded()
  return run(net, who, recordDay, { date: date ?? there(net, who).services.activity.today(), notary: NOTARY })
}
export async function paid(net: MockNetwork, who: Who): Promise<number> {
  return run(net, who, claimDay, { entry: await recorded(net, who) })
}

export const balance = (net: MockNetwork, who: Who): number => {
  const { vault, services } = there(net, who)
  return sumOf(holdings(vault, services.network.node(ISSUER).identityKey))
}

/** Issued is held and redeemed, to the unit, by the issuer's books and by what people really hold. */
export function conserved(net: MockNetwork): { issued: number; redeemed: number } {
  const issuer = net.issuer ?? fail('BUG', { what: 'issuer' })
  const { issued, redeemed, held, wrong } = issuer.services.books.audit(issuer.vault, issuer.services.identity.key)
  expect(wrong).toEqual([])
  expect(balance(net, 'person') + balance(net, 'other')).toBe(held)
  expect(issued).toBe(held + redeemed)
  return { issued, redeemed }
}
