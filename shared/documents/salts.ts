/**
 * Salts from one seed by halving (a GGM tree, docs/ledger.md §6). Whoever holds the seed of a subtree holds the salts of
 * its leaves and of no others, so a part is disclosed by its seeds, and erasing a leaf leaves the seeds beside its path.
 */

import { H } from '../crypto/hash.ts'
import { refuse } from './reasons.ts'

const LEFT = Uint8Array.of(0)
const RIGHT = Uint8Array.of(1)

export const leftSeed = (seed: Uint8Array): Uint8Array => H('ggm', LEFT, seed)
export const rightSeed = (seed: Uint8Array): Uint8Array => H('ggm', RIGHT, seed)

/** A tree of more leaves is no document: four million salts take a phone's memory. */
export const MAX_DEPTH = 22

/** The salts of the 2^depth leaves below a seed, in order. @throws INPUT_INVALID for a depth that no document has */
export function saltsBelow(seed: Uint8Array, depth: number): Uint8Array[] {
  if (!Number.isInteger(depth) || depth < 0 || depth > MAX_DEPTH)
    refuse('INPUT_INVALID', 'depth', { what: 'the depth of a document', most: MAX_DEPTH })
  let level = [seed]
  for (let d = 0; d < depth; d++) level = level.flatMap((s) => [leftSeed(s), rightSeed(s)])
  return level
}
