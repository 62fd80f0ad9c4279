/** Seeded randomness for simulations: the same seed gives the same shoes. Never for keys. */
export class Random {
  private state: number
  private spare = Number.NaN

  constructor(seed: number) {
    this.state = seed >>> 0
  }

  /** Uniform in [0, 1): mulberry32. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let t = this.state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next()
  }

  /** Standard normal: Marsaglia's polar method. */
  normal(): number {
    if (!Number.isNaN(this.spare)) {
      const kept = this.spare
      this.spare = Number.NaN
      return kept
    }
    for (;;) {
      const u = 2 * this.next() - 1
      const v = 2 * this.next() - 1
      const s = u * u + v * v
      if (s === 0 || s >= 1) continue
      const f = Math.sqrt((-2 * Math.log(s)) / s)
      this.spare = v * f
      return u * f
    }
  }

  /** A generator of its own for a part, so that one part's draws do not move another's. */
  fork(label: number): Random {
    return new Random(Math.imul(this.state ^ 0x9e3779b9, label + 0x85ebca6b))
  }
}
