/** One's own account: its roles, how long the session lasts, ways to sign in, and ending every session. */
import { type ReactNode, useState } from 'react'
import { useLanguage } from '../look/language.ts'
import { Action } from '../look/parts/action.tsx'
import { Card, Facts } from '../look/parts/card.tsx'
import { Sure } from '../look/parts/sheet.tsx'
import { Problem } from '../look/parts/states.tsx'
import { useApi, useDo } from '../research/parts.tsx'
import { door, makePasskey, passkeysWork, useSigned } from './session.ts'
import { useTexts } from './texts.ts'

/** Recovery codes below which somebody should ask for new ones. */
const FEW = 3

/** Shows and adds; takes nothing away but sessions. */
export function Me(): ReactNode {
  const t = useTexts()
  const language = useLanguage()
  const { session, ended, stay } = useSigned()
  const api = useApi()
  const work = useDo()
  const out = useDo()
  const [sure, setSure] = useState(false)
  const [added, setAdded] = useState(false)
  const time = (iso = ''): string => new Date(iso).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' })
  const add = (): Promise<boolean> =>
    work.run(async () => {
      const passkey = await makePasskey(await api.ask<object>('POST', '/me/passkeys/options'))
      await api.ask('POST', '/me/passkeys', { passkey })
      setAdded(true)
      stay()
    })
  const codes = session.recoveryLeft ?? 0
  const hasPassword = codes > 0 || session.passkeysHere === 0
  return (
    <main>
      <Card>
        <Facts
          rows={[
            [t.meIs, <b key="id">{session.id}</b>],
            [t.role, session.roles?.map((role) => t.roles[role] ?? role).join(', ')],
            [t.meEnds, time(session.ends)],
            [t.meIdle, time(session.idleEnds)],
            [t.mePasskeys, session.passkeysHere],
            ...(hasPassword ? [[t.meRecovery, codes] as const] : []),
          ]}
        />
        {hasPassword && codes < FEW ? <p className="notice warn">{t.meFewCodes}</p> : null}
        <Problem error={work.error} />
        {added ? (
          <p className="notice good" role="status">
            {t.added}
          </p>
        ) : null}
        <div className="stack">
          {passkeysWork(session) ? (
            <Action busy={work.busy} onPress={() => void add()}>
              {t.addPasskey}
            </Action>
          ) : null}
          <Action kind="danger" onPress={() => setSure(true)}>
            {t.signOutAll}
          </Action>
        </div>
      </Card>
      <Sure
        title={t.signOutAll}
        text={t.signOutAllText}
        go={t.signOutAll}
        open={sure}
        busy={out.busy}
        error={out.error}
        onGo={() => void out.run(() => door.ask('POST', '/sign-out', { everywhere: true })).then((done) => done && ended())}
        onClose={() => setSure(false)}
      />
    </main>
  )
}
