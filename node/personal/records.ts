/**
 * What a person brings in by hand: a FHIR R4 bundle of one patient, or steps that other apps counted. It enters as self-reported, one document, a group
 * per resource: the owner's own, or another person's, apart from it.
 */

import type { CoreServices } from '@hdms/flows/core/services.ts'
import { subjectField } from '@hdms/health/fhir/subject.ts'
import { stepsObservation } from '@hdms/health/gait/observations.ts'
import { takeBundle } from '@hdms/health/imports/bundle.ts'
import type { LeftOut } from '@hdms/health/imports/left-out.ts'
import {
  appleHealthOwner,
  appleHealthSteps,
  type CountedDay,
  healthConnectSteps,
  isAppleHealth,
  isHealthConnect,
} from '@hdms/health/imports/steps.ts'
import { type Identity, NOBODY, nameText } from '@hdms/health/people/identity.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { encodeDocument, type GroupInput, issueDocument } from '@hdms/shared/documents/document.ts'
import { fromValue, parseJson } from '@hdms/shared/documents/json.ts'
import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'
import {
  comparedWithOwner,
  type FileKind,
  type ImportRow,
  importErased,
  importRow,
  type KnownImport,
  knownImports,
  OWN_PROFILE,
  printOf,
  subjectOf,
  type Whose,
} from './import-book.ts'

export interface Imported {
  /** Hex; of the record that is there already when nothing of the file was new. */
  readonly verificationKey: string
  readonly kinds: Readonly<Record<string, number>>
  /** What was not taken, and why. */
  readonly leftOut?: readonly LeftOut[]
  /** How many resources of it are here already, from an earlier file. */
  readonly already?: number
  /** Name of the subject, when it is not the owner's. */
  readonly subject?: string
}

export interface ImportOptions {
  readonly whose?: Whose
  /** Minutes east of Greenwich at a moment, for times without a zone. */
  readonly offset?: (at: number) => number
}

/** A file as it was read. */
interface Read {
  readonly kind: FileKind
  readonly about: Identity
  readonly groups: readonly GroupInput[]
  readonly days?: readonly CountedDay[]
  readonly leftOut: readonly LeftOut[]
}

/** Files of one kind that say nothing of a person are told apart from others by that: asked about once. */
const nameless = (kind: FileKind, about: Identity = NOBODY): Identity => ({
  ...about,
  identifiers: [...about.identifiers, `urn:hdms:import|${kind}`],
})

/** @throws DOCUMENT_INVALID */
function readFile(text: string, now: number, { offset }: ImportOptions): Read {
  const leftOut: LeftOut[] = []
  const options = { now, leftOut, ...(offset ? { offset } : {}) }
  if (isAppleHealth(text))
    return {
      kind: 'apple-health',
      about: nameless('apple-health', appleHealthOwner(text)),
      groups: [],
      days: appleHealthSteps(text, options),
      leftOut,
    }
  if (isHealthConnect(text))
    return { kind: 'health-connect', about: nameless('health-connect'), groups: [], days: healthConnectSteps(text, options), leftOut }
  return { kind: 'fhir', ...takeBundle(parseJson(text)) }
}

/**
 * Imports a bundle as the owner's own, without asking whose it is and whether it is here already: the same text twice is two documents.
 * @throws DOCUMENT_INVALID naming path and reason: truncated JSON, no patient, two patients, nothing valid
 */
export async function importBundle(services: CoreServices, store: NodeStore, text: string, now: number): Promise<Imported> {
  const { about, groups, leftOut } = takeBundle(parseJson(text))
  return enter(services, store, groups, { subject: '', kind: 'fhir', about, prints: groups.map(printOf) }, now, [], { leftOut })
}

/**
 * Imports what the person has: a FHIR bundle, or the steps that Apple Health or Health Connect exported. Whose it is is read; what is here already, of the
 * same person and the same kind of file, counts once.
 * @throws DOCUMENT_INVALID, IMPORT_WHOSE when the person has to say whose it is
 */
export async function importAny(
  services: CoreServices,
  store: NodeStore,
  text: string,
  now: number,
  options: ImportOptions = {},
): Promise<Imported> {
  const read = readFile(text, now, options)
  const known = await knownImports(store)
  const subject = subjectOf(known, read.about, options.whose, () => hex(services.crypto.random(8)))
  const same = known.filter((row) => row.subject === subject && row.kind === read.kind)
  return read.days ? enterDays(services, store, read, read.days, subject, same, now) : enterNew(services, store, read, subject, same, now)
}

/** What a person is asked about a file whose owner is not certain; it stays on this device. */
export interface FileAbout {
  readonly name: string
  readonly birthDate: string
  readonly sex: string
  readonly verdict: 'same' | 'other' | 'unknown' | 'first'
  readonly because: readonly string[]
}

/** @throws DOCUMENT_INVALID */
export async function aboutFile(store: NodeStore, text: string, now: number, options: ImportOptions = {}): Promise<FileAbout> {
  const { about } = readFile(text, now, options)
  const { verdict, because } = comparedWithOwner(await knownImports(store), about)
  return { name: nameText(about), birthDate: about.birthDate, sex: about.sex, verdict, because }
}

/** People, medicines and places that others of a file point to: they come with each file that needs them, and count nothing. */
const isContext = ({ kind }: GroupInput): boolean => subjectField(kind) === undefined

/** Of a bundle what is not here yet. */
function enterNew(
  services: CoreServices,
  store: NodeStore,
  read: Read,
  subject: string,
  same: readonly KnownImport[],
  now: number,
): Promise<Imported> {
  const places = new Map(same.flatMap(({ key, prints }) => prints.map((print) => [print, key] as const)))
  const seen = new Set<string>()
  const printed = read.groups.map((group) => ({ group, print: printOf(group) }))
  const fresh = printed.filter(({ group, print }) => {
    if (!isContext(group) && (places.has(print) || seen.has(print))) return false
    seen.add(print)
    return true
  })
  const already = printed.length - fresh.length
  const more = { leftOut: read.leftOut, already }
  const whole = printed.every(({ group, print }) => places.has(print) || isContext(group)) && printed.some(({ print }) => places.has(print))
  const counting = printed.filter(({ group }) => !isContext(group))
  const there = [...counting, ...printed].map(({ print }) => places.get(print)).find((key) => key !== undefined)
  if (whole && there !== undefined) return Promise.resolve(imported(services, there, subject, { ...more, already: printed.length }))
  const row = { subject, kind: read.kind, about: read.about, prints: fresh.map((f) => f.print) }
  return enter(
    services,
    store,
    fresh.map((f) => f.group),
    row,
    now,
    [],
    more,
  )
}

/** Counted days: of a day that an earlier export of the same kind has too, the larger count, since a day grows; one record holds them all. */
function enterDays(
  services: CoreServices,
  store: NodeStore,
  { kind, about, leftOut }: Read,
  days: readonly CountedDay[],
  subject: string,
  same: readonly KnownImport[],
  now: number,
): Promise<Imported> {
  const all = new Map(same.flatMap((row) => Object.entries(row.days ?? {})))
  const before = all.size
  let grown = 0
  for (const { date, steps, source } of days) {
    const known = all.get(date)
    if (known && known.steps >= steps) continue
    if (known) grown++
    all.set(date, { steps, source })
  }
  const already = days.length - (all.size - before) - grown
  const last = same.at(-1)
  if (last && all.size === before && grown === 0) return Promise.resolve(imported(services, last.key, subject, { leftOut, already }))
  const dates = [...all].sort(([a], [b]) => (a < b ? -1 : 1))
  const groups = dates.map(([date, { steps, source }]) => ({
    kind: 'Observation',
    value: fromValue(stepsObservation(date, steps, subject || services.identity.name, source)),
  }))
  const row = { subject, kind, about, prints: [], days: Object.fromEntries(dates) }
  return enter(
    services,
    store,
    groups,
    row,
    now,
    same.map((s) => s.key),
    { leftOut, already },
  )
}

function imported(
  services: CoreServices,
  key: string,
  subject: string,
  { leftOut = [], already = 0 }: Pick<Imported, 'leftOut' | 'already'>,
): Imported {
  const { documents } = services
  const row = subject === '' ? documents.row(key) : documents.others().find((r) => r.verificationKey === key)
  return {
    verificationKey: key,
    kinds: row?.kinds ?? {},
    ...(leftOut.length > 0 ? { leftOut } : {}),
    ...(already > 0 ? { already } : {}),
    ...(subject === '' ? {} : { subject }),
  }
}

/** @param instead of which records it stands from now on */
async function enter(
  services: CoreServices,
  store: NodeStore,
  groups: readonly GroupInput[],
  row: ImportRow,
  now: number,
  instead: readonly string[],
  more: Pick<Imported, 'leftOut' | 'already'>,
): Promise<Imported> {
  const { crypto, identity, documents } = services
  const doc = issueDocument(OWN_PROFILE, identity.key, groups, (n) => crypto.random(n))
  const stored = await documents.writeBlob(encodeDocument(doc))
  const key = hex(doc.verificationKey)
  const changes: Change[] = [importRow(key, row)]
  documents.enter(changes, doc, stored, { storedAt: now, ...(row.subject === '' ? {} : { subject: row.subject }) })
  for (const old of instead) {
    documents.supersede(changes, old, key)
    changes.push(...importErased(old))
  }
  await store.commit(changes)
  return imported(services, key, row.subject, more)
}
