/** Helps contracts of other parties to look at a transaction. */
import type { TransactionView } from './contract.ts'
import type { StateForm } from './guest-values.ts'
import { refuse } from './reasons.ts'

/** States of one contract in a transaction. @typeParam T as the contract's form reads them */
export interface StatesIn<T> {
  readonly inputs: readonly T[]
  readonly outputs: readonly T[]
}

/** Reads the states of one contract, in their order. @throws CONTRACT_VIOLATED for bytes that its form does not read */
export function statesIn<T extends object>({ inputs, outputs }: TransactionView, { contract, decode }: StateForm<T>): StatesIn<T> {
  const read = (found: { readonly contract: string; readonly state: Uint8Array }): T => {
    try {
      return decode(found.state)
    } catch (error) {
      return refuse('CONTRACT_VIOLATED', 'state-form', { contract }, error)
    }
  }
  const own = (found: { readonly contract: string }): boolean => found.contract === contract
  return {
    inputs: inputs
      .map((i) => i.output)
      .filter(own)
      .map(read),
    outputs: outputs.filter(own).map(read),
  }
}
