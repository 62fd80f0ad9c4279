/**
 * What phone and shoe say to each other over Bluetooth: one GATT service with a control point that is written, and notifications that carry
 * the answers, cut to what one notification holds. Lost ones are asked for again by their counter.
 *
 *   written   1 pair ‖ challenge 32 ‖ owner 32      2 send ‖ after u64 ‖ most u16      3 send again ‖ from u64 ‖ to u64
 *             4 acknowledge ‖ counter u64           5 clock ‖ ms since 1970 u64
 *   notified  1 pairing      2 packet      3 seal      4 end ‖ last counter in the shoe u64      5 refused ‖ reason
 */

import { concat, decodeAll, fromUtf8, Reader, utf8, Writer } from '../bytes.ts'
import { decodeSeal, encodeSeal, type Seal } from './packet.ts'
import { refuse } from './reasons.ts'
import { decodePairing, encodePairing, type Pairing } from './shoe.ts'

/** UUID of the service. @public for the firmware of real shoes */
export const SHOE_SERVICE = '6e3d0001-5f27-4b1c-9a60-48444d530001'
/** UUID of the characteristic that is written, with response. @public */
export const CONTROL_POINT = '6e3d0002-5f27-4b1c-9a60-48444d530001'
/** UUID of the characteristic that notifies. @public */
export const DATA = '6e3d0003-5f27-4b1c-9a60-48444d530001'

/** A notification carries at most this many bytes (ATT MTU 247, less its head). */
export const MOST_BYTES = 244

/** message u16 ‖ part u8 ‖ parts u8 ‖ bytes */
export function cut(message: number, bytes: Uint8Array): Uint8Array[] {
  const size = MOST_BYTES - 4
  const parts = Math.ceil(bytes.length / size)
  return Array.from({ length: parts }, (_, i) =>
    concat(
      new Writer()
        .u16(message & 0xffff)
        .u8(i)
        .u8(parts)
        .bytes(),
      bytes.subarray(i * size, (i + 1) * size),
    ),
  )
}

/** Puts packets together again; what lacks a part is asked for again by its counter. */
export class Joiner {
  private readonly open = new Map<number, { readonly parts: (Uint8Array | undefined)[]; left: number }>()

  /** @returns a whole packet, when this was its last part */
  push(notification: Uint8Array): Uint8Array | undefined {
    if (notification.length < 5 || notification.length > MOST_BYTES) return undefined
    const view = new DataView(notification.buffer, notification.byteOffset)
    const [message, part, parts] = [view.getUint16(0), view.getUint8(2), view.getUint8(3)]
    if (part >= parts) return undefined
    let entry = this.open.get(message)
    if (!entry || entry.parts.length !== parts) {
      entry = { parts: new Array<Uint8Array | undefined>(parts).fill(undefined), left: parts }
      this.open.set(message, entry)
      if (this.open.size > 64) this.open.delete(this.open.keys().next().value as number)
    }
    if (entry.parts[part]) return undefined
    entry.parts[part] = notification.slice(4)
    if (--entry.left > 0) return undefined
    this.open.delete(message)
    return concat(...(entry.parts as Uint8Array[]))
  }
}

export type Command =
  | { readonly kind: 'pair'; readonly challenge: Uint8Array; readonly owner: Uint8Array }
  /** Packets after a counter, and at most so many, with the seals for them. */
  | { readonly kind: 'send'; readonly after: number; readonly most: number }
  | { readonly kind: 'again'; readonly from: number; readonly to: number }
  | { readonly kind: 'acknowledge'; readonly counter: number }
  | { readonly kind: 'clock'; readonly now: number }

export function encodeCommand(c: Command): Uint8Array {
  const w = new Writer()
  switch (c.kind) {
    case 'pair':
      return w.u8(1).raw(c.challenge).raw(c.owner).bytes()
    case 'send':
      return w.u8(2).u64(c.after).u16(c.most).bytes()
    case 'again':
      return w.u8(3).u64(c.from).u64(c.to).bytes()
    case 'acknowledge':
      return w.u8(4).u64(c.counter).bytes()
    case 'clock':
      return w.u8(5).u64(c.now).bytes()
  }
}

/** @throws WIRE_MALFORMED */
export const decodeCommand = (bytes: Uint8Array): Command =>
  decodeAll(bytes, 'command to a shoe', (r): Command => {
    switch (r.u8()) {
      case 1:
        return { kind: 'pair', challenge: r.raw(32), owner: r.raw(32) }
      case 2:
        return { kind: 'send', after: r.u64(), most: r.u16() }
      case 3:
        return { kind: 'again', from: r.u64(), to: r.u64() }
      case 4:
        return { kind: 'acknowledge', counter: r.u64() }
      case 5:
        return { kind: 'clock', now: r.u64() }
      default:
        return refuse('WIRE_MALFORMED', 'unknown', { what: 'command to a shoe' })
    }
  })

export type Notice =
  | { readonly kind: 'pairing'; readonly pairing: Pairing }
  | { readonly kind: 'packet'; readonly bytes: Uint8Array }
  | { readonly kind: 'seal'; readonly seal: Seal }
  | { readonly kind: 'end'; readonly last: number }
  | { readonly kind: 'refused'; readonly why: string }

export function encodeNotice(n: Notice): Uint8Array {
  switch (n.kind) {
    case 'pairing':
      return concat(Uint8Array.of(1), encodePairing(n.pairing))
    case 'packet':
      return concat(Uint8Array.of(2), n.bytes)
    case 'seal':
      return concat(Uint8Array.of(3), encodeSeal(n.seal))
    case 'end':
      return new Writer().u8(4).u64(n.last).bytes()
    case 'refused':
      return concat(Uint8Array.of(5), utf8(n.why))
  }
}

/** @throws WIRE_MALFORMED */
export function decodeNotice(bytes: Uint8Array): Notice {
  const body = bytes.subarray(1)
  switch (bytes[0]) {
    case 1:
      return { kind: 'pairing', pairing: decodePairing(body) }
    case 2:
      return { kind: 'packet', bytes: body.slice() }
    case 3:
      return { kind: 'seal', seal: decodeSeal(body) }
    case 4:
      return { kind: 'end', last: new Reader(body, 'end').u64() }
    case 5:
      return { kind: 'refused', why: fromUtf8(body) }
    default:
      return refuse('WIRE_MALFORMED', 'unknown', { what: 'word of a shoe' })
  }
}

/** The radio as a phone has it: a command is written, notifications come. */
export type ShoePort = (command: Uint8Array) => Promise<readonly Uint8Array[]>
