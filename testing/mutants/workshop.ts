/**
 * Applies mutations to copies of the project and runs the test that has to notice, so that the tree at hand is never touched.
 * A copy has the project's files and its own links to the installed packages: the workspace packages in it lead to the copy.
 */
import { execFile, execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fail } from '@hdms/shared/errors.ts'
import type { Mutant, MutantResult, Verdict } from './mutant.ts'

const root = join(import.meta.dirname, '../..')
/** A run that takes longer hangs, which a test would notice: it counts as killed. Milliseconds. */
const PATIENCE = 240_000

interface TestReport {
  readonly numFailedTests: number
  readonly numPassedTests: number
  readonly testResults: readonly {
    readonly status: string
    readonly message: string
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
  }[]
}

/** A copy of the project in a temporary folder. */
export class Workshop {
  private readonly folder = mkdtempSync(join(tmpdir(), 'hdms-mutants-'))
  private readonly tree = join(this.folder, 'main')

  constructor() {
    const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, maxBuffer: 1 << 26 })
    for (const name of listed.toString().split('\0')) {
      if (name === '' || !existsSync(join(root, name))) continue
      mkdirSync(dirname(join(this.tree, name)), { recursive: true })
      cpSync(join(root, name), join(this.tree, name))
    }
    const packages = join(root, 'node_modules')
    mkdirSync(join(this.tree, 'node_modules/@hdms'), { recursive: true })
    for (const name of readdirSync(packages)) {
      if (name !== '@hdms' && !name.startsWith('.vite')) symlinkSync(join(packages, name), join(this.tree, 'node_modules', name))
    }
    for (const name of readdirSync(join(packages, '@hdms'))) symlinkSync(join('../..', name), join(this.tree, 'node_modules/@hdms', name))
    // What a workspace has in another version than the rest lies in its own folder.
    for (const name of readdirSync(root)) {
      const own = join(root, name, 'node_modules')
      if (existsSync(own) && existsSync(join(this.tree, name))) symlinkSync(own, join(this.tree, name, 'node_modules'))
    }
    const shared = join(root, '../shared')
    if (existsSync(shared)) symlinkSync(shared, join(this.folder, 'shared'))
  }

  /** Takes the rule out, runs the test, puts the rule back. */
  async judge(mutant: Mutant): Promise<MutantResult> {
    const began = performance.now()
    const result = (verdict: Verdict, by: string): MutantResult => ({ mutant, verdict, by, seconds: (performance.now() - began) / 1000 })
    const path = join(this.tree, mutant.file)
    if (!existsSync(path)) return result('invalid', `no file ${mutant.file}`)
    const source = readFileSync(path, 'utf8')
    const found = source.split(mutant.find).length - 1
    if (found !== 1) return result('invalid', `its text occurs ${found} times in ${mutant.file}`)
    writeFileSync(
      path,
      source.replace(mutant.find, () => mutant.replace),
    )
    try {
      const report = await this.run(mutant.test, mutant.only)
      if (report === 'hangs') return result('killed', 'the run hangs')
      const failed = report.testResults.flatMap((f) => f.assertionResults).find((a) => a.status === 'failed')
      if (failed) return result('killed', failed.fullName)
      const broken = report.testResults.find((f) => f.status === 'failed')
      if (broken) return result('invalid', `the test file does not load: ${broken.message.slice(0, 200)}`)
      return report.numPassedTests > 0 ? result('survived', '') : result('invalid', 'no test ran')
    } finally {
      writeFileSync(path, source)
    }
  }

  /** Whether the test passes with every rule in place; a mutant says nothing otherwise. */
  async passes(test: string, only: string | undefined): Promise<boolean> {
    const report = await this.run(test, only)
    return report !== 'hangs' && report.numFailedTests === 0 && report.numPassedTests > 0
  }

  private async run(test: string, only: string | undefined): Promise<TestReport | 'hangs'> {
    const output = join(this.folder, 'report.json')
    rmSync(output, { force: true })
    const args = ['run', test, '--reporter=json', `--outputFile=${output}`, '--maxWorkers=1', ...(only ? ['-t', only] : [])]
    const ended = await new Promise<{ readonly late: boolean; readonly said: string }>((done) => {
      const child = execFile(
        process.execPath,
        [join(this.tree, 'node_modules/vitest/vitest.mjs'), ...args],
        { cwd: this.tree, timeout: PATIENCE, maxBuffer: 1 << 26 },
        (_error, stdout, stderr) => done({ late: child.killed, said: `${stdout}${stderr}` }),
      )
    })
    if (existsSync(output)) return JSON.parse(readFileSync(output, 'utf8')) as TestReport
    return ended.late ? 'hangs' : fail('BUG', { what: `vitest left no report: ${ended.said.slice(-500)}` })
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/**
 * Judges every mutant, `width` at a time, each in a copy of its own.
 * @param told is called as results come
 * @param sound the tests are known to pass with every rule in place; else each is run so first
 */
export async function judgeAll(
  mutants: readonly Mutant[],
  width: number,
  told: (r: MutantResult) => void = () => {},
  sound = false,
): Promise<MutantResult[]> {
  const results: MutantResult[] = []
  const passing = new Map<string, Promise<boolean>>()
  const queue = [...mutants]
  const work = async () => {
    const shop = new Workshop()
    try {
      for (let m = queue.shift(); m; m = queue.shift()) {
        const place = `${m.test} ${m.only ?? ''}`
        const passes = sound ? Promise.resolve(true) : (passing.get(place) ?? shop.passes(m.test, m.only))
        passing.set(place, passes)
        const result: MutantResult = (await passes)
          ? await shop.judge(m)
          : { mutant: m, verdict: 'invalid', by: 'its test fails without it', seconds: 0 }
        results.push(result)
        told(result)
      }
    } finally {
      shop.close()
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, mutants.length) }, work))
  return results
}
