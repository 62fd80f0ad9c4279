/** What a message says and FHIR has no place for, beside what FHIR has: nothing of a result is left out without being named. */
import type { Hl7Segment } from '@medplum/core'
import { repetitions, unescapeHl7 } from './text.ts'

/** On a resource: fields and segments of its message that say more of it, each by its name (`OBX-9 0.95`). */
export const HL7_REST = 'urn:hdms:hl7-rest'

/** Fields that say something and are not among those that were taken, as `OBX-9 0.95`. */
export function restOf(s: Hl7Segment, taken: ReadonlySet<number>): string[] {
  return s.fields.flatMap((_, index) => {
    if (index === 0 || taken.has(index)) return []
    const said = repetitions(s, index).map(({ text }) => text)
    return said.length > 0 ? [`${s.name}-${index} ${said.join(' ~ ')}`] : []
  })
}

/** A segment that is not looked into, as it came. */
export const wholeSegment = (s: Hl7Segment): string => unescapeHl7(s.toString())

export const rest = (said: readonly string[]): { extension?: object[] } =>
  said.length > 0 ? { extension: said.map((valueString) => ({ url: HL7_REST, valueString })) } : {}
