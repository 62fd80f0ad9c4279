/** Whether the network is reached, and what this device promises: storage, passkey, notifications. */
import { type ReactNode, useState } from 'react'
import { useAction, useData, useNode, usePhase } from '../node.tsx'
import { Action, Card, Facts, Problem } from '../parts/ui.tsx'
import { makePasskey, passkeysWork } from '../passkey.ts'
import { useTexts } from '../texts.ts'

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
    <span className={reached ? 'state good' : 'state bad'}>
      {reached === undefined ? t.connection.notAsked : reached ? t.connection.reached : t.connection.notReached}
    </span>
  )
  return (
    <>
      <h1>{t.connection.title}</h1>
      <Problem error={error ?? status.error} />
      {info?.elsewhere ? <p className="notice">{t.connection.elsewhere}</p> : null}
      <Card>
        <Facts
          rows={[
            ...(data?.services ?? []).map(({ name, reached }) => [t.connection.services[name] ?? name, word(reached)] as const),
            [t.connection.relay, word(data?.relayed)] as const,
            [t.connection.direct, String(data?.direct ?? 0)] as const,
            [t.connection.node, <code key="name">{status.data?.name ?? ''}</code>] as const,
          ]}
        />
      </Card>
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
