/** Chromium decides about every odd input as Node does: the same operations as testing/vectors/one-predicate.test.ts, asked of its WebCrypto. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { argon2Stretch } from '@hdms/platform/node/key-store.ts'
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ed25519Cases } from '../suites/primitives/ed25519-cases.ts'
import { oddInputs } from '../suites/primitives/odd-inputs.ts'
import { type Operation, outcomes } from '../suites/primitives/operation.ts'
import { dataPath } from '../support/data.ts'
import { seeded } from '../support/random.ts'
import { noChromium, openSuitePage, type SuitePage } from '../support/suite-page.ts'
import { wycheproof } from '../support/wycheproof.ts'

describe.skipIf(noChromium)('T9 in Chromium', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hdms-primitives-'))
  const node = { crypto: nativeCrypto(), stretch: argon2Stretch }
  let page: SuitePage
  beforeAll(async () => {
    page = await openSuitePage(join(folder, 'profile'))
  })
  afterAll(async () => {
    await page?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function sameAsNode(operations: readonly Operation[]): Promise<void> {
    const there = await page.ask({ operations })
    expect(there).toHaveLength(operations.length)
    const here = await outcomes(node, operations)
    const wrong = operations.flatMap((o, i) => {
      const found = (there as string[])[i]
      return found === here[i] && found === (o.expected ?? found) ? [] : [`${o.operation}, ${o.name}: ${found}, in Node ${here[i]}`]
    })
    expect(wrong).toEqual([])
  }

  test('T9 Ed25519: mixed order, small order, not canonical, torsion, lax s', () => sameAsNode(ed25519Cases(seeded(13).bytes)))

  test('T9 every other operation at its edges', async () => sameAsNode(await oddInputs(seeded(14).bytes)))

  test('T9 a passphrase gives one key, whatever its letters', () => {
    const salt = hex(seeded(16).bytes(16))
    const words = ['a', 'correct horse', '한글 암호', '한글 암호'.normalize('NFD'), 'x'.repeat(300)]
    return sameAsNode(words.map((word) => ({ name: word, operation: 'stretch', args: [hex(utf8(word)), salt] })))
  })

  const absent = !existsSync(dataPath('crypto/wycheproof'))
  test.skipIf(absent)('T9 Wycheproof: every case has its verdict', () => sameAsNode(wycheproof()))
})
