/** The MLLP listener against who is no HIS: junk, web pages, floods, and messages that never end. */
import { connect, type Socket } from 'node:net'
import { FrameReader, framed } from '@hdms/node/institutional/his/hl7/frames.ts'
import { LINES, Lines } from '@hdms/node/institutional/his/hl7/lines.ts'
import { type MllpServer, mllpServer } from '@hdms/node/institutional/his/hl7/mllp.ts'
import { fromUtf8, utf8 } from '@hdms/shared/bytes.ts'
import { silent } from '@hdms/shared/logging.ts'
import { afterEach, describe, expect, test } from 'vitest'

let server: MllpServer | undefined
let sockets: Socket[] = []
afterEach(async () => {
  for (const socket of sockets) socket.destroy()
  sockets = []
  await server?.close()
  server = undefined
})

async function start(reply = utf8('ACK')) {
  const taken: string[] = []
  server = await mllpServer({ host: '127.0.0.1', port: 0 }, silent, async (message) => {
    taken.push(fromUtf8(message))
    return reply
  })
  const { port } = server
  const open = (from = '127.0.0.1'): Promise<{ socket: Socket; closed: Promise<string> }> =>
    new Promise((resolve) => {
      const socket = connect({ port, host: '127.0.0.1', localAddress: from })
      sockets.push(socket)
      let came = ''
      socket.on('data', (bytes) => {
        came += bytes.toString()
      })
      socket.on('error', () => {})
      const closed = new Promise<string>((done) => socket.on('close', () => done(came)))
      socket.on('connect', () => resolve({ socket, closed }))
    })
  const answered = (socket: Socket): Promise<string> => new Promise((resolve) => socket.once('data', (bytes) => resolve(bytes.toString())))
  return { taken, open, answered }
}
const MESSAGE = 'MSH|^~\\&|HIS|H|HDMS|H|20260101000000||ADT^A40^ADT_A39|C1|P|2.5.1'

describe('the first bytes decide', () => {
  test.each([
    ['a request of a web page with a frame in its body', `POST / HTTP/1.1\r\nHost: x\r\n\r\n\x0b${MESSAGE}\x1c\r`],
    ['a request that begins with blanks', `\r\n \r\nGET / HTTP/1.1\r\n\x0b${MESSAGE}\x1c\r`],
    ['a frame, then something else, then a frame', `\x0bMSH|first\x1c\r\nPOST / HTTP/1.1\r\n\x0b${MESSAGE}\x1c\r`],
    ['a form of a web page', `--boundary\r\nContent-Disposition: form-data; name="\x0b${MESSAGE}\x1c\r"`],
    ['a TLS client', '\x16\x03\x01\x02\x00\x01\x00'],
    ['something like a header', `MSHX${MESSAGE}\x1c\r`],
    ['frames that never end', '\x0bMSH|'.repeat(200)],
    ['half a byte order mark', `\xef\xbbMSH|\x1c\r`],
    ['blanks and nothing else', ' '.repeat(2_000)],
  ])('%s: the connection is closed, and nothing after it is taken', async (_what, text) => {
    const { taken, open } = await start()
    const { socket, closed } = await open()
    socket.write(Buffer.from(text, 'latin1'))
    await closed
    expect(taken.filter((message) => message !== 'MSH|first')).toEqual([])
  })

  test('frames without an end are passed over a hundred times, and no more', () => {
    const taken = (lost: number): string[] =>
      new FrameReader(1_000)
        .push(utf8(`${'\x0bMSH|'.repeat(lost)}\x0bMSH|good\x1c\r`))
        .flatMap((f) => ('message' in f ? [fromUtf8(f.message)] : f.broken === 'it is no HL7 message' ? [f.broken] : []))
    expect(taken(100)).toEqual(['MSH|good'])
    expect(taken(101)).toEqual(['it is no HL7 message'])
  })

  test('a header that comes byte by byte, without 0x0B and after a byte order mark, is one', () => {
    const reader = new FrameReader(1_000)
    const frames = [...utf8('\r\n\ufeffMSH|1\x1c\r\nMSH|2\x1c')].flatMap((byte) => reader.push(Uint8Array.of(byte)))
    expect(frames.map((f) => ('message' in f ? fromUtf8(f.message) : f.broken))).toEqual(['\ufeffMSH|1', 'MSH|2'])
    expect(reader.open).toBe(false)
  })
})

describe('work', () => {
  /** CPU seconds that a reader takes over so many MiB. */
  const cost = (mib: number, first: string, piece: Uint8Array): number => {
    const reader = new FrameReader(64 << 20)
    const before = process.cpuUsage()
    reader.push(utf8(first))
    for (let i = 0; i < (mib << 20) / piece.length; i++) reader.push(piece)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1e6
  }

  test.each([
    ['junk', '', new Uint8Array(65_536).fill(0x41)],
    ['one long message', '\x0bMSH|', new Uint8Array(65_536).fill(0x41)],
    ['one long message in small pieces', '\x0bMSH|', new Uint8Array(64).fill(0x41)],
    ['beginnings without ends', '\x0bMSH|', new Uint8Array(65_536).fill(0x0b)],
    ['ends without beginnings', '\x0bMSH|', new Uint8Array(65_536).fill(0x1c)],
  ])('grows with what comes and no faster: %s', (_what, first, piece) => {
    cost(1, first, piece)
    const [small, large] = [cost(4, first, piece), cost(16, first, piece)]
    // Four times as much takes four times as long; quadratic would be sixteen times. Small absolute times are noise.
    expect(large).toBeLessThan(Math.max(8 * small, 1))
  })

  test('a message of 20 MiB in small pieces holds no more than twice its bytes', () => {
    const reader = new FrameReader(64 << 20)
    reader.push(utf8('\x0bMSH|'))
    for (let i = 0; i < 20 * 1024; i++) reader.push(new Uint8Array(1024).fill(0x41))
    expect([reader.open, reader.held <= 40 << 20]).toEqual([true, true])
  })
})

describe('connections', () => {
  test('an address that opens more than it may loses those that never said anything; one that did keeps its own', async () => {
    const { open, answered } = await start()
    const his = await open()
    his.socket.write(framed(utf8(MESSAGE)))
    expect(await answered(his.socket)).toContain('ACK')
    const flood = []
    for (let i = 0; i < LINES.ofAddress + 20; i++) flood.push(await open())
    await flood[0]?.closed
    const other = await open('127.0.0.9')
    for (const { socket } of [his, other, flood.at(-1) as (typeof flood)[number]]) {
      socket.write(framed(utf8(MESSAGE)))
      expect(await answered(socket)).toContain('ACK')
    }
  })

  test('messages that never end are cut when they are slow, or hold too much together: of the address that holds most', () => {
    let now = 0
    const cut: string[] = []
    const lines = new Lines(silent, () => now)
    const line = (name: string, address: string, held: number) => {
      const socket = {
        ...{ remoteAddress: address, bytesRead: 0, writableLength: 0, isPaused: () => false },
        ...{ on: () => {}, destroy: () => void cut.push(name) },
      }
      const opened = lines.open(socket as never, { open: true, held })
      lines.heard(opened, 1)
      return { socket, opened }
    }
    const quick = line('quick', '10.0.0.1', 1 << 20)
    line('slow', '10.0.0.1', 1 << 20)
    now = LINES.grace + 2_000
    quick.socket.bytesRead = 10 << 20
    lines.sweep()
    expect(cut).toEqual(['slow'])
    for (let i = 0; i < 3; i++) line(`greedy ${i}`, '10.0.0.2', 40 << 20)
    expect(cut).toEqual(['slow', 'greedy 0'])
    lines.close()
  })

  test('who does not read its answers is not read from either', async () => {
    const { taken, open } = await start(new Uint8Array(4 << 20))
    const { socket } = await open()
    socket.pause()
    const many = Buffer.concat(Array.from({ length: 200 }, () => framed(utf8(MESSAGE))))
    socket.write(many)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(taken.length).toBeGreaterThan(0)
    expect(taken.length).toBeLessThan(20)
  })
})
