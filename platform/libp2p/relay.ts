/**
 * The relay for nodes that cannot be dialled: phones. It carries encrypted streams (Noise, end to end) between peers and sees their
 * one-time peer ids and addresses, never who they are (docs/adr/0005).
 */

import { concat } from '@hdms/shared/bytes.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { MINUTE } from '@hdms/shared/time.ts'
import { circuitRelayServer } from '@libp2p/circuit-relay-v2'
import { privateKeyFromRaw } from '@libp2p/crypto/keys'
import { identify } from '@libp2p/identify'
import { noise } from '@libp2p/noise'
import { yamux } from '@libp2p/yamux'
import { createLibp2p, type Libp2pInit } from 'libp2p'
import { admission, P2P_LIMITS } from './limits.ts'

/** The defaults are 15 phones, 128 KiB and two minutes. */
const LIMITS = { maxReservations: 5_000, defaultDataLimit: 128n << 20n, defaultDurationLimit: 10 * MINUTE }

export interface RelayOptions {
  readonly crypto: CryptoProvider
  /** Kept, so that the relay's address stays the same. */
  readonly seed: Uint8Array
  readonly transports: NonNullable<Libp2pInit['transports']>
  readonly listen: readonly string[]
  /** Multiaddresses to tell instead of those that it listens on. */
  readonly announce?: readonly string[]
}
export interface Relay {
  readonly multiaddrs: readonly string[]
  stop(): Promise<void>
}

export async function libp2pRelay({ crypto, seed, transports, listen, announce = [] }: RelayOptions): Promise<Relay> {
  const node = await createLibp2p({
    privateKey: privateKeyFromRaw(concat(seed, await crypto.publicKey(seed))),
    addresses: { listen: [...listen], announce: [...announce] },
    connectionEncrypters: [noise()],
    streamMuxers: [yamux()],
    ...admission(transports, P2P_LIMITS.relayed, P2P_LIMITS.ofAddress),
    services: {
      identify: identify(),
      relay: circuitRelayServer({ reservations: LIMITS, maxInboundHopStreams: 5_000, maxOutboundHopStreams: 5_000 }),
    },
  })
  return { multiaddrs: node.getMultiaddrs().map(String), stop: async () => node.stop() }
}
