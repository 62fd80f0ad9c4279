/** The ledger that contracts are tested on, with a contract of a few lines; and states that are taken over to a later version of theirs. */
import { type Contract, onlyCommand, type TransactionView, UPGRADE, violated } from '@hdms/flows/core/contract.ts'
import { type Party, type TestLedger, testLedger } from '@hdms/sdk/testing/ledger.ts'
import { decodeAll, utf8, Writer } from '@hdms/shared/bytes.ts'
import { isWithin } from '@hdms/shared/one-to-one.ts'
import { beforeEach, describe, expect, test } from 'vitest'

const IOU = 'example.iou/1'
const encode = (amount: number, lender: Party, borrower: Party): Uint8Array =>
  new Writer().u32(amount).raw(lender.key).raw(borrower.key).bytes()
const decode = (bytes: Uint8Array) => decodeAll(bytes, 'IOU', (r) => ({ amount: r.u32(), lender: r.raw(32), borrower: r.raw(32) }))

const iou: Contract = {
  name: IOU,
  verify(view) {
    const { name } = onlyCommand(view, IOU)
    const [made] = view.outputs.map((o) => decode(o.state))
    const [spent] = view.inputs.map((i) => decode(i.output.state))
    const sides = made ?? spent
    if (!sides || !isWithin([sides.lender, sides.borrower], view.signers)) violated(IOU, 'lender and borrower sign')
    if (name === 'Issue' && (spent || !made || made.amount === 0)) violated(IOU, 'Issue makes one of an amount')
    if (name === 'Settle' && (made || !spent)) violated(IOU, 'Settle ends one')
  },
}

let ledger: TestLedger
let [anna, bo, cy]: [Party, Party, Party] = [] as never
beforeEach(() => {
  ledger = testLedger([iou])
  ;[anna, bo, cy] = [ledger.party('Anna'), ledger.party('Bo'), ledger.party('Cy')]
})
const issued = (amount = 5): void =>
  ledger.transaction((tx) => {
    tx.output('iou', IOU, encode(amount, anna, bo), anna)
    tx.command(IOU, 'Issue', [anna, bo])
    tx.verifies()
  })
const messageOf = (work: () => void): string => {
  try {
    work()
  } catch (error) {
    return (error as Error).message
  }
  return 'nothing'
}

describe('a ledger for tests of contracts', () => {
  test('a state that one transaction made is spent by the next, and not twice', () => {
    issued()
    ledger.transaction((tx) => {
      tx.input('iou')
      tx.tweak((other) => {
        other.command(IOU, 'Settle', [anna])
        other.failsWith('CONTRACT_VIOLATED', 'lender and borrower sign')
      })
      tx.tweak((other) => {
        other.input('iou')
        other.command(IOU, 'Settle', [anna, bo])
        other.failsWith('TX_MALFORMED')
      })
      tx.command(IOU, 'Settle', [anna, bo])
      tx.verifies()
    })
  })

  test('a tweak leaves the transaction as it was, and what it makes is not on the ledger', () => {
    ledger.transaction((tx) => {
      tx.output('iou', IOU, encode(5, anna, bo), anna)
      tx.tweak((other) => {
        other.command(IOU, 'Issue', [anna, bo])
        other.verifies()
      })
      tx.failsWith('CONTRACT_VIOLATED', 'exactly one command')
    })
    expect(messageOf(() => ledger.transaction((tx) => tx.input('iou')))).toMatch(/no verified transaction made a state "iou"/)
  })

  test('what a test expects wrongly, or does not expect, fails it in words', () => {
    const wrong = (judge: (tx: Parameters<Parameters<TestLedger['transaction']>[0]>[0]) => void, amount = 5): string =>
      messageOf(() =>
        ledger.transaction((tx) => {
          tx.output('x', IOU, encode(amount, anna, bo), anna)
          tx.command(IOU, 'Issue', [anna, bo])
          judge(tx)
        }),
      )
    expect(wrong((tx) => tx.failsWith('CONTRACT_VIOLATED'))).toBe('verified, though CONTRACT_VIOLATED was expected')
    expect(wrong((tx) => tx.verifies(), 0)).toBe('refused: CONTRACT_VIOLATED (Issue makes one of an amount)')
    expect(wrong((tx) => tx.failsWith('CONTRACT_VIOLATED', 'sign'), 0)).toMatch(/though CONTRACT_VIOLATED \(sign\) was expected/)
    expect(wrong(() => {})).toMatch(/judged by nothing/)
  })

  test('a contract that reads anything but the transaction is found out', () => {
    let asked = 0
    const moody: Contract = { name: IOU, verify: () => void (asked++ % 2 === 0 || violated(IOU, 'not this time')) }
    const own = testLedger([moody])
    const run = () =>
      own.transaction((tx) => {
        tx.output('x', IOU, new Uint8Array(1), own.party('Anna'))
        tx.command(IOU, 'Issue', [])
        tx.verifies()
      })
    expect(messageOf(run)).toMatch(/must be pure/)
  })
})

describe('Upgrade', () => {
  const IOU_2 = 'example.iou/2'
  /** The second version has a currency. */
  const convert = (state: Uint8Array): Uint8Array => new Writer().text('KRW').long(state).bytes()
  const upgrade = { from: IOU, convert, signers: (state: Uint8Array) => [decode(state).lender, decode(state).borrower] }
  const second: Contract = { name: IOU_2, verify: (view: TransactionView) => void onlyCommand(view, IOU_2), upgrade }
  const state = () => encode(5, anna, bo)

  beforeEach(() => {
    ledger = testLedger([iou, second])
    issued()
  })
  const taken = (
    signers: readonly Party[],
    write: (tx: Parameters<Parameters<TestLedger['transaction']>[0]>[0]) => void,
    to = IOU_2,
  ): void =>
    ledger.transaction((tx) => {
      tx.input('iou')
      tx.command(UPGRADE, 'Upgrade', signers, utf8(to))
      write(tx)
    })

  test('takes a state over as the new contract converts it, when everybody signs whom it concerns', () => {
    taken([anna, bo], (tx) => {
      tx.output('new', IOU_2, convert(state()), anna)
      tx.verifies()
    })
    ledger.transaction((tx) => {
      tx.input('new')
      tx.command(IOU_2, 'Settle', [anna, bo])
      tx.verifies()
    })
  })

  test.each<[string, (tx: Parameters<Parameters<TestLedger['transaction']>[0]>[0]) => void, string]>([
    ['another amount', (tx) => tx.output('new', IOU_2, convert(encode(6, anna, bo)), anna), 'otherwise than it is converted'],
    ['the old contract', (tx) => tx.output('new', IOU, convert(state()), anna), 'otherwise than it is converted'],
    ['nothing', () => {}, 'as many states'],
    ['two', (tx) => [0, 1].map((n) => tx.output(`new${n}`, IOU_2, convert(state()), anna)), 'as many states'],
  ])('is refused when it makes %s of the state', (_, write, why) => {
    taken([anna, bo], (tx) => {
      write(tx)
      tx.failsWith('CONTRACT_VIOLATED', why)
    })
  })

  test('is refused when one whom it concerns did not agree, or only somebody else did', () => {
    for (const signers of [[anna], [bo, cy], []])
      taken(signers, (tx) => {
        tx.output('new', IOU_2, convert(state()), anna)
        tx.failsWith('CONTRACT_VIOLATED', 'has not agreed')
      })
  })

  test('is refused to a contract that is not installed, that takes over nothing, or takes over another', () => {
    const refused = (to: string, why: string) =>
      taken(
        [anna, bo],
        (tx) => {
          tx.output('new', to, convert(state()), anna)
          tx.failsWith('CONTRACT_VIOLATED', why)
        },
        to,
      )
    refused('example.iou/3', 'not installed')
    refused(IOU, 'takes over no other')
    ledger = testLedger([iou, { ...second, upgrade: { ...upgrade, from: 'example.other/1' } }])
    issued()
    refused(IOU_2, 'not of the contract')
  })

  test('stands alone: no command beside it, nothing referenced or attached', () => {
    const refused = (write: (tx: Parameters<Parameters<TestLedger['transaction']>[0]>[0]) => void, why: string) =>
      taken([anna, bo], (tx) => {
        tx.output('new', IOU_2, convert(state()), anna)
        write(tx)
        tx.failsWith('CONTRACT_VIOLATED', why)
      })
    refused((tx) => tx.command(IOU, 'Settle', []), 'stands alone')
    refused((tx) => tx.attachment(Uint8Array.of(1)), 'nothing else')
    ledger.transaction((tx) => {
      tx.output('other', IOU, encode(9, anna, bo), anna)
      tx.command(IOU, 'Issue', [anna, bo])
      tx.verifies()
    })
    refused((tx) => tx.reference('other'), 'nothing else')
  })
})
