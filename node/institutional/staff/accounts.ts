/**
 * Accounts, invitations and sessions of an institution's people, as rows of the node's store. Read once, at the start;
 * there are few.
 */
import { fromUtf8, utf8 } from '@hdms/shared/bytes.ts'
import { type Change, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import type { StaffRole } from './roles.ts'
import type { PasswordHash } from './secrets.ts'

/** A passkey, as it was registered. */
export interface StaffPasskey {
  /** Credential id, base64url. */
  readonly id: string
  /** COSE key, base64url. */
  readonly key: string
  /** How often it was used, as it says itself; 0 for ever where it does not count. */
  readonly counter: number
  readonly since: number
}

/** One person at one duty. */
export interface Account {
  /** Opaque: what stands in the audit log. */
  readonly id: string
  /** As the operator calls the person; leaves this store only to the person and to whoever lists the staff. */
  readonly name: string
  readonly roles: readonly StaffRole[]
  /** User handle of its passkeys, base64url: 32 random bytes. */
  readonly handle: string
  /**
   * Sessions of an earlier turn have ended: it rises when roles change, factors are taken away, or all are signed out.
   */
  readonly turn: number
  readonly passkeys: readonly StaffPasskey[]
  readonly password?: PasswordHash
  /** Secret of the authenticator, base 32. */
  readonly totp?: string
  /** Step of the last code that was taken. */
  readonly step: number
  /** Hashes of recovery codes that were not used. */
  readonly recovery: readonly string[]
  /** Tries with a password since the last good one. */
  readonly tries: number
  /** No password is good before, ms. */
  readonly closed: number
}

/** Lets one person choose how they sign in. */
export interface Invitation {
  /** SHA-256 of the code, hex. */
  readonly hash: string
  readonly staff: string
  readonly until: number
  /** Secret for an authenticator, for whoever chooses a password. */
  readonly totp: string
}

/** Somebody who signed in at one browser. */
export interface StaffSession {
  /** SHA-256 of the cookie's value, hex. */
  readonly hash: string
  readonly staff: string
  readonly turn: number
  readonly began: number
  /** When somebody was last at the page. */
  readonly seen: number
}

const KINDS = { accounts: 'sf/a/', invitations: 'sf/i/', sessions: 'sf/s/' } as const
type Kind = keyof typeof KINDS
interface Kept {
  accounts: Account
  invitations: Invitation
  sessions: StaffSession
}

/** Everything about people of the institution, in memory as it lies in the store. */
export class StaffRows {
  readonly accounts: Map<string, Account> = new Map()
  readonly invitations: Map<string, Invitation> = new Map()
  readonly sessions: Map<string, StaffSession> = new Map()
  private readonly store: NodeStore

  private constructor(store: NodeStore) {
    this.store = store
  }

  static async read(store: NodeStore): Promise<StaffRows> {
    const rows = new StaffRows(store)
    for (const kind of Object.keys(KINDS) as Kind[]) {
      const map = rows[kind] as Map<string, unknown>
      for (const [key, bytes] of await store.range(...prefixRange(KINDS[kind]))) {
        map.set(key.slice(KINDS[kind].length), JSON.parse(fromUtf8(bytes)))
      }
    }
    return rows
  }

  /** All or nothing; what is asked of the maps is what was written. A row of undefined is deleted. */
  async write(changes: readonly { readonly [K in Kind]: readonly [kind: K, id: string, row: Kept[K] | undefined] }[Kind][]): Promise<void> {
    const batch = changes.map(([kind, id, row]): Change => {
      const key = KINDS[kind] + id
      return row === undefined ? { key, value: null } : { key, value: utf8(JSON.stringify(row)) }
    })
    await this.store.commit(batch)
    for (const [kind, id, row] of changes) {
      const map = this[kind] as Map<string, unknown>
      if (row === undefined) map.delete(id)
      else map.set(id, row)
    }
  }
}
