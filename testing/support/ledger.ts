/** Small real transactions for tests of the notary. */
import { compare } from '@hdms/shared/bytes.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { type Branch, dummySerial, FOREVER, type Lock, makeLock, nullifierOf, serialOf } from '@hdms/shared/ledger/lock.ts'
import { encodeWitness, signSpend, type Witness } from '@hdms/shared/ledger/signatures.ts'
import { encodeVisible, idOf, type Visible } from '@hdms/shared/ledger/transaction.ts'

export interface Coin {
  readonly lock: Lock
  readonly seeds: readonly Uint8Array[]
  readonly serial: Uint8Array
  readonly nullifier: Uint8Array
}

export async function coin(crypto: CryptoProvider, branches?: (keys: Uint8Array[]) => Branch[]): Promise<Coin> {
  const seeds = [crypto.random(32), crypto.random(32), crypto.random(32)]
  const pairs = (await Promise.all(seeds.map(async (seed) => ({ seed, key: await crypto.publicKey(seed) })))).sort((a, b) =>
    compare(a.key, b.key),
  )
  const make = branches ?? ((keys) => [{ m: 1, keys: keys.slice(0, 1), notBefore: 0, notAfter: FOREVER, blind: crypto.random(16) }])
  const lock = makeLock(make(pairs.map((p) => p.key)), crypto.random(32))
  const serial = serialOf(lock.nk, crypto.random(32), 0)
  return { lock, seeds: pairs.map((p) => p.seed), serial, nullifier: nullifierOf(lock.lock, serial) }
}

export async function dummyCoin(crypto: CryptoProvider): Promise<Coin> {
  const made = await coin(crypto)
  const serial = dummySerial(made.lock.nk)
  return { ...made, serial, nullifier: nullifierOf(made.lock.lock, serial) }
}

export interface Spend {
  readonly visible: Uint8Array
  readonly privateRoot: Uint8Array
  readonly id: Uint8Array
  readonly witnesses: readonly Uint8Array[]
}

export interface SpendOptions {
  readonly notary: Uint8Array
  readonly parametersHash: Uint8Array
  readonly from: number
  readonly until: number
  readonly inputs: readonly Coin[]
  readonly references?: readonly Coin[]
  /** Which seeds sign which branch; the first seed in the first branch by default. */
  readonly sign?: (coin: Coin) => { readonly seeds: readonly Uint8Array[]; readonly branch: number; readonly preimage?: Uint8Array }
  readonly change?: (witness: Witness) => Witness
}

export async function spend(crypto: CryptoProvider, o: SpendOptions): Promise<Spend> {
  const inputs = [...o.inputs].sort((a, b) => compare(a.nullifier, b.nullifier))
  const v: Visible = {
    notary: o.notary,
    parametersHash: o.parametersHash,
    from: o.from,
    until: o.until,
    nullifiers: inputs.map((c) => c.nullifier),
    references: (o.references ?? []).map((c) => c.nullifier).sort(compare),
  }
  const visible = encodeVisible(v)
  const privateRoot = crypto.random(32)
  const id = idOf(visible, privateRoot)
  const witnesses = await Promise.all(
    inputs.map(async (c) => {
      const { seeds, branch, preimage } = o.sign?.(c) ?? { seeds: c.seeds.slice(0, 1), branch: 0 }
      const witness = await signSpend(crypto, seeds, c.lock, branch, id, c.nullifier, c.serial, preimage)
      return encodeWitness(o.change?.(witness) ?? witness)
    }),
  )
  return { visible, privateRoot, id, witnesses }
}
