/** What all that speak to the data-search service, and the two that count with each other, have in common. */
import { utf8 } from '@hdms/shared/bytes.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import type { Answer, Asked } from '@hdms/shared/network/api.ts'
import { memberToken } from '@hdms/shared/network/member-token.ts'
import type { RoleKey } from '@hdms/shared/network/signed-object.ts'
import type { HttpClient } from '@hdms/shared/ports/http.ts'
import { errorFromRefusal } from '@hdms/shared/refusal.ts'
import type { Clock } from '@hdms/shared/time.ts'

export interface MemberClientOptions {
  readonly crypto: CryptoProvider
  readonly clock: Clock
  readonly http: HttpClient
  /** Base URL, looked up when it is needed. */
  readonly url: () => string
  readonly member: RoleKey
}

/** Posts JSON as a member. @throws what the other side refuses, SERVICE_UNAVAILABLE */
export async function postAsMember<Operation>(
  { crypto, clock, http, url, member }: MemberClientOptions,
  path: string,
  body: Asked<Operation>,
): Promise<Answer<Operation>> {
  const bytes = utf8(JSON.stringify(body))
  const authorization = await memberToken(crypto, member, path, bytes, clock.now())
  const headers = { 'content-type': 'application/json', authorization }
  const reply = await http({ method: 'POST', url: url() + path, headers, body: bytes })
  const value = jsonIn(reply.body)
  if (reply.status >= 300) {
    const { code, data } = value as { readonly code?: string; readonly data?: unknown }
    throw errorFromRefusal({ code: code ?? 'SERVICE_UNAVAILABLE', data: JSON.stringify(data ?? { service: 'data search' }) })
  }
  return value as Answer<Operation>
}

function jsonIn(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return {}
  }
}
