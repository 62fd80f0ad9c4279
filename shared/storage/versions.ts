/**
 * The layout of a store has a version, kept in the store. A newer program brings an older store up to date at its start: each migration is one
 * commit together with the new version, so a crash leaves the old layout or the new one. An older program refuses a newer store.
 */
import { decodeAll, Writer } from '../bytes.ts'
import { fail } from '../errors.ts'
import type { Change, NodeStore } from '../ports/node-store.ts'

export interface Migration {
  /** What it changes, for the log. */
  readonly about: string
  /** Reads the store as the version before left it. @returns what has to change */
  changes(store: NodeStore): Promise<readonly Change[]>
}

/** Sorts before every row that programs write. */
export const VERSION_ROW = '\u0001version'

/** Rows carry sums and the store a proof (see proven-store.ts): what opens the store has seen to that, and programs before it do not read them. */
export const PROVEN: Migration = { about: 'rows carry sums, and the store proves itself', changes: async () => [] }

/** Version of a store's layout; 1 before there were versions. */
export async function versionOf(store: NodeStore): Promise<number> {
  const row = await store.get(VERSION_ROW)
  return row ? decodeAll(row, 'store version', (r) => r.u32()) : 1
}

/**
 * @param migrations from version 1 to 2, from 2 to 3, …
 * @returns what was done, oldest first. @throws STORE_NEWER
 */
export async function upToDate(store: NodeStore, migrations: readonly Migration[]): Promise<readonly string[]> {
  const known = migrations.length + 1
  const found = await versionOf(store)
  if (found > known) fail('STORE_NEWER', { store: found, known })
  const done: string[] = []
  for (let version = found; version < known; version++) {
    const migration = migrations[version - 1] as Migration
    const row = { key: VERSION_ROW, value: new Writer().u32(version + 1).bytes() }
    await store.commit([...(await migration.changes(store)), row])
    done.push(migration.about)
  }
  return done
}
