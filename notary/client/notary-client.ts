/**
 * Asks a notary and believes only what verifies. How a question travels (directly, or sealed through the message queue's
 * relay) is the `ask` function's business.
 */

import { equal } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { fail } from '@hdms/shared/errors.ts'
import { decodeVisible, idOf } from '@hdms/shared/ledger/transaction.ts'
import { decode, encode, hdms } from '@hdms/shared/messages/wire.ts'
import {
  type Answer,
  type Conflict,
  decodeAnswer,
  encodeAnswer,
  type Header,
  notaryId,
  type Statement,
  verifyAnswer,
  verifyStatement,
} from '@hdms/shared/notary/answer.ts'
import { type Fact, type Head, readFact, type SignedHead, unsigned } from '@hdms/shared/notary/facts.ts'
import { encodeEntries, entriesHash, listHash, type RecordEntry } from '@hdms/shared/notary/register.ts'
import { isSameList, isWithin } from '@hdms/shared/one-to-one.ts'
import { errorFromRefusal } from '@hdms/shared/refusal.ts'
import { minuteOf } from '@hdms/shared/time.ts'
import { refuse } from './reasons.ts'

type Question = Omit<hdms.NotaryRequest.$Properties, 'nonce'>

/** Sends NotaryRequest bytes, resolves with NotaryReply bytes. @throws SERVICE_UNAVAILABLE */
export type Ask = (request: Uint8Array) => Promise<Uint8Array>

export type NotariseOutcome =
  | { readonly kind: 'committed'; readonly answer: Answer; readonly header: Header }
  | { readonly kind: 'conflict'; readonly spent: readonly Conflict[] }
export type StatusOutcome =
  | { readonly kind: 'committed'; readonly answer: Answer; readonly header: Header }
  | { readonly kind: 'absent'; readonly time: number }

/** Who follows what a notary says: it hears every fact that verified, and can refuse it. */
export interface NotaryObserver {
  /**
   * Before a question. @returns the newest of the notary's times that is known, milliseconds @throws NOTARY_DISTRUSTED
   */
  asking(): number
  /**
   * @param since what `asking` returned @throws NOTARY_DISTRUSTED when it cannot be true beside what was heard before
   */
  heard(fact: Fact, since: number): void
}

interface Asked {
  readonly nonce: Uint8Array
  readonly reply: hdms.NotaryReply
  readonly since: number
}

export class NotaryClient {
  readonly id: Uint8Array
  private readonly crypto: CryptoProvider
  private readonly key: Uint8Array
  private readonly ask: Ask
  private readonly observer: NotaryObserver | undefined

  /** @param key the notary's service identity key, from the network parameters */
  constructor(crypto: CryptoProvider, key: Uint8Array, ask: Ask, observer?: NotaryObserver) {
    this.observer = observer
    this.crypto = crypto
    this.key = key
    this.id = notaryId(key)
    this.ask = ask
  }

  private async put(question: Question): Promise<Asked> {
    const since = this.observer?.asking() ?? 0
    return { since, ...(await this.send(question)) }
  }

  private async send(question: Question): Promise<{ nonce: Uint8Array; reply: hdms.NotaryReply }> {
    const nonce = this.crypto.random(32)
    const reply = decode(hdms.NotaryReply, await this.ask(encode(hdms.NotaryRequest, { ...question, nonce })), 'notary reply')
    if (reply.refusal) throw errorFromRefusal(reply.refusal)
    return { nonce, reply }
  }

  /** @param entries of a list of the register, which its statement has the hash of */
  private async statement({ nonce, reply, since }: Asked, entries?: Uint8Array): Promise<{ time: number; statement: Statement }> {
    const { bytes, signature } = reply.statement ?? refuse('WIRE_MALFORMED', 'no-statement', { what: 'notary reply' })
    const none = new Uint8Array(0)
    const signed = { bytes: bytes ?? none, signature: signature ?? none }
    const opened = await verifyStatement(this.crypto, this.key, this.id, nonce, signed)
    const { statement } = opened
    const listed = entries && statement.kind === 'list' && equal(statement.entriesHash, listHash(entries)) ? { entries } : {}
    this.observer?.heard({ kind: 'statement', ...signed, ...listed }, since)
    return opened
  }

  /**
   * Commits, or learns of a conflict that the notary signed. Repeating it is harmless. @throws what the notary refuses,
   * unsigned
   */
  async notarise(visible: Uint8Array, privateRoot: Uint8Array, witnesses: readonly Uint8Array[]): Promise<NotariseOutcome> {
    const asked = await this.put({ notarise: { visible, privateRoot, witnesses: [...witnesses] } })
    const id = idOf(visible, privateRoot)
    if (asked.reply.answer.length > 0) return this.committed(id, visible, decodeAnswer(asked.reply.answer), privateRoot)
    const { statement } = await this.statement(asked)
    if (statement.kind !== 'conflict' || !equal(statement.id, id)) refuse('TX_MALFORMED', 'answered-else')
    const v = decodeVisible(visible)
    const named = (reference: boolean) => statement.spent.filter((c) => c.reference === reference).map((c) => c.nullifier)
    const mine = statement.spent.length > 0 && isWithin(named(false), v.nullifiers) && isWithin(named(true), v.references)
    if (!mine) refuse('TX_MALFORMED', 'other-states')
    return { kind: 'conflict', spent: statement.spent }
  }

  private async committed(
    id: Uint8Array,
    visible: Uint8Array,
    answer: Answer,
    privateRoot?: Uint8Array,
  ): Promise<{ kind: 'committed'; answer: Answer; header: Header }> {
    return { kind: 'committed', answer, header: await this.verify(id, visible, answer, privateRoot) }
  }

  /**
   * Checks an answer. @param privateRoot P, with which it can be compared with what the notary says of the states that
   * it spends
   */
  async verify(id: Uint8Array, visible: Uint8Array, answer: Answer, privateRoot?: Uint8Array): Promise<Header> {
    const since = this.observer?.asking() ?? 0
    const header = await verifyAnswer(this.crypto, this.key, id, visible, answer)
    const transaction = privateRoot ? { transaction: { visible, privateRoot } } : {}
    this.observer?.heard({ kind: 'answer', answer: encodeAnswer(answer), id, ...transaction }, since)
    return header
  }

  /** The notary's own minute, from which time windows are made. */
  async minute(): Promise<number> {
    const asked = await this.put({ head: {} })
    return minuteOf((await this.statement(asked)).time)
  }

  /** What became of a transaction. `absent` counts as given up only when its minute is at or after `until`. */
  async status(id: Uint8Array, visible: Uint8Array, privateRoot?: Uint8Array): Promise<StatusOutcome> {
    const asked = await this.put({ status: id })
    if (asked.reply.answer.length > 0) return this.committed(id, visible, decodeAnswer(asked.reply.answer), privateRoot)
    const { time, statement } = await this.statement(asked)
    if (statement.kind !== 'absent' || !equal(statement.id, id)) refuse('TX_MALFORMED', 'answered-else')
    return { kind: 'absent', time }
  }

  /** Whether a state is unspent now, with the notary's time of saying so. */
  async unspent(nullifier: Uint8Array): Promise<{ unspent: boolean; time: number }> {
    const asked = await this.put({ unspent: nullifier })
    const { time, statement } = await this.statement(asked)
    const fits = (statement.kind === 'unspent' || statement.kind === 'spent') && equal(statement.nullifier, nullifier)
    if (!fits) refuse('TX_MALFORMED', 'answered-else')
    return { unspent: statement.kind === 'unspent', time }
  }

  /**
   * Stores a registration; repeating the same bytes is harmless. A word that it is stored counts when the notary
   * signed it: an erasure or a correction that never reached the register would be taken for done. @throws
   * REGISTER_REFUSED, SIGNATURE_INVALID, TX_MALFORMED
   */
  async register(registration: hdms.Register.$Properties): Promise<void> {
    const asked = await this.put({ register: registration })
    const { statement } = await this.statement(asked)
    const { recordId, operation, sealed } = registration
    const none = new Uint8Array(0)
    const is =
      statement.kind === 'registered' &&
      equal(statement.recordId, recordId ?? none) &&
      statement.operation === (operation ?? 0) &&
      equal(statement.value, sha256(sealed ?? none))
    if (!is) refuse('TX_MALFORMED', 'answered-else')
  }

  /** The signed list of verification keys. */
  async list(recordIds: readonly Uint8Array[]): Promise<RecordEntry[]> {
    const asked = await this.put({ list: { recordIds: [...recordIds] } })
    const none = new Uint8Array(0)
    const entries = asked.reply.records.map((e) => ({
      recordId: e.recordId ?? none,
      known: e.known ?? false,
      verificationKey: e.verificationKey ?? none,
      issuerSignature: e.issuerSignature ?? none,
      operation: e.operation ?? 0,
    }))
    const { statement } = await this.statement(asked, encodeEntries(entries))
    if (statement.kind !== 'list' || !equal(statement.entriesHash, entriesHash(entries)))
      fail('SIGNATURE_INVALID', { what: 'the list of verification keys' })
    if (
      !isSameList(
        entries.map((e) => e.recordId),
        recordIds,
      )
    )
      refuse('TX_MALFORMED', 'other-records')
    return entries
  }

  /**
   * A run of the header chain, each header signed; whether they follow each other is for whoever follows the chain to
   * say.
   * @throws SIGNATURE_INVALID
   */
  async headers(from: number, limit: number): Promise<SignedHead[]> {
    const { reply } = await this.send({ headers: { from, limit } })
    const none = new Uint8Array(0)
    return Promise.all(
      reply.headers.slice(0, limit).map(async (signed) => {
        const [header, signature] = [signed.header ?? none, signed.signature ?? none]
        const read = readFact({ kind: 'header', header, signature })
        if (await unsigned(this.crypto, this.key, read)) fail('SIGNATURE_INVALID', { what: 'a header of the notary' })
        return { ...(read.head as Head), signature }
      }),
    )
  }
}
