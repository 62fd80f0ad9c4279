/** `@hdms/sdk/testing`: a ledger for tests of contracts, and a network for tests of flows. */
export { LedgerTestFailure, type Party, type TestLedger, type TestTransaction, testLedger } from './ledger.ts'
export {
  type MockCapability,
  type MockMember,
  type MockNetwork,
  type MockNetworkOptions,
  mockNetwork,
} from './mock-network.ts'
