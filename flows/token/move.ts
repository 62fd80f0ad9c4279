/** Tokens go to another notary: theirs may end, or who is paid may want another. Committed at the old one; spent at the new one from then on. */

import { equal } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { StateRef } from '@hdms/shared/ledger/components.ts'
import { MOVE } from '../core/contract.ts'
import { giveOutOwner, transact } from '../core/finality.ts'
import type { FlowDefinition } from '../engine/context.ts'
import type { Flow, Value } from '../engine/types.ts'
import { TOKEN } from './contract.ts'
import { enter, hold, notaryOfTokens, OWNER_DAYS, oneTimeKey, spendingOf } from './parts.ts'
import { refuse } from './reasons.ts'
import { MOST_INPUTS, type TokenServices } from './wallet.ts'

export interface MoveArgs {
  /** X.500 name of the notary that they go to. */
  readonly notary: string
  readonly [key: string]: Value
}

/** All free tokens of one other notary, at most as many as go into one transaction. @returns the transaction's id @throws NOT_ALLOWED when there are none */
export const moveTokens: FlowDefinition<TokenServices, MoveArgs, string> = {
  name: 'token.move',
  version: 1,
  *run(ctx, { notary: to }): Flow<string> {
    const target = yield* ctx.read('notary that they go to', ({ network }) => network.notary(to).id)
    const picked = yield* hold(ctx, (mine, { vault }) => {
      const notaryAt = (ref: StateRef): Uint8Array => vault.output(ref)?.output.notary ?? target
      const elsewhere = mine.filter((t) => t.free && !equal(notaryAt(t.ref), target))
      const [first] = elsewhere
      return first && elsewhere.filter((t) => equal(notaryAt(t.ref), notaryAt(first.ref))).slice(0, MOST_INPUTS)
    })
    if (!picked || picked.length === 0) return refuse('NOT_ALLOWED', 'none-elsewhere')
    const { from, states } = yield* ctx.read('where they lie', (services) => ({
      from: notaryOfTokens(services, picked),
      states: picked.map((p) => services.vault.output(p)?.output.state ?? fail('BUG', { what: 'a token without its state' })),
    }))
    const owners: Uint8Array[] = []
    for (const _ of picked) owners.push(yield* giveOutOwner(ctx, TOKEN, ctx.id, OWNER_DAYS))
    const spending = spendingOf(picked)
    const { id } = yield* transact(ctx, {
      label: 'Move',
      dealing: ctx.id,
      notary: from,
      draft: async (services) => {
        const inputs = await spending(services)
        return {
          movedTo: target,
          inputs: inputs.map(({ input }) => ({ input, contract: TOKEN })),
          outputs: owners.map((owner, i) => ({ output: { contract: TOKEN, state: states[i] as Uint8Array }, owner })),
          commands: [{ contract: MOVE, name: 'Move', data: target }],
          signers: [],
          submitter: oneTimeKey(inputs),
        }
      },
      spending,
    })
    yield* enter(ctx, id, 'moved', 0, to, { note: '', refunds: '' })
    return id
  },
}
