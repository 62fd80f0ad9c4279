/** The phone's side of the radio: pairing, and fetching what a shoe stored. What got lost on the way is asked for again by its counter. */
import { hex } from '@hdms/shared/bytes.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { type Command, decodeNotice, encodeCommand, Joiner, type Notice, type ShoePort } from '@hdms/shared/device/gatt.ts'
import type { Seal } from '@hdms/shared/device/packet.ts'
import { fail, isErrorCode } from '@hdms/shared/errors.ts'
import type { ActivityBook } from './book/book.ts'
import type { BoundShoe, ShoeRefusal } from './intake.ts'

/** Packets in one go: ten minutes. */
const AT_ONCE = 600
/** How often what is missing is asked for in one sync; what is still missing then is fetched at the next. */
const TRIES = 5

async function say(port: ShoePort, command: Command): Promise<Notice[]> {
  const joiner = new Joiner()
  const notices: Notice[] = []
  for (const notification of await port(encodeCommand(command))) {
    const whole = joiner.push(notification)
    if (!whole) continue
    const notice = decodeNotice(whole)
    if (notice.kind === 'refused') fail('SHOE_REFUSED', { why: isErrorCode(notice.why) ? 'malformed' : notice.why })
    notices.push(notice)
  }
  return notices
}

/** Binds a shoe to the book's owner. @throws SHOE_REFUSED */
export async function pairShoe(book: ActivityBook, crypto: CryptoProvider, owner: Uint8Array, port: ShoePort): Promise<BoundShoe> {
  const challenge = crypto.random(32)
  const [notice] = await say(port, { kind: 'pair', challenge, owner })
  if (notice?.kind !== 'pairing') return fail('SHOE_REFUSED', { why: 'malformed' })
  // An answer to another challenge is a recorded one.
  if (hex(notice.pairing.challenge) !== hex(challenge)) fail('SHOE_REFUSED', { why: 'signature' })
  return book.bind(notice.pairing)
}

export interface ShoeReport {
  readonly packets: number
  readonly refused: Readonly<Partial<Record<ShoeRefusal, number>>>
  /** Packets that did not come; they stay in the shoe. */
  readonly missing: number
  /** There is more to fetch. */
  readonly more: boolean
}

/** Fetches the next stretch from a bound shoe, and lets it forget what is durable here. @param now ms since 1970 @throws SHOE_REFUSED */
export async function syncShoe(book: ActivityBook, serial: string, port: ShoePort, now: number): Promise<ShoeReport> {
  const after = book.shoes.counterOf(serial)
  await say(port, { kind: 'clock', now })
  const first = await say(port, { kind: 'send', after, most: AT_ONCE })
  const packetsOf = (notices: readonly Notice[]) => notices.flatMap((n) => (n.kind === 'packet' ? [n.bytes] : []))
  const seals: Seal[] = first.flatMap((n) => (n.kind === 'seal' ? [n.seal] : []))
  let took = await book.take(serial, packetsOf(first), seals)
  let packets = took.packets
  for (let i = 0; i < TRIES && took.missing.length > 0; i++) {
    const again: Uint8Array[] = []
    for (const { from, to } of took.missing) again.push(...packetsOf(await say(port, { kind: 'again', from, to })))
    took = await book.take(serial, again, seals)
    packets += took.packets
  }
  if (took.upTo > after) await say(port, { kind: 'acknowledge', counter: took.upTo })
  const last = first.flatMap((n) => (n.kind === 'end' ? [n.last] : []))[0] ?? took.upTo
  const missing = took.missing.reduce((n, m) => n + m.to - m.from + 1, 0)
  return { packets, refused: took.refused, missing, more: packets > 0 && took.upTo < last }
}
