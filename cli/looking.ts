/** Commands that look at a node and change nothing. */
import { type Row, table } from '@hdms/platform/node/table.ts'
import { type Command, type CommandRow, complete } from './command.ts'
import { listing } from './listing.ts'

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

const status: Command = async ({ call, print }) => {
  const reply = await call<Row & { members: Row[]; capabilities: { name: string; version: number }[] }>('GET', '/status')
  print(
    reply,
    `${reply['name']}\nmap ${reply['mapSerial']}, parameters ${reply['parametersEpoch']}\nruns ${reply.capabilities.map((c) => `${c.name}/${c.version}`).join(', ')}\n${announcedText(reply['announced'] as Announced | undefined)}\n${table(reply.members, ['name', 'kind', 'rest', 'notary'])}`,
  )
  return 0
}

const record: Command = async ({ args, call, print }) => {
  const reply = await call<Row & { groups: readonly { readonly json: string }[] }>(
    'GET',
    `/records/${await complete(call, '/records', 'records', 'verificationKey', args[0] ?? '')}`,
  )
  // As received: what is parsed and written again loses digits.
  print(reply, [reply['profile'], ...reply.groups.map(({ json }) => json)].join('\n'))
  return 0
}

export const LOOKING: readonly CommandRow[] = [
  { usage: 'status', about: 'who it is, whom it knows, the network parameters', run: status },
  {
    usage: 'ledger',
    about: 'its transactions: what, standing, notary',
    run: listing('/ledger', 'transactions', ['id', 'commands', 'standing', 'sequence', 'notary', 'why']),
  },
  {
    usage: 'records',
    about: 'the documents in its off-ledger store',
    run: listing('/records', 'records', ['verificationKey', 'profile', 'kinds', 'recordId', 'notary']),
  },
  { usage: 'record KEY', about: 'one document, opened; the beginning of a key is enough', run: record },
  {
    usage: 'consents',
    about: 'given and withdrawn consents',
    run: listing('/consents', 'consents', ['id', 'state', 'own', 'dealing']),
  },
  {
    usage: 'register',
    about: 'what the notaries hold of its records',
    run: listing('/register', 'entries', ['recordId', 'known', 'verificationKey', 'notary']),
  },
  {
    usage: 'erasures',
    about: "who was told of a person's withdrawals and erasures, and what they answered, signed",
    run: listing('/erasures', 'erasures', ['kind', 'holder', 'state', 'basis', 'until', 'since', 'due', 'why']),
  },
  {
    usage: 'asks',
    about: "questions that wait for the owner: a person, or an issuer's operator",
    run: listing('/asks', 'asks', ['id', 'question', 'terms']),
  },
]
