/**
 * The basis that goes with a sale of what was collected for the public service. The person gives one for days that they name, under their own key; a buyer
 * must know neither. So each such sale has one of its own, given under the one-time name for any day, which ends with those that it rests on and is
 * taken back with them. The buyer refers to it in the release, and no notary commits that once it is spent.
 */

import { equal, hex } from '@hdms/shared/bytes.ts'
import type { InputLeaf } from '@hdms/shared/ledger/components.ts'
import { ownerOf } from '@hdms/shared/ledger/lock.ts'
import { decodeTransaction, transactionId } from '@hdms/shared/ledger/transaction.ts'
import { type RefuseAs, refusingAs } from '@hdms/shared/reasons.ts'
import { DAY, minuteOf } from '@hdms/shared/time.ts'
import { daysOf, type Grounds, groundsFor } from '../../activity/give-basis.ts'
import { ANY_DAY, BASIS, coversAll, decodeBasis, encodeBasis } from '../../consent/basis.ts'
import { checkAnswer, checkTransaction, dummyInput, finalise, ownLock, record, transact } from '../../core/finality.ts'
import type { CoreServices } from '../../core/services.ts'
import type { FlowContext } from '../../engine/context.ts'
import type { Flow, Session } from '../../engine/types.ts'
import type { OfferLine } from '../offers.ts'
import type { SellerServices } from '../ports.ts'
import { refuse as refuseFor, type TradingReasons } from '../reasons.ts'
import type { Complete, trading } from '../wire.ts'

export interface GivenBasis {
  readonly reference: InputLeaf
  readonly message: trading.Basis.$Properties
}

interface SaleOf {
  readonly session: Session
  /** One-time name, and its key. */
  readonly name: string
  readonly key: Uint8Array
}

/**
 * Gives it, at the notary where the tokens lie.
 * @param o `consent` beside it, by transaction, hex; `line` of the offer, which remembers what it rests on; all `records` of the sale; `end` of the use, minute
 * @returns null when the person gave none for one of these days: what is offered without it, the contract refuses
 */
export function* giveSaleBasis(
  ctx: FlowContext<SellerServices>,
  { session, name, key }: SaleOf,
  o: {
    readonly line: string
    readonly consent: string
    readonly records: readonly string[]
    readonly notary: string
    readonly end: number
  },
): Flow<GivenBasis | null> {
  const index = yield* ctx.random(16)
  const now = yield* ctx.now()
  const made = yield* ctx.crypto('on what it is sold', async (services) => {
    const { vault } = services
    const days = daysOf(vault)
    const sold = o.records.flatMap((r) => days.get(r) ?? []).filter((day) => day.purpose === 'public-service')
    const grounds: Grounds | undefined = groundsFor(vault, services.identity.key, sold, minuteOf(now))
    if (!grounds) return null
    const { lock } = await ownLock(services, index)
    return { grounds, owner: lock.owner, lock: lock.lock, nk: lock.nk }
  })
  if (!made) return null
  const { grounds, lock, nk } = made
  yield* ctx.tx('owner of the basis', (changes, { vault }) => {
    vault.giveOut(changes, made.owner, { index, contract: BASIS, dealing: session.id, expires: now + 30 * DAY })
    return null
  })
  const state = encodeBasis({ person: key, ...ANY_DAY, until: Math.min(o.end, grounds.until) })
  const dummy = yield* ctx.random(16)
  const { transaction, answer, signature } = yield* transact(ctx, {
    label: 'Basis of a sale',
    dealing: session.id,
    notary: o.notary,
    end: o.end,
    signer: ({ seller }) => seller.names.seedOf(name),
    draft: async (services) => ({
      inputs: [{ input: (await dummyInput(services, dummy)).input, contract: '' }],
      outputs: [{ output: { contract: BASIS, state }, owner: made.owner }],
      commands: [{ contract: BASIS, name: 'Give', data: new Uint8Array(0) }],
      signers: [key],
      submitter: key,
    }),
    spending: (services) => dummyInput(services, dummy),
  })
  const txId = transactionId(decodeTransaction(transaction))
  yield* ctx.tx('basis given', (changes, { seller }) => {
    const { bases = [] } = seller.offers.get(o.line) ?? {}
    const one = { id: hex(txId), consent: o.consent, restsOn: grounds.bases }
    seller.offers.amend(changes, o.line, { bases: [...bases, one] } satisfies Partial<OfferLine>)
    return null
  })
  return { reference: { ref: { txId, index: 0 }, lock, nk }, message: { transaction, answer, signature, lock, nk } }
}

const refuse: RefuseAs<TradingReasons, 'PURPOSE_REFUSED'> = refusingAs(refuseFor, 'PURPOSE_REFUSED', {})

/**
 * The buyer's side: the basis is final, of this name, and good until the key is due at the latest.
 * @param until minute @returns as reference, and the minute at which it ends
 */
export function* takeSaleBasis(
  ctx: FlowContext<CoreServices>,
  session: Session,
  given: Complete<trading.Basis.$Properties> | undefined,
  key: Uint8Array,
  notary: string,
  until: number,
): Flow<{ readonly reference: InputLeaf; readonly end: number }> {
  if (!given) return refuse('sale-needs-basis')
  const basis = yield* ctx.crypto('check the basis', async (services) => {
    const { view, transaction, id } = await checkTransaction(services, given.transaction, [given.signature])
    const answer = await checkAnswer(services, notary, transaction, given.answer)
    const [output] = view.outputs
    if (output?.contract !== BASIS || !equal(output.owner, ownerOf(given.lock, given.nk))) return refuse('sale-needs-basis')
    const state = decodeBasis(output.state)
    if (!coversAll(state, key, until)) refuse('basis-not-standing')
    return { transaction, answer, id, end: state.until }
  })
  const id = yield* record(ctx, session.id, notary, basis.transaction, [given.signature])
  yield* finalise(ctx, id, basis.answer)
  return { reference: { ref: { txId: basis.id, index: 0 }, lock: given.lock, nk: given.nk }, end: basis.end }
}
