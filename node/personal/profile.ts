/** What a personal node runs. */

import { consentContract } from '@hdms/flows/consent/contract.ts'
import { withdrawConsent } from '@hdms/flows/consent/withdraw.ts'
import type { Contract } from '@hdms/flows/core/contract.ts'
import type { CoreServices } from '@hdms/flows/core/services.ts'
import type { FlowDefinition } from '@hdms/flows/engine/context.ts'
import { orderContract, recordContract } from '@hdms/flows/treatment/contracts.ts'
import { requestTreatment } from '@hdms/flows/treatment/patient.ts'

export const personalFlows: readonly FlowDefinition<CoreServices, never, unknown>[] = [requestTreatment, withdrawConsent]
export const personalContracts: readonly Contract[] = [consentContract, orderContract, recordContract]
