/**
 * What a libp2p listener takes from strangers (docs/security.md). The library counts what it has not let in yet for all addresses together, ten at
 * once: as many half-open connections of one stranger would keep everybody out.
 */
import { addressOf } from '@hdms/shared/network/address.ts'
import type { MultiaddrConnection } from '@libp2p/interface'
import type { Libp2pInit } from 'libp2p'

interface Limits {
  readonly connections: number
  readonly relayed: number
  readonly ofAddress: number
  readonly handshake: number
}
export const P2P_LIMITS: Limits = {
  /** Of a node. */
  connections: 2_000,
  /** Of the relay. */
  relayed: 10_000,
  /** Many people may be behind one address. */
  ofAddress: 200,
  /** ms until a connection is encrypted and has its streams. */
  handshake: 5_000,
}

/** Reads address and port of a peer's connection; nothing for one that a relay carries, which counts it itself. */
function placeOf({
  remoteAddr,
}: Pick<MultiaddrConnection, 'remoteAddr'>): { readonly address: string; readonly place: string } | undefined {
  const text = remoteAddr.toString()
  const [, ip, port] = (text.includes('/p2p-circuit') ? null : /^\/ip[46]\/([^/]+)(?:\/tcp\/(\d+))?/.exec(text)) ?? []
  return ip === undefined ? undefined : { address: addressOf(ip), place: `${addressOf(ip)} ${port ?? ''}` }
}

/** Connections of each address, from when they are taken to when they close. */
export class Shares {
  private readonly most: number
  private readonly open = new Map<string, number>()

  constructor(most: number) {
    this.most = most
  }

  /** Counts a connection in. @returns whether it is one too many */
  denies(connection: Pick<MultiaddrConnection, 'remoteAddr' | 'addEventListener'>): boolean {
    const address = placeOf(connection)?.address
    if (address === undefined) return false
    if (!this.enter(address)) return true
    connection.addEventListener('close', () => this.leave(address), { once: true })
    return false
  }

  /** Counts one of an address in. @returns whether there is room for it */
  enter(address: string): boolean {
    const count = this.open.get(address) ?? 0
    if (count >= this.most) return false
    this.open.set(address, count + 1)
    return true
  }
  /** Counts one of an address out. */
  leave(address: string): void {
    const left = (this.open.get(address) ?? 1) - 1
    if (left > 0) this.open.set(address, left)
    else this.open.delete(address)
  }
}

/** A socket, and the server that took it, as far as they are looked at here. */
interface Accepted {
  readonly remoteAddress?: string | undefined
  readonly remotePort?: number | undefined
  destroy(): unknown
  once(event: 'close', then: () => void): unknown
}
interface Accepting {
  on(event: 'connection', then: (socket: Accepted) => void): unknown
}
const isAccepting = (server: unknown): server is Accepting => typeof server === 'object' && server !== null && 'on' in server

/**
 * Sockets of listeners from when they are accepted. The library counts and times a WebSocket from when it was upgraded,
 * and closes it when its peer agrees: a stranger who sends no request, half of one, or nothing after it, held
 * descriptors for ever.
 */
export class Sockets {
  private readonly most: number
  private readonly shares: Shares
  private readonly handshake: number
  /** Those that are encrypted and have their streams, by address and port. */
  private readonly upgraded = new Set<string>()
  private open = 0

  /** @param most in all @param ofAddress of these, those of one address @param handshake ms until one is upgraded */
  constructor(most: number, ofAddress: number, handshake: number = P2P_LIMITS.handshake) {
    this.most = most
    this.shares = new Shares(ofAddress)
    this.handshake = handshake
  }

  /** Notes that a connection came through. */
  passed(connection: Pick<MultiaddrConnection, 'remoteAddr'>): void {
    const place = placeOf(connection)?.place
    if (place !== undefined) this.upgraded.add(place)
  }

  /** Watches what a server takes from now on. */
  watch(server: Accepting): void {
    server.on('connection', (socket) => this.take(socket))
  }

  private take(socket: Accepted): void {
    const { remoteAddress, remotePort } = socket
    if (remoteAddress === undefined) return
    const address = addressOf(remoteAddress)
    if (this.open >= this.most || !this.shares.enter(address)) return void socket.destroy()
    this.open++
    const place = `${address} ${remotePort ?? ''}`
    const late = setTimeout(() => {
      if (!this.upgraded.has(place)) socket.destroy()
    }, this.handshake)
    socket.once('close', () => {
      clearTimeout(late)
      this.open--
      this.upgraded.delete(place)
      this.shares.leave(address)
    })
  }

  /** A transport whose listeners are watched. */
  watched(make: TransportFactory): TransportFactory {
    return (components) => {
      const transport = make(components)
      const listener = transport.createListener.bind(transport)
      transport.createListener = (options) => {
        const made = listener(options)
        const server: unknown = Reflect.get(made, 'server')
        if (isAccepting(server)) this.watch(server)
        return made
      }
      return transport
    }
  }
}
type TransportFactory = NonNullable<Libp2pInit['transports']>[number]

/**
 * Limits what a node that listens takes.
 * @param transports that it listens by @param connections in all @param ofAddress of these, those of one address
 */
export function admission(
  transports: readonly TransportFactory[],
  connections: number,
  ofAddress: number,
): Pick<Libp2pInit, 'connectionGater' | 'connectionManager' | 'transports'> {
  const shares = new Shares(ofAddress)
  const sockets = new Sockets(connections, ofAddress)
  return {
    transports: transports.map((make) => sockets.watched(make)),
    connectionGater: {
      // Peers publish loopback and private addresses like any other.
      denyDialMultiaddr: () => false,
      denyInboundConnection: (connection: MultiaddrConnection) => shares.denies(connection),
      denyInboundUpgradedConnection: (_peer: unknown, connection: MultiaddrConnection) => {
        sockets.passed(connection)
        return false
      },
    },
    connectionManager: {
      // Five a second a host is the default, and shows as connections reset; persons behind one address are many.
      inboundConnectionThreshold: 1000,
      inboundUpgradeTimeout: P2P_LIMITS.handshake,
      maxConnections: connections,
      maxIncomingPendingConnections: connections,
    },
  }
}
