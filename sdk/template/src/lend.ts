/** The lender's flow, which an offer starts: asks its owner, and signs what was agreed and nothing else. */
import { equal, type PeerFlow } from '@hdms/sdk'
import { answer, offer } from './messages.ts'
import { iouForm } from './state.ts'
import { lendQuestion, reasons } from './texts.ts'

export const lend: PeerFlow = {
  name: 'iou.lend',
  version: 1,
  responds: true,
  *run(ctx, session) {
    const { amount } = yield* ctx.receive(session, offer)
    const { approved } = yield* ctx.ask(lendQuestion, { borrower: session.peer, amount })
    yield* ctx.send(session, answer, { agreed: approved })
    if (!approved) return
    yield* ctx.progress(session.id, 1)
    yield* ctx.consider(session, ({ peer, command, outputs: [made] }) => {
      if (command.name !== 'Issue' || made?.owner !== 'own') return reasons.refuse('not-agreed')
      const state = iouForm.decode(made.state)
      if (state.amount !== amount || !equal(state.borrower, peer.key)) reasons.refuse('not-agreed')
    })
    yield* ctx.progress(session.id, 2)
  },
}
