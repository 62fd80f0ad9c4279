/**
 * Simulated smart shoes behind a bridge, as a process: `POST /pairs` makes a pair, `POST /pairs/PAIR/wear` lets it be worn through scenes that
 * end now, `POST /radio/PAIR/SIDE` writes to a shoe's control point and answers with its notifications. The pair `live` is being worn; it is kept
 * in the data folder.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MakerKey } from '@hdms/device-sim/shoe.ts'
import type { Scene } from '@hdms/device-sim/wear.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { allowPages, httpService, listen } from '@hdms/platform/node/http-server.ts'
import { jsonLogger } from '@hdms/platform/node/log.ts'
import { portNumber, required, runService, settings } from '@hdms/platform/node/main.ts'
import { fromHex, hex, Writer } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import { systemClock as clock } from '@hdms/shared/time.ts'
import { livePair, newSandboxPair, type Pair, wearStored } from './pairs.ts'

const o = settings(['port', 'maker', 'maker-seed-file', 'data'])
const logger = jsonLogger('shoes')

await runService(logger, async () => {
  const crypto = nativeCrypto()
  const maker: MakerKey = {
    name: required('maker', o.maker),
    seed: fromHex(readFileSync(required('maker-seed-file', o['maker-seed-file']), 'utf8').trim()),
  }
  const folder = required('data', o.data)
  mkdirSync(folder, { recursive: true })
  const pairs = new Map<string, Pair>()
  const live = await livePair(crypto, clock, maker, join(folder, 'live-pair'))
  pairs.set('live', live.pair)
  const app = httpService({ logger, bodyLimit: 1 << 20 })
  await allowPages(app)
  app.post('/pairs', async (_request, reply) => {
    const id = hex(crypto.random(8))
    pairs.set(id, await newSandboxPair(crypto, clock, maker))
    return reply.code(201).send({ pair: id })
  })
  const pairOf = (id: string): Pair => pairs.get(id) ?? fail('NOT_FOUND', { what: 'pair of shoes' })
  app.post<{ Params: { pair: string }; Body: { scenes: Scene[]; seed: number } }>('/pairs/:pair/wear', async ({ params, body }) => {
    await wearStored(pairOf(params.pair), clock, body.scenes, body.seed)
    return {}
  })
  app.post<{ Params: { pair: string; side: string } }>('/radio/:pair/:side', async ({ params, body }, reply) => {
    const { radio } = pairOf(params.pair)
    const shoe = params.side === 'left' ? radio.left : params.side === 'right' ? radio.right : fail('NOT_FOUND', { what: 'shoe' })
    if (!(body instanceof Uint8Array)) return fail('WIRE_MALFORMED', { what: 'body', why: 'send application/octet-stream' })
    const w = new Writer()
    const notifications = await shoe.write(new Uint8Array(body))
    if (params.pair === 'live') live.save()
    for (const notification of notifications) w.short(notification)
    return reply.type('application/octet-stream').send(Buffer.from(w.bytes()))
  })
  const address = await listen(app, portNumber('port', o.port, 7430))
  return {
    address: { shoes: address },
    stop: async () => {
      live.stop()
      await app.close()
    },
  }
})
