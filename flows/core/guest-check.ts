/** Whether a value that a package of another party exports is a capability: it was compiled elsewhere, so that no type vouches for it. */
import { fail } from '@hdms/shared/errors.ts'
import type { Value } from '../engine/types.ts'
import type { GuestCapability, GuestFlow, GuestResponder } from './guest.ts'

type Fields = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)
const isFunction = (value: unknown): boolean => typeof value === 'function'
const isWords = (value: unknown): boolean => isObject(value) && typeof value['en'] === 'string' && typeof value['ko'] === 'string'

/** What each list holds, and whether an entry is one. */
const LISTS: Readonly<Record<string, (entry: Fields, name: string) => boolean>> = {
  contracts: (c, name) => isNamed(c['name'], `${name}/`) && isFunction(c['verify']),
  states: (s, name) => isNamed(s['contract'], `${name}/`) && isFunction(s['decode']),
  flows: (f, name) => isNamed(f['name'], `${name}.`) && Number.isSafeInteger(f['version']) && isFunction(f['run']) && isStarted(f),
  messages: (m) => typeof m['name'] === 'string' && isFunction(m['read']),
  questions: (q, name) => isNamed(q['name'], `${name}.`) && isWords(q['words']) && isFunction(q['answer']),
  steps: isWords,
  commands: (c) => typeof c['usage'] === 'string' && typeof c['starts'] === 'string' && isFunction(c['args']),
}
const NEEDED = ['contracts', 'states', 'flows']
const isNamed = (value: unknown, prefix: string): boolean =>
  typeof value === 'string' && value.startsWith(prefix) && value.length > prefix.length && value.length <= 60
/** Started by a peer, or by an owner whose words are read. */
const isStarted = (flow: Fields): boolean => flow['responds'] === true || (isFunction(flow['args']) && isWords(flow['words']))

/**
 * @param found what the package exports @param from how it was named
 * @throws CAPABILITY_UNREADABLE when it is no capability; CAPABILITY_INVALID for a part that is none, or that is not named after the capability
 */
export function guestIn(found: unknown, from: string): GuestCapability {
  if (!isObject(found)) return fail('CAPABILITY_UNREADABLE', { capability: from, why: 'its default export is no capability' })
  const { name } = found
  if (typeof name !== 'string' || name === '') return fail('CAPABILITY_UNREADABLE', { capability: from, why: 'its default export has no name' })
  const invalid = (what: string): never => fail('CAPABILITY_INVALID', { capability: name, what })
  for (const [list, isOne] of Object.entries(LISTS)) {
    const entries = found[list] ?? (NEEDED.includes(list) ? undefined : [])
    if (!Array.isArray(entries)) return invalid(list)
    for (const [i, entry] of entries.entries()) {
      if (!isObject(entry) || !isOne(entry, name)) return invalid(`${list}, ${named(entry, i)}`)
    }
  }
  for (const table of ['requires', 'stores', 'settings', 'reasons'])
    if (found[table] !== undefined && !isObject(found[table])) return invalid(table)
  return found as unknown as GuestCapability
}

function named(entry: unknown, i: number): string {
  const label = isObject(entry) ? (entry['name'] ?? entry['contract'] ?? entry['usage']) : undefined
  return typeof label === 'string' ? label.slice(0, 60) : `number ${i + 1}`
}

/** Flows that an owner starts. */
export const startedByOwner = (guest: GuestCapability): readonly GuestFlow[] =>
  guest.flows.filter((flow): flow is GuestFlow => !('responds' in (flow satisfies GuestFlow | GuestResponder)))

/** The settings as given, each read; what is not given has its default. @throws CONFIG_INVALID for one that the capability does not have, or of another form */
export function settingsOf(guest: GuestCapability, given: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  const { name, settings = {} } = guest
  const invalid = (setting: string, why: string): never => fail('CONFIG_INVALID', { name: `${name}.${setting}`, why })
  for (const setting of Object.keys(given))
    if (!Object.hasOwn(settings, setting)) invalid(setting, `the capability has no such setting; it has ${Object.keys(settings).join(', ') || 'none'}`)
  return Object.fromEntries(
    Object.entries(settings).map(([setting, { read, default: otherwise, about }]) => {
      const value = Object.hasOwn(given, setting) ? given[setting] : undefined
      try {
        return [setting, value === undefined ? otherwise : read(value, setting)]
      } catch {
        return invalid(setting, about)
      }
    }),
  )
}
