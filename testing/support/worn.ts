/** A stretch of a day in a pair of shoes, worn once and brought by as many shoes as are wanted. */
import { ADULT, type Person } from '@hdms/device-sim/person.ts'
import { Random } from '@hdms/device-sim/random.ts'
import { type MakerKey, newPair, type ShoePair } from '@hdms/device-sim/shoe.ts'
import { type Scene, wear } from '@hdms/device-sim/wear.ts'
import type { ActivityBook, Took } from '@hdms/flows/activity/book/book.ts'
import { hex } from '@hdms/shared/bytes.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import type { Side } from '@hdms/shared/device/packet.ts'

export const SIDES = ['left', 'right'] as const
const RATE = 100

/** Times in s since the beginning, counts of each sample. */
export type Worn = Readonly<Record<Side, readonly { readonly t: number; readonly counts: Int16Array }[]>>

export function wornOnce(scenes: readonly Scene[], seed = 1, person: Person = ADULT): Worn {
  const worn = { left: [] as { t: number; counts: Int16Array }[], right: [] as { t: number; counts: Int16Array }[] }
  wear({ person, scenes, random: new Random(seed), rate: RATE }, (side, t, counts) => void worn[side].push({ t, counts: counts.slice() }))
  return worn
}

export type Pair = ShoePair

export const pairOfShoes = (crypto: CryptoProvider, maker: MakerKey, notAfter: number): Promise<Pair> =>
  newPair(crypto, maker, { model: 'Sim One', algorithm: 'ed25519', rate: RATE, notAfter })

/** Lets shoes record what was worn. @param start ms since 1970 */
export async function walkIn(pair: Pair, worn: Worn, start: number): Promise<void> {
  for (const side of SIDES) for (const { t, counts } of worn[side]) await pair[side].sample(start * 1000 + Math.round(t * 1e6), counts)
}

export async function pairWith(crypto: CryptoProvider, book: ActivityBook, pair: Pair, owner: Uint8Array): Promise<void> {
  for (const side of SIDES) await book.bind(await pair[side].pair(crypto.random(32), owner))
}

/** Hands over everything that the book has not got. */
export async function bring(book: ActivityBook, pair: Pair): Promise<Took[]> {
  const took: Took[] = []
  for (const side of SIDES) {
    const serial = hex(pair[side].certificate.serial)
    const { packets, seals } = await pair[side].handOver(book.shoes.counterOf(serial))
    took.push(await book.take(serial, packets, seals))
  }
  return took
}
