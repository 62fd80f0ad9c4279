/** A person's side of trading: heard, answered under one-time names, sold. */
import type { DoormanClient } from '@hdms/doorman/client/enrol.ts'
import type { SoldBases } from '@hdms/flows/activity/give-basis.ts'
import { trading } from '@hdms/flows/trading/capability.ts'
import { hearAnnouncement } from '@hdms/flows/trading/hear.ts'
import type { Host, NodeCapability, Opened } from '../../core/capability.ts'
import { offerRoutes } from '../offer-routes.ts'
import type { PersonServices } from '../profile.ts'
import { searchRoutes } from '../search-routes.ts'
import { Selling } from '../selling.ts'

export interface SellerSettings {
  readonly doorman: DoormanClient
  /** Base URL of the message queue. */
  readonly queue: string
  /** When answers go out, ms, and in what portions records are sold, documents; for everyday use, without. */
  readonly selling?: { readonly spread?: number; readonly lot?: number } | undefined
}
type Given = { readonly seller: Selling; readonly soldBases: SoldBases }

export const tradingOfPerson = ({ doorman, queue, selling }: SellerSettings): NodeCapability<Given, PersonServices> => ({
  ...trading,
  flows: [hearAnnouncement],
  open(host: Host<PersonServices>): Opened<Given> {
    const { crypto, clock, logger, http, storage, keys } = host
    const seller = new Selling({ crypto, clock, logger, http, doorman, queue, keys, ...selling, changed: () => host.changed() })
    return {
      services: {
        seller,
        soldBases: {
          restingOn: (basis) =>
            seller.offers.list().flatMap(({ bases = [] }) => bases.flatMap(({ id, restsOn }) => (restsOn.includes(basis) ? [id] : []))),
        },
      },
      oneTime: seller.names,
      attach: () => seller.attach(host.node()),
      load: () => seller.offers.load(storage.store),
      woken: () => seller.look(),
      get routes() {
        return [...searchRoutes(seller.searchable, clock), ...offerRoutes(host.node(), seller)]
      },
    }
  },
})
