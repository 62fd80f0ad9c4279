/**
 * How the consents behind what was bought stand. Before data are used their notaries are asked about every one; without an answer that is at
 * most an hour old, a person's data are left out. Who withdrew is left out for good, and the researcher is told.
 */

import { consentNow } from '@hdms/flows/core/release.ts'
import { WITHDRAWN } from '@hdms/flows/trading/answered.ts'
import { type Answer, type BoughtUnder, isUnder } from '@hdms/flows/trading/market.ts'
import type { BuyerServices } from '@hdms/flows/trading/ports.ts'
import { fromHex } from '@hdms/shared/bytes.ts'
import type { Change } from '@hdms/shared/ports/node-store.ts'
import { type Clock, HOUR, MINUTE } from '@hdms/shared/time.ts'
import type { Node } from '../core/node.ts'

/** How old a notary's word may be that data are used on, ms. */
const MOST_AGE = HOUR
/** Questions that are under way at once. */
const AT_ONCE = 8

/** Why people are left out: consent withdrawn, consent ended, or no notary to say so within the hour. */
export const LEFT_OUT = ['withdrawn', 'ended', 'unanswered'] as const
export type LeftOut = (typeof LEFT_OUT)[number]

/** What may be used of one answer. */
export interface Usable {
  readonly answer: Answer
  /** Pieces whose consents stand. */
  readonly pieces: readonly string[]
  /** Minute until which all of these may be used. */
  readonly until: number
}
export interface Consented {
  readonly usable: readonly Usable[]
  readonly leftOut: Readonly<Record<LeftOut, number>>
}

/** Asks the notaries about every consent behind these answers and keeps what they say. */
export async function askConsents(node: Node<BuyerServices>, answers: readonly Answer[], clock: Pick<Clock, 'now'>): Promise<Consented> {
  const { market } = node.services
  const waiting = answers.filter((a) => a.pieces.length > 0 && a.state !== 'withdrawn').map((a) => a.id)
  const one = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) await askAbout(node, market.answer(id), clock)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, one))
  const usable: Usable[] = []
  const leftOut = { withdrawn: 0, ended: 0, unanswered: 0 }
  for (const { id } of answers) {
    const answer = market.answer(id)
    if (answer.pieces.length === 0) continue
    const found = usableOf(answer, clock.now())
    if (typeof found === 'string') leftOut[found]++
    else usable.push(found)
  }
  return { usable, leftOut }
}

async function askAbout(node: Node<BuyerServices>, { id, consents }: Answer, clock: Pick<Clock, 'now'>): Promise<void> {
  const { services } = node
  let withdrawn = false
  const said = new Map<string, BoughtUnder['unspent']>()
  for (const c of consents) {
    try {
      const { standing, time } = await consentNow(services, { ...c, nullifier: fromHex(c.nullifier) })
      if (standing === 'withdrawn') withdrawn = true
      else said.set(c.nullifier, { time, asked: clock.now() })
    } catch {
      // No word is no consent, once the last one is old.
    }
  }
  const changes: Change[] = []
  const now = services.market.answer(id)
  const known = now.consents.map((c) => {
    const unspent = said.get(c.nullifier)
    return unspent ? { ...c, unspent } : c
  })
  // One of several that was withdrawn is a withdrawal.
  const state = withdrawn ? ({ state: 'withdrawn', why: WITHDRAWN } as const) : {}
  services.market.amend(changes, id, { consents: known, ...state })
  await node.store.commit(changes)
}

/** What of an answer may be used now, by what notaries said last. */
function usableOf(answer: Answer, now: number): Usable | LeftOut {
  if (answer.state === 'withdrawn') return 'withdrawn'
  const standing = answer.consents.filter((c) => stands(c, now) === 'stands')
  // Whatever a piece was bought under has to stand: the consent, and the basis beside it.
  const pieces = answer.pieces.filter((piece) => {
    const under = answer.consents.filter((c) => isUnder(piece, answer.id, c))
    return under.length > 0 && under.every((c) => standing.includes(c))
  })
  if (pieces.length > 0) return { answer, pieces, until: Math.min(...standing.map((c) => c.end)) }
  return answer.consents.some((c) => stands(c, now) === 'unanswered') ? 'unanswered' : 'ended'
}

function stands({ end, unspent }: BoughtUnder, now: number): 'stands' | 'ended' | 'unanswered' {
  const age = unspent ? now - unspent.asked : Number.NaN
  // A clock that was set back makes a word from the future, which is none.
  if (!unspent || !(age >= 0 && age <= MOST_AGE)) return 'unanswered'
  return (unspent.time + age) / MINUTE < end ? 'stands' : 'ended'
}
