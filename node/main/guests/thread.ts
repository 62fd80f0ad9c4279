/**
 * Contracts of a capability of another party, asked in a thread of their own: one that never answers is ended with its
 * thread, and the node goes on. The next question starts a new thread.
 */
import { Worker } from 'node:worker_threads'
import type { ContractElsewhere } from '@hdms/flows/core/contract.ts'
import { HdmsError, isErrorCode } from '@hdms/shared/errors.ts'
import { type InTurn, inTurn } from '@hdms/shared/in-turn.ts'
import type { GuestFiles } from './files.ts'
import { refuse } from './reasons.ts'
import type { Answered, Asked } from './thread-main.ts'

/** How long a contract may take, s. */
const PATIENCE = 2
/** How long its code may take to be loaded, s. */
const LOADING = 10
const LIMITS = { maxOldGenerationSizeMb: 128, stackSizeMb: 4 }

/** The thread of one capability, and its contracts in it. */
export class ContractThread {
  private readonly files: GuestFiles
  private worker: Promise<Worker> | undefined
  private readonly turn: InTurn = inTurn()

  constructor(files: GuestFiles) {
    this.files = files
  }

  /**
   * Loads the capability in the thread, so that code which never ends does so there. @throws CAPABILITY_UNREADABLE,
   * CAPABILITY_INVALID
   */
  load(): Promise<Worker> {
    this.worker ??= this.begin()
    return this.worker
  }

  private async begin(): Promise<Worker> {
    const { from } = this.files
    const worker = new Worker(new URL('./thread-main.ts', import.meta.url), { workerData: this.files, env: {}, resourceLimits: LIMITS })
    worker.unref()
    const said = await within(LOADING, worker)
    if (said === 'late' || said === 'ended' || !('ok' in said)) {
      await this.end(worker)
      if (said === 'late') return refuse('CAPABILITY_UNREADABLE', 'never-loaded', { capability: from, seconds: LOADING })
      if (said !== 'ended' && 'code' in said && isErrorCode(said.code) && said.code.startsWith('CAPABILITY_'))
        throw new HdmsError(said.code, said.data as HdmsError['data'])
      return refuse('CAPABILITY_UNREADABLE', 'not-loaded', { capability: from, told: said === 'ended' ? 'its thread ended' : told(said) })
    }
    return worker
  }

  /** One contract of it. */
  contract(contract: string): ContractElsewhere {
    return {
      verify: async (view) => void (await this.ask({ contract, view })),
      upgraded: async (states) => (await this.ask({ contract, states })) as Awaited<ReturnType<ContractElsewhere['upgraded']>>,
    }
  }

  private ask(asked: Asked): Promise<unknown> {
    const { contract } = asked
    return this.turn(async () => {
      const worker = await this.load()
      worker.postMessage(asked)
      const said = await within(PATIENCE, worker)
      if (said === 'late' || said === 'ended') {
        await this.end(worker)
        return said === 'late'
          ? refuse('CONTRACT_FAILED', 'too-slow', { contract, seconds: PATIENCE })
          : refuse('CONTRACT_FAILED', 'ended', { contract })
      }
      if ('ok' in said) return said.ok
      // A refusal is a contract's word; anything else that it throws is none.
      if (said.code === 'BUG' || !isErrorCode(said.code)) return refuse('CONTRACT_FAILED', 'threw', { contract, told: told(said) })
      throw new HdmsError(said.code, said.data as HdmsError['data'])
    })
  }

  private async end(worker: Worker): Promise<void> {
    this.worker = undefined
    await worker.terminate()
  }

  async close(): Promise<void> {
    const worker = await this.worker?.catch(() => undefined)
    if (worker) await this.end(worker)
  }
}

const told = (said: Answered): string => ('told' in said ? said.told : '')

/** The next thing that the thread says, or that it said nothing. */
function within(seconds: number, worker: Worker): Promise<Answered | 'late' | 'ended'> {
  return new Promise((resolve) => {
    const done = (said: Answered | 'late' | 'ended') => {
      clearTimeout(timer)
      worker.off('message', done).off('exit', gone).off('error', gone)
      resolve(said)
    }
    const gone = () => done('ended')
    const timer = setTimeout(() => done('late'), seconds * 1000)
    worker.once('message', done).once('exit', gone).once('error', gone)
  })
}
