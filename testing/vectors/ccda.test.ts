/**
 * C-CDA of other people: HL7's approved examples and the samples of an independent converter with what it makes of them. Every document is taken,
 * and every example of a section says the same within a document of ours.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readCcda } from '@hdms/health/ccda/read.ts'
import { writeCcda } from '@hdms/health/ccda/write.ts'
import { problemsOf } from '@hdms/health/fhir/validate.ts'
import { utf8 } from '@hdms/shared/bytes.ts'
import { parseJson } from '@hdms/shared/documents/json.ts'
import { convertCcdaToFhir, convertXmlToCcda } from '@medplum/ccda'
import { describe, expect, test } from 'vitest'
import { ccdaXml } from '../support/ccda.ts'
import { dataPath, needs } from '../support/data.ts'

const EXAMPLES = 'health/ccda-hl7-examples'
const SAMPLES = 'health/ccda-samples'
const filesOf = (set: string, pattern: RegExp): string[] =>
  existsSync(dataPath(set)) ? (readdirSync(dataPath(set), { recursive: true }) as string[]).filter((f) => pattern.test(f)).sort() : []
const read = (set: string, file: string): string => readFileSync(join(dataPath(set), file), 'utf8')
const codesIn = (value: unknown, types: readonly string[]): Set<string> => {
  const codes = new Set<string>()
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) for (const item of node) walk(item)
    else if (typeof node === 'object' && node !== null) {
      const { system, code } = node as { system?: unknown; code?: unknown }
      if (typeof system === 'string' && typeof code === 'string') codes.add(code)
      for (const member of Object.values(node)) walk(member)
    }
  }
  for (const resource of value as { resourceType: string }[]) if (types.includes(resource.resourceType)) walk(resource)
  return codes
}
interface Resource {
  readonly resourceType: string
  readonly status?: string
  readonly code?: { readonly coding?: readonly { readonly code?: string }[] }
  readonly valueQuantity?: { readonly value?: number; readonly comparator?: string; readonly code?: string }
  readonly identifier?: readonly { readonly value?: string }[]
}
const resourcesOf = (xml: string) => readCcda(utf8(xml), '+09:00').resources

describe('C-CDA examples of HL7', needs(EXAMPLES), () => {
  const files = filesOf(EXAMPLES, /\.xml$/i)
  const documents = files.filter((f) => read(EXAMPLES, f).includes('<ClinicalDocument'))
  const sections = files.filter((f) => !documents.includes(f))

  test('there are some of both', () => expect([documents.length > 4, sections.length > 15]).toEqual([true, true]))

  test.each(documents)('%s: taken, as valid FHIR; what is left out is named', (file) => {
    const { resources, left } = readCcda(utf8(read(EXAMPLES, file)), '+09:00')
    expect(resources.length).toBeGreaterThan(3)
    for (const { json } of resources) expect(problemsOf(parseJson(json))).toEqual([])
    // Whole entries are missing only where the template is none of C-CDA’s usual ones; details inside others are named by theirs.
    expect(left.filter((what) => !/^\d+ (of \d+ entries of section|times? that|statements? of template)/.test(what))).toEqual([])
  })

  test('a discharge summary says the diagnoses of the stay, and what is taken after it', () => {
    const file = documents.find((f) => f.includes('Discharge_Summary')) ?? ''
    const conditions = resourcesOf(read(EXAMPLES, file)).flatMap((r) => (r.type === 'Condition' ? [r.json] : []))
    expect(conditions.filter((json) => json.includes('encounter-diagnosis') && /Appendicitis/i.test(json)).length).toBeGreaterThanOrEqual(2)
    expect(resourcesOf(read(EXAMPLES, file)).some((r) => r.type === 'MedicationRequest')).toBe(true)
  })

  test.each(sections)('%s: a section alone is refused; in a document it is taken whole', (file) => {
    const xml = read(EXAMPLES, file)
    expect(() => readCcda(utf8(xml), '+09:00')).toThrow(/a ClinicalDocument is expected/)
    const section = /<section[\s\S]*<\/section>/.exec(xml)?.[0] ?? ''
    const { resources, left } = readCcda(utf8(ccdaXml({ sections: [section] })), '+09:00')
    expect(left.filter((what) => !/^1 time that is none$/.test(what))).toEqual([])
    // An example of “no information” has no entries to take.
    if (!/No Information/.test(file)) expect(resources.length).toBeGreaterThan(1)
    for (const { json } of resources) expect(problemsOf(parseJson(json))).toEqual([])
  })

  test.each(documents)('%s: out again and back, every measured value and every diagnosis is there', (file) => {
    const types = ['Observation', 'Condition']
    const before = resourcesOf(read(EXAMPLES, file))
      .filter((r) => types.includes(r.type))
      .map((r) => r.json)
    const { xml } = writeCcda({ resources: before, patient: 'P-1', custodian: '병원', title: 'x', at: Date.UTC(2026, 10, 21) })
    const parse = (list: readonly string[]) => list.map((json) => JSON.parse(json) as { resourceType: string })
    // What was not obtained is not said.
    const standing = before.filter((json) => (JSON.parse(json) as { status?: string }).status !== 'cancelled')
    const returned = codesIn(parse(resourcesOf(xml).map((r) => r.json)), types)
    const lost = [...codesIn(parse(standing), types)].filter((code) => !returned.has(code) && !LEVELS.has(code))
    expect(lost).toEqual([])
  })

  test.each(documents)('%s: what we write of it, another reader reads: every code and value of its results and problems', (file) => {
    const before = resourcesOf(read(EXAMPLES, file)).filter((r) => ['Observation', 'Condition'].includes(r.type))
    const stands = before.map(({ json }) => JSON.parse(json) as Resource).filter(({ status }) => status !== 'cancelled')
    const { xml } = writeCcda({
      resources: stands.map((r) => JSON.stringify(r)),
      patient: 'P-1',
      custodian: '병원',
      title: 'x',
      at: Date.UTC(2026, 10, 21),
    })
    // The library's own reader, without what is ours around it.
    const entry = convertCcdaToFhir(convertXmlToCcda(xml)).entry?.map(({ resource }) => resource as unknown as Resource) ?? []
    const numbers = (list: readonly Resource[]) =>
      list.flatMap(({ valueQuantity: q }) => (q?.value === undefined || q.comparator ? [] : [`${q.value} ${q.code ?? ''}`])).sort()
    expect(numbers(entry)).toEqual(numbers(stands))
    const codes = (list: readonly Resource[]) => new Set(list.flatMap(({ code }) => code?.coding?.map((c) => c.code) ?? []))
    expect([...codes(stands)].filter((code) => !codes(entry).has(code))).toEqual([])
    expect(entry.find(({ resourceType }) => resourceType === 'Patient')?.identifier?.map(({ value }) => value)).toContain('P-1')
  })
})

/** In that converter's version of the document only. */
const OTHER_VERSION = new Set(['7980', '485005'])
/** Statuses and categories that C-CDA says by its structure. */
const LEVELS = new Set([
  'resolved',
  'inactive',
  'remission',
  'exam',
  'survey',
  'therapy',
  'procedure',
  'encounter-diagnosis',
  'health-concern',
])

const CLINICAL = ['AllergyIntolerance', 'Condition', 'Immunization', 'MedicationRequest', 'Observation', 'Procedure']

describe('the samples of another converter', needs(SAMPLES), () => {
  test.each(filesOf(SAMPLES, /\.ccda$/))('%s is taken whole, as valid FHIR', (file) => {
    const { resources, left } = readCcda(utf8(read(SAMPLES, file)), '+09:00')
    expect(left).toEqual([])
    expect(resources.length).toBeGreaterThan(20)
    for (const { json } of resources) expect(problemsOf(parseJson(json))).toEqual([])
  })

  test.each([
    [EXAMPLES, 'Documents/CCD/CCD 1/CCD.XML', 'expected/CCD/C-CDA_R2-1_CCD.xml-expected.json', CLINICAL],
    [SAMPLES, 'in/Patient-1.ccda', 'expected/OperativeNote/Patient-1-expected.json', ['Procedure']],
  ])('%s/%s: every clinical code that it finds is found here', (set, file, expected, types) => {
    const bundle = JSON.parse(read(SAMPLES, expected)) as { entry: { resource: { resourceType: string } }[] }
    const theirs = codesIn(
      bundle.entry.map(({ resource }) => resource),
      types,
    )
    const ours = new Set(
      resourcesOf(read(set, file)).flatMap(({ json }) => [
        ...codesIn([JSON.parse(json) as { resourceType: string }], [JSON.parse(json).resourceType as string]),
      ]),
    )
    expect(theirs.size).toBeGreaterThan(5)
    expect([...theirs].filter((code) => !ours.has(code) && !LEVELS.has(code) && !OTHER_VERSION.has(code))).toEqual([])
  })

  test('every measured value and every time that it finds is found here, as exact', () => {
    const told = (list: readonly unknown[]): Set<string> => {
      const found = new Set<string>()
      const walk = (node: unknown): void => {
        if (Array.isArray(node)) for (const item of node) walk(item)
        else if (typeof node === 'object' && node !== null) {
          const { value, unit } = node as { value?: unknown; unit?: unknown }
          if (typeof value === 'number') found.add(`${value} ${String(unit ?? '')}`)
          for (const [key, member] of Object.entries(node)) {
            if (/^(effective|performed|occurrence|onset|start|end)/.test(key) && typeof member === 'string') found.add(`${key} ${member}`)
            walk(member)
          }
        }
      }
      for (const resource of list as { resourceType: string }[]) if (CLINICAL.includes(resource.resourceType)) walk(resource)
      return found
    }
    const expected = JSON.parse(read(SAMPLES, 'expected/CCD/C-CDA_R2-1_CCD.xml-expected.json')) as { entry: { resource: unknown }[] }
    const theirs = told(expected.entry.map(({ resource }) => resource))
    const ours = told(resourcesOf(read(EXAMPLES, 'Documents/CCD/CCD 1/CCD.XML')).map(({ json }) => JSON.parse(json) as unknown))
    expect(theirs.size).toBeGreaterThan(25)
    expect([...theirs].filter((one) => !ours.has(one))).toEqual([])
  })
})
