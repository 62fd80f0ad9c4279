/**
 * Results of an ORU^R01 (or OUL^R2x) as FHIR R4: an Observation per OBX, a DiagnosticReport per OBR, each with the standing that the sender gives it.
 * Whatever of a message FHIR has no place for is beside it (`rest.ts`), or the message is refused.
 */

import { fhirTime, zoneIn } from '@hdms/health/hl7-time.ts'
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { instantIn } from '@hdms/shared/decimal.ts'
import type { Hl7Message, Hl7Segment } from '@medplum/core'
import { refuse } from '../../reasons.ts'
import type { Reported, ReportedItem, ResultName } from '../reports.ts'
import { categoriesIn, conceptIn } from './concepts.ts'
import { type FileSegment, type Files, filesIn } from './files.ts'
import { notesOf } from './notes.ts'
import { type Around, fileSaid, isFile, isPlain, isText, type Line, observationOf, personIn, timesOf } from './observation.ts'
import { type Panel, panelsIn } from './panels.ts'
import { rest, restOf, wholeSegment } from './rest.ts'
import { component, field, part, repetitions } from './text.ts'
import { mustBeValid, written } from './valid.ts'
import { byName, conclusionOf, linesOf, mustFitStatus, statusOf } from './words.ts'

/** OBR-25 (table 0123) and FHIR's report status; undefined when it is not said. */
const REPORT: ReadonlyMap<string, string> = new Map([
  ['F', 'final'],
  ['C', 'corrected'],
  ['P', 'preliminary'],
  ['A', 'partial'],
  ['R', 'preliminary'],
  ['I', 'registered'],
  ['O', 'registered'],
  ['S', 'registered'],
  ['X', 'cancelled'],
])
const CHANGED = new Set(['corrected', 'deleted', 'entered-in-error'])

/** The same for every version of a result. */
const idOf = (key: string): string => hex(sha256(utf8(key))).slice(0, 24)

/** Keys of a message; what would have one that is taken is told apart by its set id (OBX-1, OBR-1). */
class Keys {
  private readonly names = new Map<string, number>()
  private readonly taken = new Map<string, number>()

  private static of({ of, filler, at }: ResultName): string {
    return `${of}|${filler}@${at}`
  }
  /** All names are said before the first key is asked for. */
  name(of: string, filler: string, at: string, set: string): ResultName {
    const name = { of, filler, at, set }
    this.names.set(Keys.of(name), (this.names.get(Keys.of(name)) ?? 0) + 1)
    return name
  }
  key(name: ResultName): string {
    const key = Keys.of(name)
    if (this.names.get(key) === 1) return key
    const own = `${key}#${name.set}`
    const before = this.taken.get(own) ?? 0
    this.taken.set(own, before + 1)
    return before === 0 ? own : `${own}#${before + 1}`
  }
}

/** A time as identity: the same instant in whatever zone it is written. */
function instantOf(effective: object): string {
  const { effectiveDateTime: at, effectivePeriod: period } = effective as {
    effectiveDateTime?: string
    effectivePeriod?: { start: string }
  }
  const said = at ?? period?.start ?? ''
  return String(instantIn(said) ?? said)
}

/**
 * @param zone of times that name none, in a message whose MSH-7 names none either (§2.A.22)
 * @returns and whom each C-CDA among the files says that it is about
 * @throws HIS_PROTOCOL naming the field that cannot be used
 */
export function resultsIn(message: Hl7Message, zone: string): Reported & Pick<Files, 'about'> {
  const own = zoneIn(field(message, 'MSH', 7)) ?? zone
  const panels = panelsIn(message, own)
  const keys = new Keys()
  const read = panels.map((panel) => new PanelReader(panel, own, keys))
  const items = read.flatMap((reader) => reader.items())
  const files = filesIn(
    read.flatMap((reader) => reader.files()),
    own,
  )
  return { ...files, items: [...items, ...files.items], reason: field(message, 'NTE', 3) }
}

/** A line that becomes an Observation; of texts all lines of one name. */
interface Named {
  readonly line: Line
  readonly name: ResultName
  readonly text?: string
}

class PanelReader {
  private readonly panel: Panel
  private readonly keys: Keys
  private readonly around: Around
  /** What the OBR is of: its code. */
  private readonly code: string
  private readonly report: ResultName
  private readonly remark: ResultName | undefined
  private readonly observed: readonly Named[]

  constructor(panel: Panel, zone: string, keys: Keys) {
    const { obr, filler, lines, specimens } = panel
    this.panel = panel
    this.keys = keys
    this.code = part(obr, 4) || part(obr, 4, 2) || refuse('HIS_PROTOCOL', 'obr-nameless', { obr: part(obr, 1) })
    const [specimen] = specimens.length === 1 ? specimens : []
    // The time of the message (MSH-7) is another one whenever it is sent again, and says nothing of the result.
    const issued = fhirTime(part(obr, 22).trim(), zone)
    this.around = {
      code: this.code,
      category: categoriesIn(obr, 'observation'),
      zone,
      effective: timesOf(obr, zone),
      issued: instantIn(issued ?? '') === undefined ? undefined : issued,
      specimen,
    }
    this.report = keys.name(`report/${this.code}`, filler, filler === '' ? instantOf(this.around.effective) : '', part(obr, 1))
    this.remark = panel.notes.length > 0 ? keys.name(`notes/${this.code}`, filler, this.report.at, part(obr, 1)) : undefined
    lines.forEach(mustFitStatus)
    const results = lines.filter((line) => !isFile(line) && !isText(line) && statusOf(line) !== 'not-asked')
    this.observed = [...results.map((line) => this.named(line)), ...this.texts()]
  }

  private named(line: Line, text?: string): Named {
    const { obx } = line
    const { zone, effective } = this.around
    const own = fhirTime(part(obx, 14).trim(), zone)
    const at = instantOf(own === undefined ? effective : { effectiveDateTime: own })
    const of = `${this.code}/${part(obx, 3) || part(obx, 3, 2)}/${part(obx, 4)}`
    return { line, name: this.keys.name(of, this.panel.filler, at, part(obx, 1)), ...(text === undefined ? {} : { text }) }
  }

  /** Texts that say more than words of the report do, one for the lines of one name. */
  private texts(): Named[] {
    const said = this.panel.lines.filter((line) => isText(line) && statusOf(line) !== 'not-asked')
    return byName(said).flatMap((lines) => {
      const [first] = lines
      if (!first || lines.every((line) => isPlain(line, this.around))) return []
      const line = { ...first, notes: lines.flatMap(({ notes }) => notes), more: lines.flatMap(({ more }) => more) }
      return [this.named(line, linesOf(lines))]
    })
  }

  items(): ReportedItem[] {
    const { lines, notes } = this.panel
    const observations = this.observed.map(({ line, name, text }): ReportedItem => {
      const key = this.keys.key(name)
      const body = { resourceType: 'Observation', id: idOf(key), ...observationOf(line, this.around, text || undefined) }
      return { key, name, status: statusOf(line), resource: written(body, `OBX ${part(line.obx, 1)}`) }
    })
    const remark = this.remark ? [this.remarkOf(this.remark, notes)] : []
    const standings = lines.map(statusOf)
    const open = standings.some((s) => s === 'preliminary' || s === 'registered')
    const status =
      REPORT.get(part(this.panel.obr, 25).trim()) ?? (open ? 'preliminary' : standings.some((s) => CHANGED.has(s)) ? 'corrected' : 'final')
    const key = this.keys.key(this.report)
    const refers = [...observations, ...remark].map((item) => item.key)
    const report: ReportedItem = {
      key,
      name: this.report,
      status,
      refers,
      ...(lines.some(isText) ? { words: true } : {}),
      resource: written({ resourceType: 'DiagnosticReport', id: idOf(key), ...this.reportBody() }, `OBR ${part(this.panel.obr, 1)}`),
    }
    return [...observations, ...remark, report]
  }

  /** Notes of the patient, the order or the whole report: DiagnosticReport of R4 has no place for them. */
  private remarkOf(name: ResultName, notes: readonly Hl7Segment[]): ReportedItem {
    const key = this.keys.key(name)
    const [note] = notesOf(notes)
    const body = {
      resourceType: 'Observation',
      id: idOf(key),
      code: {
        coding: [{ system: 'http://loinc.org', code: '48767-8', display: 'Annotation comment [Interpretation] Narrative' }],
        text: 'Comment',
      },
      ...this.around.effective,
      valueString: note?.text ?? '',
    }
    return { key, name, status: 'final', resource: written(body, 'NTE') }
  }

  private reportBody(): object {
    const { obr, filler, specimens, more, lines } = this.panel
    const { effective, issued } = this.around
    const category = categoriesIn(obr, 'report')
    const interpreter = repetitions(obr, 32).map(({ at }) => personIn(obr, 32, at))
    const conclusion = conclusionOf(lines.filter(isText))
    return {
      ...(specimens.length > 0 ? { contained: specimens } : {}),
      ...rest([...restOf(obr, OBR_TAKEN), ...more.map(wholeSegment)]),
      ...(filler ? { identifier: [fillerOf(obr, filler)] } : {}),
      ...(category.length > 0 ? { category } : {}),
      code: conceptIn(obr, 4),
      ...effective,
      ...(issued ? { issued } : {}),
      ...(interpreter.length > 0 ? { resultsInterpreter: interpreter } : {}),
      ...(specimens.length > 0 ? { specimen: specimens.map(({ id }) => ({ reference: `#${id}` })) } : {}),
      ...(conclusion ? { conclusion } : {}),
    }
  }

  files(): FileSegment[] {
    const { filler, lines } = this.panel
    return lines.filter(isFile).map((line) => {
      const { obx } = line
      const of = filler || (this.report.at && `@${this.report.at}`)
      const key = [of ? `${this.code}|${of}` : this.code, `${part(obx, 3)} ${part(obx, 4)}`]
      return { s: obx, key, status: statusOf(line), said: saidOf(line, this.around) }
    })
  }
}

/** What a line says beside its file. @throws HIS_PROTOCOL when it would be no valid FHIR */
export function saidOf(line: Line, around: Around): object {
  const said = fileSaid(line, around)
  const content = [{ attachment: { contentType: 'application/octet-stream' } }]
  mustBeValid({ resourceType: 'DocumentReference', status: 'current', ...said, content }, `OBX ${part(line.obx, 1)}`)
  return said
}

/** Fields of OBR that the report says, or its observations do. */
const OBR_TAKEN = new Set([1, 2, 3, 4, 7, 8, 15, 22, 24, 25, 32])

function fillerOf(obr: Hl7Segment, value: string): object {
  const [namespace, id, kind] = [2, 3, 4].map((n) => (part(obr, 3) === value ? component(obr, 3, n) : ''))
  const type = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'FILL' }] }
  const system = kind === 'ISO' && /^[0-2](\.\d+)+$/.test(id ?? '') ? { system: `urn:oid:${id}` } : {}
  const assigner = [namespace, 'system' in system ? '' : id].filter((word) => word).join(' ')
  return { type, ...system, value, ...(assigner ? { assigner: { display: assigner } } : {}) }
}
