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
export declare function Bars({ bars }: { readonly bars: readonly Bar[] }): ReactNode
