/**
 * HPKE base mode (RFC 9180) with HKDF-SHA256 and ChaCha20-Poly1305 over two KEMs: X-Wing (draft-connolly-cfrg-xwing-kem,
 * X25519 + ML-KEM-768), which seals everything here, and DHKEM(X25519), which the RFC's own vectors judge.
 */

import { sha3_256, shake256 } from '@noble/hashes/sha3.js'
import { concat, utf8 } from '../bytes.ts'
import { Remembered } from '../remembered.ts'
import { hkdfExpand, hkdfExtract } from './hkdf.ts'
import type { CryptoProvider } from './provider.ts'
import { refuse } from './reasons.ts'

export interface Kem {
  readonly id: number
  readonly publicLength: number
  readonly encLength: number
  publicKey(crypto: CryptoProvider, secret: Uint8Array): Promise<Uint8Array>
  encapsulate(crypto: CryptoProvider, publicKey: Uint8Array): Promise<{ secret: Uint8Array; enc: Uint8Array }>
  decapsulate(crypto: CryptoProvider, secret: Uint8Array, enc: Uint8Array): Promise<Uint8Array>
}

const u16 = (n: number) => Uint8Array.of(n >> 8, n & 255)
const empty = new Uint8Array(0)
const version = utf8('HPKE-v1')

function labeledExtract(suite: Uint8Array, salt: Uint8Array, label: string, ikm: Uint8Array): Uint8Array {
  return hkdfExtract(concat(version, suite, utf8(label), ikm), salt)
}
function labeledExpand(suite: Uint8Array, prk: Uint8Array, label: string, info: Uint8Array, length: number): Uint8Array {
  return hkdfExpand(prk, concat(u16(length), version, suite, utf8(label), info), length)
}

/** X-Wing §5: the combiner hashes both secrets with the X25519 transcript and a label. */
const xwingLabel = utf8('\\.//^\\')
const XM = 1184
const CM = 1088

interface XwingKeys {
  readonly mlkemSeed: Uint8Array
  readonly x: Uint8Array
  readonly xPublic: Uint8Array
}
/** What seeds in use expand to, which costs as much as all the rest of opening a message. Forgotten with the seed. */
const expansions = new WeakMap<CryptoProvider, Remembered<Promise<XwingKeys>>>()

function xwingExpand(crypto: CryptoProvider, seed: Uint8Array): Promise<XwingKeys> {
  const known = expansions.get(crypto) ?? new Remembered<Promise<XwingKeys>>()
  expansions.set(crypto, known)
  return known.of(seed, async () => {
    const expanded = shake256(seed, { dkLen: 96 })
    const x = expanded.slice(64)
    return { mlkemSeed: expanded.slice(0, 64), x, xPublic: await crypto.x25519Public(x) }
  })
}

const combine = (ssM: Uint8Array, ssX: Uint8Array, ctX: Uint8Array, pkX: Uint8Array) => sha3_256(concat(ssM, ssX, ctX, pkX, xwingLabel))

export const XWING: Kem = {
  id: 0x647a,
  publicLength: XM + 32,
  encLength: CM + 32,
  async publicKey(crypto, secret) {
    const { mlkemSeed, xPublic } = await xwingExpand(crypto, secret)
    return concat(await crypto.mlkemPublic(mlkemSeed), xPublic)
  },
  async encapsulate(crypto, publicKey) {
    if (publicKey.length !== XM + 32) refuse('KEY_INVALID', 'not-x-wing')
    const pkX = publicKey.subarray(XM)
    const ephemeral = crypto.random(32)
    const ctX = await crypto.x25519Public(ephemeral)
    const ssX = await crypto.x25519(ephemeral, pkX)
    const { secret: ssM, ciphertext } = await crypto.mlkemEncapsulate(publicKey.subarray(0, XM))
    return { secret: combine(ssM, ssX, ctX, pkX), enc: concat(ciphertext, ctX) }
  },
  async decapsulate(crypto, secret, enc) {
    if (enc.length !== CM + 32) refuse('ENVELOPE_REFUSED', 'encapsulated-length')
    const { mlkemSeed, x, xPublic } = await xwingExpand(crypto, secret)
    const ctX = enc.subarray(CM)
    const ssM = await crypto.mlkemDecapsulate(mlkemSeed, enc.subarray(0, CM))
    return combine(ssM, await crypto.x25519(x, ctX), ctX, xPublic)
  },
}

const dhkemSuite = concat(utf8('KEM'), u16(0x20))
const dhkemSecret = (dh: Uint8Array, enc: Uint8Array, pk: Uint8Array) =>
  labeledExpand(dhkemSuite, labeledExtract(dhkemSuite, empty, 'eae_prk', dh), 'shared_secret', concat(enc, pk), 32)

/** RFC 9180 §7.1.3 DeriveKeyPair for X25519. */
export function deriveX25519(ikm: Uint8Array): Uint8Array {
  return labeledExpand(dhkemSuite, labeledExtract(dhkemSuite, empty, 'dkp_prk', ikm), 'sk', empty, 32)
}

export const DHKEM_X25519: Kem = {
  id: 0x20,
  publicLength: 32,
  encLength: 32,
  publicKey: (crypto, secret) => crypto.x25519Public(secret),
  async encapsulate(crypto, publicKey) {
    const ephemeral = deriveX25519(crypto.random(32))
    const enc = await crypto.x25519Public(ephemeral)
    return { secret: dhkemSecret(await crypto.x25519(ephemeral, publicKey), enc, publicKey), enc }
  },
  async decapsulate(crypto, secret, enc) {
    return dhkemSecret(await crypto.x25519(secret, enc), enc, await crypto.x25519Public(secret))
  },
}

const KDF_HKDF_SHA256 = 1
const AEAD_CHACHA20_POLY1305 = 3

/** One direction of a sealed conversation: messages are numbered, so they open in the order they were sealed. */
export class HpkeContext {
  private sequence = 0
  private opening: Promise<unknown> = Promise.resolve()
  private readonly crypto: CryptoProvider
  private readonly key: Uint8Array
  private readonly baseNonce: Uint8Array
  private readonly exporter: Uint8Array
  private readonly suite: Uint8Array

  constructor(crypto: CryptoProvider, kem: Kem, secret: Uint8Array, info: Uint8Array) {
    this.crypto = crypto
    this.suite = concat(utf8('HPKE'), u16(kem.id), u16(KDF_HKDF_SHA256), u16(AEAD_CHACHA20_POLY1305))
    const idHash = labeledExtract(this.suite, empty, 'psk_id_hash', empty)
    const infoHash = labeledExtract(this.suite, empty, 'info_hash', info)
    const context = concat(Uint8Array.of(0), idHash, infoHash)
    const schedule = labeledExtract(this.suite, secret, 'secret', empty)
    this.key = labeledExpand(this.suite, schedule, 'key', context, 32)
    this.baseNonce = labeledExpand(this.suite, schedule, 'base_nonce', context, 12)
    this.exporter = labeledExpand(this.suite, schedule, 'exp', context, 32)
  }

  private nonce(number: number): Uint8Array {
    const nonce = this.baseNonce.slice()
    let n = number
    for (let i = 11; n > 0; i--, n = Math.floor(n / 256)) nonce[i] = (nonce[i] as number) ^ (n & 255)
    return nonce
  }
  seal(aad: Uint8Array, plain: Uint8Array): Promise<Uint8Array> {
    // Counted before it is sealed: no nonce is used twice, however many are sealed at once.
    return this.crypto.chachaSeal(this.key, this.nonce(this.sequence++), aad, plain)
  }
  /**
   * One after another, in the order of the calls. Only what opens is counted (RFC 9180 §5.2): what somebody put in between does not put the real
   * messages out of step.
   */
  open(aad: Uint8Array, sealed: Uint8Array): Promise<Uint8Array> {
    const opened = this.opening.then(async () => {
      const plain = await this.crypto.chachaOpen(this.key, this.nonce(this.sequence), aad, sealed)
      this.sequence++
      return plain
    })
    this.opening = opened.catch(() => {})
    return opened
  }
  /** RFC 9180 §5.3: a secret for another use, such as the answer's key, of 1 to 8160 bytes. @throws INPUT_INVALID */
  export(context: Uint8Array, length: number): Uint8Array {
    return labeledExpand(this.suite, this.exporter, 'sec', context, length)
  }
}

export async function setupSender(
  crypto: CryptoProvider,
  kem: Kem,
  publicKey: Uint8Array,
  info: Uint8Array,
): Promise<{ enc: Uint8Array; context: HpkeContext }> {
  const { secret, enc } = await kem.encapsulate(crypto, publicKey)
  return { enc, context: new HpkeContext(crypto, kem, secret, info) }
}

export async function setupReceiver(
  crypto: CryptoProvider,
  kem: Kem,
  secretKey: Uint8Array,
  enc: Uint8Array,
  info: Uint8Array,
): Promise<HpkeContext> {
  return new HpkeContext(crypto, kem, await kem.decapsulate(crypto, secretKey, enc), info)
}
