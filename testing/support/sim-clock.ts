/** The clock of the SDK's simulations. */
export { SimClock } from '@hdms/sdk/testing/sim-clock.ts'
