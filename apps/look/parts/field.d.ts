/** What is typed or chosen, with its name above it and its help below. */
import type { ReactNode } from 'react'
import { type TextFieldProps } from 'react-aria-components'

interface FieldProps extends TextFieldProps {
  readonly label: string
  readonly help?: string
  /** Lines of a longer text; one without. */
  readonly lines?: number
  /** What is wrong with what was typed. */
  readonly problem?: string | undefined
}
export declare function Field({ label, help, lines, problem, ...props }: FieldProps): ReactNode
/** One of a few. The browser's own list: a phone draws it as its owner knows it. */
export declare function Choice({
  label,
  value,
  options,
  onChange,
  name,
}: {
  readonly label: string
  readonly value: string
  readonly name: string
  readonly options: readonly (readonly [value: string, text: string])[]
  readonly onChange: (value: string) => void
}): ReactNode
