/** A parsed C-CDA, or FHIR, walked without its types: attributes stand as @_name. */
export type Node = Record<string, unknown>

export const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)
/** Elements that may come once, often or not at all. */
export const array = (value: unknown): Node[] => (Array.isArray(value) ? value : [value]).filter(isNode)
/** Empty when there is none. */
export const attribute = (node: unknown, name: string): string => (isNode(node) ? String(node[`@_${name}`] ?? '') : '')
