/** What a person is asked in a treatment: consent, the result, its correction. */

import type { Ask } from '@hdms/flows/engine/engine.ts'
import type { CorrectionQuestion } from '@hdms/flows/treatment/correction.ts'
import type { ConsentQuestion } from '@hdms/flows/treatment/dealing.ts'
import type { ResultQuestion } from '@hdms/flows/treatment/questions.ts'
import type { ReactNode } from 'react'
import { useLanguage } from '../../look/language.ts'
import { Card, Facts } from '../../look/parts/card.tsx'
import { kindName, moment, purposeName } from '../parts/format.ts'
import { useInstitution } from '../parts/names.ts'
import { RecordList } from '../parts/record-list.tsx'
import { useTexts } from '../texts.ts'
import { Answer } from './answer.tsx'
import { termsOf } from './terms.ts'

export function ConsentCard({ ask }: { readonly ask: Ask }): ReactNode {
  const t = useTexts()
  const institution = useInstitution()
  const language = useLanguage()
  const q = termsOf<ConsentQuestion>(ask)
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

export function ResultCard({ ask }: { readonly ask: Ask }): ReactNode {
  const t = useTexts()
  const institution = useInstitution()
  const { from, summary } = termsOf<ResultQuestion>(ask)
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
export function CorrectionCard({ ask }: { readonly ask: Ask }): ReactNode {
  const t = useTexts()
  const institution = useInstitution()
  const language = useLanguage()
  const { from, replaces, kind, reason, summary } = termsOf<CorrectionQuestion>(ask)
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
