// Runs before start, test, check, demo and bench, with whatever Node the machine has: installs when node_modules is missing or
// older than the lock file, and sees to it that the Node of the packages is found. Plain JavaScript for that reason.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const marker = join(root, 'node_modules', '.package-lock.json')
const fresh = existsSync(marker) && statSync(marker).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs
const npm = (...args) => {
  const command = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) process.exit(status ?? 1)
}
if (!fresh) {
  process.stdout.write('Installing packages…\n')
  npm('ci', '--no-audit', '--no-fund', '--loglevel=error')
}
// npm 9, which Debian has, lays no command of an optional package into .bin, and Node 24 is one.
const lacksNode = !existsSync(join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node'))
if (lacksNode && process.versions.node.split('.')[0] !== '24') npm('rebuild', '--ignore-scripts', '--loglevel=error')
