/** Consents to share and to sell: given, used, withdrawn; and the basis beside them, on which what was collected for the public service may be sold. */
import type { Capability } from '../core/capability.ts'
import type { StateReader } from '../core/vault-query.ts'
import { BASIS, type BasisState, basisContract, decodeBasis } from './basis.ts'
import { CONSENT, type ConsentState, consentContract, decodeConsent } from './contract.ts'

const consents: StateReader<ConsentState> = { contract: CONSENT, decode: decodeConsent, participants: ({ patient }) => [patient] }
const bases: StateReader<BasisState> = { contract: BASIS, decode: decodeBasis, participants: ({ person }) => [person] }

export const consent: Capability = {
  ...{ name: 'consent', version: 1, requires: {} },
  contracts: [consentContract, basisContract],
  states: [consents, bases],
  stores: {},
}
