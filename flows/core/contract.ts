/** Contracts: pure functions of a transaction (no clock, no I/O, no randomness). Each party that signs verifies them. */
import { equal } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import {
  type CommandLeaf,
  commandsOf,
  type InputLeaf,
  inputNullifier,
  inputsOf,
  type OutputLeaf,
  outputsOf,
  ownersOf,
  referencesOf,
  type SignerLeaf,
  signersOf,
  type TypeEntry,
  typesOf,
} from '@hdms/shared/ledger/components.ts'
import { decodeOpenedLock, type Lock } from '@hdms/shared/ledger/lock.ts'
import { decodeVisible, isShown, shown, type Transaction, transactionId, type Visible } from '@hdms/shared/ledger/transaction.ts'

/** A state that the transaction spends or references, as its creating transaction made it. */
export interface ResolvedState {
  readonly input: InputLeaf
  readonly output: OutputLeaf
}

/** A transaction laid open for contracts. */
export interface TransactionView {
  readonly id: Uint8Array
  readonly visible: Visible
  readonly inputs: readonly ResolvedState[]
  /** Inputs that spend no state: what makes a transaction one of its kind. */
  readonly dummies: readonly InputLeaf[]
  readonly references: readonly ResolvedState[]
  readonly outputs: readonly (OutputLeaf & { readonly owner: Uint8Array })[]
  /** Locks of outputs that lie open, where a contract prescribes them. */
  readonly locks: readonly (Lock | undefined)[]
  readonly commands: readonly CommandLeaf[]
  readonly attachments: readonly Uint8Array[]
  /** Keys that must sign. */
  readonly signers: readonly Uint8Array[]
  readonly submitter: Uint8Array
}

export interface Contract {
  /** Name and version, as it stands in `types`. */
  readonly name: string
  /** @throws CONTRACT_VIOLATED */
  verify(view: TransactionView): void
}

/** Finds the output that an input or reference means, whose transaction has its own verified answer. */
export type Resolve = (input: InputLeaf) => { readonly output: OutputLeaf; readonly owner: Uint8Array } | undefined

const malformed = (why: string): never => fail('TX_MALFORMED', { why })

/** Refuses in a contract's name. */
export const violated = (contract: string, why: string): never => fail('CONTRACT_VIOLATED', { contract, why })

/**
 * Lays a transaction open (§5): all components shown, `types` and counts complete, every nullifier in V, every referenced state
 * resolved and its owner recomputed, outputs under the same notary. @throws TX_MALFORMED
 */
export function viewOf(tx: Transaction, resolve: Resolve): TransactionView {
  for (const leaves of Object.values(tx.groups)) if (!leaves.every(isShown)) malformed('a component is hidden that a contract needs')
  const visible = decodeVisible(tx.visible)
  const [inputs, references, outputs, owners, commands, signers] = [
    inputsOf(tx),
    referencesOf(tx),
    outputsOf(tx),
    ownersOf(tx),
    commandsOf(tx),
    signersOf(tx),
  ]
  checkTypes(typesOf(tx), inputs, outputs, commands)
  if (owners.length !== outputs.length) malformed('outputs and owners differ in number')
  const inV = (list: readonly Uint8Array[], items: readonly InputLeaf[], what: string): void => {
    const good = list.length === items.length && items.every((i) => list.some((n) => equal(n, inputNullifier(i))))
    if (!good) malformed(`the ${what} in V are not those of the components`)
  }
  inV(visible.nullifiers, inputs, 'nullifiers')
  inV(visible.references, references, 'references')
  if (outputs.some((o) => !equal(o.notary, visible.notary))) malformed('an output names another notary')
  const resolved = (input: InputLeaf): ResolvedState => {
    const found = resolve(input) ?? malformed('a state it uses is not known here with a verified answer')
    if (!equal(found.output.notary, visible.notary)) malformed('a state it uses is under another notary')
    return { input, output: found.output }
  }
  const submitters = signers.filter((s) => s.role === 'submitter')
  if (submitters.length !== 1) malformed('exactly one submitter is needed')
  return {
    id: transactionId(tx),
    visible,
    inputs: inputs.filter((i) => i.ref !== null).map(resolved),
    dummies: inputs.filter((i) => i.ref === null),
    references: references.map(resolved),
    outputs: outputs.map((o, i) => ({ ...o, owner: owners[i] as Uint8Array })),
    locks: openedLocks(tx, owners),
    commands,
    attachments: tx.groups.attachments.map((_, i) => shown(tx, 'attachments', i)),
    signers: signers.filter((s) => s.role === 'signer').map((s) => s.key),
    submitter: (submitters[0] as SignerLeaf).key,
  }
}

/** An opened lock is the one that its output's owner hides. */
function openedLocks(tx: Transaction, owners: readonly Uint8Array[]): (Lock | undefined)[] {
  const locks: (Lock | undefined)[] = owners.map(() => undefined)
  tx.groups.locks.forEach((_, i) => {
    const { output, lock } = decodeOpenedLock(shown(tx, 'locks', i))
    const owner = owners[output]
    if (!owner || locks[output] || !equal(owner, lock.owner)) malformed('an opened lock is not the one of its output')
    locks[output] = lock
  })
  return locks
}

function checkTypes(
  types: readonly TypeEntry[],
  inputs: readonly InputLeaf[],
  outputs: readonly OutputLeaf[],
  commands: readonly CommandLeaf[],
): void {
  const of = (kind: TypeEntry['kind']) => types.filter((t) => t.kind === kind)
  const complete = (kind: TypeEntry['kind'], count: number) => {
    const entries = of(kind)
    if (entries.length !== count || !entries.every((t, i) => t.index === i)) malformed(`types does not name every ${kind}`)
  }
  complete('output', outputs.length)
  complete('input', inputs.length)
  complete('command', commands.length)
  if (of('output').some((t) => outputs[t.index]?.contract !== t.contract)) malformed('types and outputs disagree')
  if (of('command').some((t) => commands[t.index]?.contract !== t.contract)) malformed('types and commands disagree')
  if (of('input').some((t) => (inputs[t.index]?.ref === null) !== (t.contract === ''))) malformed('types and inputs disagree')
}

/** Every contract that `types` names must be known and agree. @throws CONTRACT_VIOLATED */
export function verifyContracts(contracts: readonly Contract[], tx: Transaction, view: TransactionView): void {
  const names = new Set(typesOf(tx).flatMap((t) => (t.contract ? [t.contract] : [])))
  for (const state of [...view.inputs, ...view.references]) names.add(state.output.contract)
  for (const name of names) {
    const contract = contracts.find((c) => c.name === name) ?? violated(name, 'it is not installed here')
    contract.verify(view)
  }
}

/** The only command of a contract in a transaction. @throws CONTRACT_VIOLATED */
export function onlyCommand(view: TransactionView, contract: string): CommandLeaf {
  const mine = view.commands.filter((c) => c.contract === contract)
  return mine.length === 1 ? (mine[0] as CommandLeaf) : violated(contract, 'it needs exactly one command')
}

export const includesKey = (keys: readonly Uint8Array[], key: Uint8Array): boolean => keys.some((k) => equal(k, key))
