/** Coded elements (CE, CWE, CNE) as CodeableConcepts; the systems and tables that results name. */

import { asReceived } from '@hdms/health/fhir/received.ts'
import { ValueSets } from '@hdms/health/fhir/value-sets.ts'
import type { Hl7Segment } from '@medplum/core'
import { component, part, repetitions } from './text.ts'

/** HL7 table 0396 coding system ids, as senders write them, and their FHIR systems. */
const SYSTEMS: ReadonlyMap<string, string> = new Map([
  ['LN', 'http://loinc.org'],
  ['LOINC', 'http://loinc.org'],
  ['SCT', 'http://snomed.info/sct'],
  ['SNOMEDCT', 'http://snomed.info/sct'],
  ['I10', 'http://hl7.org/fhir/sid/icd-10'],
  ['I10C', 'http://hl7.org/fhir/sid/icd-10-cm'],
  ['I9C', 'http://hl7.org/fhir/sid/icd-9-cm'],
  ['RXNORM', 'http://www.nlm.nih.gov/research/umls/rxnorm'],
  ['ATC', 'http://www.whocc.no/atc'],
  ['UCUM', 'http://unitsofmeasure.org'],
])
const LOCAL = 'urn:hdms:his-local'
/** FHIR R4's regular expression of a code. */
const CODE = /^\S+(?: \S+)*$/

/** A table of HL7 v2 is a system by its number; of another the sender's name stays. */
function systemOf(name: string): string {
  const table = /^HL7(\d{4})$/.exec(name)?.[1]
  if (table !== undefined) return `http://terminology.hl7.org/CodeSystem/v2-${table}`
  return SYSTEMS.get(name) ?? (name === '' || name === 'L' ? LOCAL : `${LOCAL}:${encodeURIComponent(name)}`)
}

/** Whether a coding system is more than a sender's own. */
export const isShared = (name: string): boolean => !systemOf(name).startsWith(LOCAL)

/** Code, words and system of the three codings that a CWE may have (§2.A.13, and 2.7.1), with the version of the system. */
const CODINGS = [
  [1, 2, 3, 7],
  [4, 5, 6, 8],
  [10, 11, 12, 13],
] as const

/** Components that are looked at. */
const MOST = 13

/** A coded element; undefined when it says nothing. */
export function conceptIn(s: Hl7Segment | undefined, index: number, at = 0): object | undefined {
  const codings = CODINGS.map(([code, display, system, version]) => ({
    code: part(s, index, code, at).trim(),
    whole: component(s, index, code, at).trim(),
    display: component(s, index, display, at).trim(),
    system: part(s, index, system, at).trim(),
    version: part(s, index, version, at).trim(),
  }))
  const said = codings.find(({ display }) => display !== '')?.display ?? codings.find(({ whole }) => whole !== '')?.whole
  const text = component(s, index, 9, at).trim() || said
  if (text === undefined) return undefined
  const coding = codings.flatMap(({ code, display, system, version }) =>
    CODE.test(code) ? [{ system: systemOf(system), ...(version ? { version } : {}), code, display: display || text }] : [],
  )
  // A code of several subcomponents, or with line ends in it, is none of its system: it stays as it was sent.
  const more = (s?.getField(index)?.components[at] ?? []).slice(MOST)
  const odd = more.some((said) => said !== '') || codings.some(({ code, whole }) => code !== whole || (whole !== '' && !CODE.test(code)))
  const field = repetitions(s, index).find((r) => r.at === at)?.text ?? ''
  return { ...(odd ? asReceived(field) : {}), ...(coding.length > 0 ? { coding } : {}), text }
}

const INTERPRETATION = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation'
const valueSets = new ValueSets()

/** OBX-8 (table 0078) in all its repetitions: codes where FHIR has the same, words where it has not. */
export function interpretationsIn(s: Hl7Segment): object[] {
  return repetitions(s, 8).map(({ at, text: whole }) => {
    const code = part(s, 8, 1, at).trim()
    const text = component(s, 8, 2, at).trim()
    const known = valueSets.has('http://hl7.org/fhir/ValueSet/observation-interpretation', { system: INTERPRETATION, code })
    return known ? { coding: [{ system: INTERPRETATION, code }], ...(text ? { text } : {}) } : { text: text || whole }
  })
}

/** OBR-24 (table 0074), and the categories of FHIR that hold them. */
const LABORATORY = new Set('BG BLB CG CH CP GE HM IMM LAB MB MCB MYC OSL PAR PAT SP SR TX URN VR'.split(' '))
const IMAGING = new Set('CT CUS IMG NMR NMS OUS RAD RUS VUS XRC'.split(' '))
const SECTIONS = 'http://terminology.hl7.org/CodeSystem/v2-0074'
const SECTION_CODES = new Set([...LABORATORY, ...IMAGING, ...'AU CTH EC EN ICU NRS OT OTH PF PHR PHY PT RC RT RX'.split(' ')])

/** Sections of a laboratory as categories of a report; of an observation with FHIR's own first. */
export function categoriesIn(obr: Hl7Segment, of: 'report' | 'observation'): object[] {
  const section = part(obr, 24).trim()
  if (section === '') return []
  const own = SECTION_CODES.has(section) ? { coding: [{ system: SECTIONS, code: section }] } : { text: section }
  const wide = LABORATORY.has(section) ? 'laboratory' : IMAGING.has(section) ? 'imaging' : undefined
  if (of === 'report' || wide === undefined) return [own]
  return [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: wide }] }, own]
}
