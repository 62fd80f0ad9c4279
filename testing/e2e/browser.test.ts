/** The portable core unchanged in Chromium, under a policy without `unsafe-eval`, against Node, both ways. */
import { existsSync, mkdtempSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DOORMAN_NAME, rootCeremony } from '@hdms/doorman/server/ca.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { CHROMIUM, launchChromium } from '@hdms/sandbox/people/browser-person.ts'
import { base64 } from '@hdms/shared/bytes.ts'
import { XWING } from '@hdms/shared/crypto/hpke.ts'
import { portableCrypto } from '@hdms/shared/crypto/portable.ts'
import { readCertificate } from '@hdms/shared/identity/certificate.ts'
import { issueCertificate } from '@hdms/shared/identity/certificates.ts'
import { signNodeInfo } from '@hdms/shared/network/node-info.ts'
import { build } from 'vite'
import { afterAll, describe, expect, test } from 'vitest'
import { check, expected, type Given, type Made, make } from '../browser/exchange.ts'

const absent = !existsSync(CHROMIUM)
if (absent && process.env['CI'] !== 'true') process.stderr.write('skipped: there is no /usr/bin/chromium\n')
const POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'"
const NAME = 'O=Test Hospital,C=KR'

async function givenBy(crypto = nativeCrypto()): Promise<Given> {
  const [doormanSeed, nodeSeed, seed, secret] = [crypto.random(32), crypto.random(32), crypto.random(32), crypto.random(32)]
  const now = Date.now()
  const { root, doormanCa } = await rootCeremony(crypto, now, crypto.random(32), await crypto.publicKey(doormanSeed))
  const subject = { organisation: 'Test Hospital', country: 'KR' }
  const times = { notBefore: now - 1000, notAfter: now + 1e8, kind: 'institution' as const, subject }
  const nodeCa = await issueCertificate(
    crypto,
    { name: DOORMAN_NAME, seed: doormanSeed },
    { ...times, publicKey: await crypto.publicKey(nodeSeed), role: 'node-ca' },
  )
  const leaf = await issueCertificate(
    crypto,
    { name: readCertificate(nodeCa).subject, seed: nodeSeed },
    { ...times, publicKey: await crypto.publicKey(seed), role: 'legal-identity' },
  )
  const sealingKey = await XWING.publicKey(crypto, secret)
  const nodeInfo = await signNodeInfo(crypto, seed, {
    name: NAME,
    serial: 1,
    chain: [leaf, nodeCa, doormanCa, root],
    sealingKey,
    rest: '',
    multiaddrs: [],
    notary: '',
    platformVersion: 1,
    transport: new Uint8Array(0),
  })
  return { root: base64(root), nodeInfo: base64(nodeInfo), seed: base64(seed), sealingSecret: base64(secret), now }
}

async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: true,
      rollupOptions: { input: join(import.meta.dirname, '../browser/page.ts'), output: { format: 'es', entryFileNames: 'page.js' } },
    },
  })
  const output = (Array.isArray(result) ? result[0] : result) as { output: { code?: string }[] }
  return output.output[0]?.code ?? ''
}

let server: Server | undefined
afterAll(() => void server?.close())

describe('the portable core', () => {
  test('portable and native agree on everything within Node', async () => {
    const given = await givenBy()
    for (const [maker, checker] of [
      [nativeCrypto(), portableCrypto()],
      [portableCrypto(), nativeCrypto()],
    ] as const) {
      const made = await make(maker, given)
      expect(await check(checker, given, made)).toEqual(expected(made, NAME))
    }
  })

  test.skipIf(absent && process.env['CI'] !== 'true')(
    'Chromium opens, verifies and makes what Node does, under a strict policy',
    async () => {
      const given = await givenBy()
      const made = await make(nativeCrypto(), given)
      const code = await bundle()
      const files: Record<string, [string, string]> = {
        '/': ['text/html', '<!doctype html><meta charset="utf-8"><title>core</title><script type="module" src="/page.js"></script>'],
        '/page.js': ['text/javascript', code],
        '/exchange.json': ['application/json', JSON.stringify({ given, made })],
      }
      server = createServer((request, reply) => {
        const [type, body] = files[request.url ?? ''] ?? ['text/plain', '']
        reply.writeHead(200, { 'content-type': type, 'content-security-policy': POLICY }).end(body)
      })
      await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', () => resolve()))
      const { port } = server.address() as { port: number }
      const browser = await launchChromium(mkdtempSync(join(tmpdir(), 'hdms-chromium-')))
      try {
        const page = await browser.newPage()
        const violations: string[] = []
        page.on('console', (m) => void (m.type() === 'error' && !m.text().includes('favicon') && violations.push(m.text())))
        await page.goto(`http://127.0.0.1:${port}/`)
        await page.waitForFunction(() => 'result' in globalThis, undefined, { timeout: 60_000 })
        const result = (await page.evaluate(() => (globalThis as unknown as { result: unknown }).result)) as {
          error?: string
          found: unknown
          made: Made
        }
        expect(result.error).toBeUndefined()
        expect(result.found).toEqual(expected(made, NAME))
        expect(await check(nativeCrypto(), given, result.made)).toEqual(expected(result.made, NAME))
        expect(violations.filter((v) => /eval|policy/i.test(v))).toEqual([])
      } finally {
        await browser.close()
      }
      process.stderr.write(`the portable core's bundle: ${Math.round(code.length / 1024)} KiB\n`)
    },
  )
})
