/** Asks the doorman for certificates: request, wait as long as it says, take the chain. */

import { base64, fromBase64, hex } from '@hdms/shared/bytes.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { readWhole } from '@hdms/shared/decimal.ts'
import type { HdmsError } from '@hdms/shared/errors.ts'
import { logLeaf } from '@hdms/shared/identity/issuance-log.ts'
import type { Answer, Asked } from '@hdms/shared/network/api.ts'
import { memberToken } from '@hdms/shared/network/member-token.ts'
import type { RoleKey } from '@hdms/shared/network/signed-object.ts'
import type { HttpClient, HttpReply } from '@hdms/shared/ports/http.ts'
import { errorFromRefusal } from '@hdms/shared/refusal.ts'
import { type Clock, delay } from '@hdms/shared/time.ts'
import type { operations } from './generated/api.ts'
import { refuse } from './reasons.ts'

/** The body of an answer, of the type that the service describes (openapi.json). @throws WIRE_MALFORMED */
export function jsonOf<T = Record<string, unknown>>(reply: HttpReply): T {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(reply.body))
    if (value && typeof value === 'object') return value as T
  } catch {}
  return refuse('WIRE_MALFORMED', 'no-object', { what: 'JSON reply' })
}

export function refusalIn(reply: HttpReply): HdmsError {
  const { code, data } = jsonOf(reply)
  return errorFromRefusal({ code: String(code), data: JSON.stringify(data ?? {}) })
}

export type EnrolmentState =
  | { readonly status: 'pending'; readonly retryAfterSeconds: number }
  | { readonly status: 'approved'; readonly chain: readonly Uint8Array[] }

/** A request that waits for an operator. */
export interface Pending {
  readonly id: string
  readonly name: string
  readonly role: string
  /** Fingerprint of the key that asks. */
  readonly key: string
  /** Whom the name resembles; empty when nobody. */
  readonly warning: string
  readonly [column: string]: unknown
}

export interface IssuedCertificate {
  readonly serial: string
  readonly name: string
  readonly role: string
  /** ISO date. */
  readonly until: string
  /** ISO time; empty while it is good. */
  readonly revoked: string
  readonly [column: string]: unknown
}

/**
 * Told once when a request waits for an operator: its id, by which the operator finds it, and the key that asks, which
 * the operator compares.
 */
export type Waiting = (id: string, key: Uint8Array) => void

const encoder = new TextEncoder()

export class DoormanClient {
  private readonly http: HttpClient
  private readonly url: string

  constructor(http: HttpClient, url: string) {
    this.http = http
    this.url = url
  }

  private post<Operation>(path: string, body: Asked<Operation>, headers: Record<string, string> = {}): Promise<HttpReply> {
    return this.send(path, body, headers)
  }

  private send(path: string, body: unknown, headers: Record<string, string>): Promise<HttpReply> {
    const bytes = encoder.encode(JSON.stringify(body))
    return this.http({ method: 'POST', url: this.url + path, headers: { 'content-type': 'application/json', ...headers }, body: bytes })
  }

  /** A request that says which member it comes from. */
  async asMember(crypto: CryptoProvider, clock: Clock, member: RoleKey, path: string, body: object): Promise<HttpReply> {
    const authorization = await memberToken(crypto, member, path, encoder.encode(JSON.stringify(body)), clock.now())
    return this.send(path, body, { authorization })
  }

  /** @returns the id to poll with. @throws CSR_REFUSED, NAME_INVALID, KEY_INVALID, NOT_ALLOWED */
  async request(csr: Uint8Array, invitation?: string): Promise<string> {
    const reply = await this.post<operations['postRequests']>('/v1/requests', { csr: base64(csr), ...(invitation ? { invitation } : {}) })
    if (reply.status !== 202) throw refusalIn(reply)
    return jsonOf<Answer<operations['postRequests']>>(reply).id
  }

  /** @throws CSR_REFUSED when the operator refused, with the reason */
  async poll(id: string): Promise<EnrolmentState> {
    const reply = await this.http({ method: 'GET', url: `${this.url}/v1/requests/${id}` })
    const body = reply.status < 300 ? jsonOf(reply) : {}
    if (reply.status === 202)
      return { status: 'pending', retryAfterSeconds: readWhole(body['retryAfterSeconds'] ?? 10, 'seconds', 0, 86_400) }
    if (reply.status !== 200) throw refusalIn(reply)
    return { status: 'approved', chain: (body['chain'] as string[]).map(fromBase64) }
  }

  /** Requests and polls until there is a chain. */
  async enrol(clock: Clock, csr: Uint8Array, invitation?: string, waiting?: (id: string) => void): Promise<readonly Uint8Array[]> {
    const id = await this.request(csr, invitation)
    for (let told = false; ; told = true) {
      const state = await this.poll(id)
      if (state.status === 'approved') return state.chain
      if (!told) waiting?.(id)
      await delay(clock, state.retryAfterSeconds * 1000)
    }
  }

  /** That a certificate stands in the issuance log, for who is shown it. @throws NOT_FOUND */
  async logProof(der: Uint8Array): Promise<Uint8Array> {
    const reply = await this.http({ method: 'GET', url: `${this.url}/v1/log/proofs/${hex(logLeaf(der))}` })
    if (reply.status !== 200) throw refusalIn(reply)
    return fromBase64(jsonOf<Answer<operations['getLogProofsOne']>>(reply).proof)
  }

  /** That the log of `to` certificates continues that of `from`. */
  async logConsistency(from: number, to: number): Promise<Uint8Array[]> {
    const reply = await this.http({ method: 'GET', url: `${this.url}/v1/log/consistency?from=${from}&to=${to}` })
    if (reply.status !== 200) throw refusalIn(reply)
    return jsonOf<Answer<operations['getLogConsistency']>>(reply).path.map(fromBase64)
  }

  /**
   * An institution invites a person. `handle` is opaque and the inviter's own (32 hex digits, never a registration number): one
   * live certificate per handle.
   * @returns the one-time token
   */
  async invite(crypto: CryptoProvider, clock: Clock, member: RoleKey, handle: string): Promise<string> {
    const reply = await this.asMember(crypto, clock, member, '/v1/invitations', { handle })
    if (reply.status !== 201) throw refusalIn(reply)
    return jsonOf<Answer<operations['postInvitations']>>(reply).token
  }

  /** The operator's side. `token` is the operator's secret. */
  operator(token: string): {
    pending(): Promise<Pending[]>
    issued(): Promise<IssuedCertificate[]>
    decide(id: string, approve: boolean, reason?: string): Promise<void>
    revoke(serial: string): Promise<void>
  } {
    const headers = { authorization: `Bearer ${token}` }
    const need = (reply: HttpReply): HttpReply => {
      if (reply.status >= 300) throw refusalIn(reply)
      return reply
    }
    return {
      pending: async () => {
        const reply = need(await this.http({ method: 'GET', url: `${this.url}/v1/operator/requests`, headers }))
        return [...jsonOf<Answer<operations['getOperatorRequests']>>(reply).requests]
      },
      issued: async () => {
        const reply = need(await this.http({ method: 'GET', url: `${this.url}/v1/operator/certificates`, headers }))
        return [...jsonOf<Answer<operations['getOperatorCertificates']>>(reply).certificates]
      },
      decide: async (id, approve, reason = '') => {
        need(await this.post<operations['postOperatorRequestsOne']>(`/v1/operator/requests/${id}`, { approve, reason }, headers))
      },
      revoke: async (serial) => {
        need(await this.post<operations['postOperatorRevocations']>('/v1/operator/revocations', { serial }, headers))
      },
    }
  }
}
