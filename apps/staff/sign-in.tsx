/** Signing in: a passkey first, password and code second; for whoever lost both, whom to ask. */
import { type FormEvent, type ReactNode, useState } from 'react'
import { Action } from '../look/parts/action.tsx'
import { Field } from '../look/parts/field.tsx'
import { Problem } from '../look/parts/states.tsx'
import { useDo } from '../research/parts.tsx'
import { browserHasPasskeys, door, passkeysWork, type SessionView, showPasskey, useSigned } from './session.ts'
import { useTexts } from './texts.ts'

/** @param over a session ended while the page was open @param onInvitation somebody has an invitation to type */
export function SignIn({ over, onInvitation }: { readonly over: boolean; readonly onInvitation: () => void }): ReactNode {
  const t = useTexts()
  const { session, take } = useSigned()
  const work = useDo()
  const canPasskey = passkeysWork(session)
  const byPasskey = (): Promise<boolean> =>
    work.run(async () => {
      const passkey = await showPasskey(await door.ask<object>('POST', '/sign-in/options'))
      take(await door.ask<SessionView>('POST', '/sign-in/passkey', { passkey }))
    })
  return (
    <main className="narrow">
      <h1>{t.signIn}</h1>
      {over ? (
        <p className="notice" role="status">
          {t.over}
        </p>
      ) : (
        <p className="lead">{t.signInLead}</p>
      )}
      <Problem error={work.error} />
      <article className="card">
        {canPasskey ? (
          <div className="stack">
            <Action kind="primary" big busy={work.busy} onPress={() => void byPasskey()}>
              {t.withPasskey}
            </Action>
            <p className="help">{t.passkeyHelp}</p>
          </div>
        ) : (
          <NoPasskeys />
        )}
        <details className="access" open={!canPasskey}>
          <summary>{t.orPassword}</summary>
          <ByPassword />
        </details>
        <details className="access">
          <summary>{t.lost}</summary>
          <p className="help">{t.lostText}</p>
        </details>
      </article>
      <Action onPress={onInvitation}>{t.haveInvitation}</Action>
    </main>
  )
}

function NoPasskeys(): ReactNode {
  const t = useTexts()
  const { session } = useSigned()
  const elsewhere = `${session.origin}/staff/`
  if (!browserHasPasskeys()) return <p className="help">{t.noPasskeysBrowser}</p>
  if (!session.passkeys) return null
  return (
    <p className="notice warn">
      {t.noPasskeysHere} <a href={elsewhere}>{elsewhere}</a>
    </p>
  )
}

function ByPassword(): ReactNode {
  const t = useTexts()
  const { take } = useSigned()
  const work = useDo()
  const [typed, setTyped] = useState({ staff: '', password: '', code: '' })
  const set = (name: keyof typeof typed) => (value: string) => setTyped((old) => ({ ...old, [name]: value }))
  const send = (event: FormEvent): void => {
    event.preventDefault()
    void work
      .run(async () => take(await door.ask<SessionView>('POST', '/sign-in/password', typed)))
      // A code is good once: the next try needs another.
      .then((done) => done || set('code')(''))
  }
  return (
    <form className="stack" onSubmit={send}>
      <Field label={t.staffId} help={t.staffIdHelp} value={typed.staff} onChange={set('staff')} autoComplete="username" isRequired />
      <Field
        label={t.password}
        type="password"
        value={typed.password}
        onChange={set('password')}
        autoComplete="current-password"
        isRequired
      />
      <Field label={t.code} help={t.codeHelp} value={typed.code} onChange={set('code')} autoComplete="one-time-code" isRequired />
      <Problem error={work.error} />
      <Action type="submit" busy={work.busy}>
        {t.enter}
      </Action>
    </form>
  )
}
