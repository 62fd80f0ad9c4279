/** Health tokens: bought, paid, presented, moved. */
import type { Capability } from '../core/capability.ts'
import { tokenContract } from './contract.ts'
import { paymentQuestion, tokenSaleQuestion } from './questions.ts'

export const token: Capability = {
  name: 'token',
  version: 1,
  requires: {},
  contracts: [tokenContract],
  questions: [paymentQuestion, tokenSaleQuestion],
  stores: { 'w/': 'lines of a wallet', 'bk/': 'books of an issuer' },
}
