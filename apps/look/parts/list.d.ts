/** Rows on one card: a tile, a bold name over a caption, and at the right one thing: a value, a mark, or where it leads. */
import type { ReactNode } from 'react'
export declare function Rows({ children }: { readonly children: ReactNode }): ReactNode
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
export declare function Row({ tile, tone, title, caption, end, href, children }: RowProps): ReactNode
/** A word about something, never by colour alone. */
export declare function Pill({
  tone,
  children,
}: {
  readonly tone?: 'high' | 'low' | 'warn' | 'good'
  readonly children: ReactNode
}): ReactNode
/** That a signature was checked, and whose. */
export declare function Verified({ children }: { readonly children: ReactNode }): ReactNode
