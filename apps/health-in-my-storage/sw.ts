/**
 * The service worker: keeps the page for offline use, and catches pushes. A push carries nothing; it wakes the node of an open page,
 * or tells the person, in words that are always the same, to open it.
 */
declare const self: ServiceWorkerGlobalScope
const scope = self
const CACHE = 'hdms-app'

/** Keeps every file of this build, named in a list that the build writes. Files of other builds stay: pages of theirs may be open and load more. */
async function keepAll(): Promise<void> {
  const list = await fetch('/assets.json', { cache: 'no-store' })
  const files = (await list.clone().json()) as string[]
  const cache = await caches.open(CACHE)
  await cache.addAll(['/', '/config.json', ...files])
  await cache.put('/assets.json', list)
}

/** Drops the files of other builds. A worker becomes active when no page of the one before is open, so nobody can ask for them any more. */
async function dropOthers(): Promise<void> {
  const cache = await caches.open(CACHE)
  const list = await cache.match('/assets.json')
  if (!list) return
  const files = (await list.json()) as string[]
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url)
    if (pathname.startsWith('/assets/') && !files.includes(pathname)) await cache.delete(request)
  }
}

/** Files with a hash in their name never change; the rest is asked for first and taken from the cache when nobody answers. */
async function serve(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE)
  const { pathname } = new URL(request.url)
  const key = request.mode === 'navigate' ? '/' : request
  const kept = await cache.match(key)
  if (kept && pathname.startsWith('/assets/')) return kept
  try {
    const fresh = await fetch(request)
    if (fresh.ok) await cache.put(key, fresh.clone())
    return fresh
  } catch (error) {
    if (kept) return kept
    throw error
  }
}

async function pushed(): Promise<void> {
  const pages = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true })
  for (const page of pages) page.postMessage({ type: 'push' })
  if (pages.some((page) => page.visibilityState === 'visible')) return
  await scope.registration.showNotification('Health In My Storage', {
    body: '새 소식이 있습니다. 열어서 확인해 주세요. · There is news. Open to see.',
    tag: 'hdms',
    icon: '/icon.svg',
  })
}

async function show(): Promise<void> {
  const [page] = await scope.clients.matchAll({ type: 'window' })
  if (page) await page.focus()
  else await scope.clients.openWindow('/')
}

/** Browsers that know static routes take files with a hash in their name from the cache without starting this worker. */
interface StaticRoutes {
  addRoutes?(rule: { condition: { urlPattern: string }; source: { cacheName: string } }): Promise<void>
}

scope.addEventListener('install', (event) => {
  const { addRoutes } = event as StaticRoutes
  const routed = addRoutes?.call(event, { condition: { urlPattern: '/assets/*' }, source: { cacheName: CACHE } })
  event.waitUntil(routed?.catch(() => {}) ?? Promise.resolve())
})
// A new worker waits until the pages of the old one are closed: an open page loads parts of its own build as it needs them, and the server has them no more.
scope.addEventListener('install', (event) => event.waitUntil(keepAll()))
scope.addEventListener('activate', (event) => event.waitUntil(dropOthers().then(() => scope.clients.claim())))
scope.addEventListener('fetch', (event) => {
  const { origin } = new URL(event.request.url)
  if (event.request.method === 'GET' && origin === scope.location.origin) event.respondWith(serve(event.request))
})
scope.addEventListener('push', (event) => event.waitUntil(pushed()))
scope.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(show())
})
