/** Presenting tokens to their issuer: to redeem them, which takes them out of the world, or to have them renewed into one. */

import { equal } from '@hdms/shared/bytes.ts'
import { checkContractSignatures, decodeContractSignature } from '@hdms/shared/ledger/signatures.ts'
import { decodeTransaction, transactionId } from '@hdms/shared/ledger/transaction.ts'
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
  signChecked,
  WINDOW,
  windows,
} from '../core/finality.ts'
import type { FlowDefinition, Responder } from '../engine/context.ts'
import type { Flow, Value } from '../engine/types.ts'
import type { Books } from './books.ts'
import { decodeRedeem, decodeToken, encodeRedeem, encodeToken, TOKEN } from './contract.ts'
import { checkHistory, type Hop, historyOf, keepHistory } from './history.ts'
import {
  type Ctx,
  enter,
  hold,
  holdAmount,
  hopMessage,
  hopsFrom,
  issuerKey,
  issuerName,
  notaryOfTokens,
  OWNER_DAYS,
  oneTimeKey,
  type Picked,
  spendingOf,
} from './parts.ts'
import { refuse } from './reasons.ts'
import { MOST_INPUTS, sumOf, type TokenServices } from './wallet.ts'
import { present, toHolder, toIssuer } from './wire.ts'

const WAIT = 2 * DAY

export interface IssuingServices extends TokenServices {
  readonly books: Books
}

export interface RedeemArgs {
  readonly amount: number
  /** What the holder wants for it, in words for the issuer. */
  readonly note: string
  readonly [key: string]: Value
}

export const redeemTokens: FlowDefinition<TokenServices, RedeemArgs, string> = {
  name: 'token.redeem',
  version: 1,
  *run(ctx, { amount, note }): Flow<string> {
    if (!Number.isSafeInteger(amount) || amount < 1) refuse('INPUT_INVALID', 'units-from-one', { what: 'amount' })
    const picked = yield* holdAmount(ctx, amount)
    const id = yield* presentTokens(ctx, picked, amount)
    yield* enter(ctx, id, 'redeemed', -amount, yield* issuerName(ctx), { note, refunds: '' })
    return id
  },
}

/** All free tokens, at most as many as go into one transaction, become one. */
export const mergeTokens: FlowDefinition<TokenServices, null, string> = {
  name: 'token.merge',
  version: 1,
  *run(ctx): Flow<string> {
    const picked = yield* hold(ctx, (mine) => mine.filter((t) => t.free).slice(0, MOST_INPUTS))
    if (!picked || picked.length < 2) return refuse('NOT_ALLOWED', 'nothing-to-merge')
    return yield* renewTokens(ctx, picked)
  },
}

/** Tokens that this flow holds become one that the issuer vouches for anew. */
export function* renewTokens(ctx: Ctx, picked: readonly Picked[]): Flow<string> {
  const id = yield* presentTokens(ctx, picked, 0)
  yield* enter(ctx, id, 'renewed', 0, yield* issuerName(ctx), { note: '', refunds: '' })
  return id
}

/** @param redeemed units that disappear; 0 renews all */
function* presentTokens(ctx: Ctx, picked: readonly Picked[], redeemed: number): Flow<string> {
  const issuer = yield* issuerKey(ctx)
  const rest = sumOf(picked) - redeemed
  const { notary, history } = yield* ctx.read('the tokens', (services) => ({
    notary: notaryOfTokens(services, picked),
    history: historyOf(services.vault, picked).map(hopMessage),
  }))
  const session = yield* ctx.open(yield* issuerName(ctx), takePresented.name, 1)
  const owner = rest > 0 ? yield* giveOutOwner(ctx, TOKEN, session.id, OWNER_DAYS) : undefined
  const spending = spendingOf(picked)
  const next = windows()
  for (;;) {
    next()
    const transaction = yield* build(ctx, redeemed > 0 ? 'Redeem' : 'Renew', notary, WINDOW, async (services) => {
      const inputs = await spending(services)
      return {
        inputs: inputs.map(({ input }) => ({ input, contract: TOKEN })),
        outputs: owner ? [{ output: { contract: TOKEN, state: encodeToken({ issuer, amount: rest }) }, owner }] : [],
        commands: [
          redeemed > 0
            ? { contract: TOKEN, name: 'Redeem', data: encodeRedeem(redeemed) }
            : { contract: TOKEN, name: 'Renew', data: new Uint8Array(0) },
        ],
        signers: [issuer],
        submitter: oneTimeKey(inputs),
      }
    })
    yield* ctx.send(session, toIssuer, { presented: { transaction, history } })
    const { signature } = present((yield* ctx.receive(session, toHolder, { timeout: WAIT })).agreed, 'agreement')
    yield* ctx.crypto("check the issuer's signature", async ({ crypto }) => {
      await checkContractSignatures(crypto, transactionId(decodeTransaction(transaction)), [issuer], [decodeContractSignature(signature)])
      return null
    })
    const id = yield* record(ctx, session.id, notary, transaction, [signature])
    const answer = yield* commit(ctx, notary, transaction, spending)
    if (!answer) continue
    yield* ctx.noReturn()
    yield* ctx.send(session, toIssuer, { done: { answer } })
    return id
  }
}

/** The issuer's side: its books know of everything that it agrees to. */
export const takePresented: Responder<IssuingServices> = {
  name: 'token.present',
  version: 1,
  responds: true,
  *run(ctx, { session, first }): Flow<string> {
    let message = present(toIssuer.decode(first).presented, 'tokens')
    const next = windows()
    for (;;) {
      next()
      const history = hopsFrom(message.history)
      const checked = yield* ctx.crypto('check tokens', (services) => checkPresented(services, message.transaction, history))
      const { notary } = checked
      const signature = yield* signChecked(ctx, checked.transaction)
      const at = yield* ctx.now()
      yield* ctx.tx('keep the history', (changes, services) => {
        keepHistory(services, changes, history, session.id, at)
        return null
      })
      const id = yield* record(ctx, session.id, notary, checked.transaction, [signature])
      yield* ctx.send(session, toHolder, { agreed: { signature } })
      const done = yield* awaitFinal(ctx, notary, id, checked.transaction, function* () {
        return present((yield* ctx.receive(session, toIssuer, { timeout: FINAL_WAIT })).done, 'answer')
      })
      if (done) {
        yield* ctx.noReturn()
        if (checked.redeemed > 0) {
          yield* ctx.tx('enter in the books', (changes, { books }) => {
            books.add(changes, { tx: id, kind: 'redeemed', amount: checked.redeemed, at })
            return null
          })
        }
        return id
      }
      // The window was missed: the same tokens in a new transaction, or nothing more.
      message = present((yield* ctx.receive(session, toIssuer, { timeout: WAIT })).presented, 'tokens')
    }
  },
}

async function checkPresented(
  services: IssuingServices,
  transaction: Uint8Array,
  history: readonly Hop[],
): Promise<{
  readonly transaction: CheckedTransaction
  readonly notary: string
  readonly redeemed: number
  readonly [key: string]: Value
}> {
  const { identity } = services
  const tx = decodeTransaction(transaction)
  const known = await checkHistory(services, identity.key, history, tx)
  const { view, transaction: checked } = await checkTransaction(services, transaction, [], [identity.key], known.resolve)
  const command = view.commands.find((c) => c.contract === TOKEN)
  if (command?.name !== 'Redeem' && command?.name !== 'Renew') refuse('TX_MALFORMED', 'present-shape')
  if (view.inputs.some((i) => !equal(decodeToken(i.output.state).issuer, identity.key))) refuse('TX_MALFORMED', 'tokens-other-issuer')
  return {
    transaction: checked,
    notary: notaryOf(services, checked),
    redeemed: command?.name === 'Redeem' ? decodeRedeem(command.data) : 0,
  }
}
