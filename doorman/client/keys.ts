/** A node's keys and certificates: made once, certified by the doorman, kept in the secret store. */
import { decodeAll, equal, Writer } from '@hdms/shared/bytes.ts'
import { XWING } from '@hdms/shared/crypto/hpke.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { type Kind, type Role, readCertificate } from '@hdms/shared/identity/certificate.ts'
import { formatName, type MemberName } from '@hdms/shared/identity/names.ts'
import type { SecretStore } from '@hdms/shared/ports/secrets.ts'
import type { Clock } from '@hdms/shared/time.ts'
import type { DoormanClient, Waiting } from './enrol.ts'
import { refuse } from './reasons.ts'
import type { TrustStore } from './trust.ts'

/** Only a first start issues anything. */
const issuing = () => import('@hdms/shared/identity/certificates.ts')

export interface NodeKeys {
  /** X.500 name. */
  readonly name: string
  /** Identity key and its seed. */
  readonly key: Uint8Array
  readonly seed: Uint8Array
  /** X-Wing key that others seal to, and its secret. */
  readonly sealingKey: Uint8Array
  readonly sealingSecret: Uint8Array
  /** Seed that one-time spend keys are derived from. */
  readonly walletSeed: Uint8Array
  /** Path of the signing identity, end entity first. */
  readonly chain: readonly Uint8Array[]
  /** Shows that the doorman's certificate in it stands in the issuance log. */
  readonly logProof: Uint8Array
  readonly transportCertificate: Uint8Array
  readonly transportSeed: Uint8Array
  /** Key that wraps the data keys of the off-ledger store. */
  readonly storageKey: Uint8Array
  /** Seed of the ML-DSA-65 key that an institution cosigns notaries' checkpoints with. */
  readonly cosignSeed: Uint8Array
}

export interface EnrolmentOptions {
  readonly crypto: CryptoProvider
  readonly clock: Clock
  readonly secrets: SecretStore
  readonly doorman: DoormanClient
  readonly name: MemberName
  readonly kind: Kind
  /** A person's one-time token. */
  readonly invitation?: string
  readonly waiting?: Waiting
  /** Checks what the doorman answers before it is kept. Without it only the key is compared. */
  readonly trust?: Pick<TrustStore, 'checkOwn' | 'checkProof'>
}

const encodeChain = (chain: readonly Uint8Array[]) => new Writer().list(chain, (w, c) => void w.long(c)).bytes()
const decodeChain = (bytes: Uint8Array) => decodeAll(bytes, 'certificate chain', (r) => r.list((i) => i.long()))

/**
 * The node's keys; asks the doorman the first time. @throws what the doorman refuses; NAME_INVALID when the kept name
 * differs
 */
export async function enrol(o: EnrolmentOptions): Promise<NodeKeys> {
  const { crypto, secrets } = o
  const seed = (name: string) => secrets.getOrCreate(name, 32)
  const nodeCaSeed = await seed('node-ca')
  let kept = await secrets.get('chain')
  if (!kept) {
    const csr = await keptCsr(o, nodeCaSeed)
    const chain = await o.doorman.enrol(o.clock, csr, o.invitation, await told(o, nodeCaSeed))
    kept = await keepChain(o, chain, nodeCaSeed, 'node-ca')
  }
  const above = decodeChain(kept)
  const nodeCa = readCertificate(above[0] ?? refuse('CERT_REFUSED', 'chain-empty'))
  if (nodeCa.subjectText !== formatName(o.name)) refuse('NAME_INVALID', 'keys-of-other')
  const certify = async (role: Role, subjectSeed: Uint8Array): Promise<Uint8Array> => {
    const existing = await secrets.get(`certificate-${role}`)
    if (existing) return existing
    const { issueCertificate } = await issuing()
    const der = await issueCertificate(
      crypto,
      { name: nodeCa.subject, seed: nodeCaSeed },
      {
        subject: nodeCa.subject,
        publicKey: await crypto.publicKey(subjectSeed),
        role,
        kind: nodeCa.kind,
        notBefore: nodeCa.notBefore,
        notAfter: nodeCa.notAfter,
      },
    )
    await secrets.put(`certificate-${role}`, der)
    return der
  }
  const identitySeed = await seed('identity')
  const transportSeed = await seed('transport')
  const sealingSecret = await seed('sealing')
  const role = o.kind === 'notary' ? 'service-identity' : 'legal-identity'
  const identity = await certify(role, identitySeed)
  return {
    name: nodeCa.subjectText,
    key: readCertificate(identity).publicKey,
    seed: identitySeed,
    sealingSecret,
    sealingKey: await sealingKeyOf(o, sealingSecret),
    walletSeed: await seed('wallet'),
    chain: [identity, ...above],
    logProof: await keptProof(o, nodeCa.der),
    transportCertificate: await certify('transport', transportSeed),
    transportSeed,
    storageKey: await seed('storage'),
    cosignSeed: await seed('cosign'),
  }
}

/** Tells who waits together with the key that asks. */
async function told({ crypto, waiting }: Pick<EnrolmentOptions, 'crypto' | 'waiting'>, seed: Uint8Array): Promise<(id: string) => void> {
  const key = await crypto.publicKey(seed)
  return (id) => waiting?.(id, key)
}

/**
 * Keeps a path that leads from the own key to the pinned root, and no other: it is never asked for again, so that
 * what somebody on the way puts in its place would lock the member out for good. @returns what was kept @throws
 * CERT_REFUSED
 */
async function keepChain(
  { crypto, secrets, trust }: Pick<EnrolmentOptions, 'crypto' | 'secrets' | 'trust'>,
  chain: readonly Uint8Array[],
  seed: Uint8Array,
  role: Role,
): Promise<Uint8Array> {
  const key = await crypto.publicKey(seed)
  const [first] = chain
  if (!first || !equal(readCertificate(first).publicKey, key)) refuse('CERT_REFUSED', 'own-other-key')
  await trust?.checkOwn(chain, key, role)
  const kept = encodeChain(chain)
  await secrets.put('chain', kept)
  return kept
}

/** Asked for once: a proof does not get old. @throws CERT_REFUSED when it proves nothing, which is not kept */
export async function keptProof(
  { secrets, doorman, trust }: Pick<EnrolmentOptions, 'secrets' | 'doorman' | 'trust'>,
  certificate: Uint8Array,
): Promise<Uint8Array> {
  const kept = await secrets.get('log-proof')
  if (kept) return kept
  const proof = await doorman.logProof(certificate)
  await trust?.checkProof(certificate, proof)
  await secrets.put('log-proof', proof)
  return proof
}

/** The public sealing key, kept beside its secret: a phone takes a while to derive it. */
async function sealingKeyOf({ crypto, secrets }: EnrolmentOptions, secret: Uint8Array): Promise<Uint8Array> {
  const kept = await secrets.get('sealing-public')
  if (kept) return kept
  const key = await XWING.publicKey(crypto, secret)
  await secrets.put('sealing-public', key)
  return key
}

/** The request is kept, so that asking again after a crash is the same request. */
async function keptCsr({ crypto, secrets, name, kind }: EnrolmentOptions, nodeCaSeed: Uint8Array): Promise<Uint8Array> {
  const known = await secrets.get('csr')
  if (known) return known
  const { makeCsr } = await issuing()
  const csr = await makeCsr(crypto, nodeCaSeed, name, 'node-ca', kind)
  await secrets.put('csr', csr)
  return csr
}

/** The key and path of a role that the doorman certifies directly: network map and network parameters. */
export async function enrolRole(
  o: Omit<EnrolmentOptions, 'kind' | 'invitation'>,
  role: 'network-map' | 'network-parameters',
): Promise<{ seed: Uint8Array; chain: readonly Uint8Array[] }> {
  const seed = await o.secrets.getOrCreate(role, 32)
  const kept = await o.secrets.get('chain')
  if (kept) return { seed, chain: decodeChain(kept) }
  const csr = (await o.secrets.get('csr')) ?? (await (await issuing()).makeCsr(o.crypto, seed, o.name, role, 'service'))
  await o.secrets.put('csr', csr)
  const chain = await o.doorman.enrol(o.clock, csr, undefined, await told(o, seed))
  await keepChain(o, chain, seed, role)
  return { seed, chain }
}
