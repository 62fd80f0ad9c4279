/** What a person agreed to sell is what is sold, for as long as it stands: the question, the release, the opening, and every export. */
import { consentRoutes } from '@hdms/node/capabilities/consent.ts'
import { router } from '@hdms/node/core/routes.ts'
import { exportOf } from '@hdms/node/institutional/export.ts'
import { importAny, importBundle } from '@hdms/node/personal/records.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { groupsOf } from '@hdms/shared/documents/document.ts'
import { toValue } from '@hdms/shared/documents/json.ts'
import { fail } from '@hdms/shared/errors.ts'
import { DAY, HOUR, MINUTE } from '@hdms/shared/time.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { Sales } from '../support/sales.ts'
import { bundleOf } from '../support/trading-network.ts'

describe('what was shown is what is sold, and what is erased is not', () => {
  let sales: Sales
  beforeAll(async () => {
    sales = await new Sales(71).open(['p3', 'p4', 'p5', 'p6'])
  }, 120_000)

  test('C1 records that come between the question and the answer stay; the words that were shown are signed', async () => {
    await sales.buy('p3')
    const { id, terms } = await sales.asked('p3')
    expect(terms.records).toEqual(sales.records('p3'))
    const node = sales.person('p3')
    await sales.net.run(importBundle(node.services, node.store, bundleOf(9), sales.net.clock.now()))
    // A child's record lies apart: it is neither offered nor sold, and in no export.
    const child = bundleOf(9)
      .replaceAll(/"birthDate":"[^"]*"/g, '"birthDate":"2019-11-02"')
      .replaceAll(/"value":[0-9.]+/g, '"value":19.87')
    await sales.net.run(importAny(node.services, node.store, child, sales.net.clock.now(), { whose: 'other' }))
    expect(node.documents.others()).toHaveLength(1)
    await sales.agree('p3', id)
    await sales.until(() => sales.answer('p3').state === 'bought')
    expect(sales.answer('p3').resources).toBe(terms.sets.reduce((n, s) => n + s.count, 0))
    expect(sales.answer('p3').report).toHaveLength(1)
    const query = sales.net.research.query(sales.id)
    const files = await sales.net.run(
      exportOf(sales.net.institute ?? fail('NOT_FOUND', { what: 'institute' }), query, sales.net.clock.now()),
    )
    expect(files.some((f) => f.text.includes('19.87'))).toBe(false)
    const row = node.documents.list().find((d) => d.profile === 'hdms/consent-terms')
    const [group] = groupsOf((await sales.net.run(node.documents.read(row?.verificationKey ?? ''))).leaves)
    expect(group && toValue(group.value)).toEqual(terms.terms)
    expect(terms.terms.recipientKey).toBe(hex(node.services.network.node(terms.recipient).identityKey))
  })

  test('C2 what is erased between the question and the answer is not sold', async () => {
    await sales.buy('p4')
    const { id } = await sales.asked('p4')
    await sales.erase('p4')
    await sales.agree('p4', id)
    await sales.until(() => sales.offer('p4').state === 'over')
    expect([sales.offer('p4').why, sales.answer('p4').pieces]).toEqual([expect.stringContaining('nothing here any more'), []])
  })

  test('two questions at once: each answer is for its own', async () => {
    await sales.buy('p5', 'p6')
    const [five, six] = [await sales.asked('p5'), await sales.asked('p6')]
    expect(five.id).not.toBe(six.id)
    await expect(sales.net.run(sales.person('p5').engine.answer(six.id, { approved: true }))).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await sales.net.run(sales.person('p5').engine.answer(five.id, { approved: false }))
    await sales.agree('p6', six.id)
    await sales.until(() => sales.answer('p6').state === 'bought')
    expect(sales.answer('p5').pieces).toEqual([])
  })

  test('C2 erased while the sealed offer lies with the buyer: the key is destroyed, nothing is paid, the buyer reads nothing', async () => {
    sales.net.faults.delay = 400
    const before = sales.steps('p7').length
    await sales.buy('p7')
    await sales.until(() => sales.steps('p7').slice(before).includes(11))
    await sales.erase('p7')
    expect(sales.person('p7').documents.hasPieces('key/')).toBe(false)
    sales.net.faults.delay = 0
    await sales.until(() => sales.offer('p7').state === 'not-bought' || sales.offer('p7').state === 'over', HOUR)
    expect(sales.offer('p7').why).toContain('erased')
    sales.net.clock.jump(70 * MINUTE)
    await sales.until(() => sales.answer('p7').state === 'refunded', HOUR)
    expect(sales.answer('p7')).toMatchObject({ pieces: [], resources: 0, price: 0 })
  })
})

describe('exports', () => {
  let sales: Sales
  beforeAll(async () => {
    sales = await new Sales(72).open([])
    await sales.buy('p4', 'p5', 'p6')
    await sales.until(() => ['p4', 'p5', 'p6'].every((who) => sales.answer(who).state === 'bought' && sales.offer(who).state === 'sold'))
  }, 120_000)

  test('C9 a seller reads that the sale was made under the consent, for what and when', async () => {
    const node = sales.person('p5')
    const { consents } = (await sales.net.run(router(consentRoutes(node))('GET', '/consents'))) as {
      consents: { id: string; shared: { purpose: string; time: number }[]; terms: { purpose: string } }[]
    }
    expect(consents.map((c) => [c.id, c.shared])).toEqual([
      [
        sales.offer('p5').consent,
        [expect.objectContaining({ purpose: consents[0]?.terms.purpose, time: expect.any(Number), kinds: [], records: [] })],
      ],
    ])
  })

  test('C4 who withdrew is not in the next one, though nobody has asked the notary since; the researcher sees how many and why', async () => {
    const first = await sales.export()
    expect([first.people, first.leftOut]).toEqual([3, { withdrawn: 0, ended: 0, unanswered: 0 }])
    expect(Date.parse(first.usableUntil)).toBeLessThanOrEqual(sales.offer('p4').useUntil * MINUTE)
    await sales.withdraw('p4')
    const second = await sales.export()
    expect([second.people, second.leftOut, second.terms.leftOut]).toEqual([2, { withdrawn: 1, ended: 0, unanswered: 0 }, second.leftOut])
    expect(sales.answer('p4')).toMatchObject({ state: 'withdrawn', why: expect.stringContaining('destroy') })
  })

  test('C4 who erases while an export is made is not in it, whatever was read of it by then', async () => {
    await sales.buy('p8')
    await sales.until(() => sales.answer('p8').state === 'bought' && sales.offer('p8').state === 'sold')
    const { documents } = sales.net.institute?.services ?? fail('NOT_FOUND', { what: 'institute' })
    const read = documents.readPiece.bind(documents)
    let reads = 0
    documents.readPiece = async (name) => {
      const lot = await read(name)
      // The first person's lot is read already, whoever that is, when the notice comes.
      if (++reads === 1) {
        await sales.erase('p8')
        await sales.until(() => sales.answer('p8').erased !== undefined)
      }
      return lot
    }
    try {
      expect((await sales.export()).people).toBe(2)
    } finally {
      documents.readPiece = read
    }
    expect(reads).toBeGreaterThan(2)
    await sales.until(() => sales.answer('p8').pieces.length === 0, 30 * MINUTE)
  })

  test('withdrawn before what was bought is opened: the seller is paid, nothing is opened or exported, and the person is told that it was destroyed', async () => {
    const { net } = sales
    // The buyer dies once the seller has let the key go, and the person withdraws before it is back.
    await sales.letGo('p7')
    net.crash('institute', 5 * MINUTE)
    await sales.withdraw('p7')
    net.clock.jump(5 * MINUTE)
    await sales.until(() => net.institute !== undefined && sales.offer('p7').attested !== '', 20 * MINUTE)
    expect(sales.answer('p7')).toMatchObject({ state: 'withdrawn', pieces: [], resources: 0, price: 20 })
    expect(sales.offer('p7').attested).toContain('deleted')
    expect((await sales.export()).people).toBe(2)
  })

  test('C4 without a notary the last word serves for an hour and no longer, nor after the clock was set back', async () => {
    sales.net.crash('notary', 30 * DAY)
    await sales.net.clock.runUntil(() => false, 1_000)
    expect((await sales.export()).people).toBe(2)
    sales.net.clock.jump(59 * MINUTE)
    expect((await sales.export()).people).toBe(2)
    sales.net.clock.jump(5 * MINUTE)
    await expect(sales.export()).rejects.toMatchObject({
      code: 'NOT_FOUND',
      data: { what: expect.stringContaining('of 2 no notary answers') },
    })
    sales.net.clock.jump(-2 * HOUR)
    await expect(sales.export()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('the opening', () => {
  test('C3 after the consent has ended does not happen: the seller is paid, the buyer reads nothing', async () => {
    const sales = new Sales(73)
    const minute = Math.floor(sales.net.clock.now() / MINUTE)
    await sales.open([], { expires: minute + 1_440, useUntil: minute + 2_880 })
    await sales.letGo('p7')
    // The buyer dies there, and is back when the consent is over.
    sales.net.crash('institute', 3 * DAY)
    sales.net.clock.jump(3 * DAY)
    await sales.until(() => sales.net.institute !== undefined && sales.offer('p7').state === 'sold', HOUR)
    await sales.until(() => sales.answer('p7').why !== '', HOUR)
    expect(sales.answer('p7')).toMatchObject({ pieces: [], resources: 0, price: 20, why: expect.stringContaining('ended') })
    expect(sales.offer('p7').earned).toBe(20)
    await expect(sales.export()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
