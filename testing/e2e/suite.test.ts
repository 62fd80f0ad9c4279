/** One suite, in Node over LevelDB and files, and in Chromium over IndexedDB and the origin-private file system. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { libp2pTransport } from '@hdms/platform/libp2p/transport.ts'
import { fileBlobStore } from '@hdms/platform/node/blob-store.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { argon2Stretch, keyFile } from '@hdms/platform/node/key-store.ts'
import { levelNodeStore } from '@hdms/platform/node/level-store.ts'
import { fileSlots } from '@hdms/platform/node/slot-file.ts'
import { readTrust } from '@hdms/platform/node/trust-files.ts'
import { register } from '@hdms/sandbox/demo/treatment.ts'
import { HOSPITAL } from '@hdms/sandbox/network/launcher.ts'
import { invite } from '@hdms/sandbox/people/person.ts'
import { SAMPLE_BUNDLE } from '@hdms/sandbox/people/sample.ts'
import { base64 } from '@hdms/shared/bytes.ts'
import { silent } from '@hdms/shared/logging.ts'
import { systemClock as clock } from '@hdms/shared/time.ts'
import { tcp } from '@libp2p/tcp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CASES, type Environment, type Guest, type GuestMessage } from '../suites/suite.ts'
import { type TestNetwork, testNetwork } from '../support/network.ts'
import { noChromium, openSuitePage, type SuitePage } from '../support/suite-page.ts'

let net: TestNetwork
const folder = mkdtempSync(join(tmpdir(), 'hdms-suite-'))
beforeAll(async () => {
  net = await testNetwork()
})
afterAll(async () => {
  await net?.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function guest(): Promise<Guest> {
  const url = (port: number) => `http://127.0.0.1:${port}`
  const { ports } = net.file
  const { desk, patientId } = await register(net.file, SAMPLE_BUNDLE)
  const { invitation } = await invite(net.file, patientId)
  const network = { doorman: url(ports.doorman), networkMap: url(ports.map), queue: url(ports.queue), ...readTrust(net.network.trust) }
  return { network, invitation, hospital: HOSPITAL, desk, bundle: SAMPLE_BUNDLE }
}

describe('in Node', () => {
  const crypto = nativeCrypto()
  const env: Environment = {
    crypto,
    stretch: argon2Stretch,
    direct: (needs) => libp2pTransport({ crypto, clock, logger: silent, transports: [tcp()], listen: [], ...needs }),
    async disk(name) {
      const at = join(folder, name)
      const rows = await levelNodeStore(join(at, 'rows'))
      const slots = fileSlots(join(at, 'slots'))
      return {
        rows,
        blobs: await fileBlobStore(join(at, 'blobs')),
        slots,
        keyFile: keyFile(join(at, 'secrets')),
        async close() {
          await rows.close()
          slots.close()
        },
      }
    },
  }
  test.each(CASES.map((c) => [c.name, c] as const))('%s', (_name, c) => c.run(env, guest))
})

describe.skipIf(noChromium)('in Chromium', () => {
  let suite: SuitePage
  beforeAll(async () => {
    suite = await openSuitePage(join(folder, 'profile'))
  })
  afterAll(() => suite?.close())

  test.each(CASES.map((c) => c.name))('%s', async (name) => {
    const g = await guest()
    const message: GuestMessage = { ...g, network: { ...g.network, root: base64(g.network.root), doormanCa: base64(g.network.doormanCa) } }
    expect(await suite.ask({ name, guest: message })).toBe('ok')
  })
})
