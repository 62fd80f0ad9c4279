/** The main job between real processes: 21 steps, every refusal, sleeping phones, withdrawal, hostile peers, and where data must not be. */

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
import {
  agree,
  failureOf,
  filesBelow,
  hisGet,
  hospitalGet,
  type TestNetwork,
  testNetwork,
  treatment,
  until,
  visitor,
} from '../support/network.ts'
import { seeded } from '../support/random.ts'

let net: TestNetwork
/** Chooses where processes are killed; the seed is printed, so that a failure can be run again. */
const SEED = Number(process.env['HDMS_SEED'] ?? 11)
const chance = seeded(SEED)
beforeAll(async () => {
  process.stderr.write(`kills are chosen by HDMS_SEED=${SEED}\n`)
  net = await testNetwork()
})
afterAll(() => net?.stop())

interface Flows {
  readonly flows: readonly { readonly id: string; readonly name: string; readonly state: string; readonly code?: string }[]
}
const fromMap = async (path: string): Promise<Uint8Array> => {
  const reply = await fetch(`http://127.0.0.1:${net.file.ports.map}/v1/${path}`)
  return Uint8Array.from(Buffer.from((await reply.arrayBuffer()) as ArrayBuffer))
}
const orderStates = async () => (await hisGet<{ orders: { state: string; why?: string }[] }>(net.file, '/orders')).orders

describe('treatment', () => {
  test('21 steps, final on both ledgers, the same register entry, the result written from the data', async () => {
    const visit = await visitor(net.file)
    const outcome = await treatment(net.file, visit)
    expect(outcome.steps.map((s) => s.step)).toEqual(Array.from({ length: 21 }, (_, i) => i + 1))
    expect(outcome.comparison.rows.filter((r) => !r.same)).toEqual([])
    expect(outcome.comparison.same).toBe(true)
    const { records } = await visit.person.get<{ records: { verificationKey: string; profile: string }[] }>('/records')
    const result = records.find((r) => r.profile === 'fhir-r4/medical-result')
    const { groups } = await visit.person.get<{ groups: { kind: string; value: Record<string, unknown> }[] }>(
      `/records/${result?.verificationKey}`,
    )
    // 68.4 kg (the later weight) and 163.5 cm: 25.6; (142 + 2·88) / 3 = 106.
    expect(
      groups
        .filter((g) => g.kind === 'Observation')
        .map((g) => (g.value['valueQuantity'] as { value: number }).value)
        .sort((a, b) => a - b),
    ).toEqual([1, 25.6, 106])
    expect(groups.map((g) => g.kind)).toContain('Provenance')
    const status = await visit.person.get<{ sent: Record<string, number> }>('/status')
    expect(status.sent).toMatchObject({ rest: 0, mailbox: 0, libp2p: expect.any(Number) })
    const flows = await visit.person.get<Flows>('/flows')
    expect(flows.flows.every((f) => f.state === 'done')).toBe(true)
    await visit.person.off()
  })

  test('the HIS does not know the desk code: refused with a reason on both sides, nothing on the ledger', async () => {
    const visit = await visitor(net.file)
    const failure = await failureOf(treatment(net.file, { ...visit, desk: { ...visit.desk, code: 'WRONG' } }))
    expect(failure).toMatchObject({
      code: 'REFUSED',
      data: { by: 'the hospital', reason: expect.stringContaining('register at the desk') },
    })
    expect((await visit.person.get<{ transactions: unknown[] }>('/ledger')).transactions).toEqual([])
    await visit.person.off()
  })

  test('the HIS knows the code but not this person: refused', async () => {
    const visit = await visitor(net.file)
    const failure = await failureOf(treatment(net.file, { ...visit, desk: { ...visit.desk, birthDate: '1990-01-01' } }))
    expect(failure.data['reason']).toContain('not what was registered')
    await visit.person.off()
  })

  test.each(['consent', 'result'])(
    'the person refuses the %s: the reason reaches the hospital, the HIS closes the order',
    async (question) => {
      const closes = async () => {
        const { transactions } = await hospitalGet<{ transactions: { commands: string[]; standing: string }[] }>(net.file, '/ledger')
        return transactions.filter((t) => t.commands.includes('order.Close') && t.standing === 'verified').length
      }
      const before = await closes()
      const visit = await visitor(net.file)
      const decide = async (ask: { question: string }) =>
        ask.question === question ? { approved: false, reason: `no to the ${question}` } : { approved: true }
      expect(await failureOf(treatment(net.file, visit, decide))).toMatchObject({
        code: 'REFUSED',
        data: { reason: `no to the ${question}` },
      })
      await until(async () => (await orderStates()).some((o) => o.state === 'cancelled' && o.why === 'REFUSED'))
      // The order is spent on the ledger as well.
      await until(async () => (await closes()) === before + 1)
      await visit.person.off()
    },
  )

  test('S17 the phone is off during 10, 11 and 18 and comes back: the session moves to the mailbox and back, nothing is lost', async () => {
    const before = await hospitalGet<{ sent: Record<string, number> }>(net.file, '/status')
    const visit = await visitor(net.file)
    const { person, desk } = visit
    await net.network.kill('his', false)
    const { flow, dealing } = await person.post<{ flow: string; dealing: string }>('/treatments', {
      hospital: HOSPITAL,
      desk,
      reason: 'cough',
    })
    await until(async () =>
      (await person.get<{ lines: { step: number }[] }>(`/progress/${dealing}?after=2`)).lines.some((l) => l.step === 3),
    )
    await until(async () =>
      (await hospitalGet<{ lines: { step: number }[] }>(net.file, `/progress/${dealing}`)).lines.some((l) => l.step === 4),
    )
    await person.off()
    await net.network.revive('his')
    await until(async () =>
      (await hospitalGet<{ lines: { step: number }[] }>(net.file, `/progress/${dealing}`)).lines.some((l) => l.step === 11),
    )
    await person.on()
    const ask = await until(async () => (await person.get<{ asks: { id: string }[] }>('/asks?wait=1')).asks[0])
    // The HIS is away, so that the result cannot come before the phone is off again.
    await net.network.kill('his', false)
    await person.post('/answers', { id: ask.id, approved: true })
    await until(async () =>
      (await hospitalGet<{ lines: { step: number }[] }>(net.file, `/progress/${dealing}`)).lines.some((l) => l.step === 13),
    )
    await person.off('SIGKILL')
    await net.network.revive('his')
    await until(async () =>
      (await hospitalGet<{ lines: { step: number }[] }>(net.file, `/progress/${dealing}`)).lines.some((l) => l.step === 18),
    )
    await person.on()
    const second = await until(async () =>
      (await person.get<{ asks: { id: string; question: string }[] }>('/asks?wait=1')).asks.find((a) => a.question === 'result'),
    )
    await person.post('/answers', { id: second.id, approved: true })
    const { result } = await person.get<{ result: { record: string } }>(`/results/${flow}`)
    expect(result.record).toMatch(/^[0-9a-f]{64}$/)
    await until(async () =>
      (await hospitalGet<{ lines: { step: number }[] }>(net.file, `/progress/${dealing}`)).lines.some((l) => l.step === 21),
    )
    const after = await hospitalGet<{ sent: Record<string, number> }>(net.file, '/status')
    expect(after.sent['mailbox']).toBeGreaterThan(before.sent['mailbox'] ?? 0)
    expect(after.sent['libp2p']).toBeGreaterThan(before.sent['libp2p'] ?? 0)
    await person.off()
  })

  test('a consent withdrawn between 12 and 14: nothing is handed over, both sides end withdrawn', async () => {
    const visit = await visitor(net.file)
    const { person } = visit
    const before = (await orderStates()).filter((o) => o.state === 'resulted').length
    let away = false
    const decide = async (ask: { question: string }) => {
      // A question may still be listed when it was answered: the HIS goes away once.
      if (ask.question === 'consent' && !away) {
        away = true
        await net.network.kill('his', false)
      }
      return { approved: true }
    }
    const ending = failureOf(treatment(net.file, visit, decide))
    const consent = await until(async () => {
      const { dealing } = (await person.get<{ consents: { dealing: string }[] }>('/consents')).consents[0] ?? {}
      const { lines } = await hospitalGet<{ lines: { step: number }[] }>(net.file, `/progress/${dealing}`)
      return (
        lines.some((l) => l.step === 13) &&
        (await person.get<{ consents: { id: string; own: boolean }[] }>('/consents')).consents.find((c) => c.own)
      )
    })
    await person.post('/withdrawals', { consent: consent.id })
    await net.network.revive('his')
    expect((await ending).code).toBe('CONSENT_SPENT')
    await until(async () => (await orderStates()).some((o) => o.state === 'cancelled' && o.why === 'CONSENT_SPENT'))
    expect((await orderStates()).filter((o) => o.state === 'resulted').length).toBe(before)
    expect((await person.get<{ consents: { state: string }[] }>('/consents')).consents[0]?.state).toBe('withdrawn')
    await person.off()
  })

  test('the same request twice is one flow; two people at once both finish', async () => {
    const [a, b] = await Promise.all([visitor(net.file), visitor(net.file)])
    const start = () => a.person.post<{ flow: string }>('/treatments?clientId=once', { hospital: HOSPITAL, desk: a.desk, reason: 'x' })
    const [one, two] = await Promise.all([start(), start()])
    expect(one.flow).toBe(two.flow)
    const outcomes = await Promise.all([
      visitor(net.file).then((c) => treatment(net.file, c).finally(() => c.person.off())),
      treatment(net.file, b),
    ])
    expect(outcomes.map((o) => o.comparison.same)).toEqual([true, true])
    await Promise.all([a.person.off(), b.person.off()])
  })

  test('the queue is down: what needs no queue goes on, the rest waits and finishes when it is back', async () => {
    const visit = await visitor(net.file)
    let back: Promise<void> | undefined
    const outcome = await treatment(net.file, visit, async (ask) => {
      if (ask.question === 'consent') {
        await net.network.kill('queue', false)
        back = until(async () => true).then(() => net.network.revive('queue'))
      }
      return { approved: true }
    })
    await back
    expect(outcome.comparison.same).toBe(true)
    await visit.person.off()
  })

  const services = ['notary-a', 'notary-b', 'hospital', 'his', 'queue', 'push', 'network-map', 'doorman']
  // Each once, and four more that the seed picks.
  test.each([...services, ...Array.from({ length: 4 }, () => chance.pick(services))])(
    'kill -9 of %s at a step chosen by seed: the scenario finishes, each effect once',
    async (victim) => {
      const visit = await visitor(net.file)
      const at = 2 + chance.int(18)
      let killed: Promise<void> | undefined
      const outcome = await treatment(net.file, visit, agree, ({ step }) => {
        if (step >= at) killed ??= net.network.kill(victim)
      })
      expect(killed, `killed at step ${at}`).toBeDefined()
      await killed
      await net.network.revive(victim)
      expect(outcome.comparison.rows.filter((r) => !r.same)).toEqual([])
      const { transactions } = await visit.person.get<{ transactions: { commands: string[]; standing: string }[] }>('/ledger')
      const final = transactions.filter((t) => t.standing === 'verified').flatMap((t) => t.commands)
      expect(final.sort()).toEqual(['consent.Give', 'consent.Share', 'order.Approve', 'order.Complete', 'record.Issue'])
      await visit.person.off()
    },
  )

  test("kill -9 of the person's node at each question: it goes on where it stood", async () => {
    const visit = await visitor(net.file)
    const killed = new Set<string>()
    const outcome = await treatment(net.file, visit, async (ask) => {
      if (!killed.has(ask.question)) {
        killed.add(ask.question)
        await visit.person.off('SIGKILL')
        await visit.person.on()
        throw new Error('the question is asked again')
      }
      return agree(ask as never)
    })
    expect([...killed].sort()).toEqual(['consent', 'result'])
    expect(outcome.comparison.same).toBe(true)
    await visit.person.off()
  })
})

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
