/**
 * One sealed request and its sealed reply through somebody who sees neither (the pattern of RFC 9458): the reply's key is exported
 * from the request's HPKE context. Sizes are padded both ways.
 */
import { concat } from '../bytes.ts'
import { tag } from '../crypto/hash.ts'
import { type HpkeContext, setupReceiver, setupSender, XWING } from '../crypto/hpke.ts'
import type { CryptoProvider } from '../crypto/provider.ts'
import { decode, encode, hdms } from '../messages/wire.ts'
import { pad, unpad } from './padding.ts'

const INFO = tag('exchange')
const NO_AAD = new Uint8Array(0)
const replyKey = (context: HpkeContext, nonce: Uint8Array) => context.export(concat(tag('reply'), nonce), 32)

export async function sealRequest(
  crypto: CryptoProvider,
  key: Uint8Array,
  request: Uint8Array,
): Promise<{ sealed: Uint8Array; openReply: (reply: Uint8Array) => Promise<Uint8Array> }> {
  const { enc, context } = await setupSender(crypto, XWING, key, INFO)
  const sealed = encode(hdms.SealedExchange, { enc, ciphertext: await context.seal(NO_AAD, pad(request)) })
  const openReply = async (reply: Uint8Array): Promise<Uint8Array> => {
    const exchange = decode(hdms.SealedExchange, reply, 'sealed reply')
    return unpad(await crypto.chachaOpen(replyKey(context, exchange.enc), ZERO_NONCE, NO_AAD, exchange.ciphertext))
  }
  return { sealed, openReply }
}
/** Every reply has a key of its own, so its nonce is zero. */
const ZERO_NONCE = new Uint8Array(12)

export async function openRequest(
  crypto: CryptoProvider,
  secret: Uint8Array,
  sealed: Uint8Array,
): Promise<{ request: Uint8Array; sealReply: (reply: Uint8Array) => Promise<Uint8Array> }> {
  const exchange = decode(hdms.SealedExchange, sealed, 'sealed request')
  const context = await setupReceiver(crypto, XWING, secret, exchange.enc, INFO)
  const request = unpad(await context.open(NO_AAD, exchange.ciphertext))
  const sealReply = async (reply: Uint8Array): Promise<Uint8Array> => {
    const nonce = crypto.random(32)
    const ciphertext = await crypto.chachaSeal(replyKey(context, nonce), ZERO_NONCE, NO_AAD, pad(reply))
    return encode(hdms.SealedExchange, { enc: nonce, ciphertext })
  }
  return { request, sealReply }
}
