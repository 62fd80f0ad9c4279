/**
 * `@hdms/sdk/client`: a node's interface to its owner, with types, in Node and in browsers. Flows are started by their
 * values, so that arguments and results are those of the capability.
 *
 *     const bank = connect({ url: 'https://bank.example/api', token })
 *     const lent = await bank.start(issue, { lender: 'O=Bank,C=KR', amount: 5 })
 *     console.log(await lent.result())
 *     for await (const { came, went } of bank.track({ contract: 'iou/1' })) …
 */
import type { GuestFlow } from '@hdms/flows/core/guest.ts'
import type { Aggregate, Aggregation, FieldTest } from '@hdms/flows/core/vault-query.ts'
import type { Words } from '@hdms/flows/engine/question.ts'
import type { Value } from '@hdms/flows/engine/types.ts'
import { hex } from '@hdms/shared/bytes.ts'

/** Asks a node once. @param path with its query @returns the answer's JSON @throws {@link NodeRefusal} */
export type Call = (method: 'GET' | 'POST', path: string, body?: unknown) => Promise<unknown>

/** Where a node answers its owner. */
export interface NodeAddress {
  /** Base URL: `https://bank.example/api` of an institution. */
  readonly url: string
  /** The institution's API token. */
  readonly token?: string
  /** Another way than the platform's `fetch`. */
  readonly fetch?: typeof fetch
}

/** What a node refused, by code and data; `words` for a person. */
export class NodeRefusal extends Error {
  readonly code: string
  readonly data: Readonly<Record<string, unknown>>
  constructor(code: string, data: Readonly<Record<string, unknown>>, message: string) {
    super(message)
    this.name = 'NodeRefusal'
    this.code = code
    this.data = data
  }
}

/** How a flow stands. @typeParam R its result; bytes are in hex */
export type Ending<R> =
  | { readonly state: 'running' }
  | { readonly state: 'done'; readonly result: R }
  | {
      readonly state: 'failed' | 'parked'
      readonly error: { readonly code: string; readonly data: Readonly<Record<string, unknown>>; readonly words: Words }
    }

/** A flow that was started. */
export interface Started<R> {
  readonly id: string
  /** Waits for its end. @throws NodeRefusal with the error that it failed with, or that it is kept for */
  result(): Promise<R>
  /** How it stands, whenever that changes, until it has ended. */
  follow(): AsyncGenerator<Ending<R>>
}

/** A state as a node says it: bytes in hex. */
export interface SaidState<S> {
  /** `TX.INDEX` */
  readonly place: string
  readonly state: S
  readonly standing: 'unspent' | 'pending' | 'spent'
  readonly own: boolean
  readonly notary: string
  /** ms since 1970 */
  readonly recordedAt: number
  readonly spentBy?: string
}
/** A question about states; all that is named must hold. */
export interface SaidQuery {
  /** Contract name and version. */
  readonly contract: string
  readonly standing?: 'unspent' | 'pending' | 'spent' | 'any'
  readonly own?: boolean
  readonly free?: boolean
  readonly where?: Readonly<Record<string, FieldTest>>
  /** Identity keys in hex. */
  readonly participants?: readonly string[]
  readonly recorded?: { readonly from?: number; readonly until?: number }
  readonly sort?: readonly { readonly by: string; readonly descending?: boolean }[]
  /** States of a page; 100 without. */
  readonly size?: number
}
/** What answers a question anew, and what does not any more. The first is the snapshot. */
export interface Changed<S> {
  readonly came: readonly SaidState<S>[]
  readonly went: readonly string[]
}
/** A question that waits for the owner. */
export interface Asked {
  readonly id: string
  readonly question: string
  readonly terms: unknown
  readonly words?: Words
}

/** The interface of one node. */
export interface NodeClient {
  readonly call: Call
  /** Starts a flow of a capability. @param id the same starts one only, however often it is sent */
  start<A extends Value, R extends Value>(flow: Pick<GuestFlow<A, R>, 'name' | 'run'>, args: A, id?: string): Promise<Started<R>>
  /** A flow that was started before. */
  started<R extends Value>(id: string): Started<R>
  asks(): Promise<readonly Asked[]>
  /** Answers a question. */
  answer(id: string, said: Readonly<Record<string, unknown>>): Promise<void>
  /** All states that answer a question, page by page. */
  states<S>(query: SaidQuery): AsyncGenerator<SaidState<S>>
  sums(query: SaidQuery, aggregation: Aggregation): Promise<readonly Aggregate[]>
  /** What answers a question now, and then each change, until the loop over it ends. */
  track<S>(query: SaidQuery): AsyncGenerator<Changed<S>>
}

/** Speaks to a node over HTTP. */
export const connect = (node: NodeAddress): NodeClient => clientOf(httpCall(node))

/** Speaks to a node by any other way, such as messages between a page and its worker. */
export const clientOf = (call: Call): NodeClient => new Client(call)

function httpCall({ url, token, fetch: ask = fetch }: NodeAddress): Call {
  return async (method, path, body) => {
    const headers = {
      ...(token === undefined ? {} : { authorization: `Bearer ${token.trim()}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    }
    const reply = await ask(url.replace(/\/$/, '') + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(plain(body)) }),
    })
    const said = (await reply.json().catch(() => ({}))) as Readonly<Record<string, unknown>>
    if (reply.ok) return said
    throw new NodeRefusal(
      String(said['code'] ?? reply.status),
      (said['data'] ?? {}) as Readonly<Record<string, unknown>>,
      String(said['message'] ?? ''),
    )
  }
}

/** As JSON says it: bytes in hex. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return hex(value)
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]))
  return value
}

class Client implements NodeClient {
  readonly call: Call
  constructor(call: Call) {
    this.call = call
  }

  async start<A extends Value, R extends Value>(flow: Pick<GuestFlow<A, R>, 'name' | 'run'>, args: A, id?: string): Promise<Started<R>> {
    const { flow: started } = (await this.call('POST', '/starts', {
      flow: flow.name,
      args: plain(args),
      ...(id === undefined ? {} : { id }),
    })) as {
      flow: string
    }
    return this.started(started)
  }

  started<R extends Value>(id: string): Started<R> {
    const look = (): Promise<Ending<R>> => this.call('GET', `/starts/${encodeURIComponent(id)}?wait=1`) as Promise<Ending<R>>
    return {
      id,
      async result() {
        for (;;) {
          const ending = await look()
          if (ending.state === 'done') return ending.result
          if (ending.state !== 'running') throw new NodeRefusal(ending.error.code, ending.error.data, ending.error.words.en)
        }
      },
      async *follow() {
        let before = ''
        for (;;) {
          const ending = await look()
          if (JSON.stringify(ending) !== before) yield ending
          before = JSON.stringify(ending)
          if (ending.state === 'done' || ending.state === 'failed') return
        }
      },
    }
  }

  async asks(): Promise<readonly Asked[]> {
    return ((await this.call('GET', '/asks')) as { asks: readonly Asked[] }).asks
  }
  async answer(id: string, said: Readonly<Record<string, unknown>>): Promise<void> {
    await this.call('POST', '/answers', { ...said, id })
  }

  async *states<S>(query: SaidQuery): AsyncGenerator<SaidState<S>> {
    let after: string | undefined
    do {
      const page = await this.call('POST', '/states', { ...query, ...(after === undefined ? {} : { after }) })
      const { states, next } = page as { states: readonly SaidState<S>[]; next?: string }
      yield* states
      after = next
    } while (after !== undefined)
  }
  async sums(query: SaidQuery, aggregation: Aggregation): Promise<readonly Aggregate[]> {
    return ((await this.call('POST', '/states/sums', { ...query, ...aggregation })) as { sums: readonly Aggregate[] }).sums
  }

  async *track<S>(query: SaidQuery): AsyncGenerator<Changed<S>> {
    // Asked before the states are: a change between the two is seen once more, never missed.
    let at = await this.at()
    let known = new Set<string>()
    for (let first = true; ; first = false) {
      const now = new Map<string, SaidState<S>>()
      for await (const state of this.states<S>(query)) now.set(state.place, state)
      const came = [...now.values()].filter(({ place }) => !known.has(place))
      const went = [...known].filter((place) => !now.has(place))
      if (first || came.length + went.length > 0) yield { came, went }
      known = new Set(now.keys())
      const before = at
      while (at === before) at = await this.at(before)
    }
  }
  /** A mark of how the ledger stands; with the mark of before, when it has changed, or after a while. */
  private async at(before?: string): Promise<string> {
    const after = before === undefined ? '' : `?after=${encodeURIComponent(before)}`
    return ((await this.call('GET', `/states/changes${after}`)) as { at: string }).at
  }
}
