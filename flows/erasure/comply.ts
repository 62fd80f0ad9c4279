/**
 * The holder's side: an institution hears that a consent was withdrawn or that records were erased. Its ledger shows the withdrawal, its own
 * systems are told, its copies are destroyed, or kept on a law until a day and used for nothing else, and it answers with a signed attestation.
 * On that day what was kept is destroyed as well, and it says so again.
 */

import { equal, fromHex, hex, utf8 } from '@hdms/shared/bytes.ts'
import { H } from '@hdms/shared/crypto/hash.ts'
import { inputsOf } from '@hdms/shared/ledger/components.ts'
import { decodeTransaction } from '@hdms/shared/ledger/transaction.ts'
import { allDistinct } from '@hdms/shared/one-to-one.ts'
import type { Change } from '@hdms/shared/ports/node-store.ts'
import { MINUTE } from '@hdms/shared/time.ts'
import { CONSENT, decodeConsent } from '../consent/contract.ts'
import { type CheckedAnswer, type CheckedTransaction, checkAnswer, checkTransaction, finalise, notaryOf, record } from '../core/finality.ts'
import type { CoreServices } from '../core/services.ts'
import type { FlowContext, Responder, ResponderArgs } from '../engine/context.ts'
import type { Flow, Session } from '../engine/types.ts'
import { type Keeper, longest } from './basis.ts'
import { sharesIn } from './owed.ts'
import { refuse } from './reasons.ts'
import { type Attested, attestationCodec, attestationMessage, encodeAttestation, type Notice, noticeCodec } from './wire.ts'

/** What of a record is with a holder. */
export interface Copies {
  /** It lies in this node's own store. */
  readonly here: boolean
  /** It went on to the holder's own systems. */
  readonly passedOn: boolean
  /** Still on its way through the node: it is destroyed first, or waited for. */
  readonly busy: boolean
  readonly kinds: readonly string[]
  /** ms since 1970. */
  readonly since: number
}

export interface HolderPort {
  /** Whether the law makes this holder keep records. */
  readonly retains: boolean
  /** @param person X.500 name and identity key, hex: of others nothing is found. @param consent of a withdrawal: what it covered; empty for all there is */
  copies(person: { readonly name: string; readonly key: string }, record: string, consent: string): Copies | undefined
  /**
   * Makes what is still under way unreadable, where a consent was withdrawn; what is under way of an erased record comes to its end first, and is
   * used for nothing from now on.
   */
  stop(record: string, consent: string): Promise<void>
  /**
   * Tells the holder's own systems (a HIS), at least once with the same deduplication id.
   * @param until ms since 1970 to which the law keeps it there; 0 when it is to be destroyed
   * @throws SERVICE_UNAVAILABLE to be tried again; HIS_REFUSED for good
   */
  tell(
    notice: { readonly records: readonly string[]; readonly consent: string; readonly until: number },
    deduplicationId: string,
  ): Promise<void>
  /** From now on kept for the law alone. */
  restrict(changes: Change[], record: string, until: number): void
  /** Destroys keys, documents and rows of a record, and what the store keeps of them. Again is harmless. */
  destroy(record: string, consent: string): Promise<void>
  /** What was attested before: the same is said when it is asked again. */
  attested(key: string): Attested | undefined
  attest(changes: Change[], key: string, attested: Attested): void
}
export interface HolderServices extends CoreServices {
  readonly holder: HolderPort
}

/** What is on its way through the node is looked for so often. */
const LOOK = MINUTE

export const complyErasure: Responder<HolderServices> = {
  name: 'erasure.comply',
  version: 1,
  responds: true,
  *run(ctx, { session, first }: ResponderArgs): Flow<string> {
    const notice = noticeOf(first)
    const person = yield* personOf(ctx, session)
    if (notice.kind === 'withdrawn') yield* takeWithdrawal(ctx, notice, person)
    return yield* complyWith({ ctx, session, notice, person, keeper: 'hospital', holderOf: ({ holder }) => holder })
  },
}

/** @throws WIRE_MALFORMED */
export function noticeOf(first: Uint8Array): Notice {
  const notice = noticeCodec.decode(first)
  if (!allDistinct(notice.records)) refuse('WIRE_MALFORMED', 'record-twice', { what: 'notice' })
  return notice
}
/** Identity key of who asks, hex; under a one-time name that name's. */
export const personOf = <S extends CoreServices>(ctx: FlowContext<S>, session: Session): Flow<string> =>
  ctx.read('who asks', ({ network }) => hex(network.node(session.peer).identityKey))

/** One notice at one holder. */
interface Asked<S> {
  readonly ctx: FlowContext<S>
  readonly session: Session
  readonly notice: Notice
  readonly person: string
  readonly keeper: Keeper
  readonly holderOf: (services: S) => HolderPort
}

/** Complies, attests, and does so again on the days on which laws end. @returns what became of each record */
export function* complyWith<S extends CoreServices>(asked: Asked<S>): Flow<string> {
  const { ctx } = asked
  const items = yield* comply(asked)
  yield* attest(asked, items)
  const kept = items.filter((i) => i.outcome === 'retained')
  for (const { record: key, until } of [...kept].sort((a, b) => a.until - b.until)) {
    const now = yield* ctx.now()
    if (until > now) yield* ctx.sleep(until - now)
    yield* destroy(asked, key)
  }
  const gone = items.map((i): Attested => (i.outcome === 'retained' ? { ...i, outcome: 'deleted', basis: '', until: 0 } : i))
  if (kept.length > 0) yield* attest(asked, gone)
  return gone.map((i) => i.outcome).join()
}

type Ctx = FlowContext<HolderServices>

/** The withdrawal is final, of a consent of this person, and stands on this ledger from now on. @throws REFUSED when it is somebody else's */
function* takeWithdrawal(ctx: Ctx, notice: Notice, person: string): Flow<void> {
  const known = yield* ctx.crypto('check the withdrawal', (services) => checkWithdrawal(ctx, services, notice, person))
  if (!known) return
  const { notary, transaction, answer, dealing } = known
  const id = yield* record(ctx, dealing, notary, transaction as CheckedTransaction, [notice.withdrawal.signature])
  yield* finalise(ctx, id, answer as CheckedAnswer)
}

async function checkWithdrawal(ctx: Ctx, services: CoreServices, notice: Notice, person: string) {
  const { withdrawal, consent } = notice
  const given = services.vault.get(hex(consent))
  const output = services.vault.output({ txId: consent, index: 0 })?.output
  // A consent that never came here let nothing come here.
  if (given?.standing !== 'verified' || output?.contract !== CONSENT) return null
  if (hex(decodeConsent(output.state).patient) !== person) ctx.refuse('the holder', 'the consent is somebody else’s')
  const { transaction, view } = await checkTransaction(services, withdrawal.transaction, [withdrawal.signature])
  const [spent] = inputsOf(decodeTransaction(transaction))
  if (view.commands[0]?.name !== 'Withdraw' || !spent?.ref || !equal(spent.ref.txId, consent)) refuse('TX_MALFORMED', 'no-withdrawal')
  const notary = notaryOf(services, transaction)
  const answer = await checkAnswer(services, notary, transaction, withdrawal.answer)
  return { notary, transaction, answer, dealing: given.dealing }
}

/** Segregated at once, the own systems told, destroyed or kept. @returns what is attested of each record */
function* comply<S extends CoreServices>(asked: Asked<S>): Flow<Attested[]> {
  const { ctx, session, notice, person, keeper, holderOf } = asked
  const retains = yield* ctx.read('whether a law has records kept', (services) => holderOf(services).retains)
  const consent = hex(notice.consent)
  const who = { name: session.peer, key: person }
  const found: { readonly key: Uint8Array; readonly copies: Copies | null; readonly kept: { basis: string; until: number } }[] = []
  for (const key of notice.records) {
    const copies = yield* settled(asked, who, hex(key), consent)
    const kept = retains && (copies?.here || copies?.passedOn) ? longest(copies.kinds, copies.since, keeper) : { basis: '', until: 0 }
    yield* ctx.tx('kept for the law alone', (changes, services) => {
      if (kept.until > 0 && consent === '') holderOf(services).restrict(changes, hex(key), kept.until)
      return null
    })
    found.push({ key, copies, kept })
  }
  const passedOn = found.filter((f) => f.copies?.passedOn)
  const until = Math.max(0, ...passedOn.map((f) => f.kept.until))
  if (passedOn.length > 0)
    yield* ctx.step('tell the own systems', async ({ services, deduplicationId }) => {
      await holderOf(services).tell({ records: passedOn.map((f) => hex(f.key)), consent, until }, deduplicationId)
      return null
    })
  const items: Attested[] = []
  for (const { key, copies, kept } of found) {
    if (!copies) items.push(yield* nothingHere(asked, key))
    else if (kept.until > 0) items.push(yield* note(asked, { record: key, outcome: 'retained', ...kept }))
    else items.push(yield* destroy(asked, key))
  }
  return items
}

/** What is held when nothing of it is under way any more. */
function* settled<S extends CoreServices>(
  { ctx, holderOf }: Asked<S>,
  who: { readonly name: string; readonly key: string },
  key: string,
  consent: string,
): Flow<Copies | null> {
  for (;;) {
    const copies = yield* ctx.read('what is held', (services) => {
      const held = holderOf(services).copies(who, key, consent)
      return held ? { ...held } : null
    })
    if (!copies?.busy) return copies
    yield* ctx.step('stop what is under way', async ({ services }) => {
      await holderOf(services).stop(key, consent)
      return null
    })
    yield* ctx.sleep(LOOK)
  }
}

/** Attested before, or let go to this holder and never opened here, or never here at all. */
function* nothingHere<S extends CoreServices>(asked: Asked<S>, key: Uint8Array): Flow<Attested> {
  const { ctx, notice, person, holderOf } = asked
  const before = yield* ctx.read('attested before', (services) => {
    const said = holderOf(services).attested(rowOf(person, key, notice))
    return said ? { ...said } : null
  })
  if (before) return before
  const shared = yield* ctx.read('on the ledger', (services) => wasShared(services, person, hex(key), hex(notice.consent)))
  return { record: key, outcome: shared ? 'deleted' : 'never-held', basis: '', until: 0 }
}

const wasShared = ({ vault }: CoreServices, person: string, key: string, consent: string): boolean =>
  sharesIn(vault).some((s) => s.signers.includes(person) && s.records.includes(key) && (consent === '' || s.consent === consent))

/** Names a row by nothing that tells whose it is. */
const rowOf = (person: string, key: Uint8Array, { kind, consent }: Notice): string =>
  hex(H('attested', utf8(`${person} ${kind} ${hex(consent)}`), key))

function* note<S extends CoreServices>({ ctx, notice, person, holderOf }: Asked<S>, attested: Attested): Flow<Attested> {
  yield* ctx.tx('attested', (changes, services) => {
    holderOf(services).attest(changes, rowOf(person, attested.record, notice), attested)
    return null
  })
  return attested
}

function* destroy<S extends CoreServices>(asked: Asked<S>, key: Uint8Array): Flow<Attested> {
  const { ctx, notice, holderOf } = asked
  yield* ctx.step('destroy', async ({ services }) => {
    await holderOf(services).destroy(hex(key), hex(notice.consent))
    return null
  })
  return yield* note(asked, { record: key, outcome: 'deleted', basis: '', until: 0 })
}

function* attest<S extends CoreServices>({ ctx, session, notice, person }: Asked<S>, items: readonly Attested[]): Flow<void> {
  const at = yield* ctx.now()
  const signed = yield* ctx.crypto('attest', async ({ crypto, identity }) => {
    const bytes = encodeAttestation({ notice: notice.id, items, at })
    return { bytes, signature: await crypto.sign(identity.seed, attestationMessage(bytes, fromHex(person))) }
  })
  yield* ctx.send(session, attestationCodec, signed)
}
