/**
 * One answer per person and query, and nobody can tell whose: a token made blindly (VOPRF of RFC 9497, ristretto255-SHA512). Each query has a
 * key of its own, which its broadcast names, so that who makes the tokens cannot give somebody another key to know them by.
 *
 *   person: nonce ─blind─►   doorman: evaluates once a person   ─proof, unblind─►   person: (nonce, output)
 */

import { ristretto255_oprf } from '@noble/curves/ed25519.js'
import { equal } from '../bytes.ts'
import { fail } from '../errors.ts'
import { refuse } from './reasons.ts'

/** With RFC 9497's Evaluate, which the library has and its types leave out. */
interface Evaluates {
  evaluate(secretKey: Uint8Array, input: Uint8Array): Uint8Array
}
const voprf = ristretto255_oprf.voprf as typeof ristretto255_oprf.voprf & Evaluates

export interface TokenKey {
  readonly secretKey: Uint8Array
  readonly publicKey: Uint8Array
}
/** @param seed 32 bytes of the doorman @param query 16 bytes */
export const tokenKey = (seed: Uint8Array, query: Uint8Array): TokenKey => voprf.deriveKeyPair(seed, query)

/** What a person keeps until the answer comes. */
export interface Blinded {
  readonly nonce: Uint8Array
  readonly blind: Uint8Array
  readonly blinded: Uint8Array
}
export interface Evaluated {
  readonly evaluated: Uint8Array
  readonly proof: Uint8Array
}
/** Good for one answer. */
export interface AnswerToken {
  readonly nonce: Uint8Array
  readonly output: Uint8Array
}

type Random = (length: number) => Uint8Array
const rng = (random: Random) => (length?: number) => random(length ?? 32) as Uint8Array<ArrayBuffer>

export function blindToken(random: Random): Blinded {
  const nonce = random(32)
  return { nonce, ...voprf.blind(nonce, rng(random)) }
}

/** The doorman's part. @throws KEY_INVALID when the blinded element is none */
export function evaluateToken({ secretKey, publicKey }: TokenKey, blinded: Uint8Array, random: Random): Evaluated {
  try {
    return voprf.blindEvaluate(secretKey, publicKey, blinded, rng(random))
  } catch (error) {
    return refuse('KEY_INVALID', 'blinded-none', {}, error)
  }
}

/** @param publicKey of the query, as its broadcast names it @throws SIGNATURE_INVALID when another key was used: the token could tell who we are */
export function unblindToken({ nonce, blind, blinded }: Blinded, { evaluated, proof }: Evaluated, publicKey: Uint8Array): AnswerToken {
  try {
    return { nonce, output: voprf.finalize(nonce, blind, evaluated, blinded, publicKey, proof) }
  } catch (error) {
    return fail('SIGNATURE_INVALID', { what: 'the answer token' }, error)
  }
}

/** Whether a token was made under a key: its holder makes the same one again. Answers false on whatever else is given. */
export const isToken = ({ secretKey }: TokenKey, { nonce, output }: AnswerToken): boolean =>
  nonce.length === 32 && equal(voprf.evaluate(secretKey, nonce), output)
