/**
 * How often real people are taken for a machine that plays a recording again: all recordings of a set and half, one after another, as if one person
 * had walked them on one day. That is harder than life is: walks of ten metres are most of it, and many people's walks are compared as one's own.
 */
import { Judge, type Verdict } from '@hdms/health/gait/genuine.ts'
import { Repetition } from '@hdms/health/gait/repetition.ts'
import type { Side } from '@hdms/health/gait/strides.ts'
import { type Foot, gaitmap, pyshoe, voisard, type Wanted } from './recordings.ts'
import { analyse, type Score } from './score.ts'

/** Seconds between two recordings. */
const REST = 5

/**
 * @param anew each begins a minute: its sensor was worn another way
 * @returns minutes that were judged, and those of them that were taken for a machine's
 */
export function takenForMachine(
  recordings: readonly Partial<Record<Side, Foot>>[],
  { feet, anew }: { readonly feet: 1 | 2; readonly anew: boolean },
): { wrong: number; all: number } {
  const verdicts: Verdict[] = []
  const walked = { left: new Repetition(), right: new Repetition() }
  const judge = new Judge({ feet, pressure: false }, (v) => verdicts.push(v), walked)
  let begins = 0
  for (const recording of recordings) {
    const strides = analyse(recording)
    const first = strides[0]?.off ?? 0
    for (const s of strides)
      judge.stride({ ...s, push: s.push - first + begins, off: s.off - first + begins, strike: s.strike - first + begins })
    begins += (strides.at(-1)?.strike ?? first) - first + REST
    if (anew) begins = Math.ceil(begins / 60) * 60
  }
  judge.end()
  return { wrong: verdicts.filter((v) => v.reason === 'machine').length, all: verdicts.length }
}

/** Whole histories of the recordings. */
export function falseFinds(data: string, wanted: Wanted = 'all'): Score[] {
  const sets = [
    ['Voisard', voisard(data, wanted).map(({ left, right }) => ({ left, right })), { feet: 2, anew: false }],
    ['gaitmap', gaitmap(data, wanted).map(({ feet }) => Object.fromEntries(feet.map((f) => [f.side, f.foot]))), { feet: 2, anew: true }],
    ['PyShoe', pyshoe(data, wanted).map(({ foot }) => ({ right: foot })), { feet: 1, anew: true }],
  ] as const
  return sets.flatMap(([set, recordings, how]): Score[] => {
    if (recordings.length === 0) return []
    const { wrong, all } = takenForMachine(recordings, how)
    const recording = `${set} (${all} minutes)`
    return [{ measure: 'taken for a machine, real', recording, value: (100 * wrong) / Math.max(1, all), unit: '%' }]
  })
}
