/** The other one of the two services that count, as the data-search service sees it. */

import { base64, fromBase64, hex } from '@hdms/shared/bytes.ts'
import { elementFrom, type Opening } from '@hdms/shared/crypto/private-count.ts'
import type { Answer, Asked } from '@hdms/shared/network/api.ts'
import type { operations } from './generated/api.ts'
import { type MemberClientOptions, postAsMember } from './member-client.ts'

/** Of one cell, by the number of the name. Elements of the field travel as decimal digits. */
export type Openings = readonly (readonly Opening[])[]
export type Rests = readonly (readonly bigint[])[]

export const writeOpenings = (all: Openings): string[][][] => all.map((cell) => cell.map(({ d, m }) => [String(d), String(m)]))
/** @throws WIRE_MALFORMED */
export const readOpenings = (all: readonly (readonly (readonly string[])[])[]): Openings =>
  all.map((cell) => cell.map(([d = '', m = '']) => ({ d: elementFrom(d), m: elementFrom(m) })))
export const writeBig = (all: Rests): string[][] => all.map((cell) => cell.map(String))
/** @throws WIRE_MALFORMED */
export const readBig = (all: readonly (readonly string[])[]): Rests => all.map((cell) => cell.map(elementFrom))

/**
 * What the two say to each other when a count closes; `id` is the one of its answer tokens. Each round is answered once: the same again has the
 * same answer, other values have none.
 */
export interface CounterPort {
  /** @param closes ms since 1970: from now on it is counted; 0: it is only asked whether it may be, and charged */
  open(order: Uint8Array, closes: number): Promise<void>
  /** @param drawn 32 bytes @returns those that both have, and what this one drew */
  names(id: Uint8Array, names: readonly string[], drawn: Uint8Array): Promise<{ names: readonly string[]; drawn: Uint8Array }>
  openings(id: Uint8Array, openings: Openings): Promise<{ openings: Openings; rests: Rests }>
  /** @returns its sum of each cell, with noise */
  sums(id: Uint8Array, rests: Rests): Promise<readonly bigint[]>
  /**
   * The sums that it has told, for one that was restarted since and cannot ask the round again. @throws NOT_FOUND when
   * it told none
   */
  told(id: Uint8Array): Promise<readonly bigint[]>
  /** @returns its signature */
  result(id: Uint8Array, sums: readonly bigint[], at: number): Promise<Uint8Array>
}

export function counterClient(o: MemberClientOptions): CounterPort {
  const post = <Operation>(id: Uint8Array, what: string, body: Asked<Operation>): Promise<Answer<Operation>> =>
    postAsMember<Operation>(o, `/v1/counting/${hex(id)}/${what}`, body)
  return {
    open: async (order, closes) =>
      void (await postAsMember<operations['postCounting']>(o, '/v1/counting', { order: base64(order), closes })),
    async names(id, names, drawn) {
      const reply = await post<operations['postCountingOneNames']>(id, 'names', { names, drawn: base64(drawn) })
      return { names: reply.names, drawn: fromBase64(reply.drawn) }
    },
    async openings(id, openings) {
      const reply = await post<operations['postCountingOneOpenings']>(id, 'openings', { openings: writeOpenings(openings) })
      return { openings: readOpenings(reply.openings), rests: readBig(reply.rests) }
    },
    async sums(id, rests) {
      return (await post<operations['postCountingOneSums']>(id, 'sums', { rests: writeBig(rests) })).sums.map(elementFrom)
    },
    async told(id) {
      return (await post<operations['postCountingOneTold']>(id, 'told', {})).sums.map(elementFrom)
    },
    async result(id, sums, at) {
      return fromBase64((await post<operations['postCountingOneResult']>(id, 'result', { sums: sums.map(String), at })).signature)
    },
  }
}
