/** Activity from signed shoes: entered, claimed, paid; and the separate basis under which days may be sold. */
import type { Capability } from '../core/capability.ts'
import type { StateReader } from '../core/vault-query.ts'
import { ACTIVITY, activityContract, type DayState, decodeDay } from './contract.ts'
import { appealQuestion } from './questions.ts'

const days: StateReader<DayState> = { contract: ACTIVITY, decode: decodeDay, participants: ({ person }) => [person] }

export const activity: Capability = {
  name: 'activity',
  version: 1,
  requires: { consent: 1, token: 1 },
  contracts: [activityContract],
  states: [days],
  questions: [appealQuestion],
  stores: {
    'walk-test/': 'walks that a person made as a test',
    'ac/': 'days, shoes, samples and settings of a person',
    'cl/': 'claims that an issuer decided',
  },
}
