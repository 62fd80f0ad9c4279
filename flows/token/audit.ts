/**
 * The issuer's audit (acceptance T14): every unit that was redeemed is traced, payment by payment, to units that were issued, and the books are compared
 * with what was found. It believes no sum: what people hold is counted from the outputs that nothing spends, and not taken for the difference.
 *
 *   issued ─► pay ─► pay ─► redeemed          each step: its contract, its inputs known and opened, each output spent once
 *      └────────► held
 */
import { equal, hex } from '@hdms/shared/bytes.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { decodeCommand, decodeInput, decodeOutput, type InputLeaf, typesOf } from '@hdms/shared/ledger/components.ts'
import { checkContractSignatures, decodeContractSignature } from '@hdms/shared/ledger/signatures.ts'
import { decodeTransaction, isShown, shownOf, type Transaction } from '@hdms/shared/ledger/transaction.ts'
import { decodeAnswer, decodeHeader } from '@hdms/shared/notary/answer.ts'
import { type TransactionView, verifyContracts, viewOf } from '../core/contract.ts'
import { checkAnswer } from '../core/finality.ts'
import type { CoreServices } from '../core/services.ts'
import { placeOf, type Vault, type VaultTransaction } from '../core/vault.ts'
import type { BookLine } from './books.ts'
import { decodeIssue, decodeRedeem, decodeSell, decodeToken, TOKEN, tokenContract } from './contract.ts'

/**
 * - `forged`: what comes out is not what went in, by the token's contract
 * - `hop-missing`: it spends a state whose transaction is not here, or not final
 * - `spent-twice`: it spends what another final transaction spent
 * - `issued-twice`: it issues for what another final transaction issued for
 * - `not-issued`: it redeems units that no issue stands behind, by one of the faults above
 * - `answer`, `signature`: its notary's answer or a contract signature does not verify
 * - `no-line`, `other-line`: the books do not know it, or know something else; `no-transaction`: a line that no final transaction stands behind
 * - `sum`: issued is not held and redeemed
 */
export type AuditFault =
  | 'forged'
  | 'hop-missing'
  | 'spent-twice'
  | 'issued-twice'
  | 'not-issued'
  | 'answer'
  | 'signature'
  | 'no-line'
  | 'other-line'
  | 'no-transaction'
  | 'sum'

export interface Finding {
  /** Id of the transaction, hex; empty for the whole. */
  readonly tx: string
  readonly fault: AuditFault
  /** The state it is about (`TX.INDEX`), the transaction it collides with, or what was refused. */
  readonly detail: string
}

export interface Audit {
  readonly issued: number
  readonly redeemed: number
  /** In people's hands: what no transaction spends, as far as this issuer was shown. */
  readonly held: number
  readonly transactions: number
  readonly findings: readonly Finding[]
  /** Transactions that something is found of, hex, each once. */
  readonly wrong: readonly string[]
}

interface Entry {
  readonly row: VaultTransaction
  readonly tx: Transaction
  /** What it spends and makes of this issuer's tokens: places, and amounts by place. */
  readonly spends: readonly InputLeaf[]
  readonly makes: ReadonlyMap<string, number>
  readonly view: TransactionView | undefined
}

/** Commands that make tokens or take them away. */
const AMOUNTS: Readonly<Record<string, (data: Uint8Array) => number>> = {
  Issue: (data) => decodeIssue(data).amount,
  Sell: (data) => decodeSell(data).amount,
  Redeem: decodeRedeem,
}

/** Audits what the vault holds against itself and the books. Signatures were checked when it came in; {@link auditSignatures} checks them again. */
export function auditChain(vault: Vault, issuer: Uint8Array, lines: readonly BookLine[]): Audit {
  const findings: Finding[] = []
  const find = (tx: string, fault: AuditFault, detail: string): void => void findings.push({ tx, fault, detail })
  const entries = new Map(inOrder(vault).flatMap((row) => entryOf(vault, row, issuer, find)))
  const spentBy = findDoubles(entries, find)
  const faulty = new Set(findings.map((f) => f.tx))
  const proven = provenIn(entries, faulty)
  let [issued, redeemed, transactions] = [0, 0, 0]
  const booked = new Map(lines.map((l) => [l.tx, l]))
  for (const [id, { tx }] of entries) {
    const command = shownOf(tx, 'commands', decodeCommand).find((c) => c.contract === TOKEN)
    const amountOf = command && AMOUNTS[command.name]
    if (!command || !amountOf) continue
    const [amount, away] = [amountOf(command.data), command.name === 'Redeem']
    if (away) redeemed += amount
    else issued += amount
    transactions++
    if (away && !faulty.has(id) && !proven(id)) find(id, 'not-issued', `${amount}`)
    const line = booked.get(id)
    booked.delete(id)
    if (!line) find(id, 'no-line', `${amount}`)
    else if (line.amount !== amount || (line.kind === 'redeemed') !== away) find(id, 'other-line', `${line.kind} ${line.amount}`)
  }
  for (const id of booked.keys()) find(id, 'no-transaction', '')
  let held = 0
  for (const { makes } of entries.values()) for (const [place, amount] of makes) if (!spentBy.has(place)) held += amount
  if (findings.length === 0 && issued !== held + redeemed) find('', 'sum', `${issued} = ${held} + ${redeemed}`)
  return { issued, redeemed, held, transactions, findings, wrong: [...new Set(findings.map((f) => f.tx))] }
}

/** In the order of the notaries' commits, so that of two that spend one state the later is the one that is wrong. */
function inOrder(vault: Vault): VaultTransaction[] {
  const timeOf = ({ answer }: VaultTransaction): readonly [number, number] => {
    try {
      const { time, sequence } = decodeHeader(decodeAnswer(answer ?? new Uint8Array(0)).header)
      return [time, sequence]
    } catch {
      return [Number.MAX_SAFE_INTEGER, 0]
    }
  }
  return vault
    .list()
    .filter((row) => row.standing === 'verified')
    .map((row) => ({ row, at: timeOf(row) }))
    .sort((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1])
    .map(({ row }) => row)
}

/** A transaction of this issuer's tokens, checked by itself. */
function entryOf(
  vault: Vault,
  row: VaultTransaction,
  issuer: Uint8Array,
  find: (tx: string, fault: AuditFault, detail: string) => void,
): (readonly [string, Entry])[] {
  const tx = decodeTransaction(row.transaction)
  const types = typesOf(tx)
  if (!types.some((t) => t.contract === TOKEN)) return []
  const ofTokens = (kind: 'input' | 'output'): number[] => types.flatMap((t) => (t.kind === kind && t.contract === TOKEN ? [t.index] : []))
  const outputs = ofTokens('output').flatMap((at) => {
    const leaf = tx.groups.outputs[at]
    return leaf && isShown(leaf) ? [{ at, token: decodeToken(decodeOutput(leaf.bytes).state) }] : []
  })
  const spends = ofTokens('input').flatMap((at) => {
    const leaf = tx.groups.inputs[at]
    return leaf && isShown(leaf) ? [decodeInput(leaf.bytes)] : []
  })
  const sources = spends.flatMap((input) => vault.resolve(input) ?? []).map(({ output }) => decodeToken(output.state))
  const issuers = [...outputs.map((o) => o.token), ...sources].map((t) => equal(t.issuer, issuer))
  // Of others alone it is no business of this issuer's; what mixes them is, and is forged.
  if (issuers.length > 0 && !issuers.includes(true)) return []
  let view: TransactionView | undefined
  try {
    view = viewOf(tx, (input) => vault.resolve(input), [TOKEN])
    verifyContracts([tokenContract], tx, view, [TOKEN])
  } catch (error) {
    const missing = spends.find((input) => !vault.resolve(input))
    if (missing?.ref) find(row.id, 'hop-missing', placeOf(missing.ref))
    else find(row.id, 'forged', String(asHdmsError(error).data['why'] ?? ''))
  }
  const makes = new Map(
    outputs.flatMap(({ at, token }) => (equal(token.issuer, issuer) ? [[`${row.id}.${at}`, token.amount] as const] : [])),
  )
  return [[row.id, { row, tx, spends, makes, view }]]
}

/** @returns which transaction spends a place first */
function findDoubles(
  entries: ReadonlyMap<string, Entry>,
  find: (tx: string, fault: AuditFault, detail: string) => void,
): ReadonlyMap<string, string> {
  const spentBy = new Map<string, string>()
  const issuedBy = new Map<string, string>()
  for (const [id, { spends, view }] of entries) {
    for (const { ref } of spends) {
      const place = ref ? placeOf(ref) : ''
      const first = spentBy.get(place)
      if (first !== undefined && first !== id) find(id, 'spent-twice', `${place} by ${first}`)
      else if (ref) spentBy.set(place, id)
    }
    for (const dummy of view?.dummies ?? []) {
      const name = hex(dummy.lock)
      const first = issuedBy.get(name)
      if (first !== undefined) find(id, 'issued-twice', first)
      else issuedBy.set(name, id)
    }
  }
  return spentBy
}

/** Whether nothing is wrong with a transaction and with all that its tokens come from. */
function provenIn(entries: ReadonlyMap<string, Entry>, faulty: ReadonlySet<string>): (id: string) => boolean {
  const known = new Map<string, boolean>()
  const parentsOf = (entry: Entry): string[] => entry.spends.flatMap(({ ref }) => (ref ? [hex(ref.txId)] : []))
  // Without recursion: an issuer's own history has no bound.
  return (id) => {
    const open = [id]
    for (let at = open.at(-1); at !== undefined; at = open.at(-1)) {
      const entry = entries.get(at)
      const waiting = entry && !faulty.has(at) ? parentsOf(entry).filter((p) => !known.has(p)) : []
      if (waiting.length > 0) {
        open.push(...waiting)
        continue
      }
      known.set(at, entry !== undefined && !faulty.has(at) && parentsOf(entry).every((p) => known.get(p)))
      open.pop()
    }
    return known.get(id) === true
  }
}

/** Checks every notary's answer and contract signature of what an audit looks at again, as if it had just come. */
export async function auditSignatures(services: CoreServices): Promise<Finding[]> {
  const { vault, crypto, identity } = services
  const findings: Finding[] = []
  const nothing = (): void => {}
  for (const row of inOrder(vault)) {
    const [found] = entryOf(vault, row, identity.key, nothing)
    if (!found) continue
    const { view } = found[1]
    try {
      await checkAnswer(services, row.notary, row.transaction, row.answer ?? new Uint8Array(0))
    } catch (error) {
      findings.push({ tx: row.id, fault: 'answer', detail: asHdmsError(error).code })
    }
    try {
      if (view)
        await checkContractSignatures(
          crypto,
          view.id,
          view.signers,
          row.signatures.filter((s) => s.length > 0).map(decodeContractSignature),
        )
    } catch (error) {
      findings.push({ tx: row.id, fault: 'signature', detail: asHdmsError(error).code })
    }
  }
  return findings
}
