/** Routes about what a person lets days of the public service be sold on. */

import { basesOf, giveBasis, withdrawBasis } from '@hdms/flows/activity/give-basis.ts'
import { instantIn } from '@hdms/shared/decimal.ts'
import { DAY, MINUTE } from '@hdms/shared/time.ts'
import { get, objectOf, post, type Route, textOf } from '../../core/routes.ts'
import { refuse } from '../reasons.ts'
import { done, notaryOfIssuer, type PersonNode } from './running.ts'

const dateOfDay = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)

/** Bases that stand, giving one, taking one back. */
export function basisRoutes(node: PersonNode): Route[] {
  const { identity } = node.services
  return [
    /** On what the person lets days of the public service be sold. */
    get('/bases', async () => ({
      bases: basesOf(node.vault, identity.key).map(({ id, basis: b }) => ({
        id,
        from: dateOfDay(b.from),
        to: dateOfDay(b.to),
        until: new Date(b.until * MINUTE).toISOString(),
      })),
    })),
    post('/bases', async ({ body }) => {
      const { from, to, until } = objectOf(body, 'body')
      const end = instantIn(textOf(until, 'end', 40)) ?? refuse('INPUT_INVALID', 'time-form', { what: 'end' })
      return {
        basis: await done(node, giveBasis, {
          from: textOf(from, 'first day', 10),
          to: textOf(to, 'last day', 10),
          until: end,
          notary: notaryOfIssuer(node),
        }),
      }
    }),
    post('/bases/withdrawals', async ({ body }) => ({
      transaction: await done(node, withdrawBasis, { basis: textOf(objectOf(body, 'body')['basis'], 'basis', 64) }),
    })),
  ]
}
