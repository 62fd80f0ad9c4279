/** The R4 structure definitions in compact form, loaded into @medplum/core's validator type by type as they are needed. */
import { loadDataType } from '@medplum/core'
import tables from './generated/tables.json' with { type: 'json' }

type Element = readonly [
  path: string,
  min: number,
  max: string,
  types: readonly string[],
  reference: string,
  constraints: readonly number[],
]
interface Tables {
  readonly constraints: readonly (readonly [key: string, severity: string, expression: string])[]
  readonly types: Readonly<Record<string, readonly [kind: string, url: string, elements: readonly Element[]]>>
}
const all = tables as unknown as Tables
const loaded = new Set<string>()

/** Whether R4 has a resource of this type. */
export function isResourceType(name: string): boolean {
  return Object.hasOwn(all.types, name) && all.types[name]?.[0] === 'resource'
}

/** Makes a type and all it is made of known to the validator. */
export function loadType(name: string): void {
  const known = all.types[name]
  if (!known || loaded.has(name)) return
  loaded.add(name)
  const [kind, url, elements] = known
  loadDataType({
    resourceType: 'StructureDefinition',
    name,
    type: name,
    url,
    kind,
    status: 'active',
    abstract: false,
    snapshot: {
      element: elements.map(([path, min, max, types, contentReference, constraints]) => ({
        id: path,
        path,
        min,
        max,
        base: { path, min, max },
        ...(types.length > 0 ? { type: types.map((code) => ({ code })) } : {}),
        ...(contentReference ? { contentReference } : {}),
        constraint: constraints.map((n) => {
          const [key, severity, expression] = all.constraints[n] as Tables['constraints'][number]
          return { key, severity, human: key, expression }
        }),
      })),
    },
  } as Parameters<typeof loadDataType>[0])
  for (const [, , , types] of elements) for (const code of types) loadType(code)
}
