/**
 * What every process of a member begins with: its keys, what it trusts, its certificates; and the command that joins
 * the network.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join as pathOf } from 'node:path'
import type { DoormanClient, Waiting } from '@hdms/doorman/client/enrol.ts'
import { enrol, enrolRole, keptProof, type NodeKeys } from '@hdms/doorman/client/keys.ts'
import { fetchRoots, fingerprint, membership } from '@hdms/doorman/client/member.ts'
import type { TrustStore } from '@hdms/doorman/client/trust.ts'
import { passphrase } from '@hdms/platform/node/config.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { openKeyStore } from '@hdms/platform/node/key-store.ts'
import type { Command, Out } from '@hdms/platform/node/main.ts'
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
  const secrets = await openKeyStore(crypto, pathOf(o.data, 'keys.json'), passphrase(o))
  const roots = await pinnedRoots(o, (told) => fetchRoots(crypto, clock, http, o.doorman, told))
  const crlPolicy = o['crl-policy'] === 'hard' ? 'hard' : 'soft'
  return { crypto, http, secrets, ...membership({ crypto, clock, http, url: o.doorman, roots, crlPolicy }) }
}

/** Keeps what was revoked beside the keys, and evidence against the doorman as files in the data folder. */
const remember = ({ trust, secrets }: Start, folder: string): Promise<void> =>
  trust.remember({
    load: () => secrets.get('revoked'),
    save: async (kept) => {
      await secrets.put('revoked', kept)
      for (const [i, file] of trust.standing().evidence.entries()) writeFileSync(pathOf(folder, `evidence-doorman-${i + 1}.json`), file)
    },
  })

/** What somebody who waits tells the doorman's operator, who sees the same in `doorman pending`. */
const askFor = (name: string, id: string, key: Uint8Array): string =>
  `The doorman's operator has to admit ${name}: request ${id}, key ${fingerprint(key)}. Tell them name, id and key over another way than this network; this waits.`

const tell = (line: string): void => void process.stdout.write(`${line}\n`)

/**
 * Opens the member; the first time it asks to be admitted and waits for the doorman's operator. @throws what the
 * doorman refuses
 */
export async function openMember(o: MemberSettings, who: Applicant, say: (line: string) => void = tell): Promise<Member> {
  const start = await begin(o)
  const name = parseName(who.name)
  const waiting: Waiting = (id, key) => say(askFor(who.name, id, key))
  const keys = await enrol({ ...start, clock, name, kind: who.kind, waiting })
  start.trust.follow(keys.logProof)
  await remember(start, o.data)
  await start.trust.refresh()
  return { ...start, keys }
}

type CertifiedRole = 'network-map' | 'network-parameters'

/** The same for a role that the doorman certifies directly. */
export async function openRole(
  o: MemberSettings,
  name: string,
  role: CertifiedRole,
  say: (line: string) => void = tell,
): Promise<Start & { key: RoleKey }> {
  const start = await begin(o)
  const waiting: Waiting = (id, asking) => say(askFor(name, id, asking))
  const key = await enrolRole({ ...start, clock, name: parseName(name), waiting }, role)
  start.trust.follow(await keptProof(start, key.chain[0] as Uint8Array))
  await remember(start, o.data)
  await start.trust.refresh()
  return { ...start, key }
}

/** `join`: asks to be admitted, and ends when it is. Started again it goes on waiting for the same request. */
const join = <W>(admitted: (settings: MemberSettings & W, out: Out) => Promise<void>): Command<MemberSettings & W> => ({
  usage: 'join',
  about: 'makes the keys, asks the doorman to be admitted, and waits until it is',
  run: async (o, _args, out) => {
    await admitted(o, out)
    return 0
  },
})

const saysAdmitted = (certificate: Uint8Array): string => {
  const { subjectText, notAfter, publicKey } = readCertificate(certificate)
  return `${subjectText} is admitted until ${new Date(notAfter).toISOString().slice(0, 10)}, with the key ${fingerprint(publicKey)}.`
}

/** @param next what to do then */
export const joinCommand = <W = unknown>(
  who: (settings: W) => Applicant,
  next: (keys: NodeKeys) => string = () => '',
): Command<MemberSettings & W> =>
  join<W>(async (o, out) => {
    const { keys } = await openMember(o, who(o), (line) => out.line(line))
    out.line(saysAdmitted(keys.chain[1] as Uint8Array))
    if (next(keys) !== '') out.line(next(keys))
  })

export const joinRoleCommand = (name: string, role: CertifiedRole): Command<MemberSettings> =>
  join(async (o, out) => {
    const { key } = await openRole(o, name, role, (line) => out.line(line))
    out.line(saysAdmitted(key.chain[0] as Uint8Array))
  })
