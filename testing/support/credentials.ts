/** What a request may show at the servers of a test network: nothing, something wrong, or what the description of the route asks for. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DoormanClient } from '@hdms/doorman/client/enrol.ts'
import { enrol } from '@hdms/doorman/client/keys.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { openKeyStore } from '@hdms/platform/node/key-store.ts'
import { HOSPITAL } from '@hdms/sandbox/network/launcher.ts'
import { INSTITUTE, SEARCH } from '@hdms/sandbox/network/trading.ts'
import { invite } from '@hdms/sandbox/people/person.ts'
import { hex } from '@hdms/shared/bytes.ts'
import type { Kind } from '@hdms/shared/identity/certificate.ts'
import { PERSONS, parseName } from '@hdms/shared/identity/names.ts'
import { memberToken } from '@hdms/shared/network/member-token.ts'
import type { RoleKey } from '@hdms/shared/network/signed-object.ts'
import { fetchClient } from '@hdms/shared/ports/fetch-client.ts'
import type { SecretStore } from '@hdms/shared/ports/secrets.ts'
import { systemClock as clock } from '@hdms/shared/time.ts'
import type { TestNetwork } from './network.ts'
import type { Operation } from './openapi.ts'

const crypto = nativeCrypto()

export type Who = 'hospital' | 'research' | 'search' | 'person'
export interface Asked {
  readonly server: string
  readonly operation: Operation
  readonly path: string
  readonly body: Uint8Array
}

/** Members whom a route asks for that not everybody may use, by the beginning of its path. */
const ONLY: readonly (readonly [path: string, who: Who])[] = [
  ['/v1/answer-tokens/queries', 'search'],
  ['/v1/answer-tokens/spent', 'search'],
  ['/v1/answer-tokens', 'person'],
  ['/v1/broadcasts', 'search'],
  ['/v1/counting', 'search'],
  ['/v1/counts', 'research'],
  ['/v1/orders', 'research'],
  ['/v1/states', 'research'],
]

export class Credentials {
  private readonly net: TestNetwork
  private readonly keys: Readonly<Record<Who, RoleKey>>

  private constructor(net: TestNetwork, keys: Record<Who, RoleKey>) {
    this.net = net
    this.keys = keys
  }

  /** Reads the keys of members from their folders, and has a person admitted. */
  static async of(net: TestNetwork): Promise<Credentials> {
    const doorman = new DoormanClient(fetchClient(), `http://127.0.0.1:${net.file.ports.doorman}`)
    const own = async (folder: string, name: string, kind: Kind): Promise<RoleKey> => {
      const secrets = await openKeyStore(crypto, join(net.file.folder, folder, 'keys.json'), net.network.passphrase)
      return enrol({ crypto, clock, secrets, doorman, name: parseName(name), kind })
    }
    const { invitation } = await invite(net.file, hex(crypto.random(8)))
    const name = parseName(`CN=${hex(crypto.random(16))},O=${PERSONS},C=KR`)
    return new Credentials(net, {
      hospital: await own('hospital', HOSPITAL, 'institution'),
      research: await own('research', INSTITUTE, 'institution'),
      search: await own('search', SEARCH, 'service'),
      person: await enrol({ crypto, clock, secrets: inMemory(), doorman, name, kind: 'person', invitation }),
    })
  }

  /** The credential that a description names; undefined when it names none. */
  static named(operation: Operation, otherwise: Operation['security']): string | undefined {
    const names = (operation.security ?? otherwise ?? []).flatMap((one) => Object.keys(one))
    return names[0]
  }

  async right({ server, path, body }: Asked, name: string): Promise<string> {
    if (name !== 'member') return `Bearer ${this.secret(server, name === 'operator' ? 'operator-token' : 'api-token')}`
    const who = ONLY.find(([start]) => path.startsWith(start))?.[1] ?? 'hospital'
    return memberToken(crypto, this.keys[who], path, body, Date.now())
  }

  /** Several that must all be refused. */
  async wrong({ path, body }: Asked, name: string): Promise<string[]> {
    const bearers = [`Bearer ${'0'.repeat(48)}`, 'Bearer ', 'Basic eDp4', 'HDMS AAAA']
    if (name !== 'member') return bearers
    const token = (at: string, of: Uint8Array, time: number, key = this.keys.hospital) => memberToken(crypto, key, at, of, time)
    const stranger = { seed: crypto.random(32), chain: this.keys.hospital.chain }
    return [
      ...bearers,
      await token('/v1/other', body, Date.now()),
      await token(path, body, Date.now() - 3600_000),
      await token(path, body, Date.now(), stranger),
      await token(path, body, Date.now(), { seed: stranger.seed, chain: this.keys.hospital.chain.slice(1) }),
    ]
  }

  private secret(server: string, file: string): string {
    const folder = server === 'map' ? 'network-map' : server
    return readFileSync(join(this.net.file.folder, folder, file), 'utf8').trim()
  }
}

function inMemory(): SecretStore {
  const all = new Map<string, Uint8Array>()
  return {
    get: async (name) => all.get(name),
    put: async (name, secret) => void all.set(name, secret),
    async getOrCreate(name, length) {
      const secret = all.get(name) ?? crypto.random(length)
      all.set(name, secret)
      return secret
    },
  }
}
