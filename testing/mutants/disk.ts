import type { Mutant } from './mutant.ts'

const proof = { file: 'shared/storage/store-proof.ts', test: 'testing/unit/proven-store.test.ts' }
const store = { file: 'shared/storage/proven-store.ts', test: 'testing/unit/proven-store.test.ts' }
const level = { file: 'platform/node/level-store.ts', test: 'testing/unit/level-store.test.ts' }
const files = { file: 'platform/node/level-files.ts', test: 'testing/unit/level-store.test.ts' }
const service = { file: 'platform/node/service-store.ts', test: 'testing/unit/level-store.test.ts' }
const documents = { file: 'flows/core/documents.ts', test: 'testing/unit/damage.test.ts', only: 'a node with' }

/** Rules by which stores prove themselves (K1 to K4, N26, N27). */
export const mutants: readonly Mutant[] = [
  {
    ...proof,
    name: 'K3 an anchor that knows more is not believed',
    find: 'if (head.sequence > proof.sequence)',
    replace: 'if (head.sequence > proof.sequence + 1000)',
    only: 'K3 an old copy',
  },
  {
    ...proof,
    name: 'K3 another history of the same length is taken',
    find: 'if (head.sequence === proof.sequence && !equal(head.digest, proof.digest)) refuse',
    replace: 'if (head.sequence === proof.sequence && head.digest.length === 0) refuse',
    only: 'K3 a copy that went on',
  },
  {
    ...proof,
    name: 'K3 another store is taken',
    find: 'if (!equal(head.id, proof.id)) refuse',
    replace: 'if (head.id.length === 0) refuse',
    only: 'K3 another store',
  },
  {
    ...proof,
    name: 'K3 a store without an anchor is taken for the newest',
    find: 'if (heads.length === 0 && proof.anchored) refuse',
    replace: 'if (heads.length > 9 && proof.anchored) refuse',
    only: 'K3 without what is kept',
  },
  {
    ...proof,
    name: 'K1 rows are not read',
    find: 'const why = proof.rows > most ? undefined',
    replace: 'const why = proof.rows > 0 ? undefined',
    only: 'K1 is refused when',
  },
  {
    ...proof,
    name: 'K1 the digest of all rows is not compared',
    find: "return equal(digest, proof.digest) ? undefined : 'rows",
    replace: "return equal(digest, digest) ? undefined : 'rows",
    only: 'K1 is refused when a row is an older one',
  },
  {
    ...proof,
    name: 'K1 rows are not counted',
    find: 'if (count !== proof.rows)',
    replace: 'if (count > proof.rows + 1000)',
    only: 'K1 is refused when a row is missing',
  },
  {
    ...proof,
    name: 'K1 a missing store is begun anew',
    find: "    if (head) refuse(first.name, 'it is gone or empty, and what is kept",
    replace: "    if (head === 'damaged') refuse(first.name, 'it is gone or empty, and what is kept",
    only: 'K1 is refused when all rows',
  },
  {
    ...proof,
    name: 'K2 a store begins anew beside a mirror that is full',
    find: "if (found.kind !== 'empty') refuse(first.name, `it is gone",
    replace: "if (found.kind === 'unfinished') refuse(first.name, `it is gone",
    only: 'K2 that lost its anchor',
  },
  {
    ...proof,
    name: 'K2 a mirror that is far behind is overwritten',
    find: 'if (mine.sequence + 1 !== proof.sequence || !equal(mine.digest, proof.before))',
    replace: 'if (mine.sequence + 1 > proof.sequence)',
    only: 'K2 that',
  },
  {
    ...proof,
    name: 'K2 a store of the program before is taken over from under a mirror that counted more',
    find: "found.kind === 'whole' || (found.kind === 'unproven' && found.commits > commits)",
    replace: "found.kind === 'whole' || (found.kind === 'unproven' && found.commits < 0)",
    only: 'K2 is not taken over',
  },
  {
    ...proof,
    name: 'K1 a store that lost its proof is taken for one of the program before',
    find: "if (heads.length > 0) refuse(first.name, 'the row that proves",
    replace: "if (heads.length > 9) refuse(first.name, 'the row that proves",
    only: 'is not taken for one',
  },
  {
    ...store,
    name: 'K4 a commit is acknowledged before its anchor is there',
    find: '      this.anchors.write(headOf(proof)).then(() => {\n        for (const w of group) w.done()\n      }, failed)',
    replace: '      for (const w of group) w.done()\n      this.anchors.write(headOf(proof)).catch(failed)',
    only: 'K4 a commit is acknowledged',
  },
  {
    ...store,
    name: 'K4 a commit goes to the first place alone',
    find: 'await Promise.all(this.places.map(({ rows }) => rows.write(changes)))',
    replace: 'await this.rows.write(changes)',
    only: 'has every commit that was answered',
  },
  {
    ...store,
    name: 'K4 after a failed write the next one is taken',
    find: '    if (this.broken) return\n    this.broken = error',
    replace: '    if (this.broken) return',
    only: 'K4 a failed write',
  },
  {
    ...store,
    name: 'K1 what is replaced stays in the digest',
    find: 'if (before) toggle(digest, sums.of(key, before))',
    replace: 'if (before && !batch.get(key)) toggle(digest, sums.of(key, before))',
    only: 'is as it was left',
  },
  {
    ...store,
    name: 'K1 a row is given out unchecked',
    find: "return this.sums.value(key, row) ?? this.damaged('a row is not what was written')",
    replace: 'return row.subarray(0, row.length - 16)',
    only: 'K1 a row that is spoilt',
  },
  {
    ...store,
    name: 'a place that is being brought up is not marked',
    find: '{ key: COPYING, value: Uint8Array.of(1) },',
    replace: '{ key: COPYING, value: null },',
    only: 'brings the first up',
  },
  {
    ...level,
    name: 'K1 a store is made anew where its file CURRENT is missing',
    find: "return left.length === 0 ? { kind: 'empty' }",
    replace: "return left.length < 1000 ? { kind: 'empty' }",
    only: 'no file CURRENT',
  },
  {
    ...level,
    name: 'K1 a damaged store is opened where it lies',
    find: '    rows = await openLevel(shadow, false, folder)',
    replace: '    rows = await openLevel(folder, false, folder)',
    test: 'testing/unit/damage.test.ts',
    only: 'a notary on two disks',
  },
  {
    ...level,
    name: 'K1 checksums of tables are not read',
    find: '(small ? await damagedTable(folder) : undefined)',
    replace: 'undefined',
    only: 'a filter that says',
  },
  {
    ...files,
    name: 'K1 what comes after a damaged record of a log is not looked at',
    find: '      if (broken) return false',
    replace: '      if (broken) continue',
    only: 'every byte of a table',
  },
  {
    ...service,
    name: 'K1 a damaged mirror is put back',
    find: 'for (const name of storesIn(mirror)) await proveLevel',
    replace: 'for (const name of storesIn(data)) await proveLevel',
    only: 'that is damaged brings nothing back',
  },
  {
    ...service,
    name: 'K3 a start copies the anchor of the data folder over that of the mirror',
    find: " && !name.endsWith('.anchor'))",
    replace: ')',
    only: 'has an anchor of its own',
  },
  {
    ...documents,
    name: 'K1 a key that the disk lost is taken for one that was erased',
    find: "if (state === 'destroyed') return",
    replace: "if (state !== 'there') return",
  },
  {
    ...documents,
    name: 'K1 a document that is gone is not missed',
    only: 'lost a document',
    find: "        if (!blobs.has(blob)) damaged('a document is gone that nobody erased')\n",
    replace: '',
  },
]
