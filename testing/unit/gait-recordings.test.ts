/**
 * The gait pipeline on recordings of real people with a known truth; where those are not at hand there is nothing to say. Nothing was chosen
 * by what comes out of the judging half: even subjects of Voisard, even recordings of PyShoe (testing/bench/gait/recordings.ts).
 */
import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { GAIT_DATA, type Row, recorded, simulatedRows, TARGETS } from '../bench/gait/main.ts'
import { halfOfRecording, halfOfSubject } from '../bench/gait/recordings.ts'

const absent = !existsSync(GAIT_DATA)
if (absent) process.stderr.write(`skipped: no recordings at ${GAIT_DATA}\n`)

test('which half a recording belongs to is said by its number', () => {
  expect(['7-1', 'GaCo03_01', 'user1_hand_2', 'healthy_2x20m'].map(halfOfSubject)).toEqual(Array(4).fill('tuning'))
  expect(['10-1', '4-3', 'GaPt02_01'].map(halfOfSubject)).toEqual(Array(3).fill('judging'))
  expect(['2017-11-22-11-22-03', 'SensorConnectData_34'].map(halfOfRecording)).toEqual(['tuning', 'judging'])
})

/** Two pivots of subject 9 stand in no reference, those of others do: 7 % of that one recording. */
const WITH_PIVOTS: Readonly<Record<string, number>> = { 'steps, Voisard': 2 }
const simulated = simulatedRows()
const halves: readonly (readonly [string, readonly Row[], Readonly<Record<string, number>>])[] = [
  ['tuning half', absent ? [] : recorded(GAIT_DATA, 'tuning'), WITH_PIVOTS],
  ['judging half', absent ? [] : recorded(GAIT_DATA, 'judging'), {}],
  ['simulated', simulated, {}],
]
describe.each(halves)('%s, one setting for all', (_name, rows, known) => {
  for (const { measure, mean, worst } of rows) {
    const target = known[measure] ?? TARGETS[measure]
    if (target === undefined) continue
    test(`${measure}: as good as asked (${target})`, () => {
      if (worst.unit === 'F1') expect(mean).toBeGreaterThanOrEqual(target)
      else expect(mean).toBeLessThanOrEqual(target)
    })
  }
})

test.skipIf(absent)('every measure that something is asked of was measured', () => {
  const measured = new Set([...recorded(GAIT_DATA), ...simulated].map((r) => r.measure))
  expect(Object.keys(TARGETS).filter((m) => !measured.has(m))).toEqual([])
})
