/**
 * Contacts from plantar force: a foot stands when its cells together carry more than 20 N (the customary threshold of the
 * recordings of PhysioNet's gaitpdb: Hausdorff et al. 2007, J. Neuroeng. Rehabil. 4:3), above what an unloaded shoe shows. Cells creep
 * and drift, so what "unloaded" is is followed; a dead cell says nothing, a stuck one is left out.
 */
export const PRESSURE = {
  /** N. */
  threshold: 20,
  /** A contact or a flight shorter than this is noise, s: a sprinter's foot, the briefest, stands 0.09 s and flies longer. */
  shortest: 0.05,
  /** Over which the unloaded level is followed, s: several strides of the slowest walk lie in it. */
  settle: 10,
  /** A cell that shows the same to the last bit for so long is stuck, s: twice the longest stride that is no pause (`STEP.pause`). */
  stuck: 5,
} as const

export interface Contact {
  /** Heel strike and toe-off, s. */
  readonly strike: number
  readonly off: number
  /** Greatest total force, N. */
  readonly peak: number
}

export class ContactDetector {
  private readonly emit: (contact: Contact) => void
  private readonly last: Float64Array
  private readonly since: Float64Array
  private base = 0
  private based = false
  private loaded = false
  private strike = 0
  private off = Number.NEGATIVE_INFINITY
  private peak = 0
  private candidate = Number.NaN
  private lowest = Number.POSITIVE_INFINITY
  private lowestSince = 0

  constructor(cells: number, emit: (contact: Contact) => void) {
    this.emit = emit
    this.last = new Float64Array(cells).fill(Number.NaN)
    this.since = new Float64Array(cells)
  }

  /** t in seconds, ascending; N per cell. A cell that is no number is left out. */
  push(t: number, cells: ArrayLike<number>): void {
    const { last, since } = this
    let total = 0
    for (let i = 0; i < last.length; i++) {
      const value = cells[i] as number
      if (!Number.isFinite(value)) continue
      if (value !== last[i]) since[i] = t
      last[i] = value
      // A level that does not move while the others do is a stuck cell, not weight.
      if (value > 0 && t - (since[i] as number) > PRESSURE.stuck) continue
      total += value
    }
    this.total(t, total)
  }

  private total(t: number, total: number): void {
    // The unloaded level: the least of the last while.
    if (total < this.lowest || t - this.lowestSince > PRESSURE.settle) {
      if (t - this.lowestSince > PRESSURE.settle) this.base = Math.min(this.lowest, 200)
      this.lowest = total
      this.lowestSince = t
    }
    if (!this.based || total < this.base) this.base = this.based ? total : 0
    this.based = true
    const force = total - this.base
    if (force > this.peak) this.peak = force
    if (!this.loaded) {
      if (force <= PRESSURE.threshold) this.candidate = Number.NaN
      else if (Number.isNaN(this.candidate)) this.candidate = t
      if (!Number.isNaN(this.candidate) && t - this.candidate >= PRESSURE.shortest) {
        this.loaded = true
        this.strike = this.candidate
        this.peak = force
        this.candidate = Number.NaN
      }
    } else {
      if (force > PRESSURE.threshold) this.candidate = Number.NaN
      else if (Number.isNaN(this.candidate)) this.candidate = t
      if (!Number.isNaN(this.candidate) && t - this.candidate >= PRESSURE.shortest) {
        this.loaded = false
        this.off = this.candidate
        this.candidate = Number.NaN
        this.emit({ strike: this.strike, off: this.off, peak: this.peak })
      }
    }
  }
}
