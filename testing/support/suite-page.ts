/** The suite's page in Chromium: served from here under the app's own policy, its workers asked one message each. */
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { CHROMIUM, launchChromium } from '@hdms/sandbox/people/browser-person.ts'
import { POLICY } from '@hdms/sandbox/web/policy.ts'
import { build } from 'vite'

export const noChromium: boolean = !existsSync(CHROMIUM) && process.env['CI'] !== 'true'

export interface SuitePage {
  /** A new worker answers it and ends. */
  ask(message: object): Promise<unknown>
  close(): Promise<void>
}

/** @param profile the browser's folder */
export async function openSuitePage(profile: string): Promise<SuitePage> {
  const files = await bundle()
  const server = createServer((request, reply) => {
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
  const browser = await launchChromium(profile)
  const page = browser.pages()[0] ?? (await browser.newPage())
  await page.goto(`http://localhost:${(server.address() as { port: number }).port}/`)
  await page.waitForFunction(() => 'askWorker' in globalThis)
  return {
    ask: (message) =>
      page.evaluate((m) => (globalThis as unknown as { askWorker(m: string): Promise<unknown> }).askWorker(m), JSON.stringify(message)),
    async close() {
      await browser.close()
      server.close()
    },
  }
}

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
