/**
 * Where people of an institution get in: sign-in and invitations under /staff, the cookie of a session, and what the
 * operator does with accounts.
 */
import { createHash } from 'node:crypto'
import type { Account } from '@hdms/node/institutional/staff/accounts.ts'
import type { PagePlace } from '@hdms/node/institutional/staff/passkeys.ts'
import { refuse } from '@hdms/node/institutional/staff/reasons.ts'
import type { Present, Staff } from '@hdms/node/institutional/staff/staff.ts'
import { type AuditLine, auditText, readAudit } from '@hdms/platform/node/audit.ts'
import type { Listening } from '@hdms/platform/node/http-server.ts'
import { wholeIn } from '@hdms/shared/decimal.ts'
import type { Clock } from '@hdms/shared/time.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Door, presentOf } from './own-credential.ts'
import type { Pages } from './pages.ts'

interface Parts {
  readonly staff: Staff
  /** X.500 name of the institution. */
  readonly name: string
  /** Korean form of its name, where it has one. */
  readonly korean: string | undefined
  /** Kind of node, for the page. */
  readonly kind: string
  readonly clock: Clock
  readonly data: string
  readonly listening: Listening
  /** How long a session lasts at most, ms. */
  readonly longest: number
  /** Base URL, once it is listened on. */
  readonly url: () => string
  readonly pages: Pages
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/
const isAddress = (host: string): boolean => host.startsWith('[') || /^[\d.]+$/.test(host)
const iso = (ms: number): string => new Date(ms).toISOString()

/**
 * The origins of this node's pages, and the domain of its passkeys.
 * @throws NOT_ALLOWED where a browser would send the cookie in the clear
 */
export function placeOf(listening: Listening, bound: string): PagePlace {
  const { protocol, hostname, port, origin } = new URL(listening['public-url'] ?? bound)
  if (protocol !== 'https:' && !LOOPBACK.test(hostname)) return refuse('NOT_ALLOWED', 'no-secure-way')
  // A passkey belongs to a name, and this machine has one.
  if (LOOPBACK.test(hostname))
    return { origins: ['localhost', '127.0.0.1', '[::1]'].map((host) => `${protocol}//${host}:${port}`), domain: 'localhost' }
  return { origins: [origin], domain: isAddress(hostname) ? undefined : hostname }
}

/** Sign-in over HTTP, and accounts for the operator. */
export class StaffDoor implements Door {
  private readonly parts: Parts
  /** Nodes of one machine are one host to a browser, whatever their ports: each has a cookie of its own name. */
  private readonly cookie: string

  constructor(parts: Parts) {
    this.parts = parts
    this.cookie = `__Host-hdms-${createHash('sha256').update(parts.name).digest('hex').slice(0, 8)}`
  }

  private place(): PagePlace {
    return placeOf(this.parts.listening, this.parts.url())
  }

  cookieOf({ headers }: FastifyRequest): string | undefined {
    const given = (headers.cookie ?? '').split(';').map((each) => each.trim().split('='))
    return given.find(([name]) => name === this.cookie)?.[1]
  }

  /**
   * The cookie is SameSite=Strict, and other ports of a host are the same site: so origin and Fetch Metadata are looked
   * at too.
   */
  mustBeOwnPage(request: FastifyRequest): void {
    const { origin, 'sec-fetch-site': site } = request.headers
    const reads = request.method === 'GET' || request.method === 'HEAD'
    // No browser sends a POST of a page without its origin; a program that has no cookie acts in nobody's name.
    const own = origin === undefined ? reads || this.cookieOf(request) === undefined : this.place().origins.includes(origin)
    if (!own || (site !== undefined && site !== 'same-origin' && !(reads && site === 'none'))) refuse('NOT_ALLOWED', 'other-page')
  }

  private begin(reply: FastifyReply, value: string): void {
    const age = Math.floor(this.parts.longest / 1000)
    void reply.header('set-cookie', `${this.cookie}=${value}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=${age}`)
  }
  private end(reply: FastifyReply): void {
    void reply.header('set-cookie', `${this.cookie}=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0`)
  }

  /** Sign-in, which asks for no credential: what each shows is checked here. */
  async routes(app: FastifyInstance): Promise<void> {
    const { staff } = this.parts
    app.addHook('onRequest', async (request) => {
      // Nobody is signed in or out by a page of another origin.
      if (request.method === 'POST') this.mustBeOwnPage(request)
    })
    app.addHook('onSend', async (_request, reply) => {
      if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store')
    })
    this.parts.pages.routes(app)
    app.get('/session', async (request) => this.said(staff.present(this.cookieOf(request))))
    app.post('/session', async (request) => this.said(await staff.seen(this.cookieOf(request))))
    app.post('/sign-in/options', async () => staff.passkeyRequest(this.place()))
    app.post<{ Body: { passkey: object } }>('/sign-in/passkey', async (request, reply) => {
      const value = await staff.signInByPasskey(request.body.passkey, this.place())
      return this.begun(request, reply, value)
    })
    app.post<{ Body: { staff: string; password: string; code: string } }>('/sign-in/password', async (request, reply) => {
      const { staff: id, password, code } = request.body
      this.place()
      return this.begun(request, reply, await staff.signInByPassword(id, password, code))
    })
    app.post<{ Body: { everywhere?: boolean } | undefined }>('/sign-out', async (request, reply) => {
      await staff.signOut(this.cookieOf(request), request.body?.everywhere === true)
      this.end(reply)
      return {}
    })
    app.post<{ Body: { invitation: string } }>('/invitations/open', async ({ body }) => staff.openInvitation(body.invitation, this.place()))
    app.post<{ Body: { invitation: string; passkey?: object; password?: string; code?: string } }>(
      '/invitations/accept',
      async (request, reply) => {
        const { invitation, passkey, password, code } = request.body
        const factors = passkey !== undefined ? { passkey } : { password: password ?? '', code: code ?? '' }
        if (passkey === undefined && password === undefined) return refuse('INPUT_INVALID', 'one-way', { what: 'body' })
        const { cookie, recovery } = await staff.accept(invitation, factors, this.place())
        return { ...(await this.begun(request, reply, cookie)), recovery }
      },
    )
  }

  /** A session that the browser had before ends: nobody goes on with one that somebody else put there. */
  private async begun(request: FastifyRequest, reply: FastifyReply, value: string): Promise<object> {
    await this.parts.staff.signOut(this.cookieOf(request), false)
    this.begin(reply, value)
    return this.said(this.parts.staff.present(value))
  }

  private said(who: Present | undefined): object {
    const { name, kind, korean } = this.parts
    const place = this.place()
    const here = {
      institution: name,
      ...(korean ? { institutionKo: korean } : {}),
      kind,
      passkeys: place.domain !== undefined,
      origin: place.origins[0],
      now: iso(this.parts.clock.now()),
    }
    if (!who) return { ...here, signedIn: false }
    const { account, ends, idleEnds, session } = who
    const own = { id: account.id, name: account.name, roles: account.roles, passkeysHere: account.passkeys.length }
    return {
      ...here,
      signedIn: true,
      ...own,
      recoveryLeft: account.recovery.length,
      since: iso(session.began),
      ends: iso(ends),
      idleEnds: iso(idleEnds),
    }
  }

  /** Accounts for the operator's command and page, and the log of what everybody did. */
  async ownRoutes(app: FastifyInstance): Promise<void> {
    const { staff, data } = this.parts
    const shown = (account: Account): object => {
      const { id, name, roles, passkeys, password, recovery, closed } = account
      return {
        id,
        name,
        roles,
        passkeys: passkeys.length,
        password: password !== undefined,
        recovery: recovery.length,
        closed: closed > this.parts.clock.now(),
        ...staff.standing(account),
      }
    }
    const invited = ({ account, invitation }: { account: Account; invitation: string }): object => ({
      ...shown(account),
      invitation,
      link: `${this.place().origins[0]}/staff/#invitation=${invitation}`,
    })
    app.get('/staff', async () => ({ staff: staff.list().map(shown) }))
    app.post<{ Body: { name: string; roles: string[] } }>('/staff', async ({ body }, reply) =>
      reply.code(201).send(invited(await staff.add(body.name, body.roles))),
    )
    app.post<{ Params: { id: string }; Body: { roles: string[] } }>('/staff/:id/roles', async ({ params, body }) =>
      shown(await staff.setRoles(params.id, body.roles)),
    )
    app.post<{ Params: { id: string } }>('/staff/:id/reset', async ({ params }) => invited(await staff.reset(params.id)))
    app.delete<{ Params: { id: string } }>('/staff/:id', async ({ params }) => {
      await staff.remove(params.id)
      return {}
    })
    app.post('/me/passkeys/options', async (request) => staff.passkeyOffer(presentOf(request), this.place()))
    app.post<{ Body: { passkey: object } }>('/me/passkeys', async (request) => {
      await staff.addPasskey(presentOf(request), request.body.passkey, this.place())
      return {}
    })
    app.get<{ Querystring: { before?: string; count?: string } }>('/acts', async ({ query }) => {
      const { lines, broken } = readAudit(data)
      const end = Math.min(lines.length, (wholeIn(query.before ?? '', 1) ?? lines.length + 1) - 1)
      const count = wholeIn(query.count ?? '', 1, 1000) ?? 100
      const acts = lines.slice(Math.max(0, end - count), end).toReversed()
      return { acts: acts.map(actOf), total: lines.length, ...(broken === undefined ? {} : { broken }) }
    })
    app.get('/acts/export', async (_request, reply) => {
      void reply.header('content-disposition', 'attachment; filename="audit.jsonl"')
      return reply.type('application/x-ndjson').send(auditText(data))
    })
  }
}

/** A line of the log as the page lists it. */
function actOf({ number, time, by, event, ...details }: AuditLine): object {
  const { role = '', of = '', ...more } = details
  const rest = Object.entries(more).map(([name, value]) => `${name} ${value}`)
  return { number, time, by, role, event, of, more: rest.join(', ') }
}
