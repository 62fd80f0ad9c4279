/** What is shown of a flow: one that runs, one that is kept, one that has ended. */
import { describe, type ErrorData, isErrorCode } from '@hdms/shared/errors.ts'
import type { KeptFlow } from './kept.ts'
import type { Ending } from './results.ts'
import type { FlowRun } from './run.ts'
import type { FlowRow } from './types.ts'

export interface FlowStatus {
  readonly id: string
  readonly name: string
  /** `parked`: kept for observation, with the reason; it has neither ended nor gone on. */
  readonly state: 'running' | 'parked' | 'done' | 'failed'
  readonly code?: string
  /** Metadata of the reason of a flow that is kept. */
  readonly data?: ErrorData
  /** The same in words. */
  readonly reason?: { readonly en: string; readonly ko: string }
  /** Since when it is kept, ms since 1970. */
  readonly since?: number
  readonly waiting: readonly string[]
  readonly started: number
  /** What it was started for, of one that has not ended. */
  readonly clientId?: string
}

const started = ({ name, started: at, clientId }: FlowRow) => ({ name, started: at, ...(clientId === undefined ? {} : { clientId }) })

export function statusOfRun(run: FlowRun, row: FlowRow): FlowStatus {
  const waiting = run
    .waitingOperations()
    .map((w) => ('label' in w.operation ? `${w.operation.kind} ${w.operation.label}` : w.operation.kind))
  return { id: run.id, state: 'running', waiting, ...started(row) }
}
export function statusOfKept(id: string, row: KeptFlow['row']): FlowStatus {
  const { parked, why = {}, since } = row
  const code = isErrorCode(parked) ? parked : 'BUG'
  return {
    ...{ id, state: 'parked', code: parked, data: why, waiting: [] },
    reason: { en: describe(code, why, 'en'), ko: describe(code, why, 'ko') },
    ...(since === undefined ? {} : { since }),
    ...started(row),
  }
}
export const statusOfEnded = (id: string, { name, started: at, code }: Ending): FlowStatus => ({
  ...{ id, name, state: code === undefined ? 'done' : 'failed', waiting: [], started: at },
  ...(code === undefined ? {} : { code }),
})
