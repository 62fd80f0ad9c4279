/**
 * The firmware of a shoe: its secure element, the chain of packets, store and forward. A real shoe replaces this file and the sensors;
 * what it says is shared/device.
 */

import { equal } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import {
  CHANNELS,
  decodeSeal,
  encodePacket,
  encodeSeal,
  packetHash,
  type Seal,
  type Side,
  sealMessage,
} from '@hdms/shared/device/packet.ts'
import {
  certificateMessage,
  decodeShoeCertificate,
  encodeShoeCertificate,
  type Pairing,
  pairingMessage,
  type ShoeAlgorithm,
  type ShoeCertificate,
} from '@hdms/shared/device/shoe.ts'
import { fail } from '@hdms/shared/errors.ts'
import { p256 } from '@noble/curves/nist.js'

/** A key that never leaves the shoe. */
export interface SecureElement {
  readonly secret: Uint8Array
  readonly algorithm: ShoeAlgorithm
  readonly publicKey: Uint8Array
  sign(message: Uint8Array): Promise<Uint8Array>
}

/** @param secret of an element that is simulated again; a real one keeps it for itself */
export async function secureElement(crypto: CryptoProvider, algorithm: ShoeAlgorithm, secret?: Uint8Array): Promise<SecureElement> {
  if (algorithm === 'ed25519') {
    const seed = secret ?? crypto.random(32)
    return { algorithm, secret: seed, publicKey: await crypto.publicKey(seed), sign: (message) => crypto.sign(seed, message) }
  }
  const key = secret ?? p256.utils.randomSecretKey(crypto.random(48))
  const sign = async (message: Uint8Array): Promise<Uint8Array> => p256.sign(sha256(message), key, { prehash: false })
  return { algorithm, secret: key, publicKey: p256.getPublicKey(key, true), sign }
}

/** The maker certifies a shoe in the factory. */
export async function certify(
  crypto: CryptoProvider,
  maker: MakerKey,
  element: SecureElement,
  model: string,
  notAfter: number,
): Promise<ShoeCertificate> {
  const { algorithm, publicKey } = element
  const c = { maker: maker.name, model, serial: crypto.random(16), algorithm, publicKey, notAfter }
  return { ...c, signature: await crypto.sign(maker.seed, certificateMessage(c)) }
}

/** Whom a maker is, and what it certifies shoes with. */
export interface MakerKey {
  readonly name: string
  readonly seed: Uint8Array
}

export interface ShoeModel {
  readonly model: string
  readonly algorithm: ShoeAlgorithm
  /** Samples a second. */
  readonly rate: number
  /** Until when the certificate holds, ms since 1970. */
  readonly notAfter: number
}

/** A shoe as it leaves the factory. */
export async function newShoe(crypto: CryptoProvider, maker: MakerKey, side: Side, o: ShoeModel): Promise<Shoe> {
  const element = await secureElement(crypto, o.algorithm)
  return new Shoe(crypto, side, element, await certify(crypto, maker, element, o.model, o.notAfter), o.rate)
}
export type ShoePair = Readonly<Record<Side, Shoe>>
export async function newPair(crypto: CryptoProvider, maker: MakerKey, o: ShoeModel): Promise<ShoePair> {
  return { left: await newShoe(crypto, maker, 'left', o), right: await newShoe(crypto, maker, 'right', o) }
}

/** Samples in a packet: a second's worth at 100 Hz. */
const PACKET = 100
/** A seal after so many packets. */
const SEAL_EVERY = 60

/** What a phone gets when it connects. */
export interface Handover {
  readonly packets: readonly Uint8Array[]
  readonly seals: readonly Seal[]
}

/** What stays in a shoe without power. */
export interface Flash {
  readonly side: Side
  readonly secret: Uint8Array
  /** Encoded. */
  readonly certificate: Uint8Array
  /** ns. */
  readonly period: number
  readonly counter: number
  readonly head: Uint8Array
  readonly owner: Uint8Array | null
  readonly binding: number
  /** µs. */
  readonly lastTime: number
  readonly shift: number
  readonly stored: readonly { readonly counter: number; readonly bytes: Uint8Array }[]
  /** Encoded. */
  readonly seals: readonly Uint8Array[]
}

export class Shoe {
  readonly side: Side
  readonly certificate: ShoeCertificate
  private readonly crypto: CryptoProvider
  private readonly element: SecureElement
  /** ns between samples, by this shoe's own clock. */
  private readonly period: number
  private boot: Uint8Array
  private counter = 0
  private head: Uint8Array = new Uint8Array(32)
  private owner: Uint8Array | undefined
  private binding = 0
  private samples: Int16Array = new Int16Array(PACKET * CHANNELS)
  private filled = 0
  private firstTime = 0
  private lastTime = 0
  /** Of its clock, µs, as the phone set it. */
  private shift = 0
  private readonly stored: { readonly counter: number; readonly bytes: Uint8Array }[] = []
  private readonly seals: Seal[] = []

  constructor(crypto: CryptoProvider, side: Side, element: SecureElement, certificate: ShoeCertificate, rate: number) {
    this.crypto = crypto
    this.side = side
    this.element = element
    this.certificate = certificate
    this.period = Math.round(1e9 / rate)
    this.boot = crypto.random(16)
  }

  /** As it stands now, but for samples of an unfinished packet. */
  flash(): Flash {
    const { side, period, counter, head, binding, lastTime, shift } = this
    const [secret, certificate] = [this.element.secret, encodeShoeCertificate(this.certificate)]
    const [stored, seals] = [[...this.stored], this.seals.map(encodeSeal)]
    return { side, secret, certificate, period, counter, head, owner: this.owner ?? null, binding, lastTime, shift, stored, seals }
  }
  /** The shoe again, switched on. */
  static async from(crypto: CryptoProvider, f: Flash): Promise<Shoe> {
    const certificate = decodeShoeCertificate(f.certificate)
    const element = await secureElement(crypto, certificate.algorithm, f.secret)
    const shoe = new Shoe(crypto, f.side, element, certificate, 1e9 / f.period)
    Object.assign(shoe, { counter: f.counter, head: f.head, owner: f.owner ?? undefined, binding: f.binding })
    Object.assign(shoe, { lastTime: f.lastTime, shift: f.shift })
    shoe.stored.push(...f.stored)
    shoe.seals.push(...f.seals.map(decodeSeal))
    return shoe
  }

  /**
   * The battery was empty, or the shoe was switched off: counter, chain and store stay, samples of an unfinished packet
   * are lost.
   */
  restart(): void {
    this.boot = this.crypto.random(16)
    this.filled = 0
  }

  /**
   * Binds itself to a person. A bound shoe stays with its owner until it is reset by the button inside it.
   * @throws SHOE_REFUSED other-owner
   */
  async pair(challenge: Uint8Array, owner: Uint8Array): Promise<Pairing> {
    if (this.owner && !equal(this.owner, owner)) fail('SHOE_REFUSED', { why: 'other-owner' })
    if (!this.owner) this.binding++
    this.owner = owner
    const { side, certificate, binding, counter, head } = this
    const signature = await this.element.sign(pairingMessage(challenge, owner, binding, counter))
    return { certificate, side, challenge, owner, binding, counter, head, signature }
  }

  /** The button inside the shoe: forgets its owner and what it stored for them. */
  reset(): void {
    this.owner = undefined
    this.stored.length = 0
    this.seals.length = 0
    this.filled = 0
  }

  /**
   * The phone's time at a sync. The shoe's clock goes forward at once; it never goes back behind what was recorded, and
   * waits instead.
   * @param now ms since 1970 by the phone @param own the same moment by the shoe's clock
   */
  setClock(now: number, own: number): void {
    this.shift = (now - own) * 1000
  }

  /** @param own µs since 1970 by the shoe's clock, as it was made */
  async sample(own: number, counts: Int16Array): Promise<void> {
    const time = own + this.shift
    // A clock that was put back: nothing is recorded twice for one moment.
    if (time < this.lastTime) return
    this.lastTime = time
    if (this.filled > 0 && time - this.firstTime > (this.filled * this.period) / 1000 + 1_000_000) await this.close()
    if (this.filled === 0) this.firstTime = time
    this.samples.set(counts, this.filled * CHANNELS)
    if (++this.filled === PACKET) await this.close()
  }

  private async close(): Promise<void> {
    if (this.filled === 0) return
    const { side, boot, head, period } = this
    this.counter++
    const samples = this.samples.subarray(0, this.filled * CHANNELS)
    const bytes = encodePacket({ side, boot, counter: this.counter, previous: head, time: this.firstTime, period, samples })
    this.head = packetHash(bytes)
    this.filled = 0
    this.stored.push({ counter: this.counter, bytes })
    if (this.counter % SEAL_EVERY === 0) await this.seal()
  }

  private async seal(): Promise<void> {
    const { owner, boot, counter, head, binding } = this
    if (!owner || this.seals.at(-1)?.counter === counter) return
    const unsigned = { boot, counter, head, owner, binding }
    this.seals.push({ ...unsigned, signature: await this.element.sign(sealMessage(unsigned)) })
  }

  /**
   * Hands over what the phone has not acknowledged, signed up to now.
   * @param from counter after which packets are wanted @param most packets at once
   */
  async handOver(from = 0, most: number = Number.POSITIVE_INFINITY): Promise<Handover> {
    await this.close()
    await this.seal()
    const packets = this.stored.filter((p) => p.counter > from).slice(0, most)
    const last = packets.at(-1)?.counter ?? from
    return { packets: packets.map((p) => p.bytes), seals: this.seals.filter((s) => s.counter > from && s.counter <= last) }
  }

  /** Packets that the phone did not get. */
  again(from: number, to: number): Uint8Array[] {
    return this.stored.filter((p) => p.counter >= from && p.counter <= to).map((p) => p.bytes)
  }

  /** Somebody's. */
  get isBound(): boolean {
    return this.owner !== undefined
  }

  /** Counter of the last packet. */
  get last(): number {
    return this.counter
  }

  /** The phone has all up to this counter, durably. */
  acknowledge(counter: number): void {
    while ((this.stored[0]?.counter ?? Number.POSITIVE_INFINITY) <= counter) this.stored.shift()
    while ((this.seals[0]?.counter ?? Number.POSITIVE_INFINITY) <= counter) this.seals.shift()
  }
}
