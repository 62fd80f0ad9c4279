/** Payments and questions while somebody on the way answers in the notary's and the queue's place (acceptance E4, N33): no unit is lost, made or
 * spent twice, and nobody is kept from hearing what is asked. */
import { claimDay } from '@hdms/flows/activity/claim.ts'
import { payTokens } from '@hdms/flows/token/pay.ts'
import { redeemTokens } from '@hdms/flows/token/present.ts'
import { ERRORS, type ErrorCode } from '@hdms/shared/errors.ts'
import { encode, hdms } from '@hdms/shared/messages/wire.ts'
import type { HttpReply, HttpRequest } from '@hdms/shared/ports/http.ts'
import { DAY, HOUR, MINUTE } from '@hdms/shared/time.ts'
import { expect, test } from 'vitest'
import { balance, conserved, network, recorded, run, walked } from '../support/activity.ts'
import { MockNetwork } from '../support/mock-network.ts'
import { TradingNetwork } from '../support/trading-network.ts'

const CODES = [...(Object.keys(ERRORS) as ErrorCode[]), 'NO_SUCH_CODE', '']

/** Refuses whatever the notary is asked in the clear, with one code after the other; every second question gets through. */
class Refusing extends MockNetwork {
  codes: string[] = []
  private turn = 0
  protected override forged({ url }: HttpRequest): HttpReply | undefined {
    if (new URL(url).hostname !== 'notary' || !url.endsWith('/v1/ask')) return undefined
    const code = this.turn++ % 2 === 0 ? this.codes.shift() : undefined
    if (code === undefined) return undefined
    return { status: 200, headers: {}, body: encode(hdms.NotaryReply, { refusal: { code, data: '{}' } }) }
  }
}

test('E4 N33 a claim, payments and a redemption go through every refusal that nobody signed, and each unit counts once', async () => {
  const net = await network(61, (seed) => new Refusing(seed, { tokens: true }))
  await walked(net, 'person')
  const entry = await recorded(net, 'person')
  const refuse = (): void => void Object.assign(net, { codes: [...CODES] })
  refuse()
  const units = await run(net, 'person', claimDay, { entry })
  expect(units).toBeGreaterThan(4)
  await run(net, 'person', payTokens, { to: net.otherName, amount: 3, note: '', refunds: '' })
  await run(net, 'person', redeemTokens, { amount: 1, note: '' })
  await net.clock.runUntil(() => balance(net, 'other') === 3, 600_000)
  expect([balance(net, 'person'), balance(net, 'other')]).toEqual([units - 4, 3])
  const issuer = net.issuer
  await net.clock.runUntil(() => issuer?.services.books.lines().length === 2, 600_000)
  expect(conserved(net)).toEqual({ issued: units, redeemed: 1 })
  expect((net as Refusing).codes.length).toBeLessThan(CODES.length)
})

/** Tells everybody who looks at the queue of something with a number far ahead of all others. */
class FalseNumbers extends TradingNetwork {
  told = 0
  lies = true
  protected override forged({ method, url }: HttpRequest): HttpReply | undefined {
    if (!this.lies || method !== 'GET' || new URL(url).pathname !== '/v1/broadcasts') return undefined
    this.told++
    const item = { number: 4_000_000_000, content: new Uint8Array(9), expires: this.clock.now() + HOUR }
    return { status: 200, headers: {}, body: encode(hdms.BroadcastList, { items: [item] }) }
  }
}

test('E4 a false number among the broadcasts hides for an hour at most what is asked of everybody', async () => {
  const net = new FalseNumbers(64, 20)
  await net.start()
  await net.stock()
  const counted = async (days: number): Promise<number> => {
    // Another period is another question: the same one would be answered as before.
    const { id } = await net.run(net.research.draft(net.draft({ from: Math.floor(net.clock.now() / DAY) - days })))
    await net.run(net.research.count(id))
    await net.clock.runUntil(() => net.research.query(id).state === 'counted', HOUR)
    return net.research.query(id).counts[0] ?? -1
  }
  await net.clock.runUntil(() => net.told >= 20, 10 * MINUTE)
  expect(net.told).toBeGreaterThanOrEqual(20)
  net.lies = false
  expect(await counted(3000)).toBe(0)
  await net.clock.runUntil(() => false, HOUR)
  expect(await counted(2000)).toBeGreaterThanOrEqual(10)
})
