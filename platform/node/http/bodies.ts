/** Bodies of requests: how many large ones are in memory at once, and JSON that cannot be nested to no end. */

import type { IncomingMessage } from 'node:http'
import { fail } from '@hdms/shared/errors.ts'
import { refuse } from '../reasons.ts'
import type { Connections } from './connections.ts'
import { LIMITS } from './limits.ts'

interface Body {
  readonly request: IncomingMessage
  readonly address: string
  readonly bytes: number
  since: number
}
interface Waiting extends Body {
  readonly go: () => void
  readonly stop: () => void
}
/** ms that a body has before it is cut for others that wait. */
const UNDISTURBED = 5_000

/**
 * Large bodies of callers who showed no credential take turns, addresses evenly; the slowest gives way when others
 * wait.
 */
export class LargeBodies {
  private readonly held = new Set<Body>()
  private readonly queue = new Set<Waiting>()
  private readonly connections: Connections
  private readonly most: number
  private readonly now: () => number

  constructor(connections: Connections, most: number = LIMITS.bodies, now: () => number = () => performance.now()) {
    this.connections = connections
    this.most = most
    this.now = now
  }

  /** Waits for room; it is given back when the request is over. @param bytes that it may have @throws BUSY */
  async enter(request: IncomingMessage, address: string, bytes: number): Promise<void> {
    if (bytes <= LIMITS.largeBody) return
    const body: Body = { request, address, bytes, since: this.now() }
    if (this.queue.size === 0 && this.fits(bytes)) this.hold(body)
    else await this.turn(body)
  }

  private sum(of?: string): number {
    let sum = 0
    for (const { address, bytes } of this.held) if (of === undefined || of === address) sum += bytes
    return sum
  }
  private fits(bytes: number): boolean {
    return this.held.size === 0 || this.sum() + bytes <= this.most
  }

  private hold(body: Body): void {
    body.since = this.now()
    this.held.add(body)
    body.request.socket.once('close', () => this.leave(body))
  }

  /** What a request held is free again. */
  over(request: IncomingMessage): void {
    for (const body of this.held) if (body.request === request) this.leave(body)
  }

  private leave(body: Body): void {
    if (!this.held.delete(body)) return
    this.next()
  }

  private next(): void {
    for (;;) {
      const [first] = [...this.queue].sort((a, b) => this.sum(a.address) - this.sum(b.address) || a.since - b.since)
      if (!first || !this.fits(first.bytes)) return
      this.queue.delete(first)
      this.hold(first)
      first.go()
    }
  }

  private turn(body: Body): Promise<void> {
    this.connections.pause(body.request, true)
    return new Promise<void>((resolve, reject) => {
      const end = (settle: () => void) => (): void => {
        clearTimeout(timer)
        this.queue.delete(waiting)
        body.request.socket.removeListener('close', waiting.stop)
        settle()
      }
      const busy = (): void => {
        try {
          fail('BUSY', { service: 'service', seconds: 2 })
        } catch (error) {
          reject(error)
        }
      }
      const waiting: Waiting = {
        ...body,
        go: end(() => {
          this.connections.pause(body.request, false)
          resolve()
        }),
        stop: end(busy),
      }
      const timer = setTimeout(waiting.stop, LIMITS.bodyTurn)
      body.request.socket.once('close', waiting.stop)
      this.queue.add(waiting)
    })
  }

  /** Called every second: while others wait, the slowest of those that have had their time gives way. */
  relieve(): void {
    if (this.queue.size === 0) return
    const now = this.now()
    const slow = [...this.held].filter(({ request, since }) => !request.complete && now - since > UNDISTURBED)
    const rate = ({ request, since }: Body): number => request.socket.bytesRead / (now - since)
    const [slowest] = slow.sort((a, b) => rate(a) - rate(b))
    if (slowest) this.connections.drop(slowest.request, 'large body, slowly')
  }
}

const [QUOTE, BACKSLASH, OPEN, OPEN_OBJECT, CLOSE, CLOSE_OBJECT] = [0x22, 0x5c, 0x5b, 0x7b, 0x5d, 0x7d]

/** Refuses JSON whose levels would exhaust the stack of whoever walks it. @throws INPUT_INVALID */
export function checkDepth(json: Uint8Array, most: number = LIMITS.depth): void {
  let depth = 0
  for (let at = 0; at < json.length; at++) {
    const byte = json[at]
    if (byte === QUOTE) {
      for (at++; at < json.length && json[at] !== QUOTE; at++) if (json[at] === BACKSLASH) at++
    } else if (byte === OPEN || byte === OPEN_OBJECT) {
      if (++depth > most) refuse('INPUT_INVALID', 'levels', { what: 'JSON', most })
    } else if (byte === CLOSE || byte === CLOSE_OBJECT) depth--
  }
}
