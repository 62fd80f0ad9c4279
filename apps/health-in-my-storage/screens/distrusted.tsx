/** Notaries that this node refuses, on every screen: why, and the person's decision to trust one again. */
import { HdmsError } from '@hdms/shared/errors.ts'
import type { ReactNode } from 'react'
import { Action } from '../../look/parts/action.tsx'
import { Problem } from '../../look/parts/states.tsx'
import { useAction, useData, useNode } from '../node.tsx'
import { useTexts } from '../texts.ts'

interface Standings {
  readonly notaries: readonly { readonly name: string; readonly distrusted?: { readonly why: string } }[]
}

export function Distrusted(): ReactNode {
  const { data } = useData<Standings>('/notaries')
  const refused = (data?.notaries ?? []).flatMap(({ name, distrusted }) => (distrusted ? [{ name, why: distrusted.why }] : []))
  return refused.map(({ name, why }) => <Refused key={name} name={name} why={why} />)
}

function Refused({ name, why }: { readonly name: string; readonly why: string }): ReactNode {
  const t = useTexts()
  const node = useNode()
  const { busy, error, act } = useAction(() => node.request('POST', '/notaries/trust', { name }))
  return (
    <Problem error={error ?? new HdmsError('NOTARY_DISTRUSTED', { notary: name, why })}>
      <p>{t.connection.trustAgainAbout}</p>
      <Action busy={busy} onPress={() => void act()}>
        {t.connection.trustAgain}
      </Action>
    </Problem>
  )
}
