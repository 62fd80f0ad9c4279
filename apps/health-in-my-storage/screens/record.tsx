/** One record as it is opened: its entries, what each says and how it stands. What a record holds is shown as text, whatever it looks like. */
import type { ResourceView } from '@hdms/health/fhir/view.ts'
import { type ReactNode, useState } from 'react'
import { useLanguage } from '../../look/language.ts'
import { Action } from '../../look/parts/action.tsx'
import { Icon } from '../../look/parts/icon.tsx'
import { Pill } from '../../look/parts/list.tsx'
import { Sure } from '../../look/parts/sheet.tsx'
import { Loading, Problem } from '../../look/parts/states.tsx'
import { useAction, useData, useNode } from '../node.tsx'
import { kindName, moment, recordDates, typeset } from '../parts/format.ts'
import { useTexts } from '../texts.ts'

export interface RecordLine {
  readonly verificationKey: string
  readonly profile: string
  readonly kinds: Readonly<Record<string, number>>
  readonly storedAt: number
  /** X.500 name of who issued it, when it was not the person. */
  readonly issuerName?: string
  /** A registered record: its notary. */
  readonly notary?: string
  /** Verification key of the record that stands instead. */
  readonly supersededBy?: string
}
interface Group {
  readonly kind: string
  /** As it was received, numbers with their digits. */
  readonly json: string
  readonly view: ResourceView
}
interface RecordContent {
  readonly profile: string
  readonly groups: readonly Group[]
}
/** Entries of one kind that are shown before the rest is asked for. */
const FIRST = 30
/** HL7's codes of what lies above and below (v3 ObservationInterpretation). */
const HIGH: ReadonlySet<string> = new Set(['H', 'HH', 'HU', '>'])
const LOW: ReadonlySet<string> = new Set(['L', 'LL', 'LU', '<'])
/** A value of more characters has a line of its own. */
const LONG = 28

/** @param whose name of the person whom it is about, when it is not the owner of this node */
export function OneRecord({
  line,
  origin,
  whose,
}: {
  readonly line: RecordLine
  readonly origin: ReactNode
  readonly whose?: string
}): ReactNode {
  const t = useTexts()
  const language = useLanguage()
  const node = useNode()
  const { data, error } = useData<RecordContent>(`/${whose === undefined ? 'records' : 'others'}/${line.verificationKey}`)
  const [asking, setAsking] = useState(false)
  const erase = useAction(async () => {
    await node.request('DELETE', `/records/${line.verificationKey}`)
    location.hash = 'records'
  })
  const kinds = Object.keys(line.kinds)
  return (
    <>
      <a className="back" href="#records">
        <Icon name="back" small />
        {t.records.back}
      </a>
      <h1>{whose ?? t.records.profiles[line.profile] ?? line.profile}</h1>
      {whose === undefined ? null : <p className="notice">{t.records.apart}</p>}
      <p className="help">{moment(line.storedAt, language)}</p>
      <p>{origin}</p>
      <Problem error={error} />
      {data || error ? null : <Loading />}
      {data ? kinds.map((kind) => <Kind key={kind} kind={kind} groups={data.groups.filter((g) => g.kind === kind)} />) : null}
      <p className="key">
        <span className="help">{line.verificationKey}</span>
      </p>
      <Action kind="danger" onPress={() => setAsking(true)}>
        {t.records.erase}
      </Action>
      <Sure
        title={t.records.eraseTitle}
        text={t.records.eraseText}
        go={t.records.eraseGo}
        open={asking}
        busy={erase.busy}
        error={erase.error}
        onGo={() => void erase.act()}
        onClose={() => setAsking(false)}
      />
    </>
  )
}

function Kind({ kind, groups }: { readonly kind: string; readonly groups: readonly Group[] }): ReactNode {
  const t = useTexts()
  const [all, setAll] = useState(false)
  return (
    <section>
      <h2>
        {kindName(kind, t)} <span className="soft">{t.records.resources(groups.length)}</span>
      </h2>
      <ul className="entries">
        {groups.slice(0, all ? undefined : FIRST).map(({ json, view }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries of a record never change their place
          <li key={i}>
            <details>
              <summary>
                <Glance kind={kind} view={view} />
              </summary>
              <pre>{json}</pre>
            </details>
          </li>
        ))}
      </ul>
      {groups.length > FIRST && !all ? <Action onPress={() => setAll(true)}>{t.records.resources(groups.length)}</Action> : null}
    </section>
  )
}

/** One entry in three lines: what it is (what it is not, first of all), how much, and when, judged against what. */
function Glance({ kind, view }: { readonly kind: string; readonly view: ResourceView }): ReactNode {
  const t = useTexts()
  const language = useLanguage()
  const { title, value, status, denied, dated, flags = [], interpretation = '', reference } = view
  const said = t.statuses[status] ?? status
  const words = flags.map((flag) => t.flags[flag])
  const judged = words.length > 0 && !words.includes(undefined) ? words.join(', ') : interpretation
  const tone = flags.some((flag) => HIGH.has(flag)) ? 'high' : flags.some((flag) => LOW.has(flag)) ? 'low' : undefined
  const shown = typeset(t.truths[value] ?? value)
  const when = recordDates(view, language)
  return (
    <>
      <span className="title">
        {denied ? <b className="state bad">{said} </b> : null}
        {title === kind ? kindName(kind, t) : title}
      </span>
      <span className={shown.length > LONG ? 'value long' : 'value'}>
        {shown}
        {judged && shown !== '' ? <Pill {...(tone ? { tone } : {})}>{judged}</Pill> : null}
      </span>
      <span className="help">
        {[
          when && dated ? t.records.recorded(when) : when,
          denied ? '' : said,
          shown === '' ? judged : '',
          reference ? t.records.reference(typeset(reference)) : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </>
  )
}
