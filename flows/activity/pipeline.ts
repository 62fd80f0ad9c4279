/** From the packets of a pair of shoes to bouts, and to minutes with a verdict each: the same on a phone, in a worker and in Node. */
import { type Evidence, Judge, type Verdict } from '@hdms/health/gait/genuine.ts'
import type { Repetition } from '@hdms/health/gait/repetition.ts'
import type { Stride } from '@hdms/health/gait/strides.ts'
import { type ActiveMinute, type Bout, GaitAnalyser } from '@hdms/health/gait/walk.ts'
import type { Packet, Side } from '@hdms/shared/device/packet.ts'
import { ShoeFeed } from './feed.ts'

/** Changes with everything that changes a result; a day entry names it. */
export const PIPELINE = 'hdms-gait/3'

export interface JudgedMinute extends ActiveMinute {
  readonly verdict: Verdict
}

export interface ActivityListener {
  stride?(stride: Stride): void
  bout?(bout: Bout): void
  minute?(minute: JudgedMinute): void
}

/** What is known of who walks, beside what the shoes say. */
export interface Known {
  readonly body?: Pick<Evidence, 'weight' | 'height' | 'aid'>
  /** How the feet walked before; what walks now is added. */
  readonly walked?: Readonly<Record<Side, Repetition>>
}

export class ActivityPipeline {
  private readonly gait: GaitAnalyser
  private readonly judge: Judge
  private readonly feed: ShoeFeed
  private readonly verdicts = new Map<number, Verdict>()

  /** @param rate samples a second, about, Hz */
  constructor(rate: number, listener: ActivityListener, { body, walked }: Known = {}) {
    this.judge = new Judge({ feet: 2, pressure: true, ...body }, (v) => this.verdicts.set(v.start, v), walked)
    this.gait = new GaitAnalyser(rate, {
      stride: (s) => {
        this.judge.stride(s)
        listener.stride?.(s)
      },
      bout: (b) => listener.bout?.(b),
      minute: (m) => {
        // A minute closes with the first stride of a later one, which has closed the judge's too; or at the end.
        if (!this.verdicts.has(m.start)) this.judge.end()
        const verdict = this.verdicts.get(m.start)
        this.verdicts.delete(m.start)
        if (verdict) listener.minute?.({ ...m, verdict })
      },
    })
    this.feed = new ShoeFeed(this.gait, { contact: (side, strike, _off, peak) => this.judge.contact(side, strike, peak) })
  }

  /** Packets of each shoe in the order of its chain; the two shoes not further apart than ten seconds. */
  take(packet: Packet): void {
    this.feed.take(packet)
  }

  end(): void {
    this.gait.end()
  }
}

/** Both shoes' packets in the order of time, as a pipeline wants them. */
export function interleaved(left: readonly Packet[], right: readonly Packet[]): Packet[] {
  return [...left, ...right].sort((a, b) => a.time - b.time)
}
