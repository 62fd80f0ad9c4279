/** Where a dealing stands, by the paper's step numbers: written in the turn in which the step was done. */

import type { FlowContext } from '../engine/context.ts'
import type { Flow } from '../engine/types.ts'
import type { CoreServices } from './services.ts'

export function* step(ctx: FlowContext<CoreServices>, dealing: string, number: number, what: string): Flow<void> {
  const at = yield* ctx.now()
  yield* ctx.tx(`step ${number}`, (changes, { progress }) => {
    progress.add(changes, { dealing, step: number, what, at })
    return null
  })
}
