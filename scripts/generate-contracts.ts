/**
 * Writes shared/ledger/generated/contract-code.ts: a hash of the code of each contract, which the network parameters name (acceptance T7). With `--check` it
 * only compares. The hash is over the contract's module and what it is made of (flows and shared/ledger), without types, comments and layout: what does not
 * change the rules does not change it.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import ts from 'typescript'

const root = join(import.meta.dirname, '..')
const file = join(root, 'shared/ledger/generated/contract-code.ts')
const MODULES = [
  'flows/core/contract.ts',
  'flows/token/contract.ts',
  'flows/consent/contract.ts',
  'flows/treatment/contracts.ts',
  'flows/activity/contract.ts',
  'flows/consent/basis.ts',
  'flows/trading/exchange/escrow.ts',
]
/** `export const TOKEN = 'hdms.token/2'`: what a module's contracts are called. */
const NAMED = /^export const [A-Z]+ = '(hdms\.[a-z]+\/\d+)'$/gm

/** Where an import leads, when its code is part of the contract's. */
function partOf(from: string, specifier: string): string | undefined {
  const path = specifier.startsWith('.') ? join(dirname(from), specifier) : specifier.replace(/^@hdms\//, '')
  const counts = path.startsWith('flows/') || path.startsWith('shared/ledger/') || path === 'shared/one-to-one.ts'
  // Words of reasons are no rules: a better Korean sentence is no other contract.
  return counts && !path.includes('generated/') && !path.endsWith('/reasons.ts') ? path : undefined
}

/** The module and all that it is made of, sorted. Imports of types are no code. */
function codeOf(module: string): string[] {
  const found = new Set<string>()
  const visit = (path: string): void => {
    if (found.has(path)) return
    found.add(path)
    const source = ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.Latest)
    for (const statement of source.statements) {
      const isType = ts.isImportDeclaration(statement) && statement.importClause?.isTypeOnly
      if (!(ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) || isType || !statement.moduleSpecifier) continue
      const next = partOf(path, (statement.moduleSpecifier as ts.StringLiteral).text)
      if (next) visit(next)
    }
  }
  visit(module)
  return [...found].sort()
}

/** The module without types, comments and layout. */
function plain(path: string): string {
  const compilerOptions = { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, removeComments: true }
  return ts.transpileModule(readFileSync(join(root, path), 'utf8'), { compilerOptions }).outputText.replace(/\s+/g, ' ')
}

const entries = MODULES.flatMap((module) => {
  const hash = createHash('sha256')
  for (const path of codeOf(module)) hash.update(`${path}\0${plain(path)}\0`)
  const code = hash.digest('hex')
  return [...readFileSync(join(root, module), 'utf8').matchAll(NAMED)].map(([, name]) => [name as string, code] as const)
})
const lines = entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, code]) => `  '${name}': '${code}',`)
const text = `/** Made by scripts/generate-contracts.ts (\`npm run generate\`): SHA-256 of the code of each contract, by name and version. */
export const CONTRACT_CODE: Readonly<Record<string, string>> = {
${lines.join('\n')}
}
`
if (!process.argv.includes('--check')) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
} else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  process.stderr.write(`${relative(root, file)} is not what the contracts are: run npm run generate\n`)
  process.exit(1)
}
