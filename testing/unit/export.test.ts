/** What an analysis gets of what was bought: FHIR with a Bulk manifest, every OMOP table as the model has it, a flat table, checksums, a notebook. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { contentOf } from '@hdms/health/export/file.ts'
import { type ExportTerms, exportFiles } from '@hdms/health/export/files.ts'
import { OMOP_TABLES } from '@hdms/health/export/omop.ts'
import { rowsOf, type Subject } from '@hdms/health/export/subjects.ts'
import { csvLine } from '@hdms/health/export/table.ts'
import { exactOf } from '@hdms/shared/documents/exact.ts'
import { parseJson } from '@hdms/shared/documents/json.ts'
import { parquetReadObjects } from 'hyparquet'
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
const csv = (name: string): Record<string, string>[] => csvOf(text(name))
function csvOf(content: string): Record<string, string>[] {
  if (content === '') return []
  const [head = '', ...lines] = content.trim().split('\r\n')
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

  const made = (resources: readonly object[], source = 'self-reported') => {
    const exact = resources.map((r) => exactOf(parseJson(typeof r === 'string' ? r : JSON.stringify(r))))
    const records = [record(source, exact as object[])]
    const made = exportFiles([{ ...(SUBJECTS[0] as Subject), records }], TERMS, '2026-11-21T00:00:00.000Z')
    return (name: string) => csvOf(made.find((f) => f.name === name)?.text ?? '')
  }
  const observed = (more: object) => ({
    resourceType: 'Observation',
    status: 'final',
    code: loinc('2345-7'),
    effectiveDateTime: '2026-03-02',
    ...more,
  })

  test('a comparator is told beside its number, and in OMOP by its concept', () => {
    const comparators = ['<', '<=', '', '>=', '>']
    const of = made(
      comparators.map((comparator) => observed({ valueQuantity: { ...quantity(3, 'ng/L'), ...(comparator ? { comparator } : {}) } })),
    )
    expect(of('facts.csv').map((r) => [r['value'], r['comparator'], r['number']])).toEqual(comparators.map((c) => [`${c}3`, c, '3']))
    expect(of('omop/measurement.csv').map((r) => [r['operator_concept_id'], r['value_as_number'], r['value_source_value']])).toEqual([
      ['4171756', '3', '<3'],
      ['4171754', '3', '<=3'],
      ['4172703', '3', '3'],
      ['4171755', '3', '>=3'],
      ['4172704', '3', '>3'],
    ])
  })
  test('a code is no number, with its system beside it; a truth is neither', () => {
    const of = made([
      observed({ valueCodeableConcept: { coding: [{ system: 'http://snomed.info/sct', code: '260385009' }] } }),
      observed({ valueCodeableConcept: { coding: [{ code: '12' }] } }),
      observed({ valueBoolean: false }),
      observed({ valueInteger: 4 }),
      observed({ valueQuantity: { ...quantity(3, 'ng/L'), comparator: 'ad' } }),
    ])
    expect(of('facts.csv').map((r) => [r['value'], r['number']])).toEqual([
      ['http://snomed.info/sct|260385009', ''],
      ["'|12", ''],
      ['false', ''],
      ['4', '4'],
      ['ad3', '3'],
    ])
    expect(of('omop/measurement.csv').map((r) => [r['value_as_number'], r['value_as_concept_id'], r['value_source_value']])).toEqual([
      ['', '0', 'SNOMED:260385009'],
      ['', '0', ':12'],
      ['', '', 'false'],
      ['4', '', '4'],
      ['', '', 'ad3'],
    ])
  })
  test('what is denied, forbidden or a mistake is no line and no exposure', () => {
    const drug = {
      resourceType: 'MedicationRequest',
      status: 'active',
      medicationCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code: 'A10BA02' }] },
      authoredOn: '2026-01-01',
    }
    const diagnosis = {
      resourceType: 'Condition',
      code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'E11' }] },
      onsetDateTime: '2026',
    }
    const of = made([
      { ...drug, doNotPerform: true },
      { ...drug, intent: 'proposal' },
      { ...diagnosis, verificationStatus: { coding: [{ code: 'refuted' }] } },
      {
        resourceType: 'Procedure',
        status: 'not-done',
        code: { coding: [{ system: 'http://snomed.info/sct', code: '1' }] },
        performedDateTime: '2026',
      },
      observed({ status: 'entered-in-error', valueInteger: 1 }),
      observed({ dataAbsentReason: { text: 'lost' } }),
      { ...drug, intent: 'order' },
      diagnosis,
    ])
    expect(of('facts.csv').map((r) => r['code'])).toEqual(['A10BA02', 'E11'])
    expect([
      of('omop/drug_exposure.csv').length,
      of('omop/condition_occurrence.csv').length,
      of('omop/procedure_occurrence.csv').length,
    ]).toEqual([1, 1, 0])
  })
  test('digits stay as they were written, in every file', () => {
    const text = JSON.stringify(observed({ valueQuantity: quantity(0, 'mmol/L') })).replace('"value":0', '"value":5.50')
    const exact = [exactOf(parseJson(text)), exactOf(parseJson(text.replace('5.50', '0.12345678901234567890')))]
    const out = exportFiles(
      [{ ...(SUBJECTS[0] as Subject), records: [record('hospital', exact as object[])] }],
      TERMS,
      '2026-11-21T00:00:00.000Z',
    )
    for (const name of ['facts.csv', 'omop/measurement.csv', 'fhir/Observation.ndjson']) {
      expect(out.find((f) => f.name === name)?.text).toContain('5.50')
      expect(out.find((f) => f.name === name)?.text).toContain('0.12345678901234567890')
    }
  })
  test.each([
    ['=HYPERLINK("http://x","y")', `'=HYPERLINK("http://x","y")`],
    ['+1', `'+1`],
    ['-1+cmd|x', `'-1+cmd|x`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['\t=1', `'\t=1`],
    ['  =1', `'  =1`],
    ['＝1', `'＝1`],
    ['-5.50', '-5.50'],
    ['-1.5E-3', '-1.5E-3'],
    ['<3', '<3'],
    ['mg/dL', 'mg/dL'],
  ])('nothing in a field is run: %s', (unit, expected) => {
    const of = made([observed({ valueQuantity: { value: 5, unit } })])
    expect(of('facts.csv').map((r) => [r['value'], r['unit']])).toEqual([['5', expected]])
    expect(of('omop/measurement.csv').map((r) => r['unit_source_value'])).toEqual([expected])
  })
  test('a day that is none of the calendar stands as what is not told', () => {
    const of = made([
      observed({ effectiveDateTime: '2026-02-31', valueInteger: 1 }),
      observed({ effectiveDateTime: '2026-02-03T23:30:00-05:00', valueInteger: 1 }),
    ])
    expect(of('omop/measurement.csv').map((r) => r['measurement_date'])).toEqual(['2025-01-01', '2026-02-03'])
    expect(of('omop/observation_period.csv')).toMatchObject([
      { observation_period_start_date: '2025-01-01', observation_period_end_date: '2026-02-03' },
    ])
  })
  test('Parquet holds the rows of CSV, with types and in row groups', async () => {
    const many = Array.from({ length: 5001 }, (_, i) => observed({ valueQuantity: quantity(i, 'ng/L') }))
    const out = exportFiles([{ ...(SUBJECTS[0] as Subject), records: [record('hospital', many)] }], TERMS, '2026-11-21T00:00:00.000Z')
    const bytes = out.find((f) => f.name === 'omop/measurement.parquet')?.bytes as Uint8Array<ArrayBuffer>
    expect([bytes.subarray(0, 4), bytes.subarray(-4)].map((b) => new TextDecoder().decode(b))).toEqual(['PAR1', 'PAR1'])
    const rows = await parquetReadObjects({ file: bytes.buffer })
    const lines = csvOf(out.find((f) => f.name === 'omop/measurement.csv')?.text ?? '')
    expect([rows.length, lines.length]).toEqual([5001, 5001])
    expect(rows[5000]).toMatchObject({
      measurement_id: 5001,
      value_as_number: 5000,
      measurement_date: new Date('2026-03-02'),
      range_low: null,
    })
    expect(rows.every((row, i) => String(row['value_as_number']) === lines[i]?.['value_as_number'])).toBe(true)
  })
  test('the time grows with the rows', () => {
    const people = (n: number): Subject[] =>
      Array.from({ length: n }, (_, i) => ({
        ...(SUBJECTS[0] as Subject),
        pseudonym: `S${i}`,
        records: [
          record(
            'hospital',
            Array.from({ length: 10 }, () => observed({ valueInteger: 1 })),
          ),
        ],
      }))
    const cost = (n: number): number => {
      const subjects = people(n)
      const before = process.cpuUsage().user
      exportFiles(subjects, TERMS, '2026-11-21T00:00:00.000Z')
      return process.cpuUsage().user - before
    }
    cost(100)
    const [small, large] = [cost(250), cost(1000)]
    expect(large / small).toBeLessThan(8)
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
      const file = files.find((f) => f.name === name)
      expect(
        createHash('sha256')
          .update(file ? contentOf(file) : '')
          .digest('hex'),
      ).toBe(digest)
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
      for (const file of files) {
        mkdirSync(dirname(join(folder, file.name)), { recursive: true })
        writeFileSync(join(folder, file.name), contentOf(file))
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
