/** Who a shoe is: its key, which its maker certified, and the person to whom it is bound. */

import { concat, decodeAll, Writer } from '../bytes.ts'
import { tag } from '../crypto/hash.ts'
import { verifyP256 } from '../crypto/p256.ts'
import type { CryptoProvider } from '../crypto/provider.ts'
import type { Side } from './packet.ts'
import { refuse } from './reasons.ts'

/** Secure elements have P-256, software has Ed25519. */
export type ShoeAlgorithm = 'ed25519' | 'p256'
const ALGORITHMS = ['ed25519', 'p256'] as const
const SIDES = ['left', 'right'] as const

export interface ShoeCertificate {
  /** X.500 name of the maker, whose identity key signs. */
  readonly maker: string
  readonly model: string
  readonly serial: Uint8Array
  readonly algorithm: ShoeAlgorithm
  /** 32 bytes, or 33 (compressed point). */
  readonly publicKey: Uint8Array
  /** ms since 1970. */
  readonly notAfter: number
  readonly signature: Uint8Array
}

const body = (c: Omit<ShoeCertificate, 'signature'>): Uint8Array =>
  new Writer().text(c.maker).text(c.model).raw(c.serial, 16).u8(ALGORITHMS.indexOf(c.algorithm)).short(c.publicKey).u64(c.notAfter).bytes()

export const certificateMessage = (c: Omit<ShoeCertificate, 'signature'>): Uint8Array => concat(tag('shoe-certificate'), body(c))
export const encodeShoeCertificate = (c: ShoeCertificate): Uint8Array => concat(body(c), c.signature)

/** @throws WIRE_MALFORMED */
export const decodeShoeCertificate = (bytes: Uint8Array): ShoeCertificate =>
  decodeAll(bytes, 'shoe certificate', (r) => {
    const [maker, model, serial] = [r.text(), r.text(), r.raw(16)]
    const algorithm = ALGORITHMS[r.u8()] ?? refuse('WIRE_MALFORMED', 'unknown-algorithm', { what: 'shoe certificate' })
    return { maker, model, serial, algorithm, publicKey: r.short(), notAfter: r.u64(), signature: r.raw(64) }
  })

/** What a shoe signs when it is bound: the phone's fresh challenge, so that a recorded answer is of no use. */
export const pairingMessage = (challenge: Uint8Array, owner: Uint8Array, binding: number, counter: number): Uint8Array =>
  concat(tag('shoe-pairing'), challenge, owner, new Writer().u32(binding).u64(counter).bytes())

/** A shoe's answer when it is bound. */
export interface Pairing {
  readonly certificate: ShoeCertificate
  readonly side: Side
  readonly challenge: Uint8Array
  readonly owner: Uint8Array
  readonly binding: number
  /** Where its chain stands. */
  readonly counter: number
  readonly head: Uint8Array
  readonly signature: Uint8Array
}

export const encodePairing = (p: Pairing): Uint8Array =>
  new Writer()
    .short(encodeShoeCertificate(p.certificate))
    .u8(SIDES.indexOf(p.side))
    .raw(p.challenge)
    .raw(p.owner)
    .u32(p.binding)
    .u64(p.counter)
    .raw(p.head)
    .short(p.signature)
    .bytes()

/** @throws WIRE_MALFORMED */
export const decodePairing = (bytes: Uint8Array): Pairing =>
  decodeAll(bytes, 'shoe pairing', (r) => ({
    certificate: decodeShoeCertificate(r.short()),
    side: SIDES[r.u8()] ?? refuse('WIRE_MALFORMED', 'side', { what: 'shoe pairing' }),
    challenge: r.raw(32),
    owner: r.raw(32),
    binding: r.u32(),
    counter: r.u64(),
    head: r.raw(32),
    signature: r.short(),
  }))

/** A shoe's signature by either algorithm; false for anything malformed. P-256 signatures are malleable: never dedupe by them. */
export async function verifyShoe(
  crypto: CryptoProvider,
  shoe: Pick<ShoeCertificate, 'algorithm' | 'publicKey'>,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  return shoe.algorithm === 'ed25519' ? crypto.verify(shoe.publicKey, message, signature) : verifyP256(shoe.publicKey, message, signature)
}
