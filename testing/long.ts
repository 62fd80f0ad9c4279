/**
 * `npm run long`: what takes longer than `npm test` may: randomised suites with their whole number of rounds, then every mutant.
 * Exits with 1 when either fails.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const run = (args: readonly string[]): boolean =>
  spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, HDMS_LONG: '1' } }).status === 0

const suites = run([
  'node_modules/vitest/vitest.mjs',
  'run',
  '--project',
  'unit',
  '--project',
  'sim',
  '--project',
  'vectors',
  '--testTimeout=3600000',
])
const mutants = run(['testing/mutants/main.ts'])
process.exit(suites && mutants ? 0 : 1)
