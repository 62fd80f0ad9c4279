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

/** Connections of each address, from when they are taken to when they close. */
export class Shares {
  private readonly most: number
  private readonly open = new Map<string, number>()

  constructor(most: number) {
    this.most = most
  }

  /** Counts a connection in. @returns whether it is one too many */
  denies(connection: Pick<MultiaddrConnection, 'remoteAddr' | 'addEventListener'>): boolean {
    const text = connection.remoteAddr.toString()
    // A relay counts those that it carries.
    const ip = text.includes('/p2p-circuit') ? undefined : /^\/ip[46]\/([^/]+)/.exec(text)?.[1]
    if (ip === undefined) return false
    const address = addressOf(ip)
    const count = this.open.get(address) ?? 0
    if (count >= this.most) return true
    this.open.set(address, count + 1)
    connection.addEventListener('close', () => this.leave(address), { once: true })
    return false
  }

  private leave(address: string): void {
    const left = (this.open.get(address) ?? 1) - 1
    if (left > 0) this.open.set(address, left)
    else this.open.delete(address)
  }
}

/** What a node that listens is made with. @param connections in all @param ofAddress of these, those of one address */
export function admission(connections: number, ofAddress: number): Pick<Libp2pInit, 'connectionGater' | 'connectionManager'> {
  const shares = new Shares(ofAddress)
  return {
    connectionGater: {
      // Peers publish loopback and private addresses like any other.
      denyDialMultiaddr: () => false,
      denyInboundConnection: (connection: MultiaddrConnection) => shares.denies(connection),
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
