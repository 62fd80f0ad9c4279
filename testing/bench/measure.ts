/** What a benchmark says. */
export interface Measurement {
  readonly metric: string
  readonly value: number
  readonly unit: string
  readonly target?: number
  /** True when less is better. */
  readonly lower?: boolean
}

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b)
export const quantile = (values: readonly number[], q: number): number =>
  sorted(values)[Math.min(values.length - 1, Math.floor(values.length * q))] as number

/** Runs `work` `n` times at once and says how many a second. */
export async function rate(n: number, work: (i: number) => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await Promise.all(Array.from({ length: n }, (_, i) => work(i)))
  return (n * 1000) / (performance.now() - start)
}
