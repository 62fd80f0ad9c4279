/**
 * Who may ask what of the FHIR interface: clients of the hospital with tokens and scopes as SMART App Launch 2 writes them for backend services
 * (`system/Observation.rs`, `system/*.rs`). The node's own API token may do everything.
 */

import { createHash, timingSafeEqual } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Credential } from '@hdms/platform/node/http/credentials.ts'
import { refuse } from '../reasons.ts'

/** Create, read, update, delete, search. */
export type Right = 'c' | 'r' | 'u' | 'd' | 's'

interface Scope {
  /** FHIR type, or *. */
  readonly type: string
  readonly rights: string
}
export interface Client {
  readonly name: string
  readonly scopes: readonly Scope[]
}
interface Known extends Client {
  /** SHA-256 of the token, hex. */
  readonly token: string
}

const FORM = /^system\/(\*|[A-Z][A-Za-z]{1,40})\.(?=[cruds])(c?r?u?d?s?)$/

/** @throws CONFIG_INVALID */
export function scopeOf(text: string): Scope {
  const [, type, rights] = FORM.exec(text) ?? []
  return type && rights ? { type, rights } : refuse('CONFIG_INVALID', 'no-scope', { name: 'fhir-clients', scope: text.slice(0, 60) })
}

export const may = ({ scopes }: Client, type: string, right: Right): boolean =>
  scopes.some((s) => (s.type === '*' || s.type === type) && s.rights.includes(right))

/** @throws NOT_ALLOWED */
export function mustBeAllowed(client: Client, type: string, right: Right): void {
  if (!may(client, type, right)) refuse('NOT_ALLOWED', 'scope-needed', { type, act: right })
}

/** @param file JSON list of { name, token: "sha256:<hex of the token's hash>", scopes }. @throws CONFIG_INVALID */
export function clientsIn(file: string): Known[] {
  const wrong = (): never => refuse('CONFIG_INVALID', 'clients-form', { name: 'fhir-clients' })
  let list: unknown
  try {
    list = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return wrong()
  }
  return (Array.isArray(list) ? list : wrong()).map((entry: Partial<Record<'name' | 'token' | 'scopes', unknown>>) => {
    const { name, token, scopes } = entry
    const hash = /^sha256:([0-9a-f]{64})$/.exec(String(token))?.[1]
    if (typeof name !== 'string' || !hash || !Array.isArray(scopes)) return wrong()
    return { name, token: hash, scopes: scopes.map((s) => scopeOf(String(s))) }
  })
}

const hash = (text: string): Buffer => createHash('sha256').update(text).digest()

/** @param token of the node's own API. @returns the client of an authorization header @throws NOT_ALLOWED */
export function gate(clients: readonly Known[], token: string): (authorization: string | undefined) => Client {
  const own: Known = { name: 'api token', token: hash(token).toString('hex'), scopes: [{ type: '*', rights: 'cruds' }] }
  return (authorization) => {
    const given = hash(authorization?.startsWith('Bearer ') ? authorization.slice(7) : '')
    const found = [own, ...clients].filter((client) => timingSafeEqual(Buffer.from(client.token, 'hex'), given))
    const token = authorization === undefined ? 'missing' : 'unknown'
    return found[0] ?? refuse('NOT_ALLOWED', 'token-needed', { token })
  }
}

/** The credential `client` of the node's description: whoever may write nothing is refused before what they send is read. */
export const clientCredential =
  (client: (authorization: string | undefined) => Client): Credential =>
  ({ headers, method, params, routeOptions }) => {
    const known = client(headers.authorization)
    const { type } = params as { readonly type?: string }
    const writes = (method === 'POST' || method === 'PUT') && !/(\$validate|\$everything|\/_search)$/.test(routeOptions.url ?? '')
    if (writes && type !== undefined) mustBeAllowed(known, type, method === 'PUT' ? 'u' : 'c')
    else if (writes && !known.scopes.some(({ rights }) => /[cu]/.test(rights))) refuse('NOT_ALLOWED', 'write-scope-needed')
  }
