/** Sources as syntax trees: what the rules of the house are measured on. */
import { readFileSync } from 'node:fs'
import { parseAst } from 'vite'

/** Any node of a tree, after ESTree with TypeScript's nodes. */
export interface SyntaxNode {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [field: string]: unknown
}

/** One file: its text, its tree, and its comments. */
export interface Source {
  /** Path below the project's folder. */
  readonly file: string
  readonly text: string
  readonly tree: SyntaxNode
  readonly comments: readonly SourceComment[]
}
export interface SourceComment {
  readonly start: number
  readonly end: number
  readonly text: string
}

export const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'

/** The nodes directly below one, in the order of the text. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = []
  for (const [field, value] of Object.entries(node)) {
    if (field === 'parent') continue
    if (isNode(value)) found.push(value)
    else if (Array.isArray(value)) found.push(...value.filter(isNode))
  }
  return found
}

/** Tells every node with those above it, the nearest last. */
export function walk(node: SyntaxNode, tell: (node: SyntaxNode, above: readonly SyntaxNode[]) => void): void {
  const above: SyntaxNode[] = []
  const visit = (n: SyntaxNode): void => {
    tell(n, above)
    above.push(n)
    for (const child of childrenOf(n)) visit(child)
    above.pop()
  }
  visit(node)
}

/** Comments are what looks like one outside of strings, templates, patterns and text of pages. */
function commentsOf(text: string, tree: SyntaxNode): SourceComment[] {
  const pieces: string[] = []
  let at = 0
  walk(tree, (n) => {
    if (n.type !== 'Literal' && n.type !== 'TemplateElement' && n.type !== 'JSXText') return
    if (n.start < at) return
    pieces.push(text.slice(at, n.start), ' '.repeat(n.end - n.start))
    at = n.end
  })
  pieces.push(text.slice(at))
  return [...pieces.join('').matchAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g)].map((m) => ({
    start: m.index,
    end: m.index + m[0].length,
    text: text.slice(m.index, m.index + m[0].length),
  }))
}

/** @throws what the parser says of a file that is none */
export function readSource(root: string, file: string): Source {
  const text = readFileSync(`${root}/${file}`, 'utf8')
  return sourceOf(file, text)
}
export function sourceOf(file: string, text: string): Source {
  const tree = parseAst(text, { lang: file.endsWith('x') ? 'tsx' : 'ts' }) as unknown
  if (!isNode(tree)) throw new TypeError(`${file} has no tree`)
  return { file, text, tree, comments: commentsOf(text, tree) }
}

/** Lines from one offset to another, both ends counted. */
export const linesBetween = (text: string, start: number, end: number): number => text.slice(start, end).split('\n').length
