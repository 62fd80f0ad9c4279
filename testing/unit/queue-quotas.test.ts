/** What one member and one address can make the message queue keep. */
import { Broadcasts } from '@hdms/message-queue/server/broadcasts.ts'
import { queueHttp } from '@hdms/message-queue/server/http.ts'
import { Mailboxes } from '@hdms/message-queue/server/mailboxes.ts'
import { PushRegistrations } from '@hdms/message-queue/server/push.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { silent } from '@hdms/shared/logging.ts'
import { decode, encode, hdms } from '@hdms/shared/messages/wire.ts'
import { memberToken } from '@hdms/shared/network/member-token.ts'
import { memoryDisk, memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import { MINUTE } from '@hdms/shared/time.ts'
import { describe, expect, test } from 'vitest'
import { TestRoot } from '../support/members.ts'
import { SimClock } from '../support/sim-clock.ts'

const crypto = nativeCrypto()
const MIB = 1 << 20

async function setUp() {
  const clock = new SimClock()
  const root = await TestRoot.make(crypto, clock.now())
  const store = memoryNodeStore(memoryDisk())
  const sender = { wake: async () => {}, join: async () => {}, wakeAll: async () => {}, close: async () => {} }
  const app = queueHttp({
    ...{ crypto, clock, logger: silent, rules: () => root.rules(), spend: async () => {}, broadcaster: () => 'O=Search,C=KR' },
    mailboxes: new Mailboxes(crypto, clock, store),
    broadcasts: new Broadcasts(clock, store),
    push: new PushRegistrations(memoryNodeStore(memoryDisk()), sender, silent),
    http: async () => ({ status: 200, headers: {}, body: utf8('reply') }),
    relayedTo: () => 'http://service',
    relayPerMinute: 5,
  })
  const member = async (organisation: string) => (await root.member({ organisation, country: 'KR' }, 'institution')).key
  const post = async (path: string, body: Uint8Array, key?: Awaited<ReturnType<typeof member>>, from = '10.0.0.1') => {
    const authorization = key ? { authorization: await memberToken(crypto, key, path, body, clock.now()) } : {}
    const headers = { 'content-type': 'application/octet-stream', ...authorization }
    return app.inject({ method: 'POST', url: path, headers, payload: Buffer.from(body), remoteAddress: from })
  }
  /** @returns the code of the refusal, or ok */
  const mailbox = async (request: hdms.MailboxRequest.$Properties, key?: Awaited<ReturnType<typeof member>>, from?: string) => {
    const reply = await post('/v1/mailbox', encode(hdms.MailboxRequest, request), key, from)
    if (reply.statusCode !== 200) return (reply.json() as { code: string }).code
    return decode(hdms.MailboxReply, new Uint8Array(reply.rawPayload), 'reply').refusal?.code ?? 'ok'
  }
  const create = (key?: Awaited<ReturnType<typeof member>>, id = crypto.random(16)) =>
    mailbox({ create: { id, key: crypto.random(32), pushHandle: new Uint8Array(0) } }, key)
  return { clock, member, post, mailbox, create }
}

describe('mailboxes', () => {
  test('are made by members alone, and two hundred a day', async () => {
    const { clock, member, create } = await setUp()
    const [one, other] = [await member('One'), await member('Other')]
    expect(await create()).toBe('NOT_ALLOWED')
    const made = []
    for (let i = 0; i < 202; i++) made.push(await create(one))
    expect(made.filter((code) => code === 'ok')).toHaveLength(200)
    expect(made.at(-1)).toBe('QUOTA')
    expect(await create(other)).toBe('ok')
    clock.jump(8 * MINUTE)
    expect([await create(one), await create(one)]).toEqual(['ok', 'QUOTA'])
  }, 60_000)

  test('one address fills not all of one; another address, and the owner, find it open', async () => {
    const { member, create, mailbox } = await setUp()
    const id = crypto.random(16)
    expect(await create(await member('One'), id)).toBe('ok')
    const bring = (from: string) => mailbox({ append: { id, message: new Uint8Array(8 * MIB), ttl: 60 } }, undefined, from)
    const brought = []
    for (let i = 0; i < 7; i++) brought.push(await bring('10.0.0.1'))
    expect(brought).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'QUOTA'])
    expect(await bring('10.0.0.2')).toBe('ok')
  })
})

describe('members', () => {
  test('register for push two hundred times a day, and ask through the relay so often a minute', async () => {
    const { member, post } = await setUp()
    const key = await member('One')
    const register = async () =>
      (await post('/v1/push-registrations', utf8(JSON.stringify({ handle: hex(crypto.random(16)), token: 't' })), key)).statusCode
    const registered = []
    for (let i = 0; i < 201; i++) registered.push(await register())
    expect([registered.filter((s) => s === 201).length, registered.at(-1)]).toEqual([200, 429])
    const relayed = []
    for (let i = 0; i < 6; i++) relayed.push((await post('/v1/relay/aa', utf8('sealed'), key)).statusCode)
    expect(relayed).toEqual([200, 200, 200, 200, 200, 429])
    expect((await post('/v1/relay/aa', utf8('sealed'))).statusCode).toBe(403)
  }, 60_000)

  test('say nothing to everybody but the one that may, whatever the body', async () => {
    const { member, post } = await setUp()
    expect((await post('/v1/broadcasts', new Uint8Array(100), await member('One'))).statusCode).toBe(403)
    expect((await post('/v1/broadcasts', new Uint8Array(100), await member('Search'))).statusCode).toBe(400)
  })

  test.each(['', '{', 'null', '[]', '{"handle":7,"token":"t"}', '{"handle":"00","token":"t"}', '\xff'])(
    'a push registration that is none is refused with a code: %s',
    async (text) => {
      const { member, post } = await setUp()
      const reply = await post('/v1/push-registrations', Buffer.from(text, 'latin1'), await member('One'))
      expect([reply.statusCode, (reply.json() as { code: string }).code]).toEqual([
        400,
        expect.stringMatching(/^(INPUT_INVALID|WIRE_MALFORMED)$/),
      ])
    },
  )
})
