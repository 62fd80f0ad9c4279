/**
 * The credential `api` of an institution's node: its own token, which programs have (a HIS, `hdms`), or a person of the
 * institution who is signed in and whose role the operation names. Here, and nowhere else, their acts go into the audit
 * log: before they are done.
 */

import { refuse } from '@hdms/node/institutional/staff/reasons.ts'
import type { Present, Staff } from '@hdms/node/institutional/staff/staff.ts'
import type { Audit } from '@hdms/platform/node/audit.ts'
import { bearerCredential, type Credential } from '@hdms/platform/node/http/credentials.ts'
import type { FastifyRequest } from 'fastify'

/** Reads what a browser says of who asks, and from where. */
export interface Door {
  /** Value of the session's cookie. */
  cookieOf(request: FastifyRequest): string | undefined
  /** @throws NOT_ALLOWED for a request that a page of another origin had the browser send */
  mustBeOwnPage(request: FastifyRequest): void
}

const present = new WeakMap<FastifyRequest, Present>()

/** Who is signed in. @throws INPUT_INVALID for a program, which has the token and no account */
export const presentOf = (request: FastifyRequest): Present =>
  present.get(request) ?? refuse('INPUT_INVALID', 'for-people', { what: 'request' })

/** @param token of the node's own API */
export function ownCredential(token: string, staff: Staff, door: Door, note: Audit['note']): Credential {
  const bearer = bearerCredential(token, "the node's API token, or somebody who is signed in")
  return async (request, asked) => {
    const cookie = door.cookieOf(request)
    if (request.headers.authorization !== undefined || cookie === undefined) {
      await bearer(request, asked)
      if (asked.noted) note('operator', asked.what, about(request))
      return
    }
    const who = staff.present(cookie) ?? refuse('NOT_ALLOWED', 'signed-out')
    door.mustBeOwnPage(request)
    const { id, roles } = who.account
    const role = roles.find((each) => asked.roles.includes(each))
    if (!role) {
      note(id, `refused ${asked.what}`, { role: roles.join('+') })
      return refuse('NOT_ALLOWED', 'role-lacks', { roles: roles.join(', ') })
    }
    if (asked.noted) note(id, asked.what, { role, ...about(request) })
    present.set(request, who)
  }
}

/** The beginning of what the path names: of a record its key, of a message its id. Nothing that a person is called. */
function about({ params }: FastifyRequest): Record<string, string> {
  const [first] = Object.values((params ?? {}) as Record<string, string>)
  return first !== undefined && /^[0-9A-Za-z-]{1,128}$/.test(first) ? { of: first.slice(0, 10) } : {}
}
