/** Which capabilities a node can run together, and in what order they open. */
import type { CoreServices } from '@hdms/flows/core/services.ts'
import { ROWS } from '@hdms/flows/engine/types.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { NodeCapability } from './capability.ts'
import type { Route } from './routes.ts'

/** Key prefixes of the node itself, whatever it runs. */
export const CORE_STORES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(ROWS).map(([name, prefix]) => [prefix, `flow engine: ${name}`])),
  'v/': 'ledger: transactions, locks, owners',
  'd/': 'documents',
  'raw/': 'pieces of documents under keys of their own',
  'du/': 'whom an erasure or a withdrawal has still to reach',
  'dr/': 'records whose erasure the register has still to learn',
  'ds/': 'to whom records were sold, for whom an erasure has to reach',
  'g/': 'histories of dealings',
  'p/': 'infos of peers',
  'rv/': 'what the doorman revoked',
  'mb/': 'own mailboxes',
  'map/': 'the network map as it was read last',
  'np/': 'network parameters that were accepted',
  'nw/': 'notaries that are watched',
  'nf/': 'facts that notaries said',
  'nv/': 'evidence against notaries',
  'sf/': 'people of an institution: accounts, invitations, sessions',
}

/** Services of the node itself, which no capability gives. */
const CORE_SERVICES: Readonly<Record<keyof CoreServices, true>> = {
  crypto: true,
  identity: true,
  vault: true,
  documents: true,
  network: true,
  contracts: true,
  progress: true,
  duties: true,
  oneTime: true,
}

type Any = NodeCapability<object, never>

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
const PREFIX = /^[a-z][a-z0-9-]*\/$/

/**
 * @returns the capabilities, each after those that it requires
 * @throws CAPABILITY_TWICE, CAPABILITY_MISSING, CAPABILITY_VERSION, CAPABILITY_CIRCLE, CAPABILITY_INVALID for a name, version or key prefix of the wrong form,
 * CAPABILITY_CLASH for a key prefix, contract, flow or question of another
 */
export function arranged<C extends Any>(capabilities: readonly C[]): readonly C[] {
  const byName = new Map<string, C>()
  for (const capability of capabilities) {
    const { name, version } = capability
    if (!NAME.test(name)) fail('CAPABILITY_INVALID', { capability: name, what: 'name' })
    if (!Number.isSafeInteger(version) || version < 1) fail('CAPABILITY_INVALID', { capability: name, what: `version ${version}` })
    if (byName.has(name)) fail('CAPABILITY_TWICE', { capability: name })
    byName.set(name, capability)
  }
  checkDistinct(capabilities)
  const placed = new Set<C>()
  const place = (capability: C, by: readonly string[]): void => {
    if (placed.has(capability)) return
    const { name } = capability
    const needs = by.at(-1)
    if (needs !== undefined && by.includes(name)) fail('CAPABILITY_CIRCLE', { capability: name, needs })
    for (const [required, version] of Object.entries(capability.requires)) {
      const found = byName.get(required) ?? fail('CAPABILITY_MISSING', { capability: name, needs: required })
      if (found.version !== version) fail('CAPABILITY_VERSION', { capability: name, needs: required, version, found: found.version })
      place(found, [...by, name])
    }
    placed.add(capability)
  }
  for (const capability of capabilities) place(capability, [])
  return [...placed]
}

/**
 * Those that a configuration lists, of what a kind of node can run. Services of the others are not there: what asks for them belongs to a
 * capability that requires theirs, and `arranged` refuses it.
 * @param names in any order; without them, all @param essential one that cannot be left out
 * @throws CAPABILITY_UNKNOWN, CAPABILITY_TWICE, CAPABILITY_MISSING
 */
export function chosen<const C extends readonly Any[]>(all: C, names: readonly string[] | undefined, essential?: string): C {
  if (!names) return all
  const known = all.map(({ name }) => name)
  for (const [i, capability] of names.entries()) {
    if (!known.includes(capability)) fail('CAPABILITY_UNKNOWN', { capability, known: known.join(', ') })
    if (names.indexOf(capability) !== i) fail('CAPABILITY_TWICE', { capability })
  }
  if (essential !== undefined && !names.includes(essential)) fail('CAPABILITY_MISSING', { capability: 'node', needs: essential })
  return all.filter(({ name }) => names.includes(name)) as readonly Any[] as C
}

/** What belongs to whom: two owners of one thing would each take the other's for their own. */
class Owners {
  private readonly owners = new Map<string, string>()

  /** @throws CAPABILITY_CLASH when it is another's */
  own(what: string, capability: string): void {
    const other = this.owners.get(what)
    if (other !== undefined) fail('CAPABILITY_CLASH', { capability, what, other })
    this.owners.set(what, capability)
  }
}

function checkDistinct(capabilities: readonly Any[]): void {
  const owners = new Owners()
  // Of the one form that there is, no prefix begins another.
  for (const prefix of Object.keys(CORE_STORES)) owners.own(`rows under ${prefix}`, 'node')
  for (const { name, stores, contracts, flows, questions = [] } of capabilities) {
    for (const prefix of Object.keys(stores)) {
      if (!PREFIX.test(prefix)) fail('CAPABILITY_INVALID', { capability: name, what: `stores, ${prefix}` })
      owners.own(`rows under ${prefix}`, name)
    }
    for (const contract of contracts) owners.own(`contract ${contract.name}`, name)
    for (const flow of flows) owners.own(`flow ${flow.name}`, name)
    for (const question of questions) owners.own(`question ${question.name}`, name)
  }
}

/** The node's routes and those of its capabilities. @throws CAPABILITY_CLASH for one that is served twice, whatever its parameters are called */
export function routesOf(
  node: readonly Route[],
  parts: readonly { readonly name: string; readonly opened: { readonly routes?: readonly Route[] } }[],
): readonly Route[] {
  const owners = new Owners()
  const own = (name: string, routes: readonly Route[]): readonly Route[] => {
    for (const { method, path } of routes) owners.own(`route ${method} ${path.replace(/:\w+/g, ':')}`, name)
    return routes
  }
  return [...own('node', node), ...parts.flatMap(({ name, opened }) => own(name, opened.routes ?? []))]
}

/** What one capability alone gives a node. @throws CAPABILITY_CLASH when two give it */
export function sole<T>(what: string, given: readonly { readonly name: string; readonly it: T | undefined }[]): T | undefined {
  const [first, second] = given.filter(({ it }) => it !== undefined)
  if (first && second) fail('CAPABILITY_CLASH', { capability: second.name, what, other: first.name })
  return first?.it
}

/** Services of all capabilities together. @throws CAPABILITY_CLASH when two give one of the same name, or one gives one of the node's */
export function together(given: readonly { readonly name: string; readonly services: object }[]): Readonly<Record<string, unknown>> {
  const owners = new Owners()
  for (const service of Object.keys(CORE_SERVICES)) owners.own(`service ${service}`, 'node')
  const all: Record<string, unknown> = {}
  for (const { name, services } of given)
    for (const [key, service] of Object.entries(services)) {
      owners.own(`service ${key}`, name)
      all[key] = service
    }
  return all
}
