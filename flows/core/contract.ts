/**
 * Contracts: pure functions of a transaction (no clock, no I/O, no randomness). Each party that signs verifies them.
 */

import { equal, utf8 } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import {
  type CommandLeaf,
  decodeCommand,
  decodeInput,
  decodeOutput,
  type InputLeaf,
  inputNullifier,
  type OutputLeaf,
  type SignerLeaf,
  signersOf,
  type TypeEntry,
  typesOf,
} from '@hdms/shared/ledger/components.ts'
import { CONTRACT_CODE } from '@hdms/shared/ledger/generated/contract-code.ts'
import { decodeOpenedLock, type Lock, ownerOf } from '@hdms/shared/ledger/lock.ts'
import { decodeVisible, isShown, shown, shownOf, type Transaction, transactionId, type Visible } from '@hdms/shared/ledger/transaction.ts'
import { allDistinct, isWithin } from '@hdms/shared/one-to-one.ts'
import { type RefuseAs, refusingAs } from '@hdms/shared/reasons.ts'
import { type CoreReasons, refuse as refuseFor } from './reasons.ts'

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
  readonly locks: readonly Lock[]
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
  /** How a state of an earlier version becomes one of this; without it, none does. */
  readonly upgrade?: ContractUpgrade
  /** Of another party: hash of the files that it comes from. The network parameters fix the code of our own. */
  readonly code?: string
  /** Of another party: where it is asked instead, so that one that never answers stops nothing here. */
  readonly elsewhere?: ContractElsewhere
}

/**
 * The questions that a contract answers, put to it where it can be ended.
 * @throws what the contract says; CONTRACT_FAILED when it says nothing
 */
export interface ContractElsewhere {
  verify(view: TransactionView): Promise<void>
  /** Answers of {@link ContractUpgrade} for each of these states. */
  upgraded(states: readonly Uint8Array[]): Promise<readonly { readonly state: Uint8Array; readonly signers: readonly Uint8Array[] }[]>
}

export interface ContractUpgrade {
  /** Name and version of the contract that a state is taken over from. */
  readonly from: string
  /** The same state in the new form. Pure, as `verify` is. @throws whatever the bytes are not */
  convert(state: Uint8Array): Uint8Array
  /** Identity keys of all who must sign that this state is taken over: nobody is brought under other rules unasked. */
  signers(state: Uint8Array): readonly Uint8Array[]
}

/** Finds the output that an input or reference means, whose transaction has its own verified answer. */
export type Resolve = (input: InputLeaf) => { readonly output: OutputLeaf; readonly owner: Uint8Array } | undefined

const malformed: RefuseAs<CoreReasons, 'TX_MALFORMED'> = refusingAs(refuseFor, 'TX_MALFORMED', {})

/** Refuses in a contract's name. */
export const violated = (contract: string, why: string): never => fail('CONTRACT_VIOLATED', { contract, why })

/**
 * Lays a transaction open (§5): components and V agree one to one and each is there once, `types` and counts are
 * complete, every referenced state is resolved and its owner recomputed, outputs lie under the same notary.
 * @param relied contracts that the caller relies on, none of which looks at references. Only their components must be
 * shown then, and only their states are resolved: what others need may have been torn off. Without it, everything must
 * be shown
 * @throws TX_MALFORMED
 */
export function viewOf(tx: Transaction, resolve: Resolve, relied?: readonly string[]): TransactionView {
  const visible = decodeVisible(tx.visible)
  const types = typesOf(tx)
  const signers = signersOf(tx)
  checkTypes(tx, types)
  // Move and Upgrade speak for states of every contract.
  const needed = types.some((t) => t.kind === 'command' && (t.contract === MOVE || t.contract === UPGRADE)) ? undefined : relied
  checkShown(tx, types, needed)
  const [inputs, references, commands] = [
    shownOf(tx, 'inputs', decodeInput),
    shownOf(tx, 'references', decodeInput),
    shownCommands(tx, types),
  ]
  const outputs = shownOutputs(tx, types)
  checkAgrees(visible.nullifiers, inputs, tx.groups.inputs.length, 'nullifiers')
  checkAgrees(visible.references, references, tx.groups.references.length, 'references')
  for (const [what, group] of EACH_ONCE) if (!allDistinct(shownOf(tx, group, (b) => b))) malformed('stands-twice', { thing: what })
  const target = movedTo(commands) ?? visible.notary
  if (outputs.some((o) => !equal(o.notary, target))) malformed('output-other-notary')
  const resolved = (input: InputLeaf): ResolvedState => resolveIn(visible, input, resolve)
  const submitters = signers.filter((s) => s.role === 'submitter')
  if (submitters.length !== 1) malformed('one-submitter')
  return {
    id: transactionId(tx),
    visible,
    inputs: spentStates(tx, types, needed, resolved),
    dummies: inputs.filter((i) => i.ref === null),
    // `types` does not say under which contract a reference is: one that relies on it needs all of them.
    references: needed ? [] : references.map(resolved),
    outputs,
    locks: openedLocks(tx),
    commands,
    attachments: shownOf(tx, 'attachments', (b) => b),
    signers: signers.filter((s) => s.role === 'signer').map((s) => s.key),
    submitter: (submitters[0] as SignerLeaf).key,
  }
}

function resolveIn({ notary }: Visible, input: InputLeaf, resolve: Resolve): ResolvedState {
  const found = resolve(input) ?? malformed('state-unverified')
  if (!equal(found.output.notary, notary)) malformed('state-other-notary')
  if (!equal(found.owner, ownerOf(input.lock, input.nk))) malformed('state-closed')
  return { input, output: found.output }
}

/** The states that it spends, each under the contract that `types` names. */
function spentStates(
  tx: Transaction,
  types: readonly TypeEntry[],
  relied: readonly string[] | undefined,
  resolved: (input: InputLeaf) => ResolvedState,
): ResolvedState[] {
  const contracts = contractsOf(types, 'input')
  return tx.groups.inputs.flatMap((leaf, i) => {
    if (!isShown(leaf)) return []
    const [input, contract] = [decodeInput(leaf.bytes), contracts.get(i)]
    if ((input.ref === null) !== (contract === '')) malformed('types-inputs')
    if (input.ref === null || !isRelied(relied, contract)) return []
    const state = resolved(input)
    if (state.output.contract !== contract) malformed('types-inputs')
    return [state]
  })
}

/**
 * Parts that must not stand twice in a transaction, whatever its contracts say. Inputs and references are compared with
 * V.
 */
const EACH_ONCE = [
  ['an owner', 'owners'],
  ['a signer', 'signers'],
  ['an attachment', 'attachments'],
] as const

/** Every shown component has a nullifier of its own in V, and V has none beside. V itself holds each once. */
function checkAgrees(inV: readonly Uint8Array[], items: readonly InputLeaf[], count: number, what: string): void {
  if (inV.length !== count || !isWithin(items.map(inputNullifier), inV)) malformed('visible-otherwise', { part: what })
}

const contractsOf = (types: readonly TypeEntry[], kind: TypeEntry['kind']): ReadonlyMap<number, string> =>
  new Map(types.flatMap((t) => (t.kind === kind ? [[t.index, t.contract] as const] : [])))

/** `types` names every output, input and command once, in order: so nobody is shown a part for the whole. */
function checkTypes(tx: Transaction, types: readonly TypeEntry[]): void {
  const complete = (kind: TypeEntry['kind'], count: number): void => {
    const entries = types.filter((t) => t.kind === kind)
    if (entries.length !== count || !entries.every((t, i) => t.index === i)) malformed('types-incomplete', { part: kind })
  }
  const { outputs, owners, inputs, commands } = tx.groups
  complete('output', outputs.length)
  complete('input', inputs.length)
  complete('command', commands.length)
  if (owners.length !== outputs.length) malformed('outputs-owners')
}

/** Whether components of a contract have to be looked at. Dummies (no contract) hide nothing, and always are. */
const isRelied = (relied: readonly string[] | undefined, contract: string | undefined): boolean =>
  !relied || contract === '' || (contract !== undefined && relied.includes(contract))

/**
 * Refuses a transaction that hides what a contract is verified on: components of its type, and dummies, which hide
 * nothing.
 */
function checkShown(tx: Transaction, types: readonly TypeEntry[], relied: readonly string[] | undefined): void {
  const hidden = (): never => malformed('component-hidden')
  const kinds = { outputs: 'output', owners: 'output', inputs: 'input', commands: 'command' } as const
  for (const [group, kind] of Object.entries(kinds) as [keyof typeof kinds, TypeEntry['kind']][]) {
    const contracts = contractsOf(types, kind)
    tx.groups[group].forEach((leaf, i) => {
      if (!isShown(leaf) && isRelied(relied, contracts.get(i))) hidden()
    })
  }
  if (!relied && [...tx.groups.references, ...tx.groups.locks, ...tx.groups.attachments].some((leaf) => !isShown(leaf))) hidden()
}

function shownOutputs(tx: Transaction, types: readonly TypeEntry[]): TransactionView['outputs'] {
  const contracts = contractsOf(types, 'output')
  return tx.groups.outputs.flatMap((leaf, i) => {
    if (!isShown(leaf)) return []
    const output = decodeOutput(leaf.bytes)
    if (output.contract !== contracts.get(i)) malformed('types-outputs')
    return [{ ...output, owner: shown(tx, 'owners', i) }]
  })
}

function shownCommands(tx: Transaction, types: readonly TypeEntry[]): CommandLeaf[] {
  const contracts = contractsOf(types, 'command')
  return tx.groups.commands.flatMap((leaf, i) => {
    if (!isShown(leaf)) return []
    const command = decodeCommand(leaf.bytes)
    if (command.contract !== contracts.get(i)) malformed('types-commands')
    return [command]
  })
}

/** An opened lock is the one that its output's owner hides, and is opened once. */
function openedLocks(tx: Transaction): Lock[] {
  const opened = shownOf(tx, 'locks', decodeOpenedLock)
  if (!allDistinct(opened.map((o) => String(o.output)))) malformed('lock-twice')
  return opened.flatMap(({ output, lock }) => {
    const owner = tx.groups.owners[output] ?? malformed('lock-otherwise')
    if (!isShown(owner)) return []
    if (!equal(owner.bytes, lock.owner)) malformed('lock-otherwise')
    return [lock]
  })
}

/** The command that moves states to another notary; its data is the notary's id. */
export const MOVE = 'hdms.move/1'
const refuseMove: RefuseAs<CoreReasons, 'CONTRACT_VIOLATED', 'contract'> = refusingAs(refuseFor, 'CONTRACT_VIOLATED', { contract: MOVE })
const movedTo = (commands: readonly CommandLeaf[]): Uint8Array | undefined => commands.find((c) => c.contract === MOVE)?.data

/**
 * *Move* (docs/ledger.md §3) is committed at the old notary and changes nothing but where the states lie: each comes
 * out as it went in, under an owner that whoever could spend it has chosen. What their contracts say of changes is not
 * asked, since there is none.
 */
function verifyMove(view: TransactionView): void {
  const [command, ...more] = view.commands
  if (!command || more.length > 0 || command.name !== 'Move' || command.data.length !== 32) return refuseMove('move-shape')
  if (equal(command.data, view.visible.notary)) refuseMove('move-there-already')
  if (view.dummies.length > 0 || view.references.length > 0 || view.attachments.length > 0) refuseMove('move-parts')
  if (view.inputs.length === 0 || view.inputs.length !== view.outputs.length) refuseMove('move-count')
  view.inputs.forEach(({ output }, i) => {
    const made = view.outputs[i]
    if (!made || made.contract !== output.contract || !equal(made.state, output.state)) refuseMove('move-changed')
  })
}

const moveContract: Contract = { name: MOVE, verify: verifyMove }

/** The command that takes states over to a later version of their contract; its data is that one's name and version. */
export const UPGRADE = 'hdms.upgrade/1'
const refuseUpgrade: RefuseAs<CoreReasons, 'CONTRACT_VIOLATED', 'contract'> = refusingAs(refuseFor, 'CONTRACT_VIOLATED', {
  contract: UPGRADE,
})

/**
 * *Upgrade* (docs/ledger.md §3): each state comes out as the new contract converts it, and everybody whom the new
 * contract names for it signs. The old contract is not asked, since it does not know the new one; the new one has to be
 * installed, and to say from which it takes over.
 * @param contracts those that are in force here
 */
function verifyUpgrade(view: TransactionView, contracts: readonly Contract[]): void {
  const [command, ...more] = view.commands
  if (!command || more.length > 0 || command.name !== 'Upgrade') return refuseUpgrade('upgrade-shape')
  const to = contracts.find((c) => equal(utf8(c.name), command.data)) ?? refuseUpgrade('upgrade-not-installed')
  const upgrade = to.upgrade ?? refuseUpgrade('upgrade-takes-none')
  if (view.dummies.length > 0 || view.references.length > 0 || view.attachments.length > 0) refuseUpgrade('upgrade-parts')
  if (view.inputs.length === 0 || view.inputs.length !== view.outputs.length) refuseUpgrade('move-count')
  view.inputs.forEach(({ output: { contract, state } }, i) => {
    const made = view.outputs[i]
    if (contract !== upgrade.from) refuseUpgrade('upgrade-other-contract')
    if (made?.contract !== to.name || !equal(made.state, upgrade.convert(state))) refuseUpgrade('upgrade-otherwise')
    if (!isWithin(upgrade.signers(state), view.signers)) refuseUpgrade('upgrade-unagreed')
  })
}

/** Here to be in force or not; it is verified with the contracts beside it. */
const upgradeContract: Contract = { name: UPGRADE, verify: (view) => verifyUpgrade(view, []) }

/**
 * Every contract that `types` names, or that a used state is under, must be known and agree.
 * @param relied as in {@link viewOf}: only these are asked
 * @throws CONTRACT_VIOLATED
 */
export function verifyContracts(contracts: readonly Contract[], tx: Transaction, view: TransactionView, relied?: readonly string[]): void {
  if (view.commands.some((c) => c.contract === MOVE)) return (contracts.find((c) => c.name === MOVE) ?? moveContract).verify(view)
  if (view.commands.some((c) => c.contract === UPGRADE)) {
    const inForceHere = contracts.find((c) => c.name === UPGRADE) ?? upgradeContract
    return inForceHere === upgradeContract ? verifyUpgrade(view, contracts) : inForceHere.verify(view)
  }
  const names = new Set(typesOf(tx).flatMap((t) => (t.contract ? [t.contract] : [])))
  for (const state of [...view.inputs, ...view.references]) names.add(state.output.contract)
  for (const name of relied ? relied.filter((r) => names.has(r)) : names) {
    const contract = contracts.find((c) => c.name === name) ?? refuseFor('CONTRACT_VIOLATED', 'not-installed', { contract: name })
    contract.verify(view)
  }
}

/**
 * {@link verifyContracts}, where some of the contracts are asked elsewhere. @throws CONTRACT_VIOLATED, CONTRACT_FAILED
 */
export async function askContracts(contracts: readonly Contract[], tx: Transaction, view: TransactionView): Promise<void> {
  const asked: (() => Promise<void>)[] = []
  const here = await Promise.all(contracts.map((contract) => broughtHere(contract, view, asked)))
  verifyContracts(here, tx, view)
  for (const ask of asked) await ask()
}

/** The same contract, whose verdict is asked for later and whose upgrade was asked for before. */
async function broughtHere(contract: Contract, view: TransactionView, asked: (() => Promise<void>)[]): Promise<Contract> {
  const { name, elsewhere, upgrade } = contract
  if (!elsewhere) return contract
  const verify = (shown: TransactionView): void => void asked.push(() => elsewhere.verify(shown))
  const isMeant = view.commands.some((c) => c.contract === UPGRADE && equal(utf8(name), c.data))
  if (!upgrade || !isMeant) return { name, verify }
  const states = view.inputs.map(({ output }) => output.state)
  const answers = await elsewhere.upgraded(states)
  const answerOf = (state: Uint8Array) => answers[states.findIndex((s) => equal(s, state))] ?? refuseUpgrade('upgrade-otherwise')
  return {
    ...{ name, verify },
    upgrade: { from: upgrade.from, convert: (state) => answerOf(state).state, signers: (state) => answerOf(state).signers },
  }
}

/**
 * A node's contracts as the network parameters have them (acceptance T7): two nodes that run different code under one
 * name would not agree on what is good. A contract of other code, or that the network does not name, refuses
 * everything. One of another party need not be named: its two sides compare the hash of its files before they deal
 * (`guest-flows.ts`); where the network names it, that hash counts.
 * @param network by name and version, with the hash of the code; nothing while none is fixed
 */
export function inForce(
  contracts: readonly Contract[],
  network: ReadonlyMap<string, string> | undefined,
  code: Readonly<Record<string, string>> = CONTRACT_CODE,
): readonly Contract[] {
  if (!network) return contracts
  return [...contracts, moveContract, upgradeContract].map((contract) => {
    const { name } = contract
    const wanted = network.get(name)
    if (wanted === undefined && contract.code !== undefined) return contract
    if (wanted !== undefined && wanted === (contract.code ?? code[name])) return contract
    const reason = wanted === undefined ? 'not-used' : 'other-code'
    return { name, verify: () => refuseFor('CONTRACT_VIOLATED', reason, { contract: name }) }
  })
}

/** The only command of a contract in a transaction. @throws CONTRACT_VIOLATED */
export function onlyCommand(view: TransactionView, contract: string): CommandLeaf {
  const mine = view.commands.filter((c) => c.contract === contract)
  return mine.length === 1 ? (mine[0] as CommandLeaf) : refuseFor('CONTRACT_VIOLATED', 'one-command', { contract })
}

export const includesKey = (keys: readonly Uint8Array[], key: Uint8Array): boolean => keys.some((k) => equal(k, key))
