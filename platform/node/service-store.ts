/**
 * The store of a service, on one disk or on two. A service whose old state would be wrong (a notary would sign a second spend, a
 * doorman forget a revocation) has no archives: with `mirror` every commit is on both disks before anybody hears of it, and the second
 * brings everything back. After a crash the first disk is right: what it has was never less than what was answered.
 */
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { decodeAll, Writer } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'
import { type Migration, upToDate } from '@hdms/shared/storage/versions.ts'
import { levelNodeStore } from './level-store.ts'

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

/** Row that counts commits, in both. */
const COUNT = '\u0001commits'

/** @param name of the store in the data folder. @throws STORE_FAILED, STORE_NEWER */
export async function serviceStore({ data, mirror }: Places, name = 'store', migrations: readonly Migration[] = []): Promise<NodeStore> {
  if (mirror !== undefined) mkdirSync(mirror, { recursive: true, mode: 0o700 })
  const first = await levelNodeStore(join(data, name))
  const store = mirror === undefined ? first : await mirrored(first, await levelNodeStore(join(mirror, name)))
  await upToDate(store, migrations)
  return store
}

const countRow = (count: number): Change => ({ key: COUNT, value: new Writer().u64(count).bytes() })
const countOf = async (store: NodeStore): Promise<number | undefined> => {
  const row = await store.get(COUNT)
  return row && decodeAll(row, 'count', (r) => r.u64())
}

/** Two stores as one. When they differ at the start, the second becomes as the first. */
export async function mirrored(first: NodeStore, second: NodeStore): Promise<NodeStore> {
  const known = await countOf(first)
  let count = known ?? 0
  if (known === undefined) await first.commit([countRow(count)])
  if (known === undefined || (await countOf(second)) !== known) await copyRows(first, second)
  return {
    get: (key) => first.get(key),
    range: async (from, to) => (await first.range(from, to)).filter(([key]) => key !== COUNT),
    async commit(changes) {
      if (changes.length === 0) return
      const counted = [...changes, countRow(++count)]
      await Promise.all([first.commit(counted), second.commit(counted)])
    },
    async compact(what) {
      await Promise.all([first.compact(what), second.compact(what)])
    },
    async close() {
      await Promise.all([first.close(), second.close()])
    },
  }
}

async function copyRows(from: NodeStore, to: NodeStore): Promise<void> {
  const rows = await from.range('\u0000', '\uffff')
  const kept = new Set(rows.map(([key]) => key))
  const gone = (await to.range('\u0000', '\uffff')).filter(([key]) => !kept.has(key))
  await to.commit(gone.map(([key]) => ({ key, value: null })))
  for (let at = 0; at < rows.length; at += 1000) await to.commit(rows.slice(at, at + 1000).map(([key, value]) => ({ key, value })))
}

/** @throws DATA_GONE when there is a mirror of what is not here any more: a service that began anew would forget what it answered */
export function checkMirror({ data, mirror }: Places): void {
  if (mirror !== undefined && !existsSync(join(data, 'keys.json')) && existsSync(join(mirror, 'keys.json')))
    fail('DATA_GONE', { where: 'the mirror' })
}

/** Keys, tokens and pinned certificates, which hardly ever change, go to the mirror at each start. */
export function mirrorFiles({ data, mirror }: Places): void {
  if (mirror === undefined) return
  for (const name of readdirSync(data)) if (statSync(join(data, name)).isFile()) copyFileSync(join(data, name), join(mirror, name))
  if (existsSync(join(data, 'trust'))) cpSync(join(data, 'trust'), join(mirror, 'trust'), { recursive: true })
}

/** Brings everything back from the mirror into a data folder without it. @throws INPUT_INVALID */
export function restoreMirror({ data, mirror }: Places): void {
  if (mirror === undefined || !existsSync(mirror))
    return fail('INPUT_INVALID', { what: 'mirror', why: 'there is none in the settings, or not on the disk' })
  if (existsSync(data) && readdirSync(data).length > 0)
    fail('INPUT_INVALID', { what: 'data folder', why: 'it is not empty; move what is there away first' })
  cpSync(mirror, data, { recursive: true, preserveTimestamps: true })
}
