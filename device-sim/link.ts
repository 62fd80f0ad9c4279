/**
 * Bad air between shoe and phone: notifications get lost, come twice and out of order. And the Bluetooth Running Speed and Cadence
 * measurement, for watches to read; tokens never come from it.
 */
import type { Random } from './random.ts'

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

/**
 * RSC Measurement (Bluetooth RSCS 1.0 §3.1): flags, speed 1/256 m/s, cadence a minute, stride length cm, total distance
 * dm; little-endian.
 */
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
