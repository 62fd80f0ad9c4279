/**
 * What the conversion to C-CDA leaves out of a statement, put in from the resource: that something is denied, how a value is to be read, by what
 * method and where it was found; concepts without a code say so; and the elements stand in the order of CDA's schema.
 */
import { mapCodeableConceptToCcdaCode } from '@medplum/ccda'
import { array, isNode, type Node } from './node.ts'

/** Members of a statement (POCD_MT000040), in their order. */
const ORDER = [
  ...['templateId', 'id', 'code', 'text', 'statusCode', 'effectiveTime', 'priorityCode', 'repeatNumber', 'languageCode', 'value'],
  ...[
    'interpretationCode',
    'methodCode',
    'routeCode',
    'approachSiteCode',
    'targetSiteCode',
    'doseQuantity',
    'rateQuantity',
    'maxDoseQuantity',
  ],
  ...[
    'administrationUnitCode',
    'consumable',
    'subject',
    'specimen',
    'performer',
    'author',
    'informant',
    'participant',
    'entryRelationship',
  ],
  ...['component', 'reference', 'precondition', 'referenceRange'],
]
const STATEMENTS = new Set(['act', 'encounter', 'observation', 'organizer', 'procedure', 'substanceAdministration'])

/** @param resources by whose ids the statements are named */
export function completed(ccda: object, resources: readonly Node[]): object {
  const byId = new Map(resources.map((resource) => [String(resource['id']), resource]))
  const walk = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => walk(item, name))
    if (!isNode(value)) return value
    const members = Object.fromEntries(Object.entries(value).map(([key, member]) => [key, walk(member, key)]))
    if (value['@_displayName'] !== undefined && value['@_code'] === undefined) return { '@_nullFlavor': 'OTH', ...members }
    if (!STATEMENTS.has(name)) return members
    const resource = array(value['id'])
      .map((id) => byId.get(String(id['@_root'])))
      .find((found) => found !== undefined)
    return ordered(resource ? { ...members, ...said(resource, members) } : members)
  }
  return walk(ccda, '') as object
}

function ordered(statement: Node): Node {
  const at = (key: string): number => (key.startsWith('@_') ? -1 : ORDER.indexOf(key))
  return Object.fromEntries(Object.entries(statement).sort(([a], [b]) => at(a) - at(b)))
}

type Concept = Parameters<typeof mapCodeableConceptToCcdaCode>[0]
const code = (concept: unknown): object | undefined => mapCodeableConceptToCcdaCode(concept as Concept)
const verified = (resource: Node): string => JSON.stringify(resource['verificationStatus'] ?? '')

function said(resource: Node, statement: Node): Node {
  switch (resource['resourceType']) {
    case 'Observation': {
      const interpretation = array(resource['interpretation']).flatMap((concept) => code(concept) ?? [])[0]
      const [method, site] = [code(resource['method']), code(resource['bodySite'])]
      return {
        ...(interpretation ? { interpretationCode: { ...interpretation, '@_codeSystem': '2.16.840.1.113883.5.83' } } : {}),
        ...(method ? { methodCode: method } : {}),
        ...(site ? { targetSiteCode: site } : {}),
      }
    }
    case 'Condition':
    case 'AllergyIntolerance':
      return verified(resource).includes('"refuted"') ? denied(statement) : {}
    case 'Immunization':
    case 'Procedure':
      return { '@_negationInd': String(resource['status'] === 'not-done') }
    case 'MedicationRequest':
      return resource['doNotPerform'] === true ? { '@_negationInd': 'true' } : {}
    default:
      return {}
  }
}

/** In a concern it is the finding inside that is denied. */
function denied(statement: Node): Node {
  const inside = array(statement['entryRelationship'])
  if (inside.length === 0) return { '@_negationInd': 'true' }
  return {
    entryRelationship: inside.map((relation) =>
      relation['@_typeCode'] === 'SUBJ'
        ? { ...relation, observation: array(relation['observation']).map((o) => ({ '@_negationInd': 'true', ...o })) }
        : relation,
    ),
  }
}
