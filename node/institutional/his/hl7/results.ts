/** Results of an ORU^R01 (or OUL^R2x) as FHIR R4: an Observation per OBX, a DiagnosticReport per OBR, each with the standing that the sender gives it. */

import { fhirTime } from '@hdms/health/hl7-time.ts'
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { digits } from '@hdms/shared/decimal.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { Hl7Message, Hl7Segment } from '@medplum/core'
import type { Reported, ReportedItem } from '../reports.ts'
import { type FileSegment, type Files, filesIn } from './files.ts'
import { field, part, whole } from './text.ts'

/** HL7 table 0396 coding system ids and their FHIR systems. */
const SYSTEMS: Readonly<Record<string, string>> = {
  LN: 'http://loinc.org',
  SCT: 'http://snomed.info/sct',
  SNM: 'http://snomed.info/sct',
  I10: 'http://hl7.org/fhir/sid/icd-10',
  UCUM: 'http://unitsofmeasure.org',
}
const LOCAL = 'urn:hdms:his-local'
/** OBX-11 (table 0085) and FHIR's observation status. */
const STATUS: Readonly<Record<string, string>> = {
  F: 'final',
  U: 'final',
  V: 'final',
  C: 'corrected',
  P: 'preliminary',
  R: 'preliminary',
  A: 'preliminary',
  B: 'preliminary',
  S: 'preliminary',
  I: 'registered',
  O: 'registered',
  X: 'cancelled',
  W: 'entered-in-error',
  D: 'deleted',
  N: 'not-asked',
}
/** OBR-25 (table 0123) and FHIR's report status; empty when it is not said. */
const REPORT: Readonly<Record<string, string>> = {
  F: 'final',
  C: 'corrected',
  P: 'preliminary',
  A: 'partial',
  R: 'preliminary',
  I: 'registered',
  O: 'registered',
  S: 'registered',
  X: 'cancelled',
}

const CHANGED = new Set(['corrected', 'deleted', 'entered-in-error'])

/** The same for every version of a result. */
const idOf = (key: string): string => hex(sha256(utf8(key))).slice(0, 24)

function coding(s: Hl7Segment, index: number): object {
  const codes = [1, 4].map((at) => ({ code: part(s, index, at), display: part(s, index, at + 1), system: part(s, index, at + 2) }))
  const given = codes.filter(({ code }) => code !== '')
  const text = codes.find(({ display }) => display !== '')?.display ?? given[0]?.code ?? 'unnamed'
  const coding = given.map(({ code, display, system }) => ({ system: SYSTEMS[system] ?? LOCAL, code, display: display || text }))
  return coding.length > 0 ? { coding, text } : { text }
}

/** A number as it was written: 5.50 stays 5.50. */
interface NumberText {
  readonly number: string
}

function quantity(text: string, s: Hl7Segment): object {
  if (!/^[-+]?\d+(\.\d+)?$/.test(text))
    return fail('HIS_PROTOCOL', { why: `a numeric result (OBX-5 of OBX ${part(s, 1)}) is not a number` })
  const unit = part(s, 6)
  return {
    value: { number: text.replace(/^\+/, '') } satisfies NumberText,
    ...(unit ? { unit, system: 'http://unitsofmeasure.org', code: unit } : {}),
  }
}

const COMPARATORS = ['<', '<=', '>', '>=']

/** OBX-5 by OBX-2 (table 0125). */
function value(s: Hl7Segment, zone: string): object {
  const [type, text] = [part(s, 2), part(s, 5)]
  if (whole(s, 5) === '') return {}
  switch (type) {
    case 'NM':
      return { valueQuantity: quantity(text.trim(), s) }
    case 'SN': {
      const [comparator, first, separator, second] = [1, 2, 3, 4].map((n) => part(s, 5, n))
      if (separator) return { valueString: [comparator, first, separator, second].join(' ').trim() }
      return { valueQuantity: { ...quantity(first ?? '', s), ...(COMPARATORS.includes(comparator ?? '') ? { comparator } : {}) } }
    }
    case 'CE':
    case 'CWE':
    case 'CNE':
    case 'CF':
      return { valueCodeableConcept: coding(s, 5) }
    case 'DT':
    case 'TS':
    case 'DTM':
      return { valueDateTime: fhirTime(text, zone) ?? fail('HIS_PROTOCOL', { why: `a result (OBX-5 of OBX ${part(s, 1)}) is not a time` }) }
    default:
      return { valueString: whole(s, 5) }
  }
}

/** What else an OBX says of its value. */
function around(s: Hl7Segment): object {
  const [range, flag] = [part(s, 7), part(s, 8)]
  return {
    ...(range ? { referenceRange: [{ text: range }] } : {}),
    ...(flag
      ? { interpretation: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code: flag }] }] }
      : {}),
  }
}

/** JSON of a resource, with numbers as they were written. */
function json(resource: object): string {
  const numbers: string[] = []
  const text = JSON.stringify(resource, (_key, v: unknown) => {
    if (typeof v !== 'object' || v === null || !('number' in v)) return v
    numbers.push(String((v as NumberText).number))
    return `\u0000${numbers.length - 1}\u0000`
  })
  return text.replace(/"\\u0000(\d+)\\u0000"/g, (_, at: string) => numbers[digits(at)] ?? '0')
}

interface Group {
  readonly obr: Hl7Segment
  readonly obx: Hl7Segment[]
}

/** OBX belong to the OBR before them. */
function groupsIn(message: Hl7Message): Group[] {
  const groups: Group[] = []
  for (const s of message.segments) {
    if (s.name === 'OBR') groups.push({ obr: s, obx: [] })
    if (s.name === 'OBX') groups[groups.length - 1]?.obx.push(s)
  }
  return groups
}

/** Encapsulated data: a file, such as a C-CDA or a scanned page. */
const isFile = (s: Hl7Segment): boolean => part(s, 2) === 'ED'
const isText = (s: Hl7Segment): boolean => ['TX', 'FT'].includes(part(s, 2))

/** Lines of one text come as OBX of one code. */
function texts(obx: readonly Hl7Segment[]): { readonly first: Hl7Segment; readonly text: string }[] {
  const byCode = new Map<string, { first: Hl7Segment; lines: string[] }>()
  for (const s of obx) {
    const key = `${part(s, 3)} ${part(s, 4)}`
    const known = byCode.get(key)
    if (known) known.lines.push(whole(s, 5))
    else byCode.set(key, { first: s, lines: [whole(s, 5)] })
  }
  return [...byCode.values()].map(({ first, lines }) => ({ first, text: lines.join('\n').trim() }))
}

/**
 * @param zone of times that name none
 * @returns and whom each C-CDA among the files says that it is about
 * @throws HIS_PROTOCOL naming the field that cannot be used
 */
export function resultsIn(message: Hl7Message, zone: string): Reported & Pick<Files, 'about'> {
  const groups = groupsIn(message)
  if (groups.length === 0) fail('HIS_PROTOCOL', { why: 'there is no OBR' })
  const items: ReportedItem[] = []
  for (const [g, { obr, obx }] of groups.entries()) {
    const at = fhirTime(part(obr, 7) || part(obr, 22) || field(message, 'MSH', 7), zone)
    if (at === undefined) fail('HIS_PROTOCOL', { why: 'the observation time (OBR-7) is not a time' })
    const timed = at ? { effectiveDateTime: at } : {}
    const report = part(obr, 4) || String(g + 1)
    const keys: string[] = []
    for (const [i, s] of obx.filter((o) => !isText(o) && !isFile(o)).entries()) {
      const status = STATUS[part(s, 11) || 'F'] ?? fail('HIS_PROTOCOL', { why: `the result status ${part(s, 11)} (OBX-11) is not known` })
      if (status === 'not-asked') continue
      const key = `${report}/${part(s, 3) || String(i + 1)}/${part(s, 4)}`
      keys.push(key)
      const own = fhirTime(part(s, 14), zone)
      const body = { code: coding(s, 3), ...timed, ...(own ? { effectiveDateTime: own } : {}), ...value(s, zone), ...around(s) }
      items.push({ key, status, resource: json({ resourceType: 'Observation', id: idOf(key), ...body }) })
    }
    const said = obx.filter(isText)
    const standing = said.filter((s) => !['D', 'W', 'N'].includes(part(s, 11)))
    const conclusions = texts(standing).filter(({ text }) => text !== '')
    const standings = obx.map((s) => STATUS[part(s, 11) || 'F'] ?? '')
    const open = standings.some((s) => s === 'preliminary' || s === 'registered')
    const status = REPORT[part(obr, 25)] ?? (open ? 'preliminary' : standings.some((s) => CHANGED.has(s)) ? 'corrected' : 'final')
    const conclusion = conclusions.map(({ text }) => text).join('\n')
    const body = { code: coding(obr, 4), ...timed, ...(conclusion ? { conclusion } : {}) }
    const key = `report/${report}`
    const resource = json({ resourceType: 'DiagnosticReport', id: idOf(key), ...body })
    items.push({ key, status, refers: keys, ...(said.length > 0 ? { words: true } : {}), resource })
  }
  const files = filesIn(
    groups.flatMap(({ obr, obx }) => obx.filter(isFile).map((s) => fileOf(s, part(obr, 4)))),
    zone,
  )
  return { ...files, items: [...items, ...files.items], reason: field(message, 'NTE', 3) }
}

const fileOf = (s: Hl7Segment, report: string): FileSegment => ({
  s,
  key: [report, `${part(s, 3)} ${part(s, 4)}`],
  status: STATUS[part(s, 11) || 'F'] ?? 'final',
})
