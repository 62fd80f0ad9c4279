/** The doorman as a process. Its operator's commands speak to the running one. */
import { join } from 'node:path'
import { fingerprint } from '@hdms/doorman/client/member.ts'
import { openAudit } from '@hdms/platform/node/audit.ts'
import { CALLING, KEEPING, LISTENING, passphrase, port } from '@hdms/platform/node/config.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { listen } from '@hdms/platform/node/http-server.ts'
import { openKeyStore } from '@hdms/platform/node/key-store.ts'
import { runMain } from '@hdms/platform/node/main.ts'
import { operatorCredential } from '@hdms/platform/node/operator-token.ts'
import { MIRRORED, serviceStore } from '@hdms/platform/node/service-store.ts'
import { readTrust } from '@hdms/platform/node/trust-files.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { readCertificate } from '@hdms/shared/identity/certificate.ts'
import { readCrl } from '@hdms/shared/identity/certificates.ts'
import { PROVEN } from '@hdms/shared/storage/versions.ts'
import { HOUR, systemClock } from '@hdms/shared/time.ts'
import { AnswerTokens } from './answer-tokens.ts'
import { Doorman } from './doorman.ts'
import { doormanHttp } from './http.ts'
import { LOG_OF_OLD } from './issuance-log.ts'
import { LOOKALIKES_OF_OLD } from './lookalikes.ts'
import { operate } from './operate.ts'

const MINUTES = { type: 'number', unit: 'minutes', least: 1, most: 1440 } as const

await runMain({
  name: 'doorman',
  about: 'admits members and certifies them, publishes what was revoked',
  options: {
    ...KEEPING,
    ...MIRRORED,
    trust: { type: 'folder', reads: true, about: 'Folder with root.der and doorman-ca.der, as "hdms root run" wrote it.', required: true },
    ...LISTENING,
    port: port(7400, 'Where members ask.'),
    ...CALLING,
    countries: { type: 'list', about: 'Countries (ISO 3166 alpha-2) that names of members may be of.', default: ['KR'] },
    'crl-minutes': { ...MINUTES, about: 'How long a revocation list is good for.', default: 60 },
    'poll-seconds': {
      type: 'number',
      unit: 'seconds',
      least: 1,
      most: 3600,
      default: 10,
      about: 'How long who waits for a decision is told to wait before asking again.',
    },
  },
  commands: operate,
  start: async (o, logger) => {
    const trust = readTrust(o.trust)
    const crypto = nativeCrypto()
    const secrets = await openKeyStore(crypto, join(o.data, 'keys.json'), passphrase(o))
    const store = await serviceStore(o, 'store', [LOG_OF_OLD, PROVEN, LOOKALIKES_OF_OLD])
    const doorman = new Doorman({
      crypto,
      clock: systemClock,
      store,
      seed: await secrets.getOrCreate('doorman', 32),
      ...trust,
      countries: o.countries,
      crlPeriod: o['crl-minutes'] * 60_000,
      pollSeconds: o['poll-seconds'],
    })
    const key = readCertificate(trust.doormanCa).publicKey
    await doorman.load()
    const held = { crl: await readCrl(crypto, await doorman.crl(), key) }
    const timer = setInterval(
      () =>
        void doorman.crl().then(async (der) => {
          held.crl = await readCrl(crypto, der, key)
        }),
      10_000,
    )
    await doorman.sweep()
    const sweep = setInterval(
      () => void doorman.sweep().catch((e: unknown) => logger.warn('not swept', { code: asHdmsError(e).code })),
      HOUR,
    )
    const rules = () => ({ root: trust.root, now: Date.now(), crlPolicy: 'soft' as const, crl: held.crl })
    const tokens = new AnswerTokens({ crypto, clock: systemClock, store, seed: await secrets.getOrCreate('answer-tokens', 32) })
    const audit = openAudit(o.data)
    const app = doormanHttp({
      ...{ crypto, doorman, tokens, ...trust, operator: operatorCredential(o.data), rules, logger, listening: o },
      audit: audit.note,
    })
    const { url, reload } = await listen(app, o)
    return {
      address: { rest: url, root: fingerprint(trust.root) },
      reload,
      stop: async () => {
        clearInterval(timer)
        clearInterval(sweep)
        await app.close()
        audit.close()
        await store.close()
      },
    }
  },
})
