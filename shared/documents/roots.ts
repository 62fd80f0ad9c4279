/**
 * Several roots of one document (docs/ledger.md §6): the same groups sealed anew from independent seeds, so that two buyers do not recognise one
 * record. Group ids, order, salts and decoys differ; only who has the document itself and the seed can bring two of them together.
 */
import { concat, Writer } from '../bytes.ts'
import { H } from '../crypto/hash.ts'
import { type Document, groupsOf, issueDocument } from './document.ts'

/** Roots that an issuer makes of a record beside its own: so many buyers see one each. */
export const ROOTS = 4

/** Draws that a seed decides. */
function drawsOf(seed: Uint8Array): (n: number) => Uint8Array {
  let counter = 0
  return (n) => {
    const parts: Uint8Array[] = []
    for (let length = 0; length < n; length += 32) parts.push(H('root-draw', seed, new Writer().u32(counter++).bytes()))
    return concat(...parts).slice(0, n)
  }
}

/** The same document under another root. @param seed 32 bytes, drawn for this root */
export const underRoot = (doc: Document, seed: Uint8Array): Document =>
  issueDocument(
    doc.header.profile,
    doc.header.issuer,
    groupsOf(doc.leaves).map(({ kind, value }) => ({ kind, value })),
    drawsOf(seed),
  )
