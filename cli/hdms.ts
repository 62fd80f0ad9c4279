/** `hdms`: looks at the ledger, records, flows, consents and register of a node, answers for its owner, and wears simulated shoes. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import { errorFromRefusal } from '@hdms/shared/refusal.ts'
import { cell, type Row, table } from './table.ts'

const HELP = `hdms COMMAND [options]

Looking at a node
  status                 who it is, whom it knows, the network parameters
  ledger                 its transactions: what, standing, notary
  records                the documents in its off-ledger store
  record KEY             one document, opened; the beginning of a key is enough
  flows                  running, kept and finished flows
  consents               given and withdrawn consents
  register               what the notaries hold of its records
  asks                   questions that wait for the person (personal nodes)

Acting for the person
  answer ID yes|no [REASON]   ID as "asks --json" shows it
  withdraw CONSENT       withdraws a consent; CONSENT is an id of "consents"
  erase KEY              destroys a record of a personal node for good

Acting for an institution
  invite [HANDLE]        a one-time invitation for a person, who types it into their phone; HANDLE is what the
                         institution knows them by, 32 hex digits (default: drawn)

Shoes
  shoes …                simulated smart shoes: record, stream, replay, plot ("hdms shoes --help")

Which node
  --node FOLDER          its data folder; default: the hospital of "npm start" (.data/hospital)
                         a personal node: .data/persons/…
  --url URL              REST address of an institutional node (default: from network.json beside the folder)
  --json                 JSON instead of tables
  --help

Exit codes: 0 done, 1 refused or not reachable, 2 wrong usage.
`

interface Target {
  readonly options: Readonly<Record<string, string>>
  readonly prefix: string
  readonly headers: Readonly<Record<string, string>>
}

/** A personal node by its control socket, an institutional one by its REST address and token. */
function targetOf(folder: string, url: string | undefined): Target {
  const token = read(join(folder, 'api-token'))
  if (token === undefined) return { options: { socketPath: join(folder, 'control.sock') }, prefix: '', headers: {} }
  const network = read(join(folder, '..', 'network.json'))
  const port = network ? String((JSON.parse(network) as { ports: { hospital: number } }).ports.hospital) : '7410'
  const { hostname, port: p } = new URL(url ?? `http://127.0.0.1:${port}`)
  return { options: { host: hostname, port: p }, prefix: '/api', headers: { authorization: `Bearer ${token.trim()}` } }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function call<T>(target: Target, method: string, path: string, body?: Row): Promise<T> {
  return new Promise((resolve, reject) => {
    const headers = { ...target.headers, ...(body ? { 'content-type': 'application/json' } : {}) }
    const r = request({ ...target.options, path: target.prefix + path, method, headers }, (reply) => {
      let out = ''
      reply.on('data', (chunk: Buffer) => {
        out += chunk.toString()
      })
      reply.on('end', () => {
        const value = (out ? JSON.parse(out) : {}) as T & { code?: string; data?: unknown }
        if ((reply.statusCode ?? 500) < 300) resolve(value)
        else reject(errorFromRefusal({ code: value.code ?? '', data: JSON.stringify(value.data ?? {}) }))
      })
    })
    r.on('error', () =>
      reject(errorFromRefusal({ code: 'SERVICE_UNAVAILABLE', data: '{"service":"node (is it running? is --node right?)"}' })),
    )
    r.end(body ? JSON.stringify(body) : undefined)
  })
}

/** The one full identifier that begins with what was typed (tables shorten them). @throws NOT_FOUND, INPUT_INVALID */
async function complete(target: Target, path: string, list: string, key: string, start: string): Promise<string> {
  const rows = (await call<Record<string, Row[]>>(target, 'GET', path))[list] ?? []
  const found = rows.map((row) => String(row[key])).filter((id) => start !== '' && id.startsWith(start.replace(/…$/, '')))
  if (found.length > 1) fail('INPUT_INVALID', { what: 'identifier', why: 'more than one begins so; type more of it' })
  return found[0] ?? fail('NOT_FOUND', { what: `entry in "${list}"` })
}

/** Command, path, name of the list in the reply, columns. */
const LISTS: Readonly<Record<string, readonly [path: string, list: string, columns: readonly string[]]>> = {
  ledger: ['/ledger', 'transactions', ['id', 'commands', 'standing', 'sequence', 'notary', 'why']],
  records: ['/records', 'records', ['verificationKey', 'profile', 'kinds', 'recordId', 'notary']],
  flows: ['/flows', 'flows', ['id', 'name', 'state', 'code', 'waiting']],
  consents: ['/consents', 'consents', ['id', 'state', 'own', 'dealing']],
  register: ['/register', 'entries', ['recordId', 'known', 'verificationKey', 'notary']],
  asks: ['/asks', 'asks', ['id', 'question', 'terms']],
}

async function run(): Promise<number> {
  if (process.argv[2] === 'shoes') {
    const { shoes } = await import('./shoes.ts')
    return shoes(process.argv.slice(3), (text) => process.stdout.write(`${text}\n`))
  }
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { node: { type: 'string' }, url: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
  })
  const [command, ...args] = positionals
  const out = (text: string) => process.stdout.write(`${text}\n`)
  if (values.help || !command) {
    out(HELP)
    return values.help ? 0 : 2
  }
  const root = join(import.meta.dirname, '..')
  const target = targetOf(values.node ?? join(process.env['HDMS_DATA'] ?? join(root, '.data'), 'hospital'), values.url)
  const print = (value: unknown, text: string) => out(values.json ? JSON.stringify(value) : text)
  const list = LISTS[command]
  if (list) {
    const [path, name, columns] = list
    const reply = await call<Row>(target, 'GET', path)
    print(reply, table(reply[name] as Row[], columns))
    return 0
  }
  switch (command) {
    case 'status': {
      const reply = await call<Row & { members: Row[] }>(target, 'GET', '/status')
      print(
        reply,
        `${reply['name']}\nmap ${reply['mapSerial']}, parameters ${reply['parametersEpoch']}\n\n${table(reply.members, ['name', 'kind', 'rest', 'notary'])}`,
      )
      return 0
    }
    case 'record': {
      const reply = await call<Row & { groups: unknown }>(
        target,
        'GET',
        `/records/${await complete(target, '/records', 'records', 'verificationKey', args[0] ?? '')}`,
      )
      print(reply, JSON.stringify(reply, null, 2))
      return 0
    }
    case 'answer': {
      const [id = '', decision = '', ...reason] = args
      if (decision !== 'yes' && decision !== 'no') fail('INPUT_INVALID', { what: 'answer', why: 'say yes or no' })
      await call(target, 'POST', '/answers', {
        id,
        approved: decision === 'yes',
        ...(reason.length > 0 ? { reason: reason.join(' ') } : {}),
      })
      print({ ok: true }, 'answered')
      return 0
    }
    case 'erase': {
      const key = await complete(target, '/records', 'records', 'verificationKey', args[0] ?? '')
      await call(target, 'DELETE', `/records/${key}`)
      print({ erased: key }, `erased ${cell(key)}: its key is destroyed`)
      return 0
    }
    case 'invite': {
      const reply = await call<Row>(target, 'POST', '/invitations', { handle: args[0] ?? randomBytes(16).toString('hex') })
      print(reply, String(reply['token']))
      return 0
    }
    case 'withdraw': {
      const reply = await call<Row>(target, 'POST', '/withdrawals', {
        consent: await complete(target, '/consents', 'consents', 'id', args[0] ?? ''),
      })
      print(reply, `withdrawn by transaction ${cell(reply['transaction'])}`)
      return 0
    }
    default:
      process.stderr.write(`There is no command "${command}".\n\n${HELP}`)
      return 2
  }
}

try {
  process.exitCode = await run()
} catch (error) {
  const known = asHdmsError(error)
  const usage = error instanceof TypeError
  process.stderr.write(usage ? `${(error as Error).message}\n` : `${known.code}: ${known.message}\n`)
  process.exitCode = usage ? 2 : 1
}
