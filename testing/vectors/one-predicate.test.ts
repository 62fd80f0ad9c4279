/**
 * Every odd input has one outcome, whichever implementation decides: Wycheproof's cases and some thousands of our own, on OpenSSL, on noble
 * (here) and on WebCrypto (testing/e2e/primitives.test.ts).
 */
import * as native from 'node:crypto'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { argon2Stretch } from '@hdms/platform/node/key-store.ts'
import { fromHex } from '@hdms/shared/bytes.ts'
import { isTorsionFree, portableCrypto } from '@hdms/shared/crypto/portable.ts'
import { ed25519 } from '@noble/curves/ed25519.js'
import { describe, expect, test } from 'vitest'
import { ed25519Cases } from '../suites/primitives/ed25519-cases.ts'
import { oddInputs } from '../suites/primitives/odd-inputs.ts'
import { type Operation, outcome } from '../suites/primitives/operation.ts'
import { needs } from '../support/data.ts'
import { seeded } from '../support/random.ts'
import { p256Spki, wycheproof } from '../support/wycheproof.ts'

const platforms = [nativeCrypto(), portableCrypto(seeded(5).bytes)].map((crypto) => ({ crypto, stretch: argon2Stretch }))

/** @returns what differs: from what is expected, or between the implementations */
async function differences(operations: readonly Operation[]): Promise<string[]> {
  const wrong: string[] = []
  for (const o of operations) {
    const found = await Promise.all(platforms.map((p) => outcome(p, o)))
    const wanted = o.expected ?? found[0]
    if (found.some((f) => f !== wanted) || wanted === 'BUG') wrong.push(`${o.operation}, ${o.name}: ${found.join(' | ')}, not ${wanted}`)
  }
  return wrong
}

describe('T9 one predicate on native and portable', () => {
  test('T9 Ed25519: mixed order, small order, not canonical, torsion, lax s', async () => {
    const cases = ed25519Cases(seeded(13).bytes)
    expect(cases.length).toBeGreaterThanOrEqual(2_000)
    expect(cases.filter((c) => c.expected === 'true').length).toBeGreaterThan(100)
    expect(await differences(cases)).toEqual([])
  })

  test('T9 every other operation at its edges', async () => {
    const cases = await oddInputs(seeded(14).bytes)
    expect(cases.length).toBeGreaterThan(500)
    expect(await differences(cases)).toEqual([])
  })

  test('T9 a key with a component of small order is no key to certify', () => {
    const T = ed25519.Point.fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05')
    const good = ed25519.Point.BASE.multiply(77n)
    const verdicts = Array.from({ length: 8 }, (_, i) => isTorsionFree((i === 0 ? good : good.add(T.multiplyUnsafe(BigInt(i)))).toBytes()))
    expect(verdicts).toEqual([true, false, false, false, false, false, false, false])
  })

  test('P-256: OpenSSL says of every case what we say', async () => {
    const ours = (await oddInputs(seeded(15).bytes)).filter((o) => o.operation === 'verifyP256')
    for (const o of ours) {
      const [key, message, signature] = o.args.map(fromHex) as [Uint8Array, Uint8Array, Uint8Array]
      // Only the compressed form is ours.
      if (key.length === 33) expect(openssl(key, message, signature), o.name).toBe(o.expected)
    }
  })
})

function openssl(key: Uint8Array, message: Uint8Array, signature: Uint8Array): string {
  try {
    const imported = native.createPublicKey({ key: Buffer.from(p256Spki(key)), format: 'der', type: 'spki' })
    return String(native.verify('sha256', message, { key: imported, dsaEncoding: 'ieee-p1363' }, signature))
  } catch {
    return 'false'
  }
}

describe('T9 Wycheproof on native and portable', needs('crypto/wycheproof'), () => {
  test('T9 every case has its verdict on both', async () => {
    const cases = wycheproof()
    expect(cases.length).toBeGreaterThan(2_000)
    expect(await differences(cases)).toEqual([])
  })
})
