/** An issuer of health tokens as a process: REST for people's nodes, and for its own operators. */
import { readFileSync } from 'node:fs'
import { joinCommand } from '@hdms/doorman/member/process.ts'
import type { Maker, Programme } from '@hdms/flows/activity/programme.ts'
import { RULE_1 } from '@hdms/flows/activity/reward.ts'
import { issuerCapabilities } from '@hdms/node/institutional/issuer.ts'
import { kind, port } from '@hdms/platform/node/config.ts'
import { runMain } from '@hdms/platform/node/main.ts'
import { fromHex } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import { BACKUP, backupCommands } from './backup.ts'
import { INSTITUTION, institution, NOTARY, openInstitution } from './compose.ts'
import { envelopeRoute } from './envelopes.ts'
import { mount } from './mount.ts'
import { ownApi, STAFF } from './own-api.ts'
import { RestDoor } from './rest-door.ts'

const MAX_ENVELOPE = 65 << 20

/** Whose shoes are taken: a JSON list of { name, key (hex), revoked }. @throws CONFIG_INVALID */
function makersFrom(file: string): Maker[] {
  try {
    const list = JSON.parse(readFileSync(file, 'utf8')) as { name: string; key: string; revoked?: boolean }[]
    return list.map(({ name, key, revoked }) => ({ name, key: fromHex(key), revoked: revoked ?? false }))
  } catch {
    return fail('CONFIG_INVALID', { name: 'makers', why: 'a file with a JSON list of { name, key (hex), revoked }' })
  }
}

await runMain({
  name: 'issuer',
  about: 'the node of an issuer of health tokens: pays activity by a rule that everyone can read',
  options: {
    ...kind('issuer'),
    ...INSTITUTION,
    port: port(7450, 'Where nodes send sealed envelopes, and its own operators ask (/api).'),
    ...NOTARY,
    ...BACKUP,
    ...STAFF,
    makers: { type: 'file', about: 'Whose shoes are taken: JSON list of { name, key (hex), revoked }.', required: true },
    purpose: {
      type: 'text',
      about: 'What the data were collected for: own, or public-service, which may not be sold without a separate basis.',
      default: 'own',
      values: ['own', 'public-service'],
    },
  },
  commands: { join: joinCommand(institution), ...backupCommands },
  start: async (o, logger) => {
    const programme: Programme = { rule: RULE_1, makers: makersFrom(o.makers), purpose: o.purpose as Programme['purpose'] }
    const rest = new RestDoor(o)
    const capabilities = issuerCapabilities(() => programme)
    const open = await openInstitution(o, logger, capabilities, {
      ...{ notary: o.notary, essential: 'activity' },
      doors: ({ node, routes, api }, base) => [
        rest.to(async () => {
          const parts = { o, base, logger, rest, kind: 'issuer', tags: ['issuer'], api, bodyLimit: MAX_ENVELOPE }
          const { app, building } = await ownApi(parts, (own) => mount(own, routes))
          await app.register(async (own) => envelopeRoute(own, o, async (envelope) => (await node.messenger.accept(envelope))?.reply))
          return building
        }),
      ],
    })
    return { address: { rest: rest.url }, reload: () => rest.reload(), stop: () => open.close() }
  },
})
