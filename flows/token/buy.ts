/** Units for money: a holder orders them, the issuer's operator says that the invoice was paid, and the issuer makes them, once an invoice. */

import { equal, utf8 } from '@hdms/shared/bytes.ts'
import { H } from '@hdms/shared/crypto/hash.ts'
import { DAY } from '@hdms/shared/time.ts'
import {
  awaitFinal,
  build,
  checkTransaction,
  commit,
  FINAL_WAIT,
  giveOutOwner,
  notaryOf,
  record,
  sign,
  WINDOW,
  windows,
} from '../core/finality.ts'
import { awaitListed } from '../core/listed.ts'
import type { FlowContext, FlowDefinition, Responder } from '../engine/context.ts'
import type { Flow, Value } from '../engine/types.ts'
import { decodeSell, decodeToken, encodeSell, encodeToken, TOKEN } from './contract.ts'
import { sellLock } from './minting.ts'
import { enter, issuerKey, issuerName, OWNER_DAYS } from './parts.ts'
import { MOST_AMOUNT, MOST_NOTE } from './pay.ts'
import type { IssuingServices } from './present.ts'
import { tokenSaleQuestion } from './questions.ts'
import { refuse } from './reasons.ts'
import type { TokenServices } from './wallet.ts'
import { present, toHolder, toIssuer } from './wire.ts'

/** An invoice takes its time. */
const PATIENCE = 30 * DAY
const WAIT = 2 * DAY

export interface BuyArgs {
  readonly amount: number
  /** Of the invoice. */
  readonly reference: string
  readonly [key: string]: Value
}
/** What the issuer's operator is asked. */
export interface SellQuestion {
  readonly to: string
  readonly amount: number
  readonly reference: string
  readonly [key: string]: Value
}

function checkOrder(amount: number, reference: string): void {
  if (!Number.isSafeInteger(amount) || amount < 1 || amount > MOST_AMOUNT)
    refuse('INPUT_INVALID', 'units-range', { what: 'amount', most: MOST_AMOUNT })
  if (reference.length === 0 || reference.length > MOST_NOTE)
    refuse('INPUT_INVALID', 'invoice-length', { what: 'reference', most: MOST_NOTE })
}
const invoiceOf = (holder: string, reference: string): Uint8Array => H('invoice', H('invoice-of', utf8(holder)), utf8(reference))

/** @returns the transaction's id */
export const buyTokens: FlowDefinition<TokenServices, BuyArgs, string> = {
  name: 'token.buy',
  version: 1,
  *run(ctx, { amount, reference }): Flow<string> {
    checkOrder(amount, reference)
    const name = yield* issuerName(ctx)
    yield* awaitListed(ctx, name)
    const issuer = yield* issuerKey(ctx)
    const session = yield* ctx.open(name, sellTokens.name, 1)
    const owner = yield* giveOutOwner(ctx, TOKEN, session.id, OWNER_DAYS)
    yield* ctx.send(session, toIssuer, { order: { amount, reference, owner } })
    const next = windows()
    for (;;) {
      next()
      const { transaction: bytes, history } = present((yield* ctx.receive(session, toHolder, { timeout: PATIENCE })).sold, 'units')
      const signatures = history.flatMap((h) => h.signatures ?? [])
      const { checked, notary } = yield* ctx.crypto('check the units', async (services) => {
        const { view, transaction } = await checkTransaction(services, bytes, signatures)
        const [output] = view.outputs
        const command = view.commands.find((c) => c.contract === TOKEN)
        const invoice = command?.name === 'Sell' ? decodeSell(command.data).invoice : undefined
        const good =
          output &&
          invoice &&
          equal(output.owner, owner) &&
          decodeToken(output.state).amount === amount &&
          equal(decodeToken(output.state).issuer, issuer)
        if (!good || view.outputs.length !== 1 || !equal(invoice, invoiceOf(services.identity.name, reference)))
          refuse('TX_MALFORMED', 'other-units')
        return { checked: transaction, notary: notaryOf(services, transaction) }
      })
      const id = yield* record(ctx, session.id, notary, checked, signatures)
      yield* ctx.send(session, toIssuer, { recorded: {} })
      const done = yield* awaitFinal(ctx, notary, id, checked, function* () {
        return present((yield* ctx.receive(session, toHolder, { timeout: FINAL_WAIT })).final, 'answer')
      })
      if (!done) continue
      yield* enter(ctx, id, 'bought', amount, session.peer, { note: reference, refunds: '' })
      return id
    }
  },
}

export const sellTokens: Responder<IssuingServices> = {
  name: 'token.sell',
  version: 1,
  responds: true,
  *run(ctx, { session, first }): Flow<string> {
    const { amount, reference, owner } = present(toIssuer.decode(first).order, 'order')
    checkOrder(amount, reference)
    const question: SellQuestion = { to: session.peer, amount, reference }
    const { approved, reason = '' } = yield* ctx.ask(tokenSaleQuestion, question, {
      timeout: PATIENCE,
    })
    if (!approved) ctx.refuse('the issuer', reason || 'the invoice was not paid')
    return yield* make(ctx, session.peer, session, { amount, reference, owner })
  },
}

function* make(
  ctx: FlowContext<IssuingServices>,
  holder: string,
  session: { readonly id: string; readonly peer: string },
  { amount, reference, owner }: BuyArgs & { readonly owner: Uint8Array },
): Flow<string> {
  const { key, notary } = yield* ctx.read('own key and notary', ({ identity, network }) => ({
    key: identity.key,
    notary: network.node(identity.name).notary,
  }))
  const invoice = invoiceOf(holder, reference)
  const lock = sellLock(key, invoice)
  const spending = async ({ identity }: IssuingServices) => ({
    input: { ref: null, lock: lock.lock, nk: lock.nk },
    own: { lock, seed: identity.seed },
  })
  const next = windows()
  for (;;) {
    next()
    const transaction = yield* build(ctx, 'Sell', notary, WINDOW, async (services) => ({
      inputs: [{ input: (await spending(services)).input, contract: '' }],
      outputs: [{ output: { contract: TOKEN, state: encodeToken({ issuer: key, amount }) }, owner }],
      commands: [{ contract: TOKEN, name: 'Sell', data: encodeSell({ amount, invoice }) }],
      signers: [key],
      submitter: key,
    }))
    const signature = yield* sign(ctx, transaction)
    const id = yield* record(ctx, session.id, notary, transaction, [signature])
    yield* ctx.send(session, toHolder, {
      sold: { transaction, history: [{ transaction: new Uint8Array(0), answer: new Uint8Array(0), signatures: [signature] }] },
    })
    present((yield* ctx.receive(session, toIssuer, { timeout: WAIT })).recorded, 'acknowledgement')
    const answer = yield* commit(ctx, notary, transaction, spending)
    if (!answer) continue
    yield* ctx.noReturn()
    const at = yield* ctx.now()
    yield* ctx.tx('enter in the books', (changes, { books }) => {
      books.add(changes, { tx: id, kind: 'sold', amount, at })
      return null
    })
    yield* ctx.send(session, toHolder, { final: { answer } })
    return id
  }
}
