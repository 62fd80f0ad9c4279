/** A hospital's side of the HIS without the flows behind it: what a message leads to. */
import type { Engine } from '@hdms/flows/engine/engine.ts'
import type { HisEvent } from '@hdms/flows/treatment/his-port.ts'
import type { HospitalServices, OrderRow } from '@hdms/flows/treatment/hospital.ts'
import { decodeMessage } from '@hdms/node/institutional/his/hl7/charset.ts'
import { Inbox } from '@hdms/node/institutional/his/hl7/inbox.ts'
import { take } from '@hdms/node/institutional/his/hl7/incoming.ts'
import type { Readers } from '@hdms/node/institutional/his/hl7/large.ts'
import { HisInbound } from '@hdms/node/institutional/his/inbound.ts'
import { OrderBook } from '@hdms/node/institutional/orders.ts'
import { utf8 } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import { silent } from '@hdms/shared/logging.ts'
import { memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'
import { SimClock } from './sim-clock.ts'

export const ORDER = 'a1b2c3d4e5f6'
export const OTHER_ORDER = 'b1b2c3d4e5f6'
export const PATIENT = 'P-100'
export const PERSON = 'CN=0123456789abcdef,O=Health In My Storage,C=KR'
export const OTHER_PERSON = 'CN=fedcba9876543210,O=Health In My Storage,C=KR'

interface Options {
  readonly store?: NodeStore
  readonly domains?: readonly string[]
  readonly unmatchedDays?: number
  readonly clock?: SimClock
  readonly elsewhere?: Readers
}

interface Given {
  readonly orderId: string
  readonly event: HisEvent
  readonly id: string
}
interface Correction {
  readonly args: { readonly resources: readonly string[]; readonly kind: string; readonly reason: string }
  readonly client: string
}
export interface HisInbox {
  readonly inbox: Inbox
  readonly inbound: HisInbound
  readonly orders: OrderBook
  readonly store: NodeStore
  /** What flows were given, each id once. */
  readonly events: Given[]
  /** Corrections that were started, each client id once. */
  readonly started: Correction[]
  /** Types of messages of which something matched nothing. */
  readonly unmatched: string[]
  /** Whether the engine takes nothing now, and which corrections run. */
  readonly state: { down: boolean; running: string[] }
  /** Time goes on. */
  pass(ms: number): void
  open(row: OrderRow): Promise<void>
  send(text: string): Promise<string>
  /** The order's record is issued. */
  complete(orderId?: string): Promise<void>
  /** What was issued for an order, as JSON. */
  issued(orderId?: string): string
}

export async function hisInbox({
  store = memoryNodeStore(),
  domains = [],
  unmatchedDays = 7,
  clock = new SimClock(),
  elsewhere,
}: Options = {}): Promise<HisInbox> {
  const events: Given[] = []
  const started: Correction[] = []
  const unmatched: string[] = []
  const state = { down: false, running: [] as string[] }
  const engine = {
    deliver: async (_type: string, orderId: string, event: unknown, id: string) => {
      if (state.down) fail('STORE_FAILED', { why: 'disk full' })
      if (!events.some((e) => e.id === id)) events.push({ orderId, event: event as HisEvent, id })
    },
    startFlow: async (_flow: unknown, args: unknown, client: string) => {
      if (state.down) fail('STORE_FAILED', { why: 'disk full' })
      if (!started.some((s) => s.client === client)) started.push({ args: args as Correction['args'], client })
      return { id: 'x', result: Promise.resolve() }
    },
    flows: () => state.running.map((clientId) => ({ state: 'running', name: 'treatment.correct', clientId })),
  } as unknown as Engine<HospitalServices>
  const orders = new OrderBook()
  await orders.load(store)
  const open = async (row: OrderRow) => {
    const changes: Change[] = []
    orders.open(changes, row)
    await store.commit(changes)
  }
  const inbound = new HisInbound(() => engine, orders, store, { domains })
  await inbound.load()
  const where = { host: '', port: 0 }
  const habits = { otherwise: 'KS X 1001', zone: '+09:00' }
  const options = {
    clock,
    logger: silent,
    store,
    inbound,
    facility: 'O=Hospital,C=KR',
    to: where,
    listen: where,
    habits,
    ...(elsewhere ? { elsewhere } : {}),
  }
  const inbox = new Inbox({
    clock,
    logger: silent,
    store,
    facility: 'O=Hospital,C=KR',
    otherwise: 'KS X 1001',
    handle: (message, call) => take(options, message, call),
    unmatched: (type) => unmatched.push(type),
    unmatchedDays,
    isErased: (order) => inbound.isErased(order),
    expired: (order, call) => inbound.leave(order, call),
  })
  await inbox.load()
  for (const { order, call } of inbox.kept.waits()) inbound.queue(order, call)
  inbound.onForget((changes, order) => inbox.kept.forgetOrder(changes, order))
  const send = async (text: string): Promise<string> => decodeMessage(await inbox.receive(utf8(text)), 'KS X 1001').text
  const complete = (orderId = ORDER) =>
    open({ ...(orders.get(orderId) as OrderRow), notary: 'N', record: { verificationKey: 'vk', recordId: 'id' } })
  const issued = (orderId = ORDER): string =>
    events.flatMap((e) => (e.orderId === orderId && e.event.kind === 'result' ? e.event.resources : [])).join('\n')
  const pass = (ms: number): void => {
    clock.after(ms, () => {})
    clock.step()
  }
  return { inbox, inbound, orders, store, events, started, unmatched, state, pass, open, send, complete, issued }
}

let controls = 0
export const msh = (type: string, control = `C${++controls}`, sender = 'LIS|LAB'): string =>
  `MSH|^~\\&|${sender}|HDMS|NODE|20261121120000||${type}|${control}|P|2.5.1`
export const segments = (...all: readonly string[]): string => all.join('\r')
/** OBR with its status in OBR-25. */
export const obr = (placer: string, filler = '', code = '2345-7^Glucose^LN', status = 'F'): string =>
  ['OBR', '1', placer, filler, code, '', '', '20261121100000', ...new Array<string>(17).fill(''), status].join('|')
export const obx = (code: string, value: string, status = 'F'): string => `OBX|1|NM|${code}^Test^LN||${value}|mg/dL|||||${status}`
/** MSA-1, MSA-2 and MSA-3 of each acknowledgement. */
export const acks = (reply: string): string[] =>
  [...reply.matchAll(/MSA\|(\w+)\|([^|\r]*)\|?([^|\r]*)/g)].map(([, ...said]) => said.join(' ').trim())
export const code = (reply: string): string => /MSA\|(\w+)/.exec(reply)?.[1] ?? ''
