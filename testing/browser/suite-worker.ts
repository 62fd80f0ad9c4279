/**
 * Runs a case of the suite in a worker of Chromium, over IndexedDB and the origin-private file system; or says the outcome of every
 * cryptographic operation that it is sent.
 */
import { browserCrypto } from '@hdms/platform/browser/crypto.ts'
import { openDatabase } from '@hdms/platform/browser/indexed-db.ts'
import { openFile, opfsAnchor, opfsKeyFile, opfsSlots } from '@hdms/platform/browser/opfs.ts'
import { stretch } from '@hdms/platform/browser/stretch.ts'
import { libp2pTransport } from '@hdms/platform/libp2p/transport.ts'
import { fromBase64 } from '@hdms/shared/bytes.ts'
import { silent } from '@hdms/shared/logging.ts'
import { systemClock as clock } from '@hdms/shared/time.ts'
import { webSockets } from '@libp2p/websockets'
import { type Operation, outcomes } from '../suites/primitives/operation.ts'
import { CASES, type Environment, type Guest, type GuestMessage } from '../suites/suite.ts'

const crypto = browserCrypto()
const env: Environment = {
  crypto,
  stretch,
  direct: (needs) => libp2pTransport({ crypto, clock, logger: silent, transports: [webSockets()], listen: [], ...needs }),
  async disk(name) {
    const anchor = opfsAnchor(await openFile(`${name}-anchor`))
    const { rows, blobs } = await openDatabase(name, () => {}, anchor)
    const slots = opfsSlots(await openFile(`${name}-slots`))
    const keyFile = opfsKeyFile(await openFile(`${name}-secrets`))
    return {
      rows,
      blobs,
      slots,
      keyFile,
      async close() {
        await rows.close()
        slots.close()
        keyFile.close()
      },
    }
  },
}

const failure = (error: unknown): void => postMessage(error instanceof Error ? `${error.message}\n${error.stack}` : String(error))

function runCase({ name, guest: sent }: { readonly name: string; readonly guest: GuestMessage }): void {
  const guest = async (): Promise<Guest> => ({
    ...sent,
    network: { ...sent.network, root: fromBase64(sent.network.root), doormanCa: fromBase64(sent.network.doormanCa) },
  })
  const found = CASES.find((c) => c.name === name)
  Promise.resolve(found?.run(env, guest) ?? Promise.reject(new Error('no such case'))).then(() => postMessage('ok'), failure)
}

self.addEventListener(
  'message',
  ({ data }: MessageEvent<Parameters<typeof runCase>[0] | { readonly operations: readonly Operation[] }>) => {
    if ('operations' in data) outcomes(env, data.operations).then((all) => postMessage(all), failure)
    else runCase(data)
  },
)
