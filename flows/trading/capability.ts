/** Data trading: queries to everybody, answers under one-time names, sales through escrow, judges. */
import type { Capability } from '../core/capability.ts'
import type { StateReader } from '../core/vault-query.ts'
import { decodeSale, SALE, type SaleTerms, saleContract } from './exchange/escrow.ts'
import { saleQuestion } from './questions.ts'
import { tradingSteps } from './steps.ts'

/** What was agreed, without the keys by which its tokens go on. */
type Sale = Pick<SaleTerms, 'root' | 'count' | 'dealing' | 'issuer' | 'price' | 'consent' | 'release' | 'use'>
const sales: StateReader<Sale> = {
  contract: SALE,
  decode(bytes) {
    const { root, count, dealing, issuer, price, consent, release, use } = decodeSale(bytes)
    return { root, count, dealing, issuer, price, consent, release, use }
  },
}

export const trading: Capability = {
  name: 'trading',
  version: 1,
  requires: { consent: 1, erasure: 1, token: 1, activity: 1 },
  contracts: [saleContract],
  states: [sales],
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
