/** `hdms`: runs services and nodes, looks at the ledger, records, flows, consents and register of a node, answers for its owner, and wears simulated shoes. */

import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { Catalogue } from '@hdms/health/codes/catalogue.ts'
import { SHIPPED, withCodeFile } from '@hdms/health/codes/concept.ts'
import type { BooksAudit } from '@hdms/node/client/api.ts'
import { whereIs } from '@hdms/platform/node/config.ts'
import { cell, type Row, table } from '@hdms/platform/node/table.ts'
import { readWhole } from '@hdms/shared/decimal.ts'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import { errorFromRefusal } from '@hdms/shared/refusal.ts'
import { evidence } from './evidence.ts'
import { runMainOf, SERVICES } from './services.ts'
import { TRADING } from './trading.ts'

const HELP = `hdms COMMAND [options]

Looking at a node
  status                 who it is, whom it knows, the network parameters
  ledger                 its transactions: what, standing, notary
  records                the documents in its off-ledger store
  record KEY             one document, opened; the beginning of a key is enough
  flows                  running, kept and finished flows
  consents               given and withdrawn consents
  register               what the notaries hold of its records
  erasures               who was told of a person's withdrawals and erasures, and what they answered, signed
  asks                   questions that wait for the owner: a person, or an issuer's operator
  evidence               each notary's last header, whether the node trusts it, and how much evidence there is against it (ends with 1
                         when one is not trusted)
  evidence save [FOLDER] writes the evidence as files
  evidence check FILE [--root FILE]
                         checks a file of evidence offline, under the root certificate of a network

Activity and tokens
  days                   a person's days: steps, minutes, what is entered, what was paid
  day DATE               one day minute by minute, with why a minute was not paid
  bound                  the shoes that are bound to the person
  wallet                 balance and history of a person's tokens
  bases                  on what the person lets days of the public service be sold
  books                  every unit that an issuer made or took back
  audit                  traces an issuer's redeemed units to issued ones, and compares the books; exits 1 on any finding
  programme              what an issuer pays for, and whose shoes it takes

Searching
  concepts WORDS         concepts that the words may mean, in Korean or English, with their codes and units
  searchable [CONCEPT]   what of a person's own records a query would find; nothing of it leaves the node

Trading
  offers                 what a person was asked to sell, and what became of it
  offer-policy MODE [LEAST PURPOSE…]
                         never, ask, or always (for LEAST units at least, for these purposes) when somebody asks
  queries                what an institution asked
  answers QUERY          who answered, what was bought, refused, paid
  review QUERY [FILE]    members of a review board sign a query; FILE holds their keys (default: the sandbox's)
  export QUERY [FOLDER]  what was bought: FHIR, OMOP, CSV, dictionary, provenance, notebook

Acting for the owner
  answer ID yes|no [REASON]
                         answers a question; ID as "asks --json" shows it

  trust-notary NAME      trusts a notary again that the node refuses, from the header on that it shows now

Acting for the person
  enter DATE             enters what is new of a day in the ledger and has it paid
  by-itself on|off       whether finished days are entered and claimed without asking
  pay NAME AMOUNT [NOTE] pays tokens
  move-tokens NOTARY     has tokens lie with another notary from now on
  redeem AMOUNT [NOTE]   gives tokens back to the issuer for what it offers
  give-basis FROM TO UNTIL
                         lets days FROM to TO of the public service be sold until a date (2026-05-01)
  withdraw-basis BASIS   takes that back; BASIS is an id of "bases"
  withdraw CONSENT       withdraws a consent; CONSENT is an id of "consents"
  erase KEY              destroys a record of a node for good; of a personal node everybody who has it is told

Acting for an institution
  accept-parameters HASH accepts announced network parameters ("status" shows them)
  invite [HANDLE]        a one-time invitation for a person, who types it into their phone; HANDLE is what the
                         institution knows them by, 32 hex digits (default: drawn)

  dead-letters           messages of the HIS that could not be used, and why (docs/his.md)
  dead-letter ID         one of them, as it came: it holds a patient's data
  replay ID              tries one again; it goes when it is taken
  discard ID             throws one away
  unmatched              messages of the HIS of which something matches no order here, and why
  unmatched-message ID, replay-unmatched ID, discard-unmatched ID
                         one of them, as it came; tries it again, once the configuration is mended; throws it away

Running a network: each has commands of its own (init, join, run, check, unit …), see "hdms node --help"
  node                   a node of a hospital, research institute, issuer, judge or person
  notary                 a notary
  notary-audit           replays the export of a notary's ledger: replay FILE
  root, doorman          the root ceremony; the doorman and its operator
  network-map, parameters
                         the directory; the rules that all members share
  message-queue, data-search, counter
                         the other services

Shoes
  shoes …                simulated smart shoes: record, stream, replay, plot ("hdms shoes --help")

Which node
  --node FOLDER          its data folder; default: the hospital of "npm start" (.data/hospital)
                         the issuer of tokens: .data/issuer, a personal node: .data/persons/…
  --config FILE          its configuration, which says the folder and the address
  --url URL              REST address of an institutional node (default: from network.json beside the folder)
  --codes FILE           an operator's own codes beside the shipped ones, for "concepts" (docs/trading.md)
  --json                 JSON instead of tables
  --help

Exit codes: 0 done, 1 refused or not reachable, 2 wrong usage.
`

/** Commands that look at the research institute of "npm start" unless another node is named. */
const RESEARCH = ['queries', 'answers', 'review', 'export']

interface Target {
  readonly options: Readonly<Record<string, string>>
  readonly prefix: string
  readonly headers: Readonly<Record<string, string>>
}

/** A personal node by its control socket, an institutional one by its REST address and token. */
function targetOf(folder: string, url: string | undefined, ca?: string): Target {
  const token = read(join(folder, 'api-token'))
  if (token === undefined) return { options: { socketPath: join(folder, 'control.sock') }, prefix: '', headers: {} }
  const network = read(join(folder, '..', 'network.json'))
  const ports = network ? (JSON.parse(network) as { ports: Record<string, number> }).ports : {}
  const port = String(ports[basename(folder)] ?? ports['hospital'] ?? 7410)
  const { protocol, hostname, port: p } = new URL(url ?? `http://127.0.0.1:${port}`)
  return {
    options: { protocol, host: hostname, port: p, ...(ca ? { ca: readFileSync(ca, 'utf8') } : {}) },
    prefix: '/api',
    headers: { authorization: `Bearer ${token.trim()}` },
  }
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
    const send = target.options['protocol'] === 'https:' ? httpsRequest : request
    const r = send({ ...target.options, path: target.prefix + path, method, headers }, (reply) => {
      let out = ''
      reply.on('data', (chunk: Buffer) => {
        out += chunk.toString()
      })
      reply.on('end', () => {
        const json = (reply.headers['content-type'] ?? 'application/json').includes('json')
        const value = (json ? (out ? JSON.parse(out) : {}) : out.replaceAll('\r', '\n')) as T & { code?: string; data?: unknown }
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
  erasures: ['/erasures', 'erasures', ['kind', 'holder', 'state', 'basis', 'until', 'since', 'why']],
  asks: ['/asks', 'asks', ['id', 'question', 'terms']],
  bases: ['/bases', 'bases', ['id', 'from', 'to', 'until']],
  days: ['/activity', 'days', ['date', 'steps', 'distance', 'moderate', 'vigorous', 'doubtful', 'units']],
  bound: ['/shoes', 'shoes', ['serial', 'side', 'maker', 'model', 'packets', 'forked']],
  'dead-letters': ['/dead-letters', 'letters', ['id', 'at', 'type', 'control', 'why']],
  unmatched: ['/unmatched', 'letters', ['id', 'at', 'type', 'control', 'why']],
  books: ['/books', 'lines', ['tx', 'kind', 'amount', 'at']],
}

/** Where messages of the HIS are kept that a command is about. */
const KEPT: Readonly<Record<string, string>> = {
  'dead-letter': '/dead-letters',
  replay: '/dead-letters',
  discard: '/dead-letters',
  'unmatched-message': '/unmatched',
  'replay-unmatched': '/unmatched',
  'discard-unmatched': '/unmatched',
}

interface DayReply {
  readonly minutes: readonly {
    readonly start: number
    readonly steps: number
    readonly distance: number
    readonly mets: number
    readonly intensity: string
  }[]
  readonly entries: readonly {
    readonly claim?: { readonly minutes: readonly { readonly start: number; readonly units: number; readonly why?: string }[] }
  }[]
}

const minuteRows = ({ minutes, entries }: DayReply): Row[] =>
  minutes.map(({ start, steps, distance, mets, intensity }) => {
    const decided = entries.flatMap((e) => e.claim?.minutes ?? []).find((m) => m.start === start)
    const minute = new Date(start * 1000).toISOString().slice(11, 16)
    const { units = '', why = '' } = decided ?? { why: 'not claimed yet' }
    return { minute, steps, metres: Math.round(distance), METs: mets.toFixed(1), intensity, units, why }
  })

interface Announced {
  readonly hash: string
  readonly epoch: number
  readonly effectiveFrom: number
  readonly accepted: boolean
  readonly changes: readonly string[]
}
/** What is announced, and what to do about it. */
function announcedText(a: Announced | undefined): string {
  if (!a) return ''
  const when = new Date(a.effectiveFrom).toISOString()
  const todo = a.accepted ? 'accepted here' : `not accepted: hdms accept-parameters ${a.hash.slice(0, 16)}, or this node stops then`
  return `announced: epoch ${a.epoch} from ${when}, other ${a.changes.join(', ') || 'epoch'}; ${todo}\n`
}

/** Rows that are too long for a table. */
const blocks = (rows: readonly Row[]): string =>
  rows
    .map((row) =>
      Object.entries(row)
        .map(([name, value]) => `${name.padEnd(8)} ${String(value)}`)
        .join('\n'),
    )
    .join('\n\n')

async function run(): Promise<number> {
  if (process.argv[2] === 'shoes') {
    const { shoes } = await import('./shoes.ts')
    return shoes(process.argv.slice(3), (text) => process.stdout.write(`${text}\n`))
  }
  const main = SERVICES[process.argv[2] ?? '']
  if (main) return runMainOf(main, process.argv.slice(3))
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      node: { type: 'string' },
      url: { type: 'string' },
      config: { type: 'string' },
      json: { type: 'boolean' },
      codes: { type: 'string' },
      root: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  const [command, ...args] = positionals
  const out = (text: string) => process.stdout.write(`${text}\n`)
  if (values.help || !command) {
    out(HELP)
    return values.help ? 0 : 2
  }
  const root = join(import.meta.dirname, '..')
  if (command === 'concepts') {
    const concepts = values.codes === undefined ? SHIPPED : withCodeFile(SHIPPED, readFileSync(values.codes, 'utf8'))
    const catalogue = new Catalogue(concepts)
    const found = catalogue.search(args.join(' ')).map(({ concept: c }) => ({
      id: c.id,
      kind: c.kind,
      English: c.en,
      한국어: c.ko,
      units: c.units.map((u) => u.code).join(' '),
      codes: catalogue.expansion([c.id]).join(' '),
    }))
    out(values.json ? JSON.stringify(found) : found.length > 0 ? blocks(found) : 'No concept has these words. Try fewer of them.')
    return found.length > 0 ? 0 : 1
  }
  const installed = values.config === undefined ? undefined : whereIs(values.config)
  const folder = values.node ?? installed?.data ?? join(process.env['HDMS_DATA'] ?? join(root, '.data'), 'hospital')
  const target = targetOf(folder, values.url ?? installed?.url, installed?.ca)
  const print = (value: unknown, text: string) => out(values.json ? JSON.stringify(value) : text)
  const trading = TRADING[command]
  if (trading) {
    const data = process.env['HDMS_DATA'] ?? join(root, '.data')
    const of = RESEARCH.includes(command) && values.node === undefined && !installed ? targetOf(join(data, 'research'), values.url) : target
    return trading({ args, data, print, call: (method, path, body) => call(of, method, path, body) })
  }
  if (command === 'evidence' || command === 'trust-notary')
    return evidence(command, { args, root: values.root, print, call: (method, path, body) => call(target, method, path, body) })
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
        `${reply['name']}\nmap ${reply['mapSerial']}, parameters ${reply['parametersEpoch']}\n${announcedText(reply['announced'] as Announced | undefined)}\n${table(reply.members, ['name', 'kind', 'rest', 'notary'])}`,
      )
      return 0
    }
    case 'wallet': {
      const reply = await call<Row & { lines: Row[] }>(target, 'GET', '/wallet')
      const lines = reply.lines.map((l) => ({
        ...l,
        at: new Date(readWhole(l['at'], 'time')).toISOString().slice(0, 16).replace('T', ' '),
      }))
      print(reply, `${reply['balance']} units of ${reply['issuer']}\n\n${table(lines, ['at', 'kind', 'amount', 'with', 'note', 'tx'])}`)
      return 0
    }
    case 'day': {
      const reply = await call<Row & DayReply>(target, 'GET', `/activity/${args[0] ?? ''}`)
      print(reply, table(minuteRows(reply), ['minute', 'steps', 'metres', 'METs', 'intensity', 'units', 'why']))
      return 0
    }
    case 'audit': {
      const reply = await call<BooksAudit>(target, 'GET', '/audit')
      const good = reply.findings.length === 0 && reply.issued === reply.held + reply.redeemed
      const found = table(
        reply.findings.map((f) => ({ ...f })),
        ['fault', 'tx', 'detail'],
      )
      const verdict = good ? 'Every redeemed unit comes from an issued one, and the books agree.' : `Something is wrong:\n${found}`
      print(
        reply,
        `issued ${reply.issued} = held ${reply.held} + redeemed ${reply.redeemed}   (${reply.transactions} final transactions)\n${verdict}`,
      )
      return good ? 0 : 1
    }
    case 'programme': {
      const reply = await call<Row>(target, 'GET', '/programme')
      print(reply, JSON.stringify(reply, null, 2))
      return 0
    }
    case 'enter': {
      const reply = await call<Row>(target, 'POST', '/activity/entries', { date: args[0] ?? '' })
      print(reply, `entered by transaction ${cell(reply['entry'])}, paid ${reply['units']} units`)
      return 0
    }
    case 'searchable': {
      const [concept] = args
      const reply = await call<Row>(target, 'GET', `/searchable${concept === undefined ? '' : `?concept=${encodeURIComponent(concept)}`}`)
      const { count, from, until, mix, records, facts } = reply
      if (concept === undefined) print(reply, `records that can be searched: ${records}, facts in them: ${facts}`)
      else if (count === 0) print(reply, `nothing of ${concept}`)
      else print(reply, `${count} of ${concept}, ${from} to ${until}, ${cell(mix)}`)
      return 0
    }
    case 'give-basis': {
      const [from = '', to = '', until = ''] = args
      const reply = await call<Row>(target, 'POST', '/bases', { from, to, until })
      print(reply, `given by transaction ${cell(reply['basis'])}`)
      return 0
    }
    case 'withdraw-basis': {
      const basis = await complete(target, '/bases', 'bases', 'id', args[0] ?? '')
      const reply = await call<Row>(target, 'POST', '/bases/withdrawals', { basis })
      print(reply, `withdrawn by transaction ${cell(reply['transaction'])}`)
      return 0
    }
    case 'by-itself': {
      const [on] = args
      if (on !== 'on' && on !== 'off') fail('INPUT_INVALID', { what: 'by-itself', why: 'say on or off' })
      await call(target, 'POST', '/activity/by-itself', { on: on === 'on' })
      print({ ok: true }, on === 'on' ? 'finished days are entered by themselves' : 'you are asked before a day is entered')
      return 0
    }
    case 'pay': {
      const [to = '', amount = '', ...note] = args
      const reply = await call<Row>(target, 'POST', '/payments', { to, amount: readWhole(amount, 'amount', 1), note: note.join(' ') })
      print(reply, `paid by transaction ${cell(reply['transaction'])}`)
      return 0
    }
    case 'move-tokens': {
      const reply = await call<Row>(target, 'POST', '/token-moves', { notary: args.join(' ') })
      print(reply, `moved by transaction ${cell(reply['transaction'])}`)
      return 0
    }
    case 'redeem': {
      const [amount = '', ...note] = args
      const reply = await call<Row>(target, 'POST', '/redemptions', { amount: readWhole(amount, 'amount', 1), note: note.join(' ') })
      print(reply, `redeemed by transaction ${cell(reply['transaction'])}`)
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
    case 'accept-parameters': {
      const reply = await call<Row & { epoch: number; effectiveFrom: number }>(target, 'POST', '/parameters/acceptances', {
        hash: args[0] ?? '',
      })
      print(reply, `accepted: epoch ${reply.epoch}, in force from ${new Date(reply.effectiveFrom).toISOString()}`)
      return 0
    }
    case 'dead-letter':
    case 'unmatched-message': {
      out(await call<string>(target, 'GET', `${KEPT[command] ?? ''}/${encodeURIComponent(args[0] ?? '')}`))
      return 0
    }
    case 'replay':
    case 'replay-unmatched': {
      const reply = await call<Row>(target, 'POST', `${KEPT[command] ?? ''}/${encodeURIComponent(args[0] ?? '')}/replay`)
      print(reply, `taken: ${cell(reply['answer'])}`)
      return 0
    }
    case 'discard':
    case 'discard-unmatched': {
      await call(target, 'DELETE', `${KEPT[command] ?? ''}/${encodeURIComponent(args[0] ?? '')}`)
      print({ ok: true }, 'thrown away')
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
