/**
 * The notary behind its protocol: one question in, one reply out, in the clear from institutions or sealed through the
 * relay.
 */

import { counter } from '@hdms/platform/node/metrics.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { openRequest } from '@hdms/shared/envelope/exchange.ts'
import { idOf } from '@hdms/shared/ledger/transaction.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { decode, encode, hdms, refusalOf } from '@hdms/shared/messages/wire.ts'
import { type Answer, encodeAnswer } from '@hdms/shared/notary/answer.ts'
import { entriesHash } from '@hdms/shared/notary/register.ts'
import type { Notary } from './notary.ts'
import { refuse } from './reasons.ts'
import type { Register } from './register.ts'

type Reply = hdms.NotaryReply.$Properties

const refused = counter('hdms_notary_refused_total', 'Requests that the notary refused, by code', ['code'])

export interface NotaryService {
  /** @param request a NotaryRequest. @returns a NotaryReply; refusals are replies too */
  ask(request: Uint8Array): Promise<Uint8Array>
  /** The same under HPKE. @throws ENVELOPE_REFUSED when it was not sealed to this notary */
  askSealed(sealed: Uint8Array): Promise<Uint8Array>
}

export function notaryService(
  crypto: CryptoProvider,
  notary: Notary,
  register: Register,
  sealingSecret: Uint8Array,
  logger: Logger,
): NotaryService {
  const ask = async (bytes: Uint8Array): Promise<Uint8Array> => {
    try {
      return encode(hdms.NotaryReply, await reply(notary, register, decode(hdms.NotaryRequest, bytes, 'notary request')))
    } catch (error) {
      const refusal = refusalOf(error)
      refused({ code: refusal.code ?? '' })
      logger.info('refused', { code: refusal.code })
      return encode(hdms.NotaryReply, { refusal })
    }
  }
  return {
    ask,
    async askSealed(sealed) {
      const { request, sealReply } = await openRequest(crypto, sealingSecret, sealed)
      return sealReply(await ask(request))
    },
  }
}

const withAnswer = (answer: Answer): Reply => ({ answer: encodeAnswer(answer) })
const hash32 = (bytes: Uint8Array, what: string): Uint8Array =>
  bytes.length === 32 ? bytes : refuse('WIRE_MALFORMED', 'bytes-32', { what })

async function reply(notary: Notary, register: Register, q: hdms.NotaryRequest): Promise<Reply> {
  const nonce = hash32(q.nonce, 'nonce')
  if (q.notarise) {
    const { visible, privateRoot, witnesses } = q.notarise
    const outcome = await notary.notarise(visible ?? new Uint8Array(0), privateRoot ?? new Uint8Array(0), witnesses ?? [])
    if ('answer' in outcome) return withAnswer(outcome.answer)
    const id = idOf(visible ?? new Uint8Array(0), privateRoot ?? new Uint8Array(0))
    return { statement: await notary.statement(nonce, { kind: 'conflict', id, spent: outcome.conflict }) }
  }
  if (q.head) return { statement: await notary.head(nonce) }
  if (q.status && q.status.length > 0) {
    const status = await notary.status(nonce, hash32(q.status, 'transaction id'))
    return 'answer' in status ? withAnswer(status.answer) : { statement: status.statement }
  }
  if (q.unspent && q.unspent.length > 0) return { statement: await notary.unspent(nonce, hash32(q.unspent, 'nullifier')) }
  if (q.register) {
    const none = new Uint8Array(0)
    const { recordId, key, operation, sealed, signature } = q.register
    const asked = {
      recordId: recordId ?? none,
      key: key ?? none,
      operation: operation ?? 0,
      sealed: sealed ?? none,
      signature: signature ?? none,
    }
    await register.put(asked)
    const confirmed = { kind: 'registered' as const, recordId: asked.recordId, operation: asked.operation, value: sha256(asked.sealed) }
    return { registered: true, statement: await notary.statement(nonce, confirmed, await notary.now()) }
  }
  if (q.list) {
    const ids = (q.list.recordIds ?? []).map((id) => hash32(id, 'record id'))
    const { entries: records, time } = await register.listAt(ids, () => notary.now())
    return { records, statement: await notary.statement(nonce, { kind: 'list', entriesHash: entriesHash(records) }, time) }
  }
  if (q.headers) return { headers: await notary.headers(q.headers.from ?? 1, q.headers.limit ?? 100) }
  return refuse('WIRE_MALFORMED', 'asks-nothing', { what: 'notary request' })
}
