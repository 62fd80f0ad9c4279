/** Takes in what comes into one mailbox as soon as it comes: the queue holds the question while there is nothing. */
import type { QueueClient } from '@hdms/message-queue/client/queue-client.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { type Clock, delay } from '@hdms/shared/time.ts'

/** Seconds that a question is held. */
const HELD = 20
/** ms until a queue that did not answer is asked again. */
const AGAIN = 1_000

export interface ListenerOptions {
  readonly queue: QueueClient
  readonly clock: Clock
  readonly logger: Logger
  readonly id: Uint8Array
  /** Of the key that opens the mailbox. */
  readonly seed: Uint8Array
  /** Resolves when the message is durable or refused for good. */
  readonly accept: (envelope: Uint8Array) => Promise<void>
  /** Messages that are taken in side by side. */
  readonly atOnce?: number
}

/** Listens until the signal aborts. The queue's numbers are not signed: after a reply without messages it is asked from the beginning again. */
export async function listen(o: ListenerOptions, signal: AbortSignal): Promise<void> {
  const { queue, id, seed } = o
  for (let next = 0; !signal.aborted; ) {
    try {
      const items = await queue.fetch(id, seed, next, HELD)
      if (signal.aborted) return
      const last = items[items.length - 1]
      if (!last) {
        next = 0
        continue
      }
      const taken = items.map((i) => i.message)
      const waiting = [...taken]
      let good = true
      const work = async (): Promise<void> => {
        for (let message = waiting.shift(); message; message = waiting.shift()) if (!(await take(o, message))) good = false
      }
      await Promise.all(Array.from({ length: o.atOnce ?? 1 }, work))
      next = last.number + 1
      if (good) await queue.acknowledge(id, seed, next, taken)
    } catch (error) {
      o.logger.info('mailbox not fetched', { code: asHdmsError(error).code })
      await delay(o.clock, AGAIN, signal).catch(() => {})
    }
  }
}

/** @returns false when it failed here for a reason of our own: then it stays where it is */
async function take({ accept, logger }: ListenerOptions, message: Uint8Array): Promise<boolean> {
  try {
    await accept(message)
    return true
  } catch (error) {
    const known = asHdmsError(error)
    // What cannot be kept now is fetched again; what is refused will never be good.
    if (known.fault === 'unavailable') throw error
    logger.warn('envelope refused', { code: known.code })
    return known.fault !== 'bug'
  }
}
