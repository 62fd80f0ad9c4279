/**
 * A capability as another party would write it: somebody owes somebody, the other side agrees, and it is settled in
 * parts.
 */
import { includesKey, onlyCommand, type TransactionView } from '@hdms/flows/core/contract.ts'
import { type Decision, toDecide } from '@hdms/flows/core/decision.ts'
import type { GuestCapability, GuestContract, GuestFlow, GuestResponder } from '@hdms/flows/core/guest.ts'
import { statesIn } from '@hdms/flows/core/guest-contract.ts'
import { refusals } from '@hdms/flows/core/guest-refusals.ts'
import { bytes, message, record, type StateForm, stateForm, text, whole } from '@hdms/flows/core/guest-values.ts'
import type { OwnerQuestion } from '@hdms/flows/engine/question.ts'
import { equal } from '@hdms/shared/bytes.ts'

export const IOU = 'iou/1'
const reasons = refusals('iou', {
  'issue-otherwise': ['an issue makes one state, which both sign', '발행은 상태 하나를 만들고 양쪽이 서명합니다'],
  'settle-otherwise': ['a settlement makes the amount smaller, and the lender signs', '상환은 금액을 줄이며 빌려준 쪽이 서명합니다'],
  'not-agreed': ['this was not agreed', '합의되지 않은 내용입니다'],
})

export interface Iou {
  readonly lender: Uint8Array
  readonly borrower: Uint8Array
  readonly amount: number
}
export const iou: StateForm<Iou> = stateForm(
  IOU,
  { lender: bytes(32), borrower: bytes(32), amount: whole(1, 1_000_000) },
  ({ lender, borrower }) => [lender, borrower],
)

function verify(view: TransactionView): void {
  const violated = (reason: 'issue-otherwise' | 'settle-otherwise'): never => reasons.violated(IOU, reason)
  const command = onlyCommand(view, IOU)
  const { inputs: before, outputs: after } = statesIn(view, iou)
  if (command.name === 'Issue') {
    const [made] = after
    if (before.length > 0 || !made || after.length > 1) return violated('issue-otherwise')
    if (!includesKey(view.signers, made.lender) || !includesKey(view.signers, made.borrower)) violated('issue-otherwise')
    return
  }
  const [old, rest] = [before[0], after[0]]
  if (command.name !== 'Settle' || !old || before.length > 1 || after.length > 1) return violated('settle-otherwise')
  const isLess = !rest || (rest.amount < old.amount && equal(rest.lender, old.lender) && equal(rest.borrower, old.borrower))
  if (!isLess || !includesKey(view.signers, old.lender)) violated('settle-otherwise')
}
export const iouContract: GuestContract = { name: IOU, verify }

const offer = message('offer', record({ amount: whole(1, 1_000_000) }))
const answer = message('answer', record({ agreed: whole(0, 1) }))
export const lend: OwnerQuestion<{ readonly borrower: string; readonly amount: number }, Decision> = toDecide('iou.lend', {
  en: 'Lend this much?',
  ko: '이만큼 빌려주시겠습니까?',
})

/** The borrower's: asks for money, and makes the state that says so. */
export const issue: GuestFlow<{ readonly lender: string; readonly amount: number }, string> = {
  name: 'iou.issue',
  version: 1,
  words: { en: 'Borrow', ko: '빌리기' },
  args: record({ lender: text(200), amount: whole(1, 1_000_000) }),
  *run(ctx, { lender, amount }) {
    const session = yield* ctx.open(lender, 'iou.lend')
    yield* ctx.send(session, offer, { amount })
    const { agreed } = yield* ctx.receive(session, answer)
    if (agreed === 0) return reasons.refuse('not-agreed')
    const state = yield* ctx.read('parties', ({ me, member }) => iou.encode({ lender: member(lender).key, borrower: me.key, amount }))
    const { id } = yield* ctx.propose(session, {
      label: 'issue',
      outputs: [{ contract: IOU, state, owner: 'peer' }],
      command: { contract: IOU, name: 'Issue' },
    })
    yield* ctx.progress(session.id, 1)
    return id
  },
}
export const lending: GuestResponder = {
  name: 'iou.lend',
  version: 1,
  responds: true,
  *run(ctx, session) {
    const { amount } = yield* ctx.receive(session, offer)
    const { approved } = yield* ctx.ask(lend, { borrower: session.peer, amount })
    yield* ctx.send(session, answer, { agreed: approved ? 1 : 0 })
    if (!approved) return
    const { id } = yield* ctx.consider(session, ({ outputs: [made, ...more], command }) => {
      if (!made || more.length > 0 || command.name !== 'Issue' || made.owner !== 'own') return reasons.refuse('not-agreed')
      if (iou.decode(made.state).amount !== amount) reasons.refuse('not-agreed')
    })
    yield* ctx.keep('lent', (changes) => changes.put(`xiou/${id}`, { amount }))
  },
}

/** The lender's: what came back makes the state smaller. */
export const settle: GuestFlow<{ readonly place: string; readonly paid: number }, string> = {
  name: 'iou.settle',
  version: 1,
  words: { en: 'Note a repayment', ko: '상환 기록' },
  args: record({ place: text(100), paid: whole(1, 1_000_000) }),
  *run(ctx, { place, paid }) {
    const rest = yield* ctx.read('what is owed', ({ state }) => {
      const before = state<Iou>(place).state
      return paid < before.amount ? [iou.encode({ ...before, amount: before.amount - paid })] : []
    })
    const { id } = yield* ctx.record({
      label: 'settle',
      inputs: [place],
      outputs: rest.map((state) => ({ contract: IOU, state, owner: 'own' as const })),
      command: { contract: IOU, name: 'Settle' },
    })
    return id
  },
}

export const iouCapability: GuestCapability = {
  name: 'iou',
  version: 1,
  contracts: [iouContract],
  states: [iou],
  flows: [issue, lending, settle],
  messages: [offer, answer],
  questions: [lend],
  reasons: reasons.words,
  steps: [{ en: 'The money was lent.', ko: '돈을 빌렸습니다.' }],
  stores: { 'xiou/': 'what was lent' },
}
