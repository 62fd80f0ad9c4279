/**
 * What a person sees of a FHIR R4 resource at a glance: a title, a value with all that it means nothing without, a day, how it stands.
 * Texts come as the record has them, never as markup.
 */
import {
  concept,
  concepts,
  dosage,
  isObject,
  type Json,
  joined,
  list,
  object,
  quantity,
  range,
  referenceRanges,
  text,
  valueText,
} from './words.ts'

export interface ResourceView {
  readonly title: string
  /** With comparator, unit, components in their order; ASCII comparators, as FHIR has them. */
  readonly value: string
  /** As the record has it: a year, a month, a day or an instant; empty without. Never the day of something else. */
  readonly date: string
  /** FHIR's code of how it stands; what is denied, not sure or was a mistake says so before anything else. */
  readonly status: string
  /** It is not so, or was not done: to be said before what it is. */
  readonly denied?: true
  /** When it ended, where it lasted. */
  readonly until?: string
  /** `recorded`: the day is that on which it was written down; when it was, the record does not say. */
  readonly dated?: 'recorded'
  /** High, low, resistant…: HL7's codes where there are some, and the words of the record. */
  readonly flags?: readonly string[]
  readonly interpretation?: string
  /** What the value is compared with. */
  readonly reference?: string
}

/** @returns the resource that a reference of this one means, where it is at hand */
export type Resolve = (reference: string) => unknown

/** Value and interpretation of each component, in their order. */
function components(o: Json): string {
  return joined(
    list(o['component']).map((each) => {
      const c = object(each)
      const judged = joined([interpretation(c), referenceRanges(c['referenceRange'])], ', ')
      return joined([concept(c['code']), valueText(c), judged && `(${judged})`], ' ')
    }),
    ' · ',
  )
}

const interpretation = (o: Json): string => concepts(o['interpretation'])
const INTERPRETATIONS = /\/(v3-ObservationInterpretation|v2-0078)$|^urn:oid:2\.16\.840\.1\.113883\.5\.83$/
const flagsOf = (o: Json): string[] =>
  list(o['interpretation']).flatMap((each) => {
    const coded = list(object(each)['coding']).map(object)
    return coded.find((c) => INTERPRETATIONS.test(text(c['system'])))?.['code'] ?? []
  }) as string[]

function humanName(value: unknown): string {
  const { text: own, given, family } = object(list(value)[0])
  const first = list(given).map(text)
  // Korean names: the family's first, and no space.
  if (/^[가-힣]+$/.test(text(family))) return text(own) || `${text(family)}${first.join('')}`
  return text(own) || [...first, text(family)].filter(Boolean).join(' ')
}

const TITLE_FIELDS = ['code', 'vaccineCode', 'medicationCodeableConcept', 'type', 'class', 'category'] as const

/** The medicine that a reference means: what it is called, else what the reference says of it. */
function medicine(r: Json, resolve: Resolve): string {
  const { reference, display } = object(r['medicationReference'] ?? r['itemReference'])
  const named = text(reference)
  const contained = list(r['contained'])
    .map(object)
    .find((c) => named === `#${text(c['id'])}`)
  const found = object(contained ?? (named === '' ? undefined : resolve(named)))
  const ingredient = joined(
    list(found['ingredient']).map((i) => concept(object(i)['itemCodeableConcept'])),
    ' + ',
  )
  return concept(found['code']) || text(display) || ingredient
}

function titleOf(r: Json, resolve: Resolve): string {
  const type = text(r['resourceType'])
  if (['Patient', 'Practitioner', 'RelatedPerson', 'Person'].includes(type)) return humanName(r['name']) || type
  const coded = TITLE_FIELDS.map((field) => concept(r[field]) || concept(list(r[field])[0])).find(Boolean)
  const held = medicine(r, resolve)
  return (
    (r['medicationReference'] === undefined ? coded || held : held || coded) ||
    text(r['title']) ||
    text(r['name']) ||
    concept(r['description']) ||
    type
  )
}

/** When it was, before when it was written down. */
const WHEN = ['effective', 'performed', 'occurrence', 'onset'] as const
const OWN_DATES = ['authoredOn', 'whenHandedOver', 'whenPrepared', 'birthDate', 'lastOccurrence'] as const
const RECORDED = ['recordedDate', 'recorded', 'dateAsserted', 'issued', 'date', 'created'] as const

function datesOf(r: Json): Pick<ResourceView, 'date' | 'until' | 'dated'> {
  for (const field of WHEN) {
    const at = text(r[`${field}DateTime`]) || text(r[`${field}Instant`]) || text(list(object(r[`${field}Timing`])['event'])[0])
    if (at) return withEnd(at, text(r['abatementDateTime']) || text(object(r['abatementPeriod'])['end']))
    const { start, end } = object(r[`${field}Period`])
    if (text(start) || text(end)) return withEnd(text(start), text(end))
  }
  const { start, end } = object(r['period'] ?? object(r['context'])['period'])
  if (text(start) || text(end)) return withEnd(text(start), text(end))
  const own = OWN_DATES.map((field) => text(r[field])).find(Boolean)
  if (own) return { date: own }
  const written = RECORDED.map((field) => text(r[field])).find(Boolean)
  return written ? { date: written, dated: 'recorded' } : { date: '' }
}
const withEnd = (date: string, end: string): Pick<ResourceView, 'date' | 'until'> => ({
  date,
  ...(end === '' || end === date ? {} : { until: end }),
})

const codeOf = (value: unknown): string => text(object(list(object(value)['coding'])[0])['code'])
/** Of verification: what is not established. */
const UNSURE = new Set(['unconfirmed', 'provisional', 'differential'])
const DENIED = new Set(['refuted', 'entered-in-error', 'do-not-perform', 'not-done', 'not-taken', 'cancelled', 'declined', 'modified'])
/** Of intent: what nobody has ordered yet. */
const INTENDED = new Set(['proposal', 'plan', 'option'])

function standing(r: Json): string {
  const verified = codeOf(r['verificationStatus'])
  if (verified === 'refuted' || verified === 'entered-in-error') return verified
  if (r['doNotPerform'] === true) return 'do-not-perform'
  // Immunizations of FHIR's earlier versions, which some senders still write.
  if (r['notGiven'] === true || r['wasNotGiven'] === true) return 'not-done'
  const own = text(r['status']) || text(r['lifecycleStatus'])
  if (DENIED.has(own)) return own
  if (r['modifierExtension'] !== undefined) return 'modified'
  if (UNSURE.has(verified)) return verified
  if (INTENDED.has(text(r['intent']))) return text(r['intent'])
  return own || codeOf(r['clinicalStatus']) || concept(r['clinicalStatus'])
}

/** What else a person wants to read of it, where it has no measured value. */
function detailOf(r: Json): string {
  const doses = list(r['dosageInstruction'] ?? (Array.isArray(r['dosage']) ? r['dosage'] : [r['dosage']])).map(dosage)
  const reactions = list(r['reaction']).map((each) => concepts(object(each)['manifestation']))
  const onset = text(r['onsetString']) || quantity(r['onsetAge']) || range(r['onsetRange'])
  return (
    text(r['conclusion']) ||
    concepts(r['conclusionCode']) ||
    joined(doses, '; ') ||
    quantity(r['doseQuantity']) ||
    joined(reactions, ', ') ||
    onset
  )
}

/**
 * @param resource a FHIR resource as parsed JSON, or as `exactOf` reads it, with its digits; whatever is missing or odd shows as empty
 * @param resolve finds what its references mean
 */
export function viewOf(resource: unknown, resolve: Resolve = () => undefined): ResourceView {
  const r = object(resource)
  const status = standing(r)
  const [judged, flags] = [interpretation(r), flagsOf(r)]
  const reference = referenceRanges(r['referenceRange'])
  return {
    title: titleOf(r, resolve),
    value: joined([valueText(r), components(r)], ' · ') || detailOf(r),
    ...datesOf(r),
    status,
    ...(DENIED.has(status) ? { denied: true as const } : {}),
    ...(judged ? { interpretation: judged } : {}),
    ...(flags.length > 0 ? { flags } : {}),
    ...(reference ? { reference } : {}),
  }
}

/** Finds resources of one record: by type and id, with or without a server's address, and by the UUID that an export gave as id. */
export function resolverOf(resources: readonly unknown[]): Resolve {
  const places = new Map<string, unknown>()
  for (const resource of resources.filter(isObject)) {
    const id = text(resource['id'])
    if (id === '') continue
    places.set(`${text(resource['resourceType'])}/${id}`, resource)
    places.set(`urn:uuid:${id}`, resource)
  }
  return (reference) => {
    const place = /([A-Z][A-Za-z]+\/[A-Za-z0-9\-.]+)(?:\/_history\/[A-Za-z0-9\-.]+)?$/.exec(reference.slice(-300))?.[1]
    return places.get(reference) ?? (place === undefined ? undefined : places.get(place))
  }
}
