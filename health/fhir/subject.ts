/** Where a FHIR R4 resource says whom it is about. */

const AS_PATIENT = new Set([
  'AllergyIntolerance',
  'FamilyMemberHistory',
  'Immunization',
  'ImmunizationEvaluation',
  'ImmunizationRecommendation',
])
/** About nobody: people, places and things that others point to. */
const NOBODY = new Set([
  'Binary',
  'Location',
  'Medication',
  'Organization',
  'Patient',
  'Practitioner',
  'PractitionerRole',
  'Provenance',
  'Substance',
])

/** @returns undefined for types that are about nobody */
export const subjectField = (type: string): 'subject' | 'patient' | undefined =>
  NOBODY.has(type) ? undefined : AS_PATIENT.has(type) ? 'patient' : 'subject'
