/**
 * A capability of another party in a node: what its package exports becomes one of ours, with its operations narrowed
 * to what is its own.
 */
import type { Contract, ContractElsewhere } from '@hdms/flows/core/contract.ts'
import type { GuestCapability } from '@hdms/flows/core/guest.ts'
import { guestIn, settingsOf, startedByOwner } from '@hdms/flows/core/guest-check.ts'
import { adoptedFlow, type GuestHost } from '@hdms/flows/core/guest-flows.ts'
import type { Value } from '@hdms/flows/engine/types.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { NodeStore } from '@hdms/shared/ports/node-store.ts'
import { learnReason } from '@hdms/shared/words.ts'
import type { NodeCapability } from './capability.ts'
import type { Storage } from './storage.ts'

/** A guest as it was loaded. */
export interface LoadedGuest {
  readonly guest: GuestCapability
  /** Hex SHA-256 of its files. */
  readonly hash: string
  /** Its settings, as the configuration gives them. */
  readonly settings?: Readonly<Record<string, Value>>
  /** Where a contract of it is asked, so that one that never answers can be ended; in this process, without. */
  readonly ask?: (contract: string) => ContractElsewhere
}

/** Makes a guest a capability of this node. @throws CAPABILITY_INVALID, CONFIG_INVALID for a setting that it does not have */
export function adopted({ guest: given, hash, settings = {}, ask }: LoadedGuest): NodeCapability {
  const guest = guestIn(given, given.name)
  const { name, version, requires = {}, states, questions, steps, stores = {}, reasons = {}, events = [] } = guest
  for (const [id, words] of Object.entries(reasons)) learnReason(`${name}/${id}`, words)
  const contracts = guest.contracts.map(({ name: contract, verify, upgrade }): Contract => {
    const judged = upgrade ? { name: contract, verify, upgrade } : { name: contract, verify }
    return { ...judged, code: hash, ...(ask ? { elsewhere: ask(contract) } : {}) }
  })
  let storage: Storage | undefined
  const store = (): NodeStore => storage?.store ?? fail('BUG', { what: 'a guest that was not opened' })
  const host: GuestHost = { guest, hash, contracts, settings: settingsOf(guest, settings), store }
  const flows = guest.flows.map((flow) => adoptedFlow(flow, host)) as NodeCapability['flows']
  const starts = startedByOwner(guest).map(({ name: flow, words, args }) => ({
    ...{ flow, words, args },
    commands: (guest.commands ?? [])
      .filter((command) => command.starts === flow)
      .map((command) => ({ ...command, usage: `${name} ${command.usage}` })),
  }))
  return {
    ...{ name, version, requires, contracts, states, stores, flows, hash, starts, events },
    ...(questions ? { questions } : {}),
    ...(steps ? { steps } : {}),
    open(opened) {
      storage = opened.storage
      return { services: {} }
    },
  }
}
