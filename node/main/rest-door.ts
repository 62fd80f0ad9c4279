/** The door of an institution over HTTP: its port is bound when the node opens its doors. */
import type { Door } from '@hdms/node/core/door.ts'
import { type Listening, listen, type Served } from '@hdms/platform/node/http-server.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { FastifyInstance } from 'fastify'

export interface Building {
  readonly app: FastifyInstance
  /** What the routes use beside the node: logs, timers. */
  close(): void
}

export class RestDoor implements Door {
  readonly name = 'REST'
  private readonly listening: Listening
  private build: () => Promise<Building> = () => fail('BUG', { what: 'a door without routes' })
  private built: Building | undefined
  private served: Served | undefined

  constructor(listening: Listening) {
    this.listening = listening
  }

  /** @param build makes what is served, once the node's engine has begun */
  to(build: () => Promise<Building>): this {
    this.build = build
    return this
  }

  async open(): Promise<{ rest: string }> {
    this.built = await this.build()
    this.served = await listen(this.built.app, this.listening)
    return { rest: this.url }
  }
  async close(): Promise<void> {
    await this.built?.app.close()
    this.built?.close()
  }

  /** Base URL that others reach it at; empty until it is open. */
  get url(): string {
    return this.served?.url ?? ''
  }
  reload(): void {
    this.served?.reload()
  }
}
