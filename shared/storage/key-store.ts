/**
 * A node's secrets in one file, encrypted under a master key, which is wrapped under everything that may open it: a passphrase
 * (Argon2id, 64 MiB, t = 2), or the secret of a passkey (WebAuthn PRF). Losing every one of them loses the secrets.
 */
import { base64, fromBase64, utf8 } from '../bytes.ts'
import type { CryptoProvider } from '../crypto/provider.ts'
import { fail } from '../errors.ts'
import type { SecretStore } from '../ports/secrets.ts'

/** Where the file's text lies. `write` is atomic: after a crash the old or the new text is there. */
export interface KeyFile {
  read(): Promise<string | undefined>
  write(text: string): Promise<void>
}

/** Argon2id with 64 MiB, t = 2, p = 1, 32 bytes out. */
export type Stretch = (passphrase: string, salt: Uint8Array) => Promise<Uint8Array>

interface Sealed {
  readonly nonce: string
  readonly sealed: string
}
interface Wrap extends Sealed {
  readonly kind: 'passphrase' | 'passkey'
  /** Salt of Argon2id, or input of the passkey's PRF. */
  readonly salt: string
  /** Of a passkey: its credential id. */
  readonly credential?: string
}
interface File {
  readonly wraps: readonly Wrap[]
  readonly entries: Readonly<Record<string, Sealed>>
}

/** What may open the file. */
export type Opener =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'passkey'; readonly credential: string; readonly secret: Uint8Array }

export interface Passkey {
  readonly credential: string
  readonly salt: Uint8Array
}

export interface KeyStoreOptions {
  readonly crypto: CryptoProvider
  readonly file: KeyFile
  readonly stretch: Stretch
}

export class KeyStore implements SecretStore {
  private readonly o: KeyStoreOptions
  private readonly master: Uint8Array
  private content: File

  private constructor(o: KeyStoreOptions, master: Uint8Array, content: File) {
    this.o = o
    this.master = master
    this.content = content
  }

  /** Whether there is a file already, which passkeys open it, and the names of what it keeps. */
  static async look(
    file: KeyFile,
  ): Promise<{ readonly exists: boolean; readonly passkeys: readonly Passkey[]; readonly names: readonly string[] }> {
    const text = await file.read()
    if (text === undefined) return { exists: false, passkeys: [], names: [] }
    const { wraps, entries } = parse(text)
    const passkeys = wraps.flatMap(({ credential, salt }) => (credential === undefined ? [] : [{ credential, salt: fromBase64(salt) }]))
    return { exists: true, passkeys, names: Object.keys(entries) }
  }

  /** Opens the file, or makes it with this passphrase. @throws PASSPHRASE_WRONG, STORE_FAILED when the file is damaged */
  static async open(o: KeyStoreOptions, opener: Opener): Promise<KeyStore> {
    const text = await o.file.read()
    if (text === undefined) return KeyStore.create(o, opener)
    const content = parse(text)
    for (const wrap of content.wraps) {
      if (wrap.kind !== opener.kind || (opener.kind === 'passkey' && wrap.credential !== opener.credential)) continue
      const key = opener.kind === 'passkey' ? opener.secret : await o.stretch(opener.passphrase, fromBase64(wrap.salt))
      const master = await unseal(o.crypto, key, wrap.kind, wrap).catch(() => undefined)
      if (master) return new KeyStore(o, master, content)
    }
    return fail('PASSPHRASE_WRONG')
  }

  private static async create(o: KeyStoreOptions, opener: Opener): Promise<KeyStore> {
    if (opener.kind !== 'passphrase') return fail('INPUT_INVALID', { what: 'first start', why: 'a passphrase comes first' })
    const store = new KeyStore(o, o.crypto.random(32), { wraps: [], entries: {} })
    const salt = o.crypto.random(16)
    await store.wrap(await o.stretch(opener.passphrase, salt), { kind: 'passphrase', salt: base64(salt) })
    return store
  }

  /** Lets a passkey open the file too. @param secret 32 bytes that the passkey's PRF gives for `salt` */
  addPasskey({ credential, salt }: Passkey, secret: Uint8Array): Promise<void> {
    return this.wrap(secret, { kind: 'passkey', salt: base64(salt), credential })
  }

  private async wrap(key: Uint8Array, how: Omit<Wrap, keyof Sealed>): Promise<void> {
    const wrap: Wrap = { ...how, ...(await sealUnder(this.o.crypto, key, how.kind, this.master)) }
    await this.save({ ...this.content, wraps: [...this.content.wraps, wrap] })
  }

  async get(name: string): Promise<Uint8Array | undefined> {
    const entry = this.content.entries[name]
    return entry && unseal(this.o.crypto, this.master, name, entry)
  }

  async put(name: string, secret: Uint8Array): Promise<void> {
    const sealed = await sealUnder(this.o.crypto, this.master, name, secret)
    await this.save({ ...this.content, entries: { ...this.content.entries, [name]: sealed } })
  }

  async getOrCreate(name: string, length: number): Promise<Uint8Array> {
    const found = await this.get(name)
    if (found) return found
    const secret = this.o.crypto.random(length)
    await this.put(name, secret)
    return secret
  }

  private async save(content: File): Promise<void> {
    this.content = content
    await this.o.file.write(JSON.stringify(content))
  }
}

function parse(text: string): File {
  try {
    return JSON.parse(text) as File
  } catch (error) {
    return fail('STORE_FAILED', { why: 'the key file is damaged; restore it from a backup' }, error)
  }
}

async function sealUnder(crypto: CryptoProvider, key: Uint8Array, name: string, plain: Uint8Array): Promise<Sealed> {
  const nonce = crypto.random(12)
  return { nonce: base64(nonce), sealed: base64(await crypto.gcmSeal(key, nonce, utf8(name), plain)) }
}
const unseal = (crypto: CryptoProvider, key: Uint8Array, name: string, { nonce, sealed }: Sealed): Promise<Uint8Array> =>
  crypto.gcmOpen(key, fromBase64(nonce), utf8(name), fromBase64(sealed))
