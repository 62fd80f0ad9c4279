/** Members that joined a moment ago may not be on this node's map yet: they are looked for again. */
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import type { VerifiedNodeInfo } from '@hdms/shared/network/node-info.ts'
import type { FlowContext } from '../engine/context.ts'
import type { Flow } from '../engine/types.ts'
import type { CoreServices, NetworkPort } from './services.ts'

/** So often a member is looked for, with the waits of a step between. */
export const MAP_TRIES = 12

/** @throws SERVICE_UNAVAILABLE, which a step tries again, while the member is not on the map */
export function listed(network: NetworkPort, name: string): VerifiedNodeInfo {
  try {
    return network.node(name)
  } catch (error) {
    if (asHdmsError(error).code !== 'NOT_FOUND') throw error
    return fail('SERVICE_UNAVAILABLE', { service: 'member on the network map' })
  }
}

/** Waits until a member is on the map. @throws SERVICE_UNAVAILABLE when it does not come */
export function* awaitListed(ctx: FlowContext<CoreServices>, name: string): Flow<void> {
  const look = async ({ services }: { readonly services: CoreServices }): Promise<null> => {
    listed(services.network, name)
    return null
  }
  yield* ctx.step('find the member', look, { attempts: MAP_TRIES })
}
