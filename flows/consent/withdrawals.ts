/** What follows from withdrawals, fastened by capabilities that consent knows nothing of. */
import type { Change } from '@hdms/shared/ports/node-store.ts'
import type { CoreServices } from '../core/services.ts'

export interface Withdrawal {
  /** Transaction that gave the consent, and the one that spent it; hex. */
  readonly consent: string
  readonly withdrawal: string
  /** Identity key that the consent's terms name, 32 bytes. */
  readonly holder: Uint8Array
}
/** @param changes rows of the batch in which the withdrawal is told @param now ms since 1970 */
type Following = (changes: Change[], withdrawal: Withdrawal, now: number) => void

export class Withdrawals {
  private readonly following: Following[] = []

  also(following: Following): void {
    this.following.push(following)
  }
  tell(changes: Change[], withdrawal: Withdrawal, now: number): void {
    for (const follow of this.following) follow(changes, withdrawal, now)
  }
}

/** What flows of consent have beside the core. */
export interface ConsentServices extends CoreServices {
  readonly withdrawals: Withdrawals
}
