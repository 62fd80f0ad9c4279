/**
 * Finality in two phases (docs/ledger.md §5): recorded as unnotarised → counterparties recorded and acknowledged → notarised →
 * broadcast → final. These are the parts that the flows of every capability are made of.
 */

import { equal, hex } from '@hdms/shared/bytes.ts'
import { type Checked, vouch } from '@hdms/shared/checked.ts'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import { buildTransaction, type Draft } from '@hdms/shared/ledger/builder.ts'
import { type InputLeaf, inputNullifier, inputSerial, type StateRef } from '@hdms/shared/ledger/components.ts'
import type { Lock } from '@hdms/shared/ledger/lock.ts'
import {
  type ContractSignature,
  checkContractSignatures,
  decodeContractSignature,
  encodeContractSignature,
  encodeWitness,
  signContract,
  signSpend,
} from '@hdms/shared/ledger/signatures.ts'
import { decodeTransaction, decodeVisible, encodeTransaction, privateRoot, transactionId } from '@hdms/shared/ledger/transaction.ts'
import { decodeAnswer, encodeAnswer } from '@hdms/shared/notary/answer.ts'
import { MINUTE, minuteOf } from '@hdms/shared/time.ts'
import { codeOf, type FlowContext } from '../engine/context.ts'
import type { Flow } from '../engine/types.ts'
import { askContracts, inForce, type Resolve, type TransactionView, viewOf } from './contract.ts'
import { refuse } from './reasons.ts'
import type { CoreServices } from './services.ts'
import { walletLock } from './vault.ts'

type Ctx = FlowContext<CoreServices>

/** A transaction that this node built, or checked as far as it relies on it ({@link checkTransaction}). */
export type CheckedTransaction = Checked<'transaction'>
/** A notary's answer that verified for its transaction. */
export type CheckedAnswer = Checked<'answer'>

/** Minutes that a transaction is open, from the notary's own. */
export const WINDOW = 10
export const SHARE_WINDOW = 5

/** The lock that the wallet has under an index, as a journalable value. */
export interface OwnLock {
  readonly lock: Lock
  readonly seed: Uint8Array
}
export const ownLock = (services: CoreServices, index: Uint8Array): Promise<OwnLock> =>
  walletLock(services.crypto, services.identity.walletSeed, index)

/** Draws an owner of this node and remembers for what it is given out, before it leaves. */
export function* giveOutOwner(ctx: Ctx, contract: string, dealing: string, days: number): Flow<Uint8Array> {
  const index = yield* ctx.random(16)
  const owner = yield* ctx.crypto('owner', async (services) => (await ownLock(services, index)).lock.owner)
  const now = yield* ctx.now()
  yield* ctx.tx('owner given out', (changes, { vault }) => {
    vault.giveOut(changes, owner, { index, contract, dealing, expires: now + days * 86_400_000 })
    return null
  })
  return owner
}

/** What is needed to spend: the input leaf, and the lock with the key that opens it. */
export interface Spending {
  readonly input: InputLeaf
  readonly own: OwnLock
  /** Of the lock; the first without it. */
  readonly branch?: number
  /** Signatures of others that the branch asks for. */
  readonly others?: readonly { readonly key: Uint8Array; readonly signature: Uint8Array }[]
  readonly preimage?: Uint8Array
}

/** What spends the inputs of a transaction, made anew for each try to commit it. */
export type Spends<S> = (services: S) => Promise<Spending | readonly Spending[]>
/** A transaction without what its notary and its time bring. */
export type Drafted = Omit<Draft, 'notary' | 'parametersHash' | 'from' | 'until'>

/** An input that this node's wallet opens under `index`; a dummy, which spends nothing, without a state. */
export async function walletInput(services: CoreServices, index: Uint8Array, ref: StateRef | null): Promise<Spending> {
  const own = await ownLock(services, index)
  return { input: { ref, lock: own.lock.lock, nk: own.lock.nk }, own }
}
export const dummyInput = (services: CoreServices, index: Uint8Array): Promise<Spending> => walletInput(services, index, null)

/** Whole minutes: `from` is the notary's minute less one, `until` is `window` later. */
export type Times = Pick<Draft, 'from' | 'until'>
export const timesFrom = (minute: number, window: number): Times => ({ from: minute - 1, until: minute + window })

/** How long a transaction is open: minutes; until which minute; or minutes, but not beyond one that something ends at. */
export type Window = number | { readonly until: number } | { readonly minutes: number; readonly end: number }

function timesIn(minute: number, window: Window): Times {
  if (typeof window === 'number') return timesFrom(minute, window)
  if ('until' in window) return { from: minute - 1, until: window.until }
  return minute >= window.end ? fail('CONSENT_EXPIRED') : { from: minute - 1, until: Math.min(minute + window.minutes, window.end) }
}

/** Builds a transaction in the notary's own time, as a step, so that it is retried while the notary is away. @throws CONSENT_EXPIRED when the end of its window is past */
export function* build<S extends CoreServices>(
  ctx: FlowContext<S>,
  label: string,
  notary: string,
  window: Window,
  draft: (services: S, times: Times) => Promise<Drafted>,
): Flow<CheckedTransaction> {
  return yield* ctx.step(`build ${label}`, async ({ services }) => {
    const { network, crypto } = services
    const port = network.notary(notary)
    const times = timesIn(await port.minute(), window)
    const body = await draft(services, times)
    return vouch<'transaction'>(
      encodeTransaction(buildTransaction({ ...body, ...times, notary: port.id, parametersHash: network.parametersHash() }, crypto.random)),
    )
  })
}

/** This node's contract signature, on what the contracts allow and on nothing else. @param seed of a one-time name that it agrees under; without it, its own */
export const sign = <S extends CoreServices>(
  ctx: FlowContext<S>,
  transaction: CheckedTransaction,
  seed?: (services: S) => Uint8Array,
): Flow<Uint8Array> => signing(ctx, transaction, seed, (services) => lookedAt(services, transaction))

/** The same on what was checked before, with states that the vault does not know. */
export const signChecked = (ctx: Ctx, transaction: CheckedTransaction): Flow<Uint8Array> => signing(ctx, transaction, undefined, () => {})

function* signing<S extends CoreServices>(
  ctx: FlowContext<S>,
  transaction: CheckedTransaction,
  seed: ((services: S) => Uint8Array) | undefined,
  look: (services: S) => unknown,
): Flow<Uint8Array> {
  return yield* ctx.crypto('contract signature', async (services) => {
    await look(services)
    const { crypto, identity } = services
    return encodeContractSignature(
      await signContract(crypto, seed?.(services) ?? identity.seed, transactionId(decodeTransaction(transaction))),
    )
  })
}

/** Records as unnotarised. */
export function* record(
  ctx: Ctx,
  dealing: string,
  notary: string,
  transaction: CheckedTransaction,
  signatures: readonly Uint8Array[],
): Flow<string> {
  const recordedAt = yield* ctx.now()
  return yield* ctx.tx('record unnotarised', (changes, { vault }) => {
    const id = hex(transactionId(decodeTransaction(transaction)))
    vault.record(changes, { id, transaction, notary, signatures, dealing, recordedAt })
    return id
  })
}

/** Records as final, with an answer that was verified. */
export function* finalise(ctx: Ctx, id: string, answer: CheckedAnswer, signatures?: readonly Uint8Array[]): Flow<void> {
  yield* ctx.tx('record final', (changes, { vault }) => {
    vault.verified(changes, id, answer, signatures)
    return null
  })
}

/** Transactions that one dealing may build in place of one whose window was missed. */
export const MOST_WINDOWS = 24

/**
 * Counts the windows of a dealing: a peer that goes on offering transactions, or confirms each too late, would keep this node building, checking and storing
 * for ever (acceptance T8).
 * @returns to be called before each @throws NOT_ALLOWED
 */
export function windows(): () => void {
  let left = MOST_WINDOWS
  return () => {
    if (left-- === 0) refuse('NOT_ALLOWED', 'windows-missed', { count: MOST_WINDOWS })
  }
}

type Committed = { readonly answer: CheckedAnswer } | { readonly absent: true } | { readonly conflict: number }

/**
 * Submits until the notary has said one of three things that are proofs: committed, conflict, or absent at or after `until`.
 * Unsigned refusals decide nothing.
 * @returns the answer, or undefined when the window was missed (then it is dropped and can be built anew)
 * @throws TX_CONFLICT
 */
export function* commit<S extends CoreServices>(
  ctx: FlowContext<S>,
  notary: string,
  transaction: CheckedTransaction,
  spending: Spends<S>,
): Flow<CheckedAnswer | undefined> {
  const id = hex(transactionId(decodeTransaction(transaction)))
  const outcome = yield* ctx.step('notarise', ({ services }) => submit(services, notary, transaction, spending))
  if ('answer' in outcome) {
    yield* finalise(ctx, id, outcome.answer)
    return outcome.answer
  }
  const why = 'conflict' in outcome ? 'conflict' : 'absent'
  yield* ctx.tx('drop', (changes, { vault }) => {
    vault.dropped(changes, id, why)
    return null
  })
  return 'conflict' in outcome ? fail('TX_CONFLICT', { count: outcome.conflict }) : undefined
}

async function submit<S extends CoreServices>(
  services: S,
  notary: string,
  bytes: CheckedTransaction,
  spending: Spends<S>,
): Promise<Committed> {
  const port = services.network.notary(notary)
  const tx = decodeTransaction(bytes)
  const id = transactionId(tx)
  const v = decodeVisible(tx.visible)
  const mine = [await spending(services)].flat()
  const witnesses = await Promise.all(
    v.nullifiers.map(async (nullifier) => {
      const one = mine.find((m) => equal(inputNullifier(m.input), nullifier)) ?? fail('BUG', { what: 'spending without keys' })
      const { input, own, branch = 0, others = [], preimage } = one
      const witness = await signSpend(services.crypto, [own.seed], own.lock, branch, id, nullifier, inputSerial(input), preimage)
      return encodeWitness({ ...witness, signatures: [...witness.signatures, ...others] })
    }),
  )
  try {
    const outcome = await port.notarise(tx.visible, privateRoot(tx), witnesses)
    return outcome.kind === 'committed' ? { answer: vouch<'answer'>(encodeAnswer(outcome.answer)) } : { conflict: outcome.spent.length }
  } catch (error) {
    const { code } = asHdmsError(error)
    if (code === 'SERVICE_UNAVAILABLE' || code === 'BUSY' || code === 'NOTARY_DISTRUSTED') throw error
    // A refusal proves nothing, whatever its code. Only the notary's signed word that it is absent at or after `until` does.
    const answer = await askStatus(services, notary, bytes)
    return answer ? { answer } : { absent: true }
  }
}

/** A transaction that this node made alone and that is final. */
export interface Transacted {
  readonly id: string
  readonly transaction: CheckedTransaction
  readonly answer: CheckedAnswer
  readonly signature: Uint8Array
}

/** Builds, signs, records and commits what needs nobody else's signature, as often as the window is missed. @throws TX_CONFLICT */
export function* transact<S extends CoreServices>(
  ctx: FlowContext<S>,
  o: {
    readonly label: string
    readonly dealing: string
    readonly notary: string
    /** Seed of the one-time name that agrees; without it, this node's own. */
    readonly signer?: (services: S) => Uint8Array
    /** Minute that it makes no sense after. */
    readonly end?: number
    readonly draft: (services: S) => Promise<Drafted>
    readonly spending: Spends<S>
  },
): Flow<Transacted> {
  const window = o.end === undefined ? WINDOW : { minutes: WINDOW, end: o.end }
  for (;;) {
    const transaction = yield* build(ctx, o.label, o.notary, window, o.draft)
    const signature = yield* sign(ctx, transaction, o.signer)
    const id = yield* record(ctx, o.dealing, o.notary, transaction, [signature])
    const answer = yield* commit(ctx, o.notary, transaction, o.spending)
    if (answer) return { id, transaction, answer, signature }
  }
}

/**
 * A counterparty that recorded a transaction and got no answer asks the notary itself.
 * @returns the answer, or undefined when it is proven absent for good
 */
export function* settle(ctx: Ctx, notary: string, transaction: CheckedTransaction): Flow<CheckedAnswer | undefined> {
  const id = hex(transactionId(decodeTransaction(transaction)))
  const outcome = yield* ctx.step('ask the notary', ({ services }) => askStatus(services, notary, transaction))
  if (outcome === null) {
    yield* ctx.tx('drop', (changes, { vault }) => {
      vault.dropped(changes, id, 'absent')
      return null
    })
    return undefined
  }
  yield* finalise(ctx, id, outcome)
  return outcome
}

/** What the side that commits says next: the notary's answer, or something else to be recorded instead, its window having been missed. */
export type Said<T> = { readonly answer: Uint8Array; readonly signatures?: readonly Uint8Array[] } | { readonly instead: T }
/** How long the other side may take over the window, min. */
const GRACE = 2
export const FINAL_WAIT: number = (WINDOW + GRACE) * MINUTE

/**
 * Waits until a recorded transaction is final. The other side tells; whatever it says or does not say, the notary's word decides.
 * @param said receives what the other side says, within FINAL_WAIT
 * @returns 'final'; what is said instead; undefined when the other side is silent and the transaction proven absent
 */
export function* awaitFinal<T = never>(
  ctx: Ctx,
  notary: string,
  id: string,
  transaction: CheckedTransaction,
  said: () => Flow<Said<T>>,
): Flow<'final' | { readonly instead: T } | undefined> {
  try {
    const message = yield* said()
    if ('instead' in message) {
      yield* settle(ctx, notary, transaction)
      return message
    }
    const answer = yield* ctx.crypto('check answer', async (services) => {
      // What is kept as another's word is theirs: with a signature that does not verify, whoever asks for it later would be shown nothing.
      if (message.signatures) await checkTransaction(services, transaction, message.signatures)
      return checkAnswer(services, notary, transaction, message.answer)
    })
    yield* finalise(ctx, id, answer, message.signatures)
    return 'final'
  } catch (error) {
    if (yield* settle(ctx, notary, transaction)) return 'final'
    if (codeOf(error) !== 'SESSION_TIMEOUT') throw error
    return undefined
  }
}

/** The answer, or null for a signed `absent` after `until`. @throws SERVICE_UNAVAILABLE while it is still open, or nothing is said that proves anything */
export async function askStatus(services: CoreServices, notary: string, bytes: Uint8Array): Promise<CheckedAnswer | null> {
  const tx = decodeTransaction(bytes)
  const [id, { until }] = [transactionId(tx), decodeVisible(tx.visible)]
  const port = services.network.notary(notary)
  const open = (error?: unknown): never => fail('SERVICE_UNAVAILABLE', { service: 'decision of the notary' }, error)
  const status = await port.status(id, tx.visible, privateRoot(tx)).catch(open)
  if (status.kind === 'committed') return vouch<'answer'>(encodeAnswer(status.answer))
  return minuteOf(status.time) >= until ? null : open()
}

/** A transaction laid open, which every contract that it touches allows. @throws TX_MALFORMED, CONTRACT_VIOLATED */
async function lookedAt(
  services: CoreServices,
  transaction: Uint8Array,
  resolve: Resolve = (input) => services.vault.resolve(input),
): Promise<TransactionView> {
  const tx = decodeTransaction(transaction)
  const view = viewOf(tx, resolve)
  await askContracts(inForce(services.contracts, services.network.contracts()), tx, view)
  return view
}

export interface CheckedView {
  readonly transaction: CheckedTransaction
  readonly view: TransactionView
  readonly id: Uint8Array
}

/**
 * What a node checks before it relies on a transaction (§5): shape, resolution, contracts, required contract signatures except
 * those in `missing`. States are resolved in the vault, where nothing else is given.
 */
export async function checkTransaction(
  services: CoreServices,
  transaction: Uint8Array,
  signatures: readonly Uint8Array[],
  missing: readonly Uint8Array[] = [],
  resolve?: Resolve,
): Promise<CheckedView> {
  const view = await lookedAt(services, transaction, resolve)
  const required = view.signers.filter((key) => !missing.some((m) => hex(m) === hex(key)))
  const given: ContractSignature[] = signatures.filter((s) => s.length > 0).map(decodeContractSignature)
  await checkContractSignatures(services.crypto, view.id, required, given)
  return { transaction: vouch<'transaction'>(transaction), view, id: view.id }
}

/** Verifies an answer for a transaction. @throws SIGNATURE_INVALID, TX_MALFORMED */
export async function checkAnswer(
  services: CoreServices,
  notary: string,
  transaction: Uint8Array,
  answer: Uint8Array,
): Promise<CheckedAnswer> {
  const tx = decodeTransaction(transaction)
  await services.network.notary(notary).verify(transactionId(tx), tx.visible, decodeAnswer(answer), privateRoot(tx))
  return vouch<'answer'>(answer)
}

/** The notary that a transaction names, which must be one of the network. */
export const notaryOf = (services: CoreServices, transaction: Uint8Array): string =>
  services.network.notaryName(decodeVisible(decodeTransaction(transaction).visible).notary)
