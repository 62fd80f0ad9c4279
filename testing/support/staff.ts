/** People of an institution over a store in memory and a clock that is set by hand. */

import type { PagePlace } from '@hdms/node/institutional/staff/passkeys.ts'
import { stepAt, totpAt } from '@hdms/node/institutional/staff/secrets.ts'
import type { StaffSettings } from '@hdms/node/institutional/staff/settings.ts'
import { Staff } from '@hdms/node/institutional/staff/staff.ts'
import type { Audit } from '@hdms/platform/node/audit.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import type { NodeStore } from '@hdms/shared/ports/node-store.ts'
import { type Clock, HOUR, MINUTE, systemClock } from '@hdms/shared/time.ts'

export const PLACE: PagePlace = { origins: ['https://node.hospital.example'], domain: 'node.hospital.example' }
export const PASSWORD = 'seven green boats at dawn'

export interface Noted {
  readonly by: string
  readonly event: string
  readonly [detail: string]: string | number
}

export class Office {
  now: number = Date.UTC(2026, 10, 27, 9)
  readonly notes: Noted[] = []
  readonly store: NodeStore = memoryNodeStore()
  readonly clock: Clock = { ...systemClock, now: () => this.now }
  staff!: Staff
  /** Told what is noted, too. */
  told: Audit['note'] = () => {}

  static async open(settings: Partial<StaffSettings> = {}): Promise<Office> {
    const office = new Office()
    await office.restart(settings)
    return office
  }

  /** As the process does when it starts again over the same store. */
  async restart(settings: Partial<StaffSettings> = {}): Promise<void> {
    const crypto = nativeCrypto()
    this.staff = await Staff.open({
      store: this.store,
      random: (n) => crypto.random(n),
      clock: this.clock,
      memory: 64,
      note: (by, event, details = {}) => {
        this.notes.push({ by, event, ...details })
        this.told(by, event, details)
      },
      settings: { institution: 'O=Hanbit Hospital,L=Seoul,C=KR', idle: 15 * MINUTE, longest: 10 * HOUR, ...settings },
    })
  }

  /** What the account's authenticator shows now. */
  code(secret: string, steps = 0): string {
    return totpAt(secret, stepAt(this.now) + steps)
  }

  /** Somebody with a password. @returns id, secret of their authenticator, recovery codes and the session that accepting began */
  async withPassword(...roles: string[]): Promise<{ id: string; secret: string; recovery: readonly string[]; cookie: string }> {
    const { account, invitation } = await this.staff.add('Kim, desk 2', roles)
    const { totp } = this.staff.openInvitation(invitation, PLACE) as { totp: { secret: string } }
    const made = await this.staff.accept(invitation, { password: PASSWORD, code: this.code(totp.secret) }, PLACE)
    return { id: account.id, secret: totp.secret, ...made }
  }
}
