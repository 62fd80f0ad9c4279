/**
 * Questions to the vault: states of a contract by what they say, whose they are, when they were recorded and how they stand; in pages, in an order, summed
 * up, and followed. After Corda's `QueryCriteria` and `VaultService.trackBy`.
 */

import { base64, compare, equal, fromBase64 } from '@hdms/shared/bytes.ts'
import { fromBig } from '@hdms/shared/decimal.ts'
import { decodeValue, encodeValue } from '../engine/codec.ts'
import { refuse } from './reasons.ts'
import { placeOf, type RecordedState, type Vault } from './vault.ts'

/** What a field of a state can be asked for. Bytes are compared as a whole and in their order. */
export type FieldValue = string | number | boolean | Uint8Array

/** How states of one contract are read. A capability declares one for each contract whose states can be asked for. */
export interface StateReader<S = object> {
  /** Contract name and version, as it stands in `types`. */
  readonly contract: string
  /** @throws whatever the bytes are not: such a state answers no question */
  decode(state: Uint8Array): S
  /** Identity keys of whom it concerns. */
  participants?(state: S): readonly Uint8Array[]
}

/** A test of one field; all that is named must hold. A value alone means `equal`. */
export type FieldTest =
  | FieldValue
  | {
      readonly equal?: FieldValue
      readonly not?: FieldValue
      readonly in?: readonly FieldValue[]
      readonly atLeast?: FieldValue
      readonly atMost?: FieldValue
      readonly above?: FieldValue
      readonly below?: FieldValue
      readonly startsWith?: string
    }

export interface StateQuery {
  /** Contract name and version. */
  readonly contract: string
  /** `unspent` (the default) is final and not spent for good; `pending` waits for its notary; `spent` was spent for good; `any` is each of them. */
  readonly standing?: 'unspent' | 'pending' | 'spent' | 'any'
  /** Only this node's own, or only others'. */
  readonly own?: boolean
  /** Only what no flow is about to spend. */
  readonly free?: boolean
  readonly where?: Readonly<Record<string, FieldTest>>
  /** Identity keys, each of which takes part. */
  readonly participants?: readonly Uint8Array[]
  /** When it was recorded here, ms since 1970; `until` is not within. */
  readonly recorded?: { readonly from?: number; readonly until?: number }
}
export interface PageQuery extends StateQuery {
  /** By fields, or `recordedAt`; the oldest first without. States that are alike stand in the order of their references. */
  readonly sort?: readonly { readonly by: string; readonly descending?: boolean }[]
  /** States of a page, 1 to 1,000; 100 without. */
  readonly size?: number
  /** `next` of the page before. */
  readonly after?: string
}

export interface FoundState<S = object> {
  /** `TX.INDEX`, which names it everywhere. */
  readonly place: string
  readonly state: S
  readonly standing: 'unspent' | 'pending' | 'spent'
  readonly own: boolean
  readonly notary: string
  /** ms since 1970 */
  readonly recordedAt: number
  readonly spentBy?: string
}
export interface Page<S> {
  readonly states: readonly FoundState<S>[]
  /** Of all pages. */
  readonly total: number
  /** Asks for the page behind this one; nothing when it was the last. */
  readonly next?: string
}

/** What is counted and summed of each group of states. */
export interface Aggregation {
  /** Fields by which states are put together; all are one group without. */
  readonly by?: readonly string[]
  readonly sum?: readonly string[]
  readonly least?: readonly string[]
  readonly most?: readonly string[]
}
export interface Aggregate {
  readonly group: Readonly<Record<string, FieldValue>>
  readonly count: number
  readonly sum: Readonly<Record<string, number>>
  readonly least: Readonly<Record<string, FieldValue>>
  readonly most: Readonly<Record<string, FieldValue>>
}

export interface Update<S> {
  /** States that answer the question now and did not before. */
  readonly came: readonly FoundState<S>[]
  /** Places of those that answered it and do not any more. */
  readonly went: readonly string[]
}

const MAX_PAGE = 1000

/** The questions that a node's capabilities can answer. */
export class VaultQueries {
  private readonly vault: Vault
  private readonly readers: ReadonlyMap<string, StateReader>

  constructor(vault: Vault, readers: readonly StateReader[]) {
    this.vault = vault
    this.readers = new Map(readers.map((r) => [r.contract, r]))
  }

  /** @throws INPUT_INVALID for a contract without a reader, a field that no state has, a page that is none */
  page<S extends object>(query: PageQuery): Page<S> {
    const { size = 100, sort = [], after } = query
    if (!Number.isSafeInteger(size) || size < 1 || size > MAX_PAGE) refuse('INPUT_INVALID', 'up-to', { what: 'size', most: MAX_PAGE })
    const order = orderBy(sort)
    const all = this.found<S>(query).sort((a, b) => order(keysOf(a, sort), keysOf(b, sort)))
    const from = after === undefined ? 0 : beyond(all, decodeCursor(after, sort.length), sort, order)
    const states = all.slice(from, from + size)
    const last = states.at(-1)
    return { states, total: all.length, ...(last && from + size < all.length ? { next: encodeCursor(keysOf(last, sort)) } : {}) }
  }

  /** @throws INPUT_INVALID as {@link page}, and for a sum over what is no number */
  aggregate(query: StateQuery, { by = [], sum = [], least = [], most = [] }: Aggregation): Aggregate[] {
    const groups = new Map<string, FoundState[]>()
    for (const found of this.found<object>(query)) {
      const key = base64(encodeValue(by.map((field) => fieldOf(found, field))))
      groups.set(key, [...(groups.get(key) ?? []), found])
    }
    return [...groups.values()].map((states) => ({
      group: pick(by, (field) => fieldOf(states[0] as FoundState, field)),
      count: states.length,
      sum: pick(sum, (field) => states.reduce((n, s) => n + numberOf(s, field), 0)),
      least: pick(least, (field) => states.map((s) => fieldOf(s, field)).reduce((a, b) => (compareFields(a, b) <= 0 ? a : b))),
      most: pick(most, (field) => states.map((s) => fieldOf(s, field)).reduce((a, b) => (compareFields(a, b) >= 0 ? a : b))),
    }))
  }

  /**
   * What answers a question now, and each change from then on.
   * @param tell is told what came and went, never twice of the same @returns the snapshot, and what ends it
   */
  track<S extends object>(query: StateQuery, tell: (update: Update<S>) => void): { snapshot: readonly FoundState<S>[]; end: () => void } {
    const reader = this.readerOf(query.contract)
    const snapshot = this.found<S>(query)
    const known = new Set(snapshot.map((s) => s.place))
    const end = this.vault.watch((refs) => {
      const [came, went]: [FoundState<S>[], string[]] = [[], []]
      for (const ref of refs) {
        const [place, recorded] = [placeOf(ref), this.vault.state(ref)]
        const found = recorded?.output.contract === query.contract ? answer<S>(query, reader, recorded) : undefined
        if (found && !known.has(place)) came.push(found)
        if (!found && known.has(place)) went.push(place)
        if (found) known.add(place)
        else known.delete(place)
      }
      if (came.length + went.length > 0) tell({ came, went })
    })
    return { snapshot, end }
  }

  private found<S extends object>(query: StateQuery): FoundState<S>[] {
    const reader = this.readerOf(query.contract)
    return this.vault.states(query.contract).flatMap((recorded) => answer<S>(query, reader, recorded) ?? [])
  }
  private readerOf(contract: string): StateReader {
    return (
      this.readers.get(contract) ??
      refuse('INPUT_INVALID', 'one-of', { what: 'contract', allowed: [...this.readers.keys()].join(', ') || 'none' })
    )
  }
}

/** The state, when it answers the question. */
function answer<S extends object>(query: StateQuery, reader: StateReader, recorded: RecordedState): FoundState<S> | undefined {
  const state = read(reader, recorded)
  const found = state === undefined ? undefined : describe(recorded, state)
  return found && answers(query, reader, recorded, found) ? (found as FoundState<S>) : undefined
}

function read(reader: StateReader, { output }: RecordedState): object | undefined {
  try {
    return reader.decode(output.state)
  } catch {
    // Bytes that its own contract cannot read stand here because another side recorded them: no question is about them.
    return undefined
  }
}

function describe({ ref, made, spent, row }: RecordedState, state: object): FoundState {
  const standing = spent?.standing === 'verified' ? 'spent' : made.standing === 'verified' ? 'unspent' : 'pending'
  return {
    ...{ place: placeOf(ref), state, standing, own: row !== undefined, notary: made.notary, recordedAt: made.recordedAt },
    ...(spent ? { spentBy: spent.id } : {}),
  }
}

function answers(query: StateQuery, reader: StateReader, recorded: RecordedState, found: FoundState): boolean {
  const { standing = 'unspent', own, free, where = {}, participants = [], recorded: when = {} } = query
  if (standing !== 'any' && found.standing !== standing) return false
  if (own !== undefined && found.own !== own) return false
  if (free && (recorded.spent || recorded.heldBy !== undefined)) return false
  if (found.recordedAt < (when.from ?? 0) || found.recordedAt >= (when.until ?? Number.POSITIVE_INFINITY)) return false
  const taking = reader.participants?.(found.state) ?? []
  if (!participants.every((key) => taking.some((k) => equal(k, key)))) return false
  return Object.entries(where).every(([field, test]) => passes(fieldOf(found, field), test))
}

/** A field of the state, or when it was recorded. @throws INPUT_INVALID when it has none */
function fieldOf(found: FoundState, field: string): FieldValue {
  if (field === 'recordedAt') return found.recordedAt
  const own = Object.hasOwn(found.state, field) ? (found.state as Record<string, unknown>)[field] : undefined
  if (typeof own === 'bigint') return fromBig(own)
  if (typeof own === 'string' || typeof own === 'number' || typeof own === 'boolean' || own instanceof Uint8Array) return own
  return refuse('INPUT_INVALID', 'field-one-of', { what: field, allowed: Object.keys(found.state).join(', ') })
}
function numberOf(found: FoundState, field: string): number {
  const value = fieldOf(found, field)
  return typeof value === 'number' ? value : refuse('INPUT_INVALID', 'number-needed', { what: field })
}

function passes(value: FieldValue, test: FieldTest): boolean {
  if (typeof test !== 'object' || test instanceof Uint8Array) return same(value, test)
  const { equal: is, not, in: listed, atLeast, atMost, above, below, startsWith } = test
  return (
    (is === undefined || same(value, is)) &&
    (not === undefined || !same(value, not)) &&
    (listed === undefined || listed.some((each) => same(value, each))) &&
    (atLeast === undefined || compareFields(value, atLeast) >= 0) &&
    (atMost === undefined || compareFields(value, atMost) <= 0) &&
    (above === undefined || compareFields(value, above) > 0) &&
    (below === undefined || compareFields(value, below) < 0) &&
    (startsWith === undefined || (typeof value === 'string' && value.startsWith(startsWith)))
  )
}

const same = (a: FieldValue, b: FieldValue): boolean => (a instanceof Uint8Array ? b instanceof Uint8Array && equal(a, b) : a === b)

/** @throws INPUT_INVALID for values of two kinds, which have no order */
function compareFields(a: FieldValue, b: FieldValue): number {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return compare(a, b)
  if (typeof a !== typeof b || a instanceof Uint8Array || b instanceof Uint8Array)
    return refuse('INPUT_INVALID', 'kinds-differ', { what: 'where', left: kindOf(a), right: kindOf(b) })
  return a < b ? -1 : a > b ? 1 : 0
}
const kindOf = (value: FieldValue): string => (value instanceof Uint8Array ? 'bytes' : typeof value)

type Sort = NonNullable<PageQuery['sort']>
/** What a state is ordered by: the fields that were asked for, when it was recorded, its place. */
const keysOf = (found: FoundState, sort: Sort): FieldValue[] => [...sort.map(({ by }) => fieldOf(found, by)), found.recordedAt, found.place]
const orderBy =
  (sort: Sort) =>
  (a: readonly FieldValue[], b: readonly FieldValue[]): number => {
    for (const [i, value] of a.entries()) {
      const order = compareFields(value, b[i] as FieldValue)
      if (order !== 0) return sort[i]?.descending ? -order : order
    }
    return 0
  }

/** A cursor says behind what, not behind how many: states that come and go between two pages make no other one shown twice or left out. */
const encodeCursor = (keys: readonly FieldValue[]): string => base64(encodeValue(keys))
function decodeCursor(text: string, sorts: number): FieldValue[] {
  const wrong = (): never => refuse('INPUT_INVALID', 'page-of-other', { what: 'after' })
  try {
    const keys = decodeValue<FieldValue[]>(fromBase64(text))
    return Array.isArray(keys) && keys.length === sorts + 2 ? keys : wrong()
  } catch {
    return wrong()
  }
}
function beyond(all: readonly FoundState[], cursor: readonly FieldValue[], sort: Sort, order: ReturnType<typeof orderBy>): number {
  const at = all.findIndex((found) => order(keysOf(found, sort), cursor) > 0)
  return at < 0 ? all.length : at
}

const pick = <V>(fields: readonly string[], of: (field: string) => V): Record<string, V> =>
  Object.fromEntries(fields.map((field) => [field, of(field)]))
