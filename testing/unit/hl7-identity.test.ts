/** I3 Two results have two names, and a corrected one keeps its own: by filler number, codes, sub-id and time, over messages as they come. */
import { readExactly } from '@hdms/node/institutional/fhir/exact-json.ts'
import { itemsOf, type Posted } from '@hdms/node/institutional/fhir/results.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { code as answer, type HisInbox, hisInbox, msh, ORDER, PATIENT, PERSON } from '../support/his-inbox.ts'

let h: HisInbox
beforeEach(async () => {
  h = await hisInbox()
  await h.open({ orderId: ORDER, dealing: 'd', patientId: PATIENT, person: PERSON })
})

interface Line {
  readonly value: string
  readonly status?: string
  readonly at?: string
  readonly set?: string
  readonly sub?: string
  readonly code?: string
  readonly type?: string
}
const obx = ({ value, status = 'F', at = '', set = '1', sub = '', code = '89579-7^hs-TnI^LN', type = 'NM' }: Line) =>
  `OBX|${set}|${type}|${code}|${sub}|${value}|${type === 'NM' ? 'ng/L' : ''}|||||${status}|||${at}`
const oru = (filler: string, at: string, lines: readonly Line[], status = 'F') =>
  [
    msh('ORU^R01'),
    `PID|1||${PATIENT}^^^LAB^MR`,
    `ORC|RE|${ORDER}|${filler}`,
    ['OBR', '1', ORDER, filler, '89579-7^hs-TnI^LN', '', '', at, ...new Array<string>(17).fill(''), status].join('|'),
    ...lines.map(obx),
  ].join('\r')

/** Sends messages one after another, the record being issued after the first. @returns what stands: value, unit-less, at its time, with its status */
async function standingAfter(...messages: readonly string[]): Promise<string[]> {
  for (const [i, message] of messages.entries()) {
    expect(answer(await h.send(message))).toBe('AA')
    if (i === 0) await h.complete()
  }
  const { event } = h.events[0] ?? {}
  const first = event?.kind === 'result' ? event.resources : []
  const resources = h.started.at(-1)?.args.resources ?? first
  const all = resources.map((r) => JSON.parse(r) as Record<string, unknown>)
  expect(new Set(all.map((r) => `${r['resourceType']}/${r['id']}`)).size).toBe(all.length)
  return all
    .filter((r) => r['resourceType'] === 'Observation')
    .map((r) => {
      const value = (r['valueQuantity'] as { value: number } | undefined)?.value ?? r['valueString']
      return `${value} ${String(r['effectiveDateTime'] ?? '').slice(11, 16)} ${r['status']}`
    })
    .sort()
}

const [EIGHT, ELEVEN] = ['20261121080000', '20261121110000']

describe('I3', () => {
  test('I3 serial results are two: of two filler numbers, of one at two times, of none at two times', async () => {
    for (const [one, two] of [
      ['T1', 'T2'],
      ['T1', 'T1'],
      ['', ''],
    ] as const) {
      h = await hisInbox()
      await h.open({ orderId: ORDER, dealing: 'd', patientId: PATIENT, person: PERSON })
      expect(await standingAfter(oru(one, EIGHT, [{ value: '12' }]), oru(two, ELEVEN, [{ value: '480' }]))).toEqual([
        '12 08:00 final',
        '480 11:00 final',
      ])
    }
  })

  test('I3 serial results in one message are two, and one of them is corrected by its time', async () => {
    const first = oru('T1', EIGHT, [
      { value: '12', at: EIGHT },
      { value: '480', at: ELEVEN, set: '2' },
    ])
    expect(await standingAfter(first, oru('T1', EIGHT, [{ value: '48', at: ELEVEN, status: 'C' }], 'C'))).toEqual([
      '12 08:00 final',
      '48 11:00 corrected',
    ])
  })

  test('I3 a corrected result is one, and replaces its own: of the same time, in another zone, with a corrected time, without its number', async () => {
    for (const correction of [
      oru('T1', EIGHT, [{ value: '13', status: 'C' }], 'C'),
      oru('T1', '20261120230000+0000', [{ value: '13', status: 'C' }], 'C'),
      oru('T1', '20261121081500', [{ value: '13', status: 'C' }], 'C'),
      oru('', EIGHT, [{ value: '13', status: 'C' }], 'C'),
    ]) {
      h = await hisInbox()
      await h.open({ orderId: ORDER, dealing: 'd', patientId: PATIENT, person: PERSON })
      const stands = await standingAfter(oru('T1', EIGHT, [{ value: '12' }]), correction)
      expect(stands).toHaveLength(1)
      expect(stands[0]).toMatch(/^13 .* corrected$/)
    }
  })

  test('what was preliminary becomes final, at whatever time', async () => {
    await h.send(oru('T1', EIGHT, [{ value: '12', status: 'P' }], 'P'))
    expect(await standingAfter(oru('T1', '20261121081500', [{ value: '12' }]))).toEqual(['12 08:15 final'])
  })

  test('I3 a correction that may be of several is refused with the reason, and changes nothing', async () => {
    await standingAfter(oru('T1', EIGHT, [{ value: '12' }]), oru('T1', ELEVEN, [{ value: '480' }]))
    const before = h.started.length
    const reply = await h.send(oru('T1', '20261121090000', [{ value: '13', status: 'C' }], 'C'))
    expect([answer(reply), reply.includes('may be of several'), h.started.length]).toEqual(['AE', true, before])
  })

  test('organisms of one culture are told apart by their sub-ids, and a line that comes twice by its set id', async () => {
    const organism = (value: string, sub: string, set: string, status = 'F') => ({
      value,
      sub,
      set,
      status,
      code: '600-7^Organism^LN',
      type: 'ST',
    })
    const culture = oru('M1', EIGHT, [organism('E. coli', '1', '1'), organism('Klebsiella', '2', '2')])
    expect(await standingAfter(culture, oru('M1', EIGHT, [organism('Proteus', '2', '1', 'C')], 'C'))).toEqual([
      'E. coli 08:00 final',
      'Proteus 08:00 corrected',
    ])
    h = await hisInbox()
    await h.open({ orderId: ORDER, dealing: 'd', patientId: PATIENT, person: PERSON })
    const twice = oru('M1', EIGHT, [organism('E. coli', '', '1'), organism('Klebsiella', '', '2')])
    expect(await standingAfter(twice, oru('M1', EIGHT, [organism('Proteus', '', '2', 'C')], 'C'))).toEqual([
      'E. coli 08:00 final',
      'Proteus 08:00 corrected',
    ])
  })

  test('the same message again, with another control id and time of sending, changes nothing', async () => {
    const message = oru('T1', EIGHT, [{ value: '12' }])
    await standingAfter(message, oru('T1', EIGHT, [{ value: '12' }]).replace('20261121120000', '20261121130000'))
    expect(h.started).toEqual([])
  })
})

describe('I3 over FHIR', () => {
  const posted = (o: object, fullUrl?: string): Posted => {
    const code = { coding: [{ system: 'http://loinc.org', code: '89579-7' }] }
    const text = JSON.stringify({
      resourceType: 'Observation',
      status: 'final',
      code,
      effectiveDateTime: '2026-11-21T08:00:00+09:00',
      ...o,
    })
    return { resource: readExactly(text) as Posted['resource'], ...(fullUrl === undefined ? {} : { fullUrl }) }
  }
  const keysOf = (...all: readonly Posted[]) => itemsOf(all).items.map(({ key }) => key)

  test('what has no id gets one of its own, and the same call again the same', () => {
    const [one, two] = [posted({ valueString: 'a' }), posted({ valueString: 'b' })]
    const keys = keysOf(one, two, one)
    expect(new Set(keys).size).toBe(3)
    expect(keysOf(one)).toEqual(keys.slice(0, 1))
    const { items } = itemsOf([one])
    expect(`Observation/${JSON.parse(items[0]?.resource ?? '{}').id}`).toBe(keys[0])
    expect(keysOf(posted({ id: 'own' }))).toEqual(['Observation/own'])
  })

  test('an identifier with code and time is the same in all versions', () => {
    const identifier = [{ system: 'urn:lab', value: 'T1' }]
    expect(keysOf(posted({ identifier, valueString: 'a' }))).toEqual(keysOf(posted({ identifier, valueString: 'b', status: 'corrected' })))
    expect(keysOf(posted({ identifier }))).not.toEqual(keysOf(posted({ identifier, effectiveDateTime: '2026-11-21T11:00:00+09:00' })))
  })

  test('references inside a transaction follow, and numbers keep their digits', () => {
    const report = posted({ resourceType: 'DiagnosticReport', result: [{ reference: 'urn:uuid:1' }] })
    const { items } = itemsOf([posted({ valueQuantity: { value: 1 } }, 'urn:uuid:1'), report])
    expect(items[1]?.resource).toContain(`"reference":"${items[0]?.key}"`)
    const exact = { resource: readExactly('{"resourceType":"Observation","valueQuantity":{"value":1.50}}') as Posted['resource'] }
    expect(itemsOf([exact]).items[0]?.resource).toContain('"value":1.50')
  })

  test('I6 a quantity claims UCUM only for a code of it, and the sender is told', () => {
    const quantity = (valueQuantity: object) => {
      const { items, changed } = itemsOf([posted({ valueQuantity })])
      return [JSON.parse(items[0]?.resource ?? '{}').valueQuantity, changed]
    }
    const system = 'http://unitsofmeasure.org'
    expect(quantity({ value: 1, system, code: 'mmHg' })).toEqual([
      { value: 1, unit: 'mmHg', system, code: 'mm[Hg]' },
      ['mmHg is mm[Hg] in UCUM'],
    ])
    expect(quantity({ value: 1, unit: 'words', system, code: 'spoon' })).toEqual([
      { value: 1, unit: 'words' },
      ['spoon is no code of UCUM'],
    ])
    const good = { value: 1, unit: 'mmol/L', system, code: 'mmol/L' }
    expect(quantity(good)).toEqual([good, []])
  })
})
