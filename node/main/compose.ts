/** What every institution's process has: its settings, member and storage, the node in it, and where it listens. */
import { join } from 'node:path'
import { type Applicant, type Member, type MemberSettings, openMember } from '@hdms/doorman/member/process.ts'
import type { CoreServices } from '@hdms/flows/core/services.ts'
import { Node, type NodeOptions } from '@hdms/node/core/node.ts'
import { type Disk, openStorage, type Storage } from '@hdms/node/core/storage.ts'
import { fileBlobStore } from '@hdms/platform/node/blob-store.ts'
import { CALLING, KEEPING, LISTENING, MEMBER } from '@hdms/platform/node/config.ts'
import { levelNodeStore } from '@hdms/platform/node/level-store.ts'
import { complain } from '@hdms/platform/node/main.ts'
import { fileSlots } from '@hdms/platform/node/slot-file.ts'
import type { HdmsError } from '@hdms/shared/errors.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { systemClock as clock } from '@hdms/shared/time.ts'

/** A node's disk in a folder. */
export const nodeDisk = async (data: string): Promise<Disk> => ({
  rows: await levelNodeStore(join(data, 'store')),
  blobs: await fileBlobStore(join(data, 'documents')),
  slots: fileSlots(join(data, 'keys.slots')),
})

const OWN = {
  queue: { type: 'url', about: 'Base URL of the message queue.', required: true },
  'accept-parameters': {
    type: 'text',
    about: 'Beginning of the hash of network parameters that you accept, for a node that stopped because they are in force.',
  },
  name: { type: 'name', about: 'X.500 name of the institution, such as O=Hanbit Hospital,L=Seoul,C=KR.', required: true },
} as const
/** The options of every institution's node; each has its own port. */
export const INSTITUTION: typeof KEEPING & typeof MEMBER & typeof CALLING & typeof OWN & typeof LISTENING = {
  ...KEEPING,
  ...MEMBER,
  ...CALLING,
  ...OWN,
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
}

export const institution = ({ name }: { readonly name: string }): Applicant => ({ name, kind: 'institution' })

export interface Base extends Member {
  readonly storage: Storage
}

export async function openBase(o: InstitutionSettings): Promise<Base> {
  const member = await openMember(o, institution(o))
  const { crypto, secrets, keys } = member
  return { ...member, storage: await openStorage(crypto, await nodeDisk(o.data), secrets, keys.storageKey) }
}

/** Ends the process: when its store fails, what starts it again opens the store anew; what an operator has to decide waits for them. */
function stopped(error: HdmsError): void {
  const code = complain(error)
  setTimeout(() => process.exit(code), 100)
}

type Own<S extends CoreServices> = Pick<NodeOptions<S>, 'flows' | 'contracts' | 'more' | 'notary'>

export const institutionNode = <S extends CoreServices>(base: Base, o: InstitutionSettings, logger: Logger, own: Own<S>): Node<S> =>
  new Node<S>({
    ...base,
    clock,
    logger,
    networkMap: o['network-map'],
    queue: o.queue,
    person: false,
    stopped,
    acceptedParameters: o['accept-parameters'] ?? '',
    ...own,
  })
