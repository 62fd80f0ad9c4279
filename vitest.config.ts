import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** All cores work. */
const parallel = { maxWorkers: '100%' }
/** Files share the modules of a worker, which cost more than most tests: none of them changes what another one imports. */
const together = { ...parallel, isolate: false }
/** What child processes compiled of the sources, kept for the next ones: half of what it takes to start one. */
const compiled = { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/compiled') }

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: ['**/node_modules/**', 'testing/{sim,e2e,vectors,peers}/**', 'sdk/template/**'],
          testTimeout: 60_000,
          ...together,
        },
      },
      { test: { name: 'vectors', include: ['testing/vectors/*.test.ts'], testTimeout: 120_000, ...together } },
      { test: { name: 'peers', include: ['testing/peers/**/*.test.ts'], testTimeout: 120_000 } },
      { test: { name: 'sim', include: ['testing/sim/*.test.ts'], testTimeout: 600_000, ...parallel } },
      {
        test: {
          name: 'e2e',
          include: ['testing/e2e/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 240_000,
          fileParallelism: false,
          env: compiled,
        },
      },
    ],
  },
})
