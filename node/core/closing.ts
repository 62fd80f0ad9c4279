/** Closes what was opened, in reverse, whatever fails on the way; each thing once. */
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import type { Logger } from '@hdms/shared/logging.ts'

type Close = () => void | Promise<void>
interface Step {
  readonly what: string
  readonly close: Close
  readonly inCrash: boolean
}

export class Closing {
  private readonly logger: Logger
  private readonly steps: Step[] = []
  /** Left at once, as the end of a process would: what is orderly only stays as it is. */
  crashed = false
  private running: Promise<void> | undefined

  constructor(logger: Logger) {
    this.logger = logger
  }

  /**
   * Remembers how to close what is being opened now: said before it opens, since it may fail half-way.
   * @throws SERVICE_UNAVAILABLE when closing has begun meanwhile, so that nothing more is opened; what was given is closed then
   */
  add(what: string, close: Close): void {
    this.remember({ what, close, inCrash: true })
  }
  /** The same for what a process that dies leaves as it is: its disk. */
  addOrderly(what: string, close: Close): void {
    this.remember({ what, close, inCrash: false })
  }

  private remember(step: Step): void {
    try {
      this.check()
    } catch (error) {
      this.letGo(step)
      throw error
    }
    this.steps.push(step)
  }

  /** Said before anything more is opened. @throws SERVICE_UNAVAILABLE when it is being closed, or was left at once */
  check(): void {
    if (this.running !== undefined || this.crashed) fail('SERVICE_UNAVAILABLE', { service: 'node' })
  }

  /** Closes all, the last first, and waits for each before the next. A second call waits for the first. @throws the first failure, after all have been tried */
  run(): Promise<void> {
    this.running ??= this.closeAll()
    return this.running
  }

  private async closeAll(): Promise<void> {
    let failure: unknown
    for (let step = this.steps.pop(); step; step = this.steps.pop()) {
      try {
        await step.close()
      } catch (error) {
        failure ??= error
        this.failed(step.what, error)
      }
    }
    if (failure !== undefined) throw failure
  }

  /** Lets go of all at once and waits for nothing, as the end of a process would. */
  crash(): void {
    this.crashed = true
    const left = this.steps.splice(0)
    this.steps.push(...left.filter((step) => !step.inCrash))
    for (const step of left.reverse()) if (step.inCrash) this.letGo(step)
  }

  private letGo({ what, close }: Step): void {
    void (async () => close())().catch((error: unknown) => this.failed(what, error))
  }

  private failed(what: string, error: unknown): void {
    this.logger.warn('not closed', { what, code: asHdmsError(error).code })
  }
}
