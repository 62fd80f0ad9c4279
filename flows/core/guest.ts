/**
 * A capability of another party, a *guest* of the node that runs it: one value, which its package exports. It gets what
 * its operations hand it and nothing else: states of its own contracts, rows under its own prefixes, names of members,
 * the owner's answers. Keys, documents and what other capabilities keep are not among them. After Corda's CorDapps;
 * docs/sdk.md says what code in the same process can still do.
 */
import type { OwnerQuestion, Words } from '../engine/question.ts'
import type { Session, StepTools, Value } from '../engine/types.ts'
import type { Contract } from './contract.ts'
import type { GuestReasons } from './guest-refusals.ts'
import type { GuestMessage, ValueReader } from './guest-values.ts'
import type { Aggregate, Aggregation, FoundState, Page, PageQuery, StateQuery, StateReader } from './vault-query.ts'

/** One operation of a flow: made by its context alone, and handed to the engine by `yield*`. */
export interface GuestOperation {
  readonly kind: string
}
/** A flow of a guest in execution. @typeParam R what it ends with */
export type GuestRun<R> = Generator<GuestOperation, R, unknown>

/** A member as a guest sees it. */
export interface KnownMember {
  /** X.500 name. */
  readonly name: string
  /** Identity key, 32 bytes: what contracts name people and institutions by. */
  readonly key: Uint8Array
}

/** A guest's view of its node at a moment. */
export interface GuestView {
  readonly me: KnownMember
  /** Settings as the operator gave them, else their defaults. */
  readonly settings: Readonly<Record<string, Value>>
  /** A member that the node knows. @throws NOT_FOUND */
  member(name: string): KnownMember
  /** States of its own contracts. @throws INPUT_INVALID for a contract that is not its own */
  page<S extends object>(query: PageQuery): Page<S>
  /** @throws INPUT_INVALID as `page` */
  sums(query: StateQuery, aggregation: Aggregation): readonly Aggregate[]
  /** One state by its place, `TX.INDEX`. @throws NOT_FOUND when it is not of its own contracts */
  state<S extends object>(place: string): FoundState<S>
}

/** Rows of the node's store that are the guest's own, as they are now. */
export interface GuestRows {
  /**
   * @param prefix one that it declares, and what its keys begin with behind it @returns keys and values, in the order
   * of the keys
   */
  list(prefix: string): Promise<readonly (readonly [key: string, value: Value])[]>
}
/**
 * Changes of the guest's own rows: with the turn, or not at all. @throws CAPABILITY_CLASH for a key under no prefix of
 * its own
 */
export interface GuestChanges {
  put(key: string, value: Value): void
  drop(key: string): void
}

/** A state that a transaction makes. */
export interface ProposedOutput {
  /** Contract name and version, one of the guest's own. */
  readonly contract: string
  /** Its bytes, as the contract's form writes them. */
  readonly state: Uint8Array
  /** Who can spend it. */
  readonly owner: 'own' | 'peer'
}

/** A transaction as a flow proposes it. Time, notary, keys and nonces are the node's. */
export interface Proposal {
  /** In journals and tables: *issue*, *settle*. */
  readonly label: string
  /** Places of states that this node owns, `TX.INDEX`: they are spent. */
  readonly inputs?: readonly string[]
  readonly outputs?: readonly ProposedOutput[]
  readonly command: { readonly contract: string; readonly name: string; readonly data?: Uint8Array }
  /** X.500 name of the notary; that of the inputs, else the one the other side uses, without. */
  readonly notary?: string
}

/**
 * A transaction that was proposed to this node, as its own check sees it: verified by its contracts, signed by the
 * other side.
 */
export interface Proposed {
  readonly peer: KnownMember
  readonly command: { readonly contract: string; readonly name: string; readonly data: Uint8Array }
  readonly inputs: readonly { readonly contract: string; readonly state: Uint8Array }[]
  readonly outputs: readonly ProposedOutput[]
  /** Identity keys of all that sign. */
  readonly signers: readonly Uint8Array[]
}

/** A transaction that is final. */
export interface Recorded {
  /** Hex. */
  readonly id: string
  /** Places of the states that it made, `TX.INDEX`, in the order of its outputs. */
  readonly places: readonly string[]
  readonly [key: string]: Value
}

/** Operations of a guest's flow, to `yield*`: each result is in the journal (ADR 32). */
export interface GuestContext {
  /** Hex of the flow's id. */
  readonly id: string
  /**
   * Opens a session with a flow of the same capability at another node. @throws CAPABILITY_PEER when that one runs
   * other files
   */
  open(peer: string, flow: string, version?: number): GuestRun<Session>
  send<T extends Value>(session: Session, message: GuestMessage<T>, value: T): GuestRun<void>
  /** @throws WIRE_MALFORMED, SESSION_ENDED, what the other side's error says, SESSION_TIMEOUT after `timeout` ms */
  receive<T extends Value>(session: Session, message: GuestMessage<T>, options?: { readonly timeout?: number }): GuestRun<T>
  close(session: Session): GuestRun<void>
  /** Runs flows side by side; the first failure cancels the others. */
  all<T extends readonly unknown[]>(flows: { readonly [K in keyof T]: GuestRun<T[K]> }): GuestRun<T>
  /**
   * The owner answers, which may take days. @throws QUESTION_UNKNOWN keeps the flow when the capability does not
   * declare the question
   */
  ask<T extends Value, A extends Value>(question: OwnerQuestion<T, A>, terms: T, options?: { readonly timeout?: number }): GuestRun<A>
  /** Reads what the node knows now, at once. The value lies in the journal: it has to be small. */
  read<T extends Value>(label: string, read: (view: GuestView) => T): GuestRun<T>
  /** The same with rows of the store, which take a moment to be read. */
  look<T extends Value>(label: string, look: (view: GuestView, rows: GuestRows) => Promise<T>): GuestRun<T>
  /** Changes own rows, in the durable batch of this turn: exactly once. */
  keep(label: string, change: (changes: GuestChanges) => void): GuestRun<void>
  /** An effect outside, begun when all that led to it is durable; tried again while its error may pass. */
  effect<T extends Value>(label: string, run: (tools: StepTools) => Promise<T>, options?: { readonly attempts?: number }): GuestRun<T>
  /** Waits for an event of the outside. @param key of what it is about @throws SESSION_TIMEOUT after `timeout` ms */
  event<T extends Value>(event: GuestEvent<T>, key: string, options?: { readonly timeout?: number }): GuestRun<T>
  sleep(ms: number): GuestRun<void>
  /** ms since 1970 */
  now(): GuestRun<number>
  random(length: number): GuestRun<Uint8Array>
  /**
   * Tells the owner that a step of the capability's `steps` is done, the first being 1. @param dealing whose history it
   * belongs to: a session's id
   */
  progress(dealing: string, step: number): GuestRun<void>
  /**
   * Makes a transaction with the other side: built, verified and signed here, checked and signed there, committed.
   * @throws what the other side refuses, TX_CONFLICT
   */
  propose(session: Session, proposal: Proposal): GuestRun<Recorded>
  /**
   * Takes part in what the other side proposes. @param check looks at it before this node signs; throws to refuse. Pure
   * @throws what it throws
   */
  consider(session: Session, check: (proposed: Proposed) => void): GuestRun<Recorded>
  /** Makes a transaction that nobody else signs. */
  record(proposal: Proposal): GuestRun<Recorded>
  /**
   * Takes own states over to a later version of their contract. @param session with whoever else has to sign; without,
   * this node alone does
   */
  upgrade(places: readonly string[], to: string, session?: Session): GuestRun<Recorded>
}

/** A flow that the owner of a node starts. */
export interface GuestFlow<A extends Value = Value, R extends Value = Value> {
  /** Begins with the capability's name and a dot. */
  readonly name: string
  readonly version: number
  /** Its purpose, for whoever starts it. */
  readonly words: Words
  readonly args: ValueReader<A>
  run(ctx: GuestContext, args: A): GuestRun<R>
}
/** A flow that a peer's flow starts, by opening a session with it. */
export interface GuestResponder {
  readonly name: string
  readonly version: number
  readonly responds: true
  run(ctx: GuestContext, session: Session): GuestRun<unknown>
}

/** A setting that an operator may give in the node's configuration. */
export interface GuestSetting {
  readonly about: string
  readonly read: ValueReader<Value>
  readonly default: Value
}

/** A command of `hdms`, which starts a flow or asks for states and prints what comes. */
export interface GuestCommand {
  /**
   * As the help shows it, behind the capability's name: `issue LENDER AMOUNT`. Each word in capitals is given to `args`
   * in its order.
   */
  readonly usage: string
  readonly about: string
  /** Name of the flow that it starts. */
  readonly starts: string
  /** Arguments of the flow, of the words that were typed. @throws INPUT_INVALID */
  readonly args: (words: readonly string[]) => Value
}

/** An event of the outside, such as a message of a hospital's information system, which comes in by `POST /events`. */
export interface GuestEvent<T extends Value = Value> {
  /** Begins with the capability's name and a dot. */
  readonly type: string
  readonly read: ValueReader<T>
}

/** A page's part that shows the capability to a person: plain data, which the page draws. */
export interface GuestScreen {
  readonly title: Words
  /** Fields of each state, one line each. */
  readonly shows: readonly { readonly contract: string; readonly fields: Readonly<Record<string, Words>> }[]
  /** Flows that can be started from it, with the words of their arguments. */
  readonly starts: readonly { readonly flow: string; readonly fields: Readonly<Record<string, Words>> }[]
}

/** A contract as a guest writes it. Pure: it says the same of the same transaction, at every node. */
export type GuestContract = Pick<Contract, 'name' | 'verify' | 'upgrade'>

/** A capability of another party. */
export interface GuestCapability {
  /** Unique among those that a node runs: small letters and hyphens. Contracts, flows and questions begin with it. */
  readonly name: string
  readonly version: number
  /** Names of capabilities that must run beside it, each with the version it was written for. */
  readonly requires?: Readonly<Record<string, number>>
  readonly contracts: readonly GuestContract[]
  /** How states of its contracts are read: forms, or readers of its own. */
  readonly states: readonly StateReader[]
  readonly flows: readonly (GuestFlow | GuestResponder)[]
  readonly messages?: readonly GuestMessage<Value>[]
  readonly questions?: readonly OwnerQuestion<never, Value>[]
  /** Steps of its dealings, from the first on, as a person is told them. */
  readonly steps?: readonly Words[]
  /** Reasons of its refusals (`refusals`). */
  readonly reasons?: GuestReasons
  /** Rows of its own: key prefixes, each with its slash, and what lies under them. */
  readonly stores?: Readonly<Record<string, string>>
  readonly settings?: Readonly<Record<string, GuestSetting>>
  readonly commands?: readonly GuestCommand[]
  readonly events?: readonly GuestEvent[]
  readonly screen?: GuestScreen
}
