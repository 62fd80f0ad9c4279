/**
 * What a shoe sends: samples in packets that form a chain, each naming the hash of the one before. Fixed binary, since it is hashed.
 *
 *   version u8 ‖ side u8 ‖ boot 16 ‖ counter u64 ‖ previous 32 ‖ time u64 µs ‖ period u32 ns ‖ count u16 ‖ samples
 *
 * A sample is twelve counts of 16 bits (acceleration 3, angular rate 3, force 6), each as the zigzag variable-length difference to the
 * sample before: a resting shoe costs 12 bytes a sample, a running one about 20.
 */

import { concat, decodeAll, Reader, Writer } from '../bytes.ts'
import { H, tag } from '../crypto/hash.ts'
import { type RefuseAs, refusingAs } from '../reasons.ts'
import { type DeviceReasons, refuse as refuseFor } from './reasons.ts'

export type Side = 'left' | 'right'
const SIDES = ['left', 'right'] as const

/** Counts of one sample, and what one count means: m/s², rad/s, N. */
export const CHANNELS = 12
export const ACCELERATION_UNIT: number = (16 * 9.80665) / 32768
export const RATE_UNIT: number = ((2000 / 180) * Math.PI) / 32768
export const FORCE_UNIT = 0.05
/** A packet holds at most this many samples. */
export const MOST_SAMPLES = 400

export interface PacketHead {
  readonly side: Side
  /** Drawn each time that the shoe starts, 16 bytes. */
  readonly boot: Uint8Array
  /** Never goes back, over all starts. */
  readonly counter: number
  /** Hash of the packet before; zeros for a shoe's first. */
  readonly previous: Uint8Array
  /** Of the first sample by the shoe's clock, µs since 1970. */
  readonly time: number
  /** Between samples, ns. */
  readonly period: number
}
export interface Packet extends PacketHead {
  /** `CHANNELS` counts a sample. */
  readonly samples: Int16Array
}

const VERSION = 1
const HEAD = 1 + 1 + 16 + 8 + 32 + 8 + 4 + 2

export function encodePacket(p: Packet): Uint8Array {
  const count = p.samples.length / CHANNELS
  if (!Number.isInteger(count) || count < 1 || count > MOST_SAMPLES)
    refuseFor('WIRE_MALFORMED', 'whole-samples', { what: 'shoe packet', most: MOST_SAMPLES })
  const w = new Writer()
    .u8(VERSION)
    .u8(SIDES.indexOf(p.side))
    .raw(p.boot, 16)
    .u64(p.counter)
    .raw(p.previous)
    .u64(p.time)
    .u32(p.period)
    .u16(count)
  const body = new Uint8Array(p.samples.length * 3)
  let at = 0
  for (let i = 0; i < p.samples.length; i++) {
    const delta = (p.samples[i] as number) - (i < CHANNELS ? 0 : (p.samples[i - CHANNELS] as number))
    let v = delta < 0 ? -2 * delta - 1 : 2 * delta
    while (v > 127) {
      body[at++] = (v & 127) | 128
      v >>>= 7
    }
    body[at++] = v
  }
  return concat(w.bytes(), body.subarray(0, at))
}

/** Strict: one encoding for each packet. @throws WIRE_MALFORMED */
export function decodePacket(bytes: Uint8Array): Packet {
  const refuse: RefuseAs<DeviceReasons, 'WIRE_MALFORMED', 'what'> = refusingAs(refuseFor, 'WIRE_MALFORMED', { what: 'shoe packet' })
  const r = new Reader(bytes.subarray(0, HEAD), 'shoe packet')
  if (r.u8() !== VERSION) refuse('unknown-version')
  const side = SIDES[r.u8()] ?? refuse('side')
  const head = { side, boot: r.raw(16), counter: r.u64(), previous: r.raw(32), time: r.u64(), period: r.u32() }
  const count = r.u16()
  if (count < 1 || count > MOST_SAMPLES) refuse('sample-count', { most: MOST_SAMPLES })
  if (head.period < 500_000 || head.period > 100_000_000) refuse('rate')
  const samples = new Int16Array(count * CHANNELS)
  let at = HEAD
  for (let i = 0; i < samples.length; i++) {
    let v = 0
    let byte = 128
    let shift = 0
    while (byte > 127) {
      if (at >= bytes.length || shift > 14) refuse('sample-ends')
      byte = bytes[at++] as number
      v |= (byte & 127) << shift
      shift += 7
    }
    if (shift > 7 && byte === 0) refuse('shortest-form')
    const value = (v & 1 ? -(v + 1) / 2 : v / 2) + (i < CHANNELS ? 0 : (samples[i - CHANNELS] as number))
    if (value < -32768 || value > 32767) refuse('count-bits')
    samples[i] = value
  }
  if (at !== bytes.length) refuse('bytes-after')
  return { ...head, samples }
}

/** Of the bytes as they came. */
export const packetHash = (bytes: Uint8Array): Uint8Array => H('shoe-packet', bytes)

/** What a shoe signs about once a minute and whenever it hands over: the head of its chain, for its owner. */
export interface Seal {
  readonly boot: Uint8Array
  readonly counter: number
  /** Hash of the packet with that counter. */
  readonly head: Uint8Array
  /** Key of the person to whom the shoe is bound, 32 bytes, and the number of that binding. */
  readonly owner: Uint8Array
  readonly binding: number
  readonly signature: Uint8Array
}

export const sealMessage = (s: Omit<Seal, 'signature'>): Uint8Array =>
  concat(tag('shoe-seal'), s.boot, new Writer().u64(s.counter).bytes(), s.head, s.owner, new Writer().u32(s.binding).bytes())

export const encodeSeal = (s: Seal): Uint8Array =>
  new Writer().raw(s.boot, 16).u64(s.counter).raw(s.head).raw(s.owner).u32(s.binding).short(s.signature).bytes()

/** @throws WIRE_MALFORMED */
export const decodeSeal = (bytes: Uint8Array): Seal =>
  decodeAll(bytes, 'shoe seal', (r) => ({
    boot: r.raw(16),
    counter: r.u64(),
    head: r.raw(32),
    owner: r.raw(32),
    binding: r.u32(),
    signature: r.short(),
  }))
