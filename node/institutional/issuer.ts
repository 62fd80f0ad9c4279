/** What an issuer of health tokens runs, and what its operator sees of it. */

import { basisContract } from '@hdms/flows/activity/basis.ts'
import { activityContract } from '@hdms/flows/activity/contract.ts'
import type { MintServices } from '@hdms/flows/activity/issuer/claimed.ts'
import { Claims } from '@hdms/flows/activity/issuer/claims.ts'
import { payActivity } from '@hdms/flows/activity/issuer/mint.ts'
import type { Programme } from '@hdms/flows/activity/programme.ts'
import { consentContract } from '@hdms/flows/consent/contract.ts'
import type { Contract } from '@hdms/flows/core/contract.ts'
import type { CoreServices } from '@hdms/flows/core/services.ts'
import type { FlowDefinition } from '@hdms/flows/engine/context.ts'
import { Books } from '@hdms/flows/token/books.ts'
import { sellTokens } from '@hdms/flows/token/buy.ts'
import { tokenContract } from '@hdms/flows/token/contract.ts'
import { receiveTokens } from '@hdms/flows/token/pay.ts'
import { takePresented } from '@hdms/flows/token/present.ts'
import { Wallet } from '@hdms/flows/token/wallet.ts'
import { saleContract } from '@hdms/flows/trading/exchange/escrow.ts'
import type { NodeStore } from '@hdms/shared/ports/node-store.ts'
import { askRoutes } from '../core/ask-routes.ts'
import type { Node } from '../core/node.ts'
import type { Route } from '../core/routes.ts'

export const issuerFlows: readonly FlowDefinition<MintServices, never, unknown>[] = [payActivity, takePresented, receiveTokens, sellTokens]
export const issuerContracts: readonly Contract[] = [activityContract, basisContract, tokenContract, consentContract, saleContract]

/** @param name the issuer's own X.500 name */
export async function issuerServices(
  store: NodeStore,
  name: string,
  programme: Programme,
  now: number,
): Promise<Omit<MintServices, keyof CoreServices>> {
  const [books, claims, wallet] = [new Books(), new Claims(), new Wallet(name)]
  await Promise.all([books.load(store), claims.load(store, now), wallet.load(store)])
  return { books, claims, wallet, programme: () => programme }
}

/** Books, audit, published rule, and the questions that wait for the operator. */
export function issuerRoutes(node: Node<MintServices>): Route[] {
  const { books, programme } = node.services
  const get = (path: string, handle: Route['handle']): Route => ({ method: 'GET', path, handle })
  return [
    get('/books', async () => ({ lines: books.lines() })),
    get('/audit', async () => ({ ...(await books.auditAll(node.services)) })),
    get('/programme', async () => {
      const { rule, makers, purpose } = programme()
      return { rule, purpose, makers: makers.map(({ name, revoked }) => ({ name, revoked })) }
    }),
    ...askRoutes(node.engine),
  ]
}
