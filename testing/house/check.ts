/**
 * Holds the rules of the house: `node testing/house/check.ts`. Places that broke a rule before it was held stand in exceptions.json, with how
 * much; the list may only shrink. `--write` takes out what is mended and lets nothing grow; `--measure` prints the figures of the code.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, normalize, sep } from 'node:path'
import { type Finding, measures, RULES, typeNames, valueImports } from './rules.ts'
import { readSource, type Source } from './syntax.ts'

const root = join(import.meta.dirname, '../..')
const EXCEPTIONS = join(import.meta.dirname, 'exceptions.json')
const OWN =
  'apps cli data-search device-sim doorman flows health message-queue network-map node notary platform sandbox scripts shared'.split(' ')

/** By rule, how much each place may have. */
type Allowed = Readonly<Record<string, Readonly<Record<string, number>>>>

function filesIn(folder: string): string[] {
  return (readdirSync(join(root, folder), { recursive: true }) as string[])
    .map((f) => join(folder, f).replaceAll(sep, '/'))
    .filter((f) => /\.tsx?$/.test(f) && !/\.d\.ts$|(^|\/)(node_modules|dist[\w-]*|generated|\.tsbuild)\//.test(f))
}

/** Files that import each other in a circle, each circle once. */
function cyclesIn(sources: readonly Source[]): Finding[] {
  const known = new Set(sources.map(({ file }) => file))
  const target = (from: string, spec: string): string =>
    spec.startsWith('@hdms/') ? spec.slice(6) : spec.startsWith('.') ? normalize(join(from, '..', spec)).replaceAll(sep, '/') : ''
  const arrows = new Map(
    sources.map((s) => [
      s.file,
      valueImports(s)
        .map((spec) => target(s.file, spec))
        .filter((f) => known.has(f)),
    ]),
  )
  const state = new Map<string, 'open' | 'done'>()
  const found: Finding[] = []
  const visit = (file: string, path: readonly string[]): void => {
    if (state.get(file) === 'done') return
    if (state.get(file) === 'open') {
      found.push({ at: [...path.slice(path.indexOf(file)), file].join(' > '), amount: 1 })
      return
    }
    state.set(file, 'open')
    for (const next of arrows.get(file) ?? []) visit(next, [...path, file])
    state.set(file, 'done')
  }
  for (const file of [...arrows.keys()].sort()) visit(file, [])
  return found
}

/** Types that two top-level folders call alike. */
function sharedTypeNames(sources: readonly Source[]): Finding[] {
  const places = new Map<string, Set<string>>()
  for (const source of sources)
    for (const name of typeNames(source)) places.set(name, (places.get(name) ?? new Set()).add(source.file.split('/')[0] ?? ''))
  return [...places].flatMap(([name, folders]) => (folders.size > 1 ? [{ at: name, amount: folders.size }] : []))
}

function summed(findings: readonly Finding[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const { at, amount } of findings) sums[at] = (sums[at] ?? 0) + amount
  return Object.fromEntries(Object.entries(sums).sort(([a], [b]) => (a < b ? -1 : 1)))
}

const isOwn = ({ file }: Source): boolean => !file.startsWith('testing/') && !file.endsWith('.test.ts')

const inFolder = ({ at, amount }: Finding): Finding => ({ at: at.split('/')[0] ?? at, amount })

function longFile({ file, text }: Source): Finding[] {
  const lines = text.split('\n').length - 1
  return lines > 400 ? [{ at: file, amount: lines }] : []
}

function found(sources: readonly Source[]): Allowed {
  const own = sources.filter(isOwn)
  return {
    ...Object.fromEntries(RULES.map(({ name, find, byFolder }) => [name, summed(own.flatMap(find).map(byFolder ? inFolder : (f) => f))])),
    'file-lines': summed(own.flatMap(longFile)),
    cycles: summed(cyclesIn(own)),
    'type-names': summed(sharedTypeNames(own)),
  }
}
const SAY: Readonly<Record<string, string>> = {
  ...Object.fromEntries(RULES.map(({ name, say }) => [name, say])),
  'file-lines': 'a source has at most 400 lines: split it by role',
  cycles: 'no module imports itself in a circle: move what both need below them',
  'type-names': 'a type has a name that no other folder uses (docs/glossary.md)',
}

const quantile = (values: readonly number[], q: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(q * (values.length - 1))] ?? 0

function measure(sources: readonly Source[]): void {
  const own = sources.filter(isOwn)
  const tests = sources.filter(({ file }) => file.endsWith('.test.ts'))
  const lines = own.map(({ text }) => text.split('\n').length - 1)
  const all = own.map(measures)
  const functions = all.flatMap((m) => m.functions)
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)
  const count = sum(tests.map(({ text }) => [...text.matchAll(/^\s*(?:test|it)(?:\.each\([\s\S]*?\))?\(/gm)].length))
  const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`
  process.stdout.write(
    `${own.length} files, ${sum(lines)} lines; file p90 ${quantile(lines, 0.9)}, maximum ${Math.max(...lines)}\n` +
      `${functions.length} functions; p90 ${quantile(functions, 0.9)}, maximum ${Math.max(...functions)} lines\n` +
      `documented exports ${sum(all.map((m) => m.documented))} of ${sum(all.map((m) => m.exported))}, comment share ${percent(sum(all.map((m) => m.commentLines)), sum(lines))}\n` +
      `${count} tests, one in ${(sum(lines) / count).toFixed(1)} lines\n`,
  )
  for (const [rule, places] of Object.entries(found(sources))) {
    const amounts = Object.values(places)
    process.stdout.write(`${rule.padEnd(15)}${amounts.length} places, ${sum(amounts)} in all\n`)
  }
}

function check(now: Allowed, allowed: Allowed): string[] {
  return Object.entries(now).flatMap(([rule, places]) =>
    Object.entries(places).flatMap(([at, amount]) => {
      const may = allowed[rule]?.[at] ?? 0
      return amount > may ? [`${rule}: ${at} has ${amount}${may > 0 ? `, was ${may}` : ''}. ${SAY[rule]}.`] : []
    }),
  )
}

const asked = process.argv.includes('--measure')
const sources = (asked ? [...OWN, 'testing'] : OWN).flatMap(filesIn).map((file) => readSource(root, file))
const allowed = JSON.parse(readFileSync(EXCEPTIONS, 'utf8')) as Allowed
if (asked) measure(sources)
else {
  const now = found(sources)
  const worse = check(now, allowed)
  if (worse.length > 0) {
    process.stderr.write(`${worse.join('\n')}\n`)
    process.exitCode = 1
  } else if (process.argv.includes('--write')) writeFileSync(EXCEPTIONS, `${JSON.stringify(now, null, 2)}\n`)
}
