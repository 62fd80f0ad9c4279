/** An export of what was bought for a query: of people whose consents stand, under pseudonyms that are made for this query alone. */
import { decodeValue } from '@hdms/flows/engine/codec.ts'
import type { AskedQuery } from '@hdms/flows/trading/market.ts'
import type { BuyerServices } from '@hdms/flows/trading/ports.ts'
import type { Verified } from '@hdms/flows/trading/sale/check.ts'
import type { ExportFile } from '@hdms/health/export/file.ts'
import { exportFiles } from '@hdms/health/export/files.ts'
import type { ExportRecord, Subject } from '@hdms/health/export/subjects.ts'
import { fromHex, hex, utf8 } from '@hdms/shared/bytes.ts'
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

/** The same, with who was left out and why. Notaries are asked about every consent first. @throws NOT_FOUND when nothing was bought that may be used */
export async function exportAll(node: Node<BuyerServices>, asked: AskedQuery, clock: Pick<Clock, 'now'>): Promise<Exported> {
  const { market, documents, identity } = node.services
  const { usable, leftOut } = await askConsents(node, market.answers(asked.id), clock)
  const subjects: Subject[] = []
  for (const { answer, pieces } of usable) {
    const records: ExportRecord[] = []
    for (const piece of pieces) {
      const lot = decodeValue<never>(await documents.readPiece(piece)) as (Verified & { resources: string[] })[]
      for (const { key, recordId, issuer, notary, source, months, collected, resources: texts } of lot) {
        // Its owner erased it, and it is about to be destroyed or kept apart.
        if (answer.erased?.includes(key)) continue
        const resources = texts.map((text) => exactOf(parseJson(text)))
        records.push({ key, recordId, issuer, notary, source, months, ...(collected ? { collected } : {}), resources })
      }
    }
    if (records.length === 0) continue
    // Whoever has the export and not this node's secret cannot lead a pseudonym back to the dealing that it came from.
    const pseudonym = `S${hex(H('pseudonym', identity.seed, fromHex(asked.id), utf8(answer.peer))).slice(0, 12)}`
    subjects.push({ pseudonym, sex: answer.sex, age: answer.age, records })
  }
  if (subjects.length === 0) fail('NOT_FOUND', { what: whatIsMissing(leftOut) })
  subjects.sort((a, b) => (a.pseudonym < b.pseudonym ? -1 : 1))
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
  return { files: exportFiles(subjects, terms, new Date(clock.now()).toISOString()), leftOut, usableUntil }
}

function whatIsMissing({ withdrawn, ended, unanswered }: Consented['leftOut']): string {
  const counts = `${withdrawn} withdrew, ${ended} consents have ended, of ${unanswered} no notary answers`
  return withdrawn + ended + unanswered === 0 ? 'bought data of this query' : `data of this query that may be used now: ${counts}`
}
