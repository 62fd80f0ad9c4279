/**
 * Maps that a network map has signed, and when two of them cannot both be true. The rules hold because a map's serial
 * grows with every change of what it says, its time never goes back, parameters only go on, and nobody is listed with
 * an older entry than before (network-map/server).
 */

import { equal } from '../bytes.ts'
import { sha256 } from '../crypto/hash.ts'
import type { CryptoProvider } from '../crypto/provider.ts'
import { readCertificate } from '../identity/certificate.ts'
import { decode, encode, hdms } from '../messages/wire.ts'
import { refuse } from './reasons.ts'
import { openSignedObject } from './signed-object.ts'

/** A map as it was signed (a SignedObject), and objects that it names, where they matter. */
export interface MapFact {
  readonly kind: 'map'
  readonly bytes: Uint8Array
  /** The signed parameters in force. */
  readonly parameters?: Uint8Array
  /** A signed node info that it lists. */
  readonly info?: Uint8Array
}

/** A fact taken apart; its signature verified. */
export interface ReadMapFact {
  readonly fact: MapFact
  readonly map: hdms.NetworkMap
  /** Who signed. */
  readonly name: string
  readonly parameters?: hdms.NetworkParameters
  readonly info?: Pick<hdms.NodeInfo, 'name' | 'serial'>
}

/** Of parameters as they were signed; whether they are is for their reader. @throws WIRE_MALFORMED */
export const parametersIn = (signed: Uint8Array): hdms.NetworkParameters =>
  decode(hdms.NetworkParameters, decode(hdms.SignedObject, signed, 'network parameters').content, 'network parameters')
const infoIn = (signed: Uint8Array): hdms.NodeInfo =>
  decode(hdms.NodeInfo, decode(hdms.SignedNodeInfo, signed, 'node info').info, 'node info')

/**
 * Takes a fact apart. The map's own word is what counts: an object is that which it names by its hash, whoever signed
 * that.
 * @throws CERT_REFUSED, SIGNATURE_INVALID, WIRE_MALFORMED
 */
export async function readMapFact(crypto: CryptoProvider, root: Uint8Array, fact: MapFact): Promise<ReadMapFact> {
  const [leaf] = decode(hdms.SignedObject, fact.bytes, 'network map').chain
  if (!leaf) return refuse('WIRE_MALFORMED', 'no-certificates', { what: 'network map' })
  // As of its issue: a certificate that has ended since still says whose key this was.
  const { notBefore: now, subjectText: name } = readCertificate(leaf)
  const map = decode(
    hdms.NetworkMap,
    await openSignedObject(crypto, 'network-map', fact.bytes, { root, now, crlPolicy: 'soft' }),
    'network map',
  )
  const { parameters, info } = fact
  if (parameters && !equal(sha256(parameters), map.parameters)) refuse('WIRE_MALFORMED', 'other-parameters', { what: 'network map' })
  if (info && !map.nodeInfos.some((hash) => equal(hash, sha256(info)))) refuse('WIRE_MALFORMED', 'not-listed', { what: 'network map' })
  return {
    ...{ fact, map, name },
    ...(parameters ? { parameters: parametersIn(parameters) } : {}),
    ...(info ? { info: infoIn(info) } : {}),
  }
}

/** Hash of all that a map says but for when it was signed: the same serial says the same. */
export function sayingOf(map: hdms.NetworkMap): Uint8Array {
  return sha256(encode(hdms.NetworkMap, { ...map, issued: 0, expires: 0 }))
}

/** Why both maps cannot be true; undefined when they can. */
export function mapContradiction(a: ReadMapFact, b: ReadMapFact): string | undefined {
  if (a.map.serial > b.map.serial) return mapContradiction(b, a)
  const [before, next] = [`map ${a.map.serial}`, `map ${b.map.serial}`]
  if (a.map.serial === b.map.serial)
    return equal(sayingOf(a.map), sayingOf(b.map)) ? undefined : `it signed two maps of serial ${a.map.serial}`
  if (a.map.issued > b.map.issued) return `it signed ${before} after ${next}`
  const [p, q] = [a.parameters, b.parameters]
  if (p && q && (q.epoch < p.epoch || (q.epoch === p.epoch && !equal(a.map.parameters, b.map.parameters))))
    return `its ${next} goes back to parameters ${q.epoch}, after parameters ${p.epoch} in its ${before}`
  if (a.info && b.info && a.info.name === b.info.name && b.info.serial < a.info.serial)
    return `its ${next} lists an older entry of ${b.info.name} than its ${before}`
  return undefined
}
