/**
 * libp2p between nodes: TCP and WebSocket, and a relay to nodes that cannot be dialled. A stream begins with the sender's signed
 * node info on a valid, unrevoked path, which must name the libp2p identity of the connection, or the stream is closed unread. An
 * institution's libp2p identity is the key of its transport certificate; a person's is drawn anew at each start, so that a relay
 * does not recognise them, and stands in their signed node info.
 *
 *   stream: node info ─► envelope ─►        ◄─ sealed acknowledgement
 */

import { concat } from '@hdms/shared/bytes.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import type { PathRules } from '@hdms/shared/identity/path.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { type VerifiedNodeInfo, verifyNodeInfo } from '@hdms/shared/network/node-info.ts'
import type { Transport } from '@hdms/shared/ports/transport.ts'
import type { Clock } from '@hdms/shared/time.ts'
import { circuitRelayTransport } from '@libp2p/circuit-relay-v2'
import { privateKeyFromRaw, publicKeyFromRaw } from '@libp2p/crypto/keys'
import { identify } from '@libp2p/identify'
import type { Connection, PeerId, Stream } from '@libp2p/interface'
import { noise } from '@libp2p/noise'
import { peerIdFromPublicKey } from '@libp2p/peer-id'
import { lpStream } from '@libp2p/utils'
import { yamux } from '@libp2p/yamux'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p, type Libp2pInit } from 'libp2p'
import { admission, P2P_LIMITS } from './limits.ts'
import { refuse } from './reasons.ts'

const PROTOCOL = '/hdms/envelope/1'
const MAX_FRAME = 34 << 20
const TIMEOUT = 15_000

export interface Libp2pOptions {
  readonly crypto: CryptoProvider
  readonly clock: Clock
  readonly logger: Logger
  /** Seed of the libp2p identity: of the transport certificate's key, or drawn for this start. */
  readonly seed: Uint8Array
  /** TCP and WebSocket on a server, WebSocket on a phone. */
  readonly transports: NonNullable<Libp2pInit['transports']>
  /** Multiaddresses to listen on; none dials only, as a phone does. */
  readonly listen: readonly string[]
  /** Multiaddresses to tell peers instead of those that it listens on. */
  readonly announce?: readonly string[]
  /** Where a relay is, for a node that cannot be dialled; asked again whenever it has to be reached. */
  readonly relay?: () => Promise<string | undefined>
  /** The own addresses have changed: the relay was reached, or lost. */
  readonly readdressed?: () => void
  readonly rules: () => PathRules
  /** The own SignedNodeInfo of now. */
  readonly nodeInfo: () => Uint8Array
  /** Takes an envelope in. @returns the sealed acknowledgement */
  readonly accept: (envelope: Uint8Array) => Promise<Uint8Array | undefined>
}

export interface Libp2pTransport extends Transport {
  /** Where peers reach this node now; of one that only dials, its libp2p identity alone. */
  readonly multiaddrs: readonly string[]
  /** How many connections are open. */
  connections(): number
  stop(): Promise<void>
}

export async function libp2pTransport(o: Libp2pOptions): Promise<Libp2pTransport> {
  const node = await createLibp2p({
    privateKey: privateKeyFromRaw(concat(o.seed, await o.crypto.publicKey(o.seed))),
    addresses: { listen: [...o.listen, ...(o.relay ? ['/p2p-circuit'] : [])], announce: [...(o.announce ?? [])] },
    services: { identify: identify() },
    connectionEncrypters: [noise()],
    streamMuxers: [yamux()],
    ...admission([...o.transports, circuitRelayTransport()], P2P_LIMITS.connections, P2P_LIMITS.ofAddress),
  })
  const connected = (peer: VerifiedNodeInfo): Connection | undefined => {
    const ids = idsOf(peer)
    return node.getConnections().find((c) => c.status === 'open' && ids.includes(c.remotePeer.toString()))
  }
  /** Peers that were dialled and whose connection is to be kept, by peer id. */
  const kept = new Map<string, readonly string[]>()
  let stopped = false

  const read = async (frames: ReturnType<typeof lpStream>): Promise<Uint8Array> =>
    (await frames.read({ signal: AbortSignal.timeout(TIMEOUT) })).subarray()

  const serve = async (stream: Stream, connection: Connection): Promise<void> => {
    const frames = lpStream(stream, { maxDataLength: MAX_FRAME })
    try {
      const info = await verifyNodeInfo(o.crypto, await read(frames), o.rules())
      if (!idsOf(info).includes(connection.remotePeer.toString())) refuse('CERT_REFUSED', 'other-identity')
      const reply = await o.accept(await read(frames))
      await frames.write(reply ?? new Uint8Array(0), { signal: AbortSignal.timeout(TIMEOUT) })
      await stream.close()
    } catch (error) {
      o.logger.info('stream refused', { code: asHdmsError(error).code })
      stream.abort(new Error('refused'))
    }
  }
  await node.handle(PROTOCOL, (stream, connection) => void serve(stream, connection), {
    maxInboundStreams: 256,
    maxOutboundStreams: 256,
    runOnLimitedConnection: true,
  })

  const dial = async (peer: VerifiedNodeInfo): Promise<Connection> => {
    const connection = await node.dial(
      peer.multiaddrs.filter(isDialable).map((a) => multiaddr(a)),
      { signal: AbortSignal.timeout(3_000) },
    )
    if (!connection.limits) kept.set(connection.remotePeer.toString(), peer.multiaddrs.filter(isDialable))
    return connection
  }
  /** The library's own keep-alive does not bring a lost peer back, so this does. */
  const redial = (id: string, tries: number): void => {
    const addresses = kept.get(id)
    if (!addresses || stopped) return
    o.clock.after(Math.min(500 * 2 ** tries, 60_000), () => {
      if (stopped || node.getPeers().some((p) => p.toString() === id)) return
      node
        .dial(
          addresses.map((a) => multiaddr(a)),
          { signal: AbortSignal.timeout(3_000) },
        )
        .catch(() => redial(id, tries + 1))
    })
  }
  node.addEventListener('peer:disconnect', ({ detail }) => redial(detail.toString(), 0))
  node.addEventListener('self:peer:update', () => o.readdressed?.())

  /** Keeps a connection to the relay; listening through it follows by itself. */
  const reachRelay = async (tries: number): Promise<void> => {
    if (stopped || !o.relay) return
    let next = Math.min(1_000 * 2 ** tries, 60_000)
    try {
      const address = await o.relay()
      if (address && !stopped) {
        const there = multiaddr(address)
        const connection = await node.dial(there, { signal: AbortSignal.timeout(5_000) })
        connection.addEventListener('close', () => void o.clock.after(500, () => void reachRelay(0)), { once: true })
        return
      }
      // This network has no relay; it may get one.
      next = 60_000
    } catch (error) {
      o.logger.info('relay not reached', { code: asHdmsError(error).code === 'BUG' ? 'SERVICE_UNAVAILABLE' : asHdmsError(error).code })
    }
    o.clock.after(next, () => void reachRelay(tries + 1))
  }
  void reachRelay(0)

  return {
    name: 'libp2p',
    get multiaddrs() {
      const addresses = node.getMultiaddrs().map(String)
      return o.listen.length > 0 ? addresses : [`/p2p/${node.peerId}`, ...addresses]
    },
    connections: () => node.getConnections().filter((c) => c.status === 'open').length,
    reaches: (peer) => peer.multiaddrs.some(isDialable) || connected(peer) !== undefined,
    async send(peer, envelope) {
      let stream: Stream | undefined
      try {
        const connection = connected(peer) ?? (await dial(peer))
        if (!idsOf(peer).includes(connection.remotePeer.toString())) refuse('CERT_REFUSED', 'somebody-else')
        stream = await connection.newStream(PROTOCOL, { signal: AbortSignal.timeout(TIMEOUT), runOnLimitedConnection: true })
        const frames = lpStream(stream, { maxDataLength: MAX_FRAME })
        await frames.write(o.nodeInfo(), { signal: AbortSignal.timeout(TIMEOUT) })
        await frames.write(envelope, { signal: AbortSignal.timeout(TIMEOUT) })
        const reply = await read(frames)
        await stream.close()
        return reply
      } catch (error) {
        stream?.abort(new Error('failed'))
        return fail('SERVICE_UNAVAILABLE', { service: 'peer (libp2p)' }, error)
      }
    },
    async stop() {
      stopped = true
      await node.stop()
    },
  }
}

/** An address that leads somewhere, and not only a name. */
const isDialable = (address: string): boolean => !address.startsWith('/p2p/')

/** The libp2p identities that a node's signed info vouches for. */
function idsOf(peer: VerifiedNodeInfo): string[] {
  const named = peer.multiaddrs.flatMap((a) => /\/p2p\/([A-Za-z0-9]+)$/.exec(a)?.[1] ?? [])
  const certified: PeerId[] = peer.transportKey.length === 32 ? [peerIdFromPublicKey(publicKeyFromRaw(peer.transportKey))] : []
  return [...certified.map(String), ...named]
}
