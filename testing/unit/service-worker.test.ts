/** The service worker over builds that follow each other: an open page keeps every part of the build it came from. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

const APP = 'http://localhost:7440'
/** Of another TypeScript project, whose types are those of a service worker. */
const WORKER: string = '../../apps/health-in-my-storage/sw.ts'
/** What the worker finds around it is laid where a browser has it. */
const put = (name: string, value: unknown): void =>
  void Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
const BEFORE = { self: undefined, caches: undefined, fetch: globalThis.fetch }
type Listener = (event: object) => void

/** A browser with one page open: caches, the server's files, and the life of service workers (the W3C's Service Workers, "Install", "Activate"). */
class Browser {
  readonly files = new Map<string, string>()
  private readonly cache = new Map<string, Response>()
  private active: Map<string, Listener[]> | undefined
  private waiting: Map<string, Listener[]> | undefined
  private skipped = false
  reachable = true

  private readonly fetch = async (request: string | Request): Promise<Response> => {
    if (!this.reachable) throw new TypeError('Failed to fetch')
    const body = this.files.get(pathOf(request))
    return body === undefined ? new Response('', { status: 404 }) : new Response(body)
  }

  private readonly opened = {
    match: async (key: string | Request) => this.cache.get(pathOf(key))?.clone(),
    put: async (key: string | Request, value: Response) => void this.cache.set(pathOf(key), value),
    addAll: async (keys: string[]) => {
      const found = await Promise.all(keys.map(this.fetch))
      if (found.some((response) => !response.ok)) throw new TypeError('a file of the build is not there')
      keys.forEach((key, i) => {
        this.cache.set(key, found[i] as Response)
      })
    },
    keys: async () => [...this.cache.keys()].map((path) => new Request(APP + path)),
    delete: async (key: Request) => this.cache.delete(pathOf(key)),
  }

  deploy(build: number): void {
    this.files.clear()
    const assets = [`/assets/main-${build}.js`, `/assets/libp2p-${build}.js`]
    for (const path of assets) this.files.set(path, `build ${build}`)
    for (const path of ['/', '/icon.svg', '/config.json']) this.files.set(path, `build ${build}`)
    this.files.set('/assets.json', JSON.stringify(['/icon.svg', ...assets]))
  }

  /** Looks for a new worker, as a browser does at a navigation and once a day. */
  async update(): Promise<void> {
    const listeners = new Map<string, Listener[]>()
    this.skipped = false
    put('self', {
      addEventListener: (type: string, run: Listener) => listeners.set(type, [...(listeners.get(type) ?? []), run]),
      skipWaiting: async () => {
        this.skipped = true
      },
      clients: { claim: async () => {}, matchAll: async () => [] },
      location: { origin: APP },
    })
    put('caches', { open: async () => this.opened })
    put('fetch', this.fetch)
    vi.resetModules()
    await import(WORKER)
    try {
      await fire(listeners, 'install')
    } catch {
      return // a worker that cannot install is thrown away
    }
    this.waiting = listeners
    if (!this.active || this.skipped) await this.closePages()
  }

  /** The last page of the old worker goes: the one that waits takes over. */
  async closePages(): Promise<void> {
    if (!this.waiting) return
    this.active = this.waiting
    this.waiting = undefined
    await fire(this.active, 'activate')
  }

  async load(path: string): Promise<string> {
    let answer: Promise<Response> | undefined
    const request = new Request(APP + path)
    for (const run of this.active?.get('fetch') ?? []) run({ request, respondWith: (given: Promise<Response>) => (answer = given) })
    const response = await (answer ?? this.fetch(request))
    return response.ok ? response.text() : String(response.status)
  }

  kept(): string[] {
    return [...this.cache.keys()].filter((path) => path.startsWith('/assets/')).sort()
  }
}

const pathOf = (key: string | Request): string => new URL(typeof key === 'string' ? key : key.url, APP).pathname

async function fire(listeners: Map<string, Listener[]>, type: string): Promise<void> {
  const work: Promise<unknown>[] = []
  for (const run of listeners.get(type) ?? []) run({ waitUntil: (given: Promise<unknown>) => work.push(given) })
  await Promise.all(work)
}

describe('builds that follow each other', () => {
  afterEach(() => {
    for (const [name, value] of Object.entries(BEFORE)) put(name, value)
  })
  let browser: Browser
  beforeEach(async () => {
    browser = new Browser()
    browser.deploy(1)
    await browser.update()
  })

  test('an open page loads the parts of its own build after the next one was deployed, twice over and without a network', async () => {
    for (const build of [2, 3]) {
      browser.deploy(build)
      await browser.update()
      expect(await browser.load('/assets/libp2p-1.js')).toBe('build 1')
    }
    browser.reachable = false
    expect(await browser.load('/assets/libp2p-1.js')).toBe('build 1')
    // A page opened meanwhile is of the newest build, whole.
    expect(await browser.load('/')).toBe('build 3')
    expect(await browser.load('/assets/libp2p-3.js')).toBe('build 3')
  })

  test('files of other builds go when no page of theirs is open any more', async () => {
    browser.deploy(2)
    await browser.update()
    await browser.closePages()
    expect(browser.kept()).toEqual(['/assets/libp2p-2.js', '/assets/main-2.js'])
  })

  test('a build that is only half there is not taken over, and takes nothing away', async () => {
    browser.deploy(2)
    browser.files.delete('/assets/libp2p-2.js')
    await browser.update()
    await browser.closePages()
    expect(await browser.load('/assets/libp2p-1.js')).toBe('build 1')
    browser.deploy(3)
    await browser.update()
    await browser.closePages()
    expect(browser.kept()).toEqual(['/assets/libp2p-3.js', '/assets/main-3.js'])
  })
})
