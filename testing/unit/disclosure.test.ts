/** What leaves in a sale, on our own patient and on whole synthetic ones that nobody here wrote. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkStates, disclosed } from '@hdms/flows/trading/exchange/fields.ts'
import { checkOffer, makeOffer, openOffer } from '@hdms/flows/trading/exchange/offer.ts'
import { asksFor } from '@hdms/health/codes/codes.ts'
import { factsOf } from '@hdms/health/codes/facts.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { SAMPLE_BUNDLE } from '@hdms/sandbox/people/sample.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { type Document, groupsOf, issueDocument } from '@hdms/shared/documents/document.ts'
import { fromValue, toValue, writeJson } from '@hdms/shared/documents/json.ts'
import type { DocumentLeaf } from '@hdms/shared/documents/leaves.ts'
import { underRoot } from '@hdms/shared/documents/roots.ts'
import { groupsOfPart, keptBack, openLeaf, readPart, sealPart } from '@hdms/shared/documents/sealed-part.ts'
import { describe, expect, test } from 'vitest'
import { dataPath, needs } from '../support/data.ts'
import { identifying } from '../support/identifying.ts'

const crypto = nativeCrypto()
type Resource = { readonly resourceType: string; readonly [key: string]: unknown }
const resourcesOf = (text: string): Resource[] => (JSON.parse(text) as { entry: { resource: Resource }[] }).entry.map((e) => e.resource)
const documentOf = (resources: readonly Resource[]): Document =>
  issueDocument(
    'fhir-r4',
    crypto.random(32),
    resources.map((r) => ({ kind: r.resourceType, value: fromValue(r) })),
    (n) => crypto.random(n),
  )

/** Sold whole: everything that a sale would disclose. */
async function sold(doc: Document, days: boolean) {
  const seed = crypto.random(32)
  const [k, dealing] = [crypto.random(32), crypto.random(32)]
  const all = new Set(groupsOf(doc.leaves).map((_, i) => i))
  const offer = await makeOffer(crypto, [{ document: doc, shown: disclosed(doc, all, days, () => true) }], k, dealing, (m) =>
    crypto.sign(seed, m),
  )
  const checked = await checkOffer(crypto, offer, [doc.verificationKey], dealing, await crypto.publicKey(seed))
  const opened = await openOffer(crypto, checked, offer.signature, k)
  if (!('groups' in opened)) throw new Error('it did not open')
  const [groups = []] = opened.groups
  return { groups, values: groups.map((g) => toValue(g.value) as Resource), paths: offer.parts }
}

async function check(text: string): Promise<void> {
  const resources = resourcesOf(text)
  const doc = documentOf(resources)
  const { values } = await sold(doc, true)
  const told = JSON.stringify(values)
  // Nothing that says who it is, no words, and no reference to another record.
  for (const secret of identifying(JSON.parse(text)).filter((s) => s.length >= 8))
    expect(told.includes(JSON.stringify(secret)), secret).toBe(false)
  expect(told).not.toMatch(/"(reference|display|text|note|identifier|extension|subject|performer|encounter|id)"/)
  // And everything that an analysis needs of it: the same facts, but for names of ingredients.
  const known = (list: readonly Resource[]) =>
    list
      .filter((r) => ['Observation', 'Condition', 'Immunization', 'MedicationRequest', 'Procedure'].includes(r.resourceType))
      .flatMap((r) => factsOf(r).map((f) => JSON.stringify({ ...f, codes: f.codes.filter((c) => !c.startsWith('name:')) })))
      .sort()
  expect(known(values)).toEqual(known(resources))
  const { values: undated } = await sold(doc, false)
  expect(JSON.stringify(undated)).not.toMatch(/\d{4}-\d\d-\d\d/)
}

test('our own patient: codes, values and days leave, and nothing that says who it is', async () => {
  await check(SAMPLE_BUNDLE)
})

describe('synthetic patients', needs('health/synthea-r4-bundles'), () => {
  const root = dataPath('health/synthea-r4-bundles/R4')
  const files = (() => {
    try {
      return readdirSync(root).filter((f) => f.endsWith('.json'))
    } catch {
      return []
    }
  })()
  test.each(files.slice(0, 4))('%s', async (file) => {
    await check(readFileSync(join(root, file), 'utf8'))
  })
})

describe('what is kept back', () => {
  const observation = {
    resourceType: 'Observation',
    status: 'entered-in-error',
    code: { coding: [{ system: 'http://loinc.org', code: '4548-4' }] },
  }
  test('T13 is seen by its path: a seller who hides that a record was entered in error is refused', async () => {
    const doc = documentOf([observation])
    const status = doc.leaves.findIndex((l) => new TextDecoder().decode(l.value) === 'entered-in-error')
    const shown = disclosed(doc, new Set([0]), true, () => true)
    const kept = (at: number) => (at === status ? 'hidden' : shown(at))
    const part = readPart((await sealPart(crypto, doc, kept, () => new Uint8Array(32))).bytes)
    expect(keptBack(part)).toEqual([{ hidden: [['status']] }])
    const [seed, dealing] = [crypto.random(32), crypto.random(32)]
    const offer = await makeOffer(crypto, [{ document: doc, shown: kept }], crypto.random(32), dealing, (m) => crypto.sign(seed, m))
    await expect(checkOffer(crypto, offer, [doc.verificationKey], dealing, await crypto.publicKey(seed))).rejects.toThrow(
      expect.objectContaining({ code: 'OFFER_REFUSED', data: { why: expect.stringContaining('state') } }),
    )
    expect(() => checkStates([{ hidden: [['subject', 'reference']] }])).not.toThrow()
    const bound = ['component', 0, 'valueQuantity', 'comparator']
    expect(() => checkStates([{ hidden: [bound] }])).toThrow('state of a record is kept back')
    expect(() => checkStates([{ hidden: [bound, [...bound.slice(0, -1), 'value']] }])).not.toThrow()
    expect(() => checkStates([{ hidden: [['dosageInstruction', 0, 'modifierExtension', 0, 'url']] }])).toThrow('state of a record')
  })
  test('a record with a modifier is not sold at all', async () => {
    const doc = documentOf([{ ...observation, modifierExtension: [{ url: 'http://example.org/not', valueBoolean: true }] }])
    const shown = disclosed(doc, new Set([0]), true, () => true)
    expect(doc.leaves.map((_, at) => shown(at)).every((s) => s === 'hidden')).toBe(true)
  })
  test('T13 a list of paths that is not the manifest’s is refused', async () => {
    const doc = documentOf([{ ...observation, status: 'final' }])
    const { bytes } = await sealPart(
      crypto,
      doc,
      disclosed(doc, new Set([0]), true, () => true),
      () => new Uint8Array(32),
    )
    const text = Buffer.from(bytes).toString('latin1')
    const at = text.lastIndexOf('status')
    const wrong = bytes.slice()
    wrong[at] = (wrong[at] as number) ^ 1
    expect(() => readPart(wrong)).toThrow(expect.objectContaining({ code: 'DOCUMENT_MISMATCH' }))
  })
})

test('two roots of a document share nothing that a buyer could see, and hold the same', () => {
  const doc = issueDocument(
    'fhir-r4/medical-result',
    new Uint8Array(32).fill(9),
    [
      { kind: 'Observation', value: fromValue({ resourceType: 'Observation', status: 'final', valueInteger: 7 }) },
      { kind: 'Condition', value: fromValue({ resourceType: 'Condition', code: { coding: [{ code: 'E11' }] } }) },
    ],
    (n) => crypto.random(n),
  )
  const roots = [1, 2].map((fill) => underRoot(doc, new Uint8Array(32).fill(fill)))
  const [one, two] = roots as [Document, Document]
  expect(underRoot(doc, new Uint8Array(32).fill(1)).verificationKey).toEqual(one.verificationKey)
  const seen = (d: Document): string[] =>
    [...d.hashes, d.verificationKey, d.seed, ...groupsOf(d.leaves).map((g) => g.id)].map((b) => hex(b))
  const all = [doc, one, two].flatMap((d) => [...new Set(seen(d))])
  expect(new Set(all).size).toBe(all.length)
  const content = (d: Document): string[] =>
    groupsOf(d.leaves)
      .map((g) => writeJson(g.value))
      .sort()
  expect(content(one)).toEqual(content(doc))
  expect(content(two)).toEqual(content(doc))
})

test('of a record leave the codes that the order asks for, and of a panel the asked components; finer diagnoses than one digit below a category stay', async () => {
  const loinc = (...codes: string[]) => ({ coding: codes.map((code) => ({ system: 'http://loinc.org', code })) })
  const icd = (code: string) => ({
    coding: [
      { system: 'http://hl7.org/fhir/sid/icd-10', code },
      { system: 'urn:our-hospital', code: 'LOCAL-7' },
    ],
  })
  const quantity = (value: number) => ({ value, code: 'mm[Hg]' })
  const panel = {
    resourceType: 'Observation',
    status: 'final',
    effectiveDateTime: '2026-01-01',
    code: {
      coding: [
        { system: 'http://loinc.org', code: '85354-9' },
        { system: 'urn:our-hospital', code: 'BP' },
      ],
    },
    component: [
      { code: loinc('8480-6'), valueQuantity: quantity(141) },
      { code: loinc('8462-4'), valueQuantity: quantity(87) },
    ],
  }
  const disease = (code: string) => ({ resourceType: 'Condition', onsetDateTime: '2020-01-01', code: icd(code) })
  const told = async (resources: readonly Resource[], asked: readonly string[]): Promise<string> => {
    const doc = documentOf(resources)
    const tests = asked.map(asksFor)
    const test = (code: string): boolean => tests.some((t) => t(code))
    const wanted = new Set(groupsOf(doc.leaves).flatMap((g, i) => (factsOf(toValue(g.value)).some((f) => f.codes.some(test)) ? [i] : [])))
    const key = crypto.random(32)
    const part = readPart((await sealPart(crypto, doc, disclosed(doc, wanted, true, test), () => key)).bytes)
    const opened = new Map<number, DocumentLeaf>()
    for (const s of part.sealed) {
      const leaf = await openLeaf(crypto, key, s)
      if (leaf) opened.set(s.at, leaf)
    }
    return JSON.stringify(groupsOfPart(part, opened).map((g) => toValue(g.value)))
  }
  const systolic = await told([panel], ['loinc:8480-6'])
  expect([systolic.includes('8480-6'), systolic.includes('141'), systolic.includes('8462-4'), systolic.includes('87')]).toEqual([
    true,
    true,
    false,
    false,
  ])
  expect([systolic.includes('85354-9'), systolic.includes('our-hospital')]).toEqual([false, false])
  const whole = await told([panel], ['loinc:85354-9'])
  expect([whole.includes('141'), whole.includes('87'), whole.includes('8462-4'), whole.includes('our-hospital')]).toEqual([
    true,
    true,
    true,
    false,
  ])
  const found = await told([disease('E11.9'), disease('E11.42'), disease('I10')], ['icd10:E11'])
  expect([found.includes('E11.9'), found.includes('E11.42'), found.includes('I10'), found.includes('LOCAL-7')]).toEqual([
    true,
    false,
    false,
    false,
  ])
})
