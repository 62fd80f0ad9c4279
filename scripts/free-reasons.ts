/**
 * Counts reasons that are free text: sentences given as `why` to a refusal, or to a helper whose parameter is called `why`. They reach a Korean
 * reader in English, so they may only become fewer: `--check` compares with scripts/free-reasons.json, where `npm run generate` lowers the count.
 * `--list` shows each. A reason that is not free stands in its folder's `reasons.ts` (shared/reasons.ts says how).
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
// biome-ignore lint/correctness/noUndeclaredDependencies: the whole repository's check uses what the whole repository depends on
import { parseSync } from 'vite'

const root = join(import.meta.dirname, '..')
const kept = join(import.meta.dirname, 'free-reasons.json')

/** A node of the syntax tree (ESTree), read as what it is: whatever has a type. */
interface Syntax {
  readonly type: string
  readonly start: number
  readonly [field: string]: unknown
}

const isSyntax = (value: unknown): value is Syntax => typeof value === 'object' && value !== null && 'type' in value

function* within(node: Syntax): Generator<Syntax> {
  yield node
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isSyntax(child)) yield* within(child)
  }
}

const nameOf = (node: unknown): string => (isSyntax(node) ? String(node['name'] ?? node['value'] ?? '') : '')
const listOf = (value: unknown): readonly Syntax[] => (Array.isArray(value) ? value.filter(isSyntax) : [])

/** The words of a text that is written in the code; undefined of what is no text. A branch of a choice counts for itself. */
function* wordsIn(node: Syntax): Generator<{ at: number; words: string }> {
  if (node.type === 'Literal' && typeof node['value'] === 'string') yield { at: node.start, words: node['value'] }
  if (node.type === 'TemplateLiteral') {
    const parts = listOf(node['quasis']).map((q) => (q['value'] as { cooked: string }).cooked)
    yield { at: node.start, words: parts.join('…') }
  }
  for (const branch of ['consequent', 'alternate', 'left', 'right']) {
    const child = node[branch]
    if (isSyntax(child) && /Conditional|Logical/.test(node.type)) yield* wordsIn(child)
  }
}

/** Which parameter of each function of a file is called `why`. */
function helpersOf(nodes: readonly Syntax[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const node of nodes) {
    const fn = node.type === 'VariableDeclarator' && isSyntax(node['init']) ? node['init'] : node
    if (!/Function/.test(fn.type)) continue
    const at = listOf(fn['params']).findIndex((p) => nameOf(p) === 'why')
    const name = nameOf(node['id'])
    if (at >= 0 && name) found.set(name, at)
  }
  return found
}

/** The value of a property or an argument that is called `why`. */
function reasonGiven(node: Syntax, helpers: ReadonlyMap<string, number>): unknown {
  if (node.type === 'Property' && nameOf(node['key']) === 'why') return node['value']
  const at = node.type === 'CallExpression' ? helpers.get(nameOf(node['callee'])) : undefined
  return at === undefined ? undefined : listOf(node['arguments'])[at]
}

function* freeIn(file: string): Generator<string> {
  const text = readFileSync(join(root, file), 'utf8')
  const program: unknown = parseSync(file, text).program
  const nodes = isSyntax(program) ? [...within(program)] : []
  const helpers = helpersOf(nodes)
  for (const node of nodes) {
    const given = reasonGiven(node, helpers)
    if (!isSyntax(given)) continue
    for (const { at: start, words } of wordsIn(given)) {
      if (/\S [^ ]/.test(words)) yield `${file}:${text.slice(0, start).split('\n').length}: ${words}`
    }
  }
}

const files = globSync(['*/**/*.ts', '*/**/*.tsx'], { cwd: root, exclude: (path) => /node_modules|generated/.test(path) })
const sources = files.filter((f) => !/^(testing|scripts|sandbox|docs)\/|\.test\.tsx?$|node_modules|\/generated\/|\/texts\//.test(f)).sort()
const free = sources.flatMap((f) => [...freeIn(f)])
const most = (JSON.parse(readFileSync(kept, 'utf8')) as { most: number }).most

if (process.argv.includes('--list')) process.stdout.write(`${free.join('\n')}\n`)
else if (!process.argv.includes('--check')) writeFileSync(kept, `{ "most": ${Math.min(most, free.length)} }\n`)
else if (free.length > most) {
  process.stderr.write(
    `${free.length} reasons are free text, ${most} at most may be: declare the new one in its folder's reasons.ts (node scripts/free-reasons.ts --list)\n`,
  )
  process.exit(1)
}
