/**
 * The personal node in Chromium: 21 steps, what has to be loaded, the cold start with a thousand documents, the heap. The processor is
 * limited with a cgroup's quota, since the devtools' throttling does not slow a worker.
 */
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { register, treat } from '@hdms/sandbox/demo/treatment.ts'
import { Network, type NetworkFile } from '@hdms/sandbox/network/launcher.ts'
import { BrowserPerson, processesOf } from '@hdms/sandbox/people/browser-person.ts'
import { SAMPLE_BUNDLE } from '@hdms/sandbox/people/sample.ts'
import { DIST } from '@hdms/sandbox/web/build.ts'
import { BareChromium } from './bare-chromium.ts'
import { type Measurement, quantile } from './measure.ts'

const RUNS = 30
const DOCUMENTS = 1000

export async function phone(folder: string): Promise<Measurement[]> {
  const network = await Network.start(join(folder, 'phone-network'), false)
  try {
    const file = { ports: network.ports, folder: network.folder, pid: process.pid }
    const { patientId } = await register(file, SAMPLE_BUNDLE)
    const person = await BrowserPerson.create(file, patientId)
    const treated = await steps(file, person).finally(() => person.off())
    const { patientId: other } = await register(file, SAMPLE_BUNDLE)
    const keeper = await BrowserPerson.create(file, other)
    const cold = await coldStart(keeper).finally(() => keeper.off())
    return [...treated, ...scripts(), ...cold]
  } finally {
    await network.stop()
  }
}

/** Step 1 to final on both sides, everything clicked at once; two runs first, so that all is warm. */
async function steps(network: NetworkFile, person: BrowserPerson): Promise<Measurement[]> {
  await person.post('/import', SAMPLE_BUNDLE)
  const totals: number[] = []
  for (let i = 0; i < RUNS + 2; i++) {
    const { desk } = await register(network, SAMPLE_BUNDLE)
    const decide = async () => ({ approved: true })
    const { totalMs, comparison } = await treat({ network, decide, onStep: () => {}, note: () => {} }, person, desk)
    if (comparison.same && i >= 2) totals.push(totalMs)
  }
  return [
    {
      metric: `21 steps in Chromium, p50 of ${RUNS}`,
      value: totals.length === RUNS ? quantile(totals, 0.5) : Number.POSITIVE_INFINITY,
      unit: 'ms',
      target: 1500,
      lower: true,
    },
    { metric: '21 steps in Chromium, p95', value: quantile(totals, 0.95), unit: 'ms', lower: true },
    { metric: 'heap after them, page and worker', value: await heap(person), unit: 'MiB', target: 100, lower: true },
  ]
}

/** What the first screen needs, and all that is ever needed, compressed. */
function scripts(): Measurement[] {
  const size = (name: string) => gzipSync(readFileSync(join(DIST, name))).length / 1024
  const first = [...readFileSync(join(DIST, 'index.html'), 'utf8').matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(
    (m) => m[1] as string,
  )
  const worker = (JSON.parse(readFileSync(join(DIST, 'assets.json'), 'utf8')) as string[]).filter((name) => name.includes('/worker-'))
  const sum = (names: readonly string[]) => names.reduce((total, name) => total + size(name), 0)
  return [
    { metric: 'script before the first screen, gzip', value: sum(first), unit: 'KiB', target: 500, lower: true },
    { metric: 'with the worker, gzip', value: sum([...first, ...worker]), unit: 'KiB', lower: true },
  ]
}

/** From the page's address to its records on the screen. The passphrase is typed in the page, as soon as it can be. */
async function coldStart(person: BrowserPerson): Promise<Measurement[]> {
  const { records } = await person.get<{ records: unknown[] }>('/records')
  for (let i = records.length; i < DOCUMENTS; i++) await person.ask('POST', '/import', SAMPLE_BUNDLE.replaceAll('"id":"', `"id":"${i}-`))
  await person.off()
  const script = `(${typeAtOnce})(${JSON.stringify(person.passphrase)})`
  const once = async (limited: boolean): Promise<number> => {
    const browser = await BareChromium.start(person.profile)
    // The browser's own start is not the page's.
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    const release = limited ? quarterCore(processesOf(person.profile)) : undefined
    const shown = await browser.load(`${person.address}#records`, script, 'globalThis.shown')
    release?.()
    await browser.stop()
    return shown as number
  }
  const several = async (limited: boolean): Promise<number> => {
    const times: number[] = []
    for (let i = 0; i < 7; i++) times.push(await once(limited))
    return quantile(times, 0.5)
  }
  const full = await several(false)
  await person.launch()
  await person.unlock()
  const loaded = await heap(person)
  await person.off()
  const measurements: Measurement[] = [
    { metric: `cold start with ${DOCUMENTS} documents`, value: full, unit: 'ms', target: 2000, lower: true },
    { metric: `heap with ${DOCUMENTS} documents`, value: loaded, unit: 'MiB', target: 100, lower: true },
  ]
  if (!existsSync(CPU)) {
    process.stderr.write('no cgroup to limit the processor with: the quarter core is not measured\n')
    return measurements
  }
  return [...measurements, { metric: 'the same at a quarter of a core', value: await several(true), unit: 'ms', target: 5000, lower: true }]
}

/** In the page: types the passphrase when it is asked for, and notes when the first record is drawn, milliseconds since the address. */
export function typeAtOnce(passphrase: string): void {
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
  let typed = false
  const press = (): void => {
    const button = document.querySelector<HTMLButtonElement>('[data-screen=unlock] button[type=submit]')
    if (button?.disabled) setTimeout(press, 5)
    else button?.click()
  }
  const look = (): void => {
    const input = document.querySelector('[data-screen=unlock] input[name=passphrase]')
    if (input && !typed) {
      typed = true
      set?.call(input, passphrase)
      input.dispatchEvent(new Event('input', { bubbles: true }))
      setTimeout(press)
    }
    if (document.querySelector('a.line')) requestAnimationFrame(() => Object.assign(globalThis, { shown: performance.now() }))
  }
  new MutationObserver((_changes, observer) => {
    look()
    if (document.querySelector('a.line')) observer.disconnect()
  }).observe(document, { childList: true, subtree: true })
}

/** The processor's controller, in either version of cgroups. */
const CPU = existsSync('/sys/fs/cgroup/cpu/cpu.cfs_quota_us') || existsSync('/sys/fs/cgroup/cpu') ? '/sys/fs/cgroup/cpu' : '/sys/fs/cgroup'

/** Holds processes, and those that they start, to a quarter of a core. @returns how to end it */
export function quarterCore(pids: readonly number[]): () => void {
  const group = join(CPU, `hdms-${process.pid}`)
  mkdirSync(group, { recursive: true })
  if (existsSync(join(group, 'cpu.max'))) writeFileSync(join(group, 'cpu.max'), '25000 100000')
  else {
    writeFileSync(join(group, 'cpu.cfs_period_us'), '100000')
    writeFileSync(join(group, 'cpu.cfs_quota_us'), '25000')
  }
  const move = (to: string, list: readonly (number | string)[]): void => {
    for (const pid of list) {
      try {
        writeFileSync(join(to, 'cgroup.procs'), String(pid))
      } catch {
        // It has ended meanwhile.
      }
    }
  }
  move(group, pids)
  return () => {
    move(CPU, readFileSync(join(group, 'cgroup.procs'), 'utf8').trim().split('\n'))
    rmdirSync(group)
  }
}

/** Used bytes of every JavaScript heap of the page: its own and its worker's, after a collection. */
async function heap(person: BrowserPerson): Promise<number> {
  const tools = await person.browser.newCDPSession(person.page)
  const own = async (): Promise<number> => {
    await tools.send('HeapProfiler.collectGarbage')
    return (await tools.send('Runtime.getHeapUsage')).usedSize
  }
  const worker = new Promise<number>((resolve) => {
    tools.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type !== 'worker') return
      tools.on('Target.receivedMessageFromTarget', ({ message }) => {
        const { id, result } = JSON.parse(message) as { id?: number; result?: { usedSize?: number } }
        if (id === 2) resolve(result?.usedSize ?? 0)
      })
      const send = (id: number, method: string) =>
        void tools.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) })
      send(1, 'HeapProfiler.collectGarbage')
      send(2, 'Runtime.getHeapUsage')
    })
  })
  await tools.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false })
  const total = (await own()) + (await worker)
  await tools.detach()
  return total / 2 ** 20
}
