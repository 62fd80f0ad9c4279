/**
 * What was asked of a person, and what became of it: for the person alone; and which root of a record which buyer has seen.
 * Rows: of/QUERY · of-policy · of-root/RECORD/BUYER.
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
  /** Bases that went with it, beside a consent each, and those of the person that they rest on: by transaction, hex. */
  readonly bases?: readonly { readonly id: string; readonly consent: string; readonly restsOn: readonly string[] }[]
  /** Units that came. */
  readonly earned: number
  readonly why: string
  /** Code of the refusal, of either side. */
  readonly code?: string
  /** What the buyer says of its copies after a withdrawal, or at the end. */
  readonly attested: string
  /** ms since 1970. */
  readonly at: number
}

export class OfferBook {
  private readonly lines = new Map<string, OfferLine>()
  private current: Policy = ASK
  /** Number of the root, by record and buyer. */
  private readonly roots = new Map<string, Map<string, number>>()
  private readonly changed: (() => void) | undefined

  constructor(changed?: () => void) {
    this.changed = changed
  }

  async load(store: NodeStore): Promise<void> {
    for (const [key, bytes] of await store.range(...prefixRange('of/'))) this.lines.set(key.slice(3), decodeValue<OfferLine>(bytes))
    for (const [key, bytes] of await store.range(...prefixRange('of-root/'))) {
      const [, record = '', ...buyer] = key.split('/')
      this.seen(record).set(buyer.join('/'), decodeValue<number>(bytes))
    }
    const policy = await store.get('of-policy')
    if (policy) this.current = decodeValue<never>(policy) as Policy
  }

  private seen(record: string): Map<string, number> {
    const known = this.roots.get(record) ?? new Map<string, number>()
    this.roots.set(record, known)
    return known
  }

  /** The root of a record that a buyer has seen, or one that nobody has. @param count of its roots @returns undefined when others have seen all */
  rootFor(record: string, buyer: string, count: number): number | undefined {
    const seen = this.seen(record)
    const taken = new Set(seen.values())
    return seen.get(buyer) ?? Array.from({ length: count }, (_, i) => i).find((i) => !taken.has(i))
  }
  showRoot(changes: Change[], record: string, buyer: string, root: number): void {
    this.seen(record).set(buyer, root)
    changes.push({ key: `of-root/${record}/${buyer}`, value: encodeValue(root) })
  }

  get policy(): Policy {
    return this.current
  }
  setPolicy(changes: Change[], policy: Policy): void {
    this.current = policy
    changes.push({ key: 'of-policy', value: encodeValue({ ...policy }) })
    this.changed?.()
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
