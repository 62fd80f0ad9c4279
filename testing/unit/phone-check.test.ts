/** The phone's count beside the shoes': whole minutes alone, the same after a restart, and shown, never paid. */
import { PhoneCheck, type PhoneSample } from '@hdms/flows/activity/book/phone.ts'
import type { DayRow } from '@hdms/flows/activity/book/rows.ts'
import { memoryDisk, memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import { expect, test } from 'vitest'

const START = 1_780_000_020
/** A phone in a pocket: 1.9 steps a second. */
const walk = (from: number, seconds: number): PhoneSample[] =>
  Array.from({ length: seconds * 50 }, (_, i) => {
    const t = from + i / 50
    return [t, 0.4, 9.81 + 3 * Math.sin(2 * Math.PI * 1.9 * (t - START)), 0.2]
  })
const day = (minutes: number): DayRow => ({
  date: '2026-05-28',
  bouts: [],
  entries: [],
  minutes: Array.from({ length: minutes }, (_, i) => {
    const start = START + 60 * i
    const verdict = { start, genuine: true, score: 1, reason: undefined, steps: 114 }
    return { start, steps: 114, distance: 80, mets: 3.5, intensity: 'moderate', moving: 60, confidence: 0.9, verdict }
  }),
})

test('whole minutes are compared with the shoes’, however the samples come in, and stay over a restart', async () => {
  const store = memoryNodeStore(memoryDisk())
  const phone = new PhoneCheck()
  await phone.load(store, START * 1000)
  const samples = walk(START, 185)
  let whole = 0
  for (let i = 0; i < samples.length; i += 137) whole += await phone.take(samples.slice(i, i + 137))
  expect(whole).toBe(3)
  const check = phone.of(day(10))
  expect(check).toMatchObject({ minutes: 3, shoes: 342 })
  expect(Math.abs((check?.phone ?? 0) - 342)).toBeLessThanOrEqual(6)
  // The same again, and what lies in the past: nothing is counted twice.
  expect(await phone.take(samples)).toBe(0)
  expect(phone.of(day(10))).toEqual(check)
  const again = new PhoneCheck()
  await again.load(store, START * 1000)
  expect(again.of(day(10))).toEqual(check)
  expect(again.of(day(0))).toBeUndefined()
})

test('a minute with a hole in it, or begun in the middle, is no count', async () => {
  const phone = new PhoneCheck()
  await phone.load(memoryNodeStore(memoryDisk()), START * 1000)
  expect(await phone.take(walk(START + 20, 45))).toBe(0)
  expect(await phone.take(walk(START + 90, 100))).toBe(1)
  expect(phone.of(day(10))).toMatchObject({ minutes: 1 })
})

test('counts of two months ago are forgotten', async () => {
  const store = memoryNodeStore(memoryDisk())
  const phone = new PhoneCheck()
  await phone.load(store, START * 1000)
  await phone.take(walk(START, 65))
  const later = new PhoneCheck()
  await later.load(store, (START + 61 * 86_400) * 1000)
  expect(later.of(day(10))).toBeUndefined()
  expect(await store.range('ac/phone/', 'ac/phone0')).toEqual([])
})
