/** A patient of our own making: a FHIR R4 bundle with one person, for demos and tests. Nobody real. */

const loinc = (code: string, display: string) => ({ coding: [{ system: 'http://loinc.org', code, display }], text: display })
const subject = { reference: 'urn:uuid:7d1f6c1e-0000-4000-8000-000000000001' }
const category = [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] }]

function observation(id: string, day: string, code: string, display: string, value: number, unit: string) {
  return {
    resourceType: 'Observation',
    id,
    status: 'final',
    category,
    code: loinc(code, display),
    subject,
    effectiveDateTime: `2026-${day}T09:30:00+09:00`,
    valueQuantity: { value, unit, system: 'http://unitsofmeasure.org', code: unit },
  }
}

const clinical = (kind: string, code: string) => ({ coding: [{ system: `http://terminology.hl7.org/CodeSystem/${kind}`, code }] })
const snomed = (code: string, display: string) => ({ coding: [{ system: 'http://snomed.info/sct', code, display }], text: display })

const resources = [
  {
    resourceType: 'Patient',
    id: 'p1',
    name: [{ use: 'official', text: '김하늘', family: '김', given: ['하늘'] }],
    gender: 'female',
    birthDate: '1984-04-17',
    address: [{ city: '서울', country: 'KR' }],
    telecom: [{ system: 'phone', value: '010-0000-4217' }],
  },
  observation('height', '03-02', '8302-2', 'Body height', 163.5, 'cm'),
  observation('weight', '03-02', '29463-7', 'Body weight', 71.2, 'kg'),
  observation('weight-2', '09-14', '29463-7', 'Body weight', 68.4, 'kg'),
  {
    resourceType: 'Observation',
    id: 'pressure',
    status: 'final',
    category,
    code: loinc('85354-9', 'Blood pressure panel'),
    subject,
    effectiveDateTime: '2026-09-14T09:35:00+09:00',
    component: [
      {
        code: loinc('8480-6', 'Systolic blood pressure'),
        valueQuantity: { value: 142, unit: 'mm[Hg]', system: 'http://unitsofmeasure.org', code: 'mm[Hg]' },
      },
      {
        code: loinc('8462-4', 'Diastolic blood pressure'),
        valueQuantity: { value: 88, unit: 'mm[Hg]', system: 'http://unitsofmeasure.org', code: 'mm[Hg]' },
      },
    ],
  },
  observation('glucose', '09-14', '2339-0', 'Glucose', 104, 'mg/dL'),
  {
    resourceType: 'Condition',
    id: 'hypertension',
    clinicalStatus: clinical('condition-clinical', 'active'),
    verificationStatus: clinical('condition-ver-status', 'confirmed'),
    code: snomed('38341003', 'Hypertensive disorder'),
    subject,
    onsetDateTime: '2024-06-01',
  },
  {
    resourceType: 'MedicationRequest',
    id: 'amlodipine',
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: {
      coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '17767', display: 'amlodipine' }],
      text: 'Amlodipine 5 mg',
    },
    subject,
    authoredOn: '2026-06-02',
  },
  {
    resourceType: 'AllergyIntolerance',
    id: 'penicillin',
    clinicalStatus: clinical('allergyintolerance-clinical', 'active'),
    code: snomed('91936005', 'Allergy to penicillin'),
    patient: subject,
  },
  {
    resourceType: 'Procedure',
    id: 'appendectomy',
    status: 'completed',
    code: snomed('80146002', 'Appendectomy'),
    subject,
    performedDateTime: '2009-11-03',
    note: [{ text: '개인 메모: 가족에게 알리지 않음' }],
  },
]

export const SAMPLE_BUNDLE: string = JSON.stringify({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource, i) => ({
    fullUrl: `urn:uuid:7d1f6c1e-0000-4000-8000-${String(i + 1).padStart(12, '0')}`,
    resource,
  })),
})
