/** What the person was asked to sell: by whom, why, which data, until when, for how much; agreeing, refusing, and saying something once for all. */

import type { Ask } from '@hdms/flows/engine/engine.ts'
import type { OfferLine } from '@hdms/flows/trading/offers.ts'
import type { Mode, Policy } from '@hdms/flows/trading/policy.ts'
import type { SaleQuestion } from '@hdms/flows/trading/sale/agree.ts'
import { readWhole } from '@hdms/shared/decimal.ts'
import { type ReactNode, useState } from 'react'
import { useLanguage } from '../../look/language.ts'
import { Action } from '../../look/parts/action.tsx'
import { Card, Facts } from '../../look/parts/card.tsx'
import { Choice, Field } from '../../look/parts/field.tsx'
import { Empty, Loading, Problem } from '../../look/parts/states.tsx'
import { termsOf } from '../cards/terms.ts'
import { useAction, useData, useNode } from '../node.tsx'
import { day, moment, purposeName } from '../parts/format.ts'
import { useInstitution } from '../parts/names.ts'
import { RecordList } from '../parts/record-list.tsx'
import { useTexts } from '../texts.ts'

interface OffersView {
  readonly policy: Policy
  readonly purposes: Readonly<Record<string, string>>
  readonly offers: readonly OfferLine[]
}
type Names = Readonly<Record<string, { readonly en: string; readonly ko: string }>>

/** Names of concepts, in the person's language. */
function useConcepts(ids: readonly string[]): (id: string) => string {
  const language = useLanguage()
  const all = [...new Set(ids)].sort().join(',')
  const { data } = useData<{ names: Names }>(all === '' ? undefined : `/concept-names?ids=${all}`)
  return (id) => data?.names[id]?.[language] ?? id
}

/** Months since 1970 as a person reads them. */
const month = (n: number): string => new Date(Date.UTC(1970, n)).toISOString().slice(0, 7)

export function Offers(): ReactNode {
  const t = useTexts()
  const { data, error, reload } = useData<OffersView>('/offers', 20_000)
  const asks = useData<{ asks: readonly Ask[] }>('/asks')
  const sales = asks.data?.asks.filter((a) => a.question === 'sale') ?? []
  const offers = data?.offers ?? []
  const nameOf = useConcepts(offers.flatMap((o) => o.sets.map((s) => s.concept)))
  return (
    <>
      <h1>{t.offers.title}</h1>
      <Problem error={error} />
      {sales.map((ask) => (
        <SaleCard key={ask.id} ask={ask} />
      ))}
      {data ? <Standing policy={data.policy} purposes={Object.keys(data.purposes)} onDone={reload} /> : null}
      <h2>{t.offers.history}</h2>
      {data || error ? null : <Loading />}
      {data && offers.length === 0 ? <Empty icon="offer">{t.offers.none}</Empty> : null}
      {offers.map((offer) => (
        <OfferCard key={offer.query} offer={offer} nameOf={nameOf} />
      ))}
    </>
  )
}

/** One question: everything that is agreed to is on the card. */
export function SaleCard({ ask }: { readonly ask: Ask }): ReactNode {
  const t = useTexts()
  const institution = useInstitution()
  const language = useLanguage()
  const node = useNode()
  const q = termsOf<SaleQuestion>(ask)
  const nameOf = useConcepts(q.wanted)
  const { busy, error, act } = useAction((approved: boolean) => node.request('POST', '/answers', { id: ask.id, approved }))
  return (
    <Card ask={ask.id}>
      <h2>
        {institution(q.recipient)}
        {language === 'ko' ? '' : ' '}
        <span className="soft">{q.followUp ? t.offers.asksAgain : t.offers.asks}</span>
      </h2>
      <p className="figure">
        <b>{q.price}</b> {t.wallet.units}
      </p>
      <p className="help">{t.offers.allYours}</p>
      <Facts
        rows={[
          [
            t.offers.what,
            <ul key="sets" className="chips">
              {q.sets.map((s) => (
                <li key={s.concept}>
                  {nameOf(s.concept)} <b>{s.count}</b>
                </li>
              ))}
            </ul>,
          ],
          [t.offers.fields, q.days ? t.offers.fieldsWithDays : q.months ? t.offers.fieldsWithMonths : t.offers.fieldsWithoutDays],
          [t.requests.why, purposeName(q.purpose, t)],
          ...(q.modifiers.length > 0 ? ([[t.offers.bound, q.modifiers.map((m) => purposeName(m, t)).join(', ')]] as const) : []),
          [t.requests.until, day(q.useUntil * 60_000, language)],
        ]}
      />
      <RecordList title={t.requests.records(q.records.length)} records={q.records.map((key) => ({ key, text: key.slice(0, 16) }))} />
      <details className="access">
        <summary>{t.offers.signed}</summary>
        <p className="help">{language === 'ko' ? q.terms.wordsKo : q.terms.words}</p>
      </details>
      <p className="help">{t.offers.law}</p>
      <Problem error={error} />
      <div className="decide">
        <Action kind="danger" busy={busy} onPress={() => void act(false)}>
          {t.requests.refuse}
        </Action>
        <Action kind="primary" busy={busy} onPress={() => void act(true)}>
          {t.offers.sell(q.price)}
        </Action>
      </div>
    </Card>
  )
}

/** What holds for everything that is asked. */
function Standing({
  policy,
  purposes,
  onDone,
}: {
  readonly policy: Policy
  readonly purposes: readonly string[]
  readonly onDone: () => void
}): ReactNode {
  const t = useTexts()
  const node = useNode()
  const [mode, setMode] = useState<Mode>(policy.mode)
  const [price, setPrice] = useState(String(policy.leastPrice))
  const [chosen, setChosen] = useState<readonly string[]>(policy.purposes)
  const [bare, setBare] = useState(policy.withoutDays)
  const goodPrice = /^[1-9]\d{0,8}$/.test(price)
  const save = useAction(async () => {
    await node.request('POST', '/offers/policy', { mode, leastPrice: readWhole(price, 'price'), purposes: chosen, withoutDays: bare })
    onDone()
  })
  const changed =
    mode !== policy.mode || price !== String(policy.leastPrice) || bare !== policy.withoutDays || chosen.join() !== policy.purposes.join()
  const modes = (['never', 'ask', 'always'] as const).map((m): readonly [string, string] => [m, t.offers.modes[m]])
  return (
    <details className="card" open={policy.mode === 'always'}>
      <summary>
        {t.offers.standing}: {t.offers.modes[policy.mode]}
      </summary>
      <div className="stack">
        <Choice label={t.offers.mode} name="mode" value={mode} options={modes} onChange={(m) => setMode(m as Mode)} />
        <p className="help">{t.offers.modeHelp[mode]}</p>
        {mode === 'always' ? (
          <>
            <Field
              label={t.offers.least}
              name="least"
              value={price}
              onChange={setPrice}
              inputMode="numeric"
              autoComplete="off"
              problem={goodPrice ? undefined : t.offers.leastBad}
            />
            <fieldset className="checks">
              <legend>{t.offers.forPurposes}</legend>
              {purposes.map((p) => (
                <label key={p}>
                  <input
                    type="checkbox"
                    checked={chosen.includes(p)}
                    onChange={(event) => setChosen(event.target.checked ? [...chosen, p] : chosen.filter((c) => c !== p))}
                  />
                  {purposeName(p, t)}
                </label>
              ))}
              <label>
                <input type="checkbox" checked={bare} onChange={(event) => setBare(event.target.checked)} />
                {t.offers.withoutDays}
              </label>
            </fieldset>
          </>
        ) : null}
        <Problem error={save.error} />
        <Action kind="primary" busy={save.busy} isDisabled={!changed || (mode === 'always' && !goodPrice)} onPress={() => void save.act()}>
          {t.offers.keep}
        </Action>
      </div>
    </details>
  )
}

function OfferCard({ offer, nameOf }: { readonly offer: OfferLine; readonly nameOf: (id: string) => string }): ReactNode {
  const t = useTexts()
  const institution = useInstitution()
  const language = useLanguage()
  return (
    <Card>
      <div className="row between">
        <h2>{institution(offer.institution)}</h2>
        <span className={offer.state === 'sold' ? 'state good' : 'state'}>{t.offers.states[offer.state] ?? offer.state}</span>
      </div>
      <Facts
        rows={[
          [t.offers.price, offer.earned > 0 ? t.offers.earned(offer.earned) : `${offer.price} ${t.wallet.units}`],
          ...(offer.sets.length > 0
            ? ([
                [
                  t.offers.shown,
                  offer.sets.map((s) => `${nameOf(s.concept)} ${s.count} (${month(s.from)} – ${month(s.until)})`).join(', '),
                ],
              ] as const)
            : []),
          [t.requests.why, purposeName(offer.purpose, t)],
          ...(offer.state === 'sold' ? ([[t.requests.until, day(offer.useUntil * 60_000, language)]] as const) : []),
          ...(offer.attested ? ([[t.offers.attested, offer.attested]] as const) : []),
        ]}
      />
      <p className="help">{moment(offer.at, language)}</p>
    </Card>
  )
}
