/** Sales of a crowd, all processes: from the purchase request to the opened and paid data, without what a person takes to decide. */
import { join } from 'node:path'
import { runTrading } from '@hdms/sandbox/demo/trading.ts'
import { Network } from '@hdms/sandbox/network/launcher.ts'
import { type Measurement, quantile } from './measure.ts'

export async function trading(folder: string): Promise<Measurement[]> {
  const network = await Network.start(join(folder, 'trading'), false, undefined, { trading: true })
  try {
    const file = { ports: network.ports, folder: network.folder, pid: process.pid }
    const { took, bought, same } = await runTrading({ network: file, people: 25, seed: 1, onStep: () => {}, note: () => {} })
    return [
      {
        metric: 'p50 of a sale, 25 people',
        value: same ? quantile(took, 0.5) : Number.POSITIVE_INFINITY,
        unit: 'ms',
        target: 500,
        lower: true,
      },
      { metric: 'p95', value: quantile(took, 0.95), unit: 'ms', lower: true },
      { metric: 'sold', value: bought, unit: '' },
    ]
  } finally {
    await network.stop()
  }
}
