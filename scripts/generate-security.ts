/**
 * Writes the index and the table of replies of docs/security.md, between their markers: every route with the
 * credential it needs and its limits, out of the openapi.json files that the servers themselves go by, and the limits
 * of every listener. With `--check` it only compares.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LINES } from '../node/institutional/his/hl7/lines.ts'
import { ROLES } from '../node/institutional/staff/roles.ts'
import { P2P_LIMITS } from '../platform/libp2p/limits.ts'
import { LIMITS } from '../platform/node/http/limits.ts'

interface Operation {
  readonly tags?: readonly string[]
  readonly security?: readonly Readonly<Record<string, unknown>>[]
  readonly requestBody?: object
  readonly 'x-roles'?: readonly string[]
  readonly 'x-limits'?: { readonly body?: number; readonly perMinute?: number; readonly bytesPerMinute?: number }
}
interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly security?: Operation['security']
  readonly components: { readonly securitySchemes?: Readonly<Record<string, { readonly description: string }>> }
}

const root = join(import.meta.dirname, '..')
const file = join(root, 'docs/security.md')
const [BEGIN, END] = ['<!-- begin: index, made by npm run generate -->', '<!-- end: index -->']
const SERVERS: readonly (readonly [title: string, folder: string])[] = [
  ['Doorman', 'doorman/server'],
  ['Network map', 'network-map/server'],
  ['Notary', 'notary/server'],
  ['Message queue', 'message-queue/server'],
  ['Data search and counter', 'data-search/server'],
  ['Node', 'node'],
]

/** A reply of a service, as docs/replies.json has it; each is tried in testing/unit/replies.test.ts. */
interface ReplyRow {
  readonly service: string
  readonly operation: string
  /** Who signed what of it. */
  readonly signed: string
  /** The worst that one by somebody else does. */
  readonly worst: string
  /** Outcome at who asked, by the kind of answer. */
  readonly tried: Readonly<Record<string, string>>
}

/** Operations whose body says no limit. */
const missing: string[] = []

function size(bytes: number): string {
  if (bytes >= 1 << 20) return `${Math.floor((bytes / (1 << 20)) * 100) / 100} MiB`
  return bytes >= 1024 ? `${Math.floor(bytes / 1024)} KiB` : `${bytes} B`
}
const seconds = (ms: number): string => `${ms / 1000} s`

function credentialOf(security: Operation['security'] = []): string {
  const names = security.flatMap((one) => Object.keys(one))
  const open = security.length === 0 || security.some((one) => Object.keys(one).length === 0)
  return open ? ['none', ...names].join(', or ') : names.join(', or ')
}

function rateOf(limits: Operation['x-limits'] = {}): string {
  const { perMinute, bytesPerMinute } = limits
  return [...(perMinute ? [`${perMinute} a minute`] : []), ...(bytesPerMinute ? [`${size(bytesPerMinute)} a minute`] : [])].join(', ')
}

function chapter([title, folder]: (typeof SERVERS)[number]): string {
  const { paths, security, components } = JSON.parse(readFileSync(join(root, folder, 'openapi.json'), 'utf8')) as Description
  const rows = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => {
      const { body } = operation['x-limits'] ?? {}
      if (operation.requestBody && body === undefined) missing.push(`${folder}/openapi.json: ${method} ${path}`)
      // A person's node is asked over a Unix socket that its owner alone may open.
      const personal = operation.tags?.includes('person') && !path.startsWith('/v1/')
      const cells = [
        personal ? 'the socket, mode 0600' : credentialOf(operation.security ?? security),
        body ? size(body) : '',
        rateOf(operation['x-limits']),
      ]
      return `| \`${method.toUpperCase()} ${path}\` | ${cells.join(' | ')} |`
    }),
  )
  const schemes = Object.entries(components.securitySchemes ?? {}).map(([name, { description }]) => `- **${name}**: ${description}`)
  const head = ['| route | credential | body | of one address |', '| --- | --- | --- | --- |']
  return [`### ${title}`, '', ...(schemes.length > 0 ? [...schemes, ''] : []), ...head, ...rows, ''].join('\n')
}

/** Which role may ask for which route of an institution's node, as openapi.json says it and the node holds to. */
function rolesTable(): string {
  const { paths } = JSON.parse(readFileSync(join(root, 'node', 'openapi.json'), 'utf8')) as Description
  const rows = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, operation]) => {
      if (!path.startsWith('/api/')) return []
      const may = operation['x-roles'] ?? []
      return `| \`${method.toUpperCase()} ${path}\` | ${ROLES.map((role) => (may.includes(role) ? '●' : '')).join(' | ')} |`
    }),
  )
  const head = [`| route | ${ROLES.join(' | ')} |`, `| --- |${' --- |'.repeat(ROLES.length)}`]
  return [
    '### Roles of an institution’s people',
    '',
    'A route without a mark is for the node’s own token alone.',
    '',
    ...head,
    ...rows,
    '',
  ].join('\n')
}

// ── Replies ──

const [FIRST, LAST] = ['<!-- begin: replies, of docs/replies.json by npm run generate -->', '<!-- end: replies -->']
/** Services whose one route carries several questions, and the message that lists them. */
const QUESTIONS: readonly (readonly [title: string, file: string, message: string, oneof: string])[] = [
  ['Notary', 'notary.proto', 'NotaryRequest', 'question'],
  ['Message queue', 'mailbox.proto', 'MailboxRequest', 'action'],
]
/** Routes that carry those questions, that every server has, or that a node answers its owner. */
const isAside = (title: string, route: string): boolean =>
  / \/(health|openapi\.json)$/.test(route) ||
  /^POST \/v1\/(ask|mailbox)$/.test(route) ||
  (title === 'Notary' && route.endsWith('/v1/sealed'))

function operationsOf([title, folder]: (typeof SERVERS)[number]): string[] {
  const { paths } = JSON.parse(readFileSync(join(root, folder, 'openapi.json'), 'utf8')) as Description
  const routes = Object.entries(paths).flatMap(([path, all]) => Object.keys(all).map((method) => `${method.toUpperCase()} ${path}`))
  const wanted = title === 'Node' ? routes.filter((route) => route.endsWith(' /v1/envelopes')) : routes.filter((r) => !isAside(title, r))
  const [, file, message, oneof] = QUESTIONS.find(([name]) => name === title) ?? []
  if (!file) return wanted
  const text = readFileSync(join(root, 'shared/messages', file), 'utf8')
  const body = new RegExp(`message ${message} \\{[\\s\\S]*?oneof ${oneof} \\{([\\s\\S]*?)\\n  \\}`).exec(text)?.[1] ?? ''
  return [...wanted, ...[...body.matchAll(/^ +\w+ (\w+) = \d+;/gm)].map(([, name = '']) => name)]
}

/** The table of all replies. Whoever adds an operation adds its row, and tries it. */
function replies(): string {
  const rows = JSON.parse(readFileSync(join(root, 'docs/replies.json'), 'utf8')) as readonly ReplyRow[]
  const nameOf = (title: string): string => (title.startsWith('Data search') ? 'Data search' : title)
  const wanted = SERVERS.flatMap((server) => operationsOf(server).map((operation) => `${nameOf(server[0])}: ${operation}`))
  const there = rows.map(({ service, operation }) => `${service}: ${operation}`)
  const lacking = wanted.filter((name) => !there.includes(name))
  const over = there.filter((name, i) => !wanted.includes(name) || there.indexOf(name) !== i)
  if (lacking.length + over.length > 0) {
    process.stderr.write(`docs/replies.json lacks ${lacking.join(', ') || 'nothing'}, and has too many of ${over.join(', ') || 'none'}\n`)
    process.exit(1)
  }
  const shown = rows.map(({ service, operation, signed, worst, tried }) => {
    const outcomes = Object.entries(tried).map(([what, outcome]) => `${what}: \`${outcome}\``)
    return `| ${service} | \`${operation}\` | ${signed} | ${worst} | ${outcomes.join('<br>')} |`
  })
  return [
    '| service | reply to | signed by | the worst that another does | tried, and what came of it |',
    '| --- | --- | --- | --- | --- |',
    ...shown,
  ].join('\n')
}

const everywhere = `### Every HTTP server

| limit | value |
| --- | --- |
| headers of a request | ${size(LIMITS['headerBytes'])} |
| until headers have come | ${seconds(LIMITS['headers'])} |
| a body | after ${seconds(LIMITS['bodyGrace'])} at least ${size(LIMITS['bodyRate'])} a second on average |
| a whole request | ${seconds(LIMITS['request'])} |
| an answer that its reader does not take | ${seconds(LIMITS['stalled'])} without progress |
| a connection without a request | ${seconds(LIMITS['idle'])} |
| requests of a connection | ${LIMITS['requestsPerConnection']} |
| connections | ${LIMITS['connections']}, and no more than half of the files that the process may open; of one address ${LIMITS['shareOfAddress'] * 100} % of them |
| requests that have not come in whole | ${LIMITS['incomplete']} |
| bodies over ${size(LIMITS['largeBody'])} without a credential, in memory at once | ${size(LIMITS['bodies'])}; others wait up to ${seconds(LIMITS['bodyTurn'])} |
| levels of JSON | ${LIMITS['depth']} |
| body of a route that has none | 1 KiB |

### The listener for HL7 v2 (MLLP)

| limit | value |
| --- | --- |
| first byte of a frame | 0x0B, or MSH and a delimiter, after line ends, blanks and a byte order mark; anything else closes the connection |
| connections | ${LINES['connections']}, of one address ${LINES['ofAddress']} |
| bytes of messages that have not come in whole | ${size(LINES['held'])} together, a message 64 MiB |
| what an address sends | ${size(LINES['burst'])} at once, then ${size(LINES['pace'])} a second: more is read more slowly, and refused nothing |
| a message | after ${seconds(LINES['grace'])} at least ${size(LINES['rate'])} a second on average, ${seconds(LINES['longest'])} at most |
| an acknowledgement that is not read | ${seconds(LINES['stalled'])} |

### The listeners for libp2p

| limit | value |
| --- | --- |
| connections | of a node ${P2P_LIMITS.connections}, of the relay ${P2P_LIMITS.relayed}; of one address ${P2P_LIMITS.ofAddress}, those that are half open included |
| until a connection is encrypted | ${seconds(P2P_LIMITS.handshake)} |
| a stream | closed unread unless it begins with the signed node info of whose connection it is, on a valid path; a frame 34 MiB |
`

const before = readFileSync(file, 'utf8')
const chapters = [everywhere, ...SERVERS.map(chapter), rolesTable()].join('\n')
if (missing.length > 0) {
  process.stderr.write(`A body needs a limit, "x-limits": { "body": bytes }, or its server does not start:\n${missing.join('\n')}\n`)
  process.exit(1)
}
/** Puts a text between its markers. */
function between(all: string, begin: string, end: string, inside: string): string {
  const [from, to] = [all.indexOf(begin), all.indexOf(end)]
  if (from >= 0 && to >= from) return `${all.slice(0, from)}${begin}\n\n${inside}\n${all.slice(to)}`
  process.stderr.write(`docs/security.md lacks its markers: ${begin} … ${end}\n`)
  return process.exit(1)
}
const text = between(between(before, BEGIN, END, chapters), FIRST, LAST, `${replies()}\n`)
if (!process.argv.includes('--check')) writeFileSync(file, text)
else if (before !== text) {
  process.stderr.write('docs/security.md is not what the descriptions say: run npm run generate\n')
  process.exit(1)
}
