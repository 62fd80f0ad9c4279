/** All commands of `hdms`, under the headings of its help. */
import { ACTIVITY, PAYING } from './activity.ts'
import { CAPABILITY } from './capability.ts'
import type { Section } from './command.ts'
import { CONCEPTS } from './concepts.ts'
import { EVIDENCE } from './evidence.ts'
import { FLOWS, HELPING_FLOWS } from './flow.ts'
import { INSTITUTION } from './institution.ts'
import { LETTERS } from './letters.ts'
import { LOOKING } from './looking.ts'
import { OWNER } from './owner.ts'
import { SERVICES } from './services.ts'
import { SHOES } from './shoes.ts'
import { STAFF } from './staff.ts'
import { TRADING } from './trading.ts'

export const SECTIONS: readonly Section[] = [
  { title: 'Looking at a node', rows: [...LOOKING, ...FLOWS, ...EVIDENCE] },
  { title: 'Activity and tokens', rows: ACTIVITY },
  { title: 'Searching', rows: CONCEPTS },
  { title: 'Trading', rows: TRADING },
  { title: 'Acting for the owner', rows: [...HELPING_FLOWS, ...OWNER] },
  { title: 'Capabilities of other parties', rows: CAPABILITY },
  { title: 'Acting for the person', rows: PAYING },
  { title: 'Acting for an institution', rows: [...INSTITUTION, ...STAFF, ...LETTERS] },
  {
    title: 'Running a network: each has commands of its own (init, join, run, check, unit …), see "hdms node --help"',
    rows: SERVICES,
  },
  { title: 'Simulated shoes, of no node', rows: SHOES },
]
