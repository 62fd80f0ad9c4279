import type { Clock } from '@hdms/shared/time.ts'

/** Longest delay of a Node timer; a later one is waited for in portions. */
const LONGEST = 2 ** 31 - 1

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    let timer: NodeJS.Timeout
    const arm = (left: number): void => {
      timer = setTimeout(() => (left > LONGEST ? arm(left - LONGEST) : run()), Math.min(Math.max(left, 0), LONGEST))
    }
    arm(ms)
    return () => clearTimeout(timer)
  },
}
