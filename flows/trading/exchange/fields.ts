/**
 * Which fields of a record a sale discloses: codes, values, units, days and states. Never references, identifiers, names, notes, texts, displays or
 * extensions: what is not listed here does not leave.
 */

import { codesOf } from '@hdms/health/codes/codes.ts'
import { type Document, groupsOf } from '@hdms/shared/documents/document.ts'
import { toValue } from '@hdms/shared/documents/json.ts'
import { decodePath, type Path, type Segment } from '@hdms/shared/documents/leaves.ts'
import type { OpenGroup, Shown } from '@hdms/shared/documents/sealed-part.ts'
import { refuse } from '../reasons.ts'

const coding = (field: string): string[] => [`${field}.coding.*.system`, `${field}.coding.*.code`]
const quantity = (field: string): string[] => ['value', 'unit', 'code', 'system', 'comparator'].map((part) => `${field}.${part}`)
const value = (at: string): string[] => [
  ...quantity(`${at}valueQuantity`),
  ...coding(`${at}valueCodeableConcept`),
  `${at}valueInteger`,
  `${at}valueBoolean`,
]
const period = (field: string): string[] => [`${field}.start`, `${field}.end`]

interface Fields {
  readonly always: readonly string[]
  /** Only where the order allows days. */
  readonly days: readonly string[]
}
const FIELDS: Readonly<Record<string, Fields>> = {
  Observation: {
    always: [...coding('code'), ...value(''), ...coding('component.*.code'), ...value('component.*.'), ...coding('interpretation.*')],
    days: ['effectiveDateTime', 'effectiveInstant', ...period('effectivePeriod'), 'issued'],
  },
  Condition: {
    always: [...coding('code'), ...coding('category.*'), ...coding('severity')],
    days: ['onsetDateTime', ...period('onsetPeriod'), 'abatementDateTime', 'recordedDate'],
  },
  Immunization: { always: coding('vaccineCode'), days: ['occurrenceDateTime'] },
  MedicationRequest: { always: [...coding('medicationCodeableConcept'), 'intent'], days: ['authoredOn'] },
  MedicationStatement: { always: coding('medicationCodeableConcept'), days: ['effectiveDateTime', ...period('effectivePeriod')] },
  MedicationDispense: { always: coding('medicationCodeableConcept'), days: ['whenHandedOver', 'whenPrepared'] },
  MedicationAdministration: {
    always: coding('medicationCodeableConcept'),
    days: ['effectiveDateTime', ...period('effectivePeriod')],
  },
  Procedure: { always: coding('code'), days: ['performedDateTime', ...period('performedPeriod')] },
}
/** What a value must not be without: a state that says that it is not so. */
const STATES = ['resourceType', 'status', ...coding('verificationStatus'), ...coding('clinicalStatus'), 'doNotPerform']
/** What a measurement is of. */
const MEASURED = ['resourceType', ...coding('code'), ...coding('component.*.code')]
/** What changes the meaning of all the rest: a record that has it is not sold. */
const MODIFIERS = ['modifierExtension', 'implicitRules']

const nameOf = (path: Path): string => path.map((segment) => (typeof segment === 'string' ? segment : '*')).join('.')
const isState = (path: Path): boolean => STATES.includes(nameOf(path))
/** Anywhere inside: a dose that is "not" one is no dose. */
const isModifier = (path: Path): boolean => path.some((segment) => MODIFIERS.includes(String(segment)))
/** That a number is a bound is kept back while the number itself is shown. */
function boundIsHidden(hidden: readonly Path[]): boolean {
  const names = new Set(hidden.map((path) => JSON.stringify(path)))
  return hidden.some((path) => path.at(-1) === 'comparator' && !names.has(JSON.stringify([...path.slice(0, -1), 'value'])))
}

type Json = { readonly [key: string]: unknown }
const object = (v: unknown): Json => (typeof v === 'object' && v !== null && !Array.isArray(v) ? (v as Json) : {})
const list = (v: unknown): readonly unknown[] => (Array.isArray(v) ? v : [])
const text = (v: unknown): string => (typeof v === 'string' ? v : '')
/** An index of an array, as a path has it. */
const placeOf = (segment: Segment | undefined): number => (typeof segment === 'number' ? segment : -1)

/** Where a resource says what it is about. */
const SUBJECTS = ['code', 'vaccineCode', 'medicationCodeableConcept']

/**
 * Which places of a resource the order has to do with. Of the codings that say what it is about those that are asked for; of a panel whose own code is
 * asked for all components, else those whose codes are.
 */
function toldOf(resource: unknown, asked: (code: string) => boolean): (path: Path) => boolean {
  const tells = (concept: unknown, drug: boolean): boolean[] =>
    list(object(concept)['coding']).map((each) => {
      const { system, code, display } = object(each)
      const words = text(display) || text(object(concept)['text'])
      return codesOf([{ system: text(system), code: text(code), display: words }], drug).some(asked)
    })
  const own = new Map(SUBJECTS.map((field) => [field, tells(object(resource)[field], field === 'medicationCodeableConcept')]))
  const panel = [...own.values()].some((codings) => codings.includes(true))
  const parts = list(object(resource)['component']).map((c) => tells(object(c)['code'], false))
  return ([first, second, third, fourth, fifth]) => {
    const codings = own.get(String(first))
    if (codings && second === 'coding') return codings[placeOf(third)] ?? false
    if (first !== 'component') return true
    const part = parts[placeOf(second)] ?? []
    if (third === 'code' && fourth === 'coding' && !panel) return part[placeOf(fifth)] ?? false
    return panel || part.includes(true)
  }
}

/**
 * What of each leaf of a record is handed over.
 * @param wanted groups of the record, by their number in {@link groupsOf} @param days whether the order allows days
 * @param asked whether the order asks for a code (`system:code`): other codings, and components of other codes, stay
 */
export function disclosed(
  doc: Document,
  wanted: ReadonlySet<number>,
  days: boolean,
  asked: (code: string) => boolean,
): (at: number) => Shown {
  const [shown, open] = [new Set<number>(), new Set<number>()]
  for (const [i, { kind, at, length, value }] of groupsOf(doc.leaves).entries()) {
    const fields = FIELDS[kind]
    if (!fields || !wanted.has(i)) continue
    const paths = doc.leaves.slice(at + 1, at + length).map((leaf) => decodePath(leaf.path).slice(1))
    if (paths.some(isModifier)) continue
    const allowed = new Set([...fields.always, ...(days ? fields.days : [])])
    const isTold = toldOf(toValue(value), asked)
    paths.forEach((path, n) => {
      if (!isTold(path)) return
      // What somebody measured lies apart from its code: that one is shown at once, so that who pays knows what for.
      if (kind === 'Observation' && MEASURED.includes(nameOf(path))) open.add(at + 1 + n)
      else if (isState(path) || allowed.has(nameOf(path))) shown.add(at + 1 + n)
    })
  }
  return (at) => (open.has(at) ? 'open' : shown.has(at) ? 'sealed' : 'hidden')
}

/** That nothing was kept back that turns a value into its opposite. @throws OFFER_REFUSED */
export function checkStates(groups: readonly Pick<OpenGroup, 'hidden'>[]): void {
  for (const { hidden } of groups)
    if (hidden.some((path) => isState(path) || isModifier(path)) || boundIsHidden(hidden)) refuse('OFFER_REFUSED', 'state-kept-back')
}
