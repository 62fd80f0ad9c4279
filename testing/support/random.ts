/** The randomness of the SDK's simulations. */
export { type SeededRandom, seeded } from '@hdms/sdk/testing/random.ts'
