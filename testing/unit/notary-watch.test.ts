/** Nodes that compare what a notary shows them: a history that does not go on is refused, told, and evidence that anybody can check. */
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { XWING } from '@hdms/shared/crypto/hpke.ts'
import { sealTo } from '@hdms/shared/envelope/envelope.ts'
import type { HdmsError } from '@hdms/shared/errors.ts'
import { parseName } from '@hdms/shared/identity/names.ts'
import { encode, hdms } from '@hdms/shared/messages/wire.ts'
import {
  answerLeaf,
  decodeAnswer,
  encodeAnswer,
  encodeStatement,
  headerHash,
  type Statement,
  statementMessage,
} from '@hdms/shared/notary/answer.ts'
import { checkEvidence, decodeEvidence, encodeEvidence } from '@hdms/shared/notary/evidence.ts'
import { contradiction, decodeFact, encodeFact, type Fact, readFact } from '@hdms/shared/notary/facts.ts'
import {
  encodeEntries,
  encodeRecordValue,
  listHash,
  type RecordEntry,
  recordIdOf,
  registerContext,
  registerMessage,
} from '@hdms/shared/notary/register.ts'
import { type MemoryDisk, memoryDisk } from '@hdms/shared/ports/memory-store.ts'
import { MINUTE } from '@hdms/shared/time.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { coin, type Spend } from '../support/ledger.ts'
import { codeOf, START, TestNotary } from '../support/notary.ts'
import { SimClock } from '../support/sim-clock.ts'
import { type Watcher, Watchers } from '../support/watching.ts'

const crypto = nativeCrypto()
let clock: SimClock
let seed: Uint8Array
let notary: TestNotary
let all: Watchers

beforeEach(async () => {
  clock = new SimClock(START * MINUTE)
  seed = crypto.random(32)
  notary = await TestNotary.start({ crypto, clock, seed })
  all = await Watchers.make(crypto, seed, clock)
})

const copyOf = (disk: MemoryDisk): MemoryDisk => ({ ...memoryDisk(), rows: new Map(disk.rows) })
/** Another notary under the same key that goes on from a copy of the disk. */
async function twin(disk: MemoryDisk = copyOf(notary.disk)): Promise<TestNotary> {
  const other = await TestNotary.start({ crypto, clock, seed, disk })
  Object.assign(other, { parametersHash: notary.parametersHash })
  return other
}
/** @param ms between the batches */
async function batch(n: TestNotary, times = 1, ms = 10): Promise<Spend> {
  let last: Spend | undefined
  for (let i = 0; i < times; i++) {
    clock.jump(ms)
    last = await n.make({ inputs: [await coin(crypto)] })
    await n.put(last)
  }
  return last as Spend
}
const settle = async () => {
  clock.step()
  await SimClock.settle()
}
/** What the owner is told, and that the notary is refused from now on. */
async function distrust(w: Watcher): Promise<string> {
  await SimClock.settle()
  const [standing] = await w.watch.standing()
  const refused = await codeOf(w.client.minute())
  return standing?.distrusted && refused === 'NOTARY_DISTRUSTED' && w.told === 1 ? standing.distrusted.why : `${refused}: trusted`
}
async function evidenceOf(w: Watcher): Promise<string> {
  await SimClock.settle()
  const [standing] = await w.watch.standing()
  expect(standing?.evidence).toHaveLength(1)
  return standing?.evidence[0] as string
}
const whyOf = (text: string, root = all.root.root): Promise<string> =>
  checkEvidence(crypto, text, root).then(
    (v) => v.why,
    (e: HdmsError) => `${e.code}: ${String(e.data['why'])}`,
  )

describe('N36 nodes keep and compare heads', () => {
  test('an honest chain is followed, also over restarts of node and notary, under load and with many questions at once', async () => {
    const w = await all.watcher(notary)
    for (let i = 0; i < 6; i++) {
      const spends = await Promise.all([1, 2, 3].map(async () => notary.make({ inputs: [await coin(crypto)] })))
      await Promise.all([
        ...spends.map((s) => w.client.notarise(s.visible, s.privateRoot, s.witnesses)),
        w.client.minute(),
        w.client.unspent(crypto.random(32)),
      ])
      clock.jump(i % 2 === 0 ? 0 : 3)
      if (i === 2) await notary.boot()
      if (i === 3) await w.restart()
      await settle()
    }
    await w.watch.followAll()
    const [standing] = await w.watch.standing()
    const [last] = (await w.client.headers(1, 100)).slice(-1)
    expect(standing).toMatchObject({ sequence: last?.header.sequence, evidence: [] })
    expect(standing?.distrusted).toBeUndefined()
    expect(w.watch.heads()).toHaveLength(1)
  })

  test('a fork: two nodes that were shown different histories find it when they compare heads, and both have evidence', async () => {
    await batch(notary, 3)
    const [a, b] = [await all.watcher(notary), await all.watcher(notary)]
    const other = await twin()
    b.shown = other
    await batch(notary)
    await batch(other)
    for (const w of [a, b]) await w.watch.followAll()
    await a.watch.gossip(b.watch.heads())
    await b.watch.gossip(a.watch.heads())
    for (const w of [a, b]) {
      expect(await distrust(w)).toBe('it signed two headers of sequence 4')
      expect(await whyOf(await evidenceOf(w))).toBe('it signed two headers of sequence 4')
    }
  })

  test('a fork is found at different lengths too: the other head is looked up in the own chain', async () => {
    await batch(notary, 2)
    const [a, b] = [await all.watcher(notary), await all.watcher(notary)]
    const other = await twin()
    b.shown = other
    clock.jump(10_000)
    await batch(notary, 5, 0)
    await batch(other, 2, 0)
    for (const w of [a, b]) await w.watch.followAll()
    // Behind the own head: known already, found at once. Ahead of it: found when the own chain reaches it.
    await a.watch.gossip(b.watch.heads())
    expect(await distrust(a)).toBe('it signed two headers of sequence 4')
    await b.watch.gossip(a.watch.heads())
    expect(await codeOf(b.client.minute())).toBe('ok')
    await batch(other, 4, 0)
    await settle()
    await b.watch.followAll()
    expect(await distrust(b)).toBe('its header 7 does not continue header 6')
    expect(await whyOf(await evidenceOf(b))).toBe('its header 7 does not continue header 6')
  })

  test('a phone that begins with the newest header has an older one that another saw looked up', async () => {
    await batch(notary, 3)
    const other = await twin()
    clock.jump(10_000)
    await batch(other, 1, 0)
    await batch(notary, 3, 0)
    const [phone, peer] = [await all.watcher(notary, { whole: false }), await all.watcher(other)]
    for (const w of [phone, peer]) await w.watch.followAll()
    await phone.watch.gossip(peer.watch.heads())
    expect((await phone.watch.standing())[0]?.distrusted).toBeUndefined()
    await settle()
    expect(await distrust(phone)).toBe('it signed two headers of sequence 4')
  })

  test('a rollback: an old copy of its store put back is noticed at the next question, and stays noticed after a restart', async () => {
    await batch(notary, 2)
    const old = copyOf(notary.disk)
    await batch(notary, 2)
    const w = await all.watcher(notary)
    await w.watch.followAll()
    await w.restart()
    clock.jump(5_000)
    w.shown = await twin(old)
    expect(await codeOf(w.client.minute())).toBe('NOTARY_DISTRUSTED')
    const why = 'it named header 2 as its newest after it had signed header 4'
    expect(await distrust(w)).toBe(why)
    expect(await whyOf(await evidenceOf(w))).toBe(why)
    await w.restart()
    expect((await w.watch.standing())[0]?.distrusted?.why).toBe(why)
    expect(await codeOf(w.client.minute())).toBe('NOTARY_DISTRUSTED')
  })

  test('an answer whose header never comes into the chain is found, and is evidence', async () => {
    await batch(notary, 2)
    const w = await all.watcher(notary)
    await w.watch.followAll()
    const aside = await twin()
    const s = await aside.make({ inputs: [await coin(crypto)] })
    // The answer comes from a batch that is kept from everybody else.
    w.shown = aside
    expect((await w.client.notarise(s.visible, s.privateRoot, s.witnesses)).kind).toBe('committed')
    w.shown = notary
    clock.jump(10_000)
    await settle()
    expect(await distrust(w)).toBe('it named header 2 as its newest after it had signed header 3')
    expect(await whyOf(await evidenceOf(w))).toMatch(/named header 2/)
  })

  test('a header that does not continue, a skipped one, time that goes back, a first one that is not the first: each in words', async () => {
    const at = START * MINUTE
    const one = await all.header({ sequence: 1, time: at })
    const two = await all.header({ sequence: 2, previous: headerHash(one.header), time: at + 10 })
    const links = { previous: headerHash(two.header), sequence: 3 }
    const cases: [string, (Fact & { kind: 'header' })[], RegExp, boolean][] = [
      ['fork', [one, two, await all.header({ sequence: 3, time: at + 20 })], /header 3 does not continue header 2/, true],
      ['time', [one, two, await all.header({ ...links, time: at + 9 })], /time of its header 3 is before that of header 2/, true],
      ['skip', [one, two, await all.header({ ...links, sequence: 4, time: at + 20 })], /left out the headers between 2 and 4/, true],
      [
        'another',
        [one, two, await all.header({ sequence: 4, previous: crypto.random(32), time: at + 20 })],
        /asked for its header 3 it shows header 4/,
        false,
      ],
      ['first', [await all.header({ sequence: 1, previous: crypto.random(32), time: at })], /continues another chain/, false],
    ]
    for (const [name, facts, expected, proven] of cases) {
      const w = await all.watcher(all.chainOf(facts))
      await w.watch.followAll()
      expect(await distrust(w), name).toMatch(expected)
      const [standing] = await w.watch.standing()
      expect(standing?.evidence.length, name).toBe(proven ? 1 : 0)
      if (proven) expect(await whyOf(standing?.evidence[0] as string)).toMatch(expected)
      // Nothing of what does not go on was taken.
      expect(standing?.sequence, name).toBe(name === 'first' ? 0 : 2)
    }
    const good = await all.watcher(all.chainOf([one, two, await all.header({ ...links, time: at + 10 })]))
    await good.watch.followAll()
    expect((await good.watch.standing())[0]).toMatchObject({ sequence: 3 })
  })

  test("a notary's clock that goes back between two questions is refused", async () => {
    const w = await all.watcher(notary)
    clock.jump(60_000)
    await w.client.minute()
    const earlier = new SimClock(START * MINUTE)
    w.shown = await TestNotary.start({ crypto, clock: earlier, seed })
    expect(await codeOf(w.client.minute())).toBe('NOTARY_DISTRUSTED')
    expect(await distrust(w)).toBe('its time goes back')
  })

  test('what is not signed ends no trust: forged headers, another notary’s, junk, and a service that shows nothing', async () => {
    await batch(notary, 2)
    const w = await all.watcher(notary)
    await w.watch.followAll()
    const liar = await Watchers.make(crypto, crypto.random(32), clock)
    const foreign = await liar.header({ sequence: 2, time: clock.now() })
    const forged = { ...(await all.header({ sequence: 2, time: clock.now() })), signature: crypto.random(64) }
    await w.watch.gossip([foreign, forged, { header: crypto.random(9), signature: crypto.random(64) }])
    w.shown = all.chainOf([forged, forged, forged])
    await w.watch.followAll()
    w.shown = all.chainOf([])
    await w.watch.followAll()
    expect((await w.watch.standing())[0]?.distrusted).toBeUndefined()
    w.shown = notary
    await batch(notary)
    await w.watch.followAll()
    expect((await w.watch.standing())[0]).toMatchObject({ sequence: 3 })
  })

  test('the operator decides: it is trusted again from the head that it shows then, and the evidence stays', async () => {
    await batch(notary, 2)
    const w = await all.watcher(notary)
    await w.watch.followAll()
    await w.watch.gossip([await all.header({ sequence: 2, time: clock.now() })])
    expect(await distrust(w)).toBe('it signed two headers of sequence 2')
    expect(await codeOf(w.watch.trust('O=Somebody Else,C=KR'))).toBe('NOT_FOUND')
    await batch(notary)
    await w.watch.trust('O=Two Tongues,C=KR')
    expect(await codeOf(w.client.minute())).toBe('ok')
    await w.restart()
    const [standing] = await w.watch.standing()
    expect(standing).toMatchObject({ sequence: 3 })
    expect(standing?.evidence).toHaveLength(1)
  })

  test('heads tell no more than the last look: what a node does at a notary in between does not show in them', async () => {
    await batch(notary, 2)
    const w = await all.watcher(notary)
    await w.watch.followAll()
    const before = w.watch.heads().map(({ header }) => hex(header))
    const s = await batch(notary)
    await w.client.status(s.id, s.visible)
    await settle()
    expect(w.watch.heads().map(({ header }) => hex(header))).toEqual(before)
    await w.watch.followAll()
    expect(w.watch.heads().map(({ header }) => hex(header))).not.toEqual(before)
  })
})

describe('N31 two answers that contradict each other', () => {
  const sign = async (time: number, statement: Statement): Promise<Fact & { kind: 'statement' }> => {
    const bytes = encodeStatement(notary.notary.id, crypto.random(32), time, statement)
    return { kind: 'statement', bytes, signature: await crypto.sign(seed, statementMessage(bytes)) }
  }
  async function committed(n: TestNotary, s: Spend): Promise<Fact & { kind: 'answer' }> {
    const outcome = await n.put(s)
    if (outcome.kind !== 'committed') throw new Error('a commit was expected')
    const { visible, privateRoot, id } = s
    return { kind: 'answer', answer: encodeAnswer(outcome.answer), id, transaction: { visible, privateRoot } }
  }
  /** What the file that is made of both says; both orders say the same. */
  async function verdict(a: Fact, b: Fact): Promise<string> {
    const [one, other] = await Promise.all([
      whyOf(encodeEvidence({ chain: all.chain, facts: [a, b] })),
      whyOf(encodeEvidence({ chain: all.chain, facts: [b, a] })),
    ])
    expect(one).toBe(other)
    return one
  }
  const NOTHING = 'EVIDENCE_REFUSED: the two facts do not contradict each other'

  test('absent against a commit: before its time it is fine, after it a lie, and for ever once the window has passed', async () => {
    const s = await notary.make({ inputs: [await coin(crypto)] })
    const answer = await committed(notary, s)
    const at = clock.now()
    const absent = (time: number) => sign(time, { kind: 'absent', id: s.id })
    expect(await verdict(answer, await absent(at - 1))).toBe(NOTHING)
    expect(await verdict(answer, await absent(at))).toBe(NOTHING)
    expect(await verdict(answer, await absent(at + 1))).toBe('it signed that a transaction is absent after it had committed it')
    expect(await verdict(answer, await sign(at + 1, { kind: 'absent', id: crypto.random(32) }))).toBe(NOTHING)
    const late = await notary.make({ inputs: [await coin(crypto)], until: START + 3 })
    const end = (START + 3) * MINUTE
    const { header, signature } = await all.header({ sequence: 9, time: end + 5, root: answerLeaf(late.id, []) })
    const { visible, privateRoot, id } = late
    const kept = { kind: 'answer' as const, answer: encodeAnswer({ header, signature, index: 0, path: [], preimages: [] }), id }
    const given = { ...kept, transaction: { visible, privateRoot } }
    expect(await verdict(given, await sign(end - 1, { kind: 'absent', id }))).toBe(NOTHING)
    expect(await verdict(given, await sign(end, { kind: 'absent', id }))).toBe(
      'it signed that a transaction is absent for good and committed it',
    )
    expect(await verdict(kept, await sign(end, { kind: 'absent', id }))).toBe(NOTHING)
  })

  test('unspent, spent and conflict against the commits that spend', async () => {
    const [c, d] = [await coin(crypto), await coin(crypto)]
    const s = await notary.make({ inputs: [c, d] })
    const answer = await committed(notary, s)
    const at = clock.now()
    const { nullifier } = c
    const by = (id: Uint8Array): Statement => ({ kind: 'spent', nullifier, by: id })
    expect(await verdict(answer, await sign(at, { kind: 'unspent', nullifier }))).toBe(NOTHING)
    expect(await verdict(answer, await sign(at + 1, { kind: 'unspent', nullifier }))).toBe(
      'it signed that a state is unspent after it was spent',
    )
    expect(await verdict(answer, await sign(at + 1, { kind: 'unspent', nullifier: crypto.random(32) }))).toBe(NOTHING)
    expect(await verdict(answer, await sign(at + 1, by(crypto.random(32))))).toBe('it let two transactions spend one state')
    expect(await verdict(await sign(at, by(s.id)), await sign(at + 1, { kind: 'unspent', nullifier }))).toMatch(
      /unspent after it was spent/,
    )
    expect(await verdict(await sign(at + 2, by(s.id)), await sign(at + 1, { kind: 'unspent', nullifier }))).toBe(NOTHING)
    const conflict = await sign(at + 5, {
      kind: 'conflict',
      id: s.id,
      spent: [{ nullifier: d.nullifier, reference: false, by: crypto.random(32) }],
    })
    expect(await verdict(answer, conflict)).toBe('it signed a conflict over a transaction that it committed')
  })

  test('two commits that spend one state, one that refers to a spent one, one transaction at two places', async () => {
    const other = await twin()
    await other.boot()
    const c = await coin(crypto)
    const [a, b] = [await notary.make({ inputs: [c] }), await notary.make({ inputs: [c] })]
    const first = await committed(notary, a)
    clock.jump(5)
    const second = await committed(other, b)
    expect(contradiction(readFact(first), readFact(second))).toBe('it signed two headers of sequence 1')
    await batch(other)
    // Apart from the chain, which forks here as well:
    const third = await other.make({ inputs: [await coin(crypto)], references: [c] })
    const refers = await committed(await notaryBlindTo(c), third)
    expect(await verdict(first, refers)).toBe('it let a transaction refer to a state that was spent before')
    const again = await committed(await notaryBlindTo(c, 3), b)
    expect(await verdict(first, again)).toBe('it let two transactions spend one state')
    const twice = await committed(await notaryBlindTo(c, 4), a)
    expect(await verdict(first, twice)).toBe('it committed one transaction at two places')
  })

  /** A notary under the same key that does not know of any spend, some batches further. */
  async function notaryBlindTo(_c: unknown, batches = 2): Promise<TestNotary> {
    const blind = await TestNotary.start({ crypto, clock, seed })
    Object.assign(blind, { parametersHash: notary.parametersHash })
    await blind.boot()
    await batch(blind, batches)
    return blind
  }

  test('a node that hears both makes the file by itself, also when a restart lies between', async () => {
    const w = await all.watcher(notary)
    const c = await coin(crypto)
    const s = await notary.make({ inputs: [c] })
    await w.client.notarise(s.visible, s.privateRoot, s.witnesses)
    await SimClock.settle()
    await w.restart()
    clock.jump(2)
    const blind = await twin(memoryDisk())
    await batch(blind, 2)
    w.shown = blind
    expect(await codeOf(w.client.unspent(c.nullifier))).toBe('NOTARY_DISTRUSTED')
    expect(await distrust(w)).toBe('it signed that a state is unspent after it was spent')
    expect(await whyOf(await evidenceOf(w))).toBe('it signed that a state is unspent after it was spent')
  })

  test('a double spend shown to two owners is found by whoever sees both answers', async () => {
    const w = await all.watcher(notary)
    const c = await coin(crypto)
    const [a, b] = [await notary.make({ inputs: [c] }), await notary.make({ inputs: [c] })]
    await w.client.notarise(a.visible, a.privateRoot, a.witnesses)
    const blind = await notaryBlindTo(c)
    const given = await blind.put(b)
    const answer = given.kind === 'committed' ? given.answer : undefined
    expect(await codeOf(w.client.verify(b.id, b.visible, answer as NonNullable<typeof answer>, b.privateRoot))).toBe('NOTARY_DISTRUSTED')
    expect(await whyOf(await evidenceOf(w))).toBe('it let two transactions spend one state')
  })

  test('a file that is forged, of another network, of no notary, of another version, or about nothing is refused with why', async () => {
    const one = await all.header({ sequence: 5, time: clock.now() })
    const two = await all.header({ sequence: 5, time: clock.now() + 1 })
    const good = encodeEvidence({ chain: all.chain, facts: [one, two] })
    expect(await whyOf(good)).toBe('it signed two headers of sequence 5')
    expect((await checkEvidence(crypto, good)).notary).toBe('O=Two Tongues,C=KR')
    const remade = (change: (file: { version: number; facts: Record<string, unknown>[]; notary: { chain: string[] } }) => unknown) => {
      const file = JSON.parse(good)
      change(file)
      return whyOf(JSON.stringify(file))
    }
    const stranger = await Watchers.make(crypto, crypto.random(32), clock)
    const same = encodeEvidence({ chain: all.chain, facts: [one, one] })
    expect(await whyOf(same)).toBe(NOTHING)
    expect(await whyOf(encodeEvidence({ chain: all.chain, facts: [one, { ...two, signature: one.signature }] }))).toMatch(
      /forged: the signature of a header/,
    )
    expect(await whyOf(encodeEvidence({ chain: all.chain, facts: [one, await stranger.header({ sequence: 5, time: 1 })] }))).toMatch(
      /forged: it is of another notary/,
    )
    expect(await whyOf(encodeEvidence({ chain: stranger.chain, facts: [one, two] }), stranger.root.root)).toMatch(
      /forged: it is of another notary/,
    )
    expect(await whyOf(good, stranger.root.root)).toMatch(/root of another network/)
    const name = parseName('O=A Hospital,C=KR')
    // A member certifies its own keys, in whatever role: the doorman's certificate above says that it is no notary.
    for (const role of ['legal-identity', 'service-identity'] as const) {
      const hospital = await all.root.notary(seed, name, 'institution', role)
      expect(await whyOf(encodeEvidence({ chain: hospital, facts: [one, two] }))).toMatch(/do not show a notary/)
    }
    expect(await remade((f) => void f.notary.chain.splice(1, 1))).toMatch(/do not show a notary/)
    expect(await remade((f) => void f.notary.chain.splice(0))).toMatch(/certificates are missing/)
    expect(await remade((f) => void Object.assign(f, { version: 2 }))).toMatch(/another version/)
    expect(await remade((f) => void f.facts.push(f.facts[0] as Record<string, unknown>))).toMatch(/two facts/)
    expect(await remade((f) => void Object.assign(f.facts[0] as object, { note: 'x' }))).toMatch(/a field that evidence does not have/)
    expect(await remade((f) => void Object.assign(f.facts[0] as object, { header: 'AAAA' }))).toMatch(/not what a notary signs/)
    for (const text of ['', '{}', '[]', 'null', good.slice(9), '{"format":"hdms-evidence","version":1}'])
      expect(await whyOf(text)).toMatch(/^EVIDENCE_REFUSED: /)
    // Not a byte of it can be changed.
    const bytes = Buffer.from(JSON.parse(good).facts[0].header, 'base64')
    for (let i = 0; i < bytes.length; i += 7) {
      const flipped = Buffer.from(bytes)
      flipped[i] = (flipped[i] as number) ^ 1
      expect(await remade((f) => void Object.assign(f.facts[0] as object, { header: flipped.toString('base64') }))).toMatch(
        /^EVIDENCE_REFUSED: /,
      )
    }
  })

  test('an answer in evidence must hold the transaction that is shown', async () => {
    const c = await coin(crypto)
    const s = await notary.make({ inputs: [c] })
    const other = await notary.make({ inputs: [await coin(crypto)] })
    const answer = await committed(notary, s)
    const unspent = await sign(clock.now() + 1, { kind: 'unspent', nullifier: c.nullifier })
    expect(await verdict(answer, unspent)).toMatch(/unspent after/)
    const { visible, privateRoot } = other
    expect(await verdict({ ...answer, transaction: { visible, privateRoot } }, unspent)).toMatch(
      /forged: what is shown of the transaction is not of its id/,
    )
    expect(await verdict({ ...answer, id: other.id, transaction: { visible, privateRoot } }, unspent)).toMatch(
      /forged: the answer does not contain/,
    )
    // Without V nothing says what it spends.
    expect(await verdict({ kind: 'answer', answer: answer.answer, id: s.id }, unspent)).toBe(NOTHING)
  })

  test('two lists of the register: one value for ever, and what was registered, replaced or erased stays so', async () => {
    const [recordId, none] = [crypto.random(32), new Uint8Array(0)]
    const value = { verificationKey: crypto.random(32), issuerSignature: crypto.random(64) }
    const entry = (operation: number, more: Partial<RecordEntry> = {}): RecordEntry =>
      operation === 2
        ? { recordId, known: true, verificationKey: none, issuerSignature: none, operation, ...more }
        : { recordId, known: true, ...value, operation, ...more }
    const unknown: RecordEntry = { recordId, known: false, verificationKey: none, issuerSignature: none, operation: 0 }
    const list = async (time: number, ...listed: readonly RecordEntry[]): Promise<Fact> => {
      const another = { ...unknown, recordId: crypto.random(32) }
      const entries = encodeEntries([another, ...listed])
      return { ...(await sign(time, { kind: 'list', entriesHash: listHash(entries) })), entries }
    }
    const ways = [unknown, entry(0), entry(1), entry(2)]
    for (const [i, before] of ways.entries())
      for (const [j, after] of ways.entries()) {
        const said = await verdict(await list(5, before), await list(6, after))
        const back = j === 0 && i > 0 ? 'unknown after it had listed it' : j < i ? 'as standing that it had listed as replaced' : NOTHING
        expect(said).toContain(back)
        expect(await verdict(await list(5, before), await list(5, after))).toBe(NOTHING)
      }
    const twice = 'it listed two keys for one record'
    expect(await verdict(await list(5, entry(0)), await list(5, entry(0, { verificationKey: crypto.random(32) })))).toBe(twice)
    expect(await verdict(await list(5, entry(0)), await list(6, entry(1, { issuerSignature: crypto.random(64) })))).toBe(twice)
    const told = await list(5, entry(0))
    const forged = { ...told, entries: encodeEntries([entry(2)]) } as Fact
    expect(await verdict(forged, await list(6, entry(0)))).toMatch(/forged: the records are not those of the list/)
    const { entries: _, ...bare } = told as Fact & { kind: 'statement' }
    expect(await verdict(bare, await list(6, unknown))).toBe(NOTHING)
    expect(decodeFact(encodeFact(told))).toEqual(told)
    expect(decodeEvidence(encodeEvidence({ chain: all.chain, facts: [told, bare] })).facts).toEqual([told, bare])
  })

  test('a notary that lists a record and later does not know it is found out by who asked, also over a restart', async () => {
    const [oneTime, value] = [
      crypto.random(32),
      encodeRecordValue({ verificationKey: crypto.random(32), issuerSignature: crypto.random(64) }),
    ]
    const key = await crypto.publicKey(oneTime)
    const id = recordIdOf(key)
    const before = copyOf(notary.disk)
    const sealed = await sealTo(crypto, await XWING.publicKey(crypto, notary.sealingSecret), registerContext(notary.notary.id, id), value)
    const signature = await crypto.sign(oneTime, registerMessage(notary.notary.id, id, 0, sealed))
    const w = await all.watcher(notary)
    clock.jump(10)
    await w.client.register({ recordId: id, key, operation: 0, sealed, signature })
    expect((await w.client.list([id]))[0]?.known).toBe(true)
    await settle()
    await w.restart()
    const other = await twin(before)
    w.shown = other
    clock.jump(5_000)
    expect(await codeOf(w.client.list([id]))).toBe('NOTARY_DISTRUSTED')
    const [text = ''] = (await w.watch.standing())[0]?.evidence ?? []
    expect(await whyOf(text)).toBe('it listed a record as unknown after it had listed it')
  })

  test('the file holds hashes, times and certificates, and is read back as it was written', async () => {
    const s = await notary.make({ inputs: [await coin(crypto)] })
    const answer = await committed(notary, s)
    const absent = await sign(clock.now() + 1, { kind: 'absent', id: s.id })
    const text = encodeEvidence({ chain: all.chain, facts: [answer, absent] })
    expect(decodeEvidence(text)).toEqual({ chain: [...all.chain], facts: [answer, absent] })
    expect(Object.keys(JSON.parse(text))).toEqual(['format', 'version', 'notary', 'facts'])
    expect(decodeAnswer(answer.answer).preimages).toEqual([])
    expect(encode(hdms.NotaryReply, {}).length).toBe(0)
  })
})
