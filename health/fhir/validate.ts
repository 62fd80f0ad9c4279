/** Validation of incoming FHIR R4: the structure definitions through @medplum/core, and the rules that they leave out. */

import { type Json, stringMember, toValue } from '@hdms/shared/documents/json.ts'
import { fail } from '@hdms/shared/errors.ts'
import { OperationOutcomeError, validateResource as validateStructure } from '@medplum/core'
import { refuse } from './reasons.ts'
import { base64Bytes, checkRules, type Problem } from './rules.ts'
import { isResourceType, loadType } from './tables.ts'

type Resource = Readonly<Record<string, unknown>>
const isResource = (v: unknown): v is Resource & { resourceType: string } =>
  typeof v === 'object' && v !== null && typeof (v as Resource)['resourceType'] === 'string'

/** All resource types that occur in a value, at any depth. */
function typesIn(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) typesIn(item, found)
  else if (typeof value === 'object' && value !== null) {
    if (isResource(value)) found.add(value.resourceType)
    for (const item of Object.values(value)) typesIn(item, found)
  }
}

/** Every problem of a resource, with its path. An empty list means that it is taken. */
export function problemsOf(json: Json): Problem[] {
  const value = toValue(json)
  if (!isResource(value)) return [{ path: '$', why: 'it has no resourceType' }]
  const types = new Set<string>()
  typesIn(value, types)
  for (const type of types) {
    if (!isResourceType(type)) return [{ path: '$', why: `R4 has no resource of type ${type.slice(0, 40)}` }]
    loadType(type)
  }
  return [...structureProblems(value), ...checkRules(value)]
}

/** The longest base64 text that the structure's validator takes; a longer one is looked at here. */
const LONG_DATA = 1 << 20
/** Elements of type base64Binary. */
const BASE64 = new Set(['data', 'valueBase64Binary', 'carrierAIDC', 'content'])

/** The same value with a short text where base64 is longer than the validator takes; where there is none, itself. */
function withoutLongData(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return value.length > LONG_DATA && BASE64.has(key) && base64Bytes(value) !== undefined ? 'AAAA' : value
  if (Array.isArray(value)) {
    const items = value.map((item) => withoutLongData(item))
    return items.some((item, i) => item !== value[i]) ? items : value
  }
  if (typeof value !== 'object' || value === null) return value
  const changed = Object.entries(value).flatMap(([name, item]) => {
    const light = withoutLongData(item, name)
    return light === item ? [] : [[name, light] as const]
  })
  return changed.length === 0 ? value : { ...value, ...Object.fromEntries(changed) }
}

function structureProblems(value: Resource): Problem[] {
  try {
    const light = withoutLongData(value)
    validateStructure(light as Parameters<typeof validateStructure>[0])
    return []
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) throw error
    return (error.outcome.issue ?? [])
      .filter((i) => i.severity === 'error' || i.severity === 'fatal')
      .map((i) => ({ path: i.expression?.[0] ?? '$', why: i.details?.text ?? i.code ?? 'it is not valid' }))
  }
}

/** @throws DOCUMENT_INVALID with path and reason of the first problem */
export function validateResource(json: Json): void {
  const [problem] = problemsOf(json)
  if (problem) fail('DOCUMENT_INVALID', { path: problem.path, why: problem.why })
}

/** @throws DOCUMENT_INVALID */
export function validateBundle(json: Json): void {
  if (stringMember(json, 'resourceType') !== 'Bundle') refuse('DOCUMENT_INVALID', 'bundle-expected', { path: 'resourceType' })
  validateResource(json)
}
