import { fail } from '../errors.ts'
import type { HttpClient } from './http.ts'

/** HTTP over the platform's fetch. An answer later than `timeout` milliseconds counts as none. */
export function fetchClient(timeout = 20_000): HttpClient {
  return async ({ method, url, headers, body }) => {
    try {
      const reply = await fetch(url, {
        method,
        ...(headers ? { headers } : {}),
        ...(body ? { body: body as Uint8Array<ArrayBuffer> } : {}),
        signal: AbortSignal.timeout(timeout),
        redirect: 'error',
      })
      return { status: reply.status, headers: Object.fromEntries(reply.headers), body: new Uint8Array(await reply.arrayBuffer()) }
    } catch (error) {
      return fail('SERVICE_UNAVAILABLE', { service: new URL(url).host }, error)
    }
  }
}
