/** The escrow of a sale against a real notary: each branch in its time, the races at T1 and T2, and everything that the contract refuses. */
import { ANY_DAY, BASIS, type BasisState, basisContract, encodeBasis } from '@hdms/flows/consent/basis.ts'
import { CONSENT, consentContract, encodeConsent, encodeSell, SOLD_TERMS } from '@hdms/flows/consent/contract.ts'
import type { Purposes } from '@hdms/flows/consent/purpose.ts'
import { verifyContracts, viewOf } from '@hdms/flows/core/contract.ts'
import { openedBy } from '@hdms/flows/core/vault.ts'
import { encodeToken, TOKEN, tokenContract } from '@hdms/flows/token/contract.ts'
import {
  decodeSale,
  ESCROW,
  encodeSale,
  escrowLock,
  HOLD,
  holdLock,
  lastDay,
  SALE,
  type SaleTerms,
  saleContract,
} from '@hdms/flows/trading/exchange/escrow.ts'
import { NotaryClient } from '@hdms/notary/client/notary-client.ts'
import { Notary } from '@hdms/notary/server/notary.ts'
import { Register } from '@hdms/notary/server/register.ts'
import { notaryService } from '@hdms/notary/server/service.ts'
import { uniquenessStore } from '@hdms/notary/server/store.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { equal } from '@hdms/shared/bytes.ts'
import { issueDocument, proveLeaf } from '@hdms/shared/documents/document.ts'
import { fromValue } from '@hdms/shared/documents/json.ts'
import { buildTransaction, type Draft } from '@hdms/shared/ledger/builder.ts'
import { inputNullifier, inputSerial, inputsOf } from '@hdms/shared/ledger/components.ts'
import { FOREVER, type Lock, makeLock, ownerOf, preimageHash } from '@hdms/shared/ledger/lock.ts'
import { encodeWitness, signSpend } from '@hdms/shared/ledger/signatures.ts'
import { decodeVisible, privateRoot, type Transaction, transactionId } from '@hdms/shared/ledger/transaction.ts'
import { silent } from '@hdms/shared/logging.ts'
import { memoryDisk, memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import { MINUTE } from '@hdms/shared/time.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { SimClock } from '../support/sim-clock.ts'

const crypto = nativeCrypto()
const MIN = 29_450_000
const T1 = MIN + 60
const parametersHash = crypto.random(32)
const ISSUER = crypto.random(32)
const K = crypto.random(32)
/** Of the consent, whose state the sale refers to. */
const CONSENTED = issueDocument(
  'hdms/consent-terms',
  crypto.random(32),
  [{ kind: 'terms', value: fromValue({ sale: 'paid', purpose: 'DUO:0000042', collected: 'own,public-service', end: String(T1 + 1000) }) }],
  crypto.random,
)
const TERMS = CONSENTED.verificationKey
/** What the state that a sale refers to is a consent to. */
let consented = CONSENTED
/** The basis that a sale may refer to beside it. */
const GIVEN: BasisState = { person: new Uint8Array(32), ...ANY_DAY, until: T1 + 1000 }
let given = GIVEN
const BASIS_INPUT = { ref: { txId: crypto.random(32), index: 0 }, lock: crypto.random(32), nk: crypto.random(32) }
const CONSENT_INPUT = { ref: { txId: crypto.random(32), index: 0 }, lock: crypto.random(32), nk: crypto.random(32) }
const seeds = new Map<string, Uint8Array>()
const key = async (name: string): Promise<Uint8Array> => {
  const seed = seeds.get(name) ?? crypto.random(32)
  seeds.set(name, seed)
  return crypto.publicKey(seed)
}
const seedOf = (name: string): Uint8Array => seeds.get(name) as Uint8Array

let clock: SimClock
let notary: Notary
let client: NotaryClient
let terms: SaleTerms
let purse: { lock: Lock; txId: Uint8Array }

beforeEach(async () => {
  clock = new SimClock(MIN * MINUTE)
  const store = uniquenessStore(memoryNodeStore(memoryDisk()))
  notary = await Notary.start({
    crypto,
    clock,
    store,
    seed: crypto.random(32),
    parameters: () => ({ current: parametersHash, replaced: [] }),
  })
  const sealing = crypto.random(32)
  const service = notaryService(crypto, notary, new Register(crypto, store, notary.id, sealing), sealing, silent)
  client = new NotaryClient(crypto, notary.key, (request) => service.ask(request))
  terms = {
    hash: preimageHash(K),
    root: crypto.random(32),
    count: 12,
    dealing: crypto.random(32),
    issuer: ISSUER,
    price: 50,
    consent: TERMS,
    buyer: {
      claim: await key('B.claim'),
      refund: await key('B.refund'),
      settle: await key('B.settle'),
      dispute: await Promise.all(['B.d0', 'B.d1', 'B.d2'].map(key)),
    },
    seller: { offer: await key('S.offer'), claim: await key('S.claim'), settle: await key('S.settle'), collect: await key('S.collect') },
    judges: await Promise.all(['J1', 'J2', 'J3'].map(key)),
    release: T1,
    escrowNk: crypto.random(32),
    holdNk: crypto.random(32),
    blinds: Array.from({ length: 7 }, () => crypto.random(16)),
    use: 'DUO:0000042',
    collected: ['own'],
  }
  const branch = { m: 1, keys: [await key('B.purse')], notBefore: 0, notAfter: FOREVER, blind: crypto.random(16) }
  purse = { lock: makeLock([branch], crypto.random(32)), txId: crypto.random(32) }
})

const tokens = (amount: number) => ({ contract: TOKEN, state: encodeToken({ issuer: ISSUER, amount }) })
const input = (lock: Lock, txId: Uint8Array, index = 0) => ({ ref: { txId, index }, lock: lock.lock, nk: lock.nk })
type Made = Partial<Pick<Draft, 'from' | 'until' | 'outputs' | 'commands' | 'inputs' | 'references' | 'attachments'>>
const build = async (o: Made): Promise<Transaction> =>
  buildTransaction(
    {
      notary: notary.id,
      parametersHash,
      from: MIN - 1,
      until: T1,
      inputs: [],
      commands: [],
      signers: [],
      submitter: await key('any'),
      ...o,
    },
    (n) => crypto.random(n),
  )
const pay = { contract: TOKEN, name: 'Pay', data: new Uint8Array(0) }
const sale = (name: string, t = terms) => ({ contract: SALE, name, data: encodeSale(t) })

const lockTx = (more: Made = {}, t = terms): Promise<Transaction> =>
  build({
    until: MIN + 10,
    inputs: [{ input: input(purse.lock, purse.txId), contract: TOKEN }],
    outputs: [
      { output: tokens(50), owner: escrowLock(t).owner, opened: escrowLock(t) },
      { output: tokens(30), owner: crypto.random(32) },
    ],
    commands: [pay, sale('Lock', t)],
    ...more,
  })
const revealTx = (escrow: Transaction, more: Made = {}, t = terms): Promise<Transaction> =>
  build({
    inputs: [{ input: input(escrowLock(t), transactionId(escrow)), contract: TOKEN }],
    references: [CONSENT_INPUT],
    outputs: [{ output: tokens(50), owner: holdLock(t).owner, opened: holdLock(t) }],
    commands: [pay, sale('Reveal', t), { contract: CONSENT, name: 'Sell', data: encodeSell(t) }],
    attachments: SOLD_TERMS.map((field) => proveLeaf(CONSENTED, field)),
    ...more,
  })
/** What a branch alone allows: tokens to somebody, in a window around now. */
const plainTx = async (lock: Lock, from: Transaction): Promise<Transaction> => {
  const now = Math.floor(clock.now() / MINUTE)
  const inputs = [{ input: input(lock, transactionId(from)), contract: TOKEN }]
  return build({ from: now - 1, until: now + 10, inputs, outputs: [{ output: tokens(50), owner: crypto.random(32) }], commands: [pay] })
}

/** Spends the only input of a transaction by a branch. @returns how it ended */
async function spend(tx: Transaction, lock: Lock, branch: number, signers: readonly string[], preimage?: Uint8Array): Promise<string> {
  const { nullifiers } = decodeVisible(tx.visible)
  const [leaf] = inputsOf(tx)
  if (!leaf) throw new Error('no input')
  expect(equal(nullifiers[0] as Uint8Array, inputNullifier(leaf))).toBe(true)
  const witness = await signSpend(
    crypto,
    signers.map(seedOf),
    lock,
    branch,
    transactionId(tx),
    inputNullifier(leaf),
    inputSerial(leaf),
    preimage,
  )
  try {
    const outcome = await client.notarise(tx.visible, privateRoot(tx), [encodeWitness(witness)])
    if (outcome.kind === 'conflict') return 'conflict'
    expect(outcome.answer.preimages).toEqual(preimage ? [preimage] : [])
    return 'committed'
  } catch (error) {
    return (error as { code: string }).code
  }
}
/** What a node checks of a transaction, given those before it. */
function checked(tx: Transaction, ...before: readonly Transaction[]): string {
  const find = (id: Uint8Array) => before.find((b) => equal(transactionId(b), id))
  try {
    const view = viewOf(tx, (input) => {
      const { ref, lock, nk } = input
      if (!ref) return undefined
      const made = find(ref.txId)
      if (made) return openedBy(made, input)
      const owner = ownerOf(lock, nk)
      if (equal(ref.txId, BASIS_INPUT.ref.txId)) return { output: { notary: notary.id, contract: BASIS, state: encodeBasis(given) }, owner }
      if (!equal(ref.txId, CONSENT_INPUT.ref.txId)) return { output: { notary: notary.id, ...tokens(80) }, owner }
      const state = encodeConsent({ terms: consented.verificationKey, patient: new Uint8Array(32) })
      return { output: { notary: notary.id, contract: CONSENT, state }, owner }
    })
    verifyContracts([tokenContract, saleContract, consentContract, basisContract], tx, view)
    return 'good'
  } catch (error) {
    return (error as { code: string }).code
  }
}

async function locked(): Promise<Transaction> {
  const tx = await lockTx()
  expect(checked(tx)).toBe('good')
  expect(await spend(tx, purse.lock, 0, ['B.purse'])).toBe('committed')
  return tx
}
const BOTH = ['B.claim', 'S.claim']
async function revealed(): Promise<Transaction> {
  const escrow = await locked()
  const tx = await revealTx(escrow)
  expect(checked(tx, escrow)).toBe('good')
  expect(await spend(tx, escrowLock(terms), ESCROW.claim, BOTH, K)).toBe('committed')
  return tx
}
const at = (minute: number): void => clock.jump(minute * MINUTE - clock.now())
const refund = async (escrow: Transaction): Promise<string> =>
  spend(await plainTx(escrowLock(terms), escrow), escrowLock(terms), ESCROW.refund, ['B.refund'])
const settle = async (hold: Transaction): Promise<string> =>
  spend(await plainTx(holdLock(terms), hold), holdLock(terms), HOLD.settle, ['B.settle', 'S.settle'])
const collect = async (hold: Transaction): Promise<string> =>
  spend(await plainTx(holdLock(terms), hold), holdLock(terms), HOLD.collect, ['S.collect'])
const dispute = async (hold: Transaction, pair: number, signers: readonly string[]): Promise<string> =>
  spend(await plainTx(holdLock(terms), hold), holdLock(terms), HOLD.dispute + pair, signers)

describe('the terms', () => {
  test('have one form', () => {
    expect(decodeSale(encodeSale(terms))).toEqual(terms)
    // As they were before they named purposes.
    const { use: _, collected: __, ...old } = terms
    const bytes = encodeSale({ ...old, use: '', collected: [] })
    expect([bytes.length < encodeSale(terms).length, decodeSale(bytes)]).toEqual([true, { ...old, use: '', collected: [] }])
  })
})

describe('the key and the money change hands in one commit', () => {
  test('locked, revealed with k in the answer, settled', async () => {
    const hold = await revealed()
    expect(await settle(hold)).toBe('committed')
    at(lastDay(terms))
    expect(await collect(hold)).toBe('conflict')
  })
  test('no tokens without k, without the buyer, or without the seller', async () => {
    const escrow = await locked()
    const tx = await revealTx(escrow)
    const lock = escrowLock(terms)
    expect(await spend(tx, lock, ESCROW.claim, BOTH)).toBe('TX_WITNESS')
    expect(await spend(tx, lock, ESCROW.claim, BOTH, crypto.random(32))).toBe('TX_WITNESS')
    expect(await spend(tx, lock, ESCROW.claim, ['S.claim'], K)).toBe('TX_WITNESS')
    expect(await spend(tx, lock, ESCROW.claim, ['B.claim'], K)).toBe('TX_WITNESS')
    expect(await spend(tx, lock, ESCROW.refund, ['S.claim'])).not.toBe('committed')
    expect(await spend(tx, lock, ESCROW.claim, BOTH, K)).toBe('committed')
  })
})

describe('the race at T1', () => {
  test('in the last minute the seller may still let k go, and the buyer may not take back', async () => {
    const escrow = await locked()
    at(T1 - 1)
    expect(await refund(escrow)).toBe('TX_WINDOW')
    expect(await spend(await revealTx(escrow), escrowLock(terms), ESCROW.claim, BOTH, K)).toBe('committed')
    at(T1)
    expect(await refund(escrow)).toBe('conflict')
  })
  test('from T1 the buyer takes back, and k buys nothing any more', async () => {
    const escrow = await locked()
    at(T1)
    expect(await spend(await revealTx(escrow), escrowLock(terms), ESCROW.claim, BOTH, K)).toBe('TX_WINDOW')
    // Not in a transaction with a longer window either: the branch has its own end.
    const longer = await revealTx(escrow, { until: T1 + 10 })
    expect(await spend(longer, escrowLock(terms), ESCROW.claim, BOTH, K)).toBe('TX_WINDOW')
    expect(await refund(escrow)).toBe('committed')
    expect(await spend(longer, escrowLock(terms), ESCROW.claim, BOTH, K)).toBe('conflict')
  })
  test.each([T1 - 1, T1])('both at once: one of them, and never both (minute %i)', async (minute) => {
    const escrow = await locked()
    const reveal = await revealTx(escrow)
    at(minute)
    const ends = await Promise.all([spend(reveal, escrowLock(terms), ESCROW.claim, BOTH, K), refund(escrow)])
    expect(ends.map((e) => e === 'committed')).toEqual([minute < T1, minute >= T1])
  })
})

describe('the race at T2', () => {
  test('until then the seller alone gets nothing; then the silent buyer loses nothing but the dispute', async () => {
    const hold = await revealed()
    at(lastDay(terms) - 1)
    expect(await collect(hold)).toBe('TX_WINDOW')
    at(lastDay(terms))
    expect(await dispute(hold, 0, ['B.d0', 'J1', 'J2'])).toBe('TX_WINDOW')
    expect(await collect(hold)).toBe('committed')
  })
  test.each([
    [0, 'J1', 'J2'],
    [1, 'J1', 'J3'],
    [2, 'J2', 'J3'],
  ])('two judges and the buyer give the tokens back (pair %i: %s, %s); one judge, or judges alone, do not', async (pair, one, two) => {
    const hold = await revealed()
    expect(await dispute(hold, pair, [`B.d${pair}`, one])).toBe('TX_WITNESS')
    expect(await dispute(hold, pair, [one, two])).toBe('TX_WITNESS')
    expect(await dispute(hold, pair, [`B.d${(pair + 1) % 3}`, one, two])).toBe('TX_WITNESS')
    expect(await dispute(hold, pair, [`B.d${pair}`, one, two])).toBe('committed')
    expect(await settle(hold)).toBe('conflict')
  })
})

describe('what the contract refuses', () => {
  test('T12 a lock under other conditions: a hidden branch, another price, too late, not opened, of another issuer', async () => {
    const other: SaleTerms = { ...terms, release: T1 + 1 }
    const escrow = escrowLock(terms)
    const hidden = makeLock(
      [...escrow.branches, { m: 1, keys: [await key('S.back')], notBefore: 0, notAfter: FOREVER, blind: crypto.random(16) }],
      escrow.nk,
    )
    const out = (output: ReturnType<typeof tokens>, lock: Lock, opened: Lock | undefined = lock) => ({
      outputs: [
        { output, owner: lock.owner, ...(opened ? { opened } : {}) },
        { output: tokens(80 - 50), owner: crypto.random(32) },
      ],
    })
    expect(checked(await lockTx())).toBe('good')
    expect(checked(await lockTx(out(tokens(50), hidden)))).toBe('CONTRACT_VIOLATED')
    expect(checked(await lockTx(out(tokens(50), escrowLock(other))))).toBe('CONTRACT_VIOLATED')
    expect(checked(await lockTx(out(tokens(50), escrow, hidden)))).toBe('TX_MALFORMED')
    expect(
      checked(
        await lockTx({
          outputs: [
            { output: tokens(50), owner: escrow.owner },
            { output: tokens(30), owner: crypto.random(32) },
          ],
        }),
      ),
    ).toBe('CONTRACT_VIOLATED')
    expect(checked(await lockTx({ outputs: [{ output: tokens(80), owner: escrow.owner, opened: escrow }] }))).toBe('CONTRACT_VIOLATED')
    expect(checked(await lockTx({ until: T1 + 1 }))).toBe('CONTRACT_VIOLATED')
    expect(checked(await lockTx({}, { ...terms, issuer: crypto.random(32) }))).toBe('CONTRACT_VIOLATED')
    expect(checked(await lockTx({}, { ...terms, buyer: { ...terms.buyer, refund: terms.seller.claim } }))).toBe('CONTRACT_VIOLATED')
    expect(checked(await lockTx({}, { ...terms, count: 0 }))).toBe('CONTRACT_VIOLATED')
    expect(checked(await lockTx({ commands: [pay, sale('Give')] }))).toBe('CONTRACT_VIOLATED')
  })
  test('a reveal that refers to no consent, to another one, to one that is no sale, or that has ended', async () => {
    const escrow = await lockTx()
    expect(checked(await revealTx(escrow), escrow)).toBe('good')
    expect(checked(await revealTx(escrow, { references: [] }), escrow)).toBe('CONTRACT_VIOLATED')
    expect(checked(await revealTx(escrow, { attachments: [] }), escrow)).toBe('CONTRACT_VIOLATED')
    const other = { ...terms, consent: crypto.random(32) }
    const locked = await lockTx({}, other)
    expect(checked(await revealTx(locked, {}, other), locked)).toBe('CONTRACT_VIOLATED')
    for (const wrong of [
      { sale: 'free', end: String(T1 + 1000) },
      { sale: 'paid', end: String(T1 - 1) },
    ]) {
      const value = fromValue({ purpose: terms.use, collected: 'own', ...wrong })
      const said = issueDocument('hdms/consent-terms', crypto.random(32), [{ kind: 'terms', value }], crypto.random)
      consented = said
      const t = { ...terms, consent: said.verificationKey }
      const mine = await lockTx({}, t)
      expect(checked(await revealTx(mine, { attachments: SOLD_TERMS.map((field) => proveLeaf(said, field)) }, t), mine)).toBe(
        'CONTRACT_VIOLATED',
      )
      consented = CONSENTED
      expect(checked(await revealTx(escrow), escrow)).toBe('good')
    }
  })
  test('C6 terms that name no coded purpose, or not what the data were collected for, lock and release nothing', async () => {
    for (const wrong of [{ use: '' }, { use: 'whatever the buyer likes' }, { collected: [] }]) {
      const t: SaleTerms = { ...terms, ...wrong }
      const escrow = await lockTx({}, t)
      expect([checked(escrow), checked(await revealTx(escrow, {}, t), escrow)]).toEqual(['CONTRACT_VIOLATED', 'CONTRACT_VIOLATED'])
    }
  })
  test('C6 a reveal names the purposes of the sale beside the consent, and refers to a basis exactly where the public service collected', async () => {
    const sell = (purposes: Purposes, name = 'Sell', t = terms) => ({
      commands: [pay, sale('Reveal', t), { contract: CONSENT, name, data: encodeSell(purposes) }],
    })
    const escrow = await lockTx()
    expect(checked(await revealTx(escrow, sell(terms)), escrow)).toBe('good')
    for (const other of [
      { ...terms, use: 'DUO:0000006' },
      { ...terms, collected: ['own', 'public-service'] as const },
    ])
      expect(checked(await revealTx(escrow, sell(other)), escrow)).toBe('CONTRACT_VIOLATED')
    expect(checked(await revealTx(escrow, sell(terms, 'Share')), escrow)).toBe('CONTRACT_VIOLATED')
    expect(checked(await revealTx(escrow, { references: [CONSENT_INPUT, BASIS_INPUT] }), escrow)).toBe('CONTRACT_VIOLATED')

    const open: SaleTerms = { ...terms, collected: ['own', 'public-service'] }
    const mine = await lockTx({}, open)
    expect(checked(await revealTx(mine, {}, open), mine)).toBe('CONTRACT_VIOLATED')
    const on = (more: Partial<BasisState>, references = [CONSENT_INPUT, BASIS_INPUT]) => {
      given = { ...GIVEN, ...more }
      return revealTx(mine, { references }, open).then((tx) => checked(tx, mine))
    }
    expect([await on({}), await on({ until: T1 })]).toEqual(['good', 'good'])
    const others: readonly Partial<BasisState>[] = [{ until: T1 - 1 }, { from: 1 }, { to: 30_000 }, { person: crypto.random(32) }]
    for (const wrong of others) expect([wrong, await on(wrong)]).toEqual([wrong, 'CONTRACT_VIOLATED'])
    const twice = { ...BASIS_INPUT, ref: { ...BASIS_INPUT.ref, index: 1 } }
    expect(await on({}, [CONSENT_INPUT, BASIS_INPUT, twice])).toBe('CONTRACT_VIOLATED')
    expect(await on({}, [BASIS_INPUT])).toBe('CONTRACT_VIOLATED')
    // The consent's command leaves out what the sale's says, whether or not the basis is there.
    given = GIVEN
    const less = sell({ ...open, collected: ['own'] }, 'Sell', open)
    for (const references of [[CONSENT_INPUT], [CONSENT_INPUT, BASIS_INPUT]])
      expect(checked(await revealTx(mine, { ...less, references }, open), mine)).toBe('CONTRACT_VIOLATED')
  })
  test('a reveal into another hold, of another escrow, of a part, or with another end', async () => {
    const escrow = await lockTx()
    expect(checked(await revealTx(escrow), escrow)).toBe('good')
    const owner = crypto.random(32)
    expect(checked(await revealTx(escrow, { outputs: [{ output: tokens(50), owner }] }), escrow)).toBe('CONTRACT_VIOLATED')
    const hold = holdLock(terms)
    const less = [
      { output: tokens(49), owner: hold.owner, opened: hold },
      { output: tokens(1), owner },
    ]
    expect(checked(await revealTx(escrow, { outputs: less }), escrow)).toBe('CONTRACT_VIOLATED')
    for (const until of [T1 - 1, T1 + 1]) expect(checked(await revealTx(escrow, { until }), escrow)).toBe('CONTRACT_VIOLATED')
    const swapped: SaleTerms = { ...terms, seller: { ...terms.seller, collect: await key('S.other') } }
    // The same escrow, and a hold with another key of the seller: the buyer signs what the terms say and nothing else.
    expect(checked(await revealTx(escrow, { commands: [pay, sale('Reveal', swapped)] }), escrow)).toBe('CONTRACT_VIOLATED')
    const strange: SaleTerms = { ...terms, escrowNk: crypto.random(32) }
    expect(checked(await revealTx(escrow, { commands: [pay, sale('Reveal', strange)] }), escrow)).toBe('CONTRACT_VIOLATED')
  })
})
