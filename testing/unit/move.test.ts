/** Move: states go to another notary as they are, or not at all (docs/ledger.md §3). */
import { MOVE, type Resolve, verifyContracts, viewOf } from '@hdms/flows/core/contract.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { buildTransaction, type Draft } from '@hdms/shared/ledger/builder.ts'
import { FOREVER, makeLock, ownerOf } from '@hdms/shared/ledger/lock.ts'
import { beforeAll, describe, expect, test } from 'vitest'

const crypto = nativeCrypto()
const [OLD, NEW, THIRD] = [crypto.random(32), crypto.random(32), crypto.random(32)] as const
const STATE = { contract: 'hdms.something/1', state: Uint8Array.of(1, 2, 3) }

interface Own {
  readonly lock: Uint8Array
  readonly nk: Uint8Array
  readonly owner: Uint8Array
  readonly ref: { readonly txId: Uint8Array; readonly index: number }
}
let own: Own[]
beforeAll(async () => {
  own = await Promise.all(
    [0, 1].map(async (index) => {
      const key = await crypto.publicKey(crypto.random(32))
      const { lock, nk } = makeLock([{ m: 1, keys: [key], notBefore: 0, notAfter: FOREVER, blind: crypto.random(16) }], crypto.random(32))
      return { lock, nk, owner: ownerOf(lock, nk), ref: { txId: crypto.random(32), index } }
    }),
  )
})

/** Both states lie with the old notary. */
const resolve: Resolve = (input) => {
  const found = own.find(({ ref }) => input.ref && Buffer.from(ref.txId).equals(input.ref.txId))
  return found && { output: { ...STATE, notary: OLD }, owner: found.owner }
}
const inputOf = ({ ref, lock, nk }: Own) => ({ input: { ref, lock, nk }, contract: STATE.contract })
const out = (change: Partial<typeof STATE> = {}) => ({ output: { ...STATE, ...change }, owner: crypto.random(32) })

function verdict(change: (d: Draft, one: Own, two: Own) => Partial<Draft>): string {
  const [one, two] = own as [Own, Own]
  const draft: Draft = {
    ...{ notary: OLD, movedTo: NEW, parametersHash: crypto.random(32), from: 1, until: 11 },
    inputs: [inputOf(one), inputOf(two)],
    outputs: [out(), out()],
    commands: [{ contract: MOVE, name: 'Move', data: NEW }],
    ...{ signers: [], submitter: crypto.random(32) },
  }
  const tx = buildTransaction({ ...draft, ...change(draft, one, two) }, crypto.random)
  try {
    verifyContracts([], tx, viewOf(tx, resolve))
    return 'moved'
  } catch (error) {
    return (error as { data: { why: string } }).data.why
  }
}

describe('Move', () => {
  test('takes states to another notary as they are; their own contracts need not be known', () => {
    expect(verdict(() => ({}))).toBe('moved')
  })

  test.each<[string, Parameters<typeof verdict>[0], RegExp]>([
    ['a state comes out changed', () => ({ outputs: [out({ state: Uint8Array.of(9) }), out()] }), /changed/],
    ['a state comes out under another contract', () => ({ outputs: [out({ contract: 'hdms.other/1' }), out()] }), /changed/],
    ['a state disappears', () => ({ outputs: [out()] }), /as many/],
    ['a state is added', () => ({ outputs: [out(), out(), out()] }), /as many/],
    [
      'two states go to one owner',
      (d) => ({ outputs: [d.outputs?.[0], d.outputs?.[0]] as Draft['outputs'] & object }),
      /owner stands twice/,
    ],
    ['they lie somewhere else than the command says', () => ({ movedTo: THIRD }), /another notary/],
    ['they lie where they lay', () => ({ movedTo: OLD, commands: [{ contract: MOVE, name: 'Move', data: OLD }] }), /already/],
    ['it is committed at a notary that does not hold them', () => ({ notary: THIRD }), /under another notary/],
    [
      'the command names no notary',
      () => ({ commands: [{ contract: MOVE, name: 'Move', data: new Uint8Array(3) }] }),
      /another notary|names a notary/,
    ],
    [
      'there is another command beside it',
      (d) => ({ commands: [...d.commands, { contract: STATE.contract, name: 'Pay', data: new Uint8Array(0) }] }),
      /alone/,
    ],
    ['something is attached', () => ({ attachments: [Uint8Array.of(1)] }), /nothing else/],
    [
      'a dummy goes in',
      (d, one) => ({ inputs: [...d.inputs, { input: { ref: null, lock: one.lock, nk: one.nk }, contract: '' }] }),
      /nothing else/,
    ],
    ['nothing goes in', () => ({ inputs: [], outputs: [] }), /dummy/],
  ])('is refused when %s', (_what, change, why) => {
    expect(verdict(change)).toMatch(why)
  })

  test('without the command an output may not name another notary', () => {
    expect(verdict(() => ({ commands: [{ contract: STATE.contract, name: 'Pay', data: new Uint8Array(0) }] }))).toMatch(/another notary/)
  })
})
