/**
 * Evidence against a notary as a file: two facts that it signed and that cannot both be true, with its certificate path. Whoever has the
 * file and the network's root can check it, offline and for ever; nothing personal is in it (ids, hashes and times only).
 *
 *   { "format": "hdms-evidence", "version": 1, "notary": { "chain": [base64 DER, …] }, "facts": [fact, fact] }
 */

import { base64, equal, fromBase64 } from '../bytes.ts'
import type { CryptoProvider } from '../crypto/provider.ts'
import { asHdmsError, reasonOf } from '../errors.ts'
import { readCertificate } from '../identity/certificate.ts'
import { validatePath } from '../identity/path.ts'
import { type RefuseAs, refusingAs } from '../reasons.ts'
import { contradiction, type Fact, type ReadFact, readFact, unsigned } from './facts.ts'
import { type NotaryFactReasons, refuse as refuseFor } from './reasons.ts'

const FORMAT = 'hdms-evidence'
const VERSION = 1
/** Two answers with the longest paths and the largest transactions stay far below. */
const MAX_LENGTH = 1 << 20

/** Which fields each kind of fact has, in base64. */
const FIELDS = {
  header: ['header', 'signature'],
  answer: ['answer', 'id'],
  statement: ['bytes', 'signature'],
} as const satisfies Record<Fact['kind'], readonly string[]>
const TRANSACTION = ['visible', 'privateRoot'] as const
/** Of a list of the register. */
const LISTED = ['entries'] as const

export interface Evidence {
  /** X.509 path of the notary's key, end entity first. */
  readonly chain: readonly Uint8Array[]
  readonly facts: readonly [Fact, Fact]
}

export function encodeEvidence({ chain, facts }: Evidence): string {
  const shown = facts.map((fact) => {
    const fields = Object.entries(fact).map(([name, value]) => [name, value instanceof Uint8Array ? base64(value) : value])
    const tx = fact.kind === 'answer' ? fact.transaction : undefined
    return {
      ...Object.fromEntries(fields),
      ...(tx ? { transaction: { visible: base64(tx.visible), privateRoot: base64(tx.privateRoot) } } : {}),
    }
  })
  const file = { format: FORMAT, version: VERSION, notary: { chain: chain.map(base64) }, facts: shown }
  return `${JSON.stringify(file, null, 1)}\n`
}

const refuse: RefuseAs<NotaryFactReasons, 'EVIDENCE_REFUSED'> = refusingAs(refuseFor, 'EVIDENCE_REFUSED', {})

type Fields = Readonly<Record<string, unknown>>
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)
const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : refuse('form'))

/** Exactly these fields, each base64. */
function bytesIn<K extends string>(value: unknown, names: readonly K[], beside: readonly string[] = []): Record<K, Uint8Array> {
  const fields = fieldsOf(value)
  const strange = Object.keys(fields).find((name) => !names.some((n) => n === name) && !beside.includes(name))
  if (strange !== undefined) refuse('foreign-field')
  const read = (name: K): Uint8Array => {
    const text = fields[name]
    return typeof text === 'string' ? fromBase64(text) : refuse('missing', { field: name })
  }
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Record<K, Uint8Array>
}

function factIn(value: unknown): Fact {
  const { kind, transaction, entries } = fieldsOf(value)
  switch (kind) {
    case 'header':
      return { kind, ...bytesIn(value, FIELDS.header, ['kind']) }
    case 'statement':
      return { kind, ...bytesIn(value, entries === undefined ? FIELDS.statement : [...FIELDS.statement, ...LISTED], ['kind']) }
    case 'answer':
      return {
        kind,
        ...bytesIn(value, FIELDS.answer, ['kind', 'transaction']),
        ...(transaction === undefined ? {} : { transaction: bytesIn(transaction, TRANSACTION) }),
      }
    default:
      return refuse('foreign-fact')
  }
}

/** @throws EVIDENCE_REFUSED */
export function decodeEvidence(text: string): Evidence {
  if (text.length > MAX_LENGTH) refuse('too-large')
  try {
    const file = fieldsOf(JSON.parse(text))
    if (file['format'] !== FORMAT) refuse('not-hdms')
    if (file['version'] !== VERSION) refuse('other-version')
    const { chain } = fieldsOf(file['notary'])
    const facts = file['facts']
    if (!Array.isArray(chain) || !chain.every((c) => typeof c === 'string')) return refuse('no-certificates')
    if (!Array.isArray(facts) || facts.length !== 2) return refuse('two-facts')
    return { chain: chain.map(fromBase64), facts: [factIn(facts[0]), factIn(facts[1])] }
  } catch (error) {
    const known = asHdmsError(error)
    if (known.code === 'EVIDENCE_REFUSED') throw known
    return refuse('form')
  }
}

export interface Verdict {
  /** X.500 name of the notary. */
  readonly notary: string
  /** Its key on the ledger. */
  readonly key: Uint8Array
  /** DER of the root that certifies it: compare it with the root of the network where none was given. */
  readonly root: Uint8Array
  /** What the notary did, as the end of a sentence. */
  readonly why: string
}

/**
 * Checks evidence with nothing but the certificates that it brings.
 * @param root of the network; without it the caller compares {@link Verdict.root}
 * @throws EVIDENCE_REFUSED with the reason: forged, of another network, or no contradiction
 */
export async function checkEvidence(crypto: CryptoProvider, text: string, root?: Uint8Array): Promise<Verdict> {
  const { chain, facts } = decodeEvidence(text)
  const { name, key, anchor } = await notaryOf(crypto, chain, root)
  const read = facts.map((fact): ReadFact => {
    try {
      return readFact(fact)
    } catch {
      return refuse('not-signed-kind')
    }
  })
  for (const one of read) {
    const why = await unsigned(crypto, key, one)
    if (why) refuse('forged', { because: why })
  }
  const why = contradiction(read[0] as ReadFact, read[1] as ReadFact)
  return { notary: name, key, root: anchor, why: why ?? refuse('no-contradiction') }
}

async function notaryOf(
  crypto: CryptoProvider,
  chain: readonly Uint8Array[],
  root: Uint8Array | undefined,
): Promise<{ name: string; key: Uint8Array; anchor: Uint8Array }> {
  const anchor = chain[chain.length - 1] ?? refuse('no-certificates')
  if (root && !equal(root, anchor)) refuse('other-network')
  try {
    // As of its issue: a certificate that has ended or was revoked since still says whose key this was.
    const now = readCertificate(chain[0] as Uint8Array).notBefore
    const leaf = await validatePath(crypto, chain, ['service-identity'], { root: anchor, now, crlPolicy: 'soft' })
    if (leaf.kind !== 'notary') refuse('not-notary')
    return { name: leaf.subjectText, key: leaf.publicKey, anchor }
  } catch (error) {
    return refuse('no-notary-shown', { because: reasonOf(error) })
  }
}
