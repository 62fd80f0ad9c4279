/** Routes of a person's days, shoes and tokens together. */
import type { ShoePort } from '@hdms/shared/device/gatt.ts'
import type { PathRules } from '@hdms/shared/identity/path.ts'
import type { Clock } from '@hdms/shared/time.ts'
import type { Route } from '../core/routes.ts'
import { basisRoutes } from './activity/basis-routes.ts'
import { dayRoutes } from './activity/day-routes.ts'
import type { PersonNode } from './activity/running.ts'
import { shoeRoutes } from './activity/shoe-routes.ts'
import { walletRoutes } from './activity/wallet-routes.ts'
import type { DayKeeper } from './day-keeper.ts'
import { type WalkTests, walkTestRoutes } from './walk-tests.ts'

/** What these routes need beside the node. */
export interface ActivityNeeds {
  readonly clock: Clock
  readonly rules: () => PathRules
  readonly keeper: DayKeeper
  readonly tests: WalkTests
  /** The radio to a shoe at an address. */
  readonly shoe: (address: string) => ShoePort
}

/** All that a person does with shoes, days and tokens. */
export const activityRoutes = (node: PersonNode, { clock, rules, keeper, tests, shoe }: ActivityNeeds): Route[] => [
  ...dayRoutes(node, { keeper, tests }),
  ...walkTestRoutes(tests, node.services.activity, clock),
  ...basisRoutes(node),
  ...shoeRoutes(node, clock, shoe),
  ...walletRoutes(node, rules),
]
