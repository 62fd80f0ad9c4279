/**
 * A network as its administrators set it up: every service and node on a host of its own with an address of its own, over TLS, from
 * configuration files that `init` wrote. Hosts join, are cut off and come back; nobody else restarts.
 */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Ask } from '@hdms/flows/engine/engine.ts'
import { call, demographics } from '@hdms/sandbox/people/person.ts'
import { SAMPLE_BUNDLE } from '@hdms/sandbox/people/sample.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Host, Hosts, type Running, whyNoHosts } from '../support/hosts.ts'
import { until } from '../support/network.ts'

const why = whyNoHosts()
if (why) process.stderr.write(`skipped, several hosts: ${why}\n`)

const NOTARY = 'O=Saeron Research Institute,L=Daejeon,C=KR'
const FIRST = 'O=Hanbit Hospital,L=Seoul,C=KR'
const SECOND = 'O=Haneul Hospital,L=Busan,C=KR'

let hosts: Hosts
let center: Host
let notaryHost: Host
let hospital: Host
let second: Host
let phone: Host
let ca: string
let rootPrint = ''
const services: Record<string, Running> = {}
const at = (host: Host, port: number) => `https://${host.address}:${port}`
const flags = (values: Record<string, string | number>) => Object.entries(values).flatMap(([name, value]) => [`--${name}`, String(value)])

/** A certificate for a host's address from the network's own authority. */
function certify(host: Host): { cert: string; key: string } {
  const [key, request, cert] = [host.path('tls.key'), host.path('tls.csr'), host.path('tls.crt')]
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' })
  openssl(
    'req',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    key,
    '-out',
    request,
    '-subj',
    `/CN=${host.address}`,
  )
  writeFileSync(host.path('san'), `subjectAltName=IP:${host.address}`)
  const from = ['-CA', join(hosts.folder, 'ca.crt'), '-CAkey', join(hosts.folder, 'ca.key'), '-CAcreateserial']
  openssl('x509', '-req', '-in', request, ...from, '-days', '30', '-extfile', host.path('san'), '-out', cert)
  return { cert, key }
}

/** Writes a configuration with `init`, as an administrator would. @returns its path */
async function configured(host: Host, program: string, values: Record<string, string | number>): Promise<string> {
  const config = host.path(`${program}.toml`)
  const listens =
    program === 'root' || program === 'parameters'
      ? {}
      : { host: '0.0.0.0', 'tls-cert': host.path('tls.crt'), 'tls-key': host.path('tls.key') }
  const published = 'port' in values ? { 'public-url': at(host, Number(values['port'])) } : {}
  const trusts = program === 'root' ? {} : { 'tls-ca': ca }
  const all = { data: host.path(`${program}-data`), ...listens, ...published, ...trusts, ...values }
  await host.must([program, 'init', '--config', config, ...flags(all)])
  return config
}
const network = () => ({ doorman: at(center, 7400), root: rootPrint })
const member = () => ({ ...network(), 'network-map': at(center, 7401) })

const MAINS: Record<string, string> = {
  doorman: 'doorman/server/main.ts',
  'network-map': 'network-map/server/main.ts',
  notary: 'notary/server/main.ts',
  'message-queue': 'message-queue/server/main.ts',
  node: 'node/main/main.ts',
}
/** Starts what is configured, as its systemd unit would. */
function run(host: Host, name: string, program: string, config: string): Promise<Record<string, string>> {
  const unit = Object.fromEntries([['program', MAINS[program] as string]])
  const running = host.start(unit['program'] as string, ['run', '--config', config])
  services[name] = running
  return running.ready
}

/** The doorman's operator admits whoever waits under this name. */
async function admit(name: string): Promise<void> {
  const doorman = center.path('doorman.toml')
  const waiting = await until(async () => {
    const rows = JSON.parse(await center.must(['doorman', 'pending', '--config', doorman, '--json'])) as { id: string; name: string }[]
    return rows.find((row) => row.name === name)
  })
  await center.must(['doorman', 'approve', waiting.id.slice(0, 8), '--config', doorman])
}
/** `join`, while the operator admits. @returns what it printed */
async function joined(host: Host, program: string, config: string, name: string): Promise<string> {
  const [out] = await Promise.all([host.must([program, 'join', '--config', config]), admit(name)])
  return out
}

interface Visit {
  readonly control: { socketPath: string }
  readonly name: string
}
/** A hospital with its HIS on one host, joined. */
async function openHospital(host: Host, name: string): Promise<void> {
  const his = { 'mllp-port': 7420, port: 7421, data: host.path('his-data'), node: 'mllp://127.0.0.1:7412' }
  await host.start('sandbox/his/main.ts', flags(his)).ready
  const config = await configured(host, 'node', {
    kind: 'hospital',
    ...member(),
    queue: at(center, 7404),
    name,
    notary: NOTARY,
    his: 'mllp://127.0.0.1:7420',
    port: 7410,
    'backup-folder': host.path('archives'),
    'backup-key-folder': host.path('archive-keys'),
    'metrics-port': 9464,
  })
  await joined(host, 'node', config, name)
  await run(host, name, 'node', config)
}

/** A person is invited by a hospital and starts their node on their own host. */
async function person(host: Host): Promise<Visit> {
  const invitation = (await host.must(['invite', '--config', host.path('node.toml')])).trim()
  const data = phone.path(randomBytes(3).toString('hex'))
  const control = join(data, 'control.sock')
  const values = { data, ...member(), queue: at(center, 7404), 'tls-ca': ca, 'push-stand-in': `http://${center.address}:7405`, invitation }
  const { name = '' } = await phone.start('node/main/person.ts', flags(values), { HDMS_PASSPHRASE: 'a phone' }).ready
  await call({ socketPath: control }, 'POST', '/import', SAMPLE_BUNDLE)
  return { control: { socketPath: control }, name }
}

interface FlowRow {
  readonly id: string
  readonly state: string
  readonly code?: string
}
/** A treatment; `atConsent` happens when the person is asked for their data. @returns how the person's flow ended */
async function treated({ control }: Visit, host: Host, name: string, atConsent: () => Promise<void> = async () => {}): Promise<FlowRow> {
  const desk = demographics(SAMPLE_BUNDLE)
  const { code } = await host.ask<{ code: string }>('POST', 'http://127.0.0.1:7421/desk', desk)
  const { flow } = await call<{ flow: string }>(control, 'POST', '/treatments', {
    hospital: name,
    desk: { ...desk, code },
    reason: 'headache',
  })
  return until(async () => {
    const { asks } = await call<{ asks: Ask[] }>(control, 'GET', '/asks')
    for (const ask of asks) {
      if (ask.question === 'consent') await atConsent()
      await call(control, 'POST', '/answers', { id: ask.id, approved: true })
    }
    const { flows } = await call<{ flows: FlowRow[] }>(control, 'GET', '/flows')
    return flows.find((f) => f.id === flow && f.state !== 'running' && f.state !== 'waiting')
  })
}

describe.skipIf(why)('several hosts', () => {
  beforeAll(async () => {
    hosts = new Hosts()
    ;[center, notaryHost, hospital, second, phone] = ['center', 'notary', 'hospital', 'second', 'phone'].map((name) => hosts.add(name)) as [
      Host,
      Host,
      Host,
      Host,
      Host,
    ]
    ca = join(hosts.folder, 'ca.crt')
    const self = ['-keyout', join(hosts.folder, 'ca.key'), '-out', ca, '-subj', '/CN=Test Authority', '-days', '30']
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', ...self], { stdio: 'pipe' })
    for (const host of [center, notaryHost, hospital, second]) certify(host)

    // The network's operator: ceremony, doorman, then parameters with the notary in them, map, queue.
    const trust = center.path('trust')
    const rootConfig = await configured(center, 'root', { safe: center.path('safe'), trust, data: center.path('doorman-data') })
    const secret = center.path('root.passphrase')
    rootPrint = /sha256:[0-9a-f]{64}/.exec(await center.must(['root', 'run', '--config', rootConfig]))?.[0] ?? ''
    const doorman = await configured(center, 'doorman', { trust, port: 7400, 'passphrase-file': secret, 'poll-seconds': 1 })
    await run(center, 'doorman', 'doorman', doorman)
    const notary = await configured(notaryHost, 'notary', { ...member(), name: NOTARY, port: 7402, mirror: notaryHost.path('second-disk') })
    const key = /notary = "(.*)"/.exec(await joined(notaryHost, 'notary', notary, NOTARY))?.[1] ?? ''
    const out = center.path('parameters.bin')
    const parameters = await configured(center, 'parameters', { ...network(), out, notary: key })
    await Promise.all([center.must(['parameters', 'run', '--config', parameters]), admit('CN=Network Parameters,O=HDMS,C=KR')])
    const map = await configured(center, 'network-map', { ...network(), parameters: out, port: 7401 })
    await Promise.all([run(center, 'network-map', 'network-map', map), admit('CN=Network Map,O=HDMS,C=KR')])
    await run(notaryHost, 'notary', 'notary', notary)
    await center.start('sandbox/push/main.ts', flags({ host: '0.0.0.0', port: 7405 })).ready
    const queue = await configured(center, 'message-queue', { ...member(), port: 7404, 'push-stand-in': `http://${center.address}:7405` })
    await Promise.all([run(center, 'message-queue', 'message-queue', queue), admit('CN=Message Queue,O=HDMS,C=KR')])
    await openHospital(hospital, FIRST)
  })
  afterAll(() => hosts?.close())

  test('a treatment between a phone, a hospital and a notary on hosts of their own, over TLS', async () => {
    const visit = await person(hospital)
    expect(await treated(visit, hospital, FIRST)).toMatchObject({ state: 'done' })
    expect(await hospital.must(['ledger', '--config', hospital.path('node.toml')])).toMatch(/record\.Issue +verified/)
  })

  test('a hospital that joins is known to a node that runs, within seconds, and nobody else restarts', async () => {
    const before = Object.fromEntries(Object.entries(services).map(([name, running]) => [name, running.pid]))
    await openHospital(second, SECOND)
    const listed = await until(async () => (await hospital.must(['status', '--config', hospital.path('node.toml')])).includes(SECOND))
    expect(listed).toBe(true)
    const visit = await person(second)
    expect(await treated(visit, second, SECOND)).toMatchObject({ state: 'done' })
    for (const [name, pid] of Object.entries(before)) expect([name, services[name]?.pid]).toEqual([name, pid])
  })

  test('the hospital is cut off in the middle of a treatment: both sides wait, and it ends when the cable is back', async () => {
    const visit = await person(hospital)
    const outcome = treated(visit, hospital, FIRST, async () => {
      hosts.cable('hospital', 'down')
      setTimeout(() => hosts.cable('hospital', 'up'), 3_000)
    })
    expect(await outcome).toMatchObject({ state: 'done' })
  })

  test('the hospital loses its disk: an archive that was made while it ran brings back ledger, keys and name', async () => {
    const config = ['--config', hospital.path('node.toml')]
    const visit = await person(hospital)
    const outcome = treated(visit, hospital, FIRST)
    const made = await hospital.must(['node', 'backup', ...config])
    await outcome
    const archive = /(\S+\.hdms): (\d+) rows/.exec(await hospital.must(['node', 'backup', ...config])) ?? []
    expect(made).toMatch(/its key lies in/i)
    const before = await hospital.must(['ledger', ...config])
    await services[FIRST]?.stop('SIGKILL')
    rmSync(hospital.path('node-data'), { recursive: true })
    expect(await hospital.must(['node', 'restore', archive[1] as string, ...config])).toContain(`${archive[2]} rows`)
    await run(hospital, FIRST, 'node', hospital.path('node.toml'))
    expect(await hospital.must(['ledger', ...config])).toBe(before)
    // The person deals with it as before: same name, same keys.
    expect(await treated(visit, hospital, FIRST)).toMatchObject({ state: 'done' })
    expect(await hospital.hdms(['node', 'restore', archive[1] as string, ...config])).toMatchObject({
      code: 2,
      err: expect.stringContaining('not empty'),
    })
  })

  test('the notary loses its disk: it does not start empty, and goes on from its mirror with nothing forgotten', async () => {
    const config = notaryHost.path('notary.toml')
    await services['notary']?.stop('SIGKILL')
    rmSync(notaryHost.path('notary-data'), { recursive: true })
    expect(await notaryHost.hdms(['notary', 'run', '--config', config])).toMatchObject({
      code: 3,
      err: expect.stringContaining('Run "restore" first'),
    })
    await notaryHost.must(['notary', 'restore', '--config', config])
    await run(notaryHost, 'notary', 'notary', config)
    const sequences = async () =>
      [...(await hospital.must(['ledger', '--config', hospital.path('node.toml')])).matchAll(/verified +(\d+)/g)].map((m) => Number(m[1]))
    const before = Math.max(...(await sequences()))
    expect(await treated(await person(hospital), hospital, FIRST)).toMatchObject({ state: 'done' })
    expect(Math.max(...(await sequences()))).toBeGreaterThan(before)
    expect(new Set(await sequences()).size).toBe((await sequences()).length)
  })

  test('a node is watched: metrics without a name in them, ready only with a map, and an audit log that is whole', async () => {
    const get = async (path: string) => {
      const script = `process.stdout.write(await (await fetch('http://127.0.0.1:9464${path}')).text())`
      return execFileSync('ip', ['netns', 'exec', `hdms${process.pid}-hospital`, process.execPath, '--input-type=module', '-e', script], {
        encoding: 'utf8',
      })
    }
    const metrics = await get('/metrics')
    expect(metrics).toMatch(/hdms_flows_parked 0/)
    expect(metrics).toMatch(/hdms_transactions\{standing="verified"\} \d+/)
    expect(metrics).toMatch(/hdms_http_request_seconds_count\{method="GET",route="\/api\/ledger",status="200"\}/)
    expect(metrics).toMatch(/hdms_hl7_messages_total\{type="ORU\^R01",code="AA"\}/)
    expect(metrics).not.toMatch(/O=|CN=|10\.77\.|김|headache/)
    expect([JSON.parse(await get('/health')), JSON.parse(await get('/ready'))]).toEqual([{ status: 'ok' }, { status: 'ready', parked: 0 }])
    const audit = JSON.parse(await center.must(['doorman', 'audit-log', '--config', center.path('doorman.toml'), '--json'])) as {
      by: string
      event: string
    }[]
    expect(audit.map((l) => `${l.by} ${l.event}`)).toEqual(expect.arrayContaining(['operator admit', `${FIRST} invite`]))
  })

  test('a new certificate is served after SIGHUP, and a broken one leaves the old in service', async () => {
    const print = () =>
      execFileSync('ip', ['netns', 'exec', `hdms${process.pid}-hospital`, 'openssl', 's_client', '-connect', `${hospital.address}:7410`], {
        input: '',
        stdio: ['pipe', 'pipe', 'ignore'],
        encoding: 'utf8',
      }).match(/BEGIN CERTIFICATE-----\n(.{64})\n(.{64})\n(.{64})/)?.[0]
    const first = print()
    writeFileSync(hospital.path('tls.crt'), 'broken')
    services[FIRST]?.hangUp()
    await until(async () => /reload failed/.test(readFileSync(hospital.path('log-2'), 'utf8')))
    expect(print()).toBe(first)
    certify(hospital)
    const check = (url: string) => hospital.hdms(['node', 'check', '--config', hospital.path('node.toml'), '--public-url', url])
    expect(await check(at(hospital, 7410))).toMatchObject({ code: 0 })
    expect(await check('https://hdms.hospital.example')).toMatchObject({
      code: 2,
      err: expect.stringContaining('tls-cert is not valid: it is not of this host'),
    })
    services[FIRST]?.hangUp()
    await until(async () => print() !== first)
  })

  test('what an administrator gets wrong is named, with an exit code that systemd does not retry', async () => {
    const base = {
      kind: 'hospital',
      ...member(),
      queue: at(center, 7404),
      name: 'O=Third Hospital,C=KR',
      notary: NOTARY,
      his: 'mllp://127.0.0.1:1',
    }
    const wrongRoot = second.path('wrong.toml')
    await second.must([
      'node',
      'init',
      '--config',
      wrongRoot,
      ...flags({ ...base, root: `sha256:${'0'.repeat(64)}`, data: second.path('wrong'), 'tls-ca': ca }),
    ])
    expect(await second.hdms(['node', 'join', '--config', wrongRoot])).toMatchObject({
      code: 2,
      err: expect.stringContaining('another root'),
    })
    // A name that is taken is refused by the doorman, and says what to do.
    const taken = second.path('taken.toml')
    await second.must(['node', 'init', '--config', taken, ...flags({ ...base, name: FIRST, data: second.path('taken'), 'tls-ca': ca })])
    expect(await second.hdms(['node', 'join', '--config', taken])).toMatchObject({ code: 4, err: expect.stringContaining('name is taken') })
    // Without the authority's certificate no HTTPS server is believed.
    const blind = second.path('blind.toml')
    await second.must(['node', 'init', '--config', blind, ...flags({ ...base, data: second.path('blind') })])
    expect(await second.hdms(['node', 'join', '--config', blind])).toMatchObject({
      code: 2,
      err: expect.stringContaining('by an authority that this machine does not know'),
    })
    expect(await second.hdms(['node', 'init', '--config', blind])).toMatchObject({ code: 2, err: expect.stringContaining('there already') })
  })

  test('the rules change: a hospital that did not accept stops and says what to set; with that it goes on', async () => {
    const config = hospital.path('node.toml')
    const parameters = ['parameters', 'run', '--config', center.path('parameters.toml'), '--epoch', '2', '--max-message', String(40 << 20)]
    await center.must(parameters)
    await center.must(['network-map', 'announce', center.path('parameters.bin'), '--config', center.path('network-map.toml')])
    const listed = await center.must(['network-map', 'members', '--config', center.path('network-map.toml')])
    expect(listed).toContain(FIRST)
    await until(async () => services[FIRST]?.pid === undefined)
    const refused = await hospital.hdms(['node', 'run', '--config', config])
    expect(refused).toMatchObject({ code: 3, err: expect.stringContaining('maxMessageSize') })
    const hash = /accept-parameters = "([0-9a-f]{16})"/.exec(refused.err)?.[1] ?? ''
    writeFileSync(config, `accept-parameters = "${hash}"\n${readFileSync(config, 'utf8')}`)
    await run(hospital, FIRST, 'node', config)
    expect(await treated(await person(hospital), hospital, FIRST)).toMatchObject({ state: 'done' })
  })

  test('a member that the map’s operator evicts is gone for the others, and back when it is readmitted', async () => {
    const map = ['--config', center.path('network-map.toml')]
    const known = async () => (await hospital.must(['status', '--config', hospital.path('node.toml')])).includes(SECOND)
    // It stopped with the others, and its operator has accepted meanwhile.
    const config = second.path('node.toml')
    const hash = /accept-parameters = "([0-9a-f]{16})"/.exec((await second.hdms(['node', 'run', '--config', config])).err)?.[1] ?? ''
    writeFileSync(config, `accept-parameters = "${hash}"\n${readFileSync(config, 'utf8')}`)
    await center.must(['network-map', 'evict', SECOND, ...map])
    await until(async () => !(await known()))
    expect(await second.hdms(['node', 'run', '--config', config])).toMatchObject({ code: 1, err: expect.stringContaining('evicted') })
    await center.must(['network-map', 'readmit', SECOND, ...map])
    await run(second, SECOND, 'node', config)
    await until(known)
  })

  test('the operator sees members, and revokes one: its peers refuse it', async () => {
    const doorman = center.path('doorman.toml')
    const members = JSON.parse(await center.must(['doorman', 'members', '--config', doorman, '--json'])) as {
      name: string
      revoked: string
    }[]
    expect(members.filter((m) => m.revoked === '').map((m) => m.name)).toEqual(expect.arrayContaining([FIRST, SECOND, NOTARY]))
    await center.must(['doorman', 'revoke', SECOND, '--config', doorman])
    await until(async () => !(await hospital.must(['status', '--config', hospital.path('node.toml')])).includes(SECOND))
  })

  test('secrets lie in files of their owner alone', () => {
    for (const path of [hospital.path('node.passphrase'), hospital.path('node-data/keys.json'), hospital.path('node-data/api-token')])
      expect([path, statSync(path).mode & 0o077]).toEqual([path, 0])
  })
})
