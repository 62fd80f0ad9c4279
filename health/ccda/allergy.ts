/** What the conversion leaves out of an allergy: denial, kind, criticality, how it stands, and every reaction but the first. */

import { array, attribute, type Node } from './node.ts'
import { coded, negated, related, standing } from './parts.ts'
import { hasTemplate } from './place.ts'
import { conceptOf, type Reading, timeOf, wordsOf } from './values.ts'

const SCT = 'http://snomed.info/sct'
const CLINICAL = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical'
const VERIFICATION = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification'

/** Kinds of allergy (value of the allergy observation) and FHIR's category. */
const CATEGORY: Readonly<Record<string, string>> = {
  '414285001': 'food',
  '418471000': 'food',
  '235719002': 'food',
  '416098002': 'medication',
  '419511003': 'medication',
  '59037007': 'medication',
  '426232007': 'environment',
  '232347008': 'environment',
}
const INTOLERANCE = new Set(['235719002', '59037007'])
const NONE_KNOWN: Readonly<Record<string, object>> = {
  '416098002': coded(SCT, '409137002', 'No known drug allergy'),
  '414285001': coded(SCT, '429625007', 'No known food allergy'),
  '426232007': coded(SCT, '428607008', 'No known environmental allergy'),
}
const SEVERITY: Readonly<Record<string, string>> = {
  '255604002': 'mild',
  '6736007': 'moderate',
  '371923003': 'moderate',
  '24484000': 'severe',
  '371924009': 'severe',
  '399166001': 'severe',
}
const CRITICALITY: Readonly<Record<string, string>> = { CRITL: 'low', CRITH: 'high', CRITU: 'unable-to-assess' }

export function allergy(resource: Node, source: Node, reading: Reading): Node {
  const [statement] = related(source, 'SUBJ')
  const kind = attribute(array(statement?.['value'])[0], 'code')
  const criticality = CRITICALITY[attribute(array(related(statement, 'SUBJ').find((o) => hasTemplate(o, '4.145'))?.['value'])[0], 'code')]
  const status = standing(statement, '4.28')
  const reaction = related(statement, 'MFST').flatMap((one) => reactionOf(one, reading))
  const own = {
    ...resource,
    category: CATEGORY[kind] ? [CATEGORY[kind]] : undefined,
    type: INTOLERANCE.has(kind) ? 'intolerance' : 'allergy',
    ...(criticality ? { criticality } : {}),
    ...(status ? { clinicalStatus: coded(CLINICAL, status) } : {}),
    reaction: reaction.length > 0 ? reaction : undefined,
  }
  if (!negated(statement)) return own
  const entity = array(array(array(statement?.['participant'])[0]?.['participantRole'])[0]?.['playingEntity'])[0]
  if (attribute(array(entity?.['code'])[0], 'code'))
    return { ...own, clinicalStatus: coded(CLINICAL, 'inactive'), verificationStatus: coded(VERIFICATION, 'refuted') }
  return { ...own, code: NONE_KNOWN[kind] ?? coded(SCT, '716186003', 'No known allergy') }
}

/** A reaction that did not happen is none. */
function reactionOf(observation: Node, reading: Reading): Node[] {
  const words = wordsOf(observation['text'], reading)
  const manifestation = conceptOf(array(observation['value'])[0]) ?? (words ? { text: words } : undefined)
  if (!manifestation || negated(observation)) return []
  const [time] = array(observation['effectiveTime'])
  const onset = timeOf(attribute(time, 'value')) ?? timeOf(attribute(time?.['low'], 'value'))
  const severity = related(observation, 'SUBJ').map((o) => SEVERITY[attribute(array(o['value'])[0], 'code')])[0]
  return [
    {
      manifestation: [manifestation],
      ...(words ? { description: words } : {}),
      ...(onset ? { onset } : {}),
      ...(severity ? { severity } : {}),
    },
  ]
}
