/** What an issuer of health tokens runs, and what its operator sees of it. */

import { activity } from '@hdms/flows/activity/capability.ts'
import type { MintServices } from '@hdms/flows/activity/issuer/claimed.ts'
import { Claims } from '@hdms/flows/activity/issuer/claims.ts'
import { payActivity } from '@hdms/flows/activity/issuer/mint.ts'
import type { Programme } from '@hdms/flows/activity/programme.ts'
import { erasure } from '@hdms/flows/erasure/capability.ts'
import { Books } from '@hdms/flows/token/books.ts'
import { sellTokens } from '@hdms/flows/token/buy.ts'
import { token } from '@hdms/flows/token/capability.ts'
import { receiveTokens } from '@hdms/flows/token/pay.ts'
import { takePresented } from '@hdms/flows/token/present.ts'
import { Wallet } from '@hdms/flows/token/wallet.ts'
import { trading } from '@hdms/flows/trading/capability.ts'
import { consentOfNode } from '../capabilities/consent.ts'
import { askRoutes } from '../core/ask-routes.ts'
import { type Host, type NodeCapability, verifying } from '../core/capability.ts'
import type { Node } from '../core/node.ts'
import type { Route } from '../core/routes.ts'

/** @param programme that it pays by, read whenever it pays */
const activityOfIssuer = (programme: () => Programme): NodeCapability<Pick<MintServices, 'claims' | 'programme'>, MintServices> => ({
  ...activity,
  flows: [payActivity],
  open(host: Host<MintServices>) {
    const claims = new Claims()
    return {
      services: { claims, programme },
      load: () => claims.load(host.storage.store, host.clock.now()),
      get routes() {
        return issuerRoutes(host.node())
      },
    }
  },
})

const tokenOfIssuer: NodeCapability<Pick<MintServices, 'books' | 'wallet'>> = {
  ...token,
  flows: [takePresented, receiveTokens, sellTokens],
  open({ storage, keys }) {
    const [books, wallet] = [new Books(), new Wallet(keys.name)]
    return {
      services: { books, wallet },
      async load() {
        await Promise.all([books.load(storage.store), wallet.load(storage.store)])
      },
    }
  },
}

/** It verifies the sales that its tokens go through. */
export const issuerCapabilities = (
  programme: () => Programme,
): readonly [NodeCapability, NodeCapability, typeof tokenOfIssuer, ReturnType<typeof activityOfIssuer>, NodeCapability] => [
  consentOfNode,
  verifying(erasure),
  tokenOfIssuer,
  activityOfIssuer(programme),
  verifying(trading),
]

/** Books, audit, published rule, and the questions that wait for the operator. */
function issuerRoutes(node: Node<MintServices>): Route[] {
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
