/**
 * A C-CDA document (HL7 CDA R2, C-CDA R2.1) as FHIR R4 resources. The conversion is @medplum/ccda's; around it: statements stand where it looks for them
 * (place.ts), times and numbers stay as exact as they were written (exactly.ts, values.ts), what it gets wrong is put right from the statement (amend.ts),
 * an entry that it cannot read is left out, ids are the same for the same document, and what is not valid FHIR is left out too. All that is left out is
 * named. The document itself goes along whole, as a DocumentReference.
 */

import { parseJson } from '@hdms/shared/documents/json.ts'
import { type RefuseAs, refusingAs } from '@hdms/shared/reasons.ts'
import { type Ccda, convertCcdaToFhir, convertXmlToCcda } from '@medplum/ccda'
import type { IsUcum } from '../codes/units.ts'
import { problemsOf } from '../fhir/validate.ts'
import { fhirTime } from '../hl7-time.ts'
import { amended } from './amend.ts'
import { type CcdaPerson, filesOf, headerOf } from './document.ts'
import { Exactly } from './exactly.ts'
import { mediaIn } from './media.ts'
import { array, type Node } from './node.ts'
import { placed } from './place.ts'
import { type CcdaReasons, refuse as refuseFor } from './reasons.ts'
import { named, traced, unsaid } from './statements.ts'
import { tidy } from './tidy.ts'
import type { Reading } from './values.ts'
import { narrativeOf, xmlOf } from './xml.ts'

export interface CcdaDocument {
  /** The same for every version of a document: its setId, or else its id. */
  readonly id: string
  /** Identifiers of the patient, without who gave them out. */
  readonly patientIds: readonly string[]
  readonly subject: CcdaPerson
  readonly title: string
  /** FHIR R4 as JSON: what the entries say, and the document itself as the first. About the patient without saying who that is. */
  readonly resources: readonly { readonly type: string; readonly id: string; readonly json: string }[]
  /** What has no place in these resources, in words without anything of the patient; it is in the document. */
  readonly left: readonly string[]
}

/** What says who people around the patient are, or repeats the document. */
const NOT_TAKEN = new Set(['Patient', 'RelatedPerson', 'Composition'])

/**
 * @param bytes the XML, in the encoding that it declares
 * @param zone of times that name none, +09:00 for instance
 * @param isUcum which codes UCUM has; without it the usual ones are known
 * @throws DOCUMENT_INVALID saying why it is not taken
 */
export function readCcda(bytes: Uint8Array, zone: string, isUcum?: IsUcum): CcdaDocument {
  const { narrative, parsed } = parsedFrom(xmlOf(bytes))
  const left = new Left()
  const time = (text: string): string | undefined => fhirTime(text, zone)
  const header = headerOf(parsed, time)
  const files = filesOf(parsed, header, bytes, left.name)
  const media = mediaIn(parsed, header, left.name)
  const exactly = new Exactly(time)
  exactly.hold(parsed)
  if (exactly.wrong > 0) left.name(`${exactly.wrong} ${exactly.wrong === 1 ? 'time that is none' : 'times that are none'}`)
  const converted = statementsIn(parsed, { narrative, isUcum, leave: left.name })
  const resources = tidy(converted, header.id, narrative).flatMap((resource) => {
    const json = exactly.restore(JSON.stringify(resource))
    const type = String(resource['resourceType'])
    const [problem] = problemsOf(parseJson(json))
    if (!problem) return [{ type, id: String(resource['id']), json }]
    left.name(`a ${type} that is not valid (${problem.path}: ${problem.why})`)
    return []
  })
  return {
    id: header.id,
    patientIds: header.patientIds,
    subject: header.subject,
    title: header.title,
    resources: [...files(left.all()), ...media, ...resources],
    left: left.all(),
  }
}

/** What was left out, each with how often. */
class Left {
  private readonly counts = new Map<string, number>()
  readonly name = (what: string): void => void this.counts.set(what, (this.counts.get(what) ?? 0) + 1)
  all(): string[] {
    return [...this.counts].map(([what, n]) => (n === 1 ? what : `${what} (${n} times)`))
  }
}

function statementsIn(parsed: Ccda & Node, reading: Reading): Node[] {
  named(parsed, reading)
  for (const what of placed(parsed)) reading.leave(what)
  const statements = traced(parsed)
  const document = readable(parsed, reading)
  const raw = convert(document) ?? refuse('unreadable')
  for (const what of unsaid(statements, new Set(raw.map(({ id }) => String(id))))) reading.leave(what)
  return raw.flatMap((resource) => {
    const type = String(resource['resourceType'])
    if (NOT_TAKEN.has(type)) return []
    const right = amended(resource, statements, reading)
    if (!right) reading.leave(`a ${type} that is denied`)
    return right ? [right] : []
  })
}

function parsedFrom(xml: string): { narrative: ReadonlyMap<string, string>; parsed: Ccda & Node } {
  try {
    return { narrative: narrativeOf(xml), parsed: convertXmlToCcda(xml) as Ccda & Node }
  } catch {
    return refuse('not-xml')
  }
}

const refuse: RefuseAs<CcdaReasons, 'DOCUMENT_INVALID', 'path'> = refusingAs(refuseFor, 'DOCUMENT_INVALID', { path: 'C-CDA' })

/** @returns undefined when the document cannot be converted as it is */
function convert(document: Ccda): Node[] | undefined {
  try {
    return (convertCcdaToFhir(structuredClone(document)).entry ?? []).flatMap(({ resource }) => (resource ? [{ ...resource }] : []))
  } catch {
    return undefined
  }
}

/** Who it is about is read apart, and not taken. */
const NOBODY = { recordTarget: [{ patientRole: { id: [], patient: { name: [] } } }] }

/** A document without what the conversion cannot read: of its header, and of its entries. */
function readable(document: Ccda & Node, { leave }: Reading): Ccda {
  const only = (header: Node, component: unknown): Ccda => ({ ...header, component }) as Ccda
  const whole = { ...document, ...NOBODY, participant: undefined }
  const header = convert(only(whole, undefined)) ? whole : NOBODY
  if (header === NOBODY) leave('its author and custodian')
  const [body] = array(document['component']).flatMap((component) => array(component['structuredBody']))
  const bodyOf = (section: readonly Node[]): object => ({ structuredBody: { component: section.map((one) => ({ section: [one] })) } })
  const sections = array(body?.['component']).flatMap((component) => array(component['section']))
  const read = (entries: readonly Node[], section: Node): boolean =>
    convert(only(NOBODY, bodyOf([{ ...section, entry: entries }]))) !== undefined
  const kept = sections.map((section) => {
    const entry = apart(array(section['entry']), (entries) => read(entries, section))
    const without = array(section['entry']).length - entry.length
    if (without > 0) leave(`${without} ${without === 1 ? 'entry that cannot' : 'entries that cannot'} be read`)
    return { ...section, entry }
  })
  return only(header, bodyOf(kept))
}

/** Those that can be read: by halves, so that one in thousands is found soon. */
function apart(entries: readonly Node[], read: (entries: readonly Node[]) => boolean): readonly Node[] {
  if (entries.length === 0 || read(entries)) return entries
  if (entries.length === 1) return []
  const middle = entries.length >> 1
  return [...apart(entries.slice(0, middle), read), ...apart(entries.slice(middle), read)]
}
