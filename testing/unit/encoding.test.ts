/** What an encoder writes comes back as it was, or it is refused: nothing is cut to its field. */
import { concat, decodeAll, fromHex, hex, Reader, utf8, Writer } from '@hdms/shared/bytes.ts'
import { portableCrypto } from '@hdms/shared/crypto/portable.ts'
import { encodeCommand } from '@hdms/shared/device/gatt.ts'
import { encodeSeal } from '@hdms/shared/device/packet.ts'
import { decodeShoeCertificate } from '@hdms/shared/device/shoe.ts'
import { documentLeafHash, encodePath, flatten } from '@hdms/shared/documents/leaves.ts'
import { saltsBelow } from '@hdms/shared/documents/salts.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { encodeInput, encodeType } from '@hdms/shared/ledger/components.ts'
import { encodeBranch, makeLock, serialOf } from '@hdms/shared/ledger/lock.ts'
import { encodeVisible, leafHash } from '@hdms/shared/ledger/transaction.ts'
import { decode, encode, hdms } from '@hdms/shared/messages/wire.ts'
import { encodeStatement } from '@hdms/shared/notary/answer.ts'
import { describe, expect, test } from 'vitest'

const b = (n: number, fill = 7): Uint8Array => new Uint8Array(n).fill(fill)
function codeOf(work: () => unknown): string {
  try {
    work()
    return 'taken'
  } catch (error) {
    return asHdmsError(error).code
  }
}
const ODD = [-1, 0.5, 1.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2 ** 53, 2 ** 64]

describe('T15 the binary form', () => {
  const widths = [
    ['u8', 2 ** 8],
    ['u16', 2 ** 16],
    ['u32', 2 ** 32],
    ['u64', 2 ** 53],
  ] as const
  test.each(widths)('T15 %s takes whole numbers of its width and no others', (name, end) => {
    for (const good of [0, 1, 127, 128, 255, end / 2, end - 2, end - 1].filter((n) => n < end))
      expect(new Reader(new Writer()[name](good).bytes(), 'x')[name]()).toBe(good)
    for (const odd of [...ODD, end, end + 1, end + 5, end * 2])
      expect([odd, codeOf(() => new Writer()[name](odd))]).toEqual([odd, 'INPUT_INVALID'])
  })

  test('T15 a list, a length or bytes that do not fit are refused', () => {
    const one = (w: Writer, n: number): void => void w.u8(n)
    const zeros = (n: number): number[] => Array.from({ length: n }, () => 0)
    expect(new Reader(new Writer().list(zeros(65_535), one).bytes(), 'x').list((r) => r.u8())).toHaveLength(65_535)
    for (const n of [65_536, 65_539, 131_072]) expect([n, codeOf(() => new Writer().list(zeros(n), one))]).toEqual([n, 'INPUT_INVALID'])
    expect(codeOf(() => new Writer().short(b(65_536)))).toBe('INPUT_INVALID')
    expect(codeOf(() => new Writer().text('가'.repeat(21_846)))).toBe('INPUT_INVALID')
    for (const n of [0, 16, 31, 33, 64]) expect([n, codeOf(() => new Writer().raw(b(n)))]).toEqual([n, 'INPUT_INVALID'])
    expect(codeOf(() => new Writer().raw(b(32), 16))).toBe('INPUT_INVALID')
  })

  test('T15 half of a character is no text', () => {
    for (const text of ['\ud800', 'a\udc00b', '\udc00\ud800']) {
      expect(codeOf(() => new Writer().text(text))).toBe('INPUT_INVALID')
      expect(codeOf(() => flatten({ t: 'string', value: text }, []))).toBe('INPUT_INVALID')
    }
    expect(new Reader(new Writer().text('\u{1f642}').bytes(), 'x').text()).toBe('\u{1f642}')
  })

  test('T15 a count that what is left cannot hold is refused before its items are made', () => {
    let made = 0
    const item = (r: Reader): number => {
      made++
      return r.u8()
    }
    expect(codeOf(() => new Reader(fromHex('ffff0102'), 'x').list(item))).toBe('WIRE_MALFORMED')
    expect(made).toBe(0)
    expect(codeOf(() => new Reader(fromHex('0020000000000000'), 'x').u64())).toBe('WIRE_MALFORMED')
    expect(codeOf(() => new Reader(fromHex('ffffffffffffffff'), 'x').u64())).toBe('WIRE_MALFORMED')
  })
})

describe('T15 what is built of it', () => {
  const nk = b(32)
  const key = b(32)
  test('T15 the ledger: indices, bounds, hashes of a wrong length', () => {
    for (const index of [-1, 65_536, 1.5]) {
      expect(codeOf(() => encodeType({ kind: 'output', index, contract: 'x' }))).toBe('INPUT_INVALID')
      expect(codeOf(() => encodeInput({ ref: { txId: key, index }, lock: key, nk }))).toBe('INPUT_INVALID')
      expect(codeOf(() => serialOf(nk, key, index))).toBe('INPUT_INVALID')
      expect(codeOf(() => leafHash('outputs', index, { nonce: key, bytes: b(3) }))).toBe('INPUT_INVALID')
    }
    const branch = { m: 1, keys: [key], notBefore: 0, notAfter: 5, blind: b(16) }
    for (const bad of [
      { notAfter: 2 ** 32 },
      { notBefore: -1 },
      { notAfter: Number.NaN },
      { m: 257 },
      { blind: b(15) },
      { keys: [b(31)] },
      { hash: b(33) },
    ])
      expect([bad, codeOf(() => encodeBranch({ ...branch, ...bad }))]).toEqual([bad, 'INPUT_INVALID'])
    expect(codeOf(() => makeLock([branch], nk))).toBe('taken')
    const v = { notary: key, parametersHash: key, from: 1, until: 2, nullifiers: [key], references: [] }
    for (const bad of [
      { until: 2 ** 32 + 2 },
      { from: 0.5 },
      { notary: b(31) },
      { nullifiers: [b(64)] },
      { references: Array.from({ length: 65_536 }, () => key) },
    ])
      expect(codeOf(() => encodeVisible({ ...v, ...bad }))).toBe('INPUT_INVALID')
  })

  test('T15 a notary signs over a nonce of 32 bytes and no other, so that no statement can be read as another', () => {
    const statement = { kind: 'absent', id: key } as const
    // With a nonce of this length the whole would read as a conflict over an id that the asker chose.
    for (const n of [0, 31, 33, 32 + 8 + 1 + 32 + 2 + 65 - 41])
      expect([n, codeOf(() => encodeStatement(key, b(n), 5, statement))]).toEqual([n, 'INPUT_INVALID'])
    expect(encodeStatement(key, b(32), 5, statement)).toHaveLength(32 + 32 + 8 + 1 + 32)
  })

  test('T15 documents: paths deeper than a byte can say, indices, types that there are not, depths', () => {
    expect(codeOf(() => encodePath(Array.from({ length: 256 }, () => 'a')))).toBe('INPUT_INVALID')
    for (const index of [-1, 1.5, 2 ** 32]) expect(codeOf(() => encodePath([index]))).toBe('INPUT_INVALID')
    expect(codeOf(() => encodePath([b(9)]))).toBe('INPUT_INVALID')
    expect(codeOf(() => documentLeafHash(key, { path: b(1), type: 'none' as 'null', value: b(0) }))).toBe('INPUT_INVALID')
    for (const depth of [-1, 0.5, Number.NaN, 23, 64]) expect(codeOf(() => saltsBelow(key, depth))).toBe('INPUT_INVALID')
    expect(saltsBelow(key, 3)).toHaveLength(8)
  })

  test('T15 shoes: counters and lengths; an algorithm that there is not is no other', () => {
    const seal = { boot: b(16), counter: 1, head: key, owner: key, binding: 1, signature: b(64) }
    for (const bad of [{ counter: -1 }, { counter: 2 ** 53 }, { binding: 2 ** 32 }, { boot: b(15) }, { owner: b(33) }])
      expect(codeOf(() => encodeSeal({ ...seal, ...bad }))).toBe('INPUT_INVALID')
    expect(codeOf(() => encodeCommand({ kind: 'send', after: 1, most: 65_536 }))).toBe('INPUT_INVALID')
    expect(codeOf(() => encodeCommand({ kind: 'clock', now: Number.NaN }))).toBe('INPUT_INVALID')
    const certificate = new Writer().text('m').text('n').raw(b(16), 16).u8(2).short(key).u64(1).raw(b(64), 64).bytes()
    expect(codeOf(() => decodeShoeCertificate(certificate))).toBe('WIRE_MALFORMED')
  })

  test('T15 a padded body of any length comes back', () => {
    expect(decodeAll(new Writer().long(b(70_000)).bytes(), 'x', (r) => r.long())).toHaveLength(70_000)
  })
})

describe('T15 protobuf', () => {
  test('T15 numbers that a field cannot say are not sent', () => {
    for (const odd of [...ODD, 2 ** 32, 2 ** 32 + 5]) {
      expect([odd, codeOf(() => encode(hdms.BroadcastList, { items: [{ number: odd, content: b(1), expires: 1 }] }))]).toEqual([
        odd,
        'INPUT_INVALID',
      ])
    }
    for (const odd of ODD)
      expect([odd, codeOf(() => encode(hdms.Broadcast, { number: 1, content: b(1), expires: odd }))]).toEqual([odd, 'INPUT_INVALID'])
    expect(codeOf(() => encode(hdms.LogProof, { index: 0.5 }))).toBe('INPUT_INVALID')
    const max = { number: 2 ** 32 - 1, content: b(1), expires: 2 ** 53 - 1 }
    expect(decode(hdms.Broadcast, encode(hdms.Broadcast, max), 'b')).toMatchObject({ number: max.number, expires: max.expires })
  })

  test('T15 and not taken: a time that is NaN has never passed', () => {
    const field3 = (n: number): Uint8Array => {
      const bytes = new Uint8Array(9)
      bytes[0] = (3 << 3) | 1
      new DataView(bytes.buffer).setFloat64(1, n, true)
      return bytes
    }
    expect(decode(hdms.Broadcast, field3(5), 'b').expires).toBe(5)
    for (const odd of ODD) expect([odd, codeOf(() => decode(hdms.Broadcast, field3(odd), 'b'))]).toEqual([odd, 'WIRE_MALFORMED'])
    // The number of a broadcast as 2^32 + 5, and as five in ten bytes.
    for (const varint of ['8580808010', '858080808000', '85808080808080808001']) {
      expect(codeOf(() => decode(hdms.Broadcast, fromHex(`08${varint}`), 'b'))).toBe('WIRE_MALFORMED')
    }
    expect(decode(hdms.Broadcast, fromHex('08ffffffff0f'), 'b').number).toBe(2 ** 32 - 1)
  })

  test('T15 text is UTF-8 in both directions', () => {
    expect(codeOf(() => encode(hdms.Refusal, { code: '\ud800', data: '{}' }))).toBe('INPUT_INVALID')
    expect(codeOf(() => decode(hdms.Refusal, concat(fromHex('0a02'), fromHex('c328')), 'r'))).toBe('WIRE_MALFORMED')
    expect(decode(hdms.Refusal, concat(fromHex('0a03'), utf8('한')), 'r').code).toBe('한')
  })
})

test('T15 the portable provider is asked for as many random bytes as there can be', () => {
  for (const n of [-1, 1.5, Number.NaN]) expect(codeOf(() => portableCrypto().random(n))).toBe('BUG')
  expect(hex(portableCrypto(b).random(2))).toBe('0707')
})
