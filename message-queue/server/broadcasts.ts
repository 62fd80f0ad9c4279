/** What is said to everybody: read by number, without asking who reads. Rows: bc/NUMBER → a Broadcast. */

import { type InTurn, inTurn } from '@hdms/shared/in-turn.ts'
import { decode, encode, hdms } from '@hdms/shared/messages/wire.ts'
import { type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { type Clock, DAY } from '@hdms/shared/time.ts'
import { refuse } from './reasons.ts'

const keyOf = (number: number): string => `bc/${String(number).padStart(10, '0')}`
const LONGEST = 91 * DAY

export class Broadcasts {
  private readonly store: NodeStore
  private readonly clock: Clock
  private readonly alone: InTurn = inTurn()

  constructor(clock: Clock, store: NodeStore) {
    this.clock = clock
    this.store = store
  }

  private async from(number: number): Promise<hdms.Broadcast[]> {
    return (await this.store.range(keyOf(number), prefixRange('bc/')[1])).map(([, bytes]) => decode(hdms.Broadcast, bytes, 'broadcast'))
  }

  /** @returns its number; the same content again keeps the one that it has @throws INPUT_INVALID */
  add({ content, expires }: hdms.Broadcast): Promise<number> {
    return this.alone(async () => {
      const now = this.clock.now()
      if (content.length === 0 || expires <= now || expires > now + LONGEST) refuse('INPUT_INVALID', 'broadcast', { what: 'broadcast' })
      const all = await this.from(0)
      const same = all.find((b) => Buffer.from(b.content).equals(content))
      if (same) return same.number
      const number = Math.max(0, ...all.map((b) => b.number)) + 1
      const over = all.filter((b) => b.expires <= now && b.number < number - 1).map((b) => ({ key: keyOf(b.number), value: null }))
      await this.store.commit([...over, { key: keyOf(number), value: encode(hdms.Broadcast, { number, content, expires }) }])
      return number
    })
  }

  /** Those that are still on, after a number. @returns an encoded BroadcastList */
  async after(number: number): Promise<Uint8Array> {
    const now = this.clock.now()
    const items = (await this.from(Math.max(0, Math.floor(number)) + 1)).filter((b) => b.expires > now)
    return encode(hdms.BroadcastList, { items })
  }
}
