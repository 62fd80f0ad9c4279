/** The audit log: who did what, in which role. For those who run the node, and those who watch over it. */
import { type ReactNode, useState } from 'react'
import { useLanguage } from '../look/language.ts'
import { Action } from '../look/parts/action.tsx'
import { Loading, Problem } from '../look/parts/states.tsx'
import { useFresh } from '../research/parts.tsx'
import { useTexts } from './texts.ts'

interface Act {
  readonly number: number
  readonly time: string
  readonly by: string
  readonly role: string
  readonly event: string
  readonly of: string
  readonly more: string
}
interface ActsView {
  readonly acts: readonly Act[]
  readonly total: number
  readonly broken?: number
}
const PAGE = 50

/** Newest first, fifty at a time. */
export function Acts(): ReactNode {
  const t = useTexts()
  const language = useLanguage()
  const [before, setBefore] = useState<number>()
  const { data, error } = useFresh<ActsView>(`/acts?count=${PAGE}${before === undefined ? '' : `&before=${before}`}`, 15_000)
  if (!data) return <main className="broad">{error ? <Problem error={error} /> : <Loading />}</main>
  const last = data.acts.at(-1)?.number ?? 1
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'medium' })
  return (
    <main className="broad">
      {data.broken === undefined ? (
        <p className="notice good">{t.whole(data.total)}</p>
      ) : (
        <p className="notice bad" role="alert">
          {t.broken(data.broken)}
        </p>
      )}
      <div className="card log">
        <table>
          <thead>
            <tr>
              <th scope="col">#</th>
              <th scope="col">{t.time}</th>
              <th scope="col">{t.who}</th>
              <th scope="col">{t.role}</th>
              <th scope="col">{t.what}</th>
              <th scope="col">{t.about}</th>
            </tr>
          </thead>
          <tbody>
            {data.acts.map((act) => (
              <tr key={act.number}>
                <td>{act.number}</td>
                <td>{time.format(new Date(act.time))}</td>
                <td>{act.by === 'operator' ? t.byToken : act.by}</td>
                <td>
                  {act.role
                    .split('+')
                    .map((role) => t.roles[role] ?? role)
                    .join(', ')}
                </td>
                <td>
                  {t.events[act.event] ?? <code>{act.event}</code>}{' '}
                  {act.more ? <span className="help">{t.events[act.more] ?? act.more}</span> : null}
                </td>
                <td>{act.of ? <code>{act.of}</code> : null}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="row">
        {before === undefined ? null : <Action onPress={() => setBefore(undefined)}>{t.newer}</Action>}
        <Action isDisabled={last <= 1} onPress={() => setBefore(last)}>
          {t.older}
        </Action>
        <a className="button" href="/api/acts/export" download="audit.jsonl">
          {t.exportLog}
        </a>
      </div>
      <p className="help">{t.exportHelp}</p>
    </main>
  )
}
