/**
 * Argon2id in WebAssembly: the portable one takes five times as long. Needs `wasm-unsafe-eval` in the page's policy.
 */
import type { Stretch } from '@hdms/shared/storage/key-store.ts'
import { argon2id } from 'hash-wasm'

export const stretch: Stretch = (passphrase, salt) =>
  argon2id({ password: passphrase, salt, parallelism: 1, iterations: 2, memorySize: 65536, hashLength: 32, outputType: 'binary' })
