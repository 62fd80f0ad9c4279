/** The data-search service as an institution sees it. */
import { base64, fromBase64, hex } from '@hdms/shared/bytes.ts'
import type { Answer } from '@hdms/shared/network/api.ts'
import { type CountResult, decodeResult } from '@hdms/shared/queries/count.ts'
import { encodeOrder, type Order } from '@hdms/shared/queries/order.ts'
import type { operations } from './generated/api.ts'
import { type MemberClientOptions, postAsMember } from './member-client.ts'

export type AskState =
  /** Waits for its turn: what everybody is told is paced. */
  | { readonly state: 'waiting' }
  | { readonly state: 'asked'; readonly closes: number }
  | { readonly state: 'counted'; readonly result: CountResult }
  | { readonly state: 'failed'; readonly why: string }

type Reply = Answer<operations['postCounts'] | operations['postOrders'] | operations['postStates']>
const stateOf = ({ state, closes = 0, result = '', why = '' }: Reply): AskState => {
  if (state === 'counted') return { state, result: decodeResult(fromBase64(result)) }
  if (state === 'asked') return { state, closes }
  return state === 'failed' ? { state, why } : { state: 'waiting' }
}

export class SearchClient {
  private readonly o: MemberClientOptions

  constructor(options: MemberClientOptions) {
    this.o = options
  }

  /**
   * How many could answer. The same again is the same count. @throws QUERY_REFUSED, BUDGET_SPENT, QUOTA, NOT_ALLOWED
   */
  async count(order: Order): Promise<AskState> {
    return stateOf(await postAsMember<operations['postCounts']>(this.o, '/v1/counts', { order: base64(encodeOrder(order)) }))
  }

  /**
   * Asks everybody. The same again is the same order.
   * @param answers mailbox that takes the answers
   * @throws QUERY_REFUSED when it was not counted, or too few could answer; NOT_ALLOWED
   */
  async order(order: Order, answers: Uint8Array): Promise<AskState> {
    return stateOf(
      await postAsMember<operations['postOrders']>(this.o, '/v1/orders', { order: base64(encodeOrder(order)), answers: base64(answers) }),
    )
  }

  /** @param query its id */
  async state(kind: 'count' | 'order', query: Uint8Array): Promise<AskState> {
    return stateOf(await postAsMember<operations['postStates']>(this.o, '/v1/states', { kind, query: hex(query) }))
  }
}
