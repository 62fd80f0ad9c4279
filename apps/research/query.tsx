/** One query: its codes and count, the board's approvals, answers, purchases with their verification report, and the export. */
import { fromBase64 } from '@hdms/shared/bytes.ts'
import { type ReactNode, useState } from 'react'
import { Problem } from '../look/parts/states.tsx'
import type { AnswerView, ExportFiles, QueryView } from './api.ts'
import { Press, useApi, useDo, useFresh, useTexts } from './parts.tsx'

const month = (n: number): string => new Date(Date.UTC(1970, n)).toISOString().slice(0, 7)

export function Query({ id }: { readonly id: string }): ReactNode {
  const t = useTexts()
  const api = useApi()
  const { data: q, error, reload } = useFresh<QueryView>(`/queries/${id}`)
  const [approvals, setApprovals] = useState('')
  const work = useDo()
  if (!q) return <Problem error={error} />
  const few = q.count === '<10'
  const ask = (): Promise<void> => work.run(async () => api.ask('POST', `/queries/${id}/ask`, JSON.parse(approvals) as object)).then(reload)
  return (
    <article className="card">
      <div className="row between">
        <h2>{q.words || q.criteria.map((c) => c.concept).join(', ')}</h2>
        <span className="state">{t.states[q.state]}</span>
      </div>
      <p className="help">
        {q.from} – {q.until} · {q.purposeWords} · {q.price} × {q.people} · {t.until} {new Date(q.useUntil).toISOString().slice(0, 10)}
      </p>
      {q.criteria.map((c) => (
        <p key={c.concept}>
          <b>{c.concept}</b> {c.least ?? ''} {c.most === undefined ? '' : `– ${c.most}`} <span className="help">{t.codes(c.codesAll)}</span>{' '}
          <code>{c.codes.slice(0, 12).join(' ')}</code>
        </p>
      ))}
      <p className="help">
        {t.hash} <code>{q.hash}</code>
      </p>
      {q.why ? <p className="notice bad">{q.why}</p> : null}
      {q.state === 'draft' ? (
        <Press kind="primary" busy={work.busy} onPress={() => void work.run(() => api.ask('POST', `/queries/${id}/count`)).then(reload)}>
          {t.count}
        </Press>
      ) : null}
      {q.count ? (
        <>
          <p className="figure">{few ? t.tooFew : t.counted(q.count)}</p>
          {q.cells.length > 0 ? (
            <p className="help">
              {t.cells}: {q.cells.map((c) => `${c.from}–${c.to} ${c.sex} ${c.count}`).join(', ')}
            </p>
          ) : null}
        </>
      ) : null}
      {q.state === 'counted' && !few ? (
        <>
          <label className="plain-field">
            {t.approve}
            <textarea rows={4} value={approvals} onChange={(event) => setApprovals(event.target.value)} />
            <span className="help">
              {t.approveHelp} <code>{`npx hdms review ${id}`}</code>
            </span>
          </label>
          <Press kind="primary" busy={work.busy} off={!isJson(approvals)} onPress={() => void ask()}>
            {t.ask}
          </Press>
        </>
      ) : null}
      <Problem error={work.error} />
      {q.state === 'asked' || q.state === 'asking' ? <Answers query={q} /> : null}
    </article>
  )
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}

function Answers({ query }: { readonly query: QueryView }): ReactNode {
  const t = useTexts()
  const api = useApi()
  const { data, reload } = useFresh<{ answers: readonly AnswerView[] }>(`/queries/${query.id}/answers`)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const work = useDo()
  const answers = data?.answers ?? []
  const waiting = answers.filter((a) => a.state === 'shown').map((a) => a.id)
  const picked = chosen.filter((id) => waiting.includes(id))
  const buy = async (): Promise<void> => {
    if (await work.run(() => api.ask('POST', '/purchases', { answers: picked }))) setChosen([])
    reload()
  }
  return (
    <section>
      <h2>{t.answers}</h2>
      {answers.length === 0 ? <p className="quietly">{t.noAnswers}</p> : null}
      {answers.length > 0 ? (
        <div className="wide">
          <table>
            <tbody>
              {answers.map((a, i) => (
                <tr key={a.id}>
                  <td>
                    {a.state === 'shown' ? (
                      <input
                        type="checkbox"
                        aria-label={`${i + 1}`}
                        checked={picked.includes(a.id)}
                        onChange={(e) => setChosen(e.target.checked ? [...chosen, a.id] : chosen.filter((c) => c !== a.id))}
                      />
                    ) : null}
                  </td>
                  <td>
                    {a.sets.map((s) => (
                      <div key={s.criterion}>
                        {query.criteria[s.criterion]?.concept} <b>{s.count}</b>{' '}
                        <span className="help">{`${month(s.from)} – ${month(s.until)}`}</span>
                      </div>
                    ))}
                  </td>
                  <td>
                    <span className={a.state === 'bought' ? 'state good' : 'state'}>{t.states[a.state] ?? a.state}</span>
                    {a.why ? <div className="help">{a.why}</div> : null}
                    {a.attested ? <div className="help">{a.attested}</div> : null}
                    {a.state === 'withdrawn' && a.kept ? (
                      <Press
                        kind="danger"
                        onPress={() =>
                          void work
                            .run(() => api.ask('POST', `/answers/${a.id}/attest`, { outcome: 'deleted', basis: 'withdrawn' }))
                            .then(reload)
                        }
                      >
                        {t.attest}
                      </Press>
                    ) : null}
                  </td>
                  <td>{a.report.length > 0 ? <Report answer={a} /> : null}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      <Problem error={work.error} />
      {waiting.length > 0 ? (
        <div className="row">
          <Press onPress={() => setChosen(waiting)}>{t.choose}</Press>
          <Press kind="primary" busy={work.busy} off={picked.length === 0} onPress={() => void buy()}>
            {t.buy(picked.length, picked.length * query.price)}
          </Press>
        </div>
      ) : null}
      {answers.some((a) => a.kept) ? <Export query={query.id} /> : null}
    </section>
  )
}

function Report({ answer }: { readonly answer: AnswerView }): ReactNode {
  const t = useTexts()
  const signed = answer.report.filter((r) => r.recordId !== '')
  return (
    <details>
      <summary>{t.report}</summary>
      <p className="help">
        {t.verified(signed.length)}, {t.claimed(answer.report.length - signed.length)}
      </p>
      {signed.map((r) => (
        <p key={r.key} className="help">
          {r.issuer} · {r.notary}
          <br />
          <code>{r.key}</code>
        </p>
      ))}
    </details>
  )
}

function Export({ query }: { readonly query: string }): ReactNode {
  const t = useTexts()
  const api = useApi()
  const work = useDo()
  const [made, setMade] = useState<ExportFiles>()
  const { withdrawn = 0, ended = 0, unanswered = 0 } = made?.leftOut ?? {}
  const save = (name: string, content: string | Uint8Array): void => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(
      new Blob([typeof content === 'string' ? content : Uint8Array.from(content)], {
        type: typeof content === 'string' ? 'text/plain' : 'application/octet-stream',
      }),
    )
    link.download = name.replaceAll('/', '_')
    link.click()
    URL.revokeObjectURL(link.href)
  }
  return (
    <section>
      <h2>{t.exportTitle}</h2>
      <p className="help">{t.exportHelp}</p>
      <Problem error={work.error} />
      <Press
        busy={work.busy}
        onPress={() => void work.run(async () => setMade(await api.ask<ExportFiles>('GET', `/queries/${query}/export`)))}
      >
        {t.exportGo}
      </Press>
      {made ? <p className="help">{t.exportUntil(made.usableUntil.slice(0, 16).replace('T', ' '))}</p> : null}
      {withdrawn + ended + unanswered > 0 ? <p className="help">{t.exportLeftOut(withdrawn, ended, unanswered)}</p> : null}
      {made?.files.map((f) => (
        <div key={f.name} className="pick">
          <code>{f.name}</code>
          <Press
            onPress={() => save(f.name, f.base64 === undefined ? f.text : fromBase64(f.base64))}
          >{`${(f.bytes / 1024).toFixed(1)} KiB`}</Press>
        </div>
      ))}
    </section>
  )
}
