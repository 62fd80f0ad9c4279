/** Whether the network is reached, and what this device promises: storage, passkey, notifications. */
import { type ReactNode, useState } from 'react'
import { Action } from '../../look/parts/action.tsx'
import { Card } from '../../look/parts/card.tsx'
import { Pill, Row, Rows } from '../../look/parts/list.tsx'
import { Problem } from '../../look/parts/states.tsx'
import { useAction, useData, useNode, usePhase } from '../node.tsx'
import { makePasskey, passkeysWork } from '../passkey.ts'
import { useTexts } from '../texts.ts'
import { hasGuests } from './guests.tsx'

interface Connections {
  readonly services: readonly { readonly name: string; readonly reached?: boolean }[]
  /** Open direct connections. */
  readonly direct: number
  /** Reachable by hospitals through the relay. */
  readonly relayed: boolean
}

export function Connection(): ReactNode {
  const t = useTexts()
  const node = useNode()
  const info = usePhase(node)
  const status = useData<{ name: string }>('/status')
  const { data, error } = useData<Connections>('/connections', 3_000)
  const word = (reached: boolean | undefined): ReactNode => (
    <Pill {...(reached === undefined ? {} : { tone: reached ? 'good' : 'warn' })}>
      {reached === undefined ? t.connection.notAsked : reached ? t.connection.reached : t.connection.notReached}
    </Pill>
  )
  return (
    <>
      <h1>{t.connection.title}</h1>
      <Problem error={error ?? status.error} />
      {info?.elsewhere ? <p className="notice">{t.connection.elsewhere}</p> : null}
      <Rows>
        {(data?.services ?? []).map(({ name, reached }) => (
          <Row key={name} title={t.connection.services[name] ?? name} end={word(reached)} />
        ))}
        <Row title={t.connection.relay} end={word(data?.relayed)} />
        <Row title={t.connection.direct} end={<b>{data?.direct ?? 0}</b>} />
        {hasGuests ? <Row title={t.guests.title} href="#guests" /> : null}
        <Row title={t.connection.node} caption={<code>{status.data?.name ?? ''}</code>} />
      </Rows>
      <Keeping persisted={info?.persisted ?? false} />
      <Passkey has={(info?.passkeys.length ?? 0) > 0} />
      <Notifications />
    </>
  )
}

function Keeping({ persisted }: { readonly persisted: boolean }): ReactNode {
  const t = useTexts()
  const node = useNode()
  const [refused, setRefused] = useState(false)
  const [kept, setKept] = useState(persisted)
  const { busy, act } = useAction(async () => {
    const now = await navigator.storage.persist()
    setKept(now)
    setRefused(!now)
    await node.request('POST', '/app/storage')
  })
  return (
    <Card>
      <h2>{t.connection.storage}</h2>
      <p>{kept || persisted ? t.connection.persisted : refused ? t.connection.persistRefused : t.connection.notPersisted}</p>
      {kept || persisted ? null : (
        <Action busy={busy} onPress={() => void act()}>
          {t.connection.persist}
        </Action>
      )}
    </Card>
  )
}

function Passkey({ has }: { readonly has: boolean }): ReactNode {
  const t = useTexts()
  const node = useNode()
  const { busy, error, act } = useAction(async () => node.request('POST', '/app/passkeys', await makePasskey()))
  if (!passkeysWork()) return null
  return (
    <Card>
      <h2>{t.connection.passkey}</h2>
      <p>{has ? t.connection.hasPasskey : t.connection.passkeyHelp}</p>
      <Problem error={error} />
      {has ? null : (
        <Action busy={busy} onPress={() => void act()}>
          {t.connection.addPasskey}
        </Action>
      )}
    </Card>
  )
}

function Notifications(): ReactNode {
  const t = useTexts()
  const [permission, setPermission] = useState(typeof Notification === 'undefined' ? 'denied' : Notification.permission)
  const { busy, act } = useAction(async () => setPermission(await Notification.requestPermission()))
  return (
    <Card>
      <h2>{t.connection.notifications}</h2>
      <p>{permission === 'denied' ? t.connection.notifyOff : t.connection.notifyOn}</p>
      {permission === 'default' ? (
        <Action busy={busy} onPress={() => void act()}>
          {t.connection.notify}
        </Action>
      ) : null}
    </Card>
  )
}
