/** The contracts of a treatment: the hospital's order, and the record that completes it. */

import { decodeAll, equal, Writer } from '@hdms/shared/bytes.ts'
import { type RefuseAs, refusingAs } from '@hdms/shared/reasons.ts'
import { type Contract, includesKey, onlyCommand, type TransactionView } from '../core/contract.ts'
import { refuse as refuseFor, type TreatmentReasons } from './reasons.ts'

export const ORDER = 'hdms.order/1'
export const RECORD = 'hdms.record/1'

export interface OrderState {
  /** Verification key of the request document. */
  readonly request: Uint8Array
  readonly hospital: Uint8Array
  readonly patient: Uint8Array
}
export const encodeOrder = (s: OrderState): Uint8Array => new Writer().raw(s.request).raw(s.hospital).raw(s.patient).bytes()
export const decodeOrder = (bytes: Uint8Array): OrderState =>
  decodeAll(bytes, 'order', (r) => ({ request: r.raw(32), hospital: r.raw(32), patient: r.raw(32) }))

export interface RecordState {
  readonly verificationKey: Uint8Array
  readonly recordId: Uint8Array
  readonly issuer: Uint8Array
  readonly patient: Uint8Array
}
export const encodeRecord = (s: RecordState): Uint8Array =>
  new Writer().raw(s.verificationKey).raw(s.recordId).raw(s.issuer).raw(s.patient).bytes()
export const decodeRecord = (bytes: Uint8Array): RecordState =>
  decodeAll(bytes, 'record', (r) => ({ verificationKey: r.raw(32), recordId: r.raw(32), issuer: r.raw(32), patient: r.raw(32) }))

const ordersIn = (view: TransactionView) => view.inputs.filter((i) => i.output.contract === ORDER).map((i) => decodeOrder(i.output.state))
const outputsOf = (view: TransactionView, contract: string) => view.outputs.filter((o) => o.contract === contract)

const refuseOrder: RefuseAs<TreatmentReasons, 'CONTRACT_VIOLATED', 'contract'> = refusingAs(refuseFor, 'CONTRACT_VIOLATED', {
  contract: ORDER,
})
const refuseRecord: RefuseAs<TreatmentReasons, 'CONTRACT_VIOLATED', 'contract'> = refusingAs(refuseFor, 'CONTRACT_VIOLATED', {
  contract: RECORD,
})

export const orderContract: Contract = {
  name: ORDER,
  verify(view) {
    const command = onlyCommand(view, ORDER)
    const spent = ordersIn(view)
    const made = outputsOf(view, ORDER).map((o) => decodeOrder(o.state))
    switch (command.name) {
      case 'Approve': {
        const [order] = made
        if (!order || made.length !== 1 || spent.length > 0 || view.outputs.length !== 1) return refuseOrder('approve-shape')
        if (!includesKey(view.signers, order.hospital)) refuseOrder('hospital-unsigned')
        // The person's signed request is attached, so that nobody has orders made in their name.
        if (view.attachments.length !== 1) refuseOrder('request-missing')
        return
      }
      case 'Complete': {
        const [order] = spent
        if (!order || spent.length !== 1 || made.length > 0) return refuseOrder('complete-shape')
        if (!includesKey(view.signers, order.hospital) || !includesKey(view.signers, order.patient)) refuseOrder('result-unsigned')
        if (outputsOf(view, RECORD).length === 0) refuseOrder('complete-no-record')
        return
      }
      case 'Close': {
        const [order] = spent
        if (!order || spent.length !== 1 || view.outputs.length > 0) return refuseOrder('close-shape')
        if (!includesKey(view.signers, order.hospital)) refuseOrder('hospital-unsigned')
        return
      }
      default:
        return refuseOrder('unknown-command')
    }
  },
}

export const recordContract: Contract = {
  name: RECORD,
  verify(view) {
    const { name, data } = onlyCommand(view, RECORD)
    if (view.inputs.some((i) => i.output.contract === RECORD)) refuseRecord('record-spent')
    const records = outputsOf(view, RECORD).map((o) => decodeRecord(o.state))
    if (name === 'Correct') {
      // Who issued a record says that another stands instead, and whom it is about agrees; both compare it with the record they have.
      const [record] = records
      if (!record || records.length !== 1 || view.outputs.length !== 1 || data.length !== 32) return refuseRecord('correct-shape')
      if (equal(record.recordId, data)) refuseRecord('corrects-itself')
      if (!includesKey(view.signers, record.issuer) || !includesKey(view.signers, record.patient)) refuseRecord('correction-unsigned')
      return
    }
    if (name !== 'Issue') refuseRecord('unknown-command')
    const [order] = ordersIn(view)
    for (const record of records) {
      // The result belongs to this order: the same hospital, the same person.
      const matches = order && equal(record.issuer, order.hospital) && equal(record.patient, order.patient)
      if (!matches) refuseRecord('record-of-other-order')
    }
  },
}
