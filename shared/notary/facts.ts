/**
 * What a notary has signed, and when two such facts cannot both be true (docs/ledger.md §4). The rules hold because a
 * notary's time never goes back and a statement waits for the batch that is being written: what it says at a time is
 * after every batch of an earlier time.
 */
import { decodeAll, equal, hex, Writer } from '../bytes.ts'
import { verifyPath } from '../crypto/merkle.ts'
import type { CryptoProvider } from '../crypto/provider.ts'
import { decodeVisible, idOf, type Visible } from '../ledger/transaction.ts'
import { minuteOf } from '../time.ts'
import {
  answerLeaf,
  decodeAnswer,
  decodeHeader,
  decodeStatement,
  type Header,
  headerHash,
  headerMessage,
  notaryId,
  type Statement,
  spenderMark,
  statementMessage,
} from './answer.ts'
import { decodeEntries, listHash, type RecordEntry } from './register.ts'

export interface SignedHeader {
  readonly header: Uint8Array
  readonly signature: Uint8Array
}

/** Something that one notary signed, in the bytes that it signed. */
export type Fact =
  | ({ readonly kind: 'header' } & SignedHeader)
  | {
      readonly kind: 'answer'
      readonly answer: Uint8Array
      readonly id: Uint8Array
      /** V and P of the transaction, where what it spends matters. */
      readonly transaction?: { readonly visible: Uint8Array; readonly privateRoot: Uint8Array }
    }
  | {
      readonly kind: 'statement'
      readonly bytes: Uint8Array
      readonly signature: Uint8Array
      /** Of a list of the register: what it lists, whose hash the statement has. */
      readonly entries?: Uint8Array
    }

/** A header with its bytes, which the next one hashes. */
export interface Head {
  readonly bytes: Uint8Array
  readonly header: Header
}

export interface SignedHead extends Head {
  readonly signature: Uint8Array
}

/** A fact taken apart. */
export interface ReadFact {
  readonly fact: Fact
  readonly notary: Uint8Array
  /** The header that it is, contains or names; a head statement of an empty chain has none. */
  readonly head?: Head
  readonly answer?: { readonly id: Uint8Array; readonly index: number; readonly v?: Visible }
  readonly said?: { readonly time: number; readonly statement: Statement; readonly entries?: readonly RecordEntry[] }
}

const headOf = (bytes: Uint8Array): Head => ({ bytes, header: decodeHeader(bytes) })

/** Takes a fact apart; its signature is for {@link isSigned}. @throws WIRE_MALFORMED, TX_MALFORMED */
export function readFact(fact: Fact): ReadFact {
  switch (fact.kind) {
    case 'header': {
      const head = headOf(fact.header)
      return { fact, notary: head.header.notary, head }
    }
    case 'answer': {
      const { header, index } = decodeAnswer(fact.answer)
      const head = headOf(header)
      const v = fact.transaction && decodeVisible(fact.transaction.visible)
      return { fact, notary: head.header.notary, head, answer: { id: fact.id, index, ...(v ? { v } : {}) } }
    }
    case 'statement': {
      const { notary, time, statement } = decodeStatement(fact.bytes)
      const named = statement.kind === 'head' && statement.header.length > 0 ? { head: headOf(statement.header) } : {}
      const listed = fact.entries ? { entries: decodeEntries(fact.entries) } : {}
      return { fact, notary, ...named, said: { time, statement, ...listed } }
    }
  }
}

/** Why the notary with this key did not sign a fact as it stands; undefined when it did. */
export async function unsigned(crypto: CryptoProvider, key: Uint8Array, read: ReadFact): Promise<string | undefined> {
  const { fact } = read
  if (!equal(read.notary, notaryId(key))) return 'it is of another notary'
  if (read.head && !equal(read.head.header.notary, read.notary)) return 'it names a header of another notary'
  if (fact.kind === 'statement') {
    const { entries } = fact
    const listed = read.said?.statement.kind === 'list' ? read.said.statement.entriesHash : NONE
    if (entries && !equal(listHash(entries), listed)) return 'the records are not those of the list'
    return (await crypto.verify(key, statementMessage(fact.bytes), fact.signature))
      ? undefined
      : 'the signature of a statement does not verify'
  }
  const { header, signature } = fact.kind === 'header' ? fact : decodeAnswer(fact.answer)
  if (!(await crypto.verify(key, headerMessage(header), signature))) return 'the signature of a header does not verify'
  if (fact.kind === 'header') return undefined
  const { index, path, preimages } = decodeAnswer(fact.answer)
  const { count, root } = decodeHeader(header)
  if (!verifyPath(answerLeaf(fact.id, preimages), index, count, path, root)) return 'the answer does not contain the transaction'
  const tx = fact.transaction
  if (tx && !equal(idOf(tx.visible, tx.privateRoot), fact.id)) return 'what is shown of the transaction is not of its id'
  return undefined
}

/** Why `next` cannot come after `before` in one chain; undefined when it can, or when they are too far apart to tell. */
export function breakBetween(before: Head, next: Head): string | undefined {
  const [a, b] = [before.header, next.header]
  if (a.sequence > b.sequence) return breakBetween(next, before)
  if (a.sequence === b.sequence) return equal(before.bytes, next.bytes) ? undefined : `it signed two headers of sequence ${a.sequence}`
  if (b.sequence === a.sequence + 1 && !equal(b.previous, headerHash(before.bytes)))
    return `its header ${b.sequence} does not continue header ${a.sequence}`
  // It continues this header and numbers itself further on: nothing can stand between them.
  if (b.sequence > a.sequence + 1 && equal(b.previous, headerHash(before.bytes)))
    return `it left out the headers between ${a.sequence} and ${b.sequence}`
  if (b.time < a.time) return `the time of its header ${b.sequence} is before that of header ${a.sequence}`
  return undefined
}

/** Why both facts cannot be true; undefined when they can. Both are of one notary. */
export function contradiction(a: ReadFact, b: ReadFact): string | undefined {
  if (!equal(a.notary, b.notary)) return undefined
  if (a.head && b.head) {
    const broken = breakBetween(a.head, b.head)
    if (broken) return broken
  }
  for (const rule of [headWentBack, againstAnswer, twoAnswers, spending, registerWentBack, againstRegistration]) {
    const why = rule(a, b) ?? rule(b, a)
    if (why) return why
  }
  return undefined
}

/** A head statement against a header that was signed before it. */
function headWentBack(a: ReadFact, b: ReadFact): string | undefined {
  if (a.said?.statement.kind !== 'head' || !b.head) return undefined
  const named = a.head?.header.sequence ?? 0
  const { sequence, time } = b.head.header
  const back = sequence > named && time < a.said.time
  return back ? `it named header ${named} as its newest after it had signed header ${sequence}` : undefined
}

/** A statement about a transaction against its answer. */
function againstAnswer({ said }: ReadFact, b: ReadFact): string | undefined {
  const { answer } = b
  if (!said || !answer) return undefined
  const { time, statement } = said
  if (statement.kind === 'conflict' && equal(statement.id, answer.id)) return 'it signed a conflict over a transaction that it committed'
  if (statement.kind !== 'absent' || !equal(statement.id, answer.id)) return undefined
  if ((b.head as Head).header.time < time) return 'it signed that a transaction is absent after it had committed it'
  if (answer.v && minuteOf(time) >= answer.v.until) return 'it signed that a transaction is absent for good and committed it'
  return undefined
}

function twoAnswers(a: ReadFact, b: ReadFact): string | undefined {
  if (!a.answer || !b.answer || !equal(a.answer.id, b.answer.id)) return undefined
  const same = equal((a.head as Head).bytes, (b.head as Head).bytes) && a.answer.index === b.answer.index
  return same ? undefined : 'it committed one transaction at two places'
}

/** States that a fact says are spent, and by whom. */
interface Spent {
  readonly nullifier: Uint8Array
  readonly by: Uint8Array
}
function spentOf({ answer, said }: ReadFact): readonly Spent[] {
  if (answer?.v) return answer.v.nullifiers.map((nullifier) => ({ nullifier, by: spenderMark(answer.id) }))
  if (said?.statement.kind === 'spent') return [said.statement]
  return said?.statement.kind === 'conflict' ? said.statement.spent : []
}

/** By when a fact says that its states are spent. */
const spentAt = (f: ReadFact): number => f.said?.time ?? (f.head as Head).header.time

function spending(a: ReadFact, b: ReadFact): string | undefined {
  for (const one of spentOf(a)) {
    const other = spentOf(b).find((s) => equal(s.nullifier, one.nullifier))
    if (other && !equal(other.by, one.by)) return 'it let two transactions spend one state'
    const unspent = b.said?.statement.kind === 'unspent' && equal(b.said.statement.nullifier, one.nullifier)
    if (unspent && spentAt(a) < (b.said?.time ?? 0)) return 'it signed that a state is unspent after it was spent'
    const used = a.answer && b.answer?.v?.references.some((r) => equal(r, one.nullifier))
    if (used && isBefore(a, b)) return 'it let a transaction refer to a state that was spent before'
  }
  return undefined
}

const isBefore = (a: ReadFact, b: ReadFact): boolean => {
  const [x, y] = [a.head as Head, b.head as Head]
  return x.header.sequence !== y.header.sequence ? x.header.sequence < y.header.sequence : (a.answer?.index ?? 0) < (b.answer?.index ?? 0)
}

/**
 * Two lists of the register. A record has one value for ever, and goes forward alone: unknown, registered,
 * superseded, erased. A list is read and timed in one turn between registrations, so that of two times the later one
 * cannot know less.
 */
function registerWentBack({ said: a }: ReadFact, { said: b }: ReadFact): string | undefined {
  const later = new Map((b?.entries ?? []).map((e) => [hex(e.recordId), e]))
  for (const before of a?.entries ?? []) {
    const after = later.get(hex(before.recordId))
    if (!after || !before.known) continue
    if (after.known && hasValue(before) && hasValue(after) && !isSameValue(before, after)) return 'it listed two keys for one record'
    if ((a?.time ?? 0) >= (b?.time ?? 0)) continue
    if (!after.known) return 'it listed a record as unknown after it had listed it'
    if (after.operation < before.operation) return 'it listed a record as standing that it had listed as replaced or erased'
  }
  return undefined
}
/**
 * A list against a registration that was confirmed before it. Whether a value is listed says nothing: one that does
 * not open is listed as unknown, whoever sealed it.
 */
function againstRegistration({ said: a }: ReadFact, { said: b }: ReadFact): string | undefined {
  if (a?.statement.kind !== 'registered' || a.time >= (b?.time ?? 0)) return undefined
  const { recordId, operation } = a.statement
  const listed = b?.entries?.find((e) => equal(e.recordId, recordId))
  if (!listed || (operation < ERASED && !listed.known) || listed.operation >= operation) return undefined
  return 'it listed a record as standing after it had signed that it is replaced or erased'
}
const ERASED = 2
/** What was erased is listed without its value. */
const hasValue = (e: RecordEntry): boolean => e.operation < 2
const isSameValue = (a: RecordEntry, b: RecordEntry): boolean =>
  equal(a.verificationKey, b.verificationKey) && equal(a.issuerSignature, b.issuerSignature)

/** What two facts must share to contradict each other, the chain apart: a sequence, a transaction, a state, a record. */
export function subjectsOf({ head, answer, said }: ReadFact): string[] {
  const names: string[] = head ? [`s${head.header.sequence}`] : []
  const v = answer?.v
  if (answer) names.push(`i${hex(answer.id)}`, ...[...(v?.nullifiers ?? []), ...(v?.references ?? [])].map((n) => `n${hex(n)}`))
  const s = said?.statement
  if (s?.kind === 'registered') names.push(`r${hex(s.recordId)}`)
  for (const e of said?.entries ?? []) names.push(`r${hex(e.recordId)}`)
  if (s?.kind === 'absent') names.push(`i${hex(s.id)}`)
  if (s?.kind === 'unspent' || s?.kind === 'spent') names.push(`n${hex(s.nullifier)}`)
  if (s?.kind === 'conflict') names.push(`i${hex(s.id)}`, ...s.spent.map((c) => `n${hex(c.nullifier)}`))
  return names
}

const KINDS = ['header', 'answer', 'statement'] as const

/** For a node's own store. */
export function encodeFact(fact: Fact): Uint8Array {
  const w = new Writer().u8(KINDS.indexOf(fact.kind))
  if (fact.kind === 'header') return w.long(fact.header).long(fact.signature).bytes()
  if (fact.kind === 'statement') {
    w.long(fact.bytes).long(fact.signature)
    return fact.entries ? w.long(fact.entries).bytes() : w.bytes()
  }
  const { visible, privateRoot } = fact.transaction ?? { visible: NONE, privateRoot: NONE }
  return w.long(fact.answer).long(fact.id).long(visible).long(privateRoot).bytes()
}
const NONE = new Uint8Array(0)

/** @throws WIRE_MALFORMED */
export function decodeFact(bytes: Uint8Array): Fact {
  return decodeAll(bytes, 'fact', (r): Fact => {
    const kind = KINDS[r.u8()]
    const [first, second] = [r.long(), r.long()]
    if (kind === 'header') return { kind, header: first, signature: second }
    if (kind === 'statement') return { kind, bytes: first, signature: second, ...(r.remaining > 0 ? { entries: r.long() } : {}) }
    const [visible, privateRoot] = [r.long(), r.long()]
    const transaction = visible.length > 0 ? { transaction: { visible, privateRoot } } : {}
    return { kind: 'answer', answer: first, id: second, ...transaction }
  })
}
