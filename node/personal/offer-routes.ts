/** What a person sees and says of being asked for their data: offers, what they once said about all of them, and what they were paid. */

import { ASK, type Mode, type Policy } from '@hdms/flows/trading/policy.ts'
import type { Change } from '@hdms/shared/ports/node-store.ts'
import { PURPOSES, type Purpose } from '@hdms/shared/queries/query.ts'
import type { Node } from '../core/node.ts'
import { objectOf, type Route } from '../core/routes.ts'
import type { PersonServices } from './profile.ts'
import { refuse } from './reasons.ts'
import type { Selling } from './selling.ts'

const MODES: readonly Mode[] = ['never', 'ask', 'always']

export function offerRoutes(node: Node<PersonServices>, selling: Selling): Route[] {
  return [
    {
      method: 'GET',
      path: '/offers',
      async handle() {
        selling.look()
        return { policy: selling.offers.policy, purposes: PURPOSES, offers: selling.offers.list() }
      },
    },
    {
      method: 'POST',
      path: '/offers/policy',
      async handle({ body }) {
        const changes: Change[] = []
        selling.offers.setPolicy(changes, policyOf(body))
        await node.store.commit(changes)
        return { policy: selling.offers.policy }
      },
    },
  ]
}

/** @throws INPUT_INVALID */
function policyOf(body: unknown): Policy {
  const { mode, leastPrice = ASK.leastPrice, purposes = [], withoutDays = false } = objectOf(body, 'body')
  if (!MODES.includes(mode as Mode)) refuse('INPUT_INVALID', 'say-one-of', { what: 'mode', allowed: MODES.join(', ') })
  if (!Number.isSafeInteger(leastPrice) || (leastPrice as number) < 1) refuse('INPUT_INVALID', 'units-from-one', { what: 'leastPrice' })
  const known = Array.isArray(purposes) && purposes.every((p) => typeof p === 'string' && Object.hasOwn(PURPOSES, p))
  if (!known) refuse('INPUT_INVALID', 'list-of', { what: 'purposes', allowed: Object.keys(PURPOSES).join(', ') })
  return { mode: mode as Mode, leastPrice: leastPrice as number, purposes: purposes as Purpose[], withoutDays: withoutDays === true }
}
