/** Health In My Storage: the page. The node itself runs in the worker that this starts. */
import { NodeClient } from '@hdms/node/browser/client.ts'
import workerUrl from '@hdms/node/browser/worker.ts?worker&url'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { listenToPushes } from './push.ts'
import '../look/style.css'
import './page.css'

/** The only script URLs that this page makes, both its own. */
const OWN = new Set([new URL(workerUrl, location.href).href, new URL('/sw.js', location.href).href])
const ownScript = (url: string): string => {
  const { href } = new URL(url, location.href)
  if (!OWN.has(href)) throw new TypeError('not a script of this page')
  return href
}
const policy = window.trustedTypes?.createPolicy('hdms', { createScriptURL: ownScript }) ?? { createScriptURL: ownScript }

const worker = new Worker(policy.createScriptURL(workerUrl) as string, { type: 'module', name: 'hdms-node' })
const client = new NodeClient(worker)
void listenToPushes(client, policy.createScriptURL('/sw.js') as string)
// The owner's interface, for whoever looks at their own node in the browser's console.
Object.assign(globalThis, { hdmsNode: client })

const place = document.getElementById('root')
if (place) createRoot(place).render(<App client={client} />)
