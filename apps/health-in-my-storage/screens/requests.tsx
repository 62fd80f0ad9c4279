/** What waits for the person's answer, how their treatments stand, and asking for a new one. */
import type { Ask } from '@hdms/flows/engine/engine.ts'
import type { PaymentQuestion } from '@hdms/flows/token/pay.ts'
import type { CorrectionQuestion } from '@hdms/flows/treatment/correction.ts'
import type { ConsentQuestion } from '@hdms/flows/treatment/dealing.ts'
import { type ReactNode, useState } from 'react'
import { useLanguage } from '../../look/language.ts'
import { Action } from '../../look/parts/action.tsx'
import { Card, Facts } from '../../look/parts/card.tsx'
import { Field } from '../../look/parts/field.tsx'
import { Pill, Row, Rows } from '../../look/parts/list.tsx'
import { Empty, Loading, Problem } from '../../look/parts/states.tsx'
import { useAction, useData, useNode } from '../node.tsx'
import { kindName, moment, purposeName } from '../parts/format.ts'
import { useInstitution } from '../parts/names.ts'
import { RecordList } from '../parts/record-list.tsx'
import { useTexts } from '../texts.ts'
import { SaleCard } from './offers.tsx'
import { AskForTreatment } from './treatment-form.tsx'

interface Dealing {
  readonly id: string
  readonly lines: readonly { readonly step: number; readonly at: number }[]
}
interface FlowLine {
  readonly id: string
  readonly name: string
  readonly state: string
  readonly code?: string
}

export function Requests(): ReactNode {
  const t = useTexts()
  const { data, error } = useData<{ asks: readonly Ask[] }>('/asks')
  return (
    <>
      <h1>{t.requests.waiting}</h1>
      <Problem error={error} />
      {data || error ? null : <Loading rows={1} />}
      {data?.asks.length === 0 ? <Empty icon="check">{t.requests.none}</Empty> : null}
      {data?.asks.map((ask) =>
        ask.question === 'consent' ? (
          <ConsentCard key={ask.id} ask={ask} />
        ) : ask.question === 'sale' ? (
          <SaleCard key={ask.id} ask={ask} />
        ) : ask.question === 'payment' ? (
          <PaymentCard key={ask.id} ask={ask} />
        ) : ask.question === 'correction' ? (
          <CorrectionCard key={ask.id} ask={ask} />
        ) : (
          <ResultCard key={ask.id} ask={ask} />
        ),
      )}
      <Treatments />
      <AskForTreatment waiting={data?.asks.length ?? 0} />
    </>
  )
}

/** Approve, or refuse with a reason that the other side reads. */
function Answer({ ask, yes }: { readonly ask: Ask; readonly yes: string }): ReactNode {
  const t = useTexts()
  const node = useNode()
  const [refusing, setRefusing] = useState(false)
  const [reason, setReason] = useState(t.requests.reasonDefault)
  const { busy, error, act } = useAction((approved: boolean) =>
    node.request('POST', '/answers', { id: ask.id, approved, ...(approved ? {} : { reason }) }),
  )
  return (
    <>
      <Problem error={error} />
      {refusing ? (
        <Field label={t.requests.reason} value={reason} onChange={setReason} name="reason" autoComplete="off" lines={2} maxLength={500} />
      ) : null}
      <div className="decide">
        {refusing ? <Action onPress={() => setRefusing(false)}>{t.records.cancel}</Action> : null}
        <Action
          kind="danger"
          busy={busy}
          isDisabled={refusing && reason.trim() === ''}
          onPress={() => (refusing ? void act(false) : setRefusing(true))}
        >
          {t.requests.refuse}
        </Action>
        {refusing ? null : (
          <Action kind="primary" busy={busy} onPress={() => void act(true)}>
            {yes}
          </Action>
        )}
      </div>
    </>
  )
}

function ConsentCard({ ask }: { readonly ask: Ask }): ReactNode {
  const t = useTexts()
  const institution = useInstitution()
  const language = useLanguage()
  const q = ask.terms as unknown as ConsentQuestion
  return (
    <Card ask={ask.id}>
      <h2>
        {institution(q.recipient)}
        {language === 'ko' ? '' : ' '}
        <span className="soft">{t.requests.asks}</span>
      </h2>
      <Facts
        rows={[
          [
            t.requests.what,
            <ul key="items" className="chips">
              {q.items.map((kind) => (
                <li key={kind}>
                  {kindName(kind, t)} <b>{q.counts[kind] ?? t.requests.none0}</b>
                </li>
              ))}
            </ul>,
          ],
          [t.requests.why, purposeName(q.purpose, t)],
          [t.requests.until, moment(q.end * 60_000, language)],
        ]}
      />
      <RecordList
        title={t.requests.records(q.records.length)}
        records={q.records.map(({ key, kinds, storedAt }) => ({
          key,
          text: `${Object.entries(kinds)
            .map(([kind, count]) => `${kindName(kind, t)} ${count}`)
            .join(', ')} · ${moment(storedAt, language)}`,
        }))}
      />
      <details className="access">
        <summary>{t.requests.path}</summary>
        <p className="help">{q.recipient}</p>
        <p className="help">{t.requests.pathHelp}</p>
        <code>{q.accessPath}</code>
      </details>
      <p className="help">{t.requests.law}</p>
      <Answer ask={ask} yes={t.requests.approve} />
    </Card>
  )
}

function PaymentCard({ ask }: { readonly ask: Ask }): ReactNode {
  const t = useTexts()
  const institution = useInstitution()
  const { from, amount, note } = ask.terms as unknown as PaymentQuestion
  return (
    <Card ask={ask.id}>
      <h2>
        {institution(from)} <span className="soft">{t.wallet.asked}</span>
      </h2>
      <p className="figure">
        <b>{amount}</b> {t.wallet.units}
      </p>
      <p>{note}</p>
      <Answer ask={ask} yes={t.wallet.agree} />
    </Card>
  )
}

function ResultCard({ ask }: { readonly ask: Ask }): ReactNode {
  const t = useTexts()
  const institution = useInstitution()
  const { from, summary } = ask.terms as unknown as { from: string; summary: string }
  return (
    <Card ask={ask.id}>
      <h2>
        <span className="soft">{t.requests.resultFrom}</span> {institution(from)}
      </h2>
      <p className="summary">{summary}</p>
      <p className="help">{t.requests.resultHelp}</p>
      <Answer ask={ask} yes={t.requests.accept} />
    </Card>
  )
}

/** A record that was wrong: what stands instead, why, and the way to the one that it replaces. */
function CorrectionCard({ ask }: { readonly ask: Ask }): ReactNode {
  const t = useTexts()
  const institution = useInstitution()
  const language = useLanguage()
  const { from, replaces, kind, reason, summary } = ask.terms as unknown as CorrectionQuestion
  return (
    <Card ask={ask.id}>
      <h2>
        {institution(from)}
        {language === 'ko' ? '' : ' '}
        <span className="soft">{t.requests.corrections[kind]}</span>
      </h2>
      <Facts
        rows={[
          ...(reason ? ([[t.requests.because, reason]] as const) : []),
          [
            t.requests.replaced,
            <a key="old" href={`#records/${replaces}`}>
              {t.requests.see}
            </a>,
          ],
        ]}
      />
      {summary ? <p className="summary">{summary}</p> : null}
      <p className="help">{t.requests.correctionHelp}</p>
      <Answer ask={ask} yes={t.requests.accept} />
    </Card>
  )
}

function Treatments(): ReactNode {
  const t = useTexts()
  const language = useLanguage()
  const dealings = useData<{ dealings: readonly Dealing[] }>('/dealings')
  const flows = useData<{ flows: readonly FlowLine[] }>('/flows')
  const list = [...(dealings.data?.dealings ?? [])].filter((d) => d.lines.length > 0).reverse()
  if (list.length === 0) return null
  const running = flows.data?.flows.some((f) => f.name === 'treatment.request' && f.state === 'running') ?? false
  return (
    <section>
      <h2>{t.requests.progress}</h2>
      <Rows>
        {list.map(({ id, lines }, place) => {
          const step = Math.max(...lines.map((l) => l.step))
          const done = step >= 20 && !(place === 0 && running)
          const state = done ? t.requests.done : place === 0 && running ? t.requests.running : t.requests.ended
          return (
            <Row
              key={id}
              title={moment(lines[0]?.at ?? 0, language)}
              end={done ? <Pill tone="good">{state}</Pill> : <Pill>{state}</Pill>}
              caption={t.requests.step(done ? 21 : step)}
            >
              {done ? null : <progress max={21} value={step} aria-label={t.requests.step(step)} />}
            </Row>
          )
        })}
      </Rows>
    </section>
  )
}
