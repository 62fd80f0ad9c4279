/** What routes of a person's activity have in common. */
import type { FlowDefinition } from '@hdms/flows/engine/context.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { Node } from '../../core/node.ts'
import type { PersonServices } from '../profile.ts'

/** A person's node, as these routes use it. */
export type PersonNode = Node<PersonServices>

/** Starts a flow and waits for its result. @throws what the flow ends with */
export async function done<A, R>(node: PersonNode, definition: FlowDefinition<PersonServices, A, R>, args: A): Promise<R> {
  const { result } = await node.engine.startFlow(definition as never, args as never)
  return result as Promise<R>
}

/** The notary of the issuer, under which days and tokens lie. @throws NOT_FOUND */
export const notaryOfIssuer = ({ directory, services: { wallet } }: PersonNode): string =>
  directory.node(wallet.issuer || fail('NOT_FOUND', { what: 'issuer of tokens in this network' })).notary
