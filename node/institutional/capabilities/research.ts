/** What a research institute runs: asks people, buys what they sell. */
import { SearchClient } from '@hdms/data-search/client/search-client.ts'
import { activity } from '@hdms/flows/activity/capability.ts'
import { erasure } from '@hdms/flows/erasure/capability.ts'
import { buyTokens } from '@hdms/flows/token/buy.ts'
import { token } from '@hdms/flows/token/capability.ts'
import { receiveTokens } from '@hdms/flows/token/pay.ts'
import { mergeTokens } from '@hdms/flows/token/present.ts'
import { splitTokens } from '@hdms/flows/token/split.ts'
import { Wallet } from '@hdms/flows/token/wallet.ts'
import { takeAnswer } from '@hdms/flows/trading/answered.ts'
import { trading } from '@hdms/flows/trading/capability.ts'
import { complySold } from '@hdms/flows/trading/erased.ts'
import { Market } from '@hdms/flows/trading/market.ts'
import type { BuyerServices } from '@hdms/flows/trading/ports.ts'
import type { Catalogue } from '@hdms/health/codes/catalogue.ts'
import { QueueClient } from '@hdms/message-queue/client/queue-client.ts'
import { consentOfNode } from '../../capabilities/consent.ts'
import { type Host, type NodeCapability, type Opened, verifying } from '../../core/capability.ts'
import { AnswerBoxes } from '../answer-boxes.ts'
import { Research } from '../research.ts'
import { researchRoutes } from '../research-routes.ts'

export interface ResearchSettings {
  /** X.500 name of the issuer of the tokens that it pays with. */
  readonly issuer: string
  /** Base URL of the message queue. */
  readonly queue: string
  readonly catalogue: Catalogue
  /** Minutes that a seller has to let a key go. */
  readonly release?: number
  /** Whether the law makes it keep what it did research on. */
  readonly retains?: boolean
}
interface Given {
  readonly market: Market
  /** For the institute's own interface. */
  readonly research: Research
}

const tokenOfBuyer = (issuer: string): NodeCapability<{ readonly wallet: Wallet }> => ({
  ...token,
  flows: [buyTokens, splitTokens, mergeTokens, receiveTokens],
  open({ storage }) {
    const wallet = new Wallet(issuer)
    return { services: { wallet }, load: () => wallet.load(storage.store) }
  },
})

const tradingOfBuyer = ({ queue: url, catalogue, release, retains }: ResearchSettings): NodeCapability<Given, BuyerServices> => ({
  ...trading,
  flows: [takeAnswer, complySold],
  open(host: Host<BuyerServices>): Opened<Given> {
    const { crypto, clock, logger, http, storage, keys } = host
    const { store } = storage
    const member = { seed: keys.seed, chain: keys.chain }
    const market = new Market(clock, { ...(release === undefined ? {} : { release }), ...(retains === undefined ? {} : { retains }) })
    const queue = new QueueClient({ crypto, clock, http, url, member })
    const accept = (envelope: Uint8Array): Promise<void> => host.node().messenger.acceptKept(envelope)
    const boxes = new AnswerBoxes({ crypto, clock, logger, queue, store, accept })
    const searchUrl = (): string => {
      const { map } = host.node()
      return map.node(map.view.parameters.search).rest
    }
    const search = new SearchClient({ crypto, clock, http, url: searchUrl, member })
    const research = new Research({
      ...{ search, boxes, clock, logger, catalogue },
      get node() {
        return host.node()
      },
    })
    return {
      services: { market, research },
      load: () => market.load(store),
      get routes() {
        return researchRoutes(host.node(), research, catalogue, clock)
      },
      async begin() {
        await boxes.start()
        research.start()
        return () => {
          research.stop()
          boxes.stop()
        }
      },
    }
  },
})

export const researchCapabilities = (
  o: ResearchSettings,
): readonly [NodeCapability, NodeCapability, ReturnType<typeof tokenOfBuyer>, NodeCapability, ReturnType<typeof tradingOfBuyer>] => [
  consentOfNode,
  verifying(erasure),
  tokenOfBuyer(o.issuer),
  verifying(activity),
  tradingOfBuyer(o),
]
