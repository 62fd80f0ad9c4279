/** What a flow can yield, what the engine remembers of it, and the rows it is kept in. */
import type { ErrorData } from '@hdms/shared/errors.ts'
import type { Change } from '@hdms/shared/ports/node-store.ts'

/** Values that are journaled: what CBOR carries unchanged. */
export type Value = null | undefined | boolean | number | string | Uint8Array | readonly Value[] | { readonly [key: string]: Value }

/** A session as a flow holds it. */
export interface Session {
  /** Hex of 16 bytes. */
  readonly id: string
  /** X.500 name of the other side. */
  readonly peer: string
}

export interface StepTools {
  /** The same over every retry and restart: hand it to the outside system, so that it acts once. */
  readonly deduplicationId: string
  readonly signal: AbortSignal
}

/** A payload that leaves only while a piece of the document store is there: once it is not, another leaves instead, also of what waits in the outbox. */
export interface HeldBack {
  readonly piece: string
  readonly instead: Uint8Array
}

export type Operation =
  | { readonly kind: 'open'; readonly peer: string; readonly flow: string; readonly version: number; readonly as: string | undefined }
  | { readonly kind: 'send'; readonly session: string; readonly payload: Uint8Array; readonly held: HeldBack | undefined }
  | { readonly kind: 'receive'; readonly session: string; readonly timeout: number | undefined }
  | { readonly kind: 'close'; readonly session: string; readonly silent: boolean }
  | { readonly kind: 'all'; readonly flows: readonly Flow<unknown>[] }
  | { readonly kind: 'step'; readonly label: string; readonly run: (tools: StepTools) => Promise<Value>; readonly attempts: number }
  | { readonly kind: 'crypto'; readonly label: string; readonly run: () => Promise<Value> }
  | { readonly kind: 'tx'; readonly label: string; readonly run: (changes: Change[]) => Value }
  | { readonly kind: 'read'; readonly label: string; readonly run: () => Value }
  | { readonly kind: 'ask'; readonly question: string; readonly terms: Value; readonly timeout: number | undefined }
  | { readonly kind: 'timer'; readonly ms: number }
  | {
      readonly kind: 'event'
      readonly type: string
      readonly key: string
      readonly timeout: number | undefined
      readonly watch: string | undefined
    }
  | { readonly kind: 'random'; readonly length: number }
  | { readonly kind: 'now' }
  | { readonly kind: 'noReturn' }

/** A flow in execution: it can suspend on operations of the engine and on nothing else. */
export type Flow<R> = Generator<Operation, R, unknown>

/** Journaled failures come back as errors, other outcomes as values. */
export type Outcome = { readonly ok: Value } | { readonly error: { readonly code: string; readonly data: ErrorData } }

/** Numbered on disk; an unknown number parks the flow. */
export const JOURNAL_KINDS = [
  'open',
  'send',
  'receive',
  'close',
  'all',
  'step',
  'crypto',
  'tx',
  'ask',
  'timer',
  'event',
  'random',
  'now',
  'noReturn',
  'read',
] as const
export type JournalKind = (typeof JOURNAL_KINDS)[number]

/** An operation that a flow waits for: what a replay has to arrive at again. */
export interface Pending {
  readonly fiber: number
  readonly index: number
  readonly kind: JournalKind
  /** Hash of what the operation was asked: another one at replay means that the code, or what it read, has changed. */
  readonly argument: Uint8Array
}
export interface Entry extends Pending {
  readonly outcome: Outcome
}

/** How bodies and journals fit together: another number where what bodies write has changed as a whole (ADR 32). */
export const JOURNAL_FORM = 2

export interface FlowRow {
  readonly name: string
  readonly version: number
  readonly args: Value
  readonly clientId?: string
  /** The session that started it, when the other side did. */
  readonly session?: string
  readonly started: number
  /** {@link JOURNAL_FORM} of its journal; the first had none. */
  readonly form?: number
  /** Set while it is kept for observation: code of why, and its metadata. */
  readonly parked?: string
  readonly why?: ErrorData
  /** Since when it is kept, ms; a row of before lacks it. */
  readonly since?: number
}

export interface SessionRow {
  readonly flow: string
  readonly peer: string
  readonly opener: boolean
  /** One-time name that this side deals under; without one, its own. */
  readonly as?: string
  readonly sent: number
  readonly received: number
  /** Acknowledged by the other side up to here. */
  readonly acked: number
  readonly ended: boolean
  readonly remoteEnded: boolean
  /** Milliseconds; the row is a tombstone from then on. */
  readonly endedAt?: number
  /** Opener: what the first payload asks the other side to start. */
  readonly opens?: { readonly flow: string; readonly version: number }
}

/** Row prefixes of the engine in the node's store, never reused. */
export const ROWS = {
  flow: 'f/',
  journal: 'j/',
  /** What a flow waits for, as it stood when its last turn was written. */
  waiting: 'jw/',
  session: 's/',
  inbox: 'i/',
  outbox: 'o/',
  /** By the number of the outbox's message: what it depends on, and what leaves instead. */
  held: 'oh/',
  timer: 't/',
  ask: 'a/',
  event: 'e/',
  eventSeen: 'es/',
  result: 'r/',
  client: 'c/',
} as const

/** Rows that come and go: they carry what passes through flows, and are gone from the disk soon after them. */
export const SHORT_LIVED: readonly string[] = [
  ...[ROWS.flow, ROWS.journal, ROWS.waiting, ROWS.session, ROWS.inbox, ROWS.outbox, ROWS.held, ROWS.timer, ROWS.event],
]

export const padded = (n: number): string => String(n).padStart(8, '0')
