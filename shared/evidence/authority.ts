/**
 * Evidence against who admits or lists the network's members, as a file like that against a notary
 * (shared/notary/evidence.ts):
 *
 *   { "format": "hdms-evidence", "version": 1, "doorman": { "chain": [base64 DER, …] },
 *     "facts": [{ "kind", "bytes" }, …] }
 *
 * or "network-map" in place of "doorman". Names, keys, serials and times of members stand in it; nothing about
 * anybody's health.
 */
import { base64, equal, fromBase64 } from '../bytes.ts'
import type { CryptoProvider } from '../crypto/provider.ts'
import { fail, HdmsError } from '../errors.ts'
import { readCertificate } from '../identity/certificate.ts'
import { type DoormanFact, doormanContradiction, readDoormanFact } from '../identity/doorman-facts.ts'
import { validatePath } from '../identity/path.ts'
import { type MapFact, mapContradiction, readMapFact } from '../network/map-facts.ts'
import { type Refuse, refusing } from '../reasons.ts'

const FORMAT = 'hdms-evidence'
const VERSION = 1
/** Two lists of all revocations, or two maps with a member's entries, of a large network. */
const MAX_LENGTH = 16 << 20

const REASONS = {
  EVIDENCE_REFUSED: {
    large: ['the file is larger than evidence can be', '증거라고 하기에는 파일이 너무 큽니다'],
    form: ['the file does not have the form of evidence', '증거의 형식이 아닙니다'],
    version: ['it is of another version; a newer program may know it', '다른 버전의 파일입니다. 새 프로그램이 읽을 수 있습니다'],
    'other-network': ['who signed is certified by the root of another network', '다른 네트워크의 루트가 인증한 서명자입니다'],
    forged: ['it is forged, or not what {accused} signs', '위조되었거나 {accused}이(가) 서명하는 것이 아닙니다'],
    'no-contradiction': ['the facts do not contradict each other', '서로 모순되지 않습니다'],
  },
} as const
const refuse: Refuse<typeof REASONS> = refusing('evidence', REASONS)

/** A file's content: two facts, or of a doorman three. `chain` is the accused's, its own certificate first. */
export type AuthorityEvidence =
  | { readonly against: 'doorman'; readonly chain: readonly Uint8Array[]; readonly facts: readonly DoormanFact[] }
  | { readonly against: 'network-map'; readonly chain: readonly Uint8Array[]; readonly facts: readonly MapFact[] }

/** Standing of somebody who signs for the network, for the owner. */
export interface AuthorityStanding {
  /** X.500 name. */
  readonly name: string
  readonly distrusted?: { readonly why: string; readonly since: number }
  /** Files of evidence. */
  readonly evidence: readonly string[]
}

/** Who is accused, and of what. */
export interface AuthorityVerdict {
  readonly against: AuthorityEvidence['against']
  /** X.500 name. */
  readonly name: string
  /** DER of the root that certifies it: compare it with the root of the network where none was given. */
  readonly root: Uint8Array
  /** Its deed, as the end of a sentence. */
  readonly why: string
}

/** Writes the file, as JSON. */
export function encodeAuthorityEvidence({ against, chain, facts }: AuthorityEvidence): string {
  const shown = facts.map((fact: DoormanFact | MapFact) =>
    Object.fromEntries(Object.entries(fact).map(([name, value]) => [name, value instanceof Uint8Array ? base64(value) : value])),
  )
  return `${JSON.stringify({ format: FORMAT, version: VERSION, [against]: { chain: chain.map(base64) }, facts: shown }, null, 1)}\n`
}

type Fields = Readonly<Record<string, unknown>>
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)
const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : refuse('EVIDENCE_REFUSED', 'form'))
const bytesIn = (value: unknown): Uint8Array => (typeof value === 'string' ? fromBase64(value) : refuse('EVIDENCE_REFUSED', 'form'))
const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : refuse('EVIDENCE_REFUSED', 'form'))

const DOORMAN_KINDS = ['crl', 'certificate', 'log-head'] as const

function doormanFact(value: unknown): DoormanFact {
  const { kind, bytes, ...beside } = fieldsOf(value)
  const known = DOORMAN_KINDS.find((k) => k === kind)
  return known && Object.keys(beside).length === 0 ? { kind: known, bytes: bytesIn(bytes) } : refuse('EVIDENCE_REFUSED', 'form')
}

function mapFact(value: unknown): MapFact {
  const { kind, bytes, parameters, info, ...beside } = fieldsOf(value)
  if (kind !== 'map' || Object.keys(beside).length > 0) refuse('EVIDENCE_REFUSED', 'form')
  return {
    ...{ kind: 'map', bytes: bytesIn(bytes) },
    ...(parameters === undefined ? {} : { parameters: bytesIn(parameters) }),
    ...(info === undefined ? {} : { info: bytesIn(info) }),
  }
}

/** Whether a file accuses doorman or map, and not a notary. Not more than a look: reading it says what it is worth. */
export const isAgainstAuthority = (text: string): boolean => {
  try {
    const file: unknown = JSON.parse(text)
    return isFields(file) && ('doorman' in file || 'network-map' in file)
  } catch {
    return false
  }
}

/** @throws EVIDENCE_REFUSED */
export function decodeAuthorityEvidence(text: string): AuthorityEvidence {
  if (text.length > MAX_LENGTH) refuse('EVIDENCE_REFUSED', 'large')
  try {
    const file = fieldsOf(JSON.parse(text))
    const against = 'doorman' in file ? 'doorman' : 'network-map'
    if (file['format'] !== FORMAT) refuse('EVIDENCE_REFUSED', 'form')
    if (file['version'] !== VERSION) refuse('EVIDENCE_REFUSED', 'version')
    const chain = listIn(fieldsOf(file[against])['chain']).map(bytesIn)
    const facts = listIn(file['facts'])
    const most = against === 'doorman' ? 3 : 2
    if (chain.length < 2 || facts.length < 2 || facts.length > most) refuse('EVIDENCE_REFUSED', 'form')
    return against === 'doorman' ? { against, chain, facts: facts.map(doormanFact) } : { against, chain, facts: facts.map(mapFact) }
  } catch (error) {
    if (error instanceof HdmsError && error.code === 'EVIDENCE_REFUSED') throw error
    return refuse('EVIDENCE_REFUSED', 'form')
  }
}

/**
 * Checks evidence against doorman or map with nothing but the certificates that it brings.
 * @param root of the network; without it the caller compares {@link AuthorityVerdict.root}
 * @throws EVIDENCE_REFUSED with the reason: forged, of another network, or no contradiction
 */
export async function checkAuthorityEvidence(crypto: CryptoProvider, text: string, root?: Uint8Array): Promise<AuthorityVerdict> {
  const evidence = decodeAuthorityEvidence(text)
  const anchor = evidence.chain[evidence.chain.length - 1] as Uint8Array
  if (root && !equal(root, anchor)) refuse('EVIDENCE_REFUSED', 'other-network')
  const { name, why } = await judge(crypto, evidence, anchor).catch((error: unknown) => {
    if (error instanceof HdmsError && error.code === 'BUG') throw error
    return refuse('EVIDENCE_REFUSED', 'forged', { accused: evidence.against })
  })
  return { against: evidence.against, name, root: anchor, why: why ?? refuse('EVIDENCE_REFUSED', 'no-contradiction') }
}

async function judge(crypto: CryptoProvider, e: AuthorityEvidence, root: Uint8Array): Promise<{ name: string; why: string | undefined }> {
  if (e.against === 'network-map') {
    const [a, b] = await Promise.all(e.facts.map((fact) => readMapFact(crypto, root, fact)))
    if (!a || !b) return fail('BUG', { what: 'evidence of one fact' })
    return { name: a.name, why: mapContradiction(a, b) }
  }
  // As of its issue: a certificate that has ended since still says whose key this was.
  const now = readCertificate(e.chain[0] as Uint8Array).notBefore
  const doorman = await validatePath(crypto, e.chain, ['doorman'], { root, now, crlPolicy: 'soft' })
  const facts = await Promise.all(e.facts.map((fact) => readDoormanFact(crypto, doorman.publicKey, fact)))
  return { name: doorman.subjectText, why: doormanContradiction(facts) }
}
