// Types of every REST interface that is JSON, out of its openapi.json: generated/api.ts of its clients. With --check it only compares.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import openapi, { astToString } from 'openapi-typescript'

const root = join(import.meta.dirname, '..')
const check = process.argv.includes('--check')
/** Where the clients of each interface are. */
const CLIENTS = {
  'doorman/server': 'doorman/client',
  'network-map/server': 'network-map/client',
  'message-queue/server': 'message-queue/client',
  'data-search/server': 'data-search/client',
  node: 'node/client',
}

let stale = 0
for (const [owner, client] of Object.entries(CLIENTS)) {
  const tree = await openapi(pathToFileURL(join(root, owner, 'openapi.json')), { alphabetize: true, immutable: true })
  // Clients go by operations; the same by paths would be half of the file.
  const used = tree.filter((node) => ['components', 'operations'].includes((node as { name?: { text?: string } }).name?.text ?? ''))
  const text = `// Generated from ${owner}/openapi.json by scripts/generate-api.ts.\n${astToString(used)}`
  const file = join(root, client, 'generated', 'api.ts')
  let before = ''
  try {
    before = readFileSync(file, 'utf8')
  } catch {}
  if (before === text) continue
  if (check) process.stderr.write(`${client}/generated/api.ts is not what ${owner}/openapi.json says: npm run generate\n`)
  else writeFileSync(file, text)
  stale++
}
if (check && stale > 0) process.exit(1)
