/** Commands that look at a node and change nothing. */
import type { BooksAudit } from '@hdms/node/client/api.ts'
import { cell, type Row, table } from '@hdms/platform/node/table.ts'
import { readWhole } from '@hdms/shared/decimal.ts'
import { type Command, complete } from './command.ts'

/** Command, path, name of the list in the reply, columns. */
const LISTS: Readonly<Record<string, readonly [path: string, list: string, columns: readonly string[]]>> = {
  ledger: ['/ledger', 'transactions', ['id', 'commands', 'standing', 'sequence', 'notary', 'why']],
  records: ['/records', 'records', ['verificationKey', 'profile', 'kinds', 'recordId', 'notary']],
  consents: ['/consents', 'consents', ['id', 'state', 'own', 'dealing']],
  register: ['/register', 'entries', ['recordId', 'known', 'verificationKey', 'notary']],
  erasures: ['/erasures', 'erasures', ['kind', 'holder', 'state', 'basis', 'until', 'since', 'due', 'why']],
  asks: ['/asks', 'asks', ['id', 'question', 'terms']],
  bases: ['/bases', 'bases', ['id', 'from', 'to', 'until']],
  days: ['/activity', 'days', ['date', 'steps', 'distance', 'moderate', 'vigorous', 'doubtful', 'units']],
  bound: ['/shoes', 'shoes', ['serial', 'side', 'maker', 'model', 'packets', 'forked']],
  'dead-letters': ['/dead-letters', 'letters', ['id', 'at', 'type', 'control', 'why']],
  unmatched: ['/unmatched', 'letters', ['id', 'at', 'type', 'control', 'why']],
  books: ['/books', 'lines', ['tx', 'kind', 'amount', 'at']],
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

const listing =
  ([path, name, columns]: (typeof LISTS)[string]): Command =>
  async ({ call, print }) => {
    const reply = await call<Row>('GET', path)
    print(reply, table(reply[name] as Row[], columns))
    return 0
  }

export const LOOKING: Readonly<Record<string, Command>> = {
  ...Object.fromEntries(Object.entries(LISTS).map(([command, list]) => [command, listing(list)])),
  async status({ call, print }) {
    const reply = await call<Row & { members: Row[]; capabilities: { name: string; version: number }[] }>('GET', '/status')
    print(
      reply,
      `${reply['name']}\nmap ${reply['mapSerial']}, parameters ${reply['parametersEpoch']}\nruns ${reply.capabilities.map((c) => `${c.name}/${c.version}`).join(', ')}\n${announcedText(reply['announced'] as Announced | undefined)}\n${table(reply.members, ['name', 'kind', 'rest', 'notary'])}`,
    )
    return 0
  },
  async wallet({ call, print }) {
    const reply = await call<Row & { lines: Row[] }>('GET', '/wallet')
    const lines = reply.lines.map((l) => ({
      ...l,
      at: new Date(readWhole(l['at'], 'time')).toISOString().slice(0, 16).replace('T', ' '),
    }))
    print(reply, `${reply['balance']} units of ${reply['issuer']}\n\n${table(lines, ['at', 'kind', 'amount', 'with', 'note', 'tx'])}`)
    return 0
  },
  async day({ args, call, print }) {
    const reply = await call<Row & DayReply>('GET', `/activity/${args[0] ?? ''}`)
    print(reply, table(minuteRows(reply), ['minute', 'steps', 'metres', 'METs', 'intensity', 'units', 'why']))
    return 0
  },
  async audit({ call, print }) {
    const reply = await call<BooksAudit>('GET', '/audit')
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
  },
  async programme({ call, print }) {
    const reply = await call<Row>('GET', '/programme')
    print(reply, JSON.stringify(reply, null, 2))
    return 0
  },
  async searchable({ args, call, print }) {
    const [concept] = args
    const reply = await call<Row>('GET', `/searchable${concept === undefined ? '' : `?concept=${encodeURIComponent(concept)}`}`)
    const { count, from, until, mix, records, facts } = reply
    if (concept === undefined) print(reply, `records that can be searched: ${records}, facts in them: ${facts}`)
    else if (count === 0) print(reply, `nothing of ${concept}`)
    else print(reply, `${count} of ${concept}, ${from} to ${until}, ${cell(mix)}`)
    return 0
  },
  async record({ args, call, print }) {
    const reply = await call<Row & { groups: unknown }>(
      'GET',
      `/records/${await complete(call, '/records', 'records', 'verificationKey', args[0] ?? '')}`,
    )
    print(reply, JSON.stringify(reply, null, 2))
    return 0
  },
}
