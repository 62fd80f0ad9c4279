/** Bad input, hostile peers and floods between real processes, and where data must not be. */

import { execFileSync } from 'node:child_process'
import { chmodSync, statSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { HOSPITAL } from '@hdms/sandbox/network/launcher.ts'
import { SAMPLE_BUNDLE } from '@hdms/sandbox/people/sample.ts'
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { XWING } from '@hdms/shared/crypto/hpke.ts'
import { sealEnvelope } from '@hdms/shared/envelope/envelope.ts'
import { issueCertificate } from '@hdms/shared/identity/certificates.ts'
import { encode, hdms } from '@hdms/shared/messages/wire.ts'
import { signNodeInfo } from '@hdms/shared/network/node-info.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { forms, identifying } from '../support/identifying.ts'
import { failureOf, filesBelow, hisGet, hospitalGet, type TestNetwork, testNetwork, treatment, visitor } from '../support/network.ts'

let net: TestNetwork
beforeAll(async () => {
  net = await testNetwork()
})
afterAll(() => net?.stop())

const fromMap = async (path: string): Promise<Uint8Array> => {
  const reply = await fetch(`http://127.0.0.1:${net.file.ports.map}/v1/${path}`)
  return Uint8Array.from(Buffer.from((await reply.arrayBuffer()) as ArrayBuffer))
}
describe('bad input', () => {
  const refusals: readonly (readonly [string, string, string])[] = [
    ['truncated JSON', SAMPLE_BUNDLE.slice(0, 500), 'DOCUMENT_INVALID'],
    ['no patient', SAMPLE_BUNDLE.replace('"resourceType":"Patient"', '"resourceType":"Person"'), 'DOCUMENT_INVALID'],
    ['no bundle', SAMPLE_BUNDLE.replace('"resourceType":"Bundle"', '"resourceType":"Basic"'), 'DOCUMENT_INVALID'],
  ]
  test.each(refusals)('%s is refused with the place and leaves nothing', async (_name, text, code) => {
    const visit = await visitor(net.file)
    const before = await visit.person.get<{ records: unknown[] }>('/records')
    const failure = await failureOf(visit.person.post('/import', text))
    expect(failure.code).toBe(code)
    expect(String(failure.data['path'])).not.toBe('')
    expect(await visit.person.get('/records')).toEqual(before)
    await visit.person.off()
  })

  test.each([
    ['a resource that R4 does not have', SAMPLE_BUNDLE.replace('"resourceType":"Procedure"', '"resourceType":"Nothing"')],
    ['an invalid resource', SAMPLE_BUNDLE.replace('"status":"final"', '"status":7')],
  ])('%s is left out and named, and the rest is taken', async (_name, text) => {
    const visit = await visitor(net.file)
    const { leftOut } = await visit.person.post<{ leftOut: { path: string; count: number }[] }>('/import', text)
    expect(leftOut).toEqual([{ path: expect.stringContaining('Bundle.entry['), why: expect.any(String), count: 1 }])
    await visit.person.off()
  })

  test('a bundle with two patients is refused', async () => {
    const visit = await visitor(net.file)
    const bundle = JSON.parse(SAMPLE_BUNDLE) as { entry: { resource: { resourceType: string } }[] }
    bundle.entry.push({ ...bundle.entry[0], fullUrl: 'urn:uuid:7d1f6c1e-0000-4000-8000-000000000099' } as never)
    expect((await failureOf(visit.person.post('/import', JSON.stringify(bundle)))).data['why']).toContain('holds 2')
    await visit.person.off()
  })

  test('a broken HL7 frame and an unknown message do no harm', async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(net.file.ports.hospitalMllp, '127.0.0.1', () =>
        socket.end(Buffer.from([11, 0x50, 0x49, 0x44, 28, 13, 11, 0xff, 0xfe])),
      )
      socket.on('close', () => resolve())
      socket.on('error', () => resolve())
      socket.resume()
    })
    const health = await fetch(`http://127.0.0.1:${net.file.ports.hospital}/health`)
    expect(health.status).toBe(200)
  })

  test('an uncertified peer, garbage and every flipped byte are refused; the node lives on', async () => {
    const crypto = nativeCrypto()
    const post = async (body: Uint8Array) => {
      const reply = await fetch(`http://127.0.0.1:${net.file.ports.hospital}/v1/envelopes`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: body as Uint8Array<ArrayBuffer>,
      })
      return { status: reply.status, code: reply.ok ? '' : ((await reply.json()) as { code: string }).code }
    }
    expect(await post(utf8('garbage'))).toMatchObject({ status: 400 })
    // A chain of their own making, right in form, ending in another root.
    const seed = crypto.random(32)
    const name = { organisation: 'Evil Hospital', country: 'KR' }
    const now = Date.now()
    const make = async (role: 'root' | 'doorman' | 'node-ca' | 'legal-identity', kind: 'none' | 'institution') =>
      issueCertificate(
        crypto,
        { name, seed },
        { subject: name, publicKey: await crypto.publicKey(seed), role, kind, notBefore: now - 1000, notAfter: now + 1e9 },
      )
    const chain = [
      await make('legal-identity', 'institution'),
      await make('node-ca', 'institution'),
      await make('doorman', 'none'),
      await make('root', 'none'),
    ]
    const sealing = await XWING.publicKey(crypto, seed)
    const info = await signNodeInfo(crypto, seed, {
      name: 'O=Evil Hospital,C=KR',
      serial: 1,
      chain,
      sealingKey: sealing,
      rest: '',
      multiaddrs: [],
      notary: '',
      platformVersion: 1,
      transport: new Uint8Array(0),
    })
    const { members } = await hospitalGet<{ members: { name: string }[] }>(net.file, '/status')
    expect(members.map((m) => m.name)).toContain(HOSPITAL)
    const map = await fromMap('map')
    const listed = hdms.NetworkMap.decode(hdms.SignedObject.decode(map).content)
    let key: Uint8Array | undefined
    for (const hash of listed.nodeInfos) {
      const bytes = await fromMap(`objects/${hex(hash)}`)
      const node = hdms.NodeInfo.decode(hdms.SignedNodeInfo.decode(bytes).info)
      if (node.name === HOSPITAL) key = node.sealingKey
    }
    const session = crypto.random(16)
    const payload = encode(hdms.SessionMessage, {
      session,
      kind: hdms.SessionMessage.Kind.OPEN,
      sequence: 0,
      fromOpener: true,
      flow: 'treatment.respond',
      versionMin: 1,
      versionMax: 1,
      payload: new Uint8Array(0),
    })
    const envelope = await sealEnvelope(crypto, { seed, nodeInfo: info }, key as Uint8Array, { session, counter: 0, payload })
    expect(await post(envelope)).toEqual({ status: 403, code: 'CERT_REFUSED' })
    // Every byte counts: flipped anywhere it is refused, and nothing falls over (a sample of positions).
    for (let at = 0; at < envelope.length; at += Math.ceil(envelope.length / 40)) {
      const twisted = envelope.slice()
      twisted[at] = (twisted[at] as number) ^ 1
      expect((await post(twisted)).status).toBeGreaterThanOrEqual(400)
    }
  })
})

describe('where data must not be', () => {
  test('P6: outside the consent nothing reaches the HIS; no service, log or URL holds anything of the patient', async () => {
    const visit = await visitor(net.file)
    const outcome = await treatment(net.file, visit)
    expect(outcome.comparison.same).toBe(true)
    await visit.person.off()
    // Identifying or free text of the sample patient that the consent does not cover.
    const outside = ['010-0000-4217', 'Appendectomy', '개인 메모', '가족에게', '2009-11-03']
    const hisText =
      JSON.stringify(await hisGet(net.file, '/orders')) +
      filesBelow(join(net.file.folder, 'his'))
        .map((f) => f.bytes.toString('utf8'))
        .join('')
    for (const text of outside) expect(hisText.includes(text), text).toBe(false)
    const everything = [...new Set([...identifying(JSON.parse(SAMPLE_BUNDLE)), ...outside])]
    expect(everything.length).toBeGreaterThan(15)
    const services = ['doorman', 'network-map', 'notary-a', 'notary-b', 'queue', 'logs', 'parameters', 'trust']
    for (const folder of services) {
      for (const { path, bytes } of filesBelow(join(net.file.folder, folder))) {
        for (const text of everything) {
          for (const form of forms(text)) expect(bytes.includes(form), `${text} in ${path}`).toBe(false)
        }
      }
    }
    const personLogs = filesBelow(join(net.file.folder, 'persons')).filter((f) => f.path.endsWith('/log'))
    for (const { path, bytes } of personLogs)
      for (const text of everything) expect(bytes.includes(Buffer.from(text)), `${text} in ${path}`).toBe(false)
  })

  test('secrets and the control socket are for their owner only, and a readable key file is refused', async () => {
    const { person } = await visitor(net.file)
    expect(statSync(person.control.socketPath).mode & 0o777).toBe(0o600)
    const keys = join(person.folder, 'keys.json')
    expect(statSync(keys).mode & 0o777).toBe(0o600)
    await person.off()
    chmodSync(keys, 0o644)
    expect((await failureOf(person.on())).code).toBe('SERVICE_UNAVAILABLE')
    chmodSync(keys, 0o600)
    await person.on()
    await person.off()
  })

  test('openssl verify accepts what the doorman issued, and refuses it under another root', async () => {
    const trust = join(net.file.folder, 'trust')
    const { members } = await hospitalGet<{ members: { name: string }[] }>(net.file, '/status')
    expect(members.length).toBe(4)
    const map = await fromMap('map')
    const chain = hdms.SignedObject.decode(map).chain
    const file = join(net.file.folder, 'leaf.der')
    writeFileSync(file, chain[0] as Uint8Array)
    const pem = (der: string) => {
      const out = der.replace(/der$/, 'pem')
      execFileSync('openssl', ['x509', '-inform', 'DER', '-in', der, '-out', out])
      return out
    }
    const [leaf, ca, root] = [pem(file), pem(join(trust, 'doorman-ca.der')), pem(join(trust, 'root.der'))]
    expect(execFileSync('openssl', ['verify', '-CAfile', root, '-untrusted', ca, leaf], { encoding: 'utf8' })).toContain('OK')
    expect(() => execFileSync('openssl', ['verify', '-CAfile', leaf, '-untrusted', ca, leaf], { stdio: 'pipe' })).toThrow()
  })
})

describe('a flood', () => {
  test('more garbage than an address may send is refused with the seconds to wait; a treatment still works', async () => {
    const statuses = new Map<number, number>()
    let waits = 0
    for (let i = 0; i < 70; i++) {
      const replies = await Promise.all(
        Array.from({ length: 10 }, () =>
          fetch(`http://127.0.0.1:${net.file.ports.hospital}/v1/envelopes`, {
            method: 'POST',
            headers: { 'content-type': 'application/octet-stream' },
            body: 'garbage',
          }),
        ),
      )
      for (const reply of replies) {
        statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1)
        waits = Math.max(waits, Number(reply.headers.get('retry-after') ?? 0))
        expect(['WIRE_MALFORMED', 'ENVELOPE_REFUSED', 'QUOTA']).toContain(((await reply.json()) as { code: string }).code)
      }
    }
    expect([...statuses.keys()].sort()).toEqual([400, 429])
    expect(statuses.get(429)).toBeGreaterThanOrEqual(100)
    expect(waits).toBeGreaterThan(0)
    const visit = await visitor(net.file)
    expect((await treatment(net.file, visit)).comparison.same).toBe(true)
    await visit.person.off()
  })
})
