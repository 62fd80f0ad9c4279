/** libp2p as a phone has it: WebSocket, and the relay. In a chunk of its own. */
import { type Libp2pOptions, libp2pTransport } from '@hdms/platform/libp2p/transport.ts'
import { webSockets } from '@libp2p/websockets'
import type { Direct } from '../personal/person.ts'

export const webSocketTransport = (o: Omit<Libp2pOptions, 'transports' | 'listen'>): Promise<Direct> =>
  libp2pTransport({ ...o, transports: [webSockets()], listen: [] })
