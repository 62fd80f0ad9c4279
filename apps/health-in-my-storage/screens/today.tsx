/** How much the person moved, how they walk, and what of it is on their ledger and paid. */

import type { CrossCheck } from '@hdms/flows/activity/book/phone.ts'
import type { Appealed, Claimed } from '@hdms/flows/activity/book/rows.ts'
import type { Index } from '@hdms/health/gait/evaluation.ts'
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
  readonly wearer?: { readonly born: number }
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
  if (!view.wearer) return <About />
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
    </section>
  )
}

/** Reference ranges depend on age and sex, which stay on this device. */
function About(): ReactNode {
  const t = useTexts()
  const node = useNode()
  const [born, setBorn] = useState('')
  const [sex, setSex] = useState('unknown')
  const { busy, error, act } = useAction(() => node.request('POST', '/activity/about', { born: readWhole(born, 'year of birth'), sex }))
  return (
    <section className="stack">
      <h2>{t.today.evaluation}</h2>
      <p className="help">{t.today.aboutHelp}</p>
      <Problem error={error} />
      <Field label={t.today.born} value={born} onChange={setBorn} name="born" inputMode="numeric" maxLength={4} autoComplete="off" />
      <Choice
        label={t.requests.sex}
        name="sex"
        value={sex}
        onChange={setSex}
        options={(['female', 'male', 'unknown'] as const).map((s) => [s, t.requests.sexes[s]])}
      />
      <Action kind="primary" busy={busy} isDisabled={!/^\d{4}$/.test(born)} onPress={() => void act()}>
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
