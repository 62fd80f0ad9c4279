/** A maker, its shoes, and a person's intake of them. */
import { certify, type SecureElement, Shoe, secureElement } from '@hdms/device-sim/shoe.ts'
import { bind, type Makers, ShoeIntake } from '@hdms/flows/activity/intake.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import type { Side } from '@hdms/shared/device/packet.ts'
import type { ShoeAlgorithm, ShoeCertificate } from '@hdms/shared/device/shoe.ts'

export const crypto: CryptoProvider = nativeCrypto()
/** 1 May 2026, noon, ms. */
export const NOON: number = Date.UTC(2026, 4, 1, 12)

export interface Bench {
  readonly makerSeed: Uint8Array
  readonly maker: { revoked: boolean }
  readonly makers: Makers
  now: number
}

export async function makerOfShoes(): Promise<Bench> {
  const makerSeed = crypto.random(32)
  const key = await crypto.publicKey(makerSeed)
  const maker = { revoked: false }
  return { makerSeed, maker, makers: (name) => (name === 'O=Sole,C=KR' ? { key, revoked: maker.revoked } : undefined), now: NOON }
}

export async function newShoe(
  b: Bench,
  side: Side,
  algorithm: ShoeAlgorithm = 'ed25519',
  maker = 'O=Sole,C=KR',
): Promise<{ element: SecureElement; certificate: ShoeCertificate; shoe: Shoe }> {
  const element = await secureElement(crypto, algorithm)
  const certificate = await certify(crypto, { name: maker, seed: b.makerSeed }, element, 'Sole One', b.now + 5 * 365 * 86_400_000)
  return { element, certificate, shoe: new Shoe(crypto, side, element, certificate, 100) }
}

export async function paired(b: Bench, shoe: Shoe, owner: Uint8Array): Promise<ShoeIntake> {
  const bound = await bind(crypto, b.makers, b.now, await shoe.pair(crypto.random(32), owner))
  return new ShoeIntake(crypto, b.makers, () => b.now, bound)
}

/** Lets a shoe record so many seconds of lying still, from `start` ms on. */
export async function record(shoe: Shoe, start: number, seconds: number, value = 0): Promise<void> {
  const counts = new Int16Array(12)
  counts[2] = 2048 + value
  for (let i = 0; i < seconds * 100; i++) await shoe.sample(start * 1000 + i * 10_000, counts)
}
