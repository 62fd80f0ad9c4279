/** The token's and the day entry's contracts: what they let through, and everything they refuse. */
import { Random } from '@hdms/device-sim/random.ts'
import { ACTIVITY, activityContract, type DayState, decodeDay, encodeDay } from '@hdms/flows/activity/contract.ts'
import type { JudgedMinute } from '@hdms/flows/activity/pipeline.ts'
import { encodeRule } from '@hdms/flows/activity/programme.ts'
import { RULE_1, reward, ruleHash } from '@hdms/flows/activity/reward.ts'
import { BASIS, type BasisState, basisContract, decodeBasis, encodeBasis } from '@hdms/flows/consent/basis.ts'
import type { Contract, TransactionView } from '@hdms/flows/core/contract.ts'
import { decodeIssue, encodeIssue, encodeRedeem, encodeSell, encodeToken, TOKEN, tokenContract } from '@hdms/flows/token/contract.ts'
import { mintingOf, mintLock, mintSeed, packetsOf, sellLock } from '@hdms/flows/token/minting.ts'
import { ENERGY } from '@hdms/health/gait/activity.ts'
import { concat, hex, utf8 } from '@hdms/shared/bytes.ts'
import { publicKeyOf } from '@hdms/shared/crypto/derived-key.ts'
import { H } from '@hdms/shared/crypto/hash.ts'
import { merkleRoot } from '@hdms/shared/crypto/merkle.ts'
import { type InputLeaf, inputNullifier } from '@hdms/shared/ledger/components.ts'
import { type Lock, makeLock } from '@hdms/shared/ledger/lock.ts'
import { describe, expect, test } from 'vitest'

const key = (n: number): Uint8Array => new Uint8Array(32).fill(n)
const [ISSUER, OTHER, PERSON, STRANGER] = [key(1), key(2), key(3), key(4)] as const

interface Sketch {
  readonly contract: string
  readonly name: string
  readonly data?: Uint8Array
  readonly into?: readonly Uint8Array[]
  readonly out?: readonly Uint8Array[]
  readonly signers?: readonly Uint8Array[]
  readonly strange?: string
  readonly dummies?: readonly InputLeaf[]
}
function view(s: Sketch): TransactionView {
  const notary = key(9)
  const state = (bytes: Uint8Array) => ({ notary, contract: s.contract, state: bytes })
  const outputs = (s.out ?? []).map((bytes, i) => ({ ...state(bytes), owner: key(100 + i) }))
  return {
    id: key(0),
    visible: { notary, parametersHash: key(8), from: 0, until: 10, nullifiers: (s.dummies ?? []).map(inputNullifier), references: [] },
    inputs: (s.into ?? []).map((bytes, index) => ({
      input: { ref: { txId: key(50), index }, lock: key(60), nk: key(61) },
      output: state(bytes),
    })),
    dummies: s.dummies ?? [],
    references: [],
    locks: [],
    outputs: s.strange ? [...outputs, { notary, contract: s.strange, state: key(1), owner: key(200) }] : outputs,
    commands: [{ contract: s.contract, name: s.name, data: s.data ?? new Uint8Array(0) }],
    attachments: [],
    signers: s.signers ?? [],
    submitter: PERSON,
  }
}
const passes = (contract: Contract, s: Sketch): boolean => {
  try {
    contract.verify(view(s))
    return true
  } catch (error) {
    expect(error).toMatchObject({ code: 'CONTRACT_VIOLATED' })
    return false
  }
}
const tokens = (...amounts: number[]): Uint8Array[] => amounts.map((amount) => encodeToken({ issuer: ISSUER, amount }))
const token = (s: Omit<Sketch, 'contract'>): boolean => passes(tokenContract, { contract: TOKEN, ...s })
const issue = (amount: number, roots = [key(7)]): Uint8Array =>
  encodeIssue({ amount, part: 0, rule: ruleHash(RULE_1), ...mintingOf(roots), entry: key(6) })
const dummyLeaf = ({ lock, nk }: Lock): InputLeaf => ({ ref: null, lock, nk })
const dummyOf = (root: Uint8Array, part = 0): InputLeaf[] => [dummyLeaf(mintLock(mintingOf([root]), part))]
const mint = dummyOf(key(7))

describe('tokens', () => {
  test('the issuer makes what was earned, nobody else, and not a unit more', () => {
    expect(token({ name: 'Issue', data: issue(22), out: tokens(22), signers: [ISSUER], dummies: mint })).toBe(true)
    expect(token({ name: 'Issue', data: issue(22), out: tokens(22), signers: [STRANGER], dummies: mint })).toBe(false)
    expect(token({ name: 'Issue', data: issue(22), out: tokens(23), signers: [ISSUER], dummies: mint })).toBe(false)
    expect(token({ name: 'Issue', data: issue(22), into: tokens(5), out: tokens(22), signers: [ISSUER], dummies: mint })).toBe(false)
  })
  test('what is issued for packets has the one dummy input of those packets, so that no second issue passes the notary', () => {
    const whole = { name: 'Issue', data: issue(22), out: tokens(22), signers: [ISSUER] }
    expect(token(whole)).toBe(false)
    expect(token({ ...whole, dummies: dummyOf(key(8)) })).toBe(false)
    expect(token({ ...whole, dummies: dummyOf(key(7), 1) })).toBe(false)
    expect(token({ ...whole, dummies: [...mint, ...dummyOf(key(8))] })).toBe(false)
    const [a, b] = [dummyOf(key(7)), dummyOf(key(7))].map(([d]) => hex(inputNullifier(d as InputLeaf)))
    expect(a).toBe(b)
  })
  test('N35 what a token’s history tells opens no lock that is still to be minted: it takes the roots of the segments', () => {
    const roots = [key(71), key(72)]
    const issued = decodeIssue(encodeIssue({ amount: 22, part: 0, rule: ruleHash(RULE_1), ...mintingOf(roots), entry: key(6) }))
    const appeal = mintLock(issued, 1)
    expect(hex(appeal.lock)).toBe(hex(mintLock(mintingOf(roots), 1).lock))
    const opens = (seed: Uint8Array): boolean => hex(publicKeyOf(seed)) === hex(appeal.branches[0]?.keys[0] ?? key(0))
    expect(opens(mintSeed(roots, 1))).toBe(true)
    // Everything that a payee, a buyer of days or the notary ever sees, hashed the ways that the right seed is, and the way that it once was.
    const known = [
      issued.activity,
      ...issued.keys,
      issued.entry,
      issued.rule,
      packetsOf(issued),
      appeal.lock,
      appeal.nk,
      appeal.owner,
      merkleRoot(roots),
    ]
    for (const one of known) {
      for (const part of [0, 1]) {
        expect(opens(mintSeed([one], part))).toBe(false)
        expect(opens(H('mint-key', concat(one, Uint8Array.of(part))))).toBe(false)
      }
      for (const other of known) expect(opens(mintSeed([one, other], 1))).toBe(false)
      expect(opens(one)).toBe(false)
    }
  })
  test('N35 one segment alone is no less secret than many', () => {
    const [root] = [key(70)]
    const issued = mintingOf([root])
    const lock = mintLock(issued, 1)
    for (const one of [issued.activity, packetsOf(issued), ...issued.keys])
      expect(hex(publicKeyOf(mintSeed([one], 1)))).not.toBe(hex(lock.branches[0]?.keys[0] ?? key(0)))
    expect(hex(issued.activity)).not.toBe(hex(root))
  })
  test('N35 no other keys can be said to be of the same activity, so that it is minted once whoever mints it', () => {
    const minting = mintingOf([key(7)])
    const other = { ...minting, keys: [publicKeyOf(key(1)), publicKeyOf(key(2))] as const }
    expect(hex(packetsOf(other))).not.toBe(hex(packetsOf(minting)))
    // Under another rule, for another entry, by another issuer: the same lock.
    expect(hex(mintLock(decodeIssue(issue(1)), 0).lock)).toBe(hex(mintLock(decodeIssue(issue(99)), 0).lock))
    const data = encodeIssue({ amount: 22, part: 0, rule: ruleHash(RULE_1), ...other, entry: key(6) })
    const attempt = (dummy: Lock) => token({ name: 'Issue', data, out: tokens(22), signers: [ISSUER], dummies: [dummyLeaf(dummy)] })
    expect(attempt(mintLock(minting, 0))).toBe(false)
    expect(attempt(mintLock(other, 1))).toBe(false)
    expect(attempt(mintLock(other, 0))).toBe(true)
  })
  test('N35 an invoice’s lock is the same for everybody who knows its number, and only the issuer’s key opens it', () => {
    const lock = sellLock(ISSUER, key(40))
    expect(lock.branches.map((b) => [b.m, ...b.keys.map(hex)])).toEqual([[1, hex(ISSUER)]])
    expect(hex(sellLock(ISSUER, key(40)).lock)).toBe(hex(lock.lock))
    const sell = (dummy: Lock, signers = [ISSUER]) =>
      token({ name: 'Sell', data: encodeSell({ amount: 9, invoice: key(40) }), out: tokens(9), signers, dummies: [dummyLeaf(dummy)] })
    expect(sell(lock)).toBe(true)
    expect(sell(lock, [STRANGER])).toBe(false)
    expect(sell(sellLock(ISSUER, key(41)))).toBe(false)
    expect(sell(sellLock(OTHER, key(40)))).toBe(false)
    const [branch] = lock.branches
    if (branch) expect(sell(makeLock([{ ...branch, keys: [STRANGER] }], lock.nk))).toBe(false)
  })
  test('payments split and merge and keep the sum, whatever the amounts', () => {
    const random = new Random(4)
    const some = () => Array.from({ length: 1 + Math.floor(6 * random.next()) }, () => 1 + Math.floor(1_000_000 * random.next()))
    const sum = (list: number[]) => list.reduce((a, b) => a + b, 0)
    for (let i = 0; i < 500; i++) {
      const [into, out] = [some(), some()]
      expect(token({ name: 'Pay', into: tokens(...into), out: tokens(...out) })).toBe(sum(into) === sum(out))
      expect(token({ name: 'Pay', into: tokens(...into), out: tokens(sum(into)) })).toBe(true)
      expect(token({ name: 'Pay', into: tokens(sum(out)), out: tokens(...out) })).toBe(true)
    }
  })
  test('inflating, from nothing, to nothing, of two issuers, of no whole units: refused', () => {
    expect(token({ name: 'Pay', into: tokens(10), out: tokens(11) })).toBe(false)
    expect(token({ name: 'Pay', out: tokens(1) })).toBe(false)
    expect(token({ name: 'Pay', into: tokens(10) })).toBe(false)
    expect(token({ name: 'Pay', into: tokens(10), out: [encodeToken({ issuer: OTHER, amount: 10 })] })).toBe(false)
    expect(token({ name: 'Pay', into: tokens(10), out: tokens(10, 0) })).toBe(false)
    expect(token({ name: 'Pay', into: tokens(2 ** 50), out: tokens(2 ** 50) })).toBe(false)
    expect(token({ name: 'Burn', into: tokens(10) })).toBe(false)
  })
  test('sums beyond what a double counts exactly are refused: there a unit more or less would not show', () => {
    const most = 2 ** 48
    const heap = (n: number, ...more: number[]) => tokens(...Array.from({ length: n }, () => most), ...more)
    expect(token({ name: 'Pay', into: tokens(most), out: tokens(most - 1, 1) })).toBe(true)
    // 2^53 and a unit is 2^53 for a double.
    for (const out of [heap(32, 1), heap(32, ...Array.from({ length: 1000 }, () => 1)), heap(32), heap(2)])
      expect(token({ name: 'Pay', into: heap(32), out })).toBe(false)
    expect(token({ name: 'Renew', into: heap(32), out: heap(32, 1), signers: [ISSUER] })).toBe(false)
    expect(token({ name: 'Redeem', data: encodeRedeem(1), into: heap(33), out: heap(33), signers: [ISSUER] })).toBe(false)
    expect(token({ name: 'Pay', into: tokens(most), out: tokens(most, 1) })).toBe(false)
  })
  test('redeeming takes away what it says, with the issuer’s signature', () => {
    const redeem = (data: number, signers: Uint8Array[]) =>
      token({ name: 'Redeem', data: encodeRedeem(data), into: tokens(10), out: tokens(4), signers })
    expect(redeem(6, [ISSUER])).toBe(true)
    expect(redeem(5, [ISSUER])).toBe(false)
    expect(redeem(6, [PERSON])).toBe(false)
  })
  test('renewing keeps the sum and needs the issuer', () => {
    expect(token({ name: 'Renew', into: tokens(4, 6), out: tokens(10), signers: [ISSUER] })).toBe(true)
    expect(token({ name: 'Renew', into: tokens(4, 6), out: tokens(11), signers: [ISSUER] })).toBe(false)
    expect(token({ name: 'Renew', into: tokens(4, 6), out: tokens(10), signers: [PERSON] })).toBe(false)
  })
})

describe('day entries', () => {
  const day: DayState = {
    person: PERSON,
    day: 20_574,
    measures: key(11),
    packets: key(12),
    pipeline: key(13),
    purpose: 'public-service',
    revision: 1,
  }
  const entry = (s: Omit<Sketch, 'contract'>): boolean => passes(activityContract, { contract: ACTIVITY, signers: [PERSON], ...s })
  const next: DayState = { ...day, packets: key(14), revision: 2 }
  test('an entry keeps its form', () => {
    expect(decodeDay(encodeDay(day))).toEqual(day)
  })
  test('the person records a day; nobody does it for them, and nothing rides along', () => {
    expect(entry({ name: 'Record', out: [encodeDay(day)] })).toBe(true)
    expect(entry({ name: 'Record', out: [encodeDay(day)], signers: [STRANGER] })).toBe(false)
    expect(entry({ name: 'Record', out: [encodeDay(day)], strange: TOKEN })).toBe(false)
    expect(entry({ name: 'Record', out: [encodeDay({ ...day, revision: 2 })] })).toBe(false)
    expect(entry({ name: 'Forget', out: [encodeDay(day)] })).toBe(false)
  })
  test('late packets extend the same day of the same person, one number on', () => {
    const extend = (to: DayState) => entry({ name: 'Extend', into: [encodeDay(day)], out: [encodeDay(to)] })
    expect(extend(next)).toBe(true)
    expect(extend({ ...next, day: day.day + 1 })).toBe(false)
    expect(extend({ ...next, person: STRANGER })).toBe(false)
    expect(extend({ ...next, revision: 3 })).toBe(false)
    expect(entry({ name: 'Extend', out: [encodeDay(next)] })).toBe(false)
  })
  test('what was collected for the public service stays so', () => {
    expect(entry({ name: 'Extend', into: [encodeDay(day)], out: [encodeDay({ ...next, purpose: 'own' })] })).toBe(false)
  })
})

describe('the reward rule', () => {
  const minute = (i: number, more: Partial<JudgedMinute> = {}): JudgedMinute => ({
    start: i * 60,
    steps: 105,
    distance: 80,
    mets: 3.5,
    intensity: 'moderate',
    moving: 60,
    confidence: 0.8,
    verdict: { start: i * 60, genuine: true, score: 1, reason: undefined, steps: 105 },
    ...more,
  })
  const faked = (i: number): JudgedMinute =>
    minute(i, { verdict: { start: i * 60, genuine: false, score: 0.2, reason: 'no-weight', steps: 105 } })
  test('a moderate minute earns one unit, a vigorous one two; the rest says why not', () => {
    const paid = reward(RULE_1, [
      minute(0),
      minute(1, { intensity: 'vigorous' }),
      minute(2, { intensity: 'light' }),
      faked(3),
      minute(4, { steps: 12 }),
      minute(5, { confidence: 0.1 }),
    ])
    expect(paid.units).toBe(3)
    expect(paid.minutes.map((m) => m.why ?? m.units)).toEqual([1, 2, 'light', 'no-weight', 'few-steps', 'unsure'])
  })
  test('never more than the cap, to the unit, and the minutes add up to the whole', () => {
    const random = new Random(5)
    for (let round = 0; round < 200; round++) {
      const kinds = Array.from(
        { length: Math.floor(300 * random.next()) },
        () => (['light', 'moderate', 'vigorous'] as const)[Math.floor(3 * random.next())] ?? 'light',
      )
      const paid = reward(
        RULE_1,
        kinds.map((intensity, i) => minute(i, { intensity })),
      )
      expect(paid.units).toBeLessThanOrEqual(RULE_1.dailyCap)
      expect(paid.minutes.reduce((sum, m) => sum + m.units, 0)).toBe(paid.units)
    }
  })
  test('another rule has another hash', () => {
    expect(hex(ruleHash({ ...RULE_1, moderate: 2 }))).not.toBe(hex(ruleHash(RULE_1)))
  })
  test('the table that says how intense a minute is stands in the rule’s hash', () => {
    expect(hex(ruleHash(RULE_1))).not.toBe(hex(H('reward-rule', encodeRule(RULE_1))))
    expect(hex(ruleHash(RULE_1))).toBe(hex(H('reward-rule', encodeRule(RULE_1), H('energy', utf8(JSON.stringify(ENERGY))))))
  })
})

describe('what was collected for the public service', () => {
  const day = (purpose: DayState['purpose']): DayState => ({
    person: PERSON,
    day: 20_000,
    measures: key(5),
    packets: key(7),
    pipeline: key(8),
    purpose,
    revision: 1,
  })
  const basis = (more: Partial<BasisState> = {}): BasisState => ({ person: PERSON, from: 19_990, to: 20_010, until: 100, ...more })
  const sale = (purpose: DayState['purpose'], bases: readonly BasisState[], signers = [PERSON]): boolean => {
    const made = view({ contract: ACTIVITY, name: 'Sell', signers })
    const reference = (contract: string, state: Uint8Array, index: number) => ({
      input: { ref: { txId: key(50), index }, lock: key(60), nk: key(61) },
      output: { notary: key(9), contract, state },
    })
    const references = [reference(ACTIVITY, encodeDay(day(purpose)), 0), ...bases.map((b, i) => reference(BASIS, encodeBasis(b), i + 1))]
    try {
      for (const contract of [activityContract, basisContract]) contract.verify({ ...made, references })
      return true
    } catch (error) {
      expect(error).toMatchObject({ code: 'CONTRACT_VIOLATED' })
      return false
    }
  }
  test('is not sold without a basis that the person gave for that day and time; what is their own is theirs to sell', () => {
    expect(sale('own', [])).toBe(true)
    expect(sale('own', [], [STRANGER])).toBe(false)
    expect(sale('public-service', [])).toBe(false)
    expect(sale('public-service', [basis()])).toBe(true)
    expect(sale('public-service', [basis({ person: OTHER })])).toBe(false)
    expect(sale('public-service', [basis({ to: 19_999 })])).toBe(false)
    expect(sale('public-service', [basis({ until: 9 })])).toBe(false)
  })
  test('the basis is given and withdrawn by the person alone', () => {
    const give = (signers: Uint8Array[], state = basis()) =>
      passes(basisContract, { contract: BASIS, name: 'Give', out: [encodeBasis(state)], signers })
    expect(give([PERSON])).toBe(true)
    expect(give([STRANGER])).toBe(false)
    expect(give([PERSON], basis({ from: 5, to: 4 }))).toBe(false)
    const withdraw = (signers: Uint8Array[]) =>
      passes(basisContract, { contract: BASIS, name: 'Withdraw', into: [encodeBasis(basis())], signers })
    expect(withdraw([PERSON])).toBe(true)
    expect(withdraw([STRANGER])).toBe(false)
    expect(decodeBasis(encodeBasis(basis()))).toEqual(basis())
  })
})
