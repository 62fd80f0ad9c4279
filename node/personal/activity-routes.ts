/** What a person does with their shoes, days and tokens. */

import type { PhoneSample } from '@hdms/flows/activity/book/phone.ts'
import type { DayRow, EntryRow, Wearer } from '@hdms/flows/activity/book/rows.ts'
import { appealDay, claimDay } from '@hdms/flows/activity/claim.ts'
import { basesOf, giveBasis, withdrawBasis } from '@hdms/flows/activity/give-basis.ts'
import { joinProgramme } from '@hdms/flows/activity/join.ts'
import { recordDay } from '@hdms/flows/activity/record.ts'
import { pairShoe, syncShoe } from '@hdms/flows/activity/sync.ts'
import type { FlowDefinition } from '@hdms/flows/engine/context.ts'
import { moveTokens } from '@hdms/flows/token/move.ts'
import { payTokens, requestTokens } from '@hdms/flows/token/pay.ts'
import { mergeTokens, redeemTokens } from '@hdms/flows/token/present.ts'
import { holdings, sumOf } from '@hdms/flows/token/wallet.ts'
import { type DayMeasures, evaluate } from '@hdms/health/gait/evaluation.ts'
import { AIDS, type Aid } from '@hdms/health/gait/genuine.ts'
import { totalsOf } from '@hdms/health/gait/observations.ts'
import { base64, fromBase64, hex } from '@hdms/shared/bytes.ts'
import { digits, instantIn, readWhole } from '@hdms/shared/decimal.ts'
import type { ShoePort } from '@hdms/shared/device/gatt.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { PathRules } from '@hdms/shared/identity/path.ts'
import { verifyNodeInfo } from '@hdms/shared/network/node-info.ts'
import { type Clock, DAY, MINUTE } from '@hdms/shared/time.ts'
import type { Node } from '../core/node.ts'
import { objectOf, type Route, textOf } from '../core/routes.ts'
import type { DayKeeper } from './day-keeper.ts'
import type { PersonServices } from './profile.ts'
import { type WalkTests, walkTestRoutes } from './walk-tests.ts'

export interface ActivityNeeds {
  readonly clock: Clock
  readonly rules: () => PathRules
  readonly keeper: DayKeeper
  readonly tests: WalkTests
  /** The radio to a shoe at an address. */
  readonly shoe: (address: string) => ShoePort
}

const dateOfDay = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)

/** Days that an evaluation looks at. */
const LOOK_BACK = 28

export function activityRoutes(node: Node<PersonServices>, { clock, rules, keeper, tests, shoe }: ActivityNeeds): Route[] {
  const { services } = node
  const { activity, wallet, crypto, identity } = services
  const get = (path: string, handle: Route['handle']): Route => ({ method: 'GET', path, handle })
  const post = (path: string, handle: Route['handle']): Route => ({ method: 'POST', path, handle })
  async function done<A, R>(definition: FlowDefinition<PersonServices, A, R>, args: A): Promise<R> {
    const { result } = await node.engine.startFlow(definition as never, args as never)
    return result as Promise<R>
  }
  /** The notary of the issuer, under which days and tokens lie. */
  const notary = (): string => node.directory.node(wallet.issuer || fail('NOT_FOUND', { what: 'issuer of tokens in this network' })).notary
  const line = (day: DayRow) => {
    const phone = activity.phone.of(day)
    return { ...dayLine(day), ...(phone ? { phone } : {}) }
  }
  const entryOf = (tx: string) => activity.days.entry(tx)
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
    /** Enters what is new of a day and has it paid. */
    post('/activity/entries', async ({ body }) => {
      const date = textOf(objectOf(body, 'body')['date'], 'date', 10)
      const entry = await done(recordDay, { date, notary: notary() })
      if (entry === '') fail('NOT_ALLOWED', { why: 'the day has no whole minute that is not entered yet' })
      const units = await done(claimDay, { entry })
      await activity.thin()
      return { entry, units }
    }),
    /** Has an entry paid when that failed before. */
    post('/activity/claims', async ({ body }) => ({
      units: await done(claimDay, { entry: textOf(objectOf(body, 'body')['entry'], 'entry', 64) }),
    })),
    post('/activity/appeals', async ({ body }) => {
      const { entry, minutes, words } = objectOf(body, 'body')
      const tx = textOf(entry, 'entry', 64)
      entryOf(tx)
      const starts = Array.isArray(minutes) ? minutes.filter((m): m is number => typeof m === 'number') : []
      const args = { entry: tx, minutes: starts, words: textOf(words, 'words', 500) }
      const { id } = await node.engine.startFlow(appealDay, args)
      return { flow: id }
    }),
    post('/activity/about', async ({ body }) => {
      await activity.setWearer(wearerOf(objectOf(body, 'body')))
      return {}
    }),
    /** Whether days that are over are entered and claimed without a question. */
    post('/activity/by-itself', async ({ body }) => {
      const { on } = objectOf(body, 'body')
      if (typeof on !== 'boolean') return fail('INPUT_INVALID', { what: 'on', why: 'say true or false' })
      await activity.setByItself(on)
      if (on) keeper.wake()
      return {}
    }),
    /** What the phone's own accelerometer measured: a cross-check that the person sees. */
    post('/activity/phone', async ({ body }) => ({ minutes: await activity.phone.take(samplesOf(objectOf(body, 'body')['samples'])) })),
    post('/activity/keep', async ({ body }) => {
      const keep = objectOf(body, 'body')['keep']
      if (keep !== 'all' && keep !== 'thin') return fail('INPUT_INVALID', { what: 'keep', why: 'all or thin' })
      await activity.setKeep(keep)
      return { thinned: await activity.thin() }
    }),

    ...walkTestRoutes(tests, activity, clock),

    /** On what the person lets days of the public service be sold. */
    get('/bases', async () => ({
      bases: basesOf(node.vault, identity.key).map(({ id, basis: b }) => ({
        id,
        from: dateOfDay(b.from),
        to: dateOfDay(b.to),
        until: new Date(b.until * MINUTE).toISOString(),
      })),
    })),
    post('/bases', async ({ body }) => {
      const { from, to, until } = objectOf(body, 'body')
      const end = instantIn(textOf(until, 'end', 40)) ?? fail('INPUT_INVALID', { what: 'end', why: 'write it as 2027-05-01T00:00:00Z' })
      return {
        basis: await done(giveBasis, { from: textOf(from, 'first day', 10), to: textOf(to, 'last day', 10), until: end, notary: notary() }),
      }
    }),
    post('/bases/withdrawals', async ({ body }) => ({
      transaction: await done(withdrawBasis, { basis: textOf(objectOf(body, 'body')['basis'], 'basis', 64) }),
    })),

    get('/shoes', async () => ({
      shoes: activity.shoes.list().map(({ certificate, side, counter, end, forked }) => ({
        serial: hex(certificate.serial),
        side,
        maker: certificate.maker,
        model: certificate.model,
        packets: counter,
        last: end / 1000,
        forked,
      })),
      programme: activity.programme && { rule: activity.programme.rule, purpose: activity.programme.purpose },
    })),
    post('/shoes', async ({ body }) => {
      const address = textOf(objectOf(body, 'body')['address'], 'address', 300)
      if (!activity.programme) await done(joinProgramme, null)
      const bound = await pairShoe(activity, crypto, identity.key, shoe(address))
      return { serial: hex(bound.certificate.serial), side: bound.side }
    }),
    post('/shoes/sync', async ({ body }) => {
      const { serial, address } = objectOf(body, 'body')
      return { ...(await syncShoe(activity, textOf(serial, 'serial', 32), shoe(textOf(address, 'address', 300)), clock.now())) }
    }),
    {
      method: 'DELETE',
      path: '/shoes/:serial',
      async handle({ params }) {
        await activity.unbind(params['serial'] ?? '')
        return {}
      },
    },

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
    post('/payments', async ({ body }) => {
      const { to, amount, note } = objectOf(body, 'body')
      const args = {
        to: textOf(to, 'to', 300),
        amount: readWhole(amount, 'amount', 1, 0xffffffff),
        note: note ? textOf(note, 'note', 200) : '',
        refunds: '',
      }
      node.directory.node(args.to)
      return { transaction: await done(payTokens, args) }
    }),
    post('/token-moves', async ({ body }) => ({
      transaction: await done(moveTokens, { notary: textOf(objectOf(body, 'body')['notary'], 'notary', 300) }),
    })),
    post('/refunds', async ({ body }) => {
      const line = wallet.line(textOf(objectOf(body, 'body')['payment'], 'payment', 64))
      if (line?.kind !== 'received') return fail('NOT_FOUND', { what: 'payment that was received' })
      return { transaction: await done(payTokens, { to: line.with, amount: line.amount, note: line.note, refunds: line.tx }) }
    }),
    post('/payment-requests', async ({ body }) => {
      const { from, amount, note } = objectOf(body, 'body')
      const args = {
        from: textOf(from, 'from', 300),
        amount: readWhole(amount, 'amount', 1, 0xffffffff),
        note: note ? textOf(note, 'note', 200) : '',
      }
      node.directory.node(args.from)
      const { id } = await node.engine.startFlow(requestTokens, args)
      return { flow: id }
    }),
    post('/redemptions', async ({ body }) => {
      const { amount, note } = objectOf(body, 'body')
      return {
        transaction: await done(redeemTokens, {
          amount: readWhole(amount, 'amount', 1, 0xffffffff),
          note: note ? textOf(note, 'note', 200) : '',
        }),
      }
    }),
    post('/merges', async () => ({ transaction: await done(mergeTokens, null) })),
  ]
}

const indicesOf = (days: DayMeasures[], { born, ...more }: Wearer, today: string) =>
  evaluate(days.reverse(), { ...more, aid: more.aid !== undefined, age: digits(today.slice(0, 4)) - born })

/** @throws INPUT_INVALID */
function wearerOf({ born, sex, height, weight, aid, showsAid }: Readonly<Record<string, unknown>>): Wearer {
  const number = (value: unknown, what: string, low: number, high: number): number =>
    typeof value === 'number' && value >= low && value <= high
      ? value
      : fail('INPUT_INVALID', { what, why: `a number from ${low} to ${high}` })
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
    : (AIDS.find((one) => one === aid) ?? fail('INPUT_INVALID', { what: 'aid', why: `none or one of ${AIDS.join(', ')}` }))

/** Samples in one message: a minute and a half at 100 Hz. */
const MOST_SAMPLES = 9000

/** @throws INPUT_INVALID */
function samplesOf(value: unknown): PhoneSample[] {
  const bad = (): never => fail('INPUT_INVALID', { what: 'samples', why: `at most ${MOST_SAMPLES} lists of time (s), x, y, z (m/s²)` })
  if (!Array.isArray(value) || value.length > MOST_SAMPLES) return bad()
  return value.map((s: unknown) =>
    Array.isArray(s) && s.length === 4 && s.every((n) => Number.isFinite(n)) ? (s as unknown as PhoneSample) : bad(),
  )
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
