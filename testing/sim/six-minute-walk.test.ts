/** A six-minute walk from the shoes to what is said of it: only when it was begun and ended as one. */
import type { Scene } from '@hdms/device-sim/wear.ts'
import { type DayMeasures, evaluate } from '@hdms/health/gait/evaluation.ts'
import { WalkTests, walkTestRoutes } from '@hdms/node/personal/walk-tests.ts'
import { expect, test } from 'vitest'
import { codeOf, network, there, walked } from '../support/activity.ts'
import type { MockNetwork } from '../support/mock-network.ts'
import { wornOnce } from '../support/worn.ts'

/** Stands, walks for six minutes as a corridor lets, and stands until the shoes were read. */
const SPEED = 1.3
const SCENES: readonly Scene[] = [
  { kind: 'stand', seconds: 20 },
  { kind: 'walk', seconds: 360, speed: SPEED },
  { kind: 'stand', seconds: 90 },
]
const WORN = wornOnce(SCENES, 11)
const ABOUT = { age: 65, sex: 'female', height: 1.6, weight: 60 } as const

async function worn(): Promise<{ net: MockNetwork; tests: WalkTests; start: number }> {
  const net = await network(3)
  await walked(net, 'person', WORN)
  const { services, store } = there(net, 'person')
  const tests = new WalkTests(() => 0)
  await tests.load(store)
  const [bout] = services.activity.days.list().flatMap((d) => d.bouts)
  return { net, tests, start: (bout?.start ?? 0) - 1 }
}
const index = (net: MockNetwork, tests: WalkTests) =>
  evaluate(tests.on<DayMeasures>([...there(net, 'person').services.activity.days.list()].reverse()), ABOUT).find(
    (i) => i.name === 'six-minute-walk',
  )

test('the guided minutes of the shoes are evaluated: distance within 3 %, and nothing before the test was told', async () => {
  const { net, tests, start } = await worn()
  expect(index(net, tests)).toMatchObject({ standing: 'not-applicable', value: undefined })
  await tests.add({ start, end: start + 360 }, net.clock.now())
  const found = index(net, tests)
  expect(Math.abs((found?.value ?? 0) / (SPEED * 360) - 1)).toBeLessThan(0.03)
  expect(found?.standing).toBe('within')
  // Told once more, because the answer was lost, it is the same one.
  await tests.add({ start, end: start + 360 }, net.clock.now())
  // It is there after a restart.
  const again = new WalkTests(() => 0)
  await again.load(there(net, 'person').store)
  expect(again.list()).toEqual([{ start, end: start + 360 }])
})

test('one that was stopped is kept with its distance and is no six-minute walk', async () => {
  const { net, tests, start } = await worn()
  await tests.add({ start, end: start + 120 }, net.clock.now())
  expect(index(net, tests)).toMatchObject({ value: undefined })
  const [get] = walkTestRoutes(tests, there(net, 'person').services.activity, net.clock)
  const answer = (await get?.handle({} as never)) as { tests: { distance: number; whole: boolean; read: boolean }[] } | undefined
  const told = answer?.tests ?? []
  expect(told).toMatchObject([{ whole: false, read: true }])
  expect(Math.abs((told[0]?.distance ?? 0) / (SPEED * 120) - 1)).toBeLessThan(0.04)
})

test('a walk of last week, of the future, of seven minutes, backwards, twice or without numbers is no test', async () => {
  const { net, tests, start } = await worn()
  const now = net.clock.now()
  await tests.add({ start, end: start + 360 }, now)
  for (const [from, to, why] of [
    [now / 1000 - 90_000, now / 1000 - 89_640, 'it was made more than a day ago'],
    [now / 1000 - 10, now / 1000 + 350, 'it is not over yet'],
    [start - 1000, start - 580, 'a test takes six minutes at most'],
    [start - 100, start - 460, 'the end lies after the start'],
    [start + 100, start + 460 - 100, 'another test was made at that time'],
    [Number.NaN, 5, 'the end lies after the start'],
  ] as const)
    await expect(tests.add({ start: from, end: to }, now)).rejects.toMatchObject({ code: 'INPUT_INVALID', data: { why } })
  const [, post] = walkTestRoutes(tests, there(net, 'person').services.activity, net.clock)
  for (const body of [{ start: '1', end: 2 }, { start, end: Number.POSITIVE_INFINITY }, { end: 5 }])
    expect(await codeOf(Promise.resolve().then(() => post?.handle({ body } as never)))).toBe('INPUT_INVALID')
  expect(tests.list()).toHaveLength(1)
})
