/**
 * The tutorial, done as it stands: its blocks are run, its files written, its edits made, and what it says is printed
 * is looked for. Nothing of the repository is in the folder of its reader but the packed SDK, which installs without a
 * network.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { BrowserPerson, CHROMIUM } from '@hdms/sandbox/people/browser-person.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestNetwork, testNetwork } from '../support/network.ts'
import { policyComplaints } from '../support/phone.ts'

const root = join(import.meta.dirname, '../..')
interface Block {
  readonly language: string
  /** Behind the language: a file's path, `background`, `until="…"`. */
  readonly said: string
  readonly text: string
}
const page = readFileSync(join(root, 'docs/tutorial.md'), 'utf8')
const blocks: readonly Block[] = [...page.matchAll(/^```(\w+) ?(.*)\n([\s\S]*?)\n```$/gm)].map(
  ([, language = '', said = '', text = '']) => ({
    ...{ language, said, text },
  }),
)

let net: TestNetwork
let folder = ''
const running: ChildProcess[] = []
beforeAll(async () => {
  net = await testNetwork()
  folder = mkdtempSync(join(tmpdir(), 'hdms-tutorial-'))
})
afterAll(async () => {
  for (const child of running) if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM')
  await net?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

/** A reader's shell: what earlier blocks exported and defined is there, and the folder that they went to. */
class Shell {
  private setup = ''
  private at: string
  private readonly env: NodeJS.ProcessEnv

  constructor(at: string, env: NodeJS.ProcessEnv) {
    this.at = at
    this.env = env
  }

  private script(text: string): string {
    return `set -euo pipefail\n${this.setup}\n${text}\n`
  }
  run(text: string): string {
    const { stdout, stderr, status } = spawnSync('bash', ['-c', `${this.script(text)}\npwd >&3`], {
      ...{ cwd: this.at, env: this.env, encoding: 'utf8', timeout: 120_000 },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    })
    if (status !== 0) throw new Error(`${text}\nends with ${status}\n${stdout}\n${stderr}`)
    this.remember(text)
    return stdout + stderr
  }
  private remember(text: string): void {
    const kept = text.split('\n').filter((line) => /^(export |hdms\(\))/.test(line))
    this.setup += `${kept.join('\n')}\n`
    const moved = /^cd (\S+)$/m.exec(text)
    if (moved?.[1]) this.at = join(this.at, moved[1])
  }
  /** @returns what it prints, as it comes */
  begin(text: string): () => string {
    const child = spawn('bash', ['-c', this.script(text)], {
      cwd: this.at,
      env: this.env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.push(child)
    let printed = ''
    for (const out of [child.stdout, child.stderr]) out?.on('data', (bytes: Buffer) => (printed += bytes.toString()))
    return () => printed
  }
  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.at, path)), { recursive: true })
    writeFileSync(join(this.at, path), `${text}\n`)
  }
  patch(text: string): void {
    execFileSync('git', ['apply', '--no-index', '-'], { cwd: this.at, input: `${text}\n` })
  }
  has(path: string): boolean {
    return existsSync(join(this.at, path))
  }
}

async function until(print: () => string, wanted: string): Promise<string> {
  for (let tries = 0; tries < 120; tries++) {
    const printed = print()
    if (printed.includes(wanted)) return printed
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error(`never said "${wanted}":\n${print()}`)
}

let shell: Shell
let port = ''
test('a capability from outside the repository is written, tested, built and run by two nodes, as the page says', async () => {
  const { HDMS_PASSPHRASE: _, NODE_OPTIONS: __, ...inherited } = process.env
  const path = `${join(root, 'node_modules/.bin')}:${inherited['PATH']}`
  // Nothing may come from a registry.
  const offline = { npm_config_offline: 'true', npm_config_audit: 'false', npm_config_fund: 'false' }
  shell = new Shell(folder, { ...inherited, ...offline, PATH: path, HDMS: root, DATA: net.file.folder })
  port = String(await freePort())
  let printed = ''
  for (const { language, said, text: written } of blocks) {
    // A reader has the port to himself.
    const text = written.replaceAll('7480', port)
    const wanted = /until="([^"]*)"/.exec(said)?.[1]
    if (language === 'ts') shell.write(said, text)
    if (language === 'diff') shell.patch(text)
    if (language === 'text') for (const line of text.split('\n')) expect(printed).toContain(line)
    if (language !== 'sh') continue
    if (said.startsWith('background')) {
      const output = shell.begin(text)
      if (wanted) await until(output, wanted)
    } else if (wanted) printed = await until(() => shell.run(text), wanted)
    else printed = shell.run(text)
  }
  expect(shell.has('dist/settle.js')).toBe(true)
  // The types of the packed SDK are those of its code.
  expect(
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(folder, 'iou')], { encoding: 'utf8' }),
  ).toBe('')
})

const absent = !existsSync(CHROMIUM) && process.env['CI'] !== 'true'
test.skipIf(absent)(
  'the same capability built into the page of a phone: its hash is shown, and its owner borrows by pressing',
  async () => {
    const built = shell.run(`hdms app build --capability . --out ../page`)
    const page = String(await freePort())
    const known = readFileSync(join(net.file.folder, 'person.toml'), 'utf8')
    const [, trust = ''] = /^trust = "(.*)"$/m.exec(known) ?? []
    const { doorman, map, queue, push } = net.file.ports
    const urls = { doorman, 'network-map': map, queue, 'push-stand-in': push }
    const flags = Object.entries(urls).flatMap(([name, at]) => [`--${name}`, `http://127.0.0.1:${at}`])
    const served = shell.begin(
      `exec node --disable-warning=ExperimentalWarning "$HDMS/sandbox/web/main.ts" --page ../page --port ${page} --trust ${trust} ${flags.join(' ')}`,
    )
    await until(served, 'READY')
    const person = await BrowserPerson.create(net.file, 'phone of the tutorial', { address: `http://127.0.0.1:${page}/`, language: 'en' })
    try {
      await person.page.goto(`http://127.0.0.1:${page}/#guests`)
      const section = person.page.locator('[data-guest=iou]')
      const hash = (await section.locator('code').textContent()) ?? ''
      expect(hash).toMatch(/^[0-9a-f]{64}$/)
      expect(built).toContain(hash.slice(0, 12))
      await section.locator('input[name=lender]').fill('O=Iou Bank,L=Seoul,C=KR')
      await section.locator('input[name=amount]').fill('9')
      await section.locator('button').click()
      const asks = await until(() => shell.run('hdms asks --config bank.toml --json'), 'iou.lend')
      shell.run(`hdms answer --config bank.toml ${/[0-9a-f]{32}/.exec(asks)?.[0]} yes`)
      await section.locator('[data-state=done]').waitFor({ timeout: 60_000 })
      await section.locator('li:has-text("Amount: 9")').waitFor({ timeout: 30_000 })
      expect(policyComplaints(person)).toEqual([])
    } finally {
      await person.off()
    }
  },
)

test('the page has the blocks that are done here', () => {
  expect(blocks.filter((b) => b.language === 'sh').length).toBeGreaterThan(10)
  expect(blocks.filter((b) => b.language === 'text').length).toBeGreaterThan(5)
})
