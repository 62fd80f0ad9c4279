/** Builds the pages when a source is newer than the last build. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '../..')
export const DIST: string = join(root, 'apps/dist')
const SOURCES = [
  'apps',
  'shared',
  'health',
  'flows',
  'node',
  'platform',
  'doorman/client',
  'network-map/client',
  'notary/client',
  'message-queue/client',
]

/** The youngest change below a folder, milliseconds. */
function newest(folder: string): number {
  let time = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name === 'dist') continue
    const path = join(folder, entry.name)
    time = Math.max(time, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs)
  }
  return time
}

export async function buildPages(): Promise<void> {
  const mark = join(DIST, 'assets.json')
  const sources = Math.max(...SOURCES.map((s) => newest(join(root, s))), statSync(join(root, 'package-lock.json')).mtimeMs)
  if (existsSync(mark) && statSync(mark).mtimeMs > sources) return
  await build({ configFile: join(root, 'apps/vite.config.ts') })
}
