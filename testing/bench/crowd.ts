/**
 * Ten thousand personal stores of two hundred documents on this machine's two cores: from a query to the key lists, opened by the institution. The
 * stores, the search, the names, the sealing and the queue are real. Once without answer tokens, and once with them: each costs the person's
 * phone and the doorman together some eight scalar multiplications, which ten thousand phones do side by side and two cores do not.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { criterionOf } from '@hdms/flows/trading/criterion.ts'
import { toBuyer } from '@hdms/flows/trading/wire.ts'
import { Catalogue } from '@hdms/health/codes/catalogue.ts'
import { Broadcasts } from '@hdms/message-queue/server/broadcasts.ts'
import { queueHttp } from '@hdms/message-queue/server/http.ts'
import { Mailboxes } from '@hdms/message-queue/server/mailboxes.ts'
import { PushRegistrations } from '@hdms/message-queue/server/push.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { LOOPBACK, listen } from '@hdms/platform/node/http-server.ts'
import { levelNodeStore } from '@hdms/platform/node/level-store.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { isToken, tokenKey } from '@hdms/shared/crypto/answer-token.ts'
import { XWING } from '@hdms/shared/crypto/hpke.ts'
import { openEnvelope } from '@hdms/shared/envelope/envelope.ts'
import { fail } from '@hdms/shared/errors.ts'
import { silent } from '@hdms/shared/logging.ts'
import { mailboxMessage } from '@hdms/shared/messages/mailbox-signing.ts'
import { memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import { announce, orderTokensOf } from '@hdms/shared/queries/announcement.ts'
import { signOrder } from '@hdms/shared/queries/order.ts'
import type { Query } from '@hdms/shared/queries/query.ts'
import { systemClock as clock, minuteOf } from '@hdms/shared/time.ts'
import type { Measurement } from './measure.ts'

const [PEOPLE, PROCESSES] = [10_000, 2]
const DAY = 86_400_000

interface Message {
  readonly ready?: boolean
  readonly done?: boolean
  readonly answered?: number
}
const heard = (child: ChildProcess, what: 'ready' | 'done'): Promise<Message> =>
  new Promise((resolve, reject) => {
    child.on('message', (m: Message) => m[what] && resolve(m))
    child.once('exit', (code) => reject(new Error(`people ended with ${code}`)))
  })

export async function crowd(folder: string): Promise<Measurement[]> {
  const crypto = nativeCrypto()
  const children = Array.from({ length: PROCESSES }, (_, i) =>
    fork(join(import.meta.dirname, 'crowd-worker.ts'), [join(folder, `people-${i}`), String(PEOPLE / PROCESSES), String(i)]),
  )
  await Promise.all(children.map((c) => heard(c, 'ready')))
  const doorman = crypto.random(32)
  const mailboxes = new Mailboxes(crypto, clock, await levelNodeStore(join(folder, 'queue')))
  let tokens = false
  const sender = { wake: async () => {}, join: async () => {}, wakeAll: async () => {}, close: async () => {} }
  const app = queueHttp({
    ...{ crypto, clock, mailboxes, logger: silent, http: () => fail('BUG', { what: 'nobody is relayed' }) },
    push: new PushRegistrations(memoryNodeStore(), sender, silent),
    broadcasts: new Broadcasts(clock, memoryNodeStore()),
    broadcaster: () => undefined,
    relayedTo: () => undefined,
    rules: () => ({ root: new Uint8Array(0), now: clock.now(), crlPolicy: 'soft' as const }),
    spend: async (query, token) => {
      if (tokens && !isToken(tokenKey(doorman, query), token)) fail('NOT_ALLOWED', { why: 'no token' })
    },
  })
  const { url } = await listen(app, LOOPBACK)
  const [seed, secret] = [crypto.random(32), crypto.random(32)]
  const recipient = { secret, publicKey: await XWING.publicKey(crypto, secret) }
  const institution = { key: hex(await crypto.publicKey(seed)), sealingKey: hex(await XWING.publicKey(crypto, secret)) }
  const results: Measurement[] = []
  for (const withTokens of [false, true]) {
    tokens = withTokens
    const now = minuteOf(clock.now())
    const query: Query = {
      ...{ id: crypto.random(16), institution: 'O=Bench,C=KR', researcher: 'r', purpose: 'DUO:0000042', modifiers: [], disease: '' },
      ...{ criteria: [criterionOf(new Catalogue(), { concept: 'hba1c', least: 6.5, most: 12 })], coverage: 0, sources: ['hospital'] },
      ...{ from: Math.floor(Date.UTC(2016, 0, 1) / DAY), until: Math.floor(Date.UTC(2026, 0, 1) / DAY) },
      ...{ price: 10, people: 100, expires: now + 60, useUntil: now + 1440, days: true, months: false },
    }
    const order = { query, signature: await signOrder(query, (m) => crypto.sign(seed, m)), board: '', approvals: [] }
    const [box, boxSeed] = [crypto.random(16), crypto.random(32)]
    const id = orderTokensOf(query.id, box)
    await mailboxes.openAnswers(id, box, await crypto.publicKey(boxSeed), clock.now() + DAY)
    const said = {
      kind: 'order' as const,
      order,
      id,
      tokenKey: tokenKey(doorman, id).publicKey,
      answers: box,
      counted: undefined,
      closes: clock.now() + DAY,
    }
    const announcement = Buffer.from(await announce(said, (m) => crypto.sign(seed, m))).toString('base64')
    const start = performance.now()
    const done = Promise.all(children.map((c) => heard(c, 'done')))
    for (const c of children) c.send({ announcement, institution, queue: url, tokens: withTokens ? hex(doorman) : '' })
    let [opened, next, sent] = [0, 0, -1]
    void done.then((all) => {
      sent = all.reduce((n, m) => n + (m.answered ?? 0), 0)
    })
    let memory = 0
    while (opened !== sent) {
      const time = clock.now()
      const items = await mailboxes.fetch(box, next, time, await crypto.sign(boxSeed, mailboxMessage('fetch', box, next, time)))
      for (const { message, number } of items) {
        const { message: m } = await openEnvelope(crypto, recipient, message, {
          root: new Uint8Array(0),
          now: time,
          crlPolicy: 'soft',
        })
        if (toBuyer.decode(m.payload).keyList?.sets?.length) opened++
        next = number + 1
      }
      memory = Math.max(memory, process.memoryUsage().rss / 2 ** 20)
      if (items.length > 0) await mailboxes.acknowledge(box, next, time, await crypto.sign(boxSeed, mailboxMessage('ack', box, next, time)))
      else await mailboxes.arrival(box, 100)
    }
    const seconds = (performance.now() - start) / 1000
    results.push({
      metric: withTokens ? 'the same with answer tokens' : 'query to key lists, 10,000 stores',
      ...{ value: seconds, unit: 's', lower: true, ...(withTokens ? {} : { target: 30 }) },
    })
    if (!withTokens)
      results.push(
        { metric: 'key lists opened', value: opened, unit: '' },
        { metric: 'memory of queue and institution', value: memory, unit: 'MiB', target: 300, lower: true },
      )
  }
  for (const c of children) c.kill()
  await app.close()
  return results
}
