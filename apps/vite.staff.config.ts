/** How the page of an institution's people is built: each node serves it under /staff/. */
import { join } from 'node:path'
import { defineConfig, type UserConfig } from 'vite'

const config: UserConfig = defineConfig({
  root: join(import.meta.dirname, 'staff'),
  base: '/staff/',
  logLevel: 'warn',
  build: {
    outDir: join(import.meta.dirname, 'dist-staff'),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // How long plugins took is no line of a log: on a busy machine it was written into the app's.
      checks: { pluginTimings: false },
    },
  },
})
export default config
