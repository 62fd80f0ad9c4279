import { calendarDay, digits } from '@hdms/shared/decimal.ts'

/**
 * A time of HL7 (v2: YYYYMMDDHHMMSS+ZZZZ from the left as far as it is known; v3 and C-CDA the same) as FHIR writes it, as exactly as it was said:
 * YYYY, YYYY-MM, YYYY-MM-DD or with seconds and zone.
 * @param zone of times that name none, +09:00 for instance. @returns undefined when it is no time
 */
export function fhirTime(text: string, zone: string): string | undefined {
  const m = /^(\d{4})(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:\.(\d+))?)?)?)?)?)?([+-]\d{1,4})?$/.exec(text)
  if (!m) return undefined
  const [, year, month, day, hour, minute = '00', second = '00', fraction, offset] = m
  if (calendarDay(digits(year), digits(month ?? '01'), digits(day ?? '01')) === undefined) return undefined
  const date = [year, month, day].filter((part) => part !== undefined).join('-')
  // `2026-05` is May in another notation, and no year of a zone.
  if (hour === undefined) return offset === undefined || (day !== undefined && offset.length === 5) ? date : undefined
  if (digits(hour) > 23 || digits(minute) > 59 || digits(second) > 60) return undefined
  const own = offset === undefined ? zone : zoneOf(offset)
  // Nanoseconds are the end of what instants are compared by; HL7 v2 has four digits.
  const exactly = fraction === undefined ? second : `${second}.${fraction.slice(0, 9)}`
  return own === undefined ? undefined : `${date}T${hour}:${minute}:${exactly}${own}`
}

/** Whether FHIR's form says more or less than the text: FHIR has no hours without minutes, and no zone of a date. */
export const isRounded = (text: string): boolean => /^\d{10}(?:[+-]\d+)?$|^\d{8}[+-]\d+$/.test(text)

/** The zone that a time of HL7 names, as FHIR writes it; undefined when it names none. */
export const zoneIn = (text: string): string | undefined => {
  const offset = /^\d{10,14}(?:\.\d+)?([+-]\d{1,4})$/.exec(text)?.[1]
  return offset === undefined ? undefined : zoneOf(offset)
}

/** A zone of one to four digits (CDA R2's ts: +9, +09, +930, +0930) as FHIR writes it; undefined beyond the 14 hours that there are. */
function zoneOf(offset: string): string | undefined {
  const all = offset.length > 3 ? offset.slice(1).padStart(4, '0') : `${offset.slice(1).padStart(2, '0')}00`
  const [hours, minutes] = [digits(all.slice(0, 2)), digits(all.slice(2))]
  return hours * 60 + minutes > 14 * 60 || minutes > 59 ? undefined : `${offset[0]}${all.slice(0, 2)}:${all.slice(2)}`
}
