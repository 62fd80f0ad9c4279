/** Withdrawing a consent: the person spends it. From the commit on no Share can reference it. */
import { equal, fromHex } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { CoreServices } from '../core/services.ts'
import { takeBack } from '../core/take-back.ts'
import type { FlowDefinition } from '../engine/context.ts'
import { CONSENT, decodeConsent } from './contract.ts'

export interface WithdrawArgs {
  /** Hex of the transaction that gave the consent; its first output is withdrawn. */
  readonly consent: string
  readonly [key: string]: string
}

/** A consent to a sale was given under a one-time name, and is withdrawn under it. */
type Services = CoreServices & { readonly seller?: { readonly names: { seedOfKey(key: Uint8Array): Uint8Array | undefined } } }

export const withdrawConsent: FlowDefinition<Services, WithdrawArgs, string> = {
  name: 'consent.withdraw',
  version: 1,
  run(ctx, { consent }) {
    const { vault, identity, seller } = ctx.services
    const output = vault.output({ txId: fromHex(consent), index: 0 })?.output
    const key = output?.contract === CONSENT ? decodeConsent(output.state).patient : identity.key
    if (equal(key, identity.key)) return takeBack(ctx, consent, CONSENT, 'consent')
    const seed = (): Uint8Array => seller?.names.seedOfKey(key) ?? fail('NOT_FOUND', { what: 'one-time name that it was given under' })
    return takeBack(ctx, consent, CONSENT, 'consent', { key, seed })
  },
}
