/**
 * What was asked of a person, and what became of it: for the person alone. Rows: of/QUERY · of-policy · of-heard.
 */
import { type Change, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { decodeValue, encodeValue } from '../engine/codec.ts'
import { ASK, type Policy } from './policy.ts'

/** `none` here to sell, or not by the person's policy; `shown` what there is; `asked` to sell; then how it ended. */
export type OfferState = 'counted' | 'none' | 'shown' | 'asked' | 'refused' | 'selling' | 'sold' | 'not-bought' | 'over'

export interface OfferLine {
  /** Id of the query, hex; of a count with `/count`. */
  readonly query: string
  readonly state: OfferState
  readonly institution: string
  readonly purpose: string
  readonly price: number
  readonly days: boolean
  /** Minutes since 1970. */
  readonly useUntil: number
  readonly expires: number
  /** Data sets that were shown: what of, how many, first and last month since 1970. */
  readonly sets: readonly { readonly concept: string; readonly count: number; readonly from: number; readonly until: number }[]
  readonly dealing: string
  /** Transaction of the consent, hex; empty while there is none. */
  readonly consent: string
  /** Units that came. */
  readonly earned: number
  readonly why: string
  /** What the buyer says of its copies after a withdrawal, or at the end. */
  readonly attested: string
  /** ms since 1970. */
  readonly at: number
}

export class OfferBook {
  private readonly lines = new Map<string, OfferLine>()
  private current: Policy = ASK
  private number = 0
  private readonly changed: (() => void) | undefined

  constructor(changed?: () => void) {
    this.changed = changed
  }

  async load(store: NodeStore): Promise<void> {
    for (const [key, bytes] of await store.range(...prefixRange('of/'))) this.lines.set(key.slice(3), decodeValue<OfferLine>(bytes))
    const [policy, heard] = [await store.get('of-policy'), await store.get('of-heard')]
    if (policy) this.current = decodeValue<never>(policy) as Policy
    if (heard) this.number = decodeValue<number>(heard)
  }

  get policy(): Policy {
    return this.current
  }
  setPolicy(changes: Change[], policy: Policy): void {
    this.current = policy
    changes.push({ key: 'of-policy', value: encodeValue({ ...policy }) })
    this.changed?.()
  }

  /** Number of the last broadcast that was heard. */
  get heard(): number {
    return this.number
  }
  setHeard(changes: Change[], number: number): void {
    this.number = number
    changes.push({ key: 'of-heard', value: encodeValue(number) })
  }

  put(changes: Change[], line: OfferLine): void {
    this.lines.set(line.query, line)
    changes.push({ key: `of/${line.query}`, value: encodeValue({ ...line }) })
    this.changed?.()
  }
  amend(changes: Change[], query: string, patch: Partial<OfferLine>): void {
    const line = this.lines.get(query)
    if (line) this.put(changes, { ...line, ...patch })
  }
  get(query: string): OfferLine | undefined {
    return this.lines.get(query)
  }
  /** Newest first. */
  list(): OfferLine[] {
    return [...this.lines.values()].sort((a, b) => b.at - a.at)
  }
}
