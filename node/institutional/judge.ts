/** What a judge of sales runs: it answers evidence, and keeps nothing else. */
import { consentContract } from '@hdms/flows/consent/contract.ts'
import type { Contract } from '@hdms/flows/core/contract.ts'
import type { FlowDefinition } from '@hdms/flows/engine/context.ts'
import { tokenContract } from '@hdms/flows/token/contract.ts'
import { saleContract } from '@hdms/flows/trading/exchange/escrow.ts'
import type { JudgeServices } from '@hdms/flows/trading/ports.ts'
import { judgeSale } from '@hdms/flows/trading/sale/dispute.ts'

export const judgeFlows: readonly FlowDefinition<JudgeServices, never, unknown>[] = [judgeSale]
export const judgeContracts: readonly Contract[] = [tokenContract, saleContract, consentContract]
