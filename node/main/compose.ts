/** What every institution's process has: its settings, member and storage, the node in it, and where it listens. */

import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Applicant, type Member, type MemberSettings, openMember } from '@hdms/doorman/member/process.ts'
import type { CoreServices } from '@hdms/flows/core/services.ts'
import { DRAINED } from '@hdms/flows/engine/options.ts'
import type { NodeCapability, ServicesOf } from '@hdms/node/core/capability.ts'
import type { Door } from '@hdms/node/core/door.ts'
import type { Node } from '@hdms/node/core/node.ts'
import { type OpenNode, openNode } from '@hdms/node/core/open-node.ts'
import type { Disk, Storage } from '@hdms/node/core/storage.ts'
import { fileBlobStore } from '@hdms/platform/node/blob-store.ts'
import { CALLING, KEEPING, LISTENING, MEMBER } from '@hdms/platform/node/config.ts'
import { anchorPath, levelNodeStore } from '@hdms/platform/node/level-store.ts'
import { complain } from '@hdms/platform/node/main.ts'
import { gauge, gauges, needs, notes } from '@hdms/platform/node/metrics.ts'
import { fileSlots } from '@hdms/platform/node/slot-file.ts'
import { fail, type HdmsError } from '@hdms/shared/errors.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { systemClock as clock } from '@hdms/shared/time.ts'
import { GUESTS, loadGuests } from './guests/load.ts'
import { refuse } from './reasons.ts'

/** A node's disk in a folder. @throws STORE_DAMAGED, STORE_FAILED */
export async function nodeDisk(data: string): Promise<Disk> {
  const isNew = !existsSync(anchorPath(join(data, 'store')))
  const slots = fileSlots(join(data, 'keys.slots'), isNew)
  try {
    const blobs = await fileBlobStore(join(data, 'documents'))
    return { rows: await levelNodeStore(join(data, 'store')), blobs, slots, folder: data }
  } catch (error) {
    slots.close()
    throw error
  }
}

/** Which of its capabilities it runs. */
const OWN_CAPABILITIES = {
  capabilities: {
    type: 'list',
    about:
      'Capabilities that this node runs, by name, as "hdms status" shows them; all of its kind where none is named. One whose needs are left out is refused at start.',
  },
} as const
/** Which capabilities it runs, its own and those of other parties. */
export const RUNS: typeof OWN_CAPABILITIES & typeof GUESTS = { ...OWN_CAPABILITIES, ...GUESTS }

const OWN = {
  queue: { type: 'url', about: 'Base URL of the message queue.', required: true },
  'accept-parameters': {
    type: 'text',
    about: 'Beginning of the hash of network parameters that you accept, for a node that stopped because they are in force.',
  },
  name: { type: 'name', about: 'X.500 name of the institution, such as O=Hanbit Hospital,L=Seoul,C=KR.', required: true },
} as const
/** The options of every institution's node; each has its own port. */
export const INSTITUTION: typeof KEEPING & typeof MEMBER & typeof CALLING & typeof OWN & typeof RUNS & typeof LISTENING = {
  ...KEEPING,
  ...MEMBER,
  ...CALLING,
  ...OWN,
  ...RUNS,
  ...LISTENING,
}
export const NOTARY = {
  notary: { type: 'name', about: 'X.500 name of the notary that dealings with this node use.', required: true },
} as const

export interface InstitutionSettings extends MemberSettings {
  readonly name: string
  readonly 'network-map': string
  readonly queue: string
  readonly 'accept-parameters': string | undefined
  readonly capabilities: readonly string[] | undefined
  readonly capability: readonly string[] | undefined
  readonly 'capability-setting': readonly string[] | undefined
}

export const institution = ({ name }: { readonly name: string }): Applicant => ({ name, kind: 'institution' })

export interface Base extends Member {
  readonly storage: Storage
}

/** Ends the process: when its store fails, what starts it again opens the store anew; what an operator has to decide waits for them. */
function stopped(error: HdmsError): void {
  const code = complain(error)
  setTimeout(() => process.exit(code), 100)
}

type Capabilities = readonly NodeCapability<object, never>[]

export interface Own<S extends CoreServices> {
  readonly notary: string
  /** The capability that the program is for. */
  readonly essential?: string
  readonly doors: (open: OpenNode<S>, base: Base) => readonly Door[]
}

/** Opens an institution's node: asks the doorman to be admitted the first time. @throws as `openNode`, and what the doorman refuses */
export async function openInstitution<const C extends Capabilities>(
  o: InstitutionSettings,
  logger: Logger,
  capabilities: C,
  { notary, essential, doors }: Own<ServicesOf<C>>,
): Promise<OpenNode<ServicesOf<C>>> {
  mkdirSync(o.data, { recursive: true, mode: 0o700 })
  const guests = await loadGuests(o)
  const member = await openMember(o, institution(o))
  const { crypto, http, secrets, keys, trust } = member
  return openNode({ crypto, clock, logger, http, secrets, openDisk: () => nodeDisk(o.data) }, capabilities, {
    ...{ keys, trust, notary, stopped, guests: guests.loaded },
    ...(essential === undefined ? {} : { essential }),
    ...(o.capabilities ? { runs: o.capabilities } : {}),
    networkMap: o['network-map'],
    queue: o.queue,
    person: false,
    // Ends as it does when it is asked to.
    drained: () => process.kill(process.pid, 'SIGTERM'),
    acceptedParameters: o['accept-parameters'] ?? '',
    doors(open) {
      watch(open.node)
      for (const { name, about, value } of open.metrics) gauge(name, about, value)
      return doors(open, { ...member, storage: open.storage })
    },
  })
}

const tally = (words: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}

const parked = <S extends CoreServices>(node: Node<S>) => node.engine.flows().filter(({ state }) => state === 'parked')

/** What an operator watches of a node. */
function watch<S extends CoreServices>(node: Node<S>): void {
  gauges('hdms_flows', 'Flows by what became of them', 'state', () => tally(node.engine.flows().map(({ state }) => state)))
  gauges('hdms_transactions', 'Transactions in the ledger by their standing', 'standing', () =>
    tally(node.vault.list().map(({ standing }) => standing)),
  )
  gauges('hdms_envelopes_sent', 'Sealed messages that were taken by the other side, by the way they went', 'way', () => ({
    ...node.messenger.sent,
  }))
  gauge('hdms_documents', 'Documents in the off-ledger store', () => node.documents.list().length)
  gauge('hdms_map_serial', 'Serial of the network map in use', () => (node.map.members().length > 0 ? node.map.view.serial : 0))
  gauge('hdms_flows_parked', 'Flows that are kept for observation', () => parked(node).length)
  notes('parked', () => parked(node).length)
  needs('new flows', () => {
    if (node.engine.isDraining) fail('SERVICE_UNAVAILABLE', DRAINED)
  })
  needs('network map', () => {
    if (node.map.view.stale(clock.now())) refuse('MAP_REFUSED', 'expired')
  })
}
