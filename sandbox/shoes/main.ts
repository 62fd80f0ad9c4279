/**
 * Simulated smart shoes behind a bridge, as a process: `POST /pairs` makes a pair, `POST /pairs/PAIR/wear` lets it be worn through scenes that
 * end now, `POST /radio/PAIR/SIDE` writes to a shoe's control point and answers with its notifications. The pair `live` is being worn; it is kept
 * in the data folder.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { MakerKey } from '@hdms/device-sim/shoe.ts'
import type { Scene } from '@hdms/device-sim/wear.ts'
import { KEEPING, LISTENING, port, secretFile } from '@hdms/platform/node/config.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { allowPages, httpService, listen } from '@hdms/platform/node/http-server.ts'
import { runMain } from '@hdms/platform/node/main.ts'
import { fromHex, hex, Writer } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import { systemClock as clock } from '@hdms/shared/time.ts'
import { livePair, newSandboxPair, type Pair, wearStored } from './pairs.ts'

await runMain({
  name: 'shoes',
  about: 'simulated smart shoes behind a bridge',
  options: {
    data: KEEPING.data,
    ...LISTENING,
    port: port(7430, 'Where phones reach their radio.'),
    maker: { type: 'text', about: 'Name of their maker.', required: true },
    'maker-seed-file': { type: 'file', about: 'File with the maker’s key, 64 hex digits, mode 0600.', required: true },
  },
  start: async (o, logger) => {
    const crypto = nativeCrypto()
    const maker: MakerKey = { name: o.maker, seed: fromHex(secretFile(o['maker-seed-file'])) }
    const folder = o.data
    mkdirSync(folder, { recursive: true })
    const pairs = new Map<string, Pair>()
    const live = await livePair(crypto, clock, maker, join(folder, 'live-pair'))
    pairs.set('live', live.pair)
    const app = httpService({ logger, bodyLimit: 1 << 20, listening: o })
    await allowPages(app, o)
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
    const { url: address } = await listen(app, o)
    return {
      address: { shoes: address },
      stop: async () => {
        live.stop()
        await app.close()
      },
    }
  },
})
