/**
 * Hostile clients, in a process of their own: `hostile.ts '{"kind": …, "port": …, "path": …, "clients": 10, "seconds": 6}'`. Each client has an
 * address of this machine of its own; the first has the one that honest clients have too.
 */
import { request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { setPriority } from 'node:os'

export const KINDS = [
  'half-open requests',
  'slow bodies',
  'slow headers',
  'large bodies',
  'deep JSON',
  'header floods',
  'connection floods',
  'MLLP junk',
  'MLLP frames without an end',
  'MLLP large frames of nothing',
] as const
export type Kind = (typeof KINDS)[number]
export interface Attack {
  readonly kind: Kind
  readonly port: number
  /** Of a route that takes a body. */
  readonly path: string
  readonly clients: number
  readonly seconds: number
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const piece = Buffer.alloc(65_536, 0x41)

/** @returns runs until it is told to stop */
function client({ kind, port, path }: Attack, localAddress: string, stopped: () => boolean): Promise<void> {
  const sockets = new Set<Socket>()
  const open = (): Promise<Socket> =>
    new Promise((resolve) => {
      const socket = connect({ port, host: '127.0.0.1', localAddress })
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        resolve(socket)
      })
      socket.on('connect', () => resolve(socket))
    })
  const head = (length: number): string =>
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`
  const ask = (headers: Record<string, string>, body?: Buffer): Promise<void> =>
    new Promise((resolve) => {
      const length = body ? { 'content-length': String(body.length) } : {}
      const method = body ? 'POST' : 'GET'
      const sent = request(
        { host: '127.0.0.1', port, path, method, localAddress, agent: false, headers: { ...headers, ...length } },
        (reply) => {
          reply.resume().on('close', () => resolve())
        },
      )
      sent.on('error', () => resolve())
      sent.on('close', () => resolve())
      sent.end(body)
    })
  const pour = async (first: string): Promise<void> => {
    const socket = await open()
    socket.write(first)
    while (!stopped() && !socket.destroyed)
      if (!socket.write(piece)) await Promise.race([new Promise((r) => socket.once('drain', r)), sleep(200)])
    await sleep(20)
  }
  const trickle = async (first: string, more: string): Promise<void> => {
    while (sockets.size < 60 && !stopped()) (await open()).write(first)
    for (const socket of sockets) socket.write(more)
    await sleep(100)
  }
  const json = { 'content-type': 'application/json' }
  const deep = Buffer.from('['.repeat(15_000))
  const steps: Record<Kind, () => Promise<void>> = {
    'half-open requests': async () => {
      for (let i = 0; i < 100 && sockets.size < 2_000 && !stopped(); i++) (await open()).write(head(30_000_000))
      await sleep(50)
    },
    'slow bodies': () => trickle(head(10_000), 'x'),
    'slow headers': () => trickle('POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n', 'X: y\r\n'),
    'large bodies': async () => {
      await pour(head(33_000_000))
    },
    'deep JSON': async () => {
      await ask(json, deep)
      await sleep(20)
    },
    'header floods': async () => {
      await ask({ a: 'x'.repeat(15_000), b: 'x'.repeat(15_000) })
      await sleep(20)
    },
    'connection floods': async () => {
      for (let i = 0; i < 10; i++) (await open()).destroy()
      await sleep(50)
    },
    'MLLP junk': () => pour('junk'),
    'MLLP large frames of nothing': async () => {
      const socket = await open()
      socket.write('\x0bMSH|^~\\&|')
      for (let i = 0; i < 64 && !stopped() && !socket.destroyed; i++)
        if (!socket.write(piece)) await Promise.race([new Promise((r) => socket.once('drain', r)), sleep(500)])
      socket.write('\x1c\r')
      await sleep(500)
      socket.destroy()
    },
    'MLLP frames without an end': () => pour('\x0bMSH|^~\\&|'),
  }
  return (async () => {
    while (!stopped()) await steps[kind]()
    for (const socket of sockets) socket.destroy()
  })()
}

if (process.argv[2]) {
  const attacks = JSON.parse(process.argv[2]) as Attack[]
  let over = false
  // What they cost the service is looked at, not what they cost the machine.
  setPriority(19)
  setTimeout(
    () => {
      over = true
    },
    Math.max(...attacks.map(({ seconds }) => seconds)) * 1_000,
  )
  await Promise.all(
    attacks.flatMap((attack) => Array.from({ length: attack.clients }, (_, i) => client(attack, `127.0.0.${1 + i}`, () => over))),
  )
  process.exit(0)
}
