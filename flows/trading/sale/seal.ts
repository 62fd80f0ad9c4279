/**
 * Sealing what was agreed to be sold, lot by lot: the key to each waits in the document store, made of the records that it opens. What is sealed can be
 * opened by the buyer of this purchase alone, so that it says nothing in this node's journal either once a record is erased.
 */

import type { Query } from '@hdms/shared/queries/query.ts'
import { collectedOfRow, daysOf } from '../../activity/give-basis.ts'
import { type Collected, collectedIn } from '../../consent/purpose.ts'
import { keepKey, keyPiece, writeKey } from '../../core/release.ts'
import type { FlowContext } from '../../engine/context.ts'
import type { Flow } from '../../engine/types.ts'
import { encodeOffer, makeOffer, type Terms } from '../exchange/offer.ts'
import type { SellerServices } from '../ports.ts'
import { refuse } from '../reasons.ts'
import { sealOffer } from './offer-key.ts'
import { type Origin, rootsOf, type Selected, select } from './select.ts'
import { lotDealing, saleSeed } from './terms.ts'

type Ctx = FlowContext<SellerServices>

/** Documents that are read at once. */
const AT_ONCE = 32

export interface Lot {
  readonly lot: number
  readonly lots: number
  readonly price: number
  /** Verification keys, hex. */
  readonly records: readonly string[]
  readonly about: { readonly sex: string; readonly age: number }
}

/** A lot as it leaves, and where its secrets are. */
export interface SealedLot {
  /** What the keys of this lot are derived from. */
  readonly secret: Uint8Array
  /** Piece that k lies in. */
  readonly piece: string
  /** Verification keys, hex, of what it holds. */
  readonly records: readonly string[]
  readonly drawn: Uint8Array
  readonly terms: Terms
  /** Sealed to the key of the purchase. */
  readonly offer: Uint8Array
  readonly origins: Origin[]
  /** What it was collected for; nothing of what was sealed before it said so, which is sold no more. */
  readonly collected?: Collected[]
}

/** Whose sale it is. */
export interface Seller {
  /** Key of the one-time name. */
  readonly key: Uint8Array
  readonly buyer: { readonly name: string }
}

/** What a lot is sealed for. */
export interface For {
  /** Of the whole sale. */
  readonly dealing: Uint8Array
  /** Key of the purchase. */
  readonly seal: Uint8Array
}

/** Seals what of a lot may still be sold. @param consent transaction that gave it @throws OFFER_REFUSED when nothing of it is here any more */
export function* sealLot(
  ctx: Ctx,
  sale: Seller,
  q: Query,
  { dealing, seal }: For,
  consent: Uint8Array,
  { lot, records }: Pick<Lot, 'lot' | 'records'>,
): Flow<SealedLot> {
  const [secret, drawn] = [yield* ctx.random(32), yield* ctx.random(32)]
  for (;;) {
    const piece = keyPiece(ctx.id, consent, yield* ctx.random(8))
    const roots = yield* ctx.tx('roots for this buyer', (changes, services) =>
      records.map((record) => rootFor(services, changes, record, sale.buyer.name)),
    )
    const now = yield* ctx.now()
    const made = yield* ctx.crypto('seal what is sold', async (services) => {
      const chosen = await choose(services, sale, q, records, roots, now)
      if (chosen.length === 0) refuse('OFFER_REFUSED', 'records-erased')
      return sealChosen(services, chosen, { dealing: lotDealing(dealing, lot), seal }, secret)
    })
    const kept = yield* ctx.tx('keep the key', (changes, services) => keepKey(services, changes, piece, made.stored, made.records))
    // One of them was erased or replaced while they were being sealed.
    if (!kept) continue
    const { terms, offer, origins, collected } = made
    return { secret, piece, records: made.records, drawn, terms, offer, origins, collected }
  }
}

/** The root that a buyer is shown of a record, noted before anything of it leaves: the next buyer gets another one. @returns -1 for none */
function rootFor({ documents, seller }: SellerServices, changes: Parameters<typeof keepKey>[1], record: string, buyer: string): number {
  const row = documents.row(record)
  if (!row?.record) return 0
  const root = seller.offers.rootFor(record, buyer, rootsOf(row))
  if (root === undefined) return -1
  seller.offers.showRoot(changes, record, buyer, root)
  return root
}

interface Chosen extends Selected {
  readonly record: string
}

/** Of each record that may be sold now what the order buys. */
async function choose(
  { crypto, documents, seller, vault }: SellerServices,
  sale: Seller,
  q: Query,
  records: readonly string[],
  roots: readonly number[],
  now: number,
): Promise<Chosen[]> {
  const may = seller.sellable(sale.buyer.name, now)
  const days = daysOf(vault)
  const one = async (record: string, i: number): Promise<Chosen | undefined> => {
    const [row, root] = [documents.row(record), roots[i] ?? -1]
    const whole = row && root >= 0 && may(record) ? await documents.readStanding(record) : undefined
    const collected = row && collectedOfRow(days, row)
    return collected && whole ? { record, ...(await select(crypto, q, row, whole, sale.key, root, collected)) } : undefined
  }
  const chosen: Chosen[] = []
  for (let at = 0; at < records.length; at += AT_ONCE) {
    const some = await Promise.all(records.slice(at, at + AT_ONCE).map((record, i) => one(record, at + i)))
    chosen.push(...some.filter((c) => c !== undefined))
  }
  return chosen
}

/** Under a fresh k, which is nowhere but in the document store from here on. */
async function sealChosen(services: SellerServices, chosen: readonly Chosen[], { dealing, seal }: For, secret: Uint8Array) {
  const { crypto } = services
  const k = crypto.random(32)
  const items = chosen.map((c) => c.item)
  const offer = await makeOffer(crypto, items, k, dealing, (m) => crypto.sign(saleSeed(secret, 'offer'), m))
  const { hash, root, count } = offer
  return {
    terms: { hash, root, count, dealing },
    offer: await sealOffer(crypto, seal, dealing, encodeOffer(offer)),
    origins: chosen.map((c) => c.origin),
    records: chosen.map((c) => c.record),
    collected: collectedIn(items.map((i) => i.document.header.profile)),
    stored: await writeKey(services, k),
  }
}

export function* nothing(): Flow<null> {
  return null
}

/** A failure here must not cancel the sale of the lot before: it comes again when it is this one's turn. */
export function* sealAhead(...args: Parameters<typeof sealLot>): Flow<SealedLot | null> {
  try {
    return yield* sealLot(...args)
  } catch {
    return null
  }
}
