/** Commands that have an institution's node do something for its operator. */
import { randomBytes } from 'node:crypto'
import type { Row } from '@hdms/platform/node/table.ts'
import type { Command, CommandRow } from './command.ts'

const acceptParameters: Command = async ({ args, call, print }) => {
  const reply = await call<Row & { epoch: number; effectiveFrom: number }>('POST', '/parameters/acceptances', {
    hash: args[0] ?? '',
  })
  print(reply, `accepted: epoch ${reply.epoch}, in force from ${new Date(reply.effectiveFrom).toISOString()}`)
  return 0
}

const invite: Command = async ({ args, call, print }) => {
  const reply = await call<Row>('POST', '/invitations', { handle: args[0] ?? randomBytes(16).toString('hex') })
  print(reply, String(reply['token']))
  return 0
}

export const INSTITUTION: readonly CommandRow[] = [
  {
    usage: 'accept-parameters HASH',
    about: 'accepts announced network parameters ("status" shows them)',
    run: acceptParameters,
  },
  {
    usage: 'invite [HANDLE]',
    about:
      'a one-time invitation for a person, who types it into their phone; HANDLE is what the institution knows them by, 32 hex digits (default: drawn)',
    run: invite,
  },
]
