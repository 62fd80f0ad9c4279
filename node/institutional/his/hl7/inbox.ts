/**
 * Takes messages in: reads them whatever their characters, lets each count once, answers when what follows from it is durable, and keeps what
 * could not be used or matches nothing here, with the reason, for an operator who mends it and replays.
 * Rows: hc/SENDER/CONTROL/CONTENT → what was answered · hx/DAY/… → of which day that is · hd, hb → dead letters · hu, hv → what matches nothing ·
 * hw, hy → what waits for the decision on its order. They hold the messages, sealed like every row.
 */

import { hash } from 'node:crypto'
import { decodeValue, encodeValue } from '@hdms/flows/engine/codec.ts'
import type { Value } from '@hdms/flows/engine/types.ts'
import { concat } from '@hdms/shared/bytes.ts'
import { asHdmsError, fail, HdmsError } from '@hdms/shared/errors.ts'
import { type InTurnOf, inTurnOf } from '@hdms/shared/in-turn.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'
import { type Clock, DAY } from '@hdms/shared/time.ts'
import { Hl7Message } from '@medplum/core'
import { acknowledgement, type Verdict } from './acknowledge.ts'
import { Envelope, type Part, partsOf } from './batch.ts'
import { decodeMessage, encodeMessage, headerIn } from './charset.ts'
import { type Cut, digestOfCut, lightened, withCut } from './large.ts'
import { type KeptLetter, Shelf } from './shelf.ts'
import { field, messageType } from './text.ts'

/** What a message leads to. */
export type Outcome =
  | (Verdict & {
      /** Of what was taken, what matches nothing here, and why: the message is kept as well. */
      readonly unmatched?: string
      /** Order that was decided on: what waits for that is taken. */
      readonly decided?: string
      /**
       * Does it, and writes with the last of it what shall be written when it is done: that the message was answered costs no batch of its own.
       * Without it everything is done.
       */
      readonly perform?: (beside: readonly Change[]) => Promise<void>
    })
  | { readonly reply: string }
  /** The message is about an order that is not decided on yet, or behind others that are; `kept` is called when it is among what waits. */
  | { readonly wait: string; readonly kept: () => void }

/** @param call id of the message: of one that is sent again it is the same */
export type Handler = (message: Hl7Message, call: string) => Promise<Outcome>

export interface InboxOptions {
  readonly clock: Clock
  readonly logger: Logger
  readonly store: NodeStore
  /** Name of this node, as sending facility of acknowledgements. */
  readonly facility: string
  /** Character set of messages that name none and are no UTF-8. */
  readonly otherwise: string
  readonly handle: Handler
  /** Told of every answer: ADT^A40, AA. */
  readonly answered?: (type: string, code: string) => void
  /** Told of every message of which something matches nothing here. */
  readonly unmatched?: (type: string) => void
  /** Days that those are kept; 0 keeps none. */
  readonly unmatchedDays?: number
  /** Told that a message waits for its order no longer. */
  readonly expired?: (order: string, call: string) => void
}

interface Answered {
  readonly reply: string
  readonly [field: string]: Value
}
interface Reply {
  readonly text: string
  readonly set: string
}
export type DeadLetter = KeptLetter

/** How long a message is remembered. */
const REMEMBERED = 30 * DAY
/** How long a message waits for the decision on its order. */
const WAITS = DAY

/** What is kept: a sender that is no HIS does not fill the disk. */
const LETTERS = { name: 'hd/', content: 'hb/', most: { count: 10_000, bytes: 512 << 20 }, full: 'refuse' } as const
const UNMATCHED = { name: 'hu/', content: 'hv/', most: { count: 20_000, bytes: 128 << 20 }, full: 'oldest goes' } as const
const WAITING = { name: 'hw/', content: 'hy/', most: { count: 2_000, bytes: 256 << 20 }, full: 'refuse' } as const
/** Messages that wait for one order. */
const MOST_OF_ORDER = 200

/** Bytes in which the first segment of a message ends, and its character set is to be known. */
const HEADER = 8 << 10

/** Whether something of more than a header's size has a first segment that ends: a line end in it, in whatever characters. */
const hasHeader = (bytes: Uint8Array): boolean =>
  bytes.length <= HEADER || bytes.subarray(0, HEADER).some((byte) => byte === 0x0d || byte === 0x0a)

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
const sha = (text: string): string => hash('sha256', text).slice(0, 16)

export class Inbox {
  private readonly o: InboxOptions
  /** Of each message, so that copies at once are one, and of each letter. */
  private readonly turns: InTurnOf = inTurnOf()
  private readonly letters: Shelf
  private readonly others: Shelf
  private readonly waiting: Shelf
  private day = ''

  constructor(o: InboxOptions) {
    this.o = o
    const { store } = o
    this.letters = new Shelf({ store, ...LETTERS })
    this.others = new Shelf({ store, ...UNMATCHED })
    this.waiting = new Shelf({ store, ...WAITING })
  }

  async load(): Promise<void> {
    await this.forget()
    await Promise.all([this.letters.load(), this.others.load(), this.waiting.load()])
  }

  /** What was answered too long ago is not remembered, nor what matched nothing kept. */
  private async forget(): Promise<void> {
    const { store, clock, unmatchedDays = 7 } = this.o
    this.day = dayOf(clock.now())
    const old = await store.range('hx/', `hx/${dayOf(clock.now() - REMEMBERED)}`)
    const keys = old.flatMap(([key]) => [key, `hc/${key.slice(key.indexOf('/', 3) + 1)}`])
    const changes: Change[] = keys.map((key) => ({ key, value: null }))
    for (const { id, at } of this.others.list()) if (at < clock.now() - unmatchedDays * DAY) this.others.remove(changes, id)
    for (let at = 0; at < changes.length; at += 2_000) await store.commit(changes.slice(at, at + 2_000))
  }

  /** @returns the answer's bytes; of several messages all answers. Never rejects: what fails is answered. */
  async receive(frame: Uint8Array): Promise<Uint8Array> {
    const answers = await this.answers(frame)
    return answers.length === 1 ? (answers[0] as Uint8Array) : concat(...answers.flatMap((a) => [a, Uint8Array.of(0x0d)]))
  }

  /** The frames that answer one: a batch by one, and several messages each by its own. Never rejects. */
  async answers(frame: Uint8Array): Promise<Uint8Array[]> {
    const parts = partsOf(frame)
    const isBatch = parts.some(({ name }) => name !== 'MSH')
    if (isBatch) return [await this.batch(parts)]
    const answers: Uint8Array[] = []
    for (const { bytes } of parts) {
      const { text, set } = await this.answer(bytes)
      answers.push(encodeMessage(text, set))
    }
    return answers
  }

  private async batch(parts: readonly Part[]): Promise<Uint8Array> {
    const { facility, clock, logger, otherwise } = this.o
    const envelope = new Envelope({ facility, now: clock.now() })
    const said: Reply[] = []
    let set = 'utf-8'
    const say = (lines: readonly string[]) => said.push(...lines.map((text) => ({ text, set })))
    for (const { name, bytes } of parts) {
      if (name !== 'MSH') {
        say(envelope.take(name, readable(bytes, otherwise)))
        continue
      }
      const reply = await this.answer(bytes)
      set = reply.set
      said.push(reply)
      envelope.answered()
    }
    say(envelope.end())
    for (const what of envelope.odd) logger.warn('HL7 batch is not whole', { what })
    const one = said.every((reply) => reply.set === set)
    return one
      ? encodeMessage(said.map(({ text }) => text).join('\r'), set)
      : concat(...said.map((reply) => encodeMessage(`${reply.text}\r`, reply.set)))
  }

  private async answer(bytes: Uint8Array): Promise<Reply> {
    // Before it is decoded, which takes many times its size.
    if (!hasHeader(bytes))
      return { text: this.reply(undefined, { code: 'AR', condition: 'missing', why: 'its header does not end' }), set: 'utf-8' }
    try {
      const light = lightened(bytes)
      const { text, set } = decodeMessage(light.bytes, this.o.otherwise)
      return { text: await this.read(text, bytes, light.cut), set }
    } catch (error) {
      // What cannot be read is kept, and answered by what can be: its header, if there is one.
      const why = reasonOf(error)
      const header = headerIn(bytes)
      const condition = header === undefined ? 'missing' : /\(MSH-18\) is not known/.test(why) ? 'value' : 'data'
      const kept = await this.bury(bytes, '', '', why).then(
        () => true,
        () => false,
      )
      const message = header === undefined ? undefined : Hl7Message.parse(header)
      return { text: this.reply(message, { code: 'AR', condition: kept ? condition : 'internal', why }), set: 'utf-8' }
    }
  }

  private async read(text: string, bytes: Uint8Array, cut: Cut): Promise<string> {
    const message = /^MSH./.test(text) ? Hl7Message.parse(text) : fail('HIS_PROTOCOL', { why: 'it does not begin with MSH' })
    if (field(message, 'MSH', 10) === '') {
      await this.bury(bytes, messageType(message), '', 'the control id (MSH-10) is missing')
      return this.reply(message, { code: 'AR', condition: 'missing', why: 'the control id (MSH-10) is missing' })
    }
    withCut(message, cut)
    const key = await callOf(message, text, cut)
    return this.turns(`call ${key}`, () => this.once(key, message, bytes))
  }

  private async once(key: string, message: Hl7Message, bytes: Uint8Array): Promise<string> {
    const { store, clock } = this.o
    const known = await store.get(`hc/${key}`)
    if (known) return decodeValue<Answered>(known).reply
    if (dayOf(clock.now()) !== this.day) await this.forget()
    const { reply, changes, lasting, decided } = await this.work(message, key, bytes)
    // A message that is to be sent again is not remembered.
    if (lasting && changes.length > 0) await store.commit(changes)
    if (decided !== undefined) await this.release(decided)
    return reply
  }

  private async work(message: Hl7Message, call: string, bytes: Uint8Array): Promise<Done> {
    const { handle, logger, answered, unmatched, unmatchedDays = 7, clock } = this.o
    const type = messageType(message)
    const letter = { at: clock.now(), type, control: field(message, 'MSH', 10), call, order: '' }
    const changes: Change[] = []
    let other: string | undefined
    const answer = (verdict: Verdict | { readonly reply: string }): string => {
      const reply = 'reply' in verdict ? verdict.reply : this.reply(message, verdict)
      const row: Answered = { reply }
      changes.push({ key: `hc/${call}`, value: encodeValue(row) }, { key: `hx/${this.day}/${call}`, value: Uint8Array.of(1) })
      return reply
    }
    try {
      const outcome = await handle(message, call)
      if ('wait' in outcome) {
        await this.park(changes, { ...letter, why: 'its order is not decided on yet', order: outcome.wait }, bytes)
        outcome.kept()
        answered?.(type, 'AA')
        return { reply: answer({ code: 'AA', why: 'waits for the decision on its order' }), changes, lasting: true }
      }
      if (!('perform' in outcome)) answered?.(type, 'reply' in outcome ? 'AA' : outcome.code)
      if ('reply' in outcome) return { reply: answer(outcome), changes, lasting: true }
      if (outcome.code !== 'AA') logger.warn('HL7 message refused', { type, why: outcome.why ?? '' })
      if (outcome.unmatched !== undefined) {
        unmatched?.(type)
        if (unmatchedDays > 0) other = await this.others.put(changes, { ...letter, why: outcome.unmatched }, bytes)
      }
      const decided = outcome.decided === undefined ? {} : { decided: outcome.decided }
      const reply = answer(outcome)
      if (outcome.perform) {
        await outcome.perform(changes)
        answered?.(type, outcome.code)
      }
      return { reply, changes: outcome.perform ? [] : changes, lasting: true, ...decided }
    } catch (error) {
      const known = asHdmsError(error)
      const why = reasonOf(known)
      if (other !== undefined) this.others.remove([], other)
      answered?.(type, known.fault === 'unavailable' ? 'AR' : 'AE')
      logger.warn('HL7 message refused', { type, code: known.code, why })
      // The store, or the engine behind it, cannot take it now: AR, for reasons that lie not in the message (§2.9.2.2); the sender tries again.
      if (known.fault === 'unavailable' || known.code === 'BUG') return this.notNow(message)
      changes.length = 0
      try {
        await this.letters.put(changes, { ...letter, why }, bytes)
      } catch {
        return this.notNow(message)
      }
      const condition = /^the order /.test(why) ? 'unknown' : 'internal'
      return { reply: answer({ code: 'AE', condition, why }), changes, lasting: true }
    }
  }

  private notNow(message: Hl7Message): Done {
    const verdict = { code: 'AR', condition: 'internal', why: 'not now; send it again' } as const
    return { reply: this.reply(message, verdict), changes: [], lasting: false }
  }

  private reply(message: Hl7Message | undefined, verdict: Verdict): string {
    return acknowledgement(message, verdict, { facility: this.o.facility, now: this.o.clock.now() })
  }

  private async bury(bytes: Uint8Array, type: string, control: string, why: string): Promise<void> {
    const changes: Change[] = []
    await this.letters.put(changes, { at: this.o.clock.now(), type, control, why, call: '', order: '' }, bytes)
    await this.o.store.commit(changes)
  }

  private async park(changes: Change[], letter: Omit<KeptLetter, 'id'>, bytes: Uint8Array): Promise<void> {
    const beside = this.waiting.list().filter(({ order }) => order === letter.order).length
    if (beside >= MOST_OF_ORDER) fail('STORE_FAILED', { why: 'too many messages wait for the decision on one order' })
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

  /** Messages that could not be used, oldest first. */
  async deadLetters(): Promise<KeptLetter[]> {
    return this.letters.list()
  }
  /** Messages of which something matches nothing here, oldest first. */
  async unmatched(): Promise<KeptLetter[]> {
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

export type Kind = 'letters' | 'unmatched'

interface Done {
  readonly reply: string
  readonly changes: readonly Change[]
  readonly lasting: boolean
  readonly decided?: string
}

/** A segment of an envelope, which has no set of its own. */
function readable(bytes: Uint8Array, otherwise: string): string {
  try {
    return decodeMessage(bytes, otherwise).text
  } catch {
    return Buffer.from(bytes).toString('latin1')
  }
}

/**
 * Sender, control id (MSH-10), and what it says apart from the time in MSH-7: a message that is sent again is the same. Senders begin to count
 * anew, so a control id with another content is another message.
 */
async function callOf(message: Hl7Message, text: string, cut: Cut): Promise<string> {
  const sender = sha(`${field(message, 'MSH', 3)}|${field(message, 'MSH', 4)}`)
  const header = message.getSegment('MSH')?.fields.map((f, i) => (i === 6 ? '' : f.toString())) ?? []
  const end = text.indexOf('\r')
  let content = `${header.join('|')}\r${end < 0 ? '' : text.slice(end + 1)}`
  // Tokens are other ones each time; what they stand for is the same.
  for (const token of cut.keys()) content = content.replace(token, '')
  if (cut.size > 0) content += await digestOfCut(cut)
  return `${sender}/${field(message, 'MSH', 10)}/${sha(content)}`
}

const reasonOf = (error: unknown): string => {
  const known = asHdmsError(error)
  return String(known.data['why'] ?? known.code)
}
