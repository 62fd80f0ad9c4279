/** What we emit as FHIR before a judge that nobody here wrote, and our REST interface before a client that nobody here wrote: HAPI FHIR. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fhirFiles } from '@hdms/health/export/fhir.ts'
import { observationsOf } from '@hdms/health/gait/observations.ts'
import { decodeMessage } from '@hdms/node/institutional/his/hl7/charset.ts'
import { resultsIn } from '@hdms/node/institutional/his/hl7/results.ts'
import { composed } from '@hdms/node/institutional/his/reports.ts'
import { register } from '@hdms/sandbox/demo/treatment.ts'
import { Person } from '@hdms/sandbox/people/person.ts'
import { SAMPLE_BUNDLE } from '@hdms/sandbox/people/sample.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { Hl7Message } from '@medplum/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dataPath } from '../support/data.ts'
import { FhirPeer } from '../support/fhir-peer.ts'
import { whyNoJava } from '../support/java.ts'
import { agree, type TestNetwork, testNetwork, treatment } from '../support/network.ts'

const why = whyNoJava()
if (why) process.stderr.write(`skipped, HAPI FHIR as a peer: ${why}\n`)

let net: TestNetwork
let peer: FhirPeer
let patientId: string
const base = () => `http://127.0.0.1:${net.file.ports.hospital}/fhir`
const token = () => readFileSync(join(net.file.folder, 'hospital', 'api-token'), 'utf8').trim()
const get = async (path: string, own = token()): Promise<string> =>
  (await fetch(`${base()}${path}`, { headers: { authorization: `Bearer ${own}` } })).text()

interface Answer {
  readonly status: number
  readonly type?: string
  readonly total?: number
  readonly ids?: readonly string[]
  readonly fullUrls?: readonly string[]
  readonly id?: string
  readonly version?: string
  readonly outcome?: boolean
  readonly responses?: readonly (readonly string[])[]
}
const ask = (op: string, more: object = {}): Promise<Answer> => peer.ask<Answer>({ op, base: base(), token: token(), ...more })

/** Results as laboratories send them: numbers in every form, titres, cultures, notes, text, a scan. */
const HEAD = 'MSH|^~\\&|LAB|HOSPITAL|NODE|HOSPITAL|20261121100000+0900||ORU^R01^ORU_R01|1|P|2.5.1'
const RESULTS = [
  [
    'PID|1||P-100^^^HOSPITAL^MR||Kim^Minji||19800101|F',
    'ORC|RE|a1b2c3d4e5f6|F1',
    'OBR|1|a1b2c3d4e5f6|F1|24331-1^Lipid panel^LN|||20261121090000|||||||||||||||20261121093000||LAB|F',
    'NTE|1||fasting',
    'OBX|1|NM|2093-3^Cholesterol^LN||065.88|mg/dl|<200|N|||F|||20261121091500',
    'OBX|2|SN|2345-7^Glucose^LN||<^3|mmol/L|3.9-5.5|L|||F',
    'OBX|3|SN|5334-8^Rubella^LN||1^:^128||||||F',
    'OBX|4|SN|5797-6^Ketones^LN||5^-^10|mg/dL|||||F',
    'OBX|5|ST|5778-6^Color^LN||Yellow||||||F',
    'OBX|6|CWE|600-7^Bacteria^LN|1|112283007^Escherichia coli^SCT||||||F',
    'OBX|7|NM|2823-3^Potassium^LN||6.9|mmol/L|3.5-5.1|HH|||C|||20261121091500',
    'NTE|1||haemolysed',
    'OBX|8|TX|8251-1^Comment^LN||two~lines||||||F',
    'OBX|9|DT|8665-2^Last period^LN||20261101||||||F',
    'OBX|10|NM|1975-2^Bilirubin^LN||1.5E1|local/unit|||||F',
  ],
]

describe.skipIf(why)('HAPI FHIR', () => {
  beforeAll(async () => {
    ;[net, peer] = await Promise.all([testNetwork(), FhirPeer.start([dataPath('health/kr-core-2.0.0/json')])])
    const { desk, patientId: id } = await register(net.file, SAMPLE_BUNDLE)
    patientId = id
    const person = await Person.create(net.file, id)
    await person.post('/import', SAMPLE_BUNDLE)
    await treatment(net.file, { person, desk }, agree)
    await person.off()
  }, 600_000)
  afterAll(async () => {
    peer?.stop()
    await net?.stop()
  })

  test('I10 the judge finds what is wrong, so that finding nothing means something', async () => {
    const wrong = { resourceType: 'Observation', status: 'done', code: {}, note: [{ texte: 'x' }] }
    expect((await peer.errorsIn(JSON.stringify(wrong))).join('\n')).toMatch(/texte[\s\S]*status|status[\s\S]*texte/)
  })

  test('I10 the judge finds no error in anything that the REST interface answers', async () => {
    const [first] = (await ask('search', { type: 'Observation', by: { patient: patientId } })).ids ?? []
    const answers: Record<string, string> = {
      metadata: await get('/metadata'),
      everything: await get(`/Patient/${patientId}/$everything`),
      patients: await get(`/Patient?identifier=${patientId}`),
      search: await get(`/Observation?patient=${patientId}&_count=1`),
      nothing: await get('/Observation?code=none'),
      read: await get(`/${first}`),
      history: await get(`/${first}/_history`),
      missing: await get('/Observation/none'),
      unauthorised: await get('/Observation', 'wrong'),
      refused: await get('/Observation?date=yesterday'),
    }
    for (const [what, text] of Object.entries(answers)) expect([what, await peer.errorsIn(text)]).toEqual([what, []])
  })

  test('I10 nor in results that came over HL7 v2, in activity, or in what researchers get', async () => {
    const emitted: [string, string][] = []
    for (const lines of RESULTS)
      for (const text of composed(resultsIn(Hl7Message.parse([HEAD, ...lines].join('\r')), '+09:00').items).resources)
        emitted.push(['HL7 v2', text])
    const day = {
      date: '2026-11-21',
      minutes: [{ start: 1_795_219_200, steps: 110, distance: 80, intensity: 'moderate', met: 3.5 }],
      bouts: [{ start: 1_795_219_200, end: 1_795_219_260, steps: 110, distance: 80 }],
    } as unknown as Parameters<typeof observationsOf>[0]
    for (const resource of observationsOf(day, 'CN=0123456789abcdef,O=Health In My Storage,C=KR', 'shoes'))
      emitted.push(['activity', JSON.stringify(resource)])
    const resources = (
      JSON.parse(SAMPLE_BUNDLE) as { entry: { resource: { resourceType: string; id?: string; subject?: unknown; patient?: unknown } }[] }
    ).entry
      .map(({ resource: { id, subject, patient, ...rest } }) => rest)
      .filter(({ resourceType }) => resourceType !== 'Patient')
    const subjects = [
      { pseudonym: 'p1', sex: 'female', age: 40, records: [{ key: '0123456789abcdef0123456789abcdef', resources }] },
    ] as unknown as Parameters<typeof fhirFiles>[0]
    for (const { name, text } of fhirFiles(subjects, 'query', '2026-11-21T00:00:00Z'))
      if (name.endsWith('.ndjson')) for (const line of text.trimEnd().split('\n')) emitted.push([name, line])
    expect(emitted.length).toBeGreaterThan(20)
    for (const [what, text] of emitted) expect([what, await peer.errorsIn(text), text]).toEqual([what, [], text])
  })

  test('nor in results of messages that other projects publish', async (context) => {
    const folder = dataPath('health/hl7v2-messages')
    let files: string[]
    try {
      files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /ORU|oru/.test(name) && !/\.json$/.test(name))
    } catch {
      return context.skip('the data set health/hl7v2-messages is not beside the project')
    }
    let judged = 0
    for (const name of files) {
      let resources: readonly string[]
      try {
        const { text } = decodeMessage(readFileSync(join(folder, name)), 'KS X 1001')
        resources = composed(resultsIn(Hl7Message.parse(text.replace(/\r?\n/g, '\r')), '+09:00').items).resources
      } catch (error) {
        expect([name, asHdmsError(error).code]).toEqual([name, 'HIS_PROTOCOL'])
        continue
      }
      for (const resource of resources) expect([name, await peer.errorsIn(resource), resource]).toEqual([name, [], resource])
      judged += resources.length
    }
    expect(judged).toBeGreaterThan(0)
  })

  test('the client reads, reads a version, and reads the history of what was issued', async () => {
    const { ids = [], fullUrls = [], type } = await ask('search', { type: 'Observation', by: { patient: patientId } })
    expect([type, ids.length]).toEqual(['searchset', 3])
    const id = (ids[0] as string).split('/')[1] as string
    expect(fullUrls).toContain(`${base()}/Observation/${id}`)
    expect(await ask('read', { type: 'Observation', id })).toMatchObject({ status: 200, version: '1' })
    expect(await ask('vread', { type: 'Observation', id, version: '1' })).toMatchObject({ status: 200, version: '1' })
    expect(await ask('vread', { type: 'Observation', id, version: '2' })).toMatchObject({ status: 404, outcome: true })
    expect(await ask('history', { type: 'Observation', id })).toMatchObject({ type: 'history', total: 1 })
    expect(await ask('vread', { type: 'Patient', id: patientId, version: '1' })).toMatchObject({ status: 200 })
  })

  test('the client searches by GET and by POST with the same answer, and finds patients by identifier alone', async () => {
    for (const post of [{}, { post: true }]) {
      const by = { patient: patientId, status: 'final' }
      const found = await ask('search', { type: 'Observation', by, ...post })
      const other = await ask('search', { type: 'Observation', by: { ...by, status: 'amended' }, ...post })
      expect([found.total, other.total]).toEqual([3, 0])
      expect((await ask('search', { type: 'Patient', by: { identifier: patientId }, ...post })).ids).toEqual([`Patient/${patientId}`])
      expect((await ask('search', { type: 'Patient', by: { identifier: 'somebody-else' }, ...post })).total).toBe(0)
      // Passing over what it is asked by would give out everybody.
      expect((await ask('search', { type: 'Patient', by: { name: 'Kim' }, ...post })).status).toBe(400)
    }
  })

  test('the client gets everything of a patient by GET and by POST, with addresses of each, and of some types', async () => {
    const whole = await ask('everything', { id: patientId })
    expect(whole.fullUrls?.every((url) => url.startsWith(base()))).toBe(true)
    expect((await ask('everything', { id: patientId, post: true })).ids).toEqual(whole.ids)
    const some = await ask('everything', { id: patientId, post: true, types: 'Observation' })
    expect(some.ids?.map((id) => id.split('/')[0])).toEqual(['Patient', 'Observation', 'Observation', 'Observation'])
  })

  test('a wrong token and a missing one are answered with 401 and a challenge', async () => {
    expect(await ask('read', { type: 'Patient', id: patientId, token: 'wrong' })).toMatchObject({ status: 401, outcome: true })
    const wrong = await fetch(`${base()}/Patient/${patientId}`, { headers: { authorization: 'Bearer wrong' } })
    expect([wrong.status, wrong.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="FHIR", error="invalid_token"'])
    const missing = await fetch(`${base()}/Patient/${patientId}`)
    expect([missing.status, missing.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="FHIR"'])
  })
})
