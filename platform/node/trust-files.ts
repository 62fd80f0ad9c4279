/** The two public certificates that every member pins, from a folder that the network's operator hands out. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail } from '@hdms/shared/errors.ts'

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
      return fail('CONFIG_INVALID', { name: '--trust', why: `there is no ${name} in the folder` })
    }
  }
  return { root: read('root.der'), doormanCa: read('doorman-ca.der') }
}
