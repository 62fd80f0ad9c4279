/** The doorman as a process. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { listen } from '@hdms/platform/node/http-server.ts'
import { openKeyStore } from '@hdms/platform/node/key-store.ts'
import { levelNodeStore } from '@hdms/platform/node/level-store.ts'
import { jsonLogger } from '@hdms/platform/node/log.ts'
import { portNumber, required, runService, settings } from '@hdms/platform/node/main.ts'
import { readTrust } from '@hdms/platform/node/trust-files.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { readCertificate } from '@hdms/shared/identity/certificate.ts'
import { readCrl } from '@hdms/shared/identity/certificates.ts'
import { systemClock } from '@hdms/shared/time.ts'
import { AnswerTokens } from './answer-tokens.ts'
import { Doorman } from './doorman.ts'
import { doormanHttp } from './http.ts'

const o = settings(['data', 'trust', 'port', 'passphrase', 'poll-seconds'])
const logger = jsonLogger('doorman')

await runService(logger, async () => {
  const data = required('data', o.data)
  const trust = readTrust(required('trust', o.trust))
  const crypto = nativeCrypto()
  const secrets = await openKeyStore(crypto, join(data, 'keys.json'), required('passphrase', o.passphrase))
  const store = await levelNodeStore(join(data, 'store'))
  const pollSeconds = Number(o['poll-seconds'] ?? 10)
  const doorman = new Doorman({ crypto, clock: systemClock, store, seed: await secrets.getOrCreate('doorman', 32), ...trust, pollSeconds })
  const tokenFile = join(data, 'operator-token')
  if (!existsSync(tokenFile)) writeFileSync(tokenFile, hex(crypto.random(24)), { mode: 0o600 })
  const operatorToken = readFileSync(tokenFile, 'utf8').trim()
  const key = readCertificate(trust.doormanCa).publicKey
  const refreshed = { crl: await readCrl(crypto, await doorman.crl(), key) }
  const timer = setInterval(
    () =>
      void doorman.crl().then(async (der) => {
        refreshed.crl = await readCrl(crypto, der, key)
      }),
    60_000,
  )
  const rules = () => ({ root: trust.root, now: Date.now(), crlPolicy: 'soft' as const, crl: refreshed.crl })
  const tokens = new AnswerTokens({ crypto, clock: systemClock, store, seed: await secrets.getOrCreate('answer-tokens', 32) })
  const app = doormanHttp({ crypto, doorman, tokens, root: trust.root, operatorToken, rules, logger })
  const url = await listen(app, portNumber('port', o.port, 7400))
  return {
    address: { rest: url },
    stop: async () => {
      clearInterval(timer)
      await app.close()
      await store.close()
    },
  }
})
