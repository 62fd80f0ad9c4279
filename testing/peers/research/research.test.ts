/** An export is loaded by DuckDB under the model's own DDL, keys and references, and by pandas, from Parquet and from CSV. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { contentOf } from '@hdms/health/export/file.ts'
import { exportFiles } from '@hdms/health/export/files.ts'
import type { ExportRecord, Subject } from '@hdms/health/export/subjects.ts'
import { exactOf } from '@hdms/shared/documents/exact.ts'
import { parseJson } from '@hdms/shared/documents/json.ts'
import { describe, expect, test } from 'vitest'
import { dataPath, needs } from '../../support/data.ts'
import { judged, needsPeer } from '../peer.ts'

const model = 'health/omop-cdm54/ddl-postgresql'
const coded = (system: string, code: string) => ({ coding: [{ system, code }] })
const LOINC = 'http://loinc.org'
const observed = (more: object): object => ({
  ...{ resourceType: 'Observation', status: 'final', code: coded(LOINC, '2345-7'), effectiveDateTime: '2026-03-02T08:00:00+09:00' },
  ...more,
})
const record = (texts: readonly string[], source = 'hospital'): ExportRecord => ({
  ...{ key: 'ab'.repeat(32), recordId: '', issuer: '', notary: '', source, months: '' },
  resources: texts.map((text) => exactOf(parseJson(text))),
})
const odd = [
  observed({ valueQuantity: { value: 3, comparator: '<', unit: 'ng/L' } }),
  observed({ valueCodeableConcept: coded('http://snomed.info/sct', '260385009') }),
  observed({ valueQuantity: { value: 5, unit: '=HYPERLINK("http://x","y"), \r\n한글 µ' }, effectiveDateTime: '2026-02-31' }),
  observed({ valueBoolean: true, effectiveDateTime: '2025' }),
  observed({
    component: [
      { code: coded(LOINC, '8480-6'), valueInteger: 120 },
      { code: coded(LOINC, '8462-4'), valueInteger: 80 },
    ],
  }),
  { resourceType: 'Condition', code: coded('http://hl7.org/fhir/sid/icd-10', 'E11.9'), onsetDateTime: '2020-01' },
  {
    resourceType: 'Procedure',
    status: 'completed',
    code: coded('http://snomed.info/sct', '1'.repeat(80)),
    performedDateTime: '2026-05-01',
  },
  {
    resourceType: 'MedicationRequest',
    intent: 'order',
    medicationCodeableConcept: coded('http://www.whocc.no/atc', 'A10BA02'),
    authoredOn: '2026',
  },
].map((resource) => JSON.stringify(resource))
const exact = JSON.stringify(observed({ valueQuantity: { value: 0, unit: 'mmol/L' } })).replace('"value":0', '"value":5.50')
const SUBJECTS: readonly Subject[] = [
  { pseudonym: 'Saaaa', sex: 'female', age: 40, records: [record([exact, ...odd]), record(odd, 'device')] },
  { pseudonym: 'Sbbbb', sex: '', age: -1, records: [record(odd, 'self-reported')] },
  { pseudonym: 'Scccc', sex: 'male', age: 0, records: [] },
]
const TERMS = {
  ...{ query: '11'.repeat(16), hash: '22'.repeat(32), institution: 'O=I,C=KR', purpose: { duo: 'DUO:0000042', label: 'x' } },
  ...{
    modifiers: [],
    disease: '',
    from: '2025-01-01',
    until: '2026-12-31',
    useUntil: '2027-01-01',
    usableUntil: '2027-01-01',
    leftOut: {},
  },
} as const

describe('research', needsPeer('duckdb'), () => {
  test('DuckDB takes every table under the constraints of CDM 5.4, and pandas the facts', needs(model), () => {
    for (const dates of ['day', 'none'] as const) {
      const folder = mkdtempSync(join(tmpdir(), 'hdms-omop-'))
      try {
        for (const file of exportFiles(SUBJECTS, { ...TERMS, dates }, '2026-11-21T00:00:00.000Z')) {
          mkdirSync(dirname(join(folder, file.name)), { recursive: true })
          writeFileSync(join(folder, file.name), contentOf(file))
        }
        const [said, ...more] = judged('research/load.py', folder, dataPath(model)).reverse()
        expect(more).toEqual([])
        const { tables, measurements } = said as { tables: string[]; measurements: (number | string | null)[][] }
        expect(tables).toContain('drug_exposure')
        expect(measurements.slice(0, 3)).toEqual([
          [4172703, 5.5, '5.50'],
          [4171756, 3, '<3'],
          [null, null, 'SNOMED:260385009'],
        ])
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    }
  })
})
