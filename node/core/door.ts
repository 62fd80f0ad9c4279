/**
 * A way into a node: REST, MLLP, libp2p, a mailbox, a control socket. A door is a value, so that every node opens its doors by the same rule
 * (`open-node.ts`): after its engine has read its store, one after the other, and closes them in reverse.
 */
import type { Addresses } from './node.ts'

export interface Door {
  /** For logs: `REST`, `MLLP`. */
  readonly name: string
  /** Lets others in. @returns where peers reach the node by it; nothing when it is no way for peers */
  open(): Promise<Partial<Addresses>>
  /** Lets nobody in any more. Called once, also when opening it failed. */
  close(): void | Promise<void>
}

/** What several doors say together. */
export const joined = (parts: readonly Partial<Addresses>[]): Addresses => ({
  rest: parts.find((p) => p.rest)?.rest ?? '',
  multiaddrs: parts.flatMap((p) => p.multiaddrs ?? []),
})
