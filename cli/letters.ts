/** Commands about messages of a HIS that were kept: those that could not be used, and those of which something matches no order. */
import { cell, type Row } from '@hdms/platform/node/table.ts'
import type { Command } from './command.ts'

const look =
  (kept: string): Command =>
  async ({ args, call, print }) => {
    const letter = await call<string>('GET', `${kept}/${encodeURIComponent(args[0] ?? '')}`)
    print(letter, letter)
    return 0
  }
const replay =
  (kept: string): Command =>
  async ({ args, call, print }) => {
    const reply = await call<Row>('POST', `${kept}/${encodeURIComponent(args[0] ?? '')}/replay`)
    print(reply, `taken: ${cell(reply['answer'])}`)
    return 0
  }
const discard =
  (kept: string): Command =>
  async ({ args, call, print }) => {
    await call('DELETE', `${kept}/${encodeURIComponent(args[0] ?? '')}`)
    print({ ok: true }, 'thrown away')
    return 0
  }

export const LETTERS: Readonly<Record<string, Command>> = {
  'dead-letter': look('/dead-letters'),
  replay: replay('/dead-letters'),
  discard: discard('/dead-letters'),
  'unmatched-message': look('/unmatched'),
  'replay-unmatched': replay('/unmatched'),
  'discard-unmatched': discard('/unmatched'),
}
