/** Giving and taking back the basis on which days of the public service may be sold (basis.ts): the person alone does both. */

import { equal, fromHex, hex } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import { MINUTE } from '@hdms/shared/time.ts'
import { BASIS, type BasisState, covers, decodeBasis, encodeBasis } from '../consent/basis.ts'
import { type Collected, collectedFor } from '../consent/purpose.ts'
import { dummyInput, giveOutOwner, transact } from '../core/finality.ts'
import type { CoreServices } from '../core/services.ts'
import { takeBack } from '../core/take-back.ts'
import type { Vault } from '../core/vault.ts'
import { codeOf, type FlowContext, type FlowDefinition } from '../engine/context.ts'
import type { Flow } from '../engine/types.ts'
import { ACTIVITY, type DayState, decodeDay } from './contract.ts'
import { refuse } from './reasons.ts'
import { dayNumber } from './record.ts'

export interface GiveBasisArgs {
  /** First and last day that it covers, `2026-05-01`. */
  readonly from: string
  readonly to: string
  /** Until when it may be relied on, ms since 1970. */
  readonly until: number
  readonly notary: string
  readonly [key: string]: string | number
}

/** @returns id of the transaction that gave it */
export const giveBasis: FlowDefinition<CoreServices, GiveBasisArgs, string> = {
  name: 'activity.basis',
  version: 1,
  *run(ctx, { from, to, until, notary }): Flow<string> {
    const now = yield* ctx.now()
    const [first, last] = [dayNumber(from), dayNumber(to)]
    if (Number.isNaN(first) || Number.isNaN(last)) refuse('INPUT_INVALID', 'days-form', { what: 'days' })
    if (first > last) refuse('INPUT_INVALID', 'days-order', { what: 'days' })
    if (!Number.isSafeInteger(until) || until <= now) refuse('INPUT_INVALID', 'time-to-come', { what: 'end' })
    const owner = yield* giveOutOwner(ctx, BASIS, ctx.id, 30)
    const index = yield* ctx.random(16)
    const person = yield* ctx.read('own key', ({ identity }) => identity.key)
    const state: BasisState = { person, from: first, to: last, until: Math.floor(until / MINUTE) }
    const spending = (services: CoreServices) => dummyInput(services, index)
    const { id } = yield* transact(ctx, {
      label: 'Give',
      dealing: ctx.id,
      notary,
      spending,
      draft: async (services) => ({
        inputs: [{ input: (await spending(services)).input, contract: '' }],
        outputs: [{ output: { contract: BASIS, state: encodeBasis(state) }, owner }],
        commands: [{ contract: BASIS, name: 'Give', data: new Uint8Array(0) }],
        signers: [person],
        submitter: person,
      }),
    })
    return id
  },
}

export interface WithdrawBasisArgs {
  /** Hex of the transaction that gave it. */
  readonly basis: string
  readonly [key: string]: string
}
/** Bases that went with sales, where this node sells. */
export interface SoldBases {
  /** @returns transactions that gave those which rest on a basis, hex */
  restingOn(basis: string): readonly string[]
}
type Services = CoreServices & { readonly soldBases?: SoldBases }

export const withdrawBasis: FlowDefinition<Services, WithdrawBasisArgs, string> = {
  name: 'activity.basis-withdraw',
  version: 1,
  *run(ctx, { basis }): Flow<string> {
    const withdrawal = yield* takeBack(ctx, basis, BASIS, 'basis')
    yield* takeBackFromSales(ctx, basis)
    return withdrawal
  },
}

/** What went with sales that rested on it is spent as well: no notary commits a sale that refers to it from then on, and buyers learn of it. */
function* takeBackFromSales(ctx: FlowContext<Services>, basis: string): Flow<void> {
  const resting = yield* ctx.read('sales that rest on it', ({ soldBases, vault }) => {
    return (soldBases?.restingOn(basis) ?? []).map((id) => {
      const output = vault.output({ txId: fromHex(id), index: 0 })?.output
      return { given: id, key: output?.contract === BASIS ? decodeBasis(output.state).person : new Uint8Array(32) }
    })
  })
  for (const { given, key } of resting) {
    const seed = ({ oneTime }: Services): Uint8Array =>
      oneTime?.seedOfKey(key) ?? fail('NOT_FOUND', { what: 'one-time name that it was given under' })
    try {
      yield* takeBack(ctx, given, BASIS, 'basis', { key, seed })
    } catch (error) {
      // Taken back already, with a sale that did not come about.
      if (codeOf(error) === 'BUG') throw error
    }
  }
}

/** Those that stand. @param person those alone that were given under this key; without it, also those that went with sales, under one-time names */
export const basesOf = (vault: Vault, person?: Uint8Array): { readonly id: string; readonly basis: BasisState }[] =>
  vault
    .owned(BASIS)
    .map(({ ref, output }) => ({ id: hex(ref.txId), basis: decodeBasis(output.state) }))
    .filter(({ basis }) => !person || equal(basis.person, person))

/** A person's days as they stand, by the verification key of their measures, hex. */
export const daysOf = (vault: Vault): ReadonlyMap<string, DayState> =>
  new Map(
    vault
      .owned(ACTIVITY)
      .map(({ output }) => decodeDay(output.state))
      .map((day) => [hex(day.measures), day]),
  )

/** What a record was collected for. A day's entry decides, also of one whose profile does not say it yet. */
export const collectedOfRow = (
  days: ReadonlyMap<string, DayState>,
  row: { readonly verificationKey: string; readonly profile: string },
): Collected | undefined => days.get(row.verificationKey)?.purpose ?? collectedFor(row.profile)

/** What days of the public service are sold on. */
export interface Grounds {
  /** Transactions of the bases, hex. */
  readonly bases: string[]
  /** Minute until which all of them may be relied on. */
  readonly until: number
  readonly [field: string]: number | string[]
}
/**
 * Of each of these days the basis that lasts longest.
 * @param now minute @returns undefined where one has none
 */
export function groundsFor(vault: Vault, person: Uint8Array, days: readonly DayState[], now: number): Grounds | undefined {
  const given = basesOf(vault, person).sort((a, b) => b.basis.until - a.basis.until)
  const found = days.map(({ day }) => given.find(({ basis }) => covers(basis, person, day, now)))
  if (days.length === 0 || !found.every((one) => one !== undefined)) return undefined
  return { bases: [...new Set(found.map(({ id }) => id))], until: Math.min(...found.map(({ basis }) => basis.until)) }
}
