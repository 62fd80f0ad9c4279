/** Quantities drawn, each with words that say the same. */
import type { ReactNode } from 'react'

interface Bar {
  readonly name: string
  /** What stands under it: a letter or two. */
  readonly short: string
  readonly value: number
  readonly text: string
}

/** One bar a day; the last is the one that is looked at. */
export function Bars({ bars }: { readonly bars: readonly Bar[] }): ReactNode {
  const most = Math.max(1, ...bars.map((b) => b.value))
  return (
    <ul className="bars">
      {bars.map((b, place) => (
        <li
          key={b.name}
          aria-current={place === bars.length - 1 ? 'date' : undefined}
          aria-label={`${b.name}: ${b.text}`}
          title={`${b.name}: ${b.text}`}
        >
          <i style={{ height: `${Math.round((b.value / most) * 100)}%` }} />
          <span aria-hidden="true">{b.short}</span>
        </li>
      ))}
    </ul>
  )
}
