/**
 * Asks a notary and believes only what verifies. How a question travels (directly, or sealed through the message queue's
 * relay) is the `ask` function's business.
 */
import { equal } from '@hdms/shared/bytes.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { fail } from '@hdms/shared/errors.ts'
import { decodeVisible, idOf } from '@hdms/shared/ledger/transaction.ts'
import { decode, encode, hdms } from '@hdms/shared/messages/wire.ts'
import {
  type Answer,
  type Conflict,
  decodeAnswer,
  decodeHeader,
  type Header,
  headerHash,
  headerMessage,
  notaryId,
  type Statement,
  verifyAnswer,
  verifyStatement,
} from '@hdms/shared/notary/answer.ts'
import { entriesHash, type RecordEntry } from '@hdms/shared/notary/register.ts'
import { isSameList, isWithin } from '@hdms/shared/one-to-one.ts'
import { errorFromRefusal } from '@hdms/shared/refusal.ts'
import { minuteOf } from '@hdms/shared/time.ts'

type Question = Omit<hdms.NotaryRequest.$Properties, 'nonce'>

/** Sends NotaryRequest bytes, resolves with NotaryReply bytes. @throws SERVICE_UNAVAILABLE */
export type Ask = (request: Uint8Array) => Promise<Uint8Array>

export type NotariseOutcome =
  | { readonly kind: 'committed'; readonly answer: Answer; readonly header: Header }
  | { readonly kind: 'conflict'; readonly spent: readonly Conflict[] }
export type StatusOutcome =
  | { readonly kind: 'committed'; readonly answer: Answer; readonly header: Header }
  | { readonly kind: 'absent'; readonly time: number }

export class NotaryClient {
  readonly id: Uint8Array
  private readonly crypto: CryptoProvider
  private readonly key: Uint8Array
  private readonly ask: Ask

  /** @param key the notary's service identity key, from the network parameters */
  constructor(crypto: CryptoProvider, key: Uint8Array, ask: Ask) {
    this.crypto = crypto
    this.key = key
    this.id = notaryId(key)
    this.ask = ask
  }

  private async put(question: Question): Promise<{ nonce: Uint8Array; reply: hdms.NotaryReply }> {
    const nonce = this.crypto.random(32)
    const reply = decode(hdms.NotaryReply, await this.ask(encode(hdms.NotaryRequest, { ...question, nonce })), 'notary reply')
    if (reply.refusal) throw errorFromRefusal(reply.refusal)
    return { nonce, reply }
  }

  private async statement(nonce: Uint8Array, reply: hdms.NotaryReply): Promise<{ time: number; statement: Statement }> {
    const { bytes, signature } = reply.statement ?? fail('WIRE_MALFORMED', { what: 'notary reply', why: 'the statement is missing' })
    const none = new Uint8Array(0)
    return verifyStatement(this.crypto, this.key, this.id, nonce, { bytes: bytes ?? none, signature: signature ?? none })
  }

  /** Commits, or learns of a conflict that the notary signed. Repeating it is harmless. @throws what the notary refuses, unsigned */
  async notarise(visible: Uint8Array, privateRoot: Uint8Array, witnesses: readonly Uint8Array[]): Promise<NotariseOutcome> {
    const { nonce, reply } = await this.put({ notarise: { visible, privateRoot, witnesses: [...witnesses] } })
    const id = idOf(visible, privateRoot)
    if (reply.answer.length > 0) return this.committed(id, visible, reply.answer)
    const { statement } = await this.statement(nonce, reply)
    if (statement.kind !== 'conflict' || !equal(statement.id, id)) fail('TX_MALFORMED', { why: 'the notary answered something else' })
    const v = decodeVisible(visible)
    const named = (reference: boolean) => statement.spent.filter((c) => c.reference === reference).map((c) => c.nullifier)
    const mine = statement.spent.length > 0 && isWithin(named(false), v.nullifiers) && isWithin(named(true), v.references)
    if (!mine) fail('TX_MALFORMED', { why: 'the conflict names other states' })
    return { kind: 'conflict', spent: statement.spent }
  }

  private async committed(
    id: Uint8Array,
    visible: Uint8Array,
    bytes: Uint8Array,
  ): Promise<{ kind: 'committed'; answer: Answer; header: Header }> {
    const answer = decodeAnswer(bytes)
    return { kind: 'committed', answer, header: await verifyAnswer(this.crypto, this.key, id, visible, answer) }
  }

  verify(id: Uint8Array, visible: Uint8Array, answer: Answer): Promise<Header> {
    return verifyAnswer(this.crypto, this.key, id, visible, answer)
  }

  /** The notary's own minute, from which time windows are made. */
  async minute(): Promise<number> {
    const { nonce, reply } = await this.put({ head: {} })
    return minuteOf((await this.statement(nonce, reply)).time)
  }

  /** What became of a transaction. `absent` counts as given up only when its minute is at or after `until`. */
  async status(id: Uint8Array, visible: Uint8Array): Promise<StatusOutcome> {
    const { nonce, reply } = await this.put({ status: id })
    if (reply.answer.length > 0) return this.committed(id, visible, reply.answer)
    const { time, statement } = await this.statement(nonce, reply)
    if (statement.kind !== 'absent' || !equal(statement.id, id)) fail('TX_MALFORMED', { why: 'the notary answered something else' })
    return { kind: 'absent', time }
  }

  /** Whether a state is unspent now, with the notary's time of saying so. */
  async unspent(nullifier: Uint8Array): Promise<{ unspent: boolean; time: number }> {
    const { nonce, reply } = await this.put({ unspent: nullifier })
    const { time, statement } = await this.statement(nonce, reply)
    const fits = (statement.kind === 'unspent' || statement.kind === 'spent') && equal(statement.nullifier, nullifier)
    if (!fits) fail('TX_MALFORMED', { why: 'the notary answered something else' })
    return { unspent: statement.kind === 'unspent', time }
  }

  /** Stores a registration; repeating the same bytes is harmless. @throws REGISTER_REFUSED */
  async register(registration: hdms.Register.$Properties): Promise<void> {
    const { reply } = await this.put({ register: registration })
    if (!reply.registered) fail('WIRE_MALFORMED', { what: 'notary reply', why: 'the registration is not confirmed' })
  }

  /** The signed list of verification keys. */
  async list(recordIds: readonly Uint8Array[]): Promise<RecordEntry[]> {
    const { nonce, reply } = await this.put({ list: { recordIds: [...recordIds] } })
    const none = new Uint8Array(0)
    const entries = reply.records.map((e) => ({
      recordId: e.recordId ?? none,
      known: e.known ?? false,
      verificationKey: e.verificationKey ?? none,
      issuerSignature: e.issuerSignature ?? none,
      operation: e.operation ?? 0,
    }))
    const { statement } = await this.statement(nonce, reply)
    if (statement.kind !== 'list' || !equal(statement.entriesHash, entriesHash(entries)))
      fail('SIGNATURE_INVALID', { what: 'the list of verification keys' })
    if (
      !isSameList(
        entries.map((e) => e.recordId),
        recordIds,
      )
    )
      fail('TX_MALFORMED', { why: 'the list is of other records' })
    return entries
  }

  /** A run of the header chain, each header signed and linked to the one before. */
  async headers(from: number, limit: number): Promise<Header[]> {
    const { reply } = await this.put({ headers: { from, limit } })
    const out: Header[] = []
    let previous: Uint8Array | undefined
    for (const { header, signature } of reply.headers) {
      const bytes = header ?? new Uint8Array(0)
      const good = await this.crypto.verify(this.key, headerMessage(bytes), signature ?? new Uint8Array(0))
      const parsed = decodeHeader(bytes)
      if (!good || (previous && !equal(parsed.previous, previous))) fail('SIGNATURE_INVALID', { what: 'the header chain' })
      previous = headerHash(bytes)
      out.push(parsed)
    }
    return out
  }
}
