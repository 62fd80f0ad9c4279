/** Builds a transaction: sorts what must be sorted, derives `types`, draws a nonce for each leaf. */
import { compare } from '../bytes.ts'
import {
  type CommandLeaf,
  encodeCommand,
  encodeInput,
  encodeOutput,
  encodeSigner,
  encodeType,
  type InputLeaf,
  inputNullifier,
  type OutputLeaf,
  type SignerLeaf,
  type TypeEntry,
} from './components.ts'
import { encodeOpenedLock, type Lock } from './lock.ts'
import { encodeVisible, type ShownLeaf, type Transaction } from './transaction.ts'

export interface Draft {
  readonly notary: Uint8Array
  /** Under *Move*: the notary that the outputs lie with from then on. */
  readonly movedTo?: Uint8Array
  readonly parametersHash: Uint8Array
  /** Whole minutes of the notary's time. */
  readonly from: number
  readonly until: number
  /** With the contract of the state each one spends; empty for a dummy. */
  readonly inputs: readonly { readonly input: InputLeaf; readonly contract: string }[]
  readonly references?: readonly InputLeaf[]
  readonly outputs?: readonly { readonly output: Omit<OutputLeaf, 'notary'>; readonly owner: Uint8Array; readonly opened?: Lock }[]
  readonly commands: readonly CommandLeaf[]
  readonly attachments?: readonly Uint8Array[]
  readonly signers: readonly Uint8Array[]
  readonly submitter: Uint8Array
}

/** @param random draws the 32-byte nonce of each leaf */
export function buildTransaction(draft: Draft, random: (n: number) => Uint8Array): Transaction {
  const outputs = draft.outputs ?? []
  const references = draft.references ?? []
  const leaf = (bytes: Uint8Array): ShownLeaf => ({ nonce: random(32), bytes })
  const types: TypeEntry[] = [
    ...outputs.map(({ output }, index) => ({ kind: 'output' as const, index, contract: output.contract })),
    ...draft.inputs.map(({ contract }, index) => ({ kind: 'input' as const, index, contract })),
    ...draft.commands.map(({ contract }, index) => ({ kind: 'command' as const, index, contract })),
  ]
  const signers: SignerLeaf[] = [
    ...draft.signers.map((key) => ({ role: 'signer' as const, key })),
    { role: 'submitter', key: draft.submitter },
  ]
  const visible = encodeVisible({
    notary: draft.notary,
    parametersHash: draft.parametersHash,
    from: draft.from,
    until: draft.until,
    nullifiers: draft.inputs.map(({ input }) => inputNullifier(input)).sort(compare),
    references: references.map(inputNullifier).sort(compare),
  })
  return {
    visible,
    groups: {
      types: types.map((t) => leaf(encodeType(t))),
      inputs: draft.inputs.map(({ input }) => leaf(encodeInput(input))),
      references: references.map((r) => leaf(encodeInput(r))),
      outputs: outputs.map(({ output }) => leaf(encodeOutput({ ...output, notary: draft.movedTo ?? draft.notary }))),
      owners: outputs.map(({ owner }) => leaf(owner)),
      locks: outputs.flatMap(({ opened }, i) => (opened ? [leaf(encodeOpenedLock(i, opened))] : [])),
      commands: draft.commands.map((c) => leaf(encodeCommand(c))),
      attachments: (draft.attachments ?? []).map(leaf),
      signers: signers.map((s) => leaf(encodeSigner(s))),
    },
  }
}
