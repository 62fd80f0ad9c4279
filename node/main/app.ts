/** The phone's page, built with capabilities of other parties in it. */
import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { runMain } from '@hdms/platform/node/main.ts'
import { fail } from '@hdms/shared/errors.ts'
import { guestFiles } from './guests/files.ts'
import { refuse } from './guests/reasons.ts'

const root = join(import.meta.dirname, '../..')

await runMain({
  name: 'app',
  about: 'builds the page of a personal node',
  options: {
    capability: {
      type: 'list',
      about: 'Capabilities of other parties that are built in: each a folder or the name of an installed package.',
    },
    out: { type: 'text', about: 'Folder that the page is built in; what is there goes.', default: 'app' },
  },
  commands: {
    build: {
      usage: 'build',
      about: 'builds the page into a folder, to be served under the policy of sandbox/web/policy.ts; says the hash of each capability',
      run: async (o, _args, out) => {
        const guests = (o.capability ?? []).map((from) => guestFiles(from))
        const built = guests.map(({ folder, entry, hash, covered }) => ({ folder, entry, hash, covered: [...covered] }))
        const code = await new Promise<number | null>((done) => {
          const vite = [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--config', join(root, 'apps/vite.config.ts')]
          const env = {
            ...process.env,
            NODE_ENV: 'production',
            HDMS_APP_OUT: resolve(o.out),
            HDMS_APP_CAPABILITIES: JSON.stringify(built),
          }
          spawn(process.execPath, vite, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env }).once('exit', done)
        })
        if (code !== 0) fail('SERVICE_UNAVAILABLE', { service: 'build of the page' })
        out.rows(
          guests.map(({ from, hash }) => ({ capability: from, hash })),
          ['capability', 'hash'],
        )
        return 0
      },
    },
  },
  start: async () => refuse('CONFIG_INVALID', 'only-build', { name: 'command' }),
})
