/** The institution's node as the page speaks to it, and the shapes of what it says. */
import { HdmsError, isErrorCode } from '@hdms/shared/errors.ts'
import { learnReason } from '@hdms/shared/words.ts'

export type { AnswerView, ConceptView, ExportFiles, QueryView } from '@hdms/node/client/api.ts'

export class Api {
  private readonly base: string
  private readonly signedOut: () => void

  /**
   * @param base path of this node's interface: the browser shows the session's cookie
   * @param signedOut told when there is no session any more
   */
  constructor(base: string, signedOut: () => void = () => undefined) {
    this.base = base
    this.signedOut = signedOut
  }

  /** @throws HdmsError with what to do */
  async ask<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<T> {
    const posted = method === 'POST' ? { body: JSON.stringify(body ?? {}), headers: { 'content-type': 'application/json' } } : {}
    return (await (await this.reply(path, { method, ...posted })).json()) as T
  }

  /** Reads a text that is no JSON. @throws the same */
  async text(path: string): Promise<string> {
    return (await this.reply(path, { method: 'GET' })).text()
  }

  private async reply(path: string, request: RequestInit): Promise<Response> {
    const reply = await fetch(this.base + path, request).catch(unanswered)
    if (reply.ok) return reply
    const refusal = (await reply.json().catch(() => ({}))) as Refusal
    const { code = '', data = {}, whyKo } = refusal
    const { reason, why } = data
    // Reasons of the node in both languages, which this page need not know.
    if (reason && why && whyKo) learnReason(reason, [why, whyKo])
    if (reason === 'staff/signed-out') this.signedOut()
    return isErrorCode(code) ? raise(new HdmsError(code, data)) : unanswered()
  }
}

interface Refusal {
  readonly code?: string
  readonly data?: Readonly<Record<string, string>>
  readonly whyKo?: string
}
const raise = (error: HdmsError): never => {
  throw error
}
const unanswered = (): never => raise(new HdmsError('SERVICE_UNAVAILABLE', { service: "institution's node" }))
