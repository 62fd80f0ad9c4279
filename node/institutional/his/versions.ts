/**
 * Which result a later message means. The same codes, sub-id, filler number and time are the same result. A correction may bring another time, or
 * leave out the number that the first message had: then it is of the one result that it can be of, and refused when it can be of several. A second
 * final result of another time is another result: serial troponins are two.
 */
import { refuse } from '../reasons.ts'
import type { ReportedItem, ResultName } from './reports.ts'

/** Standings that change what was said. */
const CHANGES = new Set(['corrected', 'deleted', 'entered-in-error', 'cancelled'])
const OPEN = new Set(['preliminary', 'registered', 'partial'])

const either = (a: string, b: string): boolean => a === b || a === '' || b === ''

/** Whether one could be a version of the other. */
const alike = (a: ResultName, b: ResultName): boolean => a.of === b.of && either(a.filler, b.filler)

/** One that has no number of its own is another one, but for a change of it. */
const mayFollow = ({ status }: ReportedItem, name: ResultName, before: ResultName): boolean =>
  CHANGES.has(status) || !(name.fresh || before.fresh)

/**
 * @param before what is known of an order @param reported what a message says
 * @returns what is known, with the keys that the message has for it
 * @throws HIS_PROTOCOL for a correction that may be of several
 */
export function renamed(before: readonly ReportedItem[], reported: readonly ReportedItem[]): readonly ReportedItem[] {
  const said = new Set(reported.map(({ key }) => key))
  const known = new Set(before.map(({ key }) => key))
  const names = new Map<string, string>()
  for (const item of reported) {
    const { name } = item
    if (!name || known.has(item.key)) continue
    const free = before.filter(
      ({ key, name: other }) => other && !said.has(key) && !names.has(key) && alike(name, other) && mayFollow(item, name, other),
    )
    const own = versionOf(item, name, free)
    if (own) names.set(own.key, item.key)
  }
  if (names.size === 0) return before
  return before.map((item) => ({
    ...item,
    key: names.get(item.key) ?? item.key,
    ...(item.refers ? { refers: item.refers.map((key) => names.get(key) ?? key) } : {}),
  }))
}

function versionOf(item: ReportedItem, name: ResultName, free: readonly ReportedItem[]): ReportedItem | undefined {
  const sameTime = free.filter((other) => either(name.at, other.name?.at ?? ''))
  const sameLine = sameTime.filter((other) => name.set === other.name?.set)
  const changing = free.filter((other) => CHANGES.has(item.status) || OPEN.has(other.status))
  for (const candidates of [sameLine, sameTime, changing]) {
    if (candidates.length === 1) return candidates[0]
    if (candidates.length > 1 && CHANGES.has(item.status)) refuse('HIS_PROTOCOL', 'correction-ambiguous')
  }
  return undefined
}
