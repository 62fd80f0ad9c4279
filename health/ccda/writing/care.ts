/** What was done, and what is to be: procedures, visits, goals, orders and plans. */
import type { Node } from '../node.ts'
import { problem } from './concerns.ts'
import { concept, list, moment, node, nodes, span, text, time } from './datatypes.ts'
import { type Element, el } from './element.ts'
import { indications } from './medicines.ts'
import { author, first, ids, observation, performers, related, status, template, type Writing, wordsOf } from './statement.ts'

/** ActStatus of a Procedure. */
const DONE: Readonly<Record<string, string>> = { 'in-progress': 'active', 'on-hold': 'active', stopped: 'aborted', 'not-done': 'cancelled' }

export const isToCome = (resource: Node): boolean => resource['status'] === 'preparation' || resource['status'] === 'planned'

export function procedure(w: Writing, resource: Node): Element {
  const planned = isToCome(resource)
  return el(
    'procedure',
    { classCode: 'PROC', moodCode: planned ? 'INT' : 'EVN', negationInd: resource['status'] === 'not-done' ? 'true' : undefined },
    planned ? template('4.41', '2014-06-09') : template('4.14', '2014-06-09'),
    ids(w, resource),
    concept('code', resource['code']),
    wordsOf(w, resource),
    status(planned ? 'active' : (DONE[text(resource['status'])] ?? 'completed')),
    moment('effectiveTime', resource, 'performed'),
    first(resource['bodySite']) === undefined ? undefined : concept('targetSiteCode', first(resource['bodySite'])),
    performers(
      w,
      nodes(resource['performer']).map((one) => one['actor']),
    ),
    author(w, resource['recorder'], ''),
    indications(w, resource),
  )
}

export function encounter(w: Writing, resource: Node): Element {
  const planned = isToCome(resource)
  const { start, end } = node(resource['period'])
  const kind = node(first(resource['type']))
  const named = Object.keys(kind).length > 0 ? kind : { coding: [node(resource['class'])] }
  return el(
    'encounter',
    { classCode: 'ENC', moodCode: planned ? 'INT' : 'EVN' },
    planned ? template('4.40', '2014-06-09') : template('4.49', '2015-08-01'),
    ids(w, resource),
    concept('code', named),
    wordsOf(w, resource),
    planned ? status('active') : undefined,
    span('effectiveTime', text(start), text(end)),
    performers(
      w,
      nodes(resource['participant']).map((one) => one['individual']),
    ),
    diagnoses(w, resource),
    indications(w, resource),
  )
}

function diagnoses(w: Writing, resource: Node): Element[] {
  return nodes(resource['diagnosis']).flatMap((one) => {
    const condition = w.resolve(node(one['condition'])['reference'])
    return condition?.['resourceType'] === 'Condition' ? [related('COMP', problem(w, condition, 'diagnosis'))] : []
  })
}

const GOAL: Readonly<Record<string, string>> = {
  completed: 'completed',
  cancelled: 'cancelled',
  rejected: 'cancelled',
  'on-hold': 'suspended',
}

export function goal(w: Writing, resource: Node): Element {
  if (resource['target'] !== undefined) w.leave('Goal.target')
  const described = node(resource['description'])
  const value =
    list(described['coding']).length > 0
      ? concept('value', described, { type: 'CD' })
      : el('value', { 'xsi:type': 'ST' }, text(described['text']))
  return observation(
    { moodCode: 'GOL' },
    template('4.121'),
    ids(w, resource),
    first(resource['category']) === undefined ? el('code', { nullFlavor: 'UNK' }) : concept('code', first(resource['category'])),
    wordsOf(w, resource),
    status(GOAL[text(resource['lifecycleStatus'])] ?? 'active'),
    text(resource['startDate']) === '' ? undefined : time('effectiveTime', text(resource['startDate'])),
    value,
    author(w, resource['expressedBy'], text(resource['statusDate'])),
  )
}

const MOOD: Readonly<Record<string, string>> = { proposal: 'PRP', plan: 'INT', option: 'PRP', directive: 'INT' }

/** An order or plan that stands. */
export function request(w: Writing, resource: Node): Element {
  return el(
    'act',
    {
      classCode: 'ACT',
      moodCode: MOOD[text(resource['intent'])] ?? 'RQO',
      negationInd: resource['doNotPerform'] === true ? 'true' : undefined,
    },
    template('4.39', '2014-06-09'),
    ids(w, resource),
    concept('code', resource['code']),
    wordsOf(w, resource),
    status('active'),
    moment('effectiveTime', resource, 'occurrence'),
    author(w, resource['requester'], text(resource['authoredOn'])),
    indications(w, resource),
  )
}

/** A plan that is over has been told; one that stands is meant. */
export function carePlan(w: Writing, resource: Node): Element {
  const over = resource['status'] === 'completed'
  const { start, end } = node(resource['period'])
  const named = node(first(resource['category']))
  return el(
    'act',
    { classCode: 'ACT', moodCode: 'INT' },
    over ? template('4.20', '2014-06-09') : template('4.39', '2014-06-09'),
    ids(w, resource),
    concept(
      'code',
      Object.keys(named).length > 0 ? named : { text: text(resource['title']) || text(resource['description']) || 'Care plan' },
    ),
    wordsOf(w, resource),
    status(over ? 'completed' : 'active'),
    span('effectiveTime', text(start), text(end)),
    author(w, resource['author'], text(resource['created'])),
  )
}
