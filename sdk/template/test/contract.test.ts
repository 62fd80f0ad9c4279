/** The rules, one by one: each test has a transaction that is right, and changes one thing. */
import { test } from 'node:test'
import { testLedger } from '@hdms/sdk/testing'
import { iouContract } from '../src/contract.ts'
import { IOU, iouForm } from '../src/state.ts'

const ledger = testLedger([iouContract])
const [bank, shop] = [ledger.party('bank'), ledger.party('shop')]
const owed = (amount: number) => iouForm.encode({ lender: bank.key, borrower: shop.key, amount })

test('an issue makes one state, which lender and borrower sign', () => {
  ledger.transaction((tx) => {
    tx.output('debt', IOU, owed(5), bank)
    tx.tweak((other) => {
      other.command(IOU, 'Issue', [shop])
      other.failsWith('CONTRACT_VIOLATED', 'lender and borrower both sign')
    })
    tx.tweak((other) => {
      other.output('second', IOU, owed(7), bank)
      other.command(IOU, 'Issue', [bank, shop])
      other.failsWith('CONTRACT_VIOLATED', 'an issue makes one state')
    })
    tx.command(IOU, 'Issue', [bank, shop])
    tx.verifies()
  })
})

test('another command is none', () => {
  ledger.transaction((tx) => {
    tx.input('debt')
    tx.command(IOU, 'Forgive', [bank])
    tx.failsWith('CONTRACT_VIOLATED', 'no command Forgive')
  })
})
