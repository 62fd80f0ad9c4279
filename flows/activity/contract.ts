/**
 * A day of a person's own health ledger: the state names the document of the day's measures, the packets they were derived from, and
 * the pipeline that derived them. Only the person makes one; later packets of the same day extend it.
 */

import { decodeAll, equal, Writer } from '@hdms/shared/bytes.ts'
import { type RefuseAs, refusingAs } from '@hdms/shared/reasons.ts'
import { BASIS, covers, decodeBasis } from '../consent/basis.ts'
import { type Contract, includesKey, onlyCommand, type TransactionView } from '../core/contract.ts'
import { type ActivityReasons, refuse as refuseFor } from './reasons.ts'

export const ACTIVITY = 'hdms.activity/1'

/** Under what the data were collected: what it may be used for goes with it. */
export const PURPOSES = ['public-service', 'own'] as const
export type Purpose = (typeof PURPOSES)[number]

export interface DayState {
  /** Identity key of the person. */
  readonly person: Uint8Array
  /** Days since 1970 at the place where the person was. */
  readonly day: number
  /** Verification key of the document with the day's measures. */
  readonly measures: Uint8Array
  /** What the day's activity is minted for once (token/minting.ts `packetsOf`): binds the roots of its signed segments, in the order of time. */
  readonly packets: Uint8Array
  /** Hash of the name of the pipeline. */
  readonly pipeline: Uint8Array
  readonly purpose: Purpose
  /** 1 for the first entry of a day, one more each time that it is extended. */
  readonly revision: number
}
export const encodeDay = (s: DayState): Uint8Array =>
  new Writer()
    .raw(s.person)
    .u32(s.day)
    .raw(s.measures)
    .raw(s.packets)
    .raw(s.pipeline)
    .u8(PURPOSES.indexOf(s.purpose))
    .u16(s.revision)
    .bytes()
export const decodeDay = (bytes: Uint8Array): DayState =>
  decodeAll(bytes, 'day entry', (r) => {
    const [person, day, measures, packets, pipeline] = [r.raw(32), r.u32(), r.raw(32), r.raw(32), r.raw(32)]
    return {
      person,
      day,
      measures,
      packets,
      pipeline,
      purpose: PURPOSES[r.u8()] ?? refuse('purpose-unknown'),
      revision: r.u16(),
    }
  })

const refuse: RefuseAs<ActivityReasons, 'CONTRACT_VIOLATED', 'contract'> = refusingAs(refuseFor, 'CONTRACT_VIOLATED', {
  contract: ACTIVITY,
})

export const activityContract: Contract = {
  name: ACTIVITY,
  verify(view) {
    const command = onlyCommand(view, ACTIVITY)
    if (command.name === 'Sell') return verifySale(view)
    const spent = view.inputs.filter((i) => i.output.contract === ACTIVITY).map((i) => decodeDay(i.output.state))
    const [entry, ...more] = view.outputs.filter((o) => o.contract === ACTIVITY).map((o) => decodeDay(o.state))
    if (!entry || more.length > 0 || view.outputs.length !== 1) return refuse('entry-shape')
    if (!includesKey(view.signers, entry.person)) refuse('person-unsigned')
    switch (command.name) {
      case 'Record':
        if (view.inputs.length > 0) refuse('record-spends')
        if (entry.revision !== 1) refuse('first-number')
        return
      case 'Extend': {
        const [before, ...others] = spent
        if (!before || others.length > 0 || view.inputs.length !== 1) return refuse('extend-shape')
        const same = equal(before.person, entry.person) && before.day === entry.day
        if (!same) refuse('other-day-or-person')
        // What was collected for the public service does not become the person's to sell by being extended.
        if (before.purpose !== entry.purpose) refuse('purpose-changed')
        if (entry.revision !== before.revision + 1) refuse('number-not-next')
        return
      }
      default:
        refuse('unknown-command')
    }
  },
}

/** A sale references the days it is about. What was collected for the public service is sold on a separate basis only. */
function verifySale(view: TransactionView): void {
  const touched = [...view.inputs.map((i) => i.output), ...view.outputs].some((o) => o.contract === ACTIVITY)
  if (touched) return refuse('sale-shape')
  const days = view.references.filter((r) => r.output.contract === ACTIVITY).map((r) => decodeDay(r.output.state))
  const bases = view.references.filter((r) => r.output.contract === BASIS).map((r) => decodeBasis(r.output.state))
  if (days.length === 0) return refuse('about-no-day')
  for (const { person, day, purpose } of days) {
    if (!includesKey(view.signers, person)) refuse('person-unsigned')
    if (purpose === 'public-service' && !bases.some((b) => covers(b, person, day, view.visible.until))) refuse('sale-needs-basis')
  }
}
