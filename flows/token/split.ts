/** One's own tokens in pieces of given sizes, so that several payments can be made side by side without waiting for change. */
import { readWhole } from '@hdms/shared/decimal.ts'
import { giveOutOwner, transact } from '../core/finality.ts'
import type { FlowDefinition } from '../engine/context.ts'
import type { Flow, Value } from '../engine/types.ts'
import { encodeToken, TOKEN } from './contract.ts'
import { enter, issuerKey, notaryOfTokens, OWNER_DAYS, oneTimeKey, type Picked, pickedOf, spendingOf } from './parts.ts'
import { MOST_AMOUNT } from './pay.ts'
import { choose, holdings, sumOf, type TokenServices } from './wallet.ts'

/** Outputs of one transaction at most. */
const MOST_PIECES = 60

export interface SplitArgs {
  readonly size: number
  readonly pieces: number
  readonly [key: string]: Value
}

/** @returns how many pieces of that size there are now, made or there before @throws NOT_ALLOWED when there is not enough */
export const splitTokens: FlowDefinition<TokenServices, SplitArgs, number> = {
  name: 'token.split',
  version: 1,
  *run(ctx, { size, pieces }): Flow<number> {
    // What the contract refuses the blind notary commits all the same, and the tokens are nobody's.
    readWhole(size, 'size', 1, MOST_AMOUNT)
    readWhole(pieces, 'pieces', 1, MOST_AMOUNT)
    const issuer = yield* issuerKey(ctx)
    for (;;) {
      const { making, picked } = yield* ctx.tx('plan', (changes, { vault }) => {
        const mine = holdings(vault, issuer).filter((t) => t.free || vault.heldBy(t.ref) === ctx.id)
        const missing = pieces - mine.filter((t) => t.amount === size).length
        if (missing <= 0) return { making: 0, picked: [] as readonly Picked[] }
        const wanted = Math.min(missing, MOST_PIECES)
        const others = mine.filter((t) => t.amount !== size).map((t) => ({ ...t, free: true }))
        const chosen = choose(others, wanted * size)
        for (const { ref } of chosen) vault.softLock(changes, ref, ctx.id)
        return { making: wanted, picked: chosen.map(pickedOf) as readonly Picked[] }
      })
      if (making === 0) return pieces
      const total = sumOf(picked)
      const owners: Uint8Array[] = []
      for (let i = 0; i <= making; i++) owners.push(yield* giveOutOwner(ctx, TOKEN, ctx.id, OWNER_DAYS))
      const rest = total - making * size
      const amounts = [...Array.from({ length: making }, () => size), ...(rest > 0 ? [rest] : [])]
      const spending = spendingOf(picked)
      const notary = yield* ctx.read('notary of the tokens', (services) => notaryOfTokens(services, picked))
      const { id } = yield* transact(ctx, {
        label: 'Split',
        dealing: ctx.id,
        notary,
        draft: async (services) => {
          const inputs = await spending(services)
          return {
            inputs: inputs.map(({ input }) => ({ input, contract: TOKEN })),
            outputs: amounts.map((amount, i) => ({
              output: { contract: TOKEN, state: encodeToken({ issuer, amount }) },
              owner: owners[i] as Uint8Array,
            })),
            commands: [{ contract: TOKEN, name: 'Pay', data: new Uint8Array(0) }],
            signers: [],
            submitter: oneTimeKey(inputs),
          }
        },
        spending,
      })
      const own = yield* ctx.read('own name', ({ identity }) => identity.name)
      yield* enter(ctx, id, 'renewed', 0, own, { note: '', refunds: '' })
    }
  },
}
