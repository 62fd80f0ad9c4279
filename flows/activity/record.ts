/**
 * A day goes into the person's own health ledger: a document with its measures, and a state that binds it to what the shoes signed and to the
 * pipeline. Later minutes of the same day extend it.
 */

import { observationsOf } from '@hdms/health/gait/observations.ts'
import { fromHex, hex, utf8 } from '@hdms/shared/bytes.ts'
import { H } from '@hdms/shared/crypto/hash.ts'
import { dayIn } from '@hdms/shared/decimal.ts'
import { decodeDocument, encodeDocument, issueDocument } from '@hdms/shared/documents/document.ts'
import { fromValue } from '@hdms/shared/documents/json.ts'
import { fail } from '@hdms/shared/errors.ts'
import { profileFor } from '../consent/purpose.ts'
import { dummyInput, giveOutOwner, transact, walletInput } from '../core/finality.ts'
import type { FlowDefinition } from '../engine/context.ts'
import type { Flow, Value } from '../engine/types.ts'
import type { ActivityServices } from './book/book.ts'
import { ACTIVITY, decodeDay, encodeDay, type Purpose } from './contract.ts'
import { PIPELINE } from './pipeline.ts'
import { refuse } from './reasons.ts'

export interface RecordArgs {
  /** `2026-05-01`, at the place where the person was. */
  readonly date: string
  /** X.500 name of the notary. */
  readonly notary: string
  readonly [key: string]: Value
}

/** Days since 1970 of a date. @throws INPUT_INVALID */
export const dayNumber = (date: string): number => dayIn(date) ?? refuse('INPUT_INVALID', 'day-form', { what: 'date' })
export const pipelineHash = (name: string): Uint8Array => H('pipeline', utf8(name))
/** How long an owner of a day entry is remembered while nothing came of it. */
const OWNER_DAYS = 30
export const DAY_PROFILE = 'hdms/activity-day'
/** Of a day that was collected for the public service the profile says so. */
export const isDay = (profile: string): boolean => profile === DAY_PROFILE || profile === profileFor(DAY_PROFILE, 'public-service')
/** What a day is collected for; what was entered of it before decides. @param last transaction of its last entry, hex; empty for none */
function purposeOf({ activity, vault }: ActivityServices, last: string): Purpose {
  const before = last === '' ? undefined : vault.output({ txId: fromHex(last), index: 0 })
  return before ? decodeDay(before.output.state).purpose : (activity.programme?.purpose ?? 'own')
}

/** @returns id of the transaction that made the entry, or empty when the day has nothing new */
export const recordDay: FlowDefinition<ActivityServices, RecordArgs, string> = {
  name: 'activity.record',
  version: 1,
  *run(ctx, { date, notary }): Flow<string> {
    dayNumber(date)
    const made = yield* ctx.crypto('gather the day', async (services) => {
      const { activity, identity, crypto, documents } = services
      const gathered = await activity.gather(date)
      if (!gathered) return null
      const { day, minutes, segments } = gathered
      const groups = [
        ...observationsOf(day, identity.name, PIPELINE).map((o) => ({ kind: 'Observation', value: fromValue(o) })),
        { kind: 'minutes', value: fromValue(day.minutes) },
      ]
      const last = day.entries.at(-1)
      const purpose = purposeOf(services, last?.tx ?? '')
      const profile = profileFor(DAY_PROFILE, purpose)
      const doc = issueDocument(profile, identity.key, groups, crypto.random)
      const encoded = encodeDocument(doc)
      const stored = await documents.writeBlob(encoded)
      const entry = { last: last?.tx ?? '', revision: (last?.revision ?? 0) + 1, root: activity.signed.packetsOf(segments), purpose }
      return { encoded, vk: doc.verificationKey, stored, minutes, segments, ...entry }
    })
    if (!made) return ''
    const { revision, root, purpose } = made
    const at = yield* ctx.now()
    yield* ctx.tx('keep the measures', (changes, { documents }) => {
      documents.enter(changes, decodeDocument(made.encoded), made.stored, { storedAt: at, dealing: ctx.id })
      return null
    })
    const owner = yield* giveOutOwner(ctx, ACTIVITY, ctx.id, OWNER_DAYS)
    const last = made.last === '' ? undefined : { txId: fromHex(made.last), index: 0 }
    const from = last
      ? yield* ctx.read('owner of the entry', ({ vault }) => {
          const row = vault.ownerRow(vault.output(last)?.owner ?? new Uint8Array(0))
          return row?.index ?? fail('BUG', { what: 'a day entry without its owner' })
        })
      : yield* ctx.random(16)
    if (last) {
      yield* ctx.tx('hold the entry', (changes, { vault }) => {
        vault.softLock(changes, last, ctx.id)
        return null
      })
    }
    const spending = (services: ActivityServices) => (last ? walletInput(services, from, last) : dummyInput(services, from))
    const { id } = yield* transact(ctx, {
      label: last ? 'Extend' : 'Record',
      dealing: ctx.id,
      notary,
      spending,
      draft: async (services) => ({
        inputs: [{ input: (await spending(services)).input, contract: last ? ACTIVITY : '' }],
        outputs: [
          {
            output: {
              contract: ACTIVITY,
              state: encodeDay({
                person: services.identity.key,
                day: dayNumber(date),
                measures: made.vk,
                packets: root,
                pipeline: pipelineHash(PIPELINE),
                purpose,
                revision,
              }),
            },
            owner,
          },
        ],
        commands: [{ contract: ACTIVITY, name: last ? 'Extend' : 'Record', data: new Uint8Array(0) }],
        signers: [services.identity.key],
        submitter: services.identity.key,
      }),
    })
    yield* ctx.noReturn()
    yield* ctx.tx('entered', (changes, { activity }) => {
      const { segments, minutes } = made
      activity.entered(changes, date, { tx: id, revision, root, measures: hex(made.vk), at, segments, minutes })
      return null
    })
    return id
  },
}
