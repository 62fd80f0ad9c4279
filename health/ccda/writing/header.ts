/** The header of a Continuity of Care Document: of whom, by whom, for whom, over what time. */
import type { Node } from '../node.ts'
import { oidOf } from '../systems.ts'
import { code, list, node, nowhere, span, text, time } from './datatypes.ts'
import { type Element, el } from './element.ts'
import { LOINC, template } from './statement.ts'

export interface Heading {
  /** UUID of the document. */
  readonly id: string
  readonly title: string
  /** FHIR's instant. */
  readonly at: string
  /** Day of the earliest entry; empty when none says. */
  readonly from: string
  /** Name of the hospital, and its UUID. */
  readonly custodian: string
  readonly custodianId: string
  /** The hospital's identifier of the patient. */
  readonly patient: string
  /** FHIR Patient, where one goes along. */
  readonly person: Node | undefined
}

const GENDERS: Readonly<Record<string, readonly [string, string]>> = {
  male: ['M', 'Male'],
  female: ['F', 'Female'],
  other: ['UN', 'Undifferentiated'],
}

export function header(h: Heading): Element[] {
  return [
    el('realmCode', { code: 'US' }),
    el('typeId', { root: '2.16.840.1.113883.1.3', extension: 'POCD_HD000040' }),
    ...template('1.1', '2015-08-01'),
    ...template('1.2', '2015-08-01'),
    el('id', { root: h.id }),
    code('code', '34133-9', LOINC, 'Summarization of Episode Note'),
    el('title', {}, h.title),
    time('effectiveTime', h.at),
    code('confidentialityCode', 'N', '2.16.840.1.113883.5.25'),
    el('languageCode', { code: 'ko-KR' }),
    recordTarget(h),
    device(h),
    custodian(h),
    el('documentationOf', {}, el('serviceEvent', { classCode: 'PCPR' }, span('effectiveTime', h.from, h.at))),
  ]
}

const organization = (name: string, h: Heading): Element => {
  const [addr, telecom] = nowhere()
  return el(name, {}, el('id', { root: h.custodianId }), el('name', {}, h.custodian), telecom, addr)
}

/** Without a Patient the document names the identifier alone: who that is the hospital knows. */
function recordTarget({ patient, person, custodian: hospital }: Heading): Element {
  const unknown = { nullFlavor: 'UNK' }
  const own = node(list(person?.['name'])[0])
  const given = list(own['given']).map(text).filter(Boolean)
  const part = (name: string, said: string): Element => (said === '' ? el(name, unknown) : el(name, {}, said))
  const gender = GENDERS[text(person?.['gender'])]
  const known = el(
    'patient',
    {},
    el(
      'name',
      {},
      (given.length > 0 ? given : ['']).map((one) => part('given', one)),
      part('family', text(own['family']) || (given.length > 0 ? '' : text(own['text']))),
    ),
    gender ? code('administrativeGenderCode', gender[0], '2.16.840.1.113883.5.1', gender[1]) : el('administrativeGenderCode', unknown),
    time('birthTime', text(person?.['birthDate'])),
    el('raceCode', unknown),
    el('ethnicGroupCode', unknown),
  )
  return el('recordTarget', {}, el('patientRole', {}, el('id', { root: oidOf(hospital), extension: patient }), nowhere(), known))
}

/** Who wrote it: this software, for the hospital. */
function device(h: Heading): Element {
  const software = el('assignedAuthoringDevice', {}, el('manufacturerModelName', {}, 'HDMS'), el('softwareName', {}, 'HDMS'))
  return el(
    'author',
    {},
    time('time', h.at),
    el('assignedAuthor', {}, el('id', { root: h.custodianId }), nowhere(), software, organization('representedOrganization', h)),
  )
}

function custodian(h: Heading): Element {
  return el('custodian', {}, el('assignedCustodian', {}, organization('representedCustodianOrganization', h)))
}
