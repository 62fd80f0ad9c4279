/** The end of a card that asks: approve, or refuse with a reason that the other side reads. */
import type { Ask } from '@hdms/flows/engine/engine.ts'
import { type ReactNode, useState } from 'react'
import { Action } from '../../look/parts/action.tsx'
import { Field } from '../../look/parts/field.tsx'
import { Problem } from '../../look/parts/states.tsx'
import { useAction, useNode } from '../node.tsx'
import { useTexts } from '../texts.ts'

/** @param yes what agreeing is called */
export function Answer({ ask, yes }: { readonly ask: Ask; readonly yes: string }): ReactNode {
  const t = useTexts()
  const node = useNode()
  const [refusing, setRefusing] = useState(false)
  const [reason, setReason] = useState(t.requests.reasonDefault)
  const { busy, error, act } = useAction((approved: boolean) =>
    node.request('POST', '/answers', { id: ask.id, approved, ...(approved ? {} : { reason }) }),
  )
  return (
    <>
      <Problem error={error} />
      {refusing ? (
        <Field label={t.requests.reason} value={reason} onChange={setReason} name="reason" autoComplete="off" lines={2} maxLength={500} />
      ) : null}
      <div className="decide">
        {refusing ? <Action onPress={() => setRefusing(false)}>{t.records.cancel}</Action> : null}
        <Action
          kind="danger"
          busy={busy}
          isDisabled={refusing && reason.trim() === ''}
          onPress={() => (refusing ? void act(false) : setRefusing(true))}
        >
          {t.requests.refuse}
        </Action>
        {refusing ? null : (
          <Action kind="primary" busy={busy} onPress={() => void act(true)}>
            {yes}
          </Action>
        )}
      </div>
    </>
  )
}
