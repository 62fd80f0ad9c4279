/** What rises over a screen and waits for an answer. */
import type { HdmsError } from '@hdms/shared/errors.ts'
import type { ReactNode } from 'react'
export declare function Sheet({ title, onClose, children, ...named }: SheetProps): ReactNode
interface SheetProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  readonly 'data-whose'?: string
}
/** Asks once more before something that cannot be undone. */
export declare function Sure({
  title,
  text,
  go,
  open,
  busy,
  error,
  onGo,
  onClose,
}: {
  readonly title: string
  readonly text: string
  readonly go: string
  readonly open: boolean
  readonly busy: boolean
  readonly error: HdmsError | undefined
  readonly onGo: () => void
  readonly onClose: () => void
}): ReactNode
