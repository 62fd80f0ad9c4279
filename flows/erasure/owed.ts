/** Whom an erasure or a withdrawal has to reach: everybody to whom a Share let a record go, and who issued it. */
import { equal, fromHex, hex } from '@hdms/shared/bytes.ts'
import { commandsOf, referencesOf, signersOf, typesOf } from '@hdms/shared/ledger/components.ts'
import { decodeTransaction } from '@hdms/shared/ledger/transaction.ts'
import type { Change } from '@hdms/shared/ports/node-store.ts'
import { DAY } from '@hdms/shared/time.ts'
import { CONSENT, decodeShare } from '../consent/contract.ts'
import type { DocumentRow } from '../core/documents.ts'
import type { Duty } from '../core/duties.ts'
import type { CoreServices } from '../core/services.ts'
import type { Vault } from '../core/vault.ts'

/** A Share as the ledger of either side has it. */
export interface Shared {
  /** Transaction, hex. */
  readonly id: string
  /** Of the consent that it references, hex. */
  readonly consent: string
  /** Identity keys, hex, of who signed. */
  readonly signers: readonly string[]
  /** Verification keys, hex. */
  readonly records: readonly string[]
  readonly recipientKeyHash: Uint8Array
  readonly dealing: string
  readonly final: boolean
}

/** The Shares in a ledger that were not given up. */
export function sharesIn(vault: Vault): Shared[] {
  return vault.list().flatMap((row) => {
    if (row.standing === 'dropped') return []
    const tx = decodeTransaction(row.transaction)
    if (!typesOf(tx).some((t) => t.contract === CONSENT)) return []
    const command = commandsOf(tx).find((c) => c.contract === CONSENT && c.name === 'Share')
    const [reference] = referencesOf(tx)
    if (!command || !reference?.ref) return []
    const { documents, recipientKeyHash } = decodeShare(command.data)
    const signers = signersOf(tx).flatMap((s) => (s.role === 'signer' ? [hex(s.key)] : []))
    const shared = { id: row.id, consent: hex(reference.ref.txId), signers, records: documents.map(hex), recipientKeyHash }
    return [{ ...shared, dealing: row.dealing, final: row.standing === 'verified' }]
  })
}

type Part = Pick<Duty, 'kind' | 'consent' | 'withdrawal' | 'records' | 'kinds' | 'stored' | 'since'>
type Under = Partial<Pick<Duty, 'name' | 'as' | 'asKey' | 'due'>>

function owe({ crypto, network, duties }: CoreServices, changes: Change[], holder: string, part: Part, under: Under = {}): void {
  const none = {
    ...{ as: '', asKey: new Uint8Array(0), due: 0 },
    state: 'open',
    basis: '',
    until: 0,
    why: '',
    attestation: new Uint8Array(0),
    signature: new Uint8Array(0),
    attestedAt: 0,
  } as const
  duties.put(changes, {
    id: hex(crypto.random(16)),
    holder,
    name: network.institutionOf(fromHex(holder)) ?? '',
    ...part,
    ...none,
    ...under,
  })
}

/** Further roots of a record are written apart, and names that must not be linked speak apart: within a day. */
const SPREAD = DAY

const drawnWithin = (crypto: CoreServices['crypto'], most: number): number =>
  Math.floor((new DataView(crypto.random(4).buffer).getUint32(0) / 2 ** 32) * most)

/** What follows from the erasure of a document of a person: rows of the same batch. @param now ms since 1970 */
export function oweErasure(services: CoreServices, changes: Change[], row: DocumentRow, now: number): void {
  const { vault, identity, duties, crypto } = services
  const own = hex(identity.key)
  const receivers = sharesIn(vault).flatMap((s) => (s.records.includes(row.verificationKey) ? s.signers : []))
  const holders = new Set(row.record ? [...receivers, row.issuer] : receivers)
  holders.delete(own)
  const part = { kind: 'erased', consent: '', withdrawal: '', records: [row.verificationKey], since: now } as const
  // Whom it was shared with made records of it then, and no later than now.
  const storedAt = (holder: string): number => (receivers.includes(holder) ? now : row.storedAt)
  for (const holder of holders) owe(services, changes, holder, { ...part, kinds: Object.keys(row.kinds), stored: storedAt(holder) })
  oweBuyers(services, changes, row.verificationKey, part)
  const { record } = row
  if (!record) return
  const within = (): number => now + drawnWithin(crypto, SPREAD)
  const keys = [
    { record: hex(record.id), seed: record.seed, due: now },
    ...(record.roots ?? []).map((r) => ({ record: hex(r.id), seed: r.oneTimeSeed ?? new Uint8Array(0), due: within() })),
  ]
  for (const key of keys) if (key.seed.length === 32) duties.putRegister(changes, { ...key, notary: record.notary })
}

/**
 * Each buyer is told under the one-time name that it bought from, of the key that it has seen, and learns nothing else. Two names that speak in
 * the same minute would be one person to whoever compares them, and so would a name and the person: who is not the first to be told of anything
 * for a day is told at a drawn moment.
 */
function oweBuyers(services: CoreServices, changes: Change[], record: string, part: Omit<Part, 'kinds' | 'stored'>): void {
  const { duties, crypto } = services
  for (const { shown, holder, buyer, as, asKey, useUntil, until } of duties.soldOf(record)) {
    if (until < part.since) continue
    const alone = duties.list().every((d) => d.as === as || d.since < part.since - SPREAD)
    const due = alone ? 0 : part.since + drawnWithin(crypto, SPREAD)
    const told = { ...part, records: [shown], kinds: [], stored: useUntil }
    owe(services, changes, holder, told, { name: buyer, as, asKey, due })
  }
  duties.dropSold(changes, (s) => s.record === record)
}

/** What follows from a withdrawal. @param holder identity key that the consent's terms name @param withdrawal transaction that spent it, hex */
export function oweWithdrawal(
  services: CoreServices,
  changes: Change[],
  { consent, withdrawal, holder }: { readonly consent: string; readonly withdrawal: string; readonly holder: Uint8Array },
  now: number,
): void {
  const { vault, documents, identity } = services
  if (equal(holder, identity.key) || services.duties.list().some((d) => d.withdrawal === withdrawal)) return
  const shares = sharesIn(vault).filter((s) => s.consent === consent)
  const records = [...new Set(shares.flatMap((s) => s.records))]
  const rows = records.map((r) => documents.row(r))
  // Of one that was erased meanwhile it is not known here any more what it was: then any.
  const kinds = rows.every((row) => row !== undefined) ? [...new Set(rows.flatMap((row) => Object.keys(row.kinds)))] : []
  owe(services, changes, hex(holder), { kind: 'withdrawn', consent, withdrawal, records, kinds, stored: now, since: now })
}
