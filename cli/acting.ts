/** Commands that have a node do something for its owner. */
import { randomBytes } from 'node:crypto'
import { cell, type Row } from '@hdms/platform/node/table.ts'
import { readWhole } from '@hdms/shared/decimal.ts'
import { fail } from '@hdms/shared/errors.ts'
import { type Command, complete } from './command.ts'

export const ACTING: Readonly<Record<string, Command>> = {
  async enter({ args, call, print }) {
    const reply = await call<Row>('POST', '/activity/entries', { date: args[0] ?? '' })
    print(reply, `entered by transaction ${cell(reply['entry'])}, paid ${reply['units']} units`)
    return 0
  },
  async 'give-basis'({ args, call, print }) {
    const [from = '', to = '', until = ''] = args
    const reply = await call<Row>('POST', '/bases', { from, to, until })
    print(reply, `given by transaction ${cell(reply['basis'])}`)
    return 0
  },
  async 'withdraw-basis'({ args, call, print }) {
    const basis = await complete(call, '/bases', 'bases', 'id', args[0] ?? '')
    const reply = await call<Row>('POST', '/bases/withdrawals', { basis })
    print(reply, `withdrawn by transaction ${cell(reply['transaction'])}`)
    return 0
  },
  async 'by-itself'({ args, call, print }) {
    const [on] = args
    if (on !== 'on' && on !== 'off') fail('INPUT_INVALID', { what: 'by-itself', why: 'say on or off' })
    await call('POST', '/activity/by-itself', { on: on === 'on' })
    print({ ok: true }, on === 'on' ? 'finished days are entered by themselves' : 'you are asked before a day is entered')
    return 0
  },
  async pay({ args, call, print }) {
    const [to = '', amount = '', ...note] = args
    const reply = await call<Row>('POST', '/payments', { to, amount: readWhole(amount, 'amount', 1), note: note.join(' ') })
    print(reply, `paid by transaction ${cell(reply['transaction'])}`)
    return 0
  },
  async 'move-tokens'({ args, call, print }) {
    const reply = await call<Row>('POST', '/token-moves', { notary: args.join(' ') })
    print(reply, `moved by transaction ${cell(reply['transaction'])}`)
    return 0
  },
  async redeem({ args, call, print }) {
    const [amount = '', ...note] = args
    const reply = await call<Row>('POST', '/redemptions', { amount: readWhole(amount, 'amount', 1), note: note.join(' ') })
    print(reply, `redeemed by transaction ${cell(reply['transaction'])}`)
    return 0
  },
  async answer({ args, call, print }) {
    const [id = '', decision = '', ...reason] = args
    if (decision !== 'yes' && decision !== 'no') fail('INPUT_INVALID', { what: 'answer', why: 'say yes or no' })
    await call('POST', '/answers', {
      id,
      approved: decision === 'yes',
      ...(reason.length > 0 ? { reason: reason.join(' ') } : {}),
    })
    print({ ok: true }, 'answered')
    return 0
  },
  async 'accept-parameters'({ args, call, print }) {
    const reply = await call<Row & { epoch: number; effectiveFrom: number }>('POST', '/parameters/acceptances', {
      hash: args[0] ?? '',
    })
    print(reply, `accepted: epoch ${reply.epoch}, in force from ${new Date(reply.effectiveFrom).toISOString()}`)
    return 0
  },
  async erase({ args, call, print }) {
    const key = await complete(call, '/records', 'records', 'verificationKey', args[0] ?? '')
    await call('DELETE', `/records/${key}`)
    print({ erased: key }, `erased ${cell(key)}: its key is destroyed`)
    return 0
  },
  async invite({ args, call, print }) {
    const reply = await call<Row>('POST', '/invitations', { handle: args[0] ?? randomBytes(16).toString('hex') })
    print(reply, String(reply['token']))
    return 0
  },
  async withdraw({ args, call, print }) {
    const reply = await call<Row>('POST', '/withdrawals', {
      consent: await complete(call, '/consents', 'consents', 'id', args[0] ?? ''),
    })
    print(reply, `withdrawn by transaction ${cell(reply['transaction'])}`)
    return 0
  },
}
