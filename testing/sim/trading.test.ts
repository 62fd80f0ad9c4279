/** Trading over the simulated network: from a question to paid data. */

import { holdings, sumOf } from '@hdms/flows/token/wallet.ts'
import type { Answer } from '@hdms/flows/trading/market.ts'
import { describe, expect, test } from 'vitest'
import { ISSUER } from '../support/mock-network.ts'
import { TradingNetwork } from '../support/trading-network.ts'

async function network(seed: number, people = 20): Promise<TradingNetwork> {
  const net = new TradingNetwork(seed, people)
  await net.start()
  await net.stock()
  await net.fund(2000)
  return net
}
const answersOf = (net: TradingNetwork, id: string): Answer[] => net.institute?.services.market.answers(id) ?? []
const until = (net: TradingNetwork, done: () => boolean, ms = 600_000): Promise<unknown> => net.clock.runUntil(done, ms)

/** Units that each side has; of the institute's and everybody's together none is lost or made. */
function units(net: TradingNetwork, who: 'institute' | string): number {
  const node = who === 'institute' ? net.institute : net.people.get(who)
  if (!node) return 0
  return sumOf(holdings(node.vault, node.services.network.node(ISSUER).identityKey))
}
const everybody = (net: TradingNetwork): number => net.crowd.reduce((sum, who) => sum + units(net, who), units(net, 'institute'))

describe('trading', () => {
  test('everybody is counted, answers, and those who are chosen sell; what one side paid the other has, and what is bought can be read', async () => {
    const net = await network(5)
    const id = await net.asked()
    expect(net.research.query(id).counts[0]).toBeGreaterThanOrEqual(10)
    await until(net, () => answersOf(net, id).length >= net.crowd.length)
    expect(answersOf(net, id).map((a) => a.state)).toEqual(net.crowd.map(() => 'shown'))
    const chosen = answersOf(net, id)
      .slice(0, 4)
      .map((a) => a.id)
    await net.run(net.research.buy(chosen))
    await until(net, () => answersOf(net, id).filter((a) => a.state === 'bought').length === 4)
    const bought = answersOf(net, id).filter((a) => a.state === 'bought')
    expect(bought.map((a) => [a.price, a.resources])).toEqual(chosen.map(() => [20, 2]))
    await until(net, () => everybody(net) === 2000)
    expect(units(net, 'institute')).toBe(2000 - 4 * 20)
    const earned = net.crowd.map((who) => net.people.get(who)?.services.seller.offers.list()[0]?.earned ?? 0)
    expect(earned.sort((a, b) => b - a).slice(0, 5)).toEqual([20, 20, 20, 20, 0])
  })
})
