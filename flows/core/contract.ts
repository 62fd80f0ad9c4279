/** Contracts: pure functions of a transaction (no clock, no I/O, no randomness). Each party that signs verifies them. */
import { equal, hex } from '@hdms/shared/bytes.ts'
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
  const target = movedTo(commands) ?? visible.notary
  if (outputs.some((o) => !equal(o.notary, target))) malformed('an output names another notary')
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

/** The command that moves states to another notary; its data is the notary's id. */
export const MOVE = 'hdms.move/1'
const movedTo = (commands: readonly CommandLeaf[]): Uint8Array | undefined => commands.find((c) => c.contract === MOVE)?.data

/**
 * *Move* (docs/ledger.md §3) is committed at the old notary and changes nothing but where the states lie: each comes out as it went in, under an owner
 * that whoever could spend it has chosen. What their contracts say of changes is not asked, since there is none.
 */
function verifyMove(view: TransactionView): void {
  const refuse = (why: string): never => violated(MOVE, why)
  const [command, ...more] = view.commands
  if (!command || more.length > 0 || command.name !== 'Move' || command.data.length !== 32)
    return refuse('Move stands alone and names a notary')
  if (equal(command.data, view.visible.notary)) refuse('the states lie with that notary already')
  if (view.dummies.length > 0 || view.references.length > 0 || view.attachments.length > 0)
    refuse('Move has inputs and outputs and nothing else')
  if (view.inputs.length === 0 || view.inputs.length !== view.outputs.length) refuse('as many states come out as go in')
  view.inputs.forEach(({ output }, i) => {
    const made = view.outputs[i]
    if (!made || made.contract !== output.contract || !equal(made.state, output.state)) refuse('a state comes out changed')
  })
  if (new Set(view.outputs.map((o) => hex(o.owner))).size !== view.outputs.length) refuse('two states go to one owner')
}

/** Every contract that `types` names must be known and agree. @throws CONTRACT_VIOLATED */
export function verifyContracts(contracts: readonly Contract[], tx: Transaction, view: TransactionView): void {
  if (view.commands.some((c) => c.contract === MOVE)) return verifyMove(view)
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
