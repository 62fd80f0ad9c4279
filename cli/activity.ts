/** Commands about a person's days, shoes and tokens, and about an issuer's books. */

import type { BooksAudit } from '@hdms/node/client/api.ts'
import { cell, type Row, table } from '@hdms/platform/node/table.ts'
import { readWhole } from '@hdms/shared/decimal.ts'
import { type Command, type CommandRow, complete } from './command.ts'
import { listing } from './listing.ts'
import { refuse } from './reasons.ts'

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

const showDay: Command = async ({ args, call, print }) => {
  const reply = await call<Row & DayReply>('GET', `/activity/${args[0] ?? ''}`)
  print(reply, table(minuteRows(reply), ['minute', 'steps', 'metres', 'METs', 'intensity', 'units', 'why']))
  return 0
}

const wallet: Command = async ({ call, print }) => {
  const reply = await call<Row & { lines: Row[] }>('GET', '/wallet')
  const lines = reply.lines.map((l) => ({
    ...l,
    at: new Date(readWhole(l['at'], 'time')).toISOString().slice(0, 16).replace('T', ' '),
  }))
  print(reply, `${reply['balance']} units of ${reply['issuer']}\n\n${table(lines, ['at', 'kind', 'amount', 'with', 'note', 'tx'])}`)
  return 0
}

const audit: Command = async ({ call, print }) => {
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
}

const programme: Command = async ({ call, print }) => {
  const reply = await call<Row>('GET', '/programme')
  print(reply, JSON.stringify(reply, null, 2))
  return 0
}

const recordDay: Command = async ({ args, call, print }) => {
  const reply = await call<Row>('POST', '/activity/entries', { date: args[0] ?? '' })
  print(reply, `recorded by transaction ${cell(reply['entry'])}, paid ${reply['units']} units`)
  return 0
}

const autoRecord: Command = async ({ args, call, print }) => {
  const [on] = args
  if (on !== 'on' && on !== 'off') refuse('INPUT_INVALID', 'on-or-off', { what: 'auto-record' })
  await call('POST', '/activity/by-itself', { on: on === 'on' })
  print({ ok: true }, on === 'on' ? 'finished days are recorded automatically' : 'you are asked before a day is recorded')
  return 0
}

const pay: Command = async ({ args, call, print }) => {
  const [to = '', amount = '', ...note] = args
  const reply = await call<Row>('POST', '/payments', { to, amount: readWhole(amount, 'amount', 1), note: note.join(' ') })
  print(reply, `paid by transaction ${cell(reply['transaction'])}`)
  return 0
}

const moveTokens: Command = async ({ args, call, print }) => {
  const reply = await call<Row>('POST', '/token-moves', { notary: args.join(' ') })
  print(reply, `moved by transaction ${cell(reply['transaction'])}`)
  return 0
}

const redeem: Command = async ({ args, call, print }) => {
  const [amount = '', ...note] = args
  const reply = await call<Row>('POST', '/redemptions', { amount: readWhole(amount, 'amount', 1), note: note.join(' ') })
  print(reply, `redeemed by transaction ${cell(reply['transaction'])}`)
  return 0
}

const giveBasis: Command = async ({ args, call, print }) => {
  const [from = '', to = '', until = ''] = args
  const reply = await call<Row>('POST', '/bases', { from, to, until })
  print(reply, `given by transaction ${cell(reply['basis'])}`)
  return 0
}

const withdrawBasis: Command = async ({ args, call, print }) => {
  const basis = await complete(call, '/bases', 'bases', 'id', args[0] ?? '')
  const reply = await call<Row>('POST', '/bases/withdrawals', { basis })
  print(reply, `withdrawn by transaction ${cell(reply['transaction'])}`)
  return 0
}

const withdraw: Command = async ({ args, call, print }) => {
  const reply = await call<Row>('POST', '/withdrawals', {
    consent: await complete(call, '/consents', 'consents', 'id', args[0] ?? ''),
  })
  print(reply, `withdrawn by transaction ${cell(reply['transaction'])}`)
  return 0
}

const erase: Command = async ({ args, call, print }) => {
  const key = await complete(call, '/records', 'records', 'verificationKey', args[0] ?? '')
  await call('DELETE', `/records/${key}`)
  print({ erased: key }, `erased ${cell(key)}: its key is destroyed`)
  return 0
}

export const ACTIVITY: readonly CommandRow[] = [
  {
    usage: 'days list',
    about: "a person's days: steps, minutes, what is recorded, what was paid",
    run: listing('/activity', 'days', ['date', 'steps', 'distance', 'moderate', 'vigorous', 'doubtful', 'units']),
  },
  { usage: 'days show DATE', about: 'one day minute by minute, with why a minute was not paid', run: showDay },
  {
    usage: 'shoes list',
    about: 'the shoes that are paired with the person',
    run: listing('/shoes', 'shoes', ['serial', 'side', 'maker', 'model', 'packets', 'forked']),
  },
  { usage: 'wallet', about: "balance and history of a person's tokens", run: wallet },
  {
    usage: 'bases',
    about: 'on what the person lets days of the public service be sold',
    run: listing('/bases', 'bases', ['id', 'from', 'to', 'until']),
  },
  {
    usage: 'books',
    about: 'every unit that an issuer made or took back',
    run: listing('/books', 'lines', ['tx', 'kind', 'amount', 'at']),
  },
  {
    usage: 'audit',
    about: "traces an issuer's redeemed units to issued ones, and compares the books; exits 1 on any finding",
    run: audit,
  },
  { usage: 'programme', about: 'what an issuer pays for, and whose shoes it takes', run: programme },
]

export const PAYING: readonly CommandRow[] = [
  { usage: 'days record DATE', about: 'records what is new of a day in the ledger and has it paid', run: recordDay },
  { usage: 'auto-record on|off', about: 'whether finished days are recorded and claimed without asking', run: autoRecord },
  { usage: 'pay NAME AMOUNT [NOTE]', about: 'pays tokens', run: pay },
  { usage: 'move-tokens NOTARY', about: 'has tokens lie with another notary from now on', run: moveTokens },
  { usage: 'redeem AMOUNT [NOTE]', about: 'gives tokens back to the issuer for what it offers', run: redeem },
  {
    usage: 'give-basis FROM TO UNTIL',
    about: 'lets days FROM to TO of the public service be sold until a date (2026-05-01)',
    run: giveBasis,
  },
  { usage: 'withdraw-basis BASIS', about: 'takes that back; BASIS is an id of "bases"', run: withdrawBasis },
  { usage: 'withdraw CONSENT', about: 'withdraws a consent; CONSENT is an id of "consents"', run: withdraw },
  {
    usage: 'erase KEY',
    about: 'destroys a record of a node for good; of a personal node everybody who has it is told',
    run: erase,
  },
]
