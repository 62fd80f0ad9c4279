/**
 * The root ceremony, run once and apart: makes the root key (into --safe, to be taken offline) and certifies the doorman's CA.
 * Writes the public certificates to --trust and the doorman's key store to --data.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { openKeyStore } from '@hdms/platform/node/key-store.ts'
import { jsonLogger } from '@hdms/platform/node/log.ts'
import { required, runService, settings } from '@hdms/platform/node/main.ts'
import { rootCeremony } from './ca.ts'

const o = settings(['safe', 'trust', 'data', 'passphrase'])

await runService(jsonLogger('root'), async () => {
  const [safe, trust, data, passphrase] = [
    required('safe', o.safe),
    required('trust', o.trust),
    required('data', o.data),
    required('passphrase', o.passphrase),
  ]
  const crypto = nativeCrypto()
  for (const folder of [safe, trust, data]) mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (!existsSync(join(trust, 'root.der'))) {
    const rootSeed = await (await openKeyStore(crypto, join(safe, 'root-key.json'), passphrase)).getOrCreate('root', 32)
    const doormanSeed = await (await openKeyStore(crypto, join(data, 'keys.json'), passphrase)).getOrCreate('doorman', 32)
    const { root, doormanCa } = await rootCeremony(crypto, Date.now(), rootSeed, await crypto.publicKey(doormanSeed))
    writeFileSync(join(trust, 'doorman-ca.der'), doormanCa)
    writeFileSync(join(trust, 'root.der'), root)
  }
  setImmediate(() => process.exit(0))
  return { address: {}, stop: async () => {} }
})
