/**
 * A notary as a process. Says ENROLLED with its key as soon as it has one: the network parameters need it before there
 * is a map.
 */
import { join } from 'node:path'
import { joinCommand, openMember } from '@hdms/doorman/member/process.ts'
import { MapClient } from '@hdms/network-map/client/map-client.ts'
import { CALLING, KEEPING, LISTENING, MEMBER, port } from '@hdms/platform/node/config.ts'
import { listen } from '@hdms/platform/node/http-server.ts'
import { levelNodeStore } from '@hdms/platform/node/level-store.ts'
import { runMain } from '@hdms/platform/node/main.ts'
import { gauge, needs } from '@hdms/platform/node/metrics.ts'
import { MIRRORED, serviceStore } from '@hdms/platform/node/service-store.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { signNodeInfo } from '@hdms/shared/network/node-info.ts'
import { PROVEN } from '@hdms/shared/storage/versions.ts'
import { systemClock as clock, delay } from '@hdms/shared/time.ts'
import { auditCommands } from './audit-commands.ts'
import { notaryHttp } from './http.ts'
import { STATE_OF_OLD } from './migrations.ts'
import { Notary } from './notary.ts'
import { ParametersWatch } from './parameters.ts'
import { Register } from './register.ts'
import { notaryService } from './service.ts'
import { uniquenessStore } from './store.ts'

const options = {
  ...KEEPING,
  ...MIRRORED,
  ...MEMBER,
  ...CALLING,
  name: { type: 'name', about: 'X.500 name of the notary, such as O=Hanbit Notary,L=Seoul,C=KR.', required: true },
  ...LISTENING,
  port: port(7402, 'Where members ask.'),
} as const
const who = (o: { readonly name: string }) => ({ name: o.name, kind: 'notary' as const })

await runMain({
  name: 'notary',
  about: 'decides what is spent, blindly, and keeps the register of verification keys',
  options,
  commands: {
    join: joinCommand(who, ({ name, key }) => `The network parameters have to list it: notary = "${name}=${hex(key)}"`),
    ...auditCommands,
  },
  start: async (o, logger) => {
    const { crypto, http, keys, trust } = await openMember(o, who(o))
    process.stdout.write(`ENROLLED ${JSON.stringify({ name: keys.name, key: hex(keys.key) })}\n`)
    const [rows, beside] = [await serviceStore(o, 'store', [STATE_OF_OLD, PROVEN]), await levelNodeStore(join(o.data, 'map'))]
    const map = new MapClient({ crypto, http, url: o['network-map'], rules: () => trust.rules(), logger, store: beside })
    const parameters = new ParametersWatch(map, rows)
    await parameters.start()
    const notary = await Notary.start({
      ...{ crypto, clock, store: uniquenessStore(rows), seed: keys.seed, parameters: () => parameters.view() },
      // What starts it again opens the store anew, as often as it takes until the disk has room.
      stopped: () => {
        logger.error('the store failed: the notary stops', { code: 'STORE_FAILED' })
        setTimeout(() => process.exit(1), 100)
      },
    })
    // The start went back through the last transactions.
    void notary
      .prove(() => delay(clock, 20))
      .catch((error: unknown) => logger.error('the store is damaged', { code: asHdmsError(error).code }))
    const register = new Register(crypto, uniquenessStore(rows), notary.id, keys.sealingSecret)
    gauge('hdms_notary_batches', 'Batches that were signed', async () => (await uniquenessStore(rows).lastBatch())?.sequence ?? 0)
    needs('network map', () => void map.view)
    const app = notaryHttp(notaryService(crypto, notary, register, keys.sealingSecret, logger), logger, o)
    const { url: rest, reload } = await listen(app, o)
    const update = async (): Promise<void> => {
      await map.refresh()
      await parameters.update(clock.now())
    }
    for (let published = false; !published; ) {
      try {
        await map.start()
        await parameters.update(clock.now())
        const info = {
          name: keys.name,
          serial: clock.now(),
          chain: keys.chain,
          sealingKey: keys.sealingKey,
          rest,
          multiaddrs: [],
          notary: keys.name,
          platformVersion: 1,
          transport: new Uint8Array(0),
          logProof: keys.logProof,
        }
        await map.publish(await signNodeInfo(crypto, keys.seed, info))
        published = true
      } catch (error) {
        logger.info('waiting for the network map', { code: asHdmsError(error).code })
        await delay(clock, 300)
      }
    }
    const timer = setInterval(
      () => void Promise.all([trust.refresh(), update().catch((e: unknown) => logger.warn('map', { code: asHdmsError(e).code }))]),
      10_000,
    )
    return {
      address: { rest },
      reload,
      stop: async () => {
        clearInterval(timer)
        await app.close()
        await notary.stop()
        await beside.close()
      },
    }
  },
})
