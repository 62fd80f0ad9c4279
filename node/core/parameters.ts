/**
 * The network parameters as a node follows them: an update is announced with the day on which it takes effect, the node's operator accepts it, the
 * network map is told, and on the day it counts. A node that did not accept stops and says so: it would build what others refuse. Who serves in the network
 * (notaries, data search, counting services, judges, review boards) is accepted by itself, and counts without a restart.
 * Rows: np/HASH → accepted · np-last → the parameters that were followed last.
 */
import type { MapClient } from '@hdms/network-map/client/map-client.ts'
import { fromHex, hex } from '@hdms/shared/bytes.ts'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { decode, encode, hdms } from '@hdms/shared/messages/wire.ts'
import type { NodeStore } from '@hdms/shared/ports/node-store.ts'

export interface ParametersOptions {
  readonly map: MapClient
  readonly store: NodeStore
  readonly logger: Logger
  /** Of the protocols that this program speaks. */
  readonly platformVersion: number
  /** A person's app follows the network; only its own age can stop it. */
  readonly acceptAll: boolean
  /** Beginning of a hash that the operator accepts in the settings, for a node that has stopped; empty for none. */
  readonly accepted: string
  /** Tells the network map. @throws SERVICE_UNAVAILABLE */
  readonly acknowledge: (hash: Uint8Array) => Promise<void>
}

export interface Announced {
  /** Hex. */
  readonly hash: string
  readonly epoch: number
  /** Milliseconds since 1970. */
  readonly effectiveFrom: number
  readonly accepted: boolean
  /** What is different, by name. */
  readonly changes: readonly string[]
}

const LAST = 'np-last'

/** What says who serves; everything else is a rule. */
const SERVING = new Set(['notaries', 'search', 'counters', 'judges', 'boards', 'epoch', 'effectiveFrom'])

type Rules = Readonly<Record<string, unknown>>
const plain = (p: hdms.NetworkParameters): Rules =>
  JSON.parse(JSON.stringify(decode(hdms.NetworkParameters, encode(hdms.NetworkParameters, p), 'network parameters'))) as Rules

/** Names of the fields that differ, epoch and day apart. */
export function changesBetween(a: hdms.NetworkParameters, b: hdms.NetworkParameters): string[] {
  const [x, y] = [plain(a), plain(b)]
  const names = [...new Set([...Object.keys(x), ...Object.keys(y)])].filter((name) => name !== 'epoch' && name !== 'effectiveFrom')
  return names.filter((name) => JSON.stringify(x[name]) !== JSON.stringify(y[name])).sort()
}

export class ParametersKeeper {
  private readonly o: ParametersOptions
  private readonly accepted = new Set<string>()
  /** Those that the map was told about. */
  private readonly told = new Set<string>()
  private last: hdms.NetworkParameters | undefined

  constructor(o: ParametersOptions) {
    this.o = o
  }

  async load(): Promise<void> {
    const { store } = this.o
    for (const [key] of await store.range('np/', 'np/\uffff')) this.accepted.add(key.slice(3))
    const last = await store.get(LAST)
    if (last) this.last = decode(hdms.NetworkParameters, last, 'network parameters')
  }

  /** What is announced and not in force yet. */
  get announced(): Announced | undefined {
    const next = this.o.map.view.announced
    if (!next) return undefined
    const { epoch, effectiveFrom } = next.parameters
    const hash = hex(next.hash)
    const changes = changesBetween(this.o.map.view.parameters, next.parameters)
    return { hash, epoch, effectiveFrom, accepted: this.accepted.has(hash), changes }
  }

  /**
   * Looks at what the map says now.
   * @throws PARAMETERS_REFUSED when parameters are in force that nobody here accepted, PLATFORM_OLD when this program is too old for them
   */
  async look(): Promise<void> {
    const { map, platformVersion, acceptAll, logger } = this.o
    const { parameters, parametersHash, announced } = map.view
    const now = hex(parametersHash)
    const first = this.accepted.size === 0
    if (!this.accepted.has(now)) {
      const own = this.o.accepted !== '' && now.startsWith(this.o.accepted.toLowerCase())
      const { last } = this
      if (!first && !acceptAll && !own && !(last && onlyServing(last, parameters))) {
        const changes = (last && changesBetween(last, parameters).join(', ')) || 'its rules'
        fail('PARAMETERS_REFUSED', { epoch: parameters.epoch, hash: now.slice(0, 16), changes })
      }
      await this.keep(now)
    }
    if (parameters.minimumPlatformVersion > platformVersion)
      fail('PLATFORM_OLD', { wanted: parameters.minimumPlatformVersion, version: platformVersion })
    if (this.last?.epoch !== parameters.epoch) await this.o.store.commit([{ key: LAST, value: encode(hdms.NetworkParameters, parameters) }])
    this.last = parameters
    if (!announced) return
    const next = hex(announced.hash)
    if (!this.accepted.has(next)) {
      if (acceptAll || onlyServing(parameters, announced.parameters)) await this.keep(next)
      else if (!this.told.has(next)) {
        this.told.add(next)
        logger.warn('network parameters are announced and wait to be accepted', {
          epoch: announced.parameters.epoch,
          hash: next.slice(0, 16),
        })
      }
    }
    if (this.accepted.has(next) && !acceptAll) await this.tell(next)
  }

  /** The operator accepts what is announced. @param start beginning of its hash @throws NOT_FOUND */
  async accept(start: string): Promise<Announced> {
    const next = this.announced
    if (!next || start.length < 8 || !next.hash.startsWith(start.toLowerCase()))
      return fail('NOT_FOUND', { what: 'announced parameters of that hash' })
    await this.keep(next.hash)
    await this.tell(next.hash)
    return { ...next, accepted: true }
  }

  private async keep(hash: string): Promise<void> {
    await this.o.store.commit([{ key: `np/${hash}`, value: Uint8Array.of(1) }])
    this.accepted.add(hash)
  }

  /** Told until it is heard; a map that is away changes nothing here. */
  private async tell(hash: string): Promise<void> {
    const once = `${hash} told`
    if (this.told.has(once)) return
    try {
      await this.o.acknowledge(fromHex(hash))
      this.told.add(once)
    } catch (error) {
      this.o.logger.info('acknowledgement waits', { code: asHdmsError(error).code })
    }
  }
}

const onlyServing = (a: hdms.NetworkParameters, b: hdms.NetworkParameters): boolean =>
  changesBetween(a, b).every((name) => SERVING.has(name))
