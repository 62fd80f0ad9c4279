/**
 * What a flow has done, as it goes to the disk: an entry is written together with what the flow waits for after it, so that a replay
 * that waits for something else is noticed.
 */
import { decodeEntry, encodeEntry, encodePending } from './codec.ts'
import type { Turns } from './turns.ts'
import { type Entry, type Pending, padded, ROWS } from './types.ts'

export class Journal {
  private readonly turns: Turns
  private readonly flow: string
  private count: number
  /** The newest entry, until it is known what the flow waits for after it. */
  private last: { readonly number: number; readonly entry: Entry } | undefined
  /** All of it, for a flow that is repeated from it whenever it rests. */
  readonly whole: Entry[] | undefined

  /** @param entries those of the store @param replayEverything keeps the whole in memory */
  constructor(turns: Turns, flow: string, entries: readonly Entry[], replayEverything: boolean) {
    this.turns = turns
    this.flow = flow
    this.count = entries.length
    this.whole = replayEverything ? [...entries] : undefined
  }

  get length(): number {
    return this.count
  }

  add(number: number, entry: Entry): void {
    this.write()
    this.last = { number, entry }
    this.count = number + 1
    // As it would come back from the disk: a value that does not is another one for the flow that goes on.
    this.whole?.push(decodeEntry(encodeEntry(entry)))
  }

  /** The flow rests, and waits for this. */
  rest(pending: readonly Pending[]): void {
    // With the newest entry, or in a row of its own when there is none yet.
    if (this.last) this.write(pending)
    else if (this.count === 0) this.turns.put(ROWS.waiting + this.flow, encodePending(pending))
  }

  /** The flow stops where it did not rest: what it waited for before says nothing any more. */
  breakOff(): void {
    this.write()
    this.turns.put(ROWS.waiting + this.flow, null)
  }

  private write(pending?: readonly Pending[]): void {
    const { last } = this
    this.last = undefined
    if (last) this.turns.put(`${ROWS.journal}${this.flow}/${padded(last.number)}`, encodeEntry(last.entry, pending))
  }
}

/** Takes the journal of a flow that has ended off the disk. */
export function dropJournal(turns: Turns, flow: string, entries: number): void {
  for (let n = 0; n < entries; n++) turns.put(`${ROWS.journal}${flow}/${padded(n)}`, null)
  turns.put(ROWS.waiting + flow, null)
}
