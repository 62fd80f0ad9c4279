/** How the researcher's page is built: beside the app, under /research/. */
import { join } from 'node:path'
import { defineConfig, type UserConfig } from 'vite'

const config: UserConfig = defineConfig({
  root: join(import.meta.dirname, 'research'),
  base: '/research/',
  logLevel: 'warn',
  build: {
    outDir: join(import.meta.dirname, 'dist-research'),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
export default config
