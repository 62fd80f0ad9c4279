/** A person's side: tells a holder until it has answered, and has the register say `erased` (docs/ledger.md §6). Each flow is durable and ends only with an answer. */

import { fromHex, hex } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import { recordIdOf, registerMessage } from '@hdms/shared/notary/register.ts'
import { isOneToOne } from '@hdms/shared/one-to-one.ts'
import { type RefuseAs, refusingAs } from '@hdms/shared/reasons.ts'
import { DAY, HOUR } from '@hdms/shared/time.ts'
import type { Duty } from '../core/duties.ts'
import type { CoreServices } from '../core/services.ts'
import type { Vault } from '../core/vault.ts'
import { codeOf, type FlowContext, type FlowDefinition } from '../engine/context.ts'
import type { Flow } from '../engine/types.ts'
import { isGiven } from './basis.ts'
import { type ErasureReasons, refuse as refuseFor } from './reasons.ts'
import {
  type Attestation,
  attestationCodec,
  attestationMessage,
  decodeAttestation,
  type Notice,
  noticeCodec,
  type SignedAttestation,
} from './wire.ts'

type Ctx = FlowContext<CoreServices>

/** How long an answer is waited for before the holder is told anew: it may have lost what it was told. */
const PATIENCE = 10 * DAY
/** Waits between two tries, of which the last goes on for ever. */
const WAITS: readonly number[] = [HOUR, 6 * HOUR, DAY, 7 * DAY]
/** A holder that keeps something until a day says so again within so long after it. */
const AFTER = 30 * DAY

export const tellHolder: FlowDefinition<CoreServices, { readonly duty: string; readonly [k: string]: string }, string> = {
  name: 'erasure.tell',
  version: 1,
  *run(ctx, { duty: id }): Flow<string> {
    for (let n = 0; ; n++) {
      const duty = yield* ctx.read('what is owed', ({ duties }) => duties.get(id) ?? null)
      if (!duty) return 'nothing is owed'
      if (n === 0 && duty.due > 0) {
        const now = yield* ctx.now()
        yield* ctx.sleep(Math.max(0, duty.due - now))
      }
      try {
        const outcome = yield* attempt(ctx, duty)
        if (outcome !== 'retained') return outcome
      } catch (error) {
        const why = codeOf(error)
        // Whatever the other side says or does not say: it is asked again, and the person sees since when it has not confirmed.
        yield* ctx.tx('not confirmed', (changes, { duties }) => {
          duties.amend(changes, id, { why })
          return null
        })
      }
      yield* ctx.sleep(WAITS[Math.min(n, WAITS.length - 1)] as number)
    }
  },
}

/** One telling. @returns the last outcome; while something is retained it waits for the day @throws what the other side answered, SESSION_TIMEOUT */
function* attempt(ctx: Ctx, duty: Duty): Flow<Duty['state']> {
  const holder = yield* ctx.step('find the holder', async ({ services }) => holderOf(services, duty))
  // A buyer knows the one-time name, and is told under it by nothing but this.
  const session = duty.as ? yield* ctx.open(holder, 'erasure.sold', 1, duty.as) : yield* ctx.open(holder, 'erasure.comply', 1)
  const withdrawal = yield* ctx.read('the withdrawal', ({ vault }) => withdrawalOf(vault, duty.withdrawal))
  yield* ctx.send(session, noticeCodec, noticeOf(duty, withdrawal))
  let timeout = PATIENCE
  for (;;) {
    let signed: SignedAttestation
    try {
      signed = yield* ctx.receive(session, attestationCodec, { timeout })
    } catch (error) {
      if (codeOf(error) === 'SESSION_TIMEOUT') yield* ctx.leave(session)
      throw error
    }
    const now = yield* ctx.now()
    const said = yield* ctx.crypto('check the attestation', async (services) => ({ ...(await checkAttestation(services, duty, signed)) }))
    yield* ctx.tx('attested', (changes, { duties }) => {
      const { state, basis, until } = said
      duties.amend(changes, duty.id, {
        ...{ state, basis, until, why: '', name: holder, attestation: signed.bytes, signature: signed.signature, attestedAt: now },
      })
      return null
    })
    if (said.state !== 'retained') return said.state
    timeout = Math.max(0, said.until - now) + AFTER
  }
}

/** @throws SERVICE_UNAVAILABLE, which is tried again, while nobody on the map has this key */
function holderOf({ network }: CoreServices, { holder, name }: Duty): string {
  const known = network.institutionOf(fromHex(holder)) ?? name
  if (known === '') return fail('SERVICE_UNAVAILABLE', { service: 'holder on the network map' })
  return known
}

/** What withdrew a consent, as a holder is shown it; empty for an erasure. */
function withdrawalOf(vault: Vault, id: string): { transaction: Uint8Array; answer: Uint8Array; signature: Uint8Array } {
  const spent = id === '' ? undefined : vault.get(id)
  const none = new Uint8Array(0)
  return { transaction: spent?.transaction ?? none, answer: spent?.answer ?? none, signature: spent?.signatures[0] ?? none }
}

function noticeOf(duty: Duty, withdrawal: Notice['withdrawal']): Notice {
  return {
    id: fromHex(duty.id),
    kind: duty.kind,
    consent: fromHex(duty.consent),
    withdrawal,
    records: duty.records.map(fromHex),
  }
}

interface Said {
  readonly state: Exclude<Duty['state'], 'open'>
  readonly basis: string
  readonly until: number
  readonly [k: string]: string | number
}

const wrong: RefuseAs<ErasureReasons, 'WIRE_MALFORMED', 'what'> = refusingAs(refuseFor, 'WIRE_MALFORMED', { what: 'attestation' })

/**
 * The holder signed it for this person, by the name that it knows, and this notice, it speaks of each record once, and what it keeps it keeps on a law that says so.
 * @throws SIGNATURE_INVALID, WIRE_MALFORMED
 */
export async function checkAttestation(services: CoreServices, duty: Duty, { bytes, signature }: SignedAttestation): Promise<Said> {
  const { crypto, identity } = services
  const good = await crypto.verify(fromHex(duty.holder), attestationMessage(bytes, duty.as ? duty.asKey : identity.key), signature)
  if (!good) fail('SIGNATURE_INVALID', { what: 'the attestation' })
  const attested = decodeAttestation(bytes)
  if (hex(attested.notice) !== duty.id) wrong('other-notice')
  const items = attested.items.map((i) => i.record)
  if (!isOneToOne(items, duty.records.map(fromHex))) wrong('records-not-once')
  return worst(attested, duty)
}

/** Of several records what keeps the person waiting the longest. */
function worst({ items }: Attestation, duty: Duty): Said {
  for (const { outcome, basis, until } of items) {
    if (outcome !== 'retained' && (basis !== '' || until !== 0)) wrong('basis-without-keeping')
    if (outcome === 'retained' && !isGiven(basis, until, duty.kinds, duty.stored, duty.as ? 'buyer' : 'hospital')) wrong('no-such-law')
  }
  const kept = items.filter((i) => i.outcome === 'retained').sort((a, b) => b.until - a.until)[0]
  if (kept) return { state: 'retained', basis: kept.basis, until: kept.until }
  const held = items.length === 0 || items.some((i) => i.outcome === 'deleted')
  return { state: held ? 'deleted' : 'never-held', basis: '', until: 0 }
}

/** Has the register say that a record was erased; the key that wrote it is destroyed when it has. */
export const eraseInRegister: FlowDefinition<CoreServices, { readonly record: string; readonly [k: string]: string }, string> = {
  name: 'erasure.register',
  version: 1,
  *run(ctx, { record }): Flow<string> {
    const due = yield* ctx.read('when', ({ duties }) => duties.register(record)?.due ?? 0)
    const now = yield* ctx.now()
    if (due > now) yield* ctx.sleep(due - now)
    yield* ctx.step('say it is erased', async ({ services }) => {
      const duty = services.duties.register(record)
      if (duty) await writeErased(services, duty.notary, duty.seed)
      return null
    })
    yield* ctx.tx('the register says it', (changes, { duties }) => {
      duties.registered(changes, record)
      return null
    })
    return 'erased'
  },
}

async function writeErased({ crypto, network }: CoreServices, notary: string, seed: Uint8Array): Promise<void> {
  const port = network.notary(notary)
  const key = await crypto.publicKey(seed)
  const [recordId, sealed] = [recordIdOf(key), new Uint8Array(0)]
  const [entry] = await port.list([recordId])
  if (!entry?.known || entry.operation === 2) {
    // Its registration may still be on its way: the issuer registers until it is acknowledged.
    if (entry?.known) return
    fail('SERVICE_UNAVAILABLE', { service: 'register of the record' })
  }
  const signature = await crypto.sign(seed, registerMessage(port.id, recordId, 2, sealed))
  await port.register({ recordId, key, operation: 2, sealed, signature })
}
