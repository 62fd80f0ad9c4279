/** Whom a message is about: its patients and orders, each by itself; identifiers with who gave them out; order numbers as senders write them. */

import { decodeValue, encodeValue } from '@hdms/flows/engine/codec.ts'
import { cxOf, identifiersIn } from '@hdms/node/institutional/his/hl7/identifiers.ts'
import { Domains, type Identifier } from '@hdms/node/institutional/his/identity.ts'
import { DAY } from '@hdms/shared/time.ts'
import { Hl7Message } from '@medplum/core'
import { beforeEach, describe, expect, test } from 'vitest'
import { ccdaXml } from '../support/ccda.ts'
import {
  acks,
  code,
  type HisInbox,
  hisInbox,
  msh,
  ORDER,
  OTHER_ORDER,
  OTHER_PERSON,
  obr,
  obx,
  PATIENT,
  PERSON,
  segments,
} from '../support/his-inbox.ts'

const ours = `PID|1||${PATIENT}^^^LAB^MR`
const somebody = 'PID|2||P-999^^^LAB^MR'
const hiv = 'OBX|1|ST|68961-2^HIV^LN||POSITIVE||||||F'

let h: HisInbox
beforeEach(async () => {
  h = await hisInbox()
  await h.open({ orderId: ORDER, dealing: 'd', patientId: PATIENT, person: PERSON })
})

/** The HIS approved an order, for a patient that it names so. */
async function approved(orderId: string, pid3: string, person = OTHER_PERSON, to = h): Promise<string> {
  await to.open({ orderId, dealing: `d-${orderId}`, person })
  return to.send(segments(msh('ORR^O02'), 'MSA|AA|1', `PID|1||${pid3}`, `ORC|OK|${orderId}|F-1`))
}
const result = (pid3: string, order = ORDER, value = '95'): string =>
  segments(msh('ORU^R01'), `PID|1||${pid3}`, `ORC|RE|${order}|F-1`, obr(order, 'F-1'), obx('2345-7', value))

describe('a message of several patients and orders', () => {
  test.each([
    [
      'another patient after ours',
      [ours, `ORC|RE|${ORDER}|F-1`, obr(ORDER), obx('2345-7', '95'), somebody, 'ORC|RE|LAB-77|F-2', obr('LAB-77'), hiv],
    ],
    [
      'another patient before ours',
      [somebody, 'ORC|RE|LAB-77|F-2', obr('LAB-77'), hiv, ours, `ORC|RE|${ORDER}|F-1`, obr(ORDER), obx('2345-7', '95')],
    ],
    [
      'another order of the same patient before ours',
      [ours, 'ORC|RE|HIS-77|F-2', obr('HIS-77'), hiv, `ORC|RE|${ORDER}`, obr(ORDER), obx('2345-7', '95')],
    ],
    ['another order without an ORC after ours', [ours, `ORC|RE|${ORDER}|F-1`, obr(ORDER), obx('2345-7', '95'), obr('HIS-77', 'F-2'), hiv]],
    ['another patient without an order number', [ours, `ORC|RE|${ORDER}`, obr(ORDER), obx('2345-7', '95'), somebody, obr('', ''), hiv]],
  ])('%s: nothing of it is ours, and that it was there is said', async (_what, body) => {
    const reply = await h.send(segments(msh('ORU^R01'), ...body))
    expect(h.issued()).toContain('"value":95')
    expect(JSON.stringify(h.events)).not.toMatch(/POSITIVE|HIV/)
    expect(acks(reply)[0]).toMatch(/^AA C\d+ 1 of its 2 orders are none of this node$/)
    expect(h.inbox.kept.unmatched().length).toBe(1)
  })

  test('I1 two orders of ours: each has its own results and no other', async () => {
    await h.open({ orderId: OTHER_ORDER, dealing: 'e', patientId: 'P-200', person: OTHER_PERSON })
    const second = ['PID|2||P-200^^^LAB^MR', `ORC|RE|${OTHER_ORDER}`, obr(OTHER_ORDER), hiv]
    const reply = await h.send(segments(msh('ORU^R01'), ours, `ORC|RE|${ORDER}`, obr(ORDER), obx('2345-7', '95'), ...second))
    expect(code(reply)).toBe('AA')
    expect([h.issued(ORDER).includes('POSITIVE'), h.issued(OTHER_ORDER).includes('POSITIVE')]).toEqual([false, true])
    expect([h.issued(ORDER).includes('"value":95'), h.issued(OTHER_ORDER).includes('"value":95')]).toEqual([true, false])
  })

  test('I1 one of them under another patient refuses the whole message, before anything of it is taken', async () => {
    await h.open({ orderId: OTHER_ORDER, dealing: 'e', patientId: 'P-200', person: OTHER_PERSON })
    const reply = await h.send(
      segments(msh('ORU^R01'), ours, `ORC|RE|${ORDER}`, obr(ORDER), obx('2345-7', '95'), `ORC|RE|${OTHER_ORDER}`, obr(OTHER_ORDER), hiv),
    )
    expect(acks(reply)[0]).toMatch(/^AE C\d+ the order is of another patient$/)
    expect(h.events).toEqual([])
    expect((await h.inbox.deadLetters()).map(({ why }) => why)).toEqual(['the order is of another patient'])
  })

  test('a panel in several OBR under one ORC is one order; OBR without numbers are of the one before', async () => {
    await h.send(
      segments(
        msh('ORU^R01'),
        ours,
        `ORC|RE|${ORDER}|F-1`,
        obr(ORDER, 'F-1', 'A^a^L'),
        obx('1-1', '1'),
        obr('', 'F-1', 'B^b^L'),
        obx('2-2', '2'),
        obr('', '', 'C^c^L'),
        obx('3-3', '3'),
      ),
    )
    expect(['"value":1', '"value":2', '"value":3'].map((value) => h.issued().includes(value))).toEqual([true, true, true])
  })

  test.each([
    ['ORC-2 and OBR-2 name two orders', [`ORC|RE|${ORDER}|F-1`, obr('HIS-77', 'F-1'), hiv], 'ORC-2 and OBR-2 name different ones'],
    ['placer and filler number are of two orders of ours', [`ORC|RE|${ORDER}|${OTHER_ORDER}`, obr(ORDER), hiv], 'it names two'],
    [
      'an OBR of another filler number follows, without its placer’s',
      [`ORC|RE|${ORDER}|F-1`, obr(ORDER, 'F-1'), obx('1-1', '1'), obr('', 'F-2'), hiv],
      'with another filler order number',
    ],
    [
      'results stand before several orders',
      [hiv, `ORC|RE|${ORDER}`, obr(ORDER), obx('1-1', '1'), 'ORC|RE|HIS-77', obr('HIS-77'), obx('2-2', '2')],
      'before the first of several orders',
    ],
  ])('%s: it is not clear, refused whole and kept', async (_what, body, why) => {
    await h.open({ orderId: OTHER_ORDER, dealing: 'e', patientId: PATIENT, person: PERSON })
    const reply = await h.send(segments(msh('ORU^R01'), ours, ...body))
    expect(code(reply)).toBe('AE')
    expect(reply).toContain(why)
    expect(h.events).toEqual([])
    expect((await h.inbox.deadLetters()).length).toBe(1)
  })

  test('what is said under a specimen, before its order or after it, belongs to the order (OUL^R22, ORU^R01)', async () => {
    const spm = (n: number) => `SPM|${n}|S${n}||SER^Serum^HL70487`
    await h.open({ orderId: OTHER_ORDER, dealing: 'e', patientId: PATIENT, person: PERSON })
    const oul = [
      spm(1),
      obx('8-8', '8'),
      obr(ORDER),
      `ORC|RE|${ORDER}`,
      obx('1-1', '1'),
      spm(2),
      obx('9-9', '9'),
      obr(OTHER_ORDER),
      `ORC|RE|${OTHER_ORDER}`,
      obx('2-2', '2'),
    ]
    expect(code(await h.send(segments(msh('OUL^R22'), ours, ...oul)))).toBe('AA')
    const values = (order: string) => [...h.issued(order).matchAll(/"value":(\d)/g)].map(([, value]) => value).sort()
    expect([values(ORDER), values(OTHER_ORDER)]).toEqual([
      ['1', '8'],
      ['2', '9'],
    ])
  })

  test('I1 documents of two patients in one MDM, and in one frame', async () => {
    const document = (pid: string, order: string, number: string, text: string) =>
      segments(pid, `TXA|1|CN|TX|20261121||||||||${number}||${order}`, `OBX|1|TX|N^Note^L||${text}||||||F`)
    await h.send(
      segments(msh('MDM^T02'), document(ours, ORDER, 'D1', 'Ours is well.'), document(somebody, 'LAB-9', 'D2', 'About somebody else.')),
    )
    expect(h.issued()).toContain('Ours is well.')
    const frame = segments(
      msh('MDM^T02', 'M1'),
      document(ours, ORDER, 'D3', 'Still well.'),
      msh('MDM^T02', 'M2'),
      document(somebody, 'LAB-9', 'D4', 'About somebody else.'),
    )
    expect(acks(await h.send(frame)).map((ack) => ack.slice(0, 5))).toEqual(['AA M1', 'AA M2'])
    expect(JSON.stringify(h.events)).not.toContain('somebody else')
  })
})

describe('batches', () => {
  const one = (control: string, order = ORDER) =>
    segments(msh('ORU^R01', control), ours, `ORC|RE|${order}`, obr(order, '', '2345-7^Glucose^LN', 'P'), obx('2345-7', '95', 'P'))

  test('each message is answered by itself, and the batch by a batch that names it (§2.10.3)', async () => {
    const reply = await h.send(
      segments(
        'FHS|^~\\&|LIS|LAB|||||||FILE7',
        'BHS|^~\\&|LIS|LAB|||||||BATCH9',
        one('B1'),
        one('B2').replace(PATIENT, 'P-999'),
        'BTS|2',
        'FTS|1',
        '',
      ),
    )
    const lines = reply.split('\r')
    expect(lines.map((line) => line.slice(0, 3))).toEqual(['FHS', 'BHS', 'MSH', 'MSA', 'MSH', 'MSA', 'ERR', 'BTS', 'FTS'])
    expect(lines[0]?.split('|').slice(2, 6)).toEqual(['HDMS', 'O=Hospital,C=KR', 'LIS', 'LAB'])
    expect([lines[0]?.split('|')[11], lines[1]?.split('|')[11]]).toEqual(['FILE7', 'BATCH9'])
    expect(acks(reply).map((ack) => ack.slice(0, 5))).toEqual(['AA B1', 'AE B2'])
    expect([lines.at(-2), lines.at(-1)]).toEqual(['BTS|2', 'FTS|1'])
  })

  test('one that was cut says so in its answer, and what came of it counts', async () => {
    const reply = await h.send(segments('BHS|^~\\&|LIS|LAB|||||||B', one('B3'), 'BTS|3'))
    expect(acks(reply).map((ack) => ack.slice(0, 2))).toEqual(['AA'])
    expect(reply).toContain('BTS|1|of 3 messages that BTS-1 counts 1 came')
  })

  test('a message within one that could not be read is kept, and the others are taken', async () => {
    const reply = await h.send(segments('BHS|^~\\&|LIS|LAB', one('B4'), 'MSH|^~\\&|LIS|LAB|||||ORU^R01', one('B5'), 'BTS|3'))
    expect(acks(reply).map((ack) => ack.slice(0, 5).trim())).toEqual(['AA B4', 'AR  t', 'AA B5'])
    expect((await h.inbox.deadLetters()).length).toBe(1)
  })

  test('a text that looks like a header in the middle of a line is text', async () => {
    const text = segments(msh('ORU^R01'), ours, `ORC|RE|${ORDER}`, obr(ORDER), 'OBX|1|TX|N^Note^L||see MSH|^ of BTS 3||||||F')
    expect(acks(await h.send(text)).length).toBe(1)
  })
})

describe('order numbers', () => {
  test.each([
    ['in capitals', ORDER.toUpperCase(), ''],
    ['with blanks around it', ` ${ORDER} `, ''],
    ['with the namespace of this side', `${ORDER}^HDMS`, ''],
    ['with a namespace and universal id of the HIS’s', `${ORDER}^HIS^1.2.3^ISO`, ''],
    ['as the filler’s number alone', 'HIS-9', ORDER],
    ['as the filler’s, in capitals with a namespace', '', `${ORDER.toUpperCase()}^LAB`],
  ])('%s is ours', async (_what, placer, filler) => {
    expect(code(await h.send(segments(msh('ORU^R01'), ours, `ORC|RE|${placer}|${filler}`, obr(placer, filler), obx('2345-7', '95'))))).toBe(
      'AA',
    )
    expect(h.issued()).toContain('"value":95')
  })

  test.each([
    ['of 12 decimal digits', '202611260001', PATIENT],
    ['of 12 hexadecimal digits, for somebody without an order here', 'c0ffee123456', 'P-777'],
    ['of 12 hexadecimal digits, in a namespace of its own', 'c0ffee123456^LAB', PATIENT],
  ])('an order of the HIS’s own %s is taken, counted and kept', async (_what, number, patient) => {
    const reply = await h.send(result(`${patient}^^^LAB^MR`, number))
    expect(acks(reply)[0]).toMatch(/^AA C\d+ it is about no order of this node$/)
    expect(h.unmatched).toEqual(['ORU^R01'])
    expect(h.inbox.kept.unmatched().map(({ type, why }) => [type, why])).toEqual([['ORU^R01', 'it is about no order of this node']])
  })

  test.each([
    ['by its form and patient', 'c0ffee123456'],
    ['by its namespace', 'HIS-1^HDMS'],
  ])('one that must be ours %s and is not known is refused', async (_what, number) => {
    expect(acks(await h.send(result(`${PATIENT}^^^LAB^MR`, number)))[0]).toMatch(/^AE C\d+ the order number is not known here$/)
  })
})

describe('patients', () => {
  test('I2 are told apart by who gave their number out, and of which kind it is', async () => {
    expect(code(await approved(OTHER_ORDER, 'P-1^^^HANBIT^MR~850101-1^^^KR^NNKOR'))).toBe('AA')
    expect(h.orders.get(OTHER_ORDER)?.patientId).toBe('P-1')
    for (const pid3 of ['P-1^^^OTHERHOSP^MR', 'P-1^^^HANBIT^DL', 'P-1^^^HANBIT^VN', 'P-2^^^HANBIT^MR', '850101-1^^^KR^NNKOR'])
      expect([pid3, acks(await h.send(result(pid3, OTHER_ORDER)))[0]]).toEqual([pid3, expect.stringMatching(/^AE .*of another patient$/)])
    for (const pid3 of [
      'P-1^^^HANBIT^MR',
      'P-1',
      'P-1^^^HANBIT',
      'P-1^^^OTHER^MR~P-1^^^hanbit&1.2.3&ISO^MR',
      'V-3^^^HANBIT^VN~P-1^^^HANBIT^MR',
    ])
      expect([pid3, code(await h.send(result(pid3, OTHER_ORDER)))]).toEqual([pid3, 'AA'])
  })

  test('I2 of a HIS that named no authority: the only one that is said, or the sender’s; of several others nobody can tell', async () => {
    for (const [pid3, expected] of [
      [`${PATIENT}^^^HOSP^MR`, 'AA'],
      [`${PATIENT}^^^LAB^MR~9^^^OTHER^MR`, 'AA'],
      [`${PATIENT}^^^OTHER^MR~9^^^LAB^MR`, 'AE'],
      [`${PATIENT}^^^ONE^MR~9^^^TWO^MR`, 'AE'],
    ] as const)
      expect([pid3, code(await h.send(result(pid3)))]).toEqual([pid3, expected])
    expect((await h.inbox.deadLetters()).map(({ why }) => why)).toEqual([
      'the order is of another patient',
      expect.stringContaining('say with his-domains'),
    ])
  })

  test('the configuration names the hospital’s own authorities: each by all its names, the first where none is said', async () => {
    const named = await hisInbox({ domains: ['HANBIT=1.2.410.7=https://hanbit.example/mrn', 'ANNEX'] })
    await named.open({ orderId: ORDER, dealing: 'd', person: PERSON })
    await named.send(segments(msh('ORR^O02'), 'MSA|AA|1', 'PID|1||A-5^^^ANNEX^MR~P-1^^^HANBIT^MR', `ORC|OK|${ORDER}`))
    for (const [pid3, expected] of [
      ['P-1', 'AA'],
      ['P-1^^^&1.2.410.7&ISO^MR', 'AA'],
      ['A-5^^^ANNEX^MR', 'AA'],
      ['A-5', 'AE'],
      ['P-1^^^ANNEX^MR', 'AE'],
      ['P-1^^^ELSEWHERE^MR', 'AE'],
    ] as const)
      expect([pid3, code(await named.send(result(pid3)))]).toEqual([pid3, expected])
  })

  test.each([
    ['the OID of the decision', 'P-1^^^HAN&1.2.410.100110&ISO^MR', [], 'AA'],
    ['another one with the same number', 'P-1^^^HAN&1.2.410.9&ISO^MR', [], 'AE'],
    ['the OID that the configuration knows', 'P-1', ['HANBIT=1.2.410.100110'], 'AA'],
    ['another one than the configuration knows', 'P-1^^^HANBIT^MR', ['HANBIT=1.2.410.9'], 'AE'],
    ['beside a namespace alone it says nothing', 'P-1^^^HANBIT^MR', [], 'AA'],
    ['beside a system that is no OID it says nothing', 'P-1^^^urn:hdms:his-patient^MR', [], 'AA'],
  ])('I2 a C-CDA names its patient by root and number: %s', async (_what, pid3, domains, expected) => {
    const his = await hisInbox({ domains })
    await his.open({ orderId: ORDER, dealing: 'd', person: PERSON })
    await his.send(segments(msh('ORR^O02'), 'MSA|AA|1', `PID|1||${pid3}`, `ORC|OK|${ORDER}`))
    const xml = Buffer.from(ccdaXml({ patient: 'P-1' })).toString('base64')
    const file = `OBX|1|ED|18842-5^Discharge^LN||^TEXT^XML^Base64^${xml}||||||F`
    const reply = await his.send(segments(msh('ORU^R01'), `PID|1||${pid3}`, `ORC|RE|${ORDER}|F-1`, obr(ORDER, 'F-1'), file))
    expect(acks(reply)[0]).toMatch(expected === 'AA' ? /^AA/ : /^AE .*of another patient$/)
    // Over FHIR the same is asked of the same place.
    const over = () => his.inbound.document(ORDER, [{ root: '1.2.410.100110', extension: 'P-1' }]).orderId
    if (expected === 'AA') expect(over()).toBe(ORDER)
    else expect(over).toThrow(/another patient/)
  })

  test('I2 over FHIR likewise: the system belongs to the number', async () => {
    await h.open({ orderId: OTHER_ORDER, dealing: 'e', person: OTHER_PERSON })
    const id = (value: string, authority: string): Identifier => ({ value, authority, type: '' })
    await h.inbound.decide(OTHER_ORDER, { approved: true, reason: '', ids: [id('P-1', 'urn:oid:1.2.3')] })
    expect(h.inbound.order(OTHER_ORDER, [id('P-1', 'urn:oid:1.2.3')]).orderId).toBe(OTHER_ORDER)
    expect(() => h.inbound.order(OTHER_ORDER, [id('P-1', 'urn:oid:9.9')])).toThrow(/another patient/)
    // The same authority in HL7 v2.
    expect(code(await h.send(result('P-1^^^&1.2.3&ISO', OTHER_ORDER)))).toBe('AA')
  })

  test('identifiers are read and written with all they have', () => {
    const pid3 = 'P\\T\\1^^^HAN&1.2.3&ISO^MR~V-2^^^HAN^VN~""~P-3'
    const [read] = [identifiersIn(Hl7Message.parse(`MSH|^~\\&|A\rPID|1||${pid3}`).getSegment('PID'), 3)]
    expect(read).toEqual([
      { value: 'P&1', authority: 'HAN&1.2.3&ISO', type: 'MR' },
      { value: 'V-2', authority: 'HAN', type: 'VN' },
      { value: 'P-3', authority: '', type: '' },
    ])
    expect(cxOf(read)).toBe('P\\T\\1^^^HAN&1.2.3&ISO^MR~V-2^^^HAN^VN~P-3')
    expect(new Domains().match([], read)).toBe('other')
  })

  test('a decision stands: another patient, or a refusal, later is refused', async () => {
    await approved(OTHER_ORDER, 'P-1^^^LAB^MR')
    const again = (pid3: string, orc = 'OK') => h.send(segments(msh('ORR^O02'), 'MSA|AA|1', `PID|1||${pid3}`, `ORC|${orc}|${OTHER_ORDER}`))
    expect(code(await again('P-1^^^LAB^MR'))).toBe('AA')
    expect(acks(await again('P-2^^^LAB^MR'))[0]).toMatch(/AE .*of another patient/)
    expect(acks(await again('P-1^^^LAB^MR', 'UA'))[0]).toMatch(/AE .*decided otherwise/)
    expect(acks(await again('P-1^^^LAB^MR', 'SC'))[0]).toMatch(/AE .*must be OK or UA/)
    expect(h.events.filter(({ event }) => event.kind === 'decision').length).toBe(1)
  })
})

describe('what becomes of patients', () => {
  const adt = (trigger: string, ...body: readonly string[]) => segments(msh(`ADT^${trigger}`), `EVN|${trigger}`, ...body)
  beforeEach(async () => {
    await approved(OTHER_ORDER, '100^^^HOSPA^MR~500^^^HOSPB^MR')
  })
  const accepts = async (pid3: string): Promise<string> => code(await h.send(result(pid3, OTHER_ORDER)))

  test.each(['A18', 'A30', 'A34', 'A36', 'A39', 'A40', 'A46', 'A47'])(
    '%s: an identifier becomes another of its own authority',
    async (trigger) => {
      expect(code(await h.send(adt(trigger, 'PID|1||600^^^HOSPB^MR~200^^^HOSPA^MR', 'MRG|100^^^HOSPA^MR')))).toBe('AA')
      expect(h.orders.get(OTHER_ORDER)?.patientId).toBe('200')
      expect(await accepts('200^^^HOSPA^MR')).toBe('AA')
      // What is under way under the former number is of this patient; another's number 200 is not.
      expect([await accepts('100^^^HOSPA^MR'), await accepts('200^^^HOSPB^MR'), await accepts('600^^^HOSPB^MR')]).toEqual([
        'AA',
        'AE',
        'AE',
      ])
      const restarted = await hisInbox({ store: h.store })
      expect(code(await restarted.send(result('100^^^HOSPA^MR', OTHER_ORDER)))).toBe('AA')
    },
  )

  test.each(['A35', 'A38', 'A41', 'A42', 'A44', 'A45', 'A49', 'A50'])(
    '%s is of an account or a visit, and changes no patient',
    async (trigger) => {
      expect(code(await h.send(adt(trigger, 'PID|1||200^^^HOSPA^MR', 'MRG|100^^^HOSPA^MR||ACC-1')))).toBe('AA')
      expect(h.orders.get(OTHER_ORDER)?.patientId).toBe('100')
      expect(await accepts('200^^^HOSPA^MR')).toBe('AE')
    },
  )

  test('a merge of the same number of another authority concerns nobody here', async () => {
    expect(code(await h.send(adt('A40', 'PID|1||200^^^ELSEWHERE^MR', 'MRG|100^^^ELSEWHERE^MR')))).toBe('AA')
    expect(h.orders.get(OTHER_ORDER)?.patientId).toBe('100')
  })

  test('a merge into a number of another authority alone is refused', async () => {
    expect(acks(await h.send(adt('A40', 'PID|1||200^^^HOSPC^MR', 'MRG|100^^^HOSPA^MR')))[0]).toMatch(/AE .*different authorities/)
    expect(h.orders.get(OTHER_ORDER)?.patientId).toBe('100')
  })

  test('of several pairs of which one cannot be, none is', async () => {
    await approved('c1b2c3d4e5f6', '900^^^HOSPA^MR', 'CN=1111111111111111,O=Health In My Storage,C=KR')
    const reply = await h.send(adt('A40', 'PID|1||500^^^HOSPA^MR', 'MRG|100^^^HOSPA^MR', 'PID|2||900^^^HOSPA^MR', 'MRG|500^^^HOSPA^MR'))
    expect(acks(reply)[0]).toMatch(/AE .*two people/)
    expect(h.orders.get(OTHER_ORDER)?.patientId).toBe('100')
  })

  test('a merge that is told again after the next one turns nothing back', async () => {
    const merge = (prior: string, next: string) => h.send(adt('A40', `PID|1||${next}^^^HOSPA^MR`, `MRG|${prior}^^^HOSPA^MR`))
    await merge('100', '200')
    await merge('200', '300')
    await merge('100', '200')
    expect(h.orders.get(OTHER_ORDER)?.patientId).toBe('300')
    expect([await accepts('100^^^HOSPA^MR'), await accepts('200^^^HOSPA^MR'), await accepts('300^^^HOSPA^MR')]).toEqual(['AA', 'AA', 'AA'])
  })

  test('A24 links two patients, A37 takes that back; a merge is not taken back', async () => {
    const both = ['PID|1||100^^^HOSPA^MR', 'PV1|1|I', 'PID|2||700^^^HOSPA^MR']
    expect(await accepts('700^^^HOSPA^MR')).toBe('AE')
    await h.send(adt('A24', ...both))
    expect([await accepts('700^^^HOSPA^MR'), h.orders.get(OTHER_ORDER)?.patientId]).toEqual(['AA', '100'])
    await h.send(adt('A37', ...both))
    expect([await accepts('700^^^HOSPA^MR'), await accepts('100^^^HOSPA^MR')]).toEqual(['AE', 'AA'])
    await h.send(adt('A40', 'PID|1||800^^^HOSPA^MR', 'MRG|100^^^HOSPA^MR'))
    expect(acks(await h.send(adt('A37', 'PID|1||100^^^HOSPA^MR', 'PID|2||800^^^HOSPA^MR')))[0]).toMatch(/AE .*not taken apart/)
  })

  test('A43 moves: the order goes with its number, and the patient that had it before has it no more', async () => {
    await h.send(adt('A43', 'PID|1||200^^^HOSPA^MR', 'MRG|100^^^HOSPA^MR'))
    expect(h.orders.get(OTHER_ORDER)?.patientId).toBe('200')
    expect([await accepts('200^^^HOSPA^MR'), await accepts('100^^^HOSPA^MR'), await accepts('500^^^HOSPB^MR')]).toEqual(['AA', 'AE', 'AE'])
  })

  test('what is sent to the HIS names the patient as the HIS does', () => {
    expect(cxOf(h.inbound.patientOf(OTHER_ORDER))).toBe('100^^^HOSPA^MR~500^^^HOSPB^MR')
  })
})

describe('a result before the decision on its order', () => {
  const oru = (value: string, status = 'F', patient = 'P-1') =>
    segments(
      msh('ORU^R01'),
      `PID|1||${patient}^^^LAB^MR`,
      `ORC|RE|${OTHER_ORDER}`,
      obr(OTHER_ORDER, '', '2345-7^Glucose^LN', status),
      obx('2345-7', value, status),
    )
  beforeEach(() => h.open({ orderId: OTHER_ORDER, dealing: 'e', person: OTHER_PERSON }))

  test('waits for it, in its order, over a restart; others do not wait', async () => {
    expect(acks(await h.send(oru('90', 'P')))[0]).toMatch(/^AA C\d+ waits for the decision/)
    expect(code(await h.send(oru('95')))).toBe('AA')
    expect(code(await h.send(result(`${PATIENT}^^^LAB^MR`)))).toBe('AA')
    expect([h.issued(ORDER) !== '', h.issued(OTHER_ORDER)]).toEqual([true, ''])
    const again = await hisInbox({ store: h.store })
    expect(code(await approved(OTHER_ORDER, 'P-1^^^LAB^MR', OTHER_PERSON, again))).toBe('AA')
    expect(again.issued(OTHER_ORDER)).toContain('"value":95')
    expect(again.inbox.kept.counts.waiting).toBe(0)
  })

  test('of another patient than the decision says is a dead letter then, and none of the order', async () => {
    await h.send(oru('90', 'F', 'P-2'))
    await approved(OTHER_ORDER, 'P-1^^^LAB^MR')
    expect(h.issued(OTHER_ORDER)).toBe('')
    expect((await h.inbox.deadLetters()).map(({ why }) => why)).toEqual(['the order is of another patient'])
    expect(code(await h.send(oru('95')))).toBe('AA')
    expect(h.issued(OTHER_ORDER)).toContain('"value":95')
  })

  test('is not overtaken by one that comes when the decision is there and it was not taken yet', async () => {
    await h.send(oru('90', 'P'))
    await h.inbound.decide(OTHER_ORDER, { approved: true, reason: '', ids: ['P-1'] })
    expect(acks(await h.send(oru('95')))[0]).toMatch(/^AA .*waits/)
    expect(h.issued(OTHER_ORDER)).toBe('')
    await h.inbox.kept.sweep()
    expect([h.issued(OTHER_ORDER).includes('"value":95'), h.inbox.kept.counts.waiting]).toEqual([true, 0])
  })

  test('waits a day and not longer, and so many and not more', async () => {
    for (let n = 0; n < 200; n++) await h.send(oru(String(n), 'P'))
    expect(acks(await h.send(oru('200')))[0]).toMatch(/^AR .*send it again/)
    h.pass(DAY + 1)
    await h.inbox.kept.sweep()
    expect([h.inbox.kept.counts.waiting, h.inbox.kept.counts.letters]).toEqual([0, 200])
    await approved(OTHER_ORDER, 'P-1^^^LAB^MR')
    expect(code(await h.send(oru('201')))).toBe('AA')
    expect(h.issued(OTHER_ORDER)).toContain('"value":201')
  })
})

describe('the erasure of an order’s record', () => {
  const named = (patient: string, order: string) =>
    segments(msh('ORU^R01'), `PID|1||${patient}^^^LAB^MR||DOE^JANE`, `ORC|RE|${order}|F-1`, obr(order, 'F-1'), obx('2345-7', '95'))
  const large = (order: string) => `${named('P-3', order)}\rNTE|1||${'JANE '.repeat(300_000)}`
  /** Whether a text stands anywhere on the disk, in one byte a character or in two. */
  async function isLeft(text: string, store = h.store): Promise<boolean> {
    const rows = await store.range('', '\uffff')
    return rows.some(([, row]) => [Buffer.from(text, 'latin1'), Buffer.from(text, 'utf16le')].some((t) => Buffer.from(row).includes(t)))
  }
  const erase = async (order: string, by = h) => {
    const changes: Parameters<typeof by.orders.forget>[0] = []
    by.orders.forget(changes, order)
    await by.store.commit(changes)
  }

  test('C5 takes the messages along that were kept for any reason and name it, over a restart too; those of others stay', async () => {
    await h.open({ orderId: OTHER_ORDER, dealing: 'e', person: OTHER_PERSON })
    await h.inbound.decide(ORDER, { approved: true, reason: '', ids: ['P-100'] })
    // Of another patient: dead letters, one of them in pieces. Without a decision: waits. Unreadable, in two bytes a character: buried.
    expect(code(await h.send(named('P-3', ORDER)))).toBe('AE')
    expect(code(await h.send(large(ORDER.toUpperCase())))).toBe('AE')
    await h.inbox.receive(
      Buffer.from(`MSH|^~\\&|LIS|LAB|||2026||ORU^R01|C|P|2.5.1|||||||\rPID|||P-4||DOE^JANE\rORC|RE|${ORDER}`, 'utf16le'),
    )
    expect(code(await h.send(named('P-5', OTHER_ORDER)))).toBe('AA')
    const before = h.inbox.kept.counts
    expect([before.letters, before.waiting]).toEqual([3, 1])
    // A program from before did not look for numbers.
    for (const [key, row] of await h.store.range('hd/', 'hd0')) {
      const { numbers: _, ...old } = decodeValue<{ readonly numbers: readonly string[] }>(row)
      await h.store.commit([{ key, value: encodeValue(old) }])
    }
    const again = await hisInbox({ store: h.store })
    await erase(ORDER, again)
    expect(again.inbox.kept.counts).toMatchObject({ letters: 0, waiting: 1 })
    expect([await isLeft('P-3'), await isLeft('P-4'), await isLeft('DOE^JANE')]).toEqual([false, false, true])
    await erase(OTHER_ORDER, again)
    expect([again.inbox.kept.counts.waiting, await isLeft('JANE')]).toEqual([0, false])
  })

  test('C5 one that is read when its order goes, or comes afterwards, is answered and not kept: over a restart too', async () => {
    await h.inbound.decide(ORDER, { approved: true, reason: '', ids: ['P-100'] })
    const read = h.send(large(ORDER))
    await erase(ORDER)
    expect(code(await read)).toBe('AE')
    for (const by of [h, await hisInbox({ store: h.store })]) {
      // Named by this node, in small letters and in large ones, and in a message of somebody else's order.
      for (const order of [ORDER, ORDER.toUpperCase(), `LAB-1|||||||||||||${ORDER}`]) await by.send(named('P-3', order))
      expect([by.inbox.kept.counts.letters, by.inbox.kept.counts.unmatched, await isLeft('JANE')]).toEqual([0, 0, false])
    }
  })

  test('C5 one whose batch is written after its order went is dropped at the next look, and at a start', async () => {
    await h.inbound.decide(ORDER, { approved: true, reason: '', ids: ['P-100'] })
    await h.send(named('P-3', ORDER))
    const late = (await h.store.range('hb/', 'he0')).filter(([key]) => /^h[bd]\//.test(key)).map(([key, value]) => ({ key, value }))
    expect(late).toHaveLength(2)
    await erase(ORDER)
    await h.store.commit(late)
    await h.inbox.kept.sweep()
    expect(await isLeft('JANE')).toBe(false)
    await h.store.commit(late)
    await hisInbox({ store: h.store })
    expect(await isLeft('JANE')).toBe(false)
  })

  test('C5 one that is being written when its order goes is not kept', async () => {
    const sent = h.send(large(ORDER))
    await h.inbound.decide(ORDER, { approved: true, reason: '', ids: ['P-100'] })
    while (h.inbox.kept.counts.letters === 0) await new Promise((resolve) => setImmediate(resolve))
    await erase(ORDER)
    await sent
    expect([h.inbox.kept.counts.letters, await isLeft('JANE')]).toEqual([0, false])
    expect((await hisInbox({ store: h.store })).inbox.kept.counts.letters).toBe(0)
  })
})

describe('what matches nothing', () => {
  test('I8 is tried again once the reason is mended, and goes when it is taken', async () => {
    await h.send(result('P-9^^^LAB^MR', 'HIS-5'))
    const [letter] = h.inbox.kept.unmatched()
    await expect(h.inbox.kept.replay(letter?.id ?? '', 'unmatched')).rejects.toThrow(/no order of this node/)
    await h.open({ orderId: 'HIS-5', dealing: 'x', patientId: 'P-9', person: PERSON })
    expect(await h.inbox.kept.replay(letter?.id ?? '', 'unmatched')).toBe('AA')
    expect([h.issued('HIS-5').includes('"value":95'), h.inbox.kept.unmatched().length]).toEqual([true, 0])
  })

  test('I8 is kept for some days, or counted only, as the hospital says', async () => {
    await h.send(result('P-9^^^LAB^MR', 'HIS-5'))
    h.pass(8 * DAY)
    await h.send(result('P-9^^^LAB^MR', 'HIS-6'))
    expect(h.inbox.kept.unmatched().length).toBe(1)
    const counting = await hisInbox({ unmatchedDays: 0 })
    await counting.send(result('P-9^^^LAB^MR', 'HIS-5'))
    expect([counting.unmatched, counting.inbox.kept.counts.unmatched]).toEqual([['ORU^R01'], 0])
    expect(JSON.stringify(await counting.store.range('a', 'z'))).not.toContain('P-9')
  })
})
