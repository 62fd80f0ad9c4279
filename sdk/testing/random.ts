/** Seeded randomness (splitmix64 over the seed) for tests and simulations. Never for keys that matter. */
export interface SeededRandom {
  /** In [0, 1). */
  next(): number
  int(below: number): number
  chance(probability: number): boolean
  bytes(length: number): Uint8Array
  pick<T>(items: readonly T[]): T
}

export function seeded(seed: number): SeededRandom {
  let state = BigInt(seed) * 0x9e3779b97f4a7c15n + 0x1234567n
  const raw = (): bigint => {
    state = (state + 0x9e3779b97f4a7c15n) & 0xffffffffffffffffn
    let z = state
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & 0xffffffffffffffffn
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & 0xffffffffffffffffn
    return z ^ (z >> 31n)
  }
  const next = () => Number(raw() >> 11n) / 2 ** 53
  return {
    next,
    int: (below) => Math.floor(next() * below),
    chance: (probability) => next() < probability,
    bytes(length) {
      const out = new Uint8Array(length)
      for (let i = 0; i < length; i += 8) {
        let v = raw()
        for (let j = i; j < Math.min(i + 8, length); j++, v >>= 8n) out[j] = Number(v & 255n)
      }
      return out
    },
    pick: (items) => items[Math.floor(next() * items.length)] as never,
  }
}
