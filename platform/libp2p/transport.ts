/**
 * libp2p over TCP between nodes. The libp2p identity *is* the key of the node's transport certificate; a stream begins with the
 * sender's signed node info, which must carry that very key on a valid, unrevoked path, or the stream is closed unread.
 *
 *   stream: node info ─► envelope ─►        ◄─ sealed acknowledgement
 */

import { concat, equal } from '@hdms/shared/bytes.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import type { PathRules } from '@hdms/shared/identity/path.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { type VerifiedNodeInfo, verifyNodeInfo } from '@hdms/shared/network/node-info.ts'
import type { Transport } from '@hdms/shared/ports/transport.ts'
import type { Clock } from '@hdms/shared/time.ts'
import { privateKeyFromRaw, publicKeyFromRaw } from '@libp2p/crypto/keys'
import type { Connection, PeerId, Stream } from '@libp2p/interface'
import { noise } from '@libp2p/noise'
import { peerIdFromPublicKey } from '@libp2p/peer-id'
import { lpStream } from '@libp2p/utils'
import { yamux } from '@libp2p/yamux'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p, type Libp2pInit } from 'libp2p'

const PROTOCOL = '/hdms/envelope/1'
const MAX_FRAME = 34 << 20
const TIMEOUT = 15_000

export interface Libp2pOptions {
  readonly crypto: CryptoProvider
  readonly clock: Clock
  readonly logger: Logger
  /** Seed of the transport certificate's key. */
  readonly seed: Uint8Array
  /** TCP and WebSocket on a server, WebSocket on a phone. */
  readonly transports: NonNullable<Libp2pInit['transports']>
  /** Multiaddresses to listen on; none dials only, as a phone does. */
  readonly listen: readonly string[]
  readonly rules: () => PathRules
  /** The own SignedNodeInfo of now. */
  readonly nodeInfo: () => Uint8Array
  /** Takes an envelope in. @returns the sealed acknowledgement */
  readonly accept: (envelope: Uint8Array) => Promise<Uint8Array | undefined>
}

export interface Libp2pTransport extends Transport {
  /** Where peers reach this node; empty when it only dials. */
  readonly multiaddrs: readonly string[]
  /** How many connections are open. */
  connections(): number
  stop(): Promise<void>
}

export async function libp2pTransport(o: Libp2pOptions): Promise<Libp2pTransport> {
  const node = await createLibp2p({
    privateKey: privateKeyFromRaw(concat(o.seed, await o.crypto.publicKey(o.seed))),
    addresses: { listen: [...o.listen] },
    transports: o.transports,
    connectionEncrypters: [noise()],
    streamMuxers: [yamux()],
    // Phones dial whatever their peers publish; loopback and private addresses are peers like any other.
    connectionGater: { denyDialMultiaddr: () => false },
    // Five a second a host is the default, and shows as connections reset; persons behind one address are many.
    connectionManager: { inboundConnectionThreshold: 1000 },
  })
  const idOf = (peer: VerifiedNodeInfo): PeerId => peerIdFromPublicKey(publicKeyFromRaw(peer.transportKey))
  const connected = (peer: VerifiedNodeInfo): Connection | undefined =>
    peer.transportKey.length === 32 ? node.getConnections(idOf(peer)).find((c) => c.status === 'open') : undefined
  /** Peers that were dialled and whose connection is to be kept, by peer id. */
  const kept = new Map<string, readonly string[]>()
  let stopped = false

  const read = async (frames: ReturnType<typeof lpStream>): Promise<Uint8Array> =>
    (await frames.read({ signal: AbortSignal.timeout(TIMEOUT) })).subarray()

  const serve = async (stream: Stream, connection: Connection): Promise<void> => {
    const frames = lpStream(stream, { maxDataLength: MAX_FRAME })
    try {
      const info = await verifyNodeInfo(o.crypto, await read(frames), o.rules())
      const key = connection.remotePeer.publicKey?.raw ?? new Uint8Array(0)
      if (!equal(info.transportKey, key)) fail('CERT_REFUSED', { why: 'the connection is not of the key that is certified' })
      const reply = await o.accept(await read(frames))
      await frames.write(reply ?? new Uint8Array(0), { signal: AbortSignal.timeout(TIMEOUT) })
      await stream.close()
    } catch (error) {
      o.logger.info('stream refused', { code: asHdmsError(error).code })
      stream.abort(new Error('refused'))
    }
  }
  await node.handle(PROTOCOL, (stream, connection) => void serve(stream, connection), { maxInboundStreams: 256, maxOutboundStreams: 256 })

  const dial = async (peer: VerifiedNodeInfo): Promise<Connection> => {
    const connection = await node.dial(
      peer.multiaddrs.map((a) => multiaddr(a)),
      { signal: AbortSignal.timeout(3_000) },
    )
    kept.set(connection.remotePeer.toString(), peer.multiaddrs)
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

  return {
    name: 'libp2p',
    multiaddrs: node.getMultiaddrs().map(String),
    connections: () => node.getConnections().filter((c) => c.status === 'open').length,
    reaches: (peer) => (peer.transportKey.length === 32 && peer.multiaddrs.length > 0) || connected(peer) !== undefined,
    async send(peer, envelope) {
      let stream: Stream | undefined
      try {
        const connection = connected(peer) ?? (await dial(peer))
        if (!connection.remotePeer.equals(idOf(peer))) fail('CERT_REFUSED', { why: "somebody else answers at the peer's address" })
        stream = await connection.newStream(PROTOCOL, { signal: AbortSignal.timeout(TIMEOUT) })
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
