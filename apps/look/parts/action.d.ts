/** What is pressed. One filled action on a screen: the thing to do next. */
import type { ReactNode } from 'react'
import { type ButtonProps } from 'react-aria-components'

type Kind = 'primary' | 'quiet' | 'danger'
/** @param busy what it started still runs: it cannot be pressed again, and says so */
export declare function Action({
  kind,
  busy,
  big,
  ...props
}: ButtonProps & {
  kind?: Kind
  busy?: boolean | undefined
  big?: boolean
}): ReactNode
/** Parts of one place, of which one is shown. @param places address of each, and its name */
export declare function Switch({ label, places, at }: SwitchProps): ReactNode
interface SwitchProps {
  readonly label: string
  readonly places: readonly (readonly [place: string, name: string])[]
  readonly at: string
}
