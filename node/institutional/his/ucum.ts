/** Whether a unit is a code of UCUM, by the library of the US National Library of Medicine: its tables are for a server, a phone has `isUsual`. */

import type { IsUcum } from '@hdms/health/codes/units.ts'
import ucum from '@lhncbc/ucum-lhc'

/** What was asked stays known: senders have some hundred units. */
const MOST = 5_000
/** It looks units up in plain objects, which have these names from their prototype. */
const INHERITED = new RegExp(Object.getOwnPropertyNames(Object.prototype).join('|'))
const asked = new Map<string, boolean>()

/** @param code of printable ASCII without spaces; anything else is none */
export const isUcum: IsUcum = (code) => {
  if (!/^[!-~]{1,60}$/.test(code) || INHERITED.test(code)) return false
  const known = asked.get(code)
  if (known !== undefined) return known
  const answer = ucum.UcumLhcUtils.getInstance().validateUnitString(code).status === 'valid'
  if (asked.size >= MOST) asked.clear()
  asked.set(code, answer)
  return answer
}
