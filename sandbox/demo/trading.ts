/**
 * The second figure of the paper, told while it really happens: 16 steps between a researcher, the data-search service, a crowd of people and
 * notaries. Among the people are one who changed a record, one who refuses, and one who is asleep.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Ask } from '@hdms/flows/engine/engine.ts'
import type { ExportFiles } from '@hdms/node/client/api.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { fromBase64, fromHex, hex } from '@hdms/shared/bytes.ts'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import type { NetworkFile } from '../network/launcher.ts'
import { BOARD, boardMembers } from '../network/trading.ts'
import { Crowd, type Member } from '../people/crowd.ts'
import { call } from '../people/person.ts'
import { personBundle } from '../people/variety.ts'
import { register, treat } from './treatment.ts'

export interface TradingLine {
  readonly scenario: 'trading'
  readonly step: number
  readonly from: string
  readonly to: string
  readonly what: string
  /** Since the step before. */
  readonly ms: number
  readonly ok: boolean
}
export const TRADING_STEPS = 16
/** Fewer could be picked out; some of them lie, refuse or sleep. */
export const FEWEST = 16

export interface TradingOptions {
  readonly network: NetworkFile
  readonly people: number
  readonly seed: number
  readonly onStep: (line: TradingLine) => void
  readonly note: (text: string) => void
}

export interface TradingOutcome {
  readonly bought: number
  readonly paid: number
  /** Sales from the purchase request to the opened data, ms, without the time that a person took. */
  readonly took: readonly number[]
  /** Folder of the export. */
  readonly export: string
  readonly same: boolean
}

interface QueryView {
  readonly id: string
  readonly state: string
  readonly why: string
  readonly count: string
  readonly hash: string
  readonly criteria: readonly { readonly concept: string; readonly codesAll: number }[]
}
interface AnswerView {
  readonly id: string
  readonly state: string
  readonly why: string
  readonly price: number
  readonly resources: number
  readonly took: number
  readonly sets: readonly { readonly count: number }[]
  readonly report: readonly { readonly recordId: string; readonly issuer: string; readonly notary: string }[]
}
interface OfferView {
  readonly query: string
  readonly state: string
  readonly dealing: string
  readonly earned: number
  readonly why: string
}
interface Line {
  readonly step: number
  readonly what: string
  readonly at: number
}

const PARTIES: Readonly<Record<number, readonly [string, string]>> = {
  1: ['researcher', 'institute'],
  2: ['data search', 'all persons'],
  3: ['person', 'person'],
  4: ['person', 'person'],
  5: ['person', 'person'],
  6: ['person', 'institute'],
  7: ['institute', 'institute'],
  8: ['researcher', 'institute'],
  9: ['institute', 'person'],
  10: ['person', 'institute'],
  11: ['person', 'person'],
  12: ['person', 'institute'],
  13: ['institute', 'notary'],
  14: ['notary', 'institute'],
  15: ['institute', 'institute'],
  16: ['researcher', 'researcher'],
}
const PRICE = 30
const DAY = 86_400_000
const PATIENCE = 120_000
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** @throws SERVICE_UNAVAILABLE when it does not come true in time */
async function until<T>(what: string, look: () => Promise<T | undefined>, patience = PATIENCE): Promise<T> {
  const end = Date.now() + patience
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (Date.now() > end) fail('SERVICE_UNAVAILABLE', { service: what })
    await wait(150)
  }
}

/** A crowd whose records a hospital signed: each was treated. */
export async function treatedCrowd(network: NetworkFile, people: number, seed: number, note: (text: string) => void): Promise<Crowd> {
  const bundles = Array.from({ length: people }, (_, i) => personBundle(seed, i, Date.now()))
  const desks: Awaited<ReturnType<typeof register>>[] = []
  for (const bundle of bundles) desks.push(await register(network, bundle))
  const processes = Math.min(4, Math.max(2, Math.ceil(people / 8)))
  note(`${people} people register at the hospital and start nodes of their own, in ${processes} processes`)
  const crowd = await Crowd.create(
    network,
    desks.map((d) => d.patientId),
    processes,
  )
  note('each brings records, is treated, and so has a result that the hospital signed')
  const waiting = crowd.people.map((person, i) => ({ person, i }))
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { person, i } = next
      await person.post('/import', bundles[i] as string)
      const decide = async (): Promise<{ approved: boolean }> => ({ approved: true })
      await treat({ network, onStep: () => {}, note: () => {}, decide }, person, (desks[i] as (typeof desks)[0]).desk)
    }
  }
  await Promise.all([work(), work(), work()])
  return crowd
}

/** The institute buys units, and the issuer's operator says that the invoice was paid. */
export async function fund(network: NetworkFile, amount: number): Promise<void> {
  const research = researchApi(network)
  const issuer = {
    base: `http://127.0.0.1:${network.ports.issuer}/api`,
    token: readFileSync(join(network.folder, 'issuer', 'api-token'), 'utf8').trim(),
  }
  const { flow } = await call<{ flow: string }>(research, 'POST', '/units', { amount, reference: `invoice ${Date.now()}` })
  const sale = await until('question to the issuer', async () => {
    const { asks } = await call<{ asks: Ask[] }>(issuer, 'GET', '/asks')
    return asks.find((a) => a.question === 'token-sale')
  })
  await call(issuer, 'POST', '/answers', { id: sale.id, approved: true })
  await call(research, 'GET', `/results/${flow}`)
}

export function researchApi(network: NetworkFile): { base: string; token: string } {
  return {
    base: `http://127.0.0.1:${network.ports.research}/api`,
    token: readFileSync(join(network.folder, 'research', 'api-token'), 'utf8').trim(),
  }
}

/** What a researcher asks for in this demo. */
export const wanted = (price: number): object => ({
  researcher: 'r-17',
  words: '체질량지수 body weight',
  criteria: [{ concept: 'body-mass-index' }, { concept: 'body-weight', times: 2 }],
  from: iso(Date.now() - 730 * DAY),
  until: iso(Date.now() + DAY),
  purpose: 'DUO:0000042',
  modifiers: ['DUO:0000046'],
  price,
  people: 10,
  days: 7,
  useDays: 365,
})

/** Members of the sandbox's board sign. */
export async function approvalsOf(network: NetworkFile, query: string): Promise<object> {
  const research = researchApi(network)
  const { message } = await call<{ message: string }>(research, 'GET', `/queries/${query}/review?board=${encodeURIComponent(BOARD)}`)
  const crypto = nativeCrypto()
  const approvals = []
  for (const { seed } of boardMembers(network.folder)) {
    const signature = hex(await crypto.sign(fromHex(seed), fromHex(message)))
    approvals.push({ key: hex(await crypto.publicKey(fromHex(seed))), signature })
  }
  return { board: BOARD, approvals }
}

export async function runTrading(o: TradingOptions): Promise<TradingOutcome> {
  const { network, note } = o
  const research = researchApi(network)
  const crowd = await treatedCrowd(network, o.people, o.seed, note)
  try {
    const [liar, refuser, sleeper, ...honest] = crowd.people as [Member, Member, Member, ...Member[]]
    await liar.post('/alter', {})
    note('one of them changes what the hospital had signed; one will refuse; one will be asleep')
    // Some have said once that they sell for such a price and purpose; the others are asked.
    const always = { mode: 'always', leastPrice: PRICE, purposes: ['DUO:0000042'] }
    for (const person of [liar, ...honest.filter((_, i) => i % 2 === 0)]) await person.post('/offers/policy', always)
    await fund(network, PRICE * (o.people + 5))
    note(`the institute buys ${PRICE * (o.people + 5)} units of the issuer`)

    const teller = new Teller(o)
    const found = await call<{ concepts: { id: string }[] }>(research, 'GET', `/concepts?q=${encodeURIComponent('체질량지수')}`)
    const query = await call<QueryView>(research, 'POST', '/queries', wanted(PRICE))
    const codes = query.criteria.reduce((n, c) => n + c.codesAll, 0)
    await call(research, 'POST', `/queries/${query.id}/count`)
    note('the question is counted: two services add up shares, neither learns anybody’s answer')
    const counted = await until('count', async () => {
      const q = await call<QueryView>(research, 'GET', `/queries/${query.id}`)
      if (q.state === 'failed') fail('QUERY_REFUSED', { why: q.why })
      return q.state === 'counted' ? q : undefined
    })
    note(`about ${counted.count} people could answer; a board of five, two from outside, approves the order ${query.hash.slice(0, 12)}…`)
    await sleeper.off()
    await call(research, 'POST', `/queries/${query.id}/ask`, await approvalsOf(network, query.id))
    teller.tell(
      1,
      `"체질량지수" is ${found.concepts[0]?.id ?? '?'}; with body weight ${codes} codes, ${PRICE} units a person, for general research`,
    )
    await until('broadcast', async () =>
      (await call<QueryView>(research, 'GET', `/queries/${query.id}`)).state === 'asked' ? true : undefined,
    )
    teller.tell(2, `every node is told, through the topic and the queue; a push carries nothing`)

    const awake = crowd.people.filter((p) => p !== sleeper)
    const all = await until('answers', async () => {
      const { answers } = await call<{ answers: AnswerView[] }>(research, 'GET', `/queries/${query.id}/answers`)
      return answers.length >= awake.length ? answers : undefined
    })
    const example = honest[0] as Member
    const offer = async (person: Member): Promise<OfferView | undefined> =>
      (await person.get<{ offers: OfferView[] }>('/offers')).offers.find((each) => each.query === query.id)
    const dealing = (await offer(example))?.dealing ?? ''
    const mine = async (): Promise<Line[]> => (await example.get<{ lines: Line[] }>(`/progress/${dealing}?after=0`)).lines
    const told = (await mine()).filter((l) => l.step >= 3 && l.step <= 6)
    for (const step of [3, 4, 5, 6]) teller.line(step, told)
    teller.tell(
      7,
      `${all.length} key lists are open: ${all.map((a) => a.sets.map((s) => s.count).join('+')).join(' ')} data sets; no values, no names`,
    )

    const deciding = { done: false }
    const questions = Promise.all(awake.map((person) => answerSales(person, person !== refuser, deciding)))
    await call(research, 'POST', '/purchases', { answers: all.map((a) => a.id) })
    teller.tell(8, `all ${all.length} are chosen`)
    const ended = ['bought', 'refused', 'refunded', 'disputed', 'ended']
    const after = await until('sales', async () => {
      const { answers } = await call<{ answers: AnswerView[] }>(research, 'GET', `/queries/${query.id}/answers`)
      // Of who refuses nothing is heard, as of who is asleep.
      return answers.filter((a) => ended.includes(a.state)).length >= awake.length - 1 ? answers : undefined
    })
    const earned = await until('earnings', async () => {
      const offers = await Promise.all(awake.map(offer))
      return offers.filter((each) => (each?.earned ?? 0) > 0).length >= awake.length - 2 ? offers : undefined
    })
    deciding.done = true
    await questions
    const bought = after.filter((a) => a.state === 'bought')
    const refused = after.filter((a) => a.state === 'refused')
    const silent = after.filter((a) => a.state === 'requested')
    const lines = [...(await mine()), ...(await call<{ lines: Line[] }>(research, 'GET', `/progress/${dealing}?after=0`)).lines]
    teller.line(9, lines)
    for (const step of [10, 11, 12, 13, 14]) teller.line(step, lines)
    const why = refused[0]?.why ?? ''
    teller.tell(
      15,
      `${bought.length} as they were issued; one refused and not paid: ${why}`,
      refused.length === 1 && refused[0]?.price === 0 && why.includes('verification key'),
    )
    const folder = await exported(network, query.id)
    const plot = notebookPlot(folder)
    const paid = bought.reduce((n, a) => n + a.price, 0)
    const income = earned.reduce((n, each) => n + (each?.earned ?? 0), 0)
    const lied = await offer(liar)
    const same = paid === income && lied?.earned === 0 && silent.length === 1 && bought.length === awake.length - 2
    teller.tell(
      16,
      `${bought.reduce((n, a) => n + a.resources, 0)} resources of ${bought.length} people for ${paid} units; plot: ${plot}`,
      same,
    )
    return { bought: bought.length, paid, took: bought.map((a) => a.took).sort((a, b) => a - b), export: folder, same }
  } finally {
    await crowd.stop()
  }
}

/** Tells each step once, with the time since the one before. */
class Teller {
  private last = Date.now()
  private readonly o: TradingOptions

  constructor(o: TradingOptions) {
    this.o = o
  }
  /** A step as its side wrote it down, of one dealing among all. */
  line(step: number, lines: readonly Line[]): void {
    const line = lines.find((l) => l.step === step)
    this.tell(step, line?.what ?? '', line !== undefined, line?.at)
  }
  /** @throws SERVICE_UNAVAILABLE when the step was not really done */
  tell(step: number, what: string, ok = true, at = Date.now()): void {
    const now = Math.max(at, this.last)
    const [from, to] = PARTIES[step] as readonly [string, string]
    this.o.onStep({ scenario: 'trading', step, from, to, what, ms: now - this.last, ok })
    this.last = now
    if (!ok) fail('SERVICE_UNAVAILABLE', { service: `step ${step}` })
  }
}

/** Answers what a person is asked about sales. */
export async function answerSales(person: Member, approved: boolean, state: { readonly done: boolean }): Promise<void> {
  while (!state.done) {
    try {
      const { asks } = await person.get<{ asks: Ask[] }>('/asks')
      for (const ask of asks) if (ask.question === 'sale') await person.post('/answers', { id: ask.id, approved })
    } catch (error) {
      if (asHdmsError(error).fault !== 'unavailable') throw error
    }
    await wait(100)
  }
}

/** Writes the export into a folder. */
export async function exported(network: NetworkFile, query: string): Promise<string> {
  const { files } = await call<ExportFiles>(researchApi(network), 'GET', `/queries/${query}/export`)
  // Beside the data of `npm start`, since a network in a temporary folder goes when the demo ends.
  const folder = join(process.env['HDMS_DATA'] ?? join(import.meta.dirname, '../../.data'), 'exports', query)
  for (const { name, text, base64 } of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), base64 === undefined ? text : fromBase64(base64))
  }
  return folder
}

/** Runs the code of the exported notebook, as an analysis tool would. @returns path of the plot that it made */
export function notebookPlot(folder: string): string {
  const { cells } = JSON.parse(readFileSync(join(folder, 'analysis.ipynb'), 'utf8')) as { cells: { cell_type: string; source: string[] }[] }
  const code = cells.flatMap((c) => (c.cell_type === 'code' ? [c.source.join('')] : [])).join('\n')
  const run = spawnSync('python3', ['-c', code], { cwd: folder, encoding: 'utf8' })
  if (run.status !== 0) fail('SERVICE_UNAVAILABLE', { service: `notebook (python3: ${(run.stderr ?? String(run.error)).slice(-200)})` })
  return join(folder, 'plot.svg')
}
