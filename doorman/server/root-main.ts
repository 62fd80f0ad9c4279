/**
 * The root ceremony, run once and apart: makes the root key (into the safe, to be taken offline) and certifies the doorman's CA.
 * Writes the public certificates to the trust folder and the doorman's key store to its data folder.
 */
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fingerprint } from '@hdms/doorman/client/member.ts'
import { KEEPING, passphrase } from '@hdms/platform/node/config.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { openKeyStore } from '@hdms/platform/node/key-store.ts'
import { runMain } from '@hdms/platform/node/main.ts'
import { readTrust, writeTrust } from '@hdms/platform/node/trust-files.ts'
import { rootCeremony } from './ca.ts'

await runMain({
  name: 'root',
  about: 'the root ceremony, run once: makes the root key and certifies the doorman with it',
  options: {
    ...KEEPING,
    data: { ...KEEPING.data, about: 'Data folder of the doorman: its key is made there.' },
    safe: { type: 'folder', about: 'Where the root key goes. Take it offline afterwards; only a new doorman needs it.', required: true },
    trust: { type: 'folder', about: 'Where the public certificates root.der and doorman-ca.der go.', required: true },
  },
  start: async (o) => {
    const crypto = nativeCrypto()
    const secret = passphrase(o)
    for (const folder of [o.safe, o.data]) mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (!existsSync(join(o.trust, 'root.der'))) {
      const rootSeed = await (await openKeyStore(crypto, join(o.safe, 'root-key.json'), secret)).getOrCreate('root', 32)
      const doormanSeed = await (await openKeyStore(crypto, join(o.data, 'keys.json'), secret)).getOrCreate('doorman', 32)
      writeTrust(o.trust, await rootCeremony(crypto, Date.now(), rootSeed, await crypto.publicKey(doormanSeed)))
    }
    process.stdout.write(`The network's root is ${fingerprint(readTrust(o.trust).root)}\n`)
    return undefined
  },
})
