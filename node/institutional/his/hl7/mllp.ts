/** HL7 v2 over MLLP, in the clear or under TLS: listens, and sends. */
import { readFileSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { connect as tlsConnect, createServer as tlsServer } from 'node:tls'
import { secretFile } from '@hdms/platform/node/config.ts'
import { LIMITS } from '@hdms/platform/node/http/limits.ts'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import { type InTurn, inTurn } from '@hdms/shared/in-turn.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { Hl7Message } from '@medplum/core'
import { decodeMessage, encodeMessage } from './charset.ts'
import { FrameReader, framed } from './frames.ts'
import { Lines } from './lines.ts'
import { field, part } from './text.ts'

/** Bytes of the longest message. */
const LONGEST = 64 << 20
/** Bytes from which messages of all connections are read one after the other. */
const LARGE = 1 << 20
/** ms. */
const KEEP_ALIVE = 60_000
const HANDSHAKE = 10_000

/** Certificate and key of this side, and who certifies the other side; with `ca` a caller has to show a certificate. */
export interface MllpTls {
  readonly cert?: string
  readonly key?: string
  readonly ca?: string
}

const read = ({ cert, key, ca }: MllpTls) => ({
  ...(cert ? { cert: readFileSync(cert) } : {}),
  ...(key ? { key: secretFile(key) } : {}),
  ...(ca ? { ca: readFileSync(ca) } : {}),
})

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
    const frames = new FrameReader(LONGEST)
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
    socket.on('data', (bytes) => {
      for (const frame of frames.push(bytes)) {
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
      const wait = lines.heard(line, bytes.length)
      if (wait > 0) socket.pause()
      void turn.then(() => (wait > 0 ? setTimeout(() => socket.resume(), wait).unref() : socket.resume()))
    })
  }
  const server: Server = where.tls
    ? tlsServer({ ...read(where.tls), requestCert: where.tls.ca !== undefined, handshakeTimeout: HANDSHAKE }, serve)
    : createServer(serve)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port: where.port, host: where.host, backlog: LIMITS.backlog }, resolve)
  }).catch((error: unknown) =>
    fail('CONFIG_INVALID', { name: 'his-listen-port', why: `${where.host}:${where.port} cannot be listened on` }, error),
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

export interface MllpSender {
  /** Sends and waits for the acknowledgement. @throws SERVICE_UNAVAILABLE, also for AR without a fault of the message; HIS_REFUSED for AE and AR */
  send(message: Hl7Message): Promise<Hl7Message>
  close(): Promise<void>
}

const TIMEOUT = 15_000

/** @param set character set of what is sent */
export function mllpSender(
  to: { readonly host: string; readonly port: number; readonly tls?: MllpTls | undefined },
  set = 'utf-8',
): MllpSender {
  let socket: Socket | undefined
  let frames = new FrameReader(LONGEST)
  let heard: (reply: Hl7Message) => void = () => {}
  let lost: (error: Error) => void = () => {}
  let turn: Promise<unknown> = Promise.resolve()

  const drop = (): void => {
    socket?.destroy()
    socket = undefined
  }
  const open = async (): Promise<Socket> => {
    if (socket && !socket.destroyed) return socket
    const made = to.tls ? tlsConnect({ host: to.host, port: to.port, ...read(to.tls) }) : connect(to.port, to.host)
    await new Promise<void>((resolve, reject) => {
      made.once(to.tls ? 'secureConnect' : 'connect', () => resolve())
      made.once('error', reject)
      made.setTimeout(5_000, () => reject(new Error('no connection in time')))
    })
    made.setTimeout(0)
    made.setNoDelay(true)
    frames = new FrameReader(LONGEST)
    made.on('data', (bytes) => {
      for (const frame of frames.push(bytes))
        if ('message' in frame) heard(Hl7Message.parse(decodeMessage(frame.message, 'KS X 1001').text))
    })
    made.on('error', () => made.destroy())
    made.on('close', () => {
      if (socket === made) socket = undefined
      lost(new Error('the connection closed'))
    })
    socket = made
    return made
  }
  const exchange = async (message: Hl7Message): Promise<Hl7Message> => {
    const control = field(message, 'MSH', 10)
    try {
      const open_ = await open()
      return await new Promise<Hl7Message>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('no acknowledgement in time')), TIMEOUT)
        lost = (error) => {
          clearTimeout(timer)
          reject(error)
        }
        heard = (reply) => {
          // A late answer to an earlier message is none to this one.
          if (field(reply, 'MSA', 2) !== control) return
          clearTimeout(timer)
          resolve(reply)
        }
        open_.write(framed(encodeMessage(message.toString(), set)))
      })
    } catch (error) {
      drop()
      return fail('SERVICE_UNAVAILABLE', { service: 'hospital information system' }, error)
    }
  }
  return {
    async send(message) {
      const mine = turn.then(() => exchange(message))
      turn = mine.catch(() => {})
      const reply = await mine
      const code = field(reply, 'MSA', 1)
      if (code === 'AA' || code === 'CA') return reply
      // Refused for reasons that lie not in the message: it is sent again.
      const notNow = (code === 'AR' || code === 'CR') && (part(reply.getSegment('ERR'), 3) || '207') === '207'
      if (notNow) return fail('SERVICE_UNAVAILABLE', { service: 'hospital information system' })
      return fail('HIS_REFUSED', { reason: `acknowledgement ${code || 'missing'}` })
    },
    close: async () => drop(),
  }
}
