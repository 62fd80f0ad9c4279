/** The rules of the house: what each finds in a source. Every finding has a name that stays the same when lines move. */
import { complexityOf, isFunction } from './complexity.ts'
import { childrenOf, isNode, linesBetween, type Source, type SyntaxNode, walk } from './syntax.ts'

/** One place that breaks a rule. */
export interface Finding {
  /** File, and the function or name in it. */
  readonly at: string
  /** How much: lines, parameters, complexity; 1 where a rule only counts. */
  readonly amount: number
}
export interface Rule {
  readonly name: string
  /** What a developer who meets it should do. */
  readonly say: string
  readonly find: (source: Source) => Finding[]
  /** Exceptions are numbers by top-level folder, where they are too many to name. */
  readonly byFolder?: boolean
}

const nameIn = (node: unknown): string | undefined => {
  if (!isNode(node)) return undefined
  const { name, value } = node
  return typeof name === 'string' ? name : typeof value === 'string' ? value : undefined
}

/** A function's own name, else that of what it is given to. */
function functionName(fn: SyntaxNode, above: readonly SyntaxNode[]): string {
  const own = nameIn(fn['id'])
  const parent = above.at(-1)
  const cls = above.findLast((n) => n.type === 'ClassDeclaration')
  const given = own ?? nameIn(parent?.['key']) ?? nameIn(parent?.['id'])
  return [nameIn(cls?.['id']), given ?? '(callback)'].filter((part) => part !== undefined).join('.')
}

/** Functions that are not within another, and methods. */
function functionsOf({ tree, file }: Source): { readonly fn: SyntaxNode; readonly at: string }[] {
  const found: { fn: SyntaxNode; at: string }[] = []
  walk(tree, (n, above) => {
    if (isFunction(n) && !above.some(isFunction)) found.push({ fn: n, at: `${file}#${functionName(n, above)}` })
  })
  return found
}

const over =
  (limit: number, measure: (fn: SyntaxNode, source: Source) => number) =>
  (source: Source): Finding[] =>
    functionsOf(source).flatMap(({ fn, at }) => {
      const amount = measure(fn, source)
      return amount > limit ? [{ at, amount }] : []
    })

function emptyBlocks(source: Source): Finding[] {
  const found: Finding[] = []
  walk(source.tree, (n) => {
    const { body } = n
    if (n.type !== 'BlockStatement' || !Array.isArray(body) || body.length > 0) return
    if (!source.comments.some((c) => c.start > n.start && c.end < n.end)) found.push({ at: source.file, amount: 1 })
  })
  return found
}

function doubleCasts({ tree, file }: Source): Finding[] {
  const found: Finding[] = []
  walk(tree, (n) => {
    const { expression } = n
    if (n.type !== 'TSAsExpression' || !isNode(expression) || expression.type !== 'TSAsExpression') return
    if (isNode(expression['typeAnnotation']) && expression['typeAnnotation'].type === 'TSUnknownKeyword')
      found.push({ at: file, amount: 1 })
  })
  return found
}

const DECLARED = new Set(['FunctionDeclaration', 'TSInterfaceDeclaration', 'TSTypeAliasDeclaration', 'ClassDeclaration'])
const TYPES = new Set(['TSInterfaceDeclaration', 'TSTypeAliasDeclaration', 'ClassDeclaration'])

/** Exported functions and types; an exported arrow function is one. */
function exportsOf({ tree }: Source): { readonly name: string; readonly node: SyntaxNode; readonly kind: 'function' | 'type' }[] {
  return childrenOf(tree).flatMap((n) => {
    const { declaration } = n
    if (n.type !== 'ExportNamedDeclaration' || !isNode(declaration)) return []
    if (DECLARED.has(declaration.type)) {
      const kind = TYPES.has(declaration.type) ? ('type' as const) : ('function' as const)
      return [{ name: nameIn(declaration['id']) ?? '', node: n, kind }]
    }
    return childrenOf(declaration)
      .filter((d) => isNode(d['init']) && isFunction(d['init']))
      .map((d) => ({ name: nameIn(d['id']) ?? '', node: n, kind: 'function' as const }))
  })
}

/** Whether a doc comment ends where the node begins. */
const documented = ({ text, comments }: Source, node: SyntaxNode): boolean =>
  comments.some((c) => c.text.startsWith('/**') && c.end <= node.start && text.slice(c.end, node.start).trim() === '')

const undocumented = (source: Source): Finding[] =>
  exportsOf(source)
    .filter(({ node }) => !documented(source, node))
    .map(() => ({ at: source.file, amount: 1 }))

const wideComments = ({ text, comments, file }: Source): Finding[] =>
  comments.flatMap((c) => {
    const lines = c.text.split('\n')
    const before = c.start - (text.lastIndexOf('\n', c.start) + 1)
    const wide = lines.filter((line, i) => line.length + (i === 0 ? before : 0) > 120)
    return wide.map(() => ({ at: file, amount: 1 }))
  })

const beginWithWhat = ({ comments, file }: Source): Finding[] =>
  comments.filter((c) => /^(?:\/\*\*?|\/\/)[\s*]*What\b/.test(c.text)).map(() => ({ at: file, amount: 1 }))

/** Names of exported types, for the rule that none is used twice. */
export const typeNames = (source: Source): string[] => exportsOf(source).flatMap(({ name, kind }) => (kind === 'type' ? [name] : []))

/** What the note tells of a source: lines of its functions, and its exports with and without a comment. */
export function measures(source: Source): {
  readonly functions: readonly number[]
  readonly exported: number
  readonly documented: number
  readonly commentLines: number
} {
  const exported = exportsOf(source)
  return {
    functions: functionsOf(source).map(({ fn }) => linesBetween(source.text, fn.start, fn.end)),
    exported: exported.length,
    documented: exported.filter(({ node }) => documented(source, node)).length,
    commentLines: source.comments.reduce((sum, c) => sum + c.text.split('\n').length, 0),
  }
}

/** Modules that a source takes values of, as it writes them; types alone make no cycle. */
export const valueImports = ({ tree }: Source): string[] =>
  childrenOf(tree).flatMap((n) => {
    const { source, importKind, exportKind, specifiers } = n
    const from = nameIn(source)
    if (from === undefined || importKind === 'type' || exportKind === 'type') return []
    const list = Array.isArray(specifiers) ? specifiers.filter(isNode) : []
    return list.length > 0 && list.every((s) => s['importKind'] === 'type') ? [] : [from]
  })

export const RULES: readonly Rule[] = [
  {
    name: 'complexity',
    say: 'a function has a cognitive complexity of at most 15: split it where a thought ends',
    find: over(15, complexityOf),
  },
  {
    name: 'function-lines',
    say: 'a function has at most 70 lines: split it by what it does',
    find: over(70, (fn, { text }) => linesBetween(text, fn.start, fn.end)),
  },
  {
    name: 'parameters',
    say: 'a function has at most 5 parameters: give it one value that holds them',
    find: over(5, (fn) => (Array.isArray(fn['params']) ? fn['params'].length : 0)),
  },
  { name: 'empty-blocks', say: 'an empty block says in a comment why nothing is done', find: emptyBlocks, byFolder: true },
  { name: 'double-casts', say: '`as unknown as` lies to the compiler: decode, narrow, or type the source', find: doubleCasts },
  {
    name: 'undocumented',
    say: 'an exported function or type has a doc comment (shapes, units, errors, source)',
    find: undocumented,
    byFolder: true,
  },
  { name: 'wide-comments', say: 'a line of a comment is at most 120 wide', find: wideComments, byFolder: true },
  { name: 'what-comments', say: 'a comment begins with a verb or a noun and not with "What"', find: beginWithWhat, byFolder: true },
]
