/** How much the person moved, how they walk, and what of it is on their ledger and paid. */

import type { CrossCheck } from '@hdms/flows/activity/book/phone.ts'
import type { Appealed, Claimed, Wearer } from '@hdms/flows/activity/book/rows.ts'
import type { Index } from '@hdms/health/gait/evaluation.ts'
import { AIDS } from '@hdms/health/gait/genuine.ts'
import { readWhole } from '@hdms/shared/decimal.ts'
import { type ReactNode, useEffect, useState } from 'react'
import { useLanguage } from '../../look/language.ts'
import { Action } from '../../look/parts/action.tsx'
import { Card, Facts, Hero } from '../../look/parts/card.tsx'
import { Bars } from '../../look/parts/chart.tsx'
import { Choice, Field } from '../../look/parts/field.tsx'
import { Icon } from '../../look/parts/icon.tsx'
import { Row, Rows } from '../../look/parts/list.tsx'
import { Empty, Loading, Problem } from '../../look/parts/states.tsx'
import { listen, mayListen } from '../motion.ts'
import { useAction, useData, useNode } from '../node.tsx'
import { recordDate, weekday } from '../parts/format.ts'
import { useTexts } from '../texts.ts'

export interface DayLine {
  readonly date: string
  readonly steps: number
  readonly distance: number
  readonly moderate: number
  readonly vigorous: number
  readonly doubtful: number
  readonly speed?: number
  readonly cadence?: number
  readonly units: number
  readonly phone?: CrossCheck
  readonly entries: readonly { readonly tx: string; readonly claim?: Claimed; readonly appeal?: Appealed }[]
}
export interface ActivityView {
  readonly today: string
  readonly days: readonly DayLine[]
  readonly unrecorded: readonly string[]
  readonly byItself: boolean
  readonly wearer?: Wearer
  readonly indices: readonly Index[]
}

export function Today(): ReactNode {
  const t = useTexts()
  const { data, error } = useData<ActivityView>('/activity', 10_000)
  const shoes = useData<{ shoes: readonly unknown[] }>('/shoes')
  const day = data?.days.find((d) => d.date === data.today)
  return (
    <>
      <h1>{t.today.title}</h1>
      <Problem error={error} />
      {data || error ? null : <Loading />}
      {shoes.data?.shoes.length === 0 ? (
        <Hero tile={<Icon name="shoe" />} title={t.shoes.title} caption={t.today.noShoes}>
          <a className="button" href="#shoes">
            {t.shoes.pair}
          </a>
        </Hero>
      ) : null}
      {data?.unrecorded.map((date) => (
        <Enter key={date} date={date} />
      ))}
      {day ? <DayCard day={day} /> : data && shoes.data?.shoes.length ? <Empty icon="activity">{t.today.nothing}</Empty> : null}
      {data ? <Trend days={data.days} /> : null}
      {data ? <Evaluation view={data} /> : null}
      {shoes.data?.shoes.length ? (
        <Rows>
          <Row href="#shoes" tile={<Icon name="shoe" />} title={t.shoes.title} />
          <Row href="#walk-test" tile={<Icon name="activity" />} title={t.walkTest.open} />
        </Rows>
      ) : null}
      {data && shoes.data?.shoes.length ? <ByItself on={data.byItself} /> : null}
      {shoes.data?.shoes.length ? <PhoneCheck /> : null}
    </>
  )
}

function DayCard({ day }: { readonly day: DayLine }): ReactNode {
  const t = useTexts()
  const language = useLanguage()
  const number = new Intl.NumberFormat(language)
  return (
    <Card>
      <p className="figure">
        <b>{number.format(day.steps)}</b> {t.today.steps}
      </p>
      <Facts
        rows={[
          [t.today.distance, `${(day.distance / 1000).toFixed(2)} km`],
          [t.today.minutes, t.today.minutesOf(day.moderate, day.vigorous)],
          ...(day.speed === undefined
            ? []
            : ([[t.today.speed, `${day.speed.toFixed(2)} m/s · ${Math.round(day.cadence ?? 0)} /min`]] as const)),
          ...(day.phone ? ([[t.today.phone, t.today.phoneOf(day.phone.minutes, day.phone.phone, day.phone.shoes)]] as const) : []),
          ...(day.doubtful > 0 ? ([[t.today.doubtful, String(day.doubtful)]] as const) : []),
        ]}
      />
    </Card>
  )
}

/** Steps of the last week as bars. */
function Trend({ days }: { readonly days: readonly DayLine[] }): ReactNode {
  const t = useTexts()
  const language = useLanguage()
  const number = new Intl.NumberFormat(language)
  const last = days.slice(0, 7).reverse()
  if (last.length < 2) return null
  return (
    <section>
      <h2>{t.today.trend}</h2>
      <Card>
        <Bars
          bars={last.map((d) => ({
            name: recordDate(d.date, language),
            short: weekday(d.date, language),
            value: d.steps,
            text: `${number.format(d.steps)} ${t.today.steps}`,
          }))}
        />
      </Card>
    </section>
  )
}

function Evaluation({ view }: { readonly view: ActivityView }): ReactNode {
  const t = useTexts()
  const language = useLanguage()
  const [changes, setChanges] = useState(false)
  if (!view.wearer || changes) return <About known={view.wearer} saved={() => setChanges(false)} />
  const shown = view.indices.filter((i) => i.standing !== 'not-applicable')
  return (
    <section>
      <h2>{t.today.evaluation}</h2>
      {shown.length === 0 ? <p className="quietly">{t.today.tooEarly}</p> : null}
      {shown.map((i) => (
        <Card key={i.name}>
          <p>{i.words[language]}</p>
          <p className="help">
            {i.value === undefined ? '' : `${Math.round(i.value * 100) / 100} ${i.unit} · `}
            {i.source}
          </p>
        </Card>
      ))}
      <p className="help">{t.today.noDiagnosis}</p>
      <Action onPress={() => setChanges(true)}>{t.today.aboutChange}</Action>
    </section>
  )
}

interface AboutFields {
  readonly born: string
  readonly sex: string
  readonly height: string
  readonly weight: string
  readonly aid: string
  readonly showsAid: boolean
}
/** What is sent of the fields: centimetres become metres, and what was left empty is not said. */
const aboutOf = ({ born, sex, height, weight, aid, showsAid }: AboutFields) => ({
  born: readWhole(born, 'year of birth'),
  sex,
  ...(height === '' ? {} : { height: readWhole(height, 'height') / 100 }),
  ...(weight === '' ? {} : { weight: readWhole(weight, 'weight') }),
  ...(aid === 'none' ? {} : { aid, showsAid: showsAid && PAID_BY_RECORD.includes(aid) }),
})
/** Aids by which a foot may do less: minutes that rest on them are paid by a hospital's record alone. */
const PAID_BY_RECORD: readonly string[] = ['crutches', 'prosthesis']

/** Reference ranges depend on age and sex, and what a body can do on its size; all of it stays on this device. */
function About({ known, saved }: { readonly known: Wearer | undefined; readonly saved: () => void }): ReactNode {
  const t = useTexts()
  const node = useNode()
  const [fields, setFields] = useState<AboutFields>({
    born: known ? String(known.born) : '',
    sex: known?.sex ?? 'unknown',
    height: known?.height === undefined ? '' : String(Math.round(known.height * 100)),
    weight: known?.weight === undefined ? '' : String(Math.round(known.weight)),
    aid: known?.aid ?? 'none',
    showsAid: known?.showsAid ?? false,
  })
  const set = (more: Partial<AboutFields>): void => setFields({ ...fields, ...more })
  const { busy, error, act } = useAction(async () => {
    await node.request('POST', '/activity/about', aboutOf(fields))
    saved()
  })
  const { born, sex, height, weight, aid, showsAid } = fields
  const number = { inputMode: 'numeric', autoComplete: 'off' } as const
  const whole = /^\d{4}$/.test(born) && [height, weight].every((v) => /^\d{0,3}$/.test(v))
  return (
    <section className="stack">
      <h2>{t.today.evaluation}</h2>
      <p className="help">{t.today.aboutHelp}</p>
      <Problem error={error} />
      <Field label={t.today.born} value={born} onChange={(v) => set({ born: v })} name="born" maxLength={4} {...number} />
      <Choice
        label={t.requests.sex}
        name="sex"
        value={sex}
        onChange={(v) => set({ sex: v })}
        options={(['female', 'male', 'unknown'] as const).map((s) => [s, t.requests.sexes[s]])}
      />
      <Field label={t.today.height} value={height} onChange={(v) => set({ height: v })} name="height" maxLength={3} {...number} />
      <Field label={t.today.weight} value={weight} onChange={(v) => set({ weight: v })} name="weight" maxLength={3} {...number} />
      <Choice
        label={t.today.aid}
        name="aid"
        value={aid}
        onChange={(v) => set({ aid: v })}
        options={(['none', ...AIDS] as const).map((one) => [one, t.today.aids[one]])}
      />
      {PAID_BY_RECORD.includes(aid) ? (
        <Choice
          label={t.today.showsAid}
          name="shows-aid"
          value={showsAid ? 'yes' : 'no'}
          onChange={(v) => set({ showsAid: v === 'yes' })}
          options={(['yes', 'no'] as const).map((one) => [one, t.today.showsAids[one]])}
        />
      ) : null}
      <Action kind="primary" busy={busy} isDisabled={!whole} onPress={() => void act()}>
        {t.today.save}
      </Action>
    </section>
  )
}

function Enter({ date }: { readonly date: string }): ReactNode {
  const t = useTexts()
  const language = useLanguage()
  const node = useNode()
  const { busy, error, act } = useAction(() => node.request('POST', '/activity/entries', { date }))
  return (
    <>
      <Problem error={error} />
      <Hero tile={<Icon name="wallet" />} title={t.today.enter(recordDate(date, language))} caption={t.today.enterHelp}>
        <Action busy={busy} onPress={() => void act()}>
          {t.today.enterGo}
        </Action>
      </Hero>
    </>
  )
}

/** Entering finished days without a question, for whom that is too much asking. */
function ByItself({ on }: { readonly on: boolean }): ReactNode {
  const t = useTexts()
  const node = useNode()
  const { busy, error, act } = useAction(() => node.request('POST', '/activity/by-itself', { on: !on }))
  return (
    <section className="stack">
      <Problem error={error} />
      <Action busy={busy} onPress={() => void act()}>
        {on ? t.today.askMe : t.today.byItself}
      </Action>
      <p className="help">{on ? t.today.askMeHelp : t.today.byItselfHelp}</p>
    </section>
  )
}

/** The phone's own accelerometer listens while this page is open; the node counts. */
function PhoneCheck(): ReactNode {
  const t = useTexts()
  const node = useNode()
  const [on, setOn] = useState(false)
  const [minutes, setMinutes] = useState(0)
  const { busy, error, act } = useAction(async () => {
    if (!on) await mayListen()
    setOn(!on)
  })
  useEffect(
    () =>
      on
        ? listen((samples) =>
            node.request<{ minutes: number }>('POST', '/activity/phone', { samples }).then((r) => setMinutes((n) => n + r.minutes)),
          )
        : undefined,
    [on, node],
  )
  return (
    <section className="stack">
      <Problem error={error} />
      <Action busy={busy} onPress={() => void act()}>
        {on ? t.today.phoneStop : t.today.phoneStart}
      </Action>
      <p className="help" aria-live="polite">
        {on ? t.today.phoneListening(minutes) : t.today.phoneHelp}
      </p>
    </section>
  )
}
