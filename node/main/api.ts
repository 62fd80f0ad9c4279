/** What a node shows of itself to its owner: ledger, records, flows, consents, register, progress. JSON over HTTP. */

import { CONSENT } from '@hdms/flows/consent/contract.ts'
import type { CoreServices } from '@hdms/flows/core/services.ts'
import type { VaultTransaction } from '@hdms/flows/core/vault.ts'
import type { Node } from '@hdms/node/core/node.ts'
import { fromHex, hex } from '@hdms/shared/bytes.ts'
import { groupsOf } from '@hdms/shared/documents/document.ts'
import { toValue } from '@hdms/shared/documents/json.ts'
import { commandsOf } from '@hdms/shared/ledger/components.ts'
import { decodeTransaction, decodeVisible } from '@hdms/shared/ledger/transaction.ts'
import { decodeAnswer, decodeHeader } from '@hdms/shared/notary/answer.ts'
import type { FastifyInstance } from 'fastify'

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

function ledgerLine(row: VaultTransaction): LedgerLine {
  const tx = decodeTransaction(row.transaction)
  const header = row.answer && decodeHeader(decodeAnswer(row.answer).header)
  return {
    id: row.id,
    commands: commandsOf(tx).map((c) => `${c.contract.replace(/^hdms\.|\/\d+$/g, '')}.${c.name}`),
    standing: row.standing,
    notary: row.notary,
    dealing: row.dealing,
    ...(header ? { sequence: header.sequence, time: header.time } : {}),
    ...(row.why ? { why: row.why } : {}),
  }
}

export function nodeApi<S extends CoreServices>(app: FastifyInstance, node: Node<S>): void {
  app.get('/status', async () => {
    const { name } = node.services.identity
    const members = [...node.map.view.nodes.values()].map((n) => ({ name: n.name, kind: n.kind, notary: n.notary, rest: n.rest }))
    return {
      name,
      members,
      mapSerial: node.map.view.serial,
      parametersEpoch: node.map.view.parameters.epoch,
      sent: node.messenger.sent,
      memory: process.memoryUsage().rss,
    }
  })
  app.get('/ledger', async () => ({ transactions: node.vault.list().map(ledgerLine) }))
  app.get('/flows', async () => ({ flows: node.engine.flows() }))
  app.get('/records', async () => ({
    records: node.documents.list().map(({ verificationKey, profile, issuer, kinds, storedAt, dealing, record }) => ({
      verificationKey,
      profile,
      issuer,
      kinds,
      storedAt,
      ...(dealing ? { dealing } : {}),
      ...(record ? { recordId: hex(record.id), notary: record.notary } : {}),
    })),
  }))
  app.get<{ Params: { vk: string } }>('/records/:vk', async ({ params }) => {
    const doc = await node.documents.read(params.vk)
    return { profile: doc.header.profile, groups: groupsOf(doc.leaves).map((g) => ({ kind: g.kind, value: toValue(g.value) })) }
  })
  app.get('/consents', async () => {
    const given = node.vault.list().filter((row) => row.standing === 'verified' && ledgerLine(row).commands.includes('consent.Give'))
    return {
      consents: given.map((row) => {
        const output = node.vault.output({ txId: fromHex(row.id), index: 0 })
        const own = output && node.vault.ownerRow(output.owner) !== undefined
        return {
          id: row.id,
          contract: CONSENT,
          dealing: row.dealing,
          own: own ?? false,
          state: node.vault.spentBy({ txId: fromHex(row.id), index: 0 })?.standing === 'verified' ? 'withdrawn' : 'given',
        }
      }),
    }
  })
  app.get('/register', async () => {
    const rows = node.documents.list().flatMap((r) => (r.record ? [r.record] : []))
    const entries = await Promise.all(
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
    return { entries }
  })
  /** Lines of a dealing from number `after` on; waits a while when there are none yet. */
  app.get<{ Params: { dealing: string }; Querystring: { after?: string } }>('/progress/:dealing', async ({ params, query }) => {
    const after = Number(query.after ?? 0)
    const cutoff = Date.now() + 10_000
    while (node.progress.of(params.dealing).length <= after && Date.now() < cutoff) {
      await Promise.race([node.progress.next(), new Promise((resolve) => setTimeout(resolve, cutoff - Date.now()))])
    }
    return { lines: node.progress.of(params.dealing).slice(after) }
  })
  app.get('/transactions/:id', async (request) => {
    const { id } = request.params as { id: string }
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
  })
}
