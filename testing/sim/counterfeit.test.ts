/** A payer with a changed wallet, against real payees, a real issuer and a notary that sees nothing (acceptance N34, T11, T14). */
import { appealDay, claimDay } from '@hdms/flows/activity/claim.ts'
import { payActivity } from '@hdms/flows/activity/issuer/mint.ts'
import { toIssuer, toPerson } from '@hdms/flows/activity/wire.ts'
import {
  build,
  type CheckedTransaction,
  commit,
  dummyInput,
  giveOutOwner,
  MOST_WINDOWS,
  record,
  type Spending,
  WINDOW,
} from '@hdms/flows/core/finality.ts'
import type { FlowDefinition } from '@hdms/flows/engine/context.ts'
import type { Flow } from '@hdms/flows/engine/types.ts'
import { encodeToken, TOKEN } from '@hdms/flows/token/contract.ts'
import { historyOf } from '@hdms/flows/token/history.ts'
import { holdAmount, hopMessage, issuerKey, notaryOfTokens, oneTimeKey, spendingOf } from '@hdms/flows/token/parts.ts'
import { payTokens, receiveTokens } from '@hdms/flows/token/pay.ts'
import { redeemTokens } from '@hdms/flows/token/present.ts'
import { sumOf } from '@hdms/flows/token/wallet.ts'
import { present, toPayee, toPayer } from '@hdms/flows/token/wire.ts'
import type { PersonServices } from '@hdms/node/personal/profile.ts'
import { fromHex } from '@hdms/shared/bytes.ts'
import { vouch } from '@hdms/shared/checked.ts'
import { fail } from '@hdms/shared/errors.ts'
import { encodeType } from '@hdms/shared/ledger/components.ts'
import { decodeTransaction, encodeTransaction, type ShownLeaf } from '@hdms/shared/ledger/transaction.ts'
import { DAY } from '@hdms/shared/time.ts'
import { expect, test } from 'vitest'
import { balance, CHEAT, codeOf, conserved, network, paid, recorded, run, there, walked } from '../support/activity.ts'
import { behind } from '../support/one-engine.ts'

interface Forging {
  readonly to: string
  readonly times: number
  readonly [key: string]: string | number
}
interface Appealing {
  readonly entry: string
  readonly minutes: readonly number[]
  readonly [key: string]: string | readonly number[]
}

/** V keeps the nullifiers of the token and of dummies; P names the token again in place of each dummy. */
function forge(honest: Uint8Array): CheckedTransaction {
  const tx = decodeTransaction(honest)
  const token = tx.groups.inputs[0] as ShownLeaf
  const inputs = tx.groups.inputs.map((l) => ({ ...(l as ShownLeaf), bytes: token.bytes }))
  const types = tx.groups.types.map((l, i) =>
    i > 1 && i <= inputs.length ? { ...(l as ShownLeaf), bytes: encodeType({ kind: 'input', index: i - 1, contract: TOKEN }) } : l,
  )
  return vouch<'transaction'>(encodeTransaction({ visible: tx.visible, groups: { ...tx.groups, inputs, types } }))
}

/** As *token.pay* speaks, with one token that is named many times. @returns the transaction's id */
const payForged: FlowDefinition<PersonServices, Forging, string> = {
  name: 'token.pay',
  version: 1,
  *run(ctx, { to, times }): Flow<string> {
    const services = behind(ctx)
    const issuer = yield* issuerKey(ctx)
    const picked = yield* holdAmount(ctx, 1)
    const amount = (picked[0]?.amount ?? fail('BUG', { what: 'token' })) * times
    const session = yield* ctx.open(to, receiveTokens.name, 1)
    yield* ctx.send(session, toPayee, { offer: { issuer, amount, note: '', refunds: new Uint8Array(0) } })
    const { owner } = present((yield* ctx.receive(session, toPayer, { timeout: DAY })).owner, 'owner')
    const notary = notaryOfTokens(services, picked)
    const dummies: Uint8Array[] = []
    for (let i = 1; i < times; i++) dummies.push(yield* ctx.random(16))
    const spending = async (): Promise<Spending[]> => [
      ...(await spendingOf(picked.slice(0, 1))(services)),
      ...(await Promise.all(dummies.map((index) => dummyInput(services, index)))),
    ]
    const honest = yield* build(ctx, 'Pay', notary, WINDOW, async () => {
      const inputs = await spending()
      return {
        inputs: inputs.map(({ input }) => ({ input, contract: input.ref ? TOKEN : '' })),
        outputs: [{ output: { contract: TOKEN, state: encodeToken({ issuer, amount }) }, owner }],
        commands: [{ contract: TOKEN, name: 'Pay', data: new Uint8Array(0) }],
        signers: [],
        submitter: oneTimeKey(inputs),
      }
    })
    const transaction = forge(honest)
    const id = yield* record(ctx, session.id, notary, transaction, [])
    // Blind, the notary commits it: a counterfeiter does not wait for the payee's word.
    const answer = (yield* commit(ctx, notary, transaction, spending)) ?? fail('BUG', { what: 'window' })
    yield* ctx.send(session, toPayee, { paid: { transaction, history: historyOf(services.vault, picked).map(hopMessage) } })
    present((yield* ctx.receive(session, toPayer, { timeout: DAY })).recorded, 'acknowledgement')
    yield* ctx.send(session, toPayee, { final: { answer } })
    return id
  },
}

test('N34 one unit that a payer names ten times is refused by the payee and by the issuer, and the books stay whole', async () => {
  const net = await network(1)
  await walked(net, 'person')
  const units = await paid(net, 'person')
  const [payer, issuer] = [there(net, 'person'), net.issuer ?? fail('BUG', { what: 'issuer' })]
  const honest = payTokens.run
  Object.assign(payTokens, { run: payForged.run })
  try {
    expect(await codeOf(run(net, 'person', payForged, { to: net.otherName, times: 10 }))).toBe('TX_MALFORMED')
  } finally {
    Object.assign(payTokens, { run: honest })
  }
  expect(balance(net, 'other')).toBe(0)
  expect(await codeOf(run(net, 'other', redeemTokens, { amount: units * 10, note: '' }))).toBe('NOT_ALLOWED')
  expect(issuer.services.books.audit(issuer.vault, issuer.services.identity.key)).toMatchObject({
    issued: units,
    redeemed: 0,
    held: units,
    wrong: [],
  })
  // What was final at the notary is the payer's loss: the one token that it really spent.
  expect(balance(net, 'person')).toBe(0)
  expect(payer.vault.list().filter((t) => t.standing === 'verified').length).toBeGreaterThan(0)
})

test('T14 the audit of what the issuer really took checks every signature again and finds a changed answer', async () => {
  const net = await network(2)
  await walked(net, 'person')
  const units = await paid(net, 'person')
  await run(net, 'person', redeemTokens, { amount: 2, note: 'a ticket' })
  const issuer = net.issuer ?? fail('BUG', { what: 'issuer' })
  await net.clock.runUntil(() => issuer.services.books.lines().length === 2, 600_000)
  const { books } = issuer.services
  expect(await net.run(books.auditAll(issuer.services))).toEqual({
    issued: units,
    redeemed: 2,
    held: units - 2,
    transactions: 2,
    findings: [],
    wrong: [],
  })
  conserved(net)
  const row = issuer.vault.list().find((t) => t.standing === 'verified' && t.answer !== undefined) ?? fail('BUG', { what: 'transaction' })
  const answer = (row.answer as Uint8Array).slice()
  answer[130] = (answer[130] as number) ^ 1
  Object.assign(row, { answer })
  const { findings } = await net.run(books.auditAll(issuer.services))
  expect(findings).toContainEqual({
    tx: row.id,
    fault: 'answer',
    detail: expect.stringMatching(/SIGNATURE_INVALID|TX_MALFORMED|WIRE_MALFORMED/),
  })
})

/** Offers payments whose windows are over before they are sent, one after the other, and commits none. @returns how many were taken down */
const payForEver: FlowDefinition<PersonServices, Forging, number> = {
  name: 'token.pay',
  version: 1,
  *run(ctx, { to, times }): Flow<number> {
    const services = behind(ctx)
    const issuer = yield* issuerKey(ctx)
    const picked = yield* holdAmount(ctx, 1)
    const amount = sumOf(picked)
    const session = yield* ctx.open(to, receiveTokens.name, 1)
    yield* ctx.send(session, toPayee, { offer: { issuer, amount, note: '', refunds: new Uint8Array(0) } })
    const { owner } = present((yield* ctx.receive(session, toPayer, { timeout: DAY })).owner, 'owner')
    const notary = notaryOfTokens(services, picked)
    const history = historyOf(services.vault, picked).map(hopMessage)
    const until = yield* ctx.step('minute', () => services.network.notary(notary).minute())
    for (let n = 0; n < times; n++) {
      const transaction = yield* build(ctx, 'Pay', notary, { until }, async () => {
        const inputs = await spendingOf(picked)(services)
        return {
          inputs: inputs.map(({ input }) => ({ input, contract: TOKEN })),
          outputs: [{ output: { contract: TOKEN, state: encodeToken({ issuer, amount }) }, owner }],
          commands: [{ contract: TOKEN, name: 'Pay', data: new Uint8Array(0) }],
          signers: [],
          submitter: oneTimeKey(inputs),
        }
      })
      yield* ctx.send(session, toPayee, { paid: { transaction, history } })
      try {
        present((yield* ctx.receive(session, toPayer, { timeout: DAY })).recorded, 'acknowledgement')
      } catch {
        return n
      }
    }
    return times
  },
}

test(`T8 a payer that offers payments for ever and commits none is given up after ${MOST_WINDOWS}`, async () => {
  const net = await network(3)
  await walked(net, 'person')
  await paid(net, 'person')
  const honest = payTokens.run
  Object.assign(payTokens, { run: payForEver.run })
  try {
    expect(await run(net, 'person', payForEver, { to: net.otherName, times: MOST_WINDOWS * 2 })).toBe(MOST_WINDOWS)
  } finally {
    Object.assign(payTokens, { run: honest })
  }
  expect(balance(net, 'other')).toBe(0)
  expect(
    there(net, 'other')
      .vault.list()
      .filter((t) => t.standing === 'unnotarised'),
  ).toEqual([])
})

/** Appeals against one minute many times over, as a phone of ours never would. */
const appealAgain: FlowDefinition<PersonServices, Appealing, string> = {
  name: 'activity.appeal',
  version: 1,
  *run(ctx, { entry, minutes }): Flow<string> {
    const { activity, wallet } = behind(ctx)
    const session = yield* ctx.open(wallet.issuer, payActivity.name, 1)
    const owner = yield* giveOutOwner(ctx, TOKEN, session.id, 30)
    const segments = activity.signed.rootsOf(activity.days.entry(entry).entry.segments)
    yield* ctx.send(session, toIssuer, {
      appeal: { entry: fromHex(entry), owner, minutes: minutes.map((m) => m / 60), words: '', segments },
    })
    yield* ctx.receive(session, toPerson, { timeout: DAY })
    return 'heard'
  },
}

test('N34 an appeal that names one minute ten times is not paid ten times', async () => {
  const net = await network(2)
  await walked(net, 'person', CHEAT)
  const entry = await recorded(net, 'person')
  const units = await run(net, 'person', claimDay, { entry })
  const unpaid =
    there(net, 'person')
      .services.activity.days.entry(entry)
      .entry.claim?.minutes.filter((m) => m.units === 0) ?? []
  const [start] = unpaid.map((m) => m.start)
  const ten = Array.from({ length: 10 }, () => start ?? 0)
  net.answers.approved = true
  // A phone of ours says it before anything leaves; the issuer does not rely on that.
  expect(await codeOf(run(net, 'person', appealDay, { entry, minutes: ten, words: '' }))).toBe('INPUT_INVALID')
  const honest = appealDay.run
  Object.assign(appealDay, { run: appealAgain.run })
  try {
    expect(await codeOf(run(net, 'person', appealAgain, { entry, minutes: ten }))).toBe('REFUSED')
  } finally {
    Object.assign(appealDay, { run: honest })
  }
  expect(conserved(net).issued).toBe(units)
})
