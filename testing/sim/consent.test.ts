/** What a person agreed to is what leaves, for as long as it stands: the question, the release and the hand-over of a treatment. */
import { withdrawConsent } from '@hdms/flows/consent/withdraw.ts'
import { ownLock } from '@hdms/flows/core/finality.ts'
import type { ConsentQuestion } from '@hdms/flows/treatment/dealing.ts'
import { toHospital, toPatient } from '@hdms/flows/treatment/wire.ts'
import { consentRoutes } from '@hdms/node/capabilities/consent.ts'
import { router } from '@hdms/node/core/routes.ts'
import { importAny } from '@hdms/node/personal/records.ts'
import { SAMPLE_BUNDLE } from '@hdms/sandbox/people/sample.ts'
import { fromHex, hex } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import { inputNullifier } from '@hdms/shared/ledger/components.ts'
import type { Change } from '@hdms/shared/ports/node-store.ts'
import { DAY, HOUR, MINUTE } from '@hdms/shared/time.ts'
import { afterEach, describe, expect, test } from 'vitest'
import { type Answered, begun } from '../support/answered.ts'
import { HOSPITAL } from '../support/mock-network.ts'
import { refusal } from '../support/one-engine.ts'

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0)
const handedOver = (net: Answered): boolean => net.his.handedOver.size > 0

describe('what was shown is what is shared', () => {
  test('C1 records that come between the question and the answer stay; those that were shown leave', async () => {
    const net = await begun(1)
    const [shown] = net.records()
    const { terms } = await net.asked()
    expect(terms.records.map((r) => r.key)).toEqual([shown])
    expect(sum(terms.counts)).toBeGreaterThan(0)
    await net.bring()
    await net.agree()
    await net.until(() => handedOver(net))
    expect(net.given).toHaveLength(sum(terms.counts))
    expect(net.records()).toHaveLength(2)
  })

  test('C1 where nothing was shown nothing leaves, however much has come meanwhile', async () => {
    const net = await begun(2)
    for (const key of net.records()) await net.erase(key)
    const { terms } = await net.asked()
    expect([terms.records, terms.counts]).toEqual([[], {}])
    await net.bring()
    await net.agree()
    await net.until(() => handedOver(net))
    expect(net.given).toEqual([])
  })

  test('a child’s record is neither asked about nor handed over, whatever is asked for', async () => {
    const net = await begun(5)
    await net.until(() => net.person !== undefined)
    const child = SAMPLE_BUNDLE.replaceAll('하늘', '바다')
      .replaceAll('1984-04-17', '2019-11-02')
      .replaceAll('"value":71.2', '"value":19.87')
    expect(child).toContain('19.87')
    const { node } = net
    await expect(net.run(importAny(node.services, node.store, child, net.clock.now()))).rejects.toThrow(
      expect.objectContaining({ code: 'IMPORT_WHOSE' }),
    )
    const { verificationKey } = await net.run(importAny(node.services, node.store, child, net.clock.now(), { whose: 'other' }))
    const { terms } = await net.asked()
    expect(terms.records.map((r) => r.key)).toEqual(net.records())
    expect(net.records()).not.toContain(verificationKey)
    await net.agree()
    await net.until(() => handedOver(net))
    expect(net.given.length).toBeGreaterThan(0)
    expect(JSON.stringify(net.given)).not.toContain('19.87')
  })

  test('C1 of what was shown, what is erased or superseded before the answer stays', async () => {
    const net = await begun(3)
    await net.until(() => net.person !== undefined)
    const [erased = ''] = net.records()
    const [superseded, kept] = [await net.bring(), await net.bring()]
    const { terms } = await net.asked()
    expect(terms.records).toHaveLength(3)
    await net.erase(erased)
    const changes: Change[] = []
    net.node.documents.supersede(changes, superseded, 'ab'.repeat(32))
    await net.run(net.node.store.commit(changes))
    await net.agree()
    await net.until(() => handedOver(net))
    expect(net.given).toHaveLength(sum(terms.records.find((r) => r.key === kept)?.kinds ?? {}))
  })

  test('C1 what is signed are the terms that were shown, and the key is sealed to whom was shown', async () => {
    const net = await begun(4)
    const { terms: question } = await net.asked()
    await net.agree()
    await net.until(() => handedOver(net))
    const row = net.node.documents.list().find((d) => d.profile === 'hdms/consent-terms')
    const { leaves } = await net.run(net.node.documents.read(row?.verificationKey ?? ''))
    const signed = new Map(leaves.flatMap((l) => (l.type === 'string' ? [[new TextDecoder().decode(l.path.slice(13)), l] as const] : [])))
    for (const [field, value] of Object.entries(question.terms)) expect(new TextDecoder().decode(signed.get(field)?.value)).toBe(value)
    expect(question.terms.end).toBe(String(question.end))
    expect(fromHex(question.sealedTo)).toHaveLength(1216)
  })
})

describe('what the person reads afterwards', () => {
  test('C9 who saw which records, when and what for; nothing before the share is final', async () => {
    const net = await begun(12)
    const consents = async () => {
      const ask = router(consentRoutes(net.node))
      return ((await net.run(ask('GET', '/consents'))) as { consents: { shared: object[]; terms: { recipient: string; end: string } }[] })
        .consents
    }
    expect(await consents()).toEqual([])
    const { terms: shown } = await net.asked()
    net.crash('hospital', HOUR)
    await net.agree()
    await net.clock.runUntil(() => false, 10 * MINUTE)
    expect((await consents()).flatMap((c) => c.shared)).toEqual([])
    const before = net.clock.now()
    await net.until(() => handedOver(net), 2 * DAY)
    const [given, ...more] = await consents()
    expect(more).toEqual([])
    expect(given?.terms.recipient).toBe(HOSPITAL)
    expect(given?.shared).toEqual([
      {
        transaction: expect.stringMatching(/^[0-9a-f]{64}$/),
        time: expect.any(Number),
        purpose: shown.terms.purpose,
        kinds: [...new Set(net.given.map((r) => String(r['resourceType'])))].sort(),
        records: shown.records.map((r) => r.key),
      },
    ])
    const [{ time } = { time: 0 }] = (given?.shared ?? []) as { time: number }[]
    expect(time > before && time <= net.clock.now()).toBe(true)
  })
})

describe('a person who gives something else than was asked for', () => {
  /** The two codecs are each read by one side alone: what one of them reads is changed on its way. */
  const restore: (() => void)[] = []
  afterEach(() => {
    for (const back of restore.splice(0)) back()
  })
  function changed<T extends object>(codec: { decode(bytes: Uint8Array): T }, how: (message: T) => void): void {
    const { decode } = codec
    restore.push(() => void Object.assign(codec, { decode }))
    Object.assign(codec, {
      decode: (bytes: Uint8Array) => {
        const message = decode(bytes)
        how(message)
        return message
      },
    })
  }
  const terms = 'the terms are not what was asked for'
  const other = 'the share is of other data'

  test.each<[string, string, (net: Answered) => void]>([
    ['for another purpose', terms, () => changed(toPatient, (m) => m.dataRequest && Object.assign(m.dataRequest, { purpose: 'research' }))],
    [
      'for longer',
      terms,
      () => changed(toPatient, (m) => m.dataRequest && Object.assign(m.dataRequest, { end: Number(m.dataRequest.end) + 1 })),
    ],
    ['of less', terms, () => changed(toPatient, (m) => m.dataRequest && Object.assign(m.dataRequest, { items: ['Condition'] }))],
    [
      'sealed to somebody else',
      other,
      (net) =>
        changed(
          toPatient,
          (m) => m.dataRequest && Object.assign(m.dataRequest, { recipientKey: net.hospital?.services.identity.sealingKey }),
        ),
    ],
    [
      'with other data than the Share names',
      other,
      () =>
        changed(
          toHospital,
          (m) =>
            m.consent?.ciphertext && Object.assign(m.consent, { ciphertext: m.consent.ciphertext.map((b, i) => (i === 9 ? b ^ 1 : b)) }),
        ),
    ],
    [
      'under a consent that does not open',
      'the consent does not open',
      () => changed(toHospital, (m) => m.consent && Object.assign(m.consent, { nk: new Uint8Array(32) })),
    ],
  ])('%s: the hospital refuses, and hands nothing over', async (_what, why, set) => {
    const net = await begun(15)
    set(net)
    await net.agree()
    await net.until(() => net.errors.length > 0)
    expect([net.ending(), net.errors, net.given]).toEqual(['TX_MALFORMED', [why], []])
  })

  test.each([
    ['nothing', []],
    ['a kind twice', ['Observation', 'Observation']],
    ['two kinds in one word', ['Observation,Condition']],
  ])('a request for %s is not put to the person', async (_what, items) => {
    const net = await begun(16)
    changed(toPatient, (m) => m.dataRequest && Object.assign(m.dataRequest, { items }))
    await net.until(() => net.over())
    expect([net.ending(), net.node.engine.openAsks()]).toEqual(['WIRE_MALFORMED', []])
  })
})

describe('what a release asks for', () => {
  test('a consent that is withdrawn once the Share is final: the key stays, and the hospital gets nothing', async () => {
    const net = await begun(17)
    const { id } = await net.asked()
    const { network } = net.node.services
    const notary = network.notary.bind(network)
    const asked: string[] = []
    // What the notary says to this node from the Share on.
    Object.assign(network, {
      notary: (name: string) => {
        const port = notary(name)
        return Object.assign(Object.create(port) as typeof port, {
          unspent: async (nullifier: Uint8Array) => {
            asked.push(hex(nullifier))
            return { ...(await port.unspent(nullifier)), unspent: false }
          },
        })
      },
    })
    await net.run(net.node.engine.answer(id, { approved: true }))
    await net.until(() => net.over())
    expect([net.ending(), net.given, asked.length]).toEqual(['CONSENT_SPENT', [], 1])
    const { ref, output, row } = net.node.vault.owned('hdms.consent/1')[0] ?? fail('NOT_FOUND', { what: 'consent' })
    const { lock } = await ownLock(net.node.services, row.index)
    expect([output.contract, asked[0]]).toEqual(['hdms.consent/1', hex(inputNullifier({ ref, lock: lock.lock, nk: lock.nk }))])
  })

  test('an answer that is anything but yes or no is none: nothing leaves, and the question stays', async () => {
    const net = await begun(18)
    const { id } = await net.asked()
    for (const approved of ['no', 'true', 1, null])
      expect((await refusal(net.run(net.node.engine.answer(id, { approved }))))?.code).toBe('INPUT_INVALID')
    await net.clock.runUntil(() => false, 60_000)
    expect([net.node.engine.openAsks().map((a) => a.id), net.given]).toEqual([[id], []])
    await net.run(net.node.engine.answer(id, { approved: false }))
    await net.until(() => net.over())
    expect([net.ending(), net.given]).toEqual(['REFUSED', []])
  })
})

describe('erased records do not leave', () => {
  /** The sealed consent is with the hospital, which dies before it has signed the Share. */
  async function waiting(seed: number): Promise<{ net: Answered; question: ConsentQuestion }> {
    const net = await begun(seed)
    await net.bring()
    const question = await net.agree()
    await net.until(() => net.node.documents.hasPieces('key/'))
    net.crash('hospital', 2 * DAY)
    await net.clock.runUntil(() => false, 5_000)
    return { net, question }
  }

  test('C2 erased while their ciphertext lies with the hospital: the key is destroyed, and what still stands goes in another share', async () => {
    const { net, question } = await waiting(5)
    const [first = '', second = ''] = net.records()
    await net.erase(first)
    expect(net.node.documents.hasPieces('key/')).toBe(false)
    net.clock.jump(2 * DAY)
    await net.until(() => handedOver(net))
    expect(net.given).toHaveLength(sum(question.records.find((r) => r.key === second)?.kinds ?? {}))
  })

  test('C2 all erased: nothing reaches the HIS, and the treatment goes on', async () => {
    const { net } = await waiting(6)
    for (const key of net.records()) await net.erase(key)
    net.clock.jump(2 * DAY)
    await net.until(() => handedOver(net))
    expect(net.given).toEqual([])
  })

  test('superseded while it lies with the hospital: it does not leave either', async () => {
    const { net } = await waiting(7)
    const changes: Change[] = []
    for (const key of net.records()) net.node.documents.supersede(changes, key, 'ab'.repeat(32))
    await net.run(net.node.store.commit(changes))
    net.clock.jump(2 * DAY)
    await net.until(() => handedOver(net))
    expect(net.given).toEqual([])
  })
})

describe('a key that waits here for a hospital that is away', () => {
  /** The Share is final, the key is wrapped and lies in the outbox. */
  async function inOutbox(seed: number): Promise<Answered> {
    const net = await begun(seed)
    await net.agree()
    await net.until(() => net.node.vault.list().filter((t) => t.standing === 'verified').length === 3)
    net.crash('hospital', 2 * DAY)
    await net.clock.runUntil(() => false, 5_000)
    expect(await net.run(net.node.store.range('oh/', 'oh0'))).toHaveLength(1)
    return net
  }

  test('its records are erased: it does not leave, also after a restart, and what stands goes in another share', async () => {
    const net = await inOutbox(12)
    for (const key of net.records()) await net.erase(key)
    expect(await net.run(net.node.store.range('oh/', 'oh0'))).toEqual([])
    net.crash('person', 1_000)
    net.clock.jump(2 * DAY)
    await net.until(() => handedOver(net))
    expect(net.given).toEqual([])
  })

  test('its consent is withdrawn: it does not leave, and both sides end with the reason', async () => {
    const net = await inOutbox(13)
    const consent = net.node.vault.owned('hdms.consent/1')[0]?.row.txId ?? ''
    const { result } = await net.run(net.node.engine.startFlow(withdrawConsent, { consent }))
    await net.run(result)
    expect(await net.run(net.node.store.range('oh/', 'oh0'))).toEqual([])
    net.clock.jump(2 * DAY)
    await net.until(() => net.over() && net.his.closed.length > 0)
    expect([net.ending(), net.given, net.his.closed]).toEqual(['CONSENT_SPENT', [], ['CONSENT_SPENT']])
  })

  test('nothing happens to them: it leaves when the hospital is back', async () => {
    const net = await inOutbox(14)
    net.clock.jump(2 * DAY)
    await net.until(() => handedOver(net))
    expect(net.given.length).toBeGreaterThan(0)
    // The result; what was delivered depends on nothing any more.
    await net.agree()
    await net.until(() => net.over())
    expect(await net.run(net.node.store.range('oh/', 'oh0'))).toEqual([])
  })
})

describe('a consent that has ended', () => {
  test('at the question: nobody answers before it, and it is none', async () => {
    const net = await begun(8, 1)
    const { id } = await net.asked()
    net.clock.jump(DAY + MINUTE)
    await net.until(() => net.over())
    expect(net.ending()).toBe('CONSENT_EXPIRED')
    await expect(net.run(net.node.engine.answer(id, { approved: true }))).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('C3 at the release: the key stays', async () => {
    const net = await begun(9, 1)
    await net.agree()
    await net.until(() => net.node.documents.hasPieces('key/'))
    net.crash('hospital', 5 * DAY)
    net.clock.jump(5 * DAY)
    await net.until(() => net.over(), 3 * HOUR)
    expect([net.ending(), net.given]).toEqual(['CONSENT_EXPIRED', []])
  })

  test('C3 at the opening: the notary was away until then, and nothing is opened', async () => {
    const net = await begun(11, 1)
    await net.agree()
    const keyOut = () => net.node.progress.dealings().some((d) => net.node.progress.of(d).some((l) => l.step === 12))
    await net.until(keyOut)
    net.crash('notary', 5 * DAY)
    await net.clock.runUntil(() => false, 5_000)
    net.clock.jump(5 * DAY)
    await net.until(() => net.over(), 3 * HOUR)
    expect([net.ending(), net.given]).toEqual(['CONSENT_EXPIRED', []])
    const steps = (net.hospital?.progress.dealings() ?? []).flatMap((d) => net.hospital?.progress.of(d) ?? []).map((l) => l.step)
    expect(steps).not.toContain(13)
  })

  test('C3 at the hand-over: the HIS was away until then, and gets nothing; both sides know why', async () => {
    const net = await begun(10, 1)
    let [away, tried] = [true, 0]
    const handOver = net.his.handOver.bind(net.his)
    net.his.handOver = async (...call) => {
      tried++
      if (away) fail('SERVICE_UNAVAILABLE', { service: 'HIS' })
      return handOver(...call)
    }
    await net.agree()
    await net.until(() => tried > 0)
    net.clock.jump(5 * DAY)
    away = false
    await net.until(() => net.over(), 3 * HOUR)
    expect([net.ending(), net.given]).toEqual(['CONSENT_EXPIRED', []])
    await net.until(() => net.his.closed.length > 0)
    expect(net.his.closed).toEqual(['CONSENT_EXPIRED'])
  })
})
