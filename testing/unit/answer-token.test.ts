/** One answer per person and query, and nobody can tell whose: not the doorman either, whose whole store and key the attacker has. */
import { AnswerTokens } from '@hdms/doorman/server/answer-tokens.ts'
import { criterionOf } from '@hdms/flows/trading/criterion.ts'
import { Catalogue } from '@hdms/health/codes/catalogue.ts'
import type { QueueClient } from '@hdms/message-queue/client/queue-client.ts'
import { Mailboxes } from '@hdms/message-queue/server/mailboxes.ts'
import { AnswerBoxes } from '@hdms/node/institutional/answer-boxes.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { type Blinded, blindToken, evaluateToken, isToken, tokenKey, unblindToken } from '@hdms/shared/crypto/answer-token.ts'
import { H } from '@hdms/shared/crypto/hash.ts'
import { silent } from '@hdms/shared/logging.ts'
import { memoryDisk, memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import { announce, checkAnnouncement, countTokensOf, decodeAnnouncement, orderTokensOf } from '@hdms/shared/queries/announcement.ts'
import type { Query } from '@hdms/shared/queries/query.ts'
import { DAY, minuteOf } from '@hdms/shared/time.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { seeded } from '../support/random.ts'
import { SimClock } from '../support/sim-clock.ts'

const crypto = nativeCrypto()
const random = seeded(14)
const draw = (n: number): Uint8Array => random.bytes(n)
const [SEED, QUERY, OTHER] = [draw(32), draw(16), draw(16)]
let clock: SimClock
let disk = memoryDisk()
let tokens: AnswerTokens
const boot = (): AnswerTokens => new AnswerTokens({ crypto, clock, store: memoryNodeStore(disk), seed: SEED })
beforeEach(async () => {
  clock = new SimClock()
  disk = memoryDisk()
  tokens = boot()
  await tokens.open(QUERY, clock.now() + 7 * DAY)
})
const code = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { code: string }) => error.code,
  )
const publicKey = tokenKey(SEED, QUERY).publicKey
async function tokenOf(serial: string, b: Blinded = blindToken(draw)) {
  return unblindToken(b, await tokens.evaluate(serial, QUERY, b.blinded), publicKey)
}

describe('an answer token', () => {
  test('is made once a person, spent once, and the same things said twice are one', async () => {
    const b = blindToken(draw)
    const token = await tokenOf('anna', b)
    expect(await tokenOf('anna', b)).toEqual(token)
    expect(await code(tokenOf('anna'))).toBe('NOT_ALLOWED')
    const [name, another] = [draw(32), draw(32)]
    await tokens.spend(QUERY, token, name)
    await tokens.spend(QUERY, token, name)
    expect(await code(tokens.spend(QUERY, token, another))).toBe('NOT_ALLOWED')
    // Also after a restart.
    tokens = boot()
    expect(await code(tokens.spend(QUERY, token, another))).toBe('NOT_ALLOWED')
    expect(await code(tokenOf('anna'))).toBe('NOT_ALLOWED')
    expect(await code(tokenOf('bela'))).toBe('done')
  })
  test('two spends at once: one name has it', async () => {
    const token = await tokenOf('anna')
    const ends = await Promise.all([draw(32), draw(32), draw(32)].map((name) => code(tokens.spend(QUERY, token, name))))
    expect(ends.filter((e) => e === 'done')).toHaveLength(1)
  })
  test('of another query, made up, or changed: none', async () => {
    await tokens.open(OTHER, clock.now() + DAY)
    const token = await tokenOf('anna')
    expect(await code(tokens.spend(OTHER, token, draw(32)))).toBe('NOT_ALLOWED')
    expect(await code(tokens.spend(QUERY, { nonce: draw(32), output: draw(64) }, draw(32)))).toBe('NOT_ALLOWED')
    expect(await code(tokens.spend(QUERY, { ...token, nonce: draw(32) }, draw(32)))).toBe('NOT_ALLOWED')
    expect(await code(tokens.spend(QUERY, { ...token, output: token.output.slice(1) }, draw(32)))).toBe('NOT_ALLOWED')
    expect(await code(tokens.spend(QUERY, { nonce: new Uint8Array(0), output: token.output }, draw(32)))).toBe('NOT_ALLOWED')
    for (const wrong of [new Uint8Array(32), draw(32).fill(255), draw(5)])
      expect(await code(tokens.evaluate('carl', QUERY, wrong))).toBe('KEY_INVALID')
    expect(await code(tokenOf('carl'))).toBe('done')
  })
  test('a query nobody asked, and one that is over: refused; what was kept of it goes', async () => {
    expect(await code(tokens.evaluate('anna', draw(16), blindToken(draw).blinded))).toBe('NOT_ALLOWED')
    const token = await tokenOf('anna')
    await tokens.spend(QUERY, token, draw(32))
    clock.jump(7 * DAY)
    expect(await code(tokens.spend(QUERY, token, draw(32)))).toBe('NOT_ALLOWED')
    expect(await code(tokens.open(QUERY, clock.now() - 1))).toBe('NOT_ALLOWED')
    expect(await code(tokens.open(OTHER, clock.now() + 91 * DAY))).toBe('NOT_ALLOWED')
    clock.jump(2 * DAY)
    await tokens.open(OTHER, clock.now() + DAY)
    const store = memoryNodeStore(disk)
    expect((await store.range('a', 'b')).map(([key]) => key)).toEqual([`aq/${hex(OTHER)}`])
  })
})

describe('nobody can tell whose it is', () => {
  test('a doorman that uses a key of its own for one person is found out by that person', () => {
    const b = blindToken(draw)
    const marked = evaluateToken(tokenKey(draw(32), QUERY), b.blinded, draw)
    expect(() => unblindToken(b, marked, publicKey)).toThrow(expect.objectContaining({ code: 'SIGNATURE_INVALID' }))
  })
  test('what the doorman keeps of the issue holds nothing of what is spent; the same nonce is sent under another face each time', async () => {
    // That the blinding hides the nonce from whoever holds the key, whatever they compute, is what RFC 9497 §7 shows of a group of prime order.
    const blinds = ['anna', 'bela', 'carl'].map((person) => ({ person, b: blindToken(draw) }))
    const spent = await Promise.all(blinds.map(async ({ person, b }) => tokenOf(person, b)))
    const key = tokenKey(SEED, QUERY)
    for (const token of spent) expect(isToken(key, token)).toBe(true)
    const kept = (await memoryNodeStore(disk).range('at/', 'at0')).map(([name, bytes]) => name + Buffer.from(bytes).toString())
    expect(kept).toHaveLength(3)
    for (const { nonce, output } of spent)
      for (const issue of kept) for (const bytes of [nonce, output]) expect(issue).not.toContain(hex(bytes).slice(0, 16))
    // The nonce is the first thing that is drawn.
    const nonce = draw(32)
    const faces = [1, 2, 3].map(() => {
      let drawn = 0
      return blindToken((n) => (drawn++ === 0 ? nonce : draw(n)))
    })
    expect(faces.map((f) => f.nonce)).toEqual([nonce, nonce, nonce])
    expect(new Set(faces.map((f) => hex(f.blinded))).size).toBe(3)
  })
})

describe('the place where an order’s answers come in', () => {
  const now = minuteOf(new SimClock().now())
  const query: Query = {
    ...{ id: draw(16), institution: 'O=Institute,C=KR', researcher: 'r', purpose: 'DUO:0000042', modifiers: [], disease: '' },
    ...{
      criteria: [criterionOf(new Catalogue(), { concept: 'hba1c', least: 6.5 })],
      coverage: 0,
      sources: ['hospital'],
      from: 0,
      until: 900,
    },
    ...{ price: 10, people: 100, expires: now + 60, useUntil: now + 1440, days: true, months: false },
  }
  const [seed, expires] = [draw(32), () => clock.now() + DAY]
  const queueOf = (boxes: Mailboxes) =>
    ({
      openAnswers: (...[id, box, key, end, until]: Parameters<Mailboxes['openAnswers']>) => boxes.openAnswers(id, box, key, end, until),
      fetch: () => new Promise(() => {}),
    }) as unknown as QueueClient
  const institution = (boxes: Mailboxes) =>
    new AnswerBoxes({ crypto, clock, logger: silent, queue: queueOf(boxes), store: memoryNodeStore(), accept: async () => {} })

  test('cannot be taken by a rival that heard the count: nothing of it follows from the query', async () => {
    const boxes = new Mailboxes(crypto, clock, memoryNodeStore())
    const rival = await crypto.publicKey(draw(32))
    const guessed = [query.id, countTokensOf(query.id), H('answer-order', query.id).slice(0, 16)]
    for (const id of guessed) await boxes.openAnswers(id, draw(16), rival, expires())
    const own = institution(boxes)
    const answers = await own.open(query.id, expires())
    expect(await own.open(query.id, expires())).toEqual(answers)
    // It is open, as the order's: nobody else opens it now.
    expect(await code(boxes.openAnswers(orderTokensOf(query.id, answers), draw(16), rival, expires()))).toBe('MAILBOX_REFUSED')
    own.stop()
  })

  test('is the one that its tokens are made for: an announcement that names another is refused', async () => {
    const order = { query, signature: new Uint8Array(64), board: '', approvals: [] }
    const [answers, other] = [draw(16), draw(16)]
    const said = async (id: Uint8Array, more: { readonly kind: 'count' | 'order' }) => {
      const a = { ...more, order, id, tokenKey: draw(32), answers, counted: undefined, closes: expires() }
      const bytes = await announce(a, (message) => crypto.sign(seed, message))
      return code(checkAnnouncement(crypto, decodeAnnouncement(bytes), await crypto.publicKey(seed), clock.now()))
    }
    const { id } = query
    expect(await said(orderTokensOf(id, answers), { kind: 'order' })).toBe('done')
    expect(await said(countTokensOf(id), { kind: 'count' })).toBe('done')
    for (const wrong of [orderTokensOf(id, other), orderTokensOf(other, answers), countTokensOf(id), id])
      expect(await said(wrong, { kind: 'order' })).toBe('QUERY_REFUSED')
    expect(await said(orderTokensOf(id, answers), { kind: 'count' })).toBe('QUERY_REFUSED')
  })
})
