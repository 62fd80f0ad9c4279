/** Listens for HL7 v2 over MLLP, in the clear or under TLS. */

import { readFileSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { createServer as tlsServer } from 'node:tls'
import { secretFile } from '@hdms/platform/node/config.ts'
import { LIMITS } from '@hdms/platform/node/http/limits.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { type InTurn, inTurn } from '@hdms/shared/in-turn.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { refuse } from '../../reasons.ts'
import { type Frame, FrameReader, framed } from './frames.ts'
import { Lines } from './lines.ts'

/** Bytes of the longest message. */
export const LONGEST: number = 64 << 20
/** Bytes from which messages of all connections are read one after the other. */
const LARGE = 1 << 20
/** ms. */
const KEEP_ALIVE = 60_000
const HANDSHAKE = 10_000
/** How long something may follow the end of a frame that lacks its 0x0D. */
const SETTLES = 50

/** Certificate and key of this side, and who certifies the other side; with `ca` a caller has to show a certificate. */
export interface MllpTls {
  readonly cert?: string
  readonly key?: string
  readonly ca?: string
}

/** What node:tls takes of it, read anew for each connection that is opened. */
export function certificates({ cert, key, ca }: MllpTls): { cert?: Buffer; key?: string | Buffer; ca?: Buffer } {
  return {
    ...(cert ? { cert: readFileSync(cert) } : {}),
    ...(key ? { key: secretFile(key) } : {}),
    ...(ca ? { ca: readFileSync(ca) } : {}),
  }
}

export interface MllpServer {
  readonly port: number
  close(): Promise<void>
}

/**
 * Listens. Messages of one connection are handled one after the other, in the order in which they came.
 * @param receive gives the reply's bytes; what it resolves is durable
 */
export async function mllpServer(
  where: { readonly host: string; readonly port: number; readonly tls?: MllpTls | undefined },
  logger: Logger,
  receive: (frame: Uint8Array) => Promise<Uint8Array | readonly Uint8Array[]>,
): Promise<MllpServer> {
  const lines = new Lines(logger)
  const large: InTurn = inTurn()
  const serve = (socket: Socket): void => {
    const frames = new FrameReader(LONGEST, { patient: true })
    const line = lines.open(socket, frames)
    let turn: Promise<unknown> = Promise.resolve()
    socket.setNoDelay(true)
    socket.setKeepAlive(true, KEEP_ALIVE)
    const give = async (message: Uint8Array): Promise<void> => {
      // A large one takes many times its size while it is read.
      const reply = await (message.length > LARGE ? large(() => receive(message)) : receive(message))
      const frames = reply instanceof Uint8Array ? [reply] : reply
      // Who does not read its answers sends nothing more.
      if (!socket.destroyed && !socket.write(Buffer.concat(frames.map(framed)))) await drained(socket)
    }
    socket.on('close', () => frames.drop())
    let settling: NodeJS.Timeout | undefined
    const read = (came: readonly Frame[]): void => {
      for (const frame of came) {
        if ('broken' in frame) {
          lines.note(`broken frame: ${frame.broken}`)
          if (frame.broken === 'it is no HL7 message') return lines.cut(line, 'no HL7')
          continue
        }
        // A sender that does not wait is slowed down to what the disk takes.
        socket.pause()
        line.spoke = true
        turn = turn
          .then(() => give(frame.message))
          .catch((error: unknown) => logger.error('HL7 message without an answer', { code: asHdmsError(error).code }))
      }
    }
    socket.on('data', (bytes) => {
      clearTimeout(settling)
      read(frames.push(bytes))
      if (socket.destroyed) return
      if (frames.pending)
        settling = setTimeout(() => {
          read(frames.settle())
          void turn.then(() => socket.resume())
        }, SETTLES)
      const wait = lines.heard(line, bytes.length)
      if (wait > 0) socket.pause()
      void turn.then(() => (wait > 0 ? setTimeout(() => socket.resume(), wait).unref() : socket.resume()))
    })
  }
  const server: Server = where.tls
    ? tlsServer({ ...certificates(where.tls), requestCert: where.tls.ca !== undefined, handshakeTimeout: HANDSHAKE }, serve)
    : createServer(serve)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port: where.port, host: where.host, backlog: LIMITS.backlog }, resolve)
  }).catch((error: unknown) =>
    refuse('CONFIG_INVALID', 'cannot-listen', { name: 'his-listen-port', host: where.host, port: where.port }, error),
  )
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : where.port,
    close: () =>
      new Promise((resolve) => {
        lines.close()
        server.close(() => resolve())
      }),
  }
}

const drained = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    socket.once('drain', resolve)
    socket.once('close', () => resolve())
  })
