/** Consents as every node has them: verified, and shown as they stand. */
import { consent } from '@hdms/flows/consent/capability.ts'
import { type ConsentTerms, decodeConsent } from '@hdms/flows/consent/contract.ts'
import type { CoreServices } from '@hdms/flows/core/services.ts'
import { fromHex, hex } from '@hdms/shared/bytes.ts'
import { groupsOf } from '@hdms/shared/documents/document.ts'
import { toValue } from '@hdms/shared/documents/json.ts'
import { fail } from '@hdms/shared/errors.ts'
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

async function consentsOf<S extends CoreServices>(node: Node<S>) {
  const given = node.vault.list().filter((row) => row.standing === 'verified' && ledgerLine(row).commands.includes('consent.Give'))
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
