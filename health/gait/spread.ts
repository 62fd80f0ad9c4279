/** Mean and standard deviation of what comes by, one pass, no list (Welford 1962, Technometrics 4:419). */
export class Spread {
  count = 0
  mean = 0
  private squares = 0

  add(value: number): void {
    this.count++
    const delta = value - this.mean
    this.mean += delta / this.count
    this.squares += delta * (value - this.mean)
  }

  /** Of the sample; 0 for fewer than two values. */
  get deviation(): number {
    return this.count > 1 ? Math.sqrt(this.squares / (this.count - 1)) : 0
  }
}

/** Of a list that is short; NaN for none. */
export function quantileOf(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN
}
