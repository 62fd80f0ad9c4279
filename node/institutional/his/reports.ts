/**
 * Results of an order as they come: in parts, preliminary, final, corrected, struck. They are put together here until the HIS says that they are
 * final; then they are issued. What changes afterwards becomes a correction: another record, which names the one it replaces.
 * Rows: hr/ORDER.
 */
import { decodeValue, encodeValue } from '@hdms/flows/engine/codec.ts'
import type { Value } from '@hdms/flows/engine/types.ts'
import type { CorrectionKind } from '@hdms/flows/treatment/correction.ts'
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { fromValue, parseJson, stringMember, writeJson } from '@hdms/shared/documents/json.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { NodeStore } from '@hdms/shared/ports/node-store.ts'
import type { HisInbound } from './inbound.ts'
import { renamed } from './versions.ts'

/** What versions of a result have in common, and what tells it from others of the same kind (`versions.ts`). */
export interface ResultName {
  /** Codes of report and result, and the sub-id. */
  readonly of: string
  /** The number that the laboratory gave it; empty when it gave none. */
  readonly filler: string
  /** When it was observed: ms, or as exactly as was said. */
  readonly at: string
  /** Its number in its message. */
  readonly set: string
  readonly [field: string]: Value
}

/** One observation or report of an order. */
export interface ReportedItem {
  /** The same for every version of it. */
  readonly key: string
  /** Of a result whose versions may come under another key. */
  readonly name?: ResultName
  /** FHIR's status, or `deleted`. */
  readonly status: string
  /** FHIR resource, JSON; without its status, but for those that keep it. */
  readonly resource: string
  /** The resource says itself how it stands (a drug is stopped, a finding refuted): only that it was a mistake is written into it. */
  readonly standing?: 'its own'
  /** Of a report: keys of its observations. */
  readonly refers?: readonly string[]
  /** Of a report: the message says its words; else those that were said before stand. */
  readonly words?: boolean
  readonly [field: string]: Value
}
export interface Reported {
  readonly items: readonly ReportedItem[]
  /** Why something was changed, in words for a person; empty when the HIS does not say. */
  readonly reason: string
  /** What was said before under keys that begin so, and is not said now, does not stand any more. */
  readonly instead?: readonly { readonly prefix: string; readonly status: 'deleted' | 'entered-in-error' }[]
}

interface Row {
  readonly items: readonly ReportedItem[]
  readonly reason: string
  /** Hash of what was issued last; empty before. */
  readonly issued: string
  readonly [field: string]: Value
}
const NONE: Row = { items: [], reason: '', issued: '' }
const OPEN = new Set(['preliminary', 'registered', 'partial'])
/** Of a result, in characters: what a phone's mailbox takes in one message. */
const MOST = 24 << 20
const REMOVED = new Set(['deleted', 'not-asked'])

export interface ReportsOptions {
  readonly store: NodeStore
  readonly inbound: HisInbound
  /** Starts a correction once; `client` is the same for the same content. */
  readonly correct: (orderId: string, resources: readonly string[], kind: CorrectionKind, reason: string, client: string) => Promise<void>
  /** Whether a correction of this order is under way. */
  readonly correcting: (orderId: string) => boolean
}

export class Reports {
  private readonly o: ReportsOptions
  private readonly rows = new Map<string, Row>()

  constructor(o: ReportsOptions) {
    this.o = o
  }

  async load(): Promise<void> {
    for (const [key, bytes] of await this.o.store.range('hr/', 'hr/\uffff')) this.rows.set(key.slice(3), decodeValue<Row>(bytes))
  }

  /**
   * Takes a message in. Durable when it resolves.
   * @throws HIS_PROTOCOL when the whole would be too large for a phone
   * @param control id of the message, so that a repeated one counts once
   * @returns what became of it, for the log
   */
  async take(orderId: string, reported: Reported, control: string): Promise<'kept' | 'issued' | 'corrected' | 'unchanged'> {
    const row = this.rows.get(orderId) ?? NONE
    const before = { ...row, items: renamed(row.items, reported.items) }
    const changed = new Map(reported.items.map((item) => [item.key, item]))
    const known = before.items.map((item) => {
      const gone = changed.has(item.key) ? undefined : reported.instead?.find(({ prefix }) => item.key.startsWith(prefix))
      return gone ? { ...item, status: gone.status } : newer(item, changed.get(item.key))
    })
    const added = reported.items.filter((item) => !before.items.some(({ key }) => key === item.key))
    const items = [...known, ...added]
    if (items.reduce((bytes, { resource, status }) => bytes + (REMOVED.has(status) ? 0 : resource.length), 0) > MOST)
      fail('HIS_PROTOCOL', { why: `the result of the order would be larger than ${MOST >> 20} MiB with its files` })
    await this.keep(orderId, { ...before, items, reason: reported.reason || before.reason })
    return this.issue(orderId, control)
  }

  /** What waited for an order to be completed, or for a correction before it, goes on. */
  async sweep(): Promise<void> {
    for (const [orderId, row] of this.rows) if (row.issued !== '' && this.completed(orderId)) await this.issue(orderId, `sweep-${orderId}`)
  }

  private completed(orderId: string): boolean {
    return this.o.inbound.find(orderId)?.record !== undefined
  }

  private async issue(orderId: string, control: string): Promise<'kept' | 'issued' | 'corrected' | 'unchanged'> {
    const row = this.rows.get(orderId) ?? NONE
    const { resources, summary, final, kind } = composed(row.items)
    if (!final) return 'kept'
    const hash = hex(sha256(utf8(resources.join('\n')))).slice(0, 32)
    if (row.issued === hash) return 'unchanged'
    if (row.issued === '') {
      await this.o.inbound.deliver(orderId, { kind: 'result', resources, summary }, control)
      await this.keep(orderId, { ...row, issued: hash })
      return 'issued'
    }
    // A result that is on its way, or a correction, ends first.
    if (!this.completed(orderId) || this.o.correcting(orderId)) return 'kept'
    await this.o.correct(orderId, resources, kind, row.reason, `${orderId}/${hash}`)
    await this.keep(orderId, { ...row, issued: hash })
    return 'corrected'
  }

  private async keep(orderId: string, row: Row): Promise<void> {
    await this.o.store.commit([{ key: `hr/${orderId}`, value: encodeValue(row) }])
    this.rows.set(orderId, row)
  }
}

/** A report keeps the observations, and the words, that earlier messages brought. */
function newer(before: ReportedItem, now: ReportedItem | undefined): ReportedItem {
  if (!now) return before
  if (!now.refers) return now
  const words = stringMember(parseJson(before.resource), 'conclusion')
  const resource = now.words || words === undefined ? now.resource : withWords(now.resource, words)
  return { ...now, resource, refers: [...new Set([...(before.refers ?? []), ...now.refers])] }
}

function withWords(resource: string, conclusion: string): string {
  const json = parseJson(resource)
  if (json.t !== 'object') return resource
  const rest = json.entries.filter(([key]) => key !== 'conclusion')
  return writeJson({ t: 'object', entries: [...rest, ['conclusion', parseJson(JSON.stringify(conclusion))]] })
}

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
  const references = new Map(shown.map(({ key, resource }) => [key, referenceOf(resource)]))
  const resources = shown.map(({ resource, status, standing: own, refers }) =>
    withStanding(
      resource,
      own ? (status === 'entered-in-error' ? mistaken(resource) : []) : [['status', status]],
      (refers ?? []).flatMap((key) => references.get(key) ?? []),
    ),
  )
  const conclusions = shown.flatMap(({ resource, status }) =>
    status === 'entered-in-error' ? [] : (stringMember(parseJson(resource), 'conclusion') ?? []),
  )
  const final = shown.length > 0 && shown.every(({ status }) => !OPEN.has(status))
  return { resources, summary: conclusions.join(' · '), final, kind: struck ? 'entered-in-error' : 'corrected' }
}

/** A report in which nothing is left has nothing to say either. */
function ofReport({ refers, resource, status }: ReportedItem, standing: ReadonlyMap<string, string>): string {
  const parts = (refers ?? []).map((key) => standing.get(key) ?? 'final')
  if (parts.length === 0 || stringMember(parseJson(resource), 'conclusion')) return status
  if (parts.every((s) => REMOVED.has(s))) return 'deleted'
  return parts.every((s) => REMOVED.has(s) || s === 'entered-in-error') ? 'entered-in-error' : status
}

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
  const json = parseJson(resource)
  if (json.t !== 'object') return fail('HIS_PROTOCOL', { why: 'a resource is not an object' })
  const written = new Set(said.map(([key]) => key))
  const entries = json.entries.filter(([key]) => !written.has(key) && (key !== 'result' || references.length === 0))
  const result = references.map((reference) => `{"reference":${JSON.stringify(reference)}}`).join(',')
  const more = references.length > 0 ? ([['result', parseJson(`[${result}]`)]] as const) : []
  return writeJson({ t: 'object', entries: [...entries, ...said.map(([key, value]) => [key, fromValue(value)] as const), ...more] })
}
