/** Erasure: keys, blobs, rows and what was made of them, on a real disk and wherever a copy waits. */
import type { Mutant } from './mutant.ts'

const documents = { file: 'flows/core/documents.ts', test: 'testing/unit/erasure.test.ts' }
const slots = { file: 'shared/storage/key-slots.ts', test: 'testing/unit/erasure.test.ts' }
const outbox = { file: 'flows/engine/conversations.ts', test: 'testing/sim/consent.test.ts', only: 'waits here for a hospital' }

export const mutants: readonly Mutant[] = [
  {
    ...documents,
    name: 'the blob of an erased document is kept',
    find: '    await store.commit(this.forget(verificationKey))\n    await this.blobs.destroy(blob)\n',
    replace: '    await store.commit(this.forget(verificationKey))\n    void blob\n',
  },
  {
    ...documents,
    name: 'the key slot of an erased document is kept',
    find: '    this.keys.destroy(row.slot)\n',
    replace: '',
  },
  {
    ...documents,
    name: 'the key slot of a piece that was made of it is kept',
    find: '    this.keys.destroy(slot)\n    this.pieces.delete(name)\n',
    replace: '    this.pieces.delete(name)\n    void slot\n',
    test: 'testing/unit/release.test.ts',
    only: 'overwritten',
  },
  {
    ...documents,
    name: 'a piece outlives the document that it was made of',
    find: 'of?.includes(verificationKey) ? [name] : []',
    replace: "name === '' ? [name] : []",
  },
  {
    ...documents,
    name: 'rows that others made of it are kept',
    find: 'const more = this.dependents.flatMap((rowsOf) => rowsOf(verificationKey, row))',
    replace: 'const more: Change[] = []',
  },
  {
    ...documents,
    name: 'what the store keeps of deleted rows is kept',
    find: "    await store.compact('all')\n    await store.commit([{ key: ERASING",
    replace: '    await store.commit([{ key: ERASING',
  },
  {
    ...documents,
    name: 'an erasure that a crash cut short before the compaction is not finished',
    find: '    if (await store.get(ERASING)) await this.finish(store)\n',
    replace: '',
  },
  {
    ...documents,
    name: 'an erasure that a crash cut short before its rows were gone is not finished',
    find: 'if (!this.isThere(row)) await store.commit(this.forget(row.verificationKey))',
    replace: 'if (!row) await store.commit(this.forget(""))',
  },
  {
    ...documents,
    name: 'blobs that no row names are not swept',
    find: 'if (!used.has(id)) await this.blobs.destroy(id)',
    replace: 'if (used.has(`${id}-`)) await this.blobs.destroy(id)',
  },
  {
    ...documents,
    name: 'a piece is kept of a document that is gone',
    find: "    if (!of.every((verificationKey) => this.rows.has(verificationKey))) fail('NOT_FOUND', { what: 'document' })\n",
    replace: '',
    test: 'testing/unit/release.test.ts',
  },
  {
    ...documents,
    name: 'a superseded record stands',
    find: 'return row !== undefined && row.supersededBy === undefined\n',
    replace: 'return row !== undefined\n',
    test: 'testing/unit/release.test.ts',
  },
  {
    ...slots,
    name: 'a destroyed key stays on the disk',
    find: '    this.write(slot, stoneOf(slot, name))\n    this.stones.set(slot, hex(name))\n',
    replace: '    this.stones.set(slot, hex(name))\n',
  },
  {
    ...outbox,
    name: 'what waits in the outbox is not changed on the disk',
    find: '        { key: outboxKey(entry.session, entry.number), value: entry.message },\n',
    replace: '',
  },
  {
    ...outbox,
    name: 'what waits in the outbox leaves as it was',
    find: '      entry.message = numbered(session, entry.number, { kind: Kind.DATA, payload: instead })\n',
    replace: '',
  },
  {
    ...outbox,
    name: 'what was delivered still depends on a key',
    find: '      this.o.turns.put(heldKey(entry.session, entry.number), null)\n',
    replace: '',
  },
  {
    file: 'flows/core/take-back.ts',
    test: 'testing/sim/consent.test.ts',
    only: 'consent is withdrawn: it does not leave',
    name: 'keys under a consent outlive its withdrawal',
    find: 'documents.dropPieces(changes, (piece) => isKeyUnder(piece, given))',
    replace: '[documents, isKeyUnder(String(changes.length), given)]',
  },
  {
    file: 'flows/trading/sale/seal.ts',
    test: 'testing/sim/sold.test.ts',
    only: 'sealed offer lies with the buyer',
    name: 'the key of an offer does not depend on what it opens',
    find: 'keepKey(services, changes, piece, made.stored, made.records)',
    replace: 'keepKey(services, changes, piece, made.stored, [])',
  },
  {
    file: 'flows/treatment/patient-share.ts',
    test: 'testing/sim/consent.test.ts',
    only: 'erased while their ciphertext',
    name: 'the key of a share does not depend on what it opens',
    find: 'keepKey(services, changes, piece, made.stored, made.records)',
    replace: 'keepKey(services, changes, piece, made.stored, [])',
  },
  {
    file: 'shared/storage/sealed-store.ts',
    test: 'testing/unit/erasure.test.ts',
    only: 'still being written',
    name: 'new keys do not wait for what is being written under the old ones',
    find: '    await Promise.allSettled(writing)\n',
    replace: '',
  },
  {
    ...documents,
    name: 'an unfinished erasure gives the store new keys before those in use are told',
    find: '    this.keys.retain(new Set([...kept.map((r) => r.slot), ...inUse]))\n    // Last: it gives the store itself new keys, which are not among those that are in use now.\n    if (await store.get(ERASING)) await this.finish(store)\n',
    replace:
      '    if (await store.get(ERASING)) await this.finish(store)\n    this.keys.retain(new Set([...kept.map((r) => r.slot), ...inUse]))\n',
  },
]
