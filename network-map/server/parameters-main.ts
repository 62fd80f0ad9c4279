/**
 * Signs network parameters, run once and apart by the operator: --notary NAME=HEXKEY for each notary, result in --out. For trading: --search NAME,
 * --counter NAME twice, --judge NAME three times, --boards FILE (JSON: [{ name, members: [{ key (hex), external }] }]).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { DoormanClient } from '@hdms/doorman/client/enrol.ts'
import { enrolRole } from '@hdms/doorman/client/keys.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { openKeyStore } from '@hdms/platform/node/key-store.ts'
import { jsonLogger } from '@hdms/platform/node/log.ts'
import { required, runService } from '@hdms/platform/node/main.ts'
import { fromHex } from '@hdms/shared/bytes.ts'
import { parseName } from '@hdms/shared/identity/names.ts'
import { encode, hdms } from '@hdms/shared/messages/wire.ts'
import { signObject } from '@hdms/shared/network/signed-object.ts'
import { fetchClient } from '@hdms/shared/ports/fetch-client.ts'
import { systemClock } from '@hdms/shared/time.ts'

const text = { type: 'string' } as const
const several = { type: 'string', multiple: true } as const
const { values: o } = parseArgs({
  options: {
    ...{ data: text, doorman: text, passphrase: text, out: text, epoch: text, notary: several },
    ...{ search: text, counter: several, judge: several, boards: text },
  },
})

const boardsIn = (file: string): hdms.BoardEntry.$Properties[] =>
  (JSON.parse(readFileSync(file, 'utf8')) as { name: string; members: { key: string; external: boolean }[] }[]).map(
    ({ name, members }) => ({
      name,
      members: members.map(({ key, external }) => ({ key: fromHex(key), external })),
    }),
  )

await runService(jsonLogger('network-parameters'), async () => {
  const data = required('data', o.data)
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const crypto = nativeCrypto()
  const secrets = await openKeyStore(
    crypto,
    join(data, 'keys.json'),
    required('passphrase', o.passphrase ?? process.env['HDMS_PASSPHRASE']),
  )
  const doorman = new DoormanClient(fetchClient(), required('doorman', o.doorman))
  const name = parseName('CN=Network Parameters,O=HDMS,C=KR')
  const key = await enrolRole({ crypto, clock: systemClock, secrets, doorman, name }, 'network-parameters')
  const notaries = (o.notary ?? []).map((entry) => {
    const at = entry.lastIndexOf('=')
    return { name: entry.slice(0, at), key: fromHex(entry.slice(at + 1)) }
  })
  const parameters = encode(hdms.NetworkParameters, {
    epoch: Number(o.epoch ?? 1),
    minimumPlatformVersion: 1,
    notaries,
    search: o.search ?? '',
    counters: o.counter ?? [],
    judges: o.judge ?? [],
    boards: o.boards ? boardsIn(o.boards) : [],
    maxTransactionSize: 1 << 20,
    maxMessageSize: 33 << 20,
    effectiveFrom: Date.now(),
  })
  writeFileSync(required('out', o.out), await signObject(crypto, 'network-parameters', key, parameters))
  setImmediate(() => process.exit(0))
  return { address: {}, stop: async () => {} }
})
