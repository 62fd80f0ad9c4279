/** The borrower's flow, which its owner starts: offers, and makes the transaction when the lender agrees. */
import { type OwnerFlow, record, text, whole } from '@hdms/sdk'
import { answer, offer } from './messages.ts'
import { IOU, iouForm } from './state.ts'
import { reasons } from './texts.ts'

export interface IssueArgs {
  /** X.500 name. */
  readonly lender: string
  readonly amount: number
  readonly [key: string]: string | number
}

/** Ends with the place of the state. */
export const issue: OwnerFlow<IssueArgs, string> = {
  name: 'iou.issue',
  version: 1,
  words: { en: 'Borrow', ko: '빌리기' },
  args: record({ lender: text(200), amount: whole(1, 1_000_000) }),
  *run(ctx, { lender, amount }) {
    const session = yield* ctx.open(lender, 'iou.lend')
    yield* ctx.send(session, offer, { amount })
    const { agreed } = yield* ctx.receive(session, answer)
    if (!agreed) return reasons.refuse('declined')
    yield* ctx.progress(session.id, 1)
    const state = yield* ctx.read('both sides', ({ me, member }) =>
      iouForm.encode({ lender: member(lender).key, borrower: me.key, amount }),
    )
    const { places } = yield* ctx.propose(session, {
      label: 'issue',
      outputs: [{ contract: IOU, state, owner: 'peer' }],
      command: { contract: IOU, name: 'Issue' },
    })
    yield* ctx.progress(session.id, 2)
    return places[0] ?? ''
  },
}
