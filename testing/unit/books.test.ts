/** The issuer's audit: what was redeemed is traced to what was issued, and what is wrong is named (acceptance T14). */
import { MOVE } from '@hdms/flows/core/contract.ts'
import { Vault } from '@hdms/flows/core/vault.ts'
import type { Audit } from '@hdms/flows/token/audit.ts'
import { type BookLine, Books } from '@hdms/flows/token/books.ts'
import { encodeIssue, encodeRedeem, encodeToken, TOKEN } from '@hdms/flows/token/contract.ts'
import { mintingOf, mintLock } from '@hdms/flows/token/minting.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { publicKeyOf } from '@hdms/shared/crypto/derived-key.ts'
import { buildTransaction, type Draft } from '@hdms/shared/ledger/builder.ts'
import { encodeInput, encodeOutput, encodeType, type InputLeaf } from '@hdms/shared/ledger/components.ts'
import { FOREVER, type Lock, makeLock } from '@hdms/shared/ledger/lock.ts'
import { encodeTransaction, type Transaction, transactionId } from '@hdms/shared/ledger/transaction.ts'
import { encodeAnswer, encodeHeader } from '@hdms/shared/notary/answer.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { seeded } from '../support/random.ts'

let random = seeded(14)
const draw = (n: number): Uint8Array => random.bytes(n)
const KEY = publicKeyOf(new Uint8Array(32).fill(9))
const [ISSUER, NOTARY, ELSEWHERE] = [draw(32), draw(32), draw(32)] as const

/** A token that somebody holds. */
interface Coin {
  readonly input: InputLeaf
  readonly owner: Uint8Array
  readonly amount: number
}
let vault: Vault
let lines: BookLine[]
let clock: number

beforeEach(() => {
  random = seeded(15)
  vault = new Vault()
  lines = []
  clock = 0
})
const lockOf = (): Lock => makeLock([{ m: 1, keys: [KEY], notBefore: 0, notAfter: FOREVER, blind: draw(16) }], draw(32))
const data = new Uint8Array(0)
const audit = (): Audit => {
  const books = new Books()
  for (const line of lines) books.add([], line)
  return books.audit(vault, ISSUER)
}
const faults = (): string[] => audit().findings.map((f) => f.fault)

/** Final in the issuer's vault, in the order of the calls. @returns the coins that it makes */
function final(
  tx: Transaction,
  made: readonly { readonly lock: Lock; readonly amount: number }[],
  kept = true,
): { id: string; coins: Coin[] } {
  const txId = transactionId(tx)
  const id = hex(txId)
  const zero = new Uint8Array(32)
  const header = encodeHeader({
    notary: NOTARY,
    sequence: ++clock,
    previous: zero,
    root: zero,
    count: 1,
    time: clock * 1000,
    state: zero,
  })
  const answer = encodeAnswer({ header, signature: new Uint8Array(64), index: 0, path: [], preimages: [] })
  if (kept) {
    vault.record([], { id, transaction: encodeTransaction(tx), notary: 'N', signatures: [], dealing: 'd', recordedAt: clock })
    vault.verified([], id, answer)
  }
  return {
    id,
    coins: made.map(({ lock, amount }, index) => ({
      input: { ref: { txId, index }, lock: lock.lock, nk: lock.nk },
      owner: lock.owner,
      amount,
    })),
  }
}
type Change = (tx: Transaction) => Transaction
function transact(
  name: string,
  into: readonly Coin[],
  out: readonly number[],
  more: { data?: Uint8Array; dummy?: InputLeaf; change?: Change; kept?: boolean; issuer?: Uint8Array; movedTo?: Uint8Array } = {},
): { id: string; coins: Coin[] } {
  const made = out.map((amount) => ({ lock: lockOf(), amount }))
  const dummies = more.dummy ? [{ input: more.dummy, contract: '' }] : []
  const draft: Draft = {
    ...{ notary: NOTARY, parametersHash: draw(32), from: 1, until: 11, submitter: KEY },
    ...(more.movedTo ? { movedTo: more.movedTo } : {}),
    inputs: [...into.map((c) => ({ input: c.input, contract: TOKEN })), ...dummies],
    outputs: made.map(({ lock, amount }) => ({
      output: { contract: TOKEN, state: encodeToken({ issuer: more.issuer ?? ISSUER, amount }) },
      owner: lock.owner,
    })),
    commands: [{ contract: more.movedTo ? MOVE : TOKEN, name, data: more.data ?? data }],
    signers: ['Issue', 'Redeem', 'Renew'].includes(name) ? [more.issuer ?? ISSUER] : [],
  }
  const tx = buildTransaction(draft, draw)
  return final(more.change?.(tx) ?? tx, made, more.kept)
}
const line = (tx: string, kind: BookLine['kind'], amount: number): void => void lines.push({ tx, kind, amount, at: clock })

function issue(amount: number, more: { packets?: Uint8Array; issuer?: Uint8Array; line?: boolean } = {}): Coin {
  const minting = mintingOf([more.packets ?? draw(32)])
  const lock = mintLock(minting, 0)
  const command = encodeIssue({ amount, part: 0, rule: draw(32), ...minting, entry: draw(32) })
  const dummy: InputLeaf = { ref: null, lock: lock.lock, nk: lock.nk }
  const { id, coins } = transact('Issue', [], [amount], { data: command, dummy, ...(more.issuer ? { issuer: more.issuer } : {}) })
  if (more.line !== false && !more.issuer) line(id, 'issued', amount)
  return coins[0] as Coin
}
const pay = (into: readonly Coin[], out: readonly number[], more: Parameters<typeof transact>[3] = {}): Coin[] =>
  transact('Pay', into, out, more).coins
const renew = (into: readonly Coin[]): Coin => transact('Renew', into, [into.reduce((n, c) => n + c.amount, 0)]).coins[0] as Coin
function redeem(into: readonly Coin[], amount: number, more: { change?: Change; line?: boolean } = {}): { id: string; coins: Coin[] } {
  const rest = into.reduce((n, c) => n + c.amount, 0) - amount
  const done = transact('Redeem', into, rest > 0 ? [rest] : [], {
    data: encodeRedeem(amount),
    ...(more.change ? { change: more.change } : {}),
  })
  if (more.line !== false) line(done.id, 'redeemed', amount)
  return done
}
/** P names the first input `times` times in place of the dummies that V holds nullifiers of. */
const named =
  (coin: Coin): Change =>
  (tx) => ({
    visible: tx.visible,
    groups: {
      ...tx.groups,
      inputs: tx.groups.inputs.map((l) => ({ nonce: (l as { nonce: Uint8Array }).nonce, bytes: encodeInput(coin.input) })),
      types: tx.groups.types.map((l, i) =>
        i >= tx.groups.outputs.length && i < tx.groups.outputs.length + tx.groups.inputs.length
          ? { nonce: draw(32), bytes: encodeType({ kind: 'input', index: i - tx.groups.outputs.length, contract: TOKEN }) }
          : l,
      ),
    },
  })
const dummyLeaf = (): InputLeaf => {
  const { lock, nk } = lockOf()
  return { ref: null, lock, nk }
}

describe('T14 the audit of an honest issuer', () => {
  test('T14 issued, split, merged, renewed, moved, redeemed in part: nothing is found, and held is what nothing spends', () => {
    const [a, b] = pay([issue(30)], [20, 10]) as [Coin, Coin]
    const merged = pay([b, issue(5)], [15])[0] as Coin
    const young = renew([a])
    redeem([merged], 6)
    redeem([young], 20)
    const moved = transact('Move', [issue(4)], [4], { movedTo: ELSEWHERE, data: ELSEWHERE }).coins
    expect(moved).toHaveLength(1)
    expect(audit()).toEqual({ issued: 39, redeemed: 26, held: 13, transactions: 5, findings: [], wrong: [] })
  })
  test('T14 a chain of two hundred payments is traced to its issue', () => {
    let coin = issue(3)
    for (let i = 0; i < 200; i++) coin = pay([coin], [3])[0] as Coin
    redeem([coin], 3)
    expect(audit()).toMatchObject({ issued: 3, redeemed: 3, held: 0, findings: [] })
  })
  test('T14 tokens of another issuer are not its business', () => {
    const issuer = draw(32)
    pay([issue(7, { issuer })], [7], { issuer })
    expect(audit()).toMatchObject({ issued: 0, held: 0, findings: [] })
  })
})

describe('T14 the audit finds, and says which', () => {
  test('T14 units that were made from nothing by naming an input many times, and that they were redeemed', () => {
    const coin = issue(12)
    const forged = transact('Pay', [coin], [24], { dummy: dummyLeaf(), change: named(coin) })
    const gone = redeem(forged.coins, 24)
    const found = audit()
    expect(found.findings).toEqual([
      { tx: forged.id, fault: 'forged', detail: 'the nullifiers in V are not those of the components' },
      { tx: gone.id, fault: 'not-issued', detail: '24' },
    ])
    expect(found.wrong).toEqual([forged.id, gone.id])
  })
  test('T14 a payment that brings out more than went in, and everything that was redeemed of it', () => {
    const forged = transact('Pay', [issue(5)], [3, 4])
    const one = redeem([forged.coins[0] as Coin], 3)
    const later = redeem(pay([forged.coins[1] as Coin], [4]), 4)
    expect(audit().findings).toEqual([
      { tx: forged.id, fault: 'forged', detail: '5 go in and 7 come out' },
      { tx: one.id, fault: 'not-issued', detail: '3' },
      { tx: later.id, fault: 'not-issued', detail: '4' },
    ])
  })
  test('T14 units that were made beside a token of somebody else’s: a stranger’s unit hides nothing, whichever side it stands on', () => {
    const issuer = draw(32)
    const stranger = (tx: Transaction): Transaction => ({
      ...tx,
      groups: {
        ...tx.groups,
        outputs: tx.groups.outputs.map((l, i) =>
          i === 0
            ? { nonce: draw(32), bytes: encodeOutput({ notary: NOTARY, contract: TOKEN, state: encodeToken({ issuer, amount: 1 }) }) }
            : l,
        ),
      },
    })
    const out = transact('Pay', [issue(5)], [1, 500], { change: stranger })
    const into = transact('Pay', [issue(4), issue(1, { issuer })], [50])
    expect(audit().findings.map(({ tx, fault }) => [tx, fault])).toEqual([
      [out.id, 'forged'],
      [into.id, 'forged'],
    ])
    const gone = redeem([out.coins[1] as Coin], 500)
    expect(audit().wrong).toEqual([out.id, into.id, gone.id])
    expect(audit().held).toBe(50)
  })
  test('T14 a token that came from nowhere and was redeemed whole is found too', () => {
    const [hidden] = pay([issue(8)], [8], { kept: false }) as [Coin]
    expect([redeem([hidden], 8).id, audit().findings[0]?.fault]).toEqual([audit().wrong[0], 'hop-missing'])
  })
  test('T14 units from nothing at all', () => {
    const forged = transact('Pay', [], [9], { dummy: dummyLeaf() })
    redeem(forged.coins, 9)
    expect(faults()).toEqual(['forged', 'not-issued'])
  })
  test('T14 a renewal that brings out more than went in: the issuer’s own word is no proof', () => {
    const bad = transact('Renew', [issue(5)], [50])
    const gone = redeem(bad.coins, 50)
    expect(audit().wrong).toEqual([bad.id, gone.id])
  })
  test('T14 a unit that was redeemed twice, or paid and redeemed: the later one, and the state', () => {
    const coin = issue(8)
    const first = redeem([coin], 8)
    const second = redeem([coin], 8)
    const place = `${hex((coin.input.ref as { txId: Uint8Array }).txId)}.0`
    expect(audit().findings).toEqual([{ tx: second.id, fault: 'spent-twice', detail: `${place} by ${first.id}` }])
    const other = issue(6)
    pay([other], [6])
    redeem([other], 6)
    expect(faults()).toEqual(['spent-twice', 'spent-twice'])
  })
  test('T14 a hop that was left out: which state is missing', () => {
    const [hidden] = pay([issue(8)], [8], { kept: false }) as [Coin]
    const gone = redeem([hidden], 8)
    const place = `${hex((hidden.input.ref as { txId: Uint8Array }).txId)}.0`
    expect(audit().findings).toEqual([{ tx: gone.id, fault: 'hop-missing', detail: place }])
  })
  test('T14 two issues for the same packets', () => {
    const packets = draw(32)
    const first = hex((issue(5, { packets }).input.ref as { txId: Uint8Array }).txId)
    const second = hex((issue(6, { packets }).input.ref as { txId: Uint8Array }).txId)
    expect(audit().findings).toEqual([{ tx: second, fault: 'issued-twice', detail: first }])
  })
  test('T14 a line that is missing, another amount or kind, and a line that nothing stands behind', () => {
    issue(5, { line: false })
    expect(faults()).toEqual(['no-line'])
    const coin = issue(9)
    const gone = redeem([coin], 2, { line: false })
    line(gone.id, 'redeemed', 3)
    expect(faults()).toEqual(['no-line', 'other-line'])
    line('ab'.repeat(32), 'issued', 1)
    expect(faults()).toEqual(['no-line', 'other-line', 'no-transaction'])
  })
})
