/** The same main job with a HIS that speaks FHIR R4, and what the node refuses of it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readCcda } from '@hdms/health/ccda/read.ts'
import { register } from '@hdms/sandbox/demo/treatment.ts'
import { Person } from '@hdms/sandbox/people/person.ts'
import { SAMPLE_BUNDLE } from '@hdms/sandbox/people/sample.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allergySection, ccdaXml, resultSection, unknownSection } from '../support/ccda.ts'
import { agree, failureOf, hisGet, type TestNetwork, testNetwork, treatment, until, visitor } from '../support/network.ts'

let net: TestNetwork
beforeAll(async () => {
  net = await testNetwork('fhir')
})
afterAll(() => net?.stop())

const post = async (path: string, body: unknown, token?: string) => {
  const authorization = `Bearer ${token ?? readFileSync(join(net.file.folder, 'hospital', 'api-token'), 'utf8').trim()}`
  const url = `http://127.0.0.1:${net.file.ports.hospital}/fhir${path}`
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const reply = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/fhir+json', authorization }, body: text })
  return { status: reply.status, text: await reply.text() }
}

const get = async (url: string) => {
  const authorization = `Bearer ${readFileSync(join(net.file.folder, 'hospital', 'api-token'), 'utf8').trim()}`
  const reply = await fetch(url, { headers: { authorization } })
  return { status: reply.status, text: await reply.text() }
}

describe('a HIS over FHIR R4', () => {
  test('21 steps, final on both ledgers', async () => {
    const visit = await visitor(net.file)
    const outcome = await treatment(net.file, visit, agree)
    expect(outcome.steps).toHaveLength(21)
    expect(outcome.comparison.rows.filter((r) => !r.same)).toEqual([])
    await visit.person.off()
  })

  test('a refusal by the HIS and one by the person reach the other side', async () => {
    const visit = await visitor(net.file)
    const failure = await failureOf(treatment(net.file, { ...visit, desk: { ...visit.desk, code: 'NO' } }))
    expect(failure).toMatchObject({ code: 'REFUSED', data: { reason: expect.stringContaining('register at the desk') } })
    const no = async () => ({ approved: false, reason: 'not this' })
    expect(await failureOf(treatment(net.file, visit, no))).toMatchObject({ data: { reason: 'not this' } })
    await until(async () =>
      (await hisGet<{ orders: { state: string }[] }>(net.file, '/orders')).orders.some((o) => o.state === 'cancelled'),
    )
    await visit.person.off()
  })

  test('kill -9 of the HIS in the middle: it goes on where it stood', async () => {
    const visit = await visitor(net.file)
    const outcome = await treatment(net.file, visit, async (ask) => {
      if (ask.question === 'consent') await net.network.kill('his')
      return { approved: true }
    })
    expect(outcome.comparison.same).toBe(true)
    await visit.person.off()
  })

  test('no token, broken JSON, an invalid resource, an order that is not ours: refused with an OperationOutcome', async () => {
    const ids = [
      { system: 'urn:hdms:order', value: 'nothing' },
      { system: 'urn:hdms:call', value: '1' },
    ]
    const task = { resourceType: 'Task', status: 'accepted', intent: 'order', identifier: ids, for: { identifier: { value: 'P' } } }
    expect((await post('/Task', task, 'wrong')).status).toBe(401)
    const cases: readonly (readonly [string, unknown, RegExp])[] = [
      ['/Task', '{"resourceType":', /DOCUMENT_INVALID/],
      ['/Task', { ...task, status: 7 }, /DOCUMENT_INVALID/],
      ['/Task', { ...task, identifier: [] }, /DOCUMENT_INVALID/],
      ['/Task', task, /order number is not known/],
      ['/', { resourceType: 'Bundle', type: 'collection' }, /transaction Bundle is expected/],
    ]
    for (const [path, body, expected] of cases) {
      const { status, text } = await post(path, body)
      expect([status, text]).toEqual([422, expect.stringMatching(expected)])
      expect(text).toContain('OperationOutcome')
    }
  })

  test('a patient is merged and a result corrected in a transaction: the new version comes to the person; a part of it that is wrong takes nothing', async () => {
    const { desk, patientId } = await register(net.file, SAMPLE_BUNDLE)
    const person = await Person.create(net.file, patientId)
    await person.post('/import', SAMPLE_BUNDLE)
    await treatment(net.file, { person, desk }, agree)
    const { orders } = await hisGet<{ orders: { id: string; patientId?: string }[] }>(net.file, '/orders')
    const order = orders.find((o) => o.patientId === patientId)?.id
    const identifier = (value: string) => ({ identifier: { system: 'urn:hdms:his-patient', value } })
    const merged = {
      resourceType: 'Patient',
      identifier: [identifier(patientId).identifier],
      link: [{ type: 'replaced-by', other: identifier('P-SURVIVES') }],
    }
    const weight = {
      resourceType: 'Observation',
      id: 'weighed-again',
      status: 'final',
      basedOn: [{ identifier: { system: 'urn:hdms:order', value: order } }],
      subject: identifier('P-SURVIVES'),
      code: { coding: [{ system: 'http://loinc.org', code: '29463-7', display: 'Body weight' }] },
      effectiveDateTime: '2026-11-21T09:00:00Z',
      valueQuantity: { value: 64.2, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
    }
    const transaction = (...resources: object[]) => ({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: resources.map((resource) => ({
        resource,
        request: { method: 'POST', url: (resource as { resourceType: string }).resourceType },
      })),
    })
    const versions = async () => (await person.get<{ records: { supersededBy?: string }[] }>('/records')).records
    const before = await versions()
    // The order is not of that patient before the merge; one entry that is wrong refuses all.
    expect((await post('/', transaction(weight))).text).toMatch(/the order is of another patient/)
    expect((await post('/', transaction(merged, { ...weight, basedOn: undefined }))).text).toMatch(
      /basedOn, the order, in entry 2 is missing/,
    )
    expect((await post('/', transaction({ resourceType: 'Condition', subject: identifier('x') }))).text).toMatch(
      /entry 1 holds a Condition/,
    )
    expect((await post('/', transaction(weight))).text).toMatch(/the order is of another patient/)
    const taken = await post('/', transaction(merged))
    expect(JSON.parse(taken.text)).toEqual({
      resourceType: 'Bundle',
      type: 'transaction-response',
      entry: [{ response: { status: '200 OK', location: expect.stringMatching(/\/fhir\/Patient\/[^/]+\/_history\/1$/), etag: 'W/"1"' } }],
    })

    // Twice, with a lost answer between: one correction.
    expect((await post('/', transaction(weight))).status).toBe(200)
    const again = await post('/', transaction(weight))
    expect(again.status).toBe(200)
    const { response } = (JSON.parse(again.text) as { entry: { response: { status: string; location: string; etag: string } }[] })
      .entry[0] as { response: { status: string; location: string; etag: string } }
    expect(response).toMatchObject({ status: '201 Created', etag: 'W/"1"' })
    const asked = await until(async () => (await person.get<{ asks: { id: string; question: string }[] }>('/asks')).asks[0])
    expect(asked.question).toBe('correction')
    await person.post('/answers', { id: asked.id, approved: true })
    await until(async () => (await versions()).some((r) => r.supersededBy))
    expect((await versions()).length).toBe(before.length + 1)
    // Where the answer said that it would be, once the record of it stands.
    const weighed = await until(async () => {
      const reply = await get(response.location)
      return reply.status === 200 ? reply.text : undefined
    })
    expect(JSON.parse(weighed)).toMatchObject({ resourceType: 'Observation', valueQuantity: { value: 64.2 } })
    await person.off()
  })

  test('a C-CDA comes as the result of an order: the person holds what it says, and it goes out again as FHIR and as C-CDA', async () => {
    const { desk, patientId } = await register(net.file, SAMPLE_BUNDLE)
    const person = await Person.create(net.file, patientId)
    await person.post('/import', SAMPLE_BUNDLE)
    await treatment(net.file, { person, desk }, agree)
    const { orders } = await hisGet<{ orders: { id: string; patientId?: string }[] }>(net.file, '/orders')
    const order = orders.find((o) => o.patientId === patientId)?.id
    const document = (patient: string, xml: string) => ({
      resourceType: 'DocumentReference',
      status: 'current',
      masterIdentifier: { system: 'urn:ietf:rfc:3986', value: 'urn:oid:1.2.3.4' },
      subject: { identifier: { system: 'urn:hdms:his-patient', value: patient } },
      context: { related: [{ identifier: { system: 'urn:hdms:order', value: order } }] },
      content: [{ attachment: { contentType: 'text/xml', data: Buffer.from(xml).toString('base64') } }],
    })
    const sections = [resultSection('<value xsi:type="PQ" value="6.50" unit="%"/>'), allergySection('416098002', '7980')]
    // Of another patient inside, or with entities: nothing is taken.
    expect((await post('/DocumentReference', document(patientId, ccdaXml({ patient: 'P-other', sections })))).text).toMatch(
      /of another patient/,
    )
    const hostile = `<!DOCTYPE a [<!ENTITY b "c">]>${ccdaXml({ patient: patientId })}`
    expect((await post('/DocumentReference', document(patientId, hostile))).text).toMatch(/document type declaration/)
    const taken = await post(
      '/DocumentReference',
      document(patientId, ccdaXml({ patient: patientId, sections: [...sections, unknownSection()] })),
    )
    expect([taken.status, taken.text]).toEqual([201, expect.stringContaining('In the document only: 1 of 1 entries of section 99999-1')])

    const asked = await until(async () => (await person.get<{ asks: { id: string; question: string }[] }>('/asks')).asks[0])
    await person.post('/answers', { id: asked.id, approved: true })
    const read = async (path: string) => {
      const authorization = `Bearer ${readFileSync(join(net.file.folder, 'hospital', 'api-token'), 'utf8').trim()}`
      const reply = await fetch(`http://127.0.0.1:${net.file.ports.hospital}/fhir${path}`, { headers: { authorization } })
      return { type: reply.headers.get('content-type'), text: await reply.text() }
    }
    const allergies = await until(async () => {
      const { text } = await read(`/AllergyIntolerance?patient=${patientId}`)
      return (JSON.parse(text) as { total: number }).total === 1 ? text : undefined
    })
    expect(allergies).toContain(`"patient":{"reference":"Patient/${patientId}"}`)
    expect((await read(`/Observation?patient=${patientId}&code=4548-4`)).text).toContain('"value":6.50')
    const { type, text: xml } = await read(`/Patient/${patientId}/$ccda-export`)
    expect(type).toBe('application/xml; charset=utf-8')
    const { patientIds, resources } = readCcda(new TextEncoder().encode(xml), '+09:00')
    expect(patientIds).toContain(patientId)
    expect(resources.map((r) => r.json).join()).toMatch(/"code":"7980".*"value":6\.50/s)
    // The person sees the same in their own node.
    const { records } = await person.get<{ records: { key: string; supersededBy?: string }[] }>('/records')
    expect(records.filter((r) => r.supersededBy)).toHaveLength(1)
    await person.off()
  })
})
