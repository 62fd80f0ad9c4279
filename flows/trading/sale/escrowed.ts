/** The buyer's tokens from the moment that they are locked: the key comes for them, or they come back. */

import { equal } from '@hdms/shared/bytes.ts'
import { asHdmsError, type ErrorCode } from '@hdms/shared/errors.ts'
import { inputNullifier } from '@hdms/shared/ledger/components.ts'
import { MINUTE } from '@hdms/shared/time.ts'
import {
  build,
  type CheckedTransaction,
  checkAnswer,
  checkTransaction,
  commit,
  finalise,
  giveOutOwner,
  notaryOf,
  record,
  settle,
  WINDOW,
} from '../../core/finality.ts'
import { codeOf } from '../../engine/context.ts'
import type { Flow, Session } from '../../engine/types.ts'
import { TOKEN } from '../../token/contract.ts'
import { enter, notaryOfTokens, OWNER_DAYS, oneTimeKey, type Picked, spendingOf } from '../../token/parts.ts'
import { sumOf } from '../../token/wallet.ts'
import { ESCROW, escrowLock, HOLD, holdLock, type SaleTerms } from '../exchange/escrow.ts'
import { refuse } from '../reasons.ts'
import { present, toBuyer, toSeller } from '../wire.ts'
import type { BuyCtx } from './buyer.ts'
import { type escrowIn, holdIn, lockBody, payOutBody, signBranch, spendingBy } from './lots.ts'
import { saleSeed } from './terms.ts'

/** After T1, for an answer that was on its way. */
const GRACE = 2 * MINUTE
/** The seller may take so long to have the payment settled. */
const SETTLE_WAIT = 30 * MINUTE
type Stop = Extract<ErrorCode, 'PURPOSE_REFUSED' | 'CONTRACT_VIOLATED' | 'TX_MALFORMED' | 'SIGNATURE_INVALID'>
/** Codes that a seller goes no further with, when what the buyer brought is not what was agreed. Another word of it is none. */
export const STOPS: readonly Stop[] = ['PURPOSE_REFUSED', 'CONTRACT_VIOLATED', 'TX_MALFORMED', 'SIGNATURE_INVALID']

/** Locks tokens for one lot, in the notary's time. */
export function* lockTokens(
  ctx: BuyCtx,
  session: Session,
  picked: readonly Picked[],
  price: number,
  termsAt: (release: number) => SaleTerms,
): Flow<{ readonly id: string; readonly transaction: CheckedTransaction; readonly answer: Uint8Array }> {
  const spending = spendingOf(picked)
  const notary = yield* ctx.read('notary of the tokens', (services) => notaryOfTokens(services, picked))
  const rest = sumOf(picked) - price
  const owner = rest > 0 ? yield* giveOutOwner(ctx, TOKEN, session.id, OWNER_DAYS) : undefined
  for (;;) {
    const transaction = yield* build(ctx, 'Lock', notary, WINDOW, async (services, times) => {
      const inputs = await spending(services)
      const change = owner ? { owner, amount: rest } : null
      return lockBody(termsAt(times.from + 1 + services.market.release), inputs, change, oneTimeKey(inputs))
    })
    const id = yield* record(ctx, session.id, notary, transaction, [])
    const answer = yield* commit(ctx, notary, transaction, spending)
    if (answer) return { id, transaction, answer }
  }
}

export interface Awaited {
  readonly answer?: Uint8Array | undefined
  /** Why the seller says that it goes no further. */
  readonly stopped?: { readonly code: Stop; readonly why: string }
}
/** The notary's answer to the release: from the seller, or asked for when the seller is silent or goes no further. Nobody's word but the notary's ends it. */
export function* awaitKey(
  ctx: BuyCtx,
  session: Session,
  notary: string,
  reveal: CheckedTransaction,
  id: string,
  terms: SaleTerms,
): Flow<Awaited> {
  let stopped: Awaited['stopped']
  try {
    const now = yield* ctx.now()
    const timeout = Math.max(0, terms.release * MINUTE - now) + GRACE
    const message = yield* ctx.receive(session, toBuyer, { timeout })
    if (message.stopped) {
      const { code, why } = present(message.stopped, 'reason')
      const known = STOPS.find((s) => s === code)
      if (known) stopped = { code: known, why: why.slice(0, 300) }
    }
    const { answer } = present(message.revealed, 'answer')
    const checked = yield* ctx.crypto('check the answer', (services) => checkAnswer(services, notary, reveal, answer))
    yield* finalise(ctx, id, checked)
    return { answer: checked }
  } catch {
    const answer = yield* settle(ctx, notary, reveal)
    return { answer, ...(stopped ? { stopped } : {}) }
  }
}

/** Takes the tokens back from T1 on. */
export function* refund(
  ctx: BuyCtx,
  session: Session,
  t: SaleTerms,
  from: ReturnType<typeof escrowIn>,
  notary: string,
  secret: Uint8Array,
): Flow<void> {
  const owner = yield* giveOutOwner(ctx, TOKEN, session.id, OWNER_DAYS)
  for (;;) {
    const transaction = yield* build(ctx, 'Refund', notary, WINDOW, async () => payOutBody(t, from, owner, t.buyer.refund))
    const id = yield* record(ctx, session.id, notary, transaction, [])
    if (yield* commit(ctx, notary, transaction, async () => spendingBy(escrowLock(t), from, ESCROW.refund, secret, 'refund'))) {
      yield* enter(ctx, id, 'returned', t.price, session.peer, { note: '', refunds: '' })
      return
    }
  }
}

/** Co-signs at once what pays the seller; a seller who does not ask gets the tokens after T2 without it. */
export function* settleUp(ctx: BuyCtx, session: Session, t: SaleTerms, reveal: CheckedTransaction, secret: Uint8Array): Flow<void> {
  const from = holdIn(reveal, t)
  try {
    const { transaction } = present((yield* ctx.receive(session, toBuyer, { timeout: SETTLE_WAIT })).settle, 'settlement')
    const signature = yield* ctx.crypto('co-sign the settlement', async (services) => {
      const { view } = await checkTransaction(services, transaction, [])
      const [input] = view.inputs
      const fits =
        view.inputs.length === 1 && view.dummies.length === 0 && input && equal(inputNullifier(input.input), inputNullifier(from))
      if (!fits) refuse('TX_MALFORMED', 'spends-other')
      notaryOf(services, transaction)
      return signBranch(services, saleSeed(secret, 'settle'), holdLock(t), HOLD.settle, transaction, from)
    })
    yield* ctx.send(session, toSeller, { settled: { signature } })
  } catch (error) {
    if (codeOf(error) === 'BUG') throw asHdmsError(error)
  }
}
