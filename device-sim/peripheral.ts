/**
 * A shoe as a Bluetooth peripheral: what is written to its control point, and what it notifies (shared/device/gatt.ts).
 */
import { cut, decodeCommand, encodeNotice, type Notice } from '@hdms/shared/device/gatt.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import type { Shoe } from './shoe.ts'

export class Peripheral {
  private readonly shoe: Shoe
  private readonly clock: () => number
  private message = 0

  /** @param clock the shoe's own, ms since 1970 */
  constructor(shoe: Shoe, clock: () => number) {
    this.shoe = shoe
    this.clock = clock
  }

  /** @returns the notifications that follow a write */
  async write(command: Uint8Array): Promise<Uint8Array[]> {
    const notices = await this.answer(command).catch((error: unknown): Notice[] => {
      const { data, message } = asHdmsError(error)
      return [{ kind: 'refused', why: String(data['why'] ?? message) }]
    })
    return notices.flatMap((n) => cut(this.message++, encodeNotice(n)))
  }

  private async answer(command: Uint8Array): Promise<Notice[]> {
    const { shoe } = this
    const c = decodeCommand(command)
    switch (c.kind) {
      case 'pair':
        return [{ kind: 'pairing', pairing: await shoe.pair(c.challenge, c.owner) }]
      case 'send': {
        const { packets, seals } = await shoe.handOver(c.after, c.most)
        return [
          ...packets.map((bytes): Notice => ({ kind: 'packet', bytes })),
          ...seals.map((seal): Notice => ({ kind: 'seal', seal })),
          { kind: 'end', last: shoe.last },
        ]
      }
      case 'again':
        return [...shoe.again(c.from, c.to).map((bytes): Notice => ({ kind: 'packet', bytes })), { kind: 'end', last: shoe.last }]
      case 'acknowledge':
        shoe.acknowledge(c.counter)
        return [{ kind: 'end', last: shoe.last }]
      case 'clock':
        shoe.setClock(c.now, this.clock())
        return [{ kind: 'end', last: shoe.last }]
    }
  }
}
