/**
 * Cognitive complexity (G. Ann Campbell, SonarSource 2017): each break in the flow counts 1, and 1 more for each that it stands in; a run of
 * like logical operators counts 1, `else` 1. Functions within count where they stand, one deeper.
 */
import { childrenOf, isNode, type SyntaxNode } from './syntax.ts'

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])
export const isFunction = (node: SyntaxNode): boolean => FUNCTIONS.has(node.type)

const LOOPS = new Set(['ForStatement', 'ForInStatement', 'ForOfStatement', 'WhileStatement', 'DoWhileStatement'])
const NESTING = new Set([...LOOPS, 'SwitchStatement', 'CatchClause', 'ConditionalExpression'])

/** Runs of like operators: `a && b && c` is one, `a && b || c` two. */
function logicalRuns(node: SyntaxNode, parent: SyntaxNode | undefined): number {
  if (node.type !== 'LogicalExpression' || node['operator'] === '??') return 0
  return parent?.type === 'LogicalExpression' && parent['operator'] === node['operator'] ? 0 : 1
}

function ifCost(node: SyntaxNode, depth: number, isElseIf: boolean): number {
  const { test, consequent, alternate } = node
  let cost = isElseIf ? 1 : 1 + depth
  if (isNode(test)) cost += cognitive(test, depth, node)
  if (isNode(consequent)) cost += cognitive(consequent, depth + 1, node)
  if (!isNode(alternate)) return cost
  return cost + (alternate.type === 'IfStatement' ? ifCost(alternate, depth, true) : 1 + cognitive(alternate, depth + 1, node))
}

function cognitive(node: SyntaxNode, depth: number, parent?: SyntaxNode): number {
  if (node.type === 'IfStatement') return ifCost(node, depth, false)
  const nests = NESTING.has(node.type)
  const jump = (node.type === 'BreakStatement' || node.type === 'ContinueStatement') && isNode(node['label'])
  const own = (nests ? 1 + depth : 0) + logicalRuns(node, parent) + (jump ? 1 : 0)
  const inside = nests || isFunction(node) ? depth + 1 : depth
  return own + childrenOf(node).reduce((sum, child) => sum + cognitive(child, inside, node), 0)
}

/** Of one function, without what the functions around it add. */
export const complexityOf = (fn: SyntaxNode): number => childrenOf(fn).reduce((sum, child) => sum + cognitive(child, 0, fn), 0)
