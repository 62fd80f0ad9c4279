/** Everything that an analysis needs of what was bought: FHIR, OMOP, one flat table, what each column is, where each record comes from, the terms. */
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { fhirFiles } from './fhir.ts'
import type { ExportFile } from './file.ts'
import { notebook } from './notebook.ts'
import { Omop, type OmopOptions, YEAR_NOT_TOLD } from './omop.ts'
import { eachRow, type Row, type Subject } from './subjects.ts'
import { type Column, csvLine, filesOf, Table } from './table.ts'

export interface ExportTerms {
  /** Hex of the query's id and hash. */
  readonly query: string
  readonly hash: string
  readonly institution: string
  readonly purpose: { readonly duo: string; readonly label: string }
  readonly modifiers: readonly { readonly duo: string; readonly label: string }[]
  readonly disease: string
  /** ISO days. */
  readonly from: string
  readonly until: string
  /** What was bought is destroyed then. */
  readonly useUntil: string
  /** ISO instant at which the first consent of these ends: from then on this export may not be used. */
  readonly usableUntil: string
  /** How many people who sold are not in it, by why: consent withdrawn, consent ended, no notary to say that it stands. */
  readonly leftOut: Readonly<Record<string, number>>
  readonly dates: 'day' | 'month' | 'none'
}

const FACT_COLUMNS: readonly (readonly [keyof Row, string, string, string])[] = [
  [
    'subject',
    'pseudonym',
    'a person; with another buyer, and in another query, the same person has another one',
    'replaces every identifier',
  ],
  ['resource', 'text', 'id of the resource in fhir/', 'made for this export'],
  ['kind', 'FHIR type', 'kind of statement', 'what is denied, forbidden or a mistake is no line; it stands in fhir/ with its status'],
  ['system', 'URI', 'code system', ''],
  ['code', 'text', 'code', 'displays and texts are left out: they can name people'],
  ['value', 'text', 'value as it was written, with a comparator where there is one; a coded one as system|code', ''],
  ['unit', 'UCUM', 'unit of the value', ''],
  ['comparator', '< <= >= >', 'the number is a bound, and not what was measured', ''],
  ['number', 'decimal', 'digits of a number as they were written; empty for what is none', ''],
  ['day', 'ISO 8601', 'day of the statement', 'a month where the order tells months, as the seller says it; empty where it tells none'],
  ['status', 'FHIR code', 'status of the statement', ''],
  ['source', 'text', 'hospital: signed by who issued it; device and self-reported: the person says so', ''],
  ['key', 'hex', 'verification key of its record, as in provenance.json', ''],
]
const FACTS: readonly Column[] = FACT_COLUMNS.map(([name]) => ({ name, type: name === 'number' ? 'float' : 'text' }))

/** @param at ISO instant of the export */
export function exportFiles(subjects: readonly Subject[], terms: ExportTerms, at: string): ExportFile[] {
  const description = `${subjects.length} people who sold these data under consents of their own; query ${terms.query}`
  const omop: OmopOptions = { holder: terms.institution, day: at.slice(0, 10), undated: terms.from, description }
  const [facts, tables] = [new Table(FACTS), new Omop(subjects, omop)]
  for (const row of eachRow(subjects)) {
    facts.add({ ...row })
    tables.add(row)
  }
  const provenance = subjects.map(({ pseudonym, records }) => ({
    subject: pseudonym,
    records: records.map(({ resources, ...record }) => ({ ...record, resources: resources.length, verified: record.recordId !== '' })),
  }))
  const body: ExportFile[] = [
    ...filesOf('facts', facts),
    ...fhirFiles(subjects, `urn:hdms:query:${terms.query}`, at),
    ...tables.files(),
    { name: 'dictionary.csv', text: dictionary(terms) },
    { name: 'provenance.json', text: `${JSON.stringify(provenance, null, 2)}\n` },
    { name: 'analysis.ipynb', text: notebook() },
  ]
  const citation = `hdms:${terms.query}:${hex(sha256(utf8(body.map(sumOf).join('')))).slice(0, 16)}`
  const files = [
    ...body,
    { name: 'terms.json', text: `${JSON.stringify({ ...terms, exported: at, people: subjects.length, citation }, null, 2)}\n` },
  ]
  return [...files, { name: 'SHA256SUMS', text: files.map(sumOf).join('') }]
}

/** Characters that are hashed at once, through one buffer: a file is not copied for its sum. */
const PORTION = 1 << 16
function sumOf({ name, text, bytes }: ExportFile): string {
  const hash = sha256.create()
  if (bytes) hash.update(bytes)
  const [encoder, room] = [new TextEncoder(), new Uint8Array(3 * PORTION)]
  for (let at = 0; at < text.length; ) {
    // Never between the two halves of a character.
    const end = /[\ud800-\udbff]/.test(text[at + PORTION - 1] ?? '') ? at + PORTION - 1 : at + PORTION
    hash.update(room.subarray(0, encoder.encodeInto(text.slice(at, end), room).written))
    at = end
  }
  return `${hex(hash.digest())}  ${name}\n`
}

const DATES: Readonly<Record<ExportTerms['dates'], string>> = {
  day: '',
  month: 'the first day of the month that the seller says: days are not told',
  none: "the first day of the query's period: days are not told",
}

/** What each column is, and everything that was altered for the sake of people's privacy. */
function dictionary({ dates }: ExportTerms): string {
  const altered: (readonly string[])[] = [
    ['fhir/*', 'text, notes, displays, references, identifiers, extensions', '', 'left out of every resource', 'never leave the phone'],
    ['fhir/*', 'id, subject', '', 'made for this export', 'replace those of the source'],
    [
      'fhir/Patient',
      'gender, age band',
      '',
      'sex and ten years of age',
      'told only where at least ten of those who could answer share them',
    ],
    ['omop/person', 'year_of_birth', 'year', 'middle of the ten years of age', `${YEAR_NOT_TOLD} where no age is told`],
    ['omop/*', '*_concept_id', '', 'standard concepts', '0: no vocabulary is contained; codes are in *_source_value'],
    [
      '*.csv',
      'text',
      '',
      'an apostrophe stands before what a spreadsheet would run as a formula',
      'the Parquet files have the text as it was',
    ],
    ['omop/measurement', 'operator_concept_id', '', 'of the comparator; value_as_number is then a bound', ''],
    ['omop/*', 'dates', 'ISO 8601', 'day of the statement', DATES[dates]],
  ]
  const head = csvLine(['file', 'column', 'type', 'meaning', 'alteration'])
  const facts = FACT_COLUMNS.map(([name, type, meaning, alteration]) => csvLine(['facts.csv', name, type, meaning, alteration]))
  return head + facts.join('') + altered.map((line) => csvLine(line)).join('')
}
