/** Validation of incoming FHIR R4. */
import { type Json, member, stringMember } from '@hdms/shared/documents/json.ts'
import { fail } from '@hdms/shared/errors.ts'

/** @throws DOCUMENT_INVALID with path and reason */
export function validateBundle(json: Json): void {
  if (stringMember(json, 'resourceType') !== 'Bundle') fail('DOCUMENT_INVALID', { path: 'resourceType', why: 'a Bundle is expected' })
  const entry = member(json, 'entry')
  if (entry?.t !== 'array') fail('DOCUMENT_INVALID', { path: 'Bundle.entry', why: 'it is missing' })
}
