/**
 * Recordings of real people that nobody here made, each through the declared adapter of its source: units and rate, nothing else.
 * What a folder holds is found by its layout, so that further recordings of the kind can be laid beside these.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Which half of the recordings one belongs to: nothing is chosen by looking at what comes out of the judging half. By the number of the
 * subject, which is the first one in a name (`7-1`, `GaCo03_01`, `user1_hand…`); in the PyShoe set one person walked, so there it is the
 * number of the recording, the last one in a name. Odd numbers tune, even ones judge; a set of one recording without a number tunes.
 */
export type Half = 'tuning' | 'judging'
const halfOf = (digits: string | undefined): Half => (digits !== undefined && Number(digits) % 2 === 0 ? 'judging' : 'tuning')
export const halfOfSubject = (name: string): Half => halfOf(/^[A-Za-z]*(\d+)/.exec(name)?.[1])
export const halfOfRecording = (name: string): Half => halfOf(/(\d+)$/.exec(name)?.[1])

export interface Foot {
  /** Seconds, then m/s² with gravity, then rad/s. */
  readonly t: Float64Array
  readonly motion: readonly Float64Array[]
}

export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export function readTable(path: string): Table {
  const [head = '', ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/)
  return { columns: head.split(','), rows: lines.map((l) => l.split(',')) }
}

export function column(table: Table, name: string): Float64Array {
  const at = table.columns.indexOf(name)
  if (at < 0) throw new Error(`no column ${name}`)
  return Float64Array.from(table.rows, (row) => Number(row[at]))
}

const AXES = ['ax', 'ay', 'az', 'gx', 'gy', 'gz']

/** @param time of a row, seconds */
function foot(path: string, time: (table: Table) => Float64Array, acceleration: number, rate: number): Foot {
  const table = readTable(path)
  const motion = AXES.map((name, i) => column(table, name).map((v) => v * (i < 3 ? acceleration : rate)))
  return { t: time(table), motion }
}

const inSeconds = (table: Table): Float64Array => column(table, 't')
const everyNth =
  (hz: number) =>
  (table: Table): Float64Array =>
    column(table, 'sample').map((n) => n / hz)
const DEGREE = Math.PI / 180

const list = (folder: string, pattern: RegExp): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => pattern.test(name))
        .sort()
    : []

/** Which recordings are read: those of one half, or all. */
export type Wanted = Half | 'all'
const within =
  (wanted: Wanted, of: (name: string) => Half) =>
  (name: string): boolean =>
    wanted === 'all' || of(name) === wanted

export interface Voisard {
  readonly name: string
  readonly left: Foot
  readonly right: Foot
  /** Swings as [foot off, foot strike], seconds. */
  readonly swings: { readonly left: readonly Span[]; readonly right: readonly Span[] }
}
export type Span = readonly [number, number]

const eventsOf = (folder: string, name: string) =>
  JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8').replaceAll('NaN', 'null')) as Record<
    'LeftFootEvents' | 'RightFootEvents',
    Span[]
  >

/** 100 Hz, m/s², rad/s. */
export function voisard(data: string, wanted: Wanted = 'all'): Voisard[] {
  const folder = join(data, 'voisard_foot_imu')
  const names = list(folder, /\.json$/).map((file) => file.slice(0, -5))
  return names.filter(within(wanted, halfOfSubject)).flatMap((name) => {
    const paths = ['lf', 'rf'].map((side) => join(folder, `${name}_${side}.csv`))
    if (!paths.every((p) => existsSync(p))) return []
    const events = eventsOf(folder, name)
    const seconds = (spans: Span[]): Span[] => spans.map(([a, b]) => [a / 100, b / 100])
    const [left, right] = paths.map((p) => foot(p, everyNth(100), 1, 1)) as [Foot, Foot]
    return [{ name, left, right, swings: { left: seconds(events.LeftFootEvents), right: seconds(events.RightFootEvents) } }]
  })
}

/**
 * The same walks at the lower back, where their files lie beside the feet's: Voisard's own table (`_lb.txt`, after a line of words, or `_lb.csv`),
 * 100 Hz by its packet counter (some are lost), m/s². Steps are all that were annotated, of both feet.
 */
export function lowerBacks(data: string, wanted: Wanted = 'all'): PhoneWalk[] {
  const folder = join(data, 'voisard_foot_imu')
  return list(folder, /_lb\.(csv|txt)$/)
    .filter(within(wanted, halfOfSubject))
    .map((file) => {
      const name = file.slice(0, -7)
      const rows = readFileSync(join(folder, file), 'utf8')
        .split(/\r?\n/)
        .filter((l) => /^-?\d/.test(l))
        .map((l) => l.split(/[\s,]+/).map(Number))
      const { LeftFootEvents: left, RightFootEvents: right } = eventsOf(folder, name)
      return {
        name: `${name} lower back`,
        t: Float64Array.from(rows, (r) => (r[0] ?? Number.NaN) / 100),
        acceleration: [1, 2, 3].map((k) => Float64Array.from(rows, (r) => r[k] ?? Number.NaN)),
        steps: left.length + right.length,
      }
    })
}

export interface Gaitmap {
  readonly name: string
  readonly feet: {
    readonly side: 'left' | 'right'
    readonly foot: Foot
    /** Between two gyroscope minima before toe-off, seconds, by hand; empty where nobody labelled them. */
    readonly borders: readonly Span[]
    /** From one quiet stance to the next, with its length by motion capture, metres. */
    readonly strides: readonly { readonly span: Span; readonly length: number }[]
  }[]
}

/** 204.8 Hz, m/s², °/s. */
export function gaitmap(data: string, wanted: Wanted = 'all'): Gaitmap[] {
  const folder = join(data, 'gaitmap_mocap')
  const hz = 204.8
  const names = list(folder, /_left_204\.8Hz\.csv$/).map((f) => f.replace('_left_204.8Hz.csv', ''))
  return names.filter(within(wanted, halfOfSubject)).map((name) => {
    const optional = (kind: string): Table | undefined => {
      const path = join(folder, `${name}_${kind}.csv`)
      return existsSync(path) ? readTable(path) : undefined
    }
    const [borders, events, lengths] = [optional('stride_borders'), optional('stride_events'), optional('stride_length_reference')]
    const of = (table: Table | undefined, side: string, names: string[]): number[][] => {
      if (!table) return []
      const at = names.map((n) => table.columns.indexOf(n))
      return table.rows.filter((r) => r[table.columns.indexOf('foot')] === side).map((r) => at.map((i) => Number(r[i])))
    }
    const feet = (['left', 'right'] as const).map((side) => {
      const length = new Map(of(lengths, side, ['s_id', 'stride_length_m']).map(([id, l]) => [id, l as number]))
      return {
        side,
        foot: foot(join(folder, `${name}_${side}_204.8Hz.csv`), everyNth(hz), 1, DEGREE),
        borders: of(borders, side, ['start', 'end']).map(([a = 0, b = 0]): Span => [a / hz, b / hz]),
        strides: of(events, side, ['s_id', 'start', 'end']).flatMap(([id, a = 0, b = 0]) => {
          const metres = length.get(id)
          return metres === undefined ? [] : [{ span: [a / hz, b / hz] as Span, length: metres }]
        }),
      }
    })
    return { name, feet }
  })
}

export interface Pyshoe {
  readonly name: string
  readonly foot: Foot
  /** Quiet stances: seconds and metres. */
  readonly stances: readonly { readonly t: number; readonly x: number; readonly y: number; readonly length: number | undefined }[]
}

/** About 200 Hz, m/s², rad/s; the time is told. */
export function pyshoe(data: string, wanted: Wanted = 'all'): Pyshoe[] {
  const folder = join(data, 'pyshoe_llio')
  const names = list(folder, /_strides\.csv$/).map((file) => file.replace('_strides.csv', ''))
  return names.filter(within(wanted, halfOfRecording)).map((name) => {
    const table = readTable(join(folder, `${name}_strides.csv`))
    const [t, x, y, length] = ['t', 'x', 'y', 'stride_length'].map((n) => column(table, n)) as Float64Array[]
    const stances = Array.from(t as Float64Array, (at, i) => ({
      t: at,
      x: x?.[i] ?? 0,
      y: y?.[i] ?? 0,
      length: i === 0 ? undefined : length?.[i],
    }))
    return { name, foot: foot(join(folder, `${name}.csv`), inSeconds, 1, 1), stances }
  })
}

export interface Pressure {
  readonly name: string
  readonly t: Float64Array
  /** Newton, eight cells a foot. */
  readonly left: readonly Float64Array[]
  readonly right: readonly Float64Array[]
}

/** 100 Hz, N. */
export function gaitpdb(data: string, wanted: Wanted = 'all'): Pressure[] {
  const folder = join(data, 'gaitpdb_pressure')
  const names = list(folder, /_\d+\.csv$/).map((file) => file.slice(0, -4))
  return names.filter(within(wanted, halfOfSubject)).map((name) => {
    const table = readTable(join(folder, `${name}.csv`))
    const cells = (side: string) => Array.from({ length: 8 }, (_, i) => column(table, `${side}${i + 1}`))
    return { name, t: column(table, 't'), left: cells('L'), right: cells('R') }
  })
}

export interface PhoneWalk {
  readonly name: string
  /** Seconds, then m/s² with gravity. */
  readonly t: Float64Array
  readonly acceleration: readonly Float64Array[]
  readonly steps: number
}

/** About 100 Hz, milliseconds, m/s²; the last value of the running count is the truth. */
export function oxford(data: string, wanted: Wanted = 'all'): PhoneWalk[] {
  const folder = join(data, 'phone_steps_oxford')
  const names = list(folder, /^user.*\.csv$/).map((file) => file.slice(0, -4))
  return names.filter(within(wanted, halfOfSubject)).map((name) => {
    const table = readTable(join(folder, `${name}.csv`))
    const acceleration = ['ax', 'ay', 'az'].map((n) => column(table, n))
    return {
      name,
      t: column(table, 't').map((ms) => ms / 1000),
      acceleration,
      steps: column(table, 'truth').at(-1) ?? 0,
    }
  })
}
