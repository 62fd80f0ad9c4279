/** Wycheproof's cases of the operations that we have, as operations of {@link ../suites/primitives/operation.ts}. */
import { readFileSync } from 'node:fs'
import { concat, fromHex, hex } from '@hdms/shared/bytes.ts'
import { p256 } from '@noble/curves/nist.js'
import type { Operation, OperationName } from '../suites/primitives/operation.ts'
import { dataPath } from './data.ts'

interface Case {
  readonly tcId: number
  readonly result: 'valid' | 'invalid' | 'acceptable'
  readonly [field: string]: unknown
}
interface Group {
  readonly type: string
  readonly keySize?: number
  readonly ivSize?: number
  readonly publicKey?: { readonly pk?: string; readonly uncompressed?: string }
  readonly tests: readonly Case[]
}

const casesOf = (file: string, which: (g: Group) => boolean = () => true): readonly (readonly [Group, Case])[] =>
  (JSON.parse(readFileSync(dataPath(`crypto/wycheproof/${file}.json`), 'utf8')) as { testGroups: Group[] }).testGroups
    .filter(which)
    .flatMap((g) => g.tests.map((c) => [g, c] as const))

const text = (c: Case, name: string): string => String(c[name])

/** Every case of every file, with Wycheproof's verdict as the expected outcome. */
export function wycheproof(): Operation[] {
  const all: Operation[] = []
  const add = (file: string, c: Case, operation: OperationName, args: readonly string[], expected?: string): void =>
    void all.push({ name: `${file} ${c.tcId}`, operation, args, ...(expected === undefined ? {} : { expected }) })

  for (const [g, c] of casesOf('ed25519_test'))
    add('ed25519', c, 'verify', [g.publicKey?.pk ?? '', text(c, 'msg'), text(c, 'sig')], String(c.result === 'valid'))

  for (const [, c] of casesOf('x25519_test')) {
    const shared = text(c, 'shared')
    add('x25519', c, 'x25519', [text(c, 'private'), text(c, 'public')], /^0+$/.test(shared) ? 'KEY_INVALID' : shared)
  }

  for (const [, c] of casesOf('mlkem_768_test', (g) => g.type === 'MLKEMTest')) {
    const wrong = text(c, 'seed').length === 128 ? 'ENVELOPE_REFUSED' : 'KEY_INVALID'
    const good = c.result === 'valid'
    add('mlkem', c, 'mlkemDecapsulate', [text(c, 'seed'), text(c, 'c')], good ? text(c, 'K') : wrong)
    if (good) add('mlkem', c, 'mlkemPublic', [text(c, 'seed')], text(c, 'ek'))
  }
  for (const [, c] of casesOf('mlkem_768_test', (g) => g.type === 'MLKEMEncapsTest'))
    add('mlkem', c, 'mlkemEncapsulate', [text(c, 'ek')], c.result === 'valid' ? 'true' : 'KEY_INVALID')

  for (const [file, seal, open] of [
    ['aes_gcm_test', 'gcmSeal', 'gcmOpen'],
    ['chacha20_poly1305_test', 'chachaSeal', 'chachaOpen'],
  ] as const) {
    for (const [g, c] of casesOf(file, ({ keySize, ivSize }) => keySize !== undefined && ivSize !== undefined)) {
      const [key, iv, aad, msg] = ['key', 'iv', 'aad', 'msg'].map((name) => text(c, name)) as [string, string, string, string]
      const sealed = text(c, 'ct') + text(c, 'tag')
      const ours = g.keySize === 256 && g.ivSize === 96
      const refusal = g.keySize === 256 ? 'ENVELOPE_REFUSED' : 'KEY_INVALID'
      add(file, c, open, [key, iv, aad, sealed], c.result === 'valid' && ours ? msg : refusal)
      if (c.result === 'valid' && ours) add(file, c, seal, [key, iv, aad, msg], sealed)
    }
  }

  for (const [, c] of casesOf('hkdf_sha256_test')) {
    const size = Number(c['size'])
    const expected = c.result === 'valid' ? text(c, 'okm') : 'INPUT_INVALID'
    add('hkdf', c, 'hkdf', [text(c, 'ikm'), text(c, 'salt'), text(c, 'info'), size.toString(16).padStart(8, '0')], expected)
  }

  for (const [g, c] of casesOf('ecdsa_secp256r1_sha256_p1363_test')) {
    const key = hex(p256.Point.fromHex(g.publicKey?.uncompressed ?? '').toBytes(true))
    add('p256', c, 'verifyP256', [key, text(c, 'msg'), text(c, 'sig')], String(c.result === 'valid'))
  }
  return all
}

/** SubjectPublicKeyInfo of a compressed P-256 point, for an implementation that is not ours. */
export const p256Spki = (compressed: Uint8Array): Uint8Array =>
  concat(fromHex('3039301306072a8648ce3d020106082a8648ce3d030107032200'), compressed)
