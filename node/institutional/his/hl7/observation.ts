/** A line of a result (OBX, with the notes after it) as an Observation, or of texts as words of its report. */

import { asReceived } from '@hdms/health/fhir/received.ts'
import { fhirTime, isRounded } from '@hdms/health/hl7-time.ts'
import type { Hl7Segment } from '@medplum/core'
import { refuse } from '../../reasons.ts'
import { conceptIn, interpretationsIn, isShared } from './concepts.ts'
import { notesOf } from './notes.ts'
import { rest, restOf, wholeSegment } from './rest.ts'
import type { Specimen } from './specimen.ts'
import { component, part, repetitions, whole } from './text.ts'
import { inOrder, referenceRangeIn, saysUnit, type Valued, valueIn } from './values.ts'

/** An OBX with what belongs to it. */
export interface Line {
  readonly obx: Hl7Segment
  readonly notes: readonly Hl7Segment[]
  /** Segments after it that are not looked into. */
  readonly more: readonly Hl7Segment[]
  /** The specimen after which it stands. */
  readonly specimen?: Specimen
}

/** What a line has from its report. */
export interface Around {
  /** Code of the report. */
  readonly code: string
  readonly category: readonly object[]
  readonly zone: string
  /** Members of when it was observed; a line may say it better. */
  readonly effective: Valued
  readonly issued: string | undefined
  readonly specimen: Specimen | undefined
}

/** Fields that an Observation says: identity, value, circumstances. OBX-6 by its value. */
const TAKEN = [1, 2, 3, 5, 7, 8, 11, 14, 15, 16, 17, 18, 20, 21, 23]

/** @throws HIS_PROTOCOL for a line that does not say of what it is, or when */
export function observationOf({ obx, notes, more, specimen = undefined }: Line, around: Around, text?: string): object {
  const where = `OBX ${part(obx, 1)}`
  const code = conceptIn(obx, 3) ?? refuse('HIS_PROTOCOL', 'result-nameless', { where })
  const value: Valued = text === undefined ? valueIn(obx, code, around.zone) : { valueString: text }
  const [range, interpretation] = [referenceRangeIn(obx), interpretationsIn(obx)]
  const [method, site, device] = [conceptIn(obx, 17), conceptIn(obx, 20), whole(obx, 18)]
  const performer = performersIn(obx)
  const instance = part(obx, 21)
  const contained = specimen ?? around.specimen
  const said = notesOf(notes)
  const taken = new Set(TAKEN)
  if (saysUnit(obx, value)) taken.add(6)
  for (const index of [17, 20]) if (repetitions(obx, index).length > 1) taken.delete(index)
  if (whole(obx, 21) !== instance) taken.delete(21)
  return {
    ...(contained ? { contained: [contained] } : {}),
    ...rest([...restOf(obx, taken), ...more.map(wholeSegment)]),
    ...(instance ? { identifier: [{ value: instance }] } : {}),
    ...(around.category.length > 0 ? { category: around.category } : {}),
    code,
    ...when(obx, around),
    ...(around.issued ? { issued: around.issued } : {}),
    ...(performer.length > 0 ? { performer } : {}),
    ...value,
    ...(interpretation.length > 0 ? { interpretation } : {}),
    ...(said.length > 0 ? { note: said } : {}),
    ...(site ? { bodySite: site } : {}),
    ...(method ? { method } : {}),
    ...(contained ? { specimen: { reference: `#${contained.id}` } } : {}),
    ...(device ? { device: { display: device } } : {}),
    ...(range ? { referenceRange: [{ text: range }] } : {}),
  }
}

function when(obx: Hl7Segment, { effective, zone }: Around): Valued {
  const said = part(obx, 14).trim()
  return said === '' ? effective : timeIn(said, zone, `OBX-14 of OBX ${part(obx, 1)}`)
}

/** @throws HIS_PROTOCOL for what is no time */
export function timeIn(said: string, zone: string, where: string): Valued {
  const time = fhirTime(said, zone) ?? refuse('HIS_PROTOCOL', 'time-malformed', { where })
  return { effectiveDateTime: time, ...(isRounded(said) ? { _effectiveDateTime: asReceived(said) } : {}) }
}

/** OBR-7 to OBR-8. @throws HIS_PROTOCOL for what is no time */
export function timesOf(obr: Hl7Segment, zone: string): Valued {
  const [from, to] = [part(obr, 7).trim(), part(obr, 8).trim()]
  if (from === '') return {}
  const start = timeIn(from, zone, 'OBR-7, the observation time,')
  const end = fhirTime(to, zone)
  if (end === undefined || to === from || !inOrder(String(start['effectiveDateTime']), end)) return start
  return { effectivePeriod: { start: start['effectiveDateTime'], end } }
}

/** Who made it: laboratory (OBX-15), observers (OBX-16), performing organization (OBX-23), with address and director where they are said. */
function performersIn(obx: Hl7Segment): object[] {
  const producer = repetitions(obx, 15).map(({ at }) => component(obx, 15, 2, at) || component(obx, 15, 1, at))
  const people = repetitions(obx, 16).map(({ at }) => personIn(obx, 16, at))
  const organizations = repetitions(obx, 23).map(({ at, text }) => component(obx, 23, 1, at) || text)
  return [
    ...people,
    ...[...producer, ...organizations].filter((display) => display !== '').map((display) => ({ type: 'Organization', display })),
  ]
}

/** XCN: number, family, given, further, suffix, prefix. */
export function personIn(s: Hl7Segment, index: number, at: number): object {
  const [number, family = '', ...names] = [1, 2, 3, 4].map((n) => (n === 2 ? part(s, index, n, at) : component(s, index, n, at)))
  const name = [component(s, index, 6, at), ...names, family, component(s, index, 5, at)].filter((word) => word !== '').join(' ')
  const display = name || number || repetitions(s, index).find((r) => r.at === at)?.text
  return { type: 'Practitioner', ...(number ? { identifier: { value: number } } : {}), display }
}

/** Fields that a DocumentReference says of its file; OBX-5 is the file. */
const OF_FILE = new Set([1, 2, 3, 5, 11, 14, 15, 16, 23])

/** Members of the DocumentReference of a file: what the line says beside its bytes. */
export function fileSaid({ obx, notes, more }: Line, around: Around): object {
  const type = conceptIn(obx, 3)
  const [author, [note]] = [performersIn(obx), notesOf(notes)]
  const { effectiveDateTime: at, effectivePeriod: period } = when(obx, around)
  const context = period ?? (at === undefined ? undefined : { start: at })
  return {
    ...rest([...restOf(obx, OF_FILE), ...more.map(wholeSegment)]),
    ...(type ? { type } : {}),
    ...(around.category.length > 0 ? { category: around.category } : {}),
    ...(author.length > 0 ? { author } : {}),
    ...(note ? { description: note.text } : {}),
    ...(context ? { context: { period: context } } : {}),
  }
}

export const isText = ({ obx }: Line): boolean => ['TX', 'FT'].includes(part(obx, 2).trim())
/** Encapsulated data: a file, such as a C-CDA or a scanned page. */
export const isFile = ({ obx }: Line): boolean => part(obx, 2).trim() === 'ED'

/** Of a text: OBX-1 to 5, its standing, and when the report was. */
const PLAIN = new Set([1, 2, 3, 4, 5, 11, 14])

/** Whether a text is words of its report and nothing else: under a name of the sender's own, by nobody else and of no other time. */
export function isPlain({ obx, notes, more }: Line, { code, zone, effective }: Around): boolean {
  const own = fhirTime(part(obx, 14).trim(), zone)
  if (notes.length > 0 || more.length > 0 || restOf(obx, PLAIN).length > 0) return false
  if (own !== undefined && own !== effective['effectiveDateTime']) return false
  const shared = [3, 6].some((n) => part(obx, 3, n - 2) !== '' && isShared(part(obx, 3, n).trim()))
  return !shared || part(obx, 3) === code
}
