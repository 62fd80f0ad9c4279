/**
 * Profiles (R4 profiling.html): StructureDefinitions with a snapshot, as national packages such as KR Core publish them, read into trees that
 * `profile-check.ts` walks. A package is its StructureDefinition, ValueSet and CodeSystem resources; none is part of this project.
 */

import { type RefuseAs, refusingAs } from '@hdms/shared/reasons.ts'
import { type FhirReasons, refuse } from './reasons.ts'
import { type CodeSystem, canonical, type ValueSet, ValueSets } from './value-sets.ts'

export interface ElementType {
  readonly code: string
  readonly profile?: readonly string[]
  readonly targetProfile?: readonly string[]
}
export interface Element {
  readonly id: string
  readonly path: string
  readonly min?: number
  readonly max?: string
  readonly type?: readonly ElementType[]
  readonly slicing?: {
    readonly rules?: string
    readonly discriminator?: readonly { readonly type: string; readonly path: string }[]
  }
  readonly binding?: { readonly strength: string; readonly valueSet?: string }
  readonly constraint?: readonly {
    readonly key: string
    readonly severity: string
    readonly human?: string
    readonly expression?: string
    readonly source?: string
  }[]
  readonly [more: string]: unknown
}
interface StructureDefinition {
  readonly resourceType: 'StructureDefinition'
  readonly url: string
  readonly type: string
  readonly kind: string
  readonly derivation?: string
  readonly snapshot?: { readonly element: readonly Element[] }
}

/** An element with what is below it, and its slices by name. */
export interface Node {
  readonly name: string
  readonly element: Element
  readonly children: Map<string, Node>
  readonly slices: Map<string, Node>
}

export interface Profile {
  readonly url: string
  readonly type: string
  readonly root: Node
}

type Resource = Readonly<Record<string, unknown>>
const DISCRIMINATORS = ['value', 'pattern', 'type', 'exists']

export class Profiles {
  readonly valueSets: ValueSets
  private readonly byUrl: ReadonlyMap<string, Profile>

  /** @throws CONFIG_INVALID for a profile that cannot be judged here */
  constructor(resources: readonly Resource[]) {
    const of = <T>(type: string): T[] => resources.filter((r) => r['resourceType'] === type) as T[]
    this.valueSets = new ValueSets(of<ValueSet>('ValueSet'), of<CodeSystem>('CodeSystem'))
    const definitions = of<StructureDefinition>('StructureDefinition').filter((d) => d.derivation === 'constraint')
    this.byUrl = new Map(definitions.map((d) => [d.url, { url: d.url, type: d.type, root: treeOf(d) }]))
  }

  get(url: string): Profile | undefined {
    return this.byUrl.get(canonical(url))
  }

  /** Profiles of a resource type. */
  of(type: string): string[] {
    return [...this.byUrl.values()].filter((p) => p.type === type).map((p) => p.url)
  }

  get size(): number {
    return this.byUrl.size
  }
}

function treeOf({ url, snapshot }: StructureDefinition): Node {
  const wrong: RefuseAs<FhirReasons, 'CONFIG_INVALID', 'name' | 'url'> = refusingAs(refuse, 'CONFIG_INVALID', {
    name: 'fhir-profiles',
    url: url.slice(0, 200),
  })
  const [first, ...rest] = snapshot?.element ?? []
  if (!first) return wrong('no-snapshot')
  const node = (name: string, element: Element): Node => ({ name, element, children: new Map(), slices: new Map() })
  const root = node(first.id, first)
  for (const element of rest) {
    const parts = element.id.split('.').slice(1)
    let at: Node = root
    for (const [i, part] of parts.entries()) {
      const [name = '', slice] = part.split(':')
      const last = i === parts.length - 1
      if (last && slice === undefined) {
        at.children.set(name, node(name, element))
        break
      }
      const child: Node = at.children.get(name) ?? wrong('no-element', { id: element.id.slice(0, 100) })
      if (last) child.slices.set(slice as string, node(name, element))
      at = slice === undefined ? child : (child.slices.get(slice) ?? wrong('no-slice', { id: element.id.slice(0, 100) }))
    }
    for (const { type, path } of element.slicing?.discriminator ?? [])
      if (!DISCRIMINATORS.includes(type) || /[()]/.test(path)) wrong('slices', { type, path })
  }
  return root
}
