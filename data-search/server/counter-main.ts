/** The second counting service as a process, run by an institution that does not run the first. */
import { listen } from '@hdms/platform/node/http-server.ts'
import { jsonLogger } from '@hdms/platform/node/log.ts'
import { portNumber, runService, settings } from '@hdms/platform/node/main.ts'
import { searchHttp } from './http.ts'
import { openService, SETTINGS } from './service.ts'

const o = settings([...SETTINGS])
const logger = jsonLogger('counter')

await runService(logger, async () => {
  const { crypto, trust, map, counting, announce } = await openService(o, logger, 1, 'institution')
  const app = searchHttp({ crypto, logger, rules: () => trust.rules(), counting, searchName: () => map.view.parameters.search })
  const rest = await listen(app, portNumber('port', o.port, 7408))
  const stop = await announce(rest)
  return {
    address: { rest },
    stop: async () => {
      await app.close()
      await stop()
    },
  }
})
