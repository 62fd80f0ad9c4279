/** C-CDA in and out: nothing is said that the document does not say, nothing of it is lost, and a hostile document is refused. */
import { readCcda } from '@hdms/health/ccda/read.ts'
import { writeCcda } from '@hdms/health/ccda/write.ts'
import { problemsOf } from '@hdms/health/fhir/validate.ts'
import { readDocument } from '@hdms/node/institutional/his/documents.ts'
import { fhirAdapter } from '@hdms/node/institutional/his/fhir.ts'
import { fromBase64, fromUtf8, utf8 } from '@hdms/shared/bytes.ts'
import { parseJson } from '@hdms/shared/documents/json.ts'
import type { HttpClient } from '@hdms/shared/ports/http.ts'
import { describe, expect, test } from 'vitest'
import {
  allergySection,
  type CcdaSample,
  ccdaXml,
  medicineSection,
  problemSection,
  resultSection,
  section,
  unknownSection,
  vaccineSection,
} from '../support/ccda.ts'

type Fields = Record<string, unknown>
const ZONE = '+09:00'
const read = (sample: CcdaSample) => readCcda(utf8(ccdaXml(sample)), ZONE)
const ofType = (sample: CcdaSample, type: string): Fields[] =>
  read(sample).resources.flatMap((r) => (r.type === type ? [JSON.parse(r.json) as Fields] : []))
const pq = (value: string) => `<value xsi:type="PQ" value="${value}" unit="%"/>`

describe('a C-CDA document comes in', () => {
  test('as valid FHIR, and whole beside it; without the names of the patient in what is taken out of it', () => {
    const xml = ccdaXml({ sections: [resultSection(pq('6.50')), problemSection('20200301')] })
    const { resources, left, patientIds, title } = readCcda(utf8(xml), ZONE)
    expect([left, patientIds, title]).toEqual([[], ['P-100'], '퇴원 요약'])
    expect(resources.map((r) => r.type).sort()).toEqual(['Condition', 'DocumentReference', 'Observation', 'Observation', 'Practitioner'])
    for (const { json } of resources) expect(problemsOf(parseJson(json))).toEqual([])
    const document = JSON.parse(resources[0]?.json ?? '') as { content: { attachment: { data: string } }[] }
    expect(fromUtf8(fromBase64(document.content[0]?.attachment.data ?? ''))).toBe(xml)
    expect(
      resources
        .slice(1)
        .map(({ json }) => json)
        .join(),
    ).not.toMatch(/길동|P-100|19800301/)
  })

  test('the same document gives the same resources, to the byte; another one others', () => {
    const sample = { sections: [resultSection(pq('6.5')), problemSection('2020')] }
    expect(read(sample)).toEqual(read(sample))
    const ids = (s: CcdaSample) => read(s).resources.map(({ id }) => id)
    expect(ids({ ...sample, setId: 'other' }).some((id) => ids(sample).includes(id))).toBe(false)
  })

  test.each([
    ['a year', '2020', '2020'],
    ['a month', '202003', '2020-03'],
    ['a day', '20200301', '2020-03-01'],
    ['a minute without a zone', '202003010830', '2020-03-01T08:30:00+09:00'],
    ['a second with one', '20200301083015-0500', '2020-03-01T08:30:15-05:00'],
  ])('%s stays what it is', (_what, hl7, fhir) => {
    expect(ofType({ sections: [problemSection(hl7)] }, 'Condition')[0]?.['onsetDateTime']).toBe(fhir)
  })

  test('numbers keep their digits; what is no time is left out and said', () => {
    const json = read({ sections: [resultSection(pq('6.50'))] }).resources.map((r) => r.json)
    expect(json.join()).toContain('"value":6.50')
    const { left, resources } = read({ sections: [resultSection(pq('1.0'), '20263131')] })
    expect(left).toEqual(['1 time that is none'])
    expect(resources[0]?.json).toContain('1 time that is none')
    expect(resources.map((r) => r.json).join()).not.toContain('effectiveDateTime')
  })

  test.each([
    ['text', '<value xsi:type="ST">reactive</value>', 'reactive'],
    ['encapsulated text', '<value xsi:type="ED">see image</value>', 'see image'],
    ['words of the narrative', '<value xsi:type="ED"><reference value="#r1"/></value>', 'HbA1c, slightly high'],
    ['nothing, but words beside', '', 'HbA1c, slightly high'],
  ])('a value that is %s', (_what, value, text) => {
    const found = ofType({ sections: [resultSection(value)] }, 'Observation').map((o) => o['valueString'])
    expect(found).toContain(text)
  })

  const mg = (value: string) => `"value":${value},"unit":"mg","system":"http://unitsofmeasure.org","code":"mg"`
  const low = (value: string, more = '') => `<low value="${value}" unit="mg"${more}/>`
  const high = (value: string, more = '') => `<high value="${value}" unit="mg"${more}/>`
  const interval = (inside: string) => `<value xsi:type="IVL_PQ">${inside}</value>`
  const ratio = (numerator: string, denominator: string) =>
    `<value xsi:type="RTO"><numerator value="${numerator}"/><denominator value="${denominator}"/></value>`
  const was = (text: string) => `"extension":[{"url":"urn:hdms:as-received","valueString":"${text}"}]`
  test.each([
    ['leading zeros', '<value xsi:type="PQ" value="065.880" unit="mg"/>', `"valueQuantity":{${mg('65.880')},${was('065.880')}}`],
    ['no digit before the point', '<value xsi:type="PQ" value=".15" unit="mg"/>', `"valueQuantity":{${mg('0.15')},${was('.15')}}`],
    ['a sign and an exponent', '<value xsi:type="REAL" value="+1.50E3"/>', `"valueQuantity":{"value":1.50E3,${was('+1.50E3')}}`],
    ['more digits than a double has', '<value xsi:type="REAL" value="0.12345678901234567890"/>', '"value":0.12345678901234567890'],
    ['a comparator in the number', '<value xsi:type="PQ" value="&lt; 3.0" unit="mg"/>', `"valueQuantity":{"comparator":"<",${mg('3.0')}}`],
    ['zeros before it', '<value xsi:type="INT" value="007"/>', `"valueInteger":7,"_valueInteger":{${was('007')}}`],
    ['a whole number that is none', '<value xsi:type="INT" value="7.50"/>', '"valueQuantity":{"value":7.50}'],
    ['a whole number of more than 32 bits', '<value xsi:type="INT" value="5000000000"/>', '"valueQuantity":{"value":5000000000}'],
    ['at most', interval(high('5.0')), `"valueQuantity":{"comparator":"<=",${mg('5.0')}}`],
    ['less than', interval(high('5.0', ' inclusive="false"')), `"valueQuantity":{"comparator":"<",${mg('5.0')}}`],
    ['at least', interval(`${low('5.0')}<high nullFlavor="PINF"/>`), `"valueQuantity":{"comparator":">=",${mg('5.0')}}`],
    ['more than', interval(low('5', ' inclusive="false"')), `"valueQuantity":{"comparator":">",${mg('5')}}`],
    ['a range', interval(low('4.0') + high('5.0')), `"valueRange":{"low":{${mg('4.0')}},"high":{${mg('5.0')}}}`],
    ['a range that is open', interval(low('4.0') + high('5.0', ' inclusive="false"')), '"valueString":"≥ 4.0 mg, < 5.0 mg"'],
    ['a range the wrong way round', interval(low('9') + high('5')), '"valueString":"9 – 5 mg"'],
    ['an interval of one number', '<value xsi:type="IVL_PQ" value="5.0" unit="mg"/>', `"valueQuantity":{${mg('5.0')}}`],
    ['a titre', ratio('1', '128'), '"valueRatio":{"numerator":{"value":1},"denominator":{"value":128}}'],
    ['a time', '<value xsi:type="TS" value="20260102"/>', '"valueDateTime":"2026-01-02"'],
    ['a truth', '<value xsi:type="BL" value="false"/>', '"valueBoolean":false'],
    [
      'a step of a scale',
      '<value xsi:type="CO" code="2" displayName="++"/>',
      '"valueCodeableConcept":{"coding":[{"code":"2","display":"++"}]',
    ],
    ['a trace', '<value xsi:type="PQ" nullFlavor="TRC"/>', '"valueString":"trace"'],
    [
      'a usual spelling of a unit',
      '<value xsi:type="PQ" value="120" unit="mmHg"/>',
      '"value":120,"unit":"mmHg","system":"http://unitsofmeasure.org","code":"mm[Hg]"}',
    ],
    ['a unit that nobody knows', '<value xsi:type="PQ" value="5" unit="Zyme"/>', '"valueQuantity":{"value":5,"unit":"Zyme"}'],
    [
      'a unit that stands in a translation',
      '<value xsi:type="PQ" nullFlavor="OTH"><translation nullFlavor="OTH" value="1.20"><originalText>zymogens/dl</originalText></translation></value>',
      '"valueQuantity":{"value":1.20,"unit":"zymogens/dl"}',
    ],
  ])('a number with %s is that number', (_what, value, json) => {
    const { resources, left } = read({ sections: [resultSection(value)] })
    expect([resources.map((r) => r.json).join(), left]).toEqual([expect.stringContaining(json), []])
  })

  test.each([
    ['a comma', '6,1'],
    ['words after it', '6.1abc'],
    ['two points', '6.1.2'],
    ['a space inside', '6 100'],
    ['hexadecimal digits', '0x10'],
    ['a span', '5-6'],
    ['no end', 'Infinity'],
  ])('what is no number to its end is none: %s', (_what, value) => {
    for (const type of ['PQ', 'INT', 'REAL']) {
      const sample = { sections: [resultSection(`<value xsi:type="${type}" value="${value}" unit="mg"/>`)] }
      const found = ofType(sample, 'Observation').find((o) => o['valueString'] !== undefined)
      expect([type, found?.['valueString'], read(sample).left]).toEqual([type, `${value} mg`, ['a number that is none, but for its words']])
    }
  })

  test('a range that is open stands in words, and what it means stands with it', () => {
    const range = (inside: string) => `<referenceRange><observationRange>${inside}</observationRange></referenceRange>`
    const ranges = (inside: string) =>
      ofType({ sections: [resultSection(pq('5'), '2026', range(inside))] }, 'Observation').find((o) => o['valueQuantity'])?.[
        'referenceRange'
      ]
    expect(ranges(interval(low('.50') + high('5.0')))).toMatchObject([{ low: { value: 0.5 }, high: { value: 5 } }])
    expect(ranges(interval(high('5.0', ' inclusive="false"')))).toEqual([{ text: '< 5.0 mg' }])
    expect(ranges(interval(high('5,0')))).toEqual([{ text: '≤ 5,0 mg' }])
    const high5 = `${interval(low('5'))}<interpretationCode code="H" codeSystem="2.16.840.1.113883.5.83"/>`
    expect(ranges(high5)).toMatchObject([{ low: { value: 5 }, type: { coding: [{ code: 'H' }] } }])
  })

  test('a reason why there is no value is kept, and a name that is a pointer is what stands there', () => {
    const nameless = (code: string, value: string) => {
      const sample = { sections: [resultSection(value).replace(/<code code="4548-4"[^>]*"Hemoglobin A1c"\/>/, code)] }
      return ofType(sample, 'Observation').find((o) => o['hasMember'] === undefined)
    }
    const pointer = (id: string) => `<code nullFlavor="UNK"><originalText><reference value="#${id}"/></originalText></code>`
    expect(nameless(pointer('r1'), '<value xsi:type="PQ" nullFlavor="NASK"/>')).toMatchObject({
      code: { text: 'HbA1c, slightly high' },
      dataAbsentReason: { coding: [{ code: 'not-asked' }] },
    })
    expect(nameless(pointer('nowhere'), pq('5'))?.['code']).toEqual({ text: 'HbA1c, slightly high' })
    expect(nameless('<code nullFlavor="UNK"><originalText>HbA1c &#40;NGSP)</originalText></code>', pq('5'))?.['code']).toEqual({
      text: 'HbA1c (NGSP)',
    })
    const both =
      '<code code="4548-4" codeSystem="2.16.840.1.113883.6.1" displayName="HbA1c"><originalText><reference value="#r1"/></originalText></code>'
    expect(nameless(both, pq('5'))?.['code']).toMatchObject({ coding: [{ display: 'HbA1c' }], text: 'HbA1c, slightly high' })
    const without = resultSection(pq('5')).replace('<text><reference value="#r1"/></text>', '')
    const unnamed = read({ sections: [without.replace(/<code code="4548-4"[^>]*"Hemoglobin A1c"\/>/, '<code nullFlavor="UNK"/>')] })
    expect(unnamed.left).toEqual(['1 statement of template 2.16.840.1.113883.10.20.22.4.2 inside others'])
  })

  test('namespaces are known by their names: any prefix, several, and elements of others are not ours', () => {
    const sample = { sections: [resultSection(pq('6.50')), problemSection('2020')] }
    const said = (xml: string) => readCcda(utf8(xml), ZONE).resources.slice(1)
    const xml = ccdaXml(sample)
    expect(said(xml.replaceAll('xsi:type="', 'i:type="v3:').replace('xmlns:xsi', 'xmlns:v3="urn:hl7-org:v3" xmlns:i'))).toEqual(said(xml))
    const inside = xml.replace(/<structuredBody>[\s\S]*<\/structuredBody>/, (body) =>
      body.replace(/<(\/?)(?=\w)/g, '<$1b:').replace('<b:structuredBody', '<b:structuredBody xmlns:b="urn:hl7-org:v3"'),
    )
    expect(said(inside)).toEqual(said(xml))
    const foreign = xml.replace('<value xsi:type="PQ"', '<value xmlns="urn:x" xsi:type="PQ" value="99" unit="%"/><value xsi:type="PQ"')
    expect(said(foreign)).toEqual(said(xml))
    expect(() => said(xml.replace('<title>', '<title>&#1;'))).not.toThrow()
    expect(() => said(xml.replace('<title>', '<title>\u0001'))).toThrow(/characters that XML does not have/)
  })

  test('a medicine is one by its template, in whatever section it stands and inside whatever else', () => {
    const medicine =
      /<substanceAdministration[\s\S]*<\/substanceAdministration>/.exec(medicineSection('<doseQuantity value="1"/>'))?.[0] ?? ''
    const entry = `<entry>${medicine}</entry>`
    const act = `<entry><act classCode="ACT" moodCode="EVN"><templateId root="1.2.3"/><entryRelationship typeCode="SUBJ">${medicine}</entryRelationship></act></entry>`
    const visit = `<entry><encounter classCode="ENC" moodCode="EVN"><id root="1.9"/><entryRelationship typeCode="COMP">${medicine}</entryRelationship></encounter></entry>`
    const optional = section('2.16.840.1.113883.10.20.22.2.1', '10160-0', 'x', entry)
    for (const one of [optional, ...[entry, act, visit].map((e) => section('1.2.410.5', '99999-2', 'x', e))]) {
      const nested = section('1.2.410.6', '99999-3', 'x', `<component>${one}</component>`)
      for (const sections of [[one], [nested]]) {
        const found = ofType({ sections }, 'MedicationRequest').map((m) => (m['medicationCodeableConcept'] as Fields)['coding'])
        expect(found).toMatchObject([[{ code: '197806' }]])
      }
    }
    const named = medicine.replace(/<code code="197806"[^>]*>/, '<code nullFlavor="UNK"/><name>Herbal tea</name>')
    const [tea] = ofType({ sections: [section('1.2', '1-8', 'x', `<entry>${named}</entry>`)] }, 'MedicationRequest')
    expect(tea?.['medicationCodeableConcept']).toEqual({ text: 'Herbal tea' })
  })

  test('a result that is a file and an image come as files of their entry, and what cannot be read of them is said', () => {
    const files = (given: CcdaSample) =>
      ofType(given, 'DocumentReference')
        .flatMap((d) =>
          (d['content'] as { attachment: Fields }[]).map(({ attachment }) => [
            attachment['contentType'],
            attachment['data'],
            attachment['title'],
          ]),
        )
        .slice(1)
    const image = '<value xsi:type="ED" mediaType="image/png" representation="B64">aGk=</value>'
    const media = (value: string, id = '1.2') =>
      `<observationMedia classCode="OBS" moodCode="EVN"><id root="${id}" extension="7"/>${value}</observationMedia>`
    expect(files({ sections: [resultSection(image)] })).toEqual([['image/png', 'aGk=', 'Hemoglobin A1c']])
    const inside = resultSection(
      '<value xsi:type="PQ" value="6.1" unit="%"/>',
      undefined,
      `<entryRelationship typeCode="COMP">${media(image.replace('xsi:type="ED" ', ''))}</entryRelationship>`,
    )
    expect(files({ sections: [inside] })).toEqual([['image/png', 'aGk=', '퇴원 요약']])
    expect([
      read({ sections: [inside] }).left,
      ofType({ sections: [inside] }, 'Observation').flatMap((o) => o['valueQuantity'] ?? []),
    ]).toMatchObject([[], [{ value: 6.1 }]])
    const entries = [media(image, '1.2'), media(image.replace('aGk=', 'aG8='), '1.3')].map((one) => `<entry>${one}</entry>`)
    const ofEntries = (all: string): CcdaSample => ({ sections: [section('1.2.410.5', '18748-4', 'x', all)] })
    const [two, second] = [ofEntries(entries.join('')), ofEntries(entries[1] ?? '')]
    expect(files(two).map(([, data]) => data)).toEqual(['aGk=', 'aG8='])
    // Two numbers of two who give numbers out are two entries, and the same for the same document.
    const ids = read(two).resources.map(({ id }) => id)
    expect([new Set(ids).size, read(two).resources.map(({ id }) => id)]).toEqual([ids.length, ids])
    const nameOf = (given: CcdaSample) => ofType(given, 'DocumentReference').find((d) => JSON.stringify(d).includes('"aG8="'))?.['id']
    expect([nameOf(second), read(two).left]).toEqual([nameOf(two), []])
    const far = resultSection('<value xsi:type="ED" mediaType="image/png"><reference value="https://pacs.example/1"/></value>')
    expect([files({ sections: [far] }), read({ sections: [far] }).left]).toEqual([[], ['a file that is not in the document']])
    const mother = inside.replace(
      '<statusCode code="completed"/>',
      '<statusCode code="completed"/><subject><relatedSubject classCode="PRS"><code code="MTH"/></relatedSubject></subject>',
    )
    expect(files({ sections: [mother] })).toEqual([])
  })

  test('what is to come was not done, and what a relative has the patient has not', () => {
    const procedure = (mood: string) =>
      `<entry><procedure classCode="PROC" moodCode="${mood}"><templateId root="2.16.840.1.113883.10.20.22.4.41"/><id root="1.7"/><code code="80146002" codeSystem="2.16.840.1.113883.6.96" displayName="Appendectomy"/><statusCode code="active"/><effectiveTime value="20270101"/></procedure></entry>`
    const plan = (mood: string) => read({ sections: [section('2.16.840.1.113883.10.20.22.2.10', '18776-5', 'x', procedure(mood))] })
    const request = plan('RQO').resources.find((r) => r.type === 'ServiceRequest')
    expect(JSON.parse(request?.json ?? '{}')).toMatchObject({
      resourceType: 'ServiceRequest',
      intent: 'order',
      status: 'active',
      occurrenceDateTime: '2027-01-01',
    })
    expect(plan('EVN').resources.map((r) => r.type)).toContain('Procedure')
    expect(plan('INT').resources.map((r) => r.type)).not.toContain('Procedure')
    const vaccine = vaccineSection(false).replace('moodCode="EVN"', 'moodCode="INT"')
    expect(ofType({ sections: [vaccine] }, 'Immunization')).toEqual([])
    const mother = resultSection('<value xsi:type="CD" code="44054006" codeSystem="2.16.840.1.113883.6.96"/>').replace(
      '<statusCode code="completed"/>',
      '<statusCode code="completed"/><subject><relatedSubject classCode="PRS"><code code="MTH"/></relatedSubject></subject>',
    )
    expect([ofType({ sections: [mother] }, 'Observation'), read({ sections: [mother] }).left]).toEqual([
      [],
      ['1 of 1 entries of section 30954-2'],
    ])
  })

  test('times of a medicine: from one to another, each four to six hours, at bedtime', () => {
    const dosed = (times: string) => {
      const xml = medicineSection('<doseQuantity value="1"/>').replace(/<effectiveTime[\s\S]*<\/effectiveTime>/, times)
      return ofType({ sections: [xml] }, 'MedicationRequest')[0]
    }
    const every =
      '<effectiveTime xsi:type="PIVL_TS" operator="A"><period xsi:type="IVL_PQ"><low value="4" unit="h"/><high value="6" unit="h"/></period></effectiveTime>'
    const span = '<effectiveTime xsi:type="IVL_TS"><low value="20260101"/><high value="20260201"/></effectiveTime>'
    for (const times of [every + span, span + every])
      expect(dosed(times)).toMatchObject({
        dispenseRequest: { validityPeriod: { start: '2026-01-01', end: '2026-02-01' } },
        dosageInstruction: [{ timing: { repeat: { period: 4, periodMax: 6, periodUnit: 'h' } } }],
      })
    expect(dosed('<effectiveTime xsi:type="EIVL_TS" operator="A"><event code="HS"/></effectiveTime>')).toMatchObject({
      dosageInstruction: [{ timing: { repeat: { when: ['HS'] } } }],
    })
    expect(dosed('<effectiveTime value="202601010800"/>')).toMatchObject({
      dosageInstruction: [{ timing: { event: ['2026-01-01T08:00:00+09:00'] } }],
    })
  })

  test('a body that is a file is kept as one, with its bytes; one that is none is named', () => {
    const body = (text: string) => read({ component: `<component><nonXMLBody>${text}</nonXMLBody></component>` })
    const { resources, left } = body('<text mediaType="application/pdf" representation="B64">JVBE\n  Ri0xLjc=</text>')
    const [document, pdf] = resources.map((r) => JSON.parse(r.json) as { content: { attachment: Fields; format?: Fields }[] })
    expect([document?.content[0]?.format?.['code'], pdf?.content[0]?.attachment['contentType']]).toEqual([
      'urn:hl7-org:sdwg:ccda-nonXMLBody:2.1',
      'application/pdf',
    ])
    expect([fromUtf8(fromBase64(String(pdf?.content[0]?.attachment['data']))), left]).toEqual(['%PDF-1.7', []])
    for (const { json } of resources) expect(problemsOf(parseJson(json))).toEqual([])
    expect(body('<text mediaType="text/plain">as it was</text>').resources[1]?.json).toContain('YXMgaXQgd2Fz')
    expect(body('<text mediaType="application/pdf"><reference value="scan.pdf"/></text>').left).toEqual([
      'a body that is not in the document',
    ])
    expect(body('<text mediaType="application/pdf" representation="B64">%%%</text>').left).toEqual(['a body that is no base64'])
  })

  test('whom it is about is said apart from what is taken, and a header of little refuses nothing', () => {
    const { subject } = read({})
    expect(subject).toEqual({
      family: '홍',
      given: ['길동'],
      birthDate: '1980-03-01',
      gender: '',
      ids: [{ root: '1.2.410.100110', extension: 'P-100' }],
    })
    const bare = ccdaXml({ sections: [problemSection('2020')] })
      .replace(/<patient>[\s\S]*<\/patient>/, '')
      .replace(/<author>[\s\S]*<\/author>/, '')
    expect(readCcda(utf8(bare), ZONE).resources.map((r) => r.type)).toContain('Condition')
  })

  test('one entry among hundreds that cannot be read leaves the others', () => {
    // The conversion throws at a goal that does not say how it stands.
    const goal = (standing: string) =>
      `<entry><observation classCode="OBS" moodCode="GOL"><templateId root="2.16.840.1.113883.10.20.22.4.121"/><id root="1.2.410.11"/>
       <code code="3141-9" codeSystem="2.16.840.1.113883.6.1"/>${standing}<value xsi:type="ST">walk</value></observation></entry>`
    const good = goal('<statusCode code="active"/>')
    const { resources, left } = read({ sections: [section('1.2', '61146-7', 'x', good.repeat(150) + goal('') + good.repeat(150))] })
    const named = ['1 entry that cannot be read', '1 statement of template 2.16.840.1.113883.10.20.22.4.121 inside others']
    expect([resources.filter((r) => r.type === 'Goal').length, left]).toEqual([300, named])
  })

  test('an illness that has ended is not active', () => {
    const [condition] = ofType({ sections: [problemSection('2020', '2021')] }, 'Condition')
    expect(JSON.stringify(condition?.['clinicalStatus'])).toContain('resolved')
    expect(condition?.['abatementDateTime']).toBe('2021')
  })

  test('what is denied is not affirmed: no diabetes, no vaccine, no allergy', () => {
    const [refuted] = ofType({ sections: [problemSection('2020', undefined, { denied: true })] }, 'Condition')
    expect([JSON.stringify(refuted?.['verificationStatus']), refuted?.['clinicalStatus']]).toEqual([
      expect.stringContaining('refuted'),
      undefined,
    ])
    const [none] = ofType({ sections: [problemSection('2020', undefined, { denied: true, code: '55607006' })] }, 'Condition')
    expect(none?.['code']).toMatchObject({ coding: [{ code: '160245001' }] })
    const vaccine = (denied: boolean) => ofType({ sections: [vaccineSection(denied)] }, 'Immunization')[0]?.['status']
    expect([vaccine(true), vaccine(false)]).toEqual(['not-done', 'completed'])
    const [penicillin] = ofType({ sections: [allergySection('416098002', '7980', true)] }, 'AllergyIntolerance')
    expect(JSON.stringify(penicillin?.['verificationStatus'])).toContain('refuted')
    const [noDrug] = ofType({ sections: [allergySection('416098002', undefined, true)] }, 'AllergyIntolerance')
    expect(noDrug?.['code']).toMatchObject({ coding: [{ code: '409137002', display: 'No known drug allergy' }] })
    const denied = resultSection('<value xsi:type="ST">x</value>').replace(
      '<observation classCode="OBS"',
      '<observation negationInd="true" classCode="OBS"',
    )
    expect(read({ sections: [denied] }).left).toEqual(['a Observation that is denied'])
  })

  test('a dose is in its own unit; without one it counts; as needed is as needed', () => {
    const dosage = (dose: string, more = '') => {
      const [request] = ofType({ sections: [medicineSection(dose, more)] }, 'MedicationRequest')
      return (request?.['dosageInstruction'] as Fields[] | undefined)?.[0]
    }
    const micrograms = dosage('<doseQuantity value="50" unit="ug"/>')
    expect(micrograms).toMatchObject({
      doseAndRate: [{ doseQuantity: { value: 50, unit: 'ug', code: 'ug' } }],
      timing: { repeat: { period: 6, periodUnit: 'h' } },
    })
    expect(JSON.stringify(micrograms)).not.toContain('[IU]')
    expect(dosage('<doseQuantity value="1"/>')?.['doseAndRate']).toEqual([{ doseQuantity: { value: 1 } }])
    expect(dosage('')?.['doseAndRate']).toBeUndefined()
    const precondition =
      '<precondition typeCode="PRCN"><criterion><value xsi:type="CD" code="25064002" codeSystem="2.16.840.1.113883.6.96"/></criterion></precondition>'
    expect(dosage('<doseQuantity value="0.50" unit="mL"/>', precondition)?.['asNeededBoolean']).toBe(true)
    expect(
      read({ sections: [medicineSection('<doseQuantity value="0.50" unit="mL"/>')] })
        .resources.map((r) => r.json)
        .join(),
    ).toContain('"value":0.50')
  })

  test('an allergy to a drug is one to a drug, and to food one to food', () => {
    const category = (kind: string) => ofType({ sections: [allergySection(kind, '7980')] }, 'AllergyIntolerance')[0]?.['category']
    expect([category('416098002'), category('414285001'), category('419199007')]).toEqual([['medication'], ['food'], undefined])
  })

  test('a result says how it stands, and how it is to be read', () => {
    const standing = (code: string, more = '') =>
      ofType({ sections: [resultSection(pq('9.1'), '2026', more).replaceAll('code="completed"', `code="${code}"`)] }, 'Observation')[0]
    expect(standing('completed', '<interpretationCode code="H" codeSystem="2.16.840.1.113883.5.83"/>')).toMatchObject({
      status: 'final',
      interpretation: [{ coding: [{ code: 'H' }] }],
    })
    expect(['active', 'aborted', 'nullified'].map((code) => standing(code)?.['status'])).toEqual([
      'preliminary',
      'cancelled',
      'entered-in-error',
    ])
  })

  test('two findings in one concern are two conditions', () => {
    const two = problemSection('2020').replace('</entryRelationship>', (end) => {
      const relation = /<entryRelationship[\s\S]*$/.exec(problemSection('2019', undefined, { code: 'I20.9' }))?.[0].split('</act>')[0] ?? ''
      return `${end}${relation}`
    })
    const codes = ofType({ sections: [two] }, 'Condition').map((c) => (c['code'] as { coding: { code: string }[] }).coding[0]?.code)
    expect(codes).toEqual(['E11.9', 'I20.9'])
  })

  test('what cannot be read is left out and named; the rest is there', () => {
    const { left, resources } = read({ sections: [unknownSection(), problemSection('2020')] })
    expect(left).toEqual(['1 of 1 entries of section 99999-1'])
    expect(resources.map((r) => r.type)).toContain('Condition')
  })

  test('in UTF-16, in EUC-KR, with a prefix on every element: the same', () => {
    const sample = { sections: [problemSection('2020')] }
    const said = (bytes: Uint8Array) => readCcda(bytes, ZONE).resources.slice(1)
    const xml = ccdaXml(sample)
    const expected = said(utf8(xml))
    const wide = xml.replace('UTF-8', 'UTF-16')
    expect(said(new Uint8Array(Buffer.from(`\ufeff${wide}`, 'utf16le')))).toEqual(expected)
    const korean = xml
      .replace('UTF-8', 'EUC-KR')
      .replace('퇴원 요약', 'x')
      .replace('길동', 'x')
      .replace('홍', 'x')
      .replace('민', 'x')
      .replace('의사', 'x')
    expect(said(utf8(korean)).length).toBe(expected.length)
    const prefixed = xml.replace(/<(\/?)(?![?!])/g, '<$1v3:').replace('xmlns="', 'xmlns:v3="')
    expect(said(utf8(prefixed))).toEqual(expected)
  })

  test.each([
    [
      'entities',
      '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><ClinicalDocument xmlns="urn:hl7-org:v3">&b;</ClinicalDocument>',
      /document type/,
    ],
    ['a file of the machine', '<!DOCTYPE x SYSTEM "file:///etc/passwd"><ClinicalDocument xmlns="urn:hl7-org:v3"/>', /document type/],
    ['depth without end', `<ClinicalDocument xmlns="urn:hl7-org:v3">${'<a>'.repeat(200)}`, /deeper than 100/],
    ['half a document', ccdaXml().slice(0, 700), /not well-formed/],
    ['no XML', 'MSH|^~\\&|', /not well-formed|is nothing/],
    ['a section alone', '<section xmlns="urn:hl7-org:v3"/>', /it is a section/],
    ['another vocabulary', '<ClinicalDocument xmlns="urn:other"/>', /urn:hl7-org:v3/],
    ['nobody', '<ClinicalDocument xmlns="urn:hl7-org:v3"><id root="1"/></ClinicalDocument>', /names no patient/],
    [
      'two people',
      ccdaXml().replace('</recordTarget>', '</recordTarget><recordTarget><patientRole><id root="9"/></patientRole></recordTarget>'),
      /several patients/,
    ],
    [
      'no name of its own',
      ccdaXml()
        .replace(/<id root="1.2.410.99"[^>]*>/, '')
        .replace(/<setId[^>]*>/, ''),
      /has no id/,
    ],
    ['characters that are none', 'latin', /characters are not/],
  ])('%s: refused, with why', (_what, xml, why) => {
    const bytes = xml === 'latin' ? Uint8Array.of(0x3c, 0x61, 0x3e, 0xff, 0xc3, 0x28) : utf8(xml)
    expect(() => readCcda(bytes, ZONE)).toThrow(expect.objectContaining({ code: 'DOCUMENT_INVALID', message: expect.stringMatching(why) }))
  })

  test('larger than 16 MiB: refused before it is read', () => {
    expect(() => readCcda(new Uint8Array((16 << 20) + 1), ZONE)).toThrow(/larger than 16 MiB/)
  })

  test('a document made to be slow is read as fast as any', () => {
    const comments = '<!-- -->'.repeat(100_000)
    const sham = `<![CDATA[${'<!--'.repeat(500_000)}]]>`
    const xml = ccdaXml({ sections: [problemSection('2020')] })
      .replace('<realmCode', `${sham}<realmCode`)
      .replace('<ClinicalDocument', `${comments}<ClinicalDocument`)
    expect(readCcda(utf8(xml), ZONE).resources.length).toBeGreaterThan(1)
  })

  test('any byte of it changed: taken or refused, never anything else', () => {
    const bytes = utf8(ccdaXml({ sections: [resultSection(pq('6.5')), problemSection('2020')] }))
    for (let at = 0; at < bytes.length; at += 7) {
      const changed = Uint8Array.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 0x11
      try {
        for (const { json } of readCcda(changed, ZONE).resources) expect(problemsOf(parseJson(json))).toEqual([])
      } catch (error) {
        expect(error).toMatchObject({ code: 'DOCUMENT_INVALID' })
      }
    }
  })
})

describe('a C-CDA document goes out', () => {
  const observation = (fields: object) => ({
    resourceType: 'Observation',
    id: 'a',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '2339-0', display: 'Glucose' }], text: 'Glucose' },
    effectiveDateTime: '2026-11-21T09:30:00+09:00',
    ...fields,
  })
  const out = (...resources: (object | string)[]) =>
    writeCcda({
      resources: resources.map((r) => (typeof r === 'string' ? r : JSON.stringify(r))),
      patient: 'P-1',
      custodian: '서울병원',
      title: '진료 결과',
      at: Date.UTC(2026, 10, 21),
    })
  const back = (...resources: (object | string)[]) =>
    readCcda(utf8(out(...resources).xml), ZONE).resources.flatMap((r) =>
      r.type === 'Observation' || r.type === 'Condition' ? [JSON.parse(r.json) as Fields] : [],
    )

  test('and comes back with the same codes, values, units, ranges and times', () => {
    const glucose = observation({
      valueQuantity: { value: 105, unit: 'mg/dL', system: 'http://unitsofmeasure.org', code: 'mg/dL' },
      referenceRange: [{ low: { value: 70, unit: 'mg/dL', system: 'http://unitsofmeasure.org', code: 'mg/dL' } }],
    })
    const [returned] = back(glucose)
    expect(returned).toMatchObject({
      code: glucose.code,
      effectiveDateTime: glucose.effectiveDateTime,
      valueQuantity: { value: 105, code: 'mg/dL' },
    })
    expect(returned?.['referenceRange']).toMatchObject([{ low: { value: 70, unit: 'mg/dL' } }])
    const condition = {
      resourceType: 'Condition',
      id: 'c',
      subject: {},
      code: {
        coding: [{ system: 'http://www.hl7korea.or.kr/CodeSystem/kostat-kcd-8', code: 'E11.9', display: '2형 당뇨병' }],
        text: '2형 당뇨병',
      },
      onsetDateTime: '2020',
    }
    expect(back(condition)[0]).toMatchObject({ code: condition.code, onsetDateTime: '2020' })
  })

  test('less than five is not five; 5.50 is not 5.5', () => {
    const below = JSON.stringify(observation({ valueQuantity: { value: 5, comparator: '<', unit: 'mg/dL' } })).replace(
      '"value":5,',
      '"value":5.50,',
    )
    expect(back(below)[0]?.['valueQuantity']).toMatchObject({ comparator: '<', value: 5.5, unit: 'mg/dL' })
    expect(out(below).xml).toMatch(/<value xsi:type="IVL_PQ">\s*<high inclusive="false" value="5.50" unit="mg\/dL"\/>/)
    const exact = JSON.stringify(observation({ valueQuantity: { value: 5, unit: 'mg/dL' } })).replace('"value":5,', '"value":5.50,')
    expect(out(exact).xml).toContain('value="5.50"')
  })

  test('what a report concludes, a value that is a time or a truth, and a code of the hospital alone go along', () => {
    const report = {
      resourceType: 'DiagnosticReport',
      id: 'r',
      status: 'final',
      code: { text: 'Chest <X> & ray' },
      conclusion: 'No "change" <since> 2025',
      result: [{ reference: 'Observation/a' }],
    }
    const local = observation({
      id: 'b',
      code: { coding: [{ system: 'urn:hdms:his-local', code: 'L<1', display: 'Own' }] },
      valueDateTime: '2026-01-02',
    })
    const said = back(observation({ valueBoolean: true }), report, local)
    const values = said.map((o) => o['valueString'] ?? o['valueDateTime'] ?? o['valueBoolean'])
    expect(values).toEqual(expect.arrayContaining(['No "change" <since> 2025', '2026-01-02', true]))
    expect(JSON.stringify(said)).toContain('{"system":"urn:hdms:his-local","code":"L<1","display":"Own"}')
  })

  test('what was a mistake is not said; what has no place is named; empty sections say that there is nothing', () => {
    const { xml, left } = out(observation({ status: 'entered-in-error', valueString: 'WRONG' }), {
      resourceType: 'Coverage',
      id: 'x',
      status: 'active',
    })
    expect(xml).not.toContain('WRONG')
    expect(left).toEqual(['Coverage'])
    expect(xml.match(/nullFlavor="NI"/g)?.length).toBe(6)
  })

  test('what is denied stays denied, and how a value is to be read stays with it', () => {
    const condition = {
      resourceType: 'Condition',
      id: 'c',
      subject: {},
      code: { coding: [{ system: 'http://snomed.info/sct', code: '73211009' }] },
      verificationStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'refuted' }] },
    }
    expect(JSON.stringify(back(condition)[0]?.['verificationStatus'])).toContain('refuted')
    const vaccine = {
      resourceType: 'Immunization',
      id: 'v',
      status: 'not-done',
      patient: {},
      vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '88' }] },
      occurrenceDateTime: '2026-10-01',
    }
    const { resources } = readCcda(utf8(out(vaccine).xml), ZONE)
    expect(JSON.parse(resources.find((r) => r.type === 'Immunization')?.json ?? '{}')).toMatchObject({
      status: 'not-done',
      vaccineCode: vaccine.vaccineCode,
    })
    const high = observation({
      valueQuantity: { value: 9, unit: '%' },
      interpretation: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code: 'HH' }] }],
    })
    expect(back(high)[0]?.['interpretation']).toMatchObject([{ coding: [{ code: 'HH' }] }])
    // In the order of the schema.
    expect(out(high).xml).toMatch(/<value [^>]*>\s*<interpretationCode /)
  })

  test('a person can read it: every value stands in the words of its section', () => {
    const { xml } = out(observation({ valueQuantity: { value: 105, unit: 'mg/dL' } }))
    expect(xml).toMatch(/<td ID="w1">Glucose<\/td>\s*<td>105 mg\/dL<\/td>\s*<td>2026-11-21T09:30:00\+09:00<\/td>/)
    expect(xml).toContain('<name>서울병원</name>')
    expect(xml).not.toContain('Medplum')
  })

  test('every form of a value comes back as it was, with its digits', () => {
    const ucum = (value: number) => ({ value, unit: 'mg/dL', system: 'http://unitsofmeasure.org', code: 'mg/dL' })
    const forms = {
      valueQuantity: { comparator: '>=', ...ucum(5) },
      valueRange: { low: ucum(4), high: ucum(5) },
      valueRatio: { numerator: { value: 1 }, denominator: { value: 128 } },
      valueInteger: 7,
      valueBoolean: false,
      valueDateTime: '2026-01',
      valuePeriod: { start: '2026-01-02', end: '2026-01-03T08:00:00+09:00' },
      valueString: 'reactive',
      valueCodeableConcept: { coding: [{ system: 'http://snomed.info/sct', code: '260415000' }], text: 'not detected' },
      dataAbsentReason: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code: 'masked' }] },
    }
    for (const [field, value] of Object.entries(forms))
      expect([field, back(observation({ [field]: value }))[0]?.[field]]).toEqual([field, value])
    const own = { value: 5, unit: 'zymogens per dl' }
    expect(back(observation({ valueQuantity: own }))[0]?.['valueQuantity']).toEqual(own)
    const ranges = [{ low: ucum(4), high: ucum(5) }, { text: 'below 7' }]
    expect(back(observation({ valueQuantity: ucum(5), referenceRange: ranges }))[0]?.['referenceRange']).toEqual(ranges)
  })

  test('three times a day is every eight hours and not once, as needed is as needed, and a plan is no order', () => {
    const medicine = (fields: object, dosage: object = {}) => ({
      resourceType: 'MedicationRequest',
      id: 'm',
      status: 'active',
      intent: 'order',
      subject: {},
      medicationReference: { reference: 'Medication/x' },
      dosageInstruction: [dosage],
      ...fields,
    })
    const drug = {
      resourceType: 'Medication',
      id: 'x',
      code: { coding: [{ system: 'http://www.whocc.no/atc', code: 'N02BE01', display: 'Paracetamol' }] },
    }
    const said = (fields: object, dosage?: object) => {
      const { resources } = readCcda(utf8(out(medicine(fields, dosage), drug).xml), ZONE)
      return JSON.parse(resources.find((r) => r.type === 'MedicationRequest')?.json ?? '{}') as Fields
    }
    const daily = said({}, { text: '세 번', timing: { repeat: { frequency: 3, period: 1, periodUnit: 'd' } }, asNeededBoolean: true })
    expect(daily).toMatchObject({
      medicationCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code: 'N02BE01' }] },
      dosageInstruction: [{ text: '세 번', timing: { repeat: { period: 8, periodUnit: 'h' } }, asNeededBoolean: true }],
    })
    expect(said({}, { timing: { repeat: { frequency: 7, period: 1, periodUnit: 'd' } } })['dosageInstruction']).not.toMatchObject([
      { timing: {} },
    ])
    expect([said({ intent: 'plan' })['intent'], said({ doNotPerform: true })['doNotPerform']]).toEqual(['plan', true])
  })

  test('who it is about, when it was, and how it stands are said; a mistake, a doubt and what was never done are not affirmed', () => {
    const person = { resourceType: 'Patient', id: 'p', name: [{ family: '홍', given: ['길동'] }], gender: 'male', birthDate: '1980-03-01' }
    const condition = (id: string, fields: object) => ({
      resourceType: 'Condition',
      id,
      subject: {},
      code: { text: id },
      onsetDateTime: '2020',
      recordedDate: '2021-02-03',
      ...fields,
    })
    const status = (system: string, code: string) => ({ coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code }] })
    const { xml, left } = out(
      person,
      condition('over', { clinicalStatus: status('condition-clinical', 'resolved'), abatementDateTime: '2022' }),
      condition('MISTAKE', { verificationStatus: status('condition-ver-status', 'entered-in-error') }),
      condition('DOUBT', { verificationStatus: status('condition-ver-status', 'differential') }),
      { resourceType: 'Procedure', id: 'op', status: 'preparation', subject: {}, code: { text: 'to come' } },
      observation({ status: 'preliminary', valueString: 'growing' }),
    )
    expect(left).toEqual(['Condition'])
    expect(xml).not.toMatch(/MISTAKE|DOUBT/)
    expect(readCcda(utf8(xml), ZONE).subject).toMatchObject({ family: '홍', given: ['길동'], gender: 'male', birthDate: '1980-03-01' })
    const types = readCcda(utf8(xml), ZONE).resources.map((r) => r.type)
    expect([types.includes('Procedure'), types.includes('ServiceRequest')]).toEqual([false, true])
    const found = back(condition('over', { clinicalStatus: status('condition-clinical', 'inactive'), recordedDate: '2021-02-03' }))
    expect(found[0]).toMatchObject({
      clinicalStatus: status('condition-clinical', 'inactive'),
      recordedDate: '2021-02-03',
      onsetDateTime: '2020',
    })
    expect(back(observation({ status: 'preliminary', valueString: 'growing' }))[0]?.['status']).toBe('preliminary')
    // From the first that is told until now.
    expect(xml).toMatch(/<serviceEvent classCode="PCPR">\s*<effectiveTime>\s*<low value="2020"\/>\s*<high value="20261121000000\+0000"\/>/)
  })

  test('an allergy keeps its reactions, how severe and how critical they are; no known one stays none', () => {
    const allergy = {
      resourceType: 'AllergyIntolerance',
      id: 'a',
      patient: {},
      clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }] },
      type: 'allergy',
      category: ['medication'],
      criticality: 'high',
      code: {
        coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '7980', display: 'Penicillin G' }],
        text: 'Penicillin G',
      },
      reaction: [
        { manifestation: [{ coding: [{ system: 'http://snomed.info/sct', code: '247472004' }] }], severity: 'severe' },
        { manifestation: [{ text: 'cough' }] },
      ],
    }
    const said = (one: object) => {
      const { resources } = readCcda(utf8(out(one).xml), ZONE)
      return JSON.parse(resources.find((r) => r.type === 'AllergyIntolerance')?.json ?? '{}') as Fields
    }
    const { id: _, patient: __, ...expected } = allergy
    expect(said(allergy)).toMatchObject(expected)
    const none = {
      ...allergy,
      reaction: undefined,
      code: { coding: [{ system: 'http://snomed.info/sct', code: '409137002', display: 'No known drug allergy' }] },
    }
    expect([JSON.stringify(said(none)['code']), out(none).xml]).toEqual([
      expect.stringContaining('409137002'),
      expect.stringContaining('negationInd="true"'),
    ])
  })

  test('letters that XML does not know do not break it', () => {
    expect(back(observation({ valueString: 'a\u0001b\u000bc' }))[0]?.['valueString']).toBe('abc')
  })
})

describe('files of a HIS', () => {
  test('a C-CDA is known by what it says; any other file is kept as it came', () => {
    const file = (contentType: string, bytes: Uint8Array) =>
      readDocument({ contentType, bytes, title: 'Scan', status: 'final', key: ['1'] }, ZONE)
    expect(file('application/octet-stream', utf8(ccdaXml())).about).toEqual([{ root: '1.2.410.100110', extension: 'P-100' }])
    const pdf = file('application/pdf', utf8('%PDF-1.7'))
    expect(pdf.about).toBeUndefined()
    expect(JSON.parse(pdf.items[0]?.resource ?? '')).toMatchObject({
      resourceType: 'DocumentReference',
      content: [{ attachment: { contentType: 'application/pdf', data: 'JVBERi0xLjc=' } }],
    })
    expect(problemsOf(parseJson(pdf.items[0]?.resource ?? ''))).toEqual([])
  })

  test('what a person shares goes to a HIS over FHIR with its digits, and as a C-CDA when the HIS wants one', async () => {
    const sent: string[] = []
    const http: HttpClient = async ({ body }) => {
      sent.push(fromUtf8(body as Uint8Array))
      return { status: 200, headers: {}, body: new Uint8Array(0) }
    }
    const observation =
      '{"resourceType":"Observation","id":"a","status":"final","code":{"text":"HbA1c"},"valueQuantity":{"value":6.50,"unit":"%"}}'
    const ccda = (patient: string, resources: readonly string[]) =>
      writeCcda({ resources, patient, custodian: '서울병원', title: 'Shared', at: 0 }).xml
    await fhirAdapter({ http, base: 'http://his.example' }).handOver('a1b2c3d4e5f6', 'P-1', [observation], 'call-1')
    await fhirAdapter({ http, base: 'http://his.example', ccda }).handOver('a1b2c3d4e5f6', 'P-1', [observation], 'call-2')
    for (const body of sent) expect(problemsOf(parseJson(body))).toEqual([])
    expect(sent[0]).toContain('"value":6.50')
    const [, both] = sent.map(
      (body) => (JSON.parse(body) as { entry: { resource: { content?: { attachment: { data: string } }[] } }[] }).entry,
    )
    expect([both?.length, sent[0]?.includes('DocumentReference')]).toEqual([2, false])
    const document = readCcda(fromBase64(both?.[1]?.resource.content?.[0]?.attachment.data ?? ''), ZONE)
    expect([
      document.patientIds.includes('P-1'),
      document.resources
        .map((r) => r.json)
        .join()
        .includes('"value":6.50'),
    ]).toEqual([true, true])
  })
})
