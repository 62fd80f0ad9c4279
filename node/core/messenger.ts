/**
 * Brings session messages to peers and takes theirs in. Outgoing: the engine's outbox entries are sealed and sent by the first
 * transport that works, until the peer acknowledges. Incoming: an envelope is opened, checked, given to the engine, and
 * acknowledged under seal only when the engine's turn is durable.
 */

import type { Identity } from '@hdms/flows/core/services.ts'
import type { Engine } from '@hdms/flows/engine/engine.ts'
import { Kind, type OutboxEntry } from '@hdms/flows/engine/sessions.ts'
import { fromHex, hex } from '@hdms/shared/bytes.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { openEnvelope, sealEnvelope } from '@hdms/shared/envelope/envelope.ts'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import type { PathRules } from '@hdms/shared/identity/path.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { decode, encode, hdms } from '@hdms/shared/messages/wire.ts'
import type { VerifiedNodeInfo } from '@hdms/shared/network/node-info.ts'
import type { Transport } from '@hdms/shared/ports/transport.ts'
import { type Clock, HOUR, MINUTE } from '@hdms/shared/time.ts'
import type { Directory } from './directory.ts'

export interface MessengerOptions {
  readonly crypto: CryptoProvider
  readonly clock: Clock
  readonly logger: Logger
  readonly identity: Identity
  readonly directory: Directory
  readonly rules: () => PathRules
  /** In order of preference. */
  readonly transports: readonly Transport[]
  /** The own SignedNodeInfo of now. */
  readonly nodeInfo: () => Uint8Array
}

/** First wait after a failed try; doubles up to the last. */
const FIRST_RETRY = 250
const LAST_RETRY = MINUTE
/** How long a message in keeping is waited for before it is sent again. */
const KEPT_RETRY = 6 * HOUR

export class Messenger {
  private readonly o: MessengerOptions
  private readonly transports: Transport[]
  private engine: Engine<never> | undefined
  /** How many messages went which way. */
  readonly sent: Record<Transport['name'], number> = { libp2p: 0, rest: 0, mailbox: 0 }
  private stopped = false
  /** Messages that wait to be tried again, and whether a mailbox has them already. */
  private readonly timers = new Set<{ readonly cancel: () => void; readonly run: () => void; readonly kept: boolean }>()
  /** A session stays with the transport that worked last, in either direction: who comes back on a direct line is answered on it. */
  private readonly favourite = new Map<string, Transport>()

  constructor(options: MessengerOptions) {
    this.o = options
    this.transports = [...options.transports]
  }

  /** Adds a way that is tried before the others: it needs the node to exist first. */
  prefer(transport: Transport): void {
    this.transports.unshift(transport)
  }

  attach(engine: Engine<never>): void {
    this.engine = engine
  }

  stop(): void {
    this.stopped = true
    for (const { cancel } of this.timers) cancel()
  }

  /** The network may be back: what waits to be tried again is tried now. */
  nudge(): void {
    for (const waiting of [...this.timers]) {
      if (waiting.kept) continue
      waiting.cancel()
      this.timers.delete(waiting)
      waiting.run()
    }
  }

  // ── Outgoing ─────────────────────────────────────────────────────────────────────────────────────────────────────

  dispatch(entry: OutboxEntry): void {
    void this.attempt(entry, 0)
  }

  private later(ms: number, kept: boolean, run: () => void): void {
    const waiting = {
      kept,
      run,
      cancel: this.o.clock.after(ms, () => {
        this.timers.delete(waiting)
        run()
      }),
    }
    this.timers.add(waiting)
  }

  private async attempt(entry: OutboxEntry, tries: number): Promise<void> {
    if (this.stopped || !this.engine?.isOpen(entry.session, entry.number)) return
    let wait = Math.min(FIRST_RETRY * 2 ** Math.min(tries, 12), LAST_RETRY)
    let kept = false
    try {
      const peer = this.o.directory.node(entry.peer)
      kept = await this.post(peer, entry.session, entry.number, entry.message)
      if (kept) wait = KEPT_RETRY
    } catch (error) {
      this.favourite.delete(entry.session)
      this.o.logger.info('message waits', { code: asHdmsError(error).code, tries })
    }
    if (!this.stopped && this.engine?.isOpen(entry.session, entry.number)) this.later(wait, kept, () => void this.attempt(entry, tries + 1))
  }

  /** Seals and sends one message. @returns true when it is only in keeping. @throws when no transport worked */
  private async post(peer: VerifiedNodeInfo, session: string, counter: number, payload: Uint8Array): Promise<boolean> {
    const { crypto, identity, nodeInfo } = this.o
    const sender = { seed: identity.seed, nodeInfo: nodeInfo() }
    const envelope = await sealEnvelope(crypto, sender, peer.sealingKey, { session: fromHex(session), counter, payload })
    const favourite = this.favourite.get(session)
    const usable = this.transports.filter((t) => t.reaches(peer))
    let failure: unknown
    for (const transport of favourite && usable.includes(favourite) ? [favourite, ...usable.filter((t) => t !== favourite)] : usable) {
      try {
        const reply = await transport.send(peer, envelope)
        this.favourite.set(session, transport)
        this.sent[transport.name]++
        if (reply && reply.length > 0) await this.accept(reply)
        return transport.name === 'mailbox'
      } catch (error) {
        failure = error
      }
    }
    throw failure ?? fail('SERVICE_UNAVAILABLE', { service: 'way to the peer' })
  }

  // ── Incoming ─────────────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * Takes an envelope in. @param way the direct line that it came on. @returns the sealed acknowledgement, to be given back on the same way or sent on its own
   * @throws ENVELOPE_REFUSED, CERT_REFUSED, CERT_REVOKED, SIGNATURE_INVALID, WIRE_MALFORMED, STORE_FAILED
   */
  async accept(envelope: Uint8Array, way?: Transport['name']): Promise<{ reply: Uint8Array; to: VerifiedNodeInfo } | undefined> {
    const { crypto, identity, directory, rules } = this.o
    const recipient = { secret: identity.sealingSecret, publicKey: identity.sealingKey }
    const { sender, message } = await openEnvelope(crypto, recipient, envelope, rules())
    const inner = decode(hdms.SessionMessage, message.payload, 'session message')
    const session = hex(message.session)
    if (hex(inner.session) !== session)
      fail('WIRE_MALFORMED', { what: 'session message', why: 'it is of another session than its envelope' })
    const engine = this.engine ?? fail('SERVICE_UNAVAILABLE', { service: 'node' })
    await directory.learn(sender)
    if (inner.kind === Kind.ACK) {
      engine.acknowledged(sender.name, session, inner.sequence)
      return undefined
    }
    if (inner.sequence !== message.counter)
      fail('WIRE_MALFORMED', { what: 'session message', why: 'its number is not that of its envelope' })
    const line = way && this.transports.find((t) => t.name === way)
    if (line) this.favourite.set(session, line)
    const upTo = await engine.receive(sender.name, inner)
    if (upTo === undefined) return undefined
    return { reply: await this.acknowledgement(sender, message.session, upTo), to: sender }
  }

  private acknowledgement(to: VerifiedNodeInfo, session: Uint8Array, upTo: number): Promise<Uint8Array> {
    const { crypto, identity, nodeInfo } = this.o
    const payload = encode(hdms.SessionMessage, { session, kind: Kind.ACK, sequence: upTo })
    return sealEnvelope(crypto, { seed: identity.seed, nodeInfo: nodeInfo() }, to.sealingKey, { session, counter: upTo, payload })
  }

  /** Takes in what a mailbox held; the acknowledgement goes out on its own. */
  async acceptKept(envelope: Uint8Array): Promise<void> {
    const answer = await this.accept(envelope)
    if (!answer) return
    const { reply, to } = answer
    for (const transport of this.transports.filter((t) => t.reaches(to))) {
      try {
        await transport.send(to, reply)
        return
      } catch (error) {
        this.o.logger.info('acknowledgement failed', { code: asHdmsError(error).code, transport: transport.name })
      }
    }
  }
}
