/** The room of an MLLP frame: what came is what is in it, wherever blocks begin, and nothing is left of it for the next. */
import { Room } from '@hdms/node/institutional/his/hl7/room.ts'
import { expect, test } from 'vitest'
import { seeded } from '../support/random.ts'

const FIRST = 16 << 10
const BLOCK = 256 << 10

test('holds what came, however it was cut, also where a block ends', () => {
  const random = seeded(7)
  for (const size of [0, 1, FIRST - 1, FIRST, FIRST + 1, FIRST + BLOCK, FIRST + BLOCK + 1, FIRST + 3 * BLOCK + 77]) {
    const all = Buffer.from(random.bytes(size))
    const room = new Room()
    for (let at = 0; at < size; ) {
      const to = Math.min(size, at + 1 + random.int(100_000))
      room.add(all, at, to)
      at = to
    }
    expect([room.size, room.last, Buffer.from(room.bytes()).equals(all)]).toEqual([size, all[size - 1], true])
    room.dropLast()
    expect([room.size, room.last]).toEqual([Math.max(0, size - 1), all[size - 2]])
  }
})

test('what is let go is used again, and holds nothing of the frame before', () => {
  const one = new Room()
  const secret = Buffer.alloc(FIRST + BLOCK, 0x53)
  one.add(secret, 0, secret.length)
  expect(one.held).toBe(FIRST + BLOCK)
  one.clear()
  expect([one.held, one.size, one.bytes().length]).toEqual([FIRST, 0, 0])
  const before = process.memoryUsage().arrayBuffers
  for (let i = 0; i < 200; i++) {
    const room = i % 2 === 0 ? one : new Room()
    room.add(secret, 0, FIRST + 1)
    // Of the block one byte was written.
    expect((room as unknown as { blocks: Buffer[] }).blocks[0]?.subarray(1).every((byte) => byte === 0)).toBe(true)
    room.clear()
  }
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(200 * FIRST)
})
