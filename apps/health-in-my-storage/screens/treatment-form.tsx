/** Asking a hospital for treatment: what its desk registered, and why one comes. */
import { type ReactNode, useState } from 'react'
import { Form } from 'react-aria-components'
import { Action } from '../../look/parts/action.tsx'
import { Choice, Field } from '../../look/parts/field.tsx'
import { Problem } from '../../look/parts/states.tsx'
import { useAction, useData, useNode } from '../node.tsx'
import { useInstitution } from '../parts/names.ts'
import { useTexts } from '../texts.ts'

interface Status {
  readonly members: readonly { readonly name: string; readonly kind: string; readonly rest: string }[]
}
const EMPTY = { code: '', name: '', birthDate: '', reason: '' }

/** @param waiting how many questions wait further up: whoever is down here is told, and nothing moves by itself */
export function AskForTreatment({ waiting }: { readonly waiting: number }): ReactNode {
  const t = useTexts()
  const institution = useInstitution()
  const node = useNode()
  const { data } = useData<Status>('/status')
  const { data: tokens } = useData<{ issuer: string }>('/issuer')
  // Who issues tokens treats nobody.
  const hospitals = data?.members.filter((m) => m.kind === 'institution' && m.name !== tokens?.issuer) ?? []
  const [chosen, setChosen] = useState('')
  const [sex, setSex] = useState('unknown')
  const [fields, setFields] = useState(EMPTY)
  const [sent, setSent] = useState(false)
  const hospital = chosen || hospitals[0]?.name || ''
  const set = (name: keyof typeof EMPTY) => (value: string) => setFields((old) => ({ ...old, [name]: value }))
  const { busy, error, act } = useAction(async () => {
    const { reason, ...desk } = fields
    await node.request('POST', '/treatments', { hospital, reason, desk: { ...desk, sex } })
    setFields(EMPTY)
    setSent(true)
  })
  const complete = Object.values(fields).every((value) => value.trim() !== '')
  return (
    <section>
      <h2>{t.requests.ask}</h2>
      {data && hospitals.length === 0 ? <p className="quietly">{t.requests.noHospital}</p> : null}
      {/* Browsers write what is typed into their session files, so that a crashed tab comes back; not here. */}
      <Form
        autoComplete="off"
        className="form card"
        data-form="treatment"
        onSubmit={(event) => {
          event.preventDefault()
          void act()
        }}
      >
        <Choice
          label={t.requests.hospital}
          name="hospital"
          value={hospital}
          onChange={setChosen}
          options={hospitals.map((h) => [h.name, institution(h.name)] as const)}
        />
        <div className="pair">
          <Field label={t.requests.code} name="code" autoComplete="off" value={fields.code} onChange={set('code')} isRequired />
          <Field label={t.requests.name} name="name" autoComplete="off" value={fields.name} onChange={set('name')} isRequired />
          <Field
            label={t.requests.birthDate}
            name="birthDate"
            type="date"
            autoComplete="off"
            value={fields.birthDate}
            onChange={set('birthDate')}
            isRequired
          />
          <Choice
            label={t.requests.sex}
            name="sex"
            value={sex}
            onChange={setSex}
            options={Object.entries(t.requests.sexes) as [string, string][]}
          />
        </div>
        <Field
          label={t.requests.complaint}
          name="reason"
          lines={3}
          value={fields.reason}
          onChange={set('reason')}
          maxLength={2000}
          isRequired
        />
        <Problem error={error} />
        {sent ? (
          <div className="notice good row between" role="status">
            {t.requests.sent}
            {waiting > 0 ? <Action onPress={() => scrollTo({ top: 0 })}>{`↑ ${t.requests.waiting} (${waiting})`}</Action> : null}
          </div>
        ) : null}
        <Action type="submit" kind="primary" big busy={busy} isDisabled={!complete || hospital === ''}>
          {t.requests.send}
        </Action>
      </Form>
    </section>
  )
}
