/** The key store's file on a server: mode 0600, replaced as a whole; and Argon2id from OpenSSL. */
import { argon2, randomUUID } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { utf8 } from '@hdms/shared/bytes.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { fail } from '@hdms/shared/errors.ts'
import { type KeyFile, KeyStore, type Stretch } from '@hdms/shared/storage/key-store.ts'
import { renameForGoodNow } from './durable.ts'

export const argon2Stretch: Stretch = async (passphrase, salt) =>
  new Uint8Array(
    await promisify(argon2)('argon2id', {
      message: utf8(passphrase),
      nonce: salt,
      parallelism: 1,
      tagLength: 32,
      memory: 65536,
      passes: 2,
    }),
  )

/** @throws KEY_FILE_MODE when others may read the file */
export const keyFile = (path: string): KeyFile => ({
  async read() {
    if (!existsSync(path)) return undefined
    const mode = statSync(path).mode & 0o777
    if ((mode & 0o077) !== 0) fail('KEY_FILE_MODE', { mode: mode.toString(8) })
    return readFileSync(path, 'utf8')
  },
  async write(text) {
    const part = `${path}.${randomUUID()}.part`
    writeFileSync(part, text, { mode: 0o600, flush: true })
    renameForGoodNow(part, path)
  },
})

/** @throws KEY_FILE_MODE, PASSPHRASE_WRONG, STORE_FAILED */
export const openKeyStore = (crypto: CryptoProvider, path: string, passphrase: string): Promise<KeyStore> =>
  KeyStore.open({ crypto, file: keyFile(path), stretch: argon2Stretch }, { kind: 'passphrase', passphrase })
