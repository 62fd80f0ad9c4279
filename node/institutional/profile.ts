/** What a hospital's node runs. */

import { consentContract } from '@hdms/flows/consent/contract.ts'
import type { Contract } from '@hdms/flows/core/contract.ts'
import type { FlowDefinition } from '@hdms/flows/engine/context.ts'
import { complyErasure } from '@hdms/flows/erasure/comply.ts'
import { orderContract, recordContract } from '@hdms/flows/treatment/contracts.ts'
import { correctRecord } from '@hdms/flows/treatment/correction.ts'
import { type HospitalServices, respondTreatment } from '@hdms/flows/treatment/hospital.ts'

export const hospitalFlows: readonly FlowDefinition<HospitalServices, never, unknown>[] = [respondTreatment, correctRecord, complyErasure]
export const hospitalContracts: readonly Contract[] = [consentContract, orderContract, recordContract]
