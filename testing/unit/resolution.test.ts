/** Where a token comes from: what a payee checks of it, and how much of it (acceptance T5, T8, T11; docs/ledger.md §5). */
import { type Contract, inForce, MOVE, verifyContracts, viewOf, violated } from '@hdms/flows/core/contract.ts'
import { checkTransaction, MOST_WINDOWS, windows } from '@hdms/flows/core/finality.ts'
import type { CoreServices } from '@hdms/flows/core/services.ts'
import { Vault } from '@hdms/flows/core/vault.ts'
import { encodeIssue, encodeToken, TOKEN, tokenContract } from '@hdms/flows/token/contract.ts'
import { checkHistory, type Hop, MOST_BYTES, MOST_ENTRIES, MOST_HOPS, MOST_SIGNATURES } from '@hdms/flows/token/history.ts'
import { mintingOf, mintLock } from '@hdms/flows/token/minting.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { buildTransaction, type Draft } from '@hdms/shared/ledger/builder.ts'
import type { InputLeaf } from '@hdms/shared/ledger/components.ts'
import { CONTRACT_CODE } from '@hdms/shared/ledger/generated/contract-code.ts'
import { FOREVER, type Lock, makeLock } from '@hdms/shared/ledger/lock.ts'
import { encodeContractSignature, signContract } from '@hdms/shared/ledger/signatures.ts'
import {
  decodeTransaction,
  encodeTransaction,
  leafHash,
  type Transaction,
  tearOff,
  transactionId,
} from '@hdms/shared/ledger/transaction.ts'
import { encodeAnswer } from '@hdms/shared/notary/answer.ts'
import { memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'

const crypto = nativeCrypto()
const [issuerSeed, otherSeed] = [crypto.random(32), crypto.random(32)]
const [NOTARY, ANSWER] = [
  crypto.random(32),
  encodeAnswer({ header: new Uint8Array(148), signature: new Uint8Array(64), index: 0, path: [], preimages: [] }),
]
const none: Uint8Array = new Uint8Array(0)
let [issuer, other, key] = [none, none, none]
beforeAll(async () => {
  issuer = await crypto.publicKey(issuerSeed)
  other = await crypto.publicKey(otherSeed)
  key = await crypto.publicKey(crypto.random(32))
})

/** A contract beside the token's, which looks at what is attached. */
const beside: Contract = {
  name: 'beside/1',
  verify: (view) => {
    if (view.attachments.length !== 1 || view.attachments[0]?.[0] !== 7) violated('beside/1', 'the seven is not attached')
  },
}
let fixed: ReadonlyMap<string, string> | undefined
let answers = 0
let refused = new Set<string>()
beforeEach(() => {
  fixed = undefined
  answers = 0
  refused = new Set()
})
const services = {
  crypto,
  contracts: [tokenContract, beside],
  network: {
    notaryName: () => 'N',
    contracts: () => fixed,
    notary: () => ({
      verify: async (id: Uint8Array) => {
        answers++
        if (refused.has(hex(id))) throw Object.assign(new Error('answer'), { code: 'SIGNATURE_INVALID' })
      },
    }),
  },
} as unknown as CoreServices

interface Coin {
  readonly input: InputLeaf
  readonly amount: number
}
interface Made extends Hop {
  readonly id: string
  readonly coins: readonly Coin[]
}
const lockOf = (): Lock => makeLock([{ m: 1, keys: [key], notBefore: 0, notAfter: FOREVER, blind: crypto.random(16) }], crypto.random(32))
const dummy = ({ lock, nk }: Lock = lockOf()): InputLeaf => ({ ref: null, lock, nk })

async function transact(
  name: string,
  into: readonly Coin[],
  out: readonly number[],
  more: Partial<Draft> & { data?: Uint8Array; of?: Uint8Array; seeds?: readonly Uint8Array[] } = {},
): Promise<Made> {
  const { data = none, of = issuer, seeds = [], ...rest } = more
  const locks = out.map(lockOf)
  const tx = buildTransaction(
    {
      ...{ notary: NOTARY, parametersHash: NOTARY, from: 1, until: 11, submitter: key, signers: [] },
      inputs: into.map((c) => ({ input: c.input, contract: TOKEN })),
      outputs: out.map((amount, i) => ({
        output: { contract: TOKEN, state: encodeToken({ issuer: of, amount }) },
        owner: (locks[i] as Lock).owner,
      })),
      commands: [{ contract: TOKEN, name, data }],
      ...rest,
    },
    crypto.random,
  )
  const txId = transactionId(tx)
  const signatures = await Promise.all(seeds.map(async (seed) => encodeContractSignature(await signContract(crypto, seed, txId))))
  const coins = out.map((amount, index) => {
    const { lock, nk } = locks[index] as Lock
    return { input: { ref: { txId, index }, lock, nk }, amount }
  })
  return { id: hex(txId), transaction: encodeTransaction(tx), answer: ANSWER, signatures, coins }
}
async function issue(amount: number, more: Parameters<typeof transact>[3] & { roots?: Uint8Array[] } = {}): Promise<Made> {
  const { roots = [crypto.random(32)], ...rest } = more
  const minting = mintingOf(roots)
  const data = encodeIssue({ amount, part: 0, rule: crypto.random(32), ...minting, entry: crypto.random(32) })
  const inputs = [{ input: dummy(mintLock(minting, 0)), contract: '' }]
  return transact('Issue', [], [amount], { data, inputs, signers: [rest.of ?? issuer], seeds: [issuerSeed], ...rest })
}
const pay = (from: Made, out: readonly number[] = [from.coins[0]?.amount ?? 0], more: Parameters<typeof transact>[3] = {}): Promise<Made> =>
  transact('Pay', from.coins, out, more)
const spender = async (of: Made): Promise<Transaction> => decodeTransaction((await pay(of)).transaction)
/** What a payee says to a history of what is paid last. */
async function verdict(history: readonly Hop[], of: Made, tx?: Transaction): Promise<string> {
  try {
    await checkHistory(services, issuer, history, tx ?? (await spender(of)))
    return 'good'
  } catch (error) {
    const { code, data } = error as { code: string; data?: { why?: string } }
    return `${code}: ${data?.why ?? ''}`
  }
}
async function chain(first: Made, length: number): Promise<Made[]> {
  const hops = [first]
  for (let i = 0; i < length; i++) hops.push(await pay(hops.at(-1) as Made))
  return hops
}
const last = (hops: readonly Made[]): Made => hops.at(-1) as Made

describe('T11 tokens', () => {
  test(`T11 a token that was paid on ${MOST_HOPS} times is taken, one more is refused, and a renewal makes it young`, async () => {
    const eight = await chain(await issue(5), MOST_HOPS)
    expect(await verdict(eight, last(eight))).toBe('good')
    const nine = [...eight, await pay(last(eight))]
    expect(await verdict(nine, last(nine))).toMatch(/paid on more than 8 times/)
    const renewed = await transact('Renew', last(nine).coins, [5], { signers: [issuer], seeds: [issuerSeed] })
    expect(await verdict([renewed], renewed)).toBe('good')
  })
  test('T11 an issue that the issuer did not sign, that another signed, for more than was earned, or with a dummy of one’s own is refused', async () => {
    const unsigned = await issue(5, { seeds: [] })
    expect(await verdict([unsigned], unsigned)).toMatch(/SIGNATURE_INVALID/)
    const forged = await issue(5, { seeds: [otherSeed] })
    expect(await verdict([forged], forged)).toMatch(/SIGNATURE_INVALID/)
    const unnamed = await issue(5, { signers: [], seeds: [] })
    expect(await verdict([unnamed], unnamed)).toBe('CONTRACT_VIOLATED: the issuer must sign')
    const own = await issue(5, { inputs: [{ input: dummy(), contract: '' }] })
    expect(await verdict([own], own)).toBe('CONTRACT_VIOLATED: its dummy input is not that of its packets')
    const twice = await issue(5, { seeds: [issuerSeed, issuerSeed] })
    expect(await verdict([twice], twice)).toMatch(/SIGNATURE_INVALID/)
    const elsewhere = await issue(5, { of: other, signers: [other], seeds: [otherSeed] })
    expect(await verdict([elsewhere], elsewhere)).toBe('TX_MALFORMED: a token of another issuer')
  })
  test('T11 a payment that keeps no sum, anywhere in the chain, is refused; so is one whose contract nobody knows', async () => {
    const first = await issue(5)
    for (const out of [[6], [4], [3, 3], [5, 5]]) {
      const bad = await pay(first, out)
      expect(await verdict([first, bad], bad)).toMatch(/CONTRACT_VIOLATED: 5 go in/)
      const after = await pay(bad, out)
      expect(await verdict([first, bad, after], after)).toMatch(/CONTRACT_VIOLATED: 5 go in/)
    }
    const strange = await pay(first, [5], {
      commands: [
        { contract: TOKEN, name: 'Pay', data: none },
        { contract: 'strange/1', name: 'X', data: none },
      ],
    })
    expect(await verdict([first, strange], strange)).toBe('CONTRACT_VIOLATED: it is not installed here')
    const bare = await pay(first, [5], { commands: [{ contract: 'beside/1', name: 'X', data: none }], attachments: [Uint8Array.of(7)] })
    expect(await verdict([first, bare], bare)).toBe('CONTRACT_VIOLATED: it needs exactly one command')
  })
  test('T11 a hop whose answer does not verify, a hop left out, and a renewal without the issuer’s word are refused', async () => {
    const hops = await chain(await issue(5), 3)
    refused.add((hops[1] as Made).id)
    expect(await verdict(hops, last(hops))).toMatch(/SIGNATURE_INVALID/)
    refused.clear()
    for (let left = 0; left < hops.length - 1; left++)
      expect(
        await verdict(
          hops.filter((_, i) => i !== left),
          last(hops),
        ),
      ).toMatch(/not known here|out of order/)
    const old = await issue(5)
    const unsigned = await transact('Renew', old.coins, [50], { signers: [issuer] })
    expect(await verdict([unsigned], unsigned)).toMatch(/SIGNATURE_INVALID/)
    const otherwise = await transact('Renew', old.coins, [5], { of: other, signers: [issuer], seeds: [issuerSeed] })
    expect(await verdict([otherwise], otherwise)).toMatch(/makes something else/)
  })
})

describe('T8 a history has bounds, and they come first', () => {
  test('T8 too many transactions, signatures or bytes of any kind: refused before one signature is checked', async () => {
    const first = await issue(5)
    const many = (n: number): Hop[] => Array.from({ length: n }, () => first)
    expect(await verdict(many(MOST_ENTRIES + 1), first)).toMatch(/too long/)
    const signed: Hop = { ...first, signatures: Array.from({ length: MOST_SIGNATURES + 1 }, () => first.signatures[0] as Uint8Array) }
    expect(await verdict([signed], first)).toMatch(/signed by too many/)
    const large = new Uint8Array(MOST_BYTES)
    for (const hop of [
      { ...first, transaction: large },
      { ...first, answer: large },
      { ...first, signatures: [large] },
    ])
      expect(await verdict([hop], first)).toMatch(/too large/)
    expect(answers).toBe(0)
  })
  test('T8 a transaction twice, a child before its parent, a ring, and what has nothing to do with the payment are refused', async () => {
    const hops = await chain(await issue(5), 2)
    expect(await verdict([...hops, hops[0] as Made], last(hops))).toMatch(/twice/)
    expect(await verdict([hops[0], hops[2], hops[1]] as Made[], last(hops))).toMatch(/not known here|out of order/)
    // A ring cannot be made without breaking SHA-256; one that is claimed is a parent that is not there.
    const [ring] = [
      await transact(
        'Pay',
        [{ input: { ...(last(hops).coins[0] as Coin).input, ref: { txId: crypto.random(32), index: 0 } } as InputLeaf, amount: 5 }],
        [5],
      ),
    ]
    expect(await verdict([ring], ring)).toMatch(/not known here/)
    const stranger = await issue(9)
    expect(await verdict([...hops, stranger], last(hops))).toMatch(/nothing to do with the payment/)
    const cousin = await pay(stranger)
    expect(await verdict([stranger, ...hops, cousin], last(hops))).toMatch(/nothing to do with the payment/)
    expect(await verdict(hops, last(hops))).toBe('good')
  })
  test('T8 each transaction costs one answer and its own signatures, and no more: as many as its bounds say', async () => {
    const wide: Made[] = []
    for (let i = 0; i < 40; i++) wide.push(await issue(1))
    const joined = await transact(
      'Pay',
      wide.flatMap((w) => w.coins),
      [40],
    )
    expect(await verdict([...wide, joined], joined)).toBe('good')
    expect(answers).toBe(41)
  })
  test('T8 a peer that goes on offering and never commits is given up', () => {
    const next = windows()
    for (let i = 0; i < MOST_WINDOWS; i++) next()
    expect(next).toThrow(expect.objectContaining({ code: 'NOT_ALLOWED' }))
  })
})

describe('T7 the contracts of the network parameters', () => {
  const pinned = (change: Readonly<Record<string, string>> = {}) => new Map(Object.entries({ ...CONTRACT_CODE, ...change }))
  const verify = async (contracts: readonly Contract[], code?: Readonly<Record<string, string>>): Promise<string> => {
    const first = await issue(5)
    const tx = decodeTransaction(first.transaction)
    try {
      verifyContracts(
        inForce(contracts, fixed, code),
        tx,
        viewOf(tx, () => undefined),
      )
      return 'good'
    } catch (error) {
      return (error as { data: { why: string } }).data.why
    }
  }
  test('T7 a contract whose code here is another than the network’s is refused, in what is paid and in its history', async () => {
    const hops = await chain(await issue(5), 1)
    fixed = pinned()
    expect(await verdict(hops, last(hops))).toBe('good')
    fixed = pinned({ [TOKEN]: 'ab'.repeat(32) })
    expect(await verdict(hops, last(hops))).toBe('CONTRACT_VIOLATED: its code is not that of the network: update this node')
    const first = hops[0] as Made
    await expect(checkTransaction(services, first.transaction, first.signatures)).rejects.toThrow('code')
    fixed = pinned()
    expect(await verify([tokenContract], { ...CONTRACT_CODE, [TOKEN]: '00'.repeat(32) })).toMatch(/update this node/)
    expect(await verify([tokenContract])).toBe('good')
  })
  test('T7 another version is another contract: one that the network does not use, or that is not installed, is refused', async () => {
    fixed = new Map([...pinned()].filter(([name]) => name !== TOKEN))
    expect(await verify([tokenContract])).toBe('the network does not use it')
    fixed = pinned()
    expect(await verify([{ ...tokenContract, name: 'hdms.token/1' }])).toBe('it is not installed here')
    expect(await verify([])).toBe('it is not installed here')
    fixed = undefined
    expect(await verify([tokenContract])).toBe('good')
  })
  test('T7 Move is code too', async () => {
    const first = await issue(5)
    const target = crypto.random(32)
    const moved = await transact('Move', first.coins, [5], { movedTo: target, commands: [{ contract: MOVE, name: 'Move', data: target }] })
    fixed = pinned()
    expect(await verdict([first, moved], moved)).toBe('good')
    fixed = pinned({ [MOVE]: '00'.repeat(32) })
    expect(await verdict([first, moved], moved)).toMatch(/update this node/)
  })
})

describe('T5 an erased leaf', () => {
  const together = (from: Made): Promise<Made> =>
    pay(from, [5], {
      commands: [
        { contract: TOKEN, name: 'Pay', data: none },
        { contract: 'beside/1', name: 'Look', data: none },
      ],
      attachments: [Uint8Array.of(7, 7, 7)],
    })
  const torn = (made: Made, keep: Parameters<typeof tearOff>[1]): Made => ({
    ...made,
    transaction: encodeTransaction(tearOff(decodeTransaction(made.transaction), keep)),
  })

  test('T5 the transaction has the same id, its siblings prove, and the bytes are gone', async () => {
    const made = await together(await issue(5))
    const erased = torn(made, (group) => group !== 'attachments')
    const [before, after] = [decodeTransaction(made.transaction), decodeTransaction(erased.transaction)]
    expect(hex(transactionId(after))).toBe(made.id)
    for (const group of ['outputs', 'commands', 'owners'] as const)
      before.groups[group].forEach((leaf, i) => {
        expect(hex(leafHash(group, i, after.groups[group][i] ?? leaf))).toBe(hex(leafHash(group, i, leaf)))
      })
    expect(Buffer.from(erased.transaction).includes(Buffer.of(7, 7, 7))).toBe(false)
  })
  test('T5 tokens that went through it can be paid on: their own contract is verified, the one that needs the leaf is not', async () => {
    const first = await issue(5)
    const made = await together(first)
    const erased = torn(made, (group) => group !== 'attachments')
    const next = await pay(made)
    expect(await verdict([first, made, next], next)).toBe('good')
    expect(await verdict([first, erased, next], next)).toBe('good')
    // Who relies on the other contract refuses: it cannot be verified any more.
    const resolve = (input: InputLeaf) => {
      const { ref } = input
      const found = ref && hex(ref.txId) === first.id ? decodeTransaction(first.transaction) : undefined
      const [output, owner] = [found?.groups.outputs[0], found?.groups.owners[0]]
      if (!output || !owner || !('bytes' in output) || !('bytes' in owner)) return undefined
      return { output: { notary: NOTARY, contract: TOKEN, state: encodeToken({ issuer, amount: 5 }) }, owner: owner.bytes }
    }
    await expect(checkTransaction(services, made.transaction, [], [], resolve)).resolves.toBeDefined()
    await expect(checkTransaction(services, erased.transaction, [], [], resolve)).rejects.toThrow('hidden')
  })
  test('T5 what a contract relies on cannot be erased to get round it: not an output, an owner, an input, a command, nor types', async () => {
    const first = await issue(5)
    const bad = await pay(first, [6])
    for (const group of ['outputs', 'owners', 'inputs', 'commands', 'types'] as const) {
      const hidden = torn(bad, (g) => g !== group)
      expect(await verdict([first, hidden], bad)).toMatch(/hidden|not shown/)
    }
    const other = torn(bad, (group) => group !== 'attachments')
    expect(await verdict([first, other], bad)).toMatch(/5 go in and 6 come out/)
  })
  test('T5 the vault erases an attachment for good, and keeps the transaction, its answer and its states', async () => {
    const store = memoryNodeStore()
    const vault = new Vault()
    await vault.load(store)
    const made = await together(await issue(5))
    const rows: Parameters<Vault['record']>[0] = []
    vault.record(rows, { id: made.id, transaction: made.transaction, notary: 'N', signatures: [], dealing: 'd', recordedAt: 1 })
    vault.verified(rows, made.id, ANSWER)
    await store.commit(rows)
    expect(vault.eraseAttachments((a) => a[0] === 8)).toEqual([])
    const changes = vault.eraseAttachments((a) => a[0] === 7)
    expect(changes.map((c) => c.key)).toEqual([`v/tx/${made.id}`])
    await store.commit(changes)
    const again = new Vault()
    await again.load(store)
    for (const v of [vault, again]) {
      const row = v.get(made.id)
      expect(row).toMatchObject({ standing: 'verified', answer: ANSWER })
      expect(Buffer.from(row?.transaction ?? none).includes(Buffer.of(7, 7, 7))).toBe(false)
      expect(hex(transactionId(decodeTransaction(row?.transaction ?? none)))).toBe(made.id)
      expect(v.resolve((made.coins[0] as Coin).input)).toBeDefined()
    }
  })
})
