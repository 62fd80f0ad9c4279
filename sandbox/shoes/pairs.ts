/** Simulated pairs of shoes: some with a day already stored in them, one that is worn while the network runs. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { Peripheral } from '@hdms/device-sim/peripheral.ts'
import { ADULT, type Person } from '@hdms/device-sim/person.ts'
import { Random } from '@hdms/device-sim/random.ts'
import { type Flash, type MakerKey, newPair, Shoe, type ShoePair } from '@hdms/device-sim/shoe.ts'
import { type Scene, wear } from '@hdms/device-sim/wear.ts'
import { decodeValue, encodeValue } from '@hdms/flows/engine/codec.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import type { Side } from '@hdms/shared/device/packet.ts'
import type { Clock } from '@hdms/shared/time.ts'

const RATE = 100
const FIVE_YEARS = 5 * 365 * 86_400_000

export interface Pair {
  readonly shoes: ShoePair
  readonly radio: Readonly<Record<Side, Peripheral>>
}

const pairOf = (shoes: ShoePair, clock: Clock): Pair => {
  const radio = (side: Side): Peripheral => new Peripheral(shoes[side], () => clock.now())
  return { shoes, radio: { left: radio('left'), right: radio('right') } }
}

export async function newSandboxPair(crypto: CryptoProvider, clock: Clock, maker: MakerKey): Promise<Pair> {
  const shoes = await newPair(crypto, maker, { model: 'Sandbox One', algorithm: 'p256', rate: RATE, notAfter: clock.now() + FIVE_YEARS })
  return pairOf(shoes, clock)
}

interface Sample {
  readonly side: Side
  readonly at: number
  readonly counts: Int16Array
}

/** @param start µs since 1970 */
function worn(scenes: readonly Scene[], seed: number, person: Person, start: number): Sample[] {
  const samples: Sample[] = []
  wear({ person, scenes, random: new Random(seed), rate: RATE }, (side, t, counts) => {
    samples.push({ side, at: start + Math.round(t * 1e6), counts: counts.slice() })
  })
  return samples
}

/** Lets a pair be worn through scenes that end just now. @param seed chooses what is not given in the scenes */
export async function wearStored(pair: Pair, clock: Clock, scenes: readonly Scene[], seed: number, person: Person = ADULT): Promise<void> {
  const seconds = scenes.reduce((sum, s) => sum + s.seconds, 0)
  const start = Math.floor((clock.now() - seconds * 1000) / 60_000) * 60_000_000
  for (const { side, at, counts } of worn(scenes, seed, person, start)) await pair.shoes[side].sample(at, counts)
}

/** What the live shoes go through, again and again. */
const ROUND: readonly Scene[] = [
  { kind: 'walk', seconds: 300, speed: 1.35 },
  { kind: 'stand', seconds: 30 },
  { kind: 'walk', seconds: 240, speed: 1.1 },
  { kind: 'run', seconds: 120, speed: 2.6 },
  { kind: 'walk', seconds: 180, speed: 1.4 },
  { kind: 'sit', seconds: 120 },
]
/** Rounds that lie stored in them soon after somebody bound them. */
const STORED_ROUNDS = 2

/** A pair that is worn while the network runs. */
export interface LivePair {
  readonly pair: Pair
  /** Keeps what the shoes hold; before anybody hears of it, so that no chain is ever told in two ways. */
  save(): void
  stop(): void
}

/**
 * A pair that is worn from the moment on that it has an owner, as if it had been for a while already.
 * @param file where the shoes keep what they hold; the next start finds them as they were
 */
export async function livePair(crypto: CryptoProvider, clock: Clock, maker: MakerKey, file: string): Promise<LivePair> {
  const kept = existsSync(file) ? decodeValue<Record<Side, Flash>>(readFileSync(file)) : undefined
  const shoes = kept && { left: await Shoe.from(crypto, kept.left), right: await Shoe.from(crypto, kept.right) }
  const pair = shoes ? pairOf(shoes, clock) : await newSandboxPair(crypto, clock, maker)
  let saved = ''
  const save = (): void => {
    const { left, right } = pair.shoes
    const state = [left, right].map((s) => `${s.last}${s.isBound}`).join()
    if (state === saved) return
    writeFileSync(`${file}.new`, encodeValue({ left: left.flash(), right: right.flash() }))
    renameSync(`${file}.new`, file)
    saved = state
  }
  const length = ROUND.reduce((sum, s) => sum + s.seconds, 0) * 1e6
  let next = 0
  let waiting: Sample[] = []
  let round = 0
  const due = async (): Promise<void> => {
    if (!pair.shoes.left.isBound || !pair.shoes.right.isBound) return
    if (next === 0) next = Math.floor(clock.now() / 60_000) * 60_000_000 - (pair.shoes.left.last > 0 ? 0 : STORED_ROUNDS * length)
    for (;;) {
      if (waiting.length === 0) {
        waiting = worn(ROUND, ++round, ADULT, next)
        next += length
      }
      const now = clock.now() * 1000
      const later = waiting.findIndex((s) => s.at > now)
      const ready = waiting.splice(0, later < 0 ? waiting.length : later)
      for (const { side, at, counts } of ready) await pair.shoes[side].sample(at, counts)
      if (waiting.length > 0) return
    }
  }
  let stopped = false
  const loop = (): void => {
    if (!stopped) void due().then(() => clock.after(1_000, loop))
  }
  loop()
  return {
    pair,
    save,
    stop() {
      stopped = true
      save()
    },
  }
}
