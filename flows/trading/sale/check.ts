/**
 * Steps 13 to 15 of the paper: what was offered is compared with the verification keys that the notaries hold and sign, before anything is paid.
 * What a person says themselves has no such key; it is taken as that and nothing more, where the order takes it.
 */

import { asksFor } from '@hdms/health/codes/codes.ts'
import { factsOf } from '@hdms/health/codes/facts.ts'
import { append } from '@hdms/shared/append.ts'
import { equal, hex } from '@hdms/shared/bytes.ts'
import { toValue } from '@hdms/shared/documents/json.ts'
import { groupsOfPart, type SealedPart } from '@hdms/shared/documents/sealed-part.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { recordMessage } from '@hdms/shared/notary/register.ts'
import { allDistinct } from '@hdms/shared/one-to-one.ts'
import type { Query, Source } from '@hdms/shared/queries/query.ts'
import { SOURCES } from '@hdms/shared/queries/query.ts'
import { type RefuseAs, refusingAs } from '@hdms/shared/reasons.ts'
import { type Collected, collectedFor, collectedIn } from '../../consent/purpose.ts'
import type { CoreServices } from '../../core/services.ts'
import { type CheckedOffer, checkOffer, decodeOffer, type Offer } from '../exchange/offer.ts'
import { refuse as refuseFor, type TradingReasons } from '../reasons.ts'
import type { Complete, trading } from '../wire.ts'

/** What a record was checked by: the line of the verification report. */
export interface Verified {
  /** Verification key, hex. */
  readonly key: string
  readonly recordId: string
  /** Institution that issued it; empty for what the seller says. */
  readonly issuer: string
  readonly notary: string
  readonly source: Source
  /** `2026-01/2026-03`, the seller's word; empty where the order does not ask for months. */
  readonly months: string
  /** What it was collected for, as its profile says. */
  readonly collected: string
  readonly [field: string]: string
}

const refuse: RefuseAs<TradingReasons, 'OFFER_REFUSED'> = refusingAs(refuseFor, 'OFFER_REFUSED', {})
const isSource = (text: string): text is Source => (SOURCES as readonly string[]).includes(text)
/** Record ids in one question to a notary. */
const AT_ONCE = 200

/** @param seller the one-time name's key @param key of this sale's offer @throws OFFER_REFUSED, PURPOSE_REFUSED: nothing was paid */
export async function checkOffered(
  services: CoreServices,
  q: Query,
  bytes: Uint8Array,
  origins: readonly Complete<trading.Origin.$Properties>[],
  dealing: Uint8Array,
  seller: Uint8Array,
  key: Uint8Array,
): Promise<{
  readonly offer: Offer
  readonly checked: CheckedOffer
  readonly report: readonly Verified[]
  readonly collected: Collected[]
}> {
  const offer = decodeOffer(bytes)
  if (offer.parts.length !== origins.length) refuse('other-documents')
  const keys = origins.map((o) => o.key)
  const registeredIds = origins.flatMap((o) => (o.recordId.length > 0 ? [o.recordId] : []))
  if (!allDistinct(registeredIds)) refuse('record-named-twice')
  const checked = await checkOffer(services.crypto, offer, keys, dealing, key)
  // What the seller says of it counts for nothing: it stands in each record.
  const collected = collectedIn(checked.parts.map((p) => p.header.profile))
  const registered = await registeredKeys(services, origins)
  const report: Verified[] = []
  for (const [i, origin] of origins.entries()) {
    const part = checked.parts[i] as SealedPart
    if (!isSource(origin.source) || !q.sources.includes(origin.source)) refuse('other-source')
    const source = origin.source as Source
    const shown = {
      key: hex(part.verificationKey),
      recordId: hex(origin.recordId),
      notary: origin.notary,
      source,
      months: monthsIn(q, origin.months),
      collected: collectedFor(part.header.profile) ?? '',
    }
    if (origin.recordId.length === 0) {
      if (source === 'hospital') refuse('unregistered-as-hospital')
      if (!equal(part.header.issuer, seller)) refuse('word-of-other')
      report.push({ ...shown, issuer: '' })
      continue
    }
    const entry = registered.get(hex(origin.recordId))
    if (!entry) refuse('key-not-held', { notary: origin.notary })
    else if (entry.operation !== 0) refuse('replaced-meanwhile')
    else if (!equal(entry.key, part.verificationKey)) refuse('verification-key-other')
    const issuer = services.network.institutionOf(part.header.issuer) ?? refuse('issuer-unknown')
    const message = recordMessage(services.network.notary(origin.notary).id, origin.recordId, part.verificationKey)
    if (!(await services.crypto.verify(part.header.issuer, message, origin.issuerSignature))) refuse('issuer-unsigned')
    report.push({ ...shown, issuer })
  }
  return { offer, checked, report, collected }
}

function monthsIn(q: Query, months: string): string {
  if (!q.months) return ''
  return /^\d{4}-\d\d\/\d{4}-\d\d$/.test(months) ? months : refuse('months-unsaid')
}

/** Asks each notary for the signed list of what it holds of these records. */
async function registeredKeys(
  { network }: CoreServices,
  origins: readonly Complete<trading.Origin.$Properties>[],
): Promise<Map<string, { readonly key: Uint8Array; readonly operation: number }>> {
  const of = new Map<string, Uint8Array[]>()
  for (const { recordId, notary } of origins) if (recordId.length > 0) append(of, notary, recordId)
  const known = new Map<string, { readonly key: Uint8Array; readonly operation: number }>()
  for (const [name, ids] of of) {
    const port = notaryCalled(network, name)
    for (let i = 0; i < ids.length; i += AT_ONCE)
      for (const e of await port.list(ids.slice(i, i + AT_ONCE)))
        if (e.known) known.set(hex(e.recordId), { key: e.verificationKey, operation: e.operation })
  }
  return known
}

function notaryCalled(network: CoreServices['network'], name: string): ReturnType<CoreServices['network']['notary']> {
  try {
    return network.notary(name)
  } catch (error) {
    if (asHdmsError(error).code !== 'NOT_FOUND') throw error
    return refuse('notary-unknown')
  }
}

/** How much is in a lot, of which nothing can be read yet. */
export interface Amounts {
  /** By criterion: how many facts lie open that it asks for. */
  readonly open: readonly number[]
  /** Groups that could be one, and are sealed. */
  readonly sealed: number
  readonly [field: string]: number | readonly number[]
}

export function amountsIn(q: Query, parts: readonly SealedPart[]): Amounts {
  const facts = parts
    .flatMap((p) => groupsOfPart(p, new Map()))
    .flatMap((g) => ({ kind: g.kind, facts: factsIn(g.kind, toValue(g.value)) }))
  const open = q.criteria.map(({ wanted, codes: asked }) => {
    const tests = wanted ? asked.map(asksFor) : []
    return facts.reduce((n, g) => n + g.facts.filter((codes) => codes.some((code) => tests.some((t) => t(code)))).length, 0)
  })
  return { open, sealed: facts.filter((g) => g.kind !== 'Observation').length }
}

/**
 * How much of each wanted criterion lies open or could lie in what is sealed.
 * @param lots all of them @throws OFFER_REFUSED when the key list promised more
 */
export function checkPromised(
  q: Query,
  promised: readonly { readonly criterion: number; readonly count: number }[],
  lots: readonly Amounts[],
): void {
  const sealed = lots.reduce((n, lot) => n + lot.sealed, 0)
  for (const { criterion, count } of promised) {
    if (!q.criteria[criterion]?.wanted) return refuse('key-list-other')
    const open = lots.reduce((n, lot) => n + (lot.open[criterion] ?? 0), 0)
    if (open + sealed < count) refuse('less-than-promised')
  }
}

/** Codes of what a measurement is said to be of, its values being sealed. */
function factsIn(kind: string, value: unknown): (readonly string[])[] {
  if (kind !== 'Observation' || typeof value !== 'object' || value === null) return []
  const dated = { ...value, status: 'final', effectiveDateTime: '2000-01-01' }
  return factsOf(dated).map((f) => f.codes)
}
