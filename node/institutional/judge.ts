/** What a judge of sales runs: it answers evidence, and keeps nothing else. */
import { activity } from '@hdms/flows/activity/capability.ts'
import { consent } from '@hdms/flows/consent/capability.ts'
import { token } from '@hdms/flows/token/capability.ts'
import { trading } from '@hdms/flows/trading/capability.ts'
import { judgeSale } from '@hdms/flows/trading/sale/dispute.ts'
import { type NodeCapability, verifying } from '../core/capability.ts'

const tradingOfJudge: NodeCapability<{ readonly judges: true }> = {
  ...trading,
  flows: [judgeSale],
  open: () => ({ services: { judges: true } }),
}

export const judgeCapabilities: readonly [NodeCapability, NodeCapability, NodeCapability, typeof tradingOfJudge] = [
  verifying(consent),
  verifying(token),
  verifying(activity),
  tradingOfJudge,
]
