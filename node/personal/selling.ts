/** A person's side of trading, put together: own records that can be searched, one-time names, tokens, what was asked and what the person said. */

import { encodeShares, sharesMessage } from '@hdms/data-search/client/shares.ts'
import { AnswerTokensClient } from '@hdms/doorman/client/answer-tokens.ts'
import type { DoormanClient } from '@hdms/doorman/client/enrol.ts'
import type { NodeKeys } from '@hdms/doorman/client/keys.ts'
import { hearAnnouncement } from '@hdms/flows/trading/hear.ts'
import { OfferBook } from '@hdms/flows/trading/offers.ts'
import type { SellerPort } from '@hdms/flows/trading/ports.ts'
import { rootsOf } from '@hdms/flows/trading/sale/select.ts'
import { Searchable } from '@hdms/flows/trading/searchable.ts'
import { QueueClient } from '@hdms/message-queue/client/queue-client.ts'
import { hex } from '@hdms/shared/bytes.ts'
import type { AnswerToken, Blinded } from '@hdms/shared/crypto/answer-token.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { decode, hdms } from '@hdms/shared/messages/wire.ts'
import { notaryId } from '@hdms/shared/notary/answer.ts'
import type { HttpClient } from '@hdms/shared/ports/http.ts'
import { checkAnnouncement, decodeAnnouncement } from '@hdms/shared/queries/announcement.ts'
import { errorFromRefusal } from '@hdms/shared/refusal.ts'
import { type Clock, HOUR, MINUTE } from '@hdms/shared/time.ts'
import type { Node } from '../core/node.ts'
import { Names } from '../core/one-time.ts'
import type { PersonServices } from './profile.ts'
import { sellable } from './sellable.ts'

export interface SellingOptions {
  readonly crypto: CryptoProvider
  readonly clock: Clock
  readonly logger: Logger
  readonly http: HttpClient
  readonly doorman: DoormanClient
  /** Base URL of the message queue. */
  readonly queue: string
  readonly keys: NodeKeys
  readonly changed?: () => void
  /** ms within which an answer goes out. */
  readonly spread?: number
  /** Documents in one lot of a sale. */
  readonly lot?: number
}

/** An answer goes out within a minute, at a drawn moment: its time says nothing of how long the search took. */
const SPREAD = MINUTE
const LOT = 500
/** How long a false number of a broadcast can hide others. */
const HEAR_ALL = HOUR

export class Selling implements SellerPort {
  readonly names: Names
  readonly offers: OfferBook
  readonly spread: number
  readonly lot: number
  private readonly o: SellingOptions
  private readonly queue: QueueClient
  private readonly tokens: AnswerTokensClient
  private node: Node<PersonServices> | undefined
  private index: Searchable | undefined
  private looking: Promise<void> | undefined
  /** Number of the last broadcast that was heard, and when it was last begun from the first. */
  private heard = 0
  private heardFromStart = 0

  constructor(options: SellingOptions) {
    const { crypto, clock, logger, http, doorman, queue, keys } = options
    this.o = options
    this.spread = options.spread ?? SPREAD
    this.lot = options.lot ?? LOT
    this.offers = new OfferBook(options.changed)
    const member = { seed: keys.seed, chain: keys.chain }
    this.queue = new QueueClient({ crypto, clock, http, url: queue, member })
    this.tokens = new AnswerTokensClient(doorman, crypto, clock, member)
    const accept = async (envelope: Uint8Array, as: string): Promise<void> => this.attached.messenger.acceptKept(envelope, as)
    this.names = new Names({ crypto, clock, logger, queue: this.queue, url: queue, accept })
  }

  /** The node that this belongs to. */
  attach(node: Node<PersonServices>): void {
    const { clock } = this.o
    this.node = node
    this.index = new Searchable({ store: node.store, documents: node.documents, sellable: (buyer) => this.sellable(buyer, clock.now()) })
  }
  /** What may be sold, and of what an institution issued only what has a root that no other buyer has seen. */
  sellable(buyer: string | undefined, now: number): (key: string) => boolean {
    const { services } = this.attached
    const may = sellable(services, now)
    const rows = new Map(services.documents.standing().map((row) => [row.verificationKey, row]))
    return (key) => {
      const row = rows.get(key)
      if (!may(key) || !row) return false
      return buyer === undefined || !row.record || this.offers.rootFor(key, buyer, rootsOf(row)) !== undefined
    }
  }

  private get attached(): Node<PersonServices> {
    return this.node ?? fail('BUG', { what: 'a node that was not attached' })
  }
  get searchable(): Searchable {
    return this.index ?? fail('BUG', { what: 'a node that was not attached' })
  }

  token(id: Uint8Array, blinded: Blinded, key: Uint8Array): Promise<AnswerToken> {
    return this.tokens.token(id, blinded, key)
  }

  async count(role: 0 | 1, id: Uint8Array, token: AnswerToken, seed: Uint8Array, shares: readonly Uint8Array[]): Promise<void> {
    const { crypto } = this.o
    const service = this.attached.directory.counters()[role] ?? fail('NOT_FOUND', { what: 'counting service' })
    const given = { id, token, key: await crypto.publicKey(seed), shares }
    const request = encodeShares({ ...given, signature: await crypto.sign(seed, sharesMessage(given)) })
    const reply = decode(hdms.MailboxReply, await this.queue.relay(notaryId(service.identityKey), service.sealingKey, request), 'reply')
    if (reply.refusal) throw errorFromRefusal(reply.refusal)
  }

  /** Hears what was said to everybody meanwhile. */
  look(): void {
    if (this.looking || !this.node) return
    this.looking = this.hear()
      .catch((error: unknown) => this.o.logger.info('broadcasts not heard', { code: asHdmsError(error).code }))
      .finally(() => {
        this.looking = undefined
      })
  }

  private async hear(): Promise<void> {
    const node = this.attached
    const now = this.o.clock.now()
    // Numbers are the queue's, and nobody signed them: a false one must not hide for long what comes after it. Whatever
    // was heard before changes nothing.
    if (now - this.heardFromStart >= HEAR_ALL) [this.heard, this.heardFromStart] = [0, now]
    const items = await this.queue.broadcasts(this.heard)
    for (const { number, content } of items) {
      try {
        const said = decodeAnnouncement(content)
        const { kind, id } = said
        // What the queue made up itself starts nothing.
        const { search } = node.services.network.trading()
        if (search) await checkAnnouncement(this.o.crypto, said, search, this.o.clock.now())
        const { result } = await node.engine.startFlow(hearAnnouncement, { announcement: content }, `hear/${kind}/${hex(id)}`)
        result.catch((error: unknown) => this.o.logger.info('not answered', { code: asHdmsError(error).code }))
      } catch (error) {
        if (asHdmsError(error).fault === 'unavailable') throw error
        this.o.logger.warn('broadcast refused', { code: asHdmsError(error).code })
      }
      this.heard = number
    }
  }
}
