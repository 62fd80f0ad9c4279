/** The page: who may enter, and for whom what is there. */
import { asHdmsError } from '@hdms/shared/errors.ts'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { type Language, LanguageContext } from '../look/language.ts'
import { Action } from '../look/parts/action.tsx'
import { Sheet } from '../look/parts/sheet.tsx'
import { Empty, Loading, Problem } from '../look/parts/states.tsx'
import { Api } from '../research/api.ts'
import { ApiContext } from '../research/parts.tsx'
import { Research } from '../research/research.tsx'
import { Acts } from './acts.tsx'
import icon from './icon.svg'
import { Invitation } from './invitation.tsx'
import { Invite } from './invite.tsx'
import { Letters } from './letters.tsx'
import { Me } from './me.tsx'
import { Operation } from './operation.tsx'
import { People } from './people.tsx'
import { door, type SessionState, type SessionView, SignedContext, useSession, useSigned } from './session.ts'
import { SignIn } from './sign-in.tsx'
import { useTexts } from './texts.ts'

const KEY = 'hdms-staff-language'
function firstLanguage(): Language {
  const chosen = localStorage.getItem(KEY)
  if (chosen === 'ko' || chosen === 'en') return chosen
  return navigator.language.startsWith('ko') ? 'ko' : 'en'
}

/** The code of an invitation comes in the fragment, which no server sees, and leaves the address at once. */
function invitationInAddress(): string | undefined {
  const code = /^#invitation=([0-9A-Za-z-]+)$/.exec(location.hash)?.[1]
  if (code !== undefined) history.replaceState(null, '', location.pathname)
  return code
}
const given = invitationInAddress()

/** Everything, in the language that was chosen. */
export function App(): ReactNode {
  const [language, setLanguage] = useState(firstLanguage)
  useEffect(() => {
    document.documentElement.lang = language
    localStorage.setItem(KEY, language)
  }, [language])
  return (
    <LanguageContext value={language}>
      <Frame language={language} onLanguage={setLanguage} />
    </LanguageContext>
  )
}

interface FrameProps {
  readonly language: Language
  readonly onLanguage: (language: Language) => void
}
function Frame(props: FrameProps): ReactNode {
  const t = useTexts()
  const state = useSession()
  const [invitation, setInvitation] = useState(given)
  const { session, error, over, signed } = state
  const isIn = session?.signedIn === true
  useEffect(() => {
    // It was accepted: whoever signs out comes to sign-in.
    if (isIn) setInvitation(undefined)
  }, [isIn])
  useEffect(() => {
    document.title = session ? `${institution(session, props.language)} · ${t.title}` : t.title
  }, [session, t, props.language])
  if (!session) return <main className="narrow">{error === undefined ? <Loading /> : <Problem error={asHdmsError(error)} />}</main>
  return (
    <SignedContext value={signed}>
      {isIn ? (
        <Desk {...props} state={state} />
      ) : (
        <>
          <header className="top">
            <Mark session={session} language={props.language} />
            <Languages {...props} />
          </header>
          {invitation === undefined ? (
            <SignIn over={over} onInvitation={() => setInvitation('')} />
          ) : (
            <Invitation given={invitation} onBack={() => setInvitation(undefined)} />
          )}
        </>
      )}
    </SignedContext>
  )
}

/** The institution as the reader knows it: its Korean name, or the organisation of its X.500 name. */
const institution = ({ institution: name, institutionKo }: SessionView, language: Language): string =>
  (language === 'ko' ? institutionKo : undefined) ?? /(?:^|,)O=([^,]+)/.exec(name)?.[1] ?? name

function Mark({ session, language }: { readonly session: SessionView; readonly language: Language }): ReactNode {
  const t = useTexts()
  return (
    <div className="mark">
      <img src={icon} alt="" width="32" height="32" />
      <span>
        <strong>{institution(session, language)}</strong>
        <span className="caption">{t.kinds[session.kind]}</span>
      </span>
    </div>
  )
}

function Languages({ language, onLanguage }: FrameProps): ReactNode {
  return (
    <fieldset className="switch">
      {(['ko', 'en'] as const).map((l) => (
        <button key={l} type="button" aria-pressed={l === language} onClick={() => onLanguage(l)} lang={l}>
          {l === 'ko' ? '한국어' : 'EN'}
        </button>
      ))}
    </fieldset>
  )
}

interface Place {
  readonly name: string
  readonly roles: readonly string[]
  readonly kind?: SessionView['kind']
  readonly screen: () => ReactNode
}
/** Places in the order of the side bar. The node decides what each role may; here stands only what is worth showing. */
const PLACES: readonly Place[] = [
  { name: 'queries', roles: ['researcher'], kind: 'research', screen: Research },
  { name: 'invite', roles: ['desk'], kind: 'hospital', screen: Invite },
  { name: 'letters', roles: ['it', 'records'], kind: 'hospital', screen: Letters },
  { name: 'operation', roles: ['it', 'operator'], screen: Operation },
  { name: 'acts', roles: ['operator', 'board'], screen: Acts },
  { name: 'people', roles: ['operator', 'board'], screen: People },
  { name: 'me', roles: [], screen: Me },
]

function usePlace(session: SessionView): readonly [places: readonly Place[], at: Place | undefined] {
  const [hash, setHash] = useState(location.hash)
  useEffect(() => {
    const moved = (): void => setHash(location.hash)
    addEventListener('hashchange', moved)
    return () => removeEventListener('hashchange', moved)
  }, [])
  const mine = PLACES.filter(({ roles, kind }) => {
    const forKind = kind === undefined || kind === session.kind
    return forKind && (roles.length === 0 || roles.some((role) => session.roles?.includes(role)))
  })
  return [mine, mine.find(({ name }) => `#${name}` === hash) ?? (mine.length > 1 ? mine[0] : undefined)]
}

function Desk({ state, ...frame }: FrameProps & { readonly state: SessionState }): ReactNode {
  const t = useTexts()
  const { session, signed, left } = state
  const shown = session as SessionView
  const [places, at] = usePlace(shown)
  const { ended } = signed
  const api = useMemo(() => new Api('/api', ended), [ended])
  return (
    <ApiContext value={api}>
      <div className="desk">
        <header className="side">
          <Mark session={shown} language={frame.language} />
          <nav aria-label={t.navLabel}>
            {places.map(({ name }) => (
              <a key={name} href={`#${name}`} aria-current={name === at?.name ? 'page' : undefined}>
                {t.nav[name]}
              </a>
            ))}
          </nav>
          <Self />
          <Languages {...frame} />
        </header>
        <div className="place" key={at?.name ?? 'none'}>
          {left.idle > 120_000 && left.whole < 600_000 && left.whole > 0 ? (
            <p className="notice warn" role="status">
              {t.endsSoon(Math.max(1, Math.round(left.whole / 60_000)))}
            </p>
          ) : null}
          {at ? (
            <>
              <h1>{t.nav[at.name]}</h1>
              <at.screen />
            </>
          ) : (
            <Empty icon="me">{t.nothing}</Empty>
          )}
        </div>
      </div>
      <StillThere left={left.idle} />
    </ApiContext>
  )
}

function Self(): ReactNode {
  const t = useTexts()
  const { session, ended } = useSigned()
  const out = (): void => void door.ask('POST', '/sign-out', {}).then(ended, ended)
  return (
    <div className="self">
      <span>
        <b>{session.name}</b>
        <span className="caption">{session.roles?.map((role) => t.roles[role] ?? role).join(', ')}</span>
      </span>
      <Action onPress={out}>{t.signOut}</Action>
    </div>
  )
}

/** Asks two minutes before the session ends because nobody was there. */
function StillThere({ left }: { readonly left: number }): ReactNode {
  const t = useTexts()
  const { stay, ended } = useSigned()
  if (left > 120_000 || left <= 0) return null
  return (
    <Sheet title={t.stillThere} onClose={stay}>
      <p role="status">{t.endsIn(Math.ceil(left / 1000))}</p>
      <div className="decide">
        <Action onPress={() => void door.ask('POST', '/sign-out', {}).then(ended, ended)}>{t.signOut}</Action>
        <Action kind="primary" onPress={stay}>
          {t.stay}
        </Action>
      </div>
    </Sheet>
  )
}
