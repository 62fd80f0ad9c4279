/** HL7 v2 messages that a hospital's node takes in: stored under keys, synced to the disk, acknowledged; senders and node in one process on one core. */
import { connect } from 'node:net'
import { join } from 'node:path'
import type { Engine } from '@hdms/flows/engine/engine.ts'
import type { HospitalServices } from '@hdms/flows/treatment/hospital.ts'
import { openStorage } from '@hdms/node/core/storage.ts'
import { FrameReader, framed } from '@hdms/node/institutional/his/hl7/frames.ts'
import { Inbox } from '@hdms/node/institutional/his/hl7/inbox.ts'
import { take } from '@hdms/node/institutional/his/hl7/incoming.ts'
import { mllpServer } from '@hdms/node/institutional/his/hl7/mllp.ts'
import { HisInbound } from '@hdms/node/institutional/his/inbound.ts'
import { OrderBook } from '@hdms/node/institutional/orders.ts'
import { nodeDisk } from '@hdms/node/main/compose.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { silent } from '@hdms/shared/logging.ts'
import type { Change } from '@hdms/shared/ports/node-store.ts'
import type { SecretStore } from '@hdms/shared/ports/secrets.ts'
import { systemClock as clock } from '@hdms/shared/time.ts'
import { type Measurement, quantile } from './measure.ts'

const ORDERS = 400
const MESSAGES = 4_000
const LINES = 8

const message = (order: string, n: number): Uint8Array =>
  utf8(
    [
      `MSH|^~\\&|LAB|HOSP|HDMS|NODE|20261121120000||ORU^R01|B${n}|P|2.5.1||||||UNICODE UTF-8`,
      'PID|1||P-1^^^HOSP^MR||김^하늘||19840417|F',
      `ORC|RE|${order}`,
      `OBR|1|${order}||24317-0^Hemogram^LN|||20261121100000${'|'.repeat(18)}P`,
      ...['718-7', '4544-3', '6690-2', '777-3'].map(
        (code, i) => `OBX|${i + 1}|NM|${code}^Test ${i}^LN||${(n % 90) + i}.5|g/dL|10-20|N|||P|||20261121100000`,
      ),
    ].join('\r'),
  )

export async function hl7(folder: string): Promise<Measurement[]> {
  const crypto = nativeCrypto()
  const secrets = new Map<string, Uint8Array>()
  const store_: SecretStore = {
    get: async (name) => secrets.get(name),
    put: async (name, secret) => void secrets.set(name, secret),
    getOrCreate: async (name, length) => {
      const secret = secrets.get(name) ?? crypto.random(length)
      secrets.set(name, secret)
      return secret
    },
  }
  const { store, ...storage } = await openStorage(crypto, await nodeDisk(join(folder, 'hl7')), store_, crypto.random(32))
  const orders = new OrderBook()
  const changes: Change[] = []
  const ids = Array.from({ length: ORDERS }, () => hex(crypto.random(6)))
  for (const orderId of ids)
    orders.open(changes, { orderId, dealing: 'd', patientId: 'P-1', person: 'CN=0123456789abcdef,O=Health In My Storage,C=KR' })
  await store.commit(changes)
  const engine = { deliver: async () => {}, flows: () => [] } as unknown as Engine<HospitalServices>
  const inbound = new HisInbound(() => engine, orders, store)
  const options = {
    ...{ clock, logger: silent, store, inbound, facility: 'O=Hospital,C=KR', to: { host: '', port: 0 }, listen: { host: '', port: 0 } },
    habits: { otherwise: 'KS X 1001', zone: '+09:00' },
  }
  const inbox = new Inbox({
    clock,
    logger: silent,
    store,
    facility: 'O=Hospital,C=KR',
    otherwise: 'KS X 1001',
    handle: (m, call) => take(options, m, call),
  })
  const server = await mllpServer({ host: '127.0.0.1', port: 0 }, silent, (bytes) => inbox.receive(bytes))
  let next = 0
  let taken = 0
  const waits: number[] = []
  const start = performance.now()
  const busy = process.cpuUsage()
  const line = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = connect(server.port, '127.0.0.1')
      const frames = new FrameReader(1 << 20)
      let sent = 0
      const send = (): void => {
        if (next >= MESSAGES) {
          socket.end()
          resolve()
          return
        }
        const n = next++
        sent = performance.now()
        socket.write(framed(message(ids[n % ORDERS] as string, n)))
      }
      socket.setNoDelay(true)
      socket.on('error', reject)
      socket.on('connect', send)
      socket.on('data', (bytes) => {
        for (const frame of frames.push(bytes)) {
          if ('message' in frame && Buffer.from(frame.message).includes('MSA|AA|')) taken++
          waits.push(performance.now() - sent)
          send()
        }
      })
    })
  await Promise.all(Array.from({ length: LINES }, line))
  const seconds = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(busy)
  await server.close()
  await store.close()
  await storage.close().catch(() => {})
  return [
    { metric: 'messages stored and acknowledged', value: taken / seconds, unit: '/s', target: 500 },
    { metric: 'acknowledged AA', value: taken, unit: `of ${MESSAGES}`, target: MESSAGES },
    { metric: 'acknowledgement, p50', value: quantile(waits, 0.5), unit: 'ms' },
    { metric: 'cores that were busy', value: (user + system) / 1e6 / seconds, unit: '' },
  ]
}
