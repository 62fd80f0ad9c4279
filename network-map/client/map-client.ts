/**
 * Reads the network map and believes nothing unverified: the map and the parameters are signed by their own roles, objects are
 * fetched by hash and compared with it, older maps and lower serials are refused, and the last known map serves when the
 * service is down.
 */
import { decodeAll, equal, hex, utf8, Writer } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import type { PathRules } from '@hdms/shared/identity/path.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { decode, hdms } from '@hdms/shared/messages/wire.ts'
import type { Asked } from '@hdms/shared/network/api.ts'
import { memberToken } from '@hdms/shared/network/member-token.ts'
import { type VerifiedNodeInfo, verifyNodeInfo } from '@hdms/shared/network/node-info.ts'
import { openSignedObject, type RoleKey } from '@hdms/shared/network/signed-object.ts'
import type { HttpClient } from '@hdms/shared/ports/http.ts'
import type { NodeStore } from '@hdms/shared/ports/node-store.ts'
import { errorFromRefusal } from '@hdms/shared/refusal.ts'
import type { operations } from './generated/api.ts'

/** Row of the newest serial and epoch. */
const SEEN = 'map/seen'

export interface NetworkView {
  readonly serial: number
  readonly parametersHash: Uint8Array
  readonly parameters: hdms.NetworkParameters
  /** What comes into force on its day. */
  readonly announced?: { readonly hash: Uint8Array; readonly parameters: hdms.NetworkParameters }
  /** By name. */
  readonly nodes: ReadonlyMap<string, VerifiedNodeInfo>
  /** True after the map's expiry: the service is down or frozen. */
  stale(now: number): boolean
}

export interface MapClientOptions {
  readonly crypto: CryptoProvider
  readonly http: HttpClient
  readonly url: string
  readonly rules: () => PathRules
  readonly logger: Logger
  /** Where the last known map is kept. */
  readonly store: NodeStore
}

export class MapClient {
  private current: NetworkView | undefined
  /** Of the map in use, while it came from the service. */
  private etag = ''
  /** The map in use, and how many were revoked when it was looked at. */
  private taken: { readonly bytes: Uint8Array; readonly revoked: number } | undefined
  /** Node infos of the map in use that the service names and did not give. */
  private lacking = 0
  /** Of the newest map that was ever in use here, which outlives a stored map that cannot be read. */
  private seen = { serial: 0, epoch: 0 }
  private readonly options: MapClientOptions

  constructor(options: MapClientOptions) {
    this.options = options
  }

  /** @throws SERVICE_UNAVAILABLE when no map was ever got */
  get view(): NetworkView {
    return this.current ?? fail('SERVICE_UNAVAILABLE', { service: 'network map' })
  }

  /** The members that are known; none before the first map. */
  members(): VerifiedNodeInfo[] {
    return [...(this.current?.nodes.values() ?? [])]
  }

  /** @throws NOT_FOUND */
  node(name: string): VerifiedNodeInfo {
    return this.view.nodes.get(name) ?? fail('NOT_FOUND', { what: `member ${name}` })
  }

  /**
   * Loads the last known map from the store and asks the service, which is waited for only when there is none. An unreachable
   * service is tolerated.
   */
  async start(): Promise<void> {
    const { logger, store } = this.options
    const seen = await store.get(SEEN)
    if (seen) this.seen = decodeAll(seen, 'newest map', (r) => ({ serial: r.u64(), epoch: r.u64() }))
    const last = await store.get('map/last')
    if (last) {
      try {
        await this.take(last, false)
      } catch (error) {
        logger.warn('stored map unusable', { code: asHdmsError(error).code })
      }
    }
    const refreshed = this.refresh()
    if (!this.current) await refreshed
    refreshed.catch((error: unknown) => logger.warn('map refused', { code: asHdmsError(error).code }))
  }

  /**
   * @returns whether the service answered with a map that is in use now. @throws MAP_REFUSED for a rollback or a
   * forgery
   */
  async refresh(): Promise<boolean> {
    const { http, url, store, rules } = this.options
    try {
      const known = this.etag === '' ? {} : { headers: { 'if-none-match': this.etag } }
      const reply = await http({ method: 'GET', url: `${url}/v1/map`, ...known })
      if (reply.status === 304) {
        // What is listed stays; who was revoked since goes.
        if (this.taken && this.revoked() !== this.taken.revoked) await this.take(this.taken.bytes, true)
        if (this.view.stale(rules().now)) fail('MAP_REFUSED', { why: 'it has expired: the network map is frozen, or this clock is wrong' })
        return true
      }
      if (reply.status !== 200) return false
      await this.take(reply.body, true)
      const { serial, epoch } = this.seen
      await store.commit([
        { key: 'map/last', value: reply.body },
        { key: SEEN, value: new Writer().u64(serial).u64(epoch).bytes() },
      ])
      // What was not given is asked for again: a reply in between must not take a member off the map.
      this.etag = this.lacking > 0 ? '' : (reply.headers['etag'] ?? '')
      return true
    } catch (error) {
      if (asHdmsError(error).fault === 'unavailable') return false
      throw error
    }
  }

  /**
   * Tells the service that a member accepts announced parameters. @throws SERVICE_UNAVAILABLE, NOT_FOUND when others
   * are announced now
   */
  async acknowledge(hash: Uint8Array, member: RoleKey): Promise<void> {
    const { http, url, crypto, rules } = this.options
    const path = '/v1/acknowledgements'
    const asked: Asked<operations['postAcknowledgements']> = { hash: hex(hash) }
    const body = utf8(JSON.stringify(asked))
    const authorization = await memberToken(crypto, member, path, body, rules().now)
    const reply = await http({ method: 'POST', url: url + path, headers: { 'content-type': 'application/json', authorization }, body })
    if (reply.status >= 300)
      fail(reply.status === 404 ? 'NOT_FOUND' : 'SERVICE_UNAVAILABLE', { service: 'network map', what: 'announced parameters' })
  }

  private revoked(): number {
    return this.options.rules().crl?.serials.size ?? 0
  }

  /** @param fresh from the service, not from the disk */
  private async take(bytes: Uint8Array, fresh: boolean): Promise<void> {
    const { crypto, rules } = this.options
    const content = await openSignedObject(crypto, 'network-map', bytes, rules())
    const map = decode(hdms.NetworkMap, content, 'network map')
    // An older map is a rollback, even when it is signed.
    if (map.serial < this.seen.serial) fail('MAP_REFUSED', { why: 'it is older than the one in use' })
    // A service that goes on showing what has expired hides what came since.
    if (fresh && rules().now > map.expires)
      fail('MAP_REFUSED', { why: 'it has expired: the network map is frozen, or this clock is wrong' })
    const parametersOf = async (hash: Uint8Array): Promise<hdms.NetworkParameters> =>
      decode(
        hdms.NetworkParameters,
        await openSignedObject(crypto, 'network-parameters', await this.object(hash), rules()),
        'network parameters',
      )
    const parameters = await parametersOf(map.parameters)
    const announced = map.announced.length > 0 ? { announced: { hash: map.announced, parameters: await parametersOf(map.announced) } } : {}
    if (parameters.epoch < this.seen.epoch) fail('MAP_REFUSED', { why: 'its parameters are older than those in use' })
    const nodes = new Map<string, VerifiedNodeInfo>()
    this.lacking = 0
    for (const hash of map.nodeInfos) {
      const info = await this.nodeInfo(hash)
      const known = info && this.current?.nodes.get(info.name)
      // A lower serial is ignored: the newer info stays.
      if (info) nodes.set(info.name, known && known.serial > info.serial ? known : info)
    }
    const { serial, expires } = map
    this.seen = { serial, epoch: parameters.epoch }
    this.taken = { bytes, revoked: this.revoked() }
    this.current = { serial, parametersHash: map.parameters, parameters, ...announced, nodes, stale: (now) => now > expires }
  }

  /** One bad node info does not block the others. */
  private async nodeInfo(hash: Uint8Array): Promise<VerifiedNodeInfo | undefined> {
    const { crypto, rules, logger } = this.options
    let object: Uint8Array | undefined
    try {
      object = await this.object(hash)
      return await verifyNodeInfo(crypto, object, rules())
    } catch (error) {
      if (!object) this.lacking++
      const known = asHdmsError(error)
      if (known.fault === 'unavailable') throw error
      logger.warn('node info left out', { code: known.code })
      return undefined
    }
  }

  /** An object by its hash; what comes is compared with it. Kept, since a hash never changes its object. */
  private async object(hash: Uint8Array): Promise<Uint8Array> {
    const { http, url, store } = this.options
    const key = `map/object/${hex(hash)}`
    const kept = await store.get(key)
    if (kept && equal(sha256(kept), hash)) return kept
    const reply = await http({ method: 'GET', url: `${url}/v1/objects/${hex(hash)}` })
    if (reply.status !== 200 || !equal(sha256(reply.body), hash)) fail('MAP_REFUSED', { why: 'an object is not what its hash says' })
    await store.commit([{ key, value: reply.body }])
    return reply.body
  }

  /**
   * Checkpoints that the service keeps of a notary; whether they are good is for the caller to see. @param notary its
   * id, hex @throws SERVICE_UNAVAILABLE
   */
  async checkpoints(notary: string): Promise<readonly Uint8Array[]> {
    const reply = await this.options.http({ method: 'GET', url: `${this.options.url}/v1/checkpoints/${notary}` })
    if (reply.status !== 200) fail('SERVICE_UNAVAILABLE', { service: 'network map' })
    return decode(hdms.Checkpoints, reply.body, 'checkpoints').checkpoints
  }

  /** @throws SERVICE_UNAVAILABLE, and what the service refuses */
  cosign(checkpoint: Uint8Array): Promise<void> {
    return this.post('/v1/checkpoints', checkpoint)
  }

  /** Publishes the own node info. @throws what the service refuses */
  publish(signed: Uint8Array): Promise<void> {
    return this.post('/v1/node-infos', signed)
  }

  private async post(path: string, body: Uint8Array): Promise<void> {
    const { http, url } = this.options
    const reply = await http({ method: 'POST', url: url + path, headers: { 'content-type': 'application/octet-stream' }, body })
    if (reply.status >= 300) {
      const said = JSON.parse(new TextDecoder().decode(reply.body)) as { code?: string; data?: unknown }
      throw errorFromRefusal({ code: said.code ?? '', data: JSON.stringify(said.data ?? {}) })
    }
  }
}
