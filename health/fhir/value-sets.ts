/** Membership of codes in value sets: R4's own, from a generated table, and those of a loaded package with its code systems. */

import base from './generated/value-sets.json' with { type: 'json' }
import { refuse } from './reasons.ts'

/** Codes by system; null where every code of the system is meant, or the codes are nowhere here. */
type Members = ReadonlyMap<string, ReadonlySet<string> | null>

interface Concept {
  readonly code: string
  readonly concept?: readonly Concept[]
}
export interface CodeSystem {
  readonly resourceType: 'CodeSystem'
  readonly url: string
  readonly content?: string
  readonly concept?: readonly Concept[]
}
interface Include {
  readonly system?: string
  readonly concept?: readonly { readonly code: string }[]
  readonly filter?: readonly unknown[]
  readonly valueSet?: readonly string[]
}
export interface ValueSet {
  readonly resourceType: 'ValueSet'
  readonly url: string
  readonly compose?: { readonly include?: readonly Include[]; readonly exclude?: readonly unknown[] }
}

export interface Coding {
  readonly system?: string
  readonly code?: string
}

const all = ({ code, concept = [] }: Concept): string[] => [code, ...concept.flatMap(all)]
/** Without the version behind `|`. */
export const canonical = (url: string): string => url.split('|')[0] as string

export class ValueSets {
  private readonly sets: ReadonlyMap<string, ValueSet>
  private readonly systems: ReadonlyMap<string, CodeSystem>
  private readonly expanded = new Map<string, Members | undefined>()

  constructor(sets: readonly ValueSet[] = [], systems: readonly CodeSystem[] = []) {
    this.sets = new Map(sets.map((s) => [s.url, s]))
    this.systems = new Map(systems.map((s) => [s.url, s]))
  }

  /** Whether a coding is a member; undefined where that cannot be told from what is here. A `code` has no system of its own. */
  has(url: string, { system, code }: Coding): boolean | undefined {
    const members = this.members(canonical(url))
    if (!members) return undefined
    if (system === undefined) {
      const lists = [...members.values()]
      if (lists.some((codes) => codes?.has(code ?? ''))) return true
      return lists.includes(null) ? undefined : false
    }
    const codes = members.get(system)
    if (codes === null) return true
    return codes?.has(code ?? '') ?? false
  }

  private members(url: string): Members | undefined {
    if (!this.expanded.has(url)) this.expanded.set(url, this.expand(url, 0))
    return this.expanded.get(url)
  }

  private expand(url: string, depth: number): Members | undefined {
    // A package whose sets contain each other says nothing.
    if (depth > 8) return refuse('CONFIG_INVALID', 'contains-itself', { name: 'fhir-profiles', url: url.slice(0, 200) })
    const set = this.sets.get(url)
    const known = (base as unknown as Readonly<Record<string, readonly (readonly [string, readonly string[] | null])[]>>)[url]
    if (!set) return known && new Map(known.map(([system, codes]) => [system, codes && new Set(codes)]))
    const found = new Map<string, ReadonlySet<string> | null>()
    const add = (system: string, codes: ReadonlySet<string> | null): void => {
      const before = found.get(system)
      found.set(system, codes === null || before === null ? null : new Set([...(before ?? []), ...codes]))
    }
    for (const include of set.compose?.include ?? []) {
      for (const other of include.valueSet ?? []) {
        const members = this.expand(canonical(other), depth + 1)
        if (!members) return undefined
        for (const [system, codes] of members) add(system, codes)
      }
      if (include.system) add(include.system, this.codesOf(include.system, include))
    }
    return found
  }

  private codesOf(system: string, { concept, filter }: Include): ReadonlySet<string> | null {
    if (concept) return new Set(concept.map(({ code }) => code))
    const known = this.systems.get(system)
    return filter || known?.content !== 'complete' ? null : new Set((known.concept ?? []).flatMap(all))
  }
}
