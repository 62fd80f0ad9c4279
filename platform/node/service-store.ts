/**
 * The store of a service, on one disk or on two. A service whose old state would be wrong (a notary would sign a second spend, a
 * doorman forget a revocation) has no archives: with `mirror` every commit is on both disks before anybody hears of it, and the second
 * brings everything back. A crash parts them by one commit at most; then the one that has it is right.
 */

import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fail } from '@hdms/shared/errors.ts'
import type { ProvenStore } from '@hdms/shared/storage/proven-store.ts'
import { type Migration, PROVEN, upToDate } from '@hdms/shared/storage/versions.ts'
import { anchorPath, levelNodeStore, proveLevel } from './level-store.ts'
import { refuse } from './reasons.ts'

export const MIRRORED = {
  mirror: {
    type: 'folder',
    about: 'Folder on another disk where everything is written too before it is answered; "restore" takes it back from there.',
  },
} as const

interface Places {
  readonly data: string
  readonly mirror: string | undefined
}

/**
 * @param name of the store in the data folder
 * @throws STORE_DAMAGED when it is not as it was left, or the mirror knows more; STORE_FAILED, STORE_NEWER
 */
export async function serviceStore(
  { data, mirror }: Places,
  name = 'store',
  migrations: readonly Migration[] = [PROVEN],
): Promise<ProvenStore> {
  for (const folder of [data, mirror]) if (folder !== undefined) mkdirSync(folder, { recursive: true, mode: 0o700 })
  const store = await levelNodeStore(join(data, name), mirror && join(mirror, name))
  try {
    await upToDate(store, migrations)
  } catch (error) {
    await store.close()
    throw error
  }
  return store
}

/**
 * @throws DATA_GONE when there is a mirror of what is not here any more: a service that began anew would forget what it
 * answered
 */
export function checkMirror({ data, mirror }: Places): void {
  if (mirror !== undefined && !existsSync(join(data, 'keys.json')) && existsSync(join(mirror, 'keys.json')))
    fail('DATA_GONE', { where: 'the mirror' })
}

/** Stores in a folder, by name. */
const storesIn = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).filter((name) => existsSync(anchorPath(join(folder, name)))) : []

/**
 * Keys, tokens and pinned certificates, which hardly ever change, go to the mirror at each start; anchors each place
 * writes itself.
 */
export function mirrorFiles({ data, mirror }: Places): void {
  if (mirror === undefined) return
  for (const name of readdirSync(data))
    if (statSync(join(data, name)).isFile() && !name.endsWith('.anchor')) copyFileSync(join(data, name), join(mirror, name))
  if (existsSync(join(data, 'trust'))) cpSync(join(data, 'trust'), join(mirror, 'trust'), { recursive: true })
}

/**
 * Brings everything back from the mirror into a data folder without it. @throws INPUT_INVALID, STORE_DAMAGED when the
 * mirror is not whole
 */
export async function restoreMirror({ data, mirror }: Places): Promise<void> {
  if (mirror === undefined || !existsSync(mirror)) return refuse('INPUT_INVALID', 'no-mirror', { what: 'mirror' })
  if (existsSync(data) && readdirSync(data).length > 0) refuse('INPUT_INVALID', 'not-empty', { what: 'data folder' })
  for (const name of storesIn(mirror)) await proveLevel([join(mirror, name)], Number.POSITIVE_INFINITY)
  cpSync(mirror, data, { recursive: true, preserveTimestamps: true })
}
