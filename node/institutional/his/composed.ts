/** What stands of an order's results, as resources: statuses written in, what was deleted left out, reports with what belongs to them. */

import type { CorrectionKind } from '@hdms/flows/treatment/correction.ts'
import { fromValue, parseJson, stringMember, writeJson } from '@hdms/shared/documents/json.ts'
import { refuse } from '../reasons.ts'
import type { ReportedItem } from './reports.ts'

const OPEN = new Set(['preliminary', 'registered', 'partial'])
const REMOVED = new Set(['deleted', 'not-asked'])
type Status = Pick<ReportedItem, 'status'>
export const isRemoved = ({ status }: Status): boolean => REMOVED.has(status)
export const isOpen = ({ status }: Status): boolean => OPEN.has(status)
export const isMistaken = ({ status }: Status): boolean => status === 'entered-in-error'

interface Composed {
  readonly resources: readonly string[]
  readonly summary: string
  /** Nothing of it is open any more. */
  readonly final: boolean
  readonly kind: CorrectionKind
}

/** What stands now. What was deleted is left out; when nothing else is left, it is shown as entered in error. */
export function composed(reported: readonly ReportedItem[]): Composed {
  const standing = new Map(reported.map(({ key, status }) => [key, status]))
  const items = reported.map((item) => ({ ...item, status: ofReport(item, standing) }))
  const left = items.filter(({ status }) => !REMOVED.has(status))
  const struck = left.length === 0 || left.every(({ status }) => status === 'entered-in-error')
  const shown =
    left.length > 0 ? left : items.filter(({ status }) => status === 'deleted').map((item) => ({ ...item, status: 'entered-in-error' }))
  const references = new Map(shown.map(({ key, resource }) => [key, resource]))
  const resources = shown.map(({ resource, status, standing: own, refers }) =>
    withStanding(
      resource,
      own ? (status === 'entered-in-error' ? mistaken(resource) : []) : [['status', status]],
      (refers ?? []).flatMap((key) => references.get(key) ?? []).map(referenceOf),
    ),
  )
  const conclusions = shown.flatMap(({ resource, status }) => (status === 'entered-in-error' ? [] : (conclusionOf(resource) ?? [])))
  const final = shown.length > 0 && shown.every(({ status }) => !OPEN.has(status))
  return { resources, summary: conclusions.join(' · '), final, kind: struck ? 'entered-in-error' : 'corrected' }
}

/** A report in which nothing is left has nothing to say either. */
function ofReport({ refers, resource, status }: ReportedItem, standing: ReadonlyMap<string, string>): string {
  const parts = (refers ?? []).map((key) => standing.get(key) ?? 'final')
  if (parts.length === 0 || !parts.every((s) => REMOVED.has(s) || s === 'entered-in-error') || conclusionOf(resource)) return status
  if (parts.every((s) => REMOVED.has(s))) return 'deleted'
  return parts.every((s) => REMOVED.has(s) || s === 'entered-in-error') ? 'entered-in-error' : status
}

/** Words of a report; a file of megabytes, which has none, is not read for them. */
export const conclusionOf = (resource: string): string | undefined =>
  resource.includes('"conclusion"') ? stringMember(parseJson(resource), 'conclusion') : undefined

function referenceOf(resource: string): string {
  const json = parseJson(resource)
  return `${stringMember(json, 'resourceType')}/${stringMember(json, 'id')}`
}

/** How a resource says that it was a mistake: by its status, or where it has none by its verification. */
function mistaken(resource: string): [string, unknown][] {
  const type = stringMember(parseJson(resource), 'resourceType') ?? ''
  const system = VERIFIED[type]
  if (system) return [['verificationStatus', { coding: [{ system, code: 'entered-in-error' }] }]]
  return type === 'Goal' ? [['lifecycleStatus', 'entered-in-error']] : ABOUT_NOBODY.has(type) ? [] : [['status', 'entered-in-error']]
}
const VERIFIED: Readonly<Record<string, string>> = {
  AllergyIntolerance: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification',
  Condition: 'http://terminology.hl7.org/CodeSystem/condition-ver-status',
}
const ABOUT_NOBODY = new Set(['Practitioner', 'PractitionerRole', 'Organization'])

function withStanding(resource: string, said: readonly [string, unknown][], references: readonly string[]): string {
  if (said.length === 0 && references.length === 0) return resource
  const json = parseJson(resource)
  if (json.t !== 'object') return refuse('HIS_PROTOCOL', 'resource-no-object')
  const written = new Set(said.map(([key]) => key))
  const entries = json.entries.filter(([key]) => !written.has(key) && (key !== 'result' || references.length === 0))
  const result = references.map((reference) => `{"reference":${JSON.stringify(reference)}}`).join(',')
  const more = references.length > 0 ? ([['result', parseJson(`[${result}]`)]] as const) : []
  return writeJson({ t: 'object', entries: [...entries, ...said.map(([key, value]) => [key, fromValue(value)] as const), ...more] })
}
