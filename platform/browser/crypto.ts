/**
 * Cryptography in a browser: the portable provider, with WebCrypto where it is the same and faster: AES-256-GCM, and Ed25519 and
 * X25519 where the browser has them and has them right. The rules in which browsers differ are checked first, as
 * everywhere.
 */
import { concat, fromBase64, fromHex, hex } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { withInputRules } from '@hdms/shared/crypto/input-rules.ts'
import { portableCrypto } from '@hdms/shared/crypto/portable.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'

type Bytes = Uint8Array<ArrayBuffer>
const { subtle } = globalThis.crypto

/** PKCS#8 headers of an Ed25519 seed and an X25519 secret (RFC 8410). */
const ED_PRIVATE = fromHex('302e020100300506032b657004220420')
const X_PRIVATE = fromHex('302e020100300506032b656e04220420')
/** How many imported keys and good signatures are remembered. */
const REMEMBERED = 2_000

/** The newest entries of a map, by text. */
class Recent<T> {
  private readonly entries = new Map<string, T>()
  get(key: string): T | undefined {
    return this.entries.get(key)
  }
  set(key: string, value: T): T {
    if (this.entries.size >= REMEMBERED) this.entries.delete(this.entries.keys().next().value as string)
    this.entries.set(key, value)
    return value
  }
}
const nameOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes)

/** The public half of a private key that was imported to be shown: its JWK names it. */
async function publicHalf(header: Uint8Array, secret: Uint8Array, name: 'Ed25519' | 'X25519'): Promise<Uint8Array> {
  const key = await subtle.importKey('pkcs8', concat(header, secret) as Bytes, name, true, name === 'Ed25519' ? ['sign'] : ['deriveBits'])
  const { x = '' } = await subtle.exportKey('jwk', key)
  return fromBase64(x.replaceAll('-', '+').replaceAll('_', '/').padEnd(44, '='))
}

const webX25519: Pick<CryptoProvider, 'x25519' | 'x25519Public'> = {
  x25519Public: (secret) => publicHalf(X_PRIVATE, secret, 'X25519'),
  async x25519(secret, publicKey) {
    const mine = await subtle.importKey('pkcs8', concat(X_PRIVATE, secret) as Bytes, 'X25519', false, ['deriveBits'])
    const theirs = await subtle.importKey('raw', publicKey as Bytes, 'X25519', false, [])
    return new Uint8Array(await subtle.deriveBits({ name: 'X25519', public: theirs }, mine, 256))
  },
}

/** Ed25519 by WebCrypto. A signature that verified once is good for ever: certificates are seen again and again. */
function webEd25519(): Pick<CryptoProvider, 'publicKey' | 'sign' | 'verify'> {
  const publicKeys = new Recent<Promise<CryptoKey>>()
  const privateKeys = new Recent<Promise<CryptoKey>>()
  const good = new Recent<true>()
  return {
    publicKey: (seed) => publicHalf(ED_PRIVATE, seed, 'Ed25519'),
    async sign(seed, message) {
      const name = nameOf(seed)
      const key =
        privateKeys.get(name) ??
        privateKeys.set(name, subtle.importKey('pkcs8', concat(ED_PRIVATE, seed) as Bytes, 'Ed25519', false, ['sign']))
      return new Uint8Array(await subtle.sign('Ed25519', await key, message as Bytes))
    },
    async verify(publicKey, message, signature) {
      const what = nameOf(sha256(concat(publicKey, signature, message)))
      if (good.get(what)) return true
      const name = nameOf(publicKey)
      const key = publicKeys.get(name) ?? publicKeys.set(name, subtle.importKey('raw', publicKey as Bytes, 'Ed25519', false, ['verify']))
      const verified = await subtle.verify('Ed25519', await key, signature as Bytes, message as Bytes)
      if (verified) good.set(what, true)
      return verified
    },
  }
}

/**
 * RFC 8032 §7.1, test 1: what a browser that has the curve makes of the seed; and the X25519 key of the same 32 bytes.
 */
const SEED = fromHex('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60')
const ED_KEY = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'
const ED_SIGNATURE =
  'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b'
const X_KEY = 'b755ced64d4a27ce32afcf199f18a3ed1f31897028b0ff6e55191ea449db2644'
/**
 * Of the same key for the empty message, R with a component of order eight: good under the cofactored check alone,
 * which is not ours.
 */
const COFACTORED =
  'cdbc161be64c4302f56443ff29ccf36a2075be1a1fa67ff126b56315f5681c3814ed73aaa30af58e9420df3468288232be67aa0f3367f2ff0c5d1551c0e4bc08'

type Curves = Pick<CryptoProvider, 'publicKey' | 'sign' | 'verify' | 'x25519' | 'x25519Public'>

/** The curves that this browser has and has right; the rest stays with the portable provider. */
async function bestCurves(portable: CryptoProvider): Promise<Curves> {
  const works = (test: () => Promise<boolean>): Promise<boolean> => test().catch(() => false)
  const ed = webEd25519()
  const none = new Uint8Array(0)
  const verifies = (signature: string): Promise<boolean> => ed.verify(fromHex(ED_KEY), none, fromHex(signature))
  const [edwards, montgomery] = await Promise.all([
    works(async () => {
      const signs = hex(await ed.publicKey(SEED)) === ED_KEY && hex(await ed.sign(SEED, none)) === ED_SIGNATURE
      return signs && (await verifies(ED_SIGNATURE)) && !(await verifies(COFACTORED))
    }),
    works(async () => hex(await webX25519.x25519Public(SEED)) === X_KEY),
  ])
  return { ...portable, ...(edwards ? ed : {}), ...(montgomery ? webX25519 : {}) }
}

export function browserCrypto(): CryptoProvider {
  const portable = portableCrypto()
  // Known by the time that somebody has typed a passphrase; whoever comes before waits.
  const curves = bestCurves(portable)
  /** By the very array: the stores use few keys, many times. */
  const aesKeys = new WeakMap<Uint8Array, Promise<CryptoKey>>()
  const aes = (raw: Uint8Array): Promise<CryptoKey> => {
    const key = aesKeys.get(raw) ?? subtle.importKey('raw', raw as Bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
    aesKeys.set(raw, key)
    return key
  }
  const how = (nonce: Uint8Array, aad: Uint8Array) => ({ name: 'AES-GCM', iv: nonce as Bytes, additionalData: aad as Bytes })
  return withInputRules({
    ...portable,
    publicKey: async (seed) => (await curves).publicKey(seed),
    sign: async (seed, message) => (await curves).sign(seed, message),
    verify: async (publicKey, message, signature) => (await curves).verify(publicKey, message, signature),
    x25519: async (secret, publicKey) => (await curves).x25519(secret, publicKey),
    x25519Public: async (secret) => (await curves).x25519Public(secret),
    async gcmSeal(raw, nonce, aad, plain) {
      return new Uint8Array(await subtle.encrypt(how(nonce, aad), await aes(raw), plain as Bytes))
    },
    async gcmOpen(raw, nonce, aad, sealed) {
      return new Uint8Array(await subtle.decrypt(how(nonce, aad), await aes(raw), sealed as Bytes))
    },
  })
}
