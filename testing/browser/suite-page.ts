/** The page around {@link ./suite-worker.ts}: a worker for each case, and its verdict. */
import workerUrl from './suite-worker.ts?worker&url'

Object.assign(globalThis, {
  runCase: (name: string, guest: string) =>
    new Promise((resolve) => {
      const worker = new Worker(workerUrl, { type: 'module' })
      worker.addEventListener('message', ({ data }) => {
        worker.terminate()
        resolve(data)
      })
      worker.addEventListener('error', ({ message }) => resolve(`worker: ${message}`))
      worker.postMessage({ name, guest: JSON.parse(guest) as unknown })
    }),
})
