/** What every process of a member begins with: its keys, what it trusts, its certificates; and the command that joins the network. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DoormanClient } from '@hdms/doorman/client/enrol.ts'
import { enrol, enrolRole, keptProof, type NodeKeys } from '@hdms/doorman/client/keys.ts'
import { fetchRoots, fingerprint, membership } from '@hdms/doorman/client/member.ts'
import type { TrustStore } from '@hdms/doorman/client/trust.ts'
import { passphrase } from '@hdms/platform/node/config.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { openKeyStore } from '@hdms/platform/node/key-store.ts'
import type { Command } from '@hdms/platform/node/main.ts'
import { pinnedRoots } from '@hdms/platform/node/trust-files.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { type Kind, readCertificate } from '@hdms/shared/identity/certificate.ts'
import { parseName } from '@hdms/shared/identity/names.ts'
import type { RoleKey } from '@hdms/shared/network/signed-object.ts'
import { fetchClient } from '@hdms/shared/ports/fetch-client.ts'
import type { HttpClient } from '@hdms/shared/ports/http.ts'
import type { SecretStore } from '@hdms/shared/ports/secrets.ts'
import { systemClock as clock } from '@hdms/shared/time.ts'

/** The settings of a member, as KEEPING and MEMBER of the configuration have them. */
export interface MemberSettings {
  readonly data: string
  readonly 'passphrase-file': string | undefined
  readonly doorman: string
  readonly root: string | undefined
  readonly trust: string | undefined
  readonly 'crl-policy': string
}

/** Who asks to be admitted. */
export interface Applicant {
  /** X.500 name. */
  readonly name: string
  readonly kind: Kind
}

interface Start {
  readonly crypto: CryptoProvider
  readonly http: HttpClient
  readonly secrets: SecretStore
  readonly trust: TrustStore
  readonly doorman: DoormanClient
}
export interface Member extends Start {
  readonly keys: NodeKeys
}

async function begin(o: MemberSettings): Promise<Start> {
  mkdirSync(o.data, { recursive: true, mode: 0o700 })
  const crypto = nativeCrypto()
  const http = fetchClient()
  const secrets = await openKeyStore(crypto, join(o.data, 'keys.json'), passphrase(o))
  const roots = await pinnedRoots(o, (told) => fetchRoots(crypto, clock, http, o.doorman, told))
  const crlPolicy = o['crl-policy'] === 'hard' ? 'hard' : 'soft'
  return { crypto, http, secrets, ...membership({ crypto, clock, http, url: o.doorman, roots, crlPolicy }) }
}

/** Opens the member; the first time it asks to be admitted and waits for the doorman's operator. @throws what the doorman refuses */
export async function openMember(o: MemberSettings, who: Applicant, waiting?: (id: string) => void): Promise<Member> {
  const start = await begin(o)
  const name = parseName(who.name)
  const keys = await enrol({ ...start, clock, name, kind: who.kind, ...(waiting ? { waiting } : {}) })
  start.trust.follow(keys.logProof)
  await start.trust.refresh()
  return { ...start, keys }
}

/** The same for a role that the doorman certifies directly. */
export async function openRole(
  o: MemberSettings,
  name: string,
  role: 'network-map' | 'network-parameters',
): Promise<Start & { key: RoleKey }> {
  const start = await begin(o)
  const key = await enrolRole({ ...start, clock, name: parseName(name) }, role)
  start.trust.follow(await keptProof(start, key.chain[0] as Uint8Array))
  await start.trust.refresh()
  return { ...start, key }
}

/** `join`: asks to be admitted, and ends when it is. Started again it goes on waiting for the same request. @param next what to do then */
export const joinCommand = <W = unknown>(
  who: (settings: W) => Applicant,
  next: (keys: NodeKeys) => string = () => '',
): Command<MemberSettings & W> => ({
  usage: 'join',
  about: 'makes the keys, asks the doorman to be admitted, and waits until it is',
  run: async (o, _args, out) => {
    const applicant = who(o)
    const waiting = (id: string) =>
      out.line(`The doorman's operator has to admit ${applicant.name}: request ${id}. Tell them the name and this id; this waits.`)
    const { keys } = await openMember(o, applicant, waiting)
    const until = new Date(readCertificate(keys.chain[0] as Uint8Array).notAfter).toISOString().slice(0, 10)
    out.line(`${keys.name} is admitted until ${until}. Its key is ${fingerprint(keys.key)}.`)
    if (next(keys) !== '') out.line(next(keys))
    return 0
  },
})
