/** Tokens that admit an answer: opened by who broadcasts, asked for by every person, spent by who lets answers in. */
import { base64, fromBase64, hex } from '@hdms/shared/bytes.ts'
import { type AnswerToken, type Blinded, unblindToken } from '@hdms/shared/crypto/answer-token.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import type { Answer, Asked } from '@hdms/shared/network/api.ts'
import type { RoleKey } from '@hdms/shared/network/signed-object.ts'
import type { Clock } from '@hdms/shared/time.ts'
import { type DoormanClient, jsonOf, refusalIn } from './enrol.ts'
import type { operations } from './generated/api.ts'

export class AnswerTokensClient {
  private readonly ask: <Operation>(path: string, body: Asked<Operation> & object) => Promise<Answer<Operation>>

  /** @param member who asks */
  constructor(doorman: DoormanClient, crypto: CryptoProvider, clock: Clock, member: RoleKey) {
    this.ask = async <Operation>(path: string, body: Asked<Operation> & object) => {
      const reply = await doorman.asMember(crypto, clock, member, path, body)
      if (reply.status >= 300) throw refusalIn(reply)
      return jsonOf<Answer<Operation>>(reply)
    }
  }

  /**
   * @param query 16 bytes @param expires ms since 1970 @returns the key that the broadcast names @throws NOT_ALLOWED
   */
  async open(query: Uint8Array, expires: number): Promise<Uint8Array> {
    return fromBase64(
      (await this.ask<operations['postAnswerTokensQueries']>('/v1/answer-tokens/queries', { query: hex(query), expires })).key,
    )
  }

  /**
   * @param blinded kept by the caller until the token is here: another one would be refused
   * @param key as the broadcast names it
   * @throws NOT_ALLOWED, SIGNATURE_INVALID when the doorman used another key
   */
  async token(query: Uint8Array, blinded: Blinded, key: Uint8Array): Promise<AnswerToken> {
    const reply = await this.ask<operations['postAnswerTokens']>('/v1/answer-tokens', {
      query: hex(query),
      blinded: base64(blinded.blinded),
    })
    return unblindToken(blinded, { evaluated: fromBase64(reply.evaluated), proof: fromBase64(reply.proof) }, key)
  }

  /** @param name hash of the one-time key that the token admits @throws NOT_ALLOWED when it was used, or is none */
  async spend(query: Uint8Array, { nonce, output }: AnswerToken, name: Uint8Array): Promise<void> {
    await this.ask<operations['postAnswerTokensSpent']>('/v1/answer-tokens/spent', {
      query: hex(query),
      nonce: base64(nonce),
      output: base64(output),
      name: base64(name),
    })
  }
}
