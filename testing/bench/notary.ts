/** What a notary decides a second: through HTTP, and behind it with 8 to 5,000 requests open at the same time. */
import { join } from 'node:path'
import { notaryHttp } from '@hdms/notary/server/http.ts'
import { Notary } from '@hdms/notary/server/notary.ts'
import { Register } from '@hdms/notary/server/register.ts'
import { notaryService } from '@hdms/notary/server/service.ts'
import { uniquenessStore } from '@hdms/notary/server/store.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { LOOPBACK, listen } from '@hdms/platform/node/http-server.ts'
import { levelNodeStore } from '@hdms/platform/node/level-store.ts'
import { silent } from '@hdms/shared/logging.ts'
import { encode, hdms } from '@hdms/shared/messages/wire.ts'
import { fetchClient } from '@hdms/shared/ports/fetch-client.ts'
import { minuteOf, systemClock } from '@hdms/shared/time.ts'
import { coin, spend } from '../support/ledger.ts'
import { type Measurement, rate } from './measure.ts'

const crypto = nativeCrypto()
/** How many requests are open at the same time, and how many there are. */
const LOADS = [
  [8, 2_000],
  [64, 3_000],
  [500, 4_000],
  [1_500, 6_000],
  [5_000, 10_000],
] as const
/** Share of the best rate of the run that every load has to reach. */
const LEAST_SHARE = 0.85

/** Notarise requests of two inputs each. */
async function requestsFor(notary: Notary, parametersHash: Uint8Array, count: number): Promise<Uint8Array[]> {
  const minute = minuteOf(Date.now())
  const requests: Uint8Array[] = []
  while (requests.length < count) {
    const inputs = [await coin(crypto), await coin(crypto)]
    const { visible, privateRoot, witnesses } = await spend(crypto, {
      notary: notary.id,
      parametersHash,
      from: minute - 1,
      until: minute + 60,
      inputs,
    })
    requests.push(encode(hdms.NotaryRequest, { nonce: crypto.random(32), notarise: { visible, privateRoot, witnesses: [...witnesses] } }))
  }
  return requests
}

const isAnswer = (reply: Uint8Array) => hdms.NotaryReply.decode(reply).answer.length > 0

/** Asks every request, `open` at the same time. @returns how many were committed, and how many a second and a second of CPU */
async function ask(requests: readonly Uint8Array[], open: number, one: (request: Uint8Array) => Promise<Uint8Array>) {
  let committed = 0
  let next = 0
  const worker = async () => {
    for (let request = requests[next++]; request; request = requests[next++]) if (isAnswer(await one(request))) committed++
  }
  const start = performance.now()
  const before = process.cpuUsage()
  await Promise.all(Array.from({ length: open }, worker))
  const { user, system } = process.cpuUsage(before)
  return {
    committed,
    perSecond: (requests.length * 1000) / (performance.now() - start),
    perCpu: (requests.length * 1e6) / (user + system),
  }
}

export async function notary(folder: string): Promise<Measurement[]> {
  const store = uniquenessStore(await levelNodeStore(join(folder, 'notary')))
  const parametersHash = crypto.random(32)
  const service = await Notary.start({
    crypto,
    clock: systemClock,
    store,
    seed: crypto.random(32),
    parameters: () => ({ current: parametersHash, replaced: [] }),
  })
  const behind = notaryService(crypto, service, new Register(crypto, store, service.id, crypto.random(32)), crypto.random(32), silent)
  const app = notaryHttp(behind, silent)
  const { url } = await listen(app, LOOPBACK)
  const http = fetchClient()
  const headers = { 'content-type': 'application/octet-stream' }
  const requests = await requestsFor(service, parametersHash, 3000)
  let committed = 0
  const overHttp = await rate(requests.length, async (i) => {
    const reply = await http({ method: 'POST', url: `${url}/v1/ask`, headers, body: requests[i] as Uint8Array })
    if (isAnswer(reply.body)) committed++
  })
  const rates: (readonly [open: number, perSecond: number, perCpu: number])[] = []
  for (const [open, count] of LOADS) {
    const result = await ask(await requestsFor(service, parametersHash, count), open, behind.ask)
    if (result.committed === count) rates.push([open, result.perSecond, result.perCpu])
  }
  await app.close()
  await service.stop()
  const best = Math.max(...rates.map(([, perSecond]) => perSecond))
  return [
    { metric: 'transactions, two inputs, HTTP', value: overHttp, unit: '/s' },
    { metric: 'committed', value: committed, unit: '', target: requests.length },
    { metric: 'loads at which everything was committed', value: rates.length, unit: '', target: LOADS.length },
    ...rates.flatMap(([open, perSecond, perCpu]): Measurement[] => [
      { metric: `${open} open, a second of CPU`, value: perCpu, unit: '/s' },
      { metric: `${open} open`, value: perSecond, unit: '/s', target: 1_000 },
      { metric: `${open} open, share of the best`, value: (perSecond * 100) / best, unit: '%', target: LEAST_SHARE * 100 },
    ]),
  ]
}
