/**
 * The vault: transactions with their standing, the owners this node gave out, and the states it can spend or watch. Held in memory and
 * written through the changes of a flow's turn. Rows: v/tx/ID · v/own/OWNER · v/lock/TX.INDEX → flow.
 *
 *   unnotarised ─► verified (for ever)
 *        └───────► dropped (only on a signed proof: absent after `until`, or a conflict over the own id)
 */

import { equal, fromHex, hex } from '@hdms/shared/bytes.ts'
import { H } from '@hdms/shared/crypto/hash.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { digits } from '@hdms/shared/decimal.ts'
import { fail } from '@hdms/shared/errors.ts'
import { decodeInput, decodeOutput, type InputLeaf, type OutputLeaf, type StateRef } from '@hdms/shared/ledger/components.ts'
import { FOREVER, type Lock, makeLock, ownerOf } from '@hdms/shared/ledger/lock.ts'
import { decodeTransaction, encodeTransaction, isShown, type Transaction, tearOff } from '@hdms/shared/ledger/transaction.ts'
import { type Change, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { decodeValue, encodeValue } from '../engine/codec.ts'
import { refuse } from './reasons.ts'

export type Standing = 'unnotarised' | 'verified' | 'dropped'

export interface VaultTransaction {
  readonly id: string
  readonly standing: Standing
  /** encodeTransaction bytes, as received. */
  readonly transaction: Uint8Array
  readonly notary: string
  /** The notary's Answer, once verified. */
  readonly answer?: Uint8Array
  /** Encoded contract signatures. */
  readonly signatures: readonly Uint8Array[]
  /** The dealing (session id) it belongs to. */
  readonly dealing: string
  readonly recordedAt: number
  /** Why it was dropped. */
  readonly why?: string
}

export interface OwnerRow {
  /** Random 16-byte index under which keys are derived from the wallet seed. */
  readonly index: Uint8Array
  readonly contract: string
  readonly dealing: string
  readonly expires: number
  /** The state it came to own. */
  readonly txId?: string
  readonly output?: number
}

/** A state of this node. */
export interface OwnedState {
  readonly ref: StateRef
  readonly output: OutputLeaf
  readonly row: OwnerRow
  readonly free: boolean
}

/** A state that a transaction here makes, whoever owns it. */
export interface RecordedState {
  readonly ref: StateRef
  readonly output: OutputLeaf
  /** The transaction that makes it. */
  readonly made: VaultTransaction
  /** The one that spends it, pending or final. */
  readonly spent?: VaultTransaction
  /** Set when it is this node's. */
  readonly row?: OwnerRow
  /** The flow that is about to spend it. */
  readonly heldBy?: string
}

/** The lock of one owner, derived from the wallet seed under an index: one branch, one key, no time bound. */
export async function walletLock(
  crypto: CryptoProvider,
  walletSeed: Uint8Array,
  index: Uint8Array,
): Promise<{ lock: Lock; seed: Uint8Array }> {
  const seed = H('wallet-key', walletSeed, index)
  const branch = {
    m: 1,
    keys: [await crypto.publicKey(seed)],
    notBefore: 0,
    notAfter: FOREVER,
    blind: H('wallet-blind', walletSeed, index).slice(0, 16),
  }
  return { lock: makeLock([branch], H('wallet-nk', walletSeed, index)), seed }
}

/** An output and its owner, when both are shown: other leaves of the transaction may have been erased. */
function outputAt(tx: Transaction, index: number): { output: OutputLeaf; owner: Uint8Array } | undefined {
  const [output, owner] = [tx.groups.outputs[index], tx.groups.owners[index]]
  return output && owner && isShown(output) && isShown(owner) ? { output: decodeOutput(output.bytes), owner: owner.bytes } : undefined
}

/** The output of `tx` that an input means, when lock and nullifier key are its owner's. */
export function openedBy(tx: Transaction, input: InputLeaf): { output: OutputLeaf; owner: Uint8Array } | undefined {
  const found = input.ref ? outputAt(tx, input.ref.index) : undefined
  return found && equal(found.owner, ownerOf(input.lock, input.nk)) ? found : undefined
}

export class Vault {
  private readonly transactions = new Map<string, VaultTransaction>()
  private readonly owners = new Map<string, OwnerRow>()
  private readonly decoded = new Map<string, Transaction>()
  /** Soft locks: which flow holds which state. */
  private readonly held = new Map<string, string>()
  /** Which transactions here spend a state; made when first asked for. */
  private spenders: Map<string, Set<string>> | undefined
  /** Which transactions here make states of a contract; made when first asked for. */
  private makers: Map<string, Set<string>> | undefined
  private readonly watchers = new Set<(refs: readonly StateRef[]) => void>()

  async load(store: NodeStore): Promise<void> {
    for (const [key, bytes] of await store.range(...prefixRange('v/tx/')))
      this.transactions.set(key.slice(5), decodeValue<VaultTransaction>(bytes))
    for (const [key, bytes] of await store.range(...prefixRange('v/lock/')))
      this.held.set(key.slice('v/lock/'.length), decodeValue<string>(bytes))
    for (const [key, bytes] of await store.range(...prefixRange('v/own/'))) this.owners.set(key.slice(6), decodeValue<OwnerRow>(bytes))
  }

  get(id: string): VaultTransaction | undefined {
    return this.transactions.get(id)
  }
  list(): VaultTransaction[] {
    return [...this.transactions.values()].sort((a, b) => a.recordedAt - b.recordedAt)
  }
  private tx(id: string): Transaction | undefined {
    const known = this.transactions.get(id)
    if (!known) return undefined
    let tx = this.decoded.get(id)
    if (!tx) {
      tx = decodeTransaction(known.transaction)
      this.decoded.set(id, tx)
    }
    return tx
  }

  private put(changes: Change[], row: VaultTransaction): void {
    const isNew = !this.transactions.has(row.id)
    this.transactions.set(row.id, row)
    if (isNew && this.spenders) this.noteSpends(this.spenders, row.id)
    if (isNew && this.makers) this.noteMade(this.makers, row.id)
    if (this.watchers.size > 0) this.tell(this.touchedBy(row.id))
    changes.push({ key: `v/tx/${row.id}`, value: encodeValue(row) })
  }

  private noteSpends(spenders: Map<string, Set<string>>, id: string): void {
    for (const leaf of this.tx(id)?.groups.inputs.filter(isShown) ?? []) {
      const { ref } = decodeInput(leaf.bytes)
      if (!ref) continue
      const place = placeOf(ref)
      const known = spenders.get(place) ?? new Set<string>()
      spenders.set(place, known.add(id))
    }
  }

  private noteMade(makers: Map<string, Set<string>>, id: string): void {
    for (const leaf of this.tx(id)?.groups.outputs.filter(isShown) ?? []) {
      const { contract } = decodeOutput(leaf.bytes)
      makers.set(contract, (makers.get(contract) ?? new Set<string>()).add(id))
    }
  }

  /** @param watcher is told the states of which something changes: they are made, spent, given up, held or let go @returns ends it */
  watch(watcher: (refs: readonly StateRef[]) => void): () => void {
    this.watchers.add(watcher)
    return () => void this.watchers.delete(watcher)
  }
  private tell(refs: readonly StateRef[]): void {
    for (const watcher of this.watchers) watcher(refs)
  }
  private touchedBy(id: string): StateRef[] {
    const { inputs, outputs } = (this.tx(id) as Transaction).groups
    const spent = inputs.flatMap((leaf) => (isShown(leaf) ? (decodeInput(leaf.bytes).ref ?? []) : []))
    return [...outputs.map((_, index) => ({ txId: fromHex(id), index })), ...spent]
  }

  /** Records a transaction as unnotarised. Repeating it changes nothing; a standing never goes back. */
  record(changes: Change[], row: Omit<VaultTransaction, 'standing'>): void {
    const known = this.transactions.get(row.id)
    if (!known) this.put(changes, { ...row, standing: 'unnotarised' })
  }

  /**
   * Erases attachments: their hashes stay, so that the id, the notary's answer and every other leaf go on proving (acceptance T5). A contract that relies on
   * one cannot be verified from here any more; those that do not can.
   * @param which by its bytes @returns the rows that change
   */
  eraseAttachments(which: (attachment: Uint8Array) => boolean): Change[] {
    const changes: Change[] = []
    for (const row of this.transactions.values()) {
      const tx = this.tx(row.id) as Transaction
      const gone = new Set(tx.groups.attachments.flatMap((leaf, i) => (isShown(leaf) && which(leaf.bytes) ? [i] : [])))
      if (gone.size === 0) continue
      this.decoded.delete(row.id)
      this.put(changes, { ...row, transaction: encodeTransaction(tearOff(tx, (group, i) => group !== 'attachments' || !gone.has(i))) })
    }
    return changes
  }

  /** Final, with the notary's answer. Own outputs become states. */
  verified(changes: Change[], id: string, answer: Uint8Array, signatures?: readonly Uint8Array[]): void {
    const row = this.transactions.get(id) ?? fail('BUG', { what: 'verified transaction is not recorded' })
    if (row.standing === 'verified') return
    const { why: _, ...rest } = row
    this.put(changes, { ...rest, standing: 'verified', answer, signatures: signatures ?? row.signatures })
    const tx = this.tx(id) as Transaction
    tx.groups.owners.forEach((_, output) => {
      const made = outputAt(tx, output)
      const key = made ? hex(made.owner) : ''
      const own = this.owners.get(key)
      // A state of another contract than the owner was given out for would be read as what it is not.
      if (own && own.txId === undefined && own.contract === made?.output.contract) this.putOwner(changes, key, { ...own, txId: id, output })
    })
  }

  /** Given up, on a signed proof. A verified one stays verified. */
  dropped(changes: Change[], id: string, why: string): void {
    const row = this.transactions.get(id)
    if (row?.standing === 'unnotarised') this.put(changes, { ...row, standing: 'dropped', why })
  }

  private putOwner(changes: Change[], key: string, row: OwnerRow): void {
    this.owners.set(key, row)
    changes.push({ key: `v/own/${key}`, value: encodeValue(row) })
  }

  /** Remembers an owner before it is given out. */
  giveOut(changes: Change[], owner: Uint8Array, row: OwnerRow): void {
    this.putOwner(changes, hex(owner), row)
  }

  /** An owner that was given out for this dealing and contract and holds nothing yet. @throws TX_MALFORMED (T10) */
  checkGivenOut(owner: Uint8Array, contract: string, dealing: string): void {
    const row = this.owners.get(hex(owner))
    const good = row && row.contract === contract && row.dealing === dealing && row.txId === undefined
    if (!good) refuse('TX_MALFORMED', 'owner-otherwise')
  }

  ownerRow(owner: Uint8Array): OwnerRow | undefined {
    return this.owners.get(hex(owner))
  }

  /** The output behind an input or reference, when its transaction is verified here and the owner opens. */
  resolve(input: InputLeaf): { output: OutputLeaf; owner: Uint8Array } | undefined {
    if (!input.ref) return undefined
    const row = this.transactions.get(hex(input.ref.txId))
    const tx = row?.standing === 'verified' ? this.tx(row.id) : undefined
    return tx && openedBy(tx, input)
  }

  /** A transaction that is final here. */
  final(id: string): Transaction | undefined {
    return this.transactions.get(id)?.standing === 'verified' ? this.tx(id) : undefined
  }

  /** A state's output, by reference. */
  output(ref: StateRef): { output: OutputLeaf; owner: Uint8Array } | undefined {
    const tx = this.tx(hex(ref.txId))
    return tx && outputAt(tx, ref.index)
  }

  /** The transaction here that spends a state, pending or final. */
  spentBy(ref: StateRef): VaultTransaction | undefined {
    if (!this.spenders) {
      this.spenders = new Map()
      for (const id of this.transactions.keys()) this.noteSpends(this.spenders, id)
    }
    const rows = [...(this.spenders.get(placeOf(ref)) ?? [])].map((id) => this.transactions.get(id) as VaultTransaction)
    return rows.find((row) => row.standing !== 'dropped')
  }

  /** Own states of a contract that are final and not spent for good. `free`: no transaction under way and no flow is about to spend it. */
  owned(contract: string): OwnedState[] {
    return [...this.owners.values()].flatMap((row) => {
      if (row.contract !== contract || row.txId === undefined || row.output === undefined) return []
      const ref = { txId: fromHex(row.txId), index: row.output }
      const found = this.output(ref)
      const spender = this.spentBy(ref)
      if (!found || spender?.standing === 'verified') return []
      return [{ ref, output: found.output, row, free: !spender && !this.held.has(placeOf(ref)) }]
    })
  }
  unspent(contract: string): OwnedState[] {
    return this.owned(contract).filter((s) => s.free)
  }

  /** States of a contract that transactions here make and show, but for those that were given up. */
  states(contract: string): RecordedState[] {
    if (!this.makers) {
      this.makers = new Map()
      for (const id of this.transactions.keys()) this.noteMade(this.makers, id)
    }
    return [...(this.makers.get(contract) ?? [])].flatMap((id) =>
      (this.tx(id)?.groups.outputs ?? []).flatMap((_, index) => {
        const state = this.state({ txId: fromHex(id), index })
        return state?.output.contract === contract ? [state] : []
      }),
    )
  }

  /** A state that a transaction here makes and shows, unless that was given up. */
  state(ref: StateRef): RecordedState | undefined {
    const made = this.transactions.get(hex(ref.txId))
    const found = made && made.standing !== 'dropped' ? this.output(ref) : undefined
    if (!made || !found) return undefined
    const row = this.owners.get(hex(found.owner))
    const [spent, heldBy] = [this.spentBy(ref), this.heldBy(ref)]
    const own = row?.txId === made.id && row.output === ref.index ? row : undefined
    return {
      ref,
      output: found.output,
      made,
      ...(spent ? { spent } : {}),
      ...(own ? { row: own } : {}),
      ...(heldBy === undefined ? {} : { heldBy }),
    }
  }

  /** Holds a state for one flow, so that no other picks it. @throws NOT_ALLOWED when another flow holds it */
  softLock(changes: Change[], ref: StateRef, flow: string): void {
    const place = placeOf(ref)
    const holder = this.held.get(place)
    if (holder !== undefined && holder !== flow) refuse('NOT_ALLOWED', 'state-reserved')
    this.held.set(place, flow)
    this.tell([ref])
    changes.push({ key: `v/lock/${place}`, value: encodeValue(flow) })
  }

  /** The flow that holds a state. */
  heldBy(ref: StateRef): string | undefined {
    return this.held.get(placeOf(ref))
  }

  /** Lets go of everything that a flow held; done when it ends, fails or is killed. */
  release(changes: Change[], flow: string): void {
    for (const [place, holder] of this.held) {
      if (holder !== flow) continue
      this.held.delete(place)
      this.tell([refAt(place)])
      changes.push({ key: `v/lock/${place}`, value: null })
    }
  }
}

/** Names a state in rows and maps. */
export const placeOf = (ref: StateRef): string => `${hex(ref.txId)}.${ref.index}`
/** What a place names. @throws as `fromHex` and `digits` for what is none */
export function refAt(place: string): StateRef {
  const [txId = '', index = ''] = place.split('.')
  return { txId: fromHex(txId), index: digits(index) }
}
