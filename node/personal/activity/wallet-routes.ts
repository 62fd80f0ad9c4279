/** Routes about a person's tokens: what they have, paying, asking to be paid, redeeming. */
import { moveTokens } from '@hdms/flows/token/move.ts'
import { payTokens, requestTokens } from '@hdms/flows/token/pay.ts'
import { mergeTokens, redeemTokens } from '@hdms/flows/token/present.ts'
import { holdings, sumOf } from '@hdms/flows/token/wallet.ts'
import { base64, fromBase64 } from '@hdms/shared/bytes.ts'
import { readWhole } from '@hdms/shared/decimal.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { PathRules } from '@hdms/shared/identity/path.ts'
import { verifyNodeInfo } from '@hdms/shared/network/node-info.ts'
import { get, objectOf, post, type Route, textOf } from '../../core/routes.ts'
import { done, type PersonNode } from './running.ts'

/** Amount and note of a payment, as they come. @throws INPUT_INVALID */
const paid = ({ amount, note }: Readonly<Record<string, unknown>>) => ({
  amount: readWhole(amount, 'amount', 1, 0xffffffff),
  note: note ? textOf(note, 'note', 200) : '',
})

/** @param rules for the certificate of whoever an address names */
export const walletRoutes = (node: PersonNode, rules: () => PathRules): Route[] => [...holdingRoutes(node, rules), ...payingRoutes(node)]

function holdingRoutes(node: PersonNode, rules: () => PathRules): Route[] {
  const { wallet, crypto, identity } = node.services
  return [
    get('/issuer', async () => ({ issuer: wallet.issuer })),
    get('/wallet', async () => {
      const mine = holdings(node.vault, node.directory.node(wallet.issuer).identityKey)
      return {
        issuer: wallet.issuer,
        balance: sumOf(mine),
        free: sumOf(mine.filter((t) => t.free)),
        pieces: mine.length,
        lines: wallet.lines(),
      }
    }),
    /** What others need to pay this person, or to ask them to pay. */
    get('/address', async () => ({ name: identity.name, address: base64(node.nodeInfo) })),
    post('/contacts', async ({ body }) => {
      const info = await verifyNodeInfo(crypto, fromBase64(textOf(objectOf(body, 'body')['address'], 'address', 20_000)), rules())
      await node.directory.learn(info)
      return { name: info.name }
    }),
  ]
}

function payingRoutes(node: PersonNode): Route[] {
  const { wallet } = node.services
  return [
    post('/payments', async ({ body }) => {
      const asked = objectOf(body, 'body')
      const args = { to: textOf(asked['to'], 'to', 300), ...paid(asked), refunds: '' }
      node.directory.node(args.to)
      return { transaction: await done(node, payTokens, args) }
    }),
    post('/token-moves', async ({ body }) => ({
      transaction: await done(node, moveTokens, { notary: textOf(objectOf(body, 'body')['notary'], 'notary', 300) }),
    })),
    post('/refunds', async ({ body }) => {
      const line = wallet.line(textOf(objectOf(body, 'body')['payment'], 'payment', 64))
      if (line?.kind !== 'received') return fail('NOT_FOUND', { what: 'payment that was received' })
      return { transaction: await done(node, payTokens, { to: line.with, amount: line.amount, note: line.note, refunds: line.tx }) }
    }),
    post('/payment-requests', async ({ body }) => {
      const asked = objectOf(body, 'body')
      const args = { from: textOf(asked['from'], 'from', 300), ...paid(asked) }
      node.directory.node(args.from)
      const { id } = await node.engine.startFlow(requestTokens, args)
      return { flow: id }
    }),
    post('/redemptions', async ({ body }) => ({ transaction: await done(node, redeemTokens, paid(objectOf(body, 'body'))) })),
    post('/merges', async () => ({ transaction: await done(node, mergeTokens, null) })),
  ]
}
