/** Commands that answer for a node's owner. */

import type { Command, CommandRow } from './command.ts'
import { trustNotary } from './evidence.ts'
import { refuse } from './reasons.ts'

const answer: Command = async ({ args, call, print }) => {
  const [id = '', decision = '', ...reason] = args
  if (decision !== 'yes' && decision !== 'no') refuse('INPUT_INVALID', 'yes-or-no', { what: 'answer' })
  await call('POST', '/answers', {
    id,
    approved: decision === 'yes',
    ...(reason.length > 0 ? { reason: reason.join(' ') } : {}),
  })
  print({ ok: true }, 'answered')
  return 0
}

export const OWNER: readonly CommandRow[] = [
  { usage: 'answer ID yes|no [REASON]', about: 'answers a question; ID as "asks --json" shows it', run: answer },
  {
    usage: 'trust-notary NAME',
    about: 'trusts a notary again that the node refuses, from the header on that it shows now, or the doorman',
    run: trustNotary,
  },
]
