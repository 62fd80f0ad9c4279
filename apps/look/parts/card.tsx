/** One subject on its own ground, with at most one main action. */
import type { ReactNode } from 'react'

/** @param ask id of the question that the card puts */
export function Card({ children, ask }: { readonly children: ReactNode; readonly ask?: string }): ReactNode {
  return (
    <article className={ask ? 'card asking' : 'card'} data-ask={ask}>
      {children}
    </article>
  )
}

/** The one thing that a screen asks its reader to do next. */
export function Hero({
  tile,
  title,
  caption,
  children,
}: {
  readonly tile: ReactNode
  readonly title: ReactNode
  readonly caption: string
  readonly children: ReactNode
}): ReactNode {
  return (
    <section className="hero">
      <span className="tile" aria-hidden="true">
        {tile}
      </span>
      <div className="words">
        <b>{title}</b>
        <span className="caption">{caption}</span>
      </div>
      {children}
    </section>
  )
}

/** Names and values of one thing. */
export function Facts({ rows }: { readonly rows: readonly (readonly [name: string, value: ReactNode])[] }): ReactNode {
  return (
    <dl className="facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
