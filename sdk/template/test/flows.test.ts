/**
 * The flows, between real nodes over a simulated network: it goes well, it is declined, a node dies in the middle, the
 * other side runs other files.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mockNetwork } from '@hdms/sdk/testing'
import capability from '../src/index.ts'
import { issue } from '../src/issue.ts'
import { IOU, type Iou } from '../src/state.ts'

const members = { bank: [capability], shop: [capability] }
const amounts = async (member: { states<S>(query: { contract: string }): AsyncIterable<{ state: S }> }): Promise<number[]> => {
  const found: number[] = []
  for await (const { state } of member.states<Iou>({ contract: IOU })) found.push(state.amount)
  return found
}

test('the lender agrees, and both sides have the state', async () => {
  await using net = await mockNetwork({ members })
  const [bank, shop] = [net.member('bank'), net.member('shop')]
  const lent = await shop.start(issue, { lender: bank.name, amount: 5 })
  await lent.result()
  assert.deepEqual([await amounts(bank), await amounts(shop)], [[5], [5]])
})

test('the lender declines: nothing is on the ledger, and the borrower learns why', async () => {
  await using net = await mockNetwork({ members, answer: () => ({ approved: false }) })
  const shop = net.member('shop')
  const lent = await shop.start(issue, { lender: net.member('bank').name, amount: 5 })
  await assert.rejects(lent.result(), { code: 'NOT_ALLOWED', data: { reason: 'iou/declined' } })
  assert.deepEqual(await amounts(shop), [])
})

test('messages are lost and come twice, and the lender dies in the middle: it ends the same', async () => {
  await using net = await mockNetwork({ members, seed: 7 })
  Object.assign(net.faults, { loss: 0.1, twice: 0.1, delay: 50 })
  const shop = net.member('shop')
  const lent = await shop.start(issue, { lender: net.member('bank').name, amount: 5 })
  net.crash('bank', 1_000)
  await lent.result()
  // Whoever missed the answer asks the notary.
  await net.pass(60_000)
  assert.deepEqual([await amounts(net.member('bank')), await net.audit()], [[5], []])
})

test('every flow is repeated from its journal: nothing is kept beside it', async () => {
  await using net = await mockNetwork({ members, replayEverything: true })
  const shop = net.member('shop')
  const lent = await shop.start(issue, { lender: net.member('bank').name, amount: 5 })
  await lent.result()
  assert.deepEqual(await amounts(shop), [5])
})

test('a node that runs other files is refused before anything is said', async () => {
  await using net = await mockNetwork({ members: { ...members, bank: [{ capability, hash: '00'.repeat(32) }] } })
  const lent = await net.member('shop').start(issue, { lender: net.member('bank').name, amount: 5 })
  await assert.rejects(lent.result(), { code: 'CAPABILITY_PEER' })
})
