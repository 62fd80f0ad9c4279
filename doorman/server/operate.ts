/** What the doorman's operator does, against the running doorman: who waits, who is admitted, who is not any more. */

import { DoormanClient } from '@hdms/doorman/client/enrol.ts'
import { fingerprint } from '@hdms/doorman/client/member.ts'
import { reachedAt } from '@hdms/platform/node/config.ts'
import type { Command } from '@hdms/platform/node/main.ts'
import { operatorToken } from '@hdms/platform/node/operator-token.ts'
import { readTrust } from '@hdms/platform/node/trust-files.ts'
import { fail } from '@hdms/shared/errors.ts'
import { fetchClient } from '@hdms/shared/ports/fetch-client.ts'
import { refuse } from './reasons.ts'

interface Where {
  readonly data: string
  readonly trust: string
  readonly host: string
  readonly port: number
  readonly 'public-url': string | undefined
  readonly 'tls-cert': string | undefined
}

function operatorOf(o: Where): ReturnType<DoormanClient['operator']> {
  return new DoormanClient(fetchClient(), reachedAt(o)).operator(operatorToken(o.data))
}

/** The one entry that the beginning of an id or a whole name means. @throws NOT_FOUND, INPUT_INVALID */
function one<T extends { readonly name: string }>(rows: readonly T[], id: (row: T) => string, said: string | undefined, what: string): T {
  const found = said ? rows.filter((row) => row.name === said || id(row).startsWith(said)) : []
  if (found.length > 1) refuse('INPUT_INVALID', 'ambiguous', { what })
  return found[0] ?? fail('NOT_FOUND', { what })
}

const decide =
  (approve: boolean): Command<Where>['run'] =>
  async (o, [said, ...reason], out) => {
    const operator = operatorOf(o)
    const { id, name } = one(await operator.pending(), (row) => row.id, said, 'waiting request')
    await operator.decide(id, approve, reason.join(' '))
    out.line(`${name} is ${approve ? 'admitted' : 'refused'}.`)
    return 0
  }

export const operate: Readonly<Record<string, Command<Where>>> = {
  pending: {
    usage: 'pending',
    about: 'who asks to be admitted; compare the fingerprint of the key with what they tell you, and heed what is said of the name',
    run: async (o, _args, out) => {
      out.rows(await operatorOf(o).pending(), ['id', 'name', 'role', 'key', 'warning'])
      return 0
    },
  },
  approve: { usage: 'approve ID', about: 'admits one; the beginning of the id is enough', run: decide(true) },
  refuse: { usage: 'refuse ID [REASON]', about: 'refuses one, with a reason that they are told', run: decide(false) },
  members: {
    usage: 'members',
    about: 'every certificate that was issued, and whether it was revoked',
    run: async (o, _args, out) => {
      out.rows(await operatorOf(o).issued(), ['serial', 'name', 'role', 'until', 'revoked'])
      return 0
    },
  },
  revoke: {
    usage: 'revoke SERIAL|NAME',
    about: 'revokes a certificate for good; every member refuses it within the revocation list’s time',
    run: async (o, [said], out) => {
      const operator = operatorOf(o)
      const live = (await operator.issued()).filter((row) => !row.revoked)
      const { serial, name } = one(live, (row) => row.serial, said, 'certificate')
      await operator.revoke(serial)
      out.line(`The certificate of ${name} is revoked.`)
      return 0
    },
  },
  fingerprint: {
    usage: 'fingerprint',
    about: 'of the root: what members put into their settings as root',
    run: async (o, _args, out) => {
      out.line(fingerprint(readTrust(o.trust).root))
      return 0
    },
  },
}
