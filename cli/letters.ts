/**
 * Commands about messages of a HIS that were kept: those that could not be used, and those of which something matches
 * no order.
 */
import { cell, type Row } from '@hdms/platform/node/table.ts'
import type { Command, CommandRow } from './command.ts'
import { listing } from './listing.ts'

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

const COLUMNS = ['id', 'at', 'type', 'control', 'why']

export const LETTERS: readonly CommandRow[] = [
  {
    usage: 'dead-letters',
    about: 'messages of the HIS that could not be used, and why (docs/his.md)',
    run: listing('/dead-letters', 'letters', COLUMNS),
  },
  { usage: 'dead-letter ID', about: "one of them, as it came: it holds a patient's data", run: look('/dead-letters') },
  { usage: 'replay ID', about: 'tries one again; it goes when it is taken', run: replay('/dead-letters') },
  { usage: 'discard ID', about: 'throws one away', run: discard('/dead-letters') },
  {
    usage: 'unmatched',
    about: 'messages of the HIS of which something matches no order here, and why',
    run: listing('/unmatched', 'letters', COLUMNS),
  },
  { usage: 'unmatched-message ID', about: "one of them, as it came: it holds a patient's data", run: look('/unmatched') },
  { usage: 'replay-unmatched ID', about: 'tries one again, once the configuration is mended', run: replay('/unmatched') },
  { usage: 'discard-unmatched ID', about: 'throws one away', run: discard('/unmatched') },
]
