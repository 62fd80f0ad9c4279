/** Private counts: the sum is right, who cheats is left out, and a server's whole memory fits a yes as well as a no. */
import { CountServer, isGood, noiseOf, pointOf, SHARE_BYTES, shareAnswer, shownCount, totalOf } from '@hdms/shared/crypto/private-count.ts'
import { describe, expect, test } from 'vitest'
import { seeded } from '../support/random.ts'

const random = seeded(21)
const draw = (n: number): Uint8Array => random.bytes(n)
const P = (1n << 61n) - 1n
const mod = (n: bigint): bigint => ((n % P) + P) % P
const read = (bytes: Uint8Array): bigint[] =>
  Array.from({ length: 8 }, (_, i) => new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(8 * i))
function write(v: readonly bigint[]): Uint8Array {
  const bytes = new Uint8Array(64)
  for (const [i, n] of v.entries()) new DataView(bytes.buffer).setBigUint64(8 * i, mod(n))
  return bytes
}

/** Both servers' whole dealing. */
function count(answers: readonly (readonly [Uint8Array, Uint8Array])[]) {
  const servers = [new CountServer(0), new CountServer(1)] as const
  for (const [i, [one, two]] of answers.entries()) {
    servers[0].take(`n${i}`, one)
    servers[1].take(`n${i}`, two)
  }
  const r = pointOf([draw(32), draw(32)])
  const good = servers[0].names.filter((name) => {
    const [one, two] = [servers[0].opening(name, r), servers[1].opening(name, r)]
    return isGood([servers[0].rest(name, r, two), servers[1].rest(name, r, one)])
  })
  return { total: totalOf([servers[0].sum(good), servers[1].sum(good)]), good, servers, r }
}

describe('a private count', () => {
  test('is how many said yes, of a thousand', () => {
    const answers = Array.from({ length: 1000 }, () => random.chance(0.3))
    expect(count(answers.map((a) => shareAnswer(a, draw))).total).toBe(answers.filter(Boolean).length)
    expect(count([]).total).toBe(0)
  })
  test('an answer that counts a thousand, or takes five away, is left out, whatever proof it brings; the others stay', () => {
    const honest = [true, false, true].map((a) => shareAnswer(a, draw))
    for (const b of [1000n, -5n, 2n, P / 2n]) {
      // The cheat makes the best proof there is: true values of f, g, h at 0 and 2, and a true triple.
      const [f0, g0, a, c] = [7n, 11n, 13n, 17n]
      const [f2, g2] = [2n * b - f0, 2n * (b - 1n) - g0]
      for (const e of [a * c, a * c + b * (b - 1n), a * c - b * (b - 1n), 0n]) {
        const secret = [b, f0, g0, f0 * g0, f2 * g2, a, c, e]
        const first = secret.map(() => mod(BigInt(random.int(2 ** 31)) * 1_000_003n))
        const cheat = [write(first), write(secret.map((n, i) => n - (first[i] as bigint)))] as const
        const { total, good } = count([...honest, cheat])
        expect(good).toEqual(['n0', 'n1', 'n2'])
        expect(total).toBe(2)
      }
    }
  })
  test('a share that was changed, or given twice, or is none', () => {
    const [one, two] = shareAnswer(true, draw)
    for (let i = 0; i < SHARE_BYTES; i += 5) {
      const wrong = one.slice()
      wrong[i] = (wrong[i] as number) ^ 1
      const servers = new CountServer(0)
      try {
        servers.take('x', wrong)
      } catch (error) {
        expect(error).toMatchObject({ code: 'WIRE_MALFORMED' })
        continue
      }
      expect(count([[wrong, two]]).good).toEqual([])
    }
    const server = new CountServer(0)
    server.take('x', one)
    expect(() => server.take('x', one)).toThrow(expect.objectContaining({ code: 'NOT_ALLOWED' }))
    expect(() => server.take('y', one.slice(1))).toThrow(expect.objectContaining({ code: 'WIRE_MALFORMED' }))
    expect(() => server.take('y', new Uint8Array(64).fill(255))).toThrow(expect.objectContaining({ code: 'WIRE_MALFORMED' }))
  })
})

describe('what a researcher sees', () => {
  test('has noise as wide as epsilon says, around nothing, drawn anew for each sum', () => {
    const many = Array.from({ length: 8000 }, () => Number(noiseOf(draw, 0.5)))
    const mean = many.reduce((a, b) => a + b, 0) / many.length
    const variance = many.reduce((a, b) => a + (b - mean) ** 2, 0) / many.length
    // 2 q / (1 - q)^2 with q = exp(-epsilon).
    const q = Math.exp(-0.5)
    expect(Math.abs(mean)).toBeLessThan(0.15)
    expect(variance / ((2 * q) / (1 - q) ** 2)).toBeGreaterThan(0.9)
    expect(variance / ((2 * q) / (1 - q) ** 2)).toBeLessThan(1.1)
  })
  test('is in tens, and below ten nothing more', () => {
    expect([-3, 0, 9, 10, 14, 15, 104, 996].map(shownCount)).toEqual(['<10', '<10', '<10', '10', '10', '20', '100', '1000'])
  })
  test('a sum with noise that goes below nothing is still a count', () => {
    expect(totalOf([0n, mod(-4n)])).toBe(-4)
  })
})

describe('the attacker has everything that one server ever held or heard', () => {
  test.each([true, false])('it fits the other answer to the last bit (yes: %s)', (yes) => {
    for (let n = 0; n < 50; n++) {
      const [mine, theirs] = shareAnswer(yes, draw)
      const { servers, r } = count([[mine, theirs]])
      const [me, other] = servers
      const heard = { opening: other.opening('n0', r), rest: other.rest('n0', r, me.opening('n0', r)) }
      // Another world, in which the person said the opposite: the same memory here, and the other server says the same words.
      const own = read(mine)
      const sent = { d: mod(me.opening('n0', r).d + heard.opening.d), m: mod(me.opening('n0', r).m + heard.opening.m) }
      const b = yes ? 0n : 1n
      const [f0, g0] = [mod(BigInt(random.int(2 ** 31)) ** 2n), mod(BigInt(random.int(2 ** 31)) ** 2n)]
      const [f, g] = [mod(f0 * (1n - r) + b * r), mod(g0 * (1n - r) + (b - 1n) * r)]
      const [a, c] = [mod(r * f - sent.d), mod(g - sent.m)]
      const secret = [b, f0, g0, f0 * g0, (2n * b - f0) * (2n * (b - 1n) - g0), a, c, a * c]
      const opposite = new CountServer(1)
      opposite.take('n0', write(secret.map((s, i) => s - (own[i] as bigint))))
      expect(opposite.opening('n0', r)).toEqual(heard.opening)
      expect(opposite.rest('n0', r, me.opening('n0', r))).toBe(heard.rest)
      expect(totalOf([me.sum(['n0']), opposite.sum(['n0'])])).toBe(yes ? 0 : 1)
    }
  })
  test('a share alone is spread over the whole field, whatever the answer', () => {
    for (const yes of [true, false])
      for (const side of [0, 1] as const) {
        const firsts = Array.from({ length: 4000 }, () => Number(read(shareAnswer(yes, draw)[side])[0] as bigint) / Number(P))
        const bins = Array.from({ length: 10 }, (_, i) => firsts.filter((x) => Math.floor(x * 10) === i).length)
        for (const bin of bins) expect(Math.abs(bin - 400)).toBeLessThan(100)
      }
  })
})
