/** Withdrawing a consent: the person spends it. From the commit on no Share can reference it. */
import type { CoreServices } from '../core/services.ts'
import { takeBack } from '../core/take-back.ts'
import type { FlowDefinition } from '../engine/context.ts'
import { CONSENT } from './contract.ts'

export interface WithdrawArgs {
  /** Hex of the transaction that gave the consent; its first output is withdrawn. */
  readonly consent: string
  readonly [key: string]: string
}

export const withdrawConsent: FlowDefinition<CoreServices, WithdrawArgs, string> = {
  name: 'consent.withdraw',
  version: 1,
  run: (ctx, { consent }) => takeBack(ctx, consent, CONSENT, 'consent'),
}
