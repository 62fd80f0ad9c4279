/** What a person's book of activity holds: rows of what shoes signed, of days, of what was entered, claimed and appealed. */
import type { Aid } from '@hdms/health/gait/genuine.ts'
import type { Bout } from '@hdms/health/gait/walk.ts'
import type { Segment } from '../evidence.ts'
import type { JudgedMinute } from '../pipeline.ts'
import type { Unpaid } from '../reward.ts'

/** How long raw packets stay after their day is on the ledger: for ever, or as long as an appeal needs them. */
export type Keep = 'all' | 'thin'

export interface SegmentRow extends Segment {
  /** Encoded. */
  readonly seal: Uint8Array
  /** Serial of the shoe, hex. */
  readonly shoe: string
  /** Dates of the entries that bind it. */
  readonly bound: readonly string[]
}

export interface DecidedMinute {
  readonly start: number
  readonly units: number
  readonly why: Unpaid | undefined
}
export type ClaimState = 'asked' | 'decided' | 'failed'
export interface Claimed {
  readonly state: ClaimState
  readonly units: number
  readonly minutes: readonly DecidedMinute[]
  /** Transaction that issued the tokens, hex. */
  readonly issue: string
  /** Code of what went wrong. */
  readonly code: string
}
export interface Appealed {
  readonly state: 'open' | 'granted' | 'refused'
  readonly minutes: readonly number[]
  readonly units: number
  readonly words: string
}

export interface EntryRow {
  /** Transaction id, hex. */
  readonly tx: string
  readonly revision: number
  readonly root: Uint8Array
  /** Verification key of the measures, hex. */
  readonly measures: string
  readonly at: number
  /** Names of the segments it binds, in their order. */
  readonly segments: readonly string[]
  /** Minutes that this revision brought. */
  readonly minutes: readonly number[]
  readonly claim?: Claimed
  readonly appeal?: Appealed
}

export interface DayRow {
  readonly date: string
  readonly minutes: readonly JudgedMinute[]
  readonly bouts: readonly Bout[]
  readonly entries: readonly EntryRow[]
}

/** What the person says of themselves, for reference ranges and for what is plausible of them; it stays in their node. */
export interface Wearer {
  /** Year of birth. */
  readonly born: number
  readonly sex: 'female' | 'male' | 'unknown'
  /** m, kg. */
  readonly height?: number
  readonly weight?: number
  /** What they lean on. */
  readonly aid?: Aid
  /** The issuer may see the one entry of their record that confirms the aid: minutes that it decides about are paid by it alone. */
  readonly showsAid?: boolean
}
