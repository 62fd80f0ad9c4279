/** The messages of token dealings. */
import { codecOf, needed } from '../core/messages.ts'
import type { Codec } from '../engine/context.ts'
import { token } from './generated/messages.js'

export type { token }

type Both<P, T> = Codec<P> & { decode(bytes: Uint8Array): T }

export const toPayee: Both<token.ToPayee.$Properties, token.ToPayee> = codecOf(token.ToPayee, 'payment message')
export const toPayer: Both<token.ToPayer.$Properties, token.ToPayer> = codecOf(token.ToPayer, 'payment message')
export const toIssuer: Both<token.ToIssuer.$Properties, token.ToIssuer> = codecOf(token.ToIssuer, 'token message')
export const toHolder: Both<token.ToHolder.$Properties, token.ToHolder> = codecOf(token.ToHolder, 'token message')

export const present: ReturnType<typeof needed> = needed('token message')
