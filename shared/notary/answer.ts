/**
 * What a notary says and how anyone checks it (docs/ledger.md §4). Commits of a batch share one signed header; each
 * requester gets its leaf's path. Headers form a chain. Head, Status and Unspent are statements over the asker's nonce.
 */

import { concat, decodeAll, equal, Writer } from '../bytes.ts'
import { H, sha256, tag } from '../crypto/hash.ts'
import { verifyPath } from '../crypto/merkle.ts'
import type { CryptoProvider } from '../crypto/provider.ts'
import { fail } from '../errors.ts'
import { decodeVisible } from '../ledger/transaction.ts'
import { minuteOf } from '../time.ts'
import { refuse } from './reasons.ts'

export interface Header {
  readonly notary: Uint8Array
  /** 1 for the first batch. Order on the ledger is by (sequence, index). */
  readonly sequence: number
  readonly previous: Uint8Array
  readonly root: Uint8Array
  readonly count: number
  /** Milliseconds of the notary's clock, which never goes back. */
  readonly time: number
  /** {@link stateAfter} this batch: all that was ever committed, so that a store that forgot a part of it does not fit its last header. */
  readonly state: Uint8Array
}

/** What a batch commits of each transaction, in the batch's order. */
export interface Commitment {
  readonly id: Uint8Array
  /** As in V. */
  readonly nullifiers: readonly Uint8Array[]
  readonly preimages: readonly Uint8Array[]
}

/** The state before the first batch. */
export const NO_STATE: Uint8Array = new Uint8Array(32)

/** The running digest over ids, nullifiers and preimages of all batches: `H(state; state before, the batch's entries)`. */
export function stateAfter(before: Uint8Array, batch: readonly Commitment[]): Uint8Array {
  const hashes = (w: Writer, h: Uint8Array) => void w.raw(h)
  const entries = new Writer().list(batch, (w, c) => void w.raw(c.id).list(c.nullifiers, hashes).list(c.preimages, hashes))
  return H('state', before, entries.bytes())
}

export function encodeHeader(h: Header): Uint8Array {
  return new Writer().raw(h.notary).u64(h.sequence).raw(h.previous).raw(h.root).u32(h.count).u64(h.time).raw(h.state).bytes()
}

/** Headers of version 1 had no state, and another tag; answers under them hold for ever. */
const LENGTH_OF_VERSION_1 = 116
export const hasState = (header: Uint8Array): boolean => header.length !== LENGTH_OF_VERSION_1
const headerTag = (header: Uint8Array): Uint8Array => tag('header', hasState(header) ? 2 : 1)

/** @returns the header; the state of one of version 1 is {@link NO_STATE}. @throws WIRE_MALFORMED */
export function decodeHeader(bytes: Uint8Array): Header {
  return decodeAll(bytes, 'notary header', (r) => ({
    notary: r.raw(32),
    sequence: r.u64(),
    previous: r.raw(32),
    root: r.raw(32),
    count: r.u32(),
    time: r.u64(),
    state: hasState(bytes) ? r.raw(32) : NO_STATE,
  }))
}
export const headerHash = (header: Uint8Array): Uint8Array => sha256(concat(headerTag(header), header))
export const headerMessage = (header: Uint8Array): Uint8Array => concat(headerTag(header), header)

/** Proof that a transaction is committed. */
export interface Answer {
  readonly header: Uint8Array
  readonly signature: Uint8Array
  readonly index: number
  readonly path: readonly Uint8Array[]
  /** The preimages that the spends opened: part of the leaf, so that who sees the answer learns them. */
  readonly preimages: readonly Uint8Array[]
}

export const answerLeaf = (id: Uint8Array, preimages: readonly Uint8Array[]): Uint8Array =>
  H('answer', id, new Writer().list(preimages, (w, p) => void w.raw(p)).bytes())

export function encodeAnswer(a: Answer): Uint8Array {
  const hashes = (w: Writer, h: Uint8Array) => void w.raw(h)
  return new Writer().short(a.header).raw(a.signature, 64).u32(a.index).list(a.path, hashes).list(a.preimages, hashes).bytes()
}
export function decodeAnswer(bytes: Uint8Array): Answer {
  return decodeAll(bytes, 'answer', (r) => ({
    header: r.short(),
    signature: r.raw(64),
    index: r.u32(),
    path: r.list((i) => i.raw(32)),
    preimages: r.list((i) => i.raw(32)),
  }))
}

/**
 * Checks an answer for a transaction (§5): header signature, path, notary, time inside the window.
 * @returns the header. @throws SIGNATURE_INVALID or TX_MALFORMED
 */
export async function verifyAnswer(
  crypto: CryptoProvider,
  notaryKey: Uint8Array,
  id: Uint8Array,
  visible: Uint8Array,
  answer: Answer,
): Promise<Header> {
  const header = decodeHeader(answer.header)
  const v = decodeVisible(visible)
  if (!equal(header.notary, v.notary)) refuse('TX_MALFORMED', 'other-notary')
  if (!verifyPath(answerLeaf(id, answer.preimages), answer.index, header.count, answer.path, header.root)) {
    refuse('TX_MALFORMED', 'not-contained')
  }
  const minute = minuteOf(header.time)
  if (minute < v.from || minute >= v.until) fail('TX_WINDOW', { now: minute, from: v.from, until: v.until })
  if (!(await crypto.verify(notaryKey, headerMessage(answer.header), answer.signature))) {
    fail('SIGNATURE_INVALID', { what: 'the notary header' })
  }
  return header
}

/** A signed statement of the notary about now, over a nonce that the asker drew. */
export type Statement =
  | { readonly kind: 'head'; readonly header: Uint8Array }
  | { readonly kind: 'absent'; readonly id: Uint8Array }
  | { readonly kind: 'unspent'; readonly nullifier: Uint8Array }
  | { readonly kind: 'spent'; readonly nullifier: Uint8Array; readonly by: Uint8Array }
  | { readonly kind: 'conflict'; readonly id: Uint8Array; readonly spent: readonly Conflict[] }
  | { readonly kind: 'list'; readonly entriesHash: Uint8Array }
  /** A registration is in the register: `value` is the SHA-256 of what was sealed with it. */
  | { readonly kind: 'registered'; readonly recordId: Uint8Array; readonly operation: number; readonly value: Uint8Array }

export interface Conflict {
  readonly nullifier: Uint8Array
  readonly reference: boolean
  /** `H(by; id of the spender)`: shows the spender to who knows it, to nobody else. */
  readonly by: Uint8Array
}

export const spenderMark = (id: Uint8Array): Uint8Array => H('by', id)

export interface SignedStatement {
  readonly bytes: Uint8Array
  readonly signature: Uint8Array
}

const STATEMENT_KINDS = ['head', 'absent', 'unspent', 'spent', 'conflict', 'list', 'registered'] as const

export function encodeStatement(notary: Uint8Array, nonce: Uint8Array, time: number, s: Statement): Uint8Array {
  const w = new Writer().raw(notary).raw(nonce).u64(time).u8(STATEMENT_KINDS.indexOf(s.kind))
  switch (s.kind) {
    case 'head':
      return w.short(s.header).bytes()
    case 'absent':
      return w.raw(s.id).bytes()
    case 'unspent':
      return w.raw(s.nullifier).bytes()
    case 'spent':
      return w.raw(s.nullifier).raw(s.by).bytes()
    case 'conflict':
      return w
        .raw(s.id)
        .list(
          s.spent,
          (i, c) =>
            void i
              .raw(c.nullifier)
              .u8(c.reference ? 1 : 0)
              .raw(c.by),
        )
        .bytes()
    case 'list':
      return w.raw(s.entriesHash).bytes()
    case 'registered':
      return w.raw(s.recordId).u8(s.operation).raw(s.value).bytes()
  }
}

export const statementMessage = (bytes: Uint8Array): Uint8Array => concat(tag('statement'), bytes)

export interface ReadStatement {
  readonly notary: Uint8Array
  readonly nonce: Uint8Array
  /** Milliseconds of the notary's clock. */
  readonly time: number
  readonly statement: Statement
}

/** What a statement says; whether it is signed is for others to see. @throws WIRE_MALFORMED */
export function decodeStatement(bytes: Uint8Array): ReadStatement {
  return decodeAll(bytes, 'notary statement', (r) => {
    const head = { notary: r.raw(32), nonce: r.raw(32), time: r.u64() }
    const kind = STATEMENT_KINDS[r.u8()] ?? refuse('WIRE_MALFORMED', 'unknown-kind', { what: 'notary statement' })
    const read = (): Statement => {
      switch (kind) {
        case 'head':
          return { kind, header: r.short() }
        case 'absent':
          return { kind, id: r.raw(32) }
        case 'unspent':
          return { kind, nullifier: r.raw(32) }
        case 'spent':
          return { kind, nullifier: r.raw(32), by: r.raw(32) }
        case 'conflict':
          return { kind, id: r.raw(32), spent: r.list((i) => ({ nullifier: i.raw(32), reference: i.flag(), by: i.raw(32) })) }
        case 'list':
          return { kind, entriesHash: r.raw(32) }
        case 'registered':
          return { kind, recordId: r.raw(32), operation: r.u8(), value: r.raw(32) }
      }
    }
    return { ...head, statement: read() }
  })
}

/**
 * Opens a statement that was asked for with `nonce`; an old one, made for another nonce, is refused.
 * @throws SIGNATURE_INVALID, TX_MALFORMED
 */
export async function verifyStatement(
  crypto: CryptoProvider,
  notaryKey: Uint8Array,
  notary: Uint8Array,
  nonce: Uint8Array,
  signed: SignedStatement,
): Promise<{ time: number; statement: Statement }> {
  const parsed = decodeStatement(signed.bytes)
  if (!equal(parsed.notary, notary) || !equal(parsed.nonce, nonce)) refuse('TX_MALFORMED', 'other-question')
  if (!(await crypto.verify(notaryKey, statementMessage(signed.bytes), signed.signature)))
    fail('SIGNATURE_INVALID', { what: 'the notary statement' })
  return { time: parsed.time, statement: parsed.statement }
}

/** The notary's identity on the ledger, from its service identity key. */
export const notaryId = (key: Uint8Array): Uint8Array => H('notary', key)
