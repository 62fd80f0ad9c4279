/** Messages of the hospital information system that could not be used: why, and sending them again. */
import { type ReactNode, useState } from 'react'
import { useLanguage } from '../look/language.ts'
import { Action } from '../look/parts/action.tsx'
import { Card } from '../look/parts/card.tsx'
import { Empty, Loading, Problem } from '../look/parts/states.tsx'
import { useApi, useDo, useFresh } from '../research/parts.tsx'
import { useSigned } from './session.ts'
import { useTexts } from './texts.ts'

interface Letter {
  readonly id: string
  readonly at: string
  readonly type: string
  readonly control: string
  readonly why: string
}

/** One card a message. */
export function Letters(): ReactNode {
  const t = useTexts()
  const { data, error, reload } = useFresh<{ letters: readonly Letter[] }>('/dead-letters', 5_000)
  if (!data) return <main>{error ? <Problem error={error} /> : <Loading />}</main>
  return (
    <main>
      {data.letters.length === 0 ? <Empty icon="check">{t.lettersNone}</Empty> : null}
      {data.letters.map((letter) => (
        <Failed key={letter.id} letter={letter} onChanged={reload} />
      ))}
    </main>
  )
}

function Failed({ letter, onChanged }: { readonly letter: Letter; readonly onChanged: () => void }): ReactNode {
  const t = useTexts()
  const language = useLanguage()
  const api = useApi()
  const { session } = useSigned()
  const work = useDo()
  const [text, setText] = useState<string>()
  const [answer, setAnswer] = useState<string>()
  const again = (): Promise<boolean> =>
    work.run(async () => {
      setAnswer((await api.ask<{ answer: string }>('POST', `/dead-letters/${letter.id}/replay`)).answer)
      onChanged()
    })
  const read = (): Promise<boolean> => work.run(async () => setText((await api.text(`/dead-letters/${letter.id}`)).replaceAll('\r', '\n')))
  return (
    <Card>
      <h2>{letter.type}</h2>
      <p className="help">
        {letter.control} · {new Date(letter.at).toLocaleString(language)}
      </p>
      <p className="notice bad">{letter.why}</p>
      {text === undefined ? null : <pre>{text}</pre>}
      {answer === undefined ? null : <p role="status">{t.replayed(answer)}</p>}
      <Problem error={work.error} />
      <div className="row">
        <Action busy={work.busy} onPress={() => void again()}>
          {t.replay}
        </Action>
        {session.roles?.includes('records') ? (
          <Action busy={work.busy} onPress={() => void read()}>
            {t.read}
          </Action>
        ) : null}
      </div>
      {session.roles?.includes('records') ? <p className="help">{t.readNoted}</p> : null}
    </Card>
  )
}
