/** How long a new hospital takes from `join` to being known to another one that runs, its operator admitting at once. */
import { execFile, spawn } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DoormanClient } from '@hdms/doorman/client/enrol.ts'
import { HOSPITAL, Network, NOTARIES } from '@hdms/sandbox/network/launcher.ts'
import { call } from '@hdms/sandbox/people/person.ts'
import { fetchClient } from '@hdms/shared/ports/fetch-client.ts'
import { type Measurement, quantile } from './measure.ts'

const ROUNDS = 5
const root = join(import.meta.dirname, '../..')

export async function joining(folder: string): Promise<Measurement[]> {
  const network = await Network.start(join(folder, 'join'), false)
  const { ports } = network
  const url = (port: number) => `http://127.0.0.1:${port}`
  const operator = new DoormanClient(fetchClient(), url(ports.doorman)).operator(
    readFileSync(join(network.folder, 'doorman', 'operator-token'), 'utf8').trim(),
  )
  const token = readFileSync(join(network.folder, 'hospital', 'api-token'), 'utf8').trim()
  const times: number[] = []
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const name = `O=Hospital Number ${round + 2},L=Busan,C=KR`
      const data = join(network.folder, `joined-${round}`)
      mkdirSync(data, { recursive: true })
      const flags = {
        kind: 'hospital',
        data,
        trust: network.trust,
        doorman: url(ports.doorman),
        'network-map': url(ports.map),
        queue: url(ports.queue),
        name,
        notary: NOTARIES[0],
        his: 'mllp://127.0.0.1:1',
      }
      const args = [join(root, 'node/main/main.ts'), 'join', ...Object.entries(flags).flatMap(([k, v]) => [`--${k}`, v])]
      const free = ['--port', '0', '--his-listen-port', '0', '--libp2p-port', '0', '--libp2p-ws-port', '0']
      const env = { ...process.env, HDMS_PASSPHRASE: 'a passphrase' }
      const approving = setInterval(
        () =>
          void operator
            .pending()
            .then(async (rows) => {
              for (const row of rows) if (row.name === name) await operator.decide(row.id, true)
            })
            .catch(() => {}),
        50,
      )
      const start = performance.now()
      await new Promise<void>((resolve, reject) =>
        execFile(process.execPath, args, { env }, (error) => (error ? reject(error) : resolve())),
      )
      const node = spawn(process.execPath, [...args.map((a) => (a === 'join' ? 'run' : a)), ...free], {
        env,
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      await new Promise<void>((resolve) =>
        createInterface({ input: node.stdout }).on('line', (line) => line.startsWith('READY') && resolve()),
      )
      for (;;) {
        const { members } = await call<{ members: { name: string }[] }>({ base: url(ports.hospital), token }, 'GET', '/api/status')
        if (members.some((m) => m.name === name)) break
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      times.push((performance.now() - start) / 1000)
      clearInterval(approving)
      node.kill()
    }
  } finally {
    await network.stop()
  }
  return [
    {
      metric: `join to known by ${HOSPITAL.split(',')[0]?.slice(2)}, p50 of ${ROUNDS}`,
      value: quantile(times, 0.5),
      unit: 's',
      target: 10,
      lower: true,
    },
    { metric: 'slowest', value: Math.max(...times), unit: 's', target: 10, lower: true },
  ]
}
