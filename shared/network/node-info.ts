/** Node infos: signed statements of who a node is, what messages to it are sealed to, and where they go. */

import { concat, equal, fromHex, hex } from '../bytes.ts'
import { sha256, tag } from '../crypto/hash.ts'
import { XWING } from '../crypto/hpke.ts'
import type { CryptoProvider } from '../crypto/provider.ts'
import { fail } from '../errors.ts'
import { readCertificate } from '../identity/certificate.ts'
import { type PathRules, validatePath } from '../identity/path.ts'
import { decode, encode, hdms } from '../messages/wire.ts'
import { refuse } from './reasons.ts'

export interface NodeInfo {
  readonly name: string
  readonly serial: number
  readonly chain: readonly Uint8Array[]
  readonly sealingKey: Uint8Array
  /** Base URL of the REST interface, or empty. */
  readonly rest: string
  readonly multiaddrs: readonly string[]
  readonly mailbox?: { readonly queue: string; readonly id: Uint8Array }
  /** Name of the notary that dealings with this node use. */
  readonly notary: string
  readonly platformVersion: number
  readonly transport: Uint8Array
  /** LogProof of the doorman's certificate in the chain. */
  readonly logProof?: Uint8Array
  /** SHA-256 of the ML-DSA-65 key that it cosigns checkpoints with. */
  readonly cosignKey?: Uint8Array
  /** Capabilities of other parties that it runs. */
  readonly capabilities?: readonly RunningCapability[]
}

/** A capability of another party, as a node tells its peers. */
export interface RunningCapability {
  readonly name: string
  readonly version: number
  /** Hex SHA-256 of its files. */
  readonly hash: string
}

declare const verified: unique symbol

/** A node info that was checked against its certificate path: branded, so that only {@link verifyNodeInfo} and {@link verifySender} make one. */
export interface VerifiedNodeInfo extends NodeInfo {
  readonly [verified]: true
  readonly identityKey: Uint8Array
  readonly kind: string
  /** The signed bytes, as received. */
  readonly signed: Uint8Array
  readonly hash: Uint8Array
  /** Key of the transport certificate (the libp2p identity), or empty. */
  readonly transportKey: Uint8Array
}

const message = (info: Uint8Array) => concat(tag('nodeinfo'), info)

export async function signNodeInfo(crypto: CryptoProvider, seed: Uint8Array, info: NodeInfo): Promise<Uint8Array> {
  const { mailbox, capabilities, ...rest } = info
  const bytes = encode(hdms.NodeInfo, {
    ...rest,
    chain: [...info.chain],
    multiaddrs: [...info.multiaddrs],
    ...(mailbox ? { mailbox } : {}),
    ...(capabilities ? { capabilities: capabilities.map((c) => ({ ...c, hash: fromHex(c.hash) })) } : {}),
  })
  return encode(hdms.SignedNodeInfo, { info: bytes, signature: await crypto.sign(seed, message(bytes)) })
}

/** @throws WIRE_MALFORMED, CERT_REFUSED, CERT_REVOKED, SIGNATURE_INVALID, KEY_INVALID */
export async function verifyNodeInfo(crypto: CryptoProvider, signed: Uint8Array, rules: PathRules): Promise<VerifiedNodeInfo> {
  const outer = decode(hdms.SignedNodeInfo, signed, 'node info')
  const info = decode(hdms.NodeInfo, outer.info, 'node info')
  const identity = await validatePath(crypto, info.chain, ['legal-identity', 'service-identity'], rules)
  const issued = info.chain[info.chain.length - 3]
  if (rules.log && issued) await rules.log(issued, info.logProof)
  if (identity.subjectText !== info.name) refuse('CERT_REFUSED', 'other-name')
  if (!(await crypto.verify(identity.publicKey, message(outer.info), outer.signature))) fail('SIGNATURE_INVALID', { what: 'the node info' })
  if (info.sealingKey.length !== XWING.publicLength) refuse('KEY_INVALID', 'sealing-key')
  const transportKey = info.transport.length === 0 ? new Uint8Array(0) : await transportKeyOf(crypto, info, rules)
  const { queue, id } = info.mailbox ?? {}
  const checked = {
    name: info.name,
    serial: info.serial,
    chain: info.chain,
    sealingKey: info.sealingKey,
    rest: info.rest,
    multiaddrs: info.multiaddrs,
    notary: info.notary,
    platformVersion: info.platformVersion,
    transport: info.transport,
    logProof: info.logProof,
    cosignKey: info.cosignKey,
    capabilities: info.capabilities.map(({ name, version, hash }) => ({
      ...{ name: name ?? '', version: version ?? 0, hash: hex(hash ?? new Uint8Array(0)) },
    })),
    ...(queue && id ? { mailbox: { queue, id } } : {}),
    identityKey: identity.publicKey,
    kind: identity.kind,
    signed,
    hash: sha256(signed),
    transportKey,
  }
  return checked as typeof checked & { [verified]: true }
}

async function transportKeyOf(crypto: CryptoProvider, info: hdms.NodeInfo, rules: PathRules): Promise<Uint8Array> {
  const transport = await validatePath(crypto, [info.transport, ...info.chain.slice(1)], ['transport'], rules)
  const nodeCa = readCertificate(info.chain[1] as Uint8Array)
  if (transport.subjectText !== nodeCa.subjectText || equal(transport.publicKey, nodeCa.publicKey)) {
    refuse('CERT_REFUSED', 'transport-foreign')
  }
  return transport.publicKey
}

// ── Without a certificate ────────────────────────────────────────────────────────────────────────────────────────────

/** Names of one dealing alone: a drawn key instead of a certificate. Only flows that say so deal with them. */
const ONE_TIME = 'one-time/'
export const oneTimeName = (key: Uint8Array): string => ONE_TIME + hex(key)
export const isOneTime = (name: string): boolean => name.startsWith(ONE_TIME)

/** @param seed drawn for this name */
export async function signOneTimeInfo(
  crypto: CryptoProvider,
  seed: Uint8Array,
  info: Pick<NodeInfo, 'sealingKey' | 'serial'> & Required<Pick<NodeInfo, 'mailbox'>>,
): Promise<Uint8Array> {
  const none = { chain: [], rest: '', multiaddrs: [], notary: '', platformVersion: 1, transport: new Uint8Array(0) }
  return signNodeInfo(crypto, seed, { ...none, ...info, name: oneTimeName(await crypto.publicKey(seed)) })
}

/** Who sealed a message: a member, or a one-time name. @throws what {@link verifyNodeInfo} throws */
export async function verifySender(crypto: CryptoProvider, signed: Uint8Array, rules: PathRules): Promise<VerifiedNodeInfo> {
  const outer = decode(hdms.SignedNodeInfo, signed, 'node info')
  const info = decode(hdms.NodeInfo, outer.info, 'node info')
  if (!isOneTime(info.name)) return verifyNodeInfo(crypto, signed, rules)
  const text = info.name.slice(ONE_TIME.length)
  if (!/^[0-9a-f]{64}$/.test(text) || info.chain.length > 0 || info.rest !== '' || info.multiaddrs.length > 0)
    refuse('CERT_REFUSED', 'one-time-only')
  const key = fromHex(text)
  if (!(await crypto.verify(key, message(outer.info), outer.signature))) fail('SIGNATURE_INVALID', { what: 'the node info' })
  if (info.sealingKey.length !== XWING.publicLength) refuse('KEY_INVALID', 'sealing-key')
  const { queue, id } = info.mailbox ?? {}
  if (!queue || id?.length !== 16) return refuse('CERT_REFUSED', 'one-time-mailbox')
  const { name, serial, sealingKey, platformVersion } = info
  const none = { chain: [], rest: '', multiaddrs: [], notary: '', transport: new Uint8Array(0), transportKey: new Uint8Array(0) }
  const checked = {
    ...none,
    ...{ name, serial, sealingKey, platformVersion, signed },
    mailbox: { queue, id },
    identityKey: key,
    kind: 'one-time',
    hash: sha256(signed),
  }
  return checked as typeof checked & { [verified]: true }
}
