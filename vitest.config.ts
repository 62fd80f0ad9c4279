import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: ['**/node_modules/**', 'testing/{sim,e2e,vectors}/**'],
          testTimeout: 60_000,
        },
      },
      { test: { name: 'vectors', include: ['testing/vectors/*.test.ts'], testTimeout: 120_000 } },
      { test: { name: 'sim', include: ['testing/sim/*.test.ts'], testTimeout: 600_000 } },
      { test: { name: 'e2e', include: ['testing/e2e/*.test.ts'], testTimeout: 300_000, hookTimeout: 120_000, fileParallelism: false } },
    ],
  },
})
