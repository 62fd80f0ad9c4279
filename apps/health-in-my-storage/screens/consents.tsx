/** What the person agreed to, and withdrawing it. */

import type { ConsentTerms } from '@hdms/flows/consent/contract.ts'
import { wholeIn } from '@hdms/shared/decimal.ts'
import { type ReactNode, useState } from 'react'
import { type Language, useLanguage } from '../../look/language.ts'
import { Action } from '../../look/parts/action.tsx'
import { Card, Facts } from '../../look/parts/card.tsx'
import { Icon } from '../../look/parts/icon.tsx'
import { Row, Rows } from '../../look/parts/list.tsx'
import { Sure } from '../../look/parts/sheet.tsx'
import { Empty, Loading, Problem } from '../../look/parts/states.tsx'
import { useAction, useData, useNode } from '../node.tsx'
import { kindName, moment, purposeName } from '../parts/format.ts'
import { useInstitution } from '../parts/names.ts'
import type { Texts } from '../texts/en.ts'
import { useTexts } from '../texts.ts'

interface ConsentLine {
  readonly id: string
  readonly own: boolean
  readonly state: 'given' | 'withdrawn'
  readonly time?: number
  /** Lists what left under it, oldest first. */
  readonly shared: readonly { readonly transaction: string; readonly time?: number; readonly records: readonly string[] }[]
  /** A sale says in words what it is. */
  readonly terms?: ConsentTerms & { readonly sale?: string; readonly words?: string; readonly wordsKo?: string }
}

export function Consents(): ReactNode {
  const t = useTexts()
  const { data, error } = useData<{ consents: readonly ConsentLine[] }>('/consents')
  const own = [...(data?.consents ?? [])].filter((c) => c.own).sort((a, b) => (b.time ?? 0) - (a.time ?? 0))
  return (
    <>
      <h1>{t.consents.title}</h1>
      <Problem error={error} />
      {data || error ? null : <Loading />}
      {data && own.length === 0 ? <Empty icon="sharing">{t.consents.none}</Empty> : null}
      {own.map((consent) => (
        <ConsentCard key={consent.id} consent={consent} />
      ))}
      <Told />
    </>
  )
}

interface ErasureLine {
  readonly id: string
  readonly kind: 'withdrawn' | 'erased'
  readonly holder: string
  readonly since: number
  readonly state: 'open' | 'deleted' | 'retained' | 'never-held'
  readonly basis: string
  readonly until: number
  readonly attestedAt: number
  readonly due: number
}

/** Who was told of a withdrawal or an erasure, and what they answered under their signature. */
function Told(): ReactNode {
  const t = useTexts()
  const institution = useInstitution()
  const language = useLanguage()
  const { data } = useData<{ erasures: readonly ErasureLine[] }>('/erasures')
  const lines = data?.erasures ?? []
  if (lines.length === 0) return null
  // A buyer is told at a drawn moment, so that names under which a person sold are not linked by it.
  const waits = (e: ErasureLine): boolean => e.state === 'open' && e.due > Date.now()
  const when = (e: ErasureLine): number => (e.state === 'open' ? Math.max(e.since, e.due) : e.state === 'retained' ? e.until : e.attestedAt)
  return (
    <section>
      <h2>{t.consents.told}</h2>
      <p className="help">{t.consents.toldHelp}</p>
      <Rows>
        {lines.map((e) => (
          <Row
            key={e.id}
            title={institution(e.holder)}
            tile={<Icon name={e.state === 'open' ? 'ask' : e.state === 'retained' ? 'records' : 'check'} />}
            {...(e.state === 'open' ? { tone: 'warn' } : e.state === 'retained' ? { tone: 'mute' } : {})}
            caption={t.consents.toldOf[e.kind] ?? ''}
          >
            <span data-erasure={e.state}>
              {[
                `${t.consents.toldState[waits(e) ? 'waiting' : e.state] ?? ''} ${moment(when(e), language)}`,
                t.consents.bases[e.basis] ?? e.basis,
              ]
                .filter((text) => text !== '')
                .join(' · ')}
            </span>
          </Row>
        ))}
      </Rows>
    </section>
  )
}

/** The row of what was handed over, when something was. */
function seenOf({ shared }: ConsentLine, t: Texts, language: Language): readonly (readonly [string, string])[] {
  const lines = shared.map(({ records, time }) => t.consents.seenOf(records.length, moment(time ?? 0, language)))
  return lines.length > 0 ? [[t.consents.seen, lines.join(' · ')]] : []
}

function ConsentCard({ consent }: { readonly consent: ConsentLine }): ReactNode {
  const t = useTexts()
  const institution = useInstitution()
  const language = useLanguage()
  const node = useNode()
  const [asking, setAsking] = useState(false)
  const withdraw = useAction(async () => {
    await node.request('POST', '/withdrawals', { consent: consent.id })
    setAsking(false)
  })
  const { terms } = consent
  // An end that is no minute has passed: nothing goes on for ever because it cannot be read.
  const end = (wholeIn(terms?.end ?? '') ?? 0) * 60_000
  const state = consent.state === 'withdrawn' ? 'withdrawn' : terms && end < Date.now() ? 'over' : 'given'
  return (
    <Card>
      <div className="row between" data-consent={consent.id}>
        <h2>{terms ? institution(terms.recipient) : consent.id.slice(0, 12)}</h2>
        <span className={state === 'given' ? 'state good' : 'state'}>{t.consents[state]}</span>
      </div>
      {terms?.sale ? <p>{language === 'ko' ? terms.wordsKo : terms.words}</p> : null}
      {terms && !terms.sale ? (
        <Facts
          rows={[
            [
              t.consents.what,
              terms.scope
                .split(',')
                .map((kind) => kindName(kind, t))
                .join(', '),
            ],
            [t.requests.why, purposeName(terms.purpose, t)],
            [t.requests.until, moment(end, language)],
            ...(consent.time === undefined ? [] : ([[t.consents.on, moment(consent.time, language)]] as const)),
            ...seenOf(consent, t, language),
          ]}
        />
      ) : null}
      {consent.state === 'given' ? (
        <Action kind="danger" onPress={() => setAsking(true)}>
          {t.consents.withdraw}
        </Action>
      ) : null}
      <Sure
        title={t.consents.withdrawTitle}
        text={t.consents.withdrawText}
        go={t.consents.withdrawGo}
        open={asking}
        busy={withdraw.busy}
        error={withdraw.error}
        onGo={() => void withdraw.act()}
        onClose={() => setAsking(false)}
      />
    </Card>
  )
}
