/**
 * Tokens that admit an answer instead of a certificate: one a person and query, made blindly and spent once. The doorman sees who asks for one
 * (every node does, of every query, whether it will answer or not) and which tokens are spent, and cannot bring the two together.
 * Rows: aq/QUERY · at/QUERY/H(name) · as/QUERY/H(nonce).
 */

import { equal, fromHex, fromUtf8, hex, utf8 } from '@hdms/shared/bytes.ts'
import { type AnswerToken, type Evaluated, evaluateToken, isToken, type TokenKey, tokenKey } from '@hdms/shared/crypto/answer-token.ts'
import { H } from '@hdms/shared/crypto/hash.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { type InTurn, inTurn } from '@hdms/shared/in-turn.ts'
import { type Change, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { type RefuseAs, refusingAs } from '@hdms/shared/reasons.ts'
import { type Clock, DAY } from '@hdms/shared/time.ts'
import { type DoormanReasons, refuse as refuseFor } from './reasons.ts'

/** A query is open for so long at most. */
const LONGEST = 90 * DAY
/** Rows of a closed query stay so long, so that a late spend is told that it is late. */
const AFTER = DAY

export interface AnswerTokensOptions {
  readonly crypto: CryptoProvider
  readonly clock: Clock
  readonly store: NodeStore
  /** 32 bytes, for nothing else. */
  readonly seed: Uint8Array
}

const row = (key: string, value: unknown): Change => ({ key, value: utf8(JSON.stringify(value)) })
const refuse: RefuseAs<DoormanReasons, 'NOT_ALLOWED'> = refusingAs(refuseFor, 'NOT_ALLOWED', {})

export class AnswerTokens {
  private readonly o: AnswerTokensOptions
  /** What was looked up must still hold when it is written. */
  private readonly exclusive: InTurn = inTurn()

  constructor(options: AnswerTokensOptions) {
    this.o = options
  }

  private async read<T>(key: string): Promise<T | undefined> {
    const bytes = await this.o.store.get(key)
    return bytes && (JSON.parse(fromUtf8(bytes)) as T)
  }
  private async key(query: Uint8Array): Promise<TokenKey> {
    const open = await this.read<{ expires: number }>(`aq/${hex(query)}`)
    if (!open) return refuse('query-not-open')
    if (open.expires <= this.o.clock.now()) refuse('query-expired')
    return tokenKey(this.o.seed, query)
  }

  /**
   * Opens a query; the same one again gives the same key.
   * @param query 16 bytes @param expires ms since 1970
   * @returns the public key that its broadcast names
   * @throws NOT_ALLOWED
   */
  open(query: Uint8Array, expires: number): Promise<Uint8Array> {
    return this.exclusive(async () => {
      const now = this.o.clock.now()
      if (query.length !== 16 || !Number.isSafeInteger(expires)) refuse('query-form')
      if (expires <= now || expires > now + LONGEST) refuse('query-long')
      const known = await this.read<{ expires: number }>(`aq/${hex(query)}`)
      if (known && known.expires !== expires) refuse('query-other-end')
      await this.o.store.commit([...(await this.over(now)), row(`aq/${hex(query)}`, { expires })])
      return tokenKey(this.o.seed, query).publicKey
    })
  }

  /** Rows of queries that are long over. */
  private async over(now: number): Promise<Change[]> {
    const { store } = this.o
    const changes: Change[] = []
    for (const [key, bytes] of await store.range(...prefixRange('aq/'))) {
      if ((JSON.parse(fromUtf8(bytes)) as { expires: number }).expires + AFTER > now) continue
      const query = key.slice(3)
      for (const prefix of [`at/${query}/`, `as/${query}/`])
        for (const [each] of await store.range(...prefixRange(prefix))) changes.push({ key: each, value: null })
      changes.push({ key, value: null })
    }
    return changes
  }

  /**
   * Makes a token blindly. The same blinded element again gets the same answer; another one is refused, whoever lost
   * the first.
   * @param person whom it is for, however often they were certified
   * @throws NOT_ALLOWED, KEY_INVALID
   */
  evaluate(person: string, query: Uint8Array, blinded: Uint8Array): Promise<Evaluated> {
    return this.exclusive(async () => {
      const key = await this.key(query)
      const name = `at/${hex(query)}/${hex(H('answer-token', utf8(person)))}`
      const before = await this.read<Record<'blinded' | 'evaluated' | 'proof', string>>(name)
      if (before && before.blinded !== hex(blinded)) return refuse('token-given')
      if (before) return { evaluated: fromHex(before.evaluated), proof: fromHex(before.proof) }
      const made = evaluateToken(key, blinded, (n) => this.o.crypto.random(n))
      await this.o.store.commit([row(name, { blinded: hex(blinded), evaluated: hex(made.evaluated), proof: hex(made.proof) })])
      return made
    })
  }

  /**
   * Spends a token for a one-time name. The same name again is the same spend.
   * @param name hash of the one-time key that may answer
   * @throws NOT_ALLOWED when it is none, or another name has it
   */
  spend(query: Uint8Array, token: AnswerToken, name: Uint8Array): Promise<void> {
    return this.exclusive(async () => {
      const key = await this.key(query)
      if (!isToken(key, token)) refuse('token-other')
      const place = `as/${hex(query)}/${hex(H('answer-token', token.nonce))}`
      const before = await this.read<{ name: string }>(place)
      if (before && !equal(fromHex(before.name), name)) refuse('token-used')
      if (!before) await this.o.store.commit([row(place, { name: hex(name) })])
    })
  }
}
