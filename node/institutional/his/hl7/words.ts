/** Standings of lines, and the words that stand in them. */

import { append } from '@hdms/shared/append.ts'
import { refuse } from '../../reasons.ts'
import type { Line } from './observation.ts'
import { component, part, repetitions, whole } from './text.ts'

/** OBX-11 (table 0085) and FHIR's observation status. */
const STATUS: ReadonlyMap<string, string> = new Map([
  ['F', 'final'],
  ['U', 'final'],
  ['V', 'final'],
  ['C', 'corrected'],
  ['P', 'preliminary'],
  ['R', 'preliminary'],
  ['A', 'preliminary'],
  ['B', 'preliminary'],
  ['S', 'preliminary'],
  ['I', 'registered'],
  ['O', 'registered'],
  ['X', 'cancelled'],
  ['W', 'entered-in-error'],
  ['D', 'deleted'],
  ['N', 'not-asked'],
])
/** @throws HIS_PROTOCOL for one that table 0085 does not have */
export function statusOf({ obx }: Pick<Line, 'obx'>): string {
  const code = part(obx, 11).trim() || 'F'
  return STATUS.get(code) ?? refuse('HIS_PROTOCOL', 'status-unknown', { status: code })
}

/** A line of which nobody was asked (OBX-11 N) is no result; one that has a value all the same is not left out unsaid. @throws HIS_PROTOCOL */
export function mustFitStatus(line: Pick<Line, 'obx'>): void {
  if (statusOf(line) === 'not-asked' && whole(line.obx, 5) !== '') refuse('HIS_PROTOCOL', 'not-asked-value', { obx: part(line.obx, 1) })
}

/** Lines of one text come as OBX of one code and sub-id. */
export function byName(lines: readonly Line[]): Line[][] {
  const found = new Map<string, Line[]>()
  for (const line of lines) {
    append(found, `${part(line.obx, 3)} ${part(line.obx, 4)}`, line)
  }
  return [...found.values()]
}

export const linesOf = (lines: readonly Line[]): string =>
  lines
    .flatMap(({ obx }) => {
      const said = repetitions(obx, 5).map(({ text }) => text)
      // A line that says nothing is an empty one: paragraphs stay apart.
      return said.length > 0 ? said : ['']
    })
    .join('\n')
    .trim()

/** The words of a report that stand; of several names each with its own. */
export function conclusionOf(lines: readonly Line[]): string {
  const standing = lines.filter((line) => !['deleted', 'entered-in-error', 'not-asked'].includes(statusOf(line)))
  const said = byName(standing).flatMap((of) => {
    const text = linesOf(of)
    const [first] = of
    return text === '' || !first ? [] : [{ text, name: whole(first.obx, 3) === '' ? '' : component(first.obx, 3, 2) || part(first.obx, 3) }]
  })
  return said.map(({ text, name }) => (said.length > 1 && name ? `${name}: ${text}` : text)).join('\n')
}
