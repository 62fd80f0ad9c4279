/** The native cryptography: OpenSSL through node:crypto. Held equal to the portable one by a differential test. */
import * as native from 'node:crypto'
import { concat, fromHex } from '@hdms/shared/bytes.ts'
import { withInputRules } from '@hdms/shared/crypto/input-rules.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { Remembered } from '@hdms/shared/remembered.ts'

/** PKCS#8 and SPKI headers of raw keys (RFC 8410; RFC 9935 and RFC 9881 for the seeds of ML-KEM and ML-DSA). */
const ED_PRIVATE = fromHex('302e020100300506032b657004220420')
const ED_PUBLIC = fromHex('302a300506032b6570032100')
const X_PRIVATE = fromHex('302e020100300506032b656e04220420')
const X_PUBLIC = fromHex('302a300506032b656e032100')
const MLKEM_PRIVATE = fromHex('3054020100300b060960864801650304040204428040')
const MLKEM_PUBLIC = fromHex('308204b2300b0609608648016503040402038204a100')
const MLDSA_PRIVATE = fromHex('3034020100300b060960864801650304031204228020')
const MLDSA_PUBLIC = fromHex('308207b2300b0609608648016503040312038207a100')

/** Key objects cost an import each (12,700 against 16,800 verifications a second), so recent ones are kept. */
class KeyCache {
  private readonly keys = new Map<string, native.KeyObject>()
  private readonly make: (raw: Uint8Array) => native.KeyObject
  private readonly limit: number

  constructor(make: (raw: Uint8Array) => native.KeyObject, limit: number) {
    this.make = make
    this.limit = limit
  }
  get(raw: Uint8Array): native.KeyObject {
    const name = Buffer.from(raw).toString('latin1')
    const found = this.keys.get(name)
    if (found) return found
    const key = this.make(raw)
    if (this.keys.size >= this.limit) this.keys.delete(this.keys.keys().next().value as string)
    this.keys.set(name, key)
    return key
  }
}

const privateFrom = (prefix: Uint8Array) => (raw: Uint8Array) =>
  native.createPrivateKey({ key: Buffer.from(concat(prefix, raw)), format: 'der', type: 'pkcs8' })
const publicFrom = (prefix: Uint8Array) => (raw: Uint8Array) =>
  native.createPublicKey({ key: Buffer.from(concat(prefix, raw)), format: 'der', type: 'spki' })
const rawPublic = (key: native.KeyObject, prefix: Uint8Array) =>
  new Uint8Array(native.createPublicKey(key).export({ format: 'der', type: 'spki' })).slice(prefix.length)
/** As a JWK an elliptic key comes out in a fifteenth of the time. */
const curvePublic = (key: native.KeyObject) => new Uint8Array(Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url'))

type AeadName = 'chacha20-poly1305' | 'aes-256-gcm'

/**
 * A key object: handed over as bytes, Node 24 takes three times as long for a small message. A store seals all its rows
 * under one.
 */
const secretKeys = new Remembered<native.KeyObject>()
const keyOf = (key: Uint8Array): native.KeyObject => secretKeys.of(key, () => native.createSecretKey(key))

/**
 * Nonces and ids come from a supply: OpenSSL takes as long for 12 bytes as for a thousand. Longer ones, which may be
 * keys, are made when asked for.
 */
const SHORT = 16
const supply = { bytes: new Uint8Array(4096), at: 4096 }
function random(length: number): Uint8Array {
  if (length > SHORT) return new Uint8Array(native.randomBytes(length))
  if (supply.at + length > supply.bytes.length) {
    native.randomFillSync(supply.bytes)
    supply.at = 0
  }
  const piece = supply.bytes.slice(supply.at, supply.at + length)
  // Nobody finds in memory what was given out.
  supply.bytes.fill(0, supply.at, supply.at + length)
  supply.at += length
  return piece
}

function seal(name: AeadName, key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plain: Uint8Array): Uint8Array {
  const cipher = native.createCipheriv(name as 'aes-256-gcm', keyOf(key), nonce, { authTagLength: 16 })
  cipher.setAAD(aad)
  const body = cipher.update(plain)
  return concat(body, cipher.final(), cipher.getAuthTag())
}

function open(name: AeadName, key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Uint8Array {
  const decipher = native.createDecipheriv(name as 'aes-256-gcm', keyOf(key), nonce, { authTagLength: 16 })
  decipher.setAAD(aad)
  decipher.setAuthTag(sealed.subarray(sealed.length - 16))
  return concat(decipher.update(sealed.subarray(0, sealed.length - 16)), decipher.final())
}

export function nativeCrypto(): CryptoProvider {
  const edPrivate = new KeyCache(privateFrom(ED_PRIVATE), 64)
  const edPublic = new KeyCache(publicFrom(ED_PUBLIC), 4096)
  const mlkemPrivate = new KeyCache(privateFrom(MLKEM_PRIVATE), 8)
  const mlkemPublic = new KeyCache(publicFrom(MLKEM_PUBLIC), 64)
  const importX = privateFrom(X_PRIVATE)
  // Importing a key is a multiplication, as much as using it. An ephemeral one is used twice, and must not outlive
  // that.
  const xKeys = new Remembered<native.KeyObject>()
  const xPrivate = (secret: Uint8Array) => xKeys.of(secret, () => importX(secret))
  const mldsaPrivate = privateFrom(MLDSA_PRIVATE)
  return withInputRules({
    name: 'native',
    random,
    publicKey: async (seed) => curvePublic(edPrivate.get(seed)),
    sign: async (seed, message) => new Uint8Array(native.sign(null, message, edPrivate.get(seed))),
    verify: async (publicKey, message, signature) => native.verify(null, message, edPublic.get(publicKey), signature),
    x25519: async (secret, publicKey) =>
      new Uint8Array(native.diffieHellman({ privateKey: xPrivate(secret), publicKey: publicFrom(X_PUBLIC)(publicKey) })),
    x25519Public: async (secret) => curvePublic(xPrivate(secret)),
    mlkemPublic: async (seed) => rawPublic(mlkemPrivate.get(seed), MLKEM_PUBLIC),
    async mlkemEncapsulate(publicKey) {
      const { sharedKey, ciphertext } = native.encapsulate(mlkemPublic.get(publicKey)) as { sharedKey: Buffer; ciphertext: Buffer }
      return { secret: new Uint8Array(sharedKey), ciphertext: new Uint8Array(ciphertext) }
    },
    mlkemDecapsulate: async (seed, ciphertext) => new Uint8Array(native.decapsulate(mlkemPrivate.get(seed), ciphertext) as Buffer),
    mldsaPublic: async (seed) => rawPublic(mldsaPrivate(seed), MLDSA_PUBLIC),
    mldsaSign: async (seed, message) => new Uint8Array(native.sign(null, message, mldsaPrivate(seed))),
    mldsaVerify: async (publicKey, message, signature) => native.verify(null, message, publicFrom(MLDSA_PUBLIC)(publicKey), signature),
    chachaSeal: async (key, nonce, aad, plain) => seal('chacha20-poly1305', key, nonce, aad, plain),
    chachaOpen: async (key, nonce, aad, sealed) => open('chacha20-poly1305', key, nonce, aad, sealed),
    gcmSeal: async (key, nonce, aad, plain) => seal('aes-256-gcm', key, nonce, aad, plain),
    gcmOpen: async (key, nonce, aad, sealed) => open('aes-256-gcm', key, nonce, aad, sealed),
  })
}
