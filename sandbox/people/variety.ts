/**
 * People of our own making who differ: age, sex, size, blood pressure, laboratory. Nobody real; the same seed and
 * number, the same person.
 */

/** A small generator of our own (mulberry32), so that a demo can be told again. */
function draws(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const FAMILIES = ['김', '이', '박', '최', '정', '강', '조', '윤', '장', '임']
const GIVEN = ['하늘', '가람', '다솜', '라온', '마루', '바다', '새롬', '아라', '이든', '초롱', '푸름', '한결']

/** @returns a FHIR R4 bundle of one patient @param today ms since 1970 */
export function personBundle(seed: number, number: number, today: number): string {
  const draw = draws(seed * 7919 + number * 104_729 + 1)
  const between = (low: number, high: number, digits = 0): number => Math.round((low + draw() * (high - low)) * 10 ** digits) / 10 ** digits
  const age = between(24, 79)
  const female = draw() < 0.5
  const height = between(female ? 150 : 162, female ? 172 : 186, 1)
  const weight = between(0.0019 * height * height, 0.0031 * height * height, 1)
  const name = `${FAMILIES[Math.floor(draw() * FAMILIES.length)]}${GIVEN[Math.floor(draw() * GIVEN.length)]}`
  const subject = { reference: 'urn:uuid:p' }
  let n = 0
  const observation = (code: string, value: number, unit: string, daysAgo: number) => ({
    resourceType: 'Observation',
    id: `o${++n}`,
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code }] },
    subject,
    effectiveDateTime: new Date(today - daysAgo * 86_400_000).toISOString().slice(0, 10),
    valueQuantity: { value, unit, system: 'http://unitsofmeasure.org', code: unit },
  })
  const pressure = (daysAgo: number) => ({
    ...observation('85354-9', 0, '1', daysAgo),
    valueQuantity: undefined,
    component: [
      ['8480-6', between(104, 168)],
      ['8462-4', between(62, 102)],
    ].map(([code, value]) => ({
      code: { coding: [{ system: 'http://loinc.org', code }] },
      valueQuantity: { value, unit: 'mm[Hg]', system: 'http://unitsofmeasure.org', code: 'mm[Hg]' },
    })),
  })
  const months = [420, 300, 190, 95, 20].slice(0, between(2, 5))
  const resources = [
    {
      resourceType: 'Patient',
      id: 'p',
      name: [{ use: 'official', text: name, family: name.slice(0, 1), given: [name.slice(1)] }],
      gender: female ? 'female' : 'male',
      birthDate: `${new Date(today).getUTCFullYear() - age}-0${between(1, 9)}-1${between(0, 9)}`,
    },
    observation('8302-2', height, 'cm', 400),
    ...months.map((ago) => observation('29463-7', Math.round((weight + between(-2, 2, 1)) * 10) / 10, 'kg', ago)),
    ...months.map((ago) => pressure(ago)),
    ...(draw() < 0.7 ? months.map((ago) => observation('4548-4', between(4.9, 8.6, 1), '%', ago)) : []),
    observation('2339-0', between(78, 151), 'mg/dL', 95),
  ]
  return JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) })
}
