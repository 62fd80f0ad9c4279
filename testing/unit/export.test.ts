/** What an analysis gets of what was bought: FHIR with a Bulk manifest, every OMOP table as the model has it, a flat table, checksums, a notebook. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type ExportTerms, exportFiles } from '@hdms/health/export/files.ts'
import { OMOP_TABLES } from '@hdms/health/export/omop.ts'
import { csvLine, rowsOf, type Subject } from '@hdms/health/export/subjects.ts'
import { describe, expect, test } from 'vitest'
import { dataPath, needs } from '../support/data.ts'

const quantity = (value: number, unit: string) => ({ value, unit, system: 'http://unitsofmeasure.org', code: unit })
const loinc = (code: string) => ({ coding: [{ system: 'http://loinc.org', code }] })
const record = (source: string, resources: object[], key = 'ab'.repeat(32), months = '') => ({
  ...{
    key,
    recordId: source === 'hospital' ? 'cd'.repeat(32) : '',
    issuer: source === 'hospital' ? 'O=Hospital,C=KR' : '',
    notary: '',
    source,
    months,
  },
  resources,
})
const SUBJECTS: Subject[] = [
  {
    pseudonym: 'Saaaa',
    sex: 'female',
    age: 40,
    records: [
      record('hospital', [
        {
          resourceType: 'Observation',
          status: 'final',
          code: loinc('4548-4'),
          effectiveDateTime: '2026-03-02',
          valueQuantity: { ...quantity(6.1, '%'), comparator: '>' },
        },
        {
          resourceType: 'Observation',
          status: 'final',
          code: loinc('85354-9'),
          effectiveDateTime: '2026-03-02',
          component: [
            { code: loinc('8480-6'), valueQuantity: quantity(131, 'mm[Hg]') },
            { code: loinc('8462-4'), valueQuantity: quantity(84, 'mm[Hg]') },
          ],
        },
        {
          resourceType: 'Condition',
          code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'E11.9' }] },
          onsetDateTime: '2020-01-01',
        },
      ]),
    ],
  },
  {
    pseudonym: 'Sbbbb',
    sex: '',
    age: -1,
    records: [
      record(
        'self-reported',
        [
          {
            resourceType: 'Immunization',
            status: 'completed',
            vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '140' }] },
          },
          {
            resourceType: 'MedicationRequest',
            medicationCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code: 'A10BA02, "x"' }] },
            authoredOn: '2026',
          },
          {
            resourceType: 'Procedure',
            code: { coding: [{ system: 'http://snomed.info/sct', code: '1' }] },
            performedPeriod: { start: '2026-05-01T10:00:00Z' },
          },
        ],
        'ef'.repeat(32),
      ),
    ],
  },
]
const TERMS: ExportTerms = {
  ...{
    query: '11'.repeat(16),
    hash: '22'.repeat(32),
    institution: 'O=Institute,C=KR',
    purpose: { duo: 'DUO:0000042', label: 'general research use' },
  },
  ...{ modifiers: [], disease: '', from: '2025-01-01', until: '2026-12-31', useUntil: '2027-01-01', dates: 'day' },
  ...{ usableUntil: '2027-01-01T00:00:00.000Z', leftOut: {} },
}
const files = exportFiles(SUBJECTS, TERMS, '2026-11-21T00:00:00.000Z')
const text = (name: string): string => files.find((f) => f.name === name)?.text ?? ''
/** Of a file without line breaks in its fields. */
const csv = (name: string): Record<string, string>[] => {
  const [head = '', ...lines] = text(name).trim().split('\r\n')
  const cut = (line: string): string[] =>
    (line.match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? []).map((f) => f.replace(/,$/, '').replace(/^"|"$/g, '').replaceAll('""', '"'))
  const columns = cut(head)
  return lines.map((line) => Object.fromEntries(cut(line).map((value, i) => [columns[i] ?? '', value])))
}

describe('the export', () => {
  test('one line for every coded statement, components apart, values as they were written', () => {
    expect(rowsOf(SUBJECTS).map((r) => [r.subject, r.code, r.value, r.unit, r.day])).toEqual([
      ['Saaaa', '4548-4', '>6.1', '%', '2026-03-02'],
      ['Saaaa', '8480-6', '131', 'mm[Hg]', '2026-03-02'],
      ['Saaaa', '8462-4', '84', 'mm[Hg]', '2026-03-02'],
      ['Saaaa', 'E11.9', '', '', '2020-01-01'],
      ['Sbbbb', '140', '', '', ''],
      ['Sbbbb', 'A10BA02, "x"', '', '', '2026'],
      ['Sbbbb', '1', '', '', '2026-05-01'],
    ])
    expect(csv('facts.csv').map((r) => r['code'])).toContain('A10BA02, "x"')
    expect(csvLine(['a,b', 'c"d', 1])).toBe('"a,b","c""d",1\r\n')
  })

  test('FHIR: each type in a file of its own, listed and counted by the manifest; every reference leads to a patient that is there', () => {
    const manifest = JSON.parse(text('fhir/manifest.json')) as { output: { type: string; url: string; count: number }[] }
    for (const { url, count, type } of manifest.output) {
      const lines = text(`fhir/${url}`)
        .trim()
        .split('\n')
        .map((l) => JSON.parse(l) as { resourceType: string; id: string })
      expect([lines.length, new Set(lines.map((l) => l.id)).size]).toEqual([count, count])
      expect(lines.every((l) => l.resourceType === type)).toBe(true)
    }
    const patients = text('fhir/Patient.ndjson')
      .trim()
      .split('\n')
      .map((l) => JSON.parse(l) as object)
    expect(patients).toEqual([
      { resourceType: 'Patient', id: 'Saaaa', gender: 'female', extension: [{ url: 'urn:hdms:age-band', valueString: '40-49' }] },
      { resourceType: 'Patient', id: 'Sbbbb' },
    ])
    expect(text('fhir/Immunization.ndjson')).toContain('"patient":{"reference":"Patient/Sbbbb"}')
  })

  test('checksums cover every file, and the citation changes with the content', () => {
    for (const line of text('SHA256SUMS').trim().split('\n')) {
      const [digest, name = ''] = line.split('  ')
      expect(createHash('sha256').update(text(name)).digest('hex')).toBe(digest)
    }
    const other = exportFiles(SUBJECTS.slice(1), TERMS, '2026-11-21T00:00:00.000Z').find((f) => f.name === 'terms.json')?.text ?? '{}'
    expect((JSON.parse(other) as { citation: string }).citation).not.toBe((JSON.parse(text('terms.json')) as { citation: string }).citation)
  })

  test('OMOP: ids that are there, dates where the model demands them, and what is not told is marked', () => {
    const people = csv('omop/person.csv')
    expect(people.map((p) => [p['person_id'], p['gender_concept_id'], p['year_of_birth'], p['person_source_value']])).toEqual([
      ['1', '8532', '1981', 'Saaaa'],
      ['2', '0', '1900', 'Sbbbb'],
    ])
    const tables = Object.keys(OMOP_TABLES).filter((t) => t !== 'cdm_source')
    const known = new Set(people.map((p) => p['person_id']))
    for (const table of tables) for (const row of csv(`omop/${table}.csv`)) expect(known.has(row['person_id'])).toBe(true)
    expect(csv('omop/drug_exposure.csv').map((r) => [r['drug_exposure_start_date'], r['drug_source_value']])).toEqual([
      ['2025-01-01', 'CVX:140'],
      ['2026-01-01', 'ATC:A10BA02, "x"'],
    ])
    const bare = exportFiles(SUBJECTS, { ...TERMS, dates: 'none' }, '2026-11-21T00:00:00.000Z')
    expect(bare.find((f) => f.name === 'dictionary.csv')?.text).toContain('days are not told')
    const glucose = { resourceType: 'Observation', status: 'final', code: loinc('2345-7'), valueQuantity: quantity(99, 'mg/dL') }
    const told = (months: string) =>
      exportFiles(
        [{ ...(SUBJECTS[0] as Subject), records: [record('hospital', [glucose], 'ef'.repeat(32), months)] }],
        { ...TERMS, dates: 'month' },
        '2026-11-21T00:00:00.000Z',
      )
    expect(told('2026-03/2026-03').find((f) => f.name === 'facts.csv')?.text).toContain(',2026-03,')
    expect(told('2026-03/2026-05').find((f) => f.name === 'facts.csv')?.text).not.toContain('2026-0')
  })

  const model = 'health/omop-cdm54/OMOP_CDMv5.4_Field_Level.csv'
  test('OMOP: every table has the columns of CDM 5.4, in order, and none of its required ones is empty', needs(model), () => {
    const fields = readFileSync(dataPath(model), 'utf8')
      .split('\n')
      .flatMap((line) => {
        const [table = '', field = '', required, type] = line.split(',')
        return table in OMOP_TABLES ? [{ table, field, required: required === 'Yes', type: type ?? '' }] : []
      })
    for (const table of Object.keys(OMOP_TABLES)) {
      const own = fields.filter((f) => f.table === table)
      expect(OMOP_TABLES[table as keyof typeof OMOP_TABLES]).toEqual(own.map((f) => f.field))
      for (const row of csv(`omop/${table}.csv`))
        for (const { field, required, type } of own) {
          const value = row[field] ?? ''
          expect([table, field, required && value === '']).toEqual([table, field, false])
          if (value !== '' && type === 'integer') expect(value).toMatch(/^\d+$/)
          const limit = /varchar\((\d+)\)/.exec(type)?.[1]
          if (limit) expect([field, value.length <= Number(limit)]).toEqual([field, true])
        }
    }
  })

  test('the notebook opens the export, checks it and plots; a changed file is noticed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'hdms-export-'))
    try {
      for (const { name, text: content } of files) {
        mkdirSync(dirname(join(folder, name)), { recursive: true })
        writeFileSync(join(folder, name), content)
      }
      const { cells } = JSON.parse(text('analysis.ipynb')) as { cells: { cell_type: string; source: string[] }[] }
      const code = cells.flatMap((c) => (c.cell_type === 'code' ? [c.source.join('')] : [])).join('\n')
      const run = (): string => execFileSync('python3', ['-c', code], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
      expect(run()).toMatch(/7 facts of 2 people; for general research use until 2027-01-01/)
      expect(readFileSync(join(folder, 'plot.svg'), 'utf8')).toContain('</svg>')
      writeFileSync(join(folder, 'facts.csv'), text('facts.csv').replace('131', '121'))
      expect(run).toThrow(/facts.csv was changed/)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
