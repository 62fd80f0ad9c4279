/** An error as it came from elsewhere: over the wire, from a peer, out of a worker. */
import { type ErrorData, HdmsError, isErrorCode } from './errors.ts'

export function errorFromRefusal(refusal: { code?: string | null; data?: string | null }): HdmsError {
  const code = refusal.code ?? ''
  let data: ErrorData = {}
  try {
    const parsed: unknown = JSON.parse(refusal.data || '{}')
    if (parsed && typeof parsed === 'object') {
      data = Object.fromEntries(
        Object.entries(parsed).filter((e): e is [string, string | number] => typeof e[1] === 'string' || typeof e[1] === 'number'),
      )
    }
  } catch {}
  return isErrorCode(code) ? new HdmsError(code, data) : new HdmsError('PEER_ERROR', { message: 'unknown code', id: code.slice(0, 40) })
}

/**
 * The refusal in the body of an HTTP reply. Whoever stands on the way writes bodies: one that is no refusal says that
 * the service does not answer. @param service by its name in refusals
 */
export function refusalInBody(body: Uint8Array, service: string): HdmsError {
  try {
    const said = JSON.parse(new TextDecoder().decode(body)) as { code?: unknown; data?: unknown } | null
    if (typeof said?.code === 'string') return errorFromRefusal({ code: said.code, data: JSON.stringify(said.data ?? {}) })
  } catch {
    // No JSON: no refusal.
  }
  return errorFromRefusal({ code: 'SERVICE_UNAVAILABLE', data: JSON.stringify({ service }) })
}
