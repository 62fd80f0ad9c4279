/**
 * Takes the packets of a person's shoes. Nothing counts before the shoe has signed for it, and only what continues the chain does:
 * replays change nothing, what is missing is asked for again, and a clone shows itself by a fork.
 */
import { equal, hex } from '@hdms/shared/bytes.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { decodePacket, type Packet, packetHash, type Seal, type Side, sealMessage } from '@hdms/shared/device/packet.ts'
import { certificateMessage, type Pairing, pairingMessage, type ShoeCertificate, verifyShoe } from '@hdms/shared/device/shoe.ts'
import { HdmsError } from '@hdms/shared/errors.ts'
import { DAY } from '@hdms/shared/time.ts'

/** Why something of a shoe was not taken. Each has words for a person (ERRORS.SHOE_REFUSED). */
export type ShoeRefusal =
  | 'unpaired'
  | 'maker-unknown'
  | 'maker-revoked'
  | 'certificate'
  | 'expired'
  | 'signature'
  | 'replay'
  | 'gap'
  | 'fork'
  | 'rollback'
  | 'other-owner'
  | 'clock'
  | 'malformed'
  | 'too-many'

export type Makers = (name: string) => { readonly key: Uint8Array; readonly revoked: boolean } | undefined

/** What is kept of a bound shoe; survives restarts. */
export interface BoundShoe {
  readonly certificate: ShoeCertificate
  readonly side: Side
  readonly owner: Uint8Array
  readonly binding: number
  boot: Uint8Array | undefined
  /** Of the last packet taken. */
  counter: number
  head: Uint8Array
  /** End of the last packet, µs by the shoe's clock. */
  end: number
  /** Starts that are over; the shoe never goes back to one. */
  readonly boots: string[]
  /** A fork was seen: nothing more is taken from either. */
  forked: boolean
}

/** A shoe remembers so many of its starts at most. */
const MOST_BOOTS = 1_000
/** A shoe's clock may step back this far at a sync, µs. */
const STEP_BACK = 2_000_000
/** Packets that wait for their signature: forty days of one-second packets. */
const MOST_WAITING = 40 * 86_400

const refused = (why: ShoeRefusal): HdmsError => new HdmsError('SHOE_REFUSED', { why })

/**
 * Checks a shoe's answer to the pairing challenge.
 * @throws SHOE_REFUSED maker-unknown, maker-revoked, certificate, expired, signature
 */
export async function bind(crypto: CryptoProvider, makers: Makers, now: number, pairing: Pairing): Promise<BoundShoe> {
  const { certificate, owner, binding, counter } = pairing
  const maker = makers(certificate.maker)
  if (!maker) throw refused('maker-unknown')
  if (maker.revoked) throw refused('maker-revoked')
  if (!(await crypto.verify(maker.key, certificateMessage(certificate), certificate.signature))) throw refused('certificate')
  if (certificate.notAfter <= now) throw refused('expired')
  const message = pairingMessage(pairing.challenge, owner, binding, counter)
  if (!(await verifyShoe(crypto, certificate, message, pairing.signature))) throw refused('signature')
  const { side, head } = pairing
  return { certificate, side, owner, binding, boot: undefined, counter, head, end: 0, boots: [], forked: false }
}

interface Waiting {
  readonly bytes: Uint8Array
  readonly packet: Packet
  readonly hash: Uint8Array
}

export interface Taken {
  readonly packet: Packet
  readonly bytes: Uint8Array
  readonly hash: Uint8Array
}

/** One shoe's packets, in any order and as often as they come, out in the order of the chain once they are signed for. */
export class ShoeIntake {
  readonly shoe: BoundShoe
  private readonly crypto: CryptoProvider
  private readonly makers: Makers
  private readonly now: () => number
  private readonly waiting = new Map<number, Waiting>()

  constructor(crypto: CryptoProvider, makers: Makers, now: () => number, shoe: BoundShoe) {
    this.crypto = crypto
    this.makers = makers
    this.now = now
    this.shoe = shoe
  }

  /** Counters from the last one taken up to the furthest seen that have not come. */
  missing(): { readonly from: number; readonly to: number }[] {
    const gaps: { from: number; to: number }[] = []
    let next = this.shoe.counter + 1
    for (const counter of [...this.waiting.keys()].sort((a, b) => a - b)) {
      if (counter > next) gaps.push({ from: next, to: counter - 1 })
      next = counter + 1
    }
    return gaps
  }

  /**
   * A packet came. It waits until the shoe has signed for it.
   * @returns why it was not taken, when it was not
   */
  receive(bytes: Uint8Array): ShoeRefusal | undefined {
    const { shoe, waiting } = this
    let packet: Packet
    try {
      packet = decodePacket(bytes)
    } catch {
      return 'malformed'
    }
    const hash = packetHash(bytes)
    if (shoe.forked) return 'fork'
    if (packet.side !== shoe.side) return 'malformed'
    if (packet.counter <= shoe.counter) {
      // A start that is not known and counts from the past: an old state of the shoe was put back.
      return shoe.boots.includes(hex(packet.boot)) || (shoe.boot && equal(packet.boot, shoe.boot)) ? 'replay' : 'rollback'
    }
    const known = waiting.get(packet.counter)
    if (known && equal(known.hash, hash)) return 'replay'
    if (!known && waiting.size >= MOST_WAITING) return 'too-many'
    // Of two that claim the same place, what the shoe signs decides; anybody could have made the other.
    waiting.set(packet.counter, { bytes, packet, hash })
    return undefined
  }

  /**
   * The shoe signed for all packets up to a counter.
   * @returns the packets that are good now, in order; none while some are missing
   * @throws SHOE_REFUSED other-owner, signature, maker-revoked, fork, rollback, gap, clock
   */
  async sealed(seal: Seal): Promise<Taken[]> {
    const { shoe, waiting, crypto } = this
    if (shoe.forked) throw refused('fork')
    if (!equal(seal.owner, shoe.owner) || seal.binding !== shoe.binding) throw refused('other-owner')
    const maker = this.makers(shoe.certificate.maker)
    if (!maker) throw refused('maker-unknown')
    if (maker.revoked) throw refused('maker-revoked')
    if (shoe.certificate.notAfter <= this.now()) throw refused('expired')
    if (!(await verifyShoe(crypto, shoe.certificate, sealMessage(seal), seal.signature))) throw refused('signature')
    if (seal.counter === shoe.counter) {
      // The same shoe signed another history up to here: there are two of it.
      if (!equal(seal.head, shoe.head)) throw this.fork()
      return []
    }
    if (seal.counter < shoe.counter) return []
    const chain: Taken[] = []
    let { head, boot, end } = shoe
    const boots = new Set(shoe.boots)
    for (let counter = shoe.counter + 1; counter <= seal.counter; counter++) {
      const next = waiting.get(counter)
      if (!next) throw refused('gap')
      const { packet } = next
      if (!equal(packet.previous, head)) {
        // What this shoe signed does not continue what it signed before.
        if (await this.continuesElsewhere(seal)) throw this.fork()
        waiting.delete(counter)
        throw refused('gap')
      }
      const name = hex(packet.boot)
      if (boot && !equal(boot, packet.boot)) {
        boots.add(hex(boot))
        if (boots.has(name)) throw refused('rollback')
      }
      if (packet.time + STEP_BACK < end || packet.time > (this.now() + DAY) * 1000) throw refused('clock')
      boot = packet.boot
      end = packet.time + Math.round((packet.samples.length / 12) * (packet.period / 1000))
      head = next.hash
      chain.push(next)
    }
    if (!equal(head, seal.head)) {
      // Some packet on the way is not the shoe's own; which one cannot be known, so all are asked for again.
      for (const { packet } of chain) waiting.delete(packet.counter)
      throw refused('gap')
    }
    for (const { packet } of chain) waiting.delete(packet.counter)
    shoe.head = head
    shoe.boot = boot
    shoe.end = end
    shoe.counter = seal.counter
    shoe.boots.splice(0, shoe.boots.length, ...[...boots].slice(-MOST_BOOTS))
    return chain
  }

  /** Whether the packets that wait, from the first on, lead to what was signed, only not from where this chain ends. */
  private async continuesElsewhere(seal: Seal): Promise<boolean> {
    let head: Uint8Array | undefined
    for (let counter = this.shoe.counter + 1; counter <= seal.counter; counter++) {
      const next = this.waiting.get(counter)
      if (!next || (head && !equal(next.packet.previous, head))) return false
      head = next.hash
    }
    return head !== undefined && equal(head, seal.head)
  }

  private fork(): HdmsError {
    this.shoe.forked = true
    return refused('fork')
  }
}
