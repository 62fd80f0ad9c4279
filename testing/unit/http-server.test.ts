/** The base of every HTTP server, over real sockets: what is refused before anybody is known, and who pays when there is not room for all. */

import { createServer, type Server } from 'node:http'
import { connect, type Socket } from 'node:net'
import { Budget } from '@hdms/platform/node/budget.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { checkDepth, LargeBodies } from '@hdms/platform/node/http/bodies.ts'
import { callers } from '@hdms/platform/node/http/callers.ts'
import { Connections } from '@hdms/platform/node/http/connections.ts'
import { bearerCredential, memberCredential, memberOf, tokenOf } from '@hdms/platform/node/http/credentials.ts'
import { addressOf, LIMITS } from '@hdms/platform/node/http/limits.ts'
import { httpService, LOOPBACK, listen } from '@hdms/platform/node/http-server.ts'
import { utf8 } from '@hdms/shared/bytes.ts'
import { silent } from '@hdms/shared/logging.ts'
import { memberToken } from '@hdms/shared/network/member-token.ts'
import type { FastifyInstance } from 'fastify'
import { afterEach, describe, expect, test } from 'vitest'
import { TestRoot } from '../support/members.ts'
import { SimClock } from '../support/sim-clock.ts'

const crypto = nativeCrypto()
const limits = (body: number) => ({ 'x-limits': { body } })
const json = (schema: object) => ({ requestBody: { content: { 'application/json': { schema } } } })
const open = { security: [] }
const order = { type: 'object', properties: { order: { type: 'string' } }, required: ['order'] }
const description = {
  paths: {
    '/openapi.json': { get: open },
    '/health': { get: open },
    '/open': { post: { ...open, ...json(order), ...limits(1_000) } },
    '/counted': { get: { ...open, 'x-limits': { perMinute: 4 } } },
    '/weighed': { post: { ...open, ...json({}), 'x-limits': { body: 1_000, bytesPerMinute: 1_000 } } },
    '/secret': { get: { security: [{ operator: [] }] }, post: { security: [{ operator: [] }], ...json(order), ...limits(1 << 20) } },
    '/member': { post: { security: [{ member: [] }], ...json({}), ...limits(1_000) } },
  },
}
let app: FastifyInstance | undefined
let sockets: Socket[] = []
let server: Server | undefined
afterEach(async () => {
  for (const socket of sockets) socket.destroy()
  sockets = []
  await app?.close()
  server?.close()
  app = undefined
  server = undefined
})

async function start(more: { readonly clock?: SimClock; readonly origins?: readonly string[] } = {}) {
  const root = await TestRoot.make(crypto, Date.now())
  const handled: string[] = []
  app = httpService({
    logger: silent,
    pages: true,
    listening: { ...LOOPBACK, 'public-names': ['node.example'], 'page-origins': [...(more.origins ?? [])] },
    api: {
      description,
      credentials: { operator: bearerCredential('s3cret', 'the token'), member: memberCredential(crypto, () => root.rules()) },
      ...(more.clock ? { clock: more.clock } : {}),
    },
  })
  const note = (what: string) => async () => {
    handled.push(what)
    return {}
  }
  app.post('/open', note('open'))
  app.get('/counted', note('counted'))
  app.post('/weighed', note('weighed'))
  app.get('/secret', note('secret'))
  app.post('/secret', note('secret'))
  app.post('/member', async (request) => ({ by: memberOf(request).subjectText, nonce: tokenOf(request).nonce.length }))
  const { url } = await listen(app, LOOPBACK)
  return { url, port: Number(new URL(url).port), handled, root }
}

/** Writes a request by hand and gives what comes back until the answer's headers are there, or the connection closes. */
function raw(port: number, text: string, more?: (socket: Socket) => void): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    sockets.push(socket)
    let came = ''
    socket.on('connect', () => {
      socket.write(text)
      more?.(socket)
    })
    socket.on('data', (bytes) => {
      came += bytes.toString()
      if (came.includes('\r\n\r\n')) resolve(came)
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(came || 'closed'))
  })
}
const post = (path: string, length: number, more = '', host = '127.0.0.1') =>
  `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n${more}\r\n`

describe('before the body', () => {
  test('a route without its credential is refused while the body has not been sent: it is not waited for', async () => {
    const { port, handled } = await start()
    for (const path of ['/secret', '/member']) expect(await raw(port, post(path, 900_000))).toMatch(/^HTTP\/1.1 403 .*NOT_ALLOWED/s)
    expect(await raw(port, post('/secret', 900_000, 'Authorization: Bearer wrong\r\n'))).toMatch(/^HTTP\/1.1 403/)
    expect(handled).toEqual([])
  })

  test('what is too long, of another type, or for nobody is refused while the body has not been sent', async () => {
    const { port } = await start()
    expect(await raw(port, post('/open', 1_001))).toMatch(/^HTTP\/1.1 413 .*WIRE_TOO_LARGE/s)
    expect(await raw(port, post('/nobody', 900_000))).toMatch(/^HTTP\/1.1 404 .*NOT_FOUND/s)
    expect(await raw(port, post('/open', 900).replace('application/json', 'text/plain'))).toMatch(/^HTTP\/1.1 400 .*WIRE_MALFORMED/s)
    const chunked = post('/open', 1).replace('Content-Length: 1', 'Transfer-Encoding: chunked')
    const many = `${(1_200).toString(16)}\r\n${'x'.repeat(1_200)}\r\n`
    expect(await raw(port, chunked + many)).toMatch(/^HTTP\/1.1 413/)
  })

  test('the same credential is needed for HEAD, which runs what GET runs', async () => {
    const { url, handled } = await start()
    expect((await fetch(`${url}/secret`, { method: 'HEAD' })).status).toBe(403)
    expect(handled).toEqual([])
    expect((await fetch(`${url}/secret`, { headers: { authorization: 'Bearer s3cret' } })).status).toBe(200)
    expect(handled).toEqual(['secret'])
  })

  test('who goes on sending after a refusal is cut off', async () => {
    const { port } = await start()
    const closed = new Promise<void>((resolve) => {
      void raw(port, post('/secret', 500_000_000_000), (socket) => {
        const piece = Buffer.alloc(1 << 20, 0x78)
        const more = (): void => void (socket.writable && socket.write(piece, () => setImmediate(more)))
        more()
        socket.on('close', () => resolve())
      })
    })
    await closed
  })

  test('who asks whether to send the body is told to once it is known that it will be read, and not before', async () => {
    const { port, handled } = await start()
    const expecting = 'Expect: 100-continue\r\n'
    for (const [path, length, status] of [
      ['/secret', 900_000, 403],
      ['/member', 900, 403],
      ['/open', 1_001, 413],
      ['/nobody', 900, 404],
    ] as const)
      expect(await raw(port, post(path, length, expecting))).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(await raw(port, post('/open', 900, expecting, 'evil.example'))).toMatch(/^HTTP\/1.1 403 /)
    expect(await raw(port, post('/secret', 900_000, `${expecting}Authorization: Bearer s3cret\r\n`))).toMatch(/^HTTP\/1.1 100 Continue/)
    const body = '{"order":"x"}'
    let asked: (() => void) | undefined
    expect(await raw(port, post('/open', body.length, expecting), (socket) => (asked = () => void socket.write(body)))).toMatch(
      /^HTTP\/1.1 100/,
    )
    const answered = new Promise<string>((resolve) => sockets.at(-1)?.once('data', (bytes) => resolve(bytes.toString())))
    asked?.()
    expect(await answered).toMatch(/^HTTP\/1.1 200 /)
    expect(handled).toEqual(['open'])
  })

  test('a path that is no URL is refused in the form of every refusal, without being said again', async () => {
    const { port } = await start()
    const reply = await raw(port, 'GET /%E0%A4%A HTTP/1.1\r\nHost: localhost\r\n\r\n')
    expect(reply).toMatch(/^HTTP\/1.1 404 .*"code":"NOT_FOUND".*messageKo/s)
    expect(reply).not.toContain('%E0%A4')
  })

  test('more than headers may have is refused, and no more of them is read', async () => {
    const { port } = await start()
    expect(await raw(port, `GET /health HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(LIMITS.headerBytes)}\r\n\r\n`)).toMatch(
      /^HTTP\/1.1 431/,
    )
  })

  test('requests of an address are counted where a route says so, and it is told when to come again', async () => {
    const clock = new SimClock()
    const { url } = await start({ clock })
    const ask = async () => (await fetch(`${url}/counted`)).status
    expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 429])
    clock.jump(60_000)
    expect(await ask()).toBe(200)
  })
})

describe('bodies', () => {
  test.each([
    ['not JSON', '{'],
    ['not UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['an array', '[]'],
    ['null', 'null'],
    ['without what is required', '{}'],
    ['of another type', '{"order":{"length":1}}'],
    ['with a prototype', '{"order":"x","__proto__":{"a":1}}'],
    ['nested', `{"order":"x","more":${'['.repeat(100)}${']'.repeat(100)}}`],
    ['empty', ''],
  ])('%s: refused with a code, and no handler sees it', async (_what, body) => {
    const { url, handled } = await start()
    const reply = await fetch(`${url}/open`, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
    expect(reply.status).toBe(400)
    expect((await reply.json()) as object).toMatchObject({ code: expect.stringMatching(/^(INPUT_INVALID|WIRE_MALFORMED)$/) })
    expect(handled).toEqual([])
  })

  test('brackets in texts are no levels; sixty-four levels are read', () => {
    checkDepth(utf8(JSON.stringify({ a: '[['.repeat(100), b: '\\"[['.repeat(100) })))
    checkDepth(utf8('['.repeat(64) + ']'.repeat(64)))
    expect(() => checkDepth(utf8('['.repeat(65)))).toThrow('64 levels')
  })
})

describe('a member', () => {
  const body = JSON.stringify({ a: 1 })
  const ask = (url: string, authorization: string, sent = body, path = '/member') =>
    fetch(url + path, { method: 'POST', body: sent, headers: { 'content-type': 'application/json', authorization } })

  test('is known by a token made for this body, this path and this time, and by no other', async () => {
    const { url, root } = await start()
    const { key } = await root.member({ organisation: 'Alpha', country: 'KR' }, 'institution')
    const token = (path = '/member', at = Date.now()) => memberToken(crypto, key, path, utf8(body), at)
    expect(await (await ask(url, await token())).json()).toEqual({ by: 'O=Alpha,C=KR', nonce: 16 })
    const refused = async (reply: Promise<Response>) => ((await (await reply).json()) as { code: string }).code
    expect(await refused(ask(url, await token(), '{"a":2}'))).toBe('SIGNATURE_INVALID')
    expect(await refused(ask(url, await token('/other')))).toBe('SIGNATURE_INVALID')
    expect(await refused(ask(url, await token('/member', Date.now() - 11 * 60_000)))).toBe('NOT_ALLOWED')
    expect(await refused(ask(url, 'HDMS AAAA'))).toBe('NOT_ALLOWED')
  })
})

describe('names and pages', () => {
  test('a name that leads here by somebody’s DNS is refused; addresses, localhost and set names are answered', async () => {
    const { port } = await start()
    const status = async (host: string) => (await raw(port, `GET /health HTTP/1.1\r\nHost: ${host}\r\n\r\n`)).slice(9, 12)
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, '[::1]', 'node.example', 'NODE.example.:80'])
      expect([host, await status(host)]).toEqual([host, '200'])
    for (const host of ['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example', 'evil.example:80', ''])
      expect([host, await status(host)]).toEqual([host, '403'])
  })

  test('pages of other origins are refused whatever they send, those that are set are answered and told so', async () => {
    const { url, handled } = await start({ origins: ['https://app.example'] })
    const ask = (origin: string, type = 'application/json') =>
      fetch(`${url}/open`, { method: 'POST', body: '{"order":"x"}', headers: { origin, 'content-type': type } })
    for (const origin of ['https://evil.example', 'null', 'https://app.example.evil.example', 'http://app.example']) {
      const reply = await ask(origin)
      expect([origin, reply.status, reply.headers.get('access-control-allow-origin')]).toEqual([origin, 403, null])
    }
    expect((await ask('https://evil.example', 'text/plain')).status).toBe(403)
    expect(handled).toEqual([])
    const good = await ask('https://app.example')
    expect([good.status, good.headers.get('access-control-allow-origin')]).toEqual([200, 'https://app.example'])
    const local = callers([], ['http://localhost:*'])
    expect(() => local.check({ host: 'localhost', origin: 'http://localhost:8123' })).not.toThrow()
    for (const origin of ['https://localhost:8123', 'http://localhost.evil.example:8123', 'http://localhost:x', 'http://evil.example:8123'])
      expect(() => local.check({ host: 'localhost', origin })).toThrow('origin')
    const { check } = callers([], [])
    expect(() => check({ host: 'localhost:80', origin: 'http://localhost:80' })).not.toThrow()
    expect(() => check({ host: 'localhost:80', origin: 'http://localhost:81' })).toThrow('origin')
  })

  test('without page-origins no page is let in', async () => {
    const { url } = await start()
    const reply = await fetch(`${url}/health`, { headers: { origin: 'https://app.example' } })
    expect([reply.status, reply.headers.get('access-control-allow-origin')]).toEqual([403, null])
  })
})

describe('connections', () => {
  /** A plain server of so many places, watched; its requests are answered when they have come in whole. */
  async function watched(connections: number, incomplete = connections) {
    let now = 0
    const guard = new Connections({ connections, incomplete }, () => now)
    server = createServer((request, reply) => {
      request.resume().on('end', () => reply.end('done'))
    })
    guard.watch(server)
    await new Promise<void>((resolve) => server?.listen(0, resolve))
    const { port } = server.address() as { port: number }
    const pass = (ms: number): void => {
      now += ms
      guard.sweep()
    }
    return { guard, port, pass }
  }
  const half = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n0'
  const GET = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'
  const hold = (port: number, text: string, from = '127.0.0.1'): Promise<{ socket: Socket; closed: Promise<void> }> =>
    new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', localAddress: from })
      sockets.push(socket)
      const closed = new Promise<void>((done) => socket.on('close', () => done()))
      socket.on('error', () => {})
      socket.on('connect', () => socket.write(text, () => resolve({ socket, closed })))
      socket.on('timeout', reject)
    })
  const settled = () => new Promise((resolve) => setTimeout(resolve, 30))

  test('half-open requests beyond the places give way to whoever comes, oldest first; who asks is answered', async () => {
    const { guard, port } = await watched(1_000, 20)
    const held = []
    for (let i = 0; i < 40; i++) held.push(await hold(port, half))
    await settled()
    expect(guard.size).toBeLessThanOrEqual(21)
    await held[0]?.closed
    for (let i = 0; i < 10; i++) expect(await raw(port, GET)).toMatch(/done$/)
    expect(held[39]?.socket.destroyed).toBe(false)
  })

  test('an address that takes all places loses them, and not another address its own', async () => {
    const { port } = await watched(20)
    const other = await hold(port, half, '127.0.0.9')
    const greedy = []
    for (let i = 0; i < 60; i++) greedy.push(await hold(port, half, '127.0.0.2'))
    await settled()
    expect(other.socket.destroyed).toBe(false)
    expect(greedy.filter(({ socket }) => !socket.destroyed).length).toBeLessThanOrEqual(15)
    other.socket.write('0'.repeat(999))
    await new Promise((resolve) => other.socket.once('data', resolve))
  })

  test('headers and bodies that come slowly, and readers that do not read, are cut in time; who is quick or kept is not', async () => {
    const { port, pass } = await watched(100)
    const slow = await hold(port, 'GET / HTTP/1.1\r\n')
    const body = await hold(port, half)
    const kept = await hold(port, GET)
    await settled()
    pass(LIMITS.headers - 1)
    await settled()
    expect([slow.socket.destroyed, body.socket.destroyed, kept.socket.destroyed]).toEqual([false, false, false])
    pass(2_000)
    await Promise.all([slow.closed, body.closed])
    expect(kept.socket.destroyed).toBe(false)
  })

  test('a connection without a request is cut in time, whatever empty lines keep it awake; one that asks again is not', async () => {
    const { port, pass } = await watched(100)
    const [idle, busy] = [await hold(port, GET), await hold(port, GET)]
    for (const { socket } of [idle, busy]) socket.resume()
    await settled()
    for (let i = 0; i < 4; i++) {
      idle.socket.write('\r\n')
      busy.socket.write(GET)
      await settled()
      pass((LIMITS.idle + LIMITS.headers) / 4 + 1)
    }
    await idle.closed
    await settled()
    expect(busy.socket.destroyed).toBe(false)
  })
})

describe('large bodies', () => {
  const request = (complete = false) => {
    const listeners = new Set<() => void>()
    const socket = {
      bytesRead: 0,
      once: (_: string, f: () => void) => listeners.add(f),
      removeListener: (_: string, f: () => void) => listeners.delete(f),
    }
    return {
      request: { complete, socket } as never,
      gone: () => {
        for (const listener of [...listeners]) listener()
      },
    }
  }
  const MIB = 1 << 20

  test('take turns: no more than the room at once, the address that has least first, and a small one never waits', async () => {
    let now = 0
    const dropped: unknown[] = []
    const bodies = new LargeBodies({ pause: () => {}, drop: (r: unknown) => void dropped.push(r) } as never, 10 * MIB, () => now)
    const [a, b, c, d] = [request(), request(), request(), request()]
    await bodies.enter(a.request, 'greedy', 8 * MIB)
    await bodies.enter(request().request, 'greedy', 1_000)
    const order: string[] = []
    const second = bodies.enter(b.request, 'greedy', 8 * MIB).then(() => order.push('greedy'))
    now = 1
    const third = bodies.enter(c.request, 'other', 8 * MIB).then(() => order.push('other'))
    const fourth = bodies.enter(d.request, 'greedy', 1 * MIB).then(() => order.push('greedy, small'))
    await Promise.resolve()
    expect(order).toEqual([])
    bodies.over(a.request)
    await Promise.race([second, third])
    expect(order[0]).toBe('greedy')
    // While others wait, who has had his time and is slowest gives way.
    bodies.relieve()
    expect(dropped).toEqual([])
    now = 10_000
    bodies.relieve()
    expect(dropped).toEqual([b.request])
    b.gone()
    await third
    await fourth
  })
})

describe('whom a limit counts for', () => {
  test.each([
    ['127.0.0.1', '127.0.0.1'],
    ['::ffff:10.0.0.7', '10.0.0.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::9', '2001:db8:1:2'],
    ['2001:0db8:0001:0002:ffff::', '2001:db8:1:2'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
  ])('%s', (ip, expected) => expect(addressOf(ip)).toBe(expected))

  test('a budget fills again with time, counts each key for itself, and does not grow with them', () => {
    const clock = new SimClock()
    const budget = new Budget(clock, 60, 10)
    for (let i = 0; i < 10; i++) budget.take('a')
    expect(() => budget.take('a')).toThrow(expect.objectContaining({ code: 'QUOTA', data: { seconds: 1 } }))
    budget.take('b')
    clock.jump(3_000)
    budget.take('a', 3)
    expect(() => budget.take('a')).toThrow('1 seconds')
    expect(() => budget.take('c', 11)).toThrow(expect.objectContaining({ code: 'QUOTA' }))
    for (let i = 0; i < 50_000; i++) budget.take(`stranger ${i}`)
    expect(Object.values(budget).find((v) => v instanceof Map)?.size).toBeLessThan(25_000)
  })
})

describe('bytes of an address', () => {
  test('are counted as they come, not as they are announced: who announces and sends nothing takes them from nobody', async () => {
    const { port, url } = await start()
    for (let i = 0; i < 5; i++) void raw(port, post('/weighed', 900))
    await new Promise((resolve) => setTimeout(resolve, 50))
    const send = async (length: number) =>
      (
        await fetch(`${url}/weighed`, {
          method: 'POST',
          body: JSON.stringify('x'.repeat(length)),
          headers: { 'content-type': 'application/json' },
        })
      ).status
    expect([await send(600), await send(300), await send(300)]).toEqual([200, 200, 429])
  })
})
