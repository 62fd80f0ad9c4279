/** The person's records: a list, import, and other people's, which lie apart. */
import { type ReactNode, useState } from 'react'
import { useLanguage } from '../../look/language.ts'
import { Action } from '../../look/parts/action.tsx'
import { Icon } from '../../look/parts/icon.tsx'
import { Pill, Row, Rows, Verified } from '../../look/parts/list.tsx'
import { Empty, Loading, Problem } from '../../look/parts/states.tsx'
import { useData } from '../node.tsx'
import { day, kindName, recordDate } from '../parts/format.ts'
import { useInstitution } from '../parts/names.ts'
import { useTexts } from '../texts.ts'
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
      <ByDay records={[...records].reverse()} origin={() => <span className="caption">{t.records.otherOrigin}</span>} />
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
      {records ? null : <Loading />}
      {records?.length === 0 ? <Empty icon="records">{t.records.none}</Empty> : null}
      {records ? <ByDay records={records.slice(0, shown)} origin={(line) => <Origin line={line} />} /> : null}
      {records && records.length > shown ? (
        <Action onPress={() => setShown(shown + PAGE)}>{t.records.more(records.length - shown)}</Action>
      ) : null}
    </>
  )
}

/** Rows under the day on which they came. */
function ByDay({
  records,
  origin,
}: {
  readonly records: readonly RecordLine[]
  readonly origin: (line: RecordLine) => ReactNode
}): ReactNode {
  const language = useLanguage()
  const days = new Map<string, RecordLine[]>()
  for (const line of records) days.set(day(line.storedAt, language), [...(days.get(day(line.storedAt, language)) ?? []), line])
  return [...days].map(([date, lines]) => (
    <section key={date} aria-label={date}>
      <h3 className="day">{date}</h3>
      <Rows>
        {lines.map((line) => (
          <RecordRow key={line.verificationKey} line={line} origin={origin(line)} />
        ))}
      </Rows>
    </section>
  ))
}

function RecordRow({ line, origin }: { readonly line: RecordLine; readonly origin: ReactNode }): ReactNode {
  const t = useTexts()
  const kinds = Object.entries(line.kinds)
  return (
    <Row
      href={`#records/${line.verificationKey}`}
      tile={<Icon name={line.notary ? 'records' : 'written'} />}
      title={t.records.profiles[line.profile] ?? line.profile}
      caption={kinds.map(([kind, count]) => `${kindName(kind, t)} ${count}`).join(' · ')}
    >
      {origin}
    </Row>
  )
}

/** Who says so: an institution whose signature was checked, or the person. */
function Origin({ line }: { readonly line: RecordLine }): ReactNode {
  const t = useTexts()
  const institution = useInstitution()
  return (
    <span className="origin">
      {line.notary ? (
        <Verified>{line.issuerName ? institution(line.issuerName) : t.records.checked}</Verified>
      ) : (
        <span className="caption">{t.records.self}</span>
      )}
      {line.supersededBy ? <Pill tone="warn">{t.records.superseded}</Pill> : null}
    </span>
  )
}
