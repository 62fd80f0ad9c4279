/** A thread that reads large messages; it is there from the first of them on. */
import { Worker } from 'node:worker_threads'
import { type ErrorCode, type ErrorData, HdmsError } from '@hdms/shared/errors.ts'
import type { Cut, Read, Reader, Readers } from './large.ts'

export interface Asked {
  readonly id: number
  readonly reader: Reader
  readonly text: string
  readonly cut: Cut
  readonly zone: string
}
export type Told =
  | { readonly id: number; readonly read: Read<Reader> }
  | { readonly id: number; readonly refused: { readonly code: ErrorCode; readonly data: ErrorData } }

interface Waiting {
  readonly resolve: (read: Read<Reader>) => void
  readonly reject: (error: HdmsError) => void
}

export interface ReadingThread {
  readonly read: Readers
  stop(): Promise<void>
}

export function readingThread(): ReadingThread {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let next = 0
  const begin = (): Worker => {
    const begun = new Worker(new URL('./reading-thread.ts', import.meta.url))
    begun.unref()
    begun.on('message', (told: Told) => {
      const asker = waiting.get(told.id)
      waiting.delete(told.id)
      if ('read' in told) asker?.resolve(told.read)
      else asker?.reject(new HdmsError(told.refused.code, told.refused.data))
    })
    const over = (): void => {
      if (worker === begun) worker = undefined
      // What it was reading is sent again: whether the message or the machine was the reason nobody knows.
      for (const { reject } of waiting.values()) reject(new HdmsError('SERVICE_UNAVAILABLE', { service: 'node' }))
      waiting.clear()
    }
    begun.on('error', over)
    begun.on('exit', over)
    return begun
  }
  return {
    read: <R extends Reader>(reader: R, text: string, cut: Cut, zone: string) =>
      new Promise<Read<R>>((resolve, reject) => {
        worker ??= begin()
        const id = next++
        waiting.set(id, { resolve: (read) => resolve(read as Read<R>), reject })
        worker.postMessage({ id, reader, text, cut, zone } satisfies Asked)
      }),
    async stop() {
      await worker?.terminate()
    },
  }
}
