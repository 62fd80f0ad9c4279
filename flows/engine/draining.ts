/** A node before an upgrade: it begins no new flows, its own or a peer's, which are sent again; what is under way comes to its end. */
import { fail } from '@hdms/shared/errors.ts'
import { DRAINED } from './options.ts'
import type { Turns } from './turns.ts'

export interface DrainingOptions {
  readonly turns: Turns
  /** Whether nothing runs and nothing is kept. */
  readonly idle: () => boolean
  /** Called when it is drained and idle, once what led there is durable. */
  readonly drained: () => void
}

export class Draining {
  private readonly o: DrainingOptions
  private draining = false

  constructor(o: DrainingOptions) {
    this.o = o
  }

  get on(): boolean {
    return this.draining
  }

  /** @throws SERVICE_UNAVAILABLE */
  refuseNew(): void {
    if (this.draining) fail('SERVICE_UNAVAILABLE', DRAINED)
  }

  begin(): Promise<void> {
    return this.o.turns.request(() => {
      this.draining = true
      this.look()
    })
  }

  end(): Promise<void> {
    return this.o.turns.request(() => {
      this.draining = false
    })
  }

  /** A flow has ended. */
  look(): void {
    if (!this.draining) return
    this.o.turns.effect(() => {
      if (this.draining && this.o.idle()) this.o.drained()
    })
  }
}
