/**
 * Times and numbers through a conversion that would round them (a day becomes midnight UTC, 5.50 becomes 5.5). A time is taken out and a placeholder put
 * in, a day that occurs nowhere else; a number of ours is a text that no document can have. Afterwards each is what was written.
 */
import { dayIn } from '@hdms/shared/decimal.ts'
import { isNode, type Node } from './node.ts'

/** Elements that are times, and types (xsi:type) that are. */
const TIMES = new Set(['effectiveTime', 'time', 'birthTime', 'sdtc:deceasedTime', 'expirationTime', 'availabilityTime'])
const TIME_TYPES = new Set(['TS', 'IVL_TS', 'SXCM_TS', 'PIVL_TS'])
const FIRST_DAY = Date.UTC(3000, 0, 1)
const DAY = 86_400_000
/** XML has no such character, so that no text of a document is taken for a number. */
const MARK = '\u0001'

/** A number in JSON's form, for `Exactly.restore` to write without quotes. */
export const exactNumber = (lexeme: string): string => `${MARK}${lexeme}${MARK}`

export class Exactly {
  private readonly zone: (text: string) => string | undefined
  private readonly times: string[] = []
  /** Times that are none: they are left out. */
  wrong = 0

  /** @param time an HL7 time as FHIR writes it; undefined when it is no time */
  constructor(time: (text: string) => string | undefined) {
    this.zone = time
  }

  /** Puts placeholders into a parsed C-CDA, in place. */
  hold(value: unknown, isTime = false): void {
    if (Array.isArray(value)) for (const item of value) this.hold(item, isTime)
    if (!isNode(value)) return
    for (const [key, member] of Object.entries(value)) {
      if (key === '@_value' && typeof member === 'string' && isTime && value['@_unit'] === undefined) this.holdTime(value, member)
      else if (typeof member === 'object')
        this.hold(member, TIMES.has(key) || TIME_TYPES.has(typeOf(member)) || (isTime && !DURATIONS.has(key)))
    }
  }

  private holdTime(node: Node, text: string): void {
    const exact = this.zone(text.trim())
    if (exact === undefined) {
      delete node['@_value']
      this.wrong++
    } else {
      this.times.push(exact)
      node['@_value'] = `${new Date(FIRST_DAY + (this.times.length - 1) * DAY).toISOString().slice(0, 10).replaceAll('-', '')}000000+0000`
    }
  }

  /** JSON with everything as it was written. */
  restore(json: string): string {
    return json
      .replace(/"(3\d{3}-\d\d-\d\d)(T00:00:00(?:Z|\+00:00))?"/g, (whole, day: string, clock?: string) => {
        const time = this.times[(dayIn(day) ?? -1) - FIRST_DAY / DAY]
        return time === undefined ? whole : JSON.stringify(clock ? time : time.slice(0, 10))
      })
      .replace(/"\\u0001([-+.\deE]+)\\u0001"/g, '$1')
  }
}

/** Within a time, what is a length of time. */
const DURATIONS = new Set(['period', 'width', 'frequency'])
const typeOf = (value: unknown): string => (isNode(value) ? String(value['@_xsi:type'] ?? '') : '')
