/** What is minted once, at a real notary: a stranger comes first and is refused, the second minting is a conflict (acceptance N35). */
import { mintingOf, mintLock, mintSeed, sellLock } from '@hdms/flows/token/minting.ts'
import { Notary } from '@hdms/notary/server/notary.ts'
import { uniquenessStore } from '@hdms/notary/server/store.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { dummySerial, type Lock, makeLock, nullifierOf } from '@hdms/shared/ledger/lock.ts'
import { memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import { MINUTE } from '@hdms/shared/time.ts'
import { beforeEach, expect, test } from 'vitest'
import { type Coin, spend } from '../support/ledger.ts'
import { SimClock } from '../support/sim-clock.ts'

const crypto = nativeCrypto()
const NOW = 29_450_000
const parametersHash = crypto.random(32)
let notary: Notary

beforeEach(async () => {
  const parameters = () => ({ current: parametersHash, replaced: [] })
  const store = uniquenessStore(memoryNodeStore())
  notary = await Notary.start({ crypto, clock: new SimClock(NOW * MINUTE), store, seed: crypto.random(32), parameters })
})

const dummy = (lock: Lock, seed: Uint8Array): Coin => {
  const serial = dummySerial(lock.nk)
  return { lock, seeds: [seed], serial, nullifier: nullifierOf(lock.lock, serial) }
}
async function mint(coin: Coin): Promise<string> {
  const s = await spend(crypto, { notary: notary.id, parametersHash, from: NOW - 1, until: NOW + 10, inputs: [coin] })
  try {
    return 'answer' in (await notary.notarise(s.visible, s.privateRoot, s.witnesses)) ? 'committed' : 'conflict'
  } catch (error) {
    const { code, data } = error as { code: string; data: { why: string } }
    return `${code}: ${data.why}`
  }
}

const issuer = crypto.random(32)
const roots = [crypto.random(32), crypto.random(32)]
/** Whoever knows the number of an invoice, or a token that was issued before, computes the lock; the seed is what they lack. */
const MINTED = [
  ['an invoice', async () => sellLock(await crypto.publicKey(issuer), new Uint8Array(32).fill(1)), issuer],
  ['a claim', async () => mintLock(mintingOf(roots), 0), mintSeed(roots, 0)],
  ['an appeal', async () => mintLock(mintingOf(roots), 1), mintSeed(roots, 1)],
] as const

test.each(MINTED)('N35 %s: a stranger cannot spend its nullifier, its owner can, once', async (_what, lockOf, seed) => {
  const lock = await lockOf()
  const stranger = crypto.random(32)
  expect(await mint(dummy(lock, stranger))).toBe('TX_WITNESS: a signer is not in the branch')
  const [branch] = lock.branches
  const own = makeLock([{ ...branch, keys: [await crypto.publicKey(stranger)] } as Lock['branches'][number]], lock.nk)
  const [theirs, right] = [dummy(own, stranger), dummy(lock, seed)]
  // Under a key of one's own it is another nullifier, and burns nothing.
  expect(hex(theirs.nullifier)).not.toBe(hex(right.nullifier))
  expect(await mint({ ...theirs, nullifier: right.nullifier })).toBe('TX_WITNESS: the branch does not belong to the nullifier')
  expect(await mint(theirs)).toBe('committed')
  expect(await mint(right)).toBe('committed')
  expect(await mint(right)).toBe('conflict')
})
