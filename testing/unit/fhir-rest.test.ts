/** What the hospital's FHIR interface gives of whom, in what portions, and what it reads for it. */
import { memoryBlobStore, memoryDisk, memorySlots } from '@hdms/shared/ports/memory-store.ts'
import type { BlobStore } from '@hdms/shared/ports/node-store.ts'
import { describe, expect, test } from 'vitest'
import { IssuedHere } from '../support/issued.ts'

const glucose = (value: number, of: string) => ({
  resourceType: 'Observation',
  id: `${of}${value}`,
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '2345-7' }] },
  subject: { reference: `Patient/${of}` },
  valueQuantity: { value, unit: 'mg/dL' },
  note: [{ text: `of ${of}` }],
})

interface Bundle {
  readonly total: number
  readonly link: readonly { readonly relation: string; readonly url: string }[]
  readonly entry: readonly { readonly fullUrl: string; readonly resource: { readonly resourceType: string; readonly id: string } }[]
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

/** @param meanwhile happens while a record is being read */
function hospital(meanwhile: () => void = () => {}) {
  const disk = memoryDisk()
  const blobs = memoryBlobStore(disk)
  const read: string[] = []
  const watched: BlobStore = {
    ...blobs,
    async get(id) {
      read.push(id)
      meanwhile()
      return blobs.get(id)
    },
  }
  return { here: new IssuedHere(watched, memorySlots(disk)), read }
}

describe('the FHIR interface of a hospital', () => {
  test('gives of a patient what is theirs by every way that there is, and of nobody else', async () => {
    const { here } = hospital()
    // Numbers that begin alike, and orders that lie between each other.
    const people = ['P-1', 'P-11', 'p-1', 'P']
    for (const round of [1, 2])
      for (const [i, one] of people.entries())
        await here.issue(`${one}/${round}`, one, [glucose(100 * i + round, one), glucose(100 * i + round + 10, one)])
    const app = here.served('system/*.rs')
    const get = async (url: string) => (await app.inject({ url })).body
    const ids = (text: string): string[] => (JSON.parse(text) as Bundle).entry.map(({ resource }) => resource.id)
    for (const one of people) {
      const path = `/Patient/${one}/$everything`
      const posted = (await app.inject({ method: 'POST', url: path, payload: { resourceType: 'Parameters', parameter: [] } })).body
      const searched = (await app.inject({ method: 'POST', url: '/Observation/_search', payload: `patient=${one}`, headers: FORM })).body
      const all = [
        await get(path),
        posted,
        searched,
        await get(`/Observation?patient=${one}`),
        await get(`/Observation?subject=Patient/${one}`),
      ]
      for (const [way, text] of [...all, await get(`/Patient/${one}/$ccda-export`)].entries())
        expect([way, people.filter((_, i) => [1, 2, 11, 12].some((n) => new RegExp(`value"?[:=]"?${100 * i + n}\\b`).test(text)))]).toEqual(
          [way, [one]],
        )
      expect(
        new Set(
          all.map((text) =>
            ids(text)
              .filter((id) => id !== one)
              .sort()
              .join(),
          ),
        ),
      ).toHaveLength(1)
      expect(ids(all[0] as string)).toHaveLength(5)
      // A resource of somebody else says whose it is, and has an id of its own.
      for (const id of ids(all[2] as string))
        expect(JSON.parse(await get(`/Observation/${id}`))).toMatchObject({ subject: { reference: `Patient/${one}` } })
    }
    expect((await app.inject({ url: '/Patient/P-/$everything' })).statusCode).toBe(404)
    expect((await app.inject({ url: '/Patient/P-/$ccda-export' })).statusCode).toBe(404)
    expect(JSON.parse(await get('/Observation?patient=P-'))).toMatchObject({ total: 0 })
  })

  test('gives them by what the hospital calls the patient now, and by nothing that it called them before', async () => {
    const { here } = hospital()
    await here.issue('A', 'P-1', [glucose(1, 'x')])
    const app = here.served('system/*.rs')
    await app.inject({ url: '/Patient/P-1/$everything' })
    here.orders.open([], { ...(here.orders.get('A') as NonNullable<ReturnType<typeof here.orders.get>>), patientId: 'P-2' })
    expect((await app.inject({ url: '/Patient/P-1/$everything' })).statusCode).toBe(404)
    expect((await app.inject({ url: '/Patient/P-2/$everything' })).body).toContain('"reference":"Patient/P-2"')
    here.orders.forget([], 'A')
    expect(here.records.patients()).toEqual([])
    expect((await app.inject({ url: '/Patient/P-2/$everything' })).statusCode).toBe(404)
  })

  test('sends everything as it is read, newest record first, with how many they are at the end, and notes it', async () => {
    const { here, read } = hospital()
    for (let i = 0; i < 400; i++) await here.issue(`A${i}`, 'P-1', [glucose(i, 'x'.repeat(1000))])
    const portions = here.records.each('P-1')
    const first = (await portions.next()).value as { text: string }
    // The rest is not read before somebody takes it.
    expect([first.text.includes('"value":399,'), read.length < 20]).toEqual([true, true])
    await portions.return(undefined)
    const app = here.served('system/Patient.r', 'system/Observation.r')
    const reply = await app.inject({ url: '/Patient/P-1/$everything?_type=Observation' })
    const bundle = JSON.parse(reply.body) as Bundle
    expect([bundle.total, bundle.entry.length, bundle.entry[0]?.resource.resourceType]).toEqual([401, 401, 'Patient'])
    expect(
      bundle.entry.slice(1).map(({ resource }) => (resource as unknown as { valueQuantity: { value: number } }).valueQuantity.value),
    ).toEqual(Array.from({ length: 400 }, (_, i) => 399 - i))
    expect(reply.headers['content-type']).toMatch(/^application\/fhir\+json/)
    expect(here.noted).toEqual([['fhir everything', { resources: 400 }]])
  })

  test('reads one record for one resource, and none again that is in memory', async () => {
    const { here, read } = hospital()
    const keys = []
    for (let i = 0; i < 50; i++) keys.push(await here.issue(`A${i}`, `P-${i}`, [glucose(i, 'x')]))
    const app = here.served('system/*.rs')
    const url = `/Observation/${keys[20]?.slice(0, 16)}-1`
    for (const _ of [1, 2]) expect((await app.inject({ url })).body).toContain('"value":20,')
    expect(read).toHaveLength(1)
    expect((await app.inject({ url: '/Patient/P-7/$everything' })).body).toContain('"value":7,')
    expect(read).toHaveLength(2)
  })

  test('leaves out what is erased or kept for the law alone while it is being read', async () => {
    let meanwhile = (): void => {}
    const { here } = hospital(() => meanwhile())
    const key = await here.issue('A', 'P-1', [glucose(1, 'x')])
    const app = here.served('system/*.rs')
    meanwhile = () => here.orders.restrict([], key, 1)
    expect(JSON.parse((await app.inject({ url: '/Observation?patient=P-1' })).body)).toMatchObject({ total: 0 })
    expect((await app.inject({ url: `/Observation/${key.slice(0, 16)}-1` })).statusCode).toBe(404)
  })

  test.each([
    [
      'the OID of the configured domain',
      ['HANBIT=1.2.410.100001', 'ANNEX'],
      '',
      '',
      { system: 'urn:oid:1.2.410.100001', assigner: 'HANBIT' },
    ],
    ['its URI, as it is written', ['https://Hanbit.example/Patients'], '', 'MR', { system: 'https://Hanbit.example/Patients', type: 'MR' }],
    [
      'the other domain that was said',
      ['HANBIT=1.2.410.100001', 'ANNEX=1.2.410.7'],
      'annex',
      'PI',
      { system: 'urn:oid:1.2.410.7', assigner: 'annex', type: 'PI' },
    ],
    ['a namespace without a URI', ['ANNEX'], '', '', { assigner: 'ANNEX' }],
    ['what was said, where nothing is configured', [], 'LAB&1.2.3&ISO', 'MR', { system: 'urn:oid:1.2.3', assigner: 'LAB', type: 'MR' }],
    ['another one than the configured', ['HANBIT=1.2.410.100001'], 'urn:oid:1.9', '', { system: 'urn:oid:1.9' }],
    ['a name of ours, where nothing is known', [], '', '', { system: 'urn:hdms:his-patient' }],
  ])('names a patient by %s', async (_how, domains, authority, type, expected: { system?: string; assigner?: string; type?: string }) => {
    const disk = memoryDisk()
    const here = new IssuedHere(memoryBlobStore(disk), memorySlots(disk), domains)
    await here.issue('A', 'P-1', [glucose(1, 'x')])
    here.orders.decide([], 'A', { ids: [{ value: 'P-1', authority, type }], former: [], linked: [] })
    const app = here.served('system/*.rs')
    const { identifier } = (await app.inject({ url: '/Patient/P-1' })).json<{ identifier: object[] }>()
    const { system, assigner } = expected
    const coding = [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: type }]
    expect(identifier).toEqual([
      {
        value: 'P-1',
        ...(system ? { system } : {}),
        ...(assigner ? { assigner: { display: assigner } } : {}),
        ...(type ? { type: { coding } } : {}),
      },
    ])
    const found = async (by: string) => (await app.inject({ url: `/Patient?identifier=${encodeURIComponent(by)}` })).json<Bundle>().total
    expect([await found(`${system ?? ''}|P-1`), await found('urn:oid:9.9|P-1')]).toEqual([1, 0])
  })
})
