/** Consents to share and to sell: given, used, withdrawn; and the basis beside them, on which what was collected for the public service may be sold. */
import type { Capability } from '../core/capability.ts'
import { basisContract } from './basis.ts'
import { consentContract } from './contract.ts'

export const consent: Capability = { name: 'consent', version: 1, requires: {}, contracts: [consentContract, basisContract], stores: {} }
