/** Opening the node that is here, with the passphrase or a passkey. */
import { errorFromRefusal } from '@hdms/shared/refusal.ts'
import { type ReactNode, useState } from 'react'
import { Form } from 'react-aria-components'
import { Action } from '../../look/parts/action.tsx'
import { Field } from '../../look/parts/field.tsx'
import { Problem } from '../../look/parts/states.tsx'
import { markMade } from '../lost.ts'
import { useAction, useNode, usePhase } from '../node.tsx'
import { passkeySecret, passkeysWork } from '../passkey.ts'
import { useTexts } from '../texts.ts'

export function Unlock(): ReactNode {
  const t = useTexts()
  const node = useNode()
  const info = usePhase(node)
  const [passphrase, setPassphrase] = useState('')
  const [asked, setAsked] = useState(false)
  const invited = asked || info?.admitted === false
  const [invitation, setInvitation] = useState('')
  const more = invited && invitation.trim() ? { invitation } : {}
  const open = async (body: object): Promise<void> => {
    await node.request('POST', '/app/unlock', { ...body, ...more })
    markMade()
  }
  const typed = useAction(() => open({ passphrase }))
  const last = info?.failure && errorFromRefusal({ code: info.failure.code, data: JSON.stringify(info.failure.data) })
  const [passkey] = info?.passkeys ?? []
  const touched = useAction(async () => {
    if (passkey) await open({ passkey: { credential: passkey.credential, secret: await passkeySecret(passkey) } })
  })
  const busy = typed.busy || touched.busy || info?.phase === 'opening'
  return (
    <main className="narrow" data-screen="unlock">
      <h1>{t.unlock.title}</h1>
      <p className="lead">{t.tagline}</p>
      {info?.elsewhere ? <p className="notice">{t.unlock.elsewhere}</p> : null}
      <Form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          void typed.act()
        }}
      >
        <Field
          label={t.start.passphrase}
          type="password"
          name="passphrase"
          autoComplete="current-password"
          value={passphrase}
          onChange={setPassphrase}
          isRequired
        />
        {invited ? (
          <Field
            label={t.start.invitation}
            help={t.start.invitationHelp}
            name="invitation"
            autoComplete="off"
            value={invitation}
            onChange={setInvitation}
          />
        ) : null}
        <Problem error={busy ? undefined : (typed.error ?? touched.error ?? last)} />
        <Action type="submit" kind="primary" big busy={busy} isDisabled={passphrase === ''}>
          {busy ? t.unlock.working : t.unlock.go}
        </Action>
        {passkey && passkeysWork() ? (
          <Action busy={busy} onPress={() => void touched.act()}>
            {t.unlock.passkey}
          </Action>
        ) : null}
        {invited ? null : <Action onPress={() => setAsked(true)}>{t.unlock.invitation}</Action>}
      </Form>
    </main>
  )
}
