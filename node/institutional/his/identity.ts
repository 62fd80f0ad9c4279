/**
 * Who a message is about. A number says nothing by itself: two hospitals have a patient 100, and a hospital has a patient 100 and an account 100.
 * An identifier is its value, who gave it out, and of what kind it is (HL7 v2 CX-1, CX-4, CX-5; FHIR's system, value and type), and two are one
 * when all three agree. Senders leave things unsaid; what that means is decided here, once (ADR 0026).
 */

export interface Identifier {
  readonly value: string
  /** As it was said: the components of CX-4 with `&` between them, or a FHIR system. Empty when it was not said. */
  readonly authority: string
  /** Code of table 0203; empty when it was not said. */
  readonly type: string
  readonly [field: string]: string
}

/** An identifier of which nothing but its value was said. */
export const bare = (value: string): Identifier => ({ value, authority: '', type: '' })

/** What identifies a patient of an order. The first of `ids` is what the hospital calls the patient now. */
export interface Identity {
  readonly ids: readonly Identifier[]
  /** Became others by a merge: what is still under way under them is of this patient. */
  readonly former: readonly Identifier[]
  /** Linked with the patient (ADT^A24), and nothing more than that. */
  readonly linked: readonly Identifier[]
}

export const identityOf = (ids: readonly Identifier[]): Identity => ({ ids, former: [], linked: [] })
export const knownOf = ({ ids, former, linked }: Identity): Identifier[] => [...ids, ...former, ...linked]

/** Kinds that name a visit, an account, an order or whoever treats, and no patient (table 0203). */
const NO_PATIENT = new Set(['VN', 'VS', 'AN', 'ANC', 'AND', 'ANT', 'ACCMGR', 'ACSN', 'FI', 'PLAC', 'FILL', 'DN', 'MD', 'NPI', 'PRN', 'XX'])
/** Kinds that the state, an insurer or an employer gives out: a hospital's order is not found by them, and they are not kept. */
const NOT_THE_HOSPITALS = /^(SS|NI|NN.*|PPN|DL|HC|MA|MC|MCD|MCR|INS|SN|TAX|BR|EN|PNT|WC|GN|PE|CZ|RI|SR)$/
/** What a hospital calls its patient numbers; one of unsaid kind is one of these. */
const PATIENT_NUMBER = new Set(['', 'MR', 'PI', 'PT', 'MRT'])

/** Those of a list that can name a patient. */
export const ofPatient = (ids: readonly Identifier[]): Identifier[] =>
  ids.filter(({ value, type }) => value !== '' && !NO_PATIENT.has(type.toUpperCase()))

/** Those that are kept for an order: the hospital's own kinds, or all when there is no such. */
export function toKeep(ids: readonly Identifier[]): Identifier[] {
  const all = ofPatient(ids)
  const own = all.filter(({ type }) => !NOT_THE_HOSPITALS.test(type.toUpperCase()))
  return own.length > 0 ? own : all
}

/** Names of an authority: its namespace and its universal id (HD-1 and HD-2), or its URI without what says that it is one. */
function namesOf(authority: string): string[] {
  if (/^[a-z][a-z0-9+.-]*:/i.test(authority)) return [authority.replace(/^urn:(oid|uuid):/i, '').toLowerCase()]
  const [namespace = '', universal = ''] = authority.split('&')
  return [namespace, universal].map((name) => name.trim().toLowerCase()).filter((name) => name !== '')
}

/** The hospital's own patient number where nobody said whose it is, and no domain is configured (docs/his.md). */
export const PATIENT_SYSTEM = 'urn:hdms:his-patient'
/** HL7 table 0203 as FHIR names it. */
const TYPES = 'http://terminology.hl7.org/CodeSystem/v2-0203'

/** An identifier as FHIR R4 has it. */
export interface FhirIdentifier {
  readonly type?: { readonly coding: readonly { readonly system: string; readonly code: string }[] } | { readonly text: string }
  /** Absent of an authority that has a name and no URI. */
  readonly system?: string
  readonly value: string
  readonly assigner?: { readonly display: string }
}

/** The URI of an authority, as it was written: its own, or of its OID or UUID. */
function uriOf(authority: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(authority)) return authority
  const [, universal = ''] = authority.split('&')
  for (const name of [universal.trim(), authority.trim()]) {
    if (/^[0-2](\.(0|[1-9]\d*))+$/.test(name)) return `urn:oid:${name}`
    if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(name)) return `urn:uuid:${name.toLowerCase()}`
    if (/^[a-z][a-z0-9+.-]*:/i.test(name)) return name
  }
  return undefined
}

/** Names the patient of a document (HL7 v3 II): an OID or UUID, and the number that was given out under it. */
export interface InstanceId {
  readonly root: string
  readonly extension: string
}
/** Whether a name is an OID or a UUID, and no namespace. */
const isUniversal = (name: string): boolean => /^urn:(oid|uuid):/.test(uriOf(name) ?? '')

/** How two lists of identifiers stand to each other. `unclear`: the hospital has to say which authorities are its own. */
export type Match = 'same' | 'other' | 'unclear'

/** The hospital's own assigning authorities. */
export class Domains {
  private readonly own: readonly (readonly string[])[]
  /** The same as they were written. */
  private readonly written: readonly (readonly string[])[]

  /** @param own each with the names by which it is known, as `HANBIT=1.2.410.100001`; the first is meant where none is said */
  constructor(own: readonly string[] = []) {
    this.written = own.map((names) => names.split('=').map((name) => name.trim()))
    this.own = this.written.map((names) => names.flatMap(namesOf))
  }

  /** Names of an authority, with those that the configuration knows it by. Of one that is not said: those of the first, if there is one. */
  private names(authority: string): readonly string[] {
    if (authority === '') return this.own[0] ?? []
    const names = namesOf(authority)
    return [...names, ...this.own.filter((domain) => domain.some((name) => names.includes(name))).flat()]
  }

  /** Undefined where one of them is not said, and no configuration says what that means. */
  sameDomain(a: string, b: string): boolean | undefined {
    if (a === b) return true
    const [left, right] = [this.names(a), this.names(b)]
    if (left.length === 0 || right.length === 0) return undefined
    return left.some((name) => right.includes(name))
  }

  private isOwn(authority: string): boolean {
    const names = this.names(authority)
    return this.own.some((domain) => domain.some((name) => names.includes(name)))
  }

  /** An identifier for whoever speaks FHIR: by the authority that was said, or else by the first of the hospital's own. */
  fhir({ value, authority, type }: Identifier): FhirIdentifier {
    const kind = type === '' ? {} : { type: /^[A-Z]{1,6}$/.test(type) ? { coding: [{ system: TYPES, code: type }] } : { text: type } }
    const names = namesOf(authority)
    const configured = authority === '' ? 0 : this.own.findIndex((domain) => domain.some((name) => names.includes(name)))
    const known = [...(authority === '' ? [] : [authority]), ...(this.written[configured] ?? [])]
    if (known.length === 0) return { ...kind, system: PATIENT_SYSTEM, value }
    const system = known.map(uriOf).find((uri) => uri !== undefined)
    const display = known.map((name) => (name.split('&')[0] ?? '').trim()).find((name) => name !== '' && uriOf(name) === undefined)
    return { ...kind, ...(system ? { system } : {}), value, ...(display ? { assigner: { display } } : {}) }
  }

  /**
   * A document knows no namespaces: its root is compared where the patient's authorities have an OID or a UUID, by
   * themselves or by the configuration. Beside a namespace alone it says nothing, and the number decides.
   * @param known identifiers of the patient
   */
  inDocument(known: readonly Identifier[], ids: readonly InstanceId[]): Identifier[] {
    const isComparable = known.some(({ authority }) => this.names(authority).some(isUniversal))
    return ids.map(({ root, extension }) =>
      extension === '' ? bare(root) : { ...bare(extension), authority: isComparable && isUniversal(root) ? root : '' },
    )
  }

  /** With the hospital's own first. */
  ordered(ids: readonly Identifier[]): Identifier[] {
    return [...ids.filter(({ authority }) => this.isOwn(authority)), ...ids.filter(({ authority }) => !this.isOwn(authority))]
  }

  /**
   * Whether what a message says names the patient that is known by some identifiers.
   * @param sender names of who wrote it (MSH-3, MSH-4): what they call their own is the hospital's, when it names none
   */
  match(known: readonly Identifier[], said: readonly Identifier[], sender: readonly string[] = []): Match {
    const patients = ofPatient(said)
    let unclear = false
    for (const k of known) {
      for (const s of patients) {
        if (k.value !== s.value || !sameType(k.type, s.type)) continue
        const domain = this.sameDomain(k.authority, s.authority) ?? this.ofTheLine(k, s, patients, sender)
        if (domain === true) return 'same'
        unclear ||= domain === undefined
      }
    }
    return unclear ? 'unclear' : 'other'
  }

  /** One of the two does not say its authority. @returns undefined when that cannot be told */
  private ofTheLine(k: Identifier, s: Identifier, said: readonly Identifier[], sender: readonly string[]): boolean | undefined {
    // What the hospital's own line leaves unsaid is the hospital's.
    if (s.authority === '') return true
    if (k.authority !== '') return false
    const authorities = new Set(said.filter(({ type }) => PATIENT_NUMBER.has(type.toUpperCase())).map(({ authority }) => authority))
    if (authorities.size <= 1) return true
    const senders = sender.flatMap(namesOf)
    const ofSender = (authority: string): boolean => namesOf(authority).some((name) => senders.includes(name))
    if (ofSender(s.authority)) return true
    return [...authorities].some(ofSender) ? false : undefined
  }

  /** Of some identifiers the one that another can become: of the same authority and kind. */
  counterpart(of: Identifier, among: readonly Identifier[]): Identifier | undefined {
    const fits = among.filter(({ authority, type }) => this.sameDomain(of.authority, authority) !== false && sameType(of.type, type))
    return fits.find(({ authority }) => this.sameDomain(of.authority, authority) === true) ?? fits[0]
  }
}

/** One of unsaid kind is a patient number, and none of another kind. */
function sameType(a: string, b: string): boolean {
  const [left, right] = [a.toUpperCase(), b.toUpperCase()]
  if (left !== '' && right !== '') return left === right
  return PATIENT_NUMBER.has(left) && PATIENT_NUMBER.has(right)
}

export const sameIdentifier = (a: Identifier, b: Identifier): boolean =>
  a.value === b.value && a.authority === b.authority && a.type === b.type

export const without = (ids: readonly Identifier[], gone: readonly Identifier[]): Identifier[] =>
  ids.filter((id) => !gone.some((g) => sameIdentifier(g, id)))

/** Both, each once. */
export const union = (a: readonly Identifier[], b: readonly Identifier[]): Identifier[] => [...a, ...without(b, a)]
