/** Records that would leave, each of which can be looked at. */
import type { ReactNode } from 'react'

export function RecordList({
  title,
  records,
}: {
  readonly title: string
  readonly records: readonly { readonly key: string; readonly text: string }[]
}): ReactNode {
  if (records.length === 0) return null
  return (
    <details className="access records">
      <summary>{title}</summary>
      <ul>
        {records.map(({ key, text }) => (
          <li key={key}>
            <a href={`#records/${key}`}>{text}</a>
          </li>
        ))}
      </ul>
    </details>
  )
}
