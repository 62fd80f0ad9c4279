/** Consents as every node has them: verified, and shown as they stand. */
import { consent } from '@hdms/flows/consent/capability.ts'
import { CONSENT, type ConsentTerms, decodeConsent, decodeShare } from '@hdms/flows/consent/contract.ts'
import { readPurposes } from '@hdms/flows/consent/purpose.ts'
import type { CoreServices } from '@hdms/flows/core/services.ts'
import { placeOf } from '@hdms/flows/core/vault.ts'
import { decodeAll, fromHex, hex } from '@hdms/shared/bytes.ts'
import { groupsOf } from '@hdms/shared/documents/document.ts'
import { toValue } from '@hdms/shared/documents/json.ts'
import { fail } from '@hdms/shared/errors.ts'
import { type CommandLeaf, decodeCommand, decodeInput } from '@hdms/shared/ledger/components.ts'
import { decodeTransaction, shownOf } from '@hdms/shared/ledger/transaction.ts'
import type { NodeCapability } from '../core/capability.ts'
import type { Node } from '../core/node.ts'
import type { Route } from '../core/routes.ts'
import { ledgerLine } from '../core/views.ts'

/** A node that neither gives nor withdraws any. */
export const consentOfNode: NodeCapability = {
  ...consent,
  flows: [],
  open: (host) => ({
    services: {},
    get routes() {
      return consentRoutes(host.node())
    },
  }),
}

export const consentRoutes = <S extends CoreServices>(node: Node<S>): readonly Route[] => [
  { method: 'GET', path: '/consents', handle: async () => ({ consents: await consentsOf(node) }) },
]

/**
 * Something that left under a consent: when, what for, kinds of resources, and records by verification keys. Of a sale
 * the records stand with its offer, under the name that it was sold by.
 */
interface SharedLine {
  readonly transaction: string
  /** ms since 1970. */
  readonly time?: number
  readonly purpose: string
  readonly kinds: readonly string[]
  readonly records: readonly string[]
}

/** Reads what was final under each consent, by the consent's transaction and place. */
function sharedBy<S extends CoreServices>(node: Node<S>): ReadonlyMap<string, readonly SharedLine[]> {
  const found = new Map<string, SharedLine[]>()
  const verified = node.vault
    .list()
    .filter((row) => row.standing === 'verified' && ledgerLine(row).commands.some((c) => LEAVING.includes(c)))
  for (const row of verified) {
    const tx = decodeTransaction(row.transaction)
    const left = leftBy(shownOf(tx, 'commands', decodeCommand).find((c) => c.contract === CONSENT))
    const { time } = ledgerLine(row)
    const one = { transaction: row.id, ...(time === undefined ? {} : { time }), ...left }
    const places = shownOf(tx, 'references', decodeInput).flatMap(({ ref }) => (ref ? [placeOf(ref)] : []))
    for (const place of places) found.set(place, [...(found.get(place) ?? []), one])
  }
  return found
}
/** Commands under which something leaves. */
const LEAVING: readonly string[] = ['consent.Share', 'consent.Sell']
function leftBy(command: CommandLeaf | undefined): Pick<SharedLine, 'purpose' | 'kinds' | 'records'> {
  if (command?.name === 'Sell') return { purpose: decodeAll(command.data, 'sale', readPurposes).use, kinds: [], records: [] }
  const { purpose, items, documents } = decodeShare(command?.data ?? fail('BUG', { what: 'a command that is not shown' }))
  return { purpose, kinds: items, records: documents.map(hex) }
}

async function consentsOf<S extends CoreServices>(node: Node<S>) {
  const given = node.vault.list().filter((row) => row.standing === 'verified' && ledgerLine(row).commands.includes('consent.Give'))
  const shared = sharedBy(node)
  return Promise.all(
    given.map(async (row) => {
      const ref = { txId: fromHex(row.id), index: 0 }
      const output = node.vault.output(ref)
      const vk = output && hex(decodeConsent(output.output.state).terms)
      const time = ledgerLine(row).time
      return {
        id: row.id,
        dealing: row.dealing,
        own: (output && node.vault.ownerRow(output.owner) !== undefined) ?? false,
        shared: shared.get(placeOf(ref)) ?? [],
        state: node.vault.spentBy(ref)?.standing === 'verified' ? 'withdrawn' : 'given',
        ...(time === undefined ? {} : { time }),
        // A grantee does not keep the terms' document; the person does.
        ...(vk && node.documents.has(vk) ? { terms: await termsOf(node, vk) } : {}),
      }
    }),
  )
}

async function termsOf<S extends CoreServices>(node: Node<S>, vk: string): Promise<ConsentTerms> {
  const [group] = groupsOf((await node.documents.read(vk)).leaves)
  return toValue(group?.value ?? fail('DOCUMENT_MISMATCH', { why: 'the terms are empty' })) as ConsentTerms
}
