/**
 * Whether a value that a package of another party exports is a capability: it was compiled elsewhere, so that no type
 * vouches for it.
 */
import { fail } from '@hdms/shared/errors.ts'
import type { Value } from '../engine/types.ts'
import type { GuestCapability, GuestFlow } from './guest.ts'
import { refuse } from './reasons.ts'

type Fields = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)
const isFunction = (value: unknown): boolean => typeof value === 'function'
const isWords = (value: unknown): boolean => isObject(value) && typeof value['en'] === 'string' && typeof value['ko'] === 'string'

/** Tells of an entry of each list whether it is one. */
const LISTS: Readonly<Record<string, (entry: Fields, name: string) => boolean>> = {
  contracts: (c, name) => isNamed(c['name'], `${name}/`) && isFunction(c['verify']) && takesOwn(c['upgrade'], name),
  states: (s, name) => isNamed(s['contract'], `${name}/`) && isFunction(s['decode']),
  flows: (f, name) => isNamed(f['name'], `${name}.`) && Number.isSafeInteger(f['version']) && isFunction(f['run']) && isStarted(f),
  messages: (m) => typeof m['name'] === 'string' && isFunction(m['read']),
  questions: (q, name) => isNamed(q['name'], `${name}.`) && isWords(q['words']) && isFunction(q['answer']),
  events: (e, name) => isNamed(e['type'], `${name}.`) && isFunction(e['read']),
  steps: isWords,
  commands: (c) => typeof c['usage'] === 'string' && typeof c['starts'] === 'string' && isFunction(c['args']),
}
const NEEDED = ['contracts', 'states', 'flows']
const isNamed = (value: unknown, prefix: string): boolean =>
  typeof value === 'string' && value.startsWith(prefix) && value.length > prefix.length && value.length <= 60
/** States of another capability's contracts would be taken from it. */
const takesOwn = (upgrade: unknown, name: string): boolean =>
  upgrade === undefined ||
  (isObject(upgrade) && isNamed(upgrade['from'], `${name}/`) && isFunction(upgrade['convert']) && isFunction(upgrade['signers']))
/** Started by a peer, or by an owner whose words are read. */
const isStarted = (flow: Fields): boolean => flow['responds'] === true || (isFunction(flow['args']) && isWords(flow['words']))

/**
 * Looks at a value that a package exports.
 * @param found its default export @param from how the package was named
 * @throws CAPABILITY_UNREADABLE when it is no capability; CAPABILITY_INVALID for a part that is none, or that is not
 * named after the capability
 */
export function guestIn(found: unknown, from: string): GuestCapability {
  const { name } = isObject(found) ? found : {}
  if (!isObject(found) || typeof name !== 'string' || name === '')
    return refuse('CAPABILITY_UNREADABLE', 'no-capability', { capability: from })
  return isGuest(found, name) ? found : fail('CAPABILITY_INVALID', { capability: name, what: wrongPart(found, name) ?? 'its form' })
}

const isGuest = (found: Fields, name: string): found is Fields & GuestCapability => wrongPart(found, name) === undefined

/** The first part that is none. */
function wrongPart(found: Fields, name: string): string | undefined {
  for (const [list, isOne] of Object.entries(LISTS)) {
    const entries = found[list] ?? (NEEDED.includes(list) ? undefined : [])
    if (!Array.isArray(entries)) return list
    const wrong = entries.findIndex((entry) => !isObject(entry) || !isOne(entry, name))
    if (wrong >= 0) return `${list}, ${named(entries[wrong], wrong)}`
  }
  return ['requires', 'stores', 'settings', 'reasons'].find((table) => found[table] !== undefined && !isObject(found[table]))
}

function named(entry: unknown, i: number): string {
  const label = isObject(entry) ? (entry['name'] ?? entry['contract'] ?? entry['usage']) : undefined
  return typeof label === 'string' ? label.slice(0, 60) : `number ${i + 1}`
}

/** Flows that an owner starts. */
export const startedByOwner = (guest: GuestCapability): readonly GuestFlow[] =>
  guest.flows.filter((flow): flow is GuestFlow => !('responds' in flow))

/**
 * Reads the settings as given; one that is not given has its default.
 * @throws CONFIG_INVALID for one that the capability does not have, or of another form
 */
export function settingsOf(guest: GuestCapability, given: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  const { name, settings = {} } = guest
  const known = Object.keys(settings).join(', ') || 'none'
  const other = Object.keys(given).find((setting) => !Object.hasOwn(settings, setting))
  if (other !== undefined) refuse('CONFIG_INVALID', 'setting-one-of', { name: `${name}.${other}`, known })
  return Object.fromEntries(
    Object.entries(settings).map(([setting, { read, default: otherwise, about }]) => {
      const value = Object.hasOwn(given, setting) ? given[setting] : undefined
      try {
        return [setting, value === undefined ? otherwise : read(value, setting)]
      } catch {
        return refuse('CONFIG_INVALID', 'setting-form', { name: `${name}.${setting}`, about })
      }
    }),
  )
}
