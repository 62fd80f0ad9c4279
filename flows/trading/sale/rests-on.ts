/** What a purchase rests on: the consent, and where the public service collected the data the basis beside it. Its notary is asked before each use. */

import { hex } from '@hdms/shared/bytes.ts'
import type { InputLeaf } from '@hdms/shared/ledger/components.ts'
import { minuteOf } from '@hdms/shared/time.ts'
import { WINDOW } from '../../core/finality.ts'
import { type ConsentStanding, consentNow, type Relied, reliedOn } from '../../core/release.ts'
import type { Flow, Session } from '../../engine/types.ts'
import type { BuyerServices } from '../ports.ts'
import { refuse } from '../reasons.ts'
import { type Complete, present, type trading } from '../wire.ts'
import { takeSaleBasis } from './basis.ts'
import type { BuyCtx } from './buyer.ts'

type Offered = Complete<trading.Offered.$Properties>

interface Basis {
  readonly reference: InputLeaf
  readonly relied: Relied
}
/** What goes with a sale of the public service's data beside the consent: looked after like that from here on. */
export function* takeBasis(
  ctx: BuyCtx,
  session: Session,
  { basis: given }: Offered,
  name: Uint8Array,
  notary: string,
  o: { readonly dealing: string; readonly end: number },
): Flow<Basis> {
  const release = yield* ctx.read('time for letting a key go', ({ market }) => market.release)
  const at = yield* ctx.now()
  const due = minuteOf(at) + WINDOW + release
  const basis = yield* takeSaleBasis(ctx, session, given ? present(given, 'basis') : undefined, name, notary, due)
  const relied = reliedOn(notary, basis.reference, Math.min(o.end, basis.end))
  yield* ctx.tx('note the basis', (changes, { market }) => {
    const { consents } = market.answer(session.id)
    const one = { nullifier: hex(relied.nullifier), notary, dealing: o.dealing, end: relied.end }
    if (!consents.some((c) => c.nullifier === one.nullifier)) market.amend(changes, session.id, { consents: [...consents, one] })
    return null
  })
  return { reference: basis.reference, relied }
}

/** How all of these stand: the first that does not says how. */
export async function standingOf(services: BuyerServices, under: readonly Relied[]): Promise<ConsentStanding> {
  for (const each of under) {
    const { standing } = await consentNow(services, each)
    if (standing !== 'stands') return standing
  }
  return 'stands'
}

/** The consent stands, and will when the key is due. @throws OFFER_REFUSED: nothing was paid */
export function* beforePaying(ctx: BuyCtx, relied: Relied): Flow<void> {
  const { standing, time, release } = yield* ctx.step('may it be bought?', async ({ services }) => {
    return { ...(await consentNow(services, relied)), release: services.market.release }
  })
  if (standing === 'withdrawn') refuse('OFFER_REFUSED', 'consent-withdrawn')
  if (standing === 'ended' || minuteOf(time) + WINDOW + release > relied.end) refuse('OFFER_REFUSED', 'consent-ends-before')
}
