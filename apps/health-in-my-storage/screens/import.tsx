/** Bringing in a file: whose it is is asked where it is not certain, and what was left out is said. */
import { asHdmsError } from '@hdms/shared/errors.ts'
import { type ReactNode, useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import { useLanguage } from '../../look/language.ts'
import { Action } from '../../look/parts/action.tsx'
import { Sheet } from '../../look/parts/sheet.tsx'
import { Problem } from '../../look/parts/states.tsx'
import { useAction, useNode } from '../node.tsx'
import { recordDate } from '../parts/format.ts'
import { useTexts } from '../texts.ts'

interface Imported {
  readonly leftOut?: readonly { readonly path: string; readonly why: string; readonly count: number }[]
  readonly already?: number
  readonly subject?: string
}
interface About {
  readonly name: string
  readonly birthDate: string
  readonly verdict: string
  readonly because: readonly string[]
}
/** A file that waits for the answer whose it is. */
interface Waiting {
  readonly text: string
  readonly about: About
}

export function Import(): ReactNode {
  const t = useTexts()
  const node = useNode()
  const [done, setDone] = useState<Imported>()
  const [waiting, setWaiting] = useState<Waiting>()
  const { busy, error, act } = useAction(async (text: string, whose: 'ask' | 'own' | 'other') => {
    setDone(undefined)
    try {
      setDone((await node.request('POST', `/import?whose=${whose}`, text)) as Imported)
      setWaiting(undefined)
    } catch (refusal) {
      if (whose !== 'ask' || asHdmsError(refusal).code !== 'IMPORT_WHOSE') throw refusal
      setWaiting({ text, about: (await node.request('POST', '/import/about', text)) as About })
    }
  })
  return (
    <div className="import">
      <FileTrigger
        acceptedFileTypes={['.json', '.xml', 'application/json', 'application/fhir+json', 'text/xml']}
        onSelect={(files) => {
          const file = files?.[0]
          if (file) void file.text().then((text) => act(text, 'ask'))
        }}
      >
        <Action busy={busy}>{t.records.import}</Action>
      </FileTrigger>
      {done ? <Report done={done} /> : null}
      <Problem error={waiting ? undefined : error} />
      {waiting ? (
        <WhoseFile about={waiting.about} busy={busy} onClose={() => setWaiting(undefined)} onSay={(whose) => void act(waiting.text, whose)}>
          <Problem error={error} />
        </WhoseFile>
      ) : null}
    </div>
  )
}

function Report({ done: { leftOut = [], already = 0, subject } }: { readonly done: Imported }): ReactNode {
  const t = useTexts()
  const said = [subject === undefined ? t.records.imported : t.records.importedApart, already > 0 ? t.records.already(already) : '']
  return (
    <>
      <span role="status">{said.filter(Boolean).join(' ')}</span>
      {leftOut.length > 0 ? (
        <details className="notice" data-left-out>
          <summary>{t.records.leftOut(leftOut.reduce((n, each) => n + each.count, 0))}</summary>
          <ul>
            {leftOut.map(({ path, why, count }) => (
              <li key={why}>
                {why} ({path}
                {count > 1 ? ` … ×${count}` : ''})
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  )
}

function WhoseFile({
  about: { name, birthDate, verdict, because },
  busy,
  onSay,
  onClose,
  children,
}: {
  readonly about: About
  readonly busy: boolean
  readonly onSay: (whose: 'own' | 'other') => void
  readonly onClose: () => void
  readonly children: ReactNode
}): ReactNode {
  const t = useTexts()
  const language = useLanguage()
  const marks = because.map((mark) => t.records.marks[mark] ?? mark).join(', ')
  return (
    <Sheet title={t.records.whose} onClose={onClose} data-whose={verdict}>
      <p>
        <b>{[name || t.records.nameless, recordDate(birthDate, language)].filter(Boolean).join(' · ')}</b>
      </p>
      <p>
        {verdict === 'other' ? t.records.whoseOther(marks) : verdict === 'unknown' ? t.records.whoseUnknown(marks) : t.records.whoseFirst}
      </p>
      <p className="help">{t.records.whoseHelp}</p>
      {children}
      <div className="row end">
        <Action onPress={onClose}>{t.records.cancel}</Action>
        <Action busy={busy} onPress={() => onSay('other')}>
          {t.records.whoseAnothers}
        </Action>
        <Action kind={verdict === 'other' ? 'quiet' : 'primary'} busy={busy} onPress={() => onSay('own')}>
          {t.records.whoseMine}
        </Action>
      </div>
    </Sheet>
  )
}
