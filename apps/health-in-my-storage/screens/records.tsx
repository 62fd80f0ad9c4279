/** The person's records: a list, import, and other people's, which lie apart. */
import { type ReactNode, useState } from 'react'
import { useData } from '../node.tsx'
import { institution, kindName, moment, recordDate } from '../parts/format.ts'
import { Action, Problem } from '../parts/ui.tsx'
import { useLanguage, useTexts } from '../texts.ts'
import { Import } from './import.tsx'
import { OneRecord, type RecordLine } from './record.tsx'

interface Other {
  readonly subject: string
  readonly name: string
  readonly birthDate: string
  readonly records: readonly RecordLine[]
}
/** Records of the list that are shown at once: a phone draws them in a blink. */
const PAGE = 30

const isRecord = (line: RecordLine): boolean => line.profile.startsWith('fhir-r4/')

export function Records({ open }: { readonly open: string | undefined }): ReactNode {
  const { data, error } = useData<{ records: readonly RecordLine[] }>('/records')
  const records = [...(data?.records ?? [])].filter(isRecord).reverse()
  const others = useData<{ people: readonly Other[] }>('/others').data?.people ?? []
  const t = useTexts()
  const chosen = open === undefined ? undefined : records.find((r) => r.verificationKey === open)
  if (chosen) return <OneRecord line={chosen} origin={<Origin line={chosen} />} />
  const person = open === undefined ? undefined : others.find((o) => o.records.some((r) => r.verificationKey === open))
  const line = person?.records.find((r) => r.verificationKey === open)
  if (person && line) return <OneRecord line={line} origin={t.records.otherOrigin} whose={person.name || t.records.nameless} />
  return (
    <>
      <RecordList records={data && records} error={<Problem error={error} />} />
      {others.map((other) => (
        <OtherPerson key={other.subject} other={other} />
      ))}
    </>
  )
}

/** Somebody else's records: by name, and never among one's own. */
function OtherPerson({ other: { name, birthDate, records } }: { readonly other: Other }): ReactNode {
  const t = useTexts()
  const language = useLanguage()
  return (
    <section data-other>
      <h2>
        {name || t.records.nameless} <span className="soft">{recordDate(birthDate, language)}</span>
      </h2>
      <p className="help">{t.records.apart}</p>
      {[...records].reverse().map((line) => (
        <RecordCard key={line.verificationKey} line={line} origin={t.records.otherOrigin} />
      ))}
    </section>
  )
}

function RecordList({ records, error }: { readonly records: readonly RecordLine[] | undefined; readonly error: ReactNode }): ReactNode {
  const t = useTexts()
  const [shown, setShown] = useState(PAGE)
  return (
    <>
      <div className="row between">
        <h1>{t.records.title}</h1>
        <Import />
      </div>
      {error}
      {records?.length === 0 ? <p className="quietly">{t.records.none}</p> : null}
      {records?.slice(0, shown).map((line) => (
        <RecordCard key={line.verificationKey} line={line} origin={<Origin line={line} />} />
      ))}
      {records && records.length > shown ? (
        <Action onPress={() => setShown(shown + PAGE)}>{t.records.more(records.length - shown)}</Action>
      ) : null}
    </>
  )
}

function RecordCard({ line, origin }: { readonly line: RecordLine; readonly origin: ReactNode }): ReactNode {
  const t = useTexts()
  const language = useLanguage()
  return (
    <a className="card link" href={`#records/${line.verificationKey}`}>
      <div className="row between">
        <b>{t.records.profiles[line.profile] ?? line.profile}</b>
        <span className="help">{moment(line.storedAt, language)}</span>
      </div>
      <span className="help">{origin}</span>
      <ul className="chips">
        {Object.entries(line.kinds).map(([kind, count]) => (
          <li key={kind}>
            {kindName(kind, t)} <b>{count}</b>
          </li>
        ))}
      </ul>
    </a>
  )
}

function Origin({ line }: { readonly line: RecordLine }): ReactNode {
  const t = useTexts()
  const replaced = line.supersededBy ? t.records.superseded : ''
  if (!line.notary) return t.records.self
  const issuer = line.issuerName ? `${t.records.from} ${institution(line.issuerName)}` : ''
  return [issuer, t.records.checked, replaced].filter(Boolean).join(' · ')
}
