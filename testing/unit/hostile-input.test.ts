/**
 * Parsers over text that was made to be slow: the time grows with the length and no faster, or the text is refused with the reason before the work. Processor time of a
 * length is compared with that of eight times the length, which a quadratic reader would take 64 times as long for.
 */

import { narrativeOf, xmlOf } from '@hdms/health/ccda/xml.ts'
import { checkRules } from '@hdms/health/fhir/rules.ts'
import { problemsOf } from '@hdms/health/fhir/validate.ts'
import { viewOf } from '@hdms/health/fhir/view.ts'
import { appleHealthSteps } from '@hdms/health/imports/steps.ts'
import { attributesOf, LONGEST_TAG, tagsIn } from '@hdms/health/markup.ts'
import { readExactly } from '@hdms/node/institutional/fhir/exact-json.ts'
import { append } from '@hdms/shared/append.ts'
import { utf8 } from '@hdms/shared/bytes.ts'
import { parseJson } from '@hdms/shared/documents/json.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { describe, expect, test } from 'vitest'

/** ms of processor, the least of three. */
function cost(work: () => unknown): number {
  const times = [0, 1, 2].map(() => {
    const before = process.cpuUsage()
    try {
      work()
    } catch (error) {
      // A refusal is an answer; a foreign error would be a crash.
      expect(asHdmsError(error).code).not.toBe('BUG')
    }
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  })
  return Math.min(...times)
}

const observation = (more: object): string => JSON.stringify({ resourceType: 'Observation', status: 'final', code: { text: 'x' }, ...more })
const narrated = (div: string): string =>
  observation({ text: { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${div}` } })
const attached = (data: string): string =>
  JSON.stringify({ resourceType: 'DocumentReference', status: 'current', content: [{ attachment: { contentType: 'a/b', data } }] })
const document = (n: number): string =>
  JSON.stringify({
    resourceType: 'Bundle',
    type: 'document',
    entry: Array.from({ length: n }, (_, i) => ({
      fullUrl: `http://a/Basic/o${i}`,
      resource: { resourceType: 'Basic', id: `o${i}`, code: { text: 'x' }, subject: { reference: `Basic/o${i}` } },
    })),
  })
const ccda = (inside: string): Uint8Array => utf8(`<ClinicalDocument xmlns="urn:hl7-org:v3">${inside}</ClinicalDocument>`)

/** What is made slow, its shortest length, and the work over text of a length. */
const SLOW: readonly (readonly [string, number, (n: number) => () => unknown])[] = [
  ['a narrative of quotes that never end', 3_000, (n) => () => problemsOf(parseJson(narrated('<a "'.repeat(n))))],
  ['a narrative of comments that never end', 8_000, (n) => () => problemsOf(parseJson(narrated('<!--'.repeat(n))))],
  ['a narrative of brackets', 8_000, (n) => () => problemsOf(parseJson(narrated('<'.repeat(n))))],
  ['base64 with blanks at its end', 8_000, (n) => () => problemsOf(parseJson(attached(`YQ${' '.repeat(n)}!`)))],
  ['a document whose entries refer to each other', 250, (n) => () => checkRules(JSON.parse(document(n)) as never)],
  ['a unit of braces', 8_000, (n) => () => viewOf({ resourceType: 'Observation', valueQuantity: { value: 1, unit: ' {'.repeat(n) } })],
  ['C-CDA tags that never end', 8_000, (n) => () => xmlOf(ccda('<a'.repeat(n)))],
  ['an attribute of C-CDA', 200_000, (n) => () => xmlOf(ccda(`<id root="${'a'.repeat(n)}"/>`))],
  ['blanks in an attribute of C-CDA', 6_000, (n) => () => xmlOf(ccda(`<id root${' '.repeat(n)}= "a"/>`))],
  ['many attributes of C-CDA', 5_000, (n) => () => xmlOf(ccda(`<id ${Array.from({ length: n }, (_, i) => `a${i}="x"`).join(' ')}/>`))],
  ['Apple Health records that never end', 3_000, (n) => () => appleHealthSteps('<Record HKQuantityTypeIdentifierStepCount '.repeat(n))],
  ['an Apple Health record of one word', 3_000, (n) => () => appleHealthSteps(`<Record ${'HKQuantityTypeIdentifierStepCount '.repeat(n)}`)],
  ['a JSON object of many members', 5_000, (n) => () => parseJson(`{${Array.from({ length: n }, (_, i) => `"k${i}":${i}`).join()}}`)],
  [
    'many items under one key',
    20_000,
    (n) => () => {
      const lists = new Map<string, number[]>()
      for (let i = 0; i < n; i++) append(lists, 'order', i)
    },
  ],
]

describe('hostile text', () => {
  test.each(SLOW)(
    '%s costs linear time',
    (_what, n, work) => {
      work(n)
      const [short, long] = [cost(work(n)), cost(work(8 * n))]
      // Below some ms the clock and the collector are what is measured.
      expect(long).toBeLessThan(24 * Math.max(short, 10))
    },
    60_000,
  )

  test('text in a hundred elements that all have an ID is looked at once', () => {
    const deep = (n: number): string => new TextDecoder().decode(ccda(`${'<p ID="a">'.repeat(95)}${'a b '.repeat(n)}${'</p>'.repeat(95)}`))
    const flat = (n: number): string => new TextDecoder().decode(ccda(`<p ID="a">${'a b '.repeat(n)}</p>`))
    expect(narrativeOf(deep(10)).get('a')).toBe('a b '.repeat(10).trim())
    expect(cost(() => narrativeOf(deep(60_000)))).toBeLessThan(
      10 *
        Math.max(
          cost(() => narrativeOf(flat(60_000))),
          10,
        ),
    )
  })
})

describe('limits are said before the work', () => {
  const whyOf = (work: () => unknown): string => {
    try {
      work()
      return 'taken'
    } catch (error) {
      return String(asHdmsError(error).data['why'])
    }
  }
  test('C-CDA: the length of a tag, attributes, elements, depth', () => {
    expect(whyOf(() => xmlOf(ccda(`<id root="${'a'.repeat(LONGEST_TAG - 100)}"/>`)))).toBe('taken')
    expect(whyOf(() => xmlOf(ccda(`<id root="${'a'.repeat(LONGEST_TAG)}"/>`)))).toMatch(/tag of more than 64 KiB/)
    const attributes = (n: number): string => `<id ${Array.from({ length: n }, (_, i) => `a${i}="1"`).join(' ')}/>`
    expect(whyOf(() => xmlOf(ccda(attributes(150))))).toBe('taken')
    expect(whyOf(() => xmlOf(ccda(attributes(250))))).toMatch(/more than 200 attributes/)
    expect(whyOf(() => xmlOf(ccda('<a/>'.repeat(300_001))))).toMatch(/more than 300000 elements/)
    expect(whyOf(() => xmlOf(ccda(`${'<a>'.repeat(99)}${'</a>'.repeat(99)}`)))).toBe('taken')
    // An end of a tag inside quotes is none: it would hide the depth.
    expect(whyOf(() => xmlOf(ccda(`${'<a b="/>">'.repeat(100)}${'</a>'.repeat(100)}`)))).toMatch(/nested deeper than 100/)
  })

  test('JSON: values, depth, numbers', () => {
    const list = (n: number): string => `[${Array.from({ length: n }, () => '1').join()}]`
    expect(whyOf(() => readExactly(list(199_999)))).toBe('taken')
    expect(whyOf(() => readExactly(list(200_000)))).toMatch(/more than 200000 values; send it in parts/)
    expect(whyOf(() => parseJson(list(5), 5))).toMatch(/more than 5 values/)
    expect(whyOf(() => parseJson('['.repeat(100_000)))).toMatch(/nested deeper than 64/)
    expect(whyOf(() => parseJson('{"a":'.repeat(100_000)))).toMatch(/nested deeper than 64/)
    for (const number of ['1e400', '-1e999', '9'.repeat(500)])
      expect(whyOf(() => parseJson(number))).toMatch(/a number too large or too long/)
    expect(whyOf(() => parseJson('1.50e-3'))).toBe('taken')
  })
})

describe('markup', () => {
  const kinds = (text: string): string => [...tagsIn(text)].map((t) => `${t.kind}:${t.name}`).join(' ')
  test('tags are told apart from what looks like them', () => {
    expect(kinds('<a><b x="1>2"/></a>')).toBe('open:a empty:b close:a')
    expect(kinds('<!-- <x> --><![CDATA[<y>]]><?p <z>?><!D><a>')).toBe('other: other: other: other: open:a')
    expect(kinds('<a b=\'"\' c="\'">')).toBe('open:a')
    for (const broken of ['<a', '<a b="', '<a <b>', '<1>', '<>', '< a>', '<!--', '<![CDATA[x', '<?x'])
      expect([broken, kinds(broken)]).toEqual([broken, 'broken:'])
    expect(kinds('<a><b')).toBe('open:a broken:')
  })
  test('attributes: both quotes, entities, nothing twice, nothing else', () => {
    const of = (text: string): unknown => {
      const [tag] = tagsIn(text)
      const found = tag && attributesOf(tag)
      return found && Object.fromEntries(found)
    }
    expect(of(`<a b = "x &amp; &lt;" c='"'>`)).toEqual({ b: 'x & <', c: '"' })
    for (const odd of ['<a b>', '<a b=c>', '<a b="1" b="2">', '<a "x">', '<a b="1"c="2">']) expect([odd, of(odd)]).toEqual([odd, undefined])
  })
})
