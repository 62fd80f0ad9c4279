/** Limits and settings of the people of an institution. */
import type { Audit } from '@hdms/platform/node/audit.ts'
import type { NodeStore } from '@hdms/shared/ports/node-store.ts'
import { type Clock, HOUR, MINUTE } from '@hdms/shared/time.ts'
import type { Draw } from './secrets.ts'

/** How much of each there may be, and for how long. */
export interface StaffLimits {
  /** Tries in a row after which none is looked at for a while. */
  readonly tries: number
  /** For how long none is looked at then, ms; doubled with each further one. */
  readonly closed: number
  readonly longestClosed: number
  /** How long an invitation is good, ms. */
  readonly invitation: number
  readonly recoveryCodes: number
  /** Sessions and passkeys of an account. */
  readonly sessions: number
  readonly passkeys: number
  /** How fresh a sign-in must be for changing how one signs in, ms. */
  readonly fresh: number
}
/** For every institution. */
export const STAFF_LIMITS: StaffLimits = {
  ...{ tries: 5, closed: 15 * MINUTE, longestClosed: 24 * HOUR },
  ...{ invitation: 72 * HOUR, recoveryCodes: 10, sessions: 10, passkeys: 8, fresh: 10 * MINUTE },
}

/** As the operator of the node sets them. */
export interface StaffSettings {
  /** Of the institution, for authenticators. */
  readonly institution: string
  /** How long nobody may have been at the page, ms. */
  readonly idle: number
  /** How long a session lasts at most, ms. */
  readonly longest: number
}

/** All that sign-in needs of its node. */
export interface StaffParts {
  readonly store: NodeStore
  readonly random: Draw
  readonly clock: Clock
  readonly note: Audit['note']
  readonly settings: StaffSettings
  /** Memory that a password is hashed with, KiB; for tests. */
  readonly memory?: number
}
