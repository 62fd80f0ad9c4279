/** A phone that cannot be dialled is reached through the relay, by members only, also after the relay was restarted. */
import { connect } from 'node:net'
import { P2P_LIMITS } from '@hdms/platform/libp2p/limits.ts'
import { libp2pRelay, type Relay } from '@hdms/platform/libp2p/relay.ts'
import { type Libp2pTransport, libp2pTransport } from '@hdms/platform/libp2p/transport.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { utf8 } from '@hdms/shared/bytes.ts'
import { silent } from '@hdms/shared/logging.ts'
import { type VerifiedNodeInfo, verifyNodeInfo } from '@hdms/shared/network/node-info.ts'
import { systemClock } from '@hdms/shared/time.ts'
import { webSockets } from '@libp2p/websockets'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestMember, TestRoot } from '../support/members.ts'
import { failureOf, until } from '../support/network.ts'

const crypto = nativeCrypto()
/** Any key of a WebSocket's beginning. */
const UPGRADE = 'dGhlIHNhbXBsZSBub25jZQ=='
const WS = '/ip4/127.0.0.1/tcp/0/ws'
let root: TestRoot
let relay: Relay
const relaySeed = crypto.random(32)
const open: { stop(): Promise<void> }[] = []
beforeAll(async () => {
  root = await TestRoot.make(crypto, Date.now())
  relay = await libp2pRelay({ crypto, seed: relaySeed, transports: [webSockets()], listen: [WS] })
})
afterAll(async () => {
  for (const one of open) await one.stop()
  await relay.stop()
})

interface Side {
  readonly transport: Libp2pTransport
  readonly received: Uint8Array[]
  info(): Promise<VerifiedNodeInfo>
}

/** A node's line: of a phone, which only dials and uses the relay, or of an institution, which listens. */
async function side(member: TestMember, phone = false): Promise<Side> {
  const received: Uint8Array[] = []
  const signed = { bytes: await member.info([]) }
  const transport = await libp2pTransport({
    crypto,
    clock: systemClock,
    logger: silent,
    seed: phone ? crypto.random(32) : member.transportSeed,
    transports: [webSockets()],
    listen: phone ? [] : [WS],
    ...(phone ? { relay: async () => relay.multiaddrs[0] } : {}),
    rules: () => root.rules(),
    nodeInfo: () => signed.bytes,
    accept: async (envelope) => {
      received.push(envelope)
      return utf8('thanks')
    },
  })
  open.push(transport)
  const sign = async () => {
    signed.bytes = await member.info(transport.multiaddrs)
  }
  const info = async (): Promise<VerifiedNodeInfo> => {
    await sign()
    return verifyNodeInfo(crypto, signed.bytes, root.rules())
  }
  await sign()
  return { transport, received, info }
}
const person = () => root.member({ commonName: '00112233445566778899aabb', organisation: 'Health In My Storage', country: 'KR' }, 'person')
const hospital = (organisation = 'Test Hospital') => root.member({ organisation, country: 'KR' }, 'institution')
const relayed = async (s: Side) => {
  await until(async () => s.transport.multiaddrs.some((a) => a.includes('/p2p-circuit')))
  return s.info()
}

test('an institution reaches a phone through the relay; the relay knows it by a name for this start only', async () => {
  const member = await person()
  const phone = await side(member, true)
  const clinic = await side(await hospital())
  expect(new TextDecoder().decode(await clinic.transport.send(await relayed(phone), utf8('sealed')))).toBe('thanks')
  expect(phone.received.map((b) => new TextDecoder().decode(b))).toEqual(['sealed'])
  // Another start, another libp2p identity.
  const names = (s: Side) => s.transport.multiaddrs.map((a) => /\/p2p\/([A-Za-z0-9]+)$/.exec(a)?.[1])
  const again = await side(member, true)
  expect(names(again)[0]).not.toBe(names(phone)[0])
})

test('the relay is restarted: the phone finds it again and is reached again', async () => {
  const phone = await side(await person(), true)
  const clinic = await side(await hospital())
  await clinic.transport.send(await relayed(phone), utf8('one'))
  const [address = ''] = relay.multiaddrs
  await relay.stop()
  await until(async () => !phone.transport.multiaddrs.some((a) => a.includes('/p2p-circuit')))
  relay = await libp2pRelay({ crypto, seed: relaySeed, transports: [webSockets()], listen: [address.replace(/\/p2p\/.*/, '')] })
  await clinic.transport.send(await relayed(phone), utf8('two'))
  expect(phone.received).toHaveLength(2)
})

test.each([
  ['nothing', ''],
  ['half a request', 'GET / HTTP/1.1\r\nHost: x\r\n'],
  // As a browser would begin; the handshake of libp2p never follows.
  [
    'a request and no more',
    `GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${UPGRADE}\r\n\r\n`,
  ],
])(
  'a stranger’s connections that send %s are bounded: those of one address keep nobody else out, and make room when they end',
  async (_what, begun) => {
    const clinic = await side(await hospital())
    const there = await clinic.info()
    const port = Number(/tcp\/(\d+)/.exec(there.multiaddrs[0] ?? '')?.[1])
    const knocking = (from: string, count: number) =>
      Array.from({ length: count }, () => {
        const socket = connect({ port, host: '127.0.0.1', localAddress: from })
        socket.on('error', () => {}).resume()
        socket.write(begun)
        return socket
      })
    const sockets = knocking('127.0.0.2', P2P_LIMITS.ofAddress + 40)
    try {
      await until(async () => sockets.filter((s) => s.closed).length === 40)
      const peer = await side(await hospital('Other Hospital'))
      expect(new TextDecoder().decode(await peer.transport.send(there, utf8('sealed')))).toBe('thanks')
      // Who does not finish the handshake is closed, and not when they agree to it.
      const since = performance.now()
      await until(async () => sockets.every((s) => s.closed))
      expect(performance.now() - since).toBeLessThan(P2P_LIMITS.handshake + 10_000)
      sockets.push(...knocking('127.0.0.2', 2))
      await new Promise((resolve) => setTimeout(resolve, 500))
      expect(sockets.slice(-2).map((s) => s.closed)).toEqual([false, false])
    } finally {
      for (const socket of sockets) socket.destroy()
    }
  },
)

test('a stranger under another root, and a member under a borrowed node info, get no stream', async () => {
  const phone = await side(await person(), true)
  const there = await relayed(phone)
  const elsewhere = await TestRoot.make(crypto, Date.now())
  const stranger = await side(await elsewhere.member({ organisation: 'Evil Hospital', country: 'KR' }, 'institution'))
  expect((await failureOf(stranger.transport.send(there, utf8('x')))).code).toBe('SERVICE_UNAVAILABLE')
  // A node info that was overheard names other identities than the thief's connection has.
  const overheard = await (await hospital('Good Hospital')).info(['/ip4/127.0.0.1/tcp/9/ws'])
  const thief = await side({ ...(await hospital('Other Hospital')), info: async () => overheard })
  expect((await failureOf(thief.transport.send(there, utf8('x')))).code).toBe('SERVICE_UNAVAILABLE')
  expect(phone.received).toEqual([])
})
