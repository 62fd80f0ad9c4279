/** How the node is: what it runs, whom it knows, and procedures that have stopped. */
import type { ReactNode } from 'react'
import { type Language, useLanguage } from '../look/language.ts'
import { Action } from '../look/parts/action.tsx'
import { Card, Facts } from '../look/parts/card.tsx'
import { Row, Rows } from '../look/parts/list.tsx'
import { Empty, Loading, Problem } from '../look/parts/states.tsx'
import { useApi, useDo, useFresh } from '../research/parts.tsx'
import { useSigned } from './session.ts'
import { useTexts } from './texts.ts'

interface Status {
  readonly members: readonly { readonly name: string }[]
  readonly capabilities: readonly { readonly name: string; readonly version: number }[]
}
interface FlowRow {
  readonly id: string
  readonly name: string
  readonly state: string
  readonly reason?: Readonly<Record<Language, string>>
  /** Milliseconds since 1970. */
  readonly since?: number
}

/** Looks every few seconds. */
export function Operation(): ReactNode {
  const t = useTexts()
  const language = useLanguage()
  const api = useApi()
  const { session } = useSigned()
  const status = useFresh<Status>('/status', 10_000)
  const flows = useFresh<{ flows: readonly FlowRow[] }>('/flows', 5_000)
  const work = useDo()
  const kept = flows.data?.flows.filter(({ state }) => state === 'parked') ?? []
  const running = flows.data?.flows.filter(({ state }) => state === 'running') ?? []
  const retry = (id: string): void => void work.run(() => api.ask('POST', `/flows/${id}/retry`)).then(flows.reload)
  if (!status.data) return <main>{status.error ? <Problem error={status.error} /> : <Loading />}</main>
  return (
    <main>
      <Card>
        <Facts
          rows={[
            [t.capabilities, status.data.capabilities.map(({ name, version }) => `${name} ${version}`).join(', ')],
            [t.members, status.data.members.map(({ name }) => /O=([^,]+)/.exec(name)?.[1] ?? name).join(', ')],
            [t.flowsKept, `${kept.length} (${t.running(running.length)})`],
          ]}
        />
      </Card>
      <h2>{t.flowsKept}</h2>
      <Problem error={work.error ?? flows.error} />
      {kept.length === 0 ? <Empty icon="check">{t.noFlowsKept}</Empty> : null}
      {kept.length > 0 ? (
        <Rows>
          {kept.map((row) => (
            <Row
              key={row.id}
              title={row.name}
              caption={`${row.reason?.[language] ?? ''}${row.since ? ` ${t.since(new Date(row.since).toLocaleString(language))}` : ''}`}
              end={
                session.roles?.includes('it') ? (
                  <Action busy={work.busy} onPress={() => retry(row.id)}>
                    {t.retry}
                  </Action>
                ) : null
              }
            />
          ))}
        </Rows>
      ) : null}
    </main>
  )
}
