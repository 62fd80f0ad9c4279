/**
 * Transactions of guests: one side proposes, the other checks and signs, the first commits. Both sign what touches the
 * guest's own contracts and nothing else: a guest that could put another command beside its own would have the node
 * sign tokens or consents away.
 *
 *   proposing                               considering
 *   owners  ──── contracts of outputs ────► draws an owner for each
 *           ◄─── owners ───────────────────
 *   builds  ──── transaction, signature ──► verifies, its check, records, signs
 *           ◄─── signature ────────────────
 *   records, commits ─── answer ──────────► final                       (or builds anew: its window was missed)
 */
import { equal, utf8 } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import { type StateRef, typesOf } from '@hdms/shared/ledger/components.ts'
import { decodeTransaction } from '@hdms/shared/ledger/transaction.ts'
import type { Change } from '@hdms/shared/ports/node-store.ts'
import type { FlowContext } from '../engine/context.ts'
import type { Flow, Session, Value } from '../engine/types.ts'
import { type Contract, type TransactionView, UPGRADE } from './contract.ts'
import {
  awaitFinal,
  build,
  type CheckedTransaction,
  checkTransaction,
  commit,
  type Drafted,
  dummyInput,
  FINAL_WAIT,
  giveOutOwner,
  notaryOf,
  record,
  type Said,
  type Spending,
  sign,
  WINDOW,
  walletInput,
  windows,
} from './finality.ts'
import type { Proposal, Proposed, ProposedOutput, Recorded } from './guest.ts'
import { bytes, codecOfMessage, type GuestMessage, message, optional, record as recordOf, type ValueReader } from './guest-values.ts'
import { refuse } from './reasons.ts'
import type { CoreServices } from './services.ts'
import { refAt } from './vault.ts'

type Ctx = FlowContext<CoreServices>

/** Days for which an owner that was given out waits for its state. */
const OWNER_DAYS = 30
/** Outputs of one transaction, at most. */
const MOST = 64

const listOf =
  <T extends string | Uint8Array>(reader: ValueReader<T>): ValueReader<readonly T[]> =>
  (said, what) =>
    Array.isArray(said) && said.length <= MOST
      ? said.map((each) => reader(each, what))
      : refuse('INPUT_INVALID', 'up-to', { what, most: MOST })
const blob: ValueReader<Uint8Array> = (said, what) =>
  said instanceof Uint8Array ? said : refuse('INPUT_INVALID', 'bytes-of', { what, length: 0 })
const name: ValueReader<string> = (said, what) =>
  typeof said === 'string' && said.length <= 100 ? said : refuse('INPUT_INVALID', 'text-length', { what, most: 100 })

const OWNERS = message('hdms.owners', listOf(name))
const GIVEN = message('hdms.given', listOf(bytes(32)))
/** A transaction with the signature of who proposes it, or the notary's answer to the one before. */
const PROPOSED = message('hdms.proposed', recordOf({ transaction: optional(blob), signature: optional(blob), answer: optional(blob) }))
const SIGNED = message('hdms.signed', blob)

const say = <T extends Value>(ctx: Ctx, session: Session, to: GuestMessage<T>, value: T): Flow<void> =>
  ctx.send(session, codecOfMessage(to), value)
const hear = <T extends Value>(ctx: Ctx, session: Session, from: GuestMessage<T>): Flow<T> =>
  ctx.receive(session, codecOfMessage(from), { timeout: FINAL_WAIT })

interface PlannedInput {
  readonly ref: StateRef & { readonly [key: string]: Value }
  /** Wallet index of the key that spends it. */
  readonly index: Uint8Array
  readonly contract: string
  readonly state: Uint8Array
}
/** Parts of a transaction, beside its time, as the node has looked them up. */
interface Plan {
  readonly label: string
  readonly dealing: string
  readonly notary: string
  readonly command: { readonly contract: string; readonly name: string; readonly data: Uint8Array }
  readonly inputs: readonly PlannedInput[]
  /** Wallet index of the dummy, where nothing is spent. */
  readonly dummy: Uint8Array
  readonly outputs: readonly { readonly contract: string; readonly state: Uint8Array; readonly owner: Uint8Array }[]
  /** Identity key of the other side; nothing when this node signs alone. */
  readonly peer: Uint8Array | null
}

/** Proposes a transaction to the other side, or makes it alone. @param own contracts of the guest */
export function* propose(ctx: Ctx, own: readonly Contract[], proposal: Proposal, session?: Session): Flow<Recorded> {
  const plan = yield* planOf(ctx, own, proposal, session)
  return yield* carryOut(ctx, plan, session)
}

/** Takes own states over to a later version of their contract. */
export function* upgrade(
  ctx: Ctx,
  { own, places, to }: { readonly own: readonly Contract[]; readonly places: readonly string[]; readonly to: string },
  session?: Session,
): Flow<Recorded> {
  const states = yield* ctx.crypto('states to upgrade', async ({ vault }) => {
    const contract = own.find((c) => c.name === to) ?? refuse('NOT_ALLOWED', 'not-own-contract', { contract: to })
    const { upgrade: rule, elsewhere } = contract
    if (!rule) return refuse('CONTRACT_VIOLATED', 'upgrade-takes-none', { contract: UPGRADE })
    const olds = places.map((place) => ownState(vault, place).output.state)
    if (elsewhere) return (await elsewhere.upgraded(olds)).map(({ state }) => state)
    return olds.map((old) => rule.convert(old))
  })
  const outputs = states.map((state) => ({ contract: to, state, owner: 'own' as const }))
  const command = { contract: to, name: 'Upgrade' }
  const plan = yield* planOf(ctx, own, { label: 'upgrade', inputs: places, outputs, command }, session)
  const data = utf8(to)
  return yield* carryOut(ctx, { ...plan, command: { contract: UPGRADE, name: 'Upgrade', data } }, session)
}

/** Looks the states up and holds them, and has an owner drawn for each output, here or there. */
function* planOf(ctx: Ctx, own: readonly Contract[], proposal: Proposal, session: Session | undefined): Flow<Plan> {
  const { label, outputs = [], command } = proposal
  const dealing = session?.id ?? ctx.id
  for (const contract of [command.contract, ...outputs.map((o) => o.contract)]) ownContract(own, contract)
  if (!session && outputs.some(({ owner }) => owner === 'peer')) refuse('NOT_ALLOWED', 'proposal-parts')
  const { notary, peer, states } = yield* ctx.tx('hold what is spent', (changes, services) => {
    const found = held(changes, services, ctx.id, { own, inputs: proposal.inputs ?? [] })
    return { ...parties(services, proposal, session, found), states: found }
  })
  const given = session ? yield* ownersOfPeer(ctx, session, outputs) : []
  const owners: Uint8Array[] = []
  for (const { owner, contract } of outputs)
    owners.push(
      owner === 'own' ? yield* giveOutOwner(ctx, contract, dealing, OWNER_DAYS) : (given.shift() ?? fail('BUG', { what: 'owners' })),
    )
  return {
    ...{ label, dealing, notary, peer, inputs: states },
    command: { data: new Uint8Array(0), ...command },
    dummy: yield* ctx.random(16),
    outputs: outputs.map(({ contract, state }, i) => ({ contract, state, owner: owners[i] as Uint8Array })),
  }
}

type Input = PlannedInput & { readonly notary: string; readonly [key: string]: Value }
/** Own states by their places, held for this flow. @throws NOT_ALLOWED */
function held(
  changes: Change[],
  { vault }: CoreServices,
  flow: string,
  { own, inputs }: { readonly own: readonly Contract[]; readonly inputs: readonly string[] },
): Input[] {
  const taken = own.flatMap((c) => c.upgrade?.from ?? [])
  return inputs.map((place) => {
    const { ref, output, row, made } = ownState(vault, place)
    if (!taken.includes(output.contract)) ownContract(own, output.contract)
    vault.softLock(changes, ref, flow)
    return { ref: { ...ref }, index: row.index, contract: output.contract, state: output.state, notary: made.notary }
  })
}

/** Notary and other side. @throws NOT_ALLOWED when the states lie with two notaries */
function parties({ network, identity }: CoreServices, proposal: Proposal, session: Session | undefined, states: readonly Input[]) {
  const [lying, second] = new Set(states.map((s) => s.notary))
  if (second !== undefined) refuse('NOT_ALLOWED', 'two-notaries')
  const peer = session && network.node(session.peer)
  return { notary: lying ?? proposal.notary ?? (peer?.notary || network.node(identity.name).notary), peer: peer?.identityKey ?? null }
}

function* ownersOfPeer(ctx: Ctx, session: Session, outputs: readonly ProposedOutput[]): Flow<Uint8Array[]> {
  const contracts = outputs.filter((o) => o.owner === 'peer').map((o) => o.contract)
  yield* say(ctx, session, OWNERS, contracts)
  const given = yield* hear(ctx, session, GIVEN)
  return given.length === contracts.length ? [...given] : refuse('NOT_ALLOWED', 'proposal-parts')
}

const ownContract = (own: readonly Contract[], contract: string): Contract =>
  own.find((c) => c.name === contract) ?? refuse('NOT_ALLOWED', 'not-own-contract', { contract })

const PLACE = /^[0-9a-f]{64}\.\d{1,4}$/
/** @throws NOT_ALLOWED when it is not this node's to spend now */
function ownState(vault: CoreServices['vault'], place: string) {
  const found = PLACE.test(place) ? vault.state(refAt(place)) : undefined
  const { row, spent, made } = found ?? {}
  if (!found || !row || spent || made?.standing !== 'verified') return refuse('NOT_ALLOWED', 'not-own-state', { place })
  return { ...found, row }
}

function* carryOut(ctx: Ctx, plan: Plan, session: Session | undefined): Flow<Recorded> {
  const next = windows()
  for (;;) {
    next()
    const transaction = yield* build(ctx, plan.label, plan.notary, WINDOW, (services) => drafted(services, plan))
    const signature = yield* sign(ctx, transaction)
    const signatures = session ? [signature, yield* signedByPeer(ctx, session, transaction, signature)] : [signature]
    const id = yield* record(ctx, plan.dealing, plan.notary, transaction, signatures)
    const answer = yield* commit(ctx, plan.notary, transaction, (services) => spendingOf(services, plan))
    if (!answer) continue
    if (session) yield* say(ctx, session, PROPOSED, { transaction: null, signature: null, answer })
    return recorded(id, plan.outputs.length)
  }
}

const recorded = (id: string, outputs: number): Recorded => ({
  id,
  places: Array.from({ length: outputs }, (_, index) => `${id}.${index}`),
})

async function spendingOf(services: CoreServices, { inputs, dummy }: Plan): Promise<readonly Spending[]> {
  if (inputs.length === 0) return [await dummyInput(services, dummy)]
  return Promise.all(inputs.map(({ ref, index }) => walletInput(services, index, ref)))
}

async function drafted(services: CoreServices, plan: Plan): Promise<Drafted> {
  const spending = await spendingOf(services, plan)
  const { key } = services.identity
  return {
    inputs: spending.map(({ input }, i) => ({ input, contract: plan.inputs[i]?.contract ?? '' })),
    outputs: plan.outputs.map(({ contract, state, owner }) => ({ output: { contract, state }, owner })),
    commands: [plan.command],
    signers: plan.peer ? [key, plan.peer] : [key],
    submitter: key,
  }
}

function* signedByPeer(ctx: Ctx, session: Session, transaction: CheckedTransaction, signature: Uint8Array): Flow<Uint8Array> {
  yield* say(ctx, session, PROPOSED, { transaction, signature, answer: null })
  const theirs = yield* hear(ctx, session, SIGNED)
  yield* ctx.crypto('check their signature', async (services) => {
    await checkTransaction(services, transaction, [signature, theirs])
    return null
  })
  return theirs
}

/**
 * Takes part in what the other side proposes. @param own contracts of the guest @param check the guest's own, before
 * this node signs
 */
export function* consider(ctx: Ctx, own: readonly Contract[], session: Session, check: (proposed: Proposed) => void): Flow<Recorded> {
  const contracts = yield* hear(ctx, session, OWNERS)
  const owners: Uint8Array[] = []
  for (const contract of contracts) {
    ownContract(own, contract)
    owners.push(yield* giveOutOwner(ctx, contract, session.id, OWNER_DAYS))
  }
  yield* say(ctx, session, GIVEN, owners)
  const next = windows()
  let said = yield* hear(ctx, session, PROPOSED)
  for (;;) {
    next()
    const { transaction, signature } = said
    if (!transaction || !signature) return refuse('NOT_ALLOWED', 'proposal-parts')
    const checked = yield* ctx.crypto('check what is proposed', (services) =>
      checkedProposal(services, { own, session, transaction, signature, check }),
    )
    const mine = yield* sign(ctx, checked.transaction)
    const id = yield* record(ctx, session.id, checked.notary, checked.transaction, [signature, mine])
    yield* say(ctx, session, SIGNED, mine)
    const outcome = yield* awaitFinal(ctx, checked.notary, id, checked.transaction, () => finalWord(ctx, session))
    if (outcome === 'final') return recorded(id, checked.outputs)
    if (outcome === undefined) return fail('SESSION_TIMEOUT')
    said = outcome.instead
  }
}

type Word = ReturnType<(typeof PROPOSED)['read']>
function* finalWord(ctx: Ctx, session: Session): Flow<Said<Word>> {
  const word = yield* hear(ctx, session, PROPOSED)
  return word.answer ? { answer: word.answer } : { instead: word }
}

interface Considered {
  readonly own: readonly Contract[]
  readonly session: Session
  readonly transaction: Uint8Array
  readonly signature: Uint8Array
  readonly check: (proposed: Proposed) => void
}

/**
 * Everything that this node signs on: contracts and signatures as for every transaction, nothing beside the guest's own
 * contracts, owners that were given out for it, the other side as who submits it, and the guest's own check.
 */
async function checkedProposal(services: CoreServices, { own, session, transaction: sent, signature, check }: Considered) {
  const { identity, network, vault } = services
  const { transaction, view } = await checkTransaction(services, sent, [signature], [identity.key])
  const peer = network.node(session.peer)
  if (!equal(view.submitter, peer.identityKey)) refuse('NOT_ALLOWED', 'not-submitter')
  const command = onlyOwn(own, sent, view)
  const outputs = view.outputs.map(({ contract, state, owner }) => {
    const isOwn = vault.ownerRow(owner) !== undefined
    if (isOwn) vault.checkGivenOut(owner, contract, session.id)
    return { contract, state, owner: isOwn ? ('own' as const) : ('peer' as const) }
  })
  check({
    ...{ peer: { name: session.peer, key: peer.identityKey }, command, outputs, signers: view.signers },
    inputs: view.inputs.map(({ output: { contract, state } }) => ({ contract, state })),
  })
  return { transaction, notary: notaryOf(services, sent), outputs: outputs.length }
}

/**
 * One command, of the guest's own contracts or an upgrade to one of them, and states of theirs alone. @throws
 * NOT_ALLOWED
 */
function onlyOwn(own: readonly Contract[], sent: Uint8Array, view: TransactionView): Proposed['command'] {
  const [command, ...more] = view.commands
  if (!command || more.length > 0 || view.references.length > 0 || view.attachments.length > 0 || view.locks.length > 0)
    return refuse('NOT_ALLOWED', 'proposal-parts')
  const from = own.map((c) => c.upgrade?.from)
  for (const { contract } of typesOf(decodeTransaction(sent))) {
    const isUpgrade = command.contract === UPGRADE && (contract === UPGRADE || from.includes(contract))
    if (contract !== '' && !isUpgrade) ownContract(own, contract)
  }
  return { contract: command.contract, name: command.name, data: command.data }
}
