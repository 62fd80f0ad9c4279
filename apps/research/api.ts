/** The institution's node as the page speaks to it, and the shapes of what it says. */
import { HdmsError, isErrorCode } from '@hdms/shared/errors.ts'

export type { AnswerView, ConceptView, ExportFiles, QueryView } from '@hdms/node/client/api.ts'

export class Api {
  private readonly base: string
  private readonly token: string

  constructor(base: string, token: string) {
    this.base = base
    this.token = token
  }

  /** @throws HdmsError with what to do */
  async ask<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<T> {
    let reply: Response
    try {
      const headers: Record<string, string> = { authorization: `Bearer ${this.token}` }
      if (body) headers['content-type'] = 'application/json'
      else if (method === 'POST') headers['content-type'] = 'application/json'
      const text = method === 'POST' ? JSON.stringify(body ?? {}) : null
      reply = await fetch(this.base + path, { method, headers, body: text })
    } catch {
      throw new HdmsError('SERVICE_UNAVAILABLE', { service: "institution's node" })
    }
    const value = (await reply.json().catch(() => ({}))) as T & { code?: string; data?: Record<string, string> }
    if (reply.ok) return value
    throw isErrorCode(value.code ?? '')
      ? new HdmsError(value.code as never, value.data ?? {})
      : new HdmsError('SERVICE_UNAVAILABLE', { service: "institution's node" })
  }
}
