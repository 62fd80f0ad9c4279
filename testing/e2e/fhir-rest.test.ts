/** FHIR R4 REST of a hospital's node: what it issued, by the HIS's patient, for clients with scopes. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { problemsOf } from '@hdms/health/fhir/validate.ts'
import { register } from '@hdms/sandbox/demo/treatment.ts'
import { Person } from '@hdms/sandbox/people/person.ts'
import { SAMPLE_BUNDLE } from '@hdms/sandbox/people/sample.ts'
import { parseJson } from '@hdms/shared/documents/json.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { agree, type TestNetwork, testNetwork, treatment } from '../support/network.ts'

interface Bundle {
  readonly total: number
  readonly link: readonly { readonly relation: string; readonly url: string }[]
  /** Missing when there is none. */
  readonly entry: readonly {
    readonly fullUrl?: string
    readonly resource: { readonly resourceType: string; readonly id: string; readonly [key: string]: unknown }
  }[]
}

let net: TestNetwork
let patientId: string
const RESULTS = 'a token that the hospital gave its results viewer'
const clients = () => join(net.file.folder, 'fhir-clients.json')
const own = () => readFileSync(join(net.file.folder, 'hospital', 'api-token'), 'utf8').trim()

async function get<T>(path: string, token: string | undefined = own(), headers: Record<string, string> = {}) {
  const url = path.startsWith('http') ? path : `http://127.0.0.1:${net.file.ports.hospital}/fhir${path}`
  const reply = await fetch(url, { headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers } })
  const text = await reply.text()
  return { status: reply.status, type: reply.headers.get('content-type'), text, body: JSON.parse(text) as T }
}
async function post<T>(path: string, body: object, token = own()) {
  const url = `http://127.0.0.1:${net.file.ports.hospital}/fhir${path}`
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' }
  const reply = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  return { status: reply.status, body: (await reply.json()) as T }
}
const valid = (text: string) => problemsOf(parseJson(text))

beforeAll(async () => {
  process.env['HDMS_FHIR_CLIENTS'] = ''
  net = await testNetwork()
  const { desk, patientId: id } = await register(net.file, SAMPLE_BUNDLE)
  patientId = id
  const person = await Person.create(net.file, id)
  await person.post('/import', SAMPLE_BUNDLE)
  await treatment(net.file, { person, desk }, agree)
  await person.off()
})
afterAll(async () => {
  delete process.env['HDMS_FHIR_CLIENTS']
  await net?.stop()
})

describe('FHIR R4 REST', () => {
  test('says what it can do to anybody, as a valid CapabilityStatement', async () => {
    const { status, type, text, body } = await get<{ fhirVersion: string }>('/metadata', '')
    expect([status, type, body.fhirVersion]).toEqual([200, 'application/fhir+json; charset=utf-8', '4.0.1'])
    expect(valid(text)).toEqual([])
  })

  test('everything of a patient: valid, about that patient, references inside it lead somewhere', async () => {
    const { status, text, body } = await get<Bundle>(`/Patient/${patientId}/$everything`)
    expect(status).toBe(200)
    expect(valid(text)).toEqual([])
    expect(body.entry.map((e) => e.resource.resourceType).sort()).toEqual([
      'DiagnosticReport',
      'Observation',
      'Observation',
      'Observation',
      'Patient',
      'Provenance',
    ])
    const ids = new Set(body.entry.map((e) => `${e.resource.resourceType}/${e.resource.id}`))
    const report = body.entry.find((e) => e.resource.resourceType === 'DiagnosticReport')?.resource
    for (const { reference } of (report?.['result'] ?? []) as { reference: string }[]) expect(ids).toContain(reference)
    for (const { resource } of body.entry) {
      if (resource.resourceType !== 'Patient' && resource.resourceType !== 'Provenance')
        expect(resource['subject']).toEqual({ reference: `Patient/${patientId}` })
      // The person's name in the network stays out of the HIS's view.
      expect(JSON.stringify(resource['subject'] ?? '')).not.toContain('CN=')
    }
    // Every entry can be read by its own URL.
    for (const { fullUrl, resource } of body.entry.filter((e) => e.fullUrl))
      expect((await get<object>(fullUrl as string)).body).toEqual(resource)
  })

  test.each([
    ['patient', () => `patient=${patientId}`, 3],
    ['patient as reference', () => `patient=Patient/${patientId}`, 3],
    ['another patient', () => 'patient=P-nobody', 0],
    ['code with system', () => `patient=${patientId}&code=${encodeURIComponent('http://loinc.org|39156-5')}`, 1],
    ['code of any system', () => 'code=39156-5', 1],
    ['either of two codes', () => 'code=39156-5,8478-0', 2],
    ['code of another system', () => `code=${encodeURIComponent('http://snomed.info/sct|39156-5')}`, 0],
    ['status', () => 'status=final', 3],
    ['since a date', () => 'date=ge2020-01-01', 3],
    ['before a date', () => 'date=lt2020-01-01', 0],
    ['this year, as a range', () => `date=${new Date().getUTCFullYear()}`, 3],
    ['two conditions at once', () => 'status=final&code=8478-0', 1],
  ])('search by %s', async (_what, query, total) => {
    const { status, text, body } = await get<Bundle>(`/Observation?${query()}`)
    expect([status, body.total, (body.entry ?? []).length]).toEqual([200, total, total])
    expect(valid(text)).toEqual([])
  })

  test('pages follow each other and hold everything once', async () => {
    const seen: string[] = []
    let next: string | undefined = `/Observation?patient=${patientId}&_count=2`
    while (next) {
      const { body }: { body: Bundle } = await get<Bundle>(next)
      seen.push(...body.entry.map((e) => e.resource.id))
      next = body.link.find((l) => l.relation === 'next')?.url
    }
    expect([seen.length, new Set(seen).size]).toEqual([3, 3])
  })

  test.each([
    ['no token', '/Observation', '', 401, 'login'],
    ['a wrong token', '/Observation', 'guess', 401, 'login'],
    ['a type that is not issued', '/Medication/1', undefined, 404, 'not-found'],
    ['an id that is not there', '/Observation/0123456789abcdef-1', undefined, 404, 'not-found'],
    ['an id of another type', '/Observation/nothing', undefined, 404, 'not-found'],
    ['a patient without a dealing', '/Patient/P-nobody/$everything', undefined, 404, 'not-found'],
    ['a date that is none', '/Observation?date=yesterday', undefined, 400, 'invalid'],
    ['a count that is none', '/Observation?_count=many', undefined, 400, 'invalid'],
  ])('%s is refused with a valid OperationOutcome', async (_what, path, token, status, code) => {
    const reply = await get<{ resourceType: string; issue: { code: string }[] }>(path, token ?? own())
    expect([reply.status, reply.body.resourceType, reply.body.issue[0]?.code]).toEqual([status, 'OperationOutcome', code])
    expect(valid(reply.text)).toEqual([])
  })

  test('an unknown parameter is passed over, and refused where the client wants strictness', async () => {
    expect((await get<Bundle>('/Observation?colour=blue')).body.total).toBe(3)
    expect((await get<object>('/Observation?colour=blue', own(), { prefer: 'handling=strict' })).status).toBe(400)
  })

  test('a package of profiles is loaded: who claims one is held to it, $validate says why, and metadata names it', async () => {
    const folder = join(net.file.folder, 'profiles')
    mkdirSync(folder)
    const url = 'http://hospital.example/StructureDefinition/weight'
    const element = [
      { id: 'Observation', path: 'Observation' },
      { id: 'Observation.note', path: 'Observation.note', min: 1, max: '*', type: [{ code: 'Annotation' }] },
    ]
    const profile = {
      resourceType: 'StructureDefinition',
      url,
      type: 'Observation',
      kind: 'resource',
      derivation: 'constraint',
      snapshot: { element },
    }
    writeFileSync(join(folder, 'StructureDefinition-weight.json'), JSON.stringify(profile))
    process.env['HDMS_FHIR_PROFILES'] = folder
    await net.network.kill('hospital')
    await net.network.revive('hospital')
    const metadata = await get<{ rest: { resource: { type: string; supportedProfile?: string[] }[] }[] }>('/metadata', '')
    expect(valid(metadata.text)).toEqual([])
    expect(metadata.body.rest[0]?.resource.find((r) => r.type === 'Observation')?.supportedProfile).toEqual([url])

    const weight = { resourceType: 'Observation', status: 'final', code: { text: 'weight' }, valueQuantity: { value: 64 } }
    type Outcome = { issue: { severity: string; details: { text: string }; expression?: string[] }[] }
    const judged = async (path: string, body: object) => (await post<Outcome>(path, body)).body.issue
    expect(await judged('/Observation/$validate', weight)).toMatchObject([{ severity: 'information' }])
    const missing = [{ severity: 'error', details: { text: 'it must be there at least once' }, expression: ['Observation.note'] }]
    expect(await judged(`/Observation/$validate?profile=${encodeURIComponent(url)}`, weight)).toMatchObject(missing)
    const parameter = [
      { name: 'resource', resource: weight },
      { name: 'profile', valueUri: url },
    ]
    expect(await judged('/Observation/$validate', { resourceType: 'Parameters', parameter })).toMatchObject(missing)
    // Claimed, it is refused where it comes in, before anything is looked up.
    const refused = await post<Outcome>('/Observation', { ...weight, meta: { profile: [url] } })
    expect([refused.status, refused.body.issue[0]?.details.text]).toEqual([422, expect.stringContaining('Observation.note')])
    delete process.env['HDMS_FHIR_PROFILES']
  })

  test('a client sees what its scopes say and nothing else', async () => {
    const token = `sha256:${createHash('sha256').update(RESULTS).digest('hex')}`
    writeFileSync(clients(), JSON.stringify([{ name: 'results viewer', token, scopes: ['system/Observation.rs', 'system/Patient.r'] }]))
    process.env['HDMS_FHIR_CLIENTS'] = clients()
    await net.network.kill('hospital')
    await net.network.revive('hospital')
    expect((await get<Bundle>('/Observation', RESULTS)).body.total).toBe(3)
    expect((await get<object>('/DiagnosticReport', RESULTS)).status).toBe(403)
    // It may not write, in a transaction neither.
    expect((await post('/Task', { resourceType: 'Task', status: 'accepted', intent: 'order' }, RESULTS)).status).toBe(403)
    const entry = [{ resource: { resourceType: 'Task', status: 'accepted', intent: 'order' }, request: { method: 'POST', url: 'Task' } }]
    expect((await post('/', { resourceType: 'Bundle', type: 'transaction', entry }, RESULTS)).status).toBe(403)
    const { body } = await get<Bundle>(`/Patient/${patientId}/$everything`, RESULTS)
    expect(new Set(body.entry.map((e) => e.resource.resourceType))).toEqual(new Set(['Patient', 'Observation']))
    // What it looked at stands in the audit log, without the patient.
    const audit = readFileSync(join(net.file.folder, 'hospital', 'audit.jsonl'), 'utf8')
    expect(audit).toContain('"results viewer"')
    expect(audit).not.toContain(patientId)
  })
})
