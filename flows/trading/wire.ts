/** The messages of trading. */
import { concat, utf8, Writer } from '@hdms/shared/bytes.ts'
import { sha256, tag } from '@hdms/shared/crypto/hash.ts'
import { codecOf, needed } from '../core/messages.ts'
import type { Codec } from '../engine/context.ts'
import { trading } from './generated/messages.js'

export type { Complete } from '../core/messages.ts'
export type { trading }

type Both<P, T> = Codec<P> & { decode(bytes: Uint8Array): T }
export const toBuyer: Both<trading.ToBuyer.$Properties, trading.ToBuyer> = codecOf(trading.ToBuyer, 'trading message')
export const toSeller: Both<trading.ToSeller.$Properties, trading.ToSeller> = codecOf(trading.ToSeller, 'trading message')
export const toJudge: Both<trading.ToJudge.$Properties, trading.ToJudge> = codecOf(trading.ToJudge, 'dispute')
export const fromJudge: Both<trading.FromJudge.$Properties, trading.FromJudge> = codecOf(trading.FromJudge, 'verdict')

export const present: ReturnType<typeof needed> = needed('trading message')

/** What a buyer signs about data that it does not use any more. @param consent id of the transaction that gave it @param at ms since 1970 */
export const attestMessage = (consent: Uint8Array, outcome: string, basis: string, at: number): Uint8Array =>
  concat(tag('attest'), consent, sha256(utf8(JSON.stringify([outcome, basis]))), new Writer().u64(at).bytes())
