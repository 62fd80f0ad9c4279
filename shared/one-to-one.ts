/**
 * Compares lists whose items must agree one to one. A comparison by length and membership takes an item that stands twice for one that is missing:
 * with it, an input that a transaction named ten times made ten units of one (acceptance N34). So lists are compared here and nowhere else.
 */
import { hex } from './bytes.ts'

type Item = Uint8Array | string

const nameOf = (item: Item): string => (typeof item === 'string' ? item : hex(item))

/** Whether no item stands twice. */
export const allDistinct = (items: readonly Item[]): boolean => new Set(items.map(nameOf)).size === items.length

/** Whether every item of `part` stands once in it, and in `whole`. */
export function isWithin(part: readonly Item[], whole: readonly Item[]): boolean {
  const all = new Set(whole.map(nameOf))
  return allDistinct(part) && part.every((item) => all.has(nameOf(item)))
}

/** Whether both hold the same items, each once, in any order. */
export const isOneToOne = (a: readonly Item[], b: readonly Item[]): boolean => a.length === b.length && isWithin(a, b)

/** Whether both hold the same items in the same order. Joining them first would let two items pass for one longer one. */
export const isSameList = (a: readonly Item[], b: readonly Item[]): boolean =>
  a.length === b.length && a.every((item, i) => nameOf(item) === nameOf(b[i] as Item))
