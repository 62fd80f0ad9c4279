/**
 * Paying with tokens: offer → owner → payment with its history → recorded → notarised → final. A request turns it round: the payee opens it,
 * and a person decides.
 */

import { equal, fromHex, hex } from '@hdms/shared/bytes.ts'
import { decodeTransaction } from '@hdms/shared/ledger/transaction.ts'
import { DAY } from '@hdms/shared/time.ts'
import {
  awaitFinal,
  build,
  type CheckedTransaction,
  checkTransaction,
  commit,
  FINAL_WAIT,
  giveOutOwner,
  notaryOf,
  record,
  WINDOW,
  windows,
} from '../core/finality.ts'
import type { FlowDefinition, Responder } from '../engine/context.ts'
import type { Flow, Session, Value } from '../engine/types.ts'
import { decodeToken, encodeToken, TOKEN } from './contract.ts'
import { checkHistory, type Hop, historyOf, hopsOf, keepHistory, MOST_HOPS } from './history.ts'
import {
  type Ctx,
  enter,
  hold,
  holdAmount,
  hopMessage,
  hopsFrom,
  issuerKey,
  notaryOfTokens,
  OWNER_DAYS,
  oneTimeKey,
  type Picked,
  spendingOf,
} from './parts.ts'
import { renewTokens } from './present.ts'
import { paymentQuestion } from './questions.ts'
import { refuse } from './reasons.ts'
import { sumOf, type TokenServices } from './wallet.ts'
import { present, toPayee, toPayer } from './wire.ts'

/** How long either side waits for the other. */
const WAIT = DAY
/** How long a request for payment stays open. */
const REQUEST_LIFE = 14 * DAY
export const MOST_NOTE = 200
/** Units in one payment: what its message carries. */
export const MOST_AMOUNT = 4_000_000_000

export interface PayArgs {
  /** X.500 name of the payee. */
  readonly to: string
  readonly amount: number
  readonly note: string
  /** Payment that is given back, hex; empty for none. */
  readonly refunds: string
  readonly [key: string]: Value
}
export interface RequestArgs {
  readonly from: string
  readonly amount: number
  readonly note: string
  readonly [key: string]: Value
}
/** What the payer is asked. */
export interface PaymentQuestion {
  readonly from: string
  readonly amount: number
  readonly note: string
  readonly [key: string]: Value
}

/** @throws INPUT_INVALID */
function checkTerms(amount: number, note: string): void {
  if (!Number.isSafeInteger(amount) || amount < 1 || amount > MOST_AMOUNT)
    refuse('INPUT_INVALID', 'units-range', { what: 'amount', most: MOST_AMOUNT })
  if (note.length > MOST_NOTE) refuse('INPUT_INVALID', 'too-long', { what: 'note', most: MOST_NOTE })
}
const refundOf = (bytes: Uint8Array | null | undefined): string => hex(bytes ?? new Uint8Array(0))

export const payTokens: FlowDefinition<TokenServices, PayArgs, string> = {
  name: 'token.pay',
  version: 1,
  *run(ctx, { to, amount, note, refunds }): Flow<string> {
    checkTerms(amount, note)
    yield* ctx.read('not given back yet', ({ wallet }) => {
      if (refunds !== '' && wallet.refunded(refunds)) refuse('NOT_ALLOWED', 'given-back')
      return null
    })
    const issuer = yield* issuerKey(ctx)
    // What cannot be paid is not offered.
    yield* pickTokens(ctx, amount)
    const session = yield* ctx.open(to, receiveTokens.name, 1)
    yield* ctx.send(session, toPayee, { offer: { issuer, amount, note, refunds: fromHex(refunds) } })
    const { owner } = present((yield* ctx.receive(session, toPayer, { timeout: WAIT })).owner, 'owner')
    return yield* payOver(ctx, session, { issuer, amount, note, refunds, owner })
  },
}

export const receiveTokens: Responder<TokenServices> = {
  name: 'token.receive',
  version: 1,
  responds: true,
  *run(ctx, { session, first }): Flow<string> {
    const offer = present(toPayee.decode(first).offer, 'offer')
    checkTerms(offer.amount, offer.note)
    const issuer = yield* issuerKey(ctx)
    if (!equal(offer.issuer, issuer)) return ctx.refuse('the payee', 'tokens of this issuer are not taken')
    const owner = yield* giveOutOwner(ctx, TOKEN, session.id, OWNER_DAYS)
    yield* ctx.send(session, toPayer, { owner: { owner } })
    const { amount, note } = offer
    return yield* receiveOver(ctx, session, { issuer, amount, note, refunds: refundOf(offer.refunds), owner })
  },
}

/** Asks somebody to pay. */
export const requestTokens: FlowDefinition<TokenServices, RequestArgs, string> = {
  name: 'token.request',
  version: 1,
  *run(ctx, { from, amount, note }): Flow<string> {
    checkTerms(amount, note)
    const issuer = yield* issuerKey(ctx)
    const session = yield* ctx.open(from, payRequested.name, 1)
    const owner = yield* giveOutOwner(ctx, TOKEN, session.id, OWNER_DAYS)
    yield* ctx.send(session, toPayer, { request: { issuer, amount, note, owner } })
    return yield* receiveOver(ctx, session, { issuer, amount, note, refunds: '', owner }, REQUEST_LIFE)
  },
}

export const payRequested: Responder<TokenServices> = {
  name: 'token.requested',
  version: 1,
  responds: true,
  *run(ctx, { session, first }): Flow<string> {
    const request = present(toPayer.decode(first).request, 'request')
    checkTerms(request.amount, request.note)
    const issuer = yield* issuerKey(ctx)
    if (!equal(request.issuer, issuer)) return ctx.refuse('the payer', 'tokens of this issuer are not held')
    const question: PaymentQuestion = { from: session.peer, amount: request.amount, note: request.note }
    const decision = yield* ctx.ask(paymentQuestion, question, { timeout: REQUEST_LIFE })
    if (!decision.approved) return ctx.refuse('the payer', decision.reason || 'the payment is declined')
    return yield* payOver(ctx, session, { issuer, amount: request.amount, note: request.note, refunds: '', owner: request.owner })
  },
}

interface Terms {
  readonly issuer: Uint8Array
  readonly amount: number
  readonly note: string
  /** Hex of the payment that this gives back. */
  readonly refunds: string
  /** Of the payee. */
  readonly owner: Uint8Array
}

/** Holds tokens for this flow alone; those whose history is full are renewed first. */
function* pickTokens(ctx: Ctx, amount: number): Flow<readonly Picked[]> {
  for (;;) {
    const picked = yield* holdAmount(ctx, amount)
    const old = yield* ctx.read('paid on too often', ({ vault }) => picked.filter((p) => hopsOf(vault, hex(p.txId)) >= MOST_HOPS))
    if (old.length === 0) return picked
    yield* renewTokens(ctx, old)
  }
}

/** The payer's side once the payee has given an owner. @returns the transaction's id */
function* payOver(ctx: Ctx, session: Session, terms: Terms): Flow<string> {
  const { issuer, amount, owner } = terms
  const picked = yield* pickTokens(ctx, amount)
  const change = sumOf(picked) - amount
  const back = change > 0 ? yield* giveOutOwner(ctx, TOKEN, session.id, OWNER_DAYS) : undefined
  const { notary, history } = yield* ctx.read('the tokens', (services) => ({
    notary: notaryOfTokens(services, picked),
    history: historyOf(services.vault, picked).map(hopMessage),
  }))
  const spending = spendingOf(picked)
  const next = windows()
  for (;;) {
    next()
    const transaction = yield* build(ctx, 'Pay', notary, WINDOW, async (services) => {
      const inputs = await spending(services)
      return {
        inputs: inputs.map(({ input }) => ({ input, contract: TOKEN })),
        outputs: [
          { output: { contract: TOKEN, state: encodeToken({ issuer, amount }) }, owner },
          ...(back ? [{ output: { contract: TOKEN, state: encodeToken({ issuer, amount: change }) }, owner: back }] : []),
        ],
        commands: [{ contract: TOKEN, name: 'Pay', data: new Uint8Array(0) }],
        signers: [],
        // Whoever is paid with these tokens later sees this transaction: it names a one-time key and nobody.
        submitter: oneTimeKey(inputs),
      }
    })
    const id = yield* record(ctx, session.id, notary, transaction, [])
    yield* ctx.send(session, toPayee, { paid: { transaction, history } })
    present((yield* ctx.receive(session, toPayer, { timeout: WAIT })).recorded, 'acknowledgement')
    const answer = yield* commit(ctx, notary, transaction, spending)
    if (!answer) continue
    yield* ctx.noReturn()
    yield* enter(ctx, id, terms.refunds === '' ? 'paid' : 'refunded', -amount, session.peer, terms)
    yield* ctx.send(session, toPayee, { final: { answer } })
    return id
  }
}

/** The payee's side. @returns the transaction's id */
function* receiveOver(ctx: Ctx, session: Session, terms: Terms, patience: number = WAIT): Flow<string> {
  let paid = present((yield* ctx.receive(session, toPayee, { timeout: patience })).paid, 'payment')
  const again = windows()
  for (;;) {
    again()
    const history = hopsFrom(paid.history)
    const checked = yield* ctx.crypto('check payment', (services) => checkPayment(services, session, terms, paid.transaction, history))
    const { notary } = checked
    const at = yield* ctx.now()
    yield* ctx.tx('keep the history', (changes, services) => {
      keepHistory(services, changes, history, session.id, at)
      return null
    })
    const id = yield* record(ctx, session.id, notary, checked.transaction, [])
    yield* ctx.send(session, toPayer, { recorded: {} })
    const next = yield* awaitFinal(ctx, notary, id, checked.transaction, function* () {
      const message = yield* ctx.receive(session, toPayee, { timeout: FINAL_WAIT })
      return message.paid ? { instead: present(message.paid, 'payment') } : present(message.final, 'answer')
    })
    if (next !== 'final') {
      // The window was missed: the same amount in a new transaction.
      paid = next?.instead ?? present((yield* ctx.receive(session, toPayee, { timeout: WAIT })).paid, 'payment')
      continue
    }
    yield* ctx.noReturn()
    const isOwn = yield* ctx.read('whether it was paid here', ({ wallet }) => wallet.line(terms.refunds)?.kind === 'paid')
    yield* enter(ctx, id, isOwn ? 'refund' : 'received', terms.amount, session.peer, terms)
    yield* renewOld(ctx)
    return id
  }
}

/** A token that cannot be paid on is made young again; when the issuer is away, that happens at the next payment. */
function* renewOld(ctx: Ctx): Flow<void> {
  try {
    const picked = yield* hold(ctx, (mine, { vault }) => mine.filter((t) => t.free && hopsOf(vault, hex(t.ref.txId)) >= MOST_HOPS))
    if (!picked || picked.length === 0) return
    yield* renewTokens(ctx, picked)
  } catch {
    // They are still ours, and renewed when they are needed.
  }
}

async function checkPayment(
  services: TokenServices,
  session: Session,
  terms: Terms,
  transaction: Uint8Array,
  history: readonly Hop[],
): Promise<{ readonly transaction: CheckedTransaction; readonly notary: string; readonly [key: string]: Value }> {
  const tx = decodeTransaction(transaction)
  const known = await checkHistory(services, terms.issuer, history, tx)
  const checked = await checkTransaction(services, transaction, [], [], known.resolve)
  const hops = 1 + Math.max(...checked.view.inputs.map((i) => known.hops.get(hex(i.input.ref?.txId ?? new Uint8Array(0))) ?? 0))
  if (hops > MOST_HOPS) refuse('TX_MALFORMED', 'paid-on', { most: MOST_HOPS })
  const mine = checked.view.outputs.filter((o) => equal(o.owner, terms.owner))
  const [output] = mine
  if (!output || mine.length !== 1) return refuse('TX_MALFORMED', 'pays-other')
  const state = decodeToken(output.state)
  if (!equal(state.issuer, terms.issuer) || state.amount !== terms.amount) refuse('TX_MALFORMED', 'other-amount')
  services.vault.checkGivenOut(terms.owner, TOKEN, session.id)
  return { transaction: checked.transaction, notary: notaryOf(services, checked.transaction) }
}
