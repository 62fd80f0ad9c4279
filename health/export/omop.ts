/**
 * OMOP Common Data Model 5.4 as CSV, one file a table, every column of it. Standard concept ids need the OHDSI vocabularies, which a licence
 * and a download stand before: they are 0 here (as the model has it for "no matching concept"), and the codes of the source are in the source columns.
 */
import { digits } from '@hdms/shared/decimal.ts'
import type { ExportFile } from './fhir.ts'
import { csvLine, type Row, type Subject } from './subjects.ts'

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
const TYPE: Readonly<Record<string, number>> = { hospital: 32817, 'self-reported': 32865 }
const CDM_5_4 = 756265

/** What stands for a year of birth that is not told: the model demands one. */
export const YEAR_NOT_TOLD = 1900

const SHORT: Readonly<Record<string, string>> = {
  'http://loinc.org': 'LOINC',
  'http://hl7.org/fhir/sid/icd-10': 'ICD10',
  'http://hl7.org/fhir/sid/icd-10-cm': 'ICD10CM',
  'http://www.hl7korea.or.kr/CodeSystem/kostat-kcd-8': 'KCD8',
  'http://hl7.org/fhir/sid/cvx': 'CVX',
  'http://www.whocc.no/atc': 'ATC',
  'http://snomed.info/sct': 'SNOMED',
  'http://www.nlm.nih.gov/research/umls/rxnorm': 'RxNorm',
}

export interface OmopOptions {
  /** Holder of the data: the buyer. */
  readonly holder: string
  /** ISO day of the export. */
  readonly day: string
  /** ISO day that stands for days that are not told: the first of the query's period. */
  readonly undated: string
  readonly description: string
}

/** @param rows of these subjects */
export function omopFiles(subjects: readonly Subject[], rows: readonly Row[], o: OmopOptions): ExportFile[] {
  const year = digits(o.day.slice(0, 4))
  const tables = new Map<Table, Record<string, string | number>[]>()
  const add = (table: Table, row: Record<string, string | number>): void => {
    const all = tables.get(table) ?? []
    tables.set(table, all)
    const id = table === 'person' || table === 'cdm_source' ? {} : { [`${table}_id`]: all.length + 1 }
    all.push({ ...id, ...row })
  }
  const number = new Map(subjects.map((s, i) => [s.pseudonym, i + 1]))
  for (const { pseudonym, sex, age } of subjects) {
    const person_id = number.get(pseudonym) as number
    const dates = rows
      .filter((r) => r.subject === pseudonym)
      .map((r) => wholeDay(r.day) || o.undated)
      .sort()
    add('person', {
      person_id,
      gender_concept_id: GENDER[sex] ?? 0,
      year_of_birth: age < 0 ? YEAR_NOT_TOLD : year - age - 5,
      race_concept_id: 0,
      ethnicity_concept_id: 0,
      person_source_value: pseudonym,
      gender_source_value: sex,
    })
    const [first = o.undated] = dates
    const period = { observation_period_start_date: first, observation_period_end_date: dates[dates.length - 1] ?? first }
    add('observation_period', { person_id, ...period, period_type_concept_id: 32817 })
  }
  for (const row of rows) {
    const entry = entryOf(row, o)
    if (entry) add(entry.table, { person_id: number.get(row.subject) as number, ...entry.fields })
  }
  add('cdm_source', {
    cdm_source_name: 'HDMS health information trading',
    cdm_source_abbreviation: 'HDMS',
    cdm_holder: o.holder,
    source_description: o.description,
    source_release_date: o.day,
    cdm_release_date: o.day,
    cdm_version: '5.4',
    cdm_version_concept_id: CDM_5_4,
    vocabulary_version: 'none',
  })
  return [...tables].map(([table, all]) => {
    const columns = OMOP_TABLES[table]
    return { name: `omop/${table}.csv`, text: csvLine(columns) + all.map((row) => csvLine(columns.map((c) => row[c] ?? ''))).join('') }
  })
}

/** The model wants a whole date: of a year or a month alone, its first day. */
const wholeDay = (day: string): string => (day === '' ? '' : `${day}-01-01`.slice(0, 10))

function entryOf(row: Row, o: OmopOptions): { readonly table: Table; readonly fields: Record<string, string | number> } | undefined {
  const day = wholeDay(row.day) || o.undated
  const type = TYPE[row.source] ?? 0
  const code = `${SHORT[row.system] ?? row.system}:${row.code}`.slice(0, 50)
  switch (row.kind) {
    case 'Observation': {
      const value = /^-?\d/.test(row.value) ? { value_as_number: row.value } : {}
      const common = { measurement_concept_id: 0, measurement_date: day, measurement_type_concept_id: type }
      return {
        table: 'measurement',
        fields: {
          ...common,
          ...value,
          measurement_source_value: code,
          unit_source_value: row.unit.slice(0, 50),
          value_source_value: row.value.slice(0, 50),
        },
      }
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
