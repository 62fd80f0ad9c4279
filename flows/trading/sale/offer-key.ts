/**
 * An offer is sealed once more, to a key of the purchase that it is for (ADR 33). It waits in mailboxes and in the journals of both sides until
 * the use ends, and what opens its values stands in the notary's answer on both ledgers: a record that was erased could be read again from that.
 * The secret lies in a piece of the buyer's document store and nowhere else, and goes when the purchase is over.
 */

import { concat, decodeAll, Writer } from '@hdms/shared/bytes.ts'
import { tag } from '@hdms/shared/crypto/hash.ts'
import { XWING } from '@hdms/shared/crypto/hpke.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { openSealed, sealTo } from '@hdms/shared/envelope/envelope.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { keysOf, writeKey } from '../../core/release.ts'
import type { CoreServices } from '../../core/services.ts'
import type { FlowContext } from '../../engine/context.ts'
import type { Flow, Session } from '../../engine/types.ts'
import { refuse } from '../reasons.ts'

/** Bytes of a key that offers are sealed to. */
export const OFFER_KEY: number = XWING.publicLength
const NONCE = new Uint8Array(12)
const contextOf = (dealing: Uint8Array): Uint8Array => concat(tag('offer-seal'), dealing)

/** Piece that the secret of a purchase lies in, and how its name ends whatever flow it is of. */
export const offersOf = (session: string): string => `/offer/${session}`
export const offerPiece = (flow: string, session: string): string => `${keysOf(flow).slice(0, -1)}${offersOf(session)}`

/** Makes the key of one purchase; the secret is kept before anybody knows the key. @returns the key */
export function* makeOfferKey<S extends CoreServices>(ctx: FlowContext<S>, session: Session): Flow<Uint8Array> {
  const { key, stored } = yield* ctx.crypto('key for the offers', async (services) => {
    const secret = services.crypto.random(32)
    return { key: await XWING.publicKey(services.crypto, secret), stored: await writeKey(services, secret) }
  })
  yield* ctx.tx('keep the key for the offers', (changes, { documents }) => {
    documents.keepPiece(changes, offerPiece(ctx.id, session.id), stored)
    return null
  })
  return key
}

/** @param key of the purchase @param dealing of the lot, 32 bytes: it opens in no other */
export async function sealOffer(crypto: CryptoProvider, key: Uint8Array, dealing: Uint8Array, offer: Uint8Array): Promise<Uint8Array> {
  const own = crypto.random(32)
  const context = contextOf(dealing)
  const wrapped = await sealTo(crypto, key, context, own)
  return new Writer()
    .long(wrapped)
    .long(await crypto.gcmSeal(own, NONCE, context, offer))
    .bytes()
}

/** @throws OFFER_REFUSED when it is not sealed to this purchase; NOT_FOUND when the secret is gone */
export async function unsealOffer(
  { crypto, documents }: Pick<CoreServices, 'crypto' | 'documents'>,
  piece: string,
  dealing: Uint8Array,
  sealed: Uint8Array,
): Promise<Uint8Array> {
  const secret = await documents.readPiece(piece)
  const context = contextOf(dealing)
  try {
    const { wrapped, body } = decodeAll(sealed, 'sealed offer', (r) => ({ wrapped: r.long(), body: r.long() }))
    return await crypto.gcmOpen(await openSealed(crypto, secret, context, wrapped), NONCE, context, body)
  } catch (error) {
    if (asHdmsError(error).fault === 'unavailable') throw error
    return refuse('OFFER_REFUSED', 'not-sealed-here')
  }
}
