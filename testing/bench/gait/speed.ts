/**
 * A day of both shoes at 100 Hz, twelve channels each, from signed packets to strides and judged minutes, on one core: verifying chain and
 * signatures included, hour by hour as a phone would take it; in Node and in a worker of Chromium. The packets are made beforehand and
 * are not counted.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ADULT } from '@hdms/device-sim/person.ts'
import { Random } from '@hdms/device-sim/random.ts'
import { type Handover, newPair, type Shoe } from '@hdms/device-sim/shoe.ts'
import { wear } from '@hdms/device-sim/wear.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { CHROMIUM, launchChromium } from '@hdms/sandbox/people/browser-person.ts'
import { base64 } from '@hdms/shared/bytes.ts'
import { CHANNELS, type Side } from '@hdms/shared/device/packet.ts'
import { build } from 'vite'
import { type DayResult, type Given, PhoneDay } from '../../suites/gait-day.ts'
import type { Measurement } from '../measure.ts'

const RATE = 100
const HOURS = 24
/** An hour of a lively day: a third of it on foot. */
const HOUR = [
  { kind: 'walk', seconds: 900, speed: 1.3 },
  { kind: 'sit', seconds: 1500 },
  { kind: 'stand', seconds: 300 },
  { kind: 'run', seconds: 300, speed: 2.7 },
  { kind: 'drive', seconds: 600 },
] as const

/** Two bound shoes, and what they hand over hour by hour. */
class Shoes {
  readonly given: Given
  private readonly start: number
  private readonly recorded: Readonly<Record<Side, Int16Array>>
  private readonly shoes: readonly Shoe[]

  private constructor(given: Given, start: number, recorded: Readonly<Record<Side, Int16Array>>, shoes: readonly Shoe[]) {
    this.given = given
    this.start = start
    this.recorded = recorded
    this.shoes = shoes
  }

  static async make(): Promise<Shoes> {
    const crypto = nativeCrypto()
    const start = Date.UTC(2026, 4, 1)
    const now = start + 2 * 86_400_000
    const seed = crypto.random(32)
    const owner = crypto.random(32)
    const recorded = { left: new Int16Array(3600 * RATE * CHANNELS), right: new Int16Array(3600 * RATE * CHANNELS) }
    wear({ person: ADULT, scenes: HOUR, random: new Random(5), rate: RATE }, (side, t, counts) =>
      recorded[side].set(counts, Math.round(t * RATE) * CHANNELS),
    )
    const model = { model: 'Sole One', algorithm: 'ed25519', rate: RATE, notAfter: now + 1 } as const
    const shoes = Object.values(await newPair(crypto, { name: 'O=Sole,C=KR', seed }, model))
    const pairings = await Promise.all(shoes.map((s) => s.pair(crypto.random(32), owner)))
    return new Shoes({ makerKey: await crypto.publicKey(seed), pairings, now, rate: RATE }, start, recorded, shoes)
  }

  async hour(n: number): Promise<Handover[]> {
    const handed: Handover[] = []
    for (const shoe of this.shoes) {
      const counts = this.recorded[shoe.side]
      for (let i = 0; i < 3600 * RATE; i++)
        await shoe.sample((this.start + n * 3_600_000) * 1000 + i * (1e6 / RATE), counts.subarray(i * CHANNELS, (i + 1) * CHANNELS))
      handed.push(await shoe.handOver())
      shoe.acknowledge(Number.MAX_SAFE_INTEGER)
    }
    return handed
  }
}

async function inNode(): Promise<{ ms: number; bytes: number } & DayResult> {
  const shoes = await Shoes.make()
  const day = await PhoneDay.start(nativeCrypto(), shoes.given)
  let [ms, bytes] = [0, 0]
  for (let hour = 0; hour < HOURS; hour++) {
    const handed = await shoes.hour(hour)
    globalThis.gc?.()
    const before = process.memoryUsage()
    const began = performance.now()
    await day.take(handed)
    ms += performance.now() - began
    const after = process.memoryUsage()
    bytes = Math.max(bytes, after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers)
  }
  return { ms, bytes, ...day.end() }
}

/** The worker of a page, bundled as the app's is. */
async function inChromium(): Promise<({ ms: number } & DayResult) | undefined> {
  if (!existsSync(CHROMIUM)) return undefined
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: true,
      target: 'es2023',
      rollupOptions: {
        input: join(import.meta.dirname, '../../browser/gait-worker.ts'),
        output: { format: 'es', entryFileNames: 'worker.js', codeSplitting: false },
      },
    },
  })
  const { output } = (Array.isArray(result) ? result[0] : result) as { output: { code?: string }[] }
  const shoes = await Shoes.make()
  const page = '<!doctype html><meta charset="utf-8"><title>gait</title><script type="module" src="/page.js"></script>'
  const script = "new Worker('/worker.js', { type: 'module' }).onmessage = ({ data }) => { globalThis.result = data }"
  const json = (value: unknown): string => JSON.stringify(value, (_k, v) => (v instanceof Uint8Array ? { b64: base64(v) } : v))
  const server = createServer((request, reply) => {
    const { url = '' } = request
    const send = (type: string, body: string): void => void reply.writeHead(200, { 'content-type': type }).end(body)
    if (url === '/') send('text/html', page)
    else if (url === '/page.js') send('text/javascript', script)
    else if (url === '/worker.js') send('text/javascript', output[0]?.code ?? '')
    else if (url === '/given') send('application/json', json({ ...shoes.given, hours: HOURS }))
    else if (url.startsWith('/hour/')) void shoes.hour(Number(url.slice(6))).then((handed) => send('application/json', json(handed)))
    else reply.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const profile = mkdtempSync(join(tmpdir(), 'hdms-gait-'))
  const browser = await launchChromium(profile)
  try {
    const tab = await browser.newPage()
    await tab.goto(`http://127.0.0.1:${(server.address() as { port: number }).port}/`)
    await tab.waitForFunction(() => 'result' in globalThis, undefined, { timeout: 600_000, polling: 1_000 })
    const found = (await tab.evaluate(() => (globalThis as unknown as { result: unknown }).result)) as {
      ms: number
      error?: string
    } & DayResult
    if (found.error) throw new Error(found.error)
    return found
  } finally {
    await browser.close()
    server.close()
    rmSync(profile, { recursive: true, force: true })
  }
}

export async function gaitSpeed(): Promise<Measurement[]> {
  const node = await inNode()
  const worker = await inChromium()
  if (!worker) process.stderr.write(`no ${CHROMIUM}: the worker is not measured\n`)
  const same = !worker || (worker.steps === node.steps && worker.verified === node.verified)
  return [
    { metric: '24 h of both shoes, packets to minutes', value: node.ms / 1000, unit: 's', target: 30, lower: true },
    { metric: '  memory it takes beside its input', value: node.bytes / 2 ** 20, unit: 'MiB', target: 64, lower: true },
    ...(worker ? [{ metric: '24 h in a worker of Chromium', value: worker.ms / 1000, unit: 's', target: 120, lower: true }] : []),
    { metric: '  steps found, alike in both', value: same ? node.steps : Number.NaN, unit: '' },
    { metric: '  minutes verified', value: node.verified, unit: '' },
  ]
}
