/** Builds the pages when a source is newer than the last build; in a process of its own, whose memory goes with it. */
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fail } from '@hdms/shared/errors.ts'

const root = join(import.meta.dirname, '../..')
export const DIST: string = join(root, 'apps/dist')
/** The page of institutions' people, which their nodes serve. */
const STAFF_DIST = join(root, 'apps/dist-staff')
const CONFIGS = ['apps/vite.config.ts', 'apps/vite.staff.config.ts']
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
  'data-search/client',
]

/** The youngest change below a folder, milliseconds. */
function newest(folder: string): number {
  let time = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name.startsWith('dist')) continue
    const path = join(folder, entry.name)
    time = Math.max(time, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs)
  }
  return time
}

/** Whether the pages are older than their sources. */
function isStale(): boolean {
  const mark = join(DIST, 'assets.json')
  if (!existsSync(join(STAFF_DIST, 'index.html'))) return true
  const sources = Math.max(...SOURCES.map((s) => newest(join(root, s))), statSync(join(root, 'package-lock.json')).mtimeMs)
  return !existsSync(mark) || statSync(mark).mtimeMs <= sources
}

/** @throws SERVICE_UNAVAILABLE when the pages cannot be built */
export async function buildPages(): Promise<void> {
  if (!isStale()) return
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  // The app last: its list of files says that all is built.
  for (const config of CONFIGS.toReversed()) {
    const child = spawn(process.execPath, [vite, 'build', '--config', join(root, config)], {
      stdio: ['ignore', 'ignore', 'inherit'],
      // Whoever starts this: a test run's own setting would build the components' development version.
      env: { ...process.env, NODE_ENV: 'production' },
    })
    const code = await new Promise((resolve) => child.once('exit', resolve))
    if (code !== 0) fail('SERVICE_UNAVAILABLE', { service: 'build of the pages' })
  }
}
