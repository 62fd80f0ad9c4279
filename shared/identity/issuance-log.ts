/**
 * The log of every certificate that the doorman issued, append-only (a Merkle tree as in RFC 6962). A certificate comes with the proof that
 * it stands in the log: a doorman who certifies a second holder of a name in secret has to show it to everybody, or a history to each that
 * does not fit the other's, which is found when two proofs are compared.
 */
import { concat, utf8, Writer } from '../bytes.ts'
import { sha256, tag } from '../crypto/hash.ts'
import { verifyPath } from '../crypto/merkle.ts'
import type { CryptoProvider } from '../crypto/provider.ts'
import { decode, encode, hdms } from '../messages/wire.ts'

export interface LogHead {
  /** How many certificates stand in the log. */
  readonly size: number
  /** Milliseconds since 1970. */
  readonly time: number
  readonly root: Uint8Array
  /** By the doorman's key. */
  readonly signature: Uint8Array
}
export interface LogProof {
  readonly head: LogHead
  readonly index: number
  readonly path: readonly Uint8Array[]
}

/** Leaf of a certificate (RFC 6962 §2.1): H(0x00 ‖ DER). */
export const logLeaf = (der: Uint8Array): Uint8Array => sha256(concat(Uint8Array.of(0), der))

/** What the doorman signs of a head. */
export const headMessage = ({ size, time, root }: Omit<LogHead, 'signature'>): Uint8Array =>
  concat(tag('issuance-log'), new Writer().u64(size).bytes(), utf8(String(time)), root)

export const encodeLogProof = ({ head, index, path }: LogProof): Uint8Array => encode(hdms.LogProof, { head, index, path: [...path] })

/** @throws WIRE_MALFORMED */
export function decodeLogProof(bytes: Uint8Array): LogProof {
  const { head, index, path } = decode(hdms.LogProof, bytes, 'log proof')
  const none = new Uint8Array(0)
  return {
    head: { size: head?.size ?? 0, time: head?.time ?? 0, root: head?.root ?? none, signature: head?.signature ?? none },
    index,
    path,
  }
}

/** Whether the doorman says that this certificate stands in its log. What the head is worth is another question. */
export async function isLogged(
  crypto: CryptoProvider,
  doormanKey: Uint8Array,
  der: Uint8Array,
  { head, index, path }: LogProof,
): Promise<boolean> {
  if (!verifyPath(logLeaf(der), index, head.size, path, head.root)) return false
  return crypto.verify(doormanKey, headMessage(head), head.signature)
}
