/** Keeps the index of facts in step with the person's records: what is new is read when somebody asks, what is erased goes in the same batch. */

import { type Demographics, demographicsOf, factsOf } from '@hdms/health/codes/facts.ts'
import { groupsOf } from '@hdms/shared/documents/document.ts'
import { toValue } from '@hdms/shared/documents/json.ts'
import { type InTurn, inTurn } from '@hdms/shared/in-turn.ts'
import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'
import type { Question } from '@hdms/shared/queries/query.ts'
import type { DocumentRow, DocumentStore } from '../core/documents.ts'
import { type DataSet, FactIndex } from './fact-index.ts'
import { sourceOf } from './sale/select.ts'

/** Records that are read before what was found in them is written. */
const BATCH = 64

export interface SearchableOptions {
  readonly store: NodeStore
  readonly documents: DocumentStore
  /** How things stand now: whether a record may be sold, by its verification key. @param buyer undefined for the person's own look */
  readonly sellable: (buyer: string | undefined) => (key: string) => boolean
}

export class Searchable {
  private readonly o: SearchableOptions
  private index: Promise<FactIndex> | undefined
  private readonly alone: InTurn = inTurn()
  /** Erased while they may have been on their way into the index. */
  private readonly gone = new Set<string>()

  constructor(options: SearchableOptions) {
    this.o = options
    options.documents.alsoErased((key) => this.erased(key))
  }

  /** The row of an erased record; what is in memory forgets it too. */
  private erased(key: string): Change[] {
    this.gone.add(key)
    void this.index?.then((index) => index.forget(key))
    return [{ key: `ix/${key}`, value: null }]
  }

  /** Only a person who is asked something needs it in memory. */
  private async loaded(): Promise<FactIndex> {
    this.index ??= (async () => {
      const index = new FactIndex()
      await index.load(this.o.store)
      return index
    })()
    return this.index
  }

  /** The index with all that is here now. */
  private fresh(): Promise<FactIndex> {
    return this.alone(async () => {
      const { documents, store } = this.o
      const index = await this.loaded()
      const rows = documents.list().filter((row) => !index.has(row.verificationKey))
      for (let i = 0; i < rows.length; i += BATCH) {
        const changes: Change[] = []
        for (const row of rows.slice(i, i + BATCH)) await this.read(index, changes, row)
        await store.commit(changes.filter(({ key }) => !this.gone.has(key.slice(3))))
      }
      return index
    })
  }

  private async read(index: FactIndex, changes: Change[], row: DocumentRow): Promise<void> {
    const { documents } = this.o
    const resources = groupsOf((await documents.read(row.verificationKey)).leaves).map((g) => toValue(g.value))
    // Erased while it was being read.
    if (this.gone.has(row.verificationKey)) return
    index.add(changes, row.verificationKey, {
      source: sourceOf(row),
      facts: resources.flatMap(factsOf),
      about: resources.map(demographicsOf).find((d) => d !== undefined),
    })
  }

  /** What could be sold of what a query wants. @param now ms since 1970 @returns undefined when it is too little, or somebody else is asked */
  async match(q: Question & { readonly institution?: string }, now: number): Promise<DataSet[] | undefined> {
    return (await this.fresh()).match(q, new Date(now).getUTCFullYear(), this.o.sellable(q.institution))
  }

  /** What the own records say of whom they are about. */
  async about(): Promise<Demographics | undefined> {
    return (await this.fresh()).about()
  }

  /** How much can be searched. */
  async extent(): Promise<{ readonly records: number; readonly facts: number }> {
    return (await this.fresh()).extent()
  }
}
