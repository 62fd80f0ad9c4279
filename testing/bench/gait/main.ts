/** The table of the gait pipeline: each measure recording by recording, then its mean with the target and the worst beside it. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Measurement } from '../measure.ts'
import { cheating, real } from './cheating.ts'
import { falseFinds } from './history.ts'
import type { Wanted } from './recordings.ts'
import { type Score, scoreAll } from './score.ts'
import { simulated } from './simulated.ts'
import { gaitSpeed } from './speed.ts'

export const GAIT_DATA: string = join(import.meta.dirname, '../../../../shared/data/gait')

/** What is to be reached, in the mean over recordings. */
export const TARGETS: Readonly<Record<string, number>> = {
  'steps, Voisard': 1.5,
  'strides, PyShoe': 2,
  'strides, shuffle': 10,
  'segmentation, Voisard': 0.97,
  'segmentation, gaitmap': 0.97,
  'stride length, walking': 3,
  'stride length, running': 6,
  'distance, walking': 2,
  'distance, running': 4,
  'phone cross-check, Oxford': 2.5,
  'pressure: stride time': 2,
  'pressure: swing time': 2,
  'pressure: double support': 2,
  'simulated stride length, no noise': 1,
  'simulated stride length, noise': 3,
  'faked minutes paid': 1,
  'genuine refused, simulated': 1,
  'genuine refused, real': 1,
  'taken for a machine, real': 1,
}

export interface Row {
  readonly measure: string
  readonly scores: readonly Score[]
  readonly mean: number
  readonly worst: Score
}

/** Measures of the recordings of one half, or of all. */
export const recorded = (data: string, wanted: Wanted = 'all'): Row[] =>
  rowsOf(existsSync(data) ? [...scoreAll(data, wanted), ...real(data, wanted), ...falseFinds(data, wanted)] : [])

/** Measures of simulated shoes. */
export const simulatedRows = (): Row[] => rowsOf([...simulated(), ...cheating()])

function rowsOf(scores: readonly Score[]): Row[] {
  const rows = new Map<string, Score[]>()
  for (const score of scores) rows.set(score.measure, [...(rows.get(score.measure) ?? []), score])
  return [...rows].map(([measure, of]) => {
    const worse = (a: Score, b: Score): boolean => (a.unit === 'F1' ? a.value < b.value : a.value > b.value)
    const worst = of.reduce((a, b) => (worse(b, a) ? b : a))
    return { measure, scores: of, mean: of.reduce((sum, s) => sum + s.value, 0) / of.length, worst }
  })
}

export async function gait(_folder: string, data: string = GAIT_DATA): Promise<Measurement[]> {
  if (!existsSync(data)) process.stderr.write(`no recordings at ${data}: measured on simulated shoes alone\n`)
  const told = (rows: readonly Row[], of: string): Measurement[] =>
    rows.flatMap(({ measure, scores, mean, worst }): Measurement[] => {
      const { unit } = worst
      const lower = unit !== 'F1'
      const target = TARGETS[measure]
      return [
        ...scores.map((s): Measurement => ({ metric: `  ${s.recording}`, value: s.value, unit, lower })),
        { metric: `${measure}${of}`, value: mean, unit, lower, ...(target === undefined ? {} : { target }) },
        { metric: `  worst: ${worst.recording}`, value: worst.value, unit, lower },
      ]
    })
  const halves = (['tuning', 'judging'] as const).flatMap((half) => told(recorded(data, half), `, ${half} half`))
  return [...halves, ...told(simulatedRows(), ''), ...(await gaitSpeed())]
}
