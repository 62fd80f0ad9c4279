/** MLLP over @medplum/hl7 on loopback or a given address: a message is handled (stored) before it is acknowledged. */
import { createServer, type Server, type Socket } from 'node:net'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { type Hl7Message, OperationOutcomeError } from '@medplum/core'
import { Hl7Client, Hl7Connection, type Hl7ErrorEvent, type Hl7MessageEvent } from '@medplum/hl7'

export type Handler = (message: Hl7Message) => Promise<Hl7Message | undefined>

/** Listens. The handler's message is the reply; without one AA is sent, and on an error AE (try again: AR never loses). */
export async function mllpServer(
  port: number,
  host: string,
  logger: Logger,
  handle: Handler,
): Promise<{ port: number; close: () => Promise<void> }> {
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    const connection = new Hl7Connection(socket, 'utf-8')
    connection.addEventListener('error', ({ error }: Hl7ErrorEvent) => {
      // The library warns of an MSA it did not wait for; an ORR^O02 has one by rights.
      if (error instanceof OperationOutcomeError && error.outcome.issue?.[0]?.code === 'not-found') return
      // Bytes that are no HL7 message: there is nobody to answer to, the sender sends again after the connection closes.
      logger.warn('broken HL7 frame')
      socket.destroy()
    })
    connection.addEventListener('message', ({ message }: Hl7MessageEvent) => {
      handle(message).then(
        (reply) => connection.send(reply ?? message.buildAck()),
        (error: unknown) => {
          const known = asHdmsError(error)
          logger.warn('HL7 message refused', { code: known.code, why: String(known.data['why'] ?? '') })
          connection.send(message.buildAck({ ackCode: known.retry ? 'AE' : 'AR' }))
        },
      )
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

export interface MllpSender {
  /** Sends and waits for the acknowledgement. @throws SERVICE_UNAVAILABLE; HIS_REFUSED for AE and AR */
  send(message: Hl7Message): Promise<Hl7Message>
  close(): Promise<void>
}

export function mllpSender(host: string, port: number): MllpSender {
  let client: Hl7Client | undefined
  const drop = async (): Promise<void> => {
    const old = client
    client = undefined
    await old?.close().catch(() => {})
  }
  return {
    async send(message) {
      let reply: Hl7Message
      try {
        client ??= new Hl7Client({ host, port, keepAlive: true, connectTimeout: 5_000 })
        reply = await client.sendAndWait(message, { timeoutMs: 15_000 })
      } catch (error) {
        await drop()
        return fail('SERVICE_UNAVAILABLE', { service: 'hospital information system' }, error)
      }
      const code = reply.getSegment('MSA')?.getField(1)?.toString() ?? ''
      if (code === 'AA' || code === 'CA') return reply
      return fail('HIS_REFUSED', { reason: `acknowledgement ${code || 'missing'}` })
    },
    close: drop,
  }
}
