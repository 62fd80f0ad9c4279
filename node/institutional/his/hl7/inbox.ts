/**
 * Takes messages in: reads them whatever their characters, lets each count once, answers when what follows from it is durable, and keeps what
 * could not be used, with the reason, for an operator who mends it and replays.
 * Rows: hc/SENDER/CONTROL/CONTENT → what was answered · hx/DAY/… → of which day that is · hd/NUMBER → dead letter. A dead letter holds the message, sealed like every row.
 */

import { decodeValue, encodeValue } from '@hdms/flows/engine/codec.ts'
import type { Value } from '@hdms/flows/engine/types.ts'
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { digits } from '@hdms/shared/decimal.ts'
import { asHdmsError, fail, HdmsError } from '@hdms/shared/errors.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'
import { type Clock, DAY } from '@hdms/shared/time.ts'
import { Hl7Message } from '@medplum/core'
import { acknowledgement, type Verdict } from './acknowledge.ts'
import { type Decoded, decodeMessage, encodeMessage } from './charset.ts'
import { field, messageType } from './text.ts'

/** What a message leads to: a reply of its own, or a verdict. */
/** @param call id of the message: of one that is sent again it is the same */
export type Handler = (message: Hl7Message, call: string) => Promise<Verdict | { readonly reply: string }>

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
}

interface Answered {
  readonly reply: string
  readonly [field: string]: Value
}
export interface DeadLetter {
  /** Number, as text that sorts. */
  readonly id: string
  readonly at: number
  /** ADT^A40; empty when it could not be read so far. */
  readonly type: string
  readonly control: string
  readonly why: string
  /** The message as it came. */
  readonly bytes: Uint8Array
}

/** How long a message is remembered. */
const REMEMBERED = 30 * DAY

/** Dead letters that are kept: a sender that is no HIS does not fill the disk. */
const MOST_LETTERS = { count: 10_000, bytes: 512 << 20 }
/** Bytes in which the first segment of a message ends, and its character set is to be known. */
const HEADER = 8 << 10

/** Whether something of more than a header's size has a first segment that ends: a line end in it, in whatever characters. */
const hasHeader = (bytes: Uint8Array): boolean =>
  bytes.length <= HEADER || bytes.subarray(0, HEADER).some((byte) => byte === 0x0d || byte === 0x0a)

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

export class Inbox {
  private readonly o: InboxOptions
  /** Messages under way, so that two copies at once are one. */
  private readonly running = new Map<string, Promise<string>>()
  private nextLetter = 1
  private letters = { count: 0, bytes: 0 }
  private day = ''

  constructor(o: InboxOptions) {
    this.o = o
  }

  async load(): Promise<void> {
    const { store } = this.o
    await this.forget()
    const letters = await store.range('hd/', 'hd/\uffff')
    this.nextLetter = 1 + digits(letters[letters.length - 1]?.[0].slice(3) ?? '0')
    this.letters = { count: letters.length, bytes: letters.reduce((sum, [, bytes]) => sum + bytes.length, 0) }
  }

  /** What was answered too long ago is not remembered. */
  private async forget(): Promise<void> {
    const { store, clock } = this.o
    this.day = dayOf(clock.now())
    const old = await store.range('hx/', `hx/${dayOf(clock.now() - REMEMBERED)}`)
    for (let at = 0; at < old.length; at += 1_000) {
      const keys = old.slice(at, at + 1_000).map(([key]) => key)
      await store.commit(
        keys.flatMap((key) => [key, `hc/${key.slice(key.indexOf('/', 3) + 1)}`].map((gone) => ({ key: gone, value: null }))),
      )
    }
  }

  /** @returns the reply's bytes. Never rejects: what fails is answered. */
  async receive(bytes: Uint8Array): Promise<Uint8Array> {
    let decoded: Decoded | undefined
    // Before it is decoded, which takes many times its size.
    if (!hasHeader(bytes)) return utf8(this.reply(undefined, { code: 'AR', condition: 'missing', why: 'its header does not end' }))
    try {
      decoded = decodeMessage(bytes, this.o.otherwise)
      return encodeMessage(await this.read(decoded, bytes), decoded.set)
    } catch (error) {
      // Not even a header: nobody can be told by control id, and nothing is lost.
      const why = reasonOf(error)
      const kept = await this.bury(bytes, '', '', why).then(
        () => true,
        () => false,
      )
      return utf8(this.reply(undefined, { code: 'AR', condition: kept ? 'missing' : 'internal', why }))
    }
  }

  private async read({ text }: Decoded, bytes: Uint8Array): Promise<string> {
    const message = /^MSH./.test(text) ? Hl7Message.parse(text) : fail('HIS_PROTOCOL', { why: 'it does not begin with MSH' })
    const control = field(message, 'MSH', 10)
    if (control === '') {
      await this.bury(bytes, messageType(message), '', 'the control id (MSH-10) is missing')
      return this.reply(message, { code: 'AR', condition: 'missing', why: 'the control id (MSH-10) is missing' })
    }
    const key = `${callOf(message, text)}`
    const before = this.running.get(key)
    if (before) await before.catch(() => {})
    const work = this.once(key, message, bytes)
    this.running.set(key, work)
    try {
      return await work
    } finally {
      if (this.running.get(key) === work) this.running.delete(key)
    }
  }

  private async once(key: string, message: Hl7Message, bytes: Uint8Array): Promise<string> {
    const { store, clock } = this.o
    const known = await store.get(`hc/${key}`)
    if (known) return decodeValue<Answered>(known).reply
    if (dayOf(clock.now()) !== this.day) await this.forget()
    const { reply, changes, lasting } = await this.work(message, key, bytes)
    // A message that is to be sent again is not remembered.
    const row: Answered = { reply }
    const remember = [
      { key: `hc/${key}`, value: encodeValue(row) },
      { key: `hx/${this.day}/${key}`, value: Uint8Array.of(1) },
    ]
    if (lasting) await store.commit([...changes, ...remember])
    return reply
  }

  private async work(
    message: Hl7Message,
    call: string,
    bytes: Uint8Array,
  ): Promise<{ reply: string; changes: Change[]; lasting: boolean }> {
    const { handle, logger, answered } = this.o
    const type = messageType(message)
    try {
      const outcome = await handle(message, call)
      answered?.(type, 'reply' in outcome ? 'AA' : outcome.code)
      if ('reply' in outcome) return { reply: outcome.reply, changes: [], lasting: true }
      if (outcome.code !== 'AA') logger.warn('HL7 message refused', { type, why: outcome.why ?? '' })
      return { reply: this.reply(message, outcome), changes: [], lasting: true }
    } catch (error) {
      const known = asHdmsError(error)
      const why = reasonOf(known)
      answered?.(type, known.fault === 'unavailable' ? 'AR' : 'AE')
      logger.warn('HL7 message refused', { type, code: known.code, why })
      // The store, or the engine behind it, cannot take it now: AR, for reasons that lie not in the message (§2.9.2.2); the sender tries again.
      if (known.fault === 'unavailable' || known.code === 'BUG')
        return {
          reply: this.reply(message, { code: 'AR', condition: 'internal', why: 'not now; send it again' }),
          changes: [],
          lasting: false,
        }
      const letter = this.letter(bytes, type, field(message, 'MSH', 10), why)
      return {
        reply: this.reply(message, { code: 'AE', condition: /^the order /.test(why) ? 'unknown' : 'internal', why }),
        changes: [letter],
        lasting: true,
      }
    }
  }

  private reply(message: Hl7Message | undefined, verdict: Verdict): string {
    return acknowledgement(message, verdict, { facility: this.o.facility, now: this.o.clock.now() })
  }

  /** @throws STORE_FAILED when there is no room for another: then it is the sender's to keep */
  private letter(bytes: Uint8Array, type: string, control: string, why: string): Change {
    if (this.letters.count >= MOST_LETTERS.count || this.letters.bytes + bytes.length > MOST_LETTERS.bytes)
      fail('STORE_FAILED', { why: 'there is no room for more dead letters; look at those that wait' })
    this.letters = { count: this.letters.count + 1, bytes: this.letters.bytes + bytes.length }
    const key = `hd/${String(this.nextLetter++).padStart(10, '0')}`
    return { key, value: encodeValue({ at: this.o.clock.now(), type, control, why, bytes }) }
  }
  private bury(bytes: Uint8Array, type: string, control: string, why: string): Promise<void> {
    return this.o.store.commit([this.letter(bytes, type, control, why)])
  }

  /** Messages that could not be used, oldest first. */
  async deadLetters(): Promise<DeadLetter[]> {
    const rows = await this.o.store.range('hd/', 'hd/\uffff')
    return rows.map(([key, bytes]) => ({
      id: String(digits(key.slice(3))),
      ...decodeValue<Omit<DeadLetter, 'id'> & { readonly [f: string]: Value }>(bytes),
    }))
  }

  /** Tries one again, as if it came now. @returns MSA-1; the letter goes when it is AA. @throws NOT_FOUND */
  async replay(id: string): Promise<string> {
    const letter = (await this.deadLetters()).find((l) => l.id === id) ?? fail('NOT_FOUND', { what: 'dead letter' })
    const { text } = decodeMessage(letter.bytes, this.o.otherwise)
    const message = Hl7Message.parse(text)
    try {
      const outcome = await this.o.handle(message, callOf(message, text))
      if ('code' in outcome && outcome.code !== 'AA') throw new HdmsError('HIS_PROTOCOL', { why: outcome.why ?? outcome.code })
    } catch (error) {
      throw new HdmsError('HIS_PROTOCOL', { why: reasonOf(error) })
    }
    await this.discard(id)
    return 'AA'
  }

  /** @throws NOT_FOUND */
  async discard(id: string): Promise<void> {
    const key = `hd/${id.padStart(10, '0')}`
    const row = (await this.o.store.get(key)) ?? fail('NOT_FOUND', { what: 'dead letter' })
    await this.o.store.commit([{ key, value: null }])
    this.letters = { count: this.letters.count - 1, bytes: this.letters.bytes - row.length }
  }
}

/**
 * Sender, control id (MSH-10), and what it says apart from the time in MSH-7: a message that is sent again is the same. Senders begin to count
 * anew, so a control id with another content is another message.
 */
function callOf(message: Hl7Message, text: string): string {
  const sender = hex(sha256(utf8(`${field(message, 'MSH', 3)}|${field(message, 'MSH', 4)}`))).slice(0, 16)
  const header = message.getSegment('MSH')?.fields.map((f, i) => (i === 6 ? '' : f.toString())) ?? []
  const content = hex(sha256(utf8(`${header.join('|')}\r${text.slice(text.indexOf('\r') + 1)}`))).slice(0, 16)
  return `${sender}/${field(message, 'MSH', 10)}/${content}`
}

const reasonOf = (error: unknown): string => {
  const known = asHdmsError(error)
  return String(known.data['why'] ?? known.code)
}
