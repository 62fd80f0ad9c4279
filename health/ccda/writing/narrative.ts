/** What a person reads of a section: in CDA the words are what is attested. */
import { type Resolve, viewOf } from '../../fhir/view.ts'
import type { Node } from '../node.ts'
import { type Element, el } from './element.ts'
import { sigOf } from './medicines.ts'

const HEAD = ['Item · 항목', 'Value · 값', 'Date · 날짜', 'Status · 상태']

/** @param words the ID of a resource's words. @param resolve finds what resources refer to */
export function narrative(resources: readonly Node[], words: (resource: Node) => string, resolve: Resolve): Element {
  if (resources.length === 0) return el('text', {}, el('paragraph', {}, 'No information · 정보 없음'))
  const rows = resources.map((resource) => {
    const { title, value, date, until, status, interpretation, reference } = viewOf(resource, resolve)
    const judged = [interpretation, reference && `(${reference})`].filter(Boolean).join(' ')
    const id = words(resource)
    const sig = sigOf(resource)
    const said = sig === '' ? value : value === sig ? '' : value
    const cell = el('td', {}, [said, judged].filter(Boolean).join(' '), sig === '' ? undefined : el('content', { ID: `${id}-sig` }, sig))
    return el('tr', {}, el('td', { ID: id }, title), cell, el('td', {}, [date, until].filter(Boolean).join(' – ')), el('td', {}, status))
  })
  const head = el(
    'thead',
    {},
    el(
      'tr',
      {},
      HEAD.map((one) => el('th', {}, one)),
    ),
  )
  return el('text', {}, el('table', {}, head, el('tbody', {}, rows)))
}
