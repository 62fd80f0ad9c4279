/** Which screen is shown: first start, locked, or the node's own. The place lies in the address, so a reload comes back to it. */
import type { NodeClient } from '@hdms/node/browser/client.ts'
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react'
import { I18nProvider } from 'react-aria-components'
import { type Language, LanguageContext } from '../look/language.ts'
import { Switch } from '../look/parts/action.tsx'
import { Icon } from '../look/parts/icon.tsx'
import { Loading, Problem } from '../look/parts/states.tsx'
import { SCREENS } from './capabilities.tsx'
import { type Screen, TABS, type Tab } from './capability.ts'
import { NodeContext, useData, usePhase } from './node.tsx'
import { NamesContext, useKoreanNames } from './parts/names.ts'
import { useShoes } from './parts/shoes.ts'
import { Connection } from './screens/connection.tsx'
import { Distrusted } from './screens/distrusted.tsx'
import { Requests } from './screens/requests.tsx'
import { Start } from './screens/start.tsx'
import { Unlock } from './screens/unlock.tsx'
import { firstLanguage, keepLanguage, TEXTS, useTexts } from './texts.ts'

/** The page's own screens, before and after those of its capabilities. */
const ALL: readonly Screen[] = [
  { place: 'requests', tab: 'home', show: () => <Requests /> },
  ...SCREENS,
  { place: 'connection', tab: 'me', show: () => <Connection /> },
]
const first = (tab: Tab): string => ALL.find((s) => s.tab === tab)?.place ?? ''

export function App({ client }: { readonly client: NodeClient }): ReactNode {
  const [language, setLanguage] = useState(firstLanguage)
  const names = useKoreanNames()
  useEffect(() => {
    document.documentElement.lang = language
    document.title = TEXTS[language].app
    keepLanguage(language)
  }, [language])
  return (
    <NodeContext value={client}>
      <LanguageContext value={language}>
        <I18nProvider locale={language === 'ko' ? 'ko-KR' : 'en-GB'}>
          <NamesContext value={names}>
            <Frame client={client} language={language} onLanguage={setLanguage} />
          </NamesContext>
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
        <fieldset className="switch" aria-label={t.language}>
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
      {phase === undefined && !first.error ? (
        <main className="narrow">
          <Loading />
        </main>
      ) : null}
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
  const [named = '', detail] = hash.split('/')
  const { tab, place, switched, show } = ALL.find((s) => s.place === named) ?? (ALL[0] as Screen)
  useShoes()
  const asks = useData<{ asks: readonly unknown[] }>('/asks')
  const waiting = asks.data?.asks.length ?? 0
  const online = useSyncExternalStore(subscribeToOnline, () => navigator.onLine)
  return (
    <div className="home">
      <nav className="tabs" aria-label={t.app}>
        {TABS.map((name) => (
          <a key={name} href={`#${first(name)}`} aria-current={name === tab ? 'page' : undefined}>
            <Icon name={name} />
            <span>{t.tabs[name]}</span>
            {name === 'home' && waiting > 0 ? <b className="badge">{waiting}</b> : null}
          </a>
        ))}
      </nav>
      <main>
        {online ? null : <p className="notice">{t.connection.offline}</p>}
        <Distrusted />
        {switched ? (
          <Switch
            label={t.tabs[tab]}
            at={place}
            places={ALL.filter((s) => s.tab === tab && s.switched).map((s) => [s.place, t.places[s.place] ?? s.place] as const)}
          />
        ) : null}
        {show(detail)}
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
