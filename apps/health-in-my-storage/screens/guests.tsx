/**
 * Capabilities of other parties: their states, what can be begun with them, and the hash of the files that they were
 * built from.
 */
import type { GuestScreen } from '@hdms/flows/core/guest.ts'
import { GUESTS } from '@hdms/node/browser/guests.ts'
import { type ReactNode, useContext, useEffect, useState } from 'react'
import { LanguageContext } from '../../look/language.ts'
import { Action } from '../../look/parts/action.tsx'
import { Card } from '../../look/parts/card.tsx'
import { Field } from '../../look/parts/field.tsx'
import { Row, Rows } from '../../look/parts/list.tsx'
import { Empty, Problem } from '../../look/parts/states.tsx'
import { useAction, useData, useNode } from '../node.tsx'
import { useTexts } from '../texts.ts'

interface Found {
  readonly place: string
  readonly state: Readonly<Record<string, string | number | boolean>>
}

/** Whether any was built in. */
export const hasGuests: boolean = GUESTS.length > 0

/** All that were built in. */
export function Guests(): ReactNode {
  const t = useTexts()
  const language = useContext(LanguageContext)
  return (
    <>
      <h1>{t.guests.title}</h1>
      {GUESTS.map(({ guest, hash }) => (
        <section key={guest.name} data-guest={guest.name}>
          <h2>{guest.screen?.title[language] ?? guest.name}</h2>
          {guest.screen?.shows.map((shown) => (
            <States key={shown.contract} shown={shown} />
          ))}
          {guest.screen?.starts.map((start) => (
            <Start key={start.flow} start={start} title={guest.flows.find((f) => f.name === start.flow)} />
          ))}
          <p className="caption">
            {t.guests.hash}: <code>{hash}</code>
          </p>
        </section>
      ))}
    </>
  )
}

function States({ shown }: { readonly shown: GuestScreen['shows'][number] }): ReactNode {
  const t = useTexts()
  const node = useNode()
  const language = useContext(LanguageContext)
  const [found, setFound] = useState<readonly Found[]>([])
  const mark = useData<{ at: string }>('/states/changes', 2_000)
  const at = mark.data?.at
  // biome-ignore lint/correctness/useExhaustiveDependencies: each mark of the ledger asks again
  useEffect(() => {
    let current = true
    node
      .request<{ states: readonly Found[] }>('POST', '/states', { contract: shown.contract })
      .then(({ states }) => current && setFound(states))
      // The states stay as they were until the next question.
      .catch(() => undefined)
    return () => {
      current = false
    }
  }, [node, shown, at])
  if (found.length === 0) return <Empty icon="sharing">{t.guests.none}</Empty>
  return (
    <Rows>
      {found.map(({ place, state }) => (
        <Row
          key={place}
          title={Object.entries(shown.fields)
            .map(([field, words]) => `${words[language]}: ${state[field] ?? ''}`)
            .join(' · ')}
        />
      ))}
    </Rows>
  )
}

/** A flow that is begun by filling in its arguments. */
function Start({ start, title }: { readonly start: GuestScreen['starts'][number]; readonly title: object | undefined }): ReactNode {
  const t = useTexts()
  const node = useNode()
  const language = useContext(LanguageContext)
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({})
  const [flow, setFlow] = useState<string>()
  const ending = useData<{ state: string }>(flow === undefined ? undefined : `/starts/${flow}`, 2_000)
  const { busy, error, act } = useAction(async () => {
    const args = Object.fromEntries(Object.entries(said).map(([name, text]) => [name, /^\d{1,15}$/.test(text) ? JSON.parse(text) : text]))
    setFlow((await node.request<{ flow: string }>('POST', '/starts', { flow: start.flow, args })).flow)
  })
  const words =
    title && 'words' in title ? (title.words as { readonly en: string; readonly ko: string }) : { en: start.flow, ko: start.flow }
  return (
    <Card>
      <h3>{words[language]}</h3>
      {Object.entries(start.fields).map(([name, label]) => (
        <Field
          key={name}
          name={name}
          label={label[language]}
          value={said[name] ?? ''}
          onChange={(text) => setSaid({ ...said, [name]: text })}
        />
      ))}
      <Problem error={error} />
      <Action kind="primary" busy={busy} onPress={() => void act()}>
        {words[language]}
      </Action>
      {ending.data ? (
        <p role="status" data-state={ending.data.state}>
          {t.guests.endings[ending.data.state] ?? ending.data.state}
        </p>
      ) : null}
    </Card>
  )
}
