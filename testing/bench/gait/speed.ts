/**
 * A day of both shoes at 100 Hz, twelve channels each, from signed packets to strides and minutes, on one core: verifying chain and
 * signatures included, hour by hour as a phone would take it. The packets are made beforehand and are not counted.
 */

import { ADULT } from '@hdms/device-sim/person.ts'
import { Random } from '@hdms/device-sim/random.ts'
import { certify, type Handover, Shoe, secureElement } from '@hdms/device-sim/shoe.ts'
import { wear } from '@hdms/device-sim/wear.ts'
import { ShoeFeed } from '@hdms/flows/activity/feed.ts'
import { bind, ShoeIntake } from '@hdms/flows/activity/intake.ts'
import { GaitAnalyser } from '@hdms/health/gait/walk.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { CHANNELS, type Packet, type Side } from '@hdms/shared/device/packet.ts'
import type { Measurement } from '../measure.ts'

const RATE = 100
const HOURS = 24
/** An hour of a lively day: a third of it on foot. */
const HOUR = [
  { kind: 'walk', seconds: 900, speed: 1.3 },
  { kind: 'sit', seconds: 1500 },
  { kind: 'stand', seconds: 300 },
  { kind: 'run', seconds: 300, speed: 2.7 },
  { kind: 'drive', seconds: 600 },
] as const

export async function gaitSpeed(): Promise<Measurement[]> {
  const crypto = nativeCrypto()
  const start = Date.UTC(2026, 4, 1)
  const seed = crypto.random(32)
  const key = await crypto.publicKey(seed)
  const owner = crypto.random(32)
  const sides = ['left', 'right'] as const
  const recorded: Record<Side, Int16Array> = {
    left: new Int16Array(3600 * RATE * CHANNELS),
    right: new Int16Array(3600 * RATE * CHANNELS),
  }
  wear({ person: ADULT, scenes: HOUR, random: new Random(5), rate: RATE }, (side, t, counts) =>
    recorded[side].set(counts, Math.round(t * RATE) * CHANNELS),
  )
  const makers = () => ({ key, revoked: false })
  const now = () => start + 2 * 86_400_000
  const shoes = await Promise.all(
    sides.map(async (side) => {
      const element = await secureElement(crypto, 'ed25519')
      const certificate = await certify(crypto, { name: 'O=Sole,C=KR', seed }, element, 'Sole One', now() + 1)
      const shoe = new Shoe(crypto, side, element, certificate, RATE)
      const bound = await bind(crypto, makers, start, await shoe.pair(crypto.random(32), owner))
      return { side, shoe, intake: new ShoeIntake(crypto, makers, now, bound) }
    }),
  )
  let [steps, minutes] = [0, 0]
  const gait = new GaitAnalyser(RATE, { stride: () => steps++, minute: () => minutes++ })
  const feed = new ShoeFeed(gait, { contact: () => {} })
  let [spent, most] = [0, 0]
  for (let hour = 0; hour < HOURS; hour++) {
    const handed: Handover[] = []
    for (const { side, shoe } of shoes) {
      for (let i = 0; i < 3600 * RATE; i++)
        await shoe.sample((start + hour * 3_600_000) * 1000 + i * (1e6 / RATE), recorded[side].subarray(i * CHANNELS, (i + 1) * CHANNELS))
      handed.push(await shoe.handOver())
      shoe.acknowledge(Number.MAX_SAFE_INTEGER)
    }
    globalThis.gc?.()
    const before = process.memoryUsage()
    const began = performance.now()
    const queues = await Promise.all(
      shoes.map(async ({ intake }, i) => {
        const { packets, seals } = handed[i] as Handover
        for (const p of packets) intake.receive(p)
        const taken: Packet[] = []
        for (const seal of seals) taken.push(...(await intake.sealed(seal)).map((t) => t.packet))
        return taken
      }),
    )
    const [left = [], right = []] = queues
    for (let i = 0; i < Math.max(left.length, right.length); i++) for (const p of [left[i], right[i]]) if (p) feed.take(p)
    spent += performance.now() - began
    const after = process.memoryUsage()
    most = Math.max(most, after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers)
  }
  gait.end()
  return [
    { metric: '24 h of both shoes, packets to strides', value: spent / 1000, unit: 's', target: 30, lower: true },
    { metric: '  memory it takes beside its input', value: most / 2 ** 20, unit: 'MiB', target: 64, lower: true },
    { metric: '  strides found', value: steps, unit: '' },
    { metric: '  active minutes', value: minutes, unit: '' },
  ]
}
