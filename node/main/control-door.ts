/** The door of a personal node's owner: a socket that only they can open (mode 0600). */
import { chmodSync, existsSync, rmSync } from 'node:fs'
import type { Door } from '@hdms/node/core/door.ts'
import type { FastifyInstance } from 'fastify'

/** @param build makes what is served @param path of the socket; one that a process left behind is replaced */
export function controlDoor(path: string, build: () => FastifyInstance): Door {
  let app: FastifyInstance | undefined
  return {
    name: 'control socket',
    async open() {
      app = build()
      if (existsSync(path)) rmSync(path)
      const before = process.umask(0o177)
      await app.listen({ path })
      process.umask(before)
      chmodSync(path, 0o600)
      return {}
    },
    close: () => app?.close(),
  }
}
