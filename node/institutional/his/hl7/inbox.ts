/**
 * Takes messages in: reads them whatever their characters, lets each count once, and answers when what follows from it is durable. What cannot be
 * used, matches nothing or has to wait is kept (kept.ts). Rows: hc/SENDER/CONTROL/CONTENT → what was answered · hx/DAY/… → of which day that is.
 */

import { decodeValue, encodeValue } from '@hdms/flows/engine/codec.ts'
import type { Value } from '@hdms/flows/engine/types.ts'
import { concat } from '@hdms/shared/bytes.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { type InTurnOf, inTurnOf } from '@hdms/shared/in-turn.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import type { Change } from '@hdms/shared/ports/node-store.ts'
import { DAY } from '@hdms/shared/time.ts'
import { Hl7Message } from '@medplum/core'
import { refuse } from '../../reasons.ts'
import { acknowledgement, type Verdict } from './acknowledge.ts'
import { Envelope, type Part, partsOf } from './batch.ts'
import { callOf, reasonOf } from './call.ts'
import { decodeMessage, encodeMessage, headerIn } from './charset.ts'
import { KeptMessages, type KeptOptions } from './kept.ts'
import { type Cut, lightened, withCut } from './large.ts'
import type { KeptLetter } from './shelf.ts'
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

export interface InboxOptions extends KeptOptions {
  readonly logger: Logger
  /** Name of this node, as sending facility of acknowledgements. */
  readonly facility: string
  /** Told of every answer: ADT^A40, AA. */
  readonly answered?: (type: string, code: string) => void
  /** Told of every message of which something matches nothing here. */
  readonly unmatched?: (type: string) => void
}

interface Answered {
  readonly reply: string
  readonly [field: string]: Value
}
interface Reply {
  readonly text: string
  readonly set: string
}

/** How long a message is remembered. */
const REMEMBERED = 30 * DAY

/** Bytes in which the first segment of a message ends, and its character set is to be known. */
const HEADER = 8 << 10

/** Whether something of more than a header's size has a first segment that ends: a line end in it, in whatever characters. */
const hasHeader = (bytes: Uint8Array): boolean =>
  bytes.length <= HEADER || bytes.subarray(0, HEADER).some((byte) => byte === 0x0d || byte === 0x0a)

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

export class Inbox {
  private readonly o: InboxOptions
  /** Of each message, so that copies at once are one. */
  private readonly turns: InTurnOf = inTurnOf()
  private day = ''
  readonly kept: KeptMessages

  constructor(o: InboxOptions) {
    this.o = o
    this.kept = new KeptMessages(o)
  }

  async load(): Promise<void> {
    await this.kept.load()
    await this.forget()
  }

  /** What was answered too long ago is not remembered, nor what matched nothing kept. */
  private async forget(): Promise<void> {
    const { store, clock } = this.o
    this.day = dayOf(clock.now())
    const old = await store.range('hx/', `hx/${dayOf(clock.now() - REMEMBERED)}`)
    const keys = old.flatMap(([key]) => [key, `hc/${key.slice(key.indexOf('/', 3) + 1)}`])
    const changes: Change[] = keys.map((key) => ({ key, value: null }))
    this.kept.forget(changes)
    for (let at = 0; at < changes.length; at += 2_000) await store.commit(changes.slice(at, at + 2_000))
  }

  /** Messages that could not be used, oldest first. */
  async deadLetters(): Promise<KeptLetter[]> {
    return this.kept.deadLetters()
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
      const kept = await this.kept.bury(bytes, '', '', why).then(
        () => true,
        () => false,
      )
      const message = header === undefined ? undefined : Hl7Message.parse(header)
      return { text: this.reply(message, { code: 'AR', condition: kept ? condition : 'internal', why }), set: 'utf-8' }
    }
  }

  private async read(text: string, bytes: Uint8Array, cut: Cut): Promise<string> {
    const message = /^MSH./.test(text) ? Hl7Message.parse(text) : refuse('HIS_PROTOCOL', 'no-msh')
    if (field(message, 'MSH', 10) === '') {
      await this.kept.bury(bytes, messageType(message), '', 'the control id (MSH-10) is missing')
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
    if (decided !== undefined) await this.kept.release(decided)
    return reply
  }

  private async work(message: Hl7Message, call: string, bytes: Uint8Array): Promise<Done> {
    const { handle, logger, answered, unmatched, clock } = this.o
    const type = messageType(message)
    const letter = { at: clock.now(), type, control: field(message, 'MSH', 10), call, order: '' }
    const changes: Change[] = []
    let takeBack = (): void => {}
    const answer = (verdict: Verdict | { readonly reply: string }): string => {
      const reply = 'reply' in verdict ? verdict.reply : this.reply(message, verdict)
      const row: Answered = { reply }
      changes.push({ key: `hc/${call}`, value: encodeValue(row) }, { key: `hx/${this.day}/${call}`, value: Uint8Array.of(1) })
      return reply
    }
    try {
      const outcome = await handle(message, call)
      if ('wait' in outcome) {
        await this.kept.park(changes, { ...letter, why: 'its order is not decided on yet', order: outcome.wait }, bytes)
        outcome.kept()
        answered?.(type, 'AA')
        return { reply: answer({ code: 'AA', why: 'waits for the decision on its order' }), changes, lasting: true }
      }
      if (!('perform' in outcome)) answered?.(type, 'reply' in outcome ? 'AA' : outcome.code)
      if ('reply' in outcome) return { reply: answer(outcome), changes, lasting: true }
      if (outcome.code !== 'AA') logger.warn('HL7 message refused', { type, why: outcome.why ?? '' })
      if (outcome.unmatched !== undefined) {
        unmatched?.(type)
        takeBack = await this.kept.matchesNothing(changes, { ...letter, why: outcome.unmatched }, bytes)
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
      takeBack()
      answered?.(type, known.fault === 'unavailable' ? 'AR' : 'AE')
      logger.warn('HL7 message refused', { type, code: known.code, why })
      // The store, or the engine behind it, cannot take it now: AR, for reasons that lie not in the message (§2.9.2.2); the sender tries again.
      if (known.fault === 'unavailable' || known.code === 'BUG') return this.notNow(message)
      changes.length = 0
      try {
        await this.kept.refused(changes, { ...letter, why }, bytes)
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
}

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
