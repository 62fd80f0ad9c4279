/** How the pages are built: one entry for the app, one for its service worker, and a list of the files for offline use. */
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { defineConfig, type Plugin, type UserConfig } from 'vite'

/** Names every file of the build in `assets.json`, and lays a compressed twin beside each. */
const listed: Plugin = {
  name: 'hdms-listed',
  generateBundle(_options, bundle) {
    const source = Object.values(bundle).map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source] as const)
    for (const [fileName, content] of source) this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source: gzipSync(content) })
    const files = source.map(([name]) => `/${name}`).filter((name) => name !== '/sw.js' && name !== '/index.html')
    const kept = ['/icon.svg', '/manifest.webmanifest', ...files]
    this.emitFile({ type: 'asset', fileName: 'assets.json', source: JSON.stringify(kept) })
  },
}

const config: UserConfig = defineConfig({
  root: join(import.meta.dirname, 'health-in-my-storage'),
  logLevel: 'warn',
  worker: { format: 'es' },
  plugins: [listed],
  build: {
    outDir: join(import.meta.dirname, 'dist'),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        index: join(import.meta.dirname, 'health-in-my-storage/index.html'),
        sw: join(import.meta.dirname, 'health-in-my-storage/sw.ts'),
      },
      output: { entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
    },
  },
})
export default config
