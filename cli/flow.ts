/** `hdms flow`: what runs on a node, what is kept and why, and what its owner does about it. */
import { type Row, table } from '@hdms/platform/node/table.ts'
import { readWhole } from '@hdms/shared/decimal.ts'
import { type Asked, type Command, type CommandRow, complete } from './command.ts'

interface Shown extends Row {
  readonly id: string
  readonly state: string
  readonly code?: string
  readonly reason?: { readonly en: string }
}

const when = (at: unknown): string => (at === undefined ? '' : new Date(readWhole(at, 'time')).toISOString().slice(0, 19).replace('T', ' '))
const rowOf = (f: Shown): Row => ({
  ...f,
  ...{ started: when(f['started']), since: when(f['since']), why: f.reason?.en ?? f.code ?? '' },
})
const idOf = ({ args, call }: Asked): Promise<string> => complete(call, '/flows', 'flows', 'id', args[0] ?? '')
const lines = (f: Shown): string =>
  Object.entries({ ...rowOf(f), reason: '', code: f.code ?? '' })
    .filter(([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0))
    .map(([name, value]) => `${name.padEnd(9)}${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join('\n')

const COLUMNS = ['id', 'name', 'state', 'started', 'since', 'why']

const FLOW = {
  async list({ call, print }) {
    const reply = await call<Row & { flows: Shown[]; draining?: boolean }>('GET', '/flows')
    const drained = reply.draining ? '\nThe node is drained: it begins nothing new ("hdms flow resume" ends that).' : ''
    print(reply, table(reply.flows.map(rowOf), ['id', 'name', 'state', 'started', 'waiting', 'since', 'why']) + drained)
    return 0
  },
  async show(asked) {
    const { flow } = await asked.call<{ flow: Shown }>('GET', `/flows/${await idOf(asked)}`)
    asked.print(flow, lines(flow))
    return 0
  },
  /** Says each change until the flow has ended, or is kept: 0 when it is done. */
  async watch(asked) {
    const id = await idOf(asked)
    let said = ''
    for (let wait = ''; ; wait = '?wait=1') {
      const { flow } = await asked.call<{ flow: Shown }>('GET', `/flows/${id}${wait}`)
      const text = lines(flow)
      if (text !== said) asked.print(flow, `${text}\n`)
      said = text
      if (flow.state !== 'running') return flow.state === 'done' ? 0 : 1
    }
  },
  async retry(asked) {
    const flow = await idOf(asked)
    await asked.call('POST', `/flows/${flow}/retry`)
    asked.print({ flow }, `it goes on; "hdms flow show ${flow.slice(0, 12)}" says whether it was kept again, and why`)
    return 0
  },
  async kill(asked) {
    const flow = await idOf(asked)
    await asked.call('POST', `/flows/${flow}/kill`)
    asked.print({ flow }, 'ended')
    return 0
  },
  async drain({ call, print }) {
    await call('POST', '/drain')
    const { flows } = await call<{ flows: Shown[] }>('GET', '/flows')
    const open = flows.filter((f) => f.state === 'running' || f.state === 'parked')
    const still = open.length === 0 ? 'nothing is under way: it ends' : `still under way, then it ends:\n${table(open.map(rowOf), COLUMNS)}`
    print({ open }, still)
    return 0
  },
  async resume({ call, print }) {
    await call('POST', '/resume')
    const { flows } = await call<{ flows: Shown[] }>('GET', '/flows')
    const kept = flows.filter((f) => f.state === 'parked')
    print(
      { kept },
      kept.length === 0 ? 'it begins new flows; none is kept' : `it begins new flows; still kept:\n${table(kept.map(rowOf), COLUMNS)}`,
    )
    return 0
  },
} satisfies Readonly<Record<string, Command>>

export const FLOWS: readonly CommandRow[] = [
  { usage: 'flow list', about: 'running, kept and finished flows; a kept one says why in words, and since when', run: FLOW.list },
  { usage: 'flow show FLOW', about: 'all of one; the beginning of an id of "flow list" is enough', run: FLOW.show },
  { usage: 'flow watch FLOW', about: 'the same at each change, until it ends or is kept; exits 0 when it is done', run: FLOW.watch },
]
export const HELPING_FLOWS: readonly CommandRow[] = [
  { usage: 'flow retry FLOW', about: 'goes on with a kept flow', run: FLOW.retry },
  {
    usage: 'flow kill FLOW',
    about: 'ends a flow that runs or is kept: the other side is told, what it holds is let go',
    run: FLOW.kill,
  },
  {
    usage: 'flow drain',
    about: 'before an upgrade: begins no new flows, says what is still under way, ends the node when all is done',
    run: FLOW.drain,
  },
  { usage: 'flow resume', about: 'begins new flows again, and tries those that are kept', run: FLOW.resume },
]
