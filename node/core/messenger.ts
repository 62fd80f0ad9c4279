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
import { openEnvelope, type SeenHead, sealEnvelope } from '@hdms/shared/envelope/envelope.ts'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import type { PathRules } from '@hdms/shared/identity/path.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { decode, encode, hdms } from '@hdms/shared/messages/wire.ts'
import type { VerifiedNodeInfo } from '@hdms/shared/network/node-info.ts'
import type { Transport } from '@hdms/shared/ports/transport.ts'
import { type Clock, HOUR, MINUTE } from '@hdms/shared/time.ts'
import type { Directory } from './directory.ts'
import { refuse } from './reasons.ts'

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
  /** Who this node is in dealings where nobody learns its name. */
  readonly oneTime?: OneTimePort
  /** The newest headers of the network's notaries, told to whomever this node writes to; and what to do with what others tell. */
  readonly heads?: () => readonly SeenHead[]
  readonly gossip?: (heads: readonly SeenHead[]) => Promise<void>
}

/** One-time names of this node. */
export interface OneTimePort {
  /** @throws NOT_FOUND when its dealing is over */
  who(name: string): {
    readonly seed: Uint8Array
    readonly nodeInfo: Uint8Array
    readonly secret: Uint8Array
    readonly publicKey: Uint8Array
  }
  /** Hands an envelope to the other side of the name's dealing. */
  send(name: string, envelope: Uint8Array): Promise<void>
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
    // Nobody could answer: the node has not said yet where it is.
    if (this.o.nodeInfo().length === 0) return this.later(FIRST_RETRY, false, () => void this.attempt(entry, tries))
    let wait = Math.min(FIRST_RETRY * 2 ** Math.min(tries, 12), LAST_RETRY)
    let kept = false
    try {
      const peer = this.o.directory.node(entry.peer)
      kept = await (entry.as === undefined ? this.post(peer, entry) : this.postAs(entry.as, peer, entry))
      if (kept) wait = KEPT_RETRY
    } catch (error) {
      this.favourite.delete(entry.session)
      this.o.logger.info('message waits', { code: asHdmsError(error).code, tries })
    }
    if (!this.stopped && this.engine?.isOpen(entry.session, entry.number)) this.later(wait, kept, () => void this.attempt(entry, tries + 1))
  }

  /** Seals and sends one message. @returns true when it is only in keeping. @throws when no transport worked */
  private async post(peer: VerifiedNodeInfo, { session, number, message }: OutboxEntry): Promise<boolean> {
    const { crypto, identity, nodeInfo } = this.o
    const sender = { seed: identity.seed, nodeInfo: nodeInfo(), heads: this.o.heads?.() ?? [] }
    const envelope = await sealEnvelope(crypto, sender, peer.sealingKey, { session: fromHex(session), counter: number, payload: message })
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

  private get oneTime(): OneTimePort {
    return this.o.oneTime ?? fail('BUG', { what: 'a one-time name on a node that has none' })
  }

  /** The same under a one-time name: it has one way, on which nothing shows whose it is. */
  private async postAs(as: string, peer: VerifiedNodeInfo, { session, number, message }: OutboxEntry): Promise<true> {
    const content = { session: fromHex(session), counter: number, payload: message }
    await this.oneTime.send(as, await sealEnvelope(this.o.crypto, this.oneTime.who(as), peer.sealingKey, content))
    return true
  }

  // ── Incoming ─────────────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * Takes an envelope in. @param way the direct line that it came on @param as one-time name that it was sent to. @returns the sealed acknowledgement, to be given back on the same way or sent on its own
   * @throws ENVELOPE_REFUSED, CERT_REFUSED, CERT_REVOKED, SIGNATURE_INVALID, WIRE_MALFORMED, STORE_FAILED; SERVICE_UNAVAILABLE until the node has begun
   */
  async accept(
    envelope: Uint8Array,
    way?: Transport['name'],
    as?: string,
  ): Promise<{ reply: Uint8Array; to: VerifiedNodeInfo } | undefined> {
    const { crypto, identity, directory, rules } = this.o
    if (this.o.nodeInfo().length === 0) fail('SERVICE_UNAVAILABLE', { service: 'node' })
    const recipient = as === undefined ? { secret: identity.sealingSecret, publicKey: identity.sealingKey } : this.oneTime.who(as)
    const { sender, message, heads } = await openEnvelope(crypto, recipient, envelope, rules())
    const inner = decode(hdms.SessionMessage, message.payload, 'session message')
    const session = hex(message.session)
    if (hex(inner.session) !== session) refuse('WIRE_MALFORMED', 'other-session', { what: 'session message' })
    const engine = this.engine ?? fail('SERVICE_UNAVAILABLE', { service: 'node' })
    await directory.learn(sender)
    if (heads.length > 0) await this.o.gossip?.(heads)
    if (inner.kind === Kind.ACK) {
      engine.acknowledged(sender.name, session, inner.sequence)
      return undefined
    }
    if (inner.sequence !== message.counter) refuse('WIRE_MALFORMED', 'other-number', { what: 'session message' })
    const line = way && this.transports.find((t) => t.name === way)
    if (line) this.favourite.set(session, line)
    const upTo = await engine.receive(sender.name, inner, as)
    if (upTo === undefined) return undefined
    return { reply: await this.acknowledgement(sender, message.session, upTo, as), to: sender }
  }

  private acknowledgement(to: VerifiedNodeInfo, session: Uint8Array, upTo: number, as: string | undefined): Promise<Uint8Array> {
    const { crypto, identity, nodeInfo } = this.o
    const payload = encode(hdms.SessionMessage, { session, kind: Kind.ACK, sequence: upTo })
    const sender = as === undefined ? { seed: identity.seed, nodeInfo: nodeInfo(), heads: this.o.heads?.() ?? [] } : this.oneTime.who(as)
    return sealEnvelope(crypto, sender, to.sealingKey, { session, counter: upTo, payload })
  }

  /** Takes in what a mailbox held; the acknowledgement goes out on its own. @param as one-time name whose mailbox it is */
  async acceptKept(envelope: Uint8Array, as?: string): Promise<void> {
    const answer = await this.accept(envelope, undefined, as)
    if (!answer) return
    const { reply, to } = answer
    if (as !== undefined) {
      await this.oneTime.send(as, reply).catch(() => this.o.logger.info('acknowledgement failed', { transport: 'mailbox' }))
      return
    }
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
