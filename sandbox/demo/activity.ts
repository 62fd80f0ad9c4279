/**
 * From the shoe to the token, told while it really happens: two people's day in simulated shoes, one of whom cheats.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Scene } from '@hdms/device-sim/wear.ts'
import type { Ask } from '@hdms/flows/engine/engine.ts'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import { ISSUER, type NetworkFile, NOTARIES } from '../network/launcher.ts'
import { call, type Person } from '../people/person.ts'
import { SAMPLE_BUNDLE } from '../people/sample.ts'
import { type ActivityView, type DayLine, Wearer } from '../people/wearer.ts'
import { register } from './treatment.ts'

export interface ActivityLine {
  readonly scenario: 'activity'
  readonly step: number
  readonly from: string
  readonly to: string
  readonly what: string
  readonly ms: number
  readonly ok: boolean
}

/** Numbered after scenarios.md C: shoes are bound, days derived, entered, and paid. */
export const ACTIVITY_STEPS = 15

export interface ActivityOptions {
  readonly network: NetworkFile
  readonly seed: number
  readonly onStep: (line: ActivityLine) => void
  readonly note: (text: string) => void
}

const HONEST: readonly Scene[] = [
  { kind: 'stand', seconds: 30 },
  { kind: 'walk', seconds: 600, speed: 1.4 },
  { kind: 'stairs-up', seconds: 30 },
  { kind: 'run', seconds: 240, speed: 2.7 },
  { kind: 'walk', seconds: 180, speed: 1.1 },
  { kind: 'sit', seconds: 60 },
]
/** A little walking, then a shoe on a friend's foot, a shoe swung in a hand, a machine, and a washing machine. */
const CHEAT: readonly Scene[] = [
  { kind: 'walk', seconds: 240, speed: 1.4 },
  {
    kind: 'walk',
    seconds: 240,
    speed: 1.4,
    other: { age: 30, height: 1.88, weight: 92, pathology: 'none', asymmetry: 0 },
  },
  { kind: 'hand', seconds: 150, rate: 1.1 },
  { kind: 'shaker', seconds: 150, rate: 1.6 },
  { kind: 'washing-machine', seconds: 120 },
  { kind: 'sit', seconds: 60 },
]

/** @returns whether everything added up */
export async function runActivity(o: ActivityOptions): Promise<boolean> {
  const { network } = o
  const issuer = {
    base: `http://127.0.0.1:${network.ports.issuer}/api`,
    token: readFileSync(join(network.folder, 'issuer', 'api-token'), 'utf8').trim(),
  }
  let last = performance.now()
  const tell = (step: number, from: string, to: string, what: string, ok = true): void => {
    const now = performance.now()
    o.onStep({ scenario: 'activity', step, from, to, what, ms: Math.round(now - last), ok })
    last = now
    if (!ok) fail('REFUSED', { by: 'the demo', reason: `step ${step}: ${what}` })
  }
  const people: Person[] = []
  const refusal = async (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => '',
      (error: unknown) => asHdmsError(error).message,
    )
  const wearing = async (who: string, scenes: readonly Scene[], seed: number): Promise<Wearer> => {
    const { patientId } = await register(network, SAMPLE_BUNDLE)
    const wearer = await Wearer.create(network, who, patientId)
    people.push(wearer.node)
    await wearer.wear(scenes, seed)
    return wearer
  }
  const reasons = (v: ActivityView): Map<string, number> => {
    const why = new Map<string, number>()
    for (const m of v.days.flatMap((d) => d.entries.flatMap((e) => e.claim?.minutes ?? [])))
      if (m.units === 0) why.set(m.why ?? '', (why.get(m.why ?? '') ?? 0) + 1)
    return why
  }
  const sum = (v: ActivityView): string => {
    const total = (of: (d: DayLine) => number): number => v.days.reduce((n, d) => n + of(d), 0)
    const [steps, metres] = [total((d) => d.steps), total((d) => d.distance)]
    return `${steps} steps, ${(metres / 1000).toFixed(2)} km, ${total((d) => d.moderate)} moderate and ${total((d) => d.vigorous)} vigorous minutes`
  }
  try {
    o.note('two people are invited and start nodes of their own; each has a pair of simulated shoes with a stretch of a day in it')
    const [ann, bob] = await Promise.all([wearing('Ann', HONEST, 10 + o.seed), wearing('Bob', CHEAT, 20 + o.seed)])
    tell(1, 'shoes', 'people', 'four shoes answered a fresh challenge: certified by their maker, bound to one owner each')
    const [annAddress] = ann.addresses
    const stolen = await refusal(bob.node.post('/shoes', { address: annAddress }))
    tell(2, 'Bob', "Ann's shoe", `tries to bind it too: ${stolen}`, stolen.includes('other-owner'))
    const packets = [await ann.fetch(), await bob.fetch()]
    tell(
      3,
      'shoes',
      'people',
      `${packets[0]} and ${packets[1]} signed packets fetched and checked`,
      packets.every((n) => n > 1000),
    )
    const before = await ann.view()
    tell(4, 'Ann', 'Ann', `derived on her phone: ${sum(before)}`, before.days.length > 0)
    const steady = before.indices.filter((i) => i.name === 'gait-speed' || i.name === 'asymmetry').map((i) => i.words.en)
    tell(5, 'Ann', 'Ann', `evaluated: ${steady.join(' ')}`, steady.length === 2)
    const a = await ann.enter()
    tell(6, 'Ann', 'notary, issuer', `day entered in her ledger and paid: ${a.units} units`, a.units >= 10)
    const b = await bob.enter()
    const why = reasons(await bob.view())
    const told = [...why].map(([reason, n]) => `${reason} ${n}`).join(', ')
    tell(
      7,
      'Bob',
      'issuer',
      `${sum(await bob.view())} look genuine; paid ${b.units} units, and not: ${told}`,
      b.units > 0 && b.units <= 6 && why.size > 0,
    )
    const again = await Promise.all(b.dates.map((date) => refusal(bob.node.post('/activity/entries', { date }))))
    tell(
      8,
      'Bob',
      'issuer',
      `tries to be paid for the same day again: ${again[0]}`,
      again.every((text) => text !== ''),
    )
    const entry = (await bob.view()).days
      .flatMap((d) => d.entries)
      .find((e) => e.claim?.minutes.some((m) => m.units === 0 && m.why === 'two-people'))
    const disputed = entry?.claim?.minutes.filter((m) => m.units === 0 && m.why === 'two-people').map((m) => m.start) ?? []
    if (!entry) return fail('REFUSED', { by: 'the demo', reason: 'no minute of two people was found out' })
    await bob.node.post('/activity/appeals', { entry: entry.tx, minutes: disputed, words: 'It was me all along.' })
    const appeal = await nextAsk(() => call<{ asks: Ask[] }>(issuer, 'GET', '/asks'))
    await call(issuer, 'POST', '/answers', { id: appeal.id, approved: false, reason: 'the two soles carried two different weights' })
    const state = await until(async () => {
      const found = (await bob.node.get<{ days: { entries: { tx: string; appeal?: { state: string; words: string } }[] }[] }>('/activity'))
        .days
      const mine = found.flatMap((d) => d.entries).find((e) => e.tx === entry.tx)?.appeal
      return mine && mine.state !== 'open' ? mine : undefined
    })
    tell(
      9,
      'Bob',
      'operator',
      `appeals ${disputed.length} minutes; an operator looks at what the shoes signed: ${state.state}, ${state.words}`,
    )
    const { name, address } = await bob.node.get<{ name: string; address: string }>('/address')
    await ann.node.post('/contacts', { address })
    const { transaction } = await ann.node.post<{ transaction: string }>('/payments', { to: name, amount: 5, note: 'coffee' })
    await until(async () => ((await bob.balance()) === b.units + 5 ? true : undefined))
    tell(10, 'Ann', 'Bob', `paid 5 units; she has ${await ann.balance()} left, he has ${await bob.balance()}`)
    await bob.node.post('/refunds', { payment: transaction })
    const twice = await refusal(bob.node.post('/refunds', { payment: transaction }))
    tell(11, 'Bob', 'Ann', `gave it back; a second time: ${twice}`, twice !== '')
    await until(async () => ((await ann.balance()) === a.units ? true : undefined))
    const two = await Promise.all([
      refusal(ann.node.post('/payments', { to: name, amount: a.units, note: 'all' })),
      refusal(ann.node.post('/payments', { to: name, amount: a.units, note: 'all again' })),
    ])
    tell(
      12,
      'Ann',
      'Bob',
      `tries to spend everything twice at once: one goes through, the other not (${two.find(Boolean) ?? ''})`,
      two.filter(Boolean).length === 1,
    )
    await until(async () => ((await bob.balance()) === b.units + a.units ? true : undefined))
    await bob.node.post('/redemptions', { amount: 3, note: 'a bus ticket' })
    tell(13, 'Bob', 'issuer', `redeemed 3 units; he has ${await bob.balance()}`)
    const { transaction: moved } = await bob.node.post<{ transaction: string }>('/token-moves', { notary: NOTARIES[0] })
    const none = await refusal(bob.node.post('/token-moves', { notary: NOTARIES[0] }))
    const { name: her, address: hers } = await ann.node.get<{ name: string; address: string }>('/address')
    await bob.node.post('/contacts', { address: hers })
    await bob.node.post('/payments', { to: her, amount: 1, note: 'from there' })
    await until(async () => ((await ann.balance()) === 1 ? true : undefined))
    const { transactions } = await bob.node.get<{ transactions: { id: string; notary: string }[] }>('/ledger')
    const spentAt = transactions.at(-1)?.notary
    tell(
      14,
      'Bob',
      'notaries',
      `his tokens moved to ${short(NOTARIES[0])}, committed at ${short(NOTARIES[1])}, and paid 1 unit there; moving them again: ${none}`,
      transactions.find((t) => t.id === moved)?.notary === NOTARIES[1] && spentAt === NOTARIES[0] && none !== '',
    )
    const audit = await until(async () => {
      const books = await call<{ issued: number; redeemed: number; held: number; wrong: string[] }>(issuer, 'GET', '/audit')
      const lines = await call<{ lines: { tx: string }[] }>(issuer, 'GET', '/books')
      return books.wrong.length === 0 && lines.lines.length > 0 && books.redeemed >= 3 ? books : undefined
    })
    const held = (await ann.balance()) + (await bob.balance())
    const good = audit.issued === audit.held + audit.redeemed && held <= audit.held
    tell(
      15,
      'issuer',
      short(ISSUER),
      `audit: issued ${audit.issued} = held ${audit.held} + redeemed ${audit.redeemed}; the two wallets hold ${held}`,
      good,
    )
    return true
  } finally {
    for (const node of people) await node.off()
  }
}

const short = (name: string): string => name.replace(/^O=|,.*/g, '')

/** Waits for something that the others bring about, half a minute at most. */
async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let i = 0; i < 150; i++) {
    const found = await look()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  return fail('SESSION_TIMEOUT')
}
const nextAsk = (asks: () => Promise<{ asks: Ask[] }>): Promise<Ask> => until(async () => (await asks()).asks[0])
