/** What FHIR clients are told of errors: an OperationOutcome with our code, and the HTTP status that FHIR R4 §3.1.0 gives. */
import { asHdmsError, describe, HdmsError } from '@hdms/shared/errors.ts'
import type { FastifyInstance } from 'fastify'
import { readExactly } from './exact-json.ts'

export const FHIR_JSON = 'application/fhir+json; charset=utf-8'

function statusOf({ code, data, fault }: HdmsError): number {
  if (code === 'NOT_ALLOWED') return data['token'] === undefined ? 403 : 401
  if (code === 'NOT_FOUND') return 404
  if (code === 'INPUT_INVALID') return 400
  if (code === 'WIRE_TOO_LARGE') return 413
  if (code === 'QUOTA') return 429
  return fault === 'unavailable' ? 503 : code === 'BUG' ? 500 : 422
}

/** IssueType (http://hl7.org/fhir/issue-type). */
const issueOf = (status: number): string =>
  status === 401
    ? 'login'
    : status === 403
      ? 'forbidden'
      : status === 404
        ? 'not-found'
        : status === 400
          ? 'invalid'
          : status === 503
            ? 'transient'
            : 'processing'

/** Answers errors of this scope as OperationOutcome, and reads bodies of application/fhir+json, which may be called JSON only (FHIR R4 §3.1.0.1.11). */
export function speakFhir(app: FastifyInstance): void {
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser(['application/fhir+json', 'application/json'], { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, readExactly(String(body)))
    } catch {
      done(null, undefined)
    }
  })
  // POST [type]/_search: parameters as a form has them (FHIR R4 §3.1.0.1.7).
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    const given = new URLSearchParams(String(body))
    done(null, Object.fromEntries([...new Set(given.keys())].map((name) => [name, given.getAll(name)])))
  })
  app.setErrorHandler((raw, _request, reply) => {
    // What Fastify itself refuses: a body that is cut off, or none where one belongs.
    const foreign = !(raw instanceof HdmsError) && ((raw as { statusCode?: number }).statusCode ?? 500) < 500
    const error = foreign ? new HdmsError('INPUT_INVALID', { what: 'request', why: 'it is not whole' }, raw) : asHdmsError(raw)
    const status = statusOf(error)
    const text = describe(error.code, error.data, 'en')
    const details = { coding: [{ system: 'urn:hdms:error', code: error.code }], text }
    const outcome = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: issueOf(status), details, diagnostics: text }] }
    // RFC 6750 §3: who has no token is told of the scheme, who has a wrong one of that too.
    if (status === 401)
      void reply.header('www-authenticate', `Bearer realm="FHIR"${error.data['token'] === 'unknown' ? ', error="invalid_token"' : ''}`)
    return reply.code(status).type(FHIR_JSON).send(JSON.stringify(outcome))
  })
}
