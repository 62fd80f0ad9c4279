/**
 * Puts capabilities of other parties into the page (`hdms app build`): the list of them takes the place of
 * `node/browser/guests.ts`. They import their own files and `@hdms/sdk`, as in a node on a server; what their hash does
 * not cover is not built in.
 */
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'

/** A capability as `hdms app build` hands it over. */
interface BuiltIn {
  readonly folder: string
  readonly entry: string
  readonly hash: string
  readonly covered: readonly string[]
}
const LIST = join(import.meta.dirname, '../node/browser/guests.ts')
const SDK = join(import.meta.dirname, '../sdk/index.ts')

/** @param said JSON of the capabilities; none without */
export function guestsIn(said: string | undefined): Plugin {
  const guests = JSON.parse(said ?? '[]') as readonly BuiltIn[]
  return {
    name: 'hdms-guests',
    enforce: 'pre',
    load(id) {
      if (id !== LIST || guests.length === 0) return null
      const imports = guests.map(({ entry }, i) => `import guest${i} from ${JSON.stringify(entry)}`)
      const entries = guests.map(({ hash }, i) => `{ guest: guest${i}, hash: ${JSON.stringify(hash)} }`)
      return `${imports.join('\n')}\nexport const GUESTS = [${entries.join(', ')}]\n`
    },
    async resolveId(specifier, importer) {
      const guest = guests.find(({ covered }) => importer !== undefined && covered.includes(importer))
      if (!guest) return null
      if (specifier === '@hdms/sdk') return SDK
      const path = join(dirname(importer ?? ''), specifier)
      if (specifier.startsWith('.') && guest.covered.includes(path)) return path
      return this.error(`${importer} imports ${specifier}: a capability may import its own files and @hdms/sdk`)
    },
  }
}
