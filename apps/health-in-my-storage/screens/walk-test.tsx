/**
 * A six-minute walk that is guided as one: what to do, a countdown, the words of each minute (ATS statement 2002, Am. J. Respir. Crit. Care Med.
 * 166:111), the end, and what its distance may be compared with. It goes by the clock, so a locked phone or a reload ends it at the same moment.
 */
import { type Index, SIX_MINUTES, STEADY, type WalkTest as Times, type Walked } from '@hdms/health/gait/evaluation.ts'
import { decimalIn } from '@hdms/shared/decimal.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { type ReactNode, useEffect, useState } from 'react'
import { useLanguage } from '../../look/language.ts'
import { Action } from '../../look/parts/action.tsx'
import { Card, Facts } from '../../look/parts/card.tsx'
import { Icon } from '../../look/parts/icon.tsx'
import { Problem } from '../../look/parts/states.tsx'
import { useAction, useData, useNode } from '../node.tsx'
import { moment } from '../parts/format.ts'
import { recall, remember } from '../remembered.ts'
import { signal, stayAwake } from '../signals.ts'
import { useTexts } from '../texts.ts'

/** Before the start, s: time to put the phone away and stand. */
const COUNTDOWN = 10
/** Whoever was not told to stop soon after the end, s, walked no test: the page slept, or was closed. */
const MISSED = 60
/** The last word before the end, s. */
const LAST_WORD = 15
/** Where the start of the test that is under way is kept, and one that the node does not have yet: a reload loses neither. */
const KEY = 'walk-test'
const MADE = 'walk-test-made'

export interface Made extends Times, Walked {
  readonly whole: boolean
  /** The shoes were read beyond its end. */
  readonly read: boolean
}

const seconds = (): number => Date.now() / 1000
const clock = (s: number): string => `${Math.floor(s / 60)}:${String(Math.floor(s % 60)).padStart(2, '0')}`
/** When the test that is under way starts, s since 1970. */
const begun = (): number | undefined => decimalIn(recall(KEY) ?? '')
const unsaved = (): Times | undefined => {
  const [start, end] = (recall(MADE) ?? '').split(' ').map(decimalIn)
  return start === undefined || end === undefined ? undefined : { start, end }
}

export function WalkTest(): ReactNode {
  const t = useTexts()
  const node = useNode()
  const [start, setStart] = useState(begun)
  const { data, error, reload } = useData<{ tests: readonly Made[] }>('/walk-tests', 5_000)
  const [asking, setAsking] = useState(false)
  const [missed, setMissed] = useState(false)
  const [made, setMade] = useState(unsaved)
  const {
    error: refused,
    busy,
    act: save,
  } = useAction(async (test: Times) => {
    await node.request('POST', '/walk-tests', test).catch((error: unknown) => {
      // Anything else may pass: the test stays here until the node has it.
      if (asHdmsError(error).code === 'INPUT_INVALID') forget()
      throw error
    })
    forget()
    reload()
  })
  const forget = (): void => {
    remember(MADE, '')
    setMade(undefined)
  }
  const finish = (test: Times): void => {
    remember(KEY, '')
    setStart(undefined)
    setAsking(false)
    if (seconds() > test.end + MISSED) return setMissed(true)
    remember(MADE, `${test.start} ${test.end}`)
    setMade(test)
    void save(test)
  }
  const begin = (): void => {
    const at = seconds() + COUNTDOWN
    remember(KEY, String(at))
    setStart(at)
    setMissed(false)
    signal('ready')
  }
  const cancel = (): void => {
    remember(KEY, '')
    setStart(undefined)
  }
  const last = data?.tests.at(-1)
  return (
    <>
      <a className="back" href="#today">
        <Icon name="back" small />
        {t.today.title}
      </a>
      <h1>{t.walkTest.title}</h1>
      <Problem error={error ?? refused} />
      {made ? (
        <div className="notice" aria-live="polite">
          <p>{t.walkTest.unsaved}</p>
          <Action busy={busy} onPress={() => void save(made)}>
            {t.walkTest.save}
          </Action>
        </div>
      ) : null}
      {missed ? <p className="notice">{t.walkTest.missed}</p> : null}
      {start !== undefined ? (
        <UnderWay start={start} onEnd={(end) => finish({ start, end })} onCancel={cancel} />
      ) : last && !asking ? (
        <>
          <Result test={last} />
          <Action kind="primary" onPress={() => setAsking(true)}>
            {t.walkTest.again}
          </Action>
          <Earlier tests={data?.tests.slice(0, -1) ?? []} />
        </>
      ) : data ? (
        <Before onStart={begin} />
      ) : null}
    </>
  )
}

function Before({ onStart }: { readonly onStart: () => void }): ReactNode {
  const t = useTexts()
  return (
    <section className="stack">
      <p>{t.walkTest.lead}</p>
      <ol className="how">
        {t.walkTest.how.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ol>
      <p className="notice">{t.walkTest.not}</p>
      <p className="help">{t.walkTest.alone}</p>
      <Action kind="primary" onPress={onStart}>
        {t.walkTest.ready}
      </Action>
    </section>
  )
}

/** The words of the minute that has begun; the last ones shortly before the end. */
function promptOf(gone: number, prompts: readonly string[]): string | undefined {
  if (gone >= SIX_MINUTES - LAST_WORD) return prompts.at(-1)
  const minute = Math.floor(gone / 60)
  return minute === 0 ? undefined : prompts[minute - 1]
}

interface UnderWayProps {
  readonly start: number
  readonly onEnd: (end: number) => void
  readonly onCancel: () => void
}

function UnderWay({ start, onEnd, onCancel }: UnderWayProps): ReactNode {
  const t = useTexts()
  const [now, setNow] = useState(seconds)
  const gone = now - start
  useEffect(stayAwake, [])
  useEffect(() => {
    const timer = setInterval(() => setNow(seconds()), 200)
    return () => clearInterval(timer)
  }, [])
  const walking = gone >= 0
  const prompt = promptOf(gone, t.walkTest.prompts)
  const over = gone >= SIX_MINUTES
  useEffect(() => {
    if (walking) signal('start')
  }, [walking])
  useEffect(() => {
    if (prompt) signal('word')
  }, [prompt])
  useEffect(() => {
    if (!over) return
    signal('end')
    onEnd(start + SIX_MINUTES)
  }, [over, start, onEnd])
  if (!walking)
    return (
      <section className="stack guide">
        <p>{t.walkTest.stand}</p>
        <p className="figure" role="timer">
          <b>{Math.ceil(-gone)}</b> {t.walkTest.seconds}
        </p>
        <Action onPress={onCancel}>{t.walkTest.cancel}</Action>
      </section>
    )
  return (
    <section className="stack guide">
      <p className="figure" role="timer">
        <b>{clock(Math.max(0, Math.ceil(SIX_MINUTES - gone)))}</b> {t.walkTest.left}
      </p>
      <progress max={SIX_MINUTES} value={gone} />
      <p aria-live="assertive" className="lead">
        {prompt ?? t.walkTest.walk}
      </p>
      <p className="help">{t.walkTest.turn}</p>
      <Action kind="danger" onPress={() => onEnd(Math.min(seconds(), start + SIX_MINUTES))}>
        {t.walkTest.stop}
      </Action>
      <p className="help">{t.walkTest.stopHelp}</p>
    </section>
  )
}

function Result({ test }: { readonly test: Made }): ReactNode {
  const t = useTexts()
  const language = useLanguage()
  const { data } = useData<{ indices: readonly Index[] }>('/activity', 10_000)
  const time = clock(test.end - test.start)
  if (!test.read)
    return (
      <div className="notice" aria-live="polite">
        <p>{t.walkTest.over}</p>
        <p>{t.walkTest.reading}</p>
      </div>
    )
  const low = data?.indices.find((i) => i.name === 'six-minute-walk')?.low
  return (
    <>
      <Card>
        {test.steps === 0 ? (
          <p>{t.walkTest.nothingSeen}</p>
        ) : (
          <p className="figure">
            <b>{t.walkTest.distance(Math.round(test.distance))}</b>
          </p>
        )}
        <Facts
          rows={[
            [t.walkTest.inTime, `${time} · ${moment(test.start * 1000, language)}`],
            [t.walkTest.steps, String(test.steps)],
            [t.walkTest.turns, String(test.turns)],
          ]}
        />
        {test.whole ? null : <p className="notice">{t.walkTest.early(time)}</p>}
      </Card>
      {test.whole && test.steps > 0 ? (
        <section>
          <h2>{t.walkTest.compare}</h2>
          <ul className="how">
            <li>{low === undefined ? t.walkTest.noRange : t.walkTest.range(Math.round(low))}</li>
            <li>{t.walkTest.own}</li>
            <li>{t.walkTest.others}</li>
            {test.turns > STEADY.turns * test.steps ? <li>{t.walkTest.many}</li> : null}
          </ul>
          <p className="help">{t.today.noDiagnosis}</p>
        </section>
      ) : null}
    </>
  )
}

function Earlier({ tests }: { readonly tests: readonly Made[] }): ReactNode {
  const t = useTexts()
  const language = useLanguage()
  const whole = tests.filter((test) => test.whole && test.steps > 0)
  if (whole.length === 0) return null
  return (
    <section>
      <h2>{t.walkTest.earlier}</h2>
      <Facts
        rows={[...whole]
          .reverse()
          .map((test) => [moment(test.start * 1000, language), t.walkTest.distance(Math.round(test.distance))] as const)}
      />
    </section>
  )
}
