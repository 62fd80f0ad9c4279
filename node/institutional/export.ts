/** An export of what was bought for a query: of people whose consents stand, under pseudonyms that are made for this query alone. */
import { decodeValue } from '@hdms/flows/engine/codec.ts'
import type { Answer, AskedQuery } from '@hdms/flows/trading/market.ts'
import type { BuyerServices } from '@hdms/flows/trading/ports.ts'
import type { Verified } from '@hdms/flows/trading/sale/check.ts'
import { blocksOf, type ExportFile, textOf } from '@hdms/health/export/file.ts'
import { Export } from '@hdms/health/export/files.ts'
import type { ExportRecord } from '@hdms/health/export/subjects.ts'
import { base64, fromHex, hex, utf8 } from '@hdms/shared/bytes.ts'
import { H } from '@hdms/shared/crypto/hash.ts'
import { exactOf } from '@hdms/shared/documents/exact.ts'
import { parseJson } from '@hdms/shared/documents/json.ts'
import { fail } from '@hdms/shared/errors.ts'
import { decodeOrder } from '@hdms/shared/queries/order.ts'
import { MODIFIERS, PURPOSES, queryHash } from '@hdms/shared/queries/query.ts'
import { type Clock, DAY, MINUTE } from '@hdms/shared/time.ts'
import type { Node } from '../core/node.ts'
import { askConsents, type Consented } from './consents.ts'

const isoDay = (days: number): string => new Date(days * DAY).toISOString().slice(0, 10)
const isoMinute = (minute: number): string => new Date(minute * MINUTE).toISOString()

/** An export, and who is not in it. */
export interface Exported {
  readonly files: ExportFile[]
  readonly leftOut: Consented['leftOut']
  /** ISO instant: whoever uses it later asks for another one. */
  readonly usableUntil: string
}

/** @throws NOT_FOUND when nothing was bought that may be used */
export async function exportOf(node: Node<BuyerServices>, asked: AskedQuery, now: number): Promise<ExportFile[]> {
  return (await exportAll(node, asked, { now: () => now })).files
}

/** How often an export is made anew before whoever asks is told to come again. */
const TRIES = 5

/**
 * The same, with who was left out and why. Notaries are asked about every consent first. Whoever erases or withdraws
 * while it is made is not in it: it is made anew then, of what stands.
 * @throws NOT_FOUND when nothing was bought that may be used, BUSY when there is no end of changes
 */
export async function exportAll(node: Node<BuyerServices>, asked: AskedQuery, clock: Pick<Clock, 'now'>): Promise<Exported> {
  const { market } = node.services
  for (let tries = 0; tries < TRIES; tries++) {
    const consented = await askConsents(node, market.answers(asked.id), clock)
    const isOvertaken = (): boolean => consented.usable.some(({ answer }) => changed(answer, market.answer(answer.id)))
    try {
      const exported = await exportOnce(node, asked, clock, consented)
      if (!isOvertaken()) return exported
    } catch (error) {
      // A lot that was destroyed under the reader is no fault.
      if (!isOvertaken()) throw error
    }
  }
  return fail('BUSY', { service: 'export', seconds: 10 })
}

/** Whether less may be used of an answer than before. */
const changed = (before: Answer, now: Answer): boolean =>
  now.state === 'withdrawn' || now.erased !== before.erased || now.pieces !== before.pieces

async function exportOnce(
  node: Node<BuyerServices>,
  asked: AskedQuery,
  clock: Pick<Clock, 'now'>,
  { usable, leftOut }: Consented,
): Promise<Exported> {
  const { documents, identity } = node.services
  if (usable.length === 0) fail('NOT_FOUND', { what: whatIsMissing(leftOut) })
  const { query: q } = decodeOrder(asked.order)
  const usableUntil = isoMinute(Math.min(...usable.map((u) => u.until)))
  const terms = {
    ...{ query: asked.id, hash: hex(queryHash(q)), institution: q.institution },
    purpose: { duo: q.purpose, label: PURPOSES[q.purpose] },
    modifiers: q.modifiers.map((m) => ({ duo: m, label: MODIFIERS[m] })),
    ...{
      disease: q.disease,
      from: isoDay(q.from),
      until: isoDay(q.until),
      dates: q.days ? ('day' as const) : q.months ? ('month' as const) : ('none' as const),
    },
    ...{ useUntil: isoMinute(q.useUntil).slice(0, 10), usableUntil, leftOut },
  }
  // Whoever has the export and not this node's secret cannot lead a pseudonym back to the dealing that it came from.
  const nameOf = (peer: string): string => `S${hex(H('pseudonym', identity.seed, fromHex(asked.id), utf8(peer))).slice(0, 12)}`
  const people = usable.map((u) => ({ ...u, pseudonym: nameOf(u.answer.peer) }))
  const made = new Export(terms, new Date(clock.now()).toISOString())
  // One at a time: what all of them sold need not be in memory beside the files.
  for (const { answer, pieces, pseudonym } of people.sort((a, b) => (a.pseudonym < b.pseudonym ? -1 : 1))) {
    const records: ExportRecord[] = []
    for (const piece of pieces) records.push(...recordsIn(await documents.readPiece(piece), answer.erased ?? []))
    if (records.length > 0) made.add({ pseudonym, sex: answer.sex, age: answer.age, records })
  }
  return made.people > 0 ? { files: made.files(), leftOut, usableUntil } : fail('NOT_FOUND', { what: whatIsMissing(leftOut) })
}

/** @param erased verification keys of what its owner erased, and what is about to be destroyed or kept apart */
function recordsIn(lot: Uint8Array, erased: readonly string[]): ExportRecord[] {
  const sold = decodeValue<never>(lot) as (Verified & { resources: string[] })[]
  return sold
    .filter(({ key }) => !erased.includes(key))
    .map(({ key, recordId, issuer, notary, source, months, collected, resources: texts }) => {
      const resources = texts.map((text) => exactOf(parseJson(text)))
      return { key, recordId, issuer, notary, source, months, ...(collected ? { collected } : {}), resources }
    })
}

function whatIsMissing({ withdrawn, ended, unanswered }: Consented['leftOut']): string {
  const counts = `${withdrawn} withdrew, ${ended} consents have ended, of ${unanswered} no notary answers`
  return withdrawn + ended + unanswered === 0 ? 'bought data of this query' : `data of this query that may be used now: ${counts}`
}

/** Bytes that make whole groups of base64. */
const IN_BASE64 = 48 << 10

/** An export as JSON, portion by portion: `{ files: [{ name, bytes, text, base64? }], leftOut, usableUntil }`; what is no text stands in base64. */
export function* writtenExport({ files, ...more }: Exported): Generator<string> {
  yield '{"files":['
  for (const [i, file] of files.entries()) {
    const bytes = blocksOf(file).reduce((sum, block) => sum + block.length, 0)
    yield `${i > 0 ? ',' : ''}${JSON.stringify({ name: file.name, bytes }).slice(0, -1)},"text":"`
    if (!file.bytes) for (const block of blocksOf(file)) yield JSON.stringify(textOf(block)).slice(1, -1)
    yield file.bytes ? '","base64":"' : '"}'
    for (let at = 0; at < (file.bytes?.length ?? 0); at += IN_BASE64) yield base64((file.bytes as Uint8Array).subarray(at, at + IN_BASE64))
    if (file.bytes) yield '"}'
  }
  yield `],${JSON.stringify(more).slice(1)}`
}
