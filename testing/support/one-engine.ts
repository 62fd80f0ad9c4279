/** One engine over a disk that outlives it, for tests that say themselves what comes and goes. */
import type { FlowContext, FlowDefinition } from '@hdms/flows/engine/context.ts'
import { Engine, type EngineOptions } from '@hdms/flows/engine/engine.ts'
import { Kind, type MessageFields, type OutboxEntry } from '@hdms/flows/engine/sessions.ts'
import { fromHex, hex, utf8 } from '@hdms/shared/bytes.ts'
import type { HdmsError } from '@hdms/shared/errors.ts'
import { silent } from '@hdms/shared/logging.ts'
import { decode, encode, hdms } from '@hdms/shared/messages/wire.ts'
import { type MemoryDisk, memoryDisk, memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import type { NodeStore } from '@hdms/shared/ports/node-store.ts'
import { type SeededRandom, seeded } from './random.ts'
import { SimClock } from './sim-clock.ts'

export const PEER = 'CN=peer'

/** The services behind a context, which its type does not give: for bodies that go round it, as code of strangers may. */
export const behind = <S>(ctx: FlowContext<S>): S => (ctx as unknown as { readonly services: S }).services

export class OneEngine<W> {
  readonly clock: SimClock = new SimClock()
  readonly disk: MemoryDisk = memoryDisk()
  readonly random: SeededRandom
  /** What was given to be sent, of every life. */
  readonly sent: OutboxEntry[] = []
  /** Why the engine stopped by itself. */
  failure: HdmsError | undefined
  engine!: Engine<W>
  readonly world: W
  /** Awaited before every commit; what it throws is the store's failure. */
  commit: () => Promise<void> = async () => {}
  /** The same before every reading of rows. */
  read: () => Promise<void> = async () => {}

  constructor(world: W, seed = 1) {
    this.world = world
    this.random = seeded(seed)
  }

  /** An engine on the disk as it is, not started. The one before is stopped. */
  make(flows: readonly FlowDefinition<W, never, unknown>[], more: Partial<EngineOptions<W>> = {}): Engine<W> {
    this.engine?.stop()
    this.engine = new Engine<W>({
      store: this.store(),
      clock: this.clock,
      logger: silent,
      random: (n) => this.random.bytes(n),
      services: this.world,
      flows,
      dispatch: (entry) => void this.sent.push(entry),
      stopped: (error) => {
        this.failure = error
      },
      ...more,
    })
    return this.engine
  }
  async boot(flows: readonly FlowDefinition<W, never, unknown>[], more: Partial<EngineOptions<W>> = {}): Promise<Engine<W>> {
    await this.make(flows, more).start()
    await this.rest()
    return this.engine
  }

  private store(): NodeStore {
    const store = memoryNodeStore(this.disk, () => this.commit())
    const range: NodeStore['range'] = async (from, to) => {
      await this.read()
      return store.range(from, to)
    }
    return { ...store, range }
  }

  /** Everything that waits for nothing but the process is done. */
  async rest(): Promise<void> {
    for (let i = 0; i < 3; i++) await SimClock.settle()
  }
  /** Lets simulated time pass, with every timer in it. */
  async pass(ms: number): Promise<void> {
    const until = this.clock.now() + ms
    await this.clock.runUntil(() => false, ms)
    this.clock.jump(until - this.clock.now())
    await this.rest()
  }

  /** Keys on the disk with one of these prefixes. */
  rows(...prefixes: string[]): string[] {
    return [...this.disk.rows.keys()].filter((key) => prefixes.some((p) => key.startsWith(p))).sort()
  }
}

/** A message of the peer in a session that it opened. */
export const fromPeer = (session: string, sequence: number, fields: MessageFields): hdms.SessionMessage =>
  decode(hdms.SessionMessage, encode(hdms.SessionMessage, { session: fromHex(session), sequence, fromOpener: true, ...fields }), 'test')
export const opens = (session: string, flow: string, payload = 'request'): hdms.SessionMessage =>
  fromPeer(session, 0, { kind: Kind.OPEN, flow, versionMin: 1, versionMax: 1, payload: utf8(payload) })
export const says = (session: string, sequence: number, payload: string): hdms.SessionMessage =>
  fromPeer(session, sequence, { kind: Kind.DATA, payload: utf8(payload) })

/** The code and data that a promise was refused with; undefined when it was not. */
export const refusal = (work: Promise<unknown>): Promise<{ code: string; data: unknown } | undefined> =>
  work.then(
    () => undefined,
    ({ code, data }: HdmsError) => ({ code, data }),
  )

/** The same, when it is settled as soon as everything has been done that needs no time; a code of its own while it waits. */
export async function soon(net: { rest(): Promise<void> }, work: Promise<unknown>): Promise<{ code: string; data: unknown } | undefined> {
  let found: { code: string; data: unknown } | undefined = { code: 'still waits', data: {} }
  void refusal(work).then((r) => {
    found = r
  })
  await net.rest()
  return found
}

/** What was sent, decoded. */
export const messages = (sent: readonly OutboxEntry[]): hdms.SessionMessage[] =>
  sent.map((e) => decode(hdms.SessionMessage, e.message, 'sent'))
export const sessionOf = (n: number): string => hex(new Uint8Array(16).fill(n))
