/** The second counting service as a process, run by an institution that does not run the first. */
import { joinCommand } from '@hdms/doorman/member/process.ts'
import { port } from '@hdms/platform/node/config.ts'
import { listen } from '@hdms/platform/node/http-server.ts'
import { runMain } from '@hdms/platform/node/main.ts'
import { searchHttp } from './http.ts'
import { COUNTING, openService } from './service.ts'

const who = ({ name }: { readonly name: string }) => ({ name, kind: 'institution' as const })

await runMain({
  name: 'counter',
  about: 'the second counting service: adds up shares of answers that mean nothing alone',
  options: { ...COUNTING, port: port(7408, 'Where shares come, and the other counting service asks.') },
  commands: { join: joinCommand(who) },
  start: async (o, logger) => {
    const { crypto, trust, map, counting, announce } = await openService(o, logger, 1, who(o))
    const searchName = () => map.view.parameters.search
    const app = searchHttp({ crypto, logger, rules: () => trust.rules(), counting, searchName, listening: o })
    const { url: rest, reload } = await listen(app, o)
    const stop = await announce(rest)
    return {
      address: { rest },
      reload,
      stop: async () => {
        await app.close()
        await stop()
      },
    }
  },
})
