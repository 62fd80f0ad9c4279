/**
 * The worker of a page. The first tab's worker holds the lock and runs the node; the workers of further tabs pass their pages'
 * requests on to it. When its tab goes, the next in line takes over, locked.
 *
 *   page ◄─► worker (follower) ◄─ BroadcastChannel ─► worker (leader) ◄─► its own page
 */
import { browserCrypto } from '@hdms/platform/browser/crypto.ts'
import { asHdmsError, type HdmsError } from '@hdms/shared/errors.ts'
import type { LogFields, Logger } from '@hdms/shared/logging.ts'
import { Phone } from './phone.ts'
import { CHANNEL, type FromWorker, LOCK, type PhaseInfo, type Reply, type Request, type ToWorker } from './protocol.ts'

/** Between tabs: requests to the leader, its replies, its events. */
type Between =
  | { readonly from: string; readonly request: Request }
  | { readonly to: string; readonly reply: Reply }
  | { readonly leader: Exclude<FromWorker, { reply: Reply }> }
  | { readonly wake: true }
  /** A new follower asks how things stand. */
  | { readonly hello: true }

const tab = globalThis.crypto.randomUUID()
const channel = new BroadcastChannel(CHANNEL)
const tell = (message: FromWorker): void => postMessage(message)
const between = (message: Between): void => channel.postMessage(message)

const log =
  (level: 'info' | 'warn' | 'error', more: LogFields) =>
  (event: string, fields: LogFields = {}): void =>
    console[level](JSON.stringify({ event, ...more, ...fields }))
const makeLogger = (more: LogFields): Logger => ({
  info: log('info', more),
  warn: log('warn', more),
  error: log('error', more),
  child: (fields) => makeLogger({ ...more, ...fields }),
})

let pushToken: (token: string) => void = () => {}
const token = new Promise<string>((resolve) => {
  pushToken = resolve
})
let leader: Phone | undefined
let startFailure: HdmsError | undefined
/** Requests that another tab's leader has not answered. */
const open = new Map<number, Request>()

async function answer({ id, method, target, body }: Request): Promise<Reply> {
  try {
    if (startFailure) throw startFailure
    return { id, ok: (await leader?.request(method, target, body)) ?? null }
  } catch (error) {
    const { code, data } = asHdmsError(error)
    return { id, error: { code, data } }
  }
}

function follow(request: Request): void {
  open.set(request.id, request)
  between({ from: tab, request })
}

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>): void => {
  if ('wake' in data) {
    leader?.wake()
    if (!leader) between({ wake: true })
  } else if ('pushToken' in data) pushToken(data.pushToken)
  else if (leader) void answer(data.request).then((reply) => tell({ reply }))
  else follow(data.request)
})

channel.onmessage = ({ data }: MessageEvent<Between>): void => {
  if ('reply' in data) {
    if (data.to !== tab || !open.delete(data.reply.id)) return
    tell({ reply: data.reply })
  } else if ('leader' in data) {
    if (leader) return
    const { leader: event } = data
    tell(event.event === 'phase' ? { event: 'phase', info: { ...event.info, elsewhere: true } } : event)
  } else if (!leader) return
  else if ('wake' in data) leader.wake()
  else if ('hello' in data) between({ leader: { event: 'phase', info: leader.info() } })
  else void answer(data.request).then((reply) => between({ to: data.from, reply }))
}

async function lead(): Promise<void> {
  const told = (event: Exclude<FromWorker, { reply: Reply }>): void => {
    tell(event)
    between({ leader: event })
  }
  leader = new Phone({
    crypto: browserCrypto(),
    logger: makeLogger({ part: 'node' }),
    changed: () => told({ event: 'changed' }),
    phaseChanged: (info: PhaseInfo) => told({ event: 'phase', info }),
    pushToken: token,
  })
  try {
    await leader.look()
  } catch (error) {
    startFailure = asHdmsError(error)
    told({ event: 'changed' })
  }
  // What a tab that is gone left unanswered is asked again here; the person sees that it is locked now.
  for (const request of open.values()) void answer(request).then((reply) => tell({ reply }))
  open.clear()
}

navigator.locks
  .request(LOCK, async () => {
    await lead()
    // Held as long as this worker lives.
    await new Promise(() => {})
  })
  // Where site data are blocked there are no locks either.
  .catch(() => lead())
between({ hello: true })
