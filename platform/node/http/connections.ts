/**
 * The connections of one server. A connection costs a descriptor and memory before anything was asked, so there are not more than a server can
 * hold, and whoever needs one that is taken gets that of who does least with it: of the address that has most, the request that began longest
 * ago and has not come in whole, then the connection that is kept for later. A request that is being answered is never
 * cut for another.
 *
 *   headers → (waiting → body) → answering → kept → headers …        refused before its body came: → draining
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { counter } from '../metrics.ts'
import { addressOf, LIMITS, mostConnections } from './limits.ts'

type Phase = 'headers' | 'body' | 'waiting' | 'answering' | 'kept' | 'draining'

interface Guest {
  /** Under TLS, once its handshake is done, the one that is read from. */
  socket: Socket
  readonly address: string
  phase: Phase
  /** When the phase began, ms of the monotonic clock. */
  since: number
  /** Bytes that had been read then. */
  read: number
  /** Requests that are being answered. */
  open: number
  /** Bytes that waited for the reader when it was last looked, and since when they have not changed. */
  unsent: number
  unsentSince: number
}

interface Address {
  readonly incomplete: Set<Guest>
  readonly kept: Set<Guest>
  count: number
}

const closed = counter('hdms_connections_closed_total', 'Connections that a server cut, by reason', ['why'])
/** Bytes of a refused body that are read for the sake of a client that reads its answer only afterwards, and ms. */
const DRAIN = { bytes: 1 << 20, time: 1_000, look: 50 }
const SWEEP = 1_000

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'

export interface ConnectionsOptions {
  readonly connections?: number
  readonly incomplete?: number
  /** Addresses of proxies, behind which are many callers. */
  readonly proxies?: readonly string[]
  /** Called every second. */
  readonly swept?: () => void
}

export class Connections {
  private readonly guests = new WeakMap<Socket, Guest>()
  private readonly byPort = new Map<string, Guest>()
  private readonly addresses = new Map<string, Address>()
  private readonly draining = new Set<Guest>()
  private readonly all = new Set<Guest>()
  private incomplete = 0
  private readonly most: number
  private readonly mostIncomplete: number
  private readonly proxies: ReadonlySet<string>
  private readonly swept: () => void
  private readonly now: () => number
  private fast: NodeJS.Timeout | undefined

  /** @param now monotonic ms */
  constructor(o: ConnectionsOptions = {}, now: () => number = () => performance.now()) {
    this.most = o.connections ?? mostConnections()
    this.mostIncomplete = o.incomplete ?? LIMITS.incomplete
    this.proxies = new Set((o.proxies ?? []).map(addressOf))
    this.swept = o.swept ?? (() => {})
    this.now = now
  }

  /** Watches a server from its first connection on. */
  watch(server: Server): void {
    server.on('connection', (socket: Socket) => this.admit(socket))
    server.on('secureConnection', (socket: TLSSocket) => {
      const guest = this.byPort.get(portOf(socket))
      if (!guest) return
      guest.socket = socket
      this.guests.set(socket, guest)
    })
    server.on('request', (request: IncomingMessage, reply: ServerResponse) => this.asked(request, reply))
    const timer = setInterval(() => this.sweep(), SWEEP)
    timer.unref()
    server.on('close', () => {
      clearInterval(timer)
      clearInterval(this.fast)
    })
  }

  get size(): number {
    return this.all.size
  }

  private admit(socket: Socket): void {
    // A Unix socket has no address; who may use it was decided by the file's mode.
    if (socket.remoteAddress === undefined) return
    const address = addressOf(socket.remoteAddress)
    const guest: Guest = { socket, address, phase: 'headers', since: this.now(), read: 0, open: 0, unsent: 0, unsentSince: 0 }
    const of = this.addresses.get(address) ?? { incomplete: new Set(), kept: new Set(), count: 0 }
    this.addresses.set(address, of)
    of.count++
    of.incomplete.add(guest)
    this.incomplete++
    this.all.add(guest)
    this.guests.set(socket, guest)
    const port = portOf(socket)
    this.byPort.set(port, guest)
    socket.once('close', () => {
      this.byPort.delete(port)
      this.left(guest)
    })
    socket.on('error', () => socket.destroy())
    const full = this.all.size > this.most
    const greedy = of.count > this.most * LIMITS.shareOfAddress && !this.proxies.has(address)
    if (full || greedy) this.makeRoom(greedy ? address : this.crowded((a) => a.count), guest)
    else if (this.incomplete > this.mostIncomplete)
      this.makeRoom(
        this.crowded((a) => a.incomplete.size),
        guest,
      )
  }

  private left(guest: Guest): void {
    if (!this.all.delete(guest)) return
    const of = this.addresses.get(guest.address)
    this.move(guest, 'answering')
    this.draining.delete(guest)
    if (of && --of.count === 0) this.addresses.delete(guest.address)
  }

  /** The address that has most; a proxy's only when there is no other. */
  private crowded(size: (address: Address) => number): string {
    let found = { address: '', size: -1 }
    for (const [address, of] of this.addresses) {
      const own = this.proxies.has(address) ? 0 : size(of)
      if (own > found.size) found = { address, size: own }
    }
    return found.address
  }

  private makeRoom(address: string, newcomer: Guest): void {
    const of = this.addresses.get(address)
    const first = (set: Set<Guest> | undefined): Guest | undefined => set?.values().next().value
    const oldest = first(of?.incomplete)
    const victim = oldest && oldest !== newcomer ? oldest : first(of?.kept)
    this.cut(victim ?? newcomer, 'no room')
  }

  private cut(guest: Guest, why: string): void {
    closed({ why })
    this.left(guest)
    guest.socket.destroy()
  }

  private move(guest: Guest, phase: Phase): void {
    const of = this.addresses.get(guest.address)
    const waits = (p: Phase): boolean => p === 'headers' || p === 'body' || p === 'waiting'
    if (waits(guest.phase) && of?.incomplete.delete(guest)) this.incomplete--
    of?.kept.delete(guest)
    guest.phase = phase
    guest.since = this.now()
    guest.read = guest.socket.bytesRead
    if (!of || !this.all.has(guest)) return
    if (waits(phase)) {
      of.incomplete.add(guest)
      this.incomplete++
    } else if (phase === 'kept') of.kept.add(guest)
  }

  private asked(request: IncomingMessage, reply: ServerResponse): void {
    const guest = this.guests.get(request.socket)
    if (!guest) return
    guest.open++
    if (hasBody(request)) {
      this.move(guest, 'body')
      request.once('end', () => guest.phase === 'body' && this.move(guest, 'answering'))
    } else this.move(guest, 'answering')
    reply.once('close', () => {
      guest.open--
      if (guest.open > 0 || !this.all.has(guest)) return
      this.move(guest, request.complete ? 'kept' : 'draining')
      if (request.complete) return
      this.draining.add(guest)
      request.once('end', () => {
        if (this.draining.delete(guest)) this.move(guest, 'kept')
      })
      this.fast ??= setInterval(() => this.drain(), DRAIN.look).unref()
    })
  }

  /**
   * Whether a request waits for its turn and not for its sender: its body is not held to a rate meanwhile, and gives
   * way as others that are not whole.
   */
  pause(request: IncomingMessage, paused: boolean): void {
    const guest = this.guests.get(request.socket)
    if (guest && !request.complete) this.move(guest, paused ? 'waiting' : 'body')
  }

  /** Cuts a request in favour of others. */
  drop(request: IncomingMessage, why: string): void {
    const guest = this.guests.get(request.socket)
    if (guest) this.cut(guest, why)
    else request.destroy()
  }

  private drain(): void {
    const now = this.now()
    for (const guest of this.draining)
      if (now - guest.since > DRAIN.time || guest.socket.bytesRead - guest.read > DRAIN.bytes) this.cut(guest, 'refused body')
    if (this.draining.size > 0) return
    clearInterval(this.fast)
    this.fast = undefined
  }

  /** Looks at every connection, once a second. */
  sweep(): void {
    const now = this.now()
    for (const guest of this.all) {
      const why = this.fault(guest, now)
      if (why) this.cut(guest, why)
    }
    this.swept()
  }

  private fault(guest: Guest, now: number): string | undefined {
    const { socket, phase } = guest
    const took = now - guest.since
    if (phase === 'headers' && took > LIMITS.headers) return 'slow headers'
    // Node starts its own time anew at every byte, also of empty lines, which begin no request.
    if (phase === 'kept' && took > LIMITS.idle + LIMITS.headers) return 'idle'
    if (phase === 'body' && took > LIMITS.bodyGrace && (socket.bytesRead - guest.read) / (took / 1000) < LIMITS.bodyRate) return 'slow body'
    const unsent = socket.writableLength
    if (unsent === 0 || unsent !== guest.unsent) {
      guest.unsent = unsent
      guest.unsentSince = now
    } else if (now - guest.unsentSince > LIMITS.stalled) return 'slow reader'
    return undefined
  }
}

const portOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`
