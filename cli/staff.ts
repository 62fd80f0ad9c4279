/**
 * Commands for the accounts of an institution's people. They ask with the node's own token: whoever can read that file
 * is its operator.
 */
import { type Row, table } from '@hdms/platform/node/table.ts'
import { type Asked, type Call, type Command, type CommandRow, complete } from './command.ts'

interface Member {
  readonly id: string
  readonly name: string
  readonly roles: readonly string[]
  readonly invitation?: string
  readonly link?: string
}

const rolesOf = (args: readonly string[]): string[] => args.flatMap((each) => each.split(',')).filter(Boolean)
const idOf = (call: Call, args: readonly string[]): Promise<string> => complete(call, '/staff', 'staff', 'id', args[0] ?? '')

function printInvited({ print }: Asked, reply: Member): void {
  print(
    reply,
    `${reply.id} (${reply.name}): ${reply.roles.join(', ')}
Once, within 72 hours, the person opens
  ${reply.link}
or types the invitation ${reply.invitation} at the page. Hand it over in person or by a way that only they read.`,
  )
}

const add: Command = async (asked) => {
  const [name, ...roles] = asked.args
  printInvited(asked, await asked.call<Member>('POST', '/staff', { name: name ?? '', roles: rolesOf(roles) }))
  return 0
}

const list: Command = async ({ call, print }) => {
  const { staff } = await call<{ staff: readonly Row[] }>('GET', '/staff')
  const rows = staff.map((row) => ({ ...row, roles: (row['roles'] as string[]).join(', ') }))
  print(staff, table(rows, ['id', 'name', 'roles', 'passkeys', 'password', 'recovery', 'sessions', 'invited', 'closed']))
  return 0
}

const remove: Command = async ({ args, call, print }) => {
  const id = await idOf(call, args)
  await call('DELETE', `/staff/${id}`)
  print({ id }, `${id} is removed, and signed out everywhere.`)
  return 0
}

const roles: Command = async ({ args, call, print }) => {
  const id = await idOf(call, args)
  const reply = await call<Member>('POST', `/staff/${id}/roles`, { roles: rolesOf(args.slice(1)) })
  print(reply, `${id}: ${reply.roles.join(', ')}. Whoever was signed in signs in again.`)
  return 0
}

const reset: Command = async (asked) => {
  const id = await idOf(asked.call, asked.args)
  printInvited(asked, await asked.call<Member>('POST', `/staff/${id}/reset`))
  return 0
}

/** Commands for accounts. */
export const STAFF: readonly CommandRow[] = [
  {
    usage: 'staff add NAME ROLE…',
    about:
      'makes an account for the staff page, with an invitation for one person; roles: desk doctor records researcher accounts, or it operator, or board',
    run: add,
  },
  { usage: 'staff list', about: 'accounts, with their roles and how they sign in', run: list },
  { usage: 'staff roles ID ROLE…', about: 'gives an account other roles; its sessions end', run: roles },
  { usage: 'staff reset ID', about: 'for a lost passkey or password: every way to sign in ends, and an invitation is made', run: reset },
  { usage: 'staff remove ID', about: 'removes an account; its sessions end', run: remove },
]
