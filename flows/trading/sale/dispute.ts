/**
 * When a field that was paid for does not open to what was signed: two of three judges look at that field and co-sign the way back. They see no
 * other field, and nothing of who sold it.
 */

import { equal } from '@hdms/shared/bytes.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { inputNullifier } from '@hdms/shared/ledger/components.ts'
import { decodeTransaction, decodeVisible } from '@hdms/shared/ledger/transaction.ts'
import { decodeAnswer } from '@hdms/shared/notary/answer.ts'
import { type RefuseAs, refusingAs } from '@hdms/shared/reasons.ts'
import { DAY, minuteOf } from '@hdms/shared/time.ts'
import { build, type CheckedTransaction, checkAnswer, commit, giveOutOwner, notaryOf, record, WINDOW } from '../../core/finality.ts'
import type { Responder } from '../../engine/context.ts'
import type { Flow, Session } from '../../engine/types.ts'
import { TOKEN } from '../../token/contract.ts'
import { enter, OWNER_DAYS } from '../../token/parts.ts'
import { decodeSale, encodeSale, HOLD, holdLock, lastDay, PAIRS, type SaleTerms } from '../exchange/escrow.ts'
import { decodeMismatch, encodeMismatch, judge, type Mismatch } from '../exchange/offer.ts'
import type { JudgeServices } from '../ports.ts'
import { refuse as refuseFor, type TradingReasons } from '../reasons.ts'
import { fromJudge, present, toJudge } from '../wire.ts'
import type { BuyCtx } from './buyer.ts'
import { checkBranch, holdIn, payOutBody, signBranch, spendingBy, termsIn } from './lots.ts'

/** A judge takes so long at most; then another pair is asked. */
const JUDGING = DAY
/** Judges co-sign until so long before T2, min: the way back has to be committed before it. */
const LAST_WORD = 24 * 60

export interface Disputed {
  readonly terms: SaleTerms
  readonly reveal: CheckedTransaction
  readonly answer: Uint8Array
  readonly secret: Uint8Array
  readonly notary: string
}

/** @throws OFFER_REFUSED when no pair of judges agrees: the seller then gets the tokens */
export function* giveBack(
  ctx: BuyCtx,
  session: Session,
  { terms, reveal, answer, secret, notary }: Disputed,
  mismatch: Mismatch,
): Flow<void> {
  const hold = holdLock(terms)
  const from = holdIn(reveal, terms)
  const owner = yield* giveOutOwner(ctx, TOKEN, session.id, OWNER_DAYS)
  const judges = yield* ctx.read('judges', ({ network }) => network.trading().judges.map((j) => ({ ...j })))
  const refused = new Set<string>()
  for (const [i, pair] of PAIRS.entries()) {
    const names = pair.map((j) => judges.find((each) => equal(each.key, terms.judges[j] as Uint8Array))?.name ?? '')
    if (names.some((name) => name === '' || refused.has(name))) continue
    const branch = HOLD.dispute + i
    for (;;) {
      const transaction = yield* build(ctx, 'Dispute', notary, WINDOW, async () =>
        payOutBody(terms, from, owner, terms.buyer.dispute[i] as Uint8Array),
      )
      const others: { key: Uint8Array; signature: Uint8Array }[] = []
      for (const [n, name] of names.entries()) {
        const key = terms.judges[pair[n] as number] as Uint8Array
        try {
          const asked = yield* ctx.open(name, judgeSale.name, 1)
          const evidence = { sale: encodeSale(terms), reveal, answer, mismatch: encodeMismatch(mismatch), dispute: transaction, branch }
          yield* ctx.send(asked, toJudge, { evidence })
          const { signature } = present(yield* ctx.receive(asked, fromJudge, { timeout: JUDGING }), 'verdict')
          yield* ctx.crypto('check the judge', async (services) => {
            await checkBranch(services, key, signature, hold, branch, transaction, from)
            return null
          })
          others.push({ key, signature })
        } catch (error) {
          if (asHdmsError(error).code === 'BUG') throw error
          refused.add(name)
          break
        }
      }
      if (others.length < pair.length) break
      const id = yield* record(ctx, session.id, notary, transaction, [])
      const done = yield* commit(ctx, notary, transaction, async () => spendingBy(hold, from, branch, secret, `dispute-${i}`, { others }))
      if (!done) continue
      yield* enter(ctx, id, 'returned', terms.price, session.peer, { note: '', refunds: '' })
      return
    }
  }
  refuseFor('OFFER_REFUSED', 'judges-silent')
}

/** A judge's part: evidence in, a signature or a refusal out. */
export const judgeSale: Responder<JudgeServices> = {
  name: 'trading.judge',
  version: 1,
  responds: true,
  *run(ctx, { session, first }): Flow<null> {
    const { sale, reveal, answer, mismatch, dispute, branch } = present(toJudge.decode(first).evidence, 'evidence')
    const now = yield* ctx.now()
    const signature = yield* ctx.crypto('judge', async (services) => {
      const { crypto, identity } = services
      const terms = decodeSale(sale)
      const refuse: RefuseAs<TradingReasons, 'OFFER_REFUSED'> = refusingAs(refuseFor, 'OFFER_REFUSED', {})
      if (!equal(encodeSale(termsIn(reveal, 'Reveal')), sale)) refuse('release-other-sale')
      const notary = notaryOf(services, reveal)
      await checkAnswer(services, notary, reveal, answer)
      const proof = decodeMismatch(mismatch)
      if (!decodeAnswer(answer).preimages.some((k) => equal(k, proof.k))) refuse('key-not-notarised')
      if (minuteOf(now) > lastDay(terms) - LAST_WORD) refuse('too-late')
      if (!(await judge(crypto, terms, terms.seller.offer, proof))) refuse('field-true')
      const chosen = holdLock(terms).branches[branch]
      if (branch < HOLD.dispute || !chosen?.keys.some((key) => equal(key, identity.key))) refuse('not-a-judge')
      const from = holdIn(reveal, terms)
      const [spent, ...more] = decodeVisible(decodeTransaction(dispute).visible).nullifiers
      if (!spent || more.length > 0 || !equal(spent, inputNullifier(from))) refuse('gives-back-otherwise')
      return signBranch(services, identity.seed, holdLock(terms), branch, dispute, from)
    })
    yield* ctx.send(session, fromJudge, { signature })
    return null
  },
}
