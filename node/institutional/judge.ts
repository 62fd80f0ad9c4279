/** What a judge of sales runs: it answers evidence, and keeps nothing else. */
import { activity } from '@hdms/flows/activity/capability.ts'
import { erasure } from '@hdms/flows/erasure/capability.ts'
import { token } from '@hdms/flows/token/capability.ts'
import { trading } from '@hdms/flows/trading/capability.ts'
import { judgeSale } from '@hdms/flows/trading/sale/dispute.ts'
import { consentOfNode } from '../capabilities/consent.ts'
import { type NodeCapability, verifying } from '../core/capability.ts'

const tradingOfJudge: NodeCapability<{ readonly judges: true }> = {
  ...trading,
  flows: [judgeSale],
  open: () => ({ services: { judges: true } }),
}

export const judgeCapabilities: readonly [NodeCapability, NodeCapability, NodeCapability, NodeCapability, typeof tradingOfJudge] = [
  consentOfNode,
  verifying(erasure),
  verifying(token),
  verifying(activity),
  tradingOfJudge,
]
