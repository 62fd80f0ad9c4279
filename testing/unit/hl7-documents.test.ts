/** I4 What is inside a document of HL7 v2 (MDM), and what is said beside a file: in the record or beside it, by its name. */
import { validateResource } from '@hdms/health/fhir/validate.ts'
import { documentIn } from '@hdms/node/institutional/his/hl7/document.ts'
import { resultsIn } from '@hdms/node/institutional/his/hl7/results.ts'
import { composed } from '@hdms/node/institutional/his/reports.ts'
import { parseJson } from '@hdms/shared/documents/json.ts'
import { Hl7Message } from '@medplum/core'
import { expect, test } from 'vitest'

const txa = ['TXA', '1', 'DS^Discharge summary^L', 'TX', '20261121100000', '77^Lee^Min', '', '', '', '', '', '', 'D1', '', 'a1b2c3d4e5f6']
const mdm = (lines: readonly string[], more: readonly string[] = ['', 'summary.txt', 'AU', 'V']) =>
  ['MSH|^~\\&|HIS|HOSP|HDMS|NODE|20261121120000-0500||MDM^T02|K1|P|2.5.1', 'PID|1||P-100', [...txa, ...more].join('|'), ...lines].join('\r')
const resourcesOf = (items: Parameters<typeof composed>[0]) => {
  const { resources } = composed(items)
  for (const resource of resources) validateResource(parseJson(resource))
  return resources.map((r) => JSON.parse(r) as Record<string, unknown>)
}
const documentOf = (lines: readonly string[]) => resourcesOf(documentIn(Hl7Message.parse(mdm(lines)), '+09:00').items)

test('I4 words, numbers, notes and the fields of a document are kept', () => {
  const all = documentOf([
    'NTE|1||of the document',
    'OBX|1|TX|H^History^L||fine~so far||||||F',
    'OBX|2|ST|P^Plan^L||go home||||||F',
    'OBX|3|NM|2823-3^Potassium^LN||<6.90|mmol/L|||||F',
    'NTE|1||haemolysed',
    'ZDC|1|local',
  ])
  const report = all.find((r) => r['resourceType'] === 'DiagnosticReport')
  expect(report).toMatchObject({
    conclusion: 'History: fine\nso far\nPlan: go home',
    code: { coding: [{ code: 'DS', display: 'Discharge summary' }], text: 'summary.txt' },
    effectiveDateTime: '2026-11-21T10:00:00-05:00',
    identifier: [{ value: 'D1' }],
    performer: [{ identifier: { value: '77' }, display: 'Min Lee' }],
    extension: [{ valueString: 'TXA-3 TX' }, { valueString: 'TXA-18 V' }, { valueString: 'NTE-3 of the document' }],
  })
  const potassium = all.find((r) => r['resourceType'] === 'Observation')
  expect(potassium).toMatchObject({
    valueQuantity: { value: 6.9, comparator: '<', code: 'mmol/L' },
    note: [{ text: 'haemolysed' }],
    extension: [{ valueString: 'ZDC|1|local' }],
  })
  expect(report?.['result']).toEqual([{ reference: `Observation/${potassium?.['id']}` }])
})

test('I4 sent again at another time it says the same', () => {
  const items = (at: string) =>
    documentIn(Hl7Message.parse(mdm(['OBX|1|TX|H^History^L||fine||||||F']).replace('20261121120000', at)), '+09:00').items
  expect(items('20261121120000')).toEqual(items('20261122120000'))
})

test('I4 two files of one name are two in a document too', () => {
  const file = (n: number, data: string) => `OBX|${n}|ED|IMG^Page^L||^application^pdf^Base64^${data}||||||F`
  const files = documentOf([file(1, 'QUFB'), file(2, 'QkJC')]).filter((r) => r['resourceType'] === 'DocumentReference')
  expect(new Set(files.map((r) => r['id'])).size).toBe(2)
})

test('I4 what is said beside a file stands with it: code, who made it, when, notes, other fields', () => {
  const line = 'OBX|1|ED|IMG^Page^L|7|^application^pdf^Base64^QUFB|||A|||F|||20261121095500||4711^Kim^Hana'
  const text = [
    'MSH|^~\\&|LIS|LAB|HDMS|NODE|20261121120000||ORU^R01|K1|P|2.5.1',
    'PID|1||P-100',
    `OBR|1|a1b2c3d4e5f6|F1|SCAN^Scan^L|||20261121100000${'|'.repeat(17)}RAD|F`,
    line,
    'NTE|1||left arm',
  ].join('\r')
  const [file] = resourcesOf(resultsIn(Hl7Message.parse(text), '+09:00').items).filter((r) => r['resourceType'] === 'DocumentReference')
  expect(file).toMatchObject({
    type: { coding: [{ code: 'IMG' }], text: 'Page' },
    category: [{ coding: [{ code: 'imaging' }] }, { coding: [{ code: 'RAD' }] }],
    author: [{ identifier: { value: '4711' }, display: 'Hana Kim' }],
    description: 'left arm',
    context: { period: { start: '2026-11-21T09:55:00+09:00' } },
    extension: [{ valueString: 'OBX-4 7' }, { valueString: 'OBX-8 A' }],
    content: [{ attachment: { data: 'QUFB' } }],
  })
})
