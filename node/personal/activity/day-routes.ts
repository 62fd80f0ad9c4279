/** Routes about a person's days: what was walked, recording it in the ledger, having it paid, objecting. */

import type { PhoneSample } from '@hdms/flows/activity/book/phone.ts'
import type { DayRow, EntryRow, Wearer } from '@hdms/flows/activity/book/rows.ts'
import { appealDay, claimDay } from '@hdms/flows/activity/claim.ts'
import { recordDay } from '@hdms/flows/activity/record.ts'
import { type DayMeasures, evaluate } from '@hdms/health/gait/evaluation.ts'
import { AIDS, type Aid } from '@hdms/health/gait/genuine.ts'
import { totalsOf } from '@hdms/health/gait/observations.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { digits } from '@hdms/shared/decimal.ts'
import { fail } from '@hdms/shared/errors.ts'
import { get, objectOf, post, type Route, textOf } from '../../core/routes.ts'
import type { DayKeeper } from '../day-keeper.ts'
import { refuse } from '../reasons.ts'
import type { WalkTests } from '../walk-tests.ts'
import { done, notaryOfIssuer, type PersonNode } from './running.ts'

/** Days that an evaluation looks at. */
const LOOK_BACK = 28

/** Looking at days, and what the person says of them. */
export function dayRoutes(node: PersonNode, { keeper, tests }: { readonly keeper: DayKeeper; readonly tests: WalkTests }): Route[] {
  return [...viewRoutes(node, tests), ...payRoutes(node), ...settingRoutes(node, keeper)]
}

function viewRoutes({ services: { activity } }: PersonNode, tests: WalkTests): Route[] {
  const line = (day: DayRow) => {
    const phone = activity.phone.of(day)
    return { ...dayLine(day), ...(phone ? { phone } : {}) }
  }
  return [
    get('/activity', async () => {
      const days = activity.days.list()
      return {
        today: activity.today(),
        days: days.map(line),
        unrecorded: activity.days.unrecorded(),
        keep: activity.keep,
        byItself: activity.byItself,
        signed: activity.signed.extent(),
        ...(activity.wearer
          ? { wearer: activity.wearer, indices: indicesOf(tests.on(days.slice(0, LOOK_BACK)), activity.wearer, activity.today()) }
          : { indices: [] }),
      }
    }),
    get('/activity/:date', async ({ params }) => {
      const day = activity.days.get(params['date'] ?? '') ?? fail('NOT_FOUND', { what: 'day' })
      return { ...line(day), minutes: day.minutes, bouts: day.bouts }
    }),
  ]
}

function payRoutes(node: PersonNode): Route[] {
  const { activity } = node.services
  return [
    /** Enters what is new of a day and has it paid. */
    post('/activity/entries', async ({ body }) => {
      const date = textOf(objectOf(body, 'body')['date'], 'date', 10)
      const entry = await done(node, recordDay, { date, notary: notaryOfIssuer(node) })
      if (entry === '') refuse('NOT_ALLOWED', 'day-entered')
      const units = await done(node, claimDay, { entry })
      await activity.thin()
      return { entry, units }
    }),
    /** Has an entry paid when that failed before. */
    post('/activity/claims', async ({ body }) => ({
      units: await done(node, claimDay, { entry: textOf(objectOf(body, 'body')['entry'], 'entry', 64) }),
    })),
    post('/activity/appeals', async ({ body }) => {
      const { entry, minutes, words } = objectOf(body, 'body')
      const tx = textOf(entry, 'entry', 64)
      activity.days.entry(tx)
      const starts = Array.isArray(minutes) ? minutes.filter((m): m is number => typeof m === 'number') : []
      const args = { entry: tx, minutes: starts, words: textOf(words, 'words', 500) }
      const { id } = await node.engine.startFlow(appealDay, args)
      return { flow: id }
    }),
  ]
}

function settingRoutes({ services: { activity } }: PersonNode, keeper: DayKeeper): Route[] {
  return [
    post('/activity/about', async ({ body }) => {
      await activity.setWearer(wearerOf(objectOf(body, 'body')))
      return {}
    }),
    /** Whether days that are over are entered and claimed without a question. */
    post('/activity/by-itself', async ({ body }) => {
      const { on } = objectOf(body, 'body')
      if (typeof on !== 'boolean') return refuse('INPUT_INVALID', 'true-or-false', { what: 'on' })
      await activity.setByItself(on)
      if (on) keeper.wake()
      return {}
    }),
    /** What the phone's own accelerometer measured: a cross-check that the person sees. */
    post('/activity/phone', async ({ body }) => ({ minutes: await activity.phone.take(samplesOf(objectOf(body, 'body')['samples'])) })),
    post('/activity/keep', async ({ body }) => {
      const keep = objectOf(body, 'body')['keep']
      if (keep !== 'all' && keep !== 'thin') return refuse('INPUT_INVALID', 'sending-form', { what: 'keep' })
      await activity.setKeep(keep)
      return { thinned: await activity.thin() }
    }),
  ]
}

const indicesOf = (days: DayMeasures[], { born, ...more }: Wearer, today: string) =>
  evaluate(days.reverse(), { ...more, aid: more.aid !== undefined, age: digits(today.slice(0, 4)) - born })

/** @throws INPUT_INVALID */
function wearerOf({ born, sex, height, weight, aid, showsAid }: Readonly<Record<string, unknown>>): Wearer {
  const number = (value: unknown, what: string, low: number, high: number): number =>
    typeof value === 'number' && value >= low && value <= high
      ? value
      : refuse('INPUT_INVALID', 'number-range', { what, least: low, most: high })
  return {
    born: number(born, 'year of birth', 1900, 2100),
    sex: sex === 'female' || sex === 'male' ? sex : 'unknown',
    ...(height === undefined ? {} : { height: number(height, 'height in metres', 0.5, 2.6) }),
    ...(weight === undefined ? {} : { weight: number(weight, 'weight in kilograms', 10, 400) }),
    ...(aid === undefined || aid === 'none' || aid === false ? {} : { aid: aidOf(aid) }),
    ...(showsAid === true ? { showsAid } : {}),
  }
}

/** @throws INPUT_INVALID */
const aidOf = (aid: unknown): Aid =>
  aid === true
    ? 'stick'
    : (AIDS.find((one) => one === aid) ?? refuse('INPUT_INVALID', 'none-or-one-of', { what: 'aid', allowed: AIDS.join(', ') }))

/** Samples in one message: a minute and a half at 100 Hz. */
const MOST_SAMPLES = 9000

const isSample = (value: unknown): value is PhoneSample =>
  Array.isArray(value) && value.length === 4 && value.every((n) => Number.isFinite(n))

/** @throws INPUT_INVALID */
function samplesOf(value: unknown): PhoneSample[] {
  const bad = (): never => refuse('INPUT_INVALID', 'samples-form', { what: 'samples', most: MOST_SAMPLES })
  if (!Array.isArray(value) || value.length > MOST_SAMPLES) return bad()
  return value.map((s: unknown) => (isSample(s) ? s : bad()))
}

const dayLine = (day: DayRow) => {
  const genuine = day.minutes.filter((m) => m.verdict.genuine)
  const walks = day.bouts.filter((b) => b.steps >= 30)
  const longest = walks.reduce<(typeof walks)[number] | undefined>((a, b) => (a && a.steps >= b.steps ? a : b), undefined)
  return {
    date: day.date,
    ...totalsOf(genuine),
    doubtful: day.minutes.length - genuine.length,
    ...(longest ? { speed: longest.speed, cadence: longest.cadence } : {}),
    entries: day.entries.map(entryLine),
    units: day.entries.reduce((n, e) => n + (e.claim?.units ?? 0) + (e.appeal?.units ?? 0), 0),
  }
}
const entryLine = ({ tx, revision, root, measures, at, minutes, claim, appeal }: EntryRow) => ({
  tx,
  revision,
  root: hex(root),
  measures,
  at,
  minutes: minutes.length,
  ...(claim ? { claim } : {}),
  ...(appeal ? { appeal } : {}),
})
