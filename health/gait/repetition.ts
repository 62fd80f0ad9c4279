/**
 * Whether a foot walks as it has walked before, stride by stride: a person never does, a machine that plays a recording again does. What is
 * compared is how each stride departs from those around it, each measure in units of its own spread, so that playing it faster,
 * slower, larger or smaller changes nothing.
 */
import type { Stride } from './strides.ts'

export const REPETITION = {
  /** Strides that are compared at once: 8 of 7 measures. */
  window: 8,
  /**
   * A match. Of pairs of windows of the recordings' tuning half one in 10,000 has a correlation of 0.76, by the same tail 8 in a million one of
   * 0.8: with a whole history one stride in ten, while of a walk that is played again, warped, two in three do.
   */
  alike: 0.8,
  /** Then no more than this many of the 56 signs differ: 12 ± 3, at random 28 ± 4. */
  signs: 19,
  /**
   * A match of both feet at once, in the mean: twice as many measures agree by chance far less often (of simulated walks' pairs 4 in a million reach 0.6), so
   * less is enough, and least of what came a moment ago, since there is little that could be like it: what is played again after 20 s is found within the minute.
   */
  both: 0.57,
  bothSoon: 0.52,
  /** s. */
  soon: 60,
  /** Each foot by itself is at least so much alike, with no more than so many signs that differ. */
  near: 0.3,
  nearSigns: 26,
  /** Which is looked for among so many windows: a quarter of an hour. What comes again later does so for longer, and is found foot by foot. */
  recent: 1024,
  /** Both came back after the same time, but for how it was warped and for whole seconds, s. */
  lag: 2,
  /** One departure counts no more than this many deviations. */
  most: 2,
  /** Windows kept of a foot, one a stride: a day of much walking; the oldest go first. */
  kept: 16_384,
  /** Strides of the same time are the same strides, s: a walk that is played again takes longer than a window. */
  same: 8,
} as const

/** Measures of a stride; none is compared in its own size. */
const MEASURES = 7
const measuresOf = (s: Stride): readonly number[] => [s.time ?? 0, s.length, s.lift, s.yaw, s.climb, s.topSpeed, s.vigour]
const SIZE = REPETITION.window * MEASURES

/** Windows of a page, which is what is written at once. */
const PAGE = 256
/** Of a departure: two deviations in a window of length 1 are about 0.28. */
const STEPS = 400
/** A page: how many windows there were in all when it was written, then of each its time and departures. */
const PAGE_BYTES = 4 + PAGE * (4 + SIZE)

interface Seen {
  /** s, of its last stride. */
  readonly time: number
  readonly window: Int8Array
}

/** An earlier window that the last one is like: how long before, s, and how much. */
interface Echo {
  readonly lag: number
  readonly likeness: number
}

/** One foot's strides, and what is kept of them: a ring of windows, of their times and of their signs. Outlives a pipeline, page by page. */
export class Repetition {
  private readonly recent: (readonly number[])[] = []
  private readonly kept: number
  private windows: Int8Array = new Int8Array(PAGE * SIZE)
  private times: Uint32Array = new Uint32Array(PAGE)
  private signs: Int32Array = new Int32Array(2 * PAGE)
  private count = 0
  /** So many of them are of what was walked before it began. */
  private before = 0
  /** Windows that begin with the last few strides overlap with the next one. */
  private readonly fresh: Seen[] = []
  private readonly touched = new Set<number>()
  /** A window whose last stride may be the last before a stop. */
  private open: Seen | undefined
  /** Of the window that was looked at last. */
  private echoes: readonly Echo[] = []
  private lookedAt = Number.NEGATIVE_INFINITY

  /** @param kept windows at most, {@link PAGE} times a power of two */
  constructor(kept: number = REPETITION.kept) {
    this.kept = kept
  }

  /** What comes now does not continue what came before, and may be some of it once more. */
  begin(): void {
    this.recent.length = 0
    this.open = undefined
    this.echoes = []
    for (const seen of this.fresh.splice(0)) this.keep(seen)
    this.before = this.count
  }

  /**
   * Windows hold neither the first nor the last stride of a walk, which everybody makes alike: setting out and stopping are most of what is common to two walks of
   * ten metres.
   * @returns whether the strides before this one are a repetition; undefined while they cannot be compared
   */
  add(s: Stride): boolean | undefined {
    const { recent } = this
    // What everybody does alike: the turn at the end of a corridor.
    if (s.time === undefined || s.turning) {
      recent.length = 0
      this.open = undefined
      return undefined
    }
    const { open } = this
    recent.push(measuresOf(s))
    if (recent.length > REPETITION.window) recent.shift()
    const window = recent.length === REPETITION.window ? departures(recent) : undefined
    this.open = window && { window, time: Math.max(0, Math.round(s.off)) }
    return open && this.look(open)
  }

  private look(seen: Seen): boolean {
    const { fresh } = this
    const alike = this.finds(seen)
    this.echoes = this.echoesOf(seen)
    this.lookedAt = seen.time
    fresh.push(seen)
    if (fresh.length > REPETITION.window) this.keep(fresh.shift() as Seen)
    return alike
  }

  /** @returns after what time this foot and the other came back together, s; undefined when they did not */
  backWith(other: Repetition): number | undefined {
    if (Math.abs(this.lookedAt - other.lookedAt) > REPETITION.lag) return undefined
    const together = (a: Echo, b: Echo): boolean =>
      Math.abs(a.lag - b.lag) <= REPETITION.lag &&
      a.likeness + b.likeness >= 2 * (a.lag < REPETITION.soon ? REPETITION.bothSoon : REPETITION.both)
    return this.echoes.find((a) => other.echoes.some((b) => together(a, b)))?.lag
  }

  /** How many pages there are at most; they are numbered from 0. */
  get pages(): number {
    return this.kept / PAGE
  }

  /** Pages that were changed since they were last asked for, by number. */
  changed(): Map<number, Uint8Array> {
    const pages = new Map([...this.touched].map((page) => [page, this.page(page)] as const))
    this.touched.clear()
    return pages
  }

  /** Takes back a page of {@link changed}; those of another length are of another version and are left out. */
  restore(number: number, page: Uint8Array): void {
    if (page.length !== PAGE_BYTES || number < 0 || (number + 1) * PAGE > this.kept) return
    while (this.times.length < (number + 1) * PAGE) this.grow()
    const view = new DataView(page.buffer, page.byteOffset, page.length)
    this.count = Math.max(this.count, view.getUint32(0))
    for (let i = 0, from = 4; i < PAGE; i++, from += 4 + SIZE) {
      const window = Int8Array.from({ length: SIZE }, (_, k) => view.getInt8(from + 4 + k))
      this.lay(number * PAGE + i, { time: view.getUint32(from), window })
    }
  }

  private page(number: number): Uint8Array {
    const bytes = new Uint8Array(PAGE_BYTES)
    const view = new DataView(bytes.buffer)
    view.setUint32(0, this.count)
    for (let i = 0, from = 4; i < PAGE; i++, from += 4 + SIZE) {
      const at = number * PAGE + i
      view.setUint32(from, this.times[at] as number)
      for (let k = 0; k < SIZE; k++) view.setInt8(from + 4 + k, this.windows[at * SIZE + k] as number)
    }
    return bytes
  }

  private grow(): void {
    const { windows, times, signs } = this
    this.windows = new Int8Array(2 * windows.length)
    this.windows.set(windows)
    this.times = new Uint32Array(2 * times.length)
    this.times.set(times)
    this.signs = new Int32Array(2 * signs.length)
    this.signs.set(signs)
  }

  private keep(seen: Seen): void {
    if (this.count === this.times.length && this.times.length < this.kept) this.grow()
    const at = this.count++ % this.times.length
    this.lay(at, seen)
    this.touched.add(Math.floor(at / PAGE))
  }

  private lay(at: number, { time, window }: Seen): void {
    this.windows.set(window, at * SIZE)
    this.times[at] = time
    this.signs[2 * at] = signsOf(window, 0)
    this.signs[2 * at + 1] = signsOf(window, 32)
  }

  private finds({ time, window }: Seen): boolean {
    const { signs, times } = this
    const [low, high] = [signsOf(window, 0), signsOf(window, 32)]
    const n = Math.min(this.count, times.length)
    for (let i = 0; i < n; i++) {
      if (ones(low ^ (signs[2 * i] as number)) + ones(high ^ (signs[2 * i + 1] as number)) > REPETITION.signs) continue
      if (!this.isSame(i, time) && this.likeness(window, i) > REPETITION.alike) return true
    }
    return false
  }
  private echoesOf({ time, window }: Seen): Echo[] {
    const { signs, times } = this
    const [low, high] = [signsOf(window, 0), signsOf(window, 32)]
    const found: Echo[] = []
    for (let back = 1; back <= Math.min(this.count, times.length, REPETITION.recent); back++) {
      const i = (this.count - back) % times.length
      if (ones(low ^ (signs[2 * i] as number)) + ones(high ^ (signs[2 * i + 1] as number)) > REPETITION.nearSigns) continue
      const likeness = this.likeness(window, i)
      if (likeness > REPETITION.near && !this.isSame(i, time)) found.push({ lag: time - (times[i] as number), likeness })
    }
    return found
  }
  /** The same strides, looked at once more: after a restart, or because they are shown again. */
  private isSame(i: number, time: number): boolean {
    const { times, count } = this
    const order = count - 1 - ((count - 1 - i) % times.length)
    return order < this.before && Math.abs((times[i] as number) - time) < REPETITION.same
  }
  private likeness(window: Int8Array, i: number): number {
    let sum = 0
    for (let k = 0, at = i * SIZE; k < SIZE; k++, at++) sum += (window[k] as number) * (this.windows[at] as number)
    return sum / (STEPS * STEPS)
  }
}

function signsOf(window: Int8Array, from: number): number {
  let bits = 0
  for (let i = from; i < SIZE && i < from + 32; i++) if ((window[i] as number) > 0) bits |= 1 << (i - from)
  return bits
}

/** How many bits of 32 are set (Warren 2012, Hacker's Delight, fig. 5-2). */
function ones(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555)
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333)
  x = (x + (x >>> 4)) & 0x0f0f0f0f
  return Math.imul(x, 0x01010101) >>> 24
}

/** Each measure's departures from its line in units of their deviation, bounded; of length 1 in all. Setting out and slowing down are lines. */
function departures(window: readonly (readonly number[])[]): Int8Array | undefined {
  const out = new Float64Array(SIZE)
  const n = window.length
  const middle = (n - 1) / 2
  let total = 0
  for (let m = 0; m < MEASURES; m++) {
    const values = window.map((s) => s[m] as number)
    const mean = values.reduce((a, b) => a + b, 0) / n
    const slope = values.reduce((sum, v, k) => sum + (k - middle) * v, 0) / window.reduce((sum, _, k) => sum + (k - middle) ** 2, 0)
    const off = values.map((v, k) => v - mean - slope * (k - middle))
    const deviation = Math.sqrt(off.reduce((sum, d) => sum + d * d, 0) / n)
    if (!(deviation > 0)) return undefined
    off.forEach((v, k) => {
      const d = Math.max(-REPETITION.most, Math.min(REPETITION.most, v / deviation))
      out[k * MEASURES + m] = d
      total += d * d
    })
  }
  const size = Math.sqrt(total)
  return Int8Array.from(out, (d) => Math.max(-127, Math.min(127, Math.round((STEPS * d) / size))))
}
