/**
 * The buyer's side of an erasure: whoever sold a record says, under the one-time name that it was sold by, that it is erased. It is used for nothing from
 * then on, destroyed once no purchase has it under way, or kept apart on a law until a day, and attested to that name (flows/erasure/comply.ts).
 */

import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'
import { MINUTE } from '@hdms/shared/time.ts'
import { decodeValue, encodeValue } from '../engine/codec.ts'
import type { Responder, ResponderArgs } from '../engine/context.ts'
import type { Flow, Value } from '../engine/types.ts'
import { type Copies, complyWith, type HolderPort, noticeOf, personOf } from '../erasure/comply.ts'
import type { Attested } from '../erasure/wire.ts'
import { MOST_DOCUMENTS } from './exchange/offer.ts'
import type { Answer } from './market.ts'
import type { BuyerServices } from './ports.ts'
import { refuse } from './reasons.ts'
import { offersOf } from './sale/offer-key.ts'

export const complySold: Responder<BuyerServices> = {
  name: 'erasure.sold',
  version: 1,
  responds: true,
  unnamed: true,
  *run(ctx, { session, first }: ResponderArgs): Flow<string> {
    const notice = noticeOf(first)
    // The consent to a sale is taken back at its notary, which is asked before each use.
    if (notice.kind !== 'erased') ctx.refuse('the buyer', 'a consent to a sale is withdrawn at its notary')
    // One name can have sold no more at once, and what it says here costs this side work.
    if (notice.records.length > MOST_DOCUMENTS) refuse('WIRE_MALFORMED', 'records-too-many', { what: 'notice', most: MOST_DOCUMENTS })
    const person = yield* personOf(ctx, session)
    return yield* complyWith({
      ...{ ctx, session, notice, person, keeper: 'buyer' },
      holderOf: (services: BuyerServices) => new SoldHolder(services, session.peer),
    })
  },
}

/** What the researcher is told. */
export const ERASED = 'the person erased some of these records: they are in no export from now on; destroy what was exported of them before'

/** Name of the piece that a record lies in which a law keeps. */
const lawPiece = (session: string, record: string): string => `law/${session}/${record}`

/** A document of a bought lot, as its piece holds it. */
interface Bought {
  readonly key: string
  readonly resources: readonly string[]
  readonly [field: string]: Value
}

/** What a buyer holds of whom it knows by one one-time name. */
export class SoldHolder implements HolderPort {
  readonly retains: boolean
  private readonly market: BuyerServices['market']
  private readonly documents: BuyerServices['documents']
  private readonly peer: string

  constructor({ market, documents }: Pick<BuyerServices, 'market' | 'documents'>, peer: string) {
    this.market = market
    this.documents = documents
    this.peer = peer
    this.retains = market.retains
  }

  /** The answer of this name in which a record came, or is about to. */
  private answer(record: string): Answer | undefined {
    return this.market.answersBy(this.peer).find((a) => a.report.some((r) => r.key === record) || a.underWay?.includes(record) === true)
  }

  copies(_: unknown, record: string, consent: string): Copies | undefined {
    const answer = consent === '' ? this.answer(record) : undefined
    if (!answer) return undefined
    const here = answer.pieces.length > 0 || this.documents.hasPiece(lawPiece(answer.id, record))
    return {
      here,
      passedOn: answer.pieces.length > 0,
      // A purchase that was ended by hand left nothing that could still be opened.
      busy: answer.underWay?.includes(record) === true && this.documents.piecesOf(offersOf(answer.id)).length > 0,
      kinds: [],
      // The research ends with the use.
      since: Math.min(...answer.consents.map((c) => c.end)) * MINUTE,
    }
  }

  async stop(record: string): Promise<void> {
    await this.market.change(async (store) => {
      const changes: Change[] = []
      this.restrict(changes, record)
      await store.commit(changes)
    })
  }

  restrict(changes: Change[], record: string): void {
    const answer = this.answer(record)
    if (!answer || answer.erased?.includes(record)) return
    this.market.amend(changes, answer.id, { erased: [...(answer.erased ?? []), record] })
  }

  async tell({ records, until }: { readonly records: readonly string[]; readonly until: number }): Promise<void> {
    await this.market.change(async (store) => {
      for (const record of records) {
        const answer = this.answer(record)
        if (!answer) continue
        if (until > 0) await this.setAside(store, answer, record)
        const changes: Change[] = []
        this.market.amend(changes, answer.id, { why: ERASED })
        await store.commit(changes)
      }
    })
  }

  async destroy(record: string): Promise<void> {
    await this.market.change(async (store) => {
      const answer = this.answer(record)
      if (!answer) return
      await this.leaveOut(store, answer, record)
      await this.documents.erasePieces(store, [lawPiece(answer.id, record)])
      const changes: Change[] = []
      this.restrict(changes, record)
      const { report } = this.market.answer(answer.id)
      this.market.amend(changes, answer.id, { report: report.filter((r) => r.key !== record) })
      await store.commit(changes)
      await store.compact('all')
    })
  }

  /** Out of the lots, whose end is another one, into a piece that no export looks at. */
  private async setAside(store: NodeStore, answer: Answer, record: string): Promise<void> {
    const name = lawPiece(answer.id, record)
    for (const piece of answer.pieces) {
      const own = (await this.lot(piece)).find((d) => d.key === record)
      if (!own || this.documents.hasPiece(name)) continue
      const stored = await this.documents.writeBlob(encodeValue([own]))
      const changes: Change[] = []
      this.documents.keepPiece(changes, name, stored)
      await store.commit(changes)
    }
    await this.leaveOut(store, answer, record)
  }

  /** Writes the lots anew without a record; their keys of before are destroyed. Again is harmless, wherever the last try broke off. */
  private async leaveOut(store: NodeStore, { id, pieces }: Answer, record: string): Promise<void> {
    for (const piece of pieces) {
      const lot = await this.lot(piece)
      const left = lot.filter((d) => d.key !== record)
      const whole = left.length === lot.length
      if (whole && lot.length > 0) continue
      const stored = left.length > 0 ? await this.documents.writeBlob(encodeValue(left)) : undefined
      if (!stored) await this.documents.erasePieces(store, [piece])
      const now = this.market.answer(id)
      const gone = lot.reduce((n, d) => n + (d.key === record ? d.resources.length : 0), 0)
      const changes: Change[] = []
      const rest = stored ? now.pieces : now.pieces.filter((p) => p !== piece)
      this.market.amend(changes, id, { pieces: rest, resources: rest.length > 0 ? now.resources - gone : 0 })
      if (stored) await this.documents.replacePiece(store, piece, stored, changes)
      else await store.commit(changes)
    }
  }

  /** Empty when the use has ended meanwhile. */
  private async lot(piece: string): Promise<readonly Bought[]> {
    return this.documents.hasPiece(piece) ? decodeValue<readonly Bought[]>(await this.documents.readPiece(piece)) : []
  }

  attested(key: string): Attested | undefined {
    return this.market.attested(key)
  }
  attest(changes: Change[], key: string, attested: Attested): void {
    this.market.attest(changes, key, attested)
  }
}
