/** Treatment by the paper's 21 steps: order, shared data, result, and its corrections. */
import type { Capability } from '../core/capability.ts'
import type { StateReader } from '../core/vault-query.ts'
import { decodeOrder, decodeRecord, ORDER, type OrderState, orderContract, RECORD, type RecordState, recordContract } from './contracts.ts'
import { consentQuestion, correctionQuestion, resultQuestion } from './questions.ts'
import { treatmentSteps } from './steps.ts'

const orders: StateReader<OrderState> = {
  contract: ORDER,
  decode: decodeOrder,
  participants: ({ hospital, patient }) => [hospital, patient],
}
const records: StateReader<RecordState> = {
  contract: RECORD,
  decode: decodeRecord,
  participants: ({ issuer, patient }) => [issuer, patient],
}

export const treatment: Capability = {
  name: 'treatment',
  version: 1,
  requires: { consent: 1, erasure: 1 },
  contracts: [orderContract, recordContract],
  states: [orders, records],
  questions: [consentQuestion, resultQuestion, correctionQuestion],
  steps: treatmentSteps,
  stores: {
    'h/': 'orders of a hospital',
    'hp/': 'how the HIS decided on an order, and what it calls the patient',
    'hs/': 'what went to the HIS under which share',
    'hr/': 'records that are kept for the law alone; results of orders as earlier versions wrote them',
    'ha/': 'what was attested of an erasure',
    'he/': 'orders whose records were erased, by a hash of their number',
    'hm/': 'results that wait for their order',
    'ho/': 'how the results of an order stand',
    'hi/': 'items of results',
    'hf/': 'pieces of large results',
    'hc/': 'HL7 v2 messages that were answered',
    'hx/': 'the same by day, to be forgotten',
    'hd/': 'HL7 v2 messages that could not be used',
    'hb/': 'their content',
    'hu/': 'HL7 v2 messages that match nothing here',
    'hv/': 'their content',
    'hw/': 'HL7 v2 messages that wait for a decision',
    'hy/': 'their content',
  },
}
