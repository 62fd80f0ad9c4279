/** A state that its owner alone may end: a consent, a basis. From the commit on nothing can reference it. */

import { fromHex } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { FlowContext } from '../engine/context.ts'
import type { Flow } from '../engine/types.ts'
import { transact, walletInput } from './finality.ts'
import { refuse } from './reasons.ts'
import { isKeyUnder } from './release.ts'
import type { CoreServices } from './services.ts'

/**
 * Spends the first output of a transaction under *Withdraw*.
 * @param given transaction that made it, hex @param what of the person's words, in errors
 * @param signer one-time name under which it was given; without it, this node's own
 * @returns id of the transaction that took it back
 * @throws NOT_FOUND, NOT_ALLOWED when it was taken back already
 */
export function* takeBack<S extends CoreServices>(
  ctx: FlowContext<S>,
  given: string,
  contract: string,
  what: string,
  signer?: { readonly key: Uint8Array; readonly seed: (services: S) => Uint8Array },
): Flow<string> {
  const ref = { txId: fromHex(given), index: 0 }
  const { index, dealing, notary } = yield* ctx.read(`the ${what}`, ({ vault }) => {
    const row = vault.get(given)
    const state = row?.standing === 'verified' ? vault.output(ref) : undefined
    const own = state && vault.ownerRow(state.owner)
    if (!row || !own || state?.output.contract !== contract) return fail('NOT_FOUND', { what })
    if (vault.spentBy(ref)?.standing === 'verified') return refuse('NOT_ALLOWED', 'withdrawn-already', { what })
    return { index: own.index, dealing: row.dealing, notary: row.notary }
  })
  yield* ctx.tx(`hold the ${what}`, (changes, { vault }) => {
    vault.softLock(changes, ref, ctx.id)
    return null
  })
  const spending = (services: S) => walletInput(services, index, ref)
  const { id } = yield* transact(ctx, {
    label: 'Withdraw',
    dealing,
    notary,
    draft: async (services) => ({
      inputs: [{ input: (await spending(services)).input, contract }],
      commands: [{ contract, name: 'Withdraw', data: new Uint8Array(0) }],
      signers: [signer?.key ?? services.identity.key],
      submitter: signer?.key ?? services.identity.key,
    }),
    ...(signer ? { signer: signer.seed } : {}),
    spending,
  })
  // Keys that were sealed under it and are still here do not leave, whoever waits for them.
  yield* ctx.tx('destroy the keys under it', (changes, { documents }) => {
    documents.dropPieces(changes, (piece) => isKeyUnder(piece, given))
    return null
  })
  return id
}
