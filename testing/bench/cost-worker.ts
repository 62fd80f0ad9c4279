/**
 * One network of real processes that does an operation when it is told to, and says what CPU each process spent on it. The
 * code is that of a given checkout, so that two versions can be asked in turn: `node cost-worker.ts CHECKOUT FOLDER`.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Crowd as CrowdOfNodes } from '@hdms/sandbox/people/crowd.ts'
import { delay, systemClock } from '@hdms/shared/time.ts'
import type { Cost, CostOrder, CostReply, Operation } from './cost.ts'

type Launcher = typeof import('@hdms/sandbox/network/launcher.ts')
type Treatment = typeof import('@hdms/sandbox/demo/treatment.ts')
type Trading = typeof import('@hdms/sandbox/demo/trading.ts')
type People = typeof import('@hdms/sandbox/people/person.ts')
type Wearers = typeof import('@hdms/sandbox/people/wearer.ts')
type Crowds = typeof import('@hdms/sandbox/people/crowd.ts')
type Samples = typeof import('@hdms/sandbox/people/sample.ts')
type Variety = typeof import('@hdms/sandbox/people/variety.ts')

const [root = '.', folder = '.'] = process.argv.slice(2)
const of = async <T>(file: string): Promise<T> => (await import(pathToFileURL(join(root, 'sandbox', file)).href)) as T
const { Network } = await of<Launcher>('network/launcher.ts')
const { admit, register, treat } = await of<Treatment>('demo/treatment.ts')
const { approvalsOf, fund, researchApi, treatedCrowd, wanted } = await of<Trading>('demo/trading.ts')
const { call } = await of<People>('people/person.ts')
const { Wearer } = await of<Wearers>('people/wearer.ts')
const { Crowd } = await of<Crowds>('people/crowd.ts')
const { SAMPLE_BUNDLE } = await of<Samples>('people/sample.ts')
const { personBundle } = await of<Variety>('people/variety.ts')

/** Nanoseconds that the threads of a process ran, by its number. */
function ranFor(pid: number): number {
  let sum = 0
  try {
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      const [ran = '0'] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')
      sum += JSON.parse(ran) as number
    }
  } catch {
    // It has ended meanwhile: what it did is not counted any more.
  }
  return sum
}

/** MiB that a process holds in memory. */
function heldBy(pid: number): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return (JSON.parse(line?.[1] ?? '0') as number) / 1024
}

const network = await Network.start(folder, false, undefined, { trading: true })
const file = { ports: network.ports, folder: network.folder, pid: process.pid }
const research = researchApi(file)
/** Processes of people, who come and go. */
const people = new Map<string, readonly number[]>()

function table(): [string, number][] {
  const services = network.table().map(({ name, pid }): [string, number] => [name.replace(/\d$/, ''), pid])
  return [...services, ...[...people].flatMap(([who, pids]) => pids.map((pid): [string, number] => [who, pid]))]
}

/** What each process spent on some work, ms. */
async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  const before = new Map(table().map(([, pid]) => [pid, ranFor(pid)]))
  await work()
  const cost: Record<string, number> = {}
  for (const [name, pid] of table()) cost[name] = (cost[name] ?? 0) + (ranFor(pid) - (before.get(pid) ?? 0)) / 1e6
  return cost
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    await delay(systemClock, 20)
  }
}

const decide = async (): Promise<{ approved: boolean }> => ({ approved: true })

/** A person comes, is treated, and goes. The start of their node is the operation before it. */
async function treatment(starting: boolean): Promise<Cost> {
  const { person, desk } = await admit(file, SAMPLE_BUNDLE)
  people.set('person', [person.pid ?? 0])
  try {
    const started = { person: ranFor(person.pid ?? 0) / 1e6 }
    if (starting) return started
    await person.post('/import', SAMPLE_BUNDLE)
    return await costOf(() => treat({ network: file, decide, onStep: () => {}, note: () => {} }, person, desk))
  } finally {
    people.delete('person')
    await person.off()
  }
}

const WALK = [
  { kind: 'walk', seconds: 620, speed: 1.4 },
  { kind: 'sit', seconds: 60 },
] as const
let worn = 0

/** Somebody who has walked enters their day and is paid. */
async function claim(): Promise<Cost> {
  const wearer = await Wearer.create(file, 'walker', (await register(file, SAMPLE_BUNDLE)).patientId)
  people.set('person', [wearer.node.pid ?? 0])
  try {
    await wearer.wear(WALK, ++worn)
    await wearer.fetch()
    return await costOf(() => wearer.enter())
  } finally {
    people.delete('person')
    await wearer.node.off()
  }
}

interface AnswerView {
  readonly id: string
  readonly state: string
  readonly sets: readonly { readonly count: number }[]
}
const [CROWD, RICH, RECORDS, PRICE] = [16, 4, 250, 30]
let crowd: CrowdOfNodes | undefined
const forSale: string[] = []
const answersTo = async (query: string): Promise<readonly AnswerView[]> =>
  (await call<{ answers: AnswerView[] }>(research, 'GET', `/queries/${query}/answers`)).answers

/** A question goes to everybody, and everybody's answer comes. */
async function ask(body: object, wait: number): Promise<readonly AnswerView[]> {
  const { id } = await call<{ id: string }>(research, 'POST', '/queries', body)
  const state = async (): Promise<string> => (await call<{ state: string }>(research, 'GET', `/queries/${id}`)).state
  await call(research, 'POST', `/queries/${id}/count`)
  await until(async () => ((await state()) === 'counted' ? true : undefined))
  await call(research, 'POST', `/queries/${id}/ask`, await approvalsOf(file, id))
  const all = await until(async () => {
    const come = await answersTo(id)
    return come.length >= wait ? come : undefined
  })
  query = id
  return all
}
let query = ''
const policy = { mode: 'always', leastPrice: 1, purposes: ['DUO:0000042'] }

/** A crowd that was treated is asked, once; then each operation is one sale. */
async function offers(): Promise<Cost> {
  crowd = await treatedCrowd(file, CROWD, 1, () => {})
  people.set('people', crowd.pids)
  for (const person of crowd.people) await person.post('/offers/policy', policy)
  await fund(file, PRICE * (CROWD + 5))
  return costOf(async () => {
    for (const { id } of await ask(wanted(PRICE), CROWD)) forSale.push(id)
  })
}

/** One answer is bought, opened and paid. */
async function sale(): Promise<Cost> {
  const answer = forSale.shift()
  return costOf(async () => {
    await call(research, 'POST', '/purchases', { answers: [answer] })
    await until(async () => ((await answersTo(query)).find((a) => a.id === answer)?.state === 'bought' ? true : undefined))
  })
}

/** As many weights of one person, each a document of its own. */
function weights(bundle: string): string[] {
  const { entry, ...rest } = JSON.parse(bundle) as { entry: { resource: Record<string, unknown> }[] }
  const weight = entry.find(({ resource }) => JSON.stringify(resource['code'])?.includes('29463-7'))
  return Array.from({ length: RECORDS }, (_, i) => {
    const effectiveDateTime = new Date(Date.now() - i * 86_400_000).toISOString().slice(0, 10)
    const valueQuantity = { value: 60 + (i % 90) / 10, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' }
    return JSON.stringify({
      ...rest,
      entry: [entry[0], { ...weight, resource: { ...weight?.resource, effectiveDateTime, valueQuantity } }],
    })
  })
}

/** People with many records are asked, once; then each operation is the purchase of one's. */
async function manyRecords(): Promise<Cost> {
  await crowd?.stop()
  const bundles = Array.from({ length: CROWD }, (_, i) => personBundle(3, i, Date.now()))
  const seeds: string[] = []
  for (const bundle of bundles) seeds.push((await register(file, bundle)).patientId)
  crowd = await Crowd.create(file, seeds, 2)
  people.set('people', crowd.pids)
  const cost = await costOf(async () => {
    for (const [i, person] of (crowd?.people ?? []).entries())
      for (const text of i < RICH ? weights(bundles[i] as string) : bundles.slice(i, i + 1)) await person.post('/import', text)
  })
  for (const person of crowd.people) await person.post('/offers/policy', policy)
  await fund(file, PRICE * (RICH + 5))
  forSale.length = 0
  const whole = { ...wanted(PRICE), criteria: [{ concept: 'body-weight' }], modifiers: undefined }
  for (const { id, sets } of await ask(whole, CROWD)) if (sets.some((s) => s.count >= RECORDS)) forSale.push(id)
  return cost
}

/** What each process holds in memory, MiB. */
async function memory(): Promise<Cost> {
  return Object.fromEntries(table().map(([name, pid]) => [name, heldBy(pid)]))
}

const operations: Readonly<Record<Operation, () => Promise<Cost>>> = {
  memory,
  start: () => treatment(true),
  treatment: () => treatment(false),
  claim,
  offers,
  sale,
  imports: manyRecords,
  purchase: sale,
  idle: () => costOf(() => delay(systemClock, 10_000)),
}

const say = (reply: CostReply): void => void process.send?.(reply)
process.on('message', ({ operation }: CostOrder) => {
  if (operation)
    operations[operation]().then(
      (cost) => say({ cost }),
      (error: unknown) => say({ failed: String(error) }),
    )
  else
    void (async () => {
      await crowd?.stop()
      await network.stop()
      process.disconnect()
    })()
})
say({ cost: {} })
