/** A thousand records of one person bought at once, all processes: from the purchase request to the opened and paid data. */
import { join } from 'node:path'
import { approvalsOf, fund, researchApi } from '@hdms/sandbox/demo/trading.ts'
import { register } from '@hdms/sandbox/demo/treatment.ts'
import { Network } from '@hdms/sandbox/network/launcher.ts'
import { Crowd } from '@hdms/sandbox/people/crowd.ts'
import { call } from '@hdms/sandbox/people/person.ts'
import { personBundle } from '@hdms/sandbox/people/variety.ts'
import { fail } from '@hdms/shared/errors.ts'
import { delay, systemClock } from '@hdms/shared/time.ts'
import type { Measurement } from './measure.ts'

const [PEOPLE, RECORDS, PRICE] = [16, 1000, 50]
const DAY = 86_400_000
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

interface AnswerView {
  readonly id: string
  readonly state: string
  readonly price: number
  readonly resources: number
  readonly why: string
  readonly sets: readonly { readonly count: number }[]
}

/** The person of a bundle with one weight instead of all else. */
function reading(bundle: string, i: number): string {
  const whole = JSON.parse(bundle) as { entry: { resource: Record<string, unknown> }[] }
  const weight = whole.entry.find(({ resource }) => JSON.stringify(resource['code'])?.includes('29463-7'))
  if (!weight) return fail('BUG', { what: 'a person without a weight' })
  const resource = {
    ...weight.resource,
    effectiveDateTime: iso(Date.now() - (i % 700) * DAY),
    valueQuantity: { value: 60 + (i % 90) / 10, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
  }
  return JSON.stringify({ ...whole, entry: [whole.entry[0], { ...weight, resource }] })
}

async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + 60_000
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (Date.now() > end) fail('SERVICE_UNAVAILABLE', { service: what })
    await delay(systemClock, 20)
  }
}

export async function purchase(folder: string): Promise<Measurement[]> {
  const network = await Network.start(join(folder, 'purchase'), false, undefined, { trading: true })
  const file = { ports: network.ports, folder: network.folder, pid: process.pid }
  const research = researchApi(file)
  const bundles = Array.from({ length: PEOPLE }, (_, i) => personBundle(3, i, Date.now()))
  const seeds: string[] = []
  for (const bundle of bundles) seeds.push((await register(file, bundle)).patientId)
  const crowd = await Crowd.create(file, seeds, 2)
  try {
    const [rich, ...others] = crowd.people
    if (!rich) return []
    for (let i = 0; i < RECORDS; i++) await rich.post('/import', reading(bundles[0] as string, i))
    for (const [i, person] of others.entries()) await person.post('/import', bundles[i] as string)
    for (const person of crowd.people) await person.post('/offers/policy', { mode: 'always', leastPrice: 1, purposes: ['DUO:0000042'] })
    await fund(file, PRICE * 2)
    const { id } = await call<{ id: string }>(research, 'POST', '/queries', {
      ...{ researcher: 'r-17', words: 'body weight', criteria: [{ concept: 'body-weight' }], purpose: 'DUO:0000042' },
      ...{ from: iso(Date.now() - 730 * DAY), until: iso(Date.now() + DAY), price: PRICE, people: 10, days: 7, useDays: 365 },
    })
    await call(research, 'POST', `/queries/${id}/count`)
    const state = async (): Promise<string> => (await call<{ state: string }>(research, 'GET', `/queries/${id}`)).state
    await until('count', async () => ((await state()) === 'counted' ? true : undefined))
    await call(research, 'POST', `/queries/${id}/ask`, await approvalsOf(file, id))
    const answers = async (): Promise<readonly AnswerView[]> =>
      (await call<{ answers: AnswerView[] }>(research, 'GET', `/queries/${id}/answers`)).answers
    // Nobody else has anything to do any more.
    const all = await until('answers', async () => {
      const come = await answers()
      return come.length >= PEOPLE ? come : undefined
    })
    const most = all.find((a) => a.sets.some((s) => s.count >= RECORDS)) ?? fail('BUG', { what: 'nobody with so many records' })
    const start = performance.now()
    await call(research, 'POST', '/purchases', { answers: [most.id] })
    const bought = await until('sale', async () => {
      const answer = (await answers()).find((a) => a.id === most.id)
      return answer && ['bought', 'refused', 'refunded', 'ended'].includes(answer.state) ? answer : undefined
    })
    const took = performance.now() - start
    const whole = bought.state === 'bought' && bought.price === PRICE && bought.resources === RECORDS
    return [
      {
        metric: `${RECORDS} records sealed, verified, paid, opened`,
        value: whole ? took : Number.POSITIVE_INFINITY,
        unit: 'ms',
        target: 1500,
        lower: true,
      },
    ]
  } finally {
    await crowd.stop()
    await network.stop()
  }
}
