/**
 * A day's measures as documents that others read: FHIR R4 Observations in the form of the HL7 Physical Activity guide (category
 * `activity`, LOINC, UCUM), and Open mHealth data points (IEEE 1752.1).
 */
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

const ACTIVITY = {
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'activity', display: 'Activity' }],
}

type Coded = readonly [code: string, display: string, unit: string, ucum: string]
const observation = (subject: string, [code, display, unit, ucum]: Coded, value: number, when: object, device: string): object => ({
  resourceType: 'Observation',
  status: 'final',
  category: [ACTIVITY],
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

/** Open mHealth `step-count` 3.0 and `physical-activity` 1.2 bodies of a day; `time_interval` in ISO 8601 as the schemas ask. */
export function openMHealth(day: Day<ActiveMinute>): object[] {
  const instant = (s: number): string => new Date(s * 1000).toISOString()
  const header = (schema: string, version: string) => ({ schema_id: { namespace: 'omh', name: schema, version } })
  const during = (start: number, end: number) => ({
    effective_time_frame: { time_interval: { start_date_time: instant(start), end_date_time: instant(end) } },
  })
  return day.bouts.flatMap((b) => [
    { header: header('step-count', '3.0'), body: { step_count: { value: b.steps, unit: 'steps' }, ...during(b.start, b.end) } },
    {
      header: header('physical-activity', '1.2'),
      body: {
        activity_name: b.kind,
        distance: { value: Math.round(b.distance), unit: 'm' },
        met_value: { value: Math.round(b.mets * 10) / 10, unit: 'MET' },
        ...during(b.start, b.end),
      },
    },
  ])
}

/** Steps that another app counted, as FHIR R4 Observations: one a day. @param device what counted */
export const stepsObservation = (date: string, steps: number, subject: string, device: string): object =>
  observation(subject, MEASURES.steps, steps, { effectiveDateTime: date }, device)
