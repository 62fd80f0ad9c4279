/**
 * What makes units be minted once (acceptance N35). The dummy input of an *Issue* or a *Sell* has a lock that everybody derives alike from what the units
 * are made for, so that a second one meets the same nullifier at the notary, whoever makes it. To spend it takes a key all the same: a nullifier that
 * anybody could compute and spend beforehand would let a stranger deny people their units.
 *
 *   segments' roots ─┬─► activity ──────────────┐
 *   (person, issuer) └─► seeds ─► keys (2) ─────┴─► packets, in the day entry ─► lock of each part
 */
import { concat } from '@hdms/shared/bytes.ts'
import { publicKeyOf } from '@hdms/shared/crypto/derived-key.ts'
import { H } from '@hdms/shared/crypto/hash.ts'
import { FOREVER, type Lock, makeLock } from '@hdms/shared/ledger/lock.ts'

/** Parts that an activity is paid in. */
export const PARTS = { claim: 0, appeal: 1 } as const

/** What stands in an *Issue* of the activity: enough to derive the locks, and not the keys that open them. */
export interface Minting {
  /** Digest of the segments' roots. */
  readonly activity: Uint8Array
  /** Public keys of the claim's and of the appeal's lock. */
  readonly keys: readonly [Uint8Array, Uint8Array]
}

/**
 * Seed of the key of a part. Only who was shown the segments has it: the person, and the issuers that they claimed at.
 * @param roots of the segments, 32 bytes each, in the entry's order
 */
export const mintSeed = (roots: readonly Uint8Array[], part: number): Uint8Array => H('mint-key', concat(...roots, Uint8Array.of(part)))

export const mintingOf = (roots: readonly Uint8Array[]): Minting => ({
  activity: H('activity', concat(...roots)),
  keys: [publicKeyOf(mintSeed(roots, PARTS.claim)), publicKeyOf(mintSeed(roots, PARTS.appeal))],
})

/** What a day entry names its activity by. It fixes the keys too: no other keys can be said to be of this activity. */
export const packetsOf = ({ activity, keys }: Minting): Uint8Array => H('packets', activity, ...keys)

/** The lock of the dummy input that issues a part of an activity. */
export function mintLock(minting: Minting, part: number): Lock {
  const which = concat(packetsOf(minting), Uint8Array.of(part))
  return onceLock(minting.keys[part === PARTS.claim ? 0 : 1], 'mint', which)
}

/**
 * The lock of the dummy input that sells for an invoice. The issuer's own identity key opens it: the numbers of invoices can be guessed. The notary so
 * learns that this issuer sold something, and not to whom, how much or for which invoice.
 * @param issuer identity key: two issuers may have invoices of one number @param invoice 32 bytes
 */
export const sellLock = (issuer: Uint8Array, invoice: Uint8Array): Lock => onceLock(issuer, 'sell', concat(issuer, invoice))

function onceLock(key: Uint8Array, what: 'mint' | 'sell', which: Uint8Array): Lock {
  const branch = { m: 1, keys: [key], notBefore: 0, notAfter: FOREVER, blind: H(`${what}-blind`, which).slice(0, 16) }
  return makeLock([branch], H(`${what}-nk`, which))
}
