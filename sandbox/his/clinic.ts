/**
 * The clinic of the stand-in HIS: reads the records that were handed over and writes a result from them, as a doctor's first
 * look would. Nothing is canned: other records, another result.
 */

export interface Finding {
  readonly code: string
  readonly display: string
  readonly value: number
  readonly unit: string
}
export interface Assessment {
  readonly findings: readonly Finding[]
  readonly conclusion: string
}

interface Resource {
  readonly resourceType?: string
  readonly [key: string]: unknown
}
interface Coded {
  readonly coding?: readonly { readonly system?: string; readonly code?: string; readonly display?: string }[]
  readonly text?: string
}
interface Measured {
  readonly code: string
  readonly value: number
  readonly unit: string
  readonly at: string
}

const codes = (c: unknown): string[] => ((c as Coded | undefined)?.coding ?? []).flatMap((x) => (x.code ? [x.code] : []))
const textOf = (c: unknown): string => (c as Coded | undefined)?.text ?? (c as Coded | undefined)?.coding?.[0]?.display ?? 'unnamed'

function measurements(resources: readonly Resource[]): Measured[] {
  return resources
    .filter((r) => r.resourceType === 'Observation')
    .flatMap((r) => {
      const at = String(r['effectiveDateTime'] ?? r['issued'] ?? '')
      const parts = [r, ...((r['component'] as Resource[] | undefined) ?? [])]
      return parts.flatMap((p) => {
        const q = p['valueQuantity'] as { value?: number; unit?: string } | undefined
        return q?.value === undefined ? [] : codes(p['code']).map((code) => ({ code, value: q.value as number, unit: q.unit ?? '', at }))
      })
    })
}

/** The latest value of a LOINC code. */
const latest = (all: readonly Measured[], code: string): Measured | undefined =>
  all.filter((m) => m.code === code).sort((a, b) => (a.at < b.at ? 1 : -1))[0]

const round = (n: number, digits = 1) => Math.round(n * 10 ** digits) / 10 ** digits

export function assess(resources: readonly Resource[], reason: string): Assessment {
  const all = measurements(resources)
  const findings: Finding[] = []
  const notes: string[] = []
  const [height, weight] = [latest(all, '8302-2'), latest(all, '29463-7')]
  if (height && weight && height.value > 0) {
    const metres = height.unit === 'm' ? height.value : height.value / 100
    const bmi = round(weight.value / metres ** 2)
    findings.push({ code: '39156-5', display: 'Body mass index', value: bmi, unit: 'kg/m2' })
    notes.push(
      bmi >= 25 ? `body mass index ${bmi} above 25` : bmi < 18.5 ? `body mass index ${bmi} below 18.5` : `body mass index ${bmi} in range`,
    )
  }
  const [systolic, diastolic] = [latest(all, '8480-6'), latest(all, '8462-4')]
  if (systolic && diastolic) {
    findings.push({
      code: '8478-0',
      display: 'Mean blood pressure',
      value: round((systolic.value + 2 * diastolic.value) / 3),
      unit: 'mm[Hg]',
    })
    notes.push(systolic.value >= 140 || diastolic.value >= 90 ? 'blood pressure high, to be measured again' : 'blood pressure in range')
  }
  const glucose = latest(all, '2339-0') ?? latest(all, '2345-7')
  if (glucose) notes.push(glucose.value >= 126 ? 'glucose high, fasting test advised' : 'glucose in range')
  const active = (type: string) =>
    resources.filter(
      (r) =>
        r.resourceType === type &&
        !['resolved', 'inactive', 'stopped', 'completed'].some((s) => codes(r['clinicalStatus']).includes(s) || r['status'] === s),
    )
  const [conditions, medicines, allergies] = [active('Condition'), active('MedicationRequest'), active('AllergyIntolerance')]
  findings.push({ code: 'HDMS-PROBLEMS', display: 'Active problems on record', value: conditions.length, unit: '1' })
  const name = (list: readonly Resource[], key: string) =>
    list
      .slice(-3)
      .map((r) => textOf(r[key]))
      .join('; ')
  if (conditions.length > 0) notes.push(`${conditions.length} active problems on record (${name(conditions, 'code')})`)
  if (medicines.length > 0) notes.push(`${medicines.length} current medicines (${name(medicines, 'medicationCodeableConcept')})`)
  notes.push(allergies.length > 0 ? `${allergies.length} allergies to keep in mind (${name(allergies, 'code')})` : 'no allergy on record')
  return { findings, conclusion: `Seen for: ${reason}. ${resources.length} resources reviewed: ${notes.join('; ')}.` }
}
