/** Feeds the pipeline with what both shoes bring, in the order of time, and enters what it makes. */
import type { Bout } from '@hdms/health/gait/walk.ts'
import { decodePacket, type Packet, type Side } from '@hdms/shared/device/packet.ts'
import { endOf, LEAD, RATE, type Segment } from '../evidence.ts'
import { ActivityPipeline, interleaved, type JudgedMinute, type Known } from '../pipeline.ts'
import type { Days } from './days.ts'
import type { Signed } from './signed.ts'

/** A shoe that sends nothing for so long holds the other one's minutes up no more, s. */
const ABSENT = 600
const SIDES = ['left', 'right'] as const

export class Making {
  private readonly signed: Signed
  private readonly days: Days
  private readonly sides: () => readonly Side[]
  private readonly known: () => Known
  private pipeline: ActivityPipeline | undefined
  /** Minutes before it were made by an earlier pipeline and stay, s. */
  private from = 0
  private readonly queue: Record<Side, Packet[]> = { left: [], right: [] }
  /** Ends of what each side brought and what was fed, s. */
  private heard: Record<Side, number> = { left: 0, right: 0 }
  private fed = 0
  /** Minutes that end after it are not whole yet. */
  private complete: number = Number.POSITIVE_INFINITY

  /** @param sides those that have a shoe @param known of who wears them */
  constructor(signed: Signed, days: Days, sides: () => readonly Side[], known: () => Known) {
    this.signed = signed
    this.days = days
    this.sides = sides
    this.known = known
  }

  /** Goes on where the stored days end. */
  load(): void {
    this.heard = this.signed.ends()
    this.from = this.days.end()
  }

  /** Time before which nothing is needed any more, s. */
  get settled(): number {
    return this.from - 2 * LEAD
  }

  bring({ side, start, end }: Segment, packets: readonly Packet[]): void {
    this.heard[side] = Math.max(this.heard[side], end)
    // What comes late is worked into what was made of that time without it.
    if (this.pipeline && start < this.fed - 1) this.restart(start)
    else this.queue[side].push(...packets)
  }

  /** The next advance begins anew, with what is needed before `from`. */
  private restart(from: number): void {
    this.pipeline = undefined
    this.from = Math.min(this.from, Math.floor(from / 60) * 60)
    this.queue.left.length = 0
    this.queue.right.length = 0
  }

  private async begin(): Promise<ActivityPipeline> {
    const listener = {
      minute: (m: JudgedMinute) => {
        if (m.start + 60 <= this.complete) this.days.minute(m, this.from)
      },
      bout: (b: Bout) => this.days.bout(b),
    }
    this.pipeline = new ActivityPipeline(RATE, listener, this.known())
    const fresh = new Set(SIDES.flatMap((side) => this.queue[side].map((p) => `${side}${p.counter}`)))
    for (const bytes of await this.signed.packetsAfter(this.from - LEAD)) {
      const packet = decodePacket(bytes)
      if (!fresh.has(`${packet.side}${packet.counter}`)) this.queue[packet.side].push(packet)
    }
    for (const side of SIDES) this.queue[side].sort((a, b) => a.time - b.time)
    this.fed = 0
    return this.pipeline
  }

  /** Feeds what both shoes have brought; one that is absent does not hold the other up. */
  async advance(all = false): Promise<void> {
    if (!this.pipeline && Math.max(this.heard.left, this.heard.right) <= this.from) return
    const pipeline = this.pipeline ?? (await this.begin())
    const heard = this.sides().map((side) => this.heard[side])
    const furthest = Math.max(0, ...heard)
    const limit = all ? Number.POSITIVE_INFINITY : Math.max(Math.min(furthest, ...heard), furthest - ABSENT)
    const ready = (side: Side): Packet[] => {
      const list = this.queue[side]
      const until = list.findIndex((p) => endOf(p) > limit)
      return list.splice(0, until < 0 ? list.length : until)
    }
    for (const packet of interleaved(ready('left'), ready('right'))) {
      this.fed = Math.max(this.fed, endOf(packet))
      pipeline.take(packet)
    }
  }

  /** Closes what is open, as far as it is complete; `whole` when nothing more comes of that time. */
  async finish(whole: boolean): Promise<void> {
    await this.advance(true)
    if (!this.pipeline) return
    this.complete = whole ? Number.POSITIVE_INFINITY : Math.max(this.heard.left, this.heard.right)
    this.pipeline.end()
    this.complete = Number.POSITIVE_INFINITY
    this.pipeline = undefined
    this.from = Math.max(this.from, Math.floor(this.fed / 60) * 60)
  }
}
