/** Commands that answer for a node's owner. */
import { fail } from '@hdms/shared/errors.ts'
import type { Command, CommandRow } from './command.ts'
import { trustNotary } from './evidence.ts'

const answer: Command = async ({ args, call, print }) => {
  const [id = '', decision = '', ...reason] = args
  if (decision !== 'yes' && decision !== 'no') fail('INPUT_INVALID', { what: 'answer', why: 'say yes or no' })
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
