/**
 * Sends HL7 v2 over MLLP and waits for each acknowledgement. A HIS that leaves one unanswered holds up no other message for long: a connection
 * that is silent is waited for a while, since many a HIS serves one alone, and then another is opened.
 */
import { connect, type Socket } from 'node:net'
import { connect as tlsConnect } from 'node:tls'
import { fail } from '@hdms/shared/errors.ts'
import { Hl7Message } from '@medplum/core'
import { decodeMessage, encodeMessage } from './charset.ts'
import { FrameReader, framed } from './frames.ts'
import { certificates, LONGEST, type MllpTls } from './mllp.ts'
import { field, part } from './text.ts'

export interface MllpSender {
  /** Sends and waits for the acknowledgement. @throws SERVICE_UNAVAILABLE, also for AR without a fault of the message; HIS_REFUSED for AE and AR */
  send(message: Hl7Message): Promise<Hl7Message>
  close(): Promise<void>
}

export interface Where {
  readonly host: string
  readonly port: number
  readonly tls?: MllpTls | undefined
}

/** ms that an acknowledgement may take. */
const TIMEOUT = 15_000
/** ms that a message waits for a connection before another is opened. */
const PATIENCE = 1_000
/** Connections at once. */
const MOST = 16

/** One connection, and one message on it at a time. */
class Line {
  private socket: Socket | undefined
  private heard: (reply: Hl7Message) => void = () => {}
  private lost: (error: Error) => void = () => {}
  private readonly to: Where
  private readonly set: string

  constructor(to: Where, set: string) {
    this.to = to
    this.set = set
  }

  close(): void {
    this.socket?.destroy()
    this.socket = undefined
  }

  private async open(): Promise<Socket> {
    if (this.socket && !this.socket.destroyed) return this.socket
    const { to } = this
    const made = to.tls ? tlsConnect({ host: to.host, port: to.port, ...certificates(to.tls) }) : connect(to.port, to.host)
    await new Promise<void>((resolve, reject) => {
      made.once(to.tls ? 'secureConnect' : 'connect', () => resolve())
      made.once('error', reject)
      made.setTimeout(5_000, () => reject(new Error('no connection in time')))
    }).catch((error: unknown) => {
      made.destroy()
      throw error
    })
    made.setTimeout(0)
    made.setNoDelay(true)
    const frames = new FrameReader(LONGEST)
    made.on('data', (bytes) => {
      for (const frame of frames.push(bytes))
        if ('message' in frame) this.heard(Hl7Message.parse(decodeMessage(frame.message, 'KS X 1001').text))
    })
    made.on('error', () => made.destroy())
    made.on('close', () => {
      if (this.socket === made) this.socket = undefined
      this.lost(new Error('the connection closed'))
    })
    this.socket = made
    return made
  }

  async exchange(message: Hl7Message): Promise<Hl7Message> {
    const control = field(message, 'MSH', 10)
    try {
      const socket = await this.open()
      return await new Promise<Hl7Message>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('no acknowledgement in time')), TIMEOUT)
        this.lost = (error) => {
          clearTimeout(timer)
          reject(error)
        }
        this.heard = (reply) => {
          // A late answer to an earlier message is none to this one.
          if (field(reply, 'MSA', 2) !== control) return
          clearTimeout(timer)
          resolve(reply)
        }
        socket.write(framed(encodeMessage(message.toString(), this.set)))
      })
    } catch (error) {
      this.close()
      return fail('SERVICE_UNAVAILABLE', { service: 'hospital information system' }, error)
    }
  }
}

/** Lends lines: a free one at once, else the first that becomes free, or after a while another. */
class Pool {
  private readonly free: Line[] = []
  private readonly waiting: ((line: Line) => void)[] = []
  private readonly all = new Set<Line>()
  private readonly make: () => Line
  private readonly patience: number

  constructor(make: () => Line, patience: number) {
    this.make = make
    this.patience = patience
  }

  private another(): Line {
    const line = this.make()
    this.all.add(line)
    return line
  }

  lend(): Promise<Line> {
    const free = this.free.pop() ?? (this.all.size === 0 ? this.another() : undefined)
    if (free) return Promise.resolve(free)
    return new Promise((resolve) => {
      const given = (line: Line): void => {
        clearTimeout(timer)
        resolve(line)
      }
      const timer = setTimeout(() => {
        if (this.all.size >= MOST) return
        this.waiting.splice(this.waiting.indexOf(given), 1)
        resolve(this.another())
      }, this.patience)
      this.waiting.push(given)
    })
  }

  giveBack(line: Line): void {
    const next = this.waiting.shift()
    if (next) return next(line)
    // One connection is kept: what was opened beside a silent one is needed no longer.
    if (this.free.length === 0) return void this.free.push(line)
    this.all.delete(line)
    line.close()
  }

  close(): void {
    for (const line of this.all) line.close()
  }
}

/** @param set character set of what is sent. @param patience ms to wait for a connection that is busy, before another is opened */
export function mllpSender(to: Where, set = 'utf-8', patience: number = PATIENCE): MllpSender {
  const pool = new Pool(() => new Line(to, set), patience)
  const exchange = async (message: Hl7Message): Promise<Hl7Message> => {
    const line = await pool.lend()
    try {
      return await line.exchange(message)
    } finally {
      pool.giveBack(line)
    }
  }
  return {
    async send(message) {
      const reply = await exchange(message)
      const code = field(reply, 'MSA', 1)
      if (code === 'AA' || code === 'CA') return reply
      // Refused for reasons that lie not in the message: it is sent again.
      const notNow = (code === 'AR' || code === 'CR') && (part(reply.getSegment('ERR'), 3) || '207') === '207'
      if (notNow) return fail('SERVICE_UNAVAILABLE', { service: 'hospital information system' })
      return fail('HIS_REFUSED', { reason: `acknowledgement ${code || 'missing'}` })
    },
    close: async () => pool.close(),
  }
}
