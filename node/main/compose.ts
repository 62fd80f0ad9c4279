/** What both kinds of node share when they run as a process: keys, trust, stores, identity. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DoormanClient } from '@hdms/doorman/client/enrol.ts'
import { enrol, type NodeKeys } from '@hdms/doorman/client/keys.ts'
import { TrustStore } from '@hdms/doorman/client/trust.ts'
import { type Disk, openStorage, type Storage } from '@hdms/node/core/storage.ts'
import { fileBlobStore } from '@hdms/platform/node/blob-store.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { openKeyStore } from '@hdms/platform/node/key-store.ts'
import { levelNodeStore } from '@hdms/platform/node/level-store.ts'
import { fileSlots } from '@hdms/platform/node/slot-file.ts'
import { readTrust } from '@hdms/platform/node/trust-files.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import type { Kind } from '@hdms/shared/identity/certificate.ts'
import { parseName } from '@hdms/shared/identity/names.ts'
import { fetchClient } from '@hdms/shared/ports/fetch-client.ts'
import type { HttpClient } from '@hdms/shared/ports/http.ts'
import type { SecretStore } from '@hdms/shared/ports/secrets.ts'
import { systemClock } from '@hdms/shared/time.ts'

/** A node's disk in a folder. */
export const nodeDisk = async (data: string): Promise<Disk> => ({
  rows: await levelNodeStore(join(data, 'store')),
  blobs: await fileBlobStore(join(data, 'documents')),
  slots: fileSlots(join(data, 'keys.slots')),
})

export interface Base {
  readonly crypto: CryptoProvider
  readonly http: HttpClient
  readonly storage: Storage
  readonly secrets: SecretStore
  readonly keys: NodeKeys
  readonly trust: TrustStore
}

export interface BaseOptions {
  readonly data: string
  readonly trust: string
  readonly doorman: string
  readonly passphrase: string
  readonly kind: Kind
  /** X.500 name; a person's is drawn at the first start. */
  readonly name: string | undefined
  readonly invitation: string | undefined
}

export async function openBase(o: BaseOptions): Promise<Base> {
  mkdirSync(o.data, { recursive: true, mode: 0o700 })
  const crypto = nativeCrypto()
  const http = fetchClient()
  const secrets = await openKeyStore(crypto, join(o.data, 'keys.json'), o.passphrase)
  const drawn = Buffer.from(await secrets.getOrCreate('handle', 8)).toString('hex')
  const name = parseName(o.name ?? `CN=${drawn},O=Health In My Storage,C=KR`)
  const doorman = new DoormanClient(http, o.doorman)
  const keys = await enrol({
    crypto,
    clock: systemClock,
    secrets,
    doorman,
    name,
    kind: o.kind,
    ...(o.invitation ? { invitation: o.invitation } : {}),
  })
  const trust = new TrustStore({ crypto, clock: systemClock, http, doorman: o.doorman, ...readTrust(o.trust) })
  return {
    crypto,
    http,
    storage: await openStorage(crypto, await nodeDisk(o.data), secrets, keys.storageKey),
    secrets,
    keys,
    trust,
  }
}
