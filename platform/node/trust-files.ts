/** The two public certificates that every member pins, in a folder. */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { refuse } from './reasons.ts'

export interface TrustFiles {
  readonly root: Uint8Array
  readonly doormanCa: Uint8Array
}

/** @throws CONFIG_INVALID when the folder lacks root.der or doorman-ca.der */
export function readTrust(folder: string): TrustFiles {
  const read = (name: string): Uint8Array => {
    try {
      return new Uint8Array(readFileSync(join(folder, name)))
    } catch {
      return refuse('CONFIG_INVALID', 'no-trust-file', { name: 'trust', file: name })
    }
  }
  return { root: read('root.der'), doormanCa: read('doorman-ca.der') }
}

export function writeTrust(folder: string, { root, doormanCa }: TrustFiles): void {
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  writeFileSync(join(folder, 'doorman-ca.der'), doormanCa)
  writeFileSync(join(folder, 'root.der'), root)
}

export interface TrustSettings {
  readonly data: string
  readonly trust: string | undefined
  readonly root: string | undefined
}

/**
 * What is pinned in the folder, or what `fetch` gives for the fingerprint, which is kept from then on. @throws
 * CONFIG_INVALID
 */
export async function pinnedRoots(o: TrustSettings, fetch: (fingerprint: string) => Promise<TrustFiles>): Promise<TrustFiles> {
  const folder = o.trust ?? join(o.data, 'trust')
  if (existsSync(join(folder, 'root.der'))) return readTrust(folder)
  const told = o.root ?? refuse('CONFIG_INVALID', 'fingerprint', { name: 'root' })
  const roots = await fetch(told)
  writeTrust(folder, roots)
  return roots
}
