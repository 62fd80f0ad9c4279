/** One subject on its own ground, with at most one main action. */
import type { ReactNode } from 'react'
/** @param ask id of the question that the card puts */
export declare function Card({ children, ask }: { readonly children: ReactNode; readonly ask?: string }): ReactNode
/** The one thing that a screen asks its reader to do next. */
export declare function Hero({
  tile,
  title,
  caption,
  children,
}: {
  readonly tile: ReactNode
  readonly title: ReactNode
  readonly caption: string
  readonly children: ReactNode
}): ReactNode
/** Names and values of one thing. */
export declare function Facts({ rows }: { readonly rows: readonly (readonly [name: string, value: ReactNode])[] }): ReactNode
