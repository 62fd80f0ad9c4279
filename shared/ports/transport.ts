/** One way to bring a sealed envelope to a peer. */
import type { VerifiedNodeInfo } from '../network/node-info.ts'

export interface Transport {
  readonly name: 'libp2p' | 'rest' | 'mailbox'
  reaches(peer: VerifiedNodeInfo): boolean
  /**
   * Delivers an envelope. Resolves with the peer's sealed reply when it answers at once, with undefined when the envelope was only
   * taken in keeping. @throws SERVICE_UNAVAILABLE and what the other end refuses
   */
  send(peer: VerifiedNodeInfo, envelope: Uint8Array): Promise<Uint8Array | undefined>
}
