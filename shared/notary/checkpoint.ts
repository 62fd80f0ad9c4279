/**
 * Checkpoints (docs/ledger.md §4): institutions that have followed a notary's header chain cosign every hundredth header, under Ed25519 and
 * ML-DSA-65. A phone goes on from one that enough of them cosigned instead of fetching every header; and when Ed25519 falls, a forged
 * history still has no checkpoints.
 */

import { concat, equal, Writer } from '../bytes.ts'
import { sha256, tag } from '../crypto/hash.ts'
import type { CryptoProvider } from '../crypto/provider.ts'
import { fail } from '../errors.ts'
import { decode, encode, hdms } from '../messages/wire.ts'
import { headerHash } from './answer.ts'
import { type Head, readFact, type SignedHead, unsigned } from './facts.ts'
import { refuse } from './reasons.ts'

/** Sequences that are cosigned: multiples of this, so that institutions cosign the same ones. */
export const CHECKPOINT_EVERY = 100

/** The newest sequence to be cosigned at or before this one; 0 for none. */
export const checkpointBefore = (sequence: number, every: number = CHECKPOINT_EVERY): number => sequence - (sequence % every)

function messageOf({ bytes, header }: Head): Uint8Array {
  return concat(tag('checkpoint'), new Writer().raw(header.notary).u64(header.sequence).raw(headerHash(bytes)).raw(header.state).bytes())
}

export interface Cosigner {
  /** X.500 name. */
  readonly name: string
  readonly seed: Uint8Array
  /** Of its ML-DSA-65 key. */
  readonly cosignSeed: Uint8Array
}

/** @returns a Checkpoint */
export async function cosign(crypto: CryptoProvider, who: Cosigner, head: SignedHead): Promise<Uint8Array> {
  const message = messageOf(head)
  const [ed25519, mldsa, mldsaKey] = await Promise.all([
    crypto.sign(who.seed, message),
    crypto.mldsaSign(who.cosignSeed, message),
    crypto.mldsaPublic(who.cosignSeed),
  ])
  return encode(hdms.Checkpoint, { header: head.bytes, signature: head.signature, institution: who.name, ed25519, mldsa, mldsaKey })
}

/** Who may cosign, as its node info says. */
export interface CosignerInfo {
  readonly kind: string
  readonly identityKey: Uint8Array
  readonly cosignKey?: Uint8Array
}

export interface VerifiedCheckpoint {
  readonly institution: string
  readonly head: SignedHead
}

/**
 * @param keyOf a notary's key by its id; undefined for one that is not of the network
 * @throws SIGNATURE_INVALID, NOT_ALLOWED, WIRE_MALFORMED, TX_MALFORMED
 */
export async function openCheckpoint(
  crypto: CryptoProvider,
  bytes: Uint8Array,
  member: (name: string) => CosignerInfo | undefined,
  keyOf: (notary: Uint8Array) => Uint8Array | undefined,
): Promise<VerifiedCheckpoint> {
  const { header, signature, institution, ed25519, mldsa, mldsaKey } = decode(hdms.Checkpoint, bytes, 'checkpoint')
  const read = readFact({ kind: 'header', header, signature })
  const head: SignedHead = { ...(read.head as Head), signature }
  const key = keyOf(head.header.notary) ?? refuse('NOT_ALLOWED', 'foreign-notary')
  if (await unsigned(crypto, key, read)) fail('SIGNATURE_INVALID', { what: "the notary's header in a checkpoint" })
  const who = member(institution)
  if (who?.kind !== 'institution') return refuse('NOT_ALLOWED', 'only-institutions')
  // Both signatures: one alone is worth nothing the day its kind falls.
  const message = messageOf(head)
  if (!(await crypto.verify(who.identityKey, message, ed25519))) fail('SIGNATURE_INVALID', { what: 'the checkpoint (Ed25519)' })
  if (!equal(sha256(mldsaKey), who.cosignKey ?? new Uint8Array(0)))
    fail('SIGNATURE_INVALID', { what: 'the checkpoint: its ML-DSA-65 key is not the one in the node info' })
  if (!(await crypto.mldsaVerify(mldsaKey, message, mldsa))) fail('SIGNATURE_INVALID', { what: 'the checkpoint (ML-DSA-65)' })
  return { institution, head }
}

/**
 * The newest head that enough institutions cosigned.
 * @param cosigners how many institutions could: more than half of them have to, and two at least
 */
export function agreedHead(checkpoints: readonly VerifiedCheckpoint[], cosigners: number): SignedHead | undefined {
  const quorum = Math.max(2, Math.floor(cosigners / 2) + 1)
  const heads = new Map<string, { readonly head: SignedHead; readonly by: Set<string> }>()
  for (const { head, institution } of checkpoints) {
    const name = String.fromCharCode(...headerHash(head.bytes))
    const known = heads.get(name) ?? { head, by: new Set<string>() }
    known.by.add(institution)
    heads.set(name, known)
  }
  const agreed = [...heads.values()].filter(({ by }) => by.size >= quorum).map(({ head }) => head)
  return agreed.sort((a, b) => b.header.sequence - a.header.sequence)[0]
}
