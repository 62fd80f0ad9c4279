/** From a shoe's counts to what the gait pipeline reads. */
import { ContactDetector } from '@hdms/health/gait/pressure.ts'
import type { GaitAnalyser } from '@hdms/health/gait/walk.ts'
import { ACCELERATION_UNIT, CHANNELS, FORCE_UNIT, type Packet, RATE_UNIT, type Side } from '@hdms/shared/device/packet.ts'

/** Time of contacts by pressure, beside what the motion tells. */
export interface PressureListener {
  contact(side: Side, strike: number, off: number, peak: number): void
}

export class ShoeFeed {
  private readonly gait: GaitAnalyser
  private readonly contacts: Record<Side, ContactDetector> | undefined
  private readonly cells: Float64Array = new Float64Array(CHANNELS - 6)

  constructor(gait: GaitAnalyser, pressure?: PressureListener) {
    this.gait = gait
    const detect = (side: Side): ContactDetector =>
      new ContactDetector(CHANNELS - 6, ({ strike, off, peak }) => pressure?.contact(side, strike, off, peak))
    this.contacts = pressure && { left: detect('left'), right: detect('right') }
  }

  /** Samples of one foot in the order of its chain; time in s since 1970. */
  take({ side, time, period, samples }: Packet): void {
    const { gait, cells, contacts } = this
    const [start, step] = [time / 1e6, period / 1e9]
    for (let i = 0, k = 0; k < samples.length; i++, k += CHANNELS) {
      const t = start + i * step
      gait.push(
        side,
        t,
        (samples[k] as number) * ACCELERATION_UNIT,
        (samples[k + 1] as number) * ACCELERATION_UNIT,
        (samples[k + 2] as number) * ACCELERATION_UNIT,
        (samples[k + 3] as number) * RATE_UNIT,
        (samples[k + 4] as number) * RATE_UNIT,
        (samples[k + 5] as number) * RATE_UNIT,
      )
      if (contacts) {
        for (let c = 0; c < cells.length; c++) cells[c] = (samples[k + 6 + c] as number) * FORCE_UNIT
        contacts[side].push(t, cells)
      }
    }
  }
}
