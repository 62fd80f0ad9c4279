/**
 * Steps that other apps counted, from what people can export: Apple Health's `export.xml` and step records of Health Connect as JSON. They are the
 * person's word (self-reported): shown and shared as such, and never paid.
 */

import { dayIn, decimalIn, digits, instantIn } from '@hdms/shared/decimal.ts'
import { attributesOf, type Tag, tagsIn } from '../markup.ts'
import { type Identity, NOBODY } from '../people/identity.ts'
import { type LeftOut, LeftOuts } from './left-out.ts'
import { refuse } from './reasons.ts'

/** Steps of one day at the place where the person was, by the app or device that counted most of them. */
export interface CountedDay {
  /** `2026-05-01`. */
  readonly date: string
  readonly steps: number
  readonly source: string
}

export interface ReadOptions {
  /** ms since 1970: what is said of later days is left out. */
  readonly now?: number
  /** Minutes east of Greenwich where this is read, at a moment, for times that say no zone; Greenwich without. */
  readonly offset?: (at: number) => number
  /** Is told what was left out. */
  readonly leftOut?: LeftOut[]
}

const DAY = 86_400_000
const MOST_A_DAY = 200_000
/** No phone and no watch counted before; a calendar of another era, or a clock that was never set, says such years. */
const FIRST_DAY = '2000-01-01'
/** Without a clock to compare with: years of the Buddhist era, and clocks that ran away. */
const LAST_DAY = '2099-12-31'

export const isAppleHealth = (text: string): boolean =>
  /^\s*(<\?xml[^>]*>\s*)?(<!--[^>]*-->\s*)*(<!DOCTYPE\s+HealthData|<HealthData)/.test(text.slice(0, 2000))

/** One count: by whom, on which day of the place, from when until when (ms; as text where a clock is not readable as an instant). */
interface Count {
  readonly path: string
  readonly date: string
  readonly source: string
  readonly from: number | string
  readonly until: number | string
  readonly steps: number
}

/**
 * A phone and a watch count the same steps: of a day, only what one source counted, the one that counted most. One source counts a time once:
 * the same record twice (a phone that was restored, an export over an export, written in another zone) is one.
 */
class Days {
  /** By source, of each time: the day and the steps. */
  private readonly sources = new Map<string, Map<string, { readonly date: string; readonly steps: number }>>()
  private readonly last: string
  readonly left = new LeftOuts()

  constructor({ now }: ReadOptions) {
    // Somewhere it is tomorrow already.
    this.last = now === undefined ? LAST_DAY : new Date(now + DAY).toISOString().slice(0, 10)
  }

  add({ path, date, source, from, until, steps }: Count): void {
    if (dayIn(date) === undefined) refuse('DOCUMENT_INVALID', 'no-date', { path })
    if (date < FIRST_DAY || date > this.last) refuse('DOCUMENT_INVALID', 'impossible-day', { path })
    if (!Number.isFinite(steps) || steps < 0 || steps > MOST_A_DAY) refuse('DOCUMENT_INVALID', 'no-count', { path })
    if (typeof from === 'number' && typeof until === 'number') {
      if (until < from) refuse('DOCUMENT_INVALID', 'ends-before', { path })
      if (until - from > DAY) refuse('DOCUMENT_INVALID', 'over-a-day', { path })
    }
    const times = this.sources.get(source) ?? new Map<string, { readonly date: string; readonly steps: number }>()
    this.sources.set(source, times)
    const time = `${from} ${until}`
    const known = times.get(time)
    times.set(time, { date: known?.date ?? date, steps: Math.max(known?.steps ?? 0, steps) })
  }

  /** Most steps of each day by one source. @throws DOCUMENT_INVALID when no day is left */
  list(path: string, leftOut: LeftOut[] = []): CountedDay[] {
    const best = new Map<string, CountedDay>()
    for (const [source, times] of this.sources) {
      const days = new Map<string, number>()
      for (const { date, steps } of times.values()) days.set(date, (days.get(date) ?? 0) + steps)
      for (const [date, steps] of days) {
        if (steps > MOST_A_DAY) this.left.add(`${path} ${date}`, `more than ${MOST_A_DAY} steps on one day`)
        else if (steps > (best.get(date)?.steps ?? -1)) best.set(date, { date, steps: Math.round(steps), source })
      }
    }
    if (best.size === 0) this.left.refuse(path, 'it holds no steps')
    leftOut.push(...this.left.list())
    return [...best.values()].sort((a, b) => (a.date < b.date ? -1 : 1))
  }
}

/** @param xml `export.xml` of Apple Health: `Record` elements of type step count @throws DOCUMENT_INVALID when it holds no step that can be read */
export function appleHealthSteps(xml: string, options: ReadOptions = {}): CountedDay[] {
  const days = new Days(options)
  let [number, broken] = [0, 0]
  // The file has hundreds of megabytes, nearly all of it other records: those are passed over by their name and type.
  for (let at = xml.indexOf('<Record', 0); at >= 0; ) {
    const [tag] = tagsIn(xml, at)
    if (tag === undefined || tag.kind === 'broken') {
      // What follows may be whole: the rest of the file is read on from the next one, unless it is no markup at all.
      days.left.add(`HealthData.Record[${number++}]`, 'a record never ends')
      if (++broken > MOST_BROKEN) break
      at = xml.indexOf('<Record', at + 1)
      continue
    }
    if (tag.name === 'Record' && tag.attributes.includes(STEP_COUNT)) {
      const path = `HealthData.Record[${number++}]`
      days.left.without(() => addRecord(days, path, tag))
    }
    at = xml.indexOf('<Record', tag.to)
  }
  return days.list('HealthData', options.leftOut)
}

/** Each costs the reading of a longest tag. */
const MOST_BROKEN = 500
/** Who owns the phone that exported, as far as its `Me` element says: birth date and sex. */
export function appleHealthOwner(xml: string): Identity {
  const at = xml.indexOf('<Me ')
  const [tag] = at < 0 ? [] : tagsIn(xml, at)
  const attributes = tag && attributesOf(tag)
  const of = (name: string): string => attributes?.get(`HKCharacteristicTypeIdentifier${name}`) ?? ''
  const sex = { HKBiologicalSexFemale: 'female', HKBiologicalSexMale: 'male' } as const
  return {
    ...NOBODY,
    birthDate: dayIn(of('DateOfBirth')) === undefined ? '' : of('DateOfBirth'),
    sex: sex[of('BiologicalSex') as keyof typeof sex] ?? '',
  }
}

const STEP_COUNT = 'HKQuantityTypeIdentifierStepCount'

/** `2026-05-01 08:00:00 +0900` @returns ms, or the text where it is no such time */
const appleTime = (text: string): number | string => instantIn(text.replace(/^(\S{10}) (\S{8}) ([+-]\d\d):?(\d\d)$/, '$1T$2$3:$4')) ?? text

function addRecord(days: Days, path: string, tag: Tag): void {
  const attributes = attributesOf(tag) ?? refuse('DOCUMENT_INVALID', 'attributes', { path })
  const of = (name: string): string => attributes.get(name) ?? ''
  if (of('type') !== STEP_COUNT) return
  days.add({
    path,
    date: of('startDate').slice(0, 10),
    source: of('sourceName') || 'Apple Health',
    from: appleTime(of('startDate')),
    until: appleTime(of('endDate') || of('startDate')),
    steps: decimalIn(of('value')) ?? Number.NaN,
  })
}

interface StepsRecord {
  readonly startTime?: unknown
  readonly endTime?: unknown
  readonly startZoneOffset?: unknown
  readonly count?: unknown
  readonly metadata?: { readonly dataOrigin?: unknown }
}

/** `+09:00`, `+0900`, `Z`, seconds, or java.time's `{"totalSeconds":32400}`, in minutes. */
function offsetOf(value: unknown): number | undefined {
  const minutes = minutesOf(value)
  return minutes !== undefined && Math.abs(minutes) <= 18 * 60 ? minutes : undefined
}

function minutesOf(value: unknown): number | undefined {
  const seconds = typeof value === 'number' ? value : (value as { readonly totalSeconds?: unknown } | null | undefined)?.totalSeconds
  if (typeof seconds === 'number' && Number.isFinite(seconds)) return Math.round(seconds / 60)
  if (typeof value !== 'string') return undefined
  if (/^z$/i.test(value.slice(-1))) return 0
  const found = /([+-])(\d\d):?(\d\d)(?::\d\d)?$/.exec(value)
  return found ? (found[1] === '-' ? -1 : 1) * (digits(found[2]) * 60 + digits(found[3])) : undefined
}

const LOCAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/

/**
 * When it was, and the day where the person was: by the record's zone, else by the offset in the time itself, else by the zone of whoever reads it.
 * A time without any zone is one of the place.
 */
function placed(
  time: unknown,
  zone: unknown,
  offset: (at: number) => number,
): { readonly at: number | string; readonly date: string } | undefined {
  if (typeof time === 'string' && LOCAL.test(time)) return { at: time, date: time.slice(0, 10) }
  const at = typeof time === 'string' ? instantIn(time) : typeof time === 'number' && Number.isSafeInteger(time) ? time : undefined
  if (at === undefined || Math.abs(at) > 8e15) return undefined
  const own = typeof time === 'string' && !/z$/i.test(time) ? offsetOf(time) : undefined
  const minutes = offsetOf(zone) ?? own ?? offset(at)
  return { at, date: new Date(at + minutes * 60_000).toISOString().slice(0, 10) }
}

/**
 * @param json step records of Health Connect (`StepsRecord`: startTime, startZoneOffset, count, metadata.dataOrigin), as a list or under
 *   `records` or `stepsRecords`
 * @throws DOCUMENT_INVALID when it is no such list, or holds no step that can be read
 */
export function healthConnectSteps(json: string, options: ReadOptions = {}): CountedDay[] {
  const read = (): unknown => {
    try {
      return JSON.parse(json) as unknown
    } catch {
      return refuse('DOCUMENT_INVALID', 'not-json', { path: 'records' })
    }
  }
  const value = read()
  const held = value as { readonly records?: unknown; readonly stepsRecords?: unknown } | null
  const list = Array.isArray(value) ? value : (held?.stepsRecords ?? held?.records)
  if (!Array.isArray(list)) return refuse('DOCUMENT_INVALID', 'list-needed', { path: 'records' })
  const days = new Days(options)
  const { offset = () => 0 } = options
  list.forEach((item: unknown, i) => {
    days.left.without(() => addSteps(days, `records[${i}]`, item, offset))
  })
  return days.list('records', options.leftOut)
}

function addSteps(days: Days, path: string, item: unknown, offset: (at: number) => number): void {
  if (typeof item !== 'object' || item === null) refuse('DOCUMENT_INVALID', 'no-record', { path })
  const record = item as StepsRecord
  // Records of other kinds have no count.
  if (record.count === undefined) return
  const start =
    placed(record.startTime, record.startZoneOffset, offset) ?? refuse('DOCUMENT_INVALID', 'time-form', { path: `${path}.startTime` })
  const end = record.endTime === undefined ? start : placed(record.endTime, record.startZoneOffset, offset)
  const origin = record.metadata?.dataOrigin
  const name = typeof origin === 'string' ? origin : (origin as { packageName?: unknown } | undefined)?.packageName
  days.add({
    path,
    date: start.date,
    source: typeof name === 'string' && name !== '' ? name : 'Health Connect',
    from: start.at,
    until: (end ?? refuse('DOCUMENT_INVALID', 'time-form', { path: `${path}.endTime` })).at,
    steps: typeof record.count === 'number' ? record.count : Number.NaN,
  })
}

export const isHealthConnect = (text: string): boolean =>
  /"(stepsRecords|startZoneOffset|dataOrigin|startTime)"/.test(text.slice(0, 100_000)) && !/"resourceType"/.test(text.slice(0, 2000))
