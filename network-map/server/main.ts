/** The network map as a process. */
import { readFileSync } from 'node:fs'
import { joinRoleCommand, openRole } from '@hdms/doorman/member/process.ts'
import { openAudit } from '@hdms/platform/node/audit.ts'
import { CALLING, KEEPING, LISTENING, MEMBER, port } from '@hdms/platform/node/config.ts'
import { listen } from '@hdms/platform/node/http-server.ts'
import { runMain } from '@hdms/platform/node/main.ts'
import { operatorCredential } from '@hdms/platform/node/operator-token.ts'
import { MIRRORED, serviceStore } from '@hdms/platform/node/service-store.ts'
import { systemClock as clock } from '@hdms/shared/time.ts'
import { networkMapHttp } from './http.ts'
import { NetworkMapRegistry } from './network-map.ts'
import { operate } from './operate.ts'

const { doorman, root, trust, 'crl-policy': crlPolicy } = MEMBER
const [NAME, ROLE] = ['CN=Network Map,O=HDMS,C=KR', 'network-map'] as const

await runMain({
  name: 'network-map',
  about: 'the signed directory of institutions and the network parameters',
  options: {
    ...KEEPING,
    ...MIRRORED,
    ...{ doorman, root, trust, 'crl-policy': crlPolicy },
    ...CALLING,
    parameters: { type: 'file', about: 'Signed network parameters to begin with, as "hdms parameters run" wrote them.', required: true },
    ...LISTENING,
    port: port(7401, 'Where members ask.'),
  },
  commands: { join: joinRoleCommand(NAME, ROLE), ...operate },
  start: async (o, logger) => {
    const { crypto, trust, key } = await openRole(o, NAME, ROLE)
    const store = await serviceStore(o)
    const registry = new NetworkMapRegistry({ crypto, clock, store, key, rules: () => trust.rules() })
    await registry.setParameters(new Uint8Array(readFileSync(o.parameters)))
    const timer = setInterval(() => void trust.refresh(), 10_000)
    const audit = openAudit(o.data)
    const app = networkMapHttp({
      crypto,
      registry,
      rules: () => trust.rules(),
      logger,
      operator: operatorCredential(o.data),
      audit: audit.note,
      listening: o,
    })
    const { url, reload } = await listen(app, o)
    return {
      address: { rest: url },
      reload,
      stop: async () => {
        clearInterval(timer)
        await app.close()
        audit.close()
        await store.close()
      },
    }
  },
})
