/** What a person brings in: one's own and others' apart, what is here already once, what is bad named and the rest taken. */

import { DocumentStore } from '@hdms/flows/core/documents.ts'
import type { CoreServices } from '@hdms/flows/core/services.ts'
import { criterionOf } from '@hdms/flows/trading/criterion.ts'
import { Searchable } from '@hdms/flows/trading/searchable.ts'
import { Catalogue } from '@hdms/health/codes/catalogue.ts'
import { takeBundle } from '@hdms/health/imports/bundle.ts'
import { compareAll, type Identity, identityOf } from '@hdms/health/people/identity.ts'
import { catchUp, importErased, knownImports } from '@hdms/node/personal/import-book.ts'
import { aboutFile, importAny, importBundle } from '@hdms/node/personal/records.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { groupsOf } from '@hdms/shared/documents/document.ts'
import { parseJson, toValue } from '@hdms/shared/documents/json.ts'
import { memoryBlobStore, memoryDisk, memoryNodeStore, memorySlots } from '@hdms/shared/ports/memory-store.ts'
import { KeySlots } from '@hdms/shared/storage/key-slots.ts'
import { describe, expect, test } from 'vitest'

const crypto = nativeCrypto()
const NOW = Date.UTC(2026, 5, 1)

async function person() {
  const disk = memoryDisk()
  const store = memoryNodeStore(disk)
  const secret = crypto.random(32)
  const open = async () => {
    const documents = new DocumentStore(crypto, memoryBlobStore(disk), new KeySlots(crypto, memorySlots(disk), secret))
    await documents.load(store, [])
    documents.alsoErased(importErased)
    return documents
  }
  const documents = await open()
  const services = {
    crypto,
    identity: { key: crypto.random(32), name: 'CN=1,O=Health In My Storage,C=KR' },
    documents,
  } as unknown as CoreServices
  return {
    ...{ store, documents, services, open },
    bring: (text: string, whose?: 'own' | 'other' | 'ask') => importAny(services, store, text, NOW, whose ? { whose } : {}),
    about: (text: string) => aboutFile(store, text, NOW),
  }
}

type Resource = Readonly<Record<string, unknown>>
const patient = (family: string, given: string, birthDate: string, more: Resource = {}): Resource => ({
  ...{ resourceType: 'Patient', id: 'p1', name: [{ family, given: [given] }], birthDate },
  ...more,
})
const hba1c = (id: string, value: number, more: Resource = {}): Resource => ({
  ...{ resourceType: 'Observation', id, status: 'final', code: { coding: [{ system: 'http://loinc.org', code: '4548-4' }] } },
  ...{ subject: { reference: 'Patient/p1' }, effectiveDateTime: '2026-03-01' },
  ...{ valueQuantity: { value, unit: '%', system: 'http://unitsofmeasure.org', code: '%' } },
  ...more,
})
const bundle = (...resources: Resource[]): string =>
  JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) })
const KIM = patient('김', '하늘', '1984-04-17', { gender: 'female' })
const CHILD = patient('박', '바다', '2019-11-02', { gender: 'male' })
const refusal = (data: object) => expect.objectContaining({ code: 'IMPORT_WHOSE', data: expect.objectContaining(data) })

describe('whose file it is', () => {
  test('C8 one’s own goes in, under whatever spelling; another’s only after a question, and apart', async () => {
    const { bring, about, documents } = await person()
    await bring(bundle(KIM, hba1c('a', 6.1)))
    await bring(bundle(patient('Kim', 'Ha-Neul', '1984-04-17'), hba1c('b', 6.2)))
    expect(documents.list()).toHaveLength(2)
    const file = bundle(CHILD, hba1c('c', 9.9))
    await expect(bring(file)).rejects.toEqual(refusal({ verdict: 'other', why: 'name, birthDate' }))
    expect(await about(file)).toEqual({
      name: '박바다',
      birthDate: '2019-11-02',
      sex: 'male',
      verdict: 'other',
      because: ['name', 'birthDate'],
    })
    expect([documents.list().length, documents.others().length]).toEqual([2, 0])
    const { verificationKey, subject, kinds } = await bring(file, 'other')
    expect([documents.list().length, documents.others().length, kinds]).toEqual([2, 1, { Patient: 1, Observation: 1 }])
    expect(documents.others()[0]).toMatchObject({ verificationKey, subject })
    // The question was answered for this child; a second child is another one.
    expect((await bring(bundle(CHILD, hba1c('d', 9.8)))).subject).toBe(subject)
    await expect(bring(bundle(patient('박', '하나', '2021-01-05'), hba1c('e', 9)))).rejects.toEqual(refusal({ verdict: 'other' }))
    expect((await bring(bundle(patient('박', '하나', '2021-01-05'), hba1c('e', 9)), 'other')).subject).not.toBe(subject)
  })

  test('C8 what is not told is asked once; what the person said is remembered with the record, and goes with it', async () => {
    const { bring, documents, store } = await person()
    await expect(bring(bundle(KIM, hba1c('a', 6)), 'ask')).rejects.toEqual(refusal({ verdict: 'first' }))
    await bring(bundle(KIM, hba1c('a', 6)), 'own')
    const nameless = { resourceType: 'Patient', id: 'p1', identifier: [{ system: 'urn:hospital', value: '77' }] }
    await expect(bring(bundle(nameless, hba1c('b', 7)))).rejects.toEqual(refusal({ verdict: 'unknown', why: 'name, birthDate' }))
    const { verificationKey } = await bring(bundle(nameless, hba1c('b', 7)), 'own')
    await bring(bundle(nameless, hba1c('c', 8)))
    const wrong = patient('김', '하늘', '1984-04-18')
    await expect(bring(bundle(wrong, hba1c('d', 9)))).rejects.toEqual(refusal({ verdict: 'other', why: 'birthDate' }))
    await bring(bundle(wrong, hba1c('d', 9)), 'own')
    await bring(bundle(wrong, hba1c('e', 10)))
    const rows = (await knownImports(store)).length
    await documents.erase(store, verificationKey)
    expect((await knownImports(store)).length).toBe(rows - 1)
  })

  test('steps: the owner of the phone that exported is compared, and a file without one is asked about once', async () => {
    const { bring } = await person()
    await bring(bundle(KIM, hba1c('a', 6)))
    const health = (born: string, steps: number) =>
      `<HealthData><Me HKCharacteristicTypeIdentifierDateOfBirth="${born}" HKCharacteristicTypeIdentifierBiologicalSex="HKBiologicalSexFemale"/><Record type="HKQuantityTypeIdentifierStepCount" sourceName="P" startDate="2026-05-01 08:00:00 +0900" endDate="2026-05-01 08:10:00 +0900" value="${steps}"/></HealthData>`
    await expect(bring(health('2019-11-02', 5))).rejects.toEqual(refusal({ verdict: 'other', why: 'birthDate' }))
    await expect(bring(health('1984-04-17', 5))).rejects.toEqual(refusal({ verdict: 'unknown', why: 'name' }))
    await bring(health('1984-04-17', 5), 'own')
    await bring(health('1984-04-17', 6))
    const connect = JSON.stringify({ stepsRecords: [{ startTime: '2026-05-01T08:00:00+09:00', count: 5 }] })
    await expect(bring(connect)).rejects.toEqual(refusal({ verdict: 'unknown' }))
    await bring(connect, 'own')
    await expect(bring(connect)).resolves.toMatchObject({ already: 1 })
  })

  test('C8 a resource about another patient inside one’s own file is left out and named', async () => {
    const { bring, documents } = await person()
    const contained = { contained: [{ ...CHILD, id: 'c' }], subject: { reference: '#c' } }
    const { kinds, leftOut } = await bring(
      bundle(
        KIM,
        hba1c('a', 6),
        hba1c('b', 9, { subject: { reference: 'https://his.example/Patient/p2' } }),
        hba1c('c', 9, contained),
        hba1c('d', 7, { subject: { reference: 'Device/x' } }),
      ),
    )
    expect(kinds).toEqual({ Patient: 1, Observation: 2 })
    expect(leftOut).toEqual([{ path: 'Bundle.entry[2].resource', why: expect.stringContaining('somebody else'), count: 2 }])
    expect(documents.list()).toHaveLength(1)
  })

  test('a file without addresses names its patient by the id alone, as type and id or as a UUID', async () => {
    const { bring } = await person()
    const named = (reference: string, id: string) => hba1c(id, 6, { subject: { reference } })
    const { kinds, leftOut } = await bring(bundle(KIM, named('urn:uuid:p1', 'a'), named('Patient/p1', 'b'), named('urn:uuid:x', 'c')))
    expect([kinds, leftOut?.length]).toEqual([{ Patient: 1, Observation: 2 }, 1])
  })
})

describe('another person’s record is nowhere among one’s own', () => {
  test('C8 neither listed, nor read, nor found, nor sealed, also after a restart; erased for good when its owner wants it', async () => {
    const { bring, documents, store, open } = await person()
    await bring(bundle(KIM, { ...hba1c('a', 6), code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] } }))
    const { verificationKey: key } = await bring(bundle(CHILD, hba1c('c', 9.9)), 'other')
    const question = {
      criteria: [criterionOf(new Catalogue(), { concept: 'hba1c' })],
      from: 0,
      until: 30_000,
      coverage: 0,
      sources: ['self-reported'] as const,
    }
    for (const each of [documents, await open()]) {
      expect([each.list(), each.standing()].map((rows) => rows.some((row) => row.verificationKey === key))).toEqual([false, false])
      expect([each.row(key), each.has(key), each.stands(key), await each.readStanding(key)]).toEqual([undefined, false, false, undefined])
      await expect(each.read(key)).rejects.toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
      const stored = await each.writeBlob(new Uint8Array(3))
      expect(() => each.keepPiece([], 'sealed', stored, [key])).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
      const search = new Searchable({ store, documents: each, sellable: () => () => true })
      expect(await search.match(question, NOW)).toBeUndefined()
      expect(await search.extent()).toEqual({ records: 1, facts: 1 })
      expect(await search.about()).toEqual({ born: 1984, sex: 'female' })
      expect(groupsOf((await each.readOfOther(key)).leaves)).toHaveLength(2)
    }
    await catchUp(documents, store)
    expect((await knownImports(store)).map((row) => row.subject === '')).toEqual(expect.arrayContaining([true, false]))
    await documents.erase(store, key)
    expect([documents.others(), (await open()).others()]).toEqual([[], []])
    await expect(documents.readOfOther(key)).rejects.toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
  })
})

test('the names of hundreds of earlier files are not compared once one of them is the same person', () => {
  const own = identityOf(KIM)
  let looked = 0
  const later: Identity = {
    ...own,
    get names() {
      looked++
      return own.names
    },
  }
  expect(compareAll([own, ...Array.from({ length: 300 }, () => later)], own).verdict).toBe('same')
  expect(looked).toBe(0)
})

describe('the same content counts once', () => {
  test('the same file again, with other white space, order and address, adds nothing; of a longer one what is new', async () => {
    const { bring, documents } = await person()
    const first = await bring(bundle(KIM, hba1c('a', 6), hba1c('b', 7)))
    const again = JSON.stringify(
      JSON.parse(bundle(KIM, { meta: { lastUpdated: '2026-05-05T00:00:00Z' }, ...hba1c('b', 7) }, hba1c('a', 6))),
      null,
      2,
    )
    expect(await bring(again)).toEqual({ ...first, already: 3 })
    const longer = await bring(bundle(KIM, hba1c('a', 6), hba1c('b', 7), hba1c('c', 8)))
    expect([longer.kinds, longer.already]).toEqual([{ Patient: 1, Observation: 1 }, 2])
    expect((await bring(bundle(KIM, hba1c('d', 5), hba1c('d', 5)))).kinds).toEqual({ Patient: 1, Observation: 1 })
    expect(documents.list()).toHaveLength(3)
  })
  test('what was erased can be brought in again; an older record is known without a row', async () => {
    const { bring, documents, store, services } = await person()
    const text = bundle(KIM, hba1c('a', 6))
    const { verificationKey } = await bring(text)
    await documents.erase(store, verificationKey)
    expect((await bring(text)).already).toBeUndefined()
    const old = await importBundle(services, store, bundle(KIM, hba1c('z', 6)), NOW)
    await store.commit(importErased(old.verificationKey))
    await catchUp(documents, store)
    expect((await bring(bundle(KIM, hba1c('z', 6)))).verificationKey).toBe(old.verificationKey)
  })
  test('a day of steps that has grown stands instead of what it was, one that is here already counts once', async () => {
    const { bring, documents } = await person()
    const health = (...days: readonly (readonly [string, number])[]) =>
      `<HealthData>${days.map(([day, steps]) => `<Record type="HKQuantityTypeIdentifierStepCount" sourceName="P" startDate="${day} 08:00:00 +0900" endDate="${day} 08:10:00 +0900" value="${steps}"/>`).join('')}</HealthData>`
    const first = await bring(health(['2026-05-01', 500], ['2026-05-02', 300]))
    expect(await bring(health(['2026-05-01', 400], ['2026-05-02', 300]))).toEqual({ ...first, already: 2 })
    const { verificationKey, already } = await bring(health(['2026-05-02', 900], ['2026-05-03', 10], ['2026-05-01', 500]))
    expect(already).toBe(1)
    expect(documents.standing().map((row) => row.verificationKey)).toEqual([verificationKey])
    const values = groupsOf((await documents.read(verificationKey)).leaves).map(
      (g) => toValue(g.value) as { effectiveDateTime: string; valueQuantity: { value: number } },
    )
    expect(values.map((v) => [v.effectiveDateTime, v.valueQuantity.value]).sort()).toEqual([
      ['2026-05-01', 500],
      ['2026-05-02', 900],
      ['2026-05-03', 10],
    ])
  })
})

describe('one bad item never refuses the rest', () => {
  test.each<readonly [string, Resource, string]>([
    ['a status that is none', hba1c('x', 1, { status: 7 }), 'Bundle.entry[2].resource'],
    ['a type that R4 does not have', { resourceType: 'Nothing', id: 'x' }, 'Bundle.entry[2].resource'],
    [
      'a period that ends before it starts',
      {
        resourceType: 'Encounter',
        id: 'x',
        status: 'finished',
        class: { code: 'AMB' },
        period: { start: '2026-02-02', end: '2026-01-01' },
      },
      'Bundle.entry[2].resource.period',
    ],
    [
      'base64 that is none',
      {
        resourceType: 'DocumentReference',
        id: 'x',
        status: 'current',
        content: [{ attachment: { contentType: 'text/plain', data: '!' } }],
      },
      'Bundle.entry[2].resource.content[0].attachment',
    ],
  ])('%s is left out and named', async (_, bad, path) => {
    const { bring } = await person()
    const { kinds, leftOut } = await bring(bundle(KIM, hba1c('a', 6), bad, hba1c('b', 7)))
    expect(kinds).toEqual({ Patient: 1, Observation: 2 })
    expect(leftOut).toEqual([{ path: expect.stringContaining(path), why: expect.any(String), count: 1 }])
  })
  test('a Patient that is not valid still says whose file it is', async () => {
    const { bring } = await person()
    await bring(bundle(KIM, hba1c('a', 6)))
    await expect(bring(bundle({ ...CHILD, telecom: 7 }, hba1c('b', 7)))).rejects.toEqual(refusal({ verdict: 'other' }))
    expect((await bring(bundle({ ...KIM, telecom: 7 }, hba1c('b', 7)))).kinds).toEqual({ Observation: 1 })
  })
  test('a reference that leads to nothing takes nothing of what is said', () => {
    const whole = JSON.parse(
      bundle(KIM, hba1c('a', 6, { performer: [{ reference: 'urn:uuid:7d1f6c1e-0000-4000-8000-000000000001' }] })),
    ) as { entry: object[] }
    const entry = whole.entry.map((each) => ({ ...each, request: { method: 'POST', url: 'x' } }))
    const { groups, leftOut } = takeBundle(parseJson(JSON.stringify({ ...whole, type: 'transaction', entry })))
    expect([groups.length, leftOut]).toEqual([2, []])
  })
  test.each([
    ['no bundle', JSON.stringify(KIM)],
    ['nothing good', bundle({ ...KIM, telecom: 7 }, hba1c('a', 6, { status: 7 }))],
    ['no patient', bundle(hba1c('a', 6))],
    ['two patients', bundle(KIM, CHILD)],
    ['cut off', bundle(KIM).slice(0, 60)],
  ])('%s: refused', async (_, text) => {
    await expect((await person()).bring(text)).rejects.toThrow(expect.objectContaining({ code: 'DOCUMENT_INVALID' }))
  })
})

describe('ids and attachments as large systems have them', () => {
  const long = (n: number): string => `e${'Abc123-'.repeat(20)}${n}`
  test('an id that is too long becomes an identifier, and references follow', () => {
    const resources = [
      { ...KIM, id: long(1), identifier: [{ system: 'urn:mrn', value: '5' }] },
      hba1c(long(2), 6, {
        subject: { reference: `https://epic.example/Patient/${long(1)}/_history/2` },
        hasMember: [{ reference: `Observation/${long(3)}` }],
      }),
      hba1c(long(3), 7, { subject: { reference: `Patient/${long(1)}` } }),
      {
        resourceType: 'Provenance',
        id: long(4),
        target: [{ reference: `Observation/${long(2)}` }],
        recorded: '2026-01-01T00:00:00Z',
        agent: [{ who: { display: 'x' } }],
      },
    ]
    const { groups, leftOut, about } = takeBundle(parseJson(bundle(...resources)))
    expect(leftOut).toEqual([])
    const [own, first, second, provenance] = groups.map((g) => toValue(g.value) as { id: string } & Record<string, unknown>)
    for (const each of [own, first, second, provenance]) expect(each?.id).toMatch(/^[0-9a-f]{40}$/)
    expect(own?.['identifier']).toEqual([
      { system: 'urn:mrn', value: '5' },
      { system: 'urn:hdms:source-id', value: long(1) },
    ])
    expect(about.identifiers).toContain(`urn:hdms:source-id|${long(1)}`)
    expect(first?.['subject']).toEqual({ reference: `https://epic.example/Patient/${own?.id}/_history/2` })
    expect(first?.['hasMember']).toEqual([{ reference: `Observation/${second?.id}` }])
    expect(provenance?.['target']).toEqual([{ reference: `Observation/${first?.id}` }])
    expect(provenance?.['identifier']).toBeUndefined()
  })
  test('a scanned letter of megabytes is taken; one that is no base64, or says another size, is named', () => {
    const letter = (data: string, more: object = {}) => ({
      resourceType: 'DocumentReference',
      status: 'current',
      content: [{ attachment: { contentType: 'application/pdf', data, ...more } }],
    })
    const data = Buffer.alloc(3_000_000, 7).toString('base64')
    const take = (resource: Resource) => takeBundle(parseJson(bundle(KIM, resource)))
    expect(take(letter(data, { size: 3_000_000 })).groups).toHaveLength(2)
    expect(take(letter(data, { size: 3_000_001 })).leftOut).toHaveLength(1)
    expect(take(letter(`${data.slice(0, -8)}!!!!!!!!`)).leftOut).toHaveLength(1)
  })
})
