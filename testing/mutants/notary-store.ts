import type { Mutant } from './mutant.ts'

const proof = { file: 'notary/server/store-proof.ts', test: 'testing/unit/notary-store.test.ts', only: 'refused when' }
const answer = { file: 'shared/notary/answer.ts', test: 'testing/unit/notary-store.test.ts', only: 'the state in a header' }

/** What a notary proves of its store before it signs again (N26, N27), and what the state in a header covers. */
export const mutants: readonly Mutant[] = [
  {
    ...proof,
    name: 'N27 the notary starts on any store',
    file: 'notary/server/notary.ts',
    find: '    await proveStore({ store: options.store, notary: notaryId(key), most: AT_START })\n',
    replace: '',
  },
  {
    ...proof,
    name: 'N27 a batch after the last one is not seen',
    find: '(await store.lastSequence()) === last)',
    replace: '(await store.lastSequence()) < last)',
  },
  {
    ...proof,
    name: 'N27 a clock that may go back is taken',
    find: 'else if ((await store.clockFloor()) <= header.time)',
    replace: 'else if ((await store.clockFloor()) < 0)',
  },
  {
    ...proof,
    name: 'N27 a spent state that the index forgot is taken',
    find: 'const lost = spenders.findIndex((by) => !by || !equal(by, id))',
    replace: 'const lost = spenders.findIndex((by) => by && !equal(by, id))',
    only: 'a spent state is forgotten',
  },
  {
    ...proof,
    name: 'N27 a spent state of another spender is taken',
    find: 'const lost = spenders.findIndex((by) => !by || !equal(by, id))',
    replace: 'const lost = spenders.findIndex((by) => !by)',
    only: 'spent states name',
  },
  {
    ...proof,
    name: 'N27 the place of a transaction is not compared',
    find: 'if (kept.sequence !== sequence || kept.index !== index)',
    replace: 'if (kept.sequence < 0)',
    only: 'is said to be elsewhere',
  },
  {
    ...proof,
    name: 'N27 leaves are not compared with transactions',
    find: 'if (!equal(answerLeaf(id, kept.preimages), leaves[index] as Uint8Array))',
    replace: 'if (leaves[index] === undefined)',
    only: 'a batch names another transaction',
  },
  {
    ...proof,
    name: 'N27 leaves are not compared with the root',
    find: 'if (!equal(merkleRoot(leaves), header.root))',
    replace: 'if (leaves.length === 0)',
    only: 'a header, a leaf or an id',
  },
  {
    ...proof,
    name: 'the state of a header is not counted',
    find: 'if (before && hasState(batch.header) && !equal(stateAfter(before, entries), header.state))',
    replace: 'if (before && entries.length === 0)',
    only: 'is counted anew',
  },
  {
    ...proof,
    name: 'N27 headers need not follow each other',
    find: 'if (!equal(after.header.previous, headerHash(batch.header)))',
    replace: 'if (after.header.previous.length === 0)',
    only: 'a header, a leaf or an id',
  },
  {
    ...proof,
    name: 'a whole proof stops where a start does',
    find: 'most = Number.POSITIVE_INFINITY, pause',
    replace: 'most = 2, pause',
    only: 'through the last transactions',
  },
  {
    ...answer,
    name: 'the state forgets what was before',
    find: "return H('state', before, entries.bytes())",
    replace: "return H('state', entries.bytes())",
  },
  {
    ...answer,
    name: 'the state leaves nullifiers out',
    find: 'w.raw(c.id).list(c.nullifiers, hashes).list(c.preimages, hashes)',
    replace: 'w.raw(c.id).list([], hashes).list(c.preimages, hashes)',
  },
  {
    ...answer,
    name: 'the state leaves preimages out',
    find: 'w.raw(c.id).list(c.nullifiers, hashes).list(c.preimages, hashes)',
    replace: 'w.raw(c.id).list(c.nullifiers, hashes).list([], hashes)',
    only: 'the state in a header',
  },
  {
    ...answer,
    name: 'headers with and without a state share a tag',
    find: "tag('header', hasState(header) ? 2 : 1)",
    replace: "tag('header', 1)",
    only: 'is signed under another tag',
  },
  {
    name: 'a store of the version before goes on without its state',
    file: 'notary/server/migrations.ts',
    find: '[...changes, { key: STATE_ROW, value: state }]',
    replace: 'changes',
    test: 'testing/unit/notary-store.test.ts',
    only: 'a store of the version before',
  },
]
