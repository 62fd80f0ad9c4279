/** Code systems: C-CDA names them by OID, FHIR by URL. What the conversion does not know itself stands here. */

import { utf8 } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { bigOf } from '@hdms/shared/decimal.ts'

const OIDS: Readonly<Record<string, string>> = {
  'http://hl7.org/fhir/sid/icd-10': '2.16.840.1.113883.6.3',
  'http://hl7.org/fhir/sid/icd-10-cm': '2.16.840.1.113883.6.90',
  'http://hl7.org/fhir/sid/icd-9-cm': '2.16.840.1.113883.6.103',
  'http://hl7.org/fhir/sid/cvx': '2.16.840.1.113883.12.292',
  'http://hl7.org/fhir/sid/icd-10-procs': '2.16.840.1.113883.6.4',
  'http://hl7.org/fhir/sid/ndc': '2.16.840.1.113883.6.69',
  'http://fdasis.nlm.nih.gov': '2.16.840.1.113883.4.9',
  'http://loinc.org': '2.16.840.1.113883.6.1',
  'http://ncimeta.nci.nih.gov': '2.16.840.1.113883.3.26.1.1',
  'http://nucc.org/provider-taxonomy': '2.16.840.1.113883.6.101',
  'http://snomed.info/sct': '2.16.840.1.113883.6.96',
  'http://standardterms.edqm.eu': '0.4.0.127.0.16.1.1.2.1',
  'http://terminology.hl7.org/CodeSystem/v3-ActCode': '2.16.840.1.113883.5.4',
  'http://terminology.hl7.org/CodeSystem/v3-ActReason': '2.16.840.1.113883.5.8',
  'http://terminology.hl7.org/CodeSystem/v3-ActSite': '2.16.840.1.113883.5.1052',
  'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation': '2.16.840.1.113883.5.83',
  'http://terminology.hl7.org/CodeSystem/v3-RouteOfAdministration': '2.16.840.1.113883.5.112',
  'http://unitsofmeasure.org': '2.16.840.1.113883.6.8',
  'http://www.ama-assn.org/go/cpt': '2.16.840.1.113883.6.12',
  'http://www.nlm.nih.gov/research/umls/rxnorm': '2.16.840.1.113883.6.88',
  'http://www.whocc.no/atc': '2.16.840.1.113883.6.73',
}
/** Where the conversion's own name is not FHIR's. */
const MISNAMED: Readonly<Record<string, string>> = {
  'http://nucc.org/cvx': 'http://hl7.org/fhir/sid/cvx',
  'http://terminology.hl7.org/CodeSystem/condition-verification': 'http://terminology.hl7.org/CodeSystem/condition-ver-status',
}
/** A system without an OID gets one from its name (ITU-T X.667: 2.25 and a UUID as a number). */
const ownOid = (system: string): string => `2.25.${bigOf(sha256(utf8(system)).subarray(0, 16))}`
/** Systems without an OID that come back by their name. */
const OURS = ['urn:hdms:his-local', 'http://www.hl7korea.or.kr/CodeSystem/kostat-kcd-8']

const BY_OID = new Map(
  [...Object.entries(OIDS), ...OURS.map((system) => [system, ownOid(system)] as const)].map(([system, oid]) => [`urn:oid:${oid}`, system]),
)

/** OID of a system that FHIR names so. */
export const oidOf = (system: string): string =>
  system.startsWith('urn:oid:') ? system.slice('urn:oid:'.length) : (OIDS[system] ?? ownOid(system))
/** What FHIR calls a system. @param system as the conversion says it, urn:oid: when it knows no name */
export const systemOf = (system: string): string => MISNAMED[system] ?? BY_OID.get(system) ?? system
