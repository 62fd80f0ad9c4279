/** Odd input is decided by our own code, whatever an implementation would say: here it takes everything. */
import { concat } from '@hdms/shared/bytes.ts'
import { isMlkemKey, withInputRules } from '@hdms/shared/crypto/input-rules.ts'
import { portableCrypto } from '@hdms/shared/crypto/portable.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { keyFromSpki, SPKI_PREFIX } from '@hdms/shared/identity/certificate.ts'
import { ed25519 } from '@noble/curves/ed25519.js'
import { expect, test } from 'vitest'
import { ed25519Cases } from '../suites/primitives/ed25519-cases.ts'
import { seeded } from '../support/random.ts'

const b = (n: number, fill = 7): Uint8Array => new Uint8Array(n).fill(fill)

/** Takes everything, and counts what it is asked. */
function gullible(): { crypto: CryptoProvider; asked: () => number } {
  let count = 0
  const any = async (): Promise<Uint8Array> => {
    count++
    return b(32)
  }
  const raw: CryptoProvider = {
    ...portableCrypto(),
    random: b,
    verify: async () => ++count > 0,
    mlkemEncapsulate: async () => ({ secret: await any(), ciphertext: b(1088) }),
    ...{ publicKey: any, sign: any, x25519: any, x25519Public: any, mlkemPublic: any, mlkemDecapsulate: any },
    ...{ chachaSeal: any, chachaOpen: any, gcmSeal: any, gcmOpen: any },
  }
  return { crypto: withInputRules(raw), asked: () => count }
}
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'taken',
    (error: unknown) => asHdmsError(error).code,
  )

test('T9 lengths are decided before an implementation is asked', async () => {
  const { crypto: c, asked } = gullible()
  const found = await Promise.all([
    ...[0, 31, 33].flatMap((n) =>
      [c.publicKey(b(n)), c.sign(b(n), b(1)), c.x25519Public(b(n)), c.x25519(b(n), b(32)), c.x25519(b(32), b(n))].map(codeOf),
    ),
    ...[32, 63, 65].flatMap((n) => [c.mlkemPublic(b(n)), c.mlkemDecapsulate(b(n), b(1088)), c.mlkemEncapsulate(b(n))].map(codeOf)),
    ...[0, 16, 31, 64].flatMap((n) =>
      [c.gcmSeal(b(n), b(12), b(0), b(0)), c.gcmOpen(b(n), b(12), b(0), b(16)), c.chachaSeal(b(n), b(12), b(0), b(0))].map(codeOf),
    ),
  ])
  expect([...new Set(found), asked()]).toEqual(['KEY_INVALID', 0])
  for (const n of [0, 8, 11, 13, 24]) {
    expect(await codeOf(c.gcmSeal(b(32), b(n), b(0), b(0)))).toBe('INPUT_INVALID')
    expect(await codeOf(c.chachaOpen(b(32), b(n), b(0), b(16)))).toBe('ENVELOPE_REFUSED')
  }
  for (const n of [0, 15]) expect(await codeOf(c.gcmOpen(b(32), b(12), b(0), b(n)))).toBe('ENVELOPE_REFUSED')
  for (const n of [0, 1087, 1089]) expect(await codeOf(c.mlkemDecapsulate(b(64), b(n)))).toBe('ENVELOPE_REFUSED')
  expect(asked()).toBe(0)
})

test('T9 a shared secret of zeros is none, and a failure of the implementation has our code', async () => {
  const raw = portableCrypto()
  const zeros = withInputRules({ ...raw, x25519: async () => b(32, 0) })
  expect(await codeOf(zeros.x25519(b(32), b(32)))).toBe('KEY_INVALID')
  const fails = async (): Promise<never> => {
    throw new TypeError('odd')
  }
  const failing = withInputRules({ ...raw, x25519: fails, gcmOpen: fails, mlkemDecapsulate: fails, mlkemEncapsulate: fails, verify: fails })
  const key = await raw.mlkemPublic(b(64))
  const codes = [
    failing.x25519(b(32), b(32)),
    failing.gcmOpen(b(32), b(12), b(0), b(16)),
    failing.mlkemDecapsulate(b(64), b(1088)),
    failing.mlkemEncapsulate(key),
  ]
  expect(await Promise.all(codes.map(codeOf))).toEqual(['KEY_INVALID', 'ENVELOPE_REFUSED', 'ENVELOPE_REFUSED', 'KEY_INVALID'])
  expect(await failing.verify(await raw.publicKey(b(32)), b(1), concat(await raw.publicKey(b(32)), b(32, 1)))).toBe(false)
})

test('T9 an ML-KEM key has coefficients below q in every place', async () => {
  const key = await portableCrypto().mlkemPublic(b(64))
  expect(isMlkemKey(key)).toBe(true)
  for (let at = 0; at < 1152; at += 3) {
    for (const bytes of [
      [0x01, 0x0d, 0],
      [0, 0x10, 0xd0],
    ]) {
      const odd = key.slice()
      odd.set(bytes, at)
      expect(isMlkemKey(odd), `byte ${at}`).toBe(false)
    }
    const most = key.slice()
    most.set([0x00, 0x0d, 0xd0], at)
    expect(isMlkemKey(most), `byte ${at}`).toBe(true)
  }
})

test('T9 what the rules let through of Ed25519 is canonical, of full order, and s below L', async () => {
  const { crypto, asked } = gullible()
  const bad = ed25519Cases(seeded(13).bytes, 1).filter((c) => /^[AR] is|not canonical|s \+ [1-9]|bytes of/.test(c.name))
  expect(bad.length).toBeGreaterThan(100)
  for (const { args } of bad) {
    const [key, message, signature] = args.map((a) => Uint8Array.from(Buffer.from(a, 'hex'))) as [Uint8Array, Uint8Array, Uint8Array]
    expect(await crypto.verify(key, message, signature)).toBe(false)
  }
  expect(asked()).toBe(0)
})

test('T9 a certified key is checked once for a component of small order', () => {
  const T = ed25519.Point.fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05')
  const good = ed25519.Point.BASE.multiply(99n)
  const spki = (point: typeof T): Uint8Array => concat(SPKI_PREFIX, point.toBytes())
  expect(keyFromSpki(spki(good))).toEqual(good.toBytes())
  for (let i = 1n; i < 8n; i++) {
    expect(() => keyFromSpki(spki(good.add(T.multiplyUnsafe(i))))).toThrow('small or mixed order')
    expect(() => keyFromSpki(spki(T.multiplyUnsafe(i)))).toThrow('small or mixed order')
  }
})
