/** What of a phone's acceleration is a step: wherever up is, from the first clear one to the last weak one. */
import { PhoneSteps } from '@hdms/health/gait/phone-steps.ts'
import { expect, test } from 'vitest'

/** Bumps along gravity at the times given, m/s², in the frame of a phone that lies askew. */
function counted(bumps: readonly (readonly [t: number, size: number])[], up: readonly [number, number, number] = [0.6, 0, 0.8]): number {
  let n = 0
  const phone = new PhoneSteps(() => n++)
  for (let t = 0; t < 20; t += 0.01) {
    const a =
      9.81 + bumps.reduce((sum, [at, size]) => sum + (Math.abs(t - at) < 0.25 ? size * Math.cos((Math.PI * (t - at)) / 0.25) : 0), 0)
    phone.push(t, a * up[0], a * up[1], a * up[2])
  }
  return n
}
const walk = (from: number, steps: number, size: number) => Array.from({ length: steps }, (_, i) => [from + 0.55 * i, size] as const)

test('ten crests are eleven steps, however the phone lies: who stops brings the other foot beside', () => {
  for (const up of [
    [0, 0, 1],
    [1, 0, 0],
    [0.6, 0, 0.8],
    [0, -0.6, 0.8],
  ] as const)
    expect(counted(walk(4, 10, 1.5), up)).toBe(11)
})
test('who shifts the weight before a walk has not stepped, whether weakly and long before or clearly and right before it; the weak last steps of it are', () => {
  const going = walk(4, 10, 1.5)
  expect(counted([[2.2, 0.3], ...going])).toBe(11)
  expect(counted([[3.62, 1.5], ...going])).toBe(11)
  expect(counted([...going, [9.6, 0.6], [10.3, 0.5]])).toBe(13)
})
test('a second crest right after a step is the same step', () => {
  const slow = Array.from({ length: 10 }, (_, i) => [4 + 0.9 * i, 1.5] as const)
  expect(counted(slow)).toBe(11)
  const twice = [4 + 4 * 0.9, 4 + 7 * 0.9].map((at) => [at + 0.4, 1.5] as const)
  expect(counted([...slow, ...twice])).toBe(11)
})
test('two steps aside are two', () => {
  expect(counted(walk(4, 2, 1.5))).toBe(2)
})
test('what is pushed across gravity is no step', () => {
  let n = 0
  const phone = new PhoneSteps(() => n++)
  for (let t = 0; t < 20; t += 0.01) phone.push(t, t > 5 ? 1.2 * Math.sin(2 * Math.PI * 1.8 * t) : 0, 0, 9.81)
  expect(n).toBe(0)
})
