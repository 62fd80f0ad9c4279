/**
 * A time of HL7 (v2: YYYYMMDDHHMMSS+ZZZZ from the left as far as it is known; v3 and C-CDA the same) as FHIR writes it, as exactly as it was said:
 * YYYY, YYYY-MM, YYYY-MM-DD or with seconds and zone.
 * @param zone of times that name none, +09:00 for instance. @returns undefined when it is no time
 */
export function fhirTime(text: string, zone: string): string | undefined {
  const m = /^(\d{4})(?:(\d\d)(?:(\d\d)(?:(\d\d)(\d\d)?(\d\d)?(?:\.\d+)?)?)?)?([+-]\d{4})?$/.exec(text)
  if (!m) return undefined
  const [, year, month, day, hour, minute = '00', second = '00', offset] = m
  if (!isDate(Number(year), Number(month ?? 1), Number(day ?? 1))) return undefined
  const date = [year, month, day].filter((part) => part !== undefined).join('-')
  if (hour === undefined) return date
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return undefined
  return `${date}T${hour}:${minute}:${second}${offset ? `${offset.slice(0, 3)}:${offset.slice(3)}` : zone}`
}

const isDate = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
