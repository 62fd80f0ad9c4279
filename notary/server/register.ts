/** The register of verification keys, beside the uniqueness store. Values are sealed; only a list opens them. */

import { equal, hex } from '@hdms/shared/bytes.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { openSealed } from '@hdms/shared/envelope/envelope.ts'
import { fail } from '@hdms/shared/errors.ts'
import { type InTurn, inTurn } from '@hdms/shared/in-turn.ts'
import {
  decodeRecordValue,
  type RecordEntry,
  type RecordValue,
  recordIdOf,
  registerContext,
  registerMessage,
} from '@hdms/shared/notary/register.ts'
import { type RefuseAs, refusingAs } from '@hdms/shared/reasons.ts'
import { Recent } from '@hdms/shared/recent.ts'
import { type NotaryReasons, refuse as refuseFor } from './reasons.ts'
import type { UniquenessStore } from './store.ts'

export interface Registering {
  readonly recordId: Uint8Array
  readonly key: Uint8Array
  readonly operation: number
  readonly sealed: Uint8Array
  readonly signature: Uint8Array
}

type Registered = NonNullable<Awaited<ReturnType<UniquenessStore['registration']>>>

const MAX_VALUE = 4096
const MAX_LIST = 256
/** How many opened values are remembered, of about 300 bytes each. A registered value never changes. */
const OPENED = 20_000

export class Register {
  private readonly crypto: CryptoProvider
  private readonly store: UniquenessStore
  private readonly notary: Uint8Array
  private readonly sealingSecret: Uint8Array
  /** One write at a time: the check and the write belong together. */
  private readonly exclusive: InTurn = inTurn()
  private readonly opening: InTurn = inTurn()
  private readonly opened = new Recent<string, RecordValue | null>(OPENED)

  constructor(crypto: CryptoProvider, store: UniquenessStore, notary: Uint8Array, sealingSecret: Uint8Array) {
    this.crypto = crypto
    this.store = store
    this.notary = notary
    this.sealingSecret = sealingSecret
  }

  /** The same bytes get the same answer; others are refused. @throws REGISTER_REFUSED, SIGNATURE_INVALID */
  put(r: Registering): Promise<void> {
    return this.exclusive(() => this.putNow(r))
  }

  private async putNow(r: Registering): Promise<void> {
    const refuse: RefuseAs<NotaryReasons, 'REGISTER_REFUSED'> = refusingAs(refuseFor, 'REGISTER_REFUSED', {})
    if (r.sealed.length > MAX_VALUE || r.key.length !== 32 || r.operation > 2) refuse('malformed')
    if (!equal(recordIdOf(r.key), r.recordId)) refuse('id-hash')
    const message = registerMessage(this.notary, r.recordId, r.operation, r.sealed)
    if (!(await this.crypto.verify(r.key, message, r.signature))) fail('SIGNATURE_INVALID', { what: 'the registration' })
    const known = await this.store.registration(r.recordId)
    if (r.operation === 0) {
      if (known && !equal(known.sealed, r.sealed)) refuse('other-value')
      if (!known) await this.store.putRegistration(r.recordId, { key: r.key, sealed: r.sealed, operation: 0 })
      return
    }
    if (!known) return refuse('unknown')
    // Superseded and then erased is a way forward; what was erased stays so.
    if (known.operation > r.operation) refuse('erased')
    const sealed = r.operation === 2 ? new Uint8Array(0) : known.sealed
    if (r.operation === 2) this.opened.forget(hex(r.recordId))
    if (known.operation < r.operation) await this.store.putRegistration(r.recordId, { key: r.key, sealed, operation: r.operation })
  }

  async list(recordIds: readonly Uint8Array[]): Promise<RecordEntry[]> {
    return (await this.listAt(recordIds, async () => 0)).entries
  }

  /**
   * What is registered, and the time at which that was so. Both are taken in one turn, between two registrations: of two lists the one with the
   * later time never knows less, and whoever holds two that say otherwise holds evidence (shared/notary/facts.ts).
   * @param now the notary's time, ms
   */
  async listAt(
    recordIds: readonly Uint8Array[],
    now: () => Promise<number>,
  ): Promise<{ readonly entries: RecordEntry[]; readonly time: number }> {
    if (recordIds.length > MAX_LIST) refuseFor('REGISTER_REFUSED', 'too-many', { most: MAX_LIST })
    const { rows, time } = await this.exclusive(async () => ({
      rows: await Promise.all(recordIds.map((id) => this.store.registration(id))),
      time: await now(),
    }))
    return { entries: await Promise.all(recordIds.map((id, i) => this.entry(id, rows[i]))), time }
  }

  /**
   * Opens a sealed value, which costs as much as ten signatures (X-Wing). Anybody may ask for 256 of them, so one is opened at a time,
   * other work comes between, and what came of it is remembered.
   * @returns null when it does not open: whoever registered it sealed something else
   */
  private async open(recordId: Uint8Array, sealed: Uint8Array): Promise<RecordValue | null> {
    const name = hex(recordId)
    const known = this.opened.get(name)
    if (known !== undefined) return known
    return this.opening(async () => {
      const meanwhile = this.opened.get(name)
      if (meanwhile !== undefined) return meanwhile
      await new Promise((resolve) => setImmediate(resolve))
      const value = await openSealed(this.crypto, this.sealingSecret, registerContext(this.notary, recordId), sealed)
        .then(decodeRecordValue)
        .catch(() => null)
      this.opened.put(name, value)
      return value
    })
  }

  private async entry(recordId: Uint8Array, known: Registered | undefined): Promise<RecordEntry> {
    const none = new Uint8Array(0)
    if (!known || known.operation === 2)
      return { recordId, known: known !== undefined, verificationKey: none, issuerSignature: none, operation: known?.operation ?? 0 }
    const value = await this.open(recordId, known.sealed)
    return value
      ? { recordId, known: true, ...value, operation: known.operation }
      : { recordId, known: false, verificationKey: none, issuerSignature: none, operation: 0 }
  }
}
