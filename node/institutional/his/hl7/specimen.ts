/** Specimens (SPM, or OBR-15 of older versions) as resources that are contained in what was found in them. */

import { fhirTime } from '@hdms/health/hl7-time.ts'
import type { Hl7Segment } from '@medplum/core'
import { conceptIn } from './concepts.ts'
import { notesOf } from './notes.ts'
import { rest, restOf, wholeSegment } from './rest.ts'
import { component, part, repetitions, whole } from './text.ts'
import { inOrder } from './values.ts'

export interface Specimen {
  readonly resourceType: 'Specimen'
  readonly id: string
  readonly [member: string]: unknown
}

const TAKEN = new Set([1, 2, 4, 8, 14, 17, 18])

/** @param id inside its container @param notes NTE after it @param more segments after it that are not looked into */
export function specimenIn(spm: Hl7Segment, id: string, zone: string, notes: readonly Hl7Segment[], more: readonly Hl7Segment[]): Specimen {
  const [number, type, site] = [part(spm, 2, 1) || part(spm, 2, 2), conceptIn(spm, 4), conceptIn(spm, 8)]
  const words = [...repetitions(spm, 14).map(({ text }) => ({ text })), ...notesOf(notes)]
  const [from, to] = [fhirTime(part(spm, 17, 1), zone), fhirTime(part(spm, 17, 2), zone)]
  const received = fhirTime(part(spm, 18), zone)
  const collected =
    to === undefined || !inOrder(from, to)
      ? from
        ? { collectedDateTime: from }
        : {}
      : { collectedPeriod: { ...(from ? { start: from } : {}), end: to } }
  const collection = { ...collected, ...(site ? { bodySite: site } : {}) }
  // A number of placer and filler has both halves in subcomponents; what is not the first of them stays as it was sent.
  const named = whole(spm, 2) === number
  const taken = new Set([...TAKEN].filter((n) => (n !== 2 || named) && (n !== 18 || received !== undefined || whole(spm, 18) === '')))
  if (part(spm, 17) !== '' && Object.keys(collected).length === 0) taken.delete(17)
  return {
    resourceType: 'Specimen',
    id,
    ...rest([...restOf(spm, taken), ...more.map(wholeSegment)]),
    ...(number ? { identifier: [{ value: number }] } : {}),
    ...(type ? { type } : {}),
    ...(received ? { receivedTime: received } : {}),
    ...(Object.keys(collection).length > 0 ? { collection } : {}),
    ...(words.length > 0 ? { note: words } : {}),
  }
}

/** OBR-15, whose first component is the kind of the specimen (v2.5.1 §4.5.3.15). */
export function sourceIn(obr: Hl7Segment, id: string): Specimen | undefined {
  const said = whole(obr, 15)
  if (said === '') return undefined
  const [code, words, system] = [part(obr, 15, 1, 0, 1), part(obr, 15, 1, 0, 2), part(obr, 15, 1, 0, 3)]
  const text = words || code || said
  const coding = system === 'HL70070' && code ? { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0070', code }] } : {}
  const more = said === component(obr, 15, 1) && words === '' ? {} : rest([`OBR-15 ${said}`])
  return { resourceType: 'Specimen', id, ...more, type: { ...coding, text } }
}
