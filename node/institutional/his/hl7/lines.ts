/**
 * The connections of an MLLP listener. A HIS keeps a few open, for days; whoever else comes is nobody that the node knows, so there are not many,
 * none of them takes long over one message, and together they hold only so much of messages that have not come in whole.
 */
import type { Socket } from 'node:net'
import { addressOf } from '@hdms/platform/node/http/limits.ts'
import { counter } from '@hdms/platform/node/metrics.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import type { FrameReader } from './frames.ts'

export const LINES: Readonly<
  Record<
    'connections' | 'ofAddress' | 'held' | 'grace' | 'rate' | 'longest' | 'stalled' | 'burst' | 'pace' | 'free' | 'large' | 'cheaper',
    number
  >
> = {
  /** Connections at once, and of these from one address. */
  connections: 256,
  ofAddress: 64,
  /** Bytes of all messages that have not come in whole. */
  held: 96 << 20,
  /** ms that a message may take from its first byte before it has to come at `rate`. */
  grace: 10_000,
  /** Bytes a second. */
  rate: 16 << 10,
  /** ms that a message may take at all. */
  longest: 300_000,
  /** Bytes that an address may send at once, and a second: who sends more is read more slowly, and refused nothing. */
  burst: 4 << 20,
  pace: 2 << 20,
  /** Bytes of a message after which each counts as a part of one. */
  large: 1 << 20,
  cheaper: 8,
  /** Bytes that a connection brings without being held to its address's pace. */
  free: 256 << 10,
  /** ms that an answer may wait for its reader. */
  stalled: 30_000,
}

/** What a line has of a message that has not come in whole. */
type Frames = Pick<FrameReader, 'open' | 'held'>

export interface Line {
  readonly socket: Socket
  readonly address: string
  readonly frames: Frames
  /** Whether a whole message came over it. */
  spoke: boolean
  /** When the message began that has not come in whole, ms, and bytes read until then. */
  since: number | undefined
  read: number
  /** When it was seen that answers wait unread. */
  stalledSince: number | undefined
}

const MOST_ADDRESSES = 1_000
/** ms between two lines of the log on the same. */
const TELL = 10_000
const closed = counter('hdms_mllp_closed_total', 'MLLP connections that the node cut, by reason', ['why'])

export class Lines {
  private readonly all = new Set<Line>()
  private readonly noted = new Map<string, number>()
  private toldAt = Number.NEGATIVE_INFINITY
  /** Of addresses: what they may still send at once. */
  private readonly left = new Map<string, { readonly bytes: number; readonly at: number }>()
  private readonly logger: Logger
  private readonly now: () => number
  private readonly timer: NodeJS.Timeout

  /** @param now monotonic ms */
  constructor(logger: Logger, now: () => number = () => performance.now()) {
    this.logger = logger
    this.now = now
    this.timer = setInterval(() => this.sweep(), 1_000).unref()
  }

  open(socket: Socket, frames: Frames): Line {
    const address = addressOf(socket.remoteAddress)
    const line: Line = { socket, address, frames, spoke: false, since: undefined, read: 0, stalledSince: undefined }
    this.all.add(line)
    socket.on('close', () => this.all.delete(line))
    socket.on('error', () => socket.destroy())
    const own = [...this.all].filter((l) => l.address === address)
    if (own.length > LINES.ofAddress) this.makeRoom(own, line)
    else if (this.all.size > LINES.connections)
      this.makeRoom(
        this.most(() => 1),
        line,
      )
    return line
  }

  /** The lines of the address that has most of something. */
  private most(amount: (line: Line) => number): Line[] {
    const sums = new Map<string, number>()
    for (const line of this.all) sums.set(line.address, (sums.get(line.address) ?? 0) + amount(line))
    const [first] = [...sums].sort(([, a], [, b]) => b - a)
    return [...this.all].filter(({ address }) => address === first?.[0])
  }

  /** Of those who never said anything the first, else the newcomer: a HIS keeps its lines. */
  private makeRoom(among: readonly Line[], newcomer: Line): void {
    this.cut(among.find((line) => !line.spoke && line !== newcomer) ?? newcomer, 'no room')
  }

  /**
   * Bytes came: of a message that is not whole, or the last of one.
   * @returns ms to wait before more is read
   */
  heard(line: Line, bytes: number): number {
    if (!line.frames.open) line.since = undefined
    else if (line.since === undefined) {
      line.since = this.now()
      line.read = line.socket.bytesRead
    }
    let sum = 0
    for (const each of this.all) sum += each.frames.held
    if (sum <= LINES.held) return this.pace(line, bytes)
    const [largest] = this.most(({ frames }) => frames.held).sort((a, b) => b.frames.held - a.frames.held)
    if (largest) this.cut(largest, 'too much at once')
    return this.pace(line, bytes)
  }

  private pace(line: Line, came: number): number {
    const { address, socket, frames } = line
    // A large message costs less than as many bytes of small ones.
    const bytes = frames.held > LINES.large ? came / LINES.cheaper : came
    const now = this.now()
    const before = this.left.get(address) ?? { bytes: LINES.burst, at: now }
    const left = Math.min(LINES.burst, before.bytes + ((now - before.at) / 1000) * LINES.pace) - bytes
    this.left.delete(address)
    this.left.set(address, { bytes: left, at: now })
    if (this.left.size > MOST_ADDRESSES) this.left.delete(this.left.keys().next().value as string)
    // A line that brought little does not wait for what others of its address bring.
    return left < 0 && socket.bytesRead > LINES.free ? (-left / LINES.pace) * 1000 : 0
  }

  cut(line: Line, why: string): void {
    this.all.delete(line)
    closed({ why })
    this.note(`closed: ${why}`)
    line.socket.destroy()
  }

  /** For the log: said together now and then, since whoever floods the port would else flood the log. */
  note(what: string): void {
    this.noted.set(what, (this.noted.get(what) ?? 0) + 1)
  }

  private tell(now: number): void {
    if (this.noted.size === 0 || now - this.toldAt < TELL) return
    this.toldAt = now
    for (const [what, times] of this.noted) this.logger.warn('MLLP', { what, times })
    this.noted.clear()
  }

  /** Looks at every line, once a second. */
  sweep(): void {
    const now = this.now()
    this.tell(now)
    for (const line of this.all) {
      const took = now - (line.since ?? now)
      const slow = took > LINES.grace && (line.socket.bytesRead - line.read) / (took / 1000) < LINES.rate
      line.stalledSince = line.socket.writableLength > 0 ? (line.stalledSince ?? now) : undefined
      if ((slow || took > LINES.longest) && !line.socket.isPaused()) this.cut(line, 'slow message')
      else if (now - (line.stalledSince ?? now) > LINES.stalled) this.cut(line, 'slow reader')
    }
  }

  close(): void {
    clearInterval(this.timer)
    for (const { socket } of this.all) socket.destroy()
  }
}
