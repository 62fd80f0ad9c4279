/** An ORU^R01 as FHIR R4 resources: an Observation per OBX with a value, and a DiagnosticReport with the conclusion. */

import { fail } from '@hdms/shared/errors.ts'
import type { Hl7Message, Hl7Segment } from '@medplum/core'
import { needField, unescapeHl7 } from './hl7-text.ts'

/** HL7 table 0396 coding system ids and their FHIR systems. */
const SYSTEMS: Readonly<Record<string, string>> = { LN: 'http://loinc.org', SCT: 'http://snomed.info/sct', L: 'urn:hdms:his-local' }
/** OBX-11 (table 0085) and FHIR's observation status. */
const STATUS: Readonly<Record<string, string>> = { F: 'final', P: 'preliminary', C: 'corrected' }

const part = (s: Hl7Segment, index: number, component = 1): string => unescapeHl7(s.getField(index)?.getComponent(component, 0, 0) ?? '')

function coding(s: Hl7Segment, index: number): { coding: { system: string; code: string; display: string }[]; text: string } {
  const display = part(s, index, 2)
  return { coding: [{ system: SYSTEMS[part(s, index, 3)] ?? 'urn:hdms:his-local', code: part(s, index, 1), display }], text: display }
}

function fhirTime(text: string): string {
  const m = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:\.\d+)?([+-]\d{4})?$/.exec(text)
  if (!m) return fail('HIS_PROTOCOL', { why: 'the observation time (OBR-7) is not a time' })
  const zone = m[7] ? `${m[7].slice(0, 3)}:${m[7].slice(3)}` : 'Z'
  return `${m[1]}-${m[2]}-${m[3]}T${m[4]}:${m[5]}:${m[6] ?? '00'}${zone}`
}

function value(s: Hl7Segment): object {
  const text = part(s, 5)
  if (part(s, 2) !== 'NM') return { valueString: text }
  if (!/^[-+]?\d+(\.\d+)?$/.test(text)) return fail('HIS_PROTOCOL', { why: 'a numeric result (OBX-5) is not a number' })
  return { valueQuantity: { value: Number(text), unit: part(s, 6), system: 'http://unitsofmeasure.org', code: part(s, 6) } }
}

export interface OruResult {
  readonly resources: readonly string[]
  readonly summary: string
}

/** @throws HIS_PROTOCOL naming the field that cannot be used */
export function oruToFhir(message: Hl7Message): OruResult {
  const obr = message.getSegment('OBR') ?? fail('HIS_PROTOCOL', { why: 'there is no OBR' })
  const control = needField(message, 'MSH', 10, 'the control id')
  const effectiveDateTime = fhirTime(part(obr, 7))
  const conclusions: string[] = []
  const observations: { id: string }[] = []
  for (const [i, s] of message.getAllSegments('OBX').entries()) {
    if (part(s, 2) === 'TX' || part(s, 2) === 'FT') {
      conclusions.push(part(s, 5))
      continue
    }
    const status =
      STATUS[part(s, 11)] ?? fail('HIS_PROTOCOL', { why: `a result status (OBX-11) is not one of ${Object.keys(STATUS).join(', ')}` })
    const id = `${control}-${i + 1}`.replace(/[^A-Za-z0-9.-]/g, '-').slice(0, 64)
    observations.push({ resourceType: 'Observation', id, status, code: coding(s, 3), effectiveDateTime, ...value(s) } as { id: string })
  }
  if (observations.length === 0 && conclusions.length === 0) fail('HIS_PROTOCOL', { why: 'it holds no result' })
  const conclusion = conclusions.join(' ')
  const report = {
    resourceType: 'DiagnosticReport',
    id: `report-${control}`.replace(/[^A-Za-z0-9.-]/g, '-').slice(0, 64),
    status: 'final',
    code: coding(obr, 4),
    effectiveDateTime,
    ...(observations.length > 0 ? { result: observations.map(({ id }) => ({ reference: `Observation/${id}` })) } : {}),
    ...(conclusion ? { conclusion } : {}),
  }
  return { resources: [...observations, report].map((r) => JSON.stringify(r)), summary: conclusion }
}
