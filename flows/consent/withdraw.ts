/** Withdrawing a consent: the person spends it. From the commit on no Share can reference it; whom it was given to is told until they have answered. */
import { equal, fromHex, hex } from '@hdms/shared/bytes.ts'
import { groupsOf } from '@hdms/shared/documents/document.ts'
import { stringMember } from '@hdms/shared/documents/json.ts'
import { fail } from '@hdms/shared/errors.ts'
import { takeBack } from '../core/take-back.ts'
import type { FlowDefinition } from '../engine/context.ts'
import { CONSENT, decodeConsent } from './contract.ts'
import type { ConsentServices } from './withdrawals.ts'

export interface WithdrawArgs {
  /** Hex of the transaction that gave the consent; its first output is withdrawn. */
  readonly consent: string
  readonly [key: string]: string
}

export const withdrawConsent: FlowDefinition<ConsentServices, WithdrawArgs, string> = {
  name: 'consent.withdraw',
  version: 1,
  *run(ctx, { consent }) {
    const { key, own, terms } = yield* ctx.read('whose it is', ({ vault, identity }) => {
      const output = vault.output({ txId: fromHex(consent), index: 0 })?.output
      const given = output?.contract === CONSENT ? decodeConsent(output.state) : undefined
      return {
        key: given?.patient ?? identity.key,
        own: !given || equal(given.patient, identity.key),
        terms: given ? hex(given.terms) : '',
      }
    })
    if (own) {
      const withdrawal = yield* takeBack(ctx, consent, CONSENT, 'consent')
      const holder = yield* ctx.crypto('whom it was given to', async ({ documents }) => {
        const document = terms === '' ? undefined : await documents.read(terms)
        return fromHex(stringMember(groupsOf(document?.leaves ?? [])[0]?.value, 'recipientKey') ?? '')
      })
      const now = yield* ctx.now()
      yield* ctx.tx('tell who has it', (changes, services) => {
        if (holder.length === 32) services.withdrawals.tell(changes, { consent, withdrawal, holder }, now)
        return null
      })
      return withdrawal
    }
    // A consent to a sale was given under a one-time name, and is withdrawn under it. Who bought asks the notary and the register by itself; a notice would say more of the seller than the sale did.
    const seed = ({ oneTime }: ConsentServices): Uint8Array =>
      oneTime?.seedOfKey(key) ?? fail('NOT_FOUND', { what: 'one-time name that it was given under' })
    return yield* takeBack(ctx, consent, CONSENT, 'consent', { key, seed })
  },
}
