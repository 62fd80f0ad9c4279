/** What a node shows of itself to its owner: ledger, records, flows, consents, register, progress. */

import type { CoreServices } from '@hdms/flows/core/services.ts'
import type { VaultTransaction } from '@hdms/flows/core/vault.ts'
import { type ResourceView, resolverOf, viewOf } from '@hdms/health/fhir/view.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { readWhole } from '@hdms/shared/decimal.ts'
import { type Document, groupsOf } from '@hdms/shared/documents/document.ts'
import { exactOf } from '@hdms/shared/documents/exact.ts'
import { prettyJson, toValue } from '@hdms/shared/documents/json.ts'
import { decodeCommand } from '@hdms/shared/ledger/components.ts'
import { decodeTransaction, decodeVisible, shownOf } from '@hdms/shared/ledger/transaction.ts'
import { decodeAnswer, decodeHeader } from '@hdms/shared/notary/answer.ts'
import { type Clock, delay } from '@hdms/shared/time.ts'
import { flowRoutes } from './flow-routes.ts'
import type { Node } from './node.ts'
import { objectOf, type Route, textOf } from './routes.ts'

export interface LedgerLine {
  readonly id: string
  readonly commands: readonly string[]
  readonly standing: string
  readonly notary: string
  readonly dealing: string
  /** Sequence of the notary's batch and its time, once final. */
  readonly sequence?: number
  readonly time?: number
  readonly why?: string
}

export function ledgerLine(row: VaultTransaction): LedgerLine {
  const tx = decodeTransaction(row.transaction)
  const header = row.answer && decodeHeader(decodeAnswer(row.answer).header)
  return {
    id: row.id,
    commands: shownOf(tx, 'commands', decodeCommand).map((c) => `${c.contract.replace(/^hdms\.|\/\d+$/g, '')}.${c.name}`),
    standing: row.standing,
    notary: row.notary,
    dealing: row.dealing,
    ...(header ? { sequence: header.sequence, time: header.time } : {}),
    ...(row.why ? { why: row.why } : {}),
  }
}

/** How long a question for news is held open. */
const PATIENCE = 10_000

/** @param erase of what lies beside the document store too; throws NOT_FOUND */
export function nodeRoutes<S extends CoreServices>(
  node: Node<S>,
  clock: Clock,
  erase = (vk: string): Promise<void> => node.documents.erase(node.store, vk),
): Route[] {
  const get = (path: string, handle: Route['handle']): Route => ({ method: 'GET', path, handle })
  return [
    get('/status', async () => statusOf(node)),
    get('/ledger', async () => ({ transactions: node.vault.list().map(ledgerLine) })),
    ...flowRoutes(node.engine, clock),
    get('/records', async () => ({ records: recordsOf(node) })),
    get('/records/:vk', async ({ params }) => recordOf(node, params['vk'] ?? '')),
    {
      method: 'DELETE',
      path: '/records/:vk',
      async handle({ params }) {
        await erase(params['vk'] ?? '')
        return {}
      },
    },
    get('/register', async () => ({ entries: await registerOf(node) })),
    get('/dealings', async () => ({ dealings: node.progress.dealings().map((id) => ({ id, lines: node.progress.of(id) })) })),
    /** Lines of a dealing from number `after` on; waits a while when there are none yet. */
    get('/progress/:dealing', async ({ params, query }) => {
      const { dealing = '' } = params
      const after = readWhole(query['after'] ?? 0, 'after')
      const cutoff = clock.now() + PATIENCE
      while (node.progress.of(dealing).length <= after && clock.now() < cutoff)
        await Promise.race([node.progress.next(), delay(clock, cutoff - clock.now())])
      return { lines: node.progress.of(dealing).slice(after) }
    }),
    get('/transactions/:id', async ({ params }) => transactionOf(node, params['id'] ?? '')),
    get('/notaries', () => node.standings()),
    {
      method: 'POST',
      path: '/notaries/trust',
      handle: async ({ body }) => {
        await node.trustAgain(textOf(objectOf(body, 'body')['name'], 'name', 200))
        return node.standings()
      },
    },
    {
      method: 'POST',
      path: '/parameters/acceptances',
      handle: async ({ body }) => node.parameters.accept(String((body as { hash?: unknown } | undefined)?.hash ?? '')),
    },
  ]
}

function statusOf<S extends CoreServices>(node: Node<S>) {
  const members = node.map.members().map((n) => ({ name: n.name, kind: n.kind, notary: n.notary, rest: n.rest }))
  // Before the first map there is nobody, and no version of it.
  const view = members.length > 0 ? node.map.view : undefined
  return {
    name: node.services.identity.name,
    members,
    mapSerial: view?.serial ?? 0,
    parametersEpoch: view?.parameters.epoch ?? 0,
    ...(view && node.parameters.announced ? { announced: node.parameters.announced } : {}),
    capabilities: node.capabilities,
    sent: node.messenger.sent,
  }
}

function recordsOf<S extends CoreServices>(node: Node<S>) {
  return node.documents.list().map(({ verificationKey, profile, issuer, kinds, storedAt, dealing, record, supersededBy }) => ({
    verificationKey,
    profile,
    issuer,
    kinds,
    storedAt,
    ...named(node, issuer),
    ...(dealing ? { dealing } : {}),
    ...(supersededBy ? { supersededBy } : {}),
    ...(record ? { recordId: hex(record.id), notary: record.notary } : {}),
  }))
}

/** The name of a listed member with this identity key, hex. */
function named<S extends CoreServices>(node: Node<S>, key: string): { issuerName?: string } {
  const member = node.map.members().find((n) => hex(n.identityKey) === key)
  return member ? { issuerName: member.name } : {}
}

const recordOf = async <S extends CoreServices>(node: Node<S>, vk: string) => recordView(await node.documents.read(vk))

export interface RecordView {
  readonly profile: string
  readonly groups: readonly RecordGroup[]
}
interface RecordGroup {
  readonly kind: string
  /** For programs; numbers may lose digits. */
  readonly value: unknown
  /** What was received, as JSON for the eye with every number as it was written. */
  readonly json: string
  readonly view: ResourceView
}

/** A document as its owner looks at it. */
export function recordView(doc: Document): RecordView {
  const groups = groupsOf(doc.leaves)
  // Views are made here, where numbers still have their digits.
  const exact = groups.map((g) => exactOf(g.value))
  const resolve = resolverOf(exact)
  return {
    profile: doc.header.profile,
    groups: groups.map((g, i) => ({ kind: g.kind, value: toValue(g.value), json: prettyJson(g.value), view: viewOf(exact[i], resolve) })),
  }
}

async function registerOf<S extends CoreServices>(node: Node<S>) {
  const rows = node.documents.list().flatMap((r) => (r.record ? [r.record] : []))
  return Promise.all(
    rows.map(async ({ id, notary }) => {
      const [entry] = await node.services.network.notary(notary).list([id])
      return {
        recordId: hex(id),
        notary,
        known: entry?.known ?? false,
        verificationKey: hex(entry?.verificationKey ?? new Uint8Array(0)),
        operation: entry?.operation ?? 0,
      }
    }),
  )
}

function transactionOf<S extends CoreServices>(node: Node<S>, id: string) {
  const row = node.vault.get(id)
  if (!row) return { known: false }
  const v = decodeVisible(decodeTransaction(row.transaction).visible)
  return {
    known: true,
    standing: row.standing,
    from: v.from,
    until: v.until,
    answer: row.answer ? hex(row.answer) : '',
    transaction: hex(row.transaction),
  }
}
