/** The register of verification keys (docs/ledger.md §4, paper steps 8, 9, 13, 21): what is signed in it. */
import { concat, decodeAll, Writer } from '../bytes.ts'
import { H, sha256, tag } from '../crypto/hash.ts'

export const recordIdOf = (oneTimeKey: Uint8Array): Uint8Array => H('record', oneTimeKey)

/** What the issuer of a record signs: it is the issuer's word that this key belongs to this record. */
export const recordMessage = (notary: Uint8Array, recordId: Uint8Array, verificationKey: Uint8Array): Uint8Array =>
  concat(tag('rec'), notary, recordId, verificationKey)

/** What the one-time key signs to register, supersede or erase. */
export const registerMessage = (notary: Uint8Array, recordId: Uint8Array, operation: number, sealed: Uint8Array): Uint8Array =>
  concat(tag('reg'), notary, recordId, Uint8Array.of(operation), sha256(sealed))

/** Associated data under which the value is sealed to the notary. */
export const registerContext = (notary: Uint8Array, recordId: Uint8Array): Uint8Array => concat(notary, recordId)

export interface RecordValue {
  readonly verificationKey: Uint8Array
  readonly issuerSignature: Uint8Array
}
export const encodeRecordValue = (v: RecordValue): Uint8Array => concat(v.verificationKey, v.issuerSignature)
export const decodeRecordValue = (bytes: Uint8Array): RecordValue =>
  decodeAll(bytes, 'record value', (r) => ({ verificationKey: r.raw(32), issuerSignature: r.raw(64) }))

export interface RecordEntry {
  readonly recordId: Uint8Array
  readonly known: boolean
  readonly verificationKey: Uint8Array
  readonly issuerSignature: Uint8Array
  readonly operation: number
}

export function encodeEntries(entries: readonly RecordEntry[]): Uint8Array {
  const w = new Writer().list(entries, (i, e) => {
    i.raw(e.recordId)
      .u8(e.known ? 1 : 0)
      .short(e.verificationKey)
      .short(e.issuerSignature)
      .u8(e.operation)
  })
  return w.bytes()
}
/** @throws WIRE_MALFORMED */
export const decodeEntries = (bytes: Uint8Array): RecordEntry[] =>
  decodeAll(bytes, 'list of the register', (r) =>
    r.list((i) => ({
      ...{ recordId: i.raw(32), known: i.flag() },
      ...{ verificationKey: i.short(), issuerSignature: i.short(), operation: i.u8() },
    })),
  )

/** What a signed list signs. @param entries as {@link encodeEntries} writes them */
export const listHash = (entries: Uint8Array): Uint8Array => H('list', entries)
export const entriesHash = (entries: readonly RecordEntry[]): Uint8Array => listHash(encodeEntries(entries))
