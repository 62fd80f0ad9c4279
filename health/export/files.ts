/** Everything that an analysis needs of what was bought: FHIR, OMOP, one flat table, what each column is, where each record comes from, the terms. */
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { FhirExport } from './fhir.ts'
import { blocksOf, type ExportFile, Portions, textFile } from './file.ts'
import { notebook } from './notebook.ts'
import { Omop, YEAR_NOT_TOLD } from './omop.ts'
import { eachRow, type Row, type Subject } from './subjects.ts'
import { type Column, csvLine, Table } from './table.ts'

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

/** Takes people one after another, and holds of them what stands in the files. */
export class Export {
  private readonly terms: ExportTerms
  private readonly at: string
  private readonly facts = new Table(FACTS)
  private readonly fhir = new FhirExport()
  private readonly omop: Omop
  private readonly provenance = new Portions()
  /** How many there are. */
  people = 0

  /** @param at ISO instant of the export */
  constructor(terms: ExportTerms, at: string) {
    this.terms = terms
    this.at = at
    this.omop = new Omop({ holder: terms.institution, day: at.slice(0, 10), undated: terms.from })
  }

  add(subject: Subject): void {
    this.fhir.add(subject)
    this.omop.person(subject)
    for (const row of eachRow([subject])) {
      this.facts.add({ ...row })
      this.omop.add(row)
    }
    const { pseudonym, records } = subject
    const origins = records.map(({ resources, ...record }) => ({
      ...record,
      resources: resources.length,
      verified: record.recordId !== '',
    }))
    const text = JSON.stringify({ subject: pseudonym, records: origins }, null, 2).replaceAll('\n', '\n  ')
    this.provenance.text(`${this.people === 0 ? '[' : ','}\n  ${text}`)
    this.people++
  }

  /** All files; nothing is added after. */
  files(): ExportFile[] {
    const { terms, at, people, provenance } = this
    provenance.text(people === 0 ? '[]\n' : '\n]\n')
    const body: ExportFile[] = [
      ...this.facts.files('facts'),
      ...this.fhir.files(`urn:hdms:query:${terms.query}`, at),
      ...this.omop.files(`${people} people who sold these data under consents of their own; query ${terms.query}`),
      textFile('dictionary.csv', dictionary(terms)),
      provenance.textFile('provenance.json'),
      textFile('analysis.ipynb', notebook()),
    ]
    const sums = body.map(sumOf).join('')
    const citation = `hdms:${terms.query}:${hex(sha256(utf8(sums))).slice(0, 16)}`
    const said = textFile('terms.json', `${JSON.stringify({ ...terms, exported: at, people, citation }, null, 2)}\n`)
    return [...body, said, textFile('SHA256SUMS', sums + sumOf(said))]
  }
}

/** @param at ISO instant of the export */
export function exportFiles(subjects: Iterable<Subject>, terms: ExportTerms, at: string): ExportFile[] {
  const made = new Export(terms, at)
  for (const subject of subjects) made.add(subject)
  return made.files()
}

function sumOf(file: ExportFile): string {
  const hash = sha256.create()
  for (const block of blocksOf(file)) hash.update(block)
  return `${hex(hash.digest())}  ${file.name}\n`
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
