/**
 * Whoever was left in between repairs itself: a transaction that is still unnotarised after its window is asked for at the
 * notary, at start and on a schedule.
 */

import { askStatus } from '@hdms/flows/core/finality.ts'
import type { CoreServices } from '@hdms/flows/core/services.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { decodeTransaction, decodeVisible } from '@hdms/shared/ledger/transaction.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'
import { minuteOf } from '@hdms/shared/time.ts'

/** @returns how many were settled */
export async function repair(services: CoreServices, store: NodeStore, now: number, logger: Logger): Promise<number> {
  let settled = 0
  for (const row of services.vault.list()) {
    if (row.standing !== 'unnotarised') continue
    const { until } = decodeVisible(decodeTransaction(row.transaction).visible)
    // A margin, so that a flow that is still at it is not overtaken for nothing.
    if (minuteOf(now) < until + 3) continue
    try {
      const answer = await askStatus(services, row.notary, row.transaction)
      const changes: Change[] = []
      if (answer) services.vault.verified(changes, row.id, answer)
      else services.vault.dropped(changes, row.id, 'absent')
      await store.commit(changes)
      settled++
    } catch (error) {
      logger.info('repair waits', { code: asHdmsError(error).code })
    }
  }
  return settled
}
