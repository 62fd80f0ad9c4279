/** Generates the static protobuf code of every `*.proto` group. With `--check` it only compares. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const check = process.argv.includes('--check')
/** Where the sources lie and what the generated module is called. */
const groups = [
  { folder: 'shared/messages', module: 'messages' },
  { folder: 'flows/treatment', module: 'messages' },
  { folder: 'flows/token', module: 'messages' },
  { folder: 'flows/activity', module: 'messages' },
  { folder: 'flows/trading', module: 'messages' },
]

let stale = 0
function put(file: string, text: string): void {
  if (check) {
    let current = ''
    try {
      current = readFileSync(file, 'utf8')
    } catch {}
    if (current !== text) {
      stale++
      process.stderr.write(`${file} does not match its .proto: run npm run generate\n`)
    }
    return
  }
  writeFileSync(file, text)
}

for (const { folder, module } of groups) {
  const dir = join(root, folder)
  const sources = readdirSync(dir)
    .filter((f) => f.endsWith('.proto'))
    .sort()
    .map((f) => join(dir, f))
  const bin = (name: string) => join(root, 'node_modules/protobufjs-cli/bin', name)
  const run = (args: string[]) => execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 })
  const flags = ['--no-create', '--no-verify', '--no-convert', '--no-delimited', '--no-service', '--no-typeurl']
  const out = join(dir, 'generated')
  mkdirSync(out, { recursive: true })
  const js = run([
    bin('pbjs'),
    '-t',
    'static-module',
    '-w',
    'esm',
    '--force-number',
    '-r',
    folder.replace(/\W/g, '_'),
    ...flags,
    ...sources,
  ])
  const text = js.replace(/from "protobufjs\/minimal(\.js)?"/, 'from "protobufjs/minimal.js"')
  put(join(out, `${module}.js`), text)
  const temporary = join(root, 'node_modules/.cache-pb.js')
  writeFileSync(temporary, js)
  put(join(out, `${module}.d.ts`), run([bin('pbts'), temporary]).replace(/^import Long.*\n/m, ''))
}
process.exit(stale === 0 ? 0 : 1)
