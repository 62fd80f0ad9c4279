/** Queries: what they may be, one encoding, and what a person's index finds for them, erased and kept records left out. */
import { Random } from '@hdms/device-sim/random.ts'
import { DocumentStore } from '@hdms/flows/core/documents.ts'
import { criterionOf, type Wish } from '@hdms/flows/trading/criterion.ts'
import { FactIndex } from '@hdms/flows/trading/fact-index.ts'
import { finds } from '@hdms/flows/trading/sale/select.ts'
import { Searchable } from '@hdms/flows/trading/searchable.ts'
import { Catalogue } from '@hdms/health/codes/catalogue.ts'
import { type Fact, factsOf } from '@hdms/health/codes/facts.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { encodeDocument, issueDocument } from '@hdms/shared/documents/document.ts'
import { fromValue } from '@hdms/shared/documents/json.ts'
import { memoryBlobStore, memoryDisk, memoryNodeStore, memorySlots } from '@hdms/shared/ports/memory-store.ts'
import type { Change } from '@hdms/shared/ports/node-store.ts'
import { checkQuery, decodeQuery, encodeQuery, type Query, queryHash } from '@hdms/shared/queries/query.ts'
import { KeySlots } from '@hdms/shared/storage/key-slots.ts'
import { describe, expect, test } from 'vitest'

const crypto = nativeCrypto()
const catalogue = new Catalogue()
const NOW = Date.UTC(2026, 5, 1)
const MINUTES = NOW / 60_000
const day = (date: string): number => Date.parse(date) / 86_400_000
const query = (wishes: readonly Wish[], more: Partial<Query> = {}): Query => ({
  id: new Uint8Array(16).fill(7),
  institution: 'O=Saeron Research Institute,L=Daejeon,C=KR',
  researcher: 'r-17',
  days: true,
  months: false,
  useUntil: Math.floor(NOW / 60_000) + 365 * 1440,
  criteria: wishes.map((w) => criterionOf(catalogue, w)),
  from: day('2025-01-01'),
  until: day('2025-12-31'),
  coverage: 0,
  sources: ['hospital', 'device', 'self-reported'],
  purpose: 'DUO:0000006',
  modifiers: ['DUO:0000018'],
  disease: '',
  price: 5,
  people: 50,
  expires: MINUTES + 1440,
  ...more,
})
const HBA1C = query([{ concept: 'hba1c', least: 6.5 }])

describe('a query', () => {
  test('has one encoding, and comes back as it was', () => {
    const full = query(
      [
        { concept: 'hba1c', least: 48, most: 86, unit: 'mmol/mol', times: 2 },
        { concept: 'type-2-diabetes', wanted: false },
      ],
      {
        ages: { from: 40, to: 59 },
        sex: 'female',
        sources: ['hospital'],
        from: -400,
        purpose: 'DUO:0000007',
        disease: 'type-2-diabetes',
      },
    )
    expect(decodeQuery(encodeQuery(full))).toEqual(full)
    expect(() => checkQuery(full, MINUTES)).not.toThrow()
    expect(full.criteria[0]?.least).toBeCloseTo(6.54, 2)
    expect(queryHash(full)).not.toEqual(queryHash({ ...full, price: 6 }))
  })
  test('any byte that is flipped gives another query or a refusal, never an exception of another kind', () => {
    const bytes = encodeQuery(HBA1C)
    const random = new Random(3)
    for (let i = 0; i < 2000; i++) {
      const wrong = bytes.slice()
      wrong[Math.floor(random.next() * wrong.length)] = Math.floor(random.next() * 256)
      try {
        const read = decodeQuery(wrong)
        expect(hex(encodeQuery(read)) === hex(bytes)).toBe(hex(wrong) === hex(bytes))
      } catch (error) {
        expect(['WIRE_MALFORMED', 'WIRE_TOO_LARGE', 'QUERY_REFUSED']).toContain((error as { code?: string }).code)
      }
    }
  })
  test.each([
    ['an expired one', { expires: MINUTES }],
    ['one without end', { expires: MINUTES + 91 * 1440 }],
    ['a price of nothing', { price: 0 }],
    ['a price below nothing', { price: -1 }],
    ['half a price', { price: 1.5 }],
    ['nine people', { people: 9 }],
    ['a week', { from: day('2025-06-01'), until: day('2025-06-07') }],
    ['one year of age', { ages: { from: 47, to: 47 } }],
    ['an unknown purpose', { purpose: 'DUO:9999999' as never }],
    ['a disease without a purpose', { disease: 'gout' }],
    ['no source', { sources: [] }],
    ['no criterion', { criteria: [] }],
    ['nothing wanted', { criteria: [criterionOf(catalogue, { concept: 'gout', wanted: false })] }],
    ['limits the wrong way round', { criteria: [criterionOf(catalogue, { concept: 'hba1c', least: 9, most: 7 })] }],
    ['one value alone', { criteria: [criterionOf(catalogue, { concept: 'hba1c', least: 7, most: 7 })] }],
  ])('is refused with what to change: %s', (_, wrong) => {
    expect(() => checkQuery({ ...HBA1C, ...wrong }, MINUTES)).toThrow(expect.objectContaining({ code: 'QUERY_REFUSED' }))
  })
  test('a concept that nobody knows and a unit of something else are refused', () => {
    expect(() => criterionOf(catalogue, { concept: 'sugar' })).toThrow(expect.objectContaining({ code: 'CONCEPT_UNKNOWN' }))
    expect(() => criterionOf(catalogue, { concept: 'hba1c', least: 7, unit: 'kg' })).toThrow(
      expect.objectContaining({ code: 'UNIT_UNKNOWN' }),
    )
    expect(() => criterionOf(catalogue, { concept: 'gout', least: 7 })).toThrow(expect.objectContaining({ code: 'UNIT_UNKNOWN' }))
  })
})

const LOINC = 'http://loinc.org'
const observation = (code: string, date: string, value: number, unit: string, more: object = {}): object => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: LOINC, code }] },
  effectiveDateTime: date,
  valueQuantity: { value, unit, system: 'http://unitsofmeasure.org', code: unit },
  ...more,
})
const diagnosis = (code: string, date: string, more: object = {}): object => ({
  resourceType: 'Condition',
  code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code }] },
  onsetDateTime: date,
  ...more,
})
const patient = { resourceType: 'Patient', gender: 'female', birthDate: '1980-05-05' }

describe('facts', () => {
  test('what did not happen, was refuted or entered in error is none; a component is one of its own', () => {
    expect(factsOf(observation('4548-4', '2025-03-01', 7, '%', { status: 'entered-in-error' }))).toEqual([])
    expect(factsOf(diagnosis('E11', '2025', { verificationStatus: { coding: [{ code: 'refuted' }] } }))).toEqual([])
    expect(factsOf({ resourceType: 'Immunization', status: 'not-done', vaccineCode: { coding: [] } })).toEqual([])
    const pressure = {
      ...observation('85354-9', '2025-03-01T08:00:00+09:00', 0, ''),
      valueQuantity: undefined,
      component: [observation('8480-6', '', 128, 'mm[Hg]'), observation('8462-4', '', 84, 'mm[Hg]')],
    }
    expect(factsOf(pressure).map((f) => [f.codes, f.value])).toEqual([
      [['loinc:85354-9'], undefined],
      [['loinc:8480-6'], 128],
      [['loinc:8462-4'], 84],
    ])
    expect(factsOf(null)).toEqual([])
    expect(factsOf({ resourceType: 'Observation', code: 'x', component: 'y' })).toEqual([])
  })
  const drug = {
    status: 'active',
    authoredOn: '2025-03-01',
    medicationCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code: 'A10BA02' }] },
  }
  const verified = (code: string) => diagnosis('E11', '2025', { verificationStatus: { coding: [{ code }] } })
  test.each<readonly [string, boolean, object]>([
    ['a prescription', true, { resourceType: 'MedicationRequest', ...drug }],
    ['one that forbids', false, { resourceType: 'MedicationRequest', ...drug, doNotPerform: true }],
    ['one that is only proposed', false, { resourceType: 'MedicationRequest', ...drug, intent: 'proposal' }],
    ['one that is ordered', true, { resourceType: 'MedicationRequest', ...drug, intent: 'order' }],
    ['one that was stopped: it was taken before', true, { resourceType: 'MedicationRequest', ...drug, status: 'stopped' }],
    ['a drug not taken', false, { resourceType: 'MedicationStatement', ...drug, status: 'not-taken', effectiveDateTime: '2025' }],
    ['a drug that is to be taken', false, { resourceType: 'MedicationStatement', ...drug, status: 'intended', effectiveDateTime: '2025' }],
    ['a drug not handed over', false, { resourceType: 'MedicationDispense', ...drug, status: 'declined', whenHandedOver: '2025' }],
    ['a confirmed diagnosis', true, verified('confirmed')],
    ['one among several', false, verified('differential')],
    ['a suspected one', false, verified('provisional')],
    [
      'a procedure not done',
      false,
      { resourceType: 'Procedure', status: 'not-done', code: { coding: [{ system: LOINC, code: '1' }] }, performedDateTime: '2025' },
    ],
    [
      'a modifier somewhere inside',
      false,
      { resourceType: 'MedicationRequest', ...drug, dosageInstruction: [{ modifierExtension: [{ url: 'urn:x' }] }] },
    ],
    [
      'a test without a result, and why',
      false,
      observation('4548-4', '2025-03-01', 7, '%', { valueQuantity: undefined, dataAbsentReason: { text: 'lost' } }),
    ],
  ])('%s is a fact: %s', (_, so, resource) => {
    // As JSON: what is undefined is not there.
    expect(factsOf(JSON.parse(JSON.stringify(resource))).length > 0).toBe(so)
  })
  test.each<readonly [string, number | undefined, number | undefined, boolean]>([
    ['<', undefined, 5, true],
    ['<', undefined, 3, true],
    ['<', undefined, 2, false],
    ['<', 1, undefined, false],
    ['<', 3, 5, false],
    ['>', 3, undefined, true],
    ['>=', 3, undefined, true],
    ['>', undefined, 5, false],
    ['', 3, 3, true],
  ])('%s 3 lies from %s to %s: %s', async (comparator, least, most, so) => {
    const quantity = { value: 3, unit: '%', system: 'http://unitsofmeasure.org', code: '%', ...(comparator ? { comparator } : {}) }
    const resource = observation('4548-4', '2025-03-01', 3, '%', { valueQuantity: quantity })
    const [fact] = factsOf(resource)
    const limits = { ...(least === undefined ? {} : { least }), ...(most === undefined ? {} : { most }) }
    const criterion = { ...criterionOf(catalogue, { concept: 'hba1c' }), ...limits, wanted: true }
    expect(finds(criterion, { from: 0, until: 30_000 }, fact as Fact)).toBe(so)
    const index = new FactIndex()
    const changes: Change[] = []
    index.add(changes, 'aa', { source: 'hospital', facts: [fact as Fact], about: undefined })
    const question = { criteria: [criterion], from: 0, until: 30_000, coverage: 0, sources: ['hospital'] as const }
    const restored = new FactIndex()
    const store = memoryNodeStore()
    await store.commit(changes)
    await restored.load(store)
    for (const each of [index, restored]) expect(each.match(question, 2026, () => true) !== undefined).toBe(so)
  })
  test('a row of an earlier form, which held bounds as values, is made anew', async () => {
    const store = memoryNodeStore()
    const row = { source: 'hospital', facts: [[['loinc:4548-4'], 20_000, 3, '%']] }
    await store.commit([{ key: 'ix/aa', value: new TextEncoder().encode(JSON.stringify(row)) }])
    const index = new FactIndex()
    await index.load(store)
    expect(index.has('aa')).toBe(false)
  })
})

/** A person's store with documents in it. */
async function person() {
  const disk = memoryDisk()
  const store = memoryNodeStore(disk)
  const keys = new KeySlots(crypto, memorySlots(disk), crypto.random(32))
  const documents = new DocumentStore(crypto, memoryBlobStore(disk), keys)
  await documents.load(store, [])
  const kept = new Set<string>()
  const put = async (profile: string, resources: readonly object[], sold = true): Promise<string> => {
    const groups = resources.map((r) => ({ kind: (r as { resourceType: string }).resourceType, value: fromValue(r) }))
    const doc = issueDocument(profile, crypto.random(32), groups, (n) => crypto.random(n))
    const changes: Change[] = []
    const record = { id: new Uint8Array(32), seed: new Uint8Array(32), issuerSignature: new Uint8Array(64), notary: 'O=N,C=KR' }
    documents.enter(changes, doc, await documents.writeBlob(encodeDocument(doc)), {
      storedAt: NOW,
      ...(profile === 'hospital' ? { record } : {}),
    })
    await store.commit(changes)
    const key = hex(doc.verificationKey)
    if (!sold) kept.add(key)
    return key
  }
  const search = () => new Searchable({ store, documents, sellable: () => (key) => !kept.has(key) })
  return { store, documents, put, kept, search }
}
const at = NOW

describe('what a person’s records answer', () => {
  test('counts, period, coverage and sources, in the units that records have, without a value', async () => {
    const p = await person()
    const a = await p.put('hospital', [
      patient,
      observation('4548-4', '2025-03-01', 7.1, '%'),
      observation('4548-4', '2025-09-01', 6.2, '%'),
    ])
    const b = await p.put('fhir-r4/self-reported', [
      observation('59261-8', '2025-06-10', 58, 'mmol/mol'),
      observation('4548-4', '2019-06-10', 9, '%'),
    ])
    const found = await p.search().match(HBA1C, at)
    expect(found).toEqual([
      {
        criterion: 0,
        count: 2,
        from: 55 * 12 + 2,
        until: 55 * 12 + 5,
        coverage: 16,
        mix: { hospital: 1, device: 0, 'self-reported': 1 },
        records: [a, b],
      },
    ])
    expect(await p.search().match(query([{ concept: 'hba1c', least: 6.5 }], { sources: ['hospital'] }), at)).toMatchObject([
      { count: 1, records: [a] },
    ])
    expect(await p.search().match(query([{ concept: 'hba1c', times: 4 }]), at)).toBeUndefined()
    expect(await p.search().match(query([{ concept: 'hba1c' }], { coverage: 50 }), at)).toBeUndefined()
    expect(await p.search().match(query([{ concept: 'gout' }]), at)).toBeUndefined()
  })
  test('all criteria together, those that only choose people included; ages and sex', async () => {
    const p = await person()
    await p.put('hospital', [patient, observation('4548-4', '2025-03-01', 7.1, '%'), diagnosis('E11.9', '2025-02-01')])
    const both = [{ concept: 'hba1c' }, { concept: 'type-2-diabetes', wanted: false }]
    expect(await p.search().match(query(both), at)).toMatchObject([{ criterion: 0, count: 1 }])
    expect(await p.search().match(query([{ concept: 'hba1c' }, { concept: 'gout', wanted: false }]), at)).toBeUndefined()
    for (const [more, fits] of [
      [{ ages: { from: 40, to: 49 } }, true],
      [{ ages: { from: 50, to: 59 } }, false],
      [{ sex: 'female' }, true],
      [{ sex: 'male' }, false],
    ] as const)
      expect((await p.search().match(query(both, more), at)) !== undefined).toBe(fits)
  })
  test('an erased record is found no more, by this index and by the next one, and leaves no row; one that is not for sale is never found', async () => {
    const p = await person()
    const gone = await p.put('hospital', [observation('4548-4', '2025-03-01', 7.1, '%')])
    await p.put('hdms/activity-day', [observation('4548-4', '2025-04-01', 7.3, '%')], false)
    const searchable = p.search()
    expect(await searchable.match(HBA1C, at)).toMatchObject([{ count: 1, records: [gone] }])
    await p.documents.erase(p.store, gone)
    expect(await searchable.match(HBA1C, at)).toBeUndefined()
    expect(await p.search().match(HBA1C, at)).toBeUndefined()
    expect((await p.store.range('ix/', 'ix0')).map(([key]) => key)).not.toContain(`ix/${gone}`)
    // What may be sold is asked each time: a day that was replaced by its next revision is found no more.
    const day = await p.put('hdms/activity-day', [observation('4548-4', '2025-04-02', 7.3, '%')])
    expect(await searchable.match(HBA1C, at)).toMatchObject([{ count: 1, records: [day] }])
    p.kept.add(day)
    expect(await searchable.match(HBA1C, at)).toBeUndefined()
    // What comes while somebody asks is there for the next question.
    const late = p.put('hospital', [observation('4548-4', '2025-05-01', 8, '%')])
    await searchable.match(HBA1C, at)
    await late
    expect(await searchable.match(HBA1C, at)).toMatchObject([{ count: 1 }])
  })
})
