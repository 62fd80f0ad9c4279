/**
 * What shoes signed, as it is kept, bound to the ledger and shown: a segment is all that one seal signed for, about a minute of one shoe. A
 * day entry binds its segments' roots (token/minting.ts), each the Merkle root over its packets' hashes.
 */
import { equal } from '@hdms/shared/bytes.ts'
import { merkleRoot } from '@hdms/shared/crypto/merkle.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { decodePacket, type Packet, packetHash, type Seal, type Side, sealMessage } from '@hdms/shared/device/packet.ts'
import { type ShoeCertificate, verifyShoe } from '@hdms/shared/device/shoe.ts'
import { fail, HdmsError } from '@hdms/shared/errors.ts'
import { ActivityPipeline, interleaved, type JudgedMinute, type Known } from './pipeline.ts'

/** Samples a second that the pipeline is set up for; the packets say how many there are. */
export const RATE = 100
/** The pipeline needs to have seen so much before a minute, and after it, s. */
export const LEAD = 70
export const TAIL = 15

/** Seconds since 1970. */
export interface Segment {
  readonly side: Side
  /** Counters of its first and last packet. */
  readonly from: number
  readonly to: number
  readonly start: number
  readonly end: number
  readonly root: Uint8Array
}

export interface OpenedSegment {
  readonly side: Side
  readonly seal: Seal
  readonly packets: readonly Uint8Array[]
}

/** When a packet's samples end, s since 1970. */
export const endOf = (p: Packet): number => p.time / 1e6 + (p.samples.length / 12) * (p.period / 1e9)

/** @param packets of one seal, in the order of the chain */
export function segmentOf(side: Side, packets: readonly { readonly packet: Packet; readonly hash: Uint8Array }[]): Segment {
  const first = packets[0]?.packet ?? fail('BUG', { what: 'a segment of nothing' })
  const last = packets.at(-1)?.packet ?? first
  return {
    side,
    from: first.counter,
    to: last.counter,
    start: first.time / 1e6,
    end: endOf(last),
    root: merkleRoot(packets.map((p) => p.hash)),
  }
}

export const overlaps = (s: Pick<Segment, 'start' | 'end'>, from: number, to: number): boolean => s.start < to && s.end > from

/**
 * Checks a segment as a stranger would: the shoe's signature for this owner, over a chain that these packets are the end of.
 * @throws SHOE_REFUSED signature, other-owner, gap, malformed
 */
export async function checkSegment(
  crypto: CryptoProvider,
  certificate: ShoeCertificate,
  owner: Uint8Array,
  { side, seal, packets }: OpenedSegment,
): Promise<{ readonly segment: Segment; readonly packets: readonly Packet[] }> {
  const refused = (why: string): HdmsError => new HdmsError('SHOE_REFUSED', { why })
  if (!equal(seal.owner, owner)) throw refused('other-owner')
  if (!(await verifyShoe(crypto, certificate, sealMessage(seal), seal.signature))) throw refused('signature')
  const decoded = packets.map((bytes) => ({ packet: decodePacket(bytes), hash: packetHash(bytes) }))
  decoded.forEach(({ packet }, i) => {
    const before = decoded[i - 1]
    if (packet.side !== side) throw refused('malformed')
    if (before && (packet.counter !== before.packet.counter + 1 || !equal(packet.previous, before.hash))) throw refused('gap')
  })
  const last = decoded.at(-1)
  if (!last || last.packet.counter !== seal.counter || !equal(last.hash, seal.head)) throw refused('gap')
  return { segment: segmentOf(side, decoded), packets: decoded.map((d) => d.packet) }
}

/** What the pipeline makes of packets, minute by minute. */
export function minutesOf(packets: readonly Packet[], known: Known = {}): Map<number, JudgedMinute> {
  const minutes = new Map<number, JudgedMinute>()
  const pipeline = new ActivityPipeline(RATE, { minute: (m) => minutes.set(m.start, m) }, known)
  const of = (side: Side) => packets.filter((p) => p.side === side).sort((a, b) => a.counter - b.counter)
  for (const packet of interleaved(of('left'), of('right'))) pipeline.take(packet)
  pipeline.end()
  return minutes
}

/** Stretches of time that cover minutes with what the pipeline needs around them, none longer than a quarter of an hour and a half. */
export function stretchesOf(
  starts: readonly number[],
): { readonly from: number; readonly to: number; readonly minutes: readonly number[] }[] {
  const stretches: { from: number; to: number; minutes: number[] }[] = []
  for (const start of [...starts].sort((a, b) => a - b)) {
    const last = stretches.at(-1)
    const to = start + 60 + TAIL
    if (last && start - LEAD <= last.to && last.minutes.length < 15) {
      last.to = to
      last.minutes.push(start)
    } else stretches.push({ from: start - LEAD, to, minutes: [start] })
  }
  return stretches
}
