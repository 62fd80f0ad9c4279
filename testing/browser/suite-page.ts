/** The page around {@link ./suite-worker.ts}: a worker for each message, and its answer. */
import workerUrl from './suite-worker.ts?worker&url'

Object.assign(globalThis, {
  askWorker: (message: string) =>
    new Promise((resolve) => {
      const worker = new Worker(workerUrl, { type: 'module' })
      worker.addEventListener('message', ({ data }) => {
        worker.terminate()
        resolve(data)
      })
      worker.addEventListener('error', ({ message: why }) => resolve(`worker: ${why}`))
      worker.postMessage(JSON.parse(message) as unknown)
    }),
})
