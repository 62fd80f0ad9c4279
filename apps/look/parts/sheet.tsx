/** What rises over a screen and waits for an answer. */
import type { HdmsError } from '@hdms/shared/errors.ts'
import type { ReactNode } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useWords } from '../language.ts'
import { Action } from './action.tsx'
import { Problem } from './states.tsx'

export function Sheet({ title, onClose, children, ...named }: SheetProps): ReactNode {
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(now) => now || onClose()}>
      <Modal className="modal">
        <Dialog role="alertdialog" className="dialog" {...named}>
          <Heading slot="title">{title}</Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
interface SheetProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  readonly 'data-whose'?: string
}

/** Asks once more before something that cannot be undone. */
export function Sure({
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
}): ReactNode {
  const { cancel } = useWords()
  if (!open) return null
  return (
    <Sheet title={title} onClose={onClose}>
      <p>{text}</p>
      <Problem error={error} />
      <div className="decide">
        <Action onPress={onClose}>{cancel}</Action>
        <Action kind="danger" busy={busy} onPress={onGo}>
          {go}
        </Action>
      </div>
    </Sheet>
  )
}
