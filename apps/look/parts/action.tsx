/** What is pressed. One filled action on a screen: the thing to do next. */
import type { ReactNode } from 'react'
import { Button, type ButtonProps } from 'react-aria-components'

type Kind = 'primary' | 'quiet' | 'danger'

/** @param busy what it started still runs: it cannot be pressed again, and says so */
export function Action({
  kind = 'quiet',
  busy,
  big = false,
  ...props
}: ButtonProps & { kind?: Kind; busy?: boolean | undefined; big?: boolean }): ReactNode {
  return <Button {...props} isPending={busy ?? false} className={`button ${kind}${big ? ' big' : ''}`} />
}

/** Parts of one place, of which one is shown. @param places address of each, and its name */
export function Switch({ label, places, at }: SwitchProps): ReactNode {
  return (
    <nav className="switch" aria-label={label}>
      {places.map(([place, name]) => (
        <a key={place} href={`#${place}`} aria-current={place === at ? 'true' : undefined}>
          {name}
        </a>
      ))}
    </nav>
  )
}
interface SwitchProps {
  readonly label: string
  readonly places: readonly (readonly [place: string, name: string])[]
  readonly at: string
}
