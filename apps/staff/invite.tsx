/** The front desk: an invitation for a person, once. */
import { hex } from '@hdms/shared/bytes.ts'
import { type ReactNode, useState } from 'react'
import { Action } from '../look/parts/action.tsx'
import { Card } from '../look/parts/card.tsx'
import { Problem } from '../look/parts/states.tsx'
import { useApi, useDo } from '../research/parts.tsx'
import { useTexts } from './texts.ts'

/** Makes an invitation when asked. */
export function Invite(): ReactNode {
  const t = useTexts()
  const api = useApi()
  const work = useDo()
  const [made, setMade] = useState<string>()
  const invite = (): Promise<boolean> =>
    work.run(async () => {
      const handle = hex(crypto.getRandomValues(new Uint8Array(16)))
      setMade((await api.ask<{ token: string }>('POST', '/invitations', { handle })).token)
    })
  return (
    <main>
      <Card>
        <p>{t.inviteLead}</p>
        <Problem error={work.error} />
        {made ? (
          <div className="key" role="status">
            <span className="caption">{t.inviteMade}</span>
            <code className="large">{(made.match(/.{1,4}/g) ?? []).join(' ')}</code>
          </div>
        ) : null}
        <Action kind="primary" busy={work.busy} onPress={() => void invite()}>
          {t.inviteGo}
        </Action>
      </Card>
    </main>
  )
}
