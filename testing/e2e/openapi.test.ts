/** The REST interfaces as they really are, held to their descriptions: every exchange of a main job, and every operation that a server says it has. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Credentials } from '../support/credentials.ts'
import { agree, type TestNetwork, testNetwork, treatment, visitor } from '../support/network.ts'
import { Checker, type Description, exchangesIn, OWNERS, ownerOf } from '../support/openapi.ts'
import { seeded } from '../support/random.ts'

let net: TestNetwork
let recorded: string
beforeAll(async () => {
  recorded = mkdtempSync(join(tmpdir(), 'hdms-exchanges-'))
  process.env['HDMS_RECORD'] = recorded
  process.env['NODE_OPTIONS'] =
    `${process.env['NODE_OPTIONS'] ?? ''} --import ${join(import.meta.dirname, '../support/recorder.mjs')}`.trim()
  net = await testNetwork('hl7', { trading: true })
})
afterAll(async () => {
  delete process.env['HDMS_RECORD']
  delete process.env['NODE_OPTIONS']
  await net?.stop()
  rmSync(recorded, { recursive: true, force: true })
})

/** Servers, by the name of their port, and whose description each serves. */
const SERVERS = [
  ['doorman', 'doorman'],
  ['map', 'network-map'],
  ['notaryA', 'notary'],
  ['queue', 'message-queue'],
  ['search', 'data-search'],
  ['counter', 'data-search'],
  ['hospital', 'node'],
  ['research', 'node'],
  ['issuer', 'node'],
  ['judge1', 'node'],
] as const
/** By hand: fetch lets nobody say another Host. @returns the status */
function requested(url: string, method: string, path: string, headers: Record<string, string>, body?: Uint8Array): Promise<number> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url)
    const length = body ? { 'content-length': String(body.length) } : {}
    const sent = request({ hostname, port, method, path, headers: { ...length, ...headers } }, (reply) => {
      reply.resume().on('end', () => resolve(reply.statusCode ?? 0))
    })
    sent.on('error', reject).end(body)
  })
}
const base = (server: (typeof SERVERS)[number][0]): string => `http://127.0.0.1:${net.file.ports[server]}`

/** Whoever may ask it ends the node with it: what it does is tested with a node of its own (command-line.test.ts). */
const ENDS = /\/drain$/

describe('REST interfaces', () => {
  test('every exchange of a treatment, of the people who look at it and of those who are refused, is as described', async () => {
    const visit = await visitor(net.file)
    const { comparison } = await treatment(net.file, visit, agree)
    expect(comparison.same).toBe(true)
    await visit.person.get('/wallet')
    await visit.person.get('/activity')
    await visit.person.get('/consents')
    await visit.person.get('/connections')
    for (const server of ['hospital', 'research', 'issuer'] as const) {
      const token = readFileSync(join(net.file.folder, server, 'api-token'), 'utf8').trim()
      for (const headers of [{ authorization: `Bearer ${token}` }, {}])
        for (const path of [
          'status',
          'ledger',
          'flows',
          'records',
          'consents',
          'register',
          'dealings',
          'queries',
          'books',
          'dead-letters',
          'boards',
          'wallet',
        ])
          await fetch(`${base(server)}/api/${path}`, { headers })
    }
    await visit.person.off()
    const exchanges = exchangesIn(recorded).filter((e) => e.method !== 'OPTIONS')
    const checkers = new Map(OWNERS.map((owner) => [owner, new Checker(owner)]))
    const seen = new Map<string, number>()
    const problems = new Set<string>()
    for (const exchange of exchanges) {
      const owner = ownerOf(exchange)
      if (!owner || /^\/(metrics|ready)$/.test(exchange.url)) continue
      seen.set(owner, (seen.get(owner) ?? 0) + 1)
      for (const problem of checkers.get(owner)?.check(exchange) ?? []) problems.add(`${owner}: ${problem}`)
    }
    expect([...problems]).toEqual([])
    for (const owner of ['doorman', 'network-map', 'notary', 'message-queue', 'node'])
      expect([owner, (seen.get(owner) ?? 0) > 5]).toEqual([owner, true])
  })

  test.each(SERVERS)('%s has every operation that it says it has, and refuses in the form that it says', async (server, owner) => {
    const description = (await (await fetch(`${base(server)}/openapi.json`)).json()) as Description
    const checker = new Checker(owner)
    const operations = Object.entries(description.paths).flatMap(([path, all]) =>
      Object.keys(all).map((method) => [method.toUpperCase(), path] as const),
    )
    expect(operations.length).toBeGreaterThan(2)
    for (const [method, path] of operations) {
      if (path.includes('/operator/')) expect(description.paths[path]?.[method.toLowerCase()]?.security).toEqual([{ operator: [] }])
      const url = base(server) + path.replaceAll('{type}', 'Observation').replace(/\{\w+\}/g, '00'.repeat(16))
      const asked = method === 'POST' || method === 'PUT' ? { type: 'application/json', body: '{}' } : { type: '', body: '' }
      const reply = await fetch(url, { method, ...(asked.body ? { headers: { 'content-type': asked.type }, body: asked.body } : {}) })
      const said = { status: reply.status, type: reply.headers.get('content-type') ?? '', body: await reply.text() }
      // What the server does not have it answers so, in Fastify's words.
      expect([method, path, said.body]).not.toEqual([method, path, expect.stringMatching(/^\{"message":"Route /)])
      expect(said.status).toBeLessThan(500)
      if (said.type.includes('json'))
        expect([path, checker.check({ program: '', method, url: new URL(url).pathname, asked, said })]).toEqual([path, []])
    }
  })

  test.each(SERVERS)(
    '%s: each route without its credential, with wrong ones and with the right one; by another name and from another page',
    async (server) => {
      const description = (await (await fetch(`${base(server)}/openapi.json`)).json()) as Description
      const credentials = await Credentials.of(net)
      const body = new TextEncoder().encode('{}')
      let guarded = 0
      for (const [template, all] of Object.entries(description.paths))
        for (const [name, operation] of Object.entries(all)) {
          const method = name.toUpperCase()
          const writes = method === 'POST' || method === 'PUT'
          const type = Object.keys(operation.requestBody?.content ?? {})[0] ?? 'application/json'
          const path = template.replaceAll('{type}', 'Observation').replace(/\{\w+\}/g, '00'.repeat(16))
          const asked = { server, operation, path, body: writes ? body : new Uint8Array(0) }
          const ask = async (authorization: string | undefined, more: Record<string, string> = {}): Promise<number> => {
            const headers = { ...(authorization ? { authorization } : {}), ...(writes ? { 'content-type': type } : {}), ...more }
            return requested(base(server), method, path, headers, writes ? body : undefined)
          }
          const credential = Credentials.named(operation, description.security)
          const optional = operation.security?.some((one) => Object.keys(one).length === 0)
          const is = (status: number) => [server, method, path, status]
          expect(is(await ask(undefined, { host: 'evil.example' }))).toEqual(is(403))
          expect(is(await ask(undefined, { origin: 'https://evil.example' }))).toEqual(is(403))
          if (!credential) {
            expect([401, 403]).not.toContain(await ask(undefined))
            continue
          }
          guarded++
          // FHIR clients are challenged (RFC 6750), others refused.
          const refused = credential === 'client' ? 401 : 403
          if (!optional) expect(is(await ask(undefined))).toEqual(is(refused))
          for (const wrong of await credentials.wrong(asked, credential)) expect(is(await ask(wrong))).toEqual(is(refused))
          if (ENDS.test(path)) continue
          const right = await ask(await credentials.right(asked, credential))
          expect([server, method, path, right, right < 500 && right !== 401 && right !== 403]).toEqual([server, method, path, right, true])
        }
      expect(guarded > 0).toBe(server !== 'notaryA' && server !== 'judge1')
    },
  )

  test.each(SERVERS)('%s: no route answers garbage with an error of its own', async (server) => {
    const description = (await (await fetch(`${base(server)}/openapi.json`)).json()) as Description
    const credentials = await Credentials.of(net)
    const random = seeded(5)
    const garbage = [
      ...[
        '',
        'null',
        '[]',
        '{}',
        '"x"',
        '{"a":',
        `${'['.repeat(5_000)}`,
        '{"__proto__":{}}',
        '{"order":7,"names":{},"hash":[],"csr":"AAAA","handle":null}',
      ],
      ...Array.from({ length: 6 }, (_, i) => random.bytes(1 + random.int(200 * (i + 1)))),
    ].map((each) => (typeof each === 'string' ? new TextEncoder().encode(each) : each))
    const names = ['00'.repeat(16), 'x', '%00', '..%2f..', 'a'.repeat(200), '%ff']
    for (const [template, all] of Object.entries(description.paths))
      for (const [name, operation] of Object.entries(all)) {
        if (ENDS.test(template)) continue
        const method = name.toUpperCase()
        const writes = method === 'POST' || method === 'PUT'
        const type = Object.keys(operation.requestBody?.content ?? {})[0] ?? 'application/json'
        const credential = Credentials.named(operation, description.security)
        for (const [i, each] of (writes ? garbage : names.map(() => new Uint8Array(0))).entries()) {
          const path = `${template.replace(/\{\w+\}/g, names[i % names.length] as string)}${writes ? '' : '?from=x&to=-1&count=1e9&after=NaN&_count=x'}`
          const asked = { server, operation, path, body: each }
          const authorization = credential ? { authorization: await credentials.right(asked, credential) } : {}
          const status = await requested(
            base(server),
            method,
            path,
            { ...authorization, ...(writes ? { 'content-type': type } : {}) },
            writes ? each : undefined,
          )
          expect([server, method, path, i, status >= 500 ? status : '']).toEqual([server, method, path, i, status === 503 ? status : ''])
        }
      }
  })

  test('what people of an institution do stands in its audit log, without whom it was about; every log is JSON, a line each', async () => {
    const token = readFileSync(join(net.file.folder, 'research', 'api-token'), 'utf8').trim()
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    await fetch(`${base('research')}/api/consents/check`, { method: 'POST', headers, body: '{}' })
    const audit = readFileSync(join(net.file.folder, 'research', 'audit.jsonl'), 'utf8')
    expect(audit).toContain('"by":"operator","event":"POST /consents/check"')
    const logs = readdirSync(join(net.file.folder, 'logs'))
    expect(logs.length).toBeGreaterThan(8)
    for (const log of logs)
      for (const line of readFileSync(join(net.file.folder, 'logs', log), 'utf8')
        .split('\n')
        .filter(Boolean))
        expect([log, JSON.parse(line)]).toEqual([
          log,
          expect.objectContaining({
            time: expect.any(String),
            level: expect.any(String),
            service: expect.any(String),
            event: expect.any(String),
          }),
        ])
  })
})
