/**
 * A personal node, composed over a platform: the same on a phone and in a process. Opens storage under the unlocked secrets,
 * enrols the first time, and starts.
 */

import { DoormanClient } from '@hdms/doorman/client/enrol.ts'
import { enrol, type NodeKeys } from '@hdms/doorman/client/keys.ts'
import { TrustStore } from '@hdms/doorman/client/trust.ts'
import type { Ask } from '@hdms/flows/engine/engine.ts'
import type { Offset } from '@hdms/health/gait/days.ts'
import { hex } from '@hdms/shared/bytes.ts'
import type { HdmsError } from '@hdms/shared/errors.ts'
import { parseName } from '@hdms/shared/identity/names.ts'
import type { PathRules } from '@hdms/shared/identity/path.ts'
import { checkClock } from '@hdms/shared/network/clock-check.ts'
import type { HttpClient } from '@hdms/shared/ports/http.ts'
import type { Transport } from '@hdms/shared/ports/transport.ts'
import type { Clock } from '@hdms/shared/time.ts'
import type { NodeCapability, Operations } from '../core/capability.ts'
import type { Door } from '../core/door.ts'
import type { LoadedGuest } from '../core/guest.ts'
import type { Node } from '../core/node.ts'
import { openNode, type Platform } from '../core/open-node.ts'
import type { Route } from '../core/routes.ts'
import { activityOfPerson } from './capabilities/activity.ts'
import { consentOfPerson } from './capabilities/consent.ts'
import { erasureOfPerson } from './capabilities/erasure.ts'
import { recordsOfPerson } from './capabilities/records.ts'
import { tokenOfPerson } from './capabilities/token.ts'
import { tradingOfPerson } from './capabilities/trading.ts'
import { treatmentOfPerson } from './capabilities/treatment.ts'
import type { PersonServices } from './profile.ts'

/** Where the network is: base URLs, and the two certificates that are pinned. */
export interface NetworkAddress {
  readonly doorman: string
  readonly networkMap: string
  readonly queue: string
  /** X.500 name of the issuer of health tokens; without one there are none. */
  readonly issuer?: string
  /** DER. */
  readonly root: Uint8Array
  readonly doormanCa: Uint8Array
}

/** What a direct way to peers needs of its node. */
export interface DirectNeeds {
  /** Drawn at each start: a relay does not recognise the phone. */
  readonly seed: Uint8Array
  readonly relay: () => Promise<string | undefined>
  readonly readdressed: () => void
  readonly rules: () => PathRules
  readonly nodeInfo: () => Uint8Array
  readonly accept: (envelope: Uint8Array) => Promise<Uint8Array | undefined>
}
export interface Direct extends Transport {
  /** Identity, and where this node is reached through a relay, now. */
  readonly multiaddrs: readonly string[]
  /** How many connections are open. */
  connections(): number
  stop(): Promise<void>
}

/** What a person's machine gives beside what every node needs. */
export interface PersonPlatform extends Platform {
  /** Minutes east of Greenwich at a moment; without it, the zone of this machine. */
  readonly offset?: Offset
  /** A phone dials and is not dialled: while its connection is open, the other side answers over it. */
  readonly direct?: (needs: DirectNeeds) => Promise<Direct>
}

export interface PersonOptions {
  readonly network: NetworkAddress
  /** One-time token of the inviter; needed at the first start. */
  readonly invitation?: string
  /** Names of the capabilities that it runs; without them, all. */
  readonly runs?: readonly string[]
  /** Capabilities of other parties, which run beside them. */
  readonly guests?: readonly LoadedGuest[]
  /** Something that the person can see has changed. */
  readonly changed?: () => void
  readonly stopped?: (error: HdmsError) => void
  /** Further ways in, after the direct line. @param routes of the owner's interface @param api what of them capabilities describe */
  readonly doors?: (routes: () => readonly Route[], api: Operations) => readonly Door[]
  /** When answers go out, and in what portions records are sold; for everyday use, without. */
  readonly selling?: { readonly spread?: number; readonly lot?: number }
}

export interface PersonalNode {
  readonly name: string
  readonly node: Node<PersonServices>
  /** The owner's interface. */
  readonly routes: readonly Route[]
  /** Once it is connected, where the platform has one. */
  readonly direct: Direct | undefined
  /** Takes part in the network; what is here can be looked at before. Once, whoever asks. */
  connect(): Promise<void>
  /** At once, as a process dies. */
  halt(): void
  stop(): Promise<void>
}

/** Resolves when what is here can be looked at. @throws CLOCK_WRONG, what the doorman refuses, SERVICE_UNAVAILABLE when the first start finds no network */
export async function startPerson(platform: PersonPlatform, o: PersonOptions): Promise<PersonalNode> {
  const { crypto, clock, secrets } = platform
  const { doorman, networkMap, queue, root, doormanCa } = o.network
  const { http, services } = watched(platform.http, { doorman, 'network-map': networkMap, queue })
  const clockChecked = checkPhoneClock(http, doorman, clock)
  clockChecked.catch(() => {})
  // Before the first start nothing is made on a wrong clock; later the check runs beside the opening.
  const first = !(await secrets.get('chain'))
  if (first) await clockChecked
  const handle = hex(await secrets.getOrCreate('handle', 8))
  const trust = new TrustStore({ crypto, clock, http, doorman, root, doormanCa })
  const keys = await enrol({
    ...{ crypto, clock, secrets, trust },
    doorman: new DoormanClient(http, doorman),
    name: parseName(`CN=${handle},O=Health In My Storage,C=KR`),
    kind: 'person',
    ...(o.invitation ? { invitation: o.invitation } : {}),
  })
  trust.follow(keys.logProof)
  // At the first start nothing is here to be looked at.
  const person = await openPerson({ ...platform, http }, { ...o, keys, trust, connect: first ? 'at once' : 'later', services })
  try {
    await clockChecked
  } catch (error) {
    await person.stop().catch(() => {})
    throw error
  }
  return person
}

export interface AdmittedPerson extends Omit<PersonOptions, 'network'> {
  readonly keys: NodeKeys
  readonly trust: TrustStore
  readonly network: Omit<NetworkAddress, 'root' | 'doormanCa'>
  readonly connect?: 'at once' | 'later'
  /** Which services answered when they were asked last. */
  readonly services?: () => readonly object[]
  /** What else this node runs. */
  readonly more?: readonly NodeCapability[]
  readonly asked?: (ask: Ask) => void
  readonly replayEverything?: boolean
}

/** Opens the node of a person whom the doorman has admitted. @throws as `openNode` */
export async function openPerson(platform: PersonPlatform, o: AdmittedPerson): Promise<PersonalNode> {
  const { crypto, http } = platform
  const { keys, trust, changed, network } = o
  const { doorman, networkMap, queue, issuer } = network
  const offset = platform.offset ?? ((at: number) => -new Date(at).getTimezoneOffset())
  const direct = directDoor(platform, trust)
  const connections: Route = {
    method: 'GET',
    path: '/connections',
    handle: async () => ({
      services: o.services?.() ?? [],
      direct: direct.line?.connections() ?? 0,
      relayed: direct.line?.multiaddrs.some((a) => a.includes('/p2p-circuit')) ?? false,
    }),
  }
  const capabilities = [
    consentOfPerson,
    erasureOfPerson,
    treatmentOfPerson,
    tokenOfPerson(issuer ?? ''),
    activityOfPerson(offset),
    tradingOfPerson({ doorman: new DoormanClient(http, doorman), queue, selling: o.selling }),
    recordsOfPerson(offset),
    ...(o.more ?? []),
  ] as const
  const open = await openNode(platform, capabilities, {
    ...{ keys, trust, networkMap, queue, notary: '', person: true, essential: 'records' },
    ...(o.runs ? { runs: o.runs } : {}),
    ...{ guests: o.guests ?? [], connect: o.connect ?? 'at once' },
    doors: ({ node, routes, api }) => [direct.to(node), ...(o.doors?.(() => [...routes, connections], api) ?? [])],
    ...(changed ? { changed } : {}),
    ...(o.stopped ? { stopped: o.stopped } : {}),
    ...(o.asked ? { asked: o.asked } : {}),
    ...(o.replayEverything ? { replayEverything: true } : {}),
  })
  let told = false
  return {
    name: keys.name,
    node: open.node,
    get direct() {
      return direct.line
    },
    async connect() {
      await open.connect()
      if (!told) changed?.()
      told = true
    },
    routes: [...open.routes, connections],
    halt: () => open.halt(),
    stop: () => open.close(),
  }

  /** The line over which a phone dials. */
  function directDoor({ direct: dial }: PersonPlatform, trusted: TrustStore) {
    let line: Direct | undefined
    const to = (node: Node<PersonServices>): Door => ({
      name: 'libp2p',
      async open() {
        line = await dial?.({
          seed: crypto.random(32),
          relay: async () => node.queue?.relayAddress(),
          readdressed: () => void node.readdress({ rest: '', multiaddrs: line?.multiaddrs ?? [] }).catch(() => {}),
          rules: () => trusted.rules(),
          nodeInfo: () => node.nodeInfo,
          accept: async (envelope) => (await node.messenger.accept(envelope, 'libp2p'))?.reply,
        })
        if (line) node.messenger.prefer(line)
        return { multiaddrs: line?.multiaddrs ?? [] }
      },
      close: () => line?.stop(),
    })
    return {
      to,
      get line() {
        return line
      },
    }
  }
}

/** Notices which service answered last time it was asked. */
function watched(http: HttpClient, bases: Readonly<Record<string, string>>) {
  const reached = new Map<string, boolean>()
  const noting: HttpClient = async (request) => {
    const name = Object.keys(bases).find((n) => request.url.startsWith(`${bases[n]}/`))
    try {
      const reply = await http(request)
      if (name) reached.set(name, true)
      return reply
    } catch (error) {
      if (name) reached.set(name, false)
      throw error
    }
  }
  const services = () =>
    Object.keys(bases).map((name) => {
      const known = reached.get(name)
      return { name, ...(known === undefined ? {} : { reached: known }) }
    })
  return { http: noting, services }
}

/** Compares the phone's clock with the network's, when the network answers. @throws CLOCK_WRONG with the minutes it is off */
async function checkPhoneClock(http: HttpClient, doorman: string, clock: Clock): Promise<void> {
  const reply = await http({ method: 'GET', url: `${doorman}/health` }).catch(() => undefined)
  if (reply) checkClock(reply, clock.now())
}
