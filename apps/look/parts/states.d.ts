/** A screen that has nothing yet, waits, or could not. */
import { type HdmsError } from '@hdms/shared/errors.ts'
import type { ReactNode } from 'react'
import { type IconName } from './icon.tsx'
/** An error as a person reads it, with what to do. */
export declare function Problem({ error, children }: { readonly error: HdmsError | undefined; readonly children?: ReactNode }): ReactNode
/** Nothing is here yet: which sort of thing will be, and how the first one comes. */
export declare function Empty({ icon, children }: { readonly icon: IconName; readonly children: ReactNode }): ReactNode
/** The place of what is being read, so that nothing jumps when it comes. */
export declare function Loading({ rows }: { readonly rows?: number }): ReactNode
