import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { fromBase64, fromHex, hex } from '@hdms/shared/bytes.ts'
import { DHKEM_X25519, deriveX25519, setupReceiver, setupSender, XWING } from '@hdms/shared/crypto/hpke.ts'
import { verifyConsistency, verifyPath } from '@hdms/shared/crypto/merkle.ts'
import { portableCrypto } from '@hdms/shared/crypto/portable.ts'
import { describe, expect, test } from 'vitest'
import { dataPath, needs } from '../support/data.ts'

const providers = [nativeCrypto(), portableCrypto()]

interface HpkeVector {
  readonly mode: number
  readonly kem_id: number
  readonly kdf_id: number
  readonly aead_id: number
  readonly info: string
  readonly ikmE: string
  readonly ikmR: string
  readonly skRm: string
  readonly pkRm: string
  readonly enc: string
  readonly encryptions: readonly { aad: string; ct: string; pt: string }[]
  readonly exports: readonly { exporter_context: string; L: number; exported_value: string }[]
}

describe.each(providers)(
  'RFC 9180, base mode, DHKEM(X25519), HKDF-SHA256, ChaCha20-Poly1305, $name',
  needs('crypto/hpke-rfc9180'),
  (crypto) => {
    test('seal, open and export as in the vectors', async () => {
      const all = JSON.parse(
        gunzipSync(readFileSync(dataPath('crypto/hpke-rfc9180/vectors_rfc9180_5f503c5.json.gz'))).toString(),
      ) as HpkeVector[]
      const [v] = all.filter((x) => x.mode === 0 && x.kem_id === 0x20 && x.kdf_id === 1 && x.aead_id === 3)
      if (!v) throw new Error('the suite is not in the vectors')
      expect(hex(deriveX25519(fromHex(v.ikmR)))).toBe(v.skRm)
      const seeded = { ...crypto, random: () => fromHex(v.ikmE) }
      const { enc, context } = await setupSender(seeded, DHKEM_X25519, fromHex(v.pkRm), fromHex(v.info))
      expect(hex(enc)).toBe(v.enc)
      const receiver = await setupReceiver(crypto, DHKEM_X25519, fromHex(v.skRm), enc, fromHex(v.info))
      for (const e of v.encryptions) {
        expect(hex(await context.seal(fromHex(e.aad), fromHex(e.pt)))).toBe(e.ct)
        expect(hex(await receiver.open(fromHex(e.aad), fromHex(e.ct)))).toBe(e.pt)
      }
      for (const e of v.exports) expect(hex(receiver.export(fromHex(e.exporter_context), e.L))).toBe(e.exported_value)
    })
  },
)

describe('X-Wing', needs('crypto/xwing'), () => {
  const vectors = () =>
    JSON.parse(readFileSync(dataPath('crypto/xwing/test-vectors.json'), 'utf8')) as Record<'sk' | 'pk' | 'ct' | 'ss' | 'eseed', string>[]
  test.each(providers)('keys and decapsulation, $name', async (crypto) => {
    for (const v of vectors()) {
      expect(hex(await XWING.publicKey(crypto, fromHex(v.sk)))).toBe(v.pk)
      expect(hex(await XWING.decapsulate(crypto, fromHex(v.sk), fromHex(v.ct)))).toBe(v.ss)
    }
  })
  test("encapsulation from the vectors' randomness (portable)", async () => {
    for (const v of vectors()) {
      const eseed = fromHex(v.eseed)
      // The draft draws the ML-KEM coins first, our order is the other way round.
      const parts = [eseed.slice(32), eseed.slice(0, 32)]
      const { secret, enc } = await XWING.encapsulate(
        portableCrypto(() => parts.shift() as Uint8Array),
        fromHex(v.pk),
      )
      expect(hex(secret)).toBe(v.ss)
      expect(hex(enc)).toBe(v.ct)
    }
  })
})

describe('RFC 6962 consistency proofs', needs('crypto/rfc6962-merkle'), () => {
  test('every proof gets its verdict', () => {
    const folder = dataPath('crypto/rfc6962-merkle/consistency')
    const files = (readdirSync(folder, { recursive: true }) as string[]).map((f) => join(folder, f)).filter((f) => statSync(f).isFile())
    expect(files.length).toBeGreaterThan(50)
    for (const file of files) {
      const c = JSON.parse(readFileSync(file, 'utf8')) as {
        size1: number
        size2: number
        root1: string
        root2: string
        proof: string[] | null
        wantErr: boolean
      }
      const good = verifyConsistency(c.size1, c.size2, (c.proof ?? []).map(fromBase64), fromBase64(c.root1), fromBase64(c.root2))
      expect(good, file).toBe(!c.wantErr)
    }
  })
})

describe('RFC 6962 inclusion proofs', needs('crypto/rfc6962-merkle'), () => {
  test('every proof gets its verdict', () => {
    const folder = dataPath('crypto/rfc6962-merkle/inclusion')
    const files = (readdirSync(folder, { recursive: true }) as string[]).map((f) => join(folder, f)).filter((f) => statSync(f).isFile())
    expect(files.length).toBeGreaterThan(50)
    for (const file of files) {
      const c = JSON.parse(readFileSync(file, 'utf8')) as {
        leafIdx: number
        treeSize: number
        root: string
        leafHash: string
        proof: string[] | null
        wantErr: boolean
      }
      const good = verifyPath(fromBase64(c.leafHash), c.leafIdx, c.treeSize, (c.proof ?? []).map(fromBase64), fromBase64(c.root))
      expect(good, file).toBe(!c.wantErr)
    }
  })
})
