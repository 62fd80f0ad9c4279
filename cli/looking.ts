/** Commands that look at a node and change nothing. */

import { type Row, table } from '@hdms/platform/node/table.ts'
import { wholeIn } from '@hdms/shared/decimal.ts'
import { type Command, type CommandRow, complete } from './command.ts'
import { listing } from './listing.ts'
import { refuse } from './reasons.ts'

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

const CONDITION = /^([A-Za-z]\w*)(=|>=|<=)(.*)$/s
const TESTS = { '=': 'equal', '>=': 'atLeast', '<=': 'atMost' } as const

/** `amount>=5` as the node takes it. Digits are a number, `true` and `false` what they say. @throws INPUT_INVALID */
function conditionOf(text: string): { readonly field: string; readonly test: Row } {
  const [, field = '', sign = '=', value = ''] = CONDITION.exec(text) ?? refuse('INPUT_INVALID', 'field-value', { what: text })
  const said = value === 'true' || value === 'false' ? value === 'true' : (wholeIn(value) ?? value)
  return { field, test: { [TESTS[sign as keyof typeof TESTS]]: said } }
}

const states: Command = async ({ args, call, print }) => {
  const [contract = '', ...rest] = args
  const conditions = rest.map(conditionOf)
  const standing = conditions.find((c) => c.field === 'standing')?.test['equal']
  const where: Record<string, Row> = {}
  for (const { field, test } of conditions) if (field !== 'standing') where[field] = { ...where[field], ...test }
  const reply = await call<Row & { states: (Row & { state: Row })[]; total: number }>('POST', '/states', {
    ...{ contract, where },
    ...(standing === undefined ? {} : { standing }),
  })
  const fields = [...new Set(reply.states.flatMap(({ state }) => Object.keys(state)))]
  const rows = reply.states.map(({ state, ...line }) => ({ ...line, ...state }))
  const more = reply.total > rows.length ? `\n${rows.length} of ${reply.total}; name fields to see fewer.` : ''
  print(reply, table(rows, [...fields, 'standing', 'own', 'place']) + more)
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
    usage: 'states CONTRACT [FIELD=VALUE …]',
    about: 'states of a contract that are not spent; also FIELD>=VALUE, FIELD<=VALUE, standing=any',
    run: states,
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
