/** A document of an MDM as a result: its words, its files, and whatever else its lines say. */

import { asReceived } from '@hdms/health/fhir/received.ts'
import { fhirTime, isRounded, zoneIn } from '@hdms/health/hl7-time.ts'
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import type { Hl7Message, Hl7Segment } from '@medplum/core'
import { refuse } from '../../reasons.ts'
import { prefixOf } from '../documents.ts'
import type { Reported, ReportedItem } from '../reports.ts'
import { conceptIn } from './concepts.ts'
import { type Files, filesIn } from './files.ts'
import { notesOf } from './notes.ts'
import { type Around, isFile, isPlain, isText, type Line, observationOf, personIn } from './observation.ts'
import { pageIn } from './panels.ts'
import { rest, restOf, wholeSegment } from './rest.ts'
import { saidOf } from './results.ts'
import { field, part, repetitions, whole } from './text.ts'
import { written } from './valid.ts'
import type { Valued } from './values.ts'
import { byName, conclusionOf, linesOf, mustFitStatus, statusOf } from './words.ts'

/** Document completion status (TXA-17, table 0271) and availability (TXA-19, table 0273) that say: not yet, or not any more. */
const DRAFT = new Set(['DI', 'IP', 'IN', 'PA'])
/** Triggers that bring another version. */
const LATER = new Set(['T05', 'T06', 'T09', 'T10'])

/** One document, and whom its files name. @throws HIS_PROTOCOL */
export function documentIn(message: Hl7Message, zone: string): Reported & { readonly named: Files['about'] } {
  const txa = message.getSegment('TXA') ?? refuse('HIS_PROTOCOL', 'no-txa')
  const trigger = field(message, 'MSH', 9, 2)
  const cancelled = trigger === 'T11' || part(txa, 19) === 'CA' || part(txa, 19) === 'OB'
  const status = cancelled ? 'entered-in-error' : DRAFT.has(part(txa, 17)) ? 'preliminary' : LATER.has(trigger) ? 'corrected' : 'final'
  const own = zoneIn(field(message, 'MSH', 7)) ?? zone
  const number = part(txa, 13) || part(txa, 12)
  const effective = timeOf(txa, own)
  const around: Around = { code: part(txa, 2), category: [], zone: own, effective, issued: undefined, specimen: undefined }
  const page = pageIn(message)
  page.lines.forEach(mustFitStatus)
  const words = page.lines.filter(isWords)
  const files = filesIn(
    page.lines.filter(isFile).map((line) => {
      const { obx } = line
      return { s: obx, key: [number, `${part(obx, 3)} ${part(obx, 4)}`], status, said: saidOf(line, around) }
    }),
    own,
  )
  const results = [
    ...page.lines.filter((line) => !isFile(line) && !isWords(line) && statusOf(line) !== 'not-asked').map((line) => ({ line })),
    ...textsIn(words, around),
  ]
  const observations = observed(prefixOf([number]), results, around, status)
  const text = conclusionOf(words)
  const reason = field(message, 'NTE', 3)
  const nothing = text === '' && files.items.length === 0 && observations.length === 0
  // A notification without contents changes nothing that could be issued.
  if (nothing && !cancelled) return { items: [], reason, named: files.about }
  const said = reportOf(txa, own, [...page.more.map(wholeSegment), ...notesOf(page.notes).map((note) => `NTE-3 ${note.text}`)])
  const resource = {
    resourceType: 'DiagnosticReport',
    id: `document-${number || '1'}`.replace(/[^A-Za-z0-9.-]/g, '-').slice(0, 64),
    ...said,
    ...effective,
    ...(text ? { conclusion: text } : {}),
  }
  // A file says by itself what it is; words and results do by their report.
  const report: ReportedItem[] =
    text !== '' || files.items.length === 0 || observations.length > 0
      ? [{ key: `document/${number}`, status, refers: observations.map(({ key }) => key), resource: written(resource, 'TXA') }]
      : []
  // Another version of the whole document, or none any more: nothing else of it stands.
  const instead = [{ prefix: prefixOf([number]), status: cancelled ? ('entered-in-error' as const) : ('deleted' as const) }]
  return { items: [...observations, ...report, ...files.items], instead, reason, named: files.about }
}

/** Texts of a document; `ST` is one too, since senders write lines with it. */
const isWords = (line: Line): boolean => isText(line) || ['ST', ''].includes(part(line.obx, 2).trim())

/** When it was made (TXA-4), or else written (TXA-6). What is no time stays among the rest. */
function timeOf(txa: Hl7Segment, zone: string): Valued {
  for (const said of [part(txa, 4).trim(), part(txa, 6).trim()]) {
    const at = fhirTime(said, zone)
    if (at !== undefined) return { effectiveDateTime: at, ...(isRounded(said) ? { _effectiveDateTime: asReceived(said) } : {}) }
  }
  return {}
}

interface Named {
  readonly line: Line
  readonly text?: string
}

/** Texts that say more than words of the document do. */
const textsIn = (words: readonly Line[], around: Around): Named[] =>
  byName(words).flatMap((lines) => {
    const [first] = lines
    if (!first || lines.every((line) => isPlain(line, around))) return []
    const line = { ...first, notes: lines.flatMap(({ notes }) => notes), more: lines.flatMap(({ more }) => more) }
    return [{ line, text: linesOf(lines) }]
  })

/** Lines of a document that are results, under keys of the document. */
function observed(prefix: string, named: readonly Named[], around: Around, status: string): ReportedItem[] {
  const seen = new Map<string, number>()
  return named.map(({ line, text }) => {
    const { obx } = line
    const name = `${prefix}Observation/${[part(obx, 3) || part(obx, 3, 2), part(obx, 4), part(obx, 14)].join('/')}`
    const count = seen.get(name) ?? 0
    seen.set(name, count + 1)
    const key = count === 0 ? name : `${name}#${count + 1}`
    const body = { resourceType: 'Observation', id: hex(sha256(utf8(key))).slice(0, 24), ...observationOf(line, around, text || undefined) }
    const own = statusOf(line)
    return { key, status: status === 'final' ? own : status, resource: written(body, `OBX ${part(obx, 1)}`) }
  })
}

/** Fields of TXA that the report says, or that say how it stands. */
const TAKEN = [1, 2, 4, 5, 9, 12, 13, 14, 15, 16, 17, 19, 22]

const UNNAMED = { coding: [{ system: 'urn:hdms:his-local', code: 'document', display: 'document' }], text: 'document' }

function reportOf(txa: Hl7Segment, zone: string, more: readonly string[]): object {
  const type = conceptIn(txa, 2)
  const performer = [5, 9].flatMap((index) => repetitions(txa, index).map(({ at }) => personIn(txa, index, at)))
  const interpreter = repetitions(txa, 22).map(({ at }) => personIn(txa, 22, at))
  const numbers = [12, 13, 15].map((index) => part(txa, index)).filter((number) => number !== '')
  const taken = new Set(TAKEN)
  if (fhirTime(part(txa, 4).trim(), zone) === undefined) taken.delete(4)
  // A number with the name of whoever gave it has more than an identifier says here.
  for (const index of [12, 13, 15, 16]) if (whole(txa, index) !== part(txa, index)) taken.delete(index)
  return {
    ...rest([...restOf(txa, taken), ...more]),
    ...(numbers.length > 0 ? { identifier: numbers.map((value) => ({ value })) } : {}),
    code: { ...(type ?? UNNAMED), ...(part(txa, 16) ? { text: part(txa, 16) } : {}) },
    ...(performer.length > 0 ? { performer } : {}),
    ...(interpreter.length > 0 ? { resultsInterpreter: interpreter } : {}),
  }
}
