/** Every message that this node sends to a HIS, and every kind of its answers, by hl7apy's strict validation: structure, required fields, data types. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { acknowledgement } from '@hdms/node/institutional/his/hl7/acknowledge.ts'
import {
  cancellation,
  handedOver,
  type Outgoing,
  queryAnswer,
  revocation,
  treatmentOrder,
} from '@hdms/node/institutional/his/hl7/outgoing.ts'
import { hl7Message } from '@hdms/node/institutional/his/hl7/text.ts'
import { Hl7Message } from '@medplum/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { judged, needsPeer } from '../peer.ts'

const AT = Date.UTC(2026, 10, 21, 9, 30)
const message = ({ type, segments }: Outgoing) =>
  hl7Message({ from: 'O=Hospital,C=KR', to: 'HIS', type, control: 'c1', at: AT }, segments).toString()
const desk = { code: 'D|1', name: '홍^길동', birthDate: '1980-03-01', sex: 'male' }
const document = { orderId: 'a1b2c3d4e5f6', patient: 'P-100^^^HOSP^MR', number: 'call-1', at: AT }
const resource = '{"resourceType":"Observation","id":"a","status":"final","code":{"text":"x"}}'
const head = 'MSH|^~\\&|LAB|SEOUL|HDMS|H|20261121093000+0900||QBP^Q11^QBP_Q11|m1|P|2.5.1||||||UNICODE UTF-8'
const query = Hl7Message.parse(`${head}\rQPD|HDMS_DATA|tag-1|a1b2c3d4e5f6|P-100^^^HOSP^MR|Observation~Condition|30|TREAT\rRCP|I`)
const replying = { facility: 'O=Hospital,C=KR', now: AT }

const SENT: Readonly<Record<string, string>> = {
  order: message(treatmentOrder('a1b2c3d4e5f6', desk, 'knee | pain')),
  'order of little': message(treatmentOrder('a1b2c3d4e5f6', { code: 'D1', name: '김', birthDate: '', sex: '' }, '')),
  'cancellation, that it is over': message(cancellation('a1b2c3d4e5f6', 'P-100', 'over & done')),
  'data, FHIR alone': message(handedOver(document, [resource], undefined)),
  'data, with a C-CDA': message(handedOver(document, [resource, resource], '<ClinicalDocument/>')),
  'revocation, to destroy': message(revocation(document, 'consent-withdrawn', ['r1', 'r2'], 0)),
  'revocation, kept by law': message(revocation(document, 'record-erased', ['r1'], AT)),
  'answer to a query': message(queryAnswer(query, 'm1', 'tag-1')),
  'acknowledgement, taken': acknowledgement(query, { code: 'AA' }, replying),
  'acknowledgement, refused': acknowledgement(query, { code: 'AE', condition: 'missing', why: 'the order | is missing' }, replying),
}

describe('HL7 v2 that we send, by hl7apy', needsPeer('hl7apy'), () => {
  const folder = mkdtempSync(join(tmpdir(), 'hdms-hl7-'))
  const verdicts = new Map<string, readonly string[]>()
  beforeAll(() => {
    for (const [name, text] of Object.entries(SENT)) writeFileSync(join(folder, `${name}.hl7`), text)
    // Each of these fields was missing once.
    const data = SENT['data, FHIR alone'] ?? ''
    writeFileSync(join(folder, 'wrong EVN.hl7'), data.replace(/EVN\|T02\|[^\r]*/, 'EVN|T02'))
    writeFileSync(join(folder, 'wrong PV1.hl7'), data.replace(/PV1[^\r]*\r/, ''))
    writeFileSync(join(folder, 'wrong TXA.hl7'), data.replace('|AU', ''))
    writeFileSync(join(folder, 'wrong RSP.hl7'), (SENT['answer to a query'] ?? '').replace(/\rQPD[^\r]*/, ''))
    for (const { file, errors } of judged('hl7/judge.py', folder) as { file: string; errors: readonly string[] }[])
      verdicts.set(file.slice(0, -4), errors)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test.each(Object.keys(SENT))('%s: no error', (name) => {
    expect([SENT[name], verdicts.get(name)]).toEqual([SENT[name], []])
  })

  test.each(['EVN', 'PV1', 'TXA', 'RSP'])('and it would say one of %s', (name) => {
    expect(verdicts.get(`wrong ${name}`)?.length).toBeGreaterThan(0)
  })
})
