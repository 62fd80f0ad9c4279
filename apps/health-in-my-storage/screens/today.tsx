/** How much the person moved, how they walk, and what of it is on their ledger and paid. */

import type { CrossCheck } from '@hdms/flows/activity/book/phone.ts'
import type { Appealed, Claimed } from '@hdms/flows/activity/book/rows.ts'
import type { Index } from '@hdms/health/gait/evaluation.ts'
import { readWhole } from '@hdms/shared/decimal.ts'
import { type ReactNode, useEffect, useState } from 'react'
import { listen, mayListen } from '../motion.ts'
import { useAction, useData, useNode } from '../node.tsx'
import { recordDate } from '../parts/format.ts'
import { Action, Card, Choice, Facts, Field, Problem } from '../parts/ui.tsx'
import { useLanguage, useTexts } from '../texts.ts'

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
      {shoes.data?.shoes.length === 0 ? (
        <Card>
          <p>{t.today.noShoes}</p>
          <a className="button primary" href="#shoes">
            {t.shoes.pair}
          </a>
        </Card>
      ) : (
        <a className="ahead" href="#shoes">
          {t.shoes.title}
        </a>
      )}
      {day ? <DayCard day={day} /> : data ? <p className="quietly">{t.today.nothing}</p> : null}
      {data?.unrecorded.map((date) => (
        <Enter key={date} date={date} />
      ))}
      {data ? <Trend days={data.days} /> : null}
      {data ? <Evaluation view={data} /> : null}
      {shoes.data?.shoes.length ? (
        <a className="ahead" href="#walk-test">
          {t.walkTest.open}
        </a>
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

/** Steps of the last two weeks as bars. */
function Trend({ days }: { readonly days: readonly DayLine[] }): ReactNode {
  const t = useTexts()
  const language = useLanguage()
  const last = days.slice(0, 14).reverse()
  const most = Math.max(1, ...last.map((d) => d.steps))
  if (last.length < 2) return null
  return (
    <section>
      <h2>{t.today.trend}</h2>
      <div className="bars" role="img" aria-label={last.map((d) => `${recordDate(d.date, language)} ${d.steps}`).join(', ')}>
        {last.map((d) => (
          <progress key={d.date} max={most} value={d.steps} title={`${recordDate(d.date, language)}: ${d.steps}`} />
        ))}
      </div>
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
    <section className="stack">
      <Problem error={error} />
      <Action kind="primary" busy={busy} onPress={() => void act()}>
        {t.today.enter(recordDate(date, language))}
      </Action>
      <p className="help">{t.today.enterHelp}</p>
    </section>
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
