/** Steps and other work that takes time, tried again while its error is retryable. */
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { H } from '@hdms/shared/crypto/hash.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import type { Clock } from '@hdms/shared/time.ts'
import type { Outcome, StepTools, Value } from './types.ts'
import { verdictOn } from './verdict.ts'

/** Waits between tries double from the first to the last. */
const FIRST_WAIT = 200
const LAST_WAIT = 60_000

interface Effect {
  run(tools: StepTools): Promise<Value>
  readonly attempts: number
}

export class Steps {
  private readonly clock: Clock
  private readonly logger: Logger
  private readonly aborts = new Map<string, AbortController>()
  private readonly retries = new Map<string, () => void>()

  constructor(clock: Clock, logger: Logger) {
    this.clock = clock
    this.logger = logger
  }

  /** Runs a step until it succeeds, fails for good, or is aborted. The deduplication id is the same over tries and restarts. */
  async run(place: string, step: Effect, deliver: (outcome: Outcome) => void, attempt = 1): Promise<void> {
    const abort = new AbortController()
    this.aborts.set(place, abort)
    this.retries.delete(place)
    try {
      const ok = await step.run({ deduplicationId: hex(H('step', utf8(place))).slice(0, 32), signal: abort.signal })
      deliver({ ok })
    } catch (error) {
      if (abort.signal.aborted) return
      if (verdictOn(asHdmsError(error), attempt < step.attempts) !== 'retry') return deliver(failureOf(error, this.logger))
      const wait = Math.min(FIRST_WAIT * 2 ** Math.min(attempt - 1, 10), LAST_WAIT)
      this.retries.set(
        place,
        this.clock.after(wait, () => void this.run(place, step, deliver, attempt + 1)),
      )
    } finally {
      if (this.aborts.get(place) === abort) this.aborts.delete(place)
    }
  }

  /** Stops the steps of a flow that has ended; without a flow, all of them. */
  abort(flow = ''): void {
    const mine = (place: string) => flow === '' || place.startsWith(`${flow}/`)
    for (const [place, abort] of this.aborts) if (mine(place)) abort.abort()
    for (const [place, cancel] of this.retries) {
      if (!mine(place)) continue
      cancel()
      this.retries.delete(place)
    }
  }
}

/** What a flow is told of a failure; one that is ours is logged with its place. */
export function failureOf(error: unknown, logger: Logger): Outcome {
  const known = asHdmsError(error)
  if (known.code === 'BUG' && error instanceof Error)
    logger.error('internal error', { what: error.name, trace: (error.stack ?? '').split('\n').slice(1, 4).join(' | ') })
  return { error: { code: known.code, data: known.data } }
}
