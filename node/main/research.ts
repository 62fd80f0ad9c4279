/** A research institute's node as a process: REST for people's nodes over the queue, and for its own researchers. */

import { readFileSync } from 'node:fs'
import { joinCommand } from '@hdms/doorman/member/process.ts'
import { Catalogue } from '@hdms/health/codes/catalogue.ts'
import { SHIPPED, withCodeFile } from '@hdms/health/codes/concept.ts'
import { researchCapabilities } from '@hdms/node/institutional/capabilities/research.ts'
import { kind, port } from '@hdms/platform/node/config.ts'
import { runMain } from '@hdms/platform/node/main.ts'
import { BACKUP, backupCommands } from './backup.ts'
import { INSTITUTION, institution, NOTARY, openInstitution } from './compose.ts'
import { envelopeRoute } from './envelopes.ts'
import { mount } from './mount.ts'
import { ownApi, STAFF } from './own-api.ts'
import { RestDoor } from './rest-door.ts'

const MAX_ENVELOPE = 33 << 20

await runMain({
  name: 'research',
  about: 'the node of a research institute: asks people, buys what they sell, exports it for analysis',
  options: {
    ...kind('research'),
    ...INSTITUTION,
    port: port(7460, 'Where nodes send sealed envelopes, and its own researchers ask (/api).'),
    ...NOTARY,
    ...BACKUP,
    ...STAFF,
    issuer: { type: 'name', about: 'X.500 name of the issuer whose tokens are paid with.', required: true },
    release: {
      type: 'number',
      unit: 'minutes',
      least: 10,
      most: 1440,
      default: 60,
      about: 'How long a person whose phone sleeps has for handing over what was paid into escrow.',
    },
    'keep-records': {
      type: 'text',
      about:
        'What becomes of a bought record that its owner erased: no destroys it, law keeps it, in no export, as long as the Bioethics and Safety Act has records of research kept (docs/trading.md).',
      default: 'no',
      values: ['law', 'no'],
    },
    codes: { type: 'file', about: 'An operator’s own codes beside the shipped ones (docs/trading.md).' },
  },
  commands: { join: joinCommand(institution), ...backupCommands },
  start: async (o, logger) => {
    // An operator's own codes (SNOMED CT where there is a licence) beside the shipped ones.
    const catalogue = o.codes ? new Catalogue(withCodeFile(SHIPPED, readFileSync(o.codes, 'utf8'))) : new Catalogue()
    const rest = new RestDoor(o)
    const capabilities = researchCapabilities({
      issuer: o.issuer,
      queue: o.queue,
      catalogue,
      release: o.release,
      retains: o['keep-records'] === 'law',
    })
    const open = await openInstitution(o, logger, capabilities, {
      ...{ notary: o.notary, essential: 'trading' },
      doors: ({ node, routes, api }, base) => [
        rest.to(async () => {
          const parts = { o, base, logger, rest, kind: 'research', tags: ['research'], api, bodyLimit: MAX_ENVELOPE }
          const { app, building } = await ownApi(parts, (own) => mount(own, routes))
          await app.register(async (own) => envelopeRoute(own, o, async (envelope) => (await node.messenger.accept(envelope))?.reply))
          return building
        }),
      ],
    })
    return { address: { rest: rest.url }, reload: () => rest.reload(), stop: () => open.close() }
  },
})
