/** Merkle trees: paths of answers and leaves, and proofs that a log goes on. */
import type { Mutant } from './mutant.ts'

const file = 'shared/crypto/merkle.ts'
const trees = { file, test: 'testing/unit/ledger.test.ts', only: 'T1' }
const logs = { file, test: 'testing/unit/issuance-log.test.ts' }

export const mutants: readonly Mutant[] = [
  { ...trees, name: 'T1 a path longer than the tree is taken', find: 'if (sn === 0 || sibling.length !== 32) return false', replace: '' },
  {
    ...trees,
    name: 'T1 a path that stops early is taken',
    find: 'return sn === 0 && equal(node, root)',
    replace: 'return equal(node, root)',
  },
  { ...trees, name: 'T1 an index beyond the count is taken', find: 'index < 0 || index >= count', replace: 'index < 0' },
  { ...trees, name: 'T1 the root is not compared', find: 'return sn === 0 && equal(node, root)', replace: 'return sn === 0' },
  { ...trees, name: 'T1 an inner node hashes as a leaf', find: 'sha256(concat(ONE, left, right))', replace: 'sha256(concat(left, right))' },
  {
    ...logs,
    name: 'D5 the old root of a log is not compared',
    find: 'equal(fr, first) && equal(sr, second)',
    replace: 'equal(sr, second)',
  },
  { ...logs, name: 'D5 the new root of a log is not compared', find: 'equal(fr, first) && equal(sr, second)', replace: 'equal(fr, first)' },
  { ...logs, name: 'D5 a log that got shorter is taken', find: ' || from > to) return false', replace: ') return false' },
]
