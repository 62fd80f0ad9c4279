/**
 * A day's measures as documents that others read: FHIR R4 Observations in the form of the HL7 Physical Activity guide (both of its categories,
 * LOINC, UCUM), and Open mHealth data points. Of IEEE 1752.1, which came out of these, nothing is claimed: its own schemas were not run.
 */
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import type { Day } from './days.ts'
import type { ActiveMinute } from './walk.ts'

/** What a measure is called: LOINC code and display, UCUM unit and its code. */
const MEASURES = {
  steps: ['41950-7', 'Number of steps in 24 hour Measured', 'steps per day', '/d'],
  distance: ['41953-1', 'Walking distance 24 hour Calculated', 'm', 'm'],
  moderate: ['77592-4', 'Moderate physical activity [IPAQ]', 'minutes', 'min'],
  vigorous: ['77593-2', 'Vigorous physical activity [IPAQ]', 'minutes', 'min'],
} as const
type Measure = keyof typeof MEASURES
/** A bout: steps counted by the shoes, without a fixed time. */
const BOUT_STEPS = ['55423-8', 'Number of steps in unspecified time Pedometer', 'steps', '{steps}'] as const

export interface DayTotals {
  readonly steps: number
  /** m. */
  readonly distance: number
  readonly moderate: number
  readonly vigorous: number
}

export const totalsOf = (minutes: readonly ActiveMinute[]): DayTotals => ({
  steps: minutes.reduce((n, m) => n + m.steps, 0),
  distance: Math.round(minutes.reduce((n, m) => n + m.distance, 0)),
  moderate: minutes.filter((m) => m.intensity === 'moderate').length,
  vigorous: minutes.filter((m) => m.intensity === 'vigorous').length,
})

/** The guide (hl7.org/fhir/us/physical-activity, PA Observation Activity Measure) asks for both. */
const CATEGORIES = [
  { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'activity', display: 'Activity' }] },
  {
    coding: [
      {
        system: 'http://hl7.org/fhir/us/physical-activity/CodeSystem/pa-temporary-codes',
        code: 'PhysicalActivity',
        display: 'Physical Activity',
      },
    ],
  },
]

type Coded = readonly [code: string, display: string, unit: string, ucum: string]
const observation = (subject: string, [code, display, unit, ucum]: Coded, value: number, when: object, device: string): object => ({
  resourceType: 'Observation',
  status: 'final',
  category: CATEGORIES,
  code: { coding: [{ system: 'http://loinc.org', code, display }] },
  subject: { display: subject },
  ...when,
  valueQuantity: { value, unit, system: 'http://unitsofmeasure.org', code: ucum },
  device: { display: device },
})

/**
 * @param subject the name of the person's node in the network
 * @param device what measured: the pipeline's name
 * @returns FHIR R4 Observations: four of the day, one of each bout
 */
export function observationsOf(day: Day<ActiveMinute>, subject: string, device: string): object[] {
  const totals = totalsOf(day.minutes)
  const daily = (Object.keys(MEASURES) as Measure[]).map((m) =>
    observation(subject, MEASURES[m], totals[m], { effectiveDateTime: day.date }, device),
  )
  const instant = (s: number): string => `${new Date(Math.round(s) * 1000).toISOString().slice(0, 19)}Z`
  const bouts = day.bouts.map((b) =>
    observation(
      subject,
      BOUT_STEPS,
      b.steps,
      { effectivePeriod: { start: instant(b.start), end: instant(Math.max(b.end, b.start + 1)) } },
      device,
    ),
  )
  return [...daily, ...bouts]
}

/** A UUID that follows from what it is of (RFC 9562, version 8): the same data point has one id, however often it is written. */
function uuidOf(...parts: readonly (string | number)[]): string {
  const h = hex(sha256(utf8(parts.join('\n'))))
  return [h.slice(0, 8), h.slice(8, 12), `8${h.slice(13, 16)}`, `8${h.slice(17, 20)}`, h.slice(20, 32)].join('-')
}

/**
 * Open mHealth data points of a day: `physical-activity` 1.2 and `step-count` 3.0 under `header` 1.2.
 * @param source what measured @param created ms since 1970, when they are made; the end of each bout without
 */
export function openMHealth(day: Day<ActiveMinute>, source = 'HDMS gait pipeline', created?: number): object[] {
  const instant = (s: number): string => new Date(s * 1000).toISOString()
  return day.bouts.flatMap((b) => {
    const during = { effective_time_frame: { time_interval: { start_date_time: instant(b.start), end_date_time: instant(b.end) } } }
    const header = (name: string, version: string) => ({
      id: uuidOf(name, source, b.start, b.end),
      creation_date_time: instant(created === undefined ? b.end : created / 1000),
      schema_id: { namespace: 'omh', name, version },
      acquisition_provenance: { source_name: source, source_creation_date_time: instant(b.end), modality: 'sensed' },
    })
    return [
      { header: header('step-count', '3.0'), body: { step_count: { value: b.steps, unit: 'steps' }, ...during } },
      {
        header: header('physical-activity', '1.2'),
        body: {
          activity_name: b.kind,
          distance: { value: Math.round(b.distance), unit: 'm' },
          met_value: Math.round(b.mets * 10) / 10,
          ...during,
        },
      },
    ]
  })
}

/** Steps that another app counted, as FHIR R4 Observations: one a day. @param device what counted */
export const stepsObservation = (date: string, steps: number, subject: string, device: string): object =>
  observation(subject, MEASURES.steps, steps, { effectiveDateTime: date }, device)
