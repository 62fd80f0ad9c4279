/**
 * Tests of contracts: a ledger in memory, transactions written down as they are meant, and the project's own builder,
 * codec and verification behind it. After Corda's `ledger {}`.
 *
 *     const ledger = testLedger([iouContract])
 *     const [anna, bo] = [ledger.party('Anna'), ledger.party('Bo')]
 *     ledger.transaction((tx) => {
 *       tx.output('iou', IOU, encodeIou({ amount: 5, lender: anna.key, borrower: bo.key }), anna)
 *       tx.command(IOU, 'Issue', [anna, bo])
 *       tx.tweak((other) => {
 *         other.command(IOU, 'Issue', [anna])
 *         other.failsWith('CONTRACT_VIOLATED', 'exactly one command')
 *       })
 *       tx.verifies()
 *     })
 */
import { type Contract, type Resolve, verifyContracts, viewOf } from '@hdms/flows/core/contract.ts'
import { utf8 } from '@hdms/shared/bytes.ts'
import { H } from '@hdms/shared/crypto/hash.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { buildTransaction, type Draft } from '@hdms/shared/ledger/builder.ts'
import type { InputLeaf, OutputLeaf, StateRef } from '@hdms/shared/ledger/components.ts'
import { FOREVER, type Lock, makeLock } from '@hdms/shared/ledger/lock.ts'
import { decodeTransaction, encodeTransaction, type Transaction, transactionId } from '@hdms/shared/ledger/transaction.ts'

/** Somebody who takes part. */
export interface Party {
  readonly name: string
  /** Identity key, 32 bytes; that of a test, which signs nothing. */
  readonly key: Uint8Array
}

interface Made {
  readonly ref: StateRef
  readonly output: OutputLeaf
  readonly lock: Lock
}

/** What a test found; a test framework shows its message. */
export class LedgerTestFailure extends Error {}
const failed = (message: string): never => {
  throw new LedgerTestFailure(message)
}

/** Minutes of the notary's time in which a transaction of a test is valid, where it says nothing else. */
const WINDOW = { from: 1_000, until: 1_010 }

export interface TestLedger {
  /** The same name is always the same party. */
  party(name: string): Party
  /** The notary of every transaction; another one under another name. */
  notary(name?: string): Uint8Array
  /**
   * One transaction. It is judged by what is called in it last: `verifies` or `failsWith`; without either it fails the
   * test. Outputs of a transaction that verifies can be inputs of later ones, by their labels.
   */
  transaction(write: (tx: TestTransaction) => void): void
}

export interface TestTransaction {
  /** Spends the state that an earlier transaction called so. */
  input(label: string): void
  /** Looks at it without spending it. */
  reference(label: string): void
  /** Makes a state. @param state its bytes @param owner who can spend it */
  output(label: string, contract: string, state: Uint8Array, owner: Party): void
  command(contract: string, name: string, signers: readonly Party[], data?: Uint8Array): void
  attachment(bytes: Uint8Array): void
  /** Whole minutes of the notary's time; `until` is not within. */
  window(from: number, until: number): void
  /** Lets outputs lie with another notary, as *Move* does. */
  movedTo(notary: Uint8Array): void
  /** Changes the draft as a hostile client could that writes its own. */
  forge(change: (draft: Draft) => Draft): void
  /** The transaction so far, with more: what is done in it stays in it. */
  tweak(write: (tx: TestTransaction) => void): void
  /** Every contract agrees. */
  verifies(): void
  /** @param code of the error @param reason words of its reason, or a pattern */
  failsWith(code: string, reason?: string | RegExp): void
}

/**
 * @param contracts those that are installed
 * @param seed another one makes other keys and nonces
 */
export function testLedger(contracts: readonly Contract[], seed = 'hdms'): TestLedger {
  let drawn = 0
  const random = (n: number): Uint8Array => H('test-ledger', utf8(`${seed} ${drawn++}`)).slice(0, n)
  const made = new Map<string, Made>()
  const ledger: TestLedger = {
    party: (name) => ({ name, key: H('test-party', utf8(name)) }),
    notary: (name = 'notary') => H('test-notary', utf8(name)),
    transaction(write) {
      const tx = new Written(ledger, contracts, made, random)
      write(tx)
      tx.settle()
    },
  }
  return ledger
}

class Written implements TestTransaction {
  private readonly ledger: TestLedger
  private readonly contracts: readonly Contract[]
  /** States of the ledger, and those that this transaction adds when it verifies. */
  private readonly known: Map<string, Made>
  private readonly random: (n: number) => Uint8Array
  private draft: Draft
  private readonly outputs: { readonly label: string; readonly lock: Lock }[]
  private judged = false

  constructor(
    ledger: TestLedger,
    contracts: readonly Contract[],
    known: Map<string, Made>,
    random: (n: number) => Uint8Array,
    from?: Written,
  ) {
    this.ledger = ledger
    this.contracts = contracts
    this.known = known
    this.random = random
    this.outputs = [...(from?.outputs ?? [])]
    const submitter = ledger.party('submitter').key
    const notary = ledger.notary()
    this.draft = from?.draft ?? {
      notary,
      parametersHash: H('test-parameters'),
      ...WINDOW,
      inputs: [],
      commands: [],
      signers: [],
      submitter,
    }
  }

  private add<K extends 'inputs' | 'references' | 'outputs' | 'commands' | 'attachments' | 'signers'>(
    group: K,
    items: NonNullable<Draft[K]>,
  ): void {
    this.draft = { ...this.draft, [group]: [...(this.draft[group] ?? []), ...items] }
  }
  private inputOf(label: string): { input: InputLeaf; contract: string } {
    const { ref, lock, output } = this.known.get(label) ?? failed(`no verified transaction made a state "${label}"`)
    return { input: { ref, lock: lock.lock, nk: lock.nk }, contract: output.contract }
  }

  input(label: string): void {
    this.add('inputs', [this.inputOf(label)])
  }
  reference(label: string): void {
    this.add('references', [this.inputOf(label).input])
  }
  output(label: string, contract: string, state: Uint8Array, owner: Party): void {
    const lock = makeLock([{ m: 1, keys: [owner.key], notBefore: 0, notAfter: FOREVER, blind: this.random(16) }], this.random(32))
    this.outputs.push({ label, lock })
    this.add('outputs', [{ output: { contract, state }, owner: lock.owner }])
  }
  command(contract: string, name: string, signers: readonly Party[], data: Uint8Array = new Uint8Array(0)): void {
    this.add('commands', [{ contract, name, data }])
    const known = new Set(this.draft.signers.map(String))
    this.add(
      'signers',
      [...new Map(signers.map((s) => [String(s.key), s.key])).values()].filter((key) => !known.has(String(key))),
    )
  }
  attachment(bytes: Uint8Array): void {
    this.add('attachments', [bytes])
  }
  window(from: number, until: number): void {
    this.draft = { ...this.draft, from, until }
  }
  movedTo(notary: Uint8Array): void {
    this.draft = { ...this.draft, movedTo: notary }
  }
  forge(change: (draft: Draft) => Draft): void {
    this.draft = change(this.draft)
  }

  tweak(write: (tx: TestTransaction) => void): void {
    const other = new Written(this.ledger, this.contracts, new Map(this.known), this.random, this)
    write(other)
    other.settle()
  }

  verifies(): void {
    this.judged = true
    const tx = this.built()
    const refusal = this.refusalOf(tx)
    if (refusal) failed(`refused: ${refusal.code} (${refusal.why})`)
    const txId = transactionId(tx)
    this.outputs.forEach(({ label, lock }, index) => {
      const output = this.draft.outputs?.[index]?.output
      if (output)
        this.known.set(label, { ref: { txId, index }, output: { ...output, notary: this.draft.movedTo ?? this.draft.notary }, lock })
    })
  }
  failsWith(code: string, reason: string | RegExp = ''): void {
    this.judged = true
    const refusal = this.refusalOf(this.built())
    if (!refusal) return failed(`verified, though ${code} was expected`)
    const matches = typeof reason === 'string' ? refusal.why.includes(reason) : reason.test(refusal.why)
    if (refusal.code !== code || !matches)
      failed(`refused with ${refusal.code} (${refusal.why}), though ${code} (${String(reason)}) was expected`)
  }
  /** A transaction that nobody judges would pass whatever it does. */
  settle(): void {
    if (!this.judged) failed('a transaction is judged by nothing: call verifies() or failsWith(code)')
  }

  /**
   * As it would come from another node: encoded and decoded again. A transaction without inputs gets its dummy, as
   * every client gives it one.
   */
  private built(): Transaction {
    const lock = makeLock([{ m: 1, keys: [this.random(32)], notBefore: 0, notAfter: FOREVER, blind: this.random(16) }], this.random(32))
    const dummy = { input: { ref: null, lock: lock.lock, nk: lock.nk }, contract: '' } as const
    const inputs = this.draft.inputs.length > 0 ? this.draft.inputs : [dummy]
    return decodeTransaction(encodeTransaction(buildTransaction({ ...this.draft, inputs }, this.random)))
  }

  /** Asked twice: a contract that does not say the same of the same is none. */
  private refusalOf(tx: Transaction): { code: string; why: string } | undefined {
    const [first, second] = [this.once(tx), this.once(tx)]
    if (first?.code !== second?.code || first?.why !== second?.why) failed('a contract says two things of one transaction: it must be pure')
    return first
  }
  private once(tx: Transaction): { code: string; why: string } | undefined {
    const states = [...this.known.values()]
    const resolve: Resolve = ({ ref }) => {
      const found = ref && states.find((s) => String(s.ref.txId) === String(ref.txId) && s.ref.index === ref.index)
      return found ? { output: found.output, owner: found.lock.owner } : undefined
    }
    try {
      verifyContracts(this.contracts, tx, viewOf(tx, resolve))
      return undefined
    } catch (error) {
      const { code, data } = asHdmsError(error)
      return { code, why: String(data['why'] ?? '') }
    }
  }
}
