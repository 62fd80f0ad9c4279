/** Step 0 and the dispute of the fair exchange: what a buyer refuses before paying, and what a judge believes. */
import {
  checkOffer,
  decodeMismatch,
  decodeOffer,
  encodeMismatch,
  encodeOffer,
  judge,
  type Mismatch,
  makeOffer,
  type Offer,
  openOffer,
} from '@hdms/flows/trading/exchange/offer.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { Writer } from '@hdms/shared/bytes.ts'
import { H } from '@hdms/shared/crypto/hash.ts'
import { merklePath } from '@hdms/shared/crypto/merkle.ts'
import { type Document, groupsOf, issueDocument } from '@hdms/shared/documents/document.ts'
import { fromValue, toValue } from '@hdms/shared/documents/json.ts'
import type { Shown } from '@hdms/shared/documents/sealed-part.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { seeded } from '../support/random.ts'

const crypto = nativeCrypto()
const random = seeded(8)
const [K, DEALING, SEED] = [random.bytes(32), random.bytes(32), random.bytes(32)]
let seller: Uint8Array
const sign = (message: Uint8Array): Promise<Uint8Array> => crypto.sign(SEED, message)
beforeAll(async () => {
  seller = await crypto.publicKey(SEED)
})

const observation = (value: number) => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '4548-4' }] },
  effectiveDateTime: '2025-03-01',
  valueQuantity: { value, unit: '%' },
})
const document = (...values: number[]): Document =>
  issueDocument(
    'fhir-r4',
    crypto.random(32),
    [
      { kind: 'Patient', value: fromValue({ resourceType: 'Patient', gender: 'female' }) },
      ...values.map((v) => ({ kind: 'Observation', value: fromValue(observation(v)) })),
    ],
    (n) => crypto.random(n),
  )
/** The observations, sealed but for what says what they are; nothing of the patient. */
function shownOf(doc: Document): (at: number) => Shown {
  const sold = groupsOf(doc.leaves).filter((g) => g.kind === 'Observation')
  return (at) => {
    if (!sold.some((g) => at >= g.at && at < g.at + g.length)) return 'hidden'
    return doc.leaves[at]?.type === 'manifest' ? 'open' : 'sealed'
  }
}
const offerOf = (docs: readonly Document[], k = K, dealing = DEALING): Promise<Offer> =>
  makeOffer(
    crypto,
    docs.map((d) => ({ document: d, shown: shownOf(d) })),
    k,
    dealing,
    sign,
  )
const keysOf = (docs: readonly Document[]): Uint8Array[] => docs.map((d) => d.verificationKey)
const refused = (why: string) => expect.objectContaining({ code: 'OFFER_REFUSED', data: { why: expect.stringContaining(why) } })
const DOCS = [document(7.1, 6.4), document(8.25)]

describe('an honest sale', () => {
  test('is checked before it can be read, and opens to what the issuers signed; nothing else of the records is in it', async () => {
    const offer = decodeOffer(encodeOffer(await offerOf(DOCS)))
    const checked = await checkOffer(crypto, offer, keysOf(DOCS), DEALING, seller)
    const sent = Buffer.from(encodeOffer(offer)).toString('latin1')
    for (const secret of ['female', '8.25', '4548-4', '2025-03-01']) expect(sent).not.toContain(secret)
    // What it is, is open: one or two groups of this kind.
    expect(checked.parts.map((p) => p.open.size)).toEqual([2, 1])
    const opened = await openOffer(crypto, checked, offer.signature, K)
    const groups = 'groups' in opened ? opened.groups : []
    expect(groups.map((list) => list.map((g) => (toValue(g.value) as ReturnType<typeof observation>).valueQuantity.value).sort())).toEqual([
      [6.4, 7.1],
      [8.25],
    ])
  })
  test('the length of a field says nothing of its value', async () => {
    const [a, b] = [document(1), document(123456.789)]
    const lengths = async (d: Document) => {
      const { sealed } = await checkOffer(crypto, await offerOf([d]), [d.verificationKey], DEALING, seller)
      return new Set(sealed.map((s) => s.ciphertext.length))
    }
    expect(await lengths(a)).toEqual(new Set([272]))
    expect(await lengths(b)).toEqual(new Set([272]))
  })
  test('no judge takes the tokens away from an honest seller', async () => {
    const offer = await offerOf(DOCS)
    const { terms, sealed } = await checkOffer(crypto, offer, keysOf(DOCS), DEALING, seller)
    const lie = await cheated()
    for (const [i, s] of sealed.entries()) {
      const proof = await pathOf(offer, i)
      const complaint: Mismatch = { k: K, index: i, hash: s.hash, ciphertext: s.ciphertext, path: proof, signature: offer.signature }
      expect(await judge(crypto, terms, seller, complaint)).toBe(false)
      const flip = (bytes: Uint8Array): Uint8Array => bytes.map((b, n) => (n === 5 ? b ^ 1 : b))
      for (const wrong of [
        { ciphertext: flip(s.ciphertext) },
        { hash: flip(s.hash) },
        { index: i + 1 },
        { k: flip(K) },
        { signature: flip(offer.signature) },
      ])
        await expect(judge(crypto, terms, seller, { ...complaint, ...wrong })).rejects.toThrow(refused(''))
    }
    // A true proof of another sale proves nothing of this one.
    await expect(judge(crypto, terms, seller, lie.mismatch)).rejects.toThrow(refused(''))
  })
})

async function pathOf(offer: Offer, index: number): Promise<readonly Uint8Array[]> {
  // Opened with a judge's eyes: the path that the buyer would show.
  const { sealed } = await checkOffer(crypto, offer, keysOf(DOCS), DEALING, seller)
  const leaves = sealed.map((s, i) => H('fx-leaf', new Writer().u32(i).bytes(), s.hash, H('fx-cipher', s.ciphertext)))
  return merklePath(leaves, index)
}

/** A seller who seals a field under another key than k gives: it passes every check before the payment. */
async function cheated() {
  const doc = document(9.9)
  const own = shownOf(doc)
  const other = random.bytes(32)
  const honest = await offerOf([doc])
  const wrong = await offerOf([doc], other)
  // The parts of the other key, under this hash and signature.
  const { hash, count, dealing } = honest
  const signature = await sign(H('fx-offer', hash, wrong.root, new Writer().u32(count).bytes(), dealing))
  const offer: Offer = { ...wrong, hash, signature }
  expect(doc.leaves.some((_, at) => own(at) === 'sealed')).toBe(true)
  const checked = await checkOffer(crypto, offer, [doc.verificationKey], DEALING, seller)
  const opened = await openOffer(crypto, checked, offer.signature, K)
  if (!('mismatch' in opened)) throw new Error('it opened')
  return { checked, mismatch: opened.mismatch }
}

describe('a seller who cheats', () => {
  test('with a field that does not open is proved by that one field, and a judge believes it', async () => {
    const { checked, mismatch } = await cheated()
    const shown = decodeMismatch(encodeMismatch(mismatch))
    expect(await judge(crypto, checked.terms, seller, shown)).toBe(true)
    // The tokens are another seller's: nothing to give back.
    await expect(judge(crypto, checked.terms, await crypto.publicKey(random.bytes(32)), shown)).rejects.toThrow(refused('did not sign'))
  })
  test('in any other way is refused before a token moves', async () => {
    const offer = await offerOf(DOCS)
    const keys = keysOf(DOCS)
    const check = (o: Offer, k = keys, d = DEALING, by = seller) => checkOffer(crypto, o, k, d, by)
    await expect(check(offer, [document(5).verificationKey, keys[1] as Uint8Array])).rejects.toThrow(refused('changed after it was issued'))
    await expect(check(offer, keys.slice(1))).rejects.toThrow(refused('other documents'))
    await expect(check(offer, keys, random.bytes(32))).rejects.toThrow(refused('another dealing'))
    await expect(check(offer, keys, DEALING, await crypto.publicKey(random.bytes(32)))).rejects.toThrow(refused('did not sign'))
    await expect(check({ ...offer, hash: random.bytes(32) })).rejects.toThrow(refused('did not sign'))
    await expect(check({ ...offer, count: offer.count - 1 })).rejects.toThrow(refused('as many fields'))
    await expect(check({ ...offer, root: random.bytes(32) })).rejects.toThrow(refused('not those that were signed'))
    const [first] = DOCS as [Document, Document]
    await expect(check(await offerOf([first, first]), keysOf([first, first]))).rejects.toThrow(refused('sold twice'))
    const checked = await check(offer)
    await expect(openOffer(crypto, checked, offer.signature, random.bytes(32))).rejects.toThrow(refused('not the one that was promised'))
  })
  test('with any byte of an offer changed: refused, or a lie that a judge can see, never another value', async () => {
    const [, doc] = DOCS as [Document, Document]
    const offer = await offerOf([doc])
    const bytes = encodeOffer(offer)
    for (let i = 0; i < 300; i++) {
      const wrong = bytes.slice()
      const at = random.int(wrong.length)
      wrong[at] = (wrong[at] as number) ^ (1 << random.int(8))
      const code = await (async () => {
        const read = decodeOffer(wrong)
        await checkOffer(crypto, read, [doc.verificationKey], DEALING, seller)
        return 'passed'
      })().catch((error: { code?: string }) => error.code)
      expect(['OFFER_REFUSED', 'WIRE_MALFORMED', 'WIRE_TOO_LARGE']).toContain(code)
    }
  })
})
