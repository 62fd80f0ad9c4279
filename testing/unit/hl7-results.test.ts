/** What is inside a result of HL7 v2: everything that it says is in FHIR or beside it, or the message is refused. Kinds of real senders, in words of our own. */
import { validateResource } from '@hdms/health/fhir/validate.ts'
import { decodeMessage, encodeMessage } from '@hdms/node/institutional/his/hl7/charset.ts'
import { resultsIn } from '@hdms/node/institutional/his/hl7/results.ts'
import { composed } from '@hdms/node/institutional/his/reports.ts'
import { parseJson } from '@hdms/shared/documents/json.ts'
import { HdmsError } from '@hdms/shared/errors.ts'
import { Hl7Message } from '@medplum/core'
import { describe, expect, test } from 'vitest'

interface Resource {
  readonly resourceType: string
  readonly id: string
  readonly [member: string]: unknown
}

const msh = (o: { at?: string; set?: string; delimiters?: string } = {}) =>
  `MSH|${o.delimiters ?? '^~\\&'}|LIS|LAB|HDMS|NODE|${o.at ?? '20261121120000'}||ORU^R01|K1|P|2.5.1||||||${o.set ?? ''}`
const PID = 'PID|1||P-100^^^LAB^MR'
interface Obr {
  readonly code?: string
  readonly filler?: string
  readonly at?: string
  readonly status?: string
}
const obr = (o: Obr = {}) => {
  const { code = '24323-8^Panel^LN', filler = 'F1', at = '20261121100000', status = 'F' } = o
  return ['OBR', '1', 'a1b2c3d4e5f6', filler, code, '', '', at, ...new Array<string>(17).fill(''), status].join('|')
}
const message = (segments: readonly string[], head = msh()) => [head, PID, 'ORC|RE|a1b2c3d4e5f6', ...segments].join('\r')

const itemsOf = (text: string) => resultsIn(Hl7Message.parse(decodeMessage(encodeMessage(text, 'utf-8'), 'KS X 1001').text), '+09:00').items
/** Valid FHIR as it would be issued. */
function resourcesOf(text: string): Resource[] {
  const { resources } = composed(itemsOf(text))
  for (const resource of resources) validateResource(parseJson(resource))
  return resources.map((r) => JSON.parse(r) as Resource)
}
const ofType = (type: string, text: string) => resourcesOf(text).filter((r) => r.resourceType === type)
const observation = (obx: readonly string[], head = msh()): Resource =>
  ofType('Observation', message([obr(), ...obx], head))[0] ?? { resourceType: 'none', id: '' }
const refusal = (text: string): string => {
  try {
    itemsOf(text)
    return ''
  } catch (error) {
    return error instanceof HdmsError ? String(error.data['why']) : String(error)
  }
}
/** Members of value[x]. */
const valuesOf = (r: Resource) => Object.fromEntries(Object.entries(r).filter(([k]) => /^_?value/.test(k) || k === 'component'))
const value = (type: string, text: string, unit = '') => valuesOf(observation([`OBX|1|${type}|1-1^Test^L||${text}|${unit}|||||F`]))
const received = (text: string) => [{ url: 'urn:hdms:as-received', valueString: text }]
const UCUM = { system: 'http://unitsofmeasure.org', code: 'mmol/L', unit: 'mmol/L' }

describe('a coded unit in the value', () => {
  test.each([
    ['5^mmol/L&millimol&UCUM', UCUM],
    ['5^mmol/L', UCUM],
    ['5^10^3/uL', { system: UCUM.system, code: '10*3/uL', unit: '10^3/uL' }],
    ['5^spoon&spoonful&L', { unit: 'spoonful (spoon)' }],
    ['5', { system: UCUM.system, code: 'mg/dL', unit: 'mg/dL' }],
  ])('I6 CQ %s', (text, unit) => {
    expect(value('CQ', text, 'mg/dL')).toEqual({ valueQuantity: { value: 5, ...unit } })
  })
})

describe('numbers', () => {
  test.each([
    ['5.50', { value: 5.5 }],
    ['065.88', { extension: received('065.88'), value: 65.88 }],
    ['.15', { extension: received('.15'), value: 0.15 }],
    ['1.', { extension: received('1.'), value: 1 }],
    ['+5', { extension: received('+5'), value: 5 }],
    ['-0.5', { value: -0.5 }],
    ['1.5E3', { value: 1500 }],
    ['>100', { value: 100, comparator: '>' }],
    ['<0.30', { value: 0.3, comparator: '<' }],
    ['>=2', { value: 2, comparator: '>=' }],
    ['≤2', { extension: received('≤2'), value: 2, comparator: '<=' }],
  ])('I5 NM %s', (text, quantity) => {
    expect(value('NM', text, 'mmol/L')).toEqual({ valueQuantity: { ...quantity, ...UCUM } })
  })

  test.each(['6,1', '1,000', 'NEGATIVE', '5 mg', '1:128', '10-20', '~5', '1e999', '5.5.5', '٥'])(
    'I5 NM %s is no number, and stays text with its unit',
    (text) => {
      expect(value('NM', text, 'mmol/L')).toEqual({ valueString: `${text} mmol/L` })
    },
  )

  test.each([
    ['>^100', { valueQuantity: { value: 100, comparator: '>' } }],
    ['<=^.5', { valueQuantity: { extension: received('<=.5'), value: 0.5, comparator: '<=' } }],
    ['=^100', { valueQuantity: { extension: received('=100'), value: 100 } }],
    ['^100', { valueQuantity: { value: 100 } }],
    ['^1^:^128', { valueRatio: { numerator: { value: 1 }, denominator: { value: 128 } } }],
    ['^10^-^20', { valueRange: { low: { value: 10 }, high: { value: 20 } } }],
    ['<>^100', { valueString: '<>100' }],
    ['^2^+', { valueString: '2+' }],
    ['>^1^:^128', { valueString: '>1:128' }],
    ['^20^-^10', { valueString: '20-10' }],
    ['^6,1', { valueString: '6,1' }],
    ['^10^-', { valueString: '10-' }],
  ])('I5 SN %s', (text, said) => {
    expect(value('SN', text)).toEqual(said)
  })

  test('I5 digits stay as they were written', () => {
    const [item] = itemsOf(message([obr(), 'OBX|1|NM|1-1^Test^L||0.500|mmol/L|||||F']))
    expect(item?.resource).toContain('"value":0.500')
  })

  test('I5 a form that was found good says nothing of the ends of another range', () => {
    expect(value('SN', '^1^-^2')).toMatchObject({ valueRange: { low: { value: 1 } } })
    expect(value('SN', '^3^-^2')).toEqual({ valueString: '3-2' })
  })
})

describe('units', () => {
  const unit = (obx6: string) => {
    const r = observation([`OBX|1|NM|1-1^Test^L||7.2|${obx6}|||||F`])
    return { ...(r['valueQuantity'] as object), ...(r['extension'] ? { rest: JSON.stringify(r['extension']) } : {}) }
  }
  test.each([
    ['10^3/uL', { unit: '10^3/uL', code: '10*3/uL' }],
    ['kg/m^2', { unit: 'kg/m^2', code: 'kg/m2' }],
    ['10\\S\\9/L', { unit: '10^9/L', code: '10*9/L' }],
    ['mmHg', { unit: 'mmHg', code: 'mm[Hg]' }],
    ['mmol/L^^UCUM', { unit: 'mmol/L', code: 'mmol/L' }],
    ['loc^local words^99X^mg/dL^mg per dl^UCUM', { unit: 'mg/dL', code: 'mg/dL' }],
  ])('I6 %s', (text, said) => {
    expect(unit(text)).toMatchObject({ value: 7.2, ...said })
  })
  test('I6 what is no UCUM keeps its words and its code, and claims nothing', () => {
    expect(unit('mgdl^mg per dl^L')).toEqual({
      value: 7.2,
      unit: 'mg per dl (mgdl)',
      rest: JSON.stringify([{ url: 'urn:hdms:hl7-rest', valueString: 'OBX-6 mgdl^mg per dl^L' }]),
    })
    expect(unit('u')).toEqual({ value: 7.2, unit: 'u' })
    expect(unit('""')).toEqual({ value: 7.2 })
  })
})

describe('values of other types', () => {
  test.each([
    ['TM', '0930', { valueTime: '09:30:00' }],
    ['TM', '09', { valueString: '09' }],
    ['DR', '20260101^20260201', { valuePeriod: { start: '2026-01-01', end: '2026-02-01' } }],
    ['DR', '20260301^20260201', { valueString: '20260301^20260201' }],
    ['TS', '202611210930', { valueDateTime: '2026-11-21T09:30:00+09:00' }],
    ['TS', 'yesterday', { valueString: 'yesterday' }],
    ['MO', '100^USD', { valueString: '100^USD' }],
    ['XPN', 'KIM^A', { valueString: 'KIM^A' }],
    ['ST', 'a^b & c', { valueString: 'a^b & c' }],
    ['ST', 'one~two', { valueString: 'one\ntwo' }],
    ['CE', '^^', {}],
    ['NM', '""', {}],
  ])('I4 %s %s', (type, text, said) => {
    expect(value(type, text)).toEqual(said)
  })

  test('I4 an hour without minutes has its text beside the form of FHIR', () => {
    expect(value('TS', '2026112109')).toEqual({
      valueDateTime: '2026-11-21T09:00:00+09:00',
      _valueDateTime: { extension: received('2026112109') },
    })
  })

  test('I4 a coded value keeps its words, its alternatives, its original text, and what is no code of its system', () => {
    const concept = (text: string) => JSON.stringify(value('CWE', text))
    expect(concept('112283007^E coli^SCT^EC^Esch. c.^99LAB^2026^1^grown from urine')).toBe(
      JSON.stringify({
        valueCodeableConcept: {
          coding: [
            { system: 'http://snomed.info/sct', version: '2026', code: '112283007', display: 'E coli' },
            { system: 'urn:hdms:his-local:99LAB', version: '1', code: 'EC', display: 'Esch. c.' },
          ],
          text: 'grown from urine',
        },
      }),
    )
    expect(concept('112283007&x^E coli^SCT')).toContain('112283007&x^E coli^SCT')
    expect(concept('^E. coli & Klebsiella')).toContain('E. coli & Klebsiella')
  })
})

describe('nothing is dropped', () => {
  test('I4 repetitions of a value are components, each with its own concept', () => {
    const r = observation(['OBX|1|CWE|67704-7^Feeding^LN||LA1^Breast milk^LN~LA2^Formula^LN||||||F'])
    expect((r['component'] as { valueCodeableConcept: { text: string } }[]).map((c) => c.valueCodeableConcept.text)).toEqual([
      'Breast milk',
      'Formula',
    ])
    expect(value('NM', '60~120')).toMatchObject({ component: [{ valueQuantity: { value: 60 } }, { valueQuantity: { value: 120 } }] })
  })

  test('I4 method, performers, device, site, instance, category, range and every flag', () => {
    const obx = [
      'OBX',
      '1',
      'NM',
      '2345-7^Glucose^LN',
      '1',
      '5',
      'mmol/L',
      '3-6',
      'H~A~odd',
      '0.95',
      '',
      'F',
      '',
      '',
      '20261121095500',
      'LAB7^Central',
    ]
    const more = [
      '4711^Kim^Hana^^^Dr',
      'ENZ^Enzymatic^L',
      'AU5800^Beckman',
      '20261121100500',
      'ARM^Arm^L',
      'I-1',
      '',
      'Hanbit Lab',
      'Seoul',
    ]
    const r = ofType('Observation', message([`${obr({ status: 'F' })}`.replace(/\|\|F$/, '|CH|F'), [...obx, ...more].join('|')]))[0]
    expect(r).toMatchObject({
      identifier: [{ value: 'I-1' }],
      category: [
        { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] },
        { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: 'CH' }] },
      ],
      effectiveDateTime: '2026-11-21T09:55:00+09:00',
      performer: [
        { type: 'Practitioner', identifier: { value: '4711' }, display: 'Dr Hana Kim' },
        { type: 'Organization', display: 'Central' },
        { type: 'Organization', display: 'Hanbit Lab' },
      ],
      interpretation: [{ coding: [{ code: 'H' }] }, { coding: [{ code: 'A' }] }, { text: 'odd' }],
      bodySite: { text: 'Arm' },
      method: { text: 'Enzymatic' },
      device: { display: 'AU5800^Beckman' },
      referenceRange: [{ text: '3-6' }],
    })
    const rest = ((r?.['extension'] ?? []) as { valueString: string }[]).map(({ valueString }) => valueString)
    expect(rest).toEqual(['OBX-4 1', 'OBX-9 0.95', 'OBX-19 20261121100500', 'OBX-24 Seoul'])
  })

  test('I4 any field, whatever its number, is in the record or beside it', () => {
    for (let n = 9; n <= 29; n++) {
      if (n === 11 || n === 14) continue
      const fields = ['OBX', '1', 'ST', '1-1^Test^L', '', 'fine', '', '', '', ...new Array<string>(21).fill('')]
      fields[11] = 'F'
      fields[n] = `said ${n}~again ${n}`
      const said = JSON.stringify(observation([fields.join('|')]))
      expect([n, said.includes(`said ${n}`), said.includes(`again ${n}`)]).toEqual([n, true, true])
    }
    for (let n = 5; n <= 49; n++) {
      if ([7, 8, 22, 25].includes(n)) continue
      const fields = obr().split('|')
      while (fields.length <= n) fields.push('')
      fields[n] = `said ${n}`
      const said = JSON.stringify(resourcesOf(message([fields.join('|'), 'OBX|1|ST|1-1^Test^L||fine||||||F'])))
      expect([n, said.includes(`said ${n}`)]).toEqual([n, true])
    }
  })

  test('I4 notes stand where they belong: of a result with it, of patient, order and report as a comment', () => {
    const text = [
      msh(),
      PID,
      'NTE|1||of the patient',
      'ORC|RE|a1b2c3d4e5f6',
      'NTE|1||of the order',
      obr(),
      'NTE|1||of the report',
      'OBX|1|NM|2823-3^Potassium^LN||6.9|mmol/L|||||F',
      'NTE|1|L|haemolysed~unreliable',
      'NTE|2|L|repeat it|RE^Remark',
      'OBX|2|NM|2951-2^Sodium^LN||140|mmol/L|||||F',
      obr({ code: '2-2^Another^L', filler: 'F2' }),
      'NTE|1||of the second',
    ].join('\r')
    const [potassium, sodium, comment, second] = ofType('Observation', text)
    expect(potassium?.['note']).toEqual([{ text: 'haemolysed\nunreliable\nRemark: repeat it' }])
    expect(sodium?.['note']).toBeUndefined()
    expect(second).toMatchObject({ code: { text: 'Comment' }, valueString: 'of the second' })
    expect(comment).toMatchObject({ code: { text: 'Comment' }, valueString: 'of the patient\nof the order\nof the report' })
  })

  test('I4 what was seen of a specimen, and the specimen: after its OBR, or before it as OUL has it', () => {
    const spm = 'SPM|1|S1||SER^Serum^HL70487||||ARM^Arm^L||||||drawn twice|||20261121093000|20261121094000'
    const line = 'OBX|1|NM|2345-7^Glucose^LN||7.0|mg/dL|||||F'
    for (const segments of [
      [obr(), line, spm, 'OBX|2|ST|1-9^Colour^L||red||||||F'],
      [spm, 'OBX|2|ST|1-9^Colour^L||red||||||F', obr(), line],
    ]) {
      const all = resourcesOf(message(segments))
      const seen = all.filter((r) => r.resourceType === 'Observation')
      expect(seen).toHaveLength(2)
      for (const r of all)
        expect(r['contained']).toEqual([
          {
            resourceType: 'Specimen',
            id: 'specimen-1',
            identifier: [{ value: 'S1' }],
            type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0487', code: 'SER', display: 'Serum' }], text: 'Serum' },
            receivedTime: '2026-11-21T09:40:00+09:00',
            collection: {
              collectedDateTime: '2026-11-21T09:30:00+09:00',
              bodySite: { coding: [{ system: 'urn:hdms:his-local', code: 'ARM', display: 'Arm' }], text: 'Arm' },
            },
            note: [{ text: 'drawn twice' }],
          },
        ])
    }
  })

  test('I4 texts are words of the report; under a shared code, or with more than their text, results too', () => {
    const lines = [
      'OBX|1|TX|D^Diagnosis^L||benign',
      'OBX|2|TX|M^Microscopy^L||cells~seen',
      'OBX|3|FT|22634-0^Pathology report^LN||see above',
    ]
    const all = resourcesOf(message([obr(), ...lines.map((l) => `${l}||||||F`)]))
    expect(all.find((r) => r.resourceType === 'DiagnosticReport')?.['conclusion']).toBe(
      'Diagnosis: benign\nMicroscopy: cells\nseen\nPathology report: see above',
    )
    expect(all.filter((r) => r.resourceType === 'Observation').map((r) => r['valueString'])).toEqual(['see above'])
    const paragraphs = ['one', '', 'two'].map((said, i) => `OBX|${i}|TX|D^Diagnosis^L||${said}||||||F`)
    expect(ofType('DiagnosticReport', message([obr(), ...paragraphs]))).toMatchObject([{ conclusion: 'one\n\ntwo' }])
    const flagged = ofType('Observation', message([obr(), 'OBX|1|TX|D^Diagnosis^L||malignant|||AA|||F']))
    expect(flagged).toMatchObject([{ valueString: 'malignant', interpretation: [{ coding: [{ code: 'AA' }] }] }])
  })

  test('I4 segments that are not looked into stand beside what they follow; those of patient and visit do not', () => {
    const all = JSON.stringify(
      resourcesOf(message(['PV1|1|I|WARD', obr(), 'ZLR|1|local', 'OBX|1|ST|1-1^Test^L||fine||||||F', 'PRT|1|AD||RO|x^Kim'])),
    )
    expect(all).toContain('ZLR|1|local')
    expect(all).toContain('PRT|1|AD||RO|x^Kim')
    expect(all).not.toContain('WARD')
  })

  test.each([
    ['a result without a name', [obr(), 'OBX|1|NM|||5|mg/dL|||||F'], /no name \(OBX-3\)/],
    ['a report without a name', [obr({ code: '' }), 'OBX|1|NM|1-1^T^L||5||||||F'], /OBR-4/],
    ['a line end inside a field', [obr(), 'OBX|1|TX|P^Path^L||benign', 'CANCER in part B||||||F'], /no segment/],
    ['a specimen without an order', ['SPM|1|S1', obr(), 'OBX|1|NM|1-1^T^L||5||||||F', 'SPM|2|S2'], /without an OBR/],
    ['a note of an order without results', [obr(), 'OBX|1|NM|1-1^T^L||5||||||F', 'ORC|RE|x', 'NTE|1||lost'], /without an OBR/],
    ['a time that is none', [obr({ at: '20261326' })], /not a time/],
    ['a time of a result that is none', [obr(), 'OBX|1|NM|1-1^T^L||5||||||F|||noon'], /OBX-14/],
    ['a status that is not known', [obr(), 'OBX|1|NM|1-1^T^L||5||||||constructor'], /OBX-11/],
    ['a file without a name', [obr(), 'OBX|1|ED|||^application^pdf^Base64^QUFB||||||F'], /no name \(OBX-3\)/],
    ['a file that does not come', [obr(), 'OBX|1|ED|IMG^Page^L||LAB^AP^PDF^Base64^||||||F'], /names a file and brings none/],
    ['a value that nobody asked for', [obr(), 'OBX|1|NM|1-1^T^L||5||||||N'], /not asked for \(N\) and has a value/],
    ['a text that nobody asked for', [obr(), 'OBX|1|TX|1-1^T^L||HIV positive||||||N'], /not asked for \(N\) and has a value/],
  ])('I4 %s is refused with the reason', (_, segments, why) => {
    expect(refusal(message(segments))).toMatch(why)
  })

  test('I4 a line that nobody asked for, and a file that is still to come or was struck, say nothing without a value', () => {
    const five = 'OBX|1|NM|1-1^T^L||5||||||F'
    for (const line of ['OBX|2|NM|2-2^U^L||||||||N', ...['P', 'D', 'X'].map((s) => `OBX|2|ED|IMG^Page^L||^AP^PDF^Base64^||||||${s}`)])
      expect(refusal(message([obr(), five, line]))).toBe('')
  })

  test('what would be no valid FHIR is refused before it is acknowledged, with the place and nothing of what it says', () => {
    // A code of FHIR has no two spaces in a row; the system of one is a URI.
    const long = 'x'.repeat(1_100_000)
    expect(refusal(message([obr(), `OBX|1|ST|1-1^Test^L||${long}||||||F`]))).toMatch(/^OBX 1 would be no valid FHIR: Observation\.value/)
    expect(refusal(message([obr(), 'OBX|1|ST|1-1^Test^L||fine||||||F']))).toBe('')
  })

  test('I4 two files of one name are two, also as repetitions of one field', () => {
    const file = (n: number, data: string) => `OBX|${n}|ED|IMG^Page^L||${data}||||||F`
    const one = (data: string) => `^application^pdf^Base64^${data}`
    const apart = ofType('DocumentReference', message([obr(), file(1, one('QUFB')), file(2, one('QkJC'))]))
    const repeated = ofType('DocumentReference', message([obr(), file(1, `${one('QUFB')}~${one('QkJC')}`)]))
    for (const files of [apart, repeated]) {
      expect(new Set(files.map(({ id }) => id)).size).toBe(2)
      expect(JSON.stringify(files)).toMatch(/QUFB.*QkJC/)
    }
  })
})
