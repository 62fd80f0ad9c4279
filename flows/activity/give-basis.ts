/** Giving and taking back the basis on which days of the public service may be sold (basis.ts): the person alone does both. */
import { hex } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import { MINUTE } from '@hdms/shared/time.ts'
import { dummyInput, giveOutOwner, transact } from '../core/finality.ts'
import type { CoreServices } from '../core/services.ts'
import { takeBack } from '../core/take-back.ts'
import type { Vault } from '../core/vault.ts'
import type { FlowDefinition } from '../engine/context.ts'
import type { Flow } from '../engine/types.ts'
import { BASIS, type BasisState, decodeBasis, encodeBasis } from './basis.ts'
import { dayNumber } from './record.ts'

export interface GiveBasisArgs {
  /** First and last day that it covers, `2026-05-01`. */
  readonly from: string
  readonly to: string
  /** Until when it may be relied on, ms since 1970. */
  readonly until: number
  readonly notary: string
  readonly [key: string]: string | number
}

/** @returns id of the transaction that gave it */
export const giveBasis: FlowDefinition<CoreServices, GiveBasisArgs, string> = {
  name: 'activity.basis',
  version: 1,
  *run(ctx, { from, to, until, notary }): Flow<string> {
    const { services } = ctx
    const now = yield* ctx.now()
    const [first, last] = [dayNumber(from), dayNumber(to)]
    if (Number.isNaN(first) || Number.isNaN(last)) fail('INPUT_INVALID', { what: 'days', why: 'write them as 2026-05-01' })
    if (first > last) fail('INPUT_INVALID', { what: 'days', why: 'the first one comes before the last' })
    if (!Number.isSafeInteger(until) || until <= now) fail('INPUT_INVALID', { what: 'end', why: 'a time to come' })
    const owner = yield* giveOutOwner(ctx, BASIS, ctx.id, 30)
    const index = yield* ctx.random(16)
    const state: BasisState = { person: services.identity.key, from: first, to: last, until: Math.floor(until / MINUTE) }
    const spending = () => dummyInput(services, index)
    const { id } = yield* transact(ctx, {
      label: 'Give',
      dealing: ctx.id,
      notary,
      spending,
      draft: async () => ({
        inputs: [{ input: (await spending()).input, contract: '' }],
        outputs: [{ output: { contract: BASIS, state: encodeBasis(state) }, owner }],
        commands: [{ contract: BASIS, name: 'Give', data: new Uint8Array(0) }],
        signers: [services.identity.key],
        submitter: services.identity.key,
      }),
    })
    return id
  },
}

export interface WithdrawBasisArgs {
  /** Hex of the transaction that gave it. */
  readonly basis: string
  readonly [key: string]: string
}
export const withdrawBasis: FlowDefinition<CoreServices, WithdrawBasisArgs, string> = {
  name: 'activity.basis-withdraw',
  version: 1,
  run: (ctx, { basis }) => takeBack(ctx, basis, BASIS, 'basis'),
}

/** Those that stand. */
export const basesOf = (vault: Vault): { readonly id: string; readonly basis: BasisState }[] =>
  vault.owned(BASIS).map(({ ref, output }) => ({ id: hex(ref.txId), basis: decodeBasis(output.state) }))
