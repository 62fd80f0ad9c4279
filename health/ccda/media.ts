/** Files inside entries of a C-CDA: images (observationMedia) and results that are a file (ED), by the entry that they stand in. */
import { bodyOf, entryFile, type File, type Header } from './document.ts'
import { array, attribute, type Node } from './node.ts'
import { isAboutAnother, STATEMENTS } from './place.ts'
import { encapsulated } from './values.ts'

const isFile = (value: Node): boolean => ['', 'ED'].includes(attribute(value, 'xsi:type')) && encapsulated(value)
/** Who gave an entry its number, and the number: one alone names another entry elsewhere. */
const idOf = (entry: Node): string =>
  array(entry['id'])
    .map((id) => `${attribute(id, 'root')}^${attribute(id, 'extension')}`)
    .find((id) => id !== '^') ?? ''

/**
 * Takes files out of the entries, in place: what is left there is read as before. A relative's are not the patient's.
 * @param leave takes what is a file and cannot be read, in words
 */
export function mediaIn(document: Node, header: Header, leave: (what: string) => void): File[] {
  const files: File[] = []
  const numbers = new Map<string, number>()
  walk(document, '', (entry) => {
    const values = array(entry['value'])
    const found = values.filter(isFile)
    if (found.length === 0) return
    entry['value'] = values.filter((value) => !isFile(value))
    const id = idOf(entry)
    for (const value of found) {
      const number = numbers.get(id) ?? 0
      numbers.set(id, number + 1)
      const body = bodyOf(value, leave, 'a file')
      if (body) files.push(entryFile(header, `${id}/${number}`, array(entry['code'])[0], body))
    }
  })
  return files
}

function walk(node: Node, name: string, take: (entry: Node) => void): void {
  if (STATEMENTS.has(name) && isAboutAnother(node)) return
  if (name === 'observation' || name === 'observationMedia') take(node)
  for (const [key, member] of Object.entries(node)) {
    for (const one of array(member)) walk(one, key, take)
    const isKept = KEPT[key]
    if (isKept && !array(member).every(isKept)) node[key] = array(member).filter(isKept)
  }
}

/** A relation of which nothing is left but the image that was taken out. */
function isEmptied(relation: Node): boolean {
  const { observationMedia, ...others } = relation
  if (!Array.isArray(observationMedia) || observationMedia.length > 0) return false
  return !Object.entries(others).some(([key, member]) => (STATEMENTS.has(key) || key === 'section') && array(member).length > 0)
}

const isLeft = (relation: Node): boolean => !isEmptied(relation)
/** What stays of members once files are taken out of them. */
const KEPT: Readonly<Record<string, (member: Node) => boolean>> = {
  observationMedia: (media) => isAboutAnother(media) || array(media['value']).length > 0,
  entry: isLeft,
  entryRelationship: isLeft,
  component: isLeft,
}
