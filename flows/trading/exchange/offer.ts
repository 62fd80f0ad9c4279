/**
 * Step 0 of the fair exchange (docs/ledger.md §9): the seller hands over everything under keys from one secret k. The buyer checks each leaf
 * against the verification keys before a token moves; k comes with the payment. A leaf that does not open is proved to a judge with one false field.
 */

import { concat, decodeAll, equal, Writer } from '@hdms/shared/bytes.ts'
import { H } from '@hdms/shared/crypto/hash.ts'
import { merklePath, merkleRoot, verifyPath } from '@hdms/shared/crypto/merkle.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import type { Document } from '@hdms/shared/documents/document.ts'
import type { DocumentLeaf } from '@hdms/shared/documents/leaves.ts'
import {
  groupsOfPart,
  keptBack,
  type OpenGroup,
  openLeaf,
  readPart,
  type SealedPart,
  type Shown,
  sealPart,
} from '@hdms/shared/documents/sealed-part.ts'
import { fail } from '@hdms/shared/errors.ts'
import { preimageHash } from '@hdms/shared/ledger/lock.ts'
import { allDistinct } from '@hdms/shared/one-to-one.ts'
import { type RefuseAs, refusingAs } from '@hdms/shared/reasons.ts'
import { refuse as refuseFor, type TradingReasons } from '../reasons.ts'
import { checkStates } from './fields.ts'

/** Documents in one offer; what is more goes in lots. */
export const MOST_DOCUMENTS = 1000

/** What the seller signs, and what the transaction that releases k names. */
export interface Terms {
  /** H(fx; k). */
  readonly hash: Uint8Array
  /** Root over the sealed leaves. */
  readonly root: Uint8Array
  /** How many there are. */
  readonly count: number
  /** The dealing, 32 bytes: an offer serves in no other. */
  readonly dealing: Uint8Array
}
export interface Offer extends Terms {
  /** Of the seller's one-time key for this sale. */
  readonly signature: Uint8Array
  /** Encoded sealed parts. */
  readonly parts: readonly Uint8Array[]
}

export interface Item {
  readonly document: Document
  readonly shown: (at: number) => Shown
}

const u32 = (n: number): Uint8Array => new Writer().u32(n).bytes()
const termsMessage = ({ hash, root, count, dealing }: Terms): Uint8Array => H('fx-offer', hash, root, u32(count), dealing)
/** Key of sealed leaf number i of an offer. */
const leafKey = (k: Uint8Array, i: number): Uint8Array => H('fxk', k, u32(i))
const rootLeaf = (i: number, hash: Uint8Array, ciphertext: Uint8Array): Uint8Array => H('fx-leaf', u32(i), hash, H('fx-cipher', ciphertext))

interface Numbered {
  readonly part: number
  readonly at: number
  readonly hash: Uint8Array
  readonly ciphertext: Uint8Array
}
const numbered = (parts: readonly Pick<SealedPart, 'sealed'>[]): Numbered[] =>
  parts.flatMap((p, part) => p.sealed.map((s) => ({ part, ...s })))
const leavesOf = (all: readonly Numbered[]): Uint8Array[] => all.map((s, i) => rootLeaf(i, s.hash, s.ciphertext))

/** @param k 32 bytes, drawn for this offer alone @param sign with the seller's key of this sale */
export async function makeOffer(
  crypto: CryptoProvider,
  items: readonly Item[],
  k: Uint8Array,
  dealing: Uint8Array,
  sign: (message: Uint8Array) => Promise<Uint8Array>,
): Promise<Offer> {
  if (items.length === 0 || items.length > MOST_DOCUMENTS)
    refuseFor('INPUT_INVALID', 'document-count', { what: 'offer', most: MOST_DOCUMENTS })
  const parts: Awaited<ReturnType<typeof sealPart>>[] = []
  let count = 0
  for (const { document, shown } of items) {
    const numbers = new Map<number, number>()
    for (let at = 0; at < document.leaves.length; at++)
      if (shown(at) === 'sealed' && document.leaves[at]?.type !== 'manifest') numbers.set(at, count++)
    parts.push(await sealPart(crypto, document, shown, (at) => leafKey(k, numbers.get(at) ?? fail('BUG', { what: 'leaf' }))))
  }
  const root = merkleRoot(leavesOf(numbered(parts)))
  const terms: Terms = { hash: preimageHash(k), root, count, dealing }
  return { ...terms, signature: await sign(termsMessage(terms)), parts: parts.map((p) => p.bytes) }
}

export function encodeOffer(o: Offer): Uint8Array {
  const w = new Writer().raw(o.hash).raw(o.root).u32(o.count).raw(o.dealing).raw(o.signature, 64)
  return w.list(o.parts, (to, p) => void to.long(p)).bytes()
}
/** @throws WIRE_MALFORMED */
export const decodeOffer = (bytes: Uint8Array): Offer =>
  decodeAll(bytes, 'offer', (r) => {
    const terms = { hash: r.raw(32), root: r.raw(32), count: r.u32(), dealing: r.raw(32) }
    return { ...terms, signature: r.raw(64), parts: r.list((p) => p.long()) }
  })

const refuse: RefuseAs<TradingReasons, 'OFFER_REFUSED'> = refusingAs(refuseFor, 'OFFER_REFUSED', {})

/** An offer whose every leaf is one of the documents that it is said to be of. */
export interface CheckedOffer {
  readonly terms: Terms
  readonly parts: readonly SealedPart[]
  readonly sealed: readonly Numbered[]
}

/**
 * What a buyer checks before paying.
 * @param keys verification keys of the documents, in order, as the notary's register has them
 * @param seller the seller's key of this sale
 * @throws OFFER_REFUSED with the reason: nothing was paid
 */
export async function checkOffer(
  crypto: CryptoProvider,
  offer: Offer,
  keys: readonly Uint8Array[],
  dealing: Uint8Array,
  seller: Uint8Array,
): Promise<CheckedOffer> {
  if (!equal(offer.dealing, dealing)) refuse('other-dealing')
  if (offer.parts.length !== keys.length) refuse('other-documents')
  const parts = offer.parts.map((bytes) => {
    try {
      return readPart(bytes)
    } catch {
      return refuse('document-unreadable')
    }
  })
  parts.forEach((p, i) => {
    if (!equal(p.verificationKey, keys[i] as Uint8Array)) refuse('record-changed')
  })
  for (const part of parts) checkStates(keptBack(part))
  if (!allDistinct(keys)) refuse('record-twice')
  const sealed = numbered(parts)
  if (sealed.length !== offer.count || sealed.length === 0) refuse('field-count')
  if (!equal(merkleRoot(leavesOf(sealed)), offer.root)) refuse('other-fields')
  if (!(await crypto.verify(seller, termsMessage(offer), offer.signature))) refuse('seller-unsigned')
  const { hash, root, count } = offer
  return { terms: { hash, root, count, dealing }, parts, sealed }
}

/** Shows a judge one field that does not open to what was signed. */
export interface Mismatch {
  readonly k: Uint8Array
  readonly index: number
  readonly hash: Uint8Array
  readonly ciphertext: Uint8Array
  readonly path: readonly Uint8Array[]
  readonly signature: Uint8Array
}

export type Opened = { readonly groups: readonly (readonly OpenGroup[])[] } | { readonly mismatch: Mismatch }

/**
 * Opens what was paid for.
 * @param k from the answer to the payment
 * @returns the groups of each document, or what proves the seller's lie
 * @throws OFFER_REFUSED when k is not the one that was promised
 */
export async function openOffer(
  crypto: CryptoProvider,
  { terms, parts, sealed }: CheckedOffer,
  signature: Uint8Array,
  k: Uint8Array,
): Promise<Opened> {
  if (!equal(preimageHash(k), terms.hash)) refuse('key-not-promised')
  const opened = parts.map(() => new Map<number, DocumentLeaf>())
  for (const [i, s] of sealed.entries()) {
    const leaf = await openLeaf(crypto, leafKey(k, i), s)
    if (!leaf) {
      const path = merklePath(leavesOf(sealed), i)
      return { mismatch: { k, index: i, hash: s.hash, ciphertext: s.ciphertext, path, signature } }
    }
    opened[s.part]?.set(s.at, leaf)
  }
  return { groups: parts.map((p, i) => groupsOfPart(p, opened[i] ?? new Map())) }
}

/**
 * A judge's whole work, from what both sides can show. The judge sees one field, and that only when it is false.
 * @param terms as the transaction that released k names them @param seller the seller's key of this sale
 * @returns true when the seller has to give the tokens back
 * @throws OFFER_REFUSED when the proof is not about this sale
 */
export async function judge(crypto: CryptoProvider, terms: Terms, seller: Uint8Array, m: Mismatch): Promise<boolean> {
  if (!equal(preimageHash(m.k), terms.hash)) refuse('key-other-sale')
  if (!(await crypto.verify(seller, termsMessage(terms), m.signature))) refuse('terms-unsigned')
  const leaf = rootLeaf(m.index, m.hash, m.ciphertext)
  if (m.index >= terms.count || !verifyPath(leaf, m.index, terms.count, m.path, terms.root)) refuse('field-not-sold')
  return (await openLeaf(crypto, leafKey(m.k, m.index), m)) === undefined
}

export const encodeMismatch = (m: Mismatch): Uint8Array =>
  concat(
    new Writer().raw(m.k).u32(m.index).raw(m.hash).long(m.ciphertext).raw(m.signature, 64).bytes(),
    new Writer().list(m.path, (w, h) => void w.raw(h)).bytes(),
  )
/** @throws WIRE_MALFORMED */
export const decodeMismatch = (bytes: Uint8Array): Mismatch =>
  decodeAll(bytes, 'proof of mismatch', (r) => {
    const m = { k: r.raw(32), index: r.u32(), hash: r.raw(32), ciphertext: r.long(), signature: r.raw(64) }
    return { ...m, path: r.list((i) => i.raw(32)) }
  })
