/**
 * The declarations of `@hdms/sdk` as one file a module: what the module exports, and of everything else only what that
 * is made of. Read from what `tsc -b` wrote, where every exported thing has its type spelt out (isolatedDeclarations).
 */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import ts from 'typescript'

const root = join(import.meta.dirname, '..')
const built = join(root, '.tsbuild')

/** Ends the program that asked: what is built is not whole, or the sources cannot be one file. */
function end(why: string): never {
  process.stderr.write(`${why}\n`)
  process.exit(1)
}

/** Something that a module declares at its top. */
interface Declared {
  readonly file: string
  readonly name: string
  readonly node: ts.Statement
}
/** Something that a module has under a name: of its own, or of another module under a name of that. */
interface Elsewhere {
  readonly from: string
  readonly name: string
}
type Known = { readonly own: Declared } | Elsewhere

interface Module {
  readonly source: ts.SourceFile
  readonly names: ReadonlyMap<string, Known>
  readonly exported: ReadonlyMap<string, string | Elsewhere>
}

/**
 * Declarations of a workspace's source lie in a folder of its project: `node/core/x.ts` in `.tsbuild/node-core/x.d.ts`.
 */
function builtOf(source: string): string {
  const parts = source.replace(/\.ts$/, '.d.ts').split('/')
  for (let depth = Math.min(parts.length - 1, 2); depth > 0; depth--) {
    const path = join(built, parts.slice(0, depth).join('-'), ...parts.slice(depth))
    if (existsSync(path)) return path
  }
  return end(`no declarations of ${source}: run tsc -b`)
}

const modules = new Map<string, Module>()
function moduleAt(file: string): Module {
  const known = modules.get(file)
  if (known) return known
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
  const module = { source, names: new Map<string, Known>(), exported: new Map<string, string | Elsewhere>() }
  for (const node of source.statements) {
    if (ts.isImportDeclaration(node)) readImport(file, node, module)
    else if (ts.isExportDeclaration(node)) readExport(file, node, module)
    else readDeclaration(file, node, module)
  }
  modules.set(file, module)
  return module
}

type Read = { readonly names: Map<string, Known>; readonly exported: Map<string, string | Elsewhere> }
/** The file that an import of `file` leads to. */
function leadsTo(file: string, specifier: ts.Expression): string {
  const { text } = specifier as ts.StringLiteral
  if (text.startsWith('.')) return join(dirname(file), text.replace(/\.ts$/, '.d.ts')).replace(/(?<!\.d)\.ts$/, '.d.ts')
  return text.startsWith('@hdms/') ? builtOf(text.slice('@hdms/'.length)) : text
}
function readImport(file: string, { importClause, moduleSpecifier }: ts.ImportDeclaration, { names }: Read): void {
  const bindings = importClause?.namedBindings
  for (const { name, propertyName } of bindings && ts.isNamedImports(bindings) ? bindings.elements : [])
    names.set(name.text, { from: leadsTo(file, moduleSpecifier), name: (propertyName ?? name).text })
}
function readExport(file: string, { exportClause, moduleSpecifier }: ts.ExportDeclaration, { exported }: Read): void {
  for (const { name, propertyName } of exportClause && ts.isNamedExports(exportClause) ? exportClause.elements : []) {
    const own = (propertyName ?? name).text
    exported.set(name.text, moduleSpecifier ? { from: leadsTo(file, moduleSpecifier), name: own } : own)
  }
}
function readDeclaration(file: string, node: ts.Statement, { names, exported }: Read): void {
  const isExported = ts.canHaveModifiers(node) && ts.getModifiers(node)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword)
  for (const name of namesOf(node)) {
    names.set(name, { own: { file, name, node } })
    if (isExported) exported.set(name, name)
  }
}

function namesOf(node: ts.Statement): string[] {
  if (ts.isVariableStatement(node)) return node.declarationList.declarations.map((d) => (d.name as ts.Identifier).text)
  const { name } = node as { name?: ts.Node }
  return name && ts.isIdentifier(name) ? [name.text] : []
}

/** Where a name of a module is declared. */
function declarationOf(file: string, name: string): Declared {
  const module = moduleAt(file)
  const exported = module.exported.get(name)
  if (exported !== undefined && typeof exported !== 'string') return declarationOf(exported.from, exported.name)
  const known = module.names.get(typeof exported === 'string' ? exported : name)
  if (!known) return end(`${relative(root, file)} has no ${name}`)
  return 'own' in known ? known.own : declarationOf(known.from, known.name)
}

/** Everything of its module, or of others, that a declaration names. */
function usedBy({ file, node }: Declared): Declared[] {
  const { names } = moduleAt(file)
  const found = new Set<string>()
  const visit = (at: ts.Node): void => {
    // A property is called as it likes; only what stands for a type or a value is followed.
    if (ts.isIdentifier(at) && names.has(at.text) && !isNameOfMember(at)) found.add(at.text)
    ts.forEachChild(at, visit)
  }
  visit(node)
  return [...found].map((name) => declarationOf(file, name))
}

const isNameOfMember = (at: ts.Identifier): boolean =>
  (ts.isPropertySignature(at.parent) ||
    ts.isPropertyDeclaration(at.parent) ||
    ts.isMethodSignature(at.parent) ||
    ts.isMethodDeclaration(at.parent) ||
    ts.isParameter(at.parent) ||
    ts.isNamedTupleMember(at.parent)) &&
  at.parent.name === at

/**
 * One module's declarations.
 * @param entry source of the module, from the root @param comments of the declarations, which are left out where they
 * are compared
 */
export function declarationsOf(entry: string, comments: boolean): string {
  const file = builtOf(entry)
  const { exported } = moduleAt(file)
  const roots = [...exported.keys()].map((name) => [name, declarationOf(file, name)] as const)
  const all = new Map<string, Declared>()
  const add = (declared: Declared): void => {
    const other = all.get(declared.name)
    if (other?.node === declared.node) return
    if (other) end(`${declared.name} is declared in ${relative(root, other.file)} and ${relative(root, declared.file)}`)
    all.set(declared.name, declared)
    for (const used of usedBy(declared)) add(used)
  }
  for (const [, declared] of roots) add(declared)
  const printed = [...all.values()].sort((a, b) => (a.name < b.name ? -1 : 1)).map((declared) => textOf(declared, comments))
  const names = roots.map(([name, { name: own }]) => (name === own ? name : `${own} as ${name}`)).sort()
  return `${printed.join('\n')}\nexport {\n${names.map((name) => `  ${name},\n`).join('')}}\n`
}

const printer = ts.createPrinter({ removeComments: true })
/** Not exported by itself: the list at the end says what is. */
function textOf({ file, node }: Declared, comments: boolean): string {
  const { source } = moduleAt(file)
  const text = comments ? node.getFullText(source).trim() : printer.printNode(ts.EmitHint.Unspecified, node, source)
  const isType = ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)
  const plain = text.replace(/^export (declare )?/m, '$1')
  return isType || /^declare /m.test(plain) ? plain : plain.replace(/^(abstract class|class|const|function)/m, 'declare $1')
}
