/**
 * What an operation costs: CPU of every process, which other work on the machine hardly changes, as medians. With another
 * checkout, both do the same in turn, and each ratio says what this one costs against that one.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { fail } from '@hdms/shared/errors.ts'
import { type Measurement, quantile } from './measure.ts'

export type Operation = 'memory' | 'idle' | 'start' | 'treatment' | 'claim' | 'offers' | 'sale' | 'imports' | 'purchase'
/** By process: ms of CPU, or MiB of memory. */
export type Cost = Readonly<Record<string, number>>
export interface CostOrder {
  /** None: end. */
  readonly operation?: Operation
}
export interface CostReply {
  readonly cost?: Cost
  readonly failed?: string
}

/** How often each is done; the first of those that warm up are not counted. */
const PLAN: readonly { readonly operation: Operation; readonly times: number; readonly warm: number }[] = [
  { operation: 'memory', times: 1, warm: 0 },
  { operation: 'treatment', times: 22, warm: 4 },
  { operation: 'memory', times: 1, warm: 0 },
  { operation: 'start', times: 4, warm: 0 },
  { operation: 'claim', times: 8, warm: 1 },
  { operation: 'offers', times: 1, warm: 0 },
  { operation: 'sale', times: 14, warm: 2 },
  { operation: 'imports', times: 1, warm: 0 },
  { operation: 'purchase', times: 4, warm: 0 },
  { operation: 'idle', times: 1, warm: 0 },
]

class Side {
  private readonly process: ChildProcess

  constructor(checkout: string, folder: string) {
    this.process = fork(join(import.meta.dirname, 'cost-worker.ts'), [checkout, folder], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
    })
  }
  /** @throws SERVICE_UNAVAILABLE with what the operation said */
  heard(): Promise<Cost> {
    return new Promise((resolve, reject) => {
      const ended = (): void => reject(new Error('a side of the measurement ended'))
      this.process.once('exit', ended)
      this.process.once('message', ({ cost, failed }: CostReply) => {
        this.process.off('exit', ended)
        if (cost) resolve(cost)
        else reject(new Error(failed))
      })
    })
  }
  do(operation: Operation): Promise<Cost> {
    const reply = this.heard()
    this.process.send({ operation })
    return reply
  }
  async end(): Promise<void> {
    if (this.process.exitCode !== null) return
    const gone = new Promise((resolve) => this.process.once('exit', resolve))
    this.process.send({})
    await gone
  }
}

const total = (cost: Cost): number => Object.values(cost).reduce((a, b) => a + b, 0)
const median = (values: readonly number[]): number => quantile(values, 0.5)

/** Lines of one operation: the sum first, then each process that has a part in it. */
function lines(label: string, unit: string, ours: readonly Cost[], theirs: readonly Cost[]): Measurement[] {
  const line = (name: string, of: (cost: Cost) => number): Measurement[] => {
    const [value, other] = [median(ours.map(of)), theirs.length > 0 ? median(theirs.map(of)) : undefined]
    const own: Measurement = { metric: `${label} ${name}`, value, unit, lower: true }
    if (other === undefined) return [own]
    return [
      own,
      { metric: `${label} ${name}, there`, value: other, unit, lower: true },
      { metric: `${label} ${name}, ×`, value: value / other, unit: '×', lower: true },
    ]
  }
  const names = [...new Set(ours.flatMap(Object.keys))].filter((name) => median(ours.map((c) => c[name] ?? 0)) > 1)
  return [...line('all', total), ...names.flatMap((name) => line(name, (c) => c[name] ?? 0))]
}

/** @param other another checkout of the project, with its packages installed */
export async function cost(folder: string, _data?: string, other?: string): Promise<Measurement[]> {
  const checkouts = [join(import.meta.dirname, '../..'), ...(other ? [other] : [])]
  const sides: Side[] = []
  try {
    for (const [i, checkout] of checkouts.entries()) {
      const side = new Side(checkout, join(folder, `cost-${i}`))
      sides.push(side)
      await side.heard()
    }
    const out: Measurement[] = []
    for (const [n, { operation, times, warm }] of PLAN.entries()) {
      const costs: Cost[][] = sides.map(() => [])
      for (let i = 0; i < times; i++)
        for (const [at, side] of sides.entries()) {
          const one = await side.do(operation)
          if (i >= warm) costs[at]?.push(one)
        }
      const memory = operation === 'memory'
      const label = memory ? (n === 0 ? 'memory at start' : 'memory after 22 treatments') : operation
      out.push(...lines(label, memory ? 'MiB' : 'ms', costs[0] ?? [], costs[1] ?? []))
    }
    return out
  } catch (error) {
    return fail('SERVICE_UNAVAILABLE', { service: String(error) })
  } finally {
    for (const side of sides) await side.end()
  }
}
