/** The page: who may enter, the queries so far, a new one, and the units that are there to pay with. */
import { readWhole } from '@hdms/shared/decimal.ts'
import { type ReactNode, useEffect, useState } from 'react'
import { type Language, LanguageContext } from '../look/language.ts'
import { Problem } from '../look/parts/states.tsx'
import { Api, type QueryView } from './api.ts'
import { Compose } from './compose.tsx'
import { ApiContext, Input, Press, useApi, useDo, useFresh, useTexts } from './parts.tsx'
import { Query } from './query.tsx'
import { TEXTS } from './texts.ts'

const first = (): Language => (navigator.language.startsWith('ko') ? 'ko' : 'en')
/** The sandbox brings its token in the fragment, which no server sees. */
const given = (): string => /[#&]token=([0-9a-f]+)/.exec(location.hash)?.[1] ?? ''

export function App(): ReactNode {
  const [language, setLanguage] = useState(first)
  const [base, setBase] = useState('')
  const [token, setToken] = useState(given)
  useEffect(() => {
    document.documentElement.lang = language
    document.title = TEXTS[language].title
  }, [language])
  useEffect(() => {
    void fetch('config.json').then(async (reply) => setBase(((await reply.json()) as { api: string }).api))
  }, [])
  const t = TEXTS[language]
  return (
    <LanguageContext value={language}>
      <header className="top">
        <img src="/icon.svg" alt="" width="28" height="28" />
        <strong>{t.title}</strong>
        <fieldset className="switch">
          {(['ko', 'en'] as const).map((l) => (
            <button key={l} type="button" aria-pressed={l === language} onClick={() => setLanguage(l)} lang={l}>
              {l === 'ko' ? '한국어' : 'EN'}
            </button>
          ))}
        </fieldset>
      </header>
      {token === '' ? <Enter onToken={setToken} /> : null}
      {token !== '' && base !== '' ? (
        <ApiContext value={new Api(base, token)}>
          <Desk />
        </ApiContext>
      ) : null}
    </LanguageContext>
  )
}

function Enter({ onToken }: { readonly onToken: (token: string) => void }): ReactNode {
  const t = useTexts()
  const [token, setToken] = useState('')
  return (
    <main className="narrow">
      <article className="card">
        <Input label={t.token} help={t.tokenHelp} type="password" value={token} onChange={setToken} />
        <Press kind="primary" off={token.trim() === ''} onPress={() => onToken(token.trim())}>
          {t.enter}
        </Press>
      </article>
    </main>
  )
}

function Desk(): ReactNode {
  const t = useTexts()
  const [open, setOpen] = useState<string>()
  const { data, error } = useFresh<{ queries: readonly QueryView[] }>('/queries')
  const queries = data?.queries ?? []
  const shown = open ?? (queries.length > 0 ? queries[0]?.id : 'new')
  return (
    <div className="research">
      <Problem error={error} />
      <Units />
      <nav className="row">
        <Press kind={shown === 'new' ? 'primary' : 'quiet'} onPress={() => setOpen('new')}>
          {t.fresh}
        </Press>
        {queries.map((q) => (
          <Press key={q.id} kind={shown === q.id ? 'primary' : 'quiet'} onPress={() => setOpen(q.id)}>
            {(q.words || q.criteria.map((c) => c.concept).join(', ')).slice(0, 30)} · {t.states[q.state]}
          </Press>
        ))}
      </nav>
      {shown === 'new' ? <Compose onDone={setOpen} /> : null}
      {shown !== undefined && shown !== 'new' ? <Query key={shown} id={shown} /> : null}
    </div>
  )
}

function Units(): ReactNode {
  const t = useTexts()
  const api = useApi()
  const { data } = useFresh<{ units: number; issuer: string }>('/wallet')
  const [amount, setAmount] = useState('1000')
  const [reference, setReference] = useState('')
  const [done, setDone] = useState(false)
  const work = useDo()
  return (
    <details className="card">
      <summary>
        {t.wallet}: <b>{t.have(data?.units ?? 0)}</b>
      </summary>
      <div className="grid">
        <Input label={t.buyUnits} value={amount} onChange={setAmount} />
        <Input label={t.reference} value={reference} onChange={setReference} />
      </div>
      <Problem error={work.error} />
      {done ? <p className="notice">{t.ordered}</p> : null}
      <Press
        busy={work.busy}
        off={!/^[1-9]\d*$/.test(amount) || reference === ''}
        onPress={() => void work.run(() => api.ask('POST', '/units', { amount: readWhole(amount, 'amount', 1), reference })).then(setDone)}
      >
        {t.buyUnits}
      </Press>
    </details>
  )
}
