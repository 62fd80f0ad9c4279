/**
 * docs/operate.md, typed as it stands there: an operator's machine, a notary's and a hospital's, each an empty Debian. A person fills in what
 * only they know (`…`, ID, KEY, the name of an archive) and nothing else; every command has to succeed.
 */
import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Debian, debootstrap, type Going, logOf, whyNoDebian } from '../support/debian.ts'
import { Hosts, whyNoHosts } from '../support/hosts.ts'
import { until } from '../support/network.ts'

const why = whyNoDebian() ?? whyNoHosts()
if (why) process.stderr.write(`skipped, docs/operate.md on Debian: ${why}\n`)

const checkout = join(import.meta.dirname, '../..')
interface Block {
  readonly on: string
  readonly how: string
  readonly lines: readonly string[]
}

/** The blocks of a chapter that are typed somewhere (```sh on=HOST [waits|admits]), each with its command lines. */
function blocksIn(chapter: string): Block[] {
  const text = readFileSync(join(checkout, 'docs/operate.md'), 'utf8')
  const from = text.indexOf(`## ${chapter}\n`)
  const end = text.indexOf('\n## ', from)
  const found = [...text.slice(from, end < 0 ? undefined : end).matchAll(/```sh on=(\w+) ?(\w*)\n([\s\S]*?)```/g)]
  return found.map(([, on = '', how = '', body = '']) => ({ on, how, lines: body.trimEnd().split(/(?<!\\)\n/) }))
}

const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  operator: ['doorman.example', 'map.example', 'queue.example'],
  notary: ['notary.example'],
  hospital: ['hdms.hospital.example'],
}
const machines: Record<string, Debian> = {}
const at = (name: string): Debian => machines[name] as Debian
/** What a person knows by now that the documentation cannot. */
const known = { root: '', id: '', key: '', archive: '' }
const filled = (line: string): string =>
  line
    .replaceAll('https://example.org/hdms.git', '/srv/hdms')
    .replaceAll('sha256:…', known.root)
    .replace(/\bID\b/, known.id)
    .replace(/=KEY\b/, `=${known.key}`)
    .replaceAll('20261121T180000000Z.hdms', known.archive)

async function must(machine: Debian, line: string): Promise<string> {
  const { code, out } = await machine.type(filled(line))
  if (code !== 0) throw new Error(`${line}\nended with ${code}: ${out.slice(-1500)}`)
  known.root = /root is (sha256:[0-9a-f]{64})/.exec(out)?.[1] ?? known.root
  known.archive = /(\w+Z\.hdms)/.exec(out)?.[1] ?? known.archive
  return out
}

/** Types a block; the last line of one that waits goes on. */
async function typed({ on, how, lines }: Block): Promise<Going | undefined> {
  const rest = how === 'waits' ? lines.slice(0, -1) : lines
  for (const line of rest) await must(at(on), line)
  return how === 'waits' ? at(on).start(filled(lines.at(-1) as string)) : undefined
}

/** The operator hears id and key from who waits, finds the same among the pending, and admits. */
async function admitted(going: Going, [pending, approve]: readonly string[]): Promise<string> {
  const [, id = '', key = ''] = await until(async () => /request (\w+), key (sha256:\w+)/.exec(going.out()) ?? undefined)
  known.id = id
  expect(await must(at('operator'), pending as string)).toMatch(new RegExp(`${id} .*${key}`))
  await must(at('operator'), approve as string)
  const { code, out } = await going.ended
  expect([code, out]).toEqual([0, expect.anything()])
  known.key = /notary = ".*=([0-9a-f]{64})"/.exec(out)?.[1] ?? known.key
  return out
}

/** A certificate for the names of a machine, by an authority that nobody knows but from `ca.crt`. */
function certify(folder: string, names: readonly string[]): void {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe', cwd: folder })
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  openssl('req', ...curve, '-keyout', 'tls.key', '-out', 'tls.csr', '-subj', `/CN=${names[0]}`)
  writeFileSync(join(folder, 'san'), `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}`)
  const by = ['-CA', '../ca.crt', '-CAkey', '../ca.key', '-CAcreateserial']
  openssl('x509', '-req', '-in', 'tls.csr', ...by, '-days', '30', '-extfile', 'san', '-out', 'tls.crt')
}

/** A service account as Firebase gives it, of a project that nobody has. */
const firebase = (): string =>
  JSON.stringify({
    type: 'service_account',
    project_id: 'hdms-test',
    client_email: 'hdms@hdms-test.iam.gserviceaccount.com',
    private_key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
  })

describe.skipIf(why)('operating, as it is written', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hdms-operate-'))
  const [install, certificates] = blocksIn('Install (every host)')
  let hosts: Hosts
  let network: Block[]
  let admit: readonly string[] = []

  beforeAll(async () => {
    hosts = new Hosts()
    // A root where somebody has gone through "Install" before spares the minutes that it takes.
    const base = process.env['HDMS_INSTALLED_ROOT'] ?? join(folder, 'base')
    if (!process.env['HDMS_INSTALLED_ROOT']) {
      debootstrap(join(folder, 'empty'))
      const first = new Debian(join(folder, 'first'), [join(folder, 'empty')])
      execFileSync('git', ['clone', '--quiet', '--bare', '--no-hardlinks', checkout, first.path('srv/hdms')])
      for (const line of (install as Block).lines) await must(first, line)
      first.close()
      mkdirSync(base)
      execFileSync('cp', ['-a', `${join(folder, 'first/upper')}/.`, base])
    }
    const below = process.env['HDMS_INSTALLED_ROOT'] ? [base] : [base, join(folder, 'empty')]
    const names = Object.entries(ADDRESSES)
    const addresses = names.map(([name]) => hosts.add(name).address)
    const table = names.map(([, list], i) => `${addresses[i]} ${list.join(' ')}`)
    const ca = ['-keyout', join(folder, 'ca.key'), '-out', join(folder, 'ca.crt'), '-subj', '/CN=Test Authority', '-days', '30']
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', ...ca], { stdio: 'pipe' })
    for (const [name, list] of names) {
      const own = join(folder, name)
      machines[name] = new Debian(own, below, hosts.namespaceOf(name))
      certify(own, list)
      for (const file of ['tls.crt', 'tls.key']) at(name).put(`root/${file}`, readFileSync(join(own, file)))
      at(name).put('root/ca.crt', readFileSync(join(folder, 'ca.crt')))
      at(name).put('etc/hosts', `127.0.0.1 localhost ${hostname()}\n${table.join('\n')}\n`)
      for (const line of (certificates as Block).lines) await must(at(name), line)
    }
    hosts.alias('hospital', '10.0.0.5')
    at('operator').put('etc/hdms/firebase.json', firebase())
    await must(at('operator'), 'chown hdms:hdms /etc/hdms/firebase.json && chmod 600 /etc/hdms/firebase.json')
    network = blocksIn('A network of your own')
    admit = network.find(({ how }) => how === 'admits')?.lines ?? []
  }, 900_000)
  afterAll(async () => {
    for (const machine of Object.values(machines)) machine.close()
    await hosts?.close()
    if (!process.env['HDMS_KEEP']) rmSync(folder, { recursive: true, force: true })
  })

  test('a network of its own: ceremony, doorman, notary, parameters, map and queue, each admitted by the key that it said', async () => {
    for (const block of network) {
      if (block.how === 'admits') continue
      const going = await typed(block)
      if (going) await admitted(going, admit)
    }
    expect(await must(at('operator'), 'sudo -u hdms hdms doorman members --config /etc/hdms/doorman.toml')).toContain('Saeron')
  })

  test('a hospital joins: what it says is what the operator sees, it runs, and invites a patient', async () => {
    for (const block of blocksIn('A hospital joins')) {
      const going = await typed(block)
      if (going) await admitted(going, admit)
    }
    const status = await must(at('hospital'), 'sudo -u hdms hdms status --config /etc/hdms/hospital.toml')
    expect(status).toContain('O=Saeron Research Institute,L=Daejeon,C=KR')
    expect(await must(at('hospital'), 'sudo -u hdms hdms invite --config /etc/hdms/hospital.toml')).toMatch(/^\S{20,}\s*$/)
    await must(at('hospital'), 'systemctl reload hdms-hospital')
    expect(logOf(at('hospital'), 'hdms-hospital')).not.toContain('reload failed')
  })

  test('archives: what was saved is put back, and the node goes on under its name', async () => {
    for (const block of blocksIn('Backup and restore')) await typed(block)
    expect(await must(at('hospital'), 'sudo -u hdms hdms status --config /etc/hdms/hospital.toml')).toContain('O=Hanbit Hospital')
  })

  test('parameters that change are signed, announced, and shown with who accepted', async () => {
    for (const block of blocksIn('Network parameters that change')) await typed(block)
    const status = () => must(at('hospital'), 'sudo -u hdms hdms status --config /etc/hdms/hospital.toml')
    expect(await until(async () => /announced: epoch 2 .*/.exec(await status())?.[0])).toContain('maxMessageSize')
  })

  test('the units are what systemd understands', async () => {
    const units = Object.values(machines).flatMap((machine) =>
      readdirSync(machine.path('etc/systemd/system'))
        .filter((name) => name.startsWith('hdms-'))
        .map((name) => machine.path(`etc/systemd/system/${name}`)),
    )
    expect(units.length).toBe(5)
    for (const unit of units) {
      // Programs lie in the root of the machine: without its path systemd would look for them here.
      const here = readFileSync(unit, 'utf8').replace(/^ExecStart=.*$/m, 'ExecStart=/bin/true')
      const copy = join(folder, unit.split('/').at(-1) as string)
      writeFileSync(copy, here)
      expect(execFileSync('systemd-analyze', ['verify', copy], { encoding: 'utf8', stdio: 'pipe' })).toBe('')
    }
  })

  const SAYS: readonly (readonly [what: string, before: string, options: string, code: number, says: RegExp])[] = [
    [
      'a folder that the user may not write',
      '',
      '--data /srv/closed',
      2,
      /data is not valid: the user hdms may not write in \/srv; as root: install -d/,
    ],
    ['archives into a folder of root', '', '--backup-folder /usr/archives', 2, /backup-folder is not valid: the user hdms may not write/],
    [
      'a key that the user may not read',
      'install -m 600 /etc/hdms/tls.key /etc/hdms/other.key',
      '--tls-key /etc/hdms/other.key',
      2,
      /may not read/,
    ],
    [
      'the key of another certificate',
      'openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out /etc/hdms/odd.key; chown hdms /etc/hdms/odd.key',
      '--tls-key /etc/hdms/odd.key',
      2,
      /tls-key is not valid: it is the key of another certificate/,
    ],
    [
      'a private authority that is not named',
      '',
      '--tls-ca /etc/ssl/certs/ca-certificates.crt',
      2,
      /doorman\.example.* by an authority that this machine does not know.*tls-ca/,
    ],
    [
      'an authority that is no certificate',
      'echo nothing > /etc/hdms/empty.pem',
      '--tls-ca /etc/hdms/empty.pem',
      2,
      /tls-ca is not valid: there is no certificate in PEM/,
    ],
    ['a time zone that is none', '', '--his-zone Asia/Seoul', 2, /his-zone is not valid: it is a distance from UTC such as \+09:00/],
    ['an address of another machine', '', '--his-listen-host 10.0.0.9', 2, /10\.0\.0\.9 is no address of this machine/],
    ['a server that nobody is', '', '--queue https://queue.example:9999', 1, /queue\.example:9999 does not answer/],
    ['a certificate of another host', '', '--public-url https://other.example', 2, /tls-cert is not valid: it is not of this host/],
  ]
  test.each(SAYS)('check names %s in a sentence', async (_what, before, options, code, says) => {
    if (before) await must(at('hospital'), before)
    const said = await at('hospital').type(`sudo -u hdms hdms node check --config /etc/hdms/hospital.toml ${options}`)
    expect([said.out, said.code]).toEqual([expect.stringMatching(says), code])
    expect(said.out).not.toMatch(/^ +at /m)
  })

  test('what check lets pass starts, and what cannot start says why without a stack trace', async () => {
    const hospital = at('hospital')
    expect(await hospital.type('sudo -u hdms hdms node check --config /etc/hdms/hospital.toml')).toEqual({
      code: 0,
      out: 'Nothing is wrong with the settings.\n',
    })
    await must(hospital, 'systemctl stop hdms-hospital && chmod 500 /var/lib/hdms/hospital')
    const said = await hospital.type('sudo -u hdms hdms node run --config /etc/hdms/hospital.toml')
    expect([said.code, said.out]).toEqual([2, expect.stringMatching(/may not (write|use)/)])
    expect(said.out).not.toMatch(/^ +at /m)
    await must(hospital, 'chmod 700 /var/lib/hdms/hospital && systemctl start hdms-hospital')
  })
})
