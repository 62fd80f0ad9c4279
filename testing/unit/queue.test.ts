/** The message queue: mailboxes, receipts, push (acceptance P1 to P4), and the form of what goes to FCM. */
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { Broadcasts } from '@hdms/message-queue/server/broadcasts.ts'
import { ENDS_OF_OLD, Mailboxes } from '@hdms/message-queue/server/mailboxes.ts'
import { firebasePush, PushRegistrations } from '@hdms/message-queue/server/push.ts'
import { Budget } from '@hdms/platform/node/budget.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { fromUtf8, hex, utf8 } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { silent } from '@hdms/shared/logging.ts'
import { admitMessage, answerMessage, mailboxMessage } from '@hdms/shared/messages/mailbox-signing.ts'
import { decode, encode, hdms } from '@hdms/shared/messages/wire.ts'
import { memoryDisk, memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import type { NodeStore } from '@hdms/shared/ports/node-store.ts'
import { upToDate } from '@hdms/shared/storage/versions.ts'
import { DAY } from '@hdms/shared/time.ts'
import { afterEach, describe, expect, test } from 'vitest'
import { SimClock } from '../support/sim-clock.ts'

const crypto = nativeCrypto()
const code = async (p: Promise<unknown>) =>
  p.then(
    () => 'ok',
    (e: { code: string }) => e.code,
  )

async function setUp() {
  const clock = new SimClock()
  const disk = memoryDisk()
  const boxes = new Mailboxes(crypto, clock, memoryNodeStore(disk), { message: 1000, count: 3, bytes: 2500, ttl: 7 * 24 * 3600 })
  const [id, seed] = [crypto.random(16), crypto.random(32)]
  await boxes.create(id, await crypto.publicKey(seed), new Uint8Array(0))
  const sign = (action: 'fetch' | 'ack', n: number, by = seed) => crypto.sign(by, mailboxMessage(action, id, n, clock.now()))
  const fetchAll = async (from = 0) => boxes.fetch(id, from, clock.now(), await sign('fetch', from))
  return { clock, disk, boxes, id, seed, sign, fetchAll }
}

describe('mailboxes', () => {
  test('P3 kept until acknowledged, in order; the sender learns that it was taken', async () => {
    const { clock, boxes, id, sign, fetchAll } = await setUp()
    const { receipt } = await boxes.append(id, utf8('one'), 60)
    await boxes.append(id, utf8('two'), 60)
    expect((await fetchAll()).map((m) => m.number)).toEqual([0, 1])
    expect((await fetchAll()).map((m) => m.number)).toEqual([0, 1])
    expect(await boxes.receipt(receipt)).toBe(1)
    await boxes.acknowledge(id, 1, clock.now(), await sign('ack', 1))
    expect((await fetchAll()).map((m) => m.number)).toEqual([1])
    expect(await boxes.receipt(receipt)).toBe(2)
  })

  test('P3 what has not come yet is not acknowledged: it is refused, and what comes is there', async () => {
    const { clock, boxes, id, sign, fetchAll } = await setUp()
    await boxes.append(id, utf8('one'), 60)
    await expect(boxes.acknowledge(id, 2, clock.now(), await sign('ack', 2))).rejects.toMatchObject({
      code: 'MAILBOX_REFUSED',
      data: { why: expect.stringContaining('no message 1 yet') },
    })
    await boxes.append(id, utf8('two'), 60)
    expect((await fetchAll()).map((m) => m.number)).toEqual([0, 1])
    await boxes.acknowledge(id, 2, clock.now(), await sign('ack', 2))
    expect(await fetchAll()).toEqual([])
  })

  test('P3 an acknowledgement that names messages deletes those and no other, whatever their numbers were made to be on the way', async () => {
    const { clock, boxes, id, seed, fetchAll } = await setUp()
    for (const text of ['one', 'two', 'three']) await boxes.append(id, utf8(text), 60)
    const named = async (through: number, texts: readonly string[], signed = texts): Promise<void> => {
      const [messages, said] = [texts, signed].map((all) => all.map((t) => sha256(utf8(t)))) as [Uint8Array[], Uint8Array[]]
      await boxes.acknowledge(
        id,
        { through, messages },
        clock.now(),
        await crypto.sign(seed, mailboxMessage('ack', id, through, clock.now(), said)),
      )
    }
    // The reader saw "one" and junk under the number 2: "two" was never seen.
    await named(3, ['one', 'junk'])
    expect((await fetchAll()).map((m) => fromUtf8(m.message))).toEqual(['two', 'three'])
    // Nobody on the way takes names out or puts some in: they are signed.
    for (const other of [[], ['two', 'three']]) expect(await code(named(3, other, ['two']))).toBe('MAILBOX_REFUSED')
    await named(2, ['two', 'three'])
    expect((await fetchAll()).map((m) => fromUtf8(m.message))).toEqual(['three'])
  })

  test('P3 it expires by its time, and the sender learns that too', async () => {
    const { clock, boxes, id, fetchAll } = await setUp()
    const { receipt } = await boxes.append(id, utf8('one'), 60)
    clock.jump(61_000)
    expect(await fetchAll()).toEqual([])
    expect(await boxes.receipt(receipt)).toBe(3)
    await boxes.append(id, utf8('two'), 60)
    clock.jump(40 * DAY)
    await boxes.sweep()
    expect(await boxes.receipt(receipt)).toBe(0)
  })

  test("P4 full, too large, too long, unknown, another's key, stale: refused with a reason; others are unaffected", async () => {
    const { clock, boxes, id, sign, fetchAll } = await setUp()
    expect(await code(boxes.append(id, new Uint8Array(1001), 60))).toBe('WIRE_TOO_LARGE')
    expect(await code(boxes.append(id, utf8('x'), 8 * 24 * 3600))).toBe('MAILBOX_REFUSED')
    expect(await code(boxes.append(crypto.random(16), utf8('x'), 60))).toBe('MAILBOX_REFUSED')
    for (let i = 0; i < 3; i++) await boxes.append(id, utf8('x'), 60)
    expect(await code(boxes.append(id, utf8('x'), 60))).toBe('MAILBOX_REFUSED')
    expect(await code(boxes.fetch(id, 0, clock.now(), await sign('fetch', 0, crypto.random(32))))).toBe('MAILBOX_REFUSED')
    expect(await code(boxes.fetch(id, 0, clock.now() - 3600_000, await sign('fetch', 0)))).toBe('MAILBOX_REFUSED')
    const other = crypto.random(16)
    await boxes.create(other, crypto.random(32), new Uint8Array(0))
    expect(await code(boxes.append(other, utf8('x'), 60))).toBe('ok')
    expect(await fetchAll()).toHaveLength(3)
    const quota = new Budget(clock, 2)
    quota.take('a')
    quota.take('a')
    quota.take('b')
    expect(() => quota.take('a')).toThrow('Try again in')
    clock.jump(60_000)
    quota.take('a')
  })

  test('P1 the whole disk holds random ids, one-time keys and what was sealed: nothing of who sent or reads it', async () => {
    const { disk, boxes, id } = await setUp()
    await boxes.append(id, crypto.random(500), 60)
    const keys = [...disk.rows.keys()].map((k) => k.replace(/[0-9a-f]{32}/g, 'ID').replace(/due\/\d{12}/, 'due/MINUTE'))
    const rows = ['box/ID', 'msg/ID/0000000000', 'receipt/ID']
    expect(keys.sort()).toEqual([...rows, 'due/MINUTE/msg/ID/0000000000', 'due/MINUTE/receipt/ID'].sort())
  })

  test('a sweep reads what has ended and nothing else; what was taken or lives on stays as it is', async () => {
    const { clock, disk, id, sign } = await setUp()
    const rows = memoryNodeStore(disk)
    const read: string[] = []
    const store: NodeStore = {
      ...rows,
      get(key) {
        read.push(key)
        return rows.get(key)
      },
      async range(from, to) {
        const found = await rows.range(from, to)
        read.push(...found.map(([key]) => key))
        return found
      },
    }
    const boxes = new Mailboxes(crypto, clock, store)
    for (let i = 0; i < 200; i++) {
      const other = crypto.random(16)
      await boxes.create(other, crypto.random(32), new Uint8Array(0))
      await boxes.append(other, utf8('waits'), 3600)
    }
    const [taken, short] = [await boxes.append(id, utf8('taken'), 60), await boxes.append(id, utf8('short'), 60)]
    await boxes.acknowledge(id, 1, clock.now(), await sign('ack', 1))
    clock.jump(59_000)
    await boxes.sweep()
    expect(await boxes.receipt(short.receipt)).toBe(1)
    clock.jump(62_000)
    read.length = 0
    await boxes.sweep()
    // The message that ended, and its hint; not the 200 that wait.
    expect(read).toHaveLength(2)
    expect(await boxes.receipt(short.receipt)).toBe(3)
    expect(await boxes.receipt(taken.receipt)).toBe(2)
    expect([...disk.rows.keys()].filter((k) => k.includes(hex(id)) && k.includes('msg/'))).toEqual([])
    clock.jump(DAY)
    await boxes.sweep()
    clock.jump(40 * DAY)
    await boxes.sweep()
    expect([...disk.rows.keys()].filter((k) => !k.startsWith('box/'))).toEqual([])
  })

  test('a receipt that was written again is kept for its whole life', async () => {
    const { clock, boxes, id, sign } = await setUp()
    const { receipt } = await boxes.append(id, utf8('one'), 7 * 24 * 3600)
    clock.jump(6 * DAY)
    await boxes.acknowledge(id, 1, clock.now(), await sign('ack', 1))
    clock.jump(25 * DAY)
    await boxes.sweep()
    expect(await boxes.receipt(receipt)).toBe(2)
    clock.jump(6 * DAY)
    await boxes.sweep()
    expect(await boxes.receipt(receipt)).toBe(0)
  })

  test('a store from before ends were indexed is swept as well', async () => {
    const { clock, disk, boxes, id } = await setUp()
    const { receipt } = await boxes.append(id, utf8('one'), 60)
    for (const key of disk.rows.keys()) if (key.startsWith('due/')) disk.rows.delete(key)
    await upToDate(memoryNodeStore(disk), [ENDS_OF_OLD])
    clock.jump(121_000)
    await boxes.sweep()
    expect(await boxes.receipt(receipt)).toBe(3)
  })
})

describe('answers to a query', () => {
  const [query, nonce, output] = [crypto.random(16), crypto.random(32), crypto.random(64)]
  async function asked() {
    const clock = new SimClock()
    const disk = memoryDisk()
    const boxes = new Mailboxes(crypto, clock, memoryNodeStore(disk), { message: 1000, count: 3, bytes: 2500, ttl: 3600 })
    const [answers, own, key] = [crypto.random(16), crypto.random(16), crypto.random(32)]
    await boxes.openAnswers(query, answers, await crypto.publicKey(key), clock.now() + DAY)
    const name = crypto.random(32)
    const admission = async (more: object = {}) => ({
      ...{
        query,
        nonce,
        output,
        key: await crypto.publicKey(name),
        id: own,
        signature: await crypto.sign(name, admitMessage(query, nonce, own)),
      },
      ...more,
    })
    const spent: string[] = []
    const spend = async (_query: Uint8Array, token: { nonce: Uint8Array }, by: Uint8Array): Promise<void> => {
      const mark = `${hex(token.nonce)} ${hex(by)}`
      if (spent.some((s) => s !== mark && s.startsWith(hex(token.nonce)))) throw Object.assign(new Error('used'), { code: 'NOT_ALLOWED' })
      spent.push(mark)
    }
    const by = async (message: Uint8Array, seed = name) => ({
      key: await crypto.publicKey(seed),
      signature: await crypto.sign(seed, answerMessage(answers, message)),
    })
    const fetchAll = async () =>
      boxes.fetch(answers, 0, clock.now(), await crypto.sign(key, mailboxMessage('fetch', answers, 0, clock.now())))
    return { clock, boxes, answers, own, name, admission, spend, by, fetchAll }
  }

  test('C5 who was let in is heard until the dealings end and a month longer, though nobody new is let in after the query; a query from before ends as it did', async () => {
    const { clock, boxes, answers, admission, spend, by } = await asked()
    const message = utf8('it is erased')
    const said = async () => code(boxes.append(answers, message, 60, await by(message)))
    const key = crypto.random(32)
    const [query2, answers2] = [crypto.random(16), crypto.random(16)]
    const expires = clock.now() + DAY
    const until = clock.now() + 400 * DAY
    // Said twice it is one, and an end that lies later is taken.
    await boxes.openAnswers(query2, answers2, await crypto.publicKey(key), expires)
    await boxes.openAnswers(query2, answers2, await crypto.publicKey(key), expires, until)
    await boxes.openAnswers(query2, answers2, await crypto.publicKey(key), expires, until)
    for (const wrong of [expires - 1, expires + 21 * 366 * DAY, Number.NaN])
      expect(await code(boxes.openAnswers(crypto.random(16), crypto.random(16), await crypto.publicKey(key), expires, wrong))).toBe(
        'MAILBOX_REFUSED',
      )
    await boxes.admit(await admission(), spend)
    const [name2, own2] = [crypto.random(32), crypto.random(16)]
    const signature = await crypto.sign(name2, admitMessage(query2, nonce, own2))
    await boxes.admit({ query: query2, nonce, output, key: await crypto.publicKey(name2), id: own2, signature }, async () => {})
    const said2 = async () =>
      code(
        boxes.append(answers2, message, 60, {
          key: await crypto.publicKey(name2),
          signature: await crypto.sign(name2, answerMessage(answers2, message)),
        }),
      )
    expect([await said(), await said2()]).toEqual(['ok', 'ok'])
    clock.jump(32 * DAY)
    await boxes.sweep()
    expect([await said(), await said2(), await code(boxes.append(own2, message, 60))]).toEqual(['MAILBOX_REFUSED', 'ok', 'ok'])
    expect(
      await code(boxes.admit({ query: query2, nonce, output, key: await crypto.publicKey(name2), id: own2, signature }, async () => {})),
    ).toBe('MAILBOX_REFUSED')
    clock.jump(390 * DAY)
    await boxes.sweep()
    expect(await said2()).toBe('ok')
    clock.jump(10 * DAY)
    await boxes.sweep()
    expect([await said2(), await code(boxes.append(own2, message, 60))]).toEqual(['MAILBOX_REFUSED', 'MAILBOX_REFUSED'])
  })

  test('only a name that a token let in puts something there; the token lets one name in; a request said twice is one', async () => {
    const { boxes, answers, admission, spend, by, fetchAll, own } = await asked()
    const message = utf8('an envelope')
    expect(await code(boxes.append(answers, message, 60))).toBe('MAILBOX_REFUSED')
    expect(await code(boxes.append(answers, message, 60, await by(message)))).toBe('MAILBOX_REFUSED')
    expect(await code(boxes.admit(await admission({ signature: new Uint8Array(64) }), spend))).toBe('MAILBOX_REFUSED')
    await boxes.admit(await admission(), spend)
    await boxes.admit(await admission(), spend)
    const other = crypto.random(32)
    const second = await admission({
      key: await crypto.publicKey(other),
      signature: await crypto.sign(other, admitMessage(query, nonce, own)),
    })
    expect(await code(boxes.admit(second, spend))).toBe('NOT_ALLOWED')
    expect(await code(boxes.append(answers, message, 60, await by(utf8('another envelope'))))).toBe('MAILBOX_REFUSED')
    expect(await code(boxes.append(answers, message, 60, await by(message, other)))).toBe('MAILBOX_REFUSED')
    // More answers wait than messages in a person's mailbox may.
    for (let i = 0; i < 5; i++) await boxes.append(answers, message, 60, await by(message))
    expect(await fetchAll()).toHaveLength(5)
  })

  test('nobody is let in after the end, or to a query that nobody asks; long after it all of it is gone', async () => {
    const { clock, boxes, answers, admission, spend, by, fetchAll } = await asked()
    expect(await code(boxes.admit(await admission({ query: crypto.random(16) }), spend))).toBe('MAILBOX_REFUSED')
    await boxes.admit(await admission(), spend)
    const message = utf8('one')
    await boxes.append(answers, message, 3600, await by(message))
    clock.jump(DAY)
    expect(await code(boxes.admit(await admission(), spend))).toBe('MAILBOX_REFUSED')
    clock.jump(31 * DAY)
    await boxes.sweep()
    expect(await code(fetchAll())).toBe('MAILBOX_REFUSED')
  })

  test('a token makes one mailbox, however many are asked for and however fast, and there is room for little in it', async () => {
    const { boxes, name, admission, spend, own } = await asked()
    const key = await crypto.publicKey(name)
    const another = async () => {
      const id = crypto.random(16)
      return {
        id,
        done: await code(
          boxes.admit(await admission({ id, key, signature: await crypto.sign(name, admitMessage(query, nonce, id)) }), spend),
        ),
      }
    }
    await boxes.admit(await admission(), spend)
    for (let i = 0; i < 5; i++) expect(await another()).toMatchObject({ done: 'MAILBOX_REFUSED' })
    const fresh = await asked()
    const [id, seed] = [crypto.random(16), crypto.random(32)]
    const many = await Promise.all(
      Array.from({ length: 20 }, async (_, i) => {
        const each = i === 0 ? id : crypto.random(16)
        const signature = await crypto.sign(seed, admitMessage(query, nonce, each))
        return code(
          fresh.boxes.admit({ ...(await fresh.admission()), key: await crypto.publicKey(seed), id: each, signature }, fresh.spend),
        )
      }),
    )
    expect(many.filter((c) => c === 'ok')).toHaveLength(1)
    const roomy = new Mailboxes(crypto, new SimClock(), memoryNodeStore(memoryDisk()))
    await roomy.openAnswers(query, crypto.random(16), crypto.random(32), Date.now() * 10)
    await roomy.admit(await admission(), spend)
    const stored = []
    for (let i = 0; i < 12; i++) stored.push(await code(roomy.append(own, new Uint8Array(1 << 20), 60)))
    expect(stored.filter((c) => c === 'ok')).toHaveLength(8)
  })

  test('who waits for something is told when it comes, and not before', async () => {
    const { clock, boxes, answers, admission, spend, by } = await asked()
    await boxes.admit(await admission(), spend)
    const order: string[] = []
    const come = boxes.arrival(answers, 20_000).then(() => order.push('told'))
    await clock.runUntil(() => order.length > 0, 5_000)
    expect(order).toEqual([])
    const message = utf8('one')
    await boxes.append(answers, message, 60, await by(message))
    await come
    expect(order).toEqual(['told'])
  })
})

describe('what is said to everybody', () => {
  test('is read by number, once each, until it ends; the same said twice is one', async () => {
    const clock = new SimClock()
    const store = memoryNodeStore(memoryDisk())
    const broadcasts = new Broadcasts(clock, store)
    const say = (text: string, ms: number) =>
      broadcasts.add(decode(hdms.Broadcast, encode(hdms.Broadcast, { content: utf8(text), expires: clock.now() + ms }), 'b'))
    const heard = async (after: number) =>
      decode(hdms.BroadcastList, await broadcasts.after(after), 'list').items.map((b) => [
        b.number,
        fromUtf8(b.content ?? new Uint8Array(0)),
      ])
    expect([await say('one', DAY), await say('two', 2 * DAY), await say('one', DAY)]).toEqual([1, 2, 1])
    expect(await heard(0)).toEqual([
      [1, 'one'],
      [2, 'two'],
    ])
    expect(await heard(1)).toEqual([[2, 'two']])
    clock.jump(DAY + 1)
    expect(await heard(0)).toEqual([[2, 'two']])
    expect(
      await new Broadcasts(clock, store).add(
        decode(hdms.Broadcast, encode(hdms.Broadcast, { content: utf8('three'), expires: clock.now() + DAY }), 'b'),
      ),
    ).toBe(3)
    expect(await code(say('', DAY))).toBe('INPUT_INVALID')
    expect(await code(say('for ever', 200 * DAY))).toBe('INPUT_INVALID')
  })
})

describe('push', () => {
  let server: Server | undefined
  afterEach(() => void server?.close())

  interface Seen {
    readonly method: string
    readonly url: string
    readonly headers: IncomingMessage['headers']
    readonly body: string
  }
  async function fcm(status = 200): Promise<{ url: string; seen: Seen[] }> {
    const seen: Seen[] = []
    server = createServer((request, reply) => {
      let body = ''
      request.on('data', (c: Buffer) => {
        body += c.toString()
      })
      request.on('end', () => {
        seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body })
        reply
          .writeHead(status, { 'content-type': 'application/json' })
          .end(JSON.stringify(status === 200 ? { name: 'projects/p/messages/1' } : { error: { status: 'UNAVAILABLE' } }))
      })
    })
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', () => resolve()))
    return { url: `http://127.0.0.1:${(server.address() as { port: number }).port}`, seen }
  }

  test('P2 what the real SDK sends is a messages:send of the HTTP v1 API, a constant but for the token', async () => {
    const { url, seen } = await fcm()
    const sender = firebasePush({ standIn: url })
    await sender.wake('token-a')
    await sender.wake('token-b')
    await sender.join('token-a')
    await sender.wakeAll()
    await sender.close()
    const send = ['POST', '/v1/projects/hdms-local/messages:send']
    const join = ['POST', '/v1/projects/hdms-local/registrations/token-a/topicSubscriptions?topic_name=everybody']
    expect(seen.map((s) => [s.method, s.url])).toEqual([send, send, join, send])
    // To everybody go the same bytes as to one.
    expect(seen[3]?.body).toBe(seen[0]?.body.replace('"token":"token-a"', '"topic":"everybody"'))
    expect(seen[0]?.headers).toMatchObject({
      host: 'fcm.googleapis.com',
      authorization: 'Bearer stand-in',
      'content-type': expect.stringContaining('application/json'),
    })
    const body = JSON.parse(seen[0]?.body ?? '{}') as {
      validate_only?: boolean
      message: { token: string; data: object; android: object; notification?: object }
    }
    expect(body.message).toMatchObject({ token: 'token-a', data: { wake: '1' }, android: { priority: 'high', ttl: '3600s' } })
    expect(body.message.notification).toBeUndefined()
    expect(seen[0]?.body.replace('token-a', '')).toBe(seen[1]?.body.replace('token-b', ''))
  })

  test("a push that cannot be sent loses nothing; the handle's registration lies in a store of its own", async () => {
    const { url } = await fcm(500)
    const disk = memoryDisk()
    const push = new PushRegistrations(
      memoryNodeStore(disk),
      { ...firebasePush({ standIn: url }), wake: () => Promise.reject(new Error('down')) },
      silent,
    )
    const handle = crypto.random(16)
    await push.register(hex(handle), 'token')
    await push.wake(handle)
    await push.wake(crypto.random(16))
    expect([...disk.rows.keys()]).toEqual([`push/${hex(handle)}`])
  })

  test('a registration that FCM says is gone is asked once and taken away; one whose wake-up fails for now stays', async () => {
    const disk = memoryDisk()
    let code = ''
    const asked: string[] = []
    const answer = async (token: string) => {
      asked.push(token)
      if (code !== '') throw Object.assign(new Error('refused'), { code })
    }
    const sender = { wake: answer, join: async () => {}, wakeAll: async () => {}, close: async () => {} }
    const push = new PushRegistrations(memoryNodeStore(disk), sender, silent)
    const handle = crypto.random(16)
    await push.register(hex(handle), 'token')
    for (code of ['messaging/server-unavailable', 'messaging/mismatched-credential', 'ECONNREFUSED']) await push.wake(handle)
    expect(disk.rows.size).toBe(1)
    code = 'messaging/registration-token-not-registered'
    asked.length = 0
    for (let i = 0; i < 3; i++) await push.wake(handle)
    expect(asked).toEqual(['token'])
    expect(disk.rows.size).toBe(0)
  })

  test('a phone that registers anew while its old registration is found gone keeps the new one', async () => {
    const disk = memoryDisk()
    const sender = firebasePush({ standIn: 'http://127.0.0.1:9' })
    const push: PushRegistrations = new PushRegistrations(
      memoryNodeStore(disk),
      {
        ...sender,
        join: async () => {},
        wake: async () => {
          await push.register(hex(handle), 'new')
          throw Object.assign(new Error('gone'), { code: 'messaging/registration-token-not-registered' })
        },
      },
      silent,
    )
    const handle = crypto.random(16)
    await push.register(hex(handle), 'old')
    await push.wake(handle)
    expect([...disk.rows.values()].map(fromUtf8)).toEqual(['new'])
  })
})
