/** The capability as a node runs it: one value. */
import type { Capability } from '@hdms/sdk'
import { iouContract } from './contract.ts'
import { issue } from './issue.ts'
import { lend } from './lend.ts'
import { answer, offer } from './messages.ts'
import { screen } from './screen.ts'
import { iouForm } from './state.ts'
import { lendQuestion, reasons, steps } from './texts.ts'

const capability: Capability = {
  name: 'iou',
  version: 1,
  contracts: [iouContract],
  states: [iouForm],
  flows: [issue, lend],
  messages: [offer, answer],
  questions: [lendQuestion],
  reasons: reasons.words,
  commands: [
    {
      usage: 'issue LENDER AMOUNT',
      about: 'borrows an amount of another member',
      starts: 'iou.issue',
      args: ([lender = '', amount = '']) => ({ lender, amount: Number(amount) }),
    },
  ],
  steps,
  screen,
}

export default capability
