/** Records that were sold, as tests look at them: what the seller owes, what an export holds, what a node's whole store gives away. */
import type { Duty } from '@hdms/flows/core/duties.ts'
import { decodeValue } from '@hdms/flows/engine/codec.ts'
import { decodeOffer, openOffer } from '@hdms/flows/trading/exchange/offer.ts'
import { toBuyer } from '@hdms/flows/trading/wire.ts'
import type { Node } from '@hdms/node/core/node.ts'
import { exportAll } from '@hdms/node/institutional/export.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { writeJson } from '@hdms/shared/documents/json.ts'
import { readPart } from '@hdms/shared/documents/sealed-part.ts'
import { fail } from '@hdms/shared/errors.ts'
import { decodeAnswer } from '@hdms/shared/notary/answer.ts'
import { HOUR } from '@hdms/shared/time.ts'
import type { Sales } from './sales.ts'

export const institute = (sales: Sales): NonNullable<Sales['net']['institute']> =>
  sales.net.institute ?? fail('NOT_FOUND', { what: 'institute' })
export const duties = (sales: Sales, who: string): Duty[] => sales.person(who).duties.list()
export const duty = (sales: Sales, who: string): Duty => duties(sales, who)[0] ?? fail('NOT_FOUND', { what: 'duty' })
export async function sold(sales: Sales, ...who: string[]): Promise<void> {
  await sales.buy(...who)
  await sales.until(() => who.every((w) => sales.answer(w).state === 'bought' && sales.offer(w).state === 'sold'))
}
export const answered = (sales: Sales, who: string, within: number = HOUR): Promise<void> =>
  sales.until(() => duties(sales, who).length > 0 && duties(sales, who).every((d) => d.state !== 'open'), within)
/** Verification keys, and resources, of what an export holds. */
export async function exported(sales: Sales): Promise<{ readonly keys: string[]; readonly text: string }> {
  try {
    const { files } = await sales.net.run(exportAll(institute(sales), sales.net.research.query(sales.id), sales.net.clock))
    const text = files.map((f) => f.text ?? '').join('\n')
    const provenance = files.find((f) => f.name === 'provenance.json')?.text ?? ''
    return { keys: [...provenance.matchAll(/"[0-9a-f]{64}"/g)].map(([k]) => k.slice(1, -1)), text }
  } catch {
    return { keys: [], text: '' }
  }
}

/** Whoever has all that a node keeps: opens every offer in it with every key on its ledger, and reads every bought lot. */
export async function readable(
  sales: Sales,
  node: Pick<Node<never>, 'store' | 'vault' | 'documents'>,
  pieces: readonly string[] = [],
): Promise<string> {
  const found = new Map<string, Uint8Array>()
  const add = (bytes: Uint8Array): unknown => found.set(hex(bytes), bytes)
  const walk = (value: unknown): void => {
    if (value instanceof Uint8Array) add(value)
    else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) walk(each)
  }
  for (const [, bytes] of await node.store.range('', '\uffff')) {
    try {
      walk(decodeValue(bytes))
    } catch {
      add(bytes)
    }
  }
  for (const bytes of [...found.values()]) {
    try {
      const { offered } = toBuyer.decode(bytes)
      if (offered?.offer) add(offered.offer)
    } catch {
      // No message of a sale.
    }
  }
  const keys = node.vault.list().flatMap((t) => (t.answer ? decodeAnswer(t.answer).preimages : []))
  const texts: string[] = []
  for (const bytes of found.values()) {
    try {
      const offer = decodeOffer(bytes)
      const parts = offer.parts.map(readPart)
      const sealed = parts.flatMap((p, part) => p.sealed.map((l) => ({ part, ...l })))
      for (const k of keys) {
        const opened = await openOffer(sales.net.crypto, { terms: offer, parts, sealed }, offer.signature, k).catch(() => undefined)
        if (opened && 'groups' in opened) texts.push(...opened.groups.flat().map((g) => writeJson(g.value)))
      }
    } catch {
      // No offer.
    }
  }
  for (const piece of pieces) texts.push(JSON.stringify(decodeValue(await node.documents.readPiece(piece))))
  return texts.join('\n')
}
