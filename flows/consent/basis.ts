/**
 * The separate basis on which a person lets data be sold that were collected for the public service: a state of its own, which only they make
 * and only they take back. Without it the contract of day entries refuses a sale.
 */

import { decodeAll, equal, Writer } from '@hdms/shared/bytes.ts'
import { type RefuseAs, refusingAs } from '@hdms/shared/reasons.ts'
import { type Contract, includesKey, onlyCommand } from '../core/contract.ts'
import { type ConsentReasons, refuse as refuseFor } from './reasons.ts'

export const BASIS = 'hdms.basis/1'

export interface BasisState {
  /** Identity key of the person. */
  readonly person: Uint8Array
  /** Days since 1970 that it covers, the first and the last. */
  readonly from: number
  readonly to: number
  /** Whole minutes since 1970 until which it may be relied on. */
  readonly until: number
}
export const encodeBasis = (s: BasisState): Uint8Array => new Writer().raw(s.person).u32(s.from).u32(s.to).u32(s.until).bytes()
export const decodeBasis = (bytes: Uint8Array): BasisState =>
  decodeAll(bytes, 'basis', (r) => ({ person: r.raw(32), from: r.u32(), to: r.u32(), until: r.u32() }))

const refuse: RefuseAs<ConsentReasons, 'CONTRACT_VIOLATED', 'contract'> = refusingAs(refuseFor, 'CONTRACT_VIOLATED', { contract: BASIS })

export const basisContract: Contract = {
  name: BASIS,
  verify(view) {
    const spent = view.inputs.filter((i) => i.output.contract === BASIS).map((i) => decodeBasis(i.output.state))
    const made = view.outputs.filter((o) => o.contract === BASIS).map((o) => decodeBasis(o.state))
    // It is relied on by reference, in transactions of other contracts.
    if (spent.length === 0 && made.length === 0) return
    const command = onlyCommand(view, BASIS)
    const [state] = command.name === 'Give' ? made : command.name === 'Withdraw' ? spent : refuse('unknown-command')
    if (!state || spent.length + made.length !== 1 || view.outputs.length !== made.length) return refuse('one-basis')
    if (state.from > state.to) refuse('covers-no-day')
    if (!includesKey(view.signers, state.person)) refuse('person-unsigned')
  },
}

/** Whether a basis covers what a person's day is used for until a minute. */
export const covers = (b: BasisState, person: Uint8Array, day: number, until: number): boolean =>
  equal(b.person, person) && b.from <= day && day <= b.to && until <= b.until

/** A basis names its days. One that goes with a sale is given under its one-time name and names none: a day would say who sells. */
export const ANY_DAY = { from: 0, to: 0xffffffff } as const
/** Whether a basis covers whatever a person's data are used for until a minute. */
export const coversAll = (b: BasisState, person: Uint8Array, until: number): boolean =>
  covers(b, person, ANY_DAY.from, until) && covers(b, person, ANY_DAY.to, until)
