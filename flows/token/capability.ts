/** Health tokens: bought, paid, presented, moved. */
import type { Capability } from '../core/capability.ts'
import type { StateReader } from '../core/vault-query.ts'
import { decodeToken, TOKEN, type TokenState, tokenContract } from './contract.ts'
import { paymentQuestion, tokenSaleQuestion } from './questions.ts'

const tokens: StateReader<TokenState> = { contract: TOKEN, decode: decodeToken, participants: ({ issuer }) => [issuer] }

export const token: Capability = {
  name: 'token',
  version: 1,
  requires: {},
  contracts: [tokenContract],
  states: [tokens],
  questions: [paymentQuestion, tokenSaleQuestion],
  stores: { 'w/': 'lines of a wallet', 'bk/': 'books of an issuer' },
}
