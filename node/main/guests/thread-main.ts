/**
 * The thread in which contracts of one capability of another party run. It ends with its thread: nothing else of the
 * node is in it.
 */
import { pathToFileURL } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import type { TransactionView } from '@hdms/flows/core/contract.ts'
import type { GuestContract } from '@hdms/flows/core/guest.ts'
import { guestIn } from '@hdms/flows/core/guest-check.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import type { GuestFiles } from './files.ts'
import { guardImports } from './imports.ts'

/** A question to a contract. */
export type Asked =
  | { readonly contract: string; readonly view: TransactionView }
  | { readonly contract: string; readonly states: readonly Uint8Array[] }
/** Its answer; a refusal by code and data, so that another copy of the class can say it. */
export type Answered = { readonly ok: unknown } | { readonly code: string; readonly data: object; readonly told: string }

const files = workerData as GuestFiles
const refusal = (error: unknown): Answered => {
  const { code, data } = asHdmsError(error)
  return { code, data: { ...data }, told: error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 200) : typeof error }
}

function answer(contract: GuestContract | undefined, asked: Asked): unknown {
  if ('view' in asked) {
    contract?.verify(asked.view)
    return null
  }
  return asked.states.map((state) => ({ state: contract?.upgrade?.convert(state), signers: contract?.upgrade?.signers(state) }))
}

try {
  guardImports([files])
  const guest = guestIn(((await import(pathToFileURL(files.entry).href)) as { default?: unknown }).default, files.from)
  parentPort?.on('message', (asked: Asked) => {
    try {
      parentPort?.postMessage({
        ok: answer(
          guest.contracts.find((c) => c.name === asked.contract),
          asked,
        ),
      } satisfies Answered)
    } catch (error) {
      parentPort?.postMessage(refusal(error))
    }
  })
  parentPort?.postMessage({ ok: guest.name } satisfies Answered)
} catch (error) {
  parentPort?.postMessage(refusal(error))
}
