/** The rules: pure functions of a transaction. Whoever signs one verifies them, at both sides. */
import { type Contract, includesKey, onlyCommand, statesIn, type TransactionView } from '@hdms/sdk'
import { IOU, iouForm } from './state.ts'
import { reasons } from './texts.ts'

function verify(view: TransactionView): void {
  const { name } = onlyCommand(view, IOU)
  if (name === 'Issue') return verifyIssue(view)
  return reasons.violated(IOU, 'unknown-command', { command: name })
}

/** Nobody comes to owe anything unless both sides sign. */
function verifyIssue(view: TransactionView): void {
  const { inputs, outputs } = statesIn(view, iouForm)
  const [made, ...more] = outputs
  if (inputs.length > 0 || !made || more.length > 0) return reasons.violated(IOU, 'issue-shape')
  if (![made.lender, made.borrower].every((key) => includesKey(view.signers, key))) reasons.violated(IOU, 'both-sign')
}

export const iouContract: Contract = { name: IOU, verify }
