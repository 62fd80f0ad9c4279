/**
 * Whoever tries to link what one person does (acceptance N25): the notary with its whole database, and the counterparties of different dealings with
 * all that they were shown. The linker joins observations that have any secret-sized value in common; it is first let loose on wallets that it must break.
 */
import { walletLock } from '@hdms/flows/core/vault.ts'
import { Notary } from '@hdms/notary/server/notary.ts'
import { uniquenessStore } from '@hdms/notary/server/store.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { H } from '@hdms/shared/crypto/hash.ts'
import { dummySerial, type Lock, makeLock, nullifierOf, serialOf } from '@hdms/shared/ledger/lock.ts'
import { memoryDisk, memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import { MINUTE } from '@hdms/shared/time.ts'
import { describe, expect, test } from 'vitest'
import { type Coin, spend } from '../support/ledger.ts'
import { SimClock } from '../support/sim-clock.ts'

const crypto = nativeCrypto()
const NOW = 29_450_000
const [PEOPLE, SPENDS] = [3, 4]
const LEAST = 16

type Wallet = (walletSeed: Uint8Array, index: Uint8Array) => Promise<{ lock: Lock; seed: Uint8Array }>
const honest: Wallet = (walletSeed, index) => walletLock(crypto, walletSeed, index)
/** Wallets with one secret a person, each in another place. */
const WEAK: Readonly<Record<string, Wallet>> = {
  'one spend key a person': async (walletSeed, index) => {
    const good = await honest(walletSeed, index)
    const seed = H('wallet-key', walletSeed)
    const [branch] = good.lock.branches
    const weak = { ...branch, keys: [await crypto.publicKey(seed)] } as Lock['branches'][number]
    return { lock: makeLock([weak], good.lock.nk), seed }
  },
  'one blind a person': async (walletSeed, index) => {
    const { lock, seed } = await honest(walletSeed, index)
    return {
      lock: makeLock([{ ...(lock.branches[0] as Lock['branches'][number]), blind: H('one', walletSeed).slice(0, 16) }], lock.nk),
      seed,
    }
  },
}

interface Observation {
  readonly who: number
  /** What is seen, as it is written. */
  readonly bytes: readonly Uint8Array[]
}

/** Who has each stretch of 16 bytes. */
function placesOf(seen: readonly Observation[], skip: (bytes: Uint8Array, at: number) => boolean): Map<string, Set<number>> {
  const places = new Map<string, Set<number>>()
  seen.forEach(({ bytes }, i) => {
    for (const one of bytes) {
      for (let at = 0; at + LEAST <= one.length; at++) {
        if (skip(one, at)) continue
        const value = hex(one.subarray(at, at + LEAST))
        places.set(value, (places.get(value) ?? new Set()).add(i))
      }
    }
  })
  return places
}

/** Joins observations that share 16 bytes which not everybody has any part of. @returns groups of observations, by number */
function link(seen: readonly Observation[]): number[][] {
  const all = placesOf(seen, () => false)
  const isCommon = (bytes: Uint8Array, at: number): boolean =>
    at >= 0 && at + LEAST <= bytes.length && all.get(hex(bytes.subarray(at, at + LEAST)))?.size === seen.length
  const common = new Map(
    seen.flatMap(({ bytes }) =>
      bytes.map((one) => {
        const mask = new Uint8Array(one.length)
        for (let at = 0; at + LEAST <= one.length; at++) if (isCommon(one, at)) mask.fill(1, at, at + LEAST)
        return [one, mask] as const
      }),
    ),
  )
  const places = placesOf(
    seen,
    (bytes, at) =>
      common
        .get(bytes)
        ?.subarray(at, at + LEAST)
        .includes(1) ?? false,
  )
  const group = seen.map((_, i) => i)
  const rootOf = (i: number): number => (group[i] === i ? i : rootOf(group[i] as number))
  for (const who of places.values()) {
    const [first, ...others] = [...who]
    for (const other of others) group[rootOf(other)] = rootOf(first as number)
  }
  const groups = new Map<number, number[]>()
  for (const i of seen.keys()) groups.set(rootOf(i), [...(groups.get(rootOf(i)) ?? []), i])
  return [...groups.values()].filter((g) => g.length > 1)
}

/** People spend at a real notary. @returns its whole database, by transaction, and what the counterparties of each were shown */
async function lives(wallet: Wallet): Promise<{ notary: Observation[]; counterparties: Observation[] }> {
  const disk = memoryDisk()
  const parametersHash = crypto.random(32)
  const parameters = () => ({ current: parametersHash, replaced: [] })
  const store = memoryNodeStore(disk)
  const notary = await Notary.start({
    crypto,
    clock: new SimClock(NOW * MINUTE),
    store: uniquenessStore(store),
    seed: crypto.random(32),
    parameters,
  })
  const whose = new Map<string, number>()
  const counterparties: Observation[] = []
  for (let who = 0; who < PEOPLE; who++) {
    const walletSeed = crypto.random(32)
    for (let n = 0; n < SPENDS; n++) {
      const { lock, seed } = await wallet(walletSeed, crypto.random(16))
      const serial = n % 2 === 0 ? serialOf(lock.nk, crypto.random(32), 0) : dummySerial(lock.nk)
      const coin: Coin = { lock, seeds: [seed], serial, nullifier: nullifierOf(lock.lock, serial) }
      const s = await spend(crypto, { notary: notary.id, parametersHash, from: NOW - 1, until: NOW + 10, inputs: [coin] })
      expect('answer' in (await notary.notarise(s.visible, s.privateRoot, s.witnesses))).toBe(true)
      whose.set(hex(s.id), who)
      // The owner before, lock and nullifier key at the spend, the branch when the lock lies open.
      counterparties.push({
        who,
        bytes: [lock.owner, lock.lock, lock.nk, ...lock.branches.flatMap((b) => [...b.keys, b.blind]), coin.nullifier],
      })
    }
  }
  const rows = new Map<number, Uint8Array[]>()
  const ids = [...whose.keys()]
  for (const [key, value] of await store.range('', '\uffff')) {
    const about = ids.findIndex((id) => key.includes(id) || Buffer.from(value).includes(Buffer.from(id, 'hex')))
    if (about >= 0 && (key.startsWith('1/') || key.startsWith('2/'))) rows.set(about, [...(rows.get(about) ?? []), value])
  }
  expect(rows.size).toBe(PEOPLE * SPENDS)
  return { notary: [...rows].map(([i, bytes]) => ({ who: whose.get(ids[i] as string) as number, bytes })), counterparties }
}

describe('N25 linking', () => {
  test.each(Object.entries(WEAK))('N25 control: with %s the linker finds every person', async (_name, wallet) => {
    for (const seen of Object.values(await lives(wallet))) {
      const groups = link(seen)
      expect(groups.map((g) => g.length)).toEqual(Array.from({ length: PEOPLE }, () => SPENDS))
      for (const g of groups) expect(new Set(g.map((i) => seen[i]?.who)).size).toBe(1)
    }
  })
  test('N25 control: with one nullifier key a person, those who are shown two spends link them', async () => {
    const { counterparties } = await lives(async (walletSeed, index) => {
      const { lock, seed } = await honest(walletSeed, index)
      return { lock: makeLock(lock.branches, H('wallet-nk', walletSeed)), seed }
    })
    expect(link(counterparties).map((g) => g.length)).toEqual(Array.from({ length: PEOPLE }, () => SPENDS))
  })
  test('N25 two states of one person share no key, blind, lock or nullifier key: neither the notary’s database nor all counterparties together link any', async () => {
    const { notary, counterparties } = await lives(honest)
    expect(link(notary)).toEqual([])
    expect(link(counterparties)).toEqual([])
  })
})
