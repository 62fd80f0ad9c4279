/** Secrets on disk: one JSON file of mode 0600, values encrypted under a key from the passphrase (Argon2id, 64 MiB, t = 3). */
import { argon2Sync, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { base64, fromBase64, utf8 } from '@hdms/shared/bytes.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { SecretStore } from '@hdms/shared/ports/secrets.ts'

interface File {
  readonly salt: string
  readonly entries: Record<string, { nonce: string; sealed: string }>
}

/** @throws KEY_FILE_MODE when others may read the file; NOT_ALLOWED for a wrong passphrase */
export function openKeyStore(crypto: CryptoProvider, path: string, passphrase: string): SecretStore {
  if (existsSync(path)) {
    const mode = statSync(path).mode & 0o777
    if ((mode & 0o077) !== 0) fail('KEY_FILE_MODE', { mode: mode.toString(8) })
  } else {
    save(path, { salt: base64(new Uint8Array(randomBytes(16))), entries: {} })
  }
  const file = JSON.parse(readFileSync(path, 'utf8')) as File
  const key = new Uint8Array(
    argon2Sync('argon2id', {
      message: utf8(passphrase),
      nonce: fromBase64(file.salt),
      parallelism: 1,
      tagLength: 32,
      memory: 65536,
      passes: 3,
    }),
  )
  const get = async (name: string): Promise<Uint8Array | undefined> => {
    const entry = file.entries[name]
    if (!entry) return undefined
    try {
      return await crypto.gcmOpen(key, fromBase64(entry.nonce), utf8(name), fromBase64(entry.sealed))
    } catch {
      return fail('NOT_ALLOWED', { why: 'the passphrase of the key store is wrong' })
    }
  }
  const put = async (name: string, secret: Uint8Array): Promise<void> => {
    const nonce = crypto.random(12)
    file.entries[name] = { nonce: base64(nonce), sealed: base64(await crypto.gcmSeal(key, nonce, utf8(name), secret)) }
    save(path, file)
  }
  const getOrCreate = async (name: string, length: number): Promise<Uint8Array> => {
    const found = await get(name)
    if (found) return found
    const secret = crypto.random(length)
    await put(name, secret)
    return secret
  }
  return { get, put, getOrCreate }
}

function save(path: string, file: File): void {
  const part = `${path}.part`
  writeFileSync(part, JSON.stringify(file), { mode: 0o600, flush: true })
  renameSync(part, path)
}
