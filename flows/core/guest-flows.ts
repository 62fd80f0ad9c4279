/**
 * The flows of a guest as the engine runs them: each gets a context of its own, which hands in what guests may use and
 * nothing else.
 */
import { fail } from '@hdms/shared/errors.ts'
import type { VerifiedNodeInfo } from '@hdms/shared/network/node-info.ts'
import { type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { decodeValue, encodeValue } from '../engine/codec.ts'
import type { FlowContext, FlowDefinition, Responder, ResponderArgs } from '../engine/context.ts'
import type { OwnerQuestion } from '../engine/question.ts'
import type { Flow, Session, StepTools, Value } from '../engine/types.ts'
import type { Contract } from './contract.ts'
import type {
  GuestCapability,
  GuestChanges,
  GuestContext,
  GuestEvent,
  GuestFlow,
  GuestResponder,
  GuestRows,
  GuestRun,
  GuestView,
  KnownMember,
  Proposal,
  Proposed,
  Recorded,
} from './guest.ts'
import { MadeOperations } from './guest-operations.ts'
import { consider, propose, upgrade } from './guest-proposal.ts'
import { codecOfMessage, type GuestMessage } from './guest-values.ts'
import { step } from './progress.ts'
import type { CoreServices } from './services.ts'
import { refAt } from './vault.ts'
import { VaultQueries } from './vault-query.ts'

/** A guest that a node runs, with the node's side of it. */
export interface GuestHost {
  readonly guest: GuestCapability
  /** Hex SHA-256 of its files. */
  readonly hash: string
  readonly settings: Readonly<Record<string, Value>>
  readonly store: () => NodeStore
  /** Its contracts, as this node asks them. */
  readonly contracts: readonly Contract[]
}

type Ctx = FlowContext<CoreServices>

/** Both sides run the same files, or neither can tell what the other would call good. @throws CAPABILITY_PEER */
export function samePeer(info: VerifiedNodeInfo, { guest, hash }: GuestHost): void {
  const running = info.capabilities?.find((c) => c.name === guest.name)
  if (running?.hash !== hash)
    fail('CAPABILITY_PEER', { peer: info.name, capability: guest.name, found: running?.hash ?? 'not at all', known: hash })
}

/** Narrows a node's services to a guest's view. */
export function viewOfNode(services: CoreServices, { guest, settings }: GuestHost): GuestView {
  const { identity, network, vault } = services
  const queries = new VaultQueries(vault, guest.states)
  return {
    me: { name: identity.name, key: identity.key },
    settings,
    member(name): KnownMember {
      const { identityKey } = network.node(name)
      return { name, key: identityKey }
    },
    page: (query) => queries.page(query),
    sums: (query, aggregation) => queries.aggregate(query, aggregation),
    state(place) {
      const contract = vault.state(refAt(place))?.output.contract ?? ''
      const { states } = queries.page({ contract, standing: 'any', size: 1000 })
      return (states.find((s) => s.place === place) ?? fail('NOT_FOUND', { what: 'state' })) as never
    },
  }
}

/** A key that lies under one of the guest's own prefixes. @throws CAPABILITY_CLASH */
function ownKey({ name, stores = {} }: GuestCapability, key: string): string {
  const own = Object.keys(stores).some((prefix) => key.startsWith(prefix))
  return own
    ? key
    : fail('CAPABILITY_CLASH', { capability: name, what: `row ${key.split('/')[0]}/`, other: 'the node or another capability' })
}

/** @throws CAPABILITY_INVALID for an event that it does not declare: another capability's would be taken from it */
const ownEvent = ({ name, events = [] }: GuestCapability, type: string): string =>
  events.find((e) => e.type === type)?.type ?? fail('CAPABILITY_INVALID', { capability: name, what: `event ${type}` })

const rowsOf = ({ guest, store }: GuestHost): GuestRows => ({
  async list(prefix) {
    const rows = await store().range(...prefixRange(ownKey(guest, prefix)))
    return rows.map(([key, value]) => [key, decodeValue<Value>(value)] as const)
  },
})

class OwnContext implements GuestContext {
  readonly id: string
  readonly #ctx: Ctx
  readonly #host: GuestHost
  readonly #made = new MadeOperations()
  /** Payloads that opened a session, until they are received. */
  readonly #first = new Map<string, Uint8Array>()

  constructor(ctx: Ctx, host: GuestHost, opened?: ResponderArgs) {
    this.id = ctx.id
    this.#ctx = ctx
    this.#host = host
    if (opened) this.#first.set(opened.session.id, opened.first)
  }

  /** Runs a flow of the guest in this context. */
  run<R>(flow: GuestRun<R>): Flow<R> {
    return this.#made.run(this.#host.guest.name, flow)
  }

  open(peer: string, flow: string, version = 1): GuestRun<Session> {
    return this.#made.note(this.#open(peer, flow, version))
  }
  *#open(peer: string, flow: string, version: number): Flow<Session> {
    yield* this.#compare(peer)
    return yield* this.#ctx.open(peer, flow, version)
  }
  /** Before it agrees to anything: who was not known when the session was opened is by now. */
  *#compare(peer: string): Flow<void> {
    const host = this.#host
    yield* this.#ctx.read('same capability', ({ network }) => {
      samePeer(network.node(peer), host)
      return null
    })
  }
  send<T extends Value>(session: Session, message: GuestMessage<T>, value: T): GuestRun<void> {
    return this.#made.note(this.#ctx.send(session, codecOfMessage(message), value))
  }
  receive<T extends Value>(session: Session, message: GuestMessage<T>, options: { readonly timeout?: number } = {}): GuestRun<T> {
    return this.#made.note(this.#receive(session, message, options))
  }
  *#receive<T extends Value>(session: Session, message: GuestMessage<T>, options: { readonly timeout?: number }): Flow<T> {
    const codec = codecOfMessage(message)
    const first = this.#first.get(session.id)
    if (!first) return yield* this.#ctx.receive(session, codec, options)
    this.#first.delete(session.id)
    return codec.decode(first)
  }
  close(session: Session): GuestRun<void> {
    return this.#made.note(this.#ctx.close(session))
  }
  all<T extends readonly unknown[]>(flows: { readonly [K in keyof T]: GuestRun<T[K]> }): GuestRun<T> {
    const mine = flows.map((flow) => this.run(flow)) as { readonly [K in keyof T]: Flow<T[K]> }
    return this.#made.note(this.#ctx.all<T>(mine))
  }
  ask<T extends Value, A extends Value>(question: OwnerQuestion<T, A>, terms: T, options?: { readonly timeout?: number }): GuestRun<A> {
    return this.#made.note(this.#ctx.ask(question, terms, options))
  }
  read<T extends Value>(label: string, read: (view: GuestView) => T): GuestRun<T> {
    return this.#made.note(this.#ctx.read(label, (services) => read(viewOfNode(services, this.#host))))
  }
  look<T extends Value>(label: string, look: (view: GuestView, rows: GuestRows) => Promise<T>): GuestRun<T> {
    return this.#made.note(this.#ctx.crypto(label, (services) => look(viewOfNode(services, this.#host), rowsOf(this.#host))))
  }
  keep(label: string, change: (changes: GuestChanges) => void): GuestRun<void> {
    return this.#made.note(this.#keep(label, change))
  }
  *#keep(label: string, change: (changes: GuestChanges) => void): Flow<void> {
    const { guest } = this.#host
    yield* this.#ctx.tx(label, (changes) => {
      change({
        put: (key, value) => void changes.push({ key: ownKey(guest, key), value: encodeValue(value) }),
        drop: (key) => void changes.push({ key: ownKey(guest, key), value: null }),
      })
      return null
    })
  }
  effect<T extends Value>(label: string, run: (tools: StepTools) => Promise<T>, options?: { readonly attempts?: number }): GuestRun<T> {
    return this.#made.note(this.#ctx.step(label, ({ deduplicationId, signal }) => run({ deduplicationId, signal }), options))
  }
  event<T extends Value>({ type }: GuestEvent<T>, key: string, options: { readonly timeout?: number } = {}): GuestRun<T> {
    return this.#made.note(this.#ctx.event<T>(ownEvent(this.#host.guest, type), key, options))
  }
  sleep(ms: number): GuestRun<void> {
    return this.#made.note(this.#ctx.sleep(ms))
  }
  now(): GuestRun<number> {
    return this.#made.note(this.#ctx.now())
  }
  random(length: number): GuestRun<Uint8Array> {
    return this.#made.note(this.#ctx.random(length))
  }
  progress(dealing: string, number: number): GuestRun<void> {
    const { name, steps = [] } = this.#host.guest
    const what = steps[number - 1]?.en ?? fail('CAPABILITY_INVALID', { capability: name, what: `step ${number}` })
    return this.#made.note(step(this.#ctx, dealing, number, what))
  }
  propose(session: Session, proposal: Proposal): GuestRun<Recorded> {
    return this.#made.note(this.#with(session, propose(this.#ctx, this.#host.contracts, proposal, session)))
  }
  consider(session: Session, check: (proposed: Proposed) => void): GuestRun<Recorded> {
    return this.#made.note(this.#with(session, consider(this.#ctx, this.#host.contracts, session, check)))
  }
  record(proposal: Proposal): GuestRun<Recorded> {
    return this.#made.note(propose(this.#ctx, this.#host.contracts, proposal))
  }
  upgrade(places: readonly string[], to: string, session?: Session): GuestRun<Recorded> {
    const upgrading = upgrade(this.#ctx, { own: this.#host.contracts, places, to }, session)
    return this.#made.note(session ? this.#with(session, upgrading) : upgrading)
  }
  *#with<R>(session: Session, flow: Flow<R>): Flow<R> {
    yield* this.#compare(session.peer)
    return yield* flow
  }
}

/** The flow as the engine runs it. An error of its author's becomes one of ours, with its code and data. */
export function adoptedFlow(
  flow: GuestFlow | GuestResponder,
  host: GuestHost,
): FlowDefinition<CoreServices, never, unknown> | Responder<CoreServices> {
  const { name, version } = flow
  if ('responds' in flow) {
    return {
      ...{ name, version, responds: true },
      run(ctx: Ctx, opened: ResponderArgs): Flow<unknown> {
        const own = new OwnContext(ctx, host, opened)
        return own.run(flow.run(own, opened.session))
      },
    }
  }
  return {
    ...{ name, version },
    run(ctx: Ctx, args: Value): Flow<Value> {
      const own = new OwnContext(ctx, host)
      return own.run(flow.run(own, args))
    },
  }
}
