/**
 * Writes docs/index.md: where each step of the two scenarios is reported and tried, and which tests show the numbered behaviours, with the
 * functions that they call. With `--check` it only compares, and refuses a step that a side reports nowhere, or at two places.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import ts from 'typescript'
import { digits } from '../shared/decimal.ts'

const root = join(import.meta.dirname, '..')
const PAGE = join(root, 'docs/index.md')

/** A scenario of the paper: how many steps it has, which side reports which, and whose flows those are. */
interface Scenario {
  readonly title: string
  readonly folder: string
  /** Files outside of it that report steps. */
  readonly more: readonly string[]
  readonly sides: Readonly<Record<string, readonly number[]>>
  readonly sideOf: (file: string) => string
  /** Tests that go through all steps. */
  readonly tests: readonly string[]
}
const span = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i)
const SCENARIOS: readonly Scenario[] = [
  {
    title: 'Treatment, 21 steps',
    folder: 'flows/treatment',
    more: [],
    sides: { person: [1, 2, 3, 10, 11, 12, 19, 20], hospital: [...span(4, 11), ...span(13, 18), 21] },
    sideOf: (file) => (/\/patient[\w-]*\.ts$/.test(file) ? 'person' : 'hospital'),
    tests: ['testing/sim/treatment.test.ts', 'testing/e2e/treatment.test.ts', 'testing/e2e/phone.test.ts'],
  },
  {
    title: 'Trading, 16 steps',
    folder: 'flows/trading',
    more: ['node/institutional/research.ts'],
    sides: { person: [...span(3, 6), ...span(10, 12)], institute: [...span(1, 2), ...span(7, 9), ...span(13, 16)] },
    sideOf: (file) => (/\/(?:hear|seller)\.ts$/.test(file) ? 'person' : 'institute'),
    tests: ['testing/sim/trading.test.ts', 'testing/e2e/trading.test.ts'],
  },
]

/** Where a step is reported: file and function. */
interface Report {
  readonly step: number
  readonly side: string
  readonly at: string
}

const filesBelow = (folder: string, wanted: RegExp): string[] =>
  (readdirSync(join(root, folder), { recursive: true }) as string[])
    .map((f) => join(folder, f).replaceAll(sep, '/'))
    .filter((f) => wanted.test(f) && !/(^|\/)(node_modules|generated)\//.test(f))
    .sort()

const parsed = (file: string): ts.SourceFile =>
  ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true)

function enclosing(node: ts.Node): string {
  for (let n = node.parent; n; n = n.parent) {
    if ((ts.isFunctionDeclaration(n) || ts.isMethodDeclaration(n)) && n.name) return n.name.getText()
    if (ts.isVariableDeclaration(n) && ts.isSourceFile(n.parent.parent.parent)) return n.name.getText()
  }
  return '(module)'
}

function eachCall(source: ts.SourceFile, tell: (call: ts.CallExpression) => void): void {
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) tell(node)
    ts.forEachChild(node, visit)
  }
  visit(source)
}

/** Calls of `step(ctx, dealing, number, what)`, and rows of progress that are written with a number. */
function reportsOf({ folder, more, sideOf }: Scenario): Report[] {
  const sources = [...filesBelow(folder, /\.ts$/), ...more].map(parsed)
  const found: Report[] = []
  for (const source of sources)
    eachCall(source, (call) => {
      const named = call.expression.getText()
      const number = named === 'step' ? call.arguments[2] : stepField(named, call)
      if (!number) return
      const at = `\`${source.fileName}\` ${enclosing(call)}`
      for (const step of numbersIn(number, sources)) found.push({ step, side: sideOf(source.fileName), at })
    })
  return found
}

/** The step of `progress.add(changes, { step: 1, … })`. */
function stepField(named: string, call: ts.CallExpression): ts.Expression | undefined {
  const row = call.arguments[1]
  if (!named.endsWith('progress.add') || !row || !ts.isObjectLiteralExpression(row)) return undefined
  const field = row.properties.find(
    (p): p is ts.PropertyAssignment | ts.ShorthandPropertyAssignment =>
      (ts.isPropertyAssignment(p) || ts.isShorthandPropertyAssignment(p)) && p.name.getText() === 'step',
  )
  return field && (ts.isPropertyAssignment(field) ? field.initializer : field.name)
}

/** A number, or the numbers that a parameter of the function is given where it is called; `step` itself is looked at where it is called. */
function numbersIn(node: ts.Expression, sources: readonly ts.SourceFile[]): number[] {
  if (ts.isNumericLiteral(node)) return [digits(node.text)]
  if (!ts.isIdentifier(node)) return []
  let around: ts.Node | undefined = node.parent
  while (around && !((ts.isFunctionDeclaration(around) || ts.isMethodDeclaration(around)) && around.name)) around = around.parent
  if (!around || !(ts.isFunctionDeclaration(around) || ts.isMethodDeclaration(around))) return []
  const name = around.name?.getText() ?? ''
  const place = around.parameters.findIndex((p) => p.name.getText() === node.text)
  if (place < 0 || name === 'step') return []
  const given: number[] = []
  for (const source of sources)
    eachCall(source, (call) => {
      const value = call.expression.getText().replace(/^this\./, '') === name ? call.arguments[place] : undefined
      if (value && ts.isNumericLiteral(value) && value.text !== '0') given.push(digits(value.text))
    })
  return given
}

/** A test that shows numbered behaviours. */
interface Shown {
  readonly numbers: readonly string[]
  readonly title: string
  readonly file: string
  /** Functions of the project that its body calls. */
  readonly calls: readonly string[]
}
/** An acceptance number in a test's title. */
const NUMBER = /\b[NFSTMDPKCIE]\d{1,2}\b/g
/** The numbers that a title begins with. */
const NUMBERED = /^(?:[A-Z]\d+[a-z]?(?:, | and |\/| to )?)+[ :]/

/** Names that a file imports from the project, but for what tests share. */
function importedIn(source: ts.SourceFile): Map<string, string> {
  const names = new Map<string, string>()
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue
    const from = statement.moduleSpecifier.text
    const bindings = statement.importClause?.namedBindings
    if (
      !from.startsWith('@hdms/') ||
      from === '@hdms/shared/bytes.ts' ||
      !bindings ||
      !ts.isNamedImports(bindings) ||
      statement.importClause?.isTypeOnly
    )
      continue
    for (const element of bindings.elements) if (!element.isTypeOnly) names.set(element.name.text, from.slice(6))
  }
  return names
}

function callsIn(node: ts.Node, names: ReadonlyMap<string, string>): string[] {
  const found = new Set<string>()
  const visit = (n: ts.Node): void => {
    if ((ts.isCallExpression(n) || ts.isNewExpression(n)) && ts.isIdentifier(n.expression)) {
      const from = names.get(n.expression.text)
      if (from !== undefined) found.add(`${n.expression.text} (\`${from}\`)`)
    }
    ts.forEachChild(n, visit)
  }
  visit(node)
  return [...found]
}

function shownIn(file: string): Shown[] {
  const source = parsed(file)
  const names = importedIn(source)
  const found: Shown[] = []
  eachCall(source, (call) => {
    const [first] = call.arguments
    if (!first || !/^(?:test|it)\b/.test(call.expression.getText()) || !ts.isStringLiteralLike(first)) return
    const numbers = [...new Set(first.text.match(NUMBER))]
    if (numbers.length > 0) found.push({ numbers, title: first.text, file, calls: callsIn(call, names) })
  })
  return found
}

const AREAS: readonly (readonly [string, string])[] = [
  ['N', 'Notary'],
  ['F', 'Finality'],
  ['S', 'Flows and sessions'],
  ['T', 'Transactions'],
  ['M', 'Network map and parameters'],
  ['D', 'Doorman and certificates'],
  ['P', 'Messages, push and privacy'],
  ['K', 'Disk'],
  ['C', 'Consent, erasure, purpose'],
  ['I', 'Messages of a hospital'],
  ['E', 'Composition'],
]

const cellText = (text: string): string => text.replaceAll('|', '\\|')

function stepTable(scenario: Scenario): string {
  const reports = reportsOf(scenario)
  const steps = [...new Set(Object.values(scenario.sides).flat())].sort((a, b) => a - b)
  const rows = steps.map((step) => {
    const at = reports.filter((r) => r.step === step).map(({ side, at: place }) => `${side}: ${place}`)
    return `| ${step} | ${at.join('<br>')} |`
  })
  const tests = scenario.tests.map((t) => `\`${t}\``).join(', ')
  return `## ${scenario.title}\n\nTried by ${tests}.\n\n| step | reported by |\n| ---: | --- |\n${rows.join('\n')}\n`
}

/** What a side reports nowhere, or at more than one place. */
function wrongSteps(scenario: Scenario): string[] {
  const reports = reportsOf(scenario)
  const wanted = Object.entries(scenario.sides).flatMap(([side, steps]) => steps.map((step) => ({ side, step })))
  const missing = wanted.flatMap(({ side, step }) => {
    const n = reports.filter((r) => r.side === side && r.step === step).length
    return n === 1 ? [] : [`${scenario.title}: step ${step} is reported at ${n} places of the ${side}`]
  })
  const extra = reports
    .filter((r) => !(scenario.sides[r.side] ?? []).includes(r.step))
    .map((r) => `${scenario.title}: the ${r.side} reports step ${r.step}, which is not its own (${r.at})`)
  return [...missing, ...extra]
}

function numberTable(shown: readonly Shown[], [letter, title]: (typeof AREAS)[number]): string {
  const of = (n: string): number => digits(n.slice(1))
  const numbers = [...new Set(shown.flatMap((s) => s.numbers))].filter((n) => n.startsWith(letter)).sort((a, b) => of(a) - of(b))
  const rows = numbers.flatMap((number) =>
    shown
      .filter((s) => s.numbers.includes(number))
      .map((s) => `| ${number} | ${cellText(s.title.replace(NUMBERED, ''))} | \`${s.file}\` | ${s.calls.join(', ')} |`),
  )
  return `## ${title}\n\n| number | test | file | calls |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`
}

const shown = ['testing', 'cli'].flatMap((folder) => filesBelow(folder, /\.test\.ts$/)).flatMap(shownIn)
const page = `# Index

Generated by \`scripts/generate-index.ts\`: where each step of the two scenarios of the paper is reported, and which tests show the numbered
behaviours (N notary, F finality, S flows, T transactions, M map, D doorman, P privacy, K disk, C consent, I hospital, E composition), with the
functions of the project that they call themselves; simulations and processes call them through a whole network.

${SCENARIOS.map(stepTable).join('\n')}
${AREAS.map((area) => numberTable(shown, area)).join('\n')}`

const wrong = SCENARIOS.flatMap(wrongSteps)
for (const line of wrong) process.stderr.write(`${line}\n`)
if (!process.argv.includes('--check')) writeFileSync(PAGE, page)
else if (readFileSync(PAGE, 'utf8') !== page) {
  process.stderr.write('docs/index.md is not of this code: run "npm run generate".\n')
  process.exitCode = 1
}
if (wrong.length > 0) process.exitCode = 1
