/** A state that its owner alone may end: a consent, a basis. From the commit on nothing can reference it. */
import { fromHex } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { FlowContext } from '../engine/context.ts'
import type { Flow } from '../engine/types.ts'
import { transact, walletInput } from './finality.ts'
import { isKeyUnder } from './release.ts'
import type { CoreServices } from './services.ts'

/**
 * Spends the first output of a transaction under *Withdraw*.
 * @param given transaction that made it, hex @param what of the person's words, in errors
 * @param signer one-time name under which it was given; without it, this node's own
 * @returns id of the transaction that took it back
 * @throws NOT_FOUND, NOT_ALLOWED when it was taken back already
 */
export function* takeBack(
  ctx: FlowContext<CoreServices>,
  given: string,
  contract: string,
  what: string,
  signer?: { readonly key: Uint8Array; readonly seed: () => Uint8Array },
): Flow<string> {
  const { vault, identity } = ctx.services
  const row = vault.get(given)
  const ref = { txId: fromHex(given), index: 0 }
  const state = row?.standing === 'verified' ? vault.output(ref) : undefined
  const own = state && vault.ownerRow(state.owner)
  if (!row || !own || state?.output.contract !== contract) return fail('NOT_FOUND', { what })
  if (vault.spentBy(ref)?.standing === 'verified') return fail('NOT_ALLOWED', { why: `the ${what} is withdrawn already` })
  yield* ctx.tx(`hold the ${what}`, (changes) => {
    vault.softLock(changes, ref, ctx.id)
    return null
  })
  const spending = () => walletInput(ctx.services, own.index, ref)
  const { id } = yield* transact(ctx, {
    label: 'Withdraw',
    dealing: row.dealing,
    notary: row.notary,
    draft: async () => ({
      inputs: [{ input: (await spending()).input, contract }],
      commands: [{ contract, name: 'Withdraw', data: new Uint8Array(0) }],
      signers: [signer?.key ?? identity.key],
      submitter: signer?.key ?? identity.key,
    }),
    ...(signer ? { signer: signer.seed } : {}),
    spending,
  })
  // Keys that were sealed under it and are still here do not leave, whoever waits for them.
  yield* ctx.tx('destroy the keys under it', (changes) => {
    ctx.services.documents.dropPieces(changes, (piece) => isKeyUnder(piece, given))
    return null
  })
  return id
}
