/**
 * Steps that other apps counted, from what people can export: Apple Health's `export.xml` and step records of Health Connect as JSON. They are the
 * person's word (self-reported): shown and shared as such, and never paid.
 */

import { dayIn, decimalIn, digits, instantIn } from '@hdms/shared/decimal.ts'
import { fail } from '@hdms/shared/errors.ts'
import { attributesOf, type Tag, tagsIn } from '../markup.ts'

/** Steps of one day at the place where the person was, by the app or device that counted most of them. */
export interface CountedDay {
  /** `2026-05-01`. */
  readonly date: string
  readonly steps: number
  readonly source: string
}

const MOST_A_DAY = 200_000
const refuse = (path: string, why: string): never => fail('DOCUMENT_INVALID', { path, why })

export const isAppleHealth = (text: string): boolean =>
  /^\s*(<\?xml[^>]*>\s*)?(<!DOCTYPE\s+HealthData|<HealthData)/.test(text.slice(0, 2000))

/** A phone and a watch count the same steps: of a day, only what one source counted, the one that counted most. */
class Days {
  private readonly days = new Map<string, Map<string, number>>()

  add(path: string, date: string, source: string, steps: number): void {
    if (dayIn(date) === undefined) refuse(path, 'a record without a date')
    if (!Number.isFinite(steps) || steps < 0 || steps > MOST_A_DAY) refuse(path, 'a count that is no number of steps')
    const day = this.days.get(date) ?? new Map<string, number>()
    this.days.set(date, day.set(source, (day.get(source) ?? 0) + steps))
  }

  list(path: string): CountedDay[] {
    if (this.days.size === 0) refuse(path, 'it holds no steps')
    return [...this.days].sort().map(([date, sources]) => {
      const [source, steps] = [...sources].reduce((a, b) => (b[1] > a[1] ? b : a))
      return { date, steps: Math.round(steps), source }
    })
  }
}

/** @param xml `export.xml` of Apple Health: `Record` elements of type step count @throws DOCUMENT_INVALID */
export function appleHealthSteps(xml: string): CountedDay[] {
  const days = new Days()
  // The file has hundreds of megabytes, nearly all of it other records: those are passed over by their name and type.
  for (let at = xml.indexOf('<Record', 0); at >= 0; ) {
    const [tag] = tagsIn(xml, at)
    if (tag === undefined || tag.kind === 'broken') return refuse('HealthData.Record', 'a record never ends')
    if (tag.name === 'Record' && tag.attributes.includes(STEP_COUNT)) addRecord(days, tag)
    at = xml.indexOf('<Record', tag.to)
  }
  return days.list('HealthData')
}

const STEP_COUNT = 'HKQuantityTypeIdentifierStepCount'

function addRecord(days: Days, tag: Tag): void {
  const attributes = attributesOf(tag) ?? refuse('HealthData.Record', 'its attributes are not well-formed')
  const of = (name: string): string => attributes.get(name) ?? ''
  if (of('type') !== STEP_COUNT) return
  const steps = decimalIn(of('value')) ?? Number.NaN
  days.add('HealthData.Record', of('startDate').slice(0, 10), of('sourceName') || 'Apple Health', steps)
}

interface StepsRecord {
  readonly startTime?: unknown
  readonly startZoneOffset?: unknown
  readonly count?: unknown
  readonly metadata?: { readonly dataOrigin?: unknown }
}

/** `+09:00` in minutes. */
function offsetOf(text: unknown): number {
  const found = typeof text === 'string' ? /^([+-])(\d\d):(\d\d)/.exec(text) : null
  return found ? (found[1] === '-' ? -1 : 1) * (digits(found[2]) * 60 + digits(found[3])) : 0
}

/**
 * @param json step records of Health Connect (`StepsRecord`: startTime, startZoneOffset, count, metadata.dataOrigin), as a list or under
 *   `records` or `stepsRecords`
 * @throws DOCUMENT_INVALID
 */
export function healthConnectSteps(json: string): CountedDay[] {
  const read = (): unknown => {
    try {
      return JSON.parse(json) as unknown
    } catch {
      return refuse('records', 'it is not JSON')
    }
  }
  const value = read()
  const held = value as { readonly records?: unknown; readonly stepsRecords?: unknown } | null
  const list = Array.isArray(value) ? value : (held?.stepsRecords ?? held?.records)
  if (!Array.isArray(list)) return refuse('records', 'a list of step records is needed')
  const days = new Days()
  list.forEach((item: unknown, i) => {
    const record = (item ?? {}) as StepsRecord
    if (record.count === undefined) return
    const at =
      (typeof record.startTime === 'string' ? instantIn(record.startTime) : undefined) ??
      refuse(`records[${i}].startTime`, 'write it as 2026-05-01T08:00:00Z')
    const date = new Date(at + offsetOf(record.startZoneOffset) * 60_000).toISOString().slice(0, 10)
    const origin = record.metadata?.dataOrigin
    const name = typeof origin === 'string' ? origin : (origin as { packageName?: unknown } | undefined)?.packageName
    days.add(
      `records[${i}]`,
      date,
      typeof name === 'string' ? name : 'Health Connect',
      typeof record.count === 'number' ? record.count : Number.NaN,
    )
  })
  return days.list('records')
}

export const isHealthConnect = (text: string): boolean =>
  /"(stepsRecords|startZoneOffset)"/.test(text.slice(0, 100_000)) && !/"resourceType"/.test(text.slice(0, 2000))
