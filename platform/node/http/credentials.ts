/** Who asks: looked at before the body of a request is read. */

import { createHash, timingSafeEqual } from 'node:crypto'
import { equal } from '@hdms/shared/bytes.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { asHdmsError, fail, HdmsError } from '@hdms/shared/errors.ts'
import type { Certificate } from '@hdms/shared/identity/certificate.ts'
import type { PathRules } from '@hdms/shared/identity/path.ts'
import { type MemberToken, openMemberToken } from '@hdms/shared/network/member-token.ts'
import type { FastifyRequest } from 'fastify'
import { refuse } from '../reasons.ts'

/** An operation that somebody asks for, as openapi.json says it. */
export interface RouteAsked {
  /** Method and path below /api, with its parameters' names: `POST /queries/:id/ask`. */
  readonly what: string
  /** Roles that may ask for it (`x-roles`): an operation that names none is for no role. */
  readonly roles: readonly string[]
  /** Whether somebody may have to answer for it: it changes something, or shows what is of people (`x-noted`). */
  readonly noted: boolean
}

/** Checks what a request shows, by its headers alone. @throws NOT_ALLOWED, CERT_REFUSED, CERT_REVOKED */
export type Credential = (request: FastifyRequest, asked: RouteAsked) => void | Promise<void>

const shown = new WeakMap<FastifyRequest, MemberToken>()

/** A member of the network, by a token that it signed for this request. */
export const memberCredential =
  (crypto: CryptoProvider, rules: () => PathRules): Credential =>
  async (request) => {
    const { authorization } = request.headers
    try {
      shown.set(request, await openMemberToken(crypto, authorization, request.url, rules()))
    } catch (error) {
      const { code } = asHdmsError(error)
      // What cannot be read is no credential, whatever is wrong with its bytes.
      throw code === 'WIRE_MALFORMED' ? new HdmsError('NOT_ALLOWED', { why: 'the member token is malformed' }, error) : error
    }
  }

/** The member that was let in. @throws NOT_ALLOWED when the request shows none */
export const memberOf = (request: FastifyRequest): Certificate => tokenOf(request).member
/** The whole of its token. @throws NOT_ALLOWED */
export const tokenOf = (request: FastifyRequest): MemberToken => shown.get(request) ?? refuse('NOT_ALLOWED', 'no-member-token')

/** That a body is the one that the member signed for. @throws SIGNATURE_INVALID */
export function checkSignedBody(request: FastifyRequest, body: Uint8Array): void {
  const token = shown.get(request)
  if (token && !equal(token.body, new Uint8Array(createHash('sha256').update(body).digest())))
    fail('SIGNATURE_INVALID', { what: 'the member token; it was made for another body' })
}

const hash = (text: string): Buffer => createHash('sha256').update(text).digest()

/** A secret that is sent as it is. @param what it is called, for who has it not */
export function bearerCredential(secret: string, what: string): Credential {
  const wanted = hash(`Bearer ${secret}`)
  return ({ headers }) => {
    if (!timingSafeEqual(hash(headers.authorization ?? ''), wanted)) refuse('NOT_ALLOWED', 'needs', { needs: what })
  }
}
