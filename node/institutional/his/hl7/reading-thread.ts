/** Reads large messages, on a thread of its own (reading.ts asks it). */
import { parentPort } from 'node:worker_threads'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { readHere } from './large.ts'
import type { Asked, Told } from './reading.ts'

parentPort?.on('message', ({ id, reader, text, cut, zone }: Asked) => {
  readHere(reader, text, cut, zone).then(
    (read) => parentPort?.postMessage({ id, read } satisfies Told),
    (error: unknown) => {
      const { code, data } = asHdmsError(error)
      parentPort?.postMessage({ id, refused: { code, data } } satisfies Told)
    },
  )
})
