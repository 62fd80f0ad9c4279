/** What waits for the person's answer, how their treatments stand, and asking for a new one. */
import type { Ask } from '@hdms/flows/engine/engine.ts'
import { treatmentSteps } from '@hdms/flows/treatment/steps.ts'
import type { ReactNode } from 'react'
import { useLanguage } from '../../look/language.ts'
import { Pill, Row, Rows } from '../../look/parts/list.tsx'
import { Empty, Loading, Problem } from '../../look/parts/states.tsx'
import { CARDS } from '../capabilities.tsx'
import { OtherCard } from '../cards/other.tsx'
import { useData } from '../node.tsx'
import { moment } from '../parts/format.ts'
import { useTexts } from '../texts.ts'
import { AskForTreatment } from './treatment-form.tsx'

interface Dealing {
  readonly id: string
  readonly lines: readonly { readonly step: number; readonly at: number }[]
}
interface FlowLine {
  readonly id: string
  readonly name: string
  readonly state: string
  readonly code?: string
}

export function Requests(): ReactNode {
  const t = useTexts()
  const { data, error } = useData<{ asks: readonly Ask[] }>('/asks')
  return (
    <>
      <h1>{t.requests.waiting}</h1>
      <Problem error={error} />
      {data || error ? null : <Loading rows={1} />}
      {data?.asks.length === 0 ? <Empty icon="check">{t.requests.none}</Empty> : null}
      {data?.asks.map((ask) => {
        const AskCard = CARDS[ask.question] ?? OtherCard
        return <AskCard key={ask.id} ask={ask} />
      })}
      <Treatments />
      <AskForTreatment waiting={data?.asks.length ?? 0} />
    </>
  )
}

const LAST = treatmentSteps.length

function Treatments(): ReactNode {
  const t = useTexts()
  const language = useLanguage()
  const dealings = useData<{ dealings: readonly Dealing[] }>('/dealings')
  const flows = useData<{ flows: readonly FlowLine[] }>('/flows')
  const list = [...(dealings.data?.dealings ?? [])].filter((d) => d.lines.length > 0).reverse()
  if (list.length === 0) return null
  const running = flows.data?.flows.some((f) => f.name === 'treatment.request' && f.state === 'running') ?? false
  return (
    <section>
      <h2>{t.requests.progress}</h2>
      <Rows>
        {list.map(({ id, lines }, place) => {
          const step = Math.max(...lines.map((l) => l.step))
          const done = step >= 20 && !(place === 0 && running)
          const state = done ? t.requests.done : place === 0 && running ? t.requests.running : t.requests.ended
          return (
            <Row
              key={id}
              title={moment(lines[0]?.at ?? 0, language)}
              end={done ? <Pill tone="good">{state}</Pill> : <Pill>{state}</Pill>}
              caption={`${t.requests.step(done ? LAST : step)} · ${treatmentSteps[(done ? LAST : step) - 1]?.[language] ?? ''}`}
            >
              {done ? null : <progress max={LAST} value={step} aria-label={t.requests.step(step)} />}
            </Row>
          )
        })}
      </Rows>
    </section>
  )
}
