/** Any kind of node: which one stands in its configuration (`kind`), in HDMS_KIND, or after --kind. */

import { kindIn, runMain } from '@hdms/platform/node/main.ts'
import { refuse } from './reasons.ts'

const PROGRAMS: Readonly<Record<string, () => Promise<unknown>>> = {
  hospital: () => import('./hospital.ts'),
  research: () => import('./research.ts'),
  issuer: () => import('./issuer.ts'),
  judge: () => import('./judge.ts'),
  institution: () => import('./institution.ts'),
  person: () => import('./person.ts'),
}
const KINDS = Object.keys(PROGRAMS)

const program = PROGRAMS[kindIn(process.argv) ?? '']
if (program) await program()
else
  await runMain({
    name: 'node',
    about: `a node of one of these kinds: ${KINDS.join(', ')}. Say which, and see its own commands and options: node --kind hospital --help`,
    options: { kind: { type: 'text', about: 'Kind of node.', required: true, values: KINDS } },
    start: async () => refuse('CONFIG_INVALID', 'kind', { name: 'kind', kinds: KINDS.join(', ') }),
  })
