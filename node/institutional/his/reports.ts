/**
 * Results of an order as they come: in parts, preliminary, final, corrected, struck. They are put together here until the HIS says that they are
 * final; then they are issued. What changes afterwards becomes a correction: another record, which names the one it replaces.
 *
 * An order has one writer at a time, and says what it is about to hand over before it does: of two messages at once neither is lost, and a node
 * that ends in between hands over the same once it is back.
 */

import type { Value } from '@hdms/flows/engine/types.ts'
import type { CorrectionKind } from '@hdms/flows/treatment/correction.ts'
import type { HisEvent } from '@hdms/flows/treatment/his-port.ts'
import type { OrderRow } from '@hdms/flows/treatment/hospital.ts'
import { parseJson, writeJson } from '@hdms/shared/documents/json.ts'
import { type InTurnOf, inAllTurns } from '@hdms/shared/in-turn.ts'
import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'
import { refuse } from '../reasons.ts'
import { composed, conclusionOf } from './composed.ts'
import { digestOf, type Head, ReportRows } from './report-rows.ts'
import type { Row, Standing } from './standing.ts'
import { renamed } from './versions.ts'

export { composed }

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
  /** Whoever sends it again without being a change means another one. */
  readonly fresh?: boolean
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

/** Of a result, in characters: what a phone's mailbox takes in one message. */
const MOST = 24 << 20

/** What became of a message, for the log. */
export type Outcome = 'kept' | 'issued' | 'corrected' | 'unchanged'

export interface ReportsOptions {
  readonly store: NodeStore
  /** Of each order: who has the turn is the only one to change its results. */
  readonly turns: InTurnOf
  readonly order: (orderId: string) => OrderRow | undefined
  /** Gives the result of an order to its flow, once. */
  readonly deliver: (orderId: string, event: HisEvent) => Promise<void>
  /** Starts a correction once; `client` is the same for the same correction. */
  readonly correct: (orderId: string, resources: readonly string[], kind: CorrectionKind, reason: string, client: string) => Promise<void>
  /** Whether a correction of this order is under way. */
  readonly correcting: (orderId: string) => boolean
}

export class Reports {
  private readonly o: ReportsOptions
  private readonly rows: ReportRows

  constructor(o: ReportsOptions) {
    this.o = o
    this.rows = new ReportRows(o.store)
  }

  load(): Promise<void> {
    return this.rows.load()
  }

  /** An order's record was erased: nothing of its results is kept. */
  forget(changes: Change[], orderId: string): void {
    this.rows.forget(changes, orderId)
  }

  /**
   * Takes a message in, which may be about several orders: all of it, or nothing. Durable when it resolves.
   * @param beside what is written when all of it is done, in the same batch as the last of it
   * @throws HIS_PROTOCOL when the whole of an order would be too large for a phone
   */
  take(all: readonly (readonly [orderId: string, reported: Reported])[], beside: readonly Change[] = []): Promise<Outcome[]> {
    const orders = all.map(([orderId]) => orderId)
    return inAllTurns(this.o.turns, orders, async () => {
      for (const orderId of orders) await this.finish(orderId)
      const drafts = []
      for (const [orderId, reported] of all) drafts.push(await this.draft(orderId, reported))
      const outcomes: Outcome[] = []
      const saved = drafts.map(({ orderId, reason, standing, changed, before }) => {
        const placed = standing.take(changed, before)
        const { head, outcome } = this.next(orderId, reason, standing)
        outcomes.push(outcome)
        return { orderId, standing, head, placed }
      })
      const handing = saved.flatMap(({ orderId, head }) => (head.handing === '' ? [] : [orderId]))
      await this.rows.save(saved, handing.length === 0 ? beside : [])
      for (const orderId of handing) await this.finish(orderId, orderId === handing.at(-1) ? beside : [])
      return outcomes
    })
  }

  /** What waited for an order to be completed, or for a correction before it, goes on; so does what an end of the node interrupted. */
  async sweep(): Promise<void> {
    for (const orderId of this.rows.open())
      await this.o.turns(orderId, async () => {
        await this.finish(orderId)
        if (!this.rows.head(orderId).later || !this.mayCorrect(orderId)) return
        const standing = await this.rows.of(orderId)
        await this.rows.save([{ orderId, standing, placed: [], ...this.next(orderId, '', standing) }])
        await this.finish(orderId)
      })
  }

  /** What a message changes of an order's results; nothing is changed yet. */
  private async draft(orderId: string, { items, instead = [], reason }: Reported): Promise<Draft> {
    const standing = await this.rows.of(orderId)
    // Only results of the same codes can be versions of what the message says.
    const alike = standing.named(new Set(items.flatMap(({ name }) => name?.of ?? [])))
    const before = new Map(renamed(alike, items).map(({ key }, i) => [key, alike[i]?.key ?? key]))
    const said = items.map((item) => newer(standing.get(before.get(item.key) ?? item.key), item))
    const now = new Set(said.map(({ key }) => key))
    const gone = instead.flatMap(({ prefix, status }) =>
      standing.keysUnder(prefix).flatMap((key) => {
        const row = now.has(key) ? undefined : standing.get(key)
        return row ? [{ ...row, status }] : []
      }),
    )
    const changed = [...gone, ...said]
    if (standing.bytesWith(changed, before) > MOST) refuse('HIS_PROTOCOL', 'result-too-large', { most: MOST >> 20 })
    return { orderId, reason, standing, changed, before }
  }

  /** What an order's results lead to as they stand now. */
  private next(orderId: string, reason: string, standing: Standing): { readonly head: Head; readonly outcome: Outcome } {
    const before = this.rows.head(orderId)
    const head = { ...before, reason: reason || before.reason, later: false }
    if (!standing.isFinal) return { head, outcome: 'kept' }
    // A result that is on its way, or a correction, ends first.
    if (head.issued !== '' && !this.mayCorrect(orderId)) return { head: { ...head, later: true }, outcome: 'kept' }
    const issued = digestOf(composed(standing.list()).resources)
    if (head.issued === issued) return { head, outcome: 'unchanged' }
    if (head.issued === '') return { head: { ...head, issued, handing: 'result' }, outcome: 'issued' }
    return { head: { ...head, issued, version: head.version + 1, handing: 'correction' }, outcome: 'corrected' }
  }

  private mayCorrect(orderId: string): boolean {
    return this.o.order(orderId)?.record !== undefined && !this.o.correcting(orderId)
  }

  /** Hands over what is said to be handed over. */
  private async finish(orderId: string, beside: readonly Change[] = []): Promise<void> {
    const head = this.rows.head(orderId)
    if (head.handing === '') return
    const standing = await this.rows.of(orderId)
    const { resources, summary, kind } = composed(standing.list())
    if (head.handing === 'result') await this.o.deliver(orderId, { kind: 'result', resources, summary })
    else await this.o.correct(orderId, resources, kind, head.reason, `${orderId}/${head.version}/${head.issued}`)
    await this.rows.save([{ orderId, standing, head: { ...head, handing: '' }, placed: [] }], beside)
  }
}

interface Draft {
  readonly orderId: string
  readonly reason: string
  readonly standing: Standing
  readonly changed: readonly ReportedItem[]
  /** Keys under which versions of them are known. */
  readonly before: ReadonlyMap<string, string>
}

/** A report keeps the words that earlier messages brought. */
function newer(before: Row | undefined, now: ReportedItem): ReportedItem {
  if (!before || !now.refers || now.words) return now
  const words = conclusionOf(before.resource)
  return words === undefined ? now : { ...now, resource: withWords(now.resource, words) }
}

function withWords(resource: string, conclusion: string): string {
  const json = parseJson(resource)
  if (json.t !== 'object') return resource
  const rest = json.entries.filter(([key]) => key !== 'conclusion')
  return writeJson({ t: 'object', entries: [...rest, ['conclusion', parseJson(JSON.stringify(conclusion))]] })
}
