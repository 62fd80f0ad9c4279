/** Questions that wait for a person. They are asked again by the flow that waits when the node starts, so that none has a row of its own. */
import type { Words } from './question.ts'
import type { Value } from './types.ts'

export interface Ask {
  readonly id: string
  readonly flow: string
  readonly question: string
  readonly terms: Value
  /** What is asked, where the node knows it. */
  readonly words?: Words
}
interface Open extends Ask {
  readonly fiber: number
  readonly index: number
}

export class Asks {
  private readonly open = new Map<string, Open>()
  /** Ids by flow. */
  private readonly byFlow = new Map<string, Set<string>>()

  add(ask: Open): void {
    this.open.set(ask.id, ask)
    this.byFlow.set(ask.flow, (this.byFlow.get(ask.flow) ?? new Set()).add(ask.id))
  }

  get(id: string): Ask | undefined {
    return this.open.get(id)
  }

  /** Takes a question out, to be answered. */
  take(id: string): Open | undefined {
    const ask = this.open.get(id)
    if (!ask) return undefined
    this.open.delete(id)
    const ids = this.byFlow.get(ask.flow)
    if (ids?.delete(id) && ids.size === 0) this.byFlow.delete(ask.flow)
    return ask
  }

  /** Those of a flow that does not wait for them any more. */
  drop(flow: string): void {
    for (const id of [...(this.byFlow.get(flow) ?? [])]) this.take(id)
  }

  list(): Ask[] {
    return [...this.open.values()].map(({ id, flow, question, terms }) => ({ id, flow, question, terms }))
  }
}
