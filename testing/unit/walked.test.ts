/** What is known of how somebody walked before: it outlives the pipeline, in the node's store, and finds a machine on another day. */
import { ADULT } from '@hdms/device-sim/person.ts'
import { Random } from '@hdms/device-sim/random.ts'
import { Claims } from '@hdms/flows/activity/issuer/claims.ts'
import { Walked } from '@hdms/flows/activity/walked.ts'
import type { Verdict } from '@hdms/health/gait/genuine.ts'
import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'
import { expect, test } from 'vitest'
import { judged } from '../bench/gait/cheating.ts'

/** Rows in memory, for what {@link Walked} asks of a store. */
function memoryStore(): NodeStore & { fails: boolean; readonly rows: Map<string, Uint8Array> } {
  const rows = new Map<string, Uint8Array>()
  const store = {
    ...{ rows, fails: false },
    range: async (from: string, to: string) => [...rows].filter(([key]) => key >= from && key < to).sort(([a], [b]) => (a < b ? -1 : 1)),
    commit: async (changes: readonly Change[]) => {
      if (store.fails) throw new Error('full')
      for (const { key, value } of changes) value ? rows.set(key, value) : rows.delete(key)
    },
  }
  return store as unknown as ReturnType<typeof memoryStore>
}

const DAY = 86_400
const play = (walked: Walked, day: number, seed: number, seconds = 200): Verdict[] =>
  judged({
    ...{ person: ADULT, scenes: [{ kind: 'walk', seconds, speed: 1.2 }], random: new Random(seed), rate: 100 },
    ...{ walked: walked.feet, begins: day * DAY },
  }).verdicts
const paid = (verdicts: readonly Verdict[]): Verdict[] => verdicts.filter((v) => v.genuine)

async function opened(store: NodeStore): Promise<Walked> {
  const walked = new Walked('ac/gait/')
  await walked.load(store)
  return walked
}

test('a walk that is played again on the next day, after a restart, is a machine; another walk of that day is one', async () => {
  const store = memoryStore()
  const first = await opened(store)
  expect(paid(play(first, 20_000, 31)).length).toBeGreaterThanOrEqual(3)
  await first.flush(store)
  const second = await opened(store)
  const again = play(second, 20_001, 31)
  expect(paid(again.filter((v) => v.steps > 60))).toEqual([])
  expect(again.map((v) => v.reason)).toContain('machine')
  expect(paid(play(second, 20_001, 32)).length).toBeGreaterThanOrEqual(3)
})

test('the same minutes, looked at once more after a restart or because they are shown again, are no repetition', async () => {
  const store = memoryStore()
  const first = await opened(store)
  const seen = play(first, 20_000, 33)
  await first.flush(store)
  expect(play(await opened(store), 20_000, 33).map((v) => v.genuine)).toEqual(seen.map((v) => v.genuine))
})

test('what could not be written is written with the next', async () => {
  const store = memoryStore()
  const first = await opened(store)
  play(first, 20_000, 34)
  store.fails = true
  await expect(first.flush(store)).rejects.toThrow('full')
  store.fails = false
  await first.flush(store)
  expect(store.rows.size).toBeGreaterThanOrEqual(2)
  expect(paid(play(await opened(store), 20_002, 34).filter((v) => v.steps > 60))).toEqual([])
})

test('two claims of one person at once: the issuer keeps what both showed', async () => {
  const store = memoryStore()
  const opened = async (): Promise<Claims> => {
    const claims = new Claims()
    await claims.load(store, 0)
    return claims
  }
  const walk = (feet: Walked['feet'], day: number, seed: number): Verdict[] =>
    judged({
      ...{ person: ADULT, scenes: [{ kind: 'walk', seconds: 200, speed: 1.2 }], random: new Random(seed), rate: 100 },
      ...{ walked: feet, begins: day * DAY },
    }).verdicts
  const claims = await opened()
  const keep = async (): Promise<void> => {
    const changes: Change[] = []
    claims.remember(changes, 'someone', 2)
    await store.commit(changes)
  }
  let go = (): void => {}
  const first = new Promise<void>((resolve) => {
    go = resolve
  })
  // The second has begun, and sees its walk when the first is kept already.
  const second = claims.beside('someone', async (feet) => {
    await first
    walk(feet, 2, 36)
  })
  await claims.beside('someone', async (feet) => void walk(feet, 1, 35))
  await keep()
  go()
  await second
  await keep()
  const later = await opened()
  for (const seed of [35, 36])
    await later.beside('someone', async (feet) => expect(paid(walk(feet, 9, seed).filter((v) => v.steps > 60))).toEqual([]))
})

test('how somebody walked goes a year after their last claim, at a start and while others claim; of everybody else it stays', async () => {
  const store = memoryStore()
  const opened = async (day: number): Promise<Claims> => {
    const claims = new Claims()
    await claims.load(store, day * DAY * 1000)
    return claims
  }
  const claim = async (claims: Claims, who: string, day: number, seed = day): Promise<Verdict[]> => {
    const verdicts = await claims.beside(who, async (feet) =>
      judged({
        ...{ person: ADULT, scenes: [{ kind: 'walk', seconds: 80, speed: 1.2 }], random: new Random(seed), rate: 100 },
        ...{ walked: feet, begins: day * DAY },
      }).verdicts.filter((v) => v.steps > 60),
    )
    const changes: Change[] = []
    claims.remember(changes, who, day)
    await store.commit(changes)
    return verdicts
  }
  const kept = (who: string): number => [...store.rows.keys()].filter((key) => key.includes(who)).length
  const claims = await opened(20_000)
  await claim(claims, 'gone', 20_000)
  await claim(claims, 'stays', 20_000)
  await claim(claims, 'stays', 20_300)
  // A claim of an earlier day does not make what is kept older.
  await claim(claims, 'stays', 20_010)
  await claim(claims, 'third', 20_366)
  expect(kept('gone')).toBeGreaterThan(0)
  await claim(claims, 'third', 20_367)
  expect([kept('gone'), kept('stays') > 0]).toEqual([0, true])
  expect(paid(await claim(await opened(20_368), 'stays', 20_368, 20_300))).toEqual([])
  await opened(20_368 + 365)
  expect(kept('stays')).toBeGreaterThan(0)
  await opened(20_368 + 366)
  expect([kept('stays'), kept('third'), store.rows.size]).toEqual([0, 0, 0])
})

test('what was kept before days were is kept from the next start on', async () => {
  const store = memoryStore()
  const claims = new Claims()
  await claims.load(store, 0)
  await claims.beside('someone', async (feet) => void play({ feet } as Walked, 100, 37))
  const changes: Change[] = []
  claims.remember(changes, 'someone', 100)
  await store.commit(changes.filter(({ key }) => key.startsWith('cl/gait/')))
  await new Claims().load(store, 1000 * DAY * 1000)
  expect(store.rows.has('cl/looked/someone')).toBe(true)
  await new Claims().load(store, 1366 * DAY * 1000)
  expect(store.rows.size).toBe(0)
})
