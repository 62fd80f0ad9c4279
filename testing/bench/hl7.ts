/**
 * HL7 v2 results that a hospital's node takes in: stored under keys, synced to the disk, acknowledged. Where there are a JDK and Maven, a receiver of
 * HAPI that only acknowledges takes the same from the same sender in the same run (testing/peers/hl7/Receiver.java).
 */
import { execFile } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Engine } from '@hdms/flows/engine/engine.ts'
import type { HospitalServices } from '@hdms/flows/treatment/hospital.ts'
import { openStorage } from '@hdms/node/core/storage.ts'
import { hl7Adapter } from '@hdms/node/institutional/his/hl7/adapter.ts'
import { HisInbound } from '@hdms/node/institutional/his/inbound.ts'
import { OrderBook } from '@hdms/node/institutional/orders.ts'
import { nodeDisk } from '@hdms/node/main/compose.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { silent } from '@hdms/shared/logging.ts'
import type { Change } from '@hdms/shared/ports/node-store.ts'
import type { SecretStore } from '@hdms/shared/ports/secrets.ts'
import { systemClock as clock } from '@hdms/shared/time.ts'
import { Hl7Receiver } from '../support/hl7-receiver.ts'
import { whyNoJava } from '../support/java.ts'
import type { Sent } from './hl7-sender.ts'
import type { Measurement } from './measure.ts'

const ORDERS = 400
const LINES = 8
/** Until compilers have done what they do; then what is measured. */
const WARM = 30
const SECONDS = 10
/** Number of the first message that is measured. */
const MEASURED = 1_000_000_000

const run = promisify(execFile)
/** @param first number of the first message: what was sent before would be answered from memory */
async function send(port: number, seconds: number, orders: readonly string[], first: number): Promise<Sent> {
  const args = [join(import.meta.dirname, 'hl7-sender.ts'), String(port), String(LINES), String(seconds), orders.join(','), String(first)]
  return JSON.parse((await run(process.execPath, args)).stdout) as Sent
}

export async function hl7(folder: string): Promise<Measurement[]> {
  const crypto = nativeCrypto()
  const secrets = new Map<string, Uint8Array>()
  const secretStore: SecretStore = {
    get: async (name) => secrets.get(name),
    put: async (name, secret) => void secrets.set(name, secret),
    getOrCreate: async (name, length) => {
      const secret = secrets.get(name) ?? crypto.random(length)
      secrets.set(name, secret)
      return secret
    },
  }
  const data = join(folder, 'hl7')
  mkdirSync(data, { recursive: true })
  const { store, ...storage } = await openStorage(crypto, await nodeDisk(data), secretStore, crypto.random(32))
  const orders = new OrderBook()
  const changes: Change[] = []
  const ids = Array.from({ length: ORDERS }, () => hex(crypto.random(6)))
  for (const orderId of ids)
    orders.open(changes, { orderId, dealing: 'd', patientId: 'P-1', person: 'CN=0123456789abcdef,O=Health In My Storage,C=KR' })
  await store.commit(changes)
  const engine = { deliver: async () => {}, flows: () => [] } as unknown as Engine<HospitalServices>
  const adapter = await hl7Adapter({
    ...{ clock, logger: silent, store, inbound: new HisInbound(() => engine, orders, store), facility: 'O=Hospital,C=KR' },
    to: { host: '127.0.0.1', port: 1 },
    listen: { host: '127.0.0.1', port: 0 },
    habits: { otherwise: 'KS X 1001', zone: '+09:00' },
  })
  await adapter.open()
  const { port } = new URL(adapter.address)
  await send(Number(port), WARM, ids, 0)
  const busy = process.cpuUsage()
  const node = await send(Number(port), SECONDS, ids, MEASURED)
  const { user, system } = process.cpuUsage(busy)
  await adapter.stop()
  await store.close()
  await storage.close().catch(() => {})
  const rate = node.taken / node.seconds
  return [
    { metric: 'messages stored and acknowledged', value: rate, unit: '/s', target: 500 },
    { metric: 'not acknowledged AA', value: node.refused, unit: '', target: 0, lower: true },
    { metric: 'acknowledgement, p50', value: node.p50, unit: 'ms', lower: true },
    { metric: 'acknowledgement, p99', value: node.p99, unit: 'ms', lower: true },
    { metric: 'processor a message', value: (user + system) / 1000 / node.taken, unit: 'ms', lower: true },
    ...(await besideHapi(rate, ids)),
  ]
}

/** What HAPI does with the same. */
async function besideHapi(rate: number, ids: readonly string[]): Promise<Measurement[]> {
  const why = whyNoJava()
  if (why !== undefined) {
    process.stderr.write(`skipped: no receiver of HAPI to compare with: ${why}\n`)
    return []
  }
  const receiver = await Hl7Receiver.start()
  try {
    await send(receiver.port, WARM, ids, 0)
    const busy = await receiver.cpu()
    const hapi = await send(receiver.port, SECONDS, ids, MEASURED)
    const used = (await receiver.cpu()) - busy
    return [
      { metric: 'HAPI only acknowledges', value: hapi.taken / hapi.seconds, unit: '/s' },
      { metric: 'processor of HAPI a message', value: (used * 1000) / hapi.taken, unit: 'ms' },
      { metric: 'times HAPI', value: rate / (hapi.taken / hapi.seconds), unit: '', target: 1 },
    ]
  } finally {
    await receiver.stop()
  }
}
