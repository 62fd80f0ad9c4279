/**
 * On which law a holder keeps what a person asked it to destroy, and for how long: Medical Service Act Art. 22 and its Enforcement Rule
 * Art. 15(1), by kind of record. A basis or a day that this table does not give is refused by the person's node.
 */
import { DAY } from '@hdms/shared/time.ts'

export interface Basis {
  readonly years: number
  /** FHIR kinds of resources that it speaks of; without any, all others. */
  readonly kinds: readonly string[]
  readonly en: string
  readonly ko: string
}
export const BASES: Readonly<Record<string, Basis>> = {
  'KR-MSA-record': {
    years: 10,
    kinds: [],
    en: 'Medical Service Act, Enforcement Rule Art. 15(1): medical records, 10 years',
    ko: '의료법 시행규칙 제15조 제1항: 진료기록부 10년',
  },
  'KR-MSA-test': {
    years: 5,
    kinds: ['Observation', 'DiagnosticReport', 'ImagingStudy', 'Specimen', 'Provenance'],
    en: 'Medical Service Act, Enforcement Rule Art. 15(1): tests, images and their findings, 5 years',
    ko: '의료법 시행규칙 제15조 제1항: 검사내용·방사선 사진 및 소견 5년',
  },
  'KR-MSA-prescription': {
    years: 2,
    kinds: ['MedicationRequest'],
    en: 'Medical Service Act, Enforcement Rule Art. 15(1): prescriptions, 2 years',
    ko: '의료법 시행규칙 제15조 제1항: 처방전 2년',
  },
}
const YEAR = 365.25 * DAY

/** The basis that holds a record of these kinds the longest. @param since ms since 1970 @returns with the day until which, ms */
export function longest(kinds: readonly string[], since: number): { readonly basis: string; readonly until: number } {
  const of = kinds.map((kind) => Object.keys(BASES).find((code) => BASES[code]?.kinds.includes(kind)) ?? 'KR-MSA-record')
  const [basis = 'KR-MSA-record'] = of.sort((a, b) => (BASES[b]?.years ?? 0) - (BASES[a]?.years ?? 0))
  return { basis, until: Math.ceil((since + (BASES[basis]?.years ?? 0) * YEAR) / DAY) * DAY }
}

/** Whether the table gives this basis until this day to records of these kinds that were made by `since`. */
export function isGiven(basis: string, until: number, kinds: readonly string[], since: number): boolean {
  const years = Object.hasOwn(BASES, basis) ? (BASES[basis]?.years ?? 0) : 0
  const most = kinds.length === 0 ? (BASES['KR-MSA-record'] as Basis).years : longestYears(kinds)
  return years > 0 && years <= most && until <= since + years * YEAR + 2 * DAY
}
const longestYears = (kinds: readonly string[]): number => BASES[longest(kinds, 0).basis]?.years ?? 0
