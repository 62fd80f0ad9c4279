/** Accepting an invitation: what the account is for, how its owner signs in from now on, and the codes to keep. */
import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { Action } from '../look/parts/action.tsx'
import { Facts } from '../look/parts/card.tsx'
import { Field } from '../look/parts/field.tsx'
import { Problem } from '../look/parts/states.tsx'
import { useDo } from '../research/parts.tsx'
import { door, makePasskey, passkeysWork, type SessionView, useSigned } from './session.ts'
import { useTexts } from './texts.ts'

interface Opened {
  readonly id: string
  readonly name: string
  readonly roles: readonly string[]
  readonly until: string
  readonly totp: { readonly secret: string; readonly uri: string }
  readonly passkey?: object
}

/** @param given the code of the link that was opened; it has left the address bar */
export function Invitation({ given, onBack }: { readonly given: string; readonly onBack: () => void }): ReactNode {
  const t = useTexts()
  const [code, setCode] = useState(given)
  const [opened, setOpened] = useState<Opened>()
  const work = useDo()
  const look = (invitation: string): Promise<boolean> =>
    work.run(async () => setOpened(await door.ask<Opened>('POST', '/invitations/open', { invitation })))
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for the link that was opened
  useEffect(() => {
    if (given) void look(given)
  }, [])
  if (opened) return <Choose invitation={code} opened={opened} />
  const send = (event: FormEvent): void => {
    event.preventDefault()
    void look(code)
  }
  return (
    <main className="narrow">
      <h1>{t.invitation}</h1>
      <form className="card stack" onSubmit={send}>
        <Field label={t.invitation} help={t.invitationHelp} value={code} onChange={setCode} autoComplete="off" isRequired />
        <Problem error={work.error} />
        <Action kind="primary" type="submit" busy={work.busy}>
          {t.open}
        </Action>
      </form>
      <Action onPress={onBack}>{t.back}</Action>
    </main>
  )
}

function Choose({ invitation, opened }: { readonly invitation: string; readonly opened: Opened }): ReactNode {
  const t = useTexts()
  const { session, take } = useSigned()
  const work = useDo()
  const [made, setMade] = useState<SessionView>()
  const { passkey: options } = opened
  const accept = async (factors: object): Promise<void> => {
    const said = await door.ask<SessionView>('POST', '/invitations/accept', { invitation, ...factors })
    if (said.recovery?.length) setMade(said)
    else take(said)
  }
  if (made) return <RecoveryCodes codes={made.recovery ?? []} onDone={() => take(made)} />
  const canPasskey = options !== undefined && passkeysWork(session)
  return (
    <main className="narrow">
      <h1>{t.welcome(opened.name)}</h1>
      <article className="card">
        <Facts
          rows={[
            [t.staffId, <b key="id">{opened.id}</b>],
            [t.invitedAs, opened.roles.map((role) => t.roles[role] ?? role).join(', ')],
          ]}
        />
      </article>
      <h2>{t.chooseWay}</h2>
      <Problem error={work.error} />
      <article className="card">
        {canPasskey ? (
          <div className="stack">
            <Action
              kind="primary"
              big
              busy={work.busy}
              onPress={() => void work.run(async () => accept({ passkey: await makePasskey(options) }))}
            >
              {t.makePasskey}
            </Action>
            <p className="help">{t.makePasskeyHelp}</p>
          </div>
        ) : null}
        <details className="access" open={!canPasskey}>
          <summary>{t.makePassword}</summary>
          <Password opened={opened} onChosen={accept} />
        </details>
      </article>
    </main>
  )
}

function Password({ opened, onChosen }: { readonly opened: Opened; readonly onChosen: (factors: object) => Promise<void> }): ReactNode {
  const t = useTexts()
  const work = useDo()
  const [typed, setTyped] = useState({ password: '', again: '', code: '' })
  const set = (name: keyof typeof typed) => (value: string) => setTyped((old) => ({ ...old, [name]: value }))
  const differs = typed.again !== '' && typed.again !== typed.password
  const send = (event: FormEvent): void => {
    event.preventDefault()
    if (typed.again === typed.password) void work.run(() => onChosen({ password: typed.password, code: typed.code.replace(/\s/g, '') }))
  }
  const { secret, uri } = opened.totp
  return (
    <form className="stack" onSubmit={send}>
      {/* So that a password manager keeps it under the right name. */}
      <input className="unseen" name="username" autoComplete="username" value={opened.id} readOnly tabIndex={-1} aria-hidden="true" />
      <Field
        label={t.newPassword}
        help={t.newPasswordHelp}
        type="password"
        value={typed.password}
        onChange={set('password')}
        autoComplete="new-password"
        isRequired
      />
      <Field
        label={t.newPasswordAgain}
        type="password"
        value={typed.again}
        onChange={set('again')}
        autoComplete="new-password"
        isRequired
        problem={differs ? t.differs : undefined}
      />
      <h3>{t.totp}</h3>
      <p className="help">{t.totpHelp}</p>
      <p className="key">
        <span className="caption">{t.totpKey}</span>
        <code>{(secret.match(/.{1,4}/g) ?? []).join(' ')}</code>
        <a href={uri}>{t.totpLink}</a>
      </p>
      <Field label={t.totpCode} value={typed.code} onChange={set('code')} autoComplete="one-time-code" inputMode="numeric" isRequired />
      <Problem error={work.error} />
      <Action kind="primary" type="submit" busy={work.busy} isDisabled={differs}>
        {t.finish}
      </Action>
    </form>
  )
}

function RecoveryCodes({ codes, onDone }: { readonly codes: readonly string[]; readonly onDone: () => void }): ReactNode {
  const t = useTexts()
  return (
    <main className="narrow">
      <h1>{t.recoveryTitle}</h1>
      <p className="lead">{t.recoveryText}</p>
      <article className="card">
        <ul className="codes">
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
      </article>
      <div className="decide">
        <Action onPress={() => print()}>{t.print}</Action>
        <Action kind="primary" onPress={onDone}>
          {t.recoveryDone}
        </Action>
      </div>
    </main>
  )
}
