/** Rows on one card: a tile, a bold name over a caption, and at the right one thing: a value, a mark, or where it leads. */
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

export function Rows({ children }: { readonly children: ReactNode }): ReactNode {
  return <ul className="rows">{children}</ul>
}

interface RowProps {
  readonly tile?: ReactNode
  readonly tone?: 'high' | 'warn' | 'mute'
  readonly title: ReactNode
  readonly caption?: ReactNode
  readonly end?: ReactNode
  /** Where a press leads. */
  readonly href?: string
  readonly children?: ReactNode
}
export function Row({ tile, tone, title, caption, end, href, children }: RowProps): ReactNode {
  const inside = (
    <>
      {tile ? (
        <span className={tone ? `tile ${tone}` : 'tile'} aria-hidden="true">
          {tile}
        </span>
      ) : null}
      <div className="words">
        <b>{title}</b>
        {caption ? <span className="caption">{caption}</span> : null}
        {children}
      </div>
      {end ? <div className="end">{end}</div> : href ? <Icon name="more" small /> : null}
    </>
  )
  return (
    <li>
      {href === undefined ? (
        <div className="line">{inside}</div>
      ) : (
        <a className="line" href={href}>
          {inside}
        </a>
      )}
    </li>
  )
}

/** A word about something, never by colour alone. */
export function Pill({ tone, children }: { readonly tone?: 'high' | 'low' | 'warn' | 'good'; readonly children: ReactNode }): ReactNode {
  const sign = tone === 'high' ? '▲ ' : tone === 'low' ? '▼ ' : ''
  return (
    <span className={tone ? `pill ${tone}` : 'pill'}>
      {sign}
      {children}
    </span>
  )
}

/** That a signature was checked, and whose. */
export function Verified({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <span className="verified">
      <Icon name="safe" small />
      {children}
    </span>
  )
}
