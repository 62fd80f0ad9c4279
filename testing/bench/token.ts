/** Being paid for a day and paying, between real processes: how long a person waits until it is final. */
import { join } from 'node:path'
import type { Scene } from '@hdms/device-sim/wear.ts'
import { register } from '@hdms/sandbox/demo/treatment.ts'
import { Network } from '@hdms/sandbox/network/launcher.ts'
import { SAMPLE_BUNDLE } from '@hdms/sandbox/people/sample.ts'
import { Wearer } from '@hdms/sandbox/people/wearer.ts'
import { type Measurement, quantile } from './measure.ts'

const WALK: readonly Scene[] = [
  { kind: 'walk', seconds: 620, speed: 1.4 },
  { kind: 'sit', seconds: 60 },
]
const PAYMENTS = 40

const whole = async (w: Wearer, units: number): Promise<boolean> => (await w.node.get<{ free: number }>('/wallet')).free === units

export async function token(folder: string): Promise<Measurement[]> {
  const network = await Network.start(join(folder, 'network'), false)
  const file = { ports: network.ports, folder: network.folder, pid: process.pid }
  const people: Wearer[] = []
  try {
    for (const who of ['payer', 'payee']) people.push(await Wearer.create(file, who, (await register(file, SAMPLE_BUNDLE)).patientId))
    const [payer, payee] = people as [Wearer, Wearer]
    await payer.wear(WALK, 1)
    const took = performance.now()
    const packets = await payer.fetch()
    const fetched = performance.now() - took
    const start = performance.now()
    const { units } = await payer.enter()
    const entered = performance.now() - start
    const { name, address } = await payee.node.get<{ name: string; address: string }>('/address')
    await payer.node.post('/contacts', { address })
    const waits: number[] = []
    // Two payments first, so that the connection is warm; then one unit there and, as a refund, back again.
    for (let i = 0; i < PAYMENTS / 2 + 2; i++) {
      const begun = performance.now()
      const { transaction } = await payer.node.post<{ transaction: string }>('/payments', { to: name, amount: 1, note: '' })
      const paid = performance.now()
      while ((await payee.balance()) < 1) await new Promise((resolve) => setTimeout(resolve, 5))
      const received = performance.now()
      await payee.node.post('/refunds', { payment: transaction })
      if (i >= 2) waits.push(paid - begun, performance.now() - received)
      // Until it is back; a token that was paid on eight times is renewed then.
      while (!(await whole(payer, units))) await new Promise((resolve) => setTimeout(resolve, 5))
    }
    return [
      { metric: 'packets fetched and checked', value: (packets * 1000) / fetched, unit: '/s' },
      { metric: 'ten minutes entered and claimed', value: entered, unit: 'ms', lower: true },
      { metric: `payment, p50 of ${PAYMENTS}`, value: quantile(waits, 0.5), unit: 'ms', lower: true },
      { metric: 'payment, p95', value: quantile(waits, 0.95), unit: 'ms', lower: true },
    ]
  } finally {
    for (const { node } of people) await node.off()
    await network.stop()
  }
}
