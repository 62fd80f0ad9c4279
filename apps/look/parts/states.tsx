/** A screen that has nothing yet, waits, or could not. */
import { describe, type HdmsError } from '@hdms/shared/errors.ts'
import type { ReactNode } from 'react'
import { useLanguage, useWords } from '../language.ts'
import { Icon, type IconName } from './icon.tsx'

/** An error as a person reads it, with what to do. */
export function Problem({ error, children }: { readonly error: HdmsError | undefined; readonly children?: ReactNode }): ReactNode {
  const language = useLanguage()
  if (!error) return null
  return (
    <div role="alert" className="notice bad" data-code={error.code}>
      <p>{describe(error.code, error.data, language)}</p>
      {children}
    </div>
  )
}

/** Nothing is here yet: which sort of thing will be, and how the first one comes. */
export function Empty({ icon, children }: { readonly icon: IconName; readonly children: ReactNode }): ReactNode {
  return (
    <div className="empty">
      <span className="tile mute" aria-hidden="true">
        <Icon name={icon} />
      </span>
      <p className="soft">{children}</p>
    </div>
  )
}

/** The place of what is being read, so that nothing jumps when it comes. */
export function Loading({ rows = 3 }: { readonly rows?: number }): ReactNode {
  const { loading } = useWords()
  return (
    <div className="waiting" role="status" aria-label={loading}>
      {Array.from({ length: rows }, (_, i) => `place-${i}`).map((place) => (
        <i key={place} />
      ))}
    </div>
  )
}
