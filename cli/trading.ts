/**
 * Trading on the command line: what a person was asked and says, what a researcher asks, what a review board signs,
 * what is exported.
 */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Boards, ExportFiles } from '@hdms/node/client/api.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { type Row, table } from '@hdms/platform/node/table.ts'
import { fromBase64, fromHex, hex } from '@hdms/shared/bytes.ts'
import { readWhole } from '@hdms/shared/decimal.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { Asked, Command, CommandRow } from './command.ts'
import { refuse } from './reasons.ts'

const time = (ms: unknown): string => (typeof ms === 'number' ? new Date(ms).toISOString().slice(0, 16).replace('T', ' ') : '')

/** Completes the beginning of a query's id. */
async function queryOf({ args, call }: Asked): Promise<string> {
  const { queries } = await call<{ queries: { id: string }[] }>('GET', '/queries')
  const found = queries.filter((q) => args[0] !== undefined && q.id.startsWith(args[0].replace(/…$/, '')))
  if (found.length > 1) refuse('INPUT_INVALID', 'ambiguous', { what: 'query' })
  return found[0]?.id ?? fail('NOT_FOUND', { what: 'query; "hdms queries" lists them' })
}

interface Member {
  readonly name?: string
  readonly seed: string
}

const offers: Command = async ({ call, print }) => {
  const reply = await call<{ offers: Row[]; policy: Row }>('GET', '/offers')
  const rows = reply.offers.map((o) => ({
    ...o,
    at: time(o['at']),
    sets: (o['sets'] as Row[]).map((s) => `${s['count']} ${s['concept']}`).join(', '),
  }))
  print(
    reply,
    `when somebody asks: ${reply.policy['mode']}\n\n${table(rows, ['at', 'institution', 'sets', 'price', 'state', 'earned', 'why'])}`,
  )
  return 0
}

const offerPolicy: Command = async ({ args, call, print }) => {
  const [mode = '', leastPrice = '1', ...purposes] = args
  const reply = await call<Row>('POST', '/offers/policy', { mode, leastPrice: readWhole(leastPrice, 'least price', 1), purposes })
  print(reply, `from now on: ${mode}`)
  return 0
}

const queries: Command = async ({ call, print }) => {
  const reply = await call<{ queries: Row[] }>('GET', '/queries')
  const rows = reply.queries.map((q) => ({
    ...q,
    at: time(q['at']),
    wanted: (q['criteria'] as Row[]).map((c) => c['concept']).join(', '),
  }))
  print(reply, table(rows, ['id', 'at', 'state', 'wanted', 'count', 'price', 'people', 'why']))
  return 0
}

const answers: Command = async (asked) => {
  const reply = await asked.call<{ answers: Row[] }>('GET', `/queries/${await queryOf(asked)}/answers`)
  const rows = reply.answers.map((a) => ({
    ...a,
    sets: (a['sets'] as Row[]).map((s) => s['count']).join('+'),
    records: (a['report'] as Row[]).length,
  }))
  asked.print(reply, table(rows, ['id', 'state', 'sets', 'price', 'records', 'resources', 'took', 'why']))
  return 0
}

/** Members of a board look at a query and sign it; what is printed goes to the researcher. */
const review: Command = async (asked) => {
  const { call, args, data, print } = asked
  const file = args[1] ?? join(data, 'review-board-members.json')
  const members = membersIn(file)
  const { boards } = await call<Boards>('GET', '/boards')
  const crypto = nativeCrypto()
  const keys = await Promise.all(members.map(async (m) => hex(await crypto.publicKey(fromHex(m.seed)))))
  const board = boards.find((b) => keys.every((key) => b.members.some((m) => m.key === key)))
  if (!board) return fail('NOT_FOUND', { what: 'review board of these members' })
  const id = await queryOf(asked)
  const { message, query } = await call<{ message: string; query: Row }>(
    'GET',
    `/queries/${id}/review?board=${encodeURIComponent(board.name)}`,
  )
  const approvals = []
  for (const [i, { seed }] of members.entries())
    approvals.push({ key: keys[i], signature: hex(await crypto.sign(fromHex(seed), fromHex(message))) })
  process.stderr.write(
    `${members.length} members approve ${String(query['hash']).slice(0, 16)}…: ${query['purposeWords']}, ${query['people']} people\n`,
  )
  const approval = { board: board.name, approvals }
  print(approval, JSON.stringify(approval))
  return 0
}

const exported: Command = async (asked) => {
  const id = await queryOf(asked)
  const { files, leftOut, usableUntil } = await asked.call<ExportFiles>('GET', `/queries/${id}/export`)
  const folder = asked.args[1] ?? `hdms-${id.slice(0, 8)}`
  for (const { name, text, base64 } of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), base64 === undefined ? text : fromBase64(base64))
  }
  const rows = files.map(({ name, bytes }) => ({ file: name, bytes }))
  const { withdrawn, ended, unanswered } = leftOut
  const without = `left out: ${withdrawn} who withdrew, ${ended} whose consent has ended, ${unanswered} for whom no notary answered within an hour`
  const text = `${table(rows, ['file', 'bytes'])}\n\nwritten to ${folder}; may be used until ${usableUntil}; ${without}`
  asked.print({ folder, files: rows, leftOut, usableUntil }, text)
  return 0
}

/** @throws INPUT_INVALID */
function membersIn(file: string): Member[] {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as Member[]).map(({ seed }) => ({ seed }))
  } catch {
    return refuse('INPUT_INVALID', 'board-members', { what: file, form: '{ seed (hex) }' })
  }
}

export const TRADING: readonly CommandRow[] = [
  { usage: 'offers', about: 'what a person was asked to sell, and what became of it', run: offers },
  {
    usage: 'offer-policy MODE [LEAST PURPOSE…]',
    about: 'never, ask, or always (for LEAST units at least, for these purposes) when somebody asks',
    run: offerPolicy,
  },
  { usage: 'queries', about: 'what an institution asked', asks: 'research', run: queries },
  { usage: 'answers QUERY', about: 'who answered, what was bought, refused, paid', asks: 'research', run: answers },
  {
    usage: 'review QUERY [FILE]',
    about: "members of a review board sign a query; FILE holds their keys (default: the sandbox's)",
    asks: 'research',
    run: review,
  },
  {
    usage: 'export QUERY [FOLDER]',
    about: 'what was bought: FHIR, OMOP, CSV, dictionary, provenance, notebook',
    asks: 'research',
    run: exported,
  },
]
