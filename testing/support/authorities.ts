/** A doorman and a network map with nothing between them and a member but a wire that a test can twist. */
import { DoormanClient } from '@hdms/doorman/client/enrol.ts'
import { enrol, type NodeKeys } from '@hdms/doorman/client/keys.ts'
import { TrustStore } from '@hdms/doorman/client/trust.ts'
import { AnswerTokens } from '@hdms/doorman/server/answer-tokens.ts'
import { DOORMAN_NAME, rootCeremony } from '@hdms/doorman/server/ca.ts'
import { Doorman } from '@hdms/doorman/server/doorman.ts'
import { doormanHttp } from '@hdms/doorman/server/http.ts'
import { MapClient } from '@hdms/network-map/client/map-client.ts'
import { NetworkMapRegistry } from '@hdms/network-map/server/network-map.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { fail } from '@hdms/shared/errors.ts'
import { issueCertificate, makeCsr } from '@hdms/shared/identity/certificates.ts'
import { parseName } from '@hdms/shared/identity/names.ts'
import { silent } from '@hdms/shared/logging.ts'
import { encode, hdms } from '@hdms/shared/messages/wire.ts'
import { signNodeInfo } from '@hdms/shared/network/node-info.ts'
import { type RoleKey, type SignedKind, signObject } from '@hdms/shared/network/signed-object.ts'
import type { HttpClient, HttpReply } from '@hdms/shared/ports/http.ts'
import { memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import type { NodeStore } from '@hdms/shared/ports/node-store.ts'
import type { SecretStore } from '@hdms/shared/ports/secrets.ts'
import { type Clock, DAY } from '@hdms/shared/time.ts'
import { SimClock } from './sim-clock.ts'

export const crypto: CryptoProvider = nativeCrypto()

/** Secrets that a test can look at. */
export function keptSecrets(kept: Map<string, Uint8Array> = new Map()): SecretStore & { readonly kept: Map<string, Uint8Array> } {
  return {
    kept,
    get: async (name) => kept.get(name),
    put: async (name, secret) => void kept.set(name, secret),
    getOrCreate: async (name, length) => {
      const secret = kept.get(name) ?? crypto.random(length)
      kept.set(name, secret)
      return secret
    },
  }
}

export class Authorities {
  readonly clock: SimClock = new SimClock()
  readonly seed: Uint8Array = crypto.random(32)
  /** How many turns of the event loop a read takes to come, by its (first) key: what happens meanwhile is not in it. */
  late: (key: string) => number = () => 0
  readonly doormanRows: NodeStore = this.lateRows(memoryNodeStore())
  readonly mapRows: NodeStore = this.lateRows(memoryNodeStore())
  /** What happens to a reply on its way. */
  twist: (reply: HttpReply, url: string) => HttpReply | Promise<HttpReply> = (reply) => reply
  roots!: { root: Uint8Array; doormanCa: Uint8Array }
  doorman!: Doorman
  registry!: NetworkMapRegistry
  parametersKey!: RoleKey
  mapKey!: RoleKey
  private door!: ReturnType<typeof doormanHttp>

  async start(): Promise<this> {
    this.roots = await rootCeremony(crypto, this.clock.now(), crypto.random(32), await crypto.publicKey(this.seed))
    this.parametersKey = await this.role('network-parameters')
    this.mapKey = await this.role('network-map')
    this.restart()
    await this.registry.setParameters(await this.parameters(1))
    return this
  }

  /** Both services begin anew from their rows. */
  restart(): void {
    const { clock, seed, roots } = this
    const rules = () => ({ root: roots.root, now: clock.now(), crlPolicy: 'soft' as const })
    this.doorman = new Doorman({ crypto, clock, store: this.doormanRows, seed, ...roots })
    const tokens = new AnswerTokens({ crypto, clock, store: this.doormanRows, seed: crypto.random(32) })
    this.door = doormanHttp({ crypto, doorman: this.doorman, tokens, ...roots, operator: () => {}, rules, logger: silent })
    this.registry = new NetworkMapRegistry({ crypto, clock, store: this.mapRows, key: this.mapKey, rules })
  }

  private lateRows(store: NodeStore): NodeStore {
    const wait = async (key: string): Promise<void> => {
      for (let left = this.late(key); left > 0; left--) await new Promise((resolve) => setImmediate(resolve))
    }
    const get: NodeStore['get'] = async (key) => {
      const value = await store.get(key)
      await wait(key)
      return value
    }
    const range: NodeStore['range'] = async (from, to) => {
      const rows = await store.range(from, to)
      await wait(from)
      return rows
    }
    return { ...store, get, range }
  }

  private async role(role: SignedKind): Promise<RoleKey> {
    const seed = crypto.random(32)
    const times = { notBefore: this.clock.now() - DAY, notAfter: this.clock.now() + 400 * DAY }
    const subject = parseName(`CN=${role},O=HDMS,C=KR`)
    const template = { ...times, subject, publicKey: await crypto.publicKey(seed), role, kind: 'service' as const }
    const der = await issueCertificate(crypto, { name: DOORMAN_NAME, seed: this.seed }, template)
    return { seed, chain: [der, this.roots.doormanCa, this.roots.root] }
  }

  parameters(epoch: number, more: hdms.NetworkParameters.$Properties = {}): Promise<Uint8Array> {
    return signObject(crypto, 'network-parameters', this.parametersKey, encode(hdms.NetworkParameters, { ...more, epoch }))
  }

  /** A map that the map's signer signs, whatever it says. */
  signMap(content: hdms.NetworkMap.$Properties): Promise<Uint8Array> {
    const issued = this.clock.now()
    return signObject(crypto, 'network-map', this.mapKey, encode(hdms.NetworkMap, { issued, expires: issued + DAY, ...content }))
  }

  readonly http: HttpClient = async ({ method, url, headers, body }) => {
    const { pathname } = new URL(url)
    if (url.startsWith('http://map')) return this.twist({ status: 200, headers: {}, body: await this.ofMap(pathname) }, url)
    const reply = await this.door.inject({
      method,
      url: url.replace('http://doorman', ''),
      headers: { ...headers },
      ...(body ? { payload: Buffer.from(body) } : {}),
    })
    for (const { id } of await this.doorman.pending()) await this.doorman.decide(id, true, '')
    return this.twist({ status: reply.statusCode, headers: {}, body: new Uint8Array(reply.rawPayload) }, url)
  }
  private ofMap(pathname: string): Promise<Uint8Array> {
    return pathname === '/v1/map' ? this.registry.map() : this.registry.object(pathname.slice(pathname.lastIndexOf('/') + 1))
  }

  trust(crlPolicy: 'soft' | 'hard' = 'soft'): TrustStore {
    return new TrustStore({ crypto, clock: this.clock, http: this.http, doorman: 'http://doorman', ...this.roots, crlPolicy })
  }

  member(name: string, secrets: SecretStore = keptSecrets()): Promise<NodeKeys> {
    // Nobody waits for the doorman's operator here.
    const clock: Clock = {
      now: () => this.clock.now(),
      after: (_ms, run) => {
        queueMicrotask(run)
        return () => {}
      },
    }
    const doorman = new DoormanClient(this.http, 'http://doorman')
    return enrol({ crypto, clock, secrets, doorman, name: parseName(name), kind: 'institution', trust: this.trust() })
  }

  /** The doorman certifies a second holder of a name, and enters it in its log. */
  async second(name: string): Promise<Uint8Array> {
    const id = await this.doorman.request(await makeCsr(crypto, crypto.random(32), parseName(name), 'node-ca', 'institution'), undefined)
    await this.doorman.decide(id, true, '')
    const state = await this.doorman.state(id)
    return state.status === 'approved' ? (state.chain[0] as Uint8Array) : fail('BUG', { what: 'not approved' })
  }

  info(keys: NodeKeys, serial: number): Promise<Uint8Array> {
    return signNodeInfo(crypto, keys.seed, {
      ...{ name: keys.name, serial, chain: keys.chain, sealingKey: keys.sealingKey, logProof: keys.logProof },
      ...{ rest: 'http://127.0.0.1:1', multiaddrs: [], notary: '', platformVersion: 1, transport: new Uint8Array(0) },
    })
  }

  mapClient(store: NodeStore): MapClient {
    const rules = () => ({ root: this.roots.root, now: this.clock.now(), crlPolicy: 'soft' as const })
    return new MapClient({ crypto, http: this.http, url: 'http://map', rules, logger: silent, store })
  }
}
