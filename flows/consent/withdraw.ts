/** Withdrawing a consent: the person spends it. From the commit on no Share can reference it. */
import { fromHex } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import { transact, walletInput } from '../core/finality.ts'
import type { CoreServices } from '../core/services.ts'
import type { FlowDefinition } from '../engine/context.ts'
import type { Flow } from '../engine/types.ts'
import { CONSENT } from './contract.ts'

export interface WithdrawArgs {
  /** Hex of the transaction that gave the consent; its first output is withdrawn. */
  readonly consent: string
  readonly [key: string]: string
}

export const withdrawConsent: FlowDefinition<CoreServices, WithdrawArgs, string> = {
  name: 'consent.withdraw',
  version: 1,
  *run(ctx, args): Flow<string> {
    const { vault, identity } = ctx.services
    const row = vault.get(args.consent)
    const ref = { txId: fromHex(args.consent), index: 0 }
    const state = row?.standing === 'verified' ? vault.output(ref) : undefined
    const own = state && vault.ownerRow(state.owner)
    if (!row || !own || state?.output.contract !== CONSENT) return fail('NOT_FOUND', { what: 'consent' })
    if (vault.spentBy(ref)?.standing === 'verified') return fail('NOT_ALLOWED', { why: 'the consent is withdrawn already' })
    yield* ctx.tx('hold the consent', (changes) => {
      vault.softLock(changes, ref, ctx.id)
      return null
    })
    const spend = () => walletInput(ctx.services, own.index, ref)
    const { id } = yield* transact(ctx, {
      label: 'Withdraw',
      dealing: row.dealing,
      notary: row.notary,
      draft: async () => ({
        inputs: [{ input: (await spend()).input, contract: CONSENT }],
        commands: [{ contract: CONSENT, name: 'Withdraw', data: new Uint8Array(0) }],
        signers: [identity.key],
        submitter: identity.key,
      }),
      spending: spend,
    })
    return id
  },
}
