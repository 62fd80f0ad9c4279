/** What the FHIR interface can do, as a CapabilityStatement (FHIR R4 §3.1.0.2). */
import type { Profiles } from '@hdms/health/fhir/profiles.ts'
import { fail } from '@hdms/shared/errors.ts'
import { PARAMETERS, PATIENT_PARAMETERS } from './search.ts'

/** What a HIS says as resources, and the Provenance of it. */
const OWN = ['DiagnosticReport', 'Observation', 'Provenance']
/** What documents bring besides. */
const OF_DOCUMENTS = [
  'AllergyIntolerance',
  'CarePlan',
  'Condition',
  'DocumentReference',
  'Encounter',
  'Goal',
  'Immunization',
  'MedicationRequest',
  'Organization',
  'Practitioner',
  'PractitionerRole',
  'Procedure',
]
const TYPES = [...OWN, ...OF_DOCUMENTS].sort()

/** @throws NOT_FOUND for a type that nothing is kept of */
export const known = (type: string): string =>
  TYPES.includes(type) ? type : fail('NOT_FOUND', { what: `resource type here; there are Patient, ${TYPES.join(', ')}` })

const READ = ['read', 'vread', 'history-instance', 'search-type'].map((code) => ({ code }))
const searchParam = (of: Readonly<Record<string, { readonly type: string }>>): object[] =>
  Object.entries(of).map(([name, { type }]) => ({ name, type }))

export function capabilities(base: string, profiles: Profiles): object {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: '2026-11-27',
    kind: 'instance',
    software: { name: 'HDMS' },
    implementation: { description: 'What this hospital issued to people with a dealing here', url: base },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json'],
    rest: [
      {
        mode: 'server',
        security: {
          service: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'SMART-on-FHIR' }] }],
          description: 'Bearer tokens of the hospital’s own clients, with scopes as system/Observation.rs',
        },
        resource: [
          ...TYPES.map((type) => ({
            type,
            ...supported(profiles, type),
            interaction: [...READ, ...created(type)],
            versioning: 'versioned',
            searchParam: searchParam(PARAMETERS),
          })),
          { type: 'Task', ...supported(profiles, 'Task'), interaction: [{ code: 'create' }] },
          {
            type: 'Patient',
            ...supported(profiles, 'Patient'),
            interaction: [...READ, { code: 'update' }],
            versioning: 'versioned',
            searchParam: searchParam(PATIENT_PARAMETERS),
            operation: [
              { name: 'everything', definition: 'http://hl7.org/fhir/OperationDefinition/Patient-everything' },
              { name: 'ccda-export', definition: `${base}/OperationDefinition/ccda-export` },
            ],
          },
        ],
        interaction: [{ code: 'transaction' }],
        operation: [{ name: 'validate', definition: 'http://hl7.org/fhir/OperationDefinition/Resource-validate' }],
      },
    ],
  }
}

const supported = (profiles: Profiles, type: string): object => {
  const urls = profiles.of(type)
  return urls.length > 0 ? { supportedProfile: urls } : {}
}
/** What a HIS sends as a resource; the rest is the node's own, or comes out of documents. */
const created = (type: string): object[] =>
  ['DiagnosticReport', 'DocumentReference', 'Observation'].includes(type) ? [{ code: 'create' }] : []
