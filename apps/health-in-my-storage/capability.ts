/** A capability on the page: its screens, and cards for what it asks. */
import type { Ask } from '@hdms/flows/engine/engine.ts'
import type { ReactNode } from 'react'

export const TABS = ['home', 'records', 'sharing', 'activity', 'me'] as const
export type Tab = (typeof TABS)[number]

export interface Screen {
  /** In the address, after `#`. */
  readonly place: string
  /** The tab that it lies behind. The first place of a tab is what a press on the tab opens. */
  readonly tab: Tab
  /** Whether it is switched to at the top of its tab; otherwise other screens lead to it. */
  readonly switched?: true
  /** @param detail the rest of the address after the place */
  readonly show: (detail: string | undefined) => ReactNode
}

export interface PageCapability {
  /** As the node calls it. */
  readonly name: string
  readonly screens: readonly Screen[]
  /** By the name of the question. */
  readonly cards: Readonly<Record<string, (props: { readonly ask: Ask }) => ReactNode>>
}
