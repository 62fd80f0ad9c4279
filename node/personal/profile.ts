/** What a personal node runs. */

import { basisContract } from '@hdms/flows/activity/basis.ts'
import { appealDay, claimDay, type PersonalServices } from '@hdms/flows/activity/claim.ts'
import { activityContract } from '@hdms/flows/activity/contract.ts'
import { giveBasis, withdrawBasis } from '@hdms/flows/activity/give-basis.ts'
import { joinProgramme } from '@hdms/flows/activity/join.ts'
import { recordDay } from '@hdms/flows/activity/record.ts'
import { consentContract } from '@hdms/flows/consent/contract.ts'
import { withdrawConsent } from '@hdms/flows/consent/withdraw.ts'
import type { Contract } from '@hdms/flows/core/contract.ts'
import type { FlowDefinition } from '@hdms/flows/engine/context.ts'
import { eraseInRegister, tellHolder } from '@hdms/flows/erasure/tell.ts'
import { tokenContract } from '@hdms/flows/token/contract.ts'
import { moveTokens } from '@hdms/flows/token/move.ts'
import { payRequested, payTokens, receiveTokens, requestTokens } from '@hdms/flows/token/pay.ts'
import { mergeTokens, redeemTokens } from '@hdms/flows/token/present.ts'
import { saleContract } from '@hdms/flows/trading/exchange/escrow.ts'
import { hearAnnouncement } from '@hdms/flows/trading/hear.ts'
import type { SellerServices } from '@hdms/flows/trading/ports.ts'
import { orderContract, recordContract } from '@hdms/flows/treatment/contracts.ts'
import { takeCorrection } from '@hdms/flows/treatment/correction.ts'
import { requestTreatment } from '@hdms/flows/treatment/patient.ts'

export type PersonServices = PersonalServices & SellerServices

export const personalFlows: readonly FlowDefinition<PersonServices, never, unknown>[] = [
  requestTreatment,
  takeCorrection,
  withdrawConsent,
  tellHolder,
  eraseInRegister,
  joinProgramme,
  recordDay,
  claimDay,
  appealDay,
  giveBasis,
  withdrawBasis,
  payTokens,
  receiveTokens,
  requestTokens,
  payRequested,
  redeemTokens,
  mergeTokens,
  moveTokens,
  hearAnnouncement,
]
export const personalContracts: readonly Contract[] = [
  consentContract,
  orderContract,
  recordContract,
  activityContract,
  basisContract,
  tokenContract,
  saleContract,
]
