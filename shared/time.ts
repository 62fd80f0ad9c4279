/** Time and chance are given from outside, so that a test can replay both. */

export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z. May jump; nothing on the ledger is decided by it (the notary's time is). */
  now(): number
  /** Calls `run` once after `ms` milliseconds; the returned function cancels it. */
  after(ms: number, run: () => void): () => void
}

export const MINUTE = 60_000
export const HOUR: number = 60 * MINUTE
export const DAY: number = 24 * HOUR

/** Whole minutes since 1970, the unit of every time under a transaction id. */
export const minuteOf = (ms: number): number => Math.floor(ms / MINUTE)

export function delay(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => resolve())
    signal?.addEventListener('abort', () => {
      cancel()
      reject(signal.reason)
    })
  })
}

/** Longest delay of a platform's timer; a later one is waited for in portions. */
const LONGEST = 2 ** 31 - 1

/** The platform's own clock and timers. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    let timer: ReturnType<typeof setTimeout>
    const arm = (left: number): void => {
      timer = setTimeout(() => (left > LONGEST ? arm(left - LONGEST) : run()), Math.min(Math.max(left, 0), LONGEST))
    }
    arm(ms)
    return () => clearTimeout(timer)
  },
}
