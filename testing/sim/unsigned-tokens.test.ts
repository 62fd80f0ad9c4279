/** Payments while somebody on the way answers in the notary's place with every code there is (acceptance E4, N33): no unit is lost, made or spent twice. */
import { claimDay } from '@hdms/flows/activity/claim.ts'
import { payTokens } from '@hdms/flows/token/pay.ts'
import { redeemTokens } from '@hdms/flows/token/present.ts'
import { ERRORS, type ErrorCode } from '@hdms/shared/errors.ts'
import { encode, hdms } from '@hdms/shared/messages/wire.ts'
import type { HttpReply, HttpRequest } from '@hdms/shared/ports/http.ts'
import { expect, test } from 'vitest'
import { balance, conserved, network, recorded, run, walked } from '../support/activity.ts'
import { MockNetwork } from '../support/mock-network.ts'

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
