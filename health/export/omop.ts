/**
 * OMOP Common Data Model 5.4 as CSV and as Parquet, one file a table, every column of it. Standard concept ids need the OHDSI vocabularies, which a licence
 * and a download stand before: they are 0 here (as the model has it for "no matching concept"), and the codes of the source are in the source columns.
 */
import { dayIn, decimalIn, digits } from '@hdms/shared/decimal.ts'
import type { ExportFile } from './file.ts'
import { type Row, type Subject, shortCode } from './subjects.ts'
import { type Cell, type Column, Table as Columns, type ColumnType } from './table.ts'

const words = (text: string): string[] => text.trim().split(/\s+/)
type Table =
  | 'person'
  | 'observation_period'
  | 'measurement'
  | 'condition_occurrence'
  | 'drug_exposure'
  | 'procedure_occurrence'
  | 'cdm_source'
/** Columns of each table, in order. */
export const OMOP_TABLES: Readonly<Record<Table, readonly string[]>> = {
  person:
    words(`person_id gender_concept_id year_of_birth month_of_birth day_of_birth birth_datetime race_concept_id ethnicity_concept_id location_id
    provider_id care_site_id person_source_value gender_source_value gender_source_concept_id race_source_value race_source_concept_id
    ethnicity_source_value ethnicity_source_concept_id`),
  observation_period: words(
    'observation_period_id person_id observation_period_start_date observation_period_end_date period_type_concept_id',
  ),
  measurement:
    words(`measurement_id person_id measurement_concept_id measurement_date measurement_datetime measurement_time measurement_type_concept_id
    operator_concept_id value_as_number value_as_concept_id unit_concept_id range_low range_high provider_id visit_occurrence_id visit_detail_id
    measurement_source_value measurement_source_concept_id unit_source_value unit_source_concept_id value_source_value measurement_event_id
    meas_event_field_concept_id`),
  condition_occurrence:
    words(`condition_occurrence_id person_id condition_concept_id condition_start_date condition_start_datetime condition_end_date
    condition_end_datetime condition_type_concept_id condition_status_concept_id stop_reason provider_id visit_occurrence_id visit_detail_id
    condition_source_value condition_source_concept_id condition_status_source_value`),
  drug_exposure:
    words(`drug_exposure_id person_id drug_concept_id drug_exposure_start_date drug_exposure_start_datetime drug_exposure_end_date
    drug_exposure_end_datetime verbatim_end_date drug_type_concept_id stop_reason refills quantity days_supply sig route_concept_id lot_number
    provider_id visit_occurrence_id visit_detail_id drug_source_value drug_source_concept_id route_source_value dose_unit_source_value`),
  procedure_occurrence: words(`procedure_occurrence_id person_id procedure_concept_id procedure_date procedure_datetime procedure_end_date
    procedure_end_datetime procedure_type_concept_id modifier_concept_id quantity provider_id visit_occurrence_id visit_detail_id
    procedure_source_value procedure_source_concept_id modifier_source_value`),
  cdm_source: words(`cdm_source_name cdm_source_abbreviation cdm_holder source_description source_documentation_reference cdm_etl_reference
    source_release_date cdm_release_date cdm_version cdm_version_concept_id vocabulary_version`),
}

/** Of OMOP's standard vocabulary, which are part of the model itself: sex, and where a statement comes from (EHR, patient self-report). */
const GENDER: Readonly<Record<string, number>> = { male: 8507, female: 8532 }
const TYPE: Readonly<Record<string, number>> = { hospital: 32817, device: 32865, 'self-reported': 32865 }
const CDM_5_4 = 756265

/** What stands for a year of birth that is not told: the model demands one. */
export const YEAR_NOT_TOLD = 1900

/** Of OMOP's standard vocabulary: what a number is when it is a bound, and plainly when it is not. */
const OPERATOR: Readonly<Record<string, number>> = { '<': 4171756, '<=': 4171754, '': 4172703, '>=': 4171755, '>': 4172704 }

/** Columns that are no text and do not say so by their name. */
const TYPES: Readonly<Record<string, ColumnType>> = {
  year_of_birth: 'integer',
  month_of_birth: 'integer',
  day_of_birth: 'integer',
  refills: 'integer',
  days_supply: 'integer',
  value_as_number: 'float',
  range_low: 'float',
  range_high: 'float',
  'drug_exposure.quantity': 'float',
  'procedure_occurrence.quantity': 'integer',
}
function typeOf(table: Table, name: string): ColumnType {
  const known = TYPES[`${table}.${name}`] ?? TYPES[name]
  if (known) return known
  if (name.endsWith('_id')) return 'integer'
  if (name.endsWith('_datetime')) return 'datetime'
  return name.endsWith('_date') ? 'date' : 'text'
}
/** Name and type of each column of a table. */
export const omopColumns = (table: Table): Column[] => OMOP_TABLES[table].map((name) => ({ name, type: typeOf(table, name) }))

export interface OmopOptions {
  /** Holder of the data: the buyer. */
  readonly holder: string
  /** ISO day of the export. */
  readonly day: string
  /** ISO day that stands for days that are not told: the first of the query's period. */
  readonly undated: string
}

/** Takes rows one after another: a hundred thousand of them need not stand in memory beside the tables. */
export class Omop {
  private readonly o: OmopOptions
  private readonly people: (Pick<Subject, 'pseudonym' | 'sex' | 'age'> & { first: string; last: string })[] = []
  private readonly tables = new Map<Table, Columns>()

  constructor(o: OmopOptions) {
    this.o = o
  }

  /** Whose rows come next. */
  person({ pseudonym, sex, age }: Subject): void {
    this.people.push({ pseudonym, sex, age, first: '', last: '' })
  }

  private put(table: Table, row: Readonly<Record<string, Cell>>): void {
    const lines = this.tables.get(table) ?? new Columns(omopColumns(table))
    this.tables.set(table, lines)
    const id = table === 'person' || table === 'cdm_source' ? {} : { [`${table}_id`]: lines.length + 1 }
    lines.add({ ...id, ...row })
  }

  /** @param row of the person that was named last */
  add(row: Row): void {
    const day = wholeDay(row.day) || this.o.undated
    const person = this.people.at(-1)
    if (!person) return
    if (person.first === '' || day < person.first) person.first = day
    if (day > person.last) person.last = day
    const entry = entryOf(row, day)
    if (entry) this.put(entry.table, { person_id: this.people.length, ...entry.fields })
  }

  /** All tables; nothing is added after. @param description of where the data come from */
  files(description: string): ExportFile[] {
    const { o } = this
    const year = digits(o.day.slice(0, 4))
    for (const [i, { pseudonym, sex, age, first, last }] of this.people.entries()) {
      const person_id = i + 1
      this.put('person', {
        person_id,
        gender_concept_id: GENDER[sex] ?? 0,
        year_of_birth: age < 0 ? YEAR_NOT_TOLD : year - age - 5,
        race_concept_id: 0,
        ethnicity_concept_id: 0,
        person_source_value: pseudonym,
        gender_source_value: sex,
      })
      const period = { observation_period_start_date: first || o.undated, observation_period_end_date: last || o.undated }
      this.put('observation_period', { person_id, ...period, period_type_concept_id: 32817 })
    }
    this.put('cdm_source', {
      cdm_source_name: 'HDMS health information trading',
      cdm_source_abbreviation: 'HDMS',
      cdm_holder: o.holder,
      source_description: description,
      source_release_date: o.day,
      cdm_release_date: o.day,
      cdm_version: '5.4',
      cdm_version_concept_id: CDM_5_4,
      vocabulary_version: 'none',
    })
    return [...this.tables].flatMap(([table, lines]) => lines.files(`omop/${table}`))
  }
}

/** The model wants a whole date: of a year or a month alone, its first day. What is no day of the calendar is none here. */
function wholeDay(day: string): string {
  const whole = `${day}-01-01`.slice(0, 10)
  return day !== '' && dayIn(whole) !== undefined ? whole : ''
}

/** A varchar of the model, in characters. */
const short = (text: string): string => [...text.slice(0, 100)].slice(0, 50).join('')

/** A number with what it is compared by; a code is no number, and stands in the source's column. */
function measurementOf(row: Row): Readonly<Record<string, Cell>> {
  const operator = OPERATOR[row.comparator]
  const isNumber = row.number !== '' && operator !== undefined && decimalIn(row.number) !== undefined
  return {
    ...(isNumber ? { value_as_number: row.number, operator_concept_id: operator } : {}),
    ...(row.coded ? { value_as_concept_id: 0 } : {}),
    unit_source_value: short(row.unit),
    value_source_value: short(row.coded || row.value),
  }
}

function entryOf(row: Row, day: string): { readonly table: Table; readonly fields: Readonly<Record<string, Cell>> } | undefined {
  const type = TYPE[row.source] ?? 0
  const code = short(shortCode(row.system, row.code))
  switch (row.kind) {
    case 'Observation': {
      const common = { measurement_concept_id: 0, measurement_date: day, measurement_type_concept_id: type }
      return { table: 'measurement', fields: { ...common, measurement_source_value: code, ...measurementOf(row) } }
    }
    case 'Condition':
      return {
        table: 'condition_occurrence',
        fields: { condition_concept_id: 0, condition_start_date: day, condition_type_concept_id: type, condition_source_value: code },
      }
    case 'Procedure':
      return {
        table: 'procedure_occurrence',
        fields: { procedure_concept_id: 0, procedure_date: day, procedure_type_concept_id: type, procedure_source_value: code },
      }
    case 'Immunization':
    case 'MedicationRequest':
    case 'MedicationStatement':
    case 'MedicationDispense':
    case 'MedicationAdministration': {
      const dates = { drug_exposure_start_date: day, drug_exposure_end_date: day }
      return { table: 'drug_exposure', fields: { drug_concept_id: 0, ...dates, drug_type_concept_id: type, drug_source_value: code } }
    }
    default:
      return undefined
  }
}
