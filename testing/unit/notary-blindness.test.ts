/**
 * N25: who has the notary's whole database links states to transactions, and transactions to people, no better than chance. The same linker is
 * shown ledgers with a flaw, where it must succeed: else it would prove nothing.
 */
import { walletLock } from '@hdms/flows/core/vault.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { buildTransaction } from '@hdms/shared/ledger/builder.ts'
import { type InputLeaf, inputNullifier, inputSerial } from '@hdms/shared/ledger/components.ts'
import { encodeWitness, signSpend } from '@hdms/shared/ledger/signatures.ts'
import { privateRoot, transactionId } from '@hdms/shared/ledger/transaction.ts'
import { describe, expect, test } from 'vitest'
import { START, TestNotary } from '../support/notary.ts'
import { seeded } from '../support/random.ts'

const crypto = nativeCrypto()
const [PEOPLE, STATES] = [12, 4]

interface Made {
  readonly person: number
  /** Of the transaction that created what this one spends; nothing for the creation itself. */
  readonly spends?: string
  readonly id: string
}
interface Flaw {
  /** One spend key for all states of a person. */
  readonly oneKey?: boolean
}

/** People who each make states and spend them, in a drawn order, and what the notary keeps of it. */
async function ledgerOf(seed: number, flaw: Flaw = {}): Promise<{ made: Made[]; rows: Map<string, Uint8Array> }> {
  const random = seeded(seed)
  const notary = await TestNotary.start({ crypto })
  const signer = await crypto.publicKey(crypto.random(32))
  const people = Array.from({ length: PEOPLE }, (_, person) => ({ person, seed: crypto.random(32), same: crypto.random(16) }))
  const made: Made[] = []
  const commit = async (
    person: number,
    who: (typeof people)[0],
    ref: { txId: Uint8Array; index: number } | null,
    index: Uint8Array,
    next?: Uint8Array,
  ) => {
    const own = await walletLock(crypto, who.seed, index)
    const input: InputLeaf = { ref, lock: own.lock.lock, nk: own.lock.nk }
    const owner = next && (await walletLock(crypto, who.seed, next)).lock.owner
    const tx = buildTransaction(
      {
        ...{ notary: notary.notary.id, parametersHash: notary.parametersHash, from: START - 1, until: START + 10 },
        inputs: [{ input, contract: ref ? 'hdms.thing/1' : '' }],
        outputs: owner ? [{ output: { contract: 'hdms.thing/1', state: crypto.random(40) }, owner }] : [],
        commands: [{ contract: 'hdms.thing/1', name: 'Do', data: new Uint8Array(0) }],
        ...{ signers: [signer], submitter: signer },
      },
      crypto.random,
    )
    const id = transactionId(tx)
    const witness = await signSpend(crypto, [own.seed], own.lock, 0, id, inputNullifier(input), inputSerial(input))
    await notary.put({ visible: tx.visible, privateRoot: privateRoot(tx), id, witnesses: [encodeWitness(witness)] })
    made.push({ person, id: hex(id), ...(ref ? { spends: hex(ref.txId) } : {}) })
    return { txId: id, index: 0 }
  }
  const drawn = (who: (typeof people)[0]) => (flaw.oneKey ? who.same : crypto.random(16))
  const tasks = people.flatMap((who) => Array.from({ length: STATES }, () => who))
  const waiting: (() => Promise<unknown>)[] = []
  for (const who of shuffled(tasks, random)) {
    const at = drawn(who)
    const state = await commit(who.person, who, null, crypto.random(16), at)
    waiting.push(() => commit(who.person, who, state, at))
  }
  for (const spend of shuffled(waiting, random)) await spend()
  return { made, rows: notary.disk.rows }
}

function shuffled<T>(items: readonly T[], random: { int(n: number): number }): T[] {
  const left = [...items]
  return items.map(() => left.splice(random.int(left.length), 1)[0] as T)
}

/** Everything that the database holds of each transaction, as pieces of 8 bytes at any place. */
function piecesOf(rows: Map<string, Uint8Array>, ids: readonly string[]): Map<string, Set<string>> {
  const spentBy = [...rows].filter(([key]) => key.startsWith('1/'))
  return new Map(
    ids.map((id) => {
      const own = [rows.get(`2/${id}`) as Uint8Array]
      const names = [id, ...spentBy.filter(([, by]) => hex(by) === id).map(([key]) => key.slice(2))]
      const pieces = new Set<string>()
      for (const text of [...own.map(hex), ...names]) for (let i = 0; i + 16 <= text.length; i += 2) pieces.add(text.slice(i, i + 16))
      return [id, pieces]
    }),
  )
}

/** Pairs that share a piece that hardly any other transaction has; those that share most first. */
function linked(rows: Map<string, Uint8Array>, ids: readonly string[]): (a: string, b: string) => number {
  const pieces = piecesOf(rows, ids)
  const often = new Map<string, number>()
  for (const set of pieces.values()) for (const p of set) often.set(p, (often.get(p) ?? 0) + 1)
  return (a, b) => {
    const [x, y] = [pieces.get(a) as Set<string>, pieces.get(b) as Set<string>]
    let shared = 0
    for (const p of x) if (y.has(p) && (often.get(p) as number) <= 2 * STATES + 2) shared++
    return shared
  }
}

/** How often the best guess is right: for each spend, which creation it spends, and which other transaction is of the same person. */
function score({ made, rows }: Awaited<ReturnType<typeof ledgerOf>>, seed: number): { state: number; person: number } {
  const random = seeded(seed)
  const likeness = linked(
    rows,
    made.map((m) => m.id),
  )
  const creations = made.filter((m) => m.spends === undefined)
  const spends = made.filter((m) => m.spends !== undefined)
  const best = (of: Made, among: readonly Made[]): Made => {
    const most = Math.max(...among.map((m) => likeness(of.id, m.id)))
    const ties = among.filter((m) => likeness(of.id, m.id) === most)
    return ties[random.int(ties.length)] as Made
  }
  const states = spends.filter((s) => best(s, creations).id === s.spends).length
  const persons = spends.filter(
    (s) =>
      best(
        s,
        spends.filter((o) => o !== s),
      ).person === s.person,
  ).length
  return { state: states / spends.length, person: persons / spends.length }
}

/** Three deviations above guessing, over this many guesses. */
const bound = (chance: number, guesses: number): number => chance + 3 * Math.sqrt((chance * (1 - chance)) / guesses)

describe('N25 the whole database of the notary', () => {
  const ALL = PEOPLE * STATES

  test('N25 links neither states to the transactions that made them nor transactions to people', async () => {
    const { state, person } = score(await ledgerOf(1), 11)
    expect(state).toBeLessThanOrEqual(bound(1 / ALL, ALL))
    expect(person).toBeLessThanOrEqual(bound((STATES - 1) / (ALL - 1), ALL))
  })

  test('N25 positive control: the same linker finds people who use one spend key for all their states', async () => {
    const { person } = score(await ledgerOf(2, { oneKey: true }), 12)
    expect(person).toBeGreaterThan(0.9)
  })

  test('N25 positive control: a notary that was shown the input would link each spend to what it spends', async () => {
    const ledger = await ledgerOf(3)
    // As if V named the creating transaction, which it would in a ledger without nullifiers.
    for (const { id, spends } of ledger.made)
      if (spends) {
        const row = ledger.rows.get(`2/${id}`) as Uint8Array
        ledger.rows.set(`2/${id}`, new Uint8Array([...row, ...Buffer.from(spends, 'hex')]))
      }
    expect(score(ledger, 13).state).toBe(1)
  })

  test('N25 the rows hold no key that a person is known by, and not who asked', async () => {
    const { rows } = await ledgerOf(4)
    const kinds = new Set([...rows.keys()].map((key) => key.slice(0, 2)))
    expect([...kinds].sort()).toEqual(['1/', '2/', '3/', '4/'])
  })
})
