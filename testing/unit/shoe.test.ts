/** The shoe's trust: what is taken counts once, what is not is refused with a reason, and nothing is lost. */

import { radio, runningSpeedAndCadence } from '@hdms/device-sim/link.ts'
import { Random } from '@hdms/device-sim/random.ts'
import { Shoe } from '@hdms/device-sim/shoe.ts'
import { bind } from '@hdms/flows/activity/intake.ts'
import { cut, Joiner } from '@hdms/shared/device/gatt.ts'
import { decodePacket, encodePacket, MOST_SAMPLES, type Packet, packetHash, type Seal, sealMessage } from '@hdms/shared/device/packet.ts'
import { decodeShoeCertificate, encodeShoeCertificate } from '@hdms/shared/device/shoe.ts'
import { describe, expect, test } from 'vitest'
import { crypto, makerOfShoes, NOON, newShoe, paired, record } from '../support/shoes.ts'

const owner = crypto.random(32)
const refusal = (why: string) => expect.objectContaining({ code: 'SHOE_REFUSED', data: { why } })

describe('a bound shoe', () => {
  test.each(['ed25519', 'p256'] as const)('its signed packets come out once and in order, however they came (%s)', async (algorithm) => {
    const b = await makerOfShoes()
    const { shoe } = await newShoe(b, 'left', algorithm)
    const intake = await paired(b, shoe, owner)
    await record(shoe, NOON, 130)
    const { packets, seals } = await shoe.handOver()
    expect(packets).toHaveLength(130)
    expect(seals.map((s) => s.counter)).toEqual([60, 120, 130])
    for (const p of [...packets].reverse()) expect(intake.receive(p)).toBeUndefined()
    expect(intake.receive(packets[3] as Uint8Array)).toBe('replay')
    const taken = []
    for (const seal of seals) taken.push(...(await intake.sealed(seal)))
    expect(taken.map((t) => t.packet.counter)).toEqual(Array.from({ length: 130 }, (_, i) => i + 1))
    // All once more, as after a connection that broke before the acknowledgement.
    expect(packets.map((p) => intake.receive(p))).toEqual(packets.map(() => 'replay'))
    for (const seal of seals) expect(await intake.sealed(seal)).toEqual([])
  })

  test('packets that the air lost are named, asked for again, and then all count', async () => {
    const b = await makerOfShoes()
    const { shoe } = await newShoe(b, 'right')
    const intake = await paired(b, shoe, owner)
    await record(shoe, NOON, 60)
    const { packets, seals } = await shoe.handOver()
    const random = new Random(7)
    const notifications = packets.flatMap((p, i) => cut(i, p))
    const joiner = new Joiner()
    const send = (list: readonly Uint8Array[]) => {
      for (const n of radio(random, list, { loss: 0.05, double: 0.05, reorder: 0.2 })) {
        const whole = joiner.push(n)
        if (whole) intake.receive(whole)
      }
    }
    send(notifications)
    await expect(intake.sealed(seals[0] as never)).rejects.toThrow(refusal('gap'))
    expect(intake.missing().length).toBeGreaterThan(0)
    for (let round = 0; round < 50; round++) {
      const wanted = intake.missing()
      if (wanted.length === 0) break
      for (const { from, to } of wanted) for (let c = from; c <= to; c++) send(cut(1000 + c, packets[c - 1] as Uint8Array))
    }
    // The last of the chain has no later one that shows it missing.
    intake.receive(packets.at(-1) as Uint8Array)
    expect(await intake.sealed(seals[0] as never)).toHaveLength(60)
  })

  test('a packet that was changed on the way is not the shoe’s: asked for again, and the true one counts', async () => {
    const b = await makerOfShoes()
    const { shoe } = await newShoe(b, 'left')
    const intake = await paired(b, shoe, owner)
    await record(shoe, NOON, 10)
    const { packets, seals } = await shoe.handOver()
    const forged = encodePacket({ ...decodePacket(packets[4] as Uint8Array), samples: new Int16Array(1200).fill(9) })
    for (const [i, p] of packets.entries()) intake.receive(i === 4 ? forged : p)
    await expect(intake.sealed(seals[0] as never)).rejects.toThrow(refusal('gap'))
    for (const p of packets) intake.receive(p)
    expect(await intake.sealed(seals[0] as never)).toHaveLength(10)
  })

  test('a wrong signature moves nothing', async () => {
    const b = await makerOfShoes()
    const { shoe } = await newShoe(b, 'left')
    const intake = await paired(b, shoe, owner)
    await record(shoe, NOON, 3)
    const { packets, seals } = await shoe.handOver()
    for (const p of packets) intake.receive(p)
    const [seal] = seals
    if (!seal) throw new Error('no seal')
    const broken = seal.signature.slice()
    broken[5] = (broken[5] as number) ^ 1
    await expect(intake.sealed({ ...seal, signature: broken })).rejects.toThrow(refusal('signature'))
    expect(await intake.sealed(seal)).toHaveLength(3)
  })

  test('a clone that goes on from the same place is seen by its fork; from then on neither is taken', async () => {
    const b = await makerOfShoes()
    const { shoe, element, certificate } = await newShoe(b, 'left')
    const intake = await paired(b, shoe, owner)
    const clone = new Shoe(crypto, 'left', element, certificate, 100)
    await clone.pair(crypto.random(32), owner)
    await record(shoe, NOON, 5)
    await record(clone, NOON, 5, 40)
    const [mine, theirs] = [await shoe.handOver(), await clone.handOver()]
    for (const p of mine.packets) intake.receive(p)
    expect(await intake.sealed(mine.seals[0] as never)).toHaveLength(5)
    await expect(intake.sealed(theirs.seals[0] as never)).rejects.toThrow(refusal('fork'))
    await record(shoe, NOON + 60_000, 5)
    const later = await shoe.handOver()
    expect(intake.receive(later.packets.at(-1) as Uint8Array)).toBe('fork')
    await expect(intake.sealed(later.seals.at(-1) as never)).rejects.toThrow(refusal('fork'))
  })

  test('an old state put back (rollback) is told from a replay', async () => {
    const b = await makerOfShoes()
    const { shoe, element, certificate } = await newShoe(b, 'left')
    const intake = await paired(b, shoe, owner)
    await record(shoe, NOON, 20)
    const { packets, seals } = await shoe.handOver()
    for (const p of packets) intake.receive(p)
    await intake.sealed(seals[0] as never)
    // The flash of yesterday in the same shoe: it counts from the past, under a start of its own.
    const old = new Shoe(crypto, 'left', element, certificate, 100)
    await old.pair(crypto.random(32), owner)
    await record(old, NOON + 60_000, 5, 7)
    const again = await old.handOver()
    expect(again.packets.map((p) => intake.receive(p))).toEqual(again.packets.map(() => 'rollback'))
  })

  test('switched off and on it goes on with its chain; forty days in the shoe are taken whole', async () => {
    const b = await makerOfShoes()
    b.now = NOON + 41 * 86_400_000
    const { shoe } = await newShoe(b, 'left')
    const intake = await paired(b, shoe, owner)
    for (let day = 0; day < 40; day++) {
      await record(shoe, NOON + day * 86_400_000, 2)
      shoe.restart()
    }
    const { packets, seals } = await shoe.handOver()
    for (const p of packets) intake.receive(p)
    let taken = 0
    for (const s of seals) taken += (await intake.sealed(s)).length
    expect(taken).toBe(80)
  })

  test('what a shoe holds outlasts its power: the chain goes on where the flash has it, and nothing of it is lost', async () => {
    const b = await makerOfShoes()
    for (const algorithm of ['ed25519', 'p256'] as const) {
      const { shoe } = await newShoe(b, 'left', algorithm)
      const intake = await paired(b, shoe, owner)
      await record(shoe, NOON - 300_000, 90)
      const again = await Shoe.from(crypto, shoe.flash())
      await record(again, NOON - 200_000, 60)
      const { packets, seals } = await again.handOver()
      for (const p of packets) expect(intake.receive(p)).toBeUndefined()
      let taken = 0
      for (const seal of seals) taken += (await intake.sealed(seal)).length
      expect(taken).toBe(150)
      await expect(again.pair(new Uint8Array(32), new Uint8Array(32).fill(9))).rejects.toMatchObject({ data: { why: 'other-owner' } })
    }
  })

  test('a shoe that lost its clock goes on in the time that the phone sets, without a reset', async () => {
    const b = await makerOfShoes()
    const { shoe } = await newShoe(b, 'left')
    const intake = await paired(b, shoe, owner)
    await record(shoe, NOON, 5)
    shoe.restart()
    await record(shoe, 1_000, 5)
    shoe.setClock(NOON + 60_000, 6_000)
    await record(shoe, 6_000, 5)
    const { packets, seals } = await shoe.handOver()
    for (const p of packets) intake.receive(p)
    const taken = []
    for (const seal of seals) taken.push(...(await intake.sealed(seal)))
    expect(taken.map((t) => t.packet.time / 1000 - NOON)).toEqual([0, 1000, 2000, 3000, 4000, 60_000, 61_000, 62_000, 63_000, 64_000])
  })

  test('a clock that was set back a year is refused; what was taken stays', async () => {
    const b = await makerOfShoes()
    const { shoe, element } = await newShoe(b, 'left')
    const intake = await paired(b, shoe, owner)
    await record(shoe, NOON, 5)
    const first = await shoe.handOver()
    for (const p of first.packets) intake.receive(p)
    await intake.sealed(first.seals[0] as never)
    // The firmware does not record before what it recorded; one that was changed does, and signs for it.
    await record(shoe, NOON - 365 * 86_400_000, 5)
    expect((await shoe.handOver(5)).packets).toEqual([])
    const seal = first.seals[0] as Seal
    const last = decodePacket(first.packets[4] as Uint8Array)
    const early = encodePacket({ ...last, counter: 6, previous: seal.head, time: (NOON - 365 * 86_400_000) * 1000 })
    const unsigned = { ...seal, counter: 6, head: packetHash(early) }
    expect(intake.receive(early)).toBeUndefined()
    const forged = { ...unsigned, signature: await element.sign(sealMessage(unsigned)) }
    await expect(intake.sealed(forged)).rejects.toThrow(refusal('clock'))
    expect(intake.shoe.counter).toBe(5)
  })
})

describe('owners and makers', () => {
  test('one owner at a time: a second phone is refused by the shoe, and what it signed for another is refused by the phone', async () => {
    const b = await makerOfShoes()
    const { shoe } = await newShoe(b, 'left')
    const mine = await paired(b, shoe, owner)
    await expect(shoe.pair(crypto.random(32), crypto.random(32))).rejects.toThrow(refusal('other-owner'))
    shoe.reset()
    const next = await paired(b, shoe, crypto.random(32))
    await record(shoe, NOON, 3)
    const { packets, seals } = await shoe.handOver()
    for (const p of packets) {
      mine.receive(p)
      next.receive(p)
    }
    await expect(mine.sealed(seals[0] as never)).rejects.toThrow(refusal('other-owner'))
    expect(await next.sealed(seals[0] as never)).toHaveLength(3)
  })

  test('an unknown maker, a revoked one, a certificate of somebody else, an old one, a recorded answer: each its reason', async () => {
    const b = await makerOfShoes()
    const { shoe } = await newShoe(b, 'left')
    const pairing = await shoe.pair(crypto.random(32), owner)
    const { shoe: stranger } = await newShoe(b, 'left', 'ed25519', 'O=Nobody,C=KR')
    const theirs = await stranger.pair(crypto.random(32), owner)
    await expect(bind(crypto, b.makers, b.now, theirs)).rejects.toThrow(refusal('maker-unknown'))
    await expect(bind(crypto, b.makers, b.now, { ...pairing, certificate: { ...pairing.certificate, model: 'Gold' } })).rejects.toThrow(
      refusal('certificate'),
    )
    await expect(bind(crypto, b.makers, pairing.certificate.notAfter, pairing)).rejects.toThrow(refusal('expired'))
    await expect(bind(crypto, b.makers, b.now, { ...pairing, challenge: crypto.random(32) })).rejects.toThrow(refusal('signature'))
    const intake = await paired(b, shoe, owner)
    await record(shoe, NOON, 2)
    const { packets, seals } = await shoe.handOver()
    for (const p of packets) intake.receive(p)
    b.maker.revoked = true
    await expect(intake.sealed(seals[0] as never)).rejects.toThrow(refusal('maker-revoked'))
    await expect(bind(crypto, b.makers, b.now, pairing)).rejects.toThrow(refusal('maker-revoked'))
    // Nothing is lost: once the maker is good again, the same packets count.
    b.maker.revoked = false
    expect(await intake.sealed(seals[0] as never)).toHaveLength(2)
  })
})

describe('bytes', () => {
  const packet: Packet = {
    side: 'right',
    boot: new Uint8Array(16).fill(3),
    counter: 2 ** 40,
    previous: new Uint8Array(32).fill(5),
    time: NOON * 1000,
    period: 10_000_000,
    samples: Int16Array.from({ length: 36 }, (_, i) => (i % 5 === 0 ? 32767 : i % 7 === 0 ? -32768 : i * 37 - 600)),
  }
  test('a packet comes back as it was, to the last count of a saturated sensor', () => {
    expect(decodePacket(encodePacket(packet))).toEqual(packet)
  })
  test('every flipped bit of a packet gives another packet or none, never an exception of another kind', () => {
    const bytes = encodePacket(packet)
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = bytes.slice()
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7))
      try {
        expect(encodePacket(decodePacket(changed))).toEqual(changed)
      } catch (error) {
        expect(error).toMatchObject({ code: 'WIRE_MALFORMED' })
      }
    }
  })
  test('too many samples, none, half a sample: refused', () => {
    for (const n of [0, 6, (MOST_SAMPLES + 1) * 12])
      expect(() => encodePacket({ ...packet, samples: new Int16Array(n) })).toThrow(expect.objectContaining({ code: 'WIRE_MALFORMED' }))
  })
  test('a resting shoe costs little more than a byte a channel', async () => {
    const b = await makerOfShoes()
    const { shoe } = await newShoe(b, 'left')
    await shoe.pair(crypto.random(32), owner)
    await record(shoe, NOON, 10)
    const { packets } = await shoe.handOver()
    expect(packets.reduce((sum, p) => sum + p.length, 0) / 1000).toBeLessThan(13.5)
  })
  test('a certificate keeps its form', async () => {
    const { certificate } = await newShoe(await makerOfShoes(), 'left', 'p256')
    expect(decodeShoeCertificate(encodeShoeCertificate(certificate))).toEqual(certificate)
  })
  test('Running Speed and Cadence as the profile lays it out: 1.5 m/s, 110 steps a minute, 1.6 m, 12.3 m, walking', () => {
    expect([...runningSpeedAndCadence(1.5, 110, 1.6, 12.3, false)]).toEqual([0b011, 0x80, 0x01, 110, 160, 0, 123, 0, 0, 0])
  })
})
