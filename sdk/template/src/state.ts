/** The state on the ledger: who owes how much to whom. */
import { bytes, type Shaped, stateForm, whole } from '@hdms/sdk'

/** Name and version of the contract. Another form of the state, or another rule, is another version. */
export const IOU = 'iou/1'

const shape = {
  /** Identity keys. */
  lender: bytes(32),
  borrower: bytes(32),
  amount: whole(1, 1_000_000),
}
export type Iou = Shaped<typeof shape>

export const iouForm = stateForm(IOU, shape, ({ lender, borrower }) => [lender, borrower])
