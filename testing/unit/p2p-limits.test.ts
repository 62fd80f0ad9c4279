/** What a stranger's sockets at a libp2p listener cost, before the library looks at them. */
import { connect, createServer, type Server, type Socket } from 'node:net'
import { Sockets } from '@hdms/platform/libp2p/limits.ts'
import { afterEach, expect, test } from 'vitest'

let server: Server
let sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets) socket.destroy()
  sockets = []
  server.close()
})

async function listening(most: number, ofAddress: number, handshake: number) {
  const guard = new Sockets(most, ofAddress, handshake)
  server = createServer((socket) => socket.on('error', () => {}))
  guard.watch(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const knock = async (from: string): Promise<Socket> => {
    const socket = connect({ port, host: '127.0.0.1', localAddress: from })
    sockets.push(socket)
    socket.on('error', () => {}).resume()
    await new Promise((resolve) => socket.once('connect', resolve))
    return socket
  }
  return { guard, knock }
}
const closed = (socket: Socket) => socket.closed || new Promise((resolve) => socket.once('close', () => resolve(true)))
const soon = () => new Promise((resolve) => setTimeout(resolve, 60))

test('no address has more than its share, nor all together more than there are; what ends makes room', { timeout: 5_000 }, async () => {
  const { knock } = await listening(5, 3, 60_000)
  const greedy = [await knock('127.0.0.2'), await knock('127.0.0.2'), await knock('127.0.0.2')]
  await closed(await knock('127.0.0.2'))
  const others = [await knock('127.0.0.3'), await knock('127.0.0.4')]
  await closed(await knock('127.0.0.5'))
  await soon()
  expect([...greedy, ...others].map((s) => s.closed)).toEqual([false, false, false, false, false])
  greedy[0]?.destroy()
  await soon()
  const next = await knock('127.0.0.2')
  await soon()
  expect(next.closed).toBe(false)
})

test('who does not come through in time is cut, whatever they sent; who did stays', { timeout: 5_000 }, async () => {
  const { guard, knock } = await listening(10, 10, 150)
  const [silent, talking, through] = [await knock('127.0.0.2'), await knock('127.0.0.2'), await knock('127.0.0.2')]
  talking.write('GET / HTTP/1.1\r\n')
  const remoteAddr = { toString: () => `/ip4/127.0.0.2/tcp/${through.localPort}/ws` } as never
  guard.passed({ remoteAddr })
  await Promise.all([closed(silent), closed(talking)])
  await soon()
  expect(through.closed).toBe(false)
})
