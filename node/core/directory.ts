/**
 * Whom this node knows: institutions from the map, persons from the dealings they opened. Rows: p/NAME. Also the notaries, asked
 * directly or through the relay.
 */

import type { NetworkPort, TradingParameters } from '@hdms/flows/core/services.ts'
import type { QueueClient } from '@hdms/message-queue/client/queue-client.ts'
import type { MapClient } from '@hdms/network-map/client/map-client.ts'
import { NotaryClient, type NotaryObserver } from '@hdms/notary/client/notary-client.ts'
import { equal, hex } from '@hdms/shared/bytes.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { PathRules } from '@hdms/shared/identity/path.ts'
import { decode, hdms } from '@hdms/shared/messages/wire.ts'
import { type VerifiedNodeInfo, verifySender } from '@hdms/shared/network/node-info.ts'
import { notaryId } from '@hdms/shared/notary/answer.ts'
import type { HttpClient } from '@hdms/shared/ports/http.ts'
import { type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import type { Watched } from './notary-watch.ts'
import { type ProvenNotary, provenNotary } from './proven-notary.ts'

export interface DirectoryOptions {
  readonly crypto: CryptoProvider
  readonly store: NodeStore
  readonly map: MapClient
  readonly http: HttpClient
  readonly rules: () => PathRules
  readonly queue: QueueClient | undefined
  /** A person asks notaries through the relay only. */
  readonly relayOnly: boolean
  /** Who follows what the notary with this id says. */
  readonly observer: (id: Uint8Array) => NotaryObserver
}

export class Directory implements NetworkPort {
  private readonly persons = new Map<string, VerifiedNodeInfo>()
  private readonly notaries = new Map<string, ProvenNotary>()
  private readonly o: DirectoryOptions

  constructor(options: DirectoryOptions) {
    this.o = options
  }

  async load(): Promise<void> {
    for (const [key, bytes] of await this.o.store.range(...prefixRange('p/'))) {
      try {
        this.persons.set(key.slice(2), await verifySender(this.o.crypto, bytes, this.o.rules()))
      } catch {
        // Expired or revoked meanwhile: unknown until they come again.
      }
    }
  }

  /** Takes the info that came with an envelope; a lower serial than the known one is ignored. */
  async learn(info: VerifiedNodeInfo): Promise<void> {
    if (this.o.map.view.nodes.has(info.name)) return
    const known = this.persons.get(info.name)
    if (known && known.serial >= info.serial) return
    await this.o.store.commit([{ key: `p/${info.name}`, value: info.signed }])
    this.persons.set(info.name, info)
  }

  parametersHash(): Uint8Array {
    return this.o.map.view.parametersHash
  }

  node(name: string): VerifiedNodeInfo {
    return this.o.map.view.nodes.get(name) ?? this.persons.get(name) ?? fail('NOT_FOUND', { what: 'member of that name' })
  }

  notaryName(id: Uint8Array): string {
    const entry = this.o.map.view.parameters.notaries.find((n) => equal(notaryId(n.key ?? new Uint8Array(0)), id))
    return entry?.name ?? fail('NOT_FOUND', { what: 'notary' })
  }

  institutionOf(key: Uint8Array): string | undefined {
    return this.o.map.members().find((m) => m.kind === 'institution' && equal(m.identityKey, key))?.name
  }

  contracts(): ReadonlyMap<string, string> | undefined {
    const { contracts } = this.o.map.view.parameters
    return contracts.length === 0 ? undefined : new Map(contracts.map((c) => [c.name ?? '', hex(c.code ?? new Uint8Array(0))]))
  }

  trading(): TradingParameters {
    const { parameters, nodes } = this.o.map.view
    const keyOf = (name: string): Uint8Array | undefined => nodes.get(name)?.identityKey
    const none = new Uint8Array(0)
    return {
      search: keyOf(parameters.search),
      counters: parameters.counters.flatMap((name) => keyOf(name) ?? []),
      judges: parameters.judges.flatMap((name) => {
        const key = keyOf(name)
        return key ? [{ name, key }] : []
      }),
      boards: parameters.boards.map((b) => ({
        name: b.name ?? '',
        members: (b.members ?? []).map((m) => ({ key: m.key ?? none, external: m.external ?? false })),
      })),
    }
  }

  /** The services that count, with what shares are sealed to. */
  counters(): VerifiedNodeInfo[] {
    return this.o.map.view.parameters.counters.map((name) => this.node(name))
  }

  /** The notaries of the network as they are watched, by their ids in hex. */
  watched(): ReadonlyMap<string, Watched> {
    const { parameters, nodes } = this.o.map.view
    return new Map(
      parameters.notaries.map(({ name: given, key: bytes }): [string, Watched] => {
        const [name, key] = [given ?? '', bytes ?? new Uint8Array(0)]
        const headers = (from: number, limit: number) => this.notary(name).headers(from, limit)
        return [hex(notaryId(key)), { name, key, chain: nodes.get(name)?.chain ?? [], headers, head: () => this.notary(name).minute() }]
      }),
    )
  }

  notary(name: string): ProvenNotary {
    const known = this.notaries.get(name)
    if (known) return known
    const entry = this.o.map.view.parameters.notaries.find((n) => n.name === name)
    const key = entry?.key ?? fail('NOT_FOUND', { what: 'notary' })
    const id = notaryId(key)
    const client = new NotaryClient(this.o.crypto, key, (request) => this.ask(name, id, request), this.o.observer(id))
    const port = provenNotary(client, () => this.node(name).sealingKey)
    this.notaries.set(name, port)
    return port
  }

  /** A person's questions, and everyone's that name existing states, travel sealed through the relay. */
  private async ask(name: string, id: Uint8Array, request: Uint8Array): Promise<Uint8Array> {
    const { queue, http, relayOnly } = this.o
    const info = this.node(name)
    const q = decode(hdms.NotaryRequest, request, 'notary request')
    // Headers travel sealed as well: a reply that is not signed as a whole must not be put in by anybody on the way.
    const revealing = (q.status?.length ?? 0) > 0 || (q.unspent?.length ?? 0) > 0 || q.headers || hasReferences(q)
    if (relayOnly || revealing) {
      if (!queue) return fail('SERVICE_UNAVAILABLE', { service: 'message queue' })
      return queue.relay(id, info.sealingKey, request)
    }
    const reply = await http({
      method: 'POST',
      url: `${info.rest}/v1/ask`,
      headers: { 'content-type': 'application/octet-stream' },
      body: request,
    })
    return reply.status === 200 ? reply.body : fail('SERVICE_UNAVAILABLE', { service: `notary ${hex(id).slice(0, 8)}` })
  }
}

/** V ends with the references' count and hashes: 2 bytes after the nullifiers. */
function hasReferences(q: hdms.NotaryRequest): boolean {
  const visible = q.notarise?.visible
  if (!visible) return false
  const view = new DataView(visible.buffer, visible.byteOffset)
  const nullifiers = view.getUint16(72)
  return view.getUint16(74 + nullifiers * 32) > 0
}
