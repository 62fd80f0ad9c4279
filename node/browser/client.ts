/** The page's end of the line to its worker: requests with answers, and events. */
import { errorFromRefusal } from '@hdms/shared/refusal.ts'
import type { FromWorker, PhaseInfo, Reply, ToWorker } from './protocol.ts'

/** What a page needs of a worker; a dedicated Worker has it. */
export interface WorkerPort {
  postMessage(message: ToWorker): void
  addEventListener(type: 'message', listener: (event: { readonly data: FromWorker }) => void): void
}

export class NodeClient {
  private readonly worker: WorkerPort
  private readonly open = new Map<number, (reply: Reply) => void>()
  private readonly listeners = new Set<() => void>()
  private next = 1
  /** How things stand; undefined until the worker has said so. */
  phase: PhaseInfo | undefined

  constructor(worker: WorkerPort) {
    this.worker = worker
    worker.addEventListener('message', ({ data }) => {
      if ('reply' in data) {
        this.open.get(data.reply.id)?.(data.reply)
        this.open.delete(data.reply.id)
        return
      }
      if (data.event === 'phase') this.phase = data.info
      for (const run of this.listeners) run()
    })
  }

  /** Asks the node. @throws what it refuses, as HdmsError */
  request<T = unknown>(method: string, target: string, body?: unknown): Promise<T> {
    const id = this.next++
    return new Promise<T>((resolve, reject) => {
      this.open.set(id, (reply) => {
        if ('ok' in reply) resolve(reply.ok as T)
        else reject(errorFromRefusal({ code: reply.error.code, data: JSON.stringify(reply.error.data) }))
      })
      this.worker.postMessage({ request: { id, method, target, body } })
    })
  }

  /** Calls back on every change. @returns how to stop */
  subscribe(run: () => void): () => void {
    this.listeners.add(run)
    return () => this.listeners.delete(run)
  }

  wake(): void {
    this.worker.postMessage({ wake: true })
  }
  pushToken(token: string): void {
    this.worker.postMessage({ pushToken: token })
  }
}
