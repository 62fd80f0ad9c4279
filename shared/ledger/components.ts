/** The components of a transaction in their fixed binary form (docs/ledger.md §3). */

import { decodeAll, Writer } from '../bytes.ts'
import { dummySerial, nullifierOf, serialOf } from './lock.ts'
import { refuse } from './reasons.ts'
import { shown, type Transaction } from './transaction.ts'

/** `types`: the contract of one output, input or command. Never torn off. */
export interface TypeEntry {
  readonly kind: 'output' | 'input' | 'command'
  readonly index: number
  /** Contract name and version, such as `hdms.consent/1`; empty for a dummy input. */
  readonly contract: string
}
const kinds = ['output', 'input', 'command'] as const

export const encodeType = (t: TypeEntry): Uint8Array => new Writer().u8(kinds.indexOf(t.kind)).u16(t.index).text(t.contract).bytes()
export function decodeType(bytes: Uint8Array): TypeEntry {
  return decodeAll(bytes, 'type', (r) => {
    const kind = kinds[r.u8()] ?? refuse('TX_MALFORMED', 'unknown-kind')
    return { kind, index: r.u16(), contract: r.text() }
  })
}

/** An input or a reference: the state that is meant and what its nullifier is made of. */
export interface StateRef {
  readonly txId: Uint8Array
  readonly index: number
}
export type InputLeaf =
  | { readonly ref: StateRef; readonly lock: Uint8Array; readonly nk: Uint8Array }
  | { readonly ref: null; readonly lock: Uint8Array; readonly nk: Uint8Array }

export function encodeInput(input: InputLeaf): Uint8Array {
  const w = new Writer()
  if (input.ref) w.u8(1).raw(input.ref.txId).u16(input.ref.index)
  else w.u8(0)
  return w.raw(input.lock).raw(input.nk).bytes()
}
export function decodeInput(bytes: Uint8Array): InputLeaf {
  return decodeAll(bytes, 'input', (r) => {
    const ref = r.flag() ? { txId: r.raw(32), index: r.u16() } : null
    return { ref, lock: r.raw(32), nk: r.raw(32) } as InputLeaf
  })
}
export const inputSerial = (input: InputLeaf): Uint8Array =>
  input.ref ? serialOf(input.nk, input.ref.txId, input.ref.index) : dummySerial(input.nk)
export const inputNullifier = (input: InputLeaf): Uint8Array => nullifierOf(input.lock, inputSerial(input))

export interface OutputLeaf {
  /** Equal to V's notary, except under *Move*. */
  readonly notary: Uint8Array
  readonly contract: string
  /** The state's own fixed binary form. */
  readonly state: Uint8Array
}
export const encodeOutput = (o: OutputLeaf): Uint8Array => new Writer().raw(o.notary).text(o.contract).long(o.state).bytes()
export const decodeOutput = (bytes: Uint8Array): OutputLeaf =>
  decodeAll(bytes, 'output', (r) => ({ notary: r.raw(32), contract: r.text(), state: r.long() }))

export interface CommandLeaf {
  readonly contract: string
  readonly name: string
  readonly data: Uint8Array
}
export const encodeCommand = (c: CommandLeaf): Uint8Array => new Writer().text(c.contract).text(c.name).long(c.data).bytes()
export const decodeCommand = (bytes: Uint8Array): CommandLeaf =>
  decodeAll(bytes, 'command', (r) => ({ contract: r.text(), name: r.text(), data: r.long() }))

/** Who must sign the contract, and the one party that may submit. Keys are legal identity keys. */
export interface SignerLeaf {
  readonly role: 'signer' | 'submitter'
  readonly key: Uint8Array
}
export const encodeSigner = (s: SignerLeaf): Uint8Array =>
  new Writer()
    .u8(s.role === 'signer' ? 0 : 1)
    .raw(s.key)
    .bytes()
export function decodeSigner(bytes: Uint8Array): SignerLeaf {
  return decodeAll(bytes, 'signer', (r) => ({ role: r.flag() ? ('submitter' as const) : ('signer' as const), key: r.raw(32) }))
}

const all = <T>(tx: Transaction, group: Parameters<typeof shown>[1], decode: (b: Uint8Array) => T): T[] =>
  tx.groups[group].map((_, i) => decode(shown(tx, group, i)))

export const typesOf = (tx: Transaction): TypeEntry[] => all(tx, 'types', decodeType)
export const inputsOf = (tx: Transaction): InputLeaf[] => all(tx, 'inputs', decodeInput)
export const referencesOf = (tx: Transaction): InputLeaf[] => all(tx, 'references', decodeInput)
export const outputsOf = (tx: Transaction): OutputLeaf[] => all(tx, 'outputs', decodeOutput)
export const ownersOf = (tx: Transaction): Uint8Array[] => all(tx, 'owners', (b) => b)
export const commandsOf = (tx: Transaction): CommandLeaf[] => all(tx, 'commands', decodeCommand)
export const signersOf = (tx: Transaction): SignerLeaf[] => all(tx, 'signers', decodeSigner)
