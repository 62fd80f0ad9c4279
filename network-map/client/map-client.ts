/**
 * Reads the network map and believes nothing unverified: the map and the parameters are signed by their own roles, objects are
 * fetched by hash and compared with it, older maps and lower serials are refused, and the last known map serves when the
 * service is down.
 */
import { decodeAll, equal, fromUtf8, hex, utf8, Writer } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import { type AuthorityStanding, encodeAuthorityEvidence } from '@hdms/shared/evidence/authority.ts'
import { readCertificate } from '@hdms/shared/identity/certificate.ts'
import type { PathRules } from '@hdms/shared/identity/path.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { decode, hdms } from '@hdms/shared/messages/wire.ts'
import type { Asked } from '@hdms/shared/network/api.ts'
import { type MapFact, mapContradiction, readMapFact, sayingOf } from '@hdms/shared/network/map-facts.ts'
import { memberToken } from '@hdms/shared/network/member-token.ts'
import { type VerifiedNodeInfo, verifyNodeInfo } from '@hdms/shared/network/node-info.ts'
import { openSignedObject, type RoleKey } from '@hdms/shared/network/signed-object.ts'
import type { HttpClient } from '@hdms/shared/ports/http.ts'
import { type Change, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { refusalInBody } from '@hdms/shared/refusal.ts'
import type { operations } from './generated/api.ts'
import { refuse } from './reasons.ts'

/** Row of the newest map that was in use. */
const SEEN = 'map/seen'
/** Rows of evidence, and how many there are at most: a map that lies all day does not fill the disk. */
const EVIDENCE = 'map/evidence/'
const MOST_EVIDENCE = 5

/** Of the newest map that was ever in use here: what it said, which no other map may go back behind. */
interface Seen {
  readonly serial: number
  readonly epoch: number
  /** Hashes of what it said and of its parameters; none in rows from before. */
  readonly saying: Uint8Array
  readonly parameters: Uint8Array
}
const NONE = new Uint8Array(0)
const encodeSeen = ({ serial, epoch, saying, parameters }: Seen): Uint8Array =>
  new Writer().u64(serial).u64(epoch).short(saying).short(parameters).bytes()
const decodeSeen = (row: Uint8Array): Seen =>
  decodeAll(row, 'newest map', (r) => ({
    ...{ serial: r.u64(), epoch: r.u64() },
    ...(r.remaining > 0 ? { saying: r.short(), parameters: r.short() } : { saying: NONE, parameters: NONE }),
  }))

/** The newest entry of a member that was ever seen here. Rows: map/entry/NAME → its serial and hash. */
interface Entry {
  readonly serial: number
  readonly hash: Uint8Array
}
const entryKey = (name: string): string => `map/entry/${name}`
const decodeEntry = (row: Uint8Array): Entry => decodeAll(row, 'entry of a member', (r) => ({ serial: r.u64(), hash: r.raw(32) }))

/** A map that was checked, before it is in use. */
interface Checked {
  readonly view: NetworkView
  readonly seen: Seen
  readonly taken: { readonly bytes: Uint8Array; readonly revoked: number }
  /** Node infos that the service names and did not give. */
  readonly lacking: number
  readonly changes: readonly Change[]
}

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
  /** Outlives a stored map that cannot be read. */
  private seen: Seen = { serial: 0, epoch: 0, saying: NONE, parameters: NONE }
  /** The map that was stored last, as it was got. */
  private last: Uint8Array | undefined
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
   * Loads the last known map from the store and asks the service, which is waited for only when there is none. An
   * unreachable service is tolerated.
   */
  async start(): Promise<void> {
    const { logger, store } = this.options
    const seen = await store.get(SEEN)
    if (seen) this.seen = decodeSeen(seen)
    this.last = await store.get('map/last')
    if (this.last) {
      try {
        this.use(await this.check(this.last, false))
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
        if (this.taken && this.revoked() !== this.taken.revoked) this.use(await this.check(this.taken.bytes, true))
        if (this.view.stale(rules().now)) refuse('MAP_REFUSED', 'expired')
        return true
      }
      if (reply.status !== 200) return false
      const checked = await this.check(reply.body, true)
      // Before it is in use: what was dealt with by this map must not be answered by an older one after a crash.
      await store.commit([...checked.changes, { key: 'map/last', value: reply.body }, { key: SEEN, value: encodeSeen(checked.seen) }])
      this.last = reply.body
      this.use(checked)
      // What was not given is asked for again: a reply in between must not take a member off the map.
      this.etag = checked.lacking > 0 ? '' : (reply.headers['etag'] ?? '')
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

  private use({ view, seen, taken }: Checked): void {
    this.seen = seen
    this.taken = taken
    this.current = view
  }

  /**
   * Checks a map, and changes nothing but for evidence. @param fresh from the service, not from the disk
   * @throws MAP_REFUSED, CERT_REFUSED, SIGNATURE_INVALID, WIRE_MALFORMED
   */
  private async check(bytes: Uint8Array, fresh: boolean): Promise<Checked> {
    const { crypto, rules } = this.options
    const map = decode(hdms.NetworkMap, await openSignedObject(crypto, 'network-map', bytes, rules()), 'network map')
    const saying = sayingOf(map)
    await this.checkSerial(map, saying, bytes)
    // A service that goes on showing what has expired hides what came since.
    if (fresh && rules().now > map.expires) refuse('MAP_REFUSED', 'expired')
    const parametersOf = async (hash: Uint8Array): Promise<hdms.NetworkParameters> =>
      decode(
        hdms.NetworkParameters,
        await openSignedObject(crypto, 'network-parameters', await this.object(hash), rules()),
        'network parameters',
      )
    const parameters = await parametersOf(map.parameters)
    await this.checkParameters(map, parameters, bytes)
    const announced = map.announced.length > 0 ? { announced: { hash: map.announced, parameters: await parametersOf(map.announced) } } : {}
    const { nodes, lacking, changes } = await this.entries(map, bytes)
    const { serial, expires } = map
    return {
      seen: { serial, epoch: parameters.epoch, saying, parameters: map.parameters },
      taken: { bytes, revoked: this.revoked() },
      view: { serial, parametersHash: map.parameters, parameters, ...announced, nodes, stale: (now) => now > expires },
      ...{ lacking, changes },
    }
  }

  /** An older map is a rollback, and another one of the same serial a second truth, even when they are signed. */
  private async checkSerial(map: hdms.NetworkMap, saying: Uint8Array, bytes: Uint8Array): Promise<void> {
    const { serial, saying: said } = this.seen
    const isOther = map.serial === serial && said.length > 0 && !equal(said, saying)
    if (map.serial >= serial && !isOther) return
    await this.accuse(bytes)
    refuse('MAP_REFUSED', isOther ? 'other-of-serial' : 'older')
  }

  /** Parameters in force only go on: those of one epoch are the same for ever. */
  private async checkParameters(map: hdms.NetworkMap, { epoch }: hdms.NetworkParameters, bytes: Uint8Array): Promise<void> {
    const { seen } = this
    const isOther = epoch === seen.epoch && seen.parameters.length > 0 && !equal(seen.parameters, map.parameters)
    if (epoch >= seen.epoch && !isOther) return
    await this.accuse(bytes, map)
    refuse('MAP_REFUSED', isOther ? 'other-of-epoch' : 'parameters-older')
  }

  /** Who is listed: of each member the newest entry that was ever seen here, whatever the map lists now. */
  private async entries(
    map: hdms.NetworkMap,
    bytes: Uint8Array,
  ): Promise<Pick<Checked, 'lacking' | 'changes'> & Pick<NetworkView, 'nodes'>> {
    const { store } = this.options
    const nodes = new Map<string, VerifiedNodeInfo>()
    const changes = new Map<string, Change>()
    let lacking = 0
    for (const hash of map.nodeInfos) {
      const listed = await this.nodeInfo(hash)
      if (listed === 'lacking') lacking++
      const newest = typeof listed === 'object' ? await this.newestOf(listed, map, bytes) : undefined
      const other = newest && nodes.get(newest.name)
      if (!newest || (other && other.serial >= newest.serial)) continue
      nodes.set(newest.name, newest)
      const key = entryKey(newest.name)
      const [row, value] = [await store.get(key), new Writer().u64(newest.serial).raw(newest.hash).bytes()]
      if (!row || !equal(row, value)) changes.set(newest.name, { key, value })
    }
    return { nodes, lacking, changes: [...changes.values()] }
  }

  /** The listed entry, or the one that was seen before and is not older. */
  private async newestOf(listed: VerifiedNodeInfo, map: hdms.NetworkMap, bytes: Uint8Array): Promise<VerifiedNodeInfo | undefined> {
    const row = await this.options.store.get(entryKey(listed.name))
    const known = row && decodeEntry(row)
    const isOlder = known && (known.serial > listed.serial || (known.serial === listed.serial && !equal(known.hash, listed.hash)))
    if (!isOlder) return listed
    await this.accuse(bytes, map, listed)
    const kept = await this.nodeInfo(known.hash)
    return typeof kept === 'object' ? kept : undefined
  }

  /**
   * Compares what is refused with the map that was stored last, and keeps both as evidence when the map's signer
   * cannot have signed both in good faith. What somebody on the way repeats is none: it was true once. @param map,
   * info what of it matters, beside its serial
   */
  private async accuse(bytes: Uint8Array, map?: hdms.NetworkMap, info?: VerifiedNodeInfo): Promise<void> {
    const { crypto, rules, store, logger } = this.options
    if (!this.last) return
    const { root } = rules()
    try {
      const before = await readMapFact(crypto, root, { kind: 'map', bytes: this.last })
      const of = async (hash: Uint8Array | undefined): Promise<Uint8Array | undefined> => hash && store.get(`map/object/${hex(hash)}`)
      const row = info && (await store.get(entryKey(info.name)))
      const parts = async (m: hdms.NetworkMap, entry: Uint8Array | undefined): Promise<Partial<MapFact>> => {
        const [parameters, listed] = [map && !info ? await of(m.parameters) : undefined, await of(entry)]
        return { ...(parameters ? { parameters } : {}), ...(listed ? { info: listed } : {}) }
      }
      const facts: readonly [MapFact, MapFact] = [
        { kind: 'map', bytes: this.last, ...(await parts(before.map, row && decodeEntry(row).hash)) },
        { kind: 'map', bytes, ...(map ? await parts(map, info?.hash) : {}) },
      ]
      const [a, b] = await Promise.all([readMapFact(crypto, root, facts[0]), readMapFact(crypto, root, facts[1])])
      const why = mapContradiction(a, b)
      if (why === undefined) return
      logger.error('the network map contradicts itself', { code: 'MAP_REFUSED', why })
      const { chain } = decode(hdms.SignedObject, bytes, 'network map')
      await this.keepEvidence(encodeAuthorityEvidence({ against: 'network-map', chain, facts }))
    } catch (error) {
      logger.warn('what the network map signed could not be compared', { code: asHdmsError(error).code })
    }
  }

  private async keepEvidence(file: string): Promise<void> {
    const { store } = this.options
    const rows = await store.range(...prefixRange(EVIDENCE))
    const value = utf8(file)
    if (rows.length >= MOST_EVIDENCE || rows.some(([, row]) => equal(row, value))) return
    await store.commit([{ key: `${EVIDENCE}${rows.length + 1}`, value }])
  }

  /** The evidence against the network map that was kept here; nothing before the first map. */
  async standing(): Promise<AuthorityStanding | undefined> {
    const rows = await this.options.store.range(...prefixRange(EVIDENCE))
    const [leaf] = this.last ? decode(hdms.SignedObject, this.last, 'network map').chain : []
    return leaf && { name: readCertificate(leaf).subjectText, evidence: rows.map(([, file]) => fromUtf8(file)) }
  }

  /** One bad node info does not block the others. */
  private async nodeInfo(hash: Uint8Array): Promise<VerifiedNodeInfo | 'lacking' | 'refused'> {
    const { crypto, rules, logger } = this.options
    let object: Uint8Array | undefined
    try {
      object = await this.object(hash)
      return await verifyNodeInfo(crypto, object, rules())
    } catch (error) {
      const known = asHdmsError(error)
      if (known.fault === 'unavailable') throw error
      logger.warn('node info left out', { code: known.code })
      return object ? 'refused' : 'lacking'
    }
  }

  /** An object by its hash; what comes is compared with it. Kept, since a hash never changes its object. */
  private async object(hash: Uint8Array): Promise<Uint8Array> {
    const { http, url, store } = this.options
    const key = `map/object/${hex(hash)}`
    const kept = await store.get(key)
    if (kept && equal(sha256(kept), hash)) return kept
    const reply = await http({ method: 'GET', url: `${url}/v1/objects/${hex(hash)}` })
    if (reply.status !== 200 || !equal(sha256(reply.body), hash)) refuse('MAP_REFUSED', 'other-object')
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
    if (reply.status >= 300) throw refusalInBody(reply.body, 'network map')
  }
}
