/** Codes as records have them and as concepts name them: `system:code`, and for drugs `name:ingredient`. */
import { covers } from '@hdms/shared/queries/question.ts'

/** Short names of code systems and the URIs that FHIR has for them. */
export const SYSTEMS: Readonly<Record<string, readonly string[]>> = {
  loinc: ['http://loinc.org'],
  icd10: ['http://hl7.org/fhir/sid/icd-10', 'http://hl7.org/fhir/sid/icd-10-cm', 'http://www.hl7korea.or.kr/CodeSystem/kostat-kcd-8'],
  cvx: ['http://hl7.org/fhir/sid/cvx'],
  atc: ['http://www.whocc.no/atc'],
  sct: ['http://snomed.info/sct'],
  rxnorm: ['http://www.nlm.nih.gov/research/umls/rxnorm'],
  hdms: ['urn:hdms:gait'],
}

/** A coding as FHIR has it. */
export interface Coding {
  readonly system: string
  readonly code: string
  readonly display: string
}

const SHORT = new Map(Object.entries(SYSTEMS).flatMap(([name, uris]) => uris.map((uri) => [uri, name] as const)))

/** @param drug whether the words of a display may be an ingredient */
export function codesOf(codings: readonly Coding[], drug: boolean): string[] {
  const codes = codings.flatMap(({ system, code, display }) => [
    ...(SHORT.has(system) && code !== '' ? [`${SHORT.get(system)}:${code.toUpperCase()}`] : []),
    ...(drug ? (display.toLowerCase().match(/[a-z]{5,}|[가-힣]{3,}/g) ?? []).map((word) => `name:${word}`) : []),
  ])
  return [...new Set(codes)]
}

/**
 * Which codes of records a query for a code finds and may be told: those that it stands for, but no finer than one digit below an ICD-10
 * category. The finer a diagnosis, the fewer people share it.
 */
export function asksFor(asked: string): (code: string) => boolean {
  const test = covers(asked)
  return (code) => test(code) && !(code.startsWith('icd10:') && code.replace('.', '').length > FINEST)
}
/** `icd10:E119`. */
const FINEST = 'icd10:'.length + 4
