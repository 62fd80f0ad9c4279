/** A phone that takes a day of both shoes, hour by hour: the same in Node and in a browser's worker. */
import { bind, ShoeIntake } from '@hdms/flows/activity/intake.ts'
import { ActivityPipeline } from '@hdms/flows/activity/pipeline.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import type { Packet, Seal } from '@hdms/shared/device/packet.ts'
import type { Pairing } from '@hdms/shared/device/shoe.ts'

export interface Given {
  readonly makerKey: Uint8Array
  readonly pairings: readonly Pairing[]
  /** ms since 1970. */
  readonly now: number
  /** Hz. */
  readonly rate: number
}
export interface HandedOver {
  readonly packets: readonly Uint8Array[]
  readonly seals: readonly Seal[]
}
export interface DayResult {
  readonly steps: number
  readonly minutes: number
  readonly verified: number
}

export class PhoneDay {
  private readonly intakes: readonly ShoeIntake[]
  private readonly pipeline: ActivityPipeline
  private steps = 0
  private minutes = 0
  private verified = 0

  private constructor(intakes: readonly ShoeIntake[], rate: number) {
    this.intakes = intakes
    this.pipeline = new ActivityPipeline(rate, {
      stride: () => this.steps++,
      minute: (m) => {
        this.minutes++
        if (m.verdict.genuine) this.verified++
      },
    })
  }

  static async start(crypto: CryptoProvider, { makerKey, pairings, now, rate }: Given): Promise<PhoneDay> {
    const makers = () => ({ key: makerKey, revoked: false })
    const intakes = await Promise.all(
      pairings.map(async (p) => new ShoeIntake(crypto, makers, () => now, await bind(crypto, makers, now, p))),
    )
    return new PhoneDay(intakes, rate)
  }

  /** Verifies and walks through what both shoes handed over. */
  async take(handed: readonly HandedOver[]): Promise<void> {
    const queues = await Promise.all(
      this.intakes.map(async (intake, i) => {
        const { packets = [], seals = [] } = handed[i] ?? {}
        for (const p of packets) intake.receive(p)
        const taken: Packet[] = []
        for (const seal of seals) for (const { packet } of await intake.sealed(seal)) taken.push(packet)
        return taken
      }),
    )
    const longest = Math.max(...queues.map((q) => q.length))
    for (let i = 0; i < longest; i++) for (const queue of queues) if (queue[i]) this.pipeline.take(queue[i] as Packet)
  }

  end(): DayResult {
    this.pipeline.end()
    const { steps, minutes, verified } = this
    return { steps, minutes, verified }
  }
}
