/** HL7 v2 as senders really send it: bytes, characters, acknowledgements, what counts once, and what could not be used. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Engine } from '@hdms/flows/engine/engine.ts'
import type { HisEvent } from '@hdms/flows/treatment/his-port.ts'
import type { HospitalServices, OrderRow } from '@hdms/flows/treatment/hospital.ts'
import { validateResource } from '@hdms/health/fhir/validate.ts'
import { fhirTime } from '@hdms/health/hl7-time.ts'
import { decodeMessage, encodeMessage } from '@hdms/node/institutional/his/hl7/charset.ts'
import { FrameReader, framed } from '@hdms/node/institutional/his/hl7/frames.ts'
import { Inbox } from '@hdms/node/institutional/his/hl7/inbox.ts'
import { take } from '@hdms/node/institutional/his/hl7/incoming.ts'
import { resultsIn } from '@hdms/node/institutional/his/hl7/results.ts'
import { escapeHl7, field, unescapeHl7 } from '@hdms/node/institutional/his/hl7/text.ts'
import { HisInbound } from '@hdms/node/institutional/his/inbound.ts'
import { composed } from '@hdms/node/institutional/his/reports.ts'
import { OrderBook } from '@hdms/node/institutional/orders.ts'
import { fromUtf8, utf8 } from '@hdms/shared/bytes.ts'
import { parseJson } from '@hdms/shared/documents/json.ts'
import { fail } from '@hdms/shared/errors.ts'
import { memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import { Hl7Message } from '@medplum/core'
import { beforeEach, describe, expect, test } from 'vitest'
import { ccdaXml, problemSection, resultSection } from '../support/ccda.ts'
import { dataPath, needs } from '../support/data.ts'
import { seeded } from '../support/random.ts'
import { SimClock } from '../support/sim-clock.ts'

const silent = { info() {}, warn() {}, error() {}, child: () => silent }
const ORDER = 'a1b2c3d4e5f6'
const PATIENT = 'P-100'
const PERSON = 'CN=0123456789abcdef,O=Health In My Storage,C=KR'

interface Started {
  readonly args: { readonly resources: readonly string[]; readonly kind: string; readonly reason: string }
  readonly client: string
}

/** A hospital's side of the HIS without the flows behind it. */
async function hospital(store = memoryNodeStore()) {
  const clock = new SimClock()
  const events: { orderId: string; event: HisEvent; id: string }[] = []
  const started: Started[] = []
  const state = { down: false, running: [] as string[] }
  const engine = {
    deliver: async (_type: string, orderId: string, event: unknown, id: string) => {
      if (state.down) fail('STORE_FAILED', { why: 'disk full' })
      if (!events.some((e) => e.id === id)) events.push({ orderId, event: event as HisEvent, id })
    },
    startFlow: async (_flow: unknown, args: unknown, client: string) => {
      if (!started.some((s) => s.client === client)) started.push({ args: args as Started['args'], client })
      return { id: 'x', result: Promise.resolve() }
    },
    flows: () => state.running.map((clientId) => ({ state: 'running', name: 'treatment.correct', clientId })),
  } as unknown as Engine<HospitalServices>
  const orders = new OrderBook()
  await orders.load(store)
  const open = async (row: OrderRow) => {
    const changes: Parameters<typeof orders.open>[0] = []
    orders.open(changes, row)
    await store.commit(changes)
  }
  if (!orders.get(ORDER)) await open({ orderId: ORDER, dealing: 'd', patientId: PATIENT, person: PERSON })
  const inbound = new HisInbound(() => engine, orders, store)
  await inbound.load()
  const options = {
    clock,
    logger: silent,
    store,
    inbound,
    facility: 'O=Hospital,C=KR',
    to: { host: '', port: 0 },
    listen: { host: '', port: 0 },
    habits: { otherwise: 'KS X 1001', zone: '+09:00' },
  }
  const inbox = new Inbox({
    clock,
    logger: silent,
    store,
    facility: 'O=Hospital,C=KR',
    otherwise: 'KS X 1001',
    handle: (m, call) => take(options, m, call),
  })
  await inbox.load()
  const send = async (text: string, set = 'utf-8') =>
    Hl7Message.parse(decodeMessage(await inbox.receive(encodeMessage(text, set)), 'KS X 1001').text)
  const complete = () => open({ ...(orders.get(ORDER) as OrderRow), notary: 'N', record: { verificationKey: 'vk', recordId: 'id' } })
  return { inbox, inbound, orders, open, events, started, state, send, complete, store }
}
type Hospital = Awaited<ReturnType<typeof hospital>>

let h: Hospital
let controls = 0
beforeEach(async () => {
  h = await hospital()
})
const msh = (type: string, control = `C${++controls}`, set = '') =>
  `MSH|^~\\&|HIS|HOSP|HDMS|NODE|20261121120000||${type}|${control}|P|2.5.1||||||${set}`
const oru = (obx: readonly string[], o: { order?: string; patient?: string; control?: string; status?: string } = {}) => {
  const order = o.order ?? ORDER
  const obr = ['OBR', '1', order, '', '2345-7^Glucose^LN', '', '', '20261121100000', ...new Array<string>(17).fill(''), o.status ?? 'F']
  return [msh('ORU^R01', o.control), `PID|1||${o.patient ?? PATIENT}^^^HOSP^MR`, `ORC|RE|${order}`, obr.join('|'), ...obx].join('\r')
}
const obx = (value: string, status: string, code = '2345-7^Glucose^LN', type = 'NM') =>
  `OBX|1|${type}|${code}||${value}|mg/dL|70-110|H|||${status}|||20261121100000`
const ack = (m: Hl7Message) => field(m, 'MSA', 1)

describe('frames', () => {
  const messages = ['MSH|^~\\&|A\rPID|1', 'MSH|^~\\&|B', `MSH|^~\\&|${'C'.repeat(5_000)}`]
  const whole = Buffer.concat(messages.map((m) => framed(utf8(m))))
  const read = (chunks: readonly Uint8Array[], limit = 1 << 20) => {
    const reader = new FrameReader(limit)
    return chunks.flatMap((c) => reader.push(c)).map((f) => ('message' in f ? fromUtf8(f.message) : f.broken))
  }

  test('cut and joined anywhere give the same messages', () => {
    const random = seeded(7)
    for (let round = 0; round < 300; round++) {
      const chunks: Uint8Array[] = []
      for (let at = 0; at < whole.length; ) {
        const length = 1 + random.int(round % 3 === 0 ? 3 : 900)
        chunks.push(whole.subarray(at, at + length))
        at += length
      }
      expect(read(chunks)).toEqual(messages)
    }
    expect(read([...whole].map((byte) => Uint8Array.of(byte)))).toEqual(messages)
  })

  test.each([
    ['trailers and line ends alone', '\x1c\r\n\r\x1c\r\x0bMSH|1\x1c\r\r\n', ['MSH|1']],
    ['no carriage return after the end', '\x0bMSH|1\x1c\x0bMSH|2\x1c', ['MSH|1', 'MSH|2']],
    ['no start', 'MSH|1\x1c\rMSH|2\x1c\r', ['MSH|1', 'MSH|2']],
    ['a byte order mark before the header', '\x0b\ufeffMSH|1\x1c\r', ['\ufeffMSH|1']],
    ['an empty frame', '\x0b\x1c\r\x0bMSH|1\x1c\r', ['MSH|1']],
    ['a frame whose end was lost', '\x0bMSH|lost\x0bMSH|2\x1c\r', ['its end never came', 'MSH|2']],
    ['something else before a frame, and everything after it', 'GET / HTTP/1.1\r\n\x0bMSH|1\x1c\r', ['it is no HL7 message']],
  ])('%s', (_what, text, expected) => {
    expect(read([utf8(text)])).toEqual(expected)
  })

  test('one that is too long is given up, and the next is read', () => {
    expect(read([utf8(`\x0bMSH|${'x'.repeat(200)}`), utf8('\x1c\r\x0bMSH|1\x1c\r')], 100)).toEqual(['it is too long', 'MSH|1'])
  })
})

describe('characters', () => {
  const text = (set: string) => `${msh('ADT^A08', 'K1', set)}\rPID|1||1||김^하늘`
  test.each([
    ['EUC-KR that says so', text('KS X 1001'), 'cp949'],
    ['EUC-KR by its informal name', text('EUC-KR'), 'cp949'],
    ['EUC-KR that says nothing', text(''), 'cp949'],
    ['EUC-KR that says ASCII', text('ASCII'), 'cp949'],
    ['UTF-8 that says nothing', text(''), 'utf-8'],
    ['UTF-8 with a byte order mark', `\ufeff${text('')}`, 'utf-8'],
    ['UTF-16', text(''), 'utf-16'],
  ])('%s is read, and answered in the same set', async (_what, message, set) => {
    expect(decodeMessage(encodeMessage(message, set), 'KS X 1001').text).toContain('김^하늘')
    const reply = await h.inbox.receive(encodeMessage(message, set))
    expect(decodeMessage(reply, 'KS X 1001').text).toMatch(/MSA\|AA\|K1/)
  })

  test('line ends of every kind are segments', () => {
    for (const end of ['\r', '\n', '\r\n', '\n\n', '\r\r'])
      expect(decodeMessage(utf8(`MSH|^~\\&|A${end}PID|1${end}`), 'KS X 1001').text).toBe('MSH|^~\\&|A\rPID|1')
  })

  test('a set that is not known, and bytes that are not what they say, are refused with the field', async () => {
    expect(() => decodeMessage(utf8(text('KLINGON')), 'KS X 1001')).toThrow(/MSH-18/)
    const wrong = await h.inbox.receive(encodeMessage(text('UNICODE UTF-8'), 'cp949'))
    expect(fromUtf8(wrong)).toMatch(/MSA\|AR\|K1\|it is not UTF-8 as MSH-18 says\rERR\|\|\|102\^/)
    expect(fromUtf8(await h.inbox.receive(utf8(text('KLINGON'))))).toMatch(/MSA\|AR\|K1\|.*MSH-18.*\rERR\|\|\|103\^/)
    expect(await h.inbox.deadLetters()).toHaveLength(2)
  })

  test('escapes are resolved and made', () => {
    expect(unescapeHl7('a\\F\\b\\S\\c\\T\\d\\R\\e\\E\\f\\X41\\\\.br\\\\H\\g\\Zx\\')).toBe('a|b^c&d~e\\fA\ng\\Zx\\')
    const hard = 'a|b^c&d~e\\f\ng'
    expect(unescapeHl7(escapeHl7(hard))).toBe(hard)
  })

  test('times are as exact as they were said, in the hospital’s zone when they name none', () => {
    expect(
      ['2026', '202611', '20261121', '2026112109', '202611210930', '20261121093015.123', '20261121093015-0500'].map((t) =>
        fhirTime(t, '+09:00'),
      ),
    ).toEqual([
      '2026',
      '2026-11',
      '2026-11-21',
      '2026-11-21T09:00:00+09:00',
      '2026-11-21T09:30:00+09:00',
      '2026-11-21T09:30:15.123+09:00',
      '2026-11-21T09:30:15-05:00',
    ])
    const zones = ['+9', '+09', '+930', '-0430', '+00'].map((zone) => fhirTime(`202611210930${zone}`, '+01:00')?.slice(19))
    expect(zones).toEqual(['+09:00', '+09:00', '+09:30', '-04:30', '+00:00'])
    for (const none of ['yesterday', '202611210930+15', '202611210930+0960', '202611210930+09:00'])
      expect([none, fhirTime(none, '+09:00')]).toEqual([none, undefined])
  })
})

describe('acknowledgements', () => {
  test('AA carries the control id, version and trigger of the message', async () => {
    const m = await h.send(msh('ADT^A01', 'X77').replace('2.5.1', '2.3'))
    expect([ack(m), field(m, 'MSA', 2), field(m, 'MSH', 12), field(m, 'MSH', 9, 2)]).toEqual(['AA', 'X77', '2.3', 'A01'])
  })

  test.each([
    ['a type that is never taken', msh('SIU^S12'), 'AR', '200'],
    ['another version of HL7', msh('ADT^A01').replace('2.5.1', '3.0'), 'AR', '203'],
    ['no control id', msh('ADT^A01', ' ').replace('| |', '||'), 'AR', '101'],
    ['an order that looks like ours and is not known', oru([obx('90', 'F')], { order: 'ffffffffffff' }), 'AE', '204'],
    ['an order of another patient', oru([obx('90', 'F')], { patient: 'P-999' }), 'AE', '204'],
    ['a result without a name', oru([obx('90', 'F', '')]), 'AE', '207'],
    ['a line that was broken', oru([obx('90', 'F'), 'ninety more words']), 'AE', '207'],
    ['a status that is not known', oru([obx('90', 'Q')]), 'AE', '207'],
    ['a merge without the prior identifier', `${msh('ADT^A40')}\rPID|1||A`, 'AE', '207'],
    ['a message that goes on in another one', `${oru([obx('90', 'F')])}\rDSC|more`, 'AE', '207'],
    ['a segment that goes on', `${oru([obx('90', 'F')])}\rADD|ninety`, 'AE', '207'],
    ['a part of a message', oru([obx('90', 'F')]).replace(/\|2\.5\.1\b/, '|2.5.1||part'), 'AE', '207'],
  ])('%s: %s', async (_what, text, code, condition) => {
    const m = await h.send(text)
    expect([ack(m), field(m, 'ERR', 3)]).toEqual([code, condition])
    expect(field(m, 'ERR', 8)).not.toBe('')
    expect(h.events).toEqual([])
    // Nothing of the patient stands in a refusal.
    expect(m.toString()).not.toMatch(/P-100|P-999|ninety/)
  })

  test('of a character set that is not known can be read: the answer does not claim to be written in it', async () => {
    const bytes = utf8(`${msh('ADT^A01').replace(/\|2\.5\.1.*/, '|2.5.1')}||||||KLINGON`)
    const reply = Hl7Message.parse(decodeMessage(await h.inbox.receive(bytes), 'KS X 1001').text)
    expect([ack(reply), field(reply, 'ERR', 3), field(reply, 'MSH', 18)]).toEqual(['AR', '103', 'UNICODE UTF-8'])
  })

  test('bytes that are no message are answered, kept, and nothing falls over', async () => {
    for (const bytes of [utf8('hello'), new Uint8Array(0), Uint8Array.of(0xff, 0x00, 0x80), utf8('MSH')]) {
      expect(fromUtf8(await h.inbox.receive(bytes))).toMatch(/MSA\|AR/)
    }
    expect(await h.inbox.deadLetters()).toHaveLength(4)
  })

  test('while the store fails: AR that says try again, nothing is remembered, and the same message is taken later', async () => {
    h.state.down = true
    const text = oru([obx('90', 'F')])
    const refused = await h.send(text)
    expect([ack(refused), field(refused, 'ERR', 3)]).toEqual(['AR', '207'])
    expect(await h.inbox.deadLetters()).toEqual([])
    h.state.down = false
    expect(ack(await h.send(text))).toBe('AA')
    expect(h.events).toHaveLength(1)
  })
})

describe('a control id', () => {
  test('counts once, also at once and after a restart; the same answer is given', async () => {
    const text = oru([obx('90', 'F')], { control: 'ONCE' })
    const [a, b] = await Promise.all([h.inbox.receive(utf8(text)), h.inbox.receive(utf8(text))])
    expect(fromUtf8(a as Uint8Array)).toBe(fromUtf8(b as Uint8Array))
    const again = await hospital(h.store)
    expect(fromUtf8(await again.inbox.receive(utf8(text)))).toBe(fromUtf8(a as Uint8Array))
    expect([h.events.length, again.events.length]).toEqual([1, 0])
  })

  test('that a sender uses again for something else is another message, as it is of another sender', async () => {
    await h.send(oru([obx('90', 'P')], { control: '1', status: 'P' }))
    expect(ack(await h.send(oru([obx('95', 'F')], { control: '1' })))).toBe('AA')
    expect(JSON.stringify(h.events)).toContain('95')
    expect(ack(await h.send(msh('ADT^A08', '1').replace('|HIS|', '|LAB|')))).toBe('AA')
  })

  test('of a message that is sent again with a new time in MSH-7 counts once', async () => {
    const text = oru([obx('90', 'F')], { control: 'LATER' })
    await h.send(text)
    await h.send(text.replace('20261121120000', '20261121120500'))
    expect(h.events).toHaveLength(1)
  })
})

describe('dead letters', () => {
  test('hold the message and why; replayed once the fault is mended, or discarded', async () => {
    const text = oru([obx('90', 'F')], { order: 'b1b2c3d4e5f6', control: 'DL1' })
    await h.send(text)
    const [letter] = await h.inbox.deadLetters()
    expect([letter?.type, letter?.control, letter?.why]).toEqual(['ORU^R01', 'DL1', 'the order number is not known here'])
    await expect(h.inbox.kept.replay(letter?.id ?? '')).rejects.toThrow(/not known/)
    await h.open({ orderId: 'b1b2c3d4e5f6', dealing: 'd2', patientId: PATIENT, person: PERSON })
    expect(await h.inbox.kept.replay(letter?.id ?? '')).toBe('AA')
    expect(h.events.map((e) => e.orderId)).toEqual(['b1b2c3d4e5f6'])
    expect(await h.inbox.deadLetters()).toEqual([])
    await h.send('hello')
    const [other] = await h.inbox.deadLetters()
    await h.inbox.kept.discard(other?.id ?? '')
    expect(await h.inbox.deadLetters()).toEqual([])
    await expect(h.inbox.kept.discard('99')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('results', () => {
  const resourcesOf = (at: number): Record<string, unknown>[] => {
    const event = h.events[at]?.event
    return event?.kind === 'result' ? event.resources.map((r) => JSON.parse(r) as Record<string, unknown>) : []
  }

  test('preliminary ones wait; the final one is issued, with what was final before', async () => {
    await h.send(oru([obx('90', 'P')], { status: 'P' }))
    expect(h.events).toEqual([])
    await h.send(oru([obx('91', 'F'), obx('5.50', 'P', '4548-4^HbA1c^LN')], { status: 'P' }))
    expect(h.events).toEqual([])
    await h.send(oru([obx('5.60', 'F', '4548-4^HbA1c^LN')]))
    expect(h.events).toHaveLength(1)
    expect(resourcesOf(0).map((r) => [r['resourceType'], r['status']])).toEqual([
      ['Observation', 'final'],
      ['DiagnosticReport', 'final'],
      ['Observation', 'final'],
    ])
    expect(h.events[0]?.event).toMatchObject({ kind: 'result' })
    expect(JSON.stringify(h.events[0])).toContain('5.60')
  })

  test('are valid FHIR R4, and a number keeps its digits', async () => {
    await h.send(
      oru([
        obx('5.50', 'F'),
        'OBX|2|SN|1-1^Titre^LN||>^100|1|||||F',
        'OBX|3|CE|2-2^Organism^L||112283007^Escherichia coli^SCT||||||F',
        'OBX|4|TX|3-3^Comment^L||first line||||||F',
        'OBX|5|TX|3-3^Comment^L||second \\T\\ last||||||F',
        'OBX|6|TS|4-4^Collected^L||202611210930||||||F',
        'OBX|7|NM|5-5^Not measured^L||||||||X',
      ]),
    )
    const event = h.events[0]?.event
    const resources = event?.kind === 'result' ? event.resources : []
    expect(resources).toHaveLength(6)
    for (const text of resources) expect(() => validateResource(parseJson(text))).not.toThrow()
    expect(resources[0]).toContain('"value":5.50')
    expect(resources[1]).toContain('"comparator":">"')
    expect(resources[2]).toContain('http://snomed.info/sct')
    expect(resources.join()).toContain('second & last')
    expect(event).toMatchObject({ summary: 'first line\nsecond & last' })
  })

  test('corrected before the person has them: the correction waits for the end of the first, and then is one', async () => {
    await h.send(oru([obx('90', 'F')]))
    await h.send(oru([obx('95', 'C')], { status: 'C' }))
    expect([h.events.length, h.started.length]).toEqual([1, 0])
    await h.inbound.sweep()
    expect(h.started).toEqual([])
    await h.complete()
    await h.inbound.sweep()
    await h.inbound.sweep()
    expect(h.started).toHaveLength(1)
    expect(h.started[0]?.args.kind).toBe('corrected')
    expect(h.started[0]?.args.resources.join()).toContain('"value":95')
  })

  test('corrected afterwards, with a reason; the same correction again changes nothing', async () => {
    await h.send(oru([obx('90', 'F'), obx('5.5', 'F', '4548-4^HbA1c^LN')]))
    await h.complete()
    const correction = (control?: string) =>
      `${oru([obx('95', 'C')], { status: 'C', ...(control ? { control } : {}) })}\rNTE|1||the sample was mixed up`
    await h.send(correction())
    await h.send(correction())
    expect(h.started).toHaveLength(1)
    const { args } = h.started[0] as Started
    // What was not corrected stays as it was.
    expect([args.kind, args.reason, args.resources.join().includes('"value":5.5')]).toEqual(['corrected', 'the sample was mixed up', true])
    expect(args.resources.map((r) => (JSON.parse(r) as { status: string }).status).sort()).toEqual(['corrected', 'corrected', 'final'])
  })

  test.each([
    ['D', 'deleted'],
    ['W', 'of the wrong patient'],
  ])('OBX-11 %s (%s) of everything is entered in error', async (status) => {
    await h.send(oru([obx('90', 'F')]))
    await h.complete()
    await h.send(oru([obx('90', status)], { status: 'C' }).replace(/\|C\rOBX/, '|\rOBX'))
    expect(h.started.map((s) => s.args.kind)).toEqual(['entered-in-error'])
    expect(h.started[0]?.args.resources.every((r) => r.includes('"entered-in-error"'))).toBe(true)
  })

  test('one that is struck leaves the others', async () => {
    await h.send(oru([obx('90', 'F'), obx('5.5', 'F', '4548-4^HbA1c^LN')]))
    await h.complete()
    await h.send(oru([obx('90', 'D')], { status: 'C' }))
    expect([h.started[0]?.args.kind, h.started[0]?.args.resources.join().includes('2345-7')]).toEqual(['corrected', true])
    expect(h.started[0]?.args.resources.filter((r) => r.includes('"Observation"') && r.includes('"value":90'))).toEqual([])
  })

  test('a correction of a number keeps the words of the report; words that are struck go', async () => {
    const words = (status: string) => `OBX|2|TX|C^Comment^L||all is well||||||${status}`
    await h.send(oru([obx('90', 'F'), words('F')]))
    expect(h.events[0]?.event).toMatchObject({ summary: 'all is well' })
    await h.complete()
    await h.send(oru([obx('95', 'C')], { status: 'C' }))
    expect(h.started[0]?.args.resources.join()).toContain('all is well')
    await h.send(oru([words('D')], { status: 'C' }))
    expect(h.started[1]?.args.resources.join()).not.toContain('all is well')
  })

  test('while a correction is under way the next waits', async () => {
    await h.send(oru([obx('90', 'F')]))
    await h.complete()
    h.state.running = [`correct/${ORDER}/x`]
    await h.send(oru([obx('95', 'C')], { status: 'C' }))
    expect(h.started).toEqual([])
    h.state.running = []
    await h.inbound.sweep()
    expect(h.started).toHaveLength(1)
  })

  test('as a document (MDM^T02) are issued; T11 strikes them', async () => {
    const mdm = (trigger: string, text: string) =>
      [
        msh(`MDM^${trigger}`),
        'EVN|T02',
        `PID|1||${PATIENT}`,
        `TXA|1|DS|TX|20261121100000||||||||DOC1||${ORDER}|||AU`,
        ...(text ? [`OBX|1|TX|DOC^Discharge^L||${text}||||||F`] : []),
      ].join('\r')
    expect(ack(await h.send(mdm('T02', 'Recovered well.')))).toBe('AA')
    expect(h.events[0]?.event).toMatchObject({ kind: 'result', summary: 'Recovered well.' })
    await h.complete()
    await h.send(mdm('T11', ''))
    expect(h.started.map((s) => s.args.kind)).toEqual(['entered-in-error'])
  })

  test('with nothing left are shown as entered in error, never as nothing', () => {
    const item = { key: 'a', status: 'deleted', resource: '{"resourceType":"Observation","id":"a"}' }
    expect(composed([item])).toMatchObject({
      final: true,
      kind: 'entered-in-error',
      resources: [expect.stringContaining('entered-in-error')],
    })
  })
})

describe('orders and patients', () => {
  test.each(['ORM^O01', 'OMG^O19', 'OML^O21'])(
    '%s with ORC-1 CA ends our order with the reason; another control changes nothing',
    async (type) => {
      const text = (orc: string) =>
        [msh(type), `PID|1||${PATIENT}`, `ORC|${orc}|${ORDER}${'|'.repeat(14)}^no bed is free`, `OBR|1|${ORDER}`].join('\r')
      expect(ack(await h.send(text('SC')))).toBe('AA')
      expect(h.events).toEqual([])
      expect(ack(await h.send(text('CA')))).toBe('AA')
      expect(h.events[0]?.event).toEqual({ kind: 'cancelled', reason: 'no bed is free' })
    },
  )

  test('a merge carries orders to the surviving identifier: what comes under either is of the same patient', async () => {
    const merge = `${msh('ADT^A40')}\rEVN|A40\rPID|1||P-200^^^HOSP^MR~V-1^^^HOSP^VN\rMRG|${PATIENT}^^^HOSP^MR`
    expect(ack(await h.send(merge))).toBe('AA')
    expect(h.orders.get(ORDER)?.patientId).toBe('P-200')
    expect(ack(await h.send(oru([obx('90', 'P')], { patient: 'P-200', status: 'P' })))).toBe('AA')
    expect(ack(await h.send(oru([obx('90', 'P')], { patient: PATIENT, status: 'P' })))).toBe('AA')
    // A visit number is no patient.
    expect(ack(await h.send(oru([obx('90', 'P')], { patient: 'V-1', status: 'P' })))).toBe('AE')
    const again = await hospital(h.store)
    expect(ack(await again.send(oru([obx('90', 'F')], { patient: PATIENT })))).toBe('AA')
  })

  test('several merges in one message, and chains of them, lead to the last', async () => {
    await h.send(`${msh('ADT^A40')}\rPID|1||P-300\rMRG|${PATIENT}\rPID|2||P-400\rMRG|P-300`)
    expect(h.orders.get(ORDER)?.patientId).toBe('P-400')
  })

  test('a merge of two people’s nodes is kept for an operator and changes nothing', async () => {
    await h.open({ orderId: 'b1b2c3d4e5f6', dealing: 'd2', patientId: 'P-200', person: 'CN=fedcba9876543210,O=Health In My Storage,C=KR' })
    const m = await h.send(`${msh('ADT^A40')}\rPID|1||P-200\rMRG|${PATIENT}`)
    expect(ack(m)).toBe('AE')
    expect([h.orders.get(ORDER)?.patientId, (await h.inbox.deadLetters()).length]).toEqual([PATIENT, 1])
  })

  test('a merge of patients without a dealing here leaves no trace', async () => {
    expect(ack(await h.send(`${msh('ADT^A40')}\rPID|1||Q-1\rMRG|Q-2`))).toBe('AA')
    expect(await h.store.range('hm/', 'hm/\uffff')).toEqual([])
  })

  test.each(['A01', 'A03', 'A04', 'A08'])('ADT^%s is taken and leaves no trace of the patient', async (trigger) => {
    expect(ack(await h.send(`${msh(`ADT^${trigger}`)}\rPID|1||Q-9||SECRET^NAME`))).toBe('AA')
    const rows = await h.store.range('a', 'z')
    expect(rows.map(([k, v]) => k + Buffer.from(v).toString('latin1')).join()).not.toMatch(/SECRET|Q-9/)
  })
})

const DATA = 'health/hl7v2-messages'
const folder = dataPath(DATA)
describe('files', () => {
  const b64 = (text: string): string => Buffer.from(text).toString('base64')
  const ed = (text: string, n = '1', kind = 'text^XML', status = 'F') =>
    `OBX|${n}|ED|34133-9^Discharge summary^LN|${n}|${text === '' ? '' : `^${kind}^Base64^${b64(text)}`}||||||${status}`
  const mdm = (trigger: string, obx: readonly string[], number = 'D-1', parent = '') =>
    [
      msh(`MDM^${trigger}`),
      `PID|1||${PATIENT}^^^HOSP^MR`,
      `TXA|1|DS|TX|20261121100000||||||||${number}|${parent}|${ORDER}|||AU`,
      ...obx,
    ].join('\r')
  const resources = (at: number): Record<string, unknown>[] => {
    const event = h.events[at]?.event
    return event?.kind === 'result' ? event.resources.map((r) => JSON.parse(r) as Record<string, unknown>) : []
  }
  const corrections = () => h.started.map(({ args }) => args.resources.map((r) => JSON.parse(r) as Record<string, unknown>))
  const sugar = (value: string) => ccdaXml({ sections: [resultSection(`<value xsi:type="PQ" value="${value}" unit="%"/>`)] })

  test('a C-CDA in an MDM becomes resources and the document itself, issued together', async () => {
    expect(ack(await h.send(mdm('T02', [ed(sugar('6.50'))])))).toBe('AA')
    const types = resources(0).map((r) => r['resourceType'])
    expect(types.sort()).toEqual(['DocumentReference', 'Observation', 'Observation', 'Practitioner'])
    expect(JSON.stringify(h.events[0]?.event)).toContain('6.50')
    for (const r of resources(0)) expect(() => validateResource(parseJson(JSON.stringify(r)))).not.toThrow()
  })

  test('and in an ORU, beside numbers; a scanned page is kept as it came', async () => {
    await h.send(oru([obx('90', 'F'), ed(sugar('6.5'), '2'), ed('%PDF-1.7', '3', 'AP^PDF')]))
    const found = resources(0)
    expect(found.filter((r) => r['resourceType'] === 'DocumentReference').map((r) => JSON.stringify(r['content']).slice(0, 60))).toEqual([
      expect.stringContaining('application/xml'),
      expect.stringContaining('application/pdf'),
    ])
    expect(found.filter((r) => r['resourceType'] === 'Observation')).toHaveLength(3)
  })

  test('another version stands instead of the first, whole; cancelled, all of it is entered in error', async () => {
    await h.send(mdm('T02', [ed(ccdaXml({ sections: [problemSection('2020'), resultSection('<value xsi:type="ST">a</value>')] }))]))
    await h.complete()
    await h.send(mdm('T10', [ed(ccdaXml({ version: 2, sections: [problemSection('2021')] }))], 'D-2', 'D-1'))
    const second = corrections()[0] ?? []
    expect(second.map((r) => r['resourceType']).sort()).toEqual(['Condition', 'DocumentReference', 'Practitioner'])
    expect(second.find((r) => r['resourceType'] === 'Condition')?.['onsetDateTime']).toBe('2021')
    await h.send(mdm('T11', [], 'D-1'))
    const last = corrections()[1] ?? []
    expect(last.find((r) => r['resourceType'] === 'DocumentReference')?.['status']).toBe('entered-in-error')
    expect(JSON.stringify(last.find((r) => r['resourceType'] === 'Condition')?.['verificationStatus'])).toContain('entered-in-error')
  })

  test.each([
    ['of another patient', ed(ccdaXml({ patient: 'P-666' })), /another patient/],
    ['that no phone would take', ed(`%PDF${'x'.repeat(20 << 20)}`, '1', 'AP^PDF'), /larger than 24 MiB/],
    ['that is not whole', ed(ccdaXml().slice(0, 900)), /C-CDA is refused/],
    ['with entities', ed(`<!DOCTYPE x [<!ENTITY a "b">]>${ccdaXml()}`), /document type/],
    ['that is not base64', ed('x').replace(/Base64.[^|]*/, 'Base64^***'), /not base64/],
    ['in a way that nobody knows', ed('x').replace('Base64', 'uuencode'), /must be Base64/],
  ])('a document %s is kept as a dead letter', async (_what, segment, why) => {
    const m = await h.send(mdm('T02', [segment]))
    expect([ack(m), field(m, 'ERR', 8)]).toEqual(['AE', expect.stringMatching(why)])
    expect(m.toString()).not.toMatch(/P-666|길동/)
    expect(await h.inbox.deadLetters()).toHaveLength(1)
    expect(h.events).toEqual([])
  })
})

describe('messages that nobody here wrote', needs(DATA), () => {
  const files = existsSync(folder) ? (readdirSync(folder, { recursive: true }) as string[]).filter((f) => f.endsWith('.hl7')).sort() : []

  test('each is taken, or refused with a reason', async () => {
    const taken: string[] = []
    const refused: string[] = []
    for (const file of files) {
      const reply = Hl7Message.parse(
        decodeMessage(await h.inbox.receive(new Uint8Array(readFileSync(join(folder, file)))), 'KS X 1001').text,
      )
      if (ack(reply) === 'AA') taken.push(file)
      else refused.push(`${file.replace(/^.*\//, '')}: ${ack(reply)} ${field(reply, 'ERR', 8) || field(reply, 'MSA', 3)}`)
    }
    expect(taken.length + refused.length).toBe(files.length)
    // Refused are whole types that are not for a node, and nothing else.
    expect(refused.filter((line) => !/AR messages of type (BAR|DFT|PPR|RDE|RDS|REF|SIU|VXU) /.test(line))).toEqual([])
    expect(taken.length).toBeGreaterThan(40)
    expect(await h.inbox.deadLetters()).toEqual([])
  })

  test('results in them become valid FHIR, all of them', async () => {
    for (const file of files.filter((f) => /ORU|OUL|LRI|LAB-ORU/.test(f))) {
      const { text } = decodeMessage(new Uint8Array(readFileSync(join(folder, file))), 'KS X 1001')
      const { items } = resultsIn(Hl7Message.parse(text), '+09:00')
      expect([file, items.length > 0]).toEqual([file, true])
      for (const resource of composed(items.map((i) => ({ ...i, status: i.status === 'deleted' ? 'final' : i.status }))).resources)
        expect(() => validateResource(parseJson(resource)), `${file}: ${resource.slice(0, 300)}`).not.toThrow()
    }
  })

  test('read the same with other line ends, in EUC-KR, and cut anywhere', async () => {
    const file = files.find((f) => f.endsWith('LAB-ORU-1.hl7')) ?? ''
    const { text } = decodeMessage(new Uint8Array(readFileSync(join(folder, file))), 'KS X 1001')
    const items = JSON.stringify(resultsIn(Hl7Message.parse(text), '+09:00'))
    for (const end of ['\n', '\r\n']) {
      const other = decodeMessage(encodeMessage(text.replaceAll('\r', end), 'cp949'), 'KS X 1001').text
      expect(JSON.stringify(resultsIn(Hl7Message.parse(other), '+09:00'))).toBe(items)
    }
  })
})
