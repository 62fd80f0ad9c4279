/** What is measured, each as medians of several runs. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FlowDefinition } from '@hdms/flows/engine/context.ts'
import { Engine } from '@hdms/flows/engine/engine.ts'
import { notaryHttp } from '@hdms/notary/server/http.ts'
import { Notary } from '@hdms/notary/server/notary.ts'
import { Register } from '@hdms/notary/server/register.ts'
import { notaryService } from '@hdms/notary/server/service.ts'
import { uniquenessStore } from '@hdms/notary/server/store.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { LOOPBACK, listen } from '@hdms/platform/node/http-server.ts'
import { levelNodeStore } from '@hdms/platform/node/level-store.ts'
import { admit, treat } from '@hdms/sandbox/demo/treatment.ts'
import { Network } from '@hdms/sandbox/network/launcher.ts'
import { SAMPLE_BUNDLE } from '@hdms/sandbox/people/sample.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { XWING } from '@hdms/shared/crypto/hpke.ts'
import { sealTo } from '@hdms/shared/envelope/envelope.ts'
import { FOREVER, makeLock, nullifierOf, serialOf } from '@hdms/shared/ledger/lock.ts'
import { encodeWitness, signSpend } from '@hdms/shared/ledger/signatures.ts'
import { encodeVisible, idOf } from '@hdms/shared/ledger/transaction.ts'
import { silent } from '@hdms/shared/logging.ts'
import { encode, hdms } from '@hdms/shared/messages/wire.ts'
import { notaryId } from '@hdms/shared/notary/answer.ts'
import { fetchClient } from '@hdms/shared/ports/fetch-client.ts'
import { minuteOf, systemClock } from '@hdms/shared/time.ts'
import { crowd } from './crowd.ts'
import { exchange } from './exchange.ts'
import { fhir } from './fhir.ts'
import { gait } from './gait/main.ts'
import { hl7 } from './hl7.ts'
import { joining } from './join.ts'
import { type Measurement, quantile } from './measure.ts'
import { phone } from './phone.ts'
import { purchase } from './purchase.ts'
import { query } from './query.ts'
import { token } from './token.ts'
import { trading } from './trading.ts'

const crypto = nativeCrypto()

/** Runs `work` `n` times at once and says how many a second. */
async function rate(n: number, work: (i: number) => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await Promise.all(Array.from({ length: n }, (_, i) => work(i)))
  return (n * 1000) / (performance.now() - start)
}

function memoryOf(pid: number | undefined): number {
  try {
    const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return Number(line?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

async function treatment(folder: string): Promise<Measurement[]> {
  const network = await Network.start(join(folder, 'network'), false)
  try {
    const file = { ports: network.ports, folder: network.folder, pid: process.pid }
    const totals: number[] = []
    let phone = 0
    // Two runs first, so that the network is warm.
    for (let i = 0; i < 32; i++) {
      const { person, desk } = await admit(file, SAMPLE_BUNDLE)
      await person.post('/import', SAMPLE_BUNDLE)
      const { totalMs, comparison } = await treat(
        { network: file, decide: async () => ({ approved: true }), onStep: () => {}, note: () => {} },
        person,
        desk,
      )
      if (comparison.same && i >= 2) totals.push(totalMs)
      phone = Math.max(phone, memoryOf(person.pid))
      await person.off()
    }
    const memory = network
      .table()
      .map(({ name, pid }): Measurement => ({ metric: `memory ${name}`, value: memoryOf(pid), unit: 'MiB', lower: true }))
    return [
      {
        metric: 'p50 of 30 runs',
        value: totals.length === 30 ? quantile(totals, 0.5) : Number.POSITIVE_INFINITY,
        unit: 'ms',
        target: 500,
        lower: true,
      },
      { metric: 'p95', value: quantile(totals, 0.95), unit: 'ms', lower: true },
      { metric: 'memory person', value: phone, unit: 'MiB', lower: true },
      ...memory,
    ]
  } finally {
    await network.stop()
  }
}

/** Through the network interface (HTTP on loopback), two inputs a transaction, one process for both sides. */
async function notary(folder: string): Promise<Measurement[]> {
  const store = uniquenessStore(await levelNodeStore(join(folder, 'notary')))
  const parametersHash = crypto.random(32)
  const service = await Notary.start({
    crypto,
    clock: systemClock,
    store,
    seed: crypto.random(32),
    parameters: () => ({ current: parametersHash, replaced: [] }),
  })
  const app = notaryHttp(
    notaryService(crypto, service, new Register(crypto, store, service.id, crypto.random(32)), crypto.random(32), silent),
    silent,
  )
  const { url } = await listen(app, LOOPBACK)
  const http = fetchClient()
  const minute = minuteOf(Date.now())
  const N = 3000
  const requests = await Promise.all(
    Array.from({ length: N }, async () => {
      const inputs = await Promise.all(
        [0, 1].map(async () => {
          const [seed, nk] = [crypto.random(32), crypto.random(32)]
          const lock = makeLock(
            [{ m: 1, keys: [await crypto.publicKey(seed)], notBefore: 0, notAfter: FOREVER, blind: crypto.random(16) }],
            nk,
          )
          const serial = serialOf(nk, crypto.random(32), 0)
          return { seed, lock, serial, nullifier: nullifierOf(lock.lock, serial) }
        }),
      )
      inputs.sort((a, b) => (hex(a.nullifier) < hex(b.nullifier) ? -1 : 1))
      const visible = encodeVisible({
        notary: notaryId(service.key),
        parametersHash,
        from: minute - 1,
        until: minute + 10,
        nullifiers: inputs.map((i) => i.nullifier),
        references: [],
      })
      const privateRoot = crypto.random(32)
      const id = idOf(visible, privateRoot)
      const witnesses = await Promise.all(
        inputs.map(async (i) => encodeWitness(await signSpend(crypto, [i.seed], i.lock, 0, id, i.nullifier, i.serial))),
      )
      return encode(hdms.NotaryRequest, { nonce: crypto.random(32), notarise: { visible, privateRoot, witnesses } })
    }),
  )
  let committed = 0
  const value = await rate(N, async (i) => {
    const reply = await http({
      method: 'POST',
      url: `${url}/v1/ask`,
      headers: { 'content-type': 'application/octet-stream' },
      body: requests[i] as Uint8Array,
    })
    if (hdms.NotaryReply.decode(reply.body).answer.length > 0) committed++
  })
  await app.close()
  await service.stop()
  return [
    { metric: 'transactions, two inputs, HTTP', value, unit: '/s' },
    { metric: 'committed', value: committed, unit: '', target: N },
  ]
}

async function engine(folder: string): Promise<Measurement[]> {
  const five: FlowDefinition<null, null, null> = {
    name: 'five',
    version: 1,
    *run(ctx) {
      for (let i = 0; i < 5; i++) yield* ctx.step(`step ${i}`, async () => null)
      return null
    },
  }
  const store = await levelNodeStore(join(folder, 'engine'))
  const e = new Engine<null>({
    store,
    clock: systemClock,
    logger: silent,
    random: (n) => crypto.random(n),
    services: null,
    flows: [five],
    dispatch: () => {},
    stopped: () => {},
  })
  await e.start()
  const value = await rate(5000, async () => (await e.startFlow(five, null)).result)
  e.stop()
  await store.close()
  return [{ metric: 'flows of five durable steps', value, unit: '/s' }]
}

async function sealing(): Promise<Measurement[]> {
  const secret = crypto.random(32)
  const key = await XWING.publicKey(crypto, secret)
  const payload = crypto.random(1024)
  const seals = await rate(400, () => sealTo(crypto, key, payload, payload))
  return [
    { metric: 'seal 1 KiB (X-Wing)', value: seals, unit: '/s' },
    {
      metric: 'ML-KEM + X25519 decapsulations',
      value: await rate(400, async () => XWING.decapsulate(crypto, secret, (await XWING.encapsulate(crypto, key)).enc)),
      unit: '/s',
    },
  ]
}

export const benches: Readonly<Record<string, (folder: string, data?: string) => Promise<Measurement[]>>> = {
  hl7,
  fhir,
  join: joining,
  treatment,
  notary,
  engine,
  sealing,
  phone,
  gait,
  token,
  query,
  purchase,
  exchange,
  crowd,
  trading,
}
