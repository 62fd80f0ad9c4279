/**
 * Imports of capabilities of other parties: their own files and `@hdms/sdk`, which is this node's, and nothing else. It
 * keeps code out that no hash covers, and an honest author from leaning on what another node does not have. It is no
 * wall against a hostile one: docs/sdk.md says why.
 */
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { GuestFiles } from './files.ts'
import { refuse } from './reasons.ts'

const sdk = (file: string): URL => new URL(`../../../sdk/${file}`, import.meta.url)
/** Version of this node's own SDK. */
export const SDK_VERSION: string = (JSON.parse(readFileSync(sdk('package.json'), 'utf8')) as { version: string }).version

/** Has modules of these packages import what they may, from now on. */
export function guardImports(guests: readonly GuestFiles[]): void {
  if (guests.length === 0) return
  registerHooks({
    resolve(specifier, context, next) {
      const parent = context.parentURL?.startsWith('file:') ? fileURLToPath(context.parentURL) : ''
      const guest = guests.find(({ covered, folder }) => covered.has(parent) || dirname(parent) === folder)
      if (!guest) return next(specifier, context)
      if (specifier === '@hdms/sdk') return { url: sdk('index.ts').href, shortCircuit: true }
      const found = specifier.startsWith('.') ? next(specifier, context) : undefined
      if (found && guest.covered.has(fileURLToPath(found.url))) return found
      return refuse('CAPABILITY_UNREADABLE', 'imports-other', {
        capability: guest.from,
        file: parent.slice(guest.folder.length + 1),
        specifier,
      })
    },
  })
}
