/**
 * C-CDA that we write, judged by HL7's own Schematron: no error in any document, over all that we read of other people's records and over every kind of
 * resource. Rules that read HL7's value sets (voc.xml, which is not beside the Schematron) cannot be applied: what they ask for is asked for here.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readCcda } from '@hdms/health/ccda/read.ts'
import { writeCcda } from '@hdms/health/ccda/write.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dataPath, needs } from '../../support/data.ts'
import { judged, needsPeer } from '../peer.ts'

const SCHEMATRON = 'health/ccda-schematron/ccda-r2.1.sch'
interface Verdict {
  readonly file: string
  readonly errors: readonly { readonly rule: string; readonly path: string; readonly text: string; readonly vocabulary: boolean }[]
}
type Resource = { readonly resourceType: string; readonly id?: string; readonly [key: string]: unknown }

const filesIn = (set: string, pattern: RegExp): string[] =>
  existsSync(dataPath(set))
    ? (readdirSync(dataPath(set), { recursive: true }) as string[])
        .filter((file) => pattern.test(file))
        .map((file) => join(dataPath(set), file))
    : []
/** Resources of a C-CDA, a Bundle or one resource. */
function resourcesOf(file: string): string[] {
  const content = readFileSync(file)
  if (!file.endsWith('.json')) return readCcda(new Uint8Array(content), '+09:00').resources.map(({ json }) => json)
  const given = JSON.parse(content.toString()) as Resource & { entry?: { resource?: Resource }[] }
  const all = given.resourceType === 'Bundle' ? (given.entry ?? []).flatMap(({ resource }) => resource ?? []) : [given]
  return all.filter(({ id }) => id !== undefined).map((resource) => JSON.stringify(resource))
}

/** Records of other people, and one of everything that HL7 shows as an example of FHIR. */
function corpus(): ReadonlyMap<string, readonly string[]> {
  const [synthea = ''] = filesIn('health/synthea-r4-bundles', /Stephen.*\.json$/)
  const whole = [
    ...filesIn('health/ccda-hl7-examples/Documents', /\.xml$/i),
    ...filesIn('health/ccda-samples/in', /Patient-1\.ccda$/),
    ...filesIn('health/ips-bundles', /(all-sections|no-info-required-sections|with-immunization)\.json$/),
    ...(synthea ? [synthea] : []),
  ]
  const examples = filesIn('health/fhir-r4-examples', /^(?!.*bundle).*\.json$/).flatMap(resourcesOf)
  return new Map([
    ...whole.map((file) => [file, resourcesOf(file)] as const),
    ['examples', examples],
    ['nothing', []],
    ['own', OWN.map((one) => JSON.stringify(one))],
  ])
}

const coding = (system: string, code: string): object => ({ coding: [{ system, code }] })
const clinical = (kind: string, code: string): object => coding(`http://terminology.hl7.org/CodeSystem/${kind}`, code)
const category = (code: string): object[] => [clinical('observation-category', code)]
const quantity = (fields: object): object => ({ valueQuantity: { value: 5, unit: 'mg/dL', ...fields } })
let made = 0
const one = (resourceType: string, fields: object): Resource => {
  made++
  return {
    resourceType,
    id: `r${made}`,
    status: 'final',
    subject: { reference: 'Patient/p' },
    code: { text: `<${made}> & "words"` },
    ...fields,
  }
}
/** The forms that examples do not have: values, denials, plans, doubts, and resources of which little is known. */
const OWN: readonly Resource[] = [
  one('Patient', { id: 'p', name: [{ text: '홍길동' }], gender: 'other', birthDate: '1980' }),
  ...['laboratory', 'vital-signs', 'social-history', 'survey', 'exam'].flatMap((kind) => [
    one('Observation', { category: category(kind), ...quantity({}) }),
    one('Observation', { category: category(kind), status: 'preliminary', ...quantity({ comparator: '<' }) }),
    one('Observation', { category: category(kind), effectivePeriod: { start: '2026-01-02' }, valueRange: { low: { value: 4 } } }),
    one('Observation', { category: category(kind), valueRatio: { numerator: { value: 1 }, denominator: { value: 128 } } }),
    one('Observation', { category: category(kind), dataAbsentReason: clinical('data-absent-reason', 'not-asked') }),
    one('Observation', {
      category: category(kind),
      component: [
        { code: { text: 'a' }, ...quantity({}) },
        { code: { text: 'b' }, valueString: 'x' },
      ],
    }),
    one('Observation', {
      category: category(kind),
      ...quantity({ unit: 'mgs per dl' }),
      referenceRange: [{ text: 'to 7' }, { low: { value: 4 } }],
    }),
  ]),
  one('DiagnosticReport', {}),
  one('DiagnosticReport', { conclusion: 'nothing', presentedForm: [{ contentType: 'a/b' }] }),
  ...['active', 'inactive', 'remission', 'resolved'].map((code) =>
    one('Condition', { clinicalStatus: clinical('condition-clinical', code) }),
  ),
  one('Condition', { verificationStatus: clinical('condition-ver-status', 'refuted') }),
  ...['active', 'inactive', 'resolved'].map((code) =>
    one('AllergyIntolerance', {
      clinicalStatus: clinical('allergyintolerance-clinical', code),
      criticality: 'high',
      reaction: [
        { manifestation: [{ text: 'cough' }, { text: 'rash' }], severity: 'mild', onset: '2020' },
        { manifestation: [{ text: 'x' }] },
      ],
    }),
  ),
  one('AllergyIntolerance', { code: coding('http://snomed.info/sct', '716186003') }),
  ...['active', 'completed', 'stopped', 'on-hold', 'draft'].map((status) => one('MedicationRequest', { status, intent: 'order' })),
  one('MedicationRequest', {
    status: 'active',
    intent: 'plan',
    medicationCodeableConcept: { text: 'tea' },
    reasonCode: [{ text: 'cough' }],
    dosageInstruction: [
      {
        text: 'in the morning',
        asNeededBoolean: true,
        timing: { repeat: { frequency: 2, period: 1, periodUnit: 'd' } },
        doseAndRate: [{ doseRange: { low: { value: 1 } }, rateQuantity: { value: 1, unit: 'mL/h' } }],
      },
    ],
  }),
  one('MedicationStatement', {
    status: 'not-taken',
    dosage: [{ timing: { repeat: { when: ['HS'] } }, asNeededCodeableConcept: { text: 'pain' } }],
  }),
  one('Immunization', { status: 'not-done', vaccineCode: { text: 'flu' }, occurrenceString: 'once', statusReason: { text: 'refused' } }),
  one('Immunization', {
    status: 'completed',
    vaccineCode: { text: 'flu' },
    lotNumber: '1',
    manufacturer: { display: 'M' },
    performer: [{ actor: { display: 'Dr' } }],
  }),
  ...['preparation', 'in-progress', 'not-done', 'stopped', 'completed'].map((status) => one('Procedure', { status })),
  ...['planned', 'in-progress', 'finished'].map((status) => one('Encounter', { status, class: { code: 'AMB' } })),
  ...['active', 'completed', 'cancelled'].map((lifecycleStatus) => one('Goal', { lifecycleStatus, description: { text: 'walk' } })),
  ...['active', 'completed', 'draft'].flatMap((status) => [
    one('CarePlan', { status, intent: 'plan' }),
    one('ServiceRequest', { status, intent: 'order' }),
  ]),
]

describe('C-CDA that we write, by HL7’s Schematron', { skip: needs(SCHEMATRON).skip || needsPeer('saxonche, lxml').skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'hdms-ccda-'))
  let verdicts: readonly Verdict[] = []
  const written = new Map<string, string>()
  beforeAll(() => {
    let n = 0
    for (const [, resources] of corpus()) {
      const { xml } = writeCcda({ resources, patient: 'P-1', custodian: '서울병원', title: '진료 결과', at: Date.UTC(2026, 10, 21) })
      const name = `${String(n++).padStart(2, '0')}.xml`
      written.set(name, xml)
      writeFileSync(join(folder, name), xml)
    }
    writeFileSync(
      join(folder, 'zz-wrong.xml'),
      (written.get('00.xml') ?? '').replace(/<birthTime[^>]*>/, '').replace('<documentationOf>', '<documentationOf><!-- -->'),
    )
    verdicts = judged('ccda/judge.py', dataPath(SCHEMATRON), folder) as Verdict[]
  }, 120_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('no error in any document', () => {
    expect(verdicts.length).toBe(written.size + 1)
    const errors = verdicts
      .filter(({ file }) => written.has(file))
      .flatMap((v) => v.errors.filter((e) => !e.vocabulary).map((e) => `${v.file} ${e.path}: ${e.text}`))
    expect(errors).toEqual([])
  })

  test('and it would say one: a document without the day of birth is refused', () => {
    const wrong = verdicts.find(({ file }) => file === 'zz-wrong.xml')
    expect(wrong?.errors.map(({ rule }) => rule)).toContain('a-1198-5298')
  })

  test('codes of value sets that its missing voc.xml would have are those of the value sets', () => {
    const rules = new Set(verdicts.flatMap(({ errors }) => errors.filter((e) => e.vocabulary).map((e) => e.rule)))
    // Moods and statuses of acts alone: nothing else is left unjudged.
    expect([...rules].filter((rule) => !UNJUDGED.has(rule))).toEqual([])
    for (const xml of written.values()) {
      for (const [, mood] of xml.matchAll(
        /<(?:substanceAdministration|observation|act|procedure|encounter|organizer)\b[^>]* moodCode="(\w+)"/g,
      ))
        expect(['EVN', 'INT', 'RQO', 'PRP', 'GOL']).toContain(mood)
      for (const [, status] of xml.matchAll(/<statusCode code="(\w+)"/g))
        expect(['active', 'completed', 'aborted', 'suspended', 'cancelled']).toContain(status)
    }
  })
})

/** MoodCodeEvnInt, Planned moodCode, ProblemAct statusCode, Result Status, ProcedureAct statusCode. */
const UNJUDGED = new Set([
  ...[
    'a-1098-7497',
    'a-1098-8539',
    'a-1098-8565',
    'a-1098-8567',
    'a-1098-8569',
    'a-1098-8573',
    'a-1098-30361',
    'a-1198-14848',
    'a-1198-14849',
    'a-1198-19086',
  ],
  ...['a-1198-8827', 'a-81-32771', 'a-1098-32366', 'a-1098-32365'],
])
