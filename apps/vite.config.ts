/** How the pages are built: one entry for the app, one for its service worker, and a list of the files for offline use. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { defineConfig, type Plugin, type UserConfig } from 'vite'
import { guestsIn } from './vite.guests.ts'

const DIST = process.env['HDMS_APP_OUT'] ?? join(import.meta.dirname, 'dist')
const guests = (): Plugin => guestsIn(process.env['HDMS_APP_CAPABILITIES'])

/** Names every file of the build in `assets.json`, and lays a compressed twin beside each, when all are as they will stay. */
const listed: Plugin = {
  name: 'hdms-listed',
  writeBundle(_options, bundle) {
    const names = Object.keys(bundle)
    for (const name of names) writeFileSync(join(DIST, `${name}.gz`), gzipSync(readFileSync(join(DIST, name))))
    const files = names.map((name) => `/${name}`).filter((name) => name !== '/sw.js' && name !== '/index.html')
    writeFileSync(join(DIST, 'assets.json'), JSON.stringify(['/icon.svg', '/manifest.webmanifest', ...files]))
  },
}

const config: UserConfig = defineConfig({
  root: join(import.meta.dirname, 'health-in-my-storage'),
  logLevel: 'warn',
  worker: { format: 'es', plugins: () => [guests()] },
  plugins: [guests(), listed],
  build: {
    outDir: DIST,
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // How long plugins took is no line of a log: on a busy machine it was written into the app's.
      checks: { pluginTimings: false },
      input: {
        index: join(import.meta.dirname, 'health-in-my-storage/index.html'),
        sw: join(import.meta.dirname, 'health-in-my-storage/sw.ts'),
      },
      output: { entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
    },
  },
})
export default config
