/** What each role may ask an institution's node for, and in whose name a request is taken: every route of every kind of node with every role. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROLES, type StaffRole } from '@hdms/node/institutional/staff/roles.ts'
import { described } from '@hdms/node/main/described.ts'
import { ownCredential } from '@hdms/node/main/own-credential.ts'
import { Pages } from '@hdms/node/main/pages.ts'
import { placeOf, StaffDoor } from '@hdms/node/main/staff-door.ts'
import type { Operation } from '@hdms/platform/node/api.ts'
import { httpService, LOOPBACK } from '@hdms/platform/node/http-server.ts'
import { silent } from '@hdms/shared/logging.ts'
import { HOUR } from '@hdms/shared/time.ts'
import type { FastifyInstance, HTTPMethods, LightMyRequestResponse } from 'fastify'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Office, PASSWORD } from '../support/staff.ts'

const description = JSON.parse(readFileSync(join(import.meta.dirname, '../../node/openapi.json'), 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}
const OWN = 'http://localhost:7410'
const HIS = { authorization: 'Bearer t0ken' }

/** Routes of institutions' people, with who may ask for each. */
const routes = Object.entries(description.paths).flatMap(([path, all]) =>
  Object.entries(all).flatMap(([method, operation]) =>
    path.startsWith('/api/') ? [{ method: method.toUpperCase() as HTTPMethods, path, roles: operation['x-roles'] ?? [] }] : [],
  ),
)

let office: Office
let app: FastifyInstance
let cookie: string
beforeEach(async () => {
  office = await Office.open()
  const parts = {
    staff: office.staff,
    name: 'O=Hanbit Hospital,L=Seoul,C=KR',
    kind: 'hospital',
    korean: undefined,
    data: '/nowhere',
    listening: LOOPBACK,
  }
  const door = new StaffDoor({
    ...parts,
    clock: office.clock,
    longest: 10 * HOUR,
    url: () => 'http://127.0.0.1:7410',
    pages: new Pages('/nowhere'),
  })
  const note = (by: string, event: string, details = {}): void => void office.notes.push({ by, event, ...details })
  const api = ownCredential('t0ken', office.staff, door, note)
  app = httpService({ logger: silent, api: described('t0ken', ['hospital', 'research', 'issuer', 'institution'], {}, { api }) })
  await app.register((own) => door.routes(own), { prefix: '/staff' })
  // Routes that do nothing: what is looked at is whether one gets so far.
  for (const { method, path } of routes) {
    if (!/^(GET|POST|DELETE)$/.test(method)) continue
    app.route({ method, url: path.replace(/\{(\w+)\}/g, ':$1'), handler: async () => ({ reached: true }) })
  }
})
afterEach(() => app.close())

/** Signs in over HTTP as a browser does. */
async function signedIn(...roles: string[]): Promise<{ id: string; secret: string }> {
  const { id, secret } = await office.withPassword(...roles)
  office.now += 60_000
  const reply = await post('/staff/sign-in/password', { staff: id, password: PASSWORD, code: office.code(secret) }, { cookie: '' })
  expect(reply.json()).toMatchObject({ signedIn: true, id, roles })
  cookie = String(reply.headers['set-cookie']).split(';')[0] ?? ''
  return { id, secret }
}

const ask = (method: HTTPMethods, url: string, headers: Record<string, string> = {}, body?: object): Promise<LightMyRequestResponse> =>
  app.inject({ method, url, headers: { host: 'localhost:7410', ...headers }, ...(body ? { payload: body } : {}) })
const post = (url: string, body: object, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> =>
  ask('POST', url, { origin: OWN, cookie, ...headers }, body)
const reason = (reply: LightMyRequestResponse): unknown => (reply.json() as { data?: { reason?: string } }).data?.reason

describe('roles', () => {
  test.each(ROLES)('%s reaches the routes that name the role, and no other', async (role) => {
    const { id } = await signedIn(role)
    let reached = 0
    for (const { method, path, roles } of routes) {
      const url = path.replace(/\{\w+\}/g, '0'.repeat(16))
      const reply = await ask(method, url, { cookie, origin: OWN }, method === 'POST' ? {} : undefined)
      const may = roles.includes(role)
      if (may) reached++
      expect([method, path, reason(reply) === 'staff/role-lacks', reply.statusCode === 403]).toEqual([method, path, !may, !may])
      if (!may) expect(office.notes.at(-1)).toMatchObject({ by: id, role, event: expect.stringMatching(/^refused /) })
    }
    expect(reached).toBeGreaterThan(1)
  })

  test('every route that somebody may ask for names roles that there are, and accounts are for the token alone', () => {
    for (const { method, path, roles } of routes) {
      expect([method, path, roles.filter((role) => !ROLES.includes(role as StaffRole))]).toEqual([method, path, []])
      if (path.startsWith('/api/staff') && method !== 'GET') expect([method, path, roles]).toEqual([method, path, []])
    }
  })

  // Written down once more, apart from the descriptions: these must not drift with them.
  const PATIENTS = ['/api/records', '/api/records/{vk}', '/api/dead-letters/{id}', '/api/unmatched/{id}', '/api/consents', '/api/dealings']
  const RELEASES = ['/api/answers', '/api/purchases', '/api/units', '/api/queries/{id}/ask', '/api/queries/{id}/export', '/api/invitations']
  test('whoever runs the node or watches over it reads no patient’s record and releases nothing', () => {
    for (const role of ['it', 'operator', 'board'])
      for (const route of routes.filter(({ path }) => [...PATIENTS, ...RELEASES].includes(path)))
        expect([role, route.path, route.roles.includes(role)]).toEqual([role, route.path, false])
    for (const path of [...PATIENTS, ...RELEASES]) expect([path, routes.some((route) => route.path === path)]).toEqual([path, true])
  })

  test('whoever works with records reads no log of it, and does not run the node', () => {
    for (const role of ['desk', 'doctor', 'records', 'researcher', 'accounts'])
      for (const { path, roles } of routes.filter((each) => /^\/api\/(acts|staff|flows|drain|resume|backups|notaries)/.test(each.path)))
        expect([role, path, roles.includes(role)]).toEqual([role, path, false])
  })

  test('what changes something or shows what is of people stands in the log, with role and the beginning of what it was about', async () => {
    const { id } = await signedIn('doctor')
    const before = office.notes.length
    await ask('GET', '/api/status', { cookie })
    expect(office.notes.length).toBe(before)
    await ask('GET', `/api/records/${'ab'.repeat(32)}`, { cookie })
    expect(office.notes.slice(before)).toEqual([{ by: id, event: 'GET /records/:vk', role: 'doctor', of: 'ababababab' }])
    await ask('POST', '/api/drain', HIS)
    expect(office.notes.at(-1)).toEqual({ by: 'operator', event: 'POST /drain' })
  })
})

describe('in whose name', () => {
  test('programs go on with the node’s token; a cookie beside a wrong token counts for nothing', async () => {
    await signedIn('it')
    expect((await ask('GET', '/api/records', HIS)).statusCode).toBe(200)
    expect((await ask('GET', '/api/flows', { cookie, authorization: 'Bearer wrong' })).statusCode).toBe(403)
    expect((await ask('GET', '/api/flows', { cookie })).statusCode).toBe(200)
    expect((await ask('GET', '/api/flows')).statusCode).toBe(403)
  })

  test.each([
    ['another host', { origin: 'https://evil.example' }],
    ['another port of this machine', { origin: 'http://localhost:7440' }],
    ['nowhere, as from a sandboxed frame', { origin: 'null' }],
    ['no origin at all, with the cookie', { origin: '' }],
    ['this one, says the origin, but not Fetch Metadata', { 'sec-fetch-site': 'same-site' }],
  ])('a request of a page of %s is refused, signing in and out too', async (_, odd: Record<string, string>) => {
    await signedIn('it')
    const headers: Record<string, string> = { cookie, origin: OWN, ...odd }
    if (headers['origin'] === '') delete headers['origin']
    for (const url of ['/api/drain', '/staff/session', '/staff/sign-out', '/staff/sign-in/options'])
      expect([url, (await ask('POST', url, headers)).statusCode]).toEqual([url, 403])
    expect((await ask('POST', '/api/drain', { cookie, origin: OWN })).statusCode).toBe(200)
  })

  test('what another page embeds or opens reads nothing', async () => {
    await signedIn('it')
    for (const site of ['cross-site', 'same-site'])
      expect(reason(await ask('GET', '/api/flows', { cookie, 'sec-fetch-site': site }))).toBe('staff/other-page')
    expect((await ask('GET', '/api/flows', { cookie, 'sec-fetch-site': 'same-origin' })).statusCode).toBe(200)
  })

  test('the cookie is for this host alone, unread by scripts, of this node, and gone after sign-out: a copy of it too', async () => {
    const { id, secret } = await office.withPassword('it')
    office.now += 60_000
    const reply = await post('/staff/sign-in/password', { staff: id, password: PASSWORD, code: office.code(secret) }, { cookie: '' })
    expect(reply.headers['set-cookie']).toMatch(
      /^__Host-hdms-[0-9a-f]{8}=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict; Max-Age=36000$/,
    )
    expect(reply.headers['cache-control']).toBe('no-store')
    cookie = String(reply.headers['set-cookie']).split(';')[0] ?? ''
    expect((await ask('GET', '/api/flows', { cookie })).statusCode).toBe(200)
    const out = await post('/staff/sign-out', {})
    expect(out.headers['set-cookie']).toMatch(/=; .*Max-Age=0$/)
    expect(reason(await ask('GET', '/api/flows', { cookie }))).toBe('staff/signed-out')
    expect((await ask('GET', '/staff/session', { cookie })).json()).toMatchObject({ signedIn: false })
  })

  test('a cookie that somebody else put there is replaced at sign-in, and its session ends', async () => {
    await signedIn('it')
    const planted = cookie
    const { id, secret } = await office.withPassword('operator')
    office.now += 60_000
    const reply = await post('/staff/sign-in/password', { staff: id, password: PASSWORD, code: office.code(secret) }, { cookie: planted })
    expect(String(reply.headers['set-cookie'])).not.toContain(planted.split('=')[1])
    expect(reason(await ask('GET', '/api/flows', { cookie: planted }))).toBe('staff/signed-out')
  })

  test('when the role is taken away the next request is refused', async () => {
    const { id } = await signedIn('it')
    expect((await ask('GET', '/api/flows', { cookie })).statusCode).toBe(200)
    await office.staff.setRoles(id, ['board'])
    expect(reason(await ask('GET', '/api/flows', { cookie }))).toBe('staff/signed-out')
  })
})

describe('where the page stands', () => {
  const at =
    (url: string | undefined, bound = 'http://127.0.0.1:7410') =>
    () =>
      placeOf({ ...LOOPBACK, 'public-url': url }, bound)

  test('passkeys belong to a name; where the cookie would go in the clear nobody signs in', () => {
    expect(at('https://node.hospital.example')()).toEqual({ origins: ['https://node.hospital.example'], domain: 'node.hospital.example' })
    expect(at('https://node.hospital.example:8443/base')()).toMatchObject({ origins: ['https://node.hospital.example:8443'] })
    expect(at('https://10.0.0.7')()).toEqual({ origins: ['https://10.0.0.7'], domain: undefined })
    expect(at(undefined)()).toMatchObject({
      domain: 'localhost',
      origins: expect.arrayContaining(['http://localhost:7410', 'http://127.0.0.1:7410']),
    })
    for (const open of [at('http://node.hospital.example'), at(undefined, 'http://10.0.0.7:7410')])
      expect(open).toThrow(
        expect.objectContaining({ code: 'NOT_ALLOWED', data: expect.objectContaining({ reason: 'staff/no-secure-way' }) }),
      )
  })
})
