/** Parts of a statement of C-CDA: what it denies, the observations inside it, how it says that it stands. */
import { array, attribute, type Node } from './node.ts'
import { hasTemplate } from './place.ts'

export const negated = (node: unknown): boolean => attribute(node, 'negationInd') === 'true'
export const coded = (system: string, code: string, display?: string): object => ({
  coding: [{ system, code, ...(display ? { display } : {}) }],
  ...(display ? { text: display } : {}),
})

/** Observations that a statement has in a relation. @param typeCode of it */
export const related = (statement: Node | undefined, typeCode: string): Node[] =>
  array(statement?.['entryRelationship'])
    .filter((r) => attribute(r, 'typeCode') === typeCode)
    .flatMap((r) => array(r['observation']))

/** Value of the status that a concern or problem may have (Problem Status). */
const STANDING: Readonly<Record<string, string>> = { '55561003': 'active', '73425007': 'inactive', '413322009': 'resolved' }
/** How a statement says that it stands, by an observation of its own. @param template of that observation */
export function standing(statement: Node | undefined, template: string): string | undefined {
  const [status] = related(statement, 'REFR').filter((o) => hasTemplate(o, template))
  return STANDING[attribute(array(status?.['value'])[0], 'code')]
}
