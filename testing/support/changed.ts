/** A flow whose software was changed: the honest one, operation by operation, with each in the hands of the test. */
import type { FlowContext } from '@hdms/flows/engine/context.ts'
import type { Flow, Operation } from '@hdms/flows/engine/types.ts'

export type Step = { readonly op: Operation; readonly ctx: FlowContext<never> }
/** What the changed software does with each operation of the honest flow. @returns its outcome */
export type Change = (step: Step) => Flow<unknown>

export function* perform(op: Operation): Flow<unknown> {
  return yield op as never
}

/** The flow with each operation in the hands of `change`, in the flows that it runs at once as well. */
function* through(flow: Flow<unknown>, ctx: FlowContext<never>, change: Change): Flow<unknown> {
  for (let next = flow.next(); ; ) {
    if (next.done) return next.value
    const op = next.value.kind === 'all' ? { ...next.value, flows: next.value.flows.map((f) => through(f, ctx, change)) } : next.value
    let outcome: unknown
    try {
      outcome = yield* change({ op, ctx })
    } catch (error) {
      next = flow.throw(error)
      continue
    }
    next = flow.next(outcome)
  }
}

/** Runs with a changed flow, and puts the honest one back. */
export async function withChanged<T>(definition: object, make: () => Change, run: () => Promise<T>): Promise<T> {
  const { run: honest } = definition as { run: (ctx: FlowContext<never>, args: never) => Flow<unknown> }
  Object.assign(definition, { run: (ctx: FlowContext<never>, args: never) => through(honest(ctx, args), ctx, make()) })
  try {
    return await run()
  } finally {
    Object.assign(definition, { run: honest })
  }
}
