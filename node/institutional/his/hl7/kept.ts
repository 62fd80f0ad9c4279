/**
 * Messages that could not be used, that match nothing here, or that wait for the decision on their order: kept with the reason, for an operator who
 * mends it and replays, and for the decision. Rows: hd, hb → dead letters · hu, hv → what matches nothing · hw, hy → what waits.
 */

import { asHdmsError, HdmsError } from '@hdms/shared/errors.ts'
import { type InTurnOf, inTurnOf } from '@hdms/shared/in-turn.ts'
import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'
import { type Clock, DAY } from '@hdms/shared/time.ts'
import { Hl7Message } from '@medplum/core'
import { refuse } from '../../reasons.ts'
import { callOf, reasonOf } from './call.ts'
import { decodeMessage } from './charset.ts'
import type { Handler } from './inbox.ts'
import { lightened, withCut } from './large.ts'
import { type KeptLetter, Shelf } from './shelf.ts'

export type Kind = 'letters' | 'unmatched'

export interface KeptOptions {
  readonly clock: Clock
  readonly store: NodeStore
  /** Character set of messages that name none and are no UTF-8. */
  readonly otherwise: string
  readonly handle: Handler
  /** Days that what matches nothing is kept; 0 keeps none. */
  readonly unmatchedDays?: number
  /** Whether the record of an order was erased: nothing is kept that names it. */
  readonly isErased?: (order: string) => boolean
  /** Told that a message waits for its order no longer. */
  readonly expired?: (order: string, call: string) => void
}

/** How long a message waits for the decision on its order. */
const WAITS = DAY

/** What is kept: a sender that is no HIS does not fill the disk. */
const LETTERS = { name: 'hd/', content: 'hb/', most: { count: 10_000, bytes: 512 << 20 }, full: 'refuse' } as const
const UNMATCHED = { name: 'hu/', content: 'hv/', most: { count: 20_000, bytes: 128 << 20 }, full: 'oldest goes' } as const
const WAITING = { name: 'hw/', content: 'hy/', most: { count: 2_000, bytes: 256 << 20 }, full: 'refuse' } as const
/** Messages that wait for one order. */
const MOST_OF_ORDER = 200

export class KeptMessages {
  private readonly o: KeptOptions
  /** Of each letter, and of the messages of an order. */
  private readonly turns: InTurnOf = inTurnOf()
  private readonly letters: Shelf
  private readonly others: Shelf
  private readonly waiting: Shelf

  constructor(o: KeptOptions) {
    this.o = o
    const { store, isErased = () => false } = o
    this.letters = new Shelf({ store, isErased, ...LETTERS })
    this.others = new Shelf({ store, isErased, ...UNMATCHED })
    this.waiting = new Shelf({ store, isErased, ...WAITING })
  }

  async load(): Promise<void> {
    await Promise.all([this.letters.load(), this.others.load(), this.waiting.load()])
  }

  /** What matched nothing is kept for some days. */
  forget(changes: Change[]): void {
    const { clock, unmatchedDays = 7 } = this.o
    for (const { id, at } of this.others.list()) if (at < clock.now() - unmatchedDays * DAY) this.others.remove(changes, id)
  }

  /** Drops what names an order whose record is erased: it has the person's name, and what was found. */
  forgetOrder(changes: Change[], order: string): void {
    for (const shelf of [this.letters, this.others, this.waiting]) shelf.removeOf(changes, order)
  }

  /** Keeps one that cannot be used. @throws STORE_FAILED when no more are kept */
  async refused(changes: Change[], letter: Omit<KeptLetter, 'id'>, bytes: Uint8Array): Promise<void> {
    await this.letters.put(changes, letter, bytes)
  }

  /** Keeps one of which something matches nothing here. @returns how to take that back, when nothing comes of the changes */
  async matchesNothing(changes: Change[], letter: Omit<KeptLetter, 'id'>, bytes: Uint8Array): Promise<() => void> {
    if ((this.o.unmatchedDays ?? 7) === 0) return () => {}
    const id = await this.others.put(changes, letter, bytes)
    return () => this.others.remove([], id)
  }

  /** Keeps one that cannot even be read, at once. */
  async bury(bytes: Uint8Array, type: string, control: string, why: string): Promise<void> {
    const changes: Change[] = []
    await this.letters.put(changes, { at: this.o.clock.now(), type, control, why, call: '', order: '' }, bytes)
    await this.o.store.commit(changes)
  }

  /** Keeps one until its order is decided on. @throws STORE_FAILED when too many wait */
  async park(changes: Change[], letter: Omit<KeptLetter, 'id'>, bytes: Uint8Array): Promise<void> {
    const beside = this.waiting.list().filter(({ order }) => order === letter.order).length
    if (beside >= MOST_OF_ORDER) refuse('STORE_FAILED', 'too-many-wait')
    await this.waiting.put(changes, letter, bytes)
  }

  /** Messages that wait for the decision on their orders, oldest first. */
  waits(): KeptLetter[] {
    return this.waiting.list()
  }

  /** An order was decided on: what waited for that is taken, in the order in which it came. */
  release(order: string): Promise<void> {
    return this.turns(`order ${order}`, async () => {
      for (const letter of this.waiting.list()) if (letter.order === order && !(await this.retry(letter))) return
    })
  }

  /** @returns false when it could not be tried now */
  private async retry(letter: KeptLetter): Promise<boolean> {
    const { store } = this.o
    const bytes = await this.waiting.message(letter.id)
    const changes: Change[] = []
    const why = await this.tryAgain(bytes, letter.call)
    if (why === 'later') return false
    this.waiting.remove(changes, letter.id)
    if (typeof why === 'object') await this.letters.put(changes, { ...letter, order: '', why: why.refused }, bytes)
    await store.commit(changes)
    return true
  }

  /** Takes a message that was kept, as if it came now. */
  private async tryAgain(bytes: Uint8Array, call: string): Promise<'taken' | 'later' | { readonly refused: string }> {
    try {
      const light = lightened(bytes)
      const { text } = decodeMessage(light.bytes, this.o.otherwise)
      const message = Hl7Message.parse(text)
      withCut(message, light.cut)
      const outcome = await this.o.handle(message, call === '' ? await callOf(message, text, light.cut) : call)
      if ('wait' in outcome) return 'later'
      if ('perform' in outcome) await outcome.perform?.([])
      if ('reply' in outcome || outcome.code === 'AA') {
        if ('decided' in outcome && outcome.decided !== undefined) await this.release(outcome.decided)
        const unmatched = 'unmatched' in outcome ? outcome.unmatched : undefined
        return unmatched === undefined ? 'taken' : { refused: unmatched }
      }
      return { refused: outcome.why ?? outcome.code }
    } catch (error) {
      const known = asHdmsError(error)
      return known.fault === 'unavailable' || known.code === 'BUG' ? 'later' : { refused: reasonOf(known) }
    }
  }

  /** Goes on with what waits: orders that were decided on meanwhile, and what waited too long. */
  async sweep(): Promise<void> {
    const { clock, store, expired } = this.o
    await this.lateOnes()
    for (const order of new Set(this.waiting.list().map((letter) => letter.order))) await this.release(order)
    for (const letter of this.waiting.list()) {
      if (letter.at > clock.now() - WAITS) continue
      const changes: Change[] = []
      const why = 'the order was not decided on in time'
      await this.letters.put(changes, { ...letter, order: '', why }, await this.waiting.message(letter.id))
      this.waiting.remove(changes, letter.id)
      await store.commit(changes)
      expired?.(letter.order, letter.call)
    }
  }

  /** What went with its order is dropped once more: the batch that brought it may have been written after. */
  private async lateOnes(): Promise<void> {
    const keys = [this.letters, this.others, this.waiting].flatMap((shelf) => shelf.late())
    if (keys.length > 0) await this.o.store.commit(keys.map((key) => ({ key, value: null })))
  }

  /** Messages that could not be used, oldest first. */
  deadLetters(): KeptLetter[] {
    return this.letters.list()
  }
  /** Messages of which something matches nothing here, oldest first. */
  unmatched(): KeptLetter[] {
    return this.others.list()
  }
  /** How many there are. */
  get counts(): { readonly letters: number; readonly unmatched: number; readonly waiting: number } {
    return { letters: this.letters.count, unmatched: this.others.count, waiting: this.waiting.count }
  }
  /** One of either as it came. @throws NOT_FOUND */
  async letter(id: string, of: Kind = 'letters'): Promise<KeptLetter & { readonly bytes: Uint8Array }> {
    const shelf = this.shelf(of)
    return { ...shelf.get(id), bytes: await shelf.message(id) }
  }
  private shelf(of: Kind): Shelf {
    return of === 'letters' ? this.letters : this.others
  }

  /** Tries one again, as if it came now. @returns MSA-1; the letter goes when it is AA. @throws NOT_FOUND, HIS_PROTOCOL */
  replay(id: string, of: Kind = 'letters'): Promise<string> {
    return this.turns(`${of} ${id}`, async () => {
      const outcome = await this.tryAgain((await this.letter(id, of)).bytes, '')
      if (outcome === 'later') throw new HdmsError('HIS_PROTOCOL', { why: 'not now: the node, or the decision on its order, is not ready' })
      if (typeof outcome === 'object') throw new HdmsError('HIS_PROTOCOL', { why: outcome.refused })
      await this.remove(id, of)
      return 'AA'
    })
  }

  /** @throws NOT_FOUND */
  discard(id: string, of: Kind = 'letters'): Promise<void> {
    return this.turns(`${of} ${id}`, () => this.remove(id, of))
  }
  private async remove(id: string, of: Kind): Promise<void> {
    const shelf = this.shelf(of)
    shelf.get(id)
    const changes: Change[] = []
    shelf.remove(changes, id)
    await this.o.store.commit(changes)
  }
}
