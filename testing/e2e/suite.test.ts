/** One suite, in Node over LevelDB and files, and in Chromium over IndexedDB and the origin-private file system. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
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
import { CHROMIUM, launchChromium } from '@hdms/sandbox/people/browser-person.ts'
import { invite } from '@hdms/sandbox/people/person.ts'
import { SAMPLE_BUNDLE } from '@hdms/sandbox/people/sample.ts'
import { POLICY } from '@hdms/sandbox/web/policy.ts'
import { base64 } from '@hdms/shared/bytes.ts'
import { silent } from '@hdms/shared/logging.ts'
import { systemClock as clock } from '@hdms/shared/time.ts'
import { tcp } from '@libp2p/tcp'
import type { BrowserContext, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CASES, type Environment, type Guest, type GuestMessage } from '../suites/suite.ts'
import { type TestNetwork, testNetwork } from '../support/network.ts'

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

const absent = !existsSync(CHROMIUM) && process.env['CI'] !== 'true'
describe.skipIf(absent)('in Chromium', () => {
  let server: Server
  let browser: BrowserContext
  let page: Page
  beforeAll(async () => {
    const files = await bundle()
    server = createServer((request, reply) => {
      const body =
        request.url === '/'
          ? '<!doctype html><title>suite</title><script type="module" src="/page.js"></script>'
          : files.get(request.url ?? '')
      const type = request.url === '/' ? 'text/html' : 'text/javascript'
      // The app's own policy, but for the script URL that a test page makes.
      const policy = POLICY.replace("require-trusted-types-for 'script'; trusted-types hdms", '')
      reply.writeHead(body === undefined ? 404 : 200, { 'content-type': type, 'content-security-policy': policy }).end(body)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
    browser = await launchChromium(join(folder, 'profile'))
    page = browser.pages()[0] ?? (await browser.newPage())
    await page.goto(`http://localhost:${(server.address() as { port: number }).port}/`)
    await page.waitForFunction(() => 'runCase' in globalThis)
  })
  afterAll(async () => {
    await browser?.close()
    server?.close()
  })

  test.each(CASES.map((c) => c.name))('%s', async (name) => {
    const g = await guest()
    const message: GuestMessage = { ...g, network: { ...g.network, root: base64(g.network.root), doormanCa: base64(g.network.doormanCa) } }
    const verdict = await page.evaluate(
      ([n, m]) => (globalThis as unknown as { runCase(n: string, m: string): Promise<unknown> }).runCase(n as string, m as string),
      [name, JSON.stringify(message)],
    )
    expect(verdict).toBe('ok')
  })
})

/** The suite's page and worker, by path. */
async function bundle(): Promise<Map<string, string>> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    worker: { format: 'es' },
    build: {
      write: false,
      target: 'es2023',
      rolldownOptions: { input: join(import.meta.dirname, '../browser/suite-page.ts'), output: { entryFileNames: 'page.js' } },
    },
  })
  const { output } = (Array.isArray(result) ? result[0] : result) as {
    output: { fileName: string; code?: string; source?: string | Uint8Array }[]
  }
  return new Map(
    output.map(({ fileName, code, source }) => [
      `/${fileName}`,
      code ?? (typeof source === 'string' ? source : Buffer.from(source ?? '').toString()),
    ]),
  )
}
