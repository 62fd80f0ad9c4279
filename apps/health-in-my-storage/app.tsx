/** Which screen is shown: first start, locked, or the node's own. The place lies in the address, so a reload comes back to it. */
import type { NodeClient } from '@hdms/node/browser/client.ts'
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react'
import { I18nProvider } from 'react-aria-components'
import { NodeContext, useData, usePhase } from './node.tsx'
import { useShoes } from './parts/shoes.ts'
import { Problem } from './parts/ui.tsx'
import { Connection } from './screens/connection.tsx'
import { Consents } from './screens/consents.tsx'
import { Distrusted } from './screens/distrusted.tsx'
import { Offers } from './screens/offers.tsx'
import { Records } from './screens/records.tsx'
import { Requests } from './screens/requests.tsx'
import { Shoes } from './screens/shoes.tsx'
import { Start } from './screens/start.tsx'
import { Today } from './screens/today.tsx'
import { Unlock } from './screens/unlock.tsx'
import { WalkTest } from './screens/walk-test.tsx'
import { Wallet } from './screens/wallet.tsx'
import { firstLanguage, keepLanguage, type Language, LanguageContext, TEXTS, useTexts } from './texts.ts'

const TABS = ['requests', 'today', 'offers', 'wallet', 'records', 'consents', 'connection'] as const
type Tab = (typeof TABS)[number]

/** Screens that lie behind the day's. */
const OF_TODAY: Readonly<Record<string, ReactNode>> = { shoes: <Shoes />, 'walk-test': <WalkTest /> }

const ICONS: Readonly<Record<Tab, string>> = {
  requests: 'M4 5h16v11H9l-5 4z',
  today: 'M4 13h4l3-8 3 14 2-6h4',
  offers: 'M4 12V4h8l9 9-8 8zM8 8h.01',
  wallet: 'M4 7h16v12H4zM4 7l11-3v3M16 13h.01',
  records: 'M6 3h9l4 4v14H6zM9 11h7M9 15h7',
  consents: 'M5 12l5 5L20 6',
  connection: 'M5 15a10 10 0 0 1 14 0M8 18a6 6 0 0 1 8 0M12 21h.01',
}

export function App({ client }: { readonly client: NodeClient }): ReactNode {
  const [language, setLanguage] = useState(firstLanguage)
  useEffect(() => {
    document.documentElement.lang = language
    document.title = TEXTS[language].app
    keepLanguage(language)
  }, [language])
  return (
    <NodeContext value={client}>
      <LanguageContext value={language}>
        <I18nProvider locale={language === 'ko' ? 'ko-KR' : 'en-GB'}>
          <Frame client={client} language={language} onLanguage={setLanguage} />
        </I18nProvider>
      </LanguageContext>
    </NodeContext>
  )
}

interface FrameProps {
  readonly client: NodeClient
  readonly language: Language
  readonly onLanguage: (language: Language) => void
}

function Frame({ client, language, onLanguage }: FrameProps): ReactNode {
  const t = useTexts()
  const info = usePhase(client)
  // The first answer also tells what stood in the way of looking: a refused storage.
  const first = useData('/app/phase')
  const phase = info?.phase
  return (
    <>
      <header className="top">
        <img src="/icon.svg" alt="" width="28" height="28" />
        <strong>{t.app}</strong>
        <fieldset className="languages" aria-label={t.language}>
          {(['ko', 'en'] as const).map((l) => (
            <button key={l} type="button" aria-pressed={l === language} onClick={() => onLanguage(l)} lang={l}>
              {l === 'ko' ? '한국어' : 'EN'}
            </button>
          ))}
        </fieldset>
      </header>
      {first.error && phase === undefined ? (
        <main className="narrow">
          <Problem error={first.error}>
            <button type="button" className="button quiet" onClick={() => location.reload()}>
              {t.retry}
            </button>
          </Problem>
        </main>
      ) : null}
      {phase === undefined && !first.error ? <main className="narrow quietly">{t.loading}</main> : null}
      {phase === 'new' || (phase === 'opening' && client.phase?.passkeys.length === 0 && wasNew()) ? <Start /> : null}
      {phase === 'locked' || (phase === 'opening' && !wasNew()) ? <Unlock /> : null}
      {phase === 'open' ? <Home /> : null}
    </>
  )
}

/** While it opens, the screen that the person came from stays. */
const wasNew = (): boolean => document.querySelector('[data-screen=start]') !== null

function subscribeToHash(run: () => void): () => void {
  addEventListener('hashchange', run)
  return () => removeEventListener('hashchange', run)
}

function Home(): ReactNode {
  const t = useTexts()
  const hash = useSyncExternalStore(subscribeToHash, () => location.hash.slice(1))
  const [place = '', detail] = hash.split('/')
  const tab = place in OF_TODAY ? 'today' : (TABS.find((name) => name === place) ?? 'requests')
  useShoes()
  const asks = useData<{ asks: readonly unknown[] }>('/asks')
  const waiting = asks.data?.asks.length ?? 0
  const online = useSyncExternalStore(subscribeToOnline, () => navigator.onLine)
  return (
    <div className="home">
      <nav className="tabs" aria-label={t.app}>
        {TABS.map((name) => (
          <a key={name} href={`#${name}`} aria-current={name === tab ? 'page' : undefined}>
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d={ICONS[name]} />
            </svg>
            <span>{t.tabs[name]}</span>
            {name === 'requests' && waiting > 0 ? <b className="badge">{waiting}</b> : null}
          </a>
        ))}
      </nav>
      <main>
        {online ? null : <p className="notice">{t.connection.offline}</p>}
        <Distrusted />
        {tab === 'requests' ? <Requests /> : null}
        {tab === 'today' ? (OF_TODAY[place] ?? <Today />) : null}
        {tab === 'offers' ? <Offers /> : null}
        {tab === 'wallet' ? <Wallet /> : null}
        {tab === 'records' ? <Records open={detail} /> : null}
        {tab === 'consents' ? <Consents /> : null}
        {tab === 'connection' ? <Connection /> : null}
      </main>
    </div>
  )
}

function subscribeToOnline(run: () => void): () => void {
  addEventListener('online', run)
  addEventListener('offline', run)
  return () => {
    removeEventListener('online', run)
    removeEventListener('offline', run)
  }
}
