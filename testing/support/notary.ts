/** A notary over a disk in memory, whose writes can be held back or fail, and who asks it. */
import { NotaryClient } from '@hdms/notary/client/notary-client.ts'
import { Notary, type NotaryOptions } from '@hdms/notary/server/notary.ts'
import { Register } from '@hdms/notary/server/register.ts'
import { type NotaryService, notaryService } from '@hdms/notary/server/service.ts'
import { uniquenessStore } from '@hdms/notary/server/store.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { fail } from '@hdms/shared/errors.ts'
import { silent } from '@hdms/shared/logging.ts'
import { type MemoryDisk, memoryDisk, memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import { MINUTE } from '@hdms/shared/time.ts'
import { type Spend, type SpendOptions, spend } from './ledger.ts'
import { SimClock } from './sim-clock.ts'

/** The notary's minute when it starts. */
export const START = 29_450_000

export interface TestNotaryOptions extends Partial<NotaryOptions> {
  readonly crypto: CryptoProvider
  readonly disk?: MemoryDisk
}

export class TestNotary {
  readonly clock: SimClock
  readonly disk: MemoryDisk
  readonly seed: Uint8Array
  readonly parametersHash: Uint8Array
  notary!: Notary
  service!: NotaryService
  client!: NotaryClient
  /** What registrations are sealed to. */
  sealingSecret!: Uint8Array
  /** Every write fails, as on a full disk. */
  full = false
  /** How often it said that it stopped. */
  stops = 0
  private readonly o: TestNotaryOptions
  private held: (() => void)[] | undefined
  private unacknowledged: ((lost: boolean) => void)[] | undefined

  private constructor(o: TestNotaryOptions) {
    this.o = o
    this.clock = (o.clock as SimClock | undefined) ?? new SimClock(START * MINUTE)
    this.disk = o.disk ?? memoryDisk()
    this.seed = o.seed ?? o.crypto.random(32)
    this.parametersHash = o.crypto.random(32)
  }

  static async start(o: TestNotaryOptions): Promise<TestNotary> {
    const made = new TestNotary(o)
    await made.boot()
    return made
  }

  /** Starts it, or starts it again on the same disk. */
  async boot(): Promise<void> {
    const { crypto } = this.o
    const rows = memoryNodeStore(this.disk, async () => {
      const { held } = this
      if (held) await new Promise<void>((resolve) => held.push(resolve))
      if (this.full) fail('STORE_FAILED', { why: 'no space left on device' })
    })
    const store = uniquenessStore({
      ...rows,
      commit: async (changes, written) => {
        await rows.commit(changes)
        const { unacknowledged } = this
        if (!unacknowledged) return
        written?.()
        if (await new Promise<boolean>((resolve) => unacknowledged.push(resolve))) fail('STORE_FAILED', { why: 'the anchor' })
      },
    })
    this.notary = await Notary.start({
      parameters: () => ({ current: this.parametersHash, replaced: [] }),
      stopped: () => void this.stops++,
      ...this.o,
      ...{ clock: this.clock, store, seed: this.seed },
    })
    const secret = crypto.random(32)
    this.sealingSecret = secret
    this.service = notaryService(crypto, this.notary, new Register(crypto, store, this.notary.id, secret), secret, silent)
    this.client = new NotaryClient(crypto, this.notary.key, (request) => this.service.ask(request))
  }

  /** From now on writes wait. @returns lets them go on */
  hold(): () => void {
    const held: (() => void)[] = []
    this.held = held
    return () => {
      this.held = undefined
      for (const go of held) go()
    }
  }

  /** From now on what is written can be read, and can still be lost. @returns acknowledges all of it; with `lost`, all but the first */
  keepUnacknowledged(): (lost: boolean) => void {
    const waiting: ((lost: boolean) => void)[] = []
    this.unacknowledged = waiting
    return (lost) => {
      this.unacknowledged = undefined
      for (const [index, settle] of waiting.entries()) settle(lost && index === 0)
    }
  }

  /** Resolves once a write waits. */
  async writing(): Promise<void> {
    while (!this.held?.length) await SimClock.settle()
  }

  make(o: Partial<SpendOptions> & Pick<SpendOptions, 'inputs'>): Promise<Spend> {
    const { parametersHash, notary } = this
    return spend(this.o.crypto, { notary: notary.id, parametersHash, from: START - 1, until: START + 10, ...o })
  }

  put(s: Spend, witnesses: readonly Uint8Array[] = s.witnesses): ReturnType<NotaryClient['notarise']> {
    return this.client.notarise(s.visible, s.privateRoot, witnesses)
  }
}

/** Code of what a promise rejects with; 'ok' when it does not. */
export const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (error: { code?: string }) => error.code ?? String(error),
  )
