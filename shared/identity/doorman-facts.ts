/**
 * Facts that a doorman has signed, and when they cannot all be true. The rules hold because a doorman takes the time
 * and reads its rows in one turn with whatever it signs or writes, its time never goes back, and a name belongs to
 * one live certificate (docs/adr/0012).
 */
import { equal, hex } from '../bytes.ts'
import type { CryptoProvider } from '../crypto/provider.ts'
import { fail } from '../errors.ts'
import { decode, encode, hdms } from '../messages/wire.ts'
import { DAY } from '../time.ts'
import { type Certificate, readCertificate, tbsOf } from './certificate.ts'
import type { Crl } from './certificates.ts'
import { headMessage, type LogHead } from './issuance-log.ts'

/** How far a certificate reaches back, so that a peer whose clock is a little behind accepts it. */
export const BACKDATE: number = DAY
/** Times in certificates and lists are whole seconds. */
const SECOND = 1000

/** Something that one doorman signed, in its bytes: a revocation list or a certificate in DER, a LogHead. */
export interface DoormanFact {
  readonly kind: 'crl' | 'certificate' | 'log-head'
  readonly bytes: Uint8Array
}

/** A fact taken apart; its signature verified. */
export type ReadDoormanFact =
  | { readonly kind: 'crl'; readonly fact: DoormanFact; readonly crl: Crl }
  | { readonly kind: 'certificate'; readonly fact: DoormanFact; readonly certificate: Certificate }
  | { readonly kind: 'log-head'; readonly fact: DoormanFact; readonly head: LogHead }

/** Encodes a head as a LogHead. */
export const encodeLogHead = ({ size, time, root, signature }: LogHead): Uint8Array => encode(hdms.LogHead, { size, time, root, signature })

/** @throws WIRE_MALFORMED */
export function decodeLogHead(bytes: Uint8Array): LogHead {
  const { size, time, root, signature } = decode(hdms.LogHead, bytes, 'head of the issuance log')
  return { size, time, root, signature }
}

/**
 * Takes a fact apart. @param key of the doorman @throws CERT_REFUSED, WIRE_MALFORMED when this doorman did not sign
 * it
 */
export async function readDoormanFact(crypto: CryptoProvider, key: Uint8Array, fact: DoormanFact): Promise<ReadDoormanFact> {
  const { kind, bytes } = fact
  if (kind === 'crl') {
    // A phone shows what is here before it needs a library for what the doorman says.
    const { readCrl } = await import('./certificates.ts')
    return { kind, fact, crl: await readCrl(crypto, bytes, key) }
  }
  if (kind === 'certificate') {
    const certificate = readCertificate(bytes)
    if (await crypto.verify(key, certificate.tbs, certificate.signature)) return { kind, fact, certificate }
  } else {
    const head = decodeLogHead(bytes)
    if (await crypto.verify(key, headMessage(head), head.signature)) return { kind, fact, head }
  }
  return fail('SIGNATURE_INVALID', { what: `the doorman's ${kind}` })
}

/** Why facts of one doorman cannot all be true; undefined when they can. Two, or two certificates and a list. */
export function doormanContradiction(facts: readonly ReadDoormanFact[]): string | undefined {
  for (const a of facts)
    for (const b of facts) {
      const why = a === b ? undefined : between(a, b)
      if (why) return why
    }
  return twoHolders(facts)
}

function between(a: ReadDoormanFact, b: ReadDoormanFact): string | undefined {
  if (a.kind === 'crl' && b.kind === 'crl') return betweenLists(a, b)
  if (a.kind === 'log-head' && b.kind === 'log-head' && a.head.size === b.head.size && !equal(a.head.root, b.head.root))
    return `it signed two issuance logs of ${a.head.size} certificates`
  if (
    a.kind === 'certificate' &&
    b.kind === 'certificate' &&
    a.certificate.serial === b.certificate.serial &&
    !equal(a.fact.bytes, b.fact.bytes)
  )
    return `it signed two certificates of serial ${a.certificate.serial}`
  return undefined
}

type ReadList = Extract<ReadDoormanFact, { kind: 'crl' }>

/** Whether a list is later than another, as their issuer counts: by number, by time where one of them has none. */
export function isLater(a: Crl, b: Crl): boolean {
  return a.number !== undefined && b.number !== undefined ? a.number > b.number : a.thisUpdate > b.thisUpdate
}
const nameOf = ({ number, thisUpdate }: Crl): string =>
  number === undefined ? `list of ${new Date(thisUpdate).toISOString()}` : `list ${number}`

/** `a` against a `b` that is not later. */
function betweenLists(a: ReadList, b: ReadList): string | undefined {
  const [later, before] = [a.crl, b.crl]
  if (!isLater(later, before)) {
    const one = later.number !== undefined && later.number === before.number
    return one && !equal(tbsOf(a.fact.bytes), tbsOf(b.fact.bytes)) ? `it signed two revocation lists of number ${later.number}` : undefined
  }
  if (later.thisUpdate < before.thisUpdate) return `its ${nameOf(later)} is from before its ${nameOf(before)}`
  const forgotten = [...before.serials].find((serial) => !later.serials.has(serial))
  return forgotten && `its ${nameOf(later)} leaves out certificate ${forgotten}, which its ${nameOf(before)} had revoked`
}

/** Two holders of one name, and a list from when both were certified that revokes neither. */
function twoHolders(facts: readonly ReadDoormanFact[]): string | undefined {
  const certificates = facts.flatMap((f) => (f.kind === 'certificate' ? [f.certificate] : []))
  for (const a of certificates)
    for (const b of certificates) {
      const two = a.subjectText === b.subjectText && hex(a.publicKey) < hex(b.publicKey)
      const list = two ? facts.find((f) => f.kind === 'crl' && revokesNeither(f.crl, a, b)) : undefined
      if (list) return `it certified two holders of ${a.subjectText} at once`
    }
  return undefined
}

function revokesNeither(crl: Crl, a: Certificate, b: Certificate): boolean {
  const issued = Math.max(a.notBefore, b.notBefore) + BACKDATE
  return crl.thisUpdate >= issued + SECOND && !crl.serials.has(a.serial) && !crl.serials.has(b.serial)
}
