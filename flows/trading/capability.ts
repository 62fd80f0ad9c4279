/** Data trading: queries to everybody, answers under one-time names, sales through escrow, judges. */
import type { Capability } from '../core/capability.ts'
import { saleContract } from './exchange/escrow.ts'
import { saleQuestion } from './questions.ts'
import { tradingSteps } from './steps.ts'

export const trading: Capability = {
  name: 'trading',
  version: 1,
  requires: { consent: 1, erasure: 1, token: 1, activity: 1 },
  contracts: [saleContract],
  questions: [saleQuestion],
  steps: tradingSteps,
  stores: {
    'of/': 'offers that a person made or turned down',
    'of-root/': 'which buyer has seen which root of a record',
    'ix/': 'what of the own records can be searched',
    'ot/': 'one-time names',
    'mk/': 'queries and answers of an institution',
    'ab/': 'mailboxes for answers to queries',
  },
}
