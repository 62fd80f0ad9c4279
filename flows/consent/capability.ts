/** Consents to share: given, used, withdrawn. */
import type { Capability } from '../core/capability.ts'
import { consentContract } from './contract.ts'

export const consent: Capability = { name: 'consent', version: 1, requires: {}, contracts: [consentContract], stores: {} }
