/** An auditor's own program: it needs a file, and neither settings nor a network. */

import { runMain } from '@hdms/platform/node/main.ts'
import { auditExport } from './audit-commands.ts'
import { refuse } from './reasons.ts'

await runMain({
  name: 'notary-audit',
  about: 'replays the export of a notary’s ledger, anywhere',
  options: {},
  commands: {
    replay: {
      usage: 'replay FILE',
      about:
        'recomputes every id, nullifier, witness, root, window and the running state; ends with 1 and says which when something does not hold',
      run: (_settings, args, out) => auditExport(args[0] ?? refuse('INPUT_INVALID', 'name-export', { what: 'file' }), out),
    },
  },
  start: async () => refuse('INPUT_INVALID', 'say-replay', { what: 'command' }),
})
