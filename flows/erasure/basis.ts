/**
 * On which law a holder keeps what a person asked it to destroy, and for how long. A hospital: Medical Service Act Art. 22 and its Enforcement
 * Rule Art. 15(1), by kind of record. Who bought it for research: Bioethics and Safety Act Art. 19 and its Enforcement Rule Art. 15, from the end
 * of the research on. A basis or a day that this table does not give to such a holder is refused by the person's node.
 */
import { DAY } from '@hdms/shared/time.ts'

export type Keeper = 'hospital' | 'buyer'
export interface Basis {
  readonly by: Keeper
  readonly years: number
  /** FHIR kinds of resources that it speaks of; without any, all others. */
  readonly kinds: readonly string[]
  readonly en: string
  readonly ko: string
}
export const BASES: Readonly<Record<string, Basis>> = {
  'KR-MSA-record': {
    by: 'hospital',
    years: 10,
    kinds: [],
    en: 'Medical Service Act, Enforcement Rule Art. 15(1): medical records, 10 years',
    ko: '의료법 시행규칙 제15조 제1항: 진료기록부 10년',
  },
  'KR-MSA-test': {
    by: 'hospital',
    years: 5,
    kinds: ['Observation', 'DiagnosticReport', 'ImagingStudy', 'Specimen', 'Provenance'],
    en: 'Medical Service Act, Enforcement Rule Art. 15(1): tests, images and their findings, 5 years',
    ko: '의료법 시행규칙 제15조 제1항: 검사내용·방사선 사진 및 소견 5년',
  },
  'KR-MSA-prescription': {
    by: 'hospital',
    years: 2,
    kinds: ['MedicationRequest'],
    en: 'Medical Service Act, Enforcement Rule Art. 15(1): prescriptions, 2 years',
    ko: '의료법 시행규칙 제15조 제1항: 처방전 2년',
  },
  'KR-BSA-research': {
    by: 'buyer',
    years: 3,
    kinds: [],
    en: 'Bioethics and Safety Act Art. 19, Enforcement Rule Art. 15: records of research on people, 3 years after it ended',
    ko: '생명윤리 및 안전에 관한 법률 제19조, 시행규칙 제15조: 인간대상연구 기록, 연구 종료 후 3년',
  },
}
/** What keeps whatever no other basis of its keeper speaks of. */
const WHOLE: Readonly<Record<Keeper, string>> = { hospital: 'KR-MSA-record', buyer: 'KR-BSA-research' }
const YEAR = 365.25 * DAY

const yearsOf = (basis: string): number => BASES[basis]?.years ?? 0

/**
 * The basis that holds a record of these kinds the longest.
 * @param since ms since 1970: when a hospital made the record, or the end of a buyer's use @returns with the day until which, ms
 */
export function longest(
  kinds: readonly string[],
  since: number,
  by: Keeper = 'hospital',
): { readonly basis: string; readonly until: number } {
  const of = kinds.map(
    (kind) => Object.keys(BASES).find((code) => BASES[code]?.by === by && BASES[code]?.kinds.includes(kind)) ?? WHOLE[by],
  )
  const [basis = WHOLE[by]] = of.sort((a, b) => yearsOf(b) - yearsOf(a))
  return { basis, until: Math.ceil((since + yearsOf(basis) * YEAR) / DAY) * DAY }
}

/** Whether the table gives such a holder this basis until this day, for records of these kinds that were made by `since`. */
export function isGiven(basis: string, until: number, kinds: readonly string[], since: number, by: Keeper = 'hospital'): boolean {
  const years = Object.hasOwn(BASES, basis) && BASES[basis]?.by === by ? yearsOf(basis) : 0
  const most = yearsOf(kinds.length === 0 ? WHOLE[by] : longest(kinds, 0, by).basis)
  return years > 0 && years <= most && until <= since + years * YEAR + 2 * DAY
}
