/**
 * The radio between shoe and phone, in the shape of a GATT service: packets cut into notifications, which get lost, come twice and out of order. And the
 * Bluetooth Running Speed and Cadence measurement, for watches to read; tokens never come from it.
 */
import { concat, Writer } from '@hdms/shared/bytes.ts'
import type { Random } from './random.ts'

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

/** Bad air: loses, doubles and reorders. */
export function radio(
  random: Random,
  notifications: readonly Uint8Array[],
  bad: { loss?: number; double?: number; reorder?: number },
): Uint8Array[] {
  const out: Uint8Array[] = []
  for (const n of notifications) {
    if (random.next() < (bad.loss ?? 0)) continue
    out.push(n)
    if (random.next() < (bad.double ?? 0)) out.push(n)
    if (out.length > 1 && random.next() < (bad.reorder ?? 0))
      [out[out.length - 1], out[out.length - 2]] = [out.at(-2) as Uint8Array, out.at(-1) as Uint8Array]
  }
  return out
}

/** RSC Measurement (Bluetooth RSCS 1.0 §3.1): flags, speed 1/256 m/s, cadence a minute, stride length cm, total distance dm; little-endian. */
export function runningSpeedAndCadence(speed: number, cadence: number, stride: number, total: number, runs: boolean): Uint8Array {
  const bytes = new Uint8Array(10)
  const view = new DataView(bytes.buffer)
  view.setUint8(0, 0b011 | (runs ? 0b100 : 0))
  view.setUint16(1, Math.round(speed * 256), true)
  view.setUint8(3, Math.min(255, Math.round(cadence)))
  view.setUint16(4, Math.round(stride * 100), true)
  view.setUint32(6, Math.round(total * 10), true)
  return bytes
}
