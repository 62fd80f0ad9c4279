/** Resources of messages as JSON, judged like those that come over FHIR; a shape that was found valid is not judged again. */

import { ValidShapes } from '@hdms/health/fhir/shapes.ts'
import { problemsOf } from '@hdms/health/fhir/validate.ts'
import { type Json, writeJson } from '@hdms/shared/documents/json.ts'
import { refuse } from '../../reasons.ts'
import { Lexeme } from './values.ts'

const valid = new ValidShapes(10_000)

/** @param resource without its status, which is written when the result is put together @throws HIS_PROTOCOL when it would not be valid */
export function written(resource: object, where: string): string {
  const entries = Object.entries(resource).map(([key, value]): Member => [key, jsonOf(value)])
  judge({ t: 'object', entries: [...entries, STATUS] }, where)
  return writeJson({ t: 'object', entries })
}
type Member = readonly [string, Json]
const STATUS: Member = ['status', { t: 'string', value: 'final' }]

/** @throws HIS_PROTOCOL with the place of what is not valid, and nothing of what it says */
export const mustBeValid = (resource: object, where: string): void => judge(jsonOf(resource), where)

function judge(json: Json, where: string): void {
  valid.isValid(json, () => {
    const [problem] = problemsOf(json)
    return problem ? refuse('HIS_PROTOCOL', 'no-valid-fhir', { where, path: problem.path, detail: problem.why }) : true
  })
}

/** With numbers as they were written. */
function jsonOf(value: unknown): Json {
  if (value instanceof Lexeme) return { t: 'number', lexeme: value.text }
  if (Array.isArray(value)) return { t: 'array', items: value.map(jsonOf) }
  if (typeof value === 'object' && value !== null) return { t: 'object', entries: Object.entries(value).map(([k, v]) => [k, jsonOf(v)]) }
  return { t: 'string', value: String(value) }
}
