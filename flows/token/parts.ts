import { fail } from '@hdms/shared/errors.ts'
import { allDistinct } from '@hdms/shared/one-to-one.ts'
import type { Spending } from '../core/finality.ts'
import { walletInput } from '../core/finality.ts'
import { placeOf } from '../core/vault.ts'
import type { FlowContext } from '../engine/context.ts'
import type { Flow, Value } from '../engine/types.ts'
import type { Hop } from './history.ts'
import { refuse } from './reasons.ts'
import { choose, type Holding, holdings, type LineKind, sumOf, type TokenServices } from './wallet.ts'
import { present, type token } from './wire.ts'

export type Ctx = FlowContext<TokenServices>

/** Days for which an owner that was given out is remembered. */
export const OWNER_DAYS = 30

const keyOfIssuer = ({ network, wallet }: TokenServices): Uint8Array => network.node(wallet.issuer).identityKey
/** Whose tokens this node holds: identity key, and X.500 name. */
export const issuerKey = (ctx: Ctx): Flow<Uint8Array> => ctx.read('key of the issuer', keyOfIssuer)
export const issuerName = (ctx: Ctx): Flow<string> => ctx.read('issuer', ({ wallet }) => wallet.issuer)

/** A token that this flow holds, as a journalable value. */
export interface Picked {
  readonly txId: Uint8Array
  readonly index: number
  readonly amount: number
  /** Wallet index. */
  readonly own: Uint8Array
  readonly [key: string]: Value
}

export const pickedOf = (t: Holding): Picked => ({ txId: t.ref.txId, index: t.ref.index, amount: t.amount, own: t.row.index })

/** Holds tokens for this flow alone. @param which chooses among all; those that this flow holds already count as free */
export function* hold(
  ctx: Ctx,
  which: (mine: readonly Holding[], services: TokenServices) => readonly Holding[] | undefined,
): Flow<readonly Picked[] | null> {
  return yield* ctx.tx('hold tokens', (changes, services) => {
    const { vault } = services
    const mine = holdings(vault, keyOfIssuer(services)).map((t) => ({ ...t, free: t.free || vault.heldBy(t.ref) === ctx.id }))
    const chosen = which(mine, services)
    if (!chosen) return null
    if (!allDistinct(chosen.map(({ ref }) => placeOf(ref)))) fail('BUG', { what: 'a token chosen twice' })
    for (const { ref } of chosen) vault.softLock(changes, ref, ctx.id)
    return chosen.map(pickedOf)
  })
}

/** Change of a payment that is not final yet, and tokens that are being renewed, are free in a moment: so often and so long, ms, it is waited for them. */
const [LOOKS, AGAIN] = [60, 500]

/** Holds tokens for an amount. @throws NOT_ALLOWED */
export function* holdAmount(ctx: Ctx, amount: number): Flow<readonly Picked[]> {
  for (let look = 1; ; look++) {
    const picked = yield* hold(ctx, (mine) => {
      const soon = sumOf(mine) >= amount && sumOf(mine.filter((t) => t.free)) < amount
      return soon && look < LOOKS ? undefined : choose(mine, amount)
    })
    if (picked) return picked
    yield* ctx.sleep(AGAIN)
  }
}

/** What opens held tokens. */
export const spendingOf =
  (picked: readonly Picked[]) =>
  (services: TokenServices): Promise<Spending[]> =>
    Promise.all(picked.map((p) => walletInput(services, p.own, { txId: p.txId, index: p.index })))

/** The notary that all of them lie with. @throws NOT_ALLOWED when they lie with several */
export function notaryOfTokens({ vault, network }: TokenServices, picked: readonly Picked[]): string {
  const notaryOfState = (ref: Picked): Uint8Array =>
    vault.output(ref)?.output.notary ?? fail('BUG', { what: 'a token without its transaction' })
  const names = new Set(picked.map((p) => network.notaryName(notaryOfState(p))))
  const [name, ...more] = names
  return name !== undefined && more.length === 0 ? name : refuse('NOT_ALLOWED', 'several-notaries')
}

export const oneTimeKey = (inputs: readonly Spending[]): Uint8Array =>
  inputs[0]?.own.lock.branches[0]?.keys[0] ?? fail('BUG', { what: 'a spend without a key' })
/** As it travels, and as a value of a journal. */
export const hopMessage = (h: Hop): { transaction: Uint8Array; answer: Uint8Array; signatures: Uint8Array[] } => ({
  ...h,
  signatures: [...h.signatures],
})

/** A history as it came. */
export const hopsFrom = (list: readonly token.Hop.$Properties[] | null | undefined): Hop[] =>
  (list ?? []).map((h) => {
    const { transaction, answer, signatures } = present(h, 'history')
    return { transaction, answer, signatures }
  })

/** A line of the wallet. */
export function* enter(
  ctx: Ctx,
  tx: string,
  kind: LineKind,
  amount: number,
  peer: string,
  { note, refunds }: { readonly note: string; readonly refunds: string },
): Flow<void> {
  const at = yield* ctx.now()
  yield* ctx.tx('enter in the wallet', (changes, { wallet }) => {
    wallet.add(changes, { tx, kind, amount, with: peer, note, at, refunds })
    return null
  })
}
