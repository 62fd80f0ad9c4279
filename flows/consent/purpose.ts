/**
 * What data may be used for, and for what they were collected (condition ⑥: what was collected for the public service is used for the person's own care;
 * a sale or an insurer needs a separate basis that the person gave). What data were collected for stands in the profile of their document, which is always
 * disclosed and under the verification key: whoever gets a part of a record sees it, and of an institution's record nobody can change it.
 */

import { type Reader, Writer } from '@hdms/shared/bytes.ts'
import { isSameList } from '@hdms/shared/one-to-one.ts'
import { type RefuseAs, refusingAs } from '@hdms/shared/reasons.ts'
import { type ConsentReasons, refuse, refuse as refuseFor } from './reasons.ts'

/** Coded purposes. Whatever else a purpose says is in somebody's own words, and `other`. */
export const USES = ['care-management', 'family', 'insurance', 'public-service', 'research', 'treatment'] as const
export type Use = (typeof USES)[number] | 'other'
/** Terms of GA4GH's Data Use Ontology, which orders of researchers name. */
const DUO = /^DUO:\d{7}$/

const isUse = (text: string): text is (typeof USES)[number] => (USES as readonly string[]).includes(text)
export const useOf = (purpose: string): Use => (isUse(purpose) ? purpose : DUO.test(purpose) ? 'research' : 'other')

/** Whether terms allow a purpose: it is theirs word for word, or one of the codes that they list. */
export function allows(terms: string, purpose: string): boolean {
  const listed = terms.split(',')
  return terms === purpose || (listed.every(isUse) && listed.some((one) => one === purpose))
}

/** What data can have been collected for: the person's own ends, the public service, or the person's treatment. In the order of every list. */
export const COLLECTED = ['own', 'public-service', 'treatment'] as const
export type Collected = (typeof COLLECTED)[number]

/** Ends the profile of what was collected for the public service, whatever it is. */
const PUBLIC = '/public-service'
const PROFILES: Readonly<Record<string, Collected>> = {
  'fhir-r4/medical-result': 'treatment',
  'fhir-r4/self-reported': 'own',
  'fhir-r4/claimed': 'own',
  'hdms/activity-day': 'own',
}
/** @returns undefined for a profile that does not say it */
export const collectedFor = (profile: string): Collected | undefined =>
  profile.endsWith(PUBLIC) ? 'public-service' : Object.hasOwn(PROFILES, profile) ? PROFILES[profile] : undefined
/** A profile for what was collected for this. */
export const profileFor = (profile: string, collected: Collected): string => (collected === 'public-service' ? profile + PUBLIC : profile)

const isCollected = (text: string): text is Collected => (COLLECTED as readonly string[]).includes(text)
const inOrder = (all: ReadonlySet<Collected>): Collected[] => COLLECTED.filter((c) => all.has(c))

/** Of several documents, each once, in order. @throws PURPOSE_REFUSED when a profile does not say what it was collected for */
export const collectedIn = (profiles: readonly string[]): Collected[] =>
  inOrder(new Set(profiles.map((p) => collectedFor(p) ?? refuse('PURPOSE_REFUSED', 'record-collected-unsaid'))))

/** As terms have it, `own,public-service`. @returns undefined when it is not each once and in order */
export function collectedOf(text: string): Collected[] | undefined {
  const listed = text.split(',').filter(isCollected)
  return inOrder(new Set(listed)).join(',') === text && text !== '' ? listed : undefined
}

/** In commands: numbers in {@link COLLECTED}. */
export const writeCollected = (w: Writer, all: readonly Collected[]): Writer => w.list(all, (each, c) => void each.u8(COLLECTED.indexOf(c)))
const misread: RefuseAs<ConsentReasons, 'WIRE_MALFORMED', 'what'> = refusingAs(refuseFor, 'WIRE_MALFORMED', {
  what: 'list of what data were collected for',
})
/** @throws WIRE_MALFORMED for a number that stands for nothing, and for another order */
export function readCollected(r: Reader): Collected[] {
  const all = r.list((each) => COLLECTED[each.u8()] ?? misread('no-such-number'))
  if (!isSameList(all, inOrder(new Set(all)))) misread('not-in-order')
  return all
}

/** What data of the public service were collected for: it needs nothing beside the consent. */
const PUBLIC_USES: readonly Use[] = ['care-management', 'public-service', 'treatment']
/** Whether a use needs a basis of its own beside the consent. A sale always does. */
export const needsBasis = (collected: readonly Collected[], purpose: string, sold: boolean): boolean =>
  collected.includes('public-service') && (sold || !PUBLIC_USES.includes(useOf(purpose)))

/** What a Sell names: what the data are bought for, and what they were collected for. */
export interface Purposes {
  readonly use: string
  readonly collected: readonly Collected[]
}
export const encodePurposes = ({ use, collected }: Purposes): Uint8Array => writeCollected(new Writer().text(use), collected).bytes()
export const readPurposes = (r: Reader): Purposes => ({ use: r.text(), collected: readCollected(r) })
