/** The institution's node as the page speaks to it, and the shapes of what it says. */
import { HdmsError, isErrorCode } from '@hdms/shared/errors.ts'

export interface ConceptView {
  readonly id: string
  readonly kind: string
  readonly en: string
  readonly ko: string
  readonly units: readonly { readonly code: string }[]
  readonly expansion: readonly string[]
  readonly codes: number
}
export interface CriterionView {
  readonly concept: string
  readonly codes: readonly string[]
  readonly codesAll: number
  readonly least?: number
  readonly most?: number
  readonly times: number
  readonly wanted: boolean
}
export interface QueryView {
  readonly id: string
  readonly state: 'draft' | 'counting' | 'counted' | 'asking' | 'asked' | 'failed'
  readonly why: string
  readonly words: string
  readonly at: number
  readonly hash: string
  readonly criteria: readonly CriterionView[]
  readonly from: string
  readonly until: string
  readonly purpose: string
  readonly purposeWords: string
  readonly price: number
  readonly people: number
  readonly expires: number
  readonly useUntil: number
  readonly dates: string
  readonly count: string
  readonly cells: readonly { readonly from: number; readonly to: number; readonly sex: string; readonly count: number }[]
  readonly approvals: number
}
export interface AnswerView {
  readonly id: string
  readonly state: string
  readonly sets: readonly {
    readonly criterion: number
    readonly count: number
    readonly from: number
    readonly until: number
    readonly hospital: number
    readonly device: number
    readonly selfReported: number
  }[]
  readonly price: number
  readonly why: string
  readonly report: readonly {
    readonly key: string
    readonly recordId: string
    readonly issuer: string
    readonly notary: string
    readonly source: string
  }[]
  readonly resources: number
  readonly took: number
  readonly attested: string
  readonly kept: boolean
}

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
