/** Enters days that are over and has them paid, by itself, for a person who said so; and claims again what failed because nobody was there. */
import { claimDay } from '@hdms/flows/activity/claim.ts'
import { recordDay } from '@hdms/flows/activity/record.ts'
import { codeOf, type FlowDefinition } from '@hdms/flows/engine/context.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { type Clock, MINUTE } from '@hdms/shared/time.ts'
import type { Node } from '../core/node.ts'
import type { PersonServices } from './profile.ts'

/** How often it looks. What shoes bring late of a day extends its entry. */
const LOOK = 10 * MINUTE
/** Failures after which a claim is made again. */
const AGAIN = ['SESSION_TIMEOUT', 'SERVICE_UNAVAILABLE', 'REFUSED']
/** So often at most, of one entry and life of the node. */
const TRIES = 3

export class DayKeeper {
  private readonly node: Node<PersonServices>
  private readonly clock: Clock
  private readonly logger: Logger
  private readonly tries = new Map<string, number>()
  private cancel: () => void = () => {}
  private stopped = false
  private busy: Promise<void> = Promise.resolve()

  constructor(node: Node<PersonServices>, clock: Clock, logger: Logger) {
    this.node = node
    this.clock = clock
    this.logger = logger
  }

  /** Looks now, and from then on again and again. */
  wake(): void {
    this.cancel()
    this.busy = this.busy
      .then(() => this.look())
      .then(() => {
        this.cancel()
        if (!this.stopped) this.cancel = this.clock.after(LOOK, () => this.wake())
      })
  }
  stop(): void {
    this.stopped = true
    this.cancel()
  }

  private async look(): Promise<void> {
    const { activity, wallet } = this.node.services
    if (!activity.byItself || !wallet.issuer) return
    try {
      const { notary } = this.node.directory.node(wallet.issuer)
      for (const date of activity.days.unrecorded().filter((d) => d < activity.today())) {
        const entry = await this.run(recordDay, { date, notary })
        if (entry !== '') await this.claim(entry)
      }
      for (const { tx, claim } of activity.days.list().flatMap((d) => d.entries))
        if (!claim || (claim.state === 'failed' && AGAIN.includes(claim.code))) await this.claim(tx)
      await activity.thin()
    } catch (error) {
      // Looked at again.
      this.logger.warn('days were not entered', { code: codeOf(error) })
    }
  }

  private async claim(entry: string): Promise<void> {
    const tries = (this.tries.get(entry) ?? 0) + 1
    if (tries > TRIES) return
    this.tries.set(entry, tries)
    await this.run(claimDay, { entry }).catch((error: unknown) => this.logger.warn('a day was not paid', { code: codeOf(error) }))
  }

  private async run<A, R>(definition: FlowDefinition<PersonServices, A, R>, args: A): Promise<R> {
    const { result } = await this.node.engine.startFlow(definition as never, args as never)
    return result as Promise<R>
  }
}
