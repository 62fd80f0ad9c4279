/** A researcher's screens: the queries so far, a new one, and the units that are there to pay with. */
import { readWhole } from '@hdms/shared/decimal.ts'
import { type ReactNode, useState } from 'react'
import { Problem } from '../look/parts/states.tsx'
import type { QueryView } from './api.ts'
import { Compose } from './compose.tsx'
import { Input, Press, useApi, useDo, useFresh, useTexts } from './parts.tsx'
import { Query } from './query.tsx'

export function Research(): ReactNode {
  const t = useTexts()
  const [open, setOpen] = useState<string>()
  const { data, error } = useFresh<{ queries: readonly QueryView[] }>('/queries')
  const queries = data?.queries ?? []
  const shown = open ?? (queries.length > 0 ? queries[0]?.id : 'new')
  return (
    <div className="research">
      <Problem error={error} />
      <Units />
      <nav className="row">
        <Press kind={shown === 'new' ? 'primary' : 'quiet'} onPress={() => setOpen('new')}>
          {t.fresh}
        </Press>
        {queries.map((q) => (
          <Press key={q.id} kind={shown === q.id ? 'primary' : 'quiet'} onPress={() => setOpen(q.id)}>
            {(q.words || q.criteria.map((c) => c.concept).join(', ')).slice(0, 30)} · {t.states[q.state]}
          </Press>
        ))}
      </nav>
      {shown === 'new' ? <Compose onDone={setOpen} /> : null}
      {shown !== undefined && shown !== 'new' ? <Query key={shown} id={shown} /> : null}
    </div>
  )
}

function Units(): ReactNode {
  const t = useTexts()
  const api = useApi()
  const { data } = useFresh<{ units: number; issuer: string }>('/wallet')
  const [amount, setAmount] = useState('1000')
  const [reference, setReference] = useState('')
  const [done, setDone] = useState(false)
  const work = useDo()
  return (
    <details className="card">
      <summary>
        {t.wallet}: <b>{t.have(data?.units ?? 0)}</b>
      </summary>
      <div className="grid">
        <Input label={t.buyUnits} value={amount} onChange={setAmount} />
        <Input label={t.reference} value={reference} onChange={setReference} />
      </div>
      <Problem error={work.error} />
      {done ? <p className="notice">{t.ordered}</p> : null}
      <Press
        busy={work.busy}
        off={!/^[1-9]\d*$/.test(amount) || reference === ''}
        onPress={() => void work.run(() => api.ask('POST', '/units', { amount: readWhole(amount, 'amount', 1), reference })).then(setDone)}
      >
        {t.buyUnits}
      </Press>
    </details>
  )
}
