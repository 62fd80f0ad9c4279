/** What FHIR clients are told of errors: an OperationOutcome with our code, and the HTTP status that FHIR R4 §3.1.0 gives. */
import { asHdmsError, describe, type HdmsError } from '@hdms/shared/errors.ts'
import type { FastifyInstance } from 'fastify'
import { readExactly } from './exact-json.ts'

export const FHIR_JSON = 'application/fhir+json; charset=utf-8'

function statusOf({ code, fault }: HdmsError): number {
  if (code === 'NOT_ALLOWED') return 403
  if (code === 'NOT_FOUND') return 404
  if (code === 'INPUT_INVALID') return 400
  return fault === 'unavailable' ? 503 : code === 'BUG' ? 500 : 422
}

/** IssueType (http://hl7.org/fhir/issue-type). */
const issueOf = (status: number): string =>
  status === 403 ? 'forbidden' : status === 404 ? 'not-found' : status === 400 ? 'invalid' : status === 503 ? 'transient' : 'processing'

/** Answers errors of this scope as OperationOutcome, and reads bodies of application/fhir+json. */
export function speakFhir(app: FastifyInstance): void {
  app.addContentTypeParser('application/fhir+json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, readExactly(String(body)))
    } catch {
      done(null, undefined)
    }
  })
  app.setErrorHandler((raw, _request, reply) => {
    const error = asHdmsError(raw)
    const status = statusOf(error)
    const text = describe(error.code, error.data, 'en')
    const details = { coding: [{ system: 'urn:hdms:error', code: error.code }], text }
    const outcome = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: issueOf(status), details, diagnostics: text }] }
    return reply.code(status).type(FHIR_JSON).send(JSON.stringify(outcome))
  })
}
