/** First start: a passphrase of one's own, and the invitation. */
import { type ReactNode, useState } from 'react'
import { Form } from 'react-aria-components'
import { Action } from '../../look/parts/action.tsx'
import { Field } from '../../look/parts/field.tsx'
import { Problem } from '../../look/parts/states.tsx'
import { markMade, wasLost } from '../lost.ts'
import { useAction, useNode } from '../node.tsx'
import { useTexts } from '../texts.ts'

export function Start(): ReactNode {
  const t = useTexts()
  const node = useNode()
  const [lost, setLost] = useState(wasLost)
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [invitation, setInvitation] = useState('')
  const { busy, error, act } = useAction(async () => {
    await node.request('POST', '/app/create', { passphrase, invitation })
    markMade()
    // Ask once, when it matters; the connection screen tells and asks again.
    await navigator.storage.persist().catch(() => false)
    await node.request('POST', '/app/storage')
  })
  const differs = again !== '' && again !== passphrase
  const short = passphrase.length < 10
  return (
    <main className="narrow" data-screen="start">
      {lost ? (
        <div className="notice bad" role="alert">
          <h2>{t.lost.title}</h2>
          <p>{t.lost.text}</p>
          <Action onPress={() => setLost(false)}>{t.lost.go}</Action>
        </div>
      ) : (
        <>
          <h1>{t.start.title}</h1>
          <p className="lead">{t.tagline}</p>
          <Form
            className="form"
            onSubmit={(event) => {
              event.preventDefault()
              void act()
            }}
          >
            <Field
              label={t.start.passphrase}
              help={t.start.passphraseHelp}
              type="password"
              name="passphrase"
              autoComplete="new-password"
              value={passphrase}
              onChange={setPassphrase}
              isRequired
            />
            <Field
              label={t.start.again}
              type="password"
              name="again"
              autoComplete="new-password"
              value={again}
              onChange={setAgain}
              problem={differs ? t.start.differs : undefined}
              isRequired
            />
            <Field
              label={t.start.invitation}
              help={t.start.invitationHelp}
              name="invitation"
              autoComplete="off"
              value={invitation}
              onChange={setInvitation}
              isRequired
            />
            <Problem error={error} />
            <Action type="submit" kind="primary" big busy={busy} isDisabled={short || again !== passphrase || invitation.trim() === ''}>
              {busy ? t.start.working : t.start.go}
            </Action>
          </Form>
        </>
      )}
    </main>
  )
}
