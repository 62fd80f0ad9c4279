/** Judges from PyPI in an environment of their own (requirements.txt): run where they are installed, skipped with a message where not. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const python = join(import.meta.dirname, '.venv/bin/python')

/** Options for `describe` that skip when a module of Python is not installed. */
export function needsPeer(module: string): { skip: boolean } {
  const skip = !existsSync(python) || spawnSync(python, ['-c', `import ${module}`]).status !== 0
  if (skip) process.stderr.write(`skipped: the peer ${module} is not installed (testing/peers/requirements.txt)\n`)
  return { skip }
}

/** @param script beside this file. @returns a value of JSON for each line that it prints */
export function judged(script: string, ...args: readonly string[]): unknown[] {
  const printed = execFileSync(python, [join(import.meta.dirname, script), ...args], { encoding: 'utf8', maxBuffer: 64 << 20 })
  return printed.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as unknown]))
}
