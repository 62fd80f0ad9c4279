/** What is measured, each as medians of several runs. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FlowDefinition } from '@hdms/flows/engine/context.ts'
import { Engine } from '@hdms/flows/engine/engine.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { levelNodeStore } from '@hdms/platform/node/level-store.ts'
import { admit, treat } from '@hdms/sandbox/demo/treatment.ts'
import { Network } from '@hdms/sandbox/network/launcher.ts'
import { SAMPLE_BUNDLE } from '@hdms/sandbox/people/sample.ts'
import { XWING } from '@hdms/shared/crypto/hpke.ts'
import { sealTo } from '@hdms/shared/envelope/envelope.ts'
import { silent } from '@hdms/shared/logging.ts'
import { systemClock } from '@hdms/shared/time.ts'
import { cost } from './cost.ts'
import { crowd } from './crowd.ts'
import { everything } from './everything.ts'
import { exchange } from './exchange.ts'
import { exported } from './export.ts'
import { fhir } from './fhir.ts'
import { gait } from './gait/main.ts'
import { hl7 } from './hl7.ts'
import { joining } from './join.ts'
import { type Measurement, quantile, rate } from './measure.ts'
import { notary } from './notary.ts'
import { phone } from './phone.ts'
import { purchase } from './purchase.ts'
import { query } from './query.ts'
import { token } from './token.ts'
import { trading } from './trading.ts'

const crypto = nativeCrypto()

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

export const benches: Readonly<Record<string, (folder: string, data?: string, against?: string) => Promise<Measurement[]>>> = {
  hl7,
  fhir,
  everything,
  export: exported,
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
  cost,
}
