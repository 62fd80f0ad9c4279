/** A query as a researcher writes it: words become concepts, concepts show the codes that every phone will look for. */
import { readDecimal, readWhole } from '@hdms/shared/decimal.ts'
import { type ReactNode, useState } from 'react'
import { useLanguage } from '../look/language.ts'
import { Problem } from '../look/parts/states.tsx'
import type { ConceptView, QueryView } from './api.ts'
import { Input, Press, useApi, useDo, useFresh, useTexts } from './parts.tsx'

interface Wanted {
  readonly concept: ConceptView
  readonly least: string
  readonly most: string
  readonly unit: string
  readonly times: string
  readonly wanted: boolean
}
const DAY = 86_400_000
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
const SOURCES = ['hospital', 'device', 'self-reported']

export function Compose({ onDone }: { readonly onDone: (id: string) => void }): ReactNode {
  const t = useTexts()
  const language = useLanguage()
  const api = useApi()
  const [words, setWords] = useState('')
  const [criteria, setCriteria] = useState<readonly Wanted[]>([])
  const [form, setForm] = useState({
    ...{ from: iso(Date.now() - 365 * DAY), until: iso(Date.now()), agesFrom: '', agesTo: '', sex: '', purpose: 'DUO:0000042' },
    ...{ price: '20', people: '20', days: '14', useDays: '365', researcher: 'r-1' },
  })
  const [sources, setSources] = useState<readonly string[]>(SOURCES)
  const [dates, setDates] = useState('day')
  const set = (field: keyof typeof form) => (value: string) => setForm((old) => ({ ...old, [field]: value }))
  const found = useFresh<{ concepts: readonly ConceptView[] }>(
    words.trim().length > 1 ? `/concepts?q=${encodeURIComponent(words)}` : undefined,
    60_000,
  )
  const terms = useFresh<{ purposes: Readonly<Record<string, string>> }>('/terms', 600_000)
  const bought = criteria.filter((c) => c.wanted).map((c) => c.concept.id)
  const guidance = useFresh<{ sold: number; asked: number; median: number }>(
    bought.length > 0 ? `/guidance?concepts=${bought.join(',')}` : undefined,
    30_000,
  )
  const { busy, error, run } = useDo()
  const amend = (i: number, patch: Partial<Wanted>): void => setCriteria(criteria.map((c, n) => (n === i ? { ...c, ...patch } : c)))
  const create = (): Promise<boolean> =>
    run(async () => {
      const ages = form.agesFrom === '' ? {} : { ages: { from: readWhole(form.agesFrom, t.ages), to: readWhole(form.agesTo, t.ages) } }
      const body = {
        words,
        criteria: criteria.map(({ concept, least, most, unit, times, wanted }) => ({
          ...{ concept: concept.id, times: readWhole(times || '1', t.times), wanted },
          ...(least === '' ? {} : { least: readDecimal(least, t.least) }),
          ...(most === '' ? {} : { most: readDecimal(most, t.most) }),
          ...(unit === '' ? {} : { unit }),
        })),
        ...ages,
        ...(form.sex === '' ? {} : { sex: form.sex }),
        ...{ from: form.from, until: form.until, sources, purpose: form.purpose, dates, researcher: form.researcher },
        ...{
          price: readWhole(form.price, t.price),
          people: readWhole(form.people, t.people),
          days: readWhole(form.days, t.open),
          useDays: readWhole(form.useDays, t.use),
        },
      }
      const query = await api.ask<QueryView>('POST', '/queries', body)
      onDone(query.id)
    })
  const name = (c: ConceptView): string => (language === 'ko' ? `${c.ko} · ${c.en}` : `${c.en} · ${c.ko}`)
  return (
    <article className="card">
      <h2>{t.fresh}</h2>
      <Input label={t.words} help={t.wordsHelp} value={words} onChange={setWords} />
      {(found.data?.concepts ?? []).slice(0, 6).map((c) => (
        <div key={c.id} className="pick">
          <span>
            <b>{name(c)}</b> <span className="help">{t.codes(c.codes)}</span>
            <br />
            <code>{c.expansion.slice(0, 8).join(' ')}</code>
          </span>
          <Press
            off={criteria.some((x) => x.concept.id === c.id)}
            onPress={() =>
              setCriteria([...criteria, { concept: c, least: '', most: '', unit: c.units[0]?.code ?? '', times: '1', wanted: true }])
            }
          >
            {t.add}
          </Press>
        </div>
      ))}
      {criteria.map((c, i) => (
        <div key={c.concept.id} className="pick">
          <div>
            <b>{name(c.concept)}</b>
            <div className="inline">
              {c.concept.units.length > 0 ? (
                <>
                  <input aria-label={t.least} placeholder={t.least} value={c.least} onChange={(e) => amend(i, { least: e.target.value })} />
                  <input aria-label={t.most} placeholder={t.most} value={c.most} onChange={(e) => amend(i, { most: e.target.value })} />
                  <span>{c.unit}</span>
                </>
              ) : null}
              <input aria-label={t.times} value={c.times} onChange={(e) => amend(i, { times: e.target.value })} /> {t.times}
              <label>
                <input type="checkbox" checked={c.wanted} onChange={(e) => amend(i, { wanted: e.target.checked })} />{' '}
                {c.wanted ? t.wanted : t.onlyWho}
              </label>
            </div>
            <code>{c.concept.expansion.join(' ')}</code>
          </div>
          <Press onPress={() => setCriteria(criteria.filter((_, n) => n !== i))}>{t.remove}</Press>
        </div>
      ))}
      <div className="grid">
        <Input label={t.period} type="date" value={form.from} onChange={set('from')} />
        <Input label={t.to} type="date" value={form.until} onChange={set('until')} />
        <Input label={t.ages} value={form.agesFrom} onChange={set('agesFrom')} />
        <Input label={t.to} value={form.agesTo} onChange={set('agesTo')} />
        <label className="plain-field">
          {t.sex}
          <select value={form.sex} onChange={(e) => set('sex')(e.target.value)}>
            <option value="">{t.any}</option>
            <option value="female">{t.female}</option>
            <option value="male">{t.male}</option>
          </select>
        </label>
        <label className="plain-field">
          {t.purpose}
          <select value={form.purpose} onChange={(e) => set('purpose')(e.target.value)}>
            {Object.entries(terms.data?.purposes ?? {}).map(([id, text]) => (
              <option key={id} value={id}>
                {id} {text}
              </option>
            ))}
          </select>
        </label>
        <Input
          label={t.price}
          value={form.price}
          onChange={set('price')}
          {...(guidance.data ? { help: t.guidance(guidance.data.sold, guidance.data.asked, guidance.data.median) } : {})}
        />
        <label className="plain-field">
          {t.dates}
          <select value={dates} onChange={(e) => setDates(e.target.value)}>
            {(['day', 'month', 'none'] as const).map((d) => (
              <option key={d} value={d}>
                {t.datesTold[d]}
              </option>
            ))}
          </select>
        </label>
        <Input label={t.people} value={form.people} onChange={set('people')} />
        <Input label={t.open} value={form.days} onChange={set('days')} />
        <Input label={t.use} value={form.useDays} onChange={set('useDays')} />
      </div>
      <fieldset className="checks">
        <legend>{t.sources}</legend>
        {SOURCES.map((s) => (
          <label key={s}>
            <input
              type="checkbox"
              checked={sources.includes(s)}
              onChange={(e) => setSources(e.target.checked ? [...sources, s] : sources.filter((x) => x !== s))}
            />
            {t.source[s]}
          </label>
        ))}
      </fieldset>
      <Problem error={error} />
      <Press kind="primary" busy={busy} off={criteria.length === 0} onPress={() => void create()}>
        {t.create}
      </Press>
    </article>
  )
}
